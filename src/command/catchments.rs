//! `bacino catchments`: the dissolved outlines of a study with every figure joined, as a file for other programs.

use std::sync::Arc;

use crate::analysis::coverage::area::Source;
use crate::analysis::coverage::findings::Findings;
use crate::atlas::file::write::{ExportRequest, exported_simplified, in_system};
use crate::atlas::layer::areas::Layer;
use crate::atlas::layer::choose::{is_level, layer_of};
use crate::atlas::picture::classes::answer_word;
use crate::command::outcome::Outcome;
use crate::geometry::topology::arcs::Topology;
use crate::input::problem::english::plural;
use crate::input::study::source::StudySource;
use crate::model::base::index::AreaIndex;
use crate::model::base::index::LevelIndex as Level;
use crate::model::base::share::Share;
use crate::model::place::scheme::Scheme;
use crate::model::study::Study;
use crate::render::export::layer::{Export, FieldKind, Shapes};
use crate::render::report::sheet::{Cell, Sheet};
use crate::study::choice::census_source;
use crate::study::choice::chosen_source;
use crate::study::failure::Failure;
use crate::study::open::open_study;
use crate::study::outlines::mended_places;

/// Columns that hold numbers though all of a study's may be missing.
const NUMBERS: [(&str, FieldKind); 9] = [
    ("residents", FieldKind::Integer),
    ("covered", FieldKind::Integer),
    ("coverage", FieldKind::Number),
    ("outside_frame", FieldKind::Integer),
    ("units", FieldKind::Integer),
    ("responded", FieldKind::Integer),
    ("null_low", FieldKind::Number),
    ("null_high", FieldKind::Number),
    ("p_value", FieldKind::Number),
];

/// What to write.
#[derive(Clone, Debug)]
pub struct CatchmentsRequest {
    /// The study.
    pub study: StudySource,
    /// The layer: a level in the plural, `catchments`, or a scheme.
    pub layer: String,
    /// Where residents are counted.
    pub source: Option<Source>,
    /// Where and how to write it.
    pub export: ExportRequest,
}

/// The layer as files.
///
/// # Errors
/// Inputs that cannot be read, a layer or source that does not exist, what the format cannot hold.
pub fn catchments(request: &CatchmentsRequest) -> Result<Outcome, Failure> {
    let wanted = request.export.wanted()?;
    let opened = open_study(&request.study)?;
    let study = &opened.study;
    let Some(outlines) = opened.outlines_as_read()? else {
        return Err(Failure::Usage {
            message: "no outlines are known for the study's own territory".to_owned(),
            hint: Some("add a section [boundaries] to its study.toml".to_owned()),
        });
    };
    let scheme = study.schemes.iter().find(|scheme| is_level(&study.territory, scheme.name(), &request.layer));
    let source = chosen_source(study, scheme.map(Scheme::name), request.source)?;
    let findings = Findings::of(study);
    let layer = layer_of(study, &outlines, &findings, &request.layer, source)?;
    let sheet = match scheme.filter(|_| !layer.by_census) {
        Some(scheme) => scheme_sheet(study, &findings, &layer, scheme, source),
        None => place_sheet(study, &layer, census_source(source)),
    };
    let name = if study.territory.level(&layer.one).is_some() { plural(&layer.one) } else { layer.name };
    let made = |shapes: Topology| {
        let shapes = in_system(shapes, &wanted)?;
        Ok(Export::new(name.clone(), Shapes::Shared(shapes), sheet.clone(), &NUMBERS))
    };
    let shapes = Arc::unwrap_or_clone(layer.shapes);
    let mut outcome = Outcome::from(exported_simplified(shapes, made, &request.export)?);
    let mended = mended_places(study, &outlines);
    outcome.warnings.splice(0..0, opened.remarks.into_iter().chain(mended));
    Ok(outcome)
}

/// Titles and cells that every row starts with: identifier, name, the codes of the broader levels that a level lies in.
fn titles(study: &Study, id: String, level: Option<Level>, figures: &[&str]) -> Sheet {
    let territory = &study.territory;
    let broader = broader_levels(study, level).into_iter().map(|level| format!("{}_code", territory.level_name(level)));
    let notice = study.heading.notice.as_ref().map(|_| "notice".to_owned());
    let figures = figures.iter().map(|&title| title.to_owned());
    Sheet::new([id, "name".to_owned()].into_iter().chain(broader).chain(figures).chain(notice))
}

