//! The panels that are asked for.

use crate::atlas::ask::request::{MapRequest, PanelsRequest};
use crate::atlas::ask::style::{Style, Wording};
use crate::input::figures::area_cells::Holds;
use crate::input::figures::column::{TableColumn, TableFile, read_words};
use crate::input::study::source::StudySource;
use crate::render::picture::shown::Form;
use crate::study::failure::{Failure, refused};

/// What panels differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    Layers,
    Values,
    Studies,
    Tables,
    Words,
}

/// The request of each panel, and what they differ in.
pub(crate) fn panels_of(request: &MapRequest) -> Result<(Difference, Vec<MapRequest>), Failure> {
    let wanted = &request.panels;
    let layers: Vec<&str> = request.layer_name().split(',').map(str::trim).collect();
    let of_table = request.data.is_some();
    let mut differences = Vec::new();
    differences.extend((layers.len() > 1).then_some(Difference::Layers));
    differences.extend((!wanted.values.is_empty()).then_some(Difference::Values));
    let further = if of_table { Difference::Tables } else { Difference::Studies };
    differences.extend((!wanted.with.is_empty()).then_some(further));
    differences.extend(wanted.wave.is_some().then_some(Difference::Words));
    let hint = "give one of several layers (regions,istat5), --values a,b, --with, or with --data --wave COLUMN";
    let difference = match differences[..] {
        [] => return refused("nothing says what the panels are", hint),
        [difference] => difference,
        [_, _, ..] => return refused("panels differ in one thing", hint),
    };
    if difference == Difference::Values && request.value.is_some() {
        return refused("--value and --values are given together", "name all values with --values");
    }
    let plain = MapRequest {
        style: Style { form: Form::Choropleth, wording: of_panels(&request.style.wording), ..request.style.clone() },
        panels: PanelsRequest::default(),
        // Panels are compared on the same land.
        zoom: false,
        ..request.clone()
    };
    let panels = match difference {
        Difference::Layers => {
            layers.iter().map(|&layer| MapRequest { layer: Some(layer.to_owned()), ..plain.clone() }).collect()
        }
        Difference::Values => {
            wanted.values.iter().map(|value| MapRequest { value: Some(value.clone()), ..plain.clone() }).collect()
        }
        Difference::Studies => std::iter::once(request.study.clone())
            .chain(wanted.with.iter().cloned().map(StudySource::Path))
            .map(|study| MapRequest { study, ..plain.clone() })
            .collect(),
        Difference::Tables => (request.data.iter().chain(&wanted.with))
            .map(|data| MapRequest { data: Some(data.clone()), ..plain.clone() })
            .collect(),
        Difference::Words => words_of(request)?
            .into_iter()
            .map(|word| {
                let panels = PanelsRequest { wave: wanted.wave.clone(), word: Some(word), ..PanelsRequest::default() };
                MapRequest { panels, ..plain.clone() }
            })
            .collect(),
    };
    Ok((difference, panels))
}

/// Words that every panel has: what stands over all of them is said once.
fn of_panels(wording: &Wording) -> Wording {
    Wording { title: None, subtitle: None, legend_title: None, ..wording.clone() }
}

/// The words of the column that tells panels apart.
pub(crate) fn words_of(request: &MapRequest) -> Result<Vec<String>, Failure> {
    let (Some(data), Some(wave)) = (&request.data, &request.panels.wave) else {
        return refused(
            "--wave names a column of a table",
            "give the table with --data, or further studies with --with",
        );
    };
    let column = TableColumn { rows: None, ..request.column_of(TableFile::Path(data), Holds::Either)? };
    Ok(read_words(&column, wave)?)
}
