//! Defects of the outlines of a study's own places: what, of which place, where and how large.

use crate::command::defect::{by_kind, size_text};
use crate::command::outlines::Outlines;
use crate::geometry::defect::{Defect, DefectKind, SizeUnit};
use crate::input::error::{Kind, Place, Remark, first_few};
use crate::model::study::{self, Study};

/// One remark for every defect of a study's own outlines, for `check`.
pub(crate) fn defect_remarks(study: &Study, outlines: &Outlines) -> Vec<Remark> {
    outlines.defects.iter().map(|defect| defect_remark(study, &outlines.source, defect)).collect()
}

/// One remark for each kind, with the first few examples, for every other command. What is no fault is left out.
pub(crate) fn defect_summary(study: &Study, outlines: &Outlines) -> Vec<Remark> {
    by_kind(&outlines.defects)
        .into_iter()
        .filter(|(kind, _)| !kind.is_information())
        .map(|(kind, same)| {
            let texts: Vec<String> = same.iter().map(|defect| described(study, defect)).collect();
            let total = match kind.unit() {
                SizeUnit::SquareMetres | SizeUnit::Metres => {
                    let sum = same.iter().map(|defect| defect.size).sum();
                    format!(", {} in all", size_text(kind, sum))
                }
                SizeUnit::Count => String::new(),
            };
            let message = format!("{} mended ({kind}){total}: {}", same.len(), first_few(&texts));
            Remark::of(kind_of(kind), Place::file(outlines.source.name.clone()), message)
                .hint("`bacino check` lists them all")
        })
        .collect()
}

/// A defect as a remark about the file it was found in.
pub(crate) fn defect_remark(study: &Study, source: &study::Source, defect: &Defect) -> Remark {
    let message = format!("{}: {}", defect.kind, described(study, defect));
    Remark::of(kind_of(defect.kind), Place::file(source.name.clone()), message)
}

fn kind_of(kind: DefectKind) -> Kind {
    Kind::from_word(kind.word()).unwrap_or_default()
}

/// The areas by code, the place and the size.
fn described(study: &Study, defect: &Defect) -> String {
    let places: Vec<_> = study.territory.places().collect();
    let code = |shape: &usize| places.get(*shape).map(|place| study.territory.place(*place).code.as_str().to_owned());
    let codes: Vec<String> = defect.shapes.iter().filter_map(code).collect();
    let [x, y] = defect.place;
    let decimals = if x.abs() <= 540.0 && y.abs() <= 90.0 { 6 } else { 1 };
    format!("{} at {x:.decimals$} {y:.decimals$}, {}", first_few(&codes), size_text(defect.kind, defect.size))
}