/// The levels above `level`, the broadest first.
fn broader_levels(study: &Study, level: Option<Level>) -> Vec<Level> {
    level.map_or_else(Vec::new, |level| study.territory.levels().take_while(|&broader| broader != level).collect())
}

fn scheme_sheet(study: &Study, findings: &Findings, layer: &Layer, scheme: &Scheme, source: Option<Source>) -> Sheet {
    let level = study.territory.level(scheme.name());
    let mut sheet = titles(
        study,
        format!("{}_code", scheme.name()),
        level,
        &[
            "source",
            "residents",
            "covered",
            "coverage",
            "outside_frame",
            "units",
            "responded",
            "null_low",
            "null_high",
            "p_value",
        ],
    );
    for (index, area) in layer.areas.iter().enumerate() {
        let row = findings
            .coverage
            .iter()
            .find(|row| row.scheme == scheme.name() && row.area == AreaIndex::at(index) && Some(row.source) == source);
        let null = row.and_then(|row| row.null.as_ref().ok());
        let mut cells = vec![Cell::from(area.code.as_str()), Cell::from(area.name.as_str())];
        cells.extend(broader_codes(study, scheme, index, level));
        cells.extend([
            Cell::text(source.map(Source::word)),
            Cell::from(row.map(|row| row.residents.whole())),
            Cell::from(row.map(|row| row.residents.part())),
            Cell::number(row.and_then(|row| row.residents.value())),
            Cell::from(row.and_then(|row| row.outside_frame)),
            Cell::from(row.map(|row| row.units.whole())),
            Cell::from(row.map(|row| row.units.part())),
            Cell::number(null.map(|null| null.low)),
            Cell::number(null.map(|null| null.high)),
            Cell::number(null.map(|null| null.p_value)),
        ]);
        cells.extend(study.heading.notice.as_deref().map(Cell::from));
        sheet.rows.push(cells);
    }
    sheet
}

/// Codes of the broader areas that an area of a level lies in.
fn broader_codes(study: &Study, scheme: &Scheme, index: usize, level: Option<Level>) -> Vec<Cell> {
    let territory = &study.territory;
    let inside = territory.places().find(|&place| scheme.area_of_place(place).index() == index);
    let code =
        |broader: Level| {
            Cell::text(inside.map(|place| {
                territory.areas(broader)[territory.area_of_place(broader, place).index()].code.to_string()
            }))
        };
    broader_levels(study, level).into_iter().map(code).collect()
}

fn place_sheet(study: &Study, layer: &Layer, source: Source) -> Sheet {
    let territory = &study.territory;
    // The catchments' areas are no level of the territory.
    let level = territory.level(&layer.one);
    let id = if level.is_some() { format!("{}_code", layer.one) } else { "unit_id".to_owned() };
    let mut sheet =
        titles(study, id, level, &["source", "residents", "covered", "coverage", "units", "responded", "answered"]);
    for (index, area) in layer.areas.iter().enumerate() {
        let mut cells = vec![Cell::from(area.code.as_str()), Cell::from(area.name.as_str())];
        if let Some(place) = territory.places().nth(index).filter(|_| level.is_some()) {
            let code = |broader| &territory.areas(broader)[territory.area_of_place(broader, place).index()].code;
            cells.extend(broader_levels(study, level).into_iter().map(|broader| Cell::from(code(broader).as_str())));
        }
        cells.extend([
            Cell::from(source.word()),
            Cell::from(area.covered.map(Share::whole)),
            Cell::from(area.covered.map(Share::part)),
            Cell::number(area.covered.and_then(Share::value)),
            Cell::from(area.units.map(Share::whole)),
            Cell::from(area.units.map(Share::part)),
            Cell::text(area.answered.map(answer_word).or(area.units.is_none().then(|| area.missing.word()))),
        ]);
        cells.extend(study.heading.notice.as_deref().map(Cell::from));
        sheet.rows.push(cells);
    }
    sheet
}
