//! Defects of outlines as remarks: what, how many, how large, where, and of which features of a file or places of a study.

use crate::command::feature::Labels;
use crate::command::outlines::Outlines;
use crate::geometry::build::{BuildError, Built};
use crate::geometry::defect::{Defect, DefectKind, SizeUnit};
use crate::input::error::{Kind, Place, Remark, first_few};
use crate::model::study::{self, Study};
use crate::render::number::{Grouping, count};

/// Remarks about defects of a file's features, the worst kind first; what is no fault is left out.
pub(crate) fn feature_defects(file: &str, built: &Result<Built, BuildError>, labels: &Labels<'_>) -> Vec<Remark> {
    let grouped = by_kind(defects_of(built));
    let faults = grouped.into_iter().filter(|(kind, _)| !kind.is_information());
    let mut remarks: Vec<Remark> = faults
        .map(|(kind, defects)| Remark::of(kind_of(kind), Place::file(file), defect_line(kind, &defects, labels)))
        .collect();
    if let Err(error @ (BuildError::WithoutArea { .. } | BuildError::Unmendable { .. })) = built {
        let shapes = if let BuildError::WithoutArea { shapes, .. } = error { shapes.as_slice() } else { &[] };
        let shapes: Vec<String> = shapes.iter().map(|&shape| labels.label(shape)).collect();
        let named = if shapes.is_empty() { String::new() } else { format!(": {}", first_few(&shapes)) };
        remarks.push(Remark::of(Kind::EmptyGeometry, Place::file(file), format!("{error}{named}")));
    }
    remarks
}

/// All defects that were found.
pub(crate) fn defects_of(built: &Result<Built, BuildError>) -> &[Defect] {
    match built {
        Ok(built) => &built.defects,
        Err(BuildError::Refused { defects } | BuildError::WithoutArea { defects, .. }) => defects,
        Err(BuildError::Unmendable { .. }) => &[],
    }
}

/// Defects by kind, the worst first, the largest of a kind first.
pub(crate) fn by_kind(defects: &[Defect]) -> Vec<(DefectKind, Vec<&Defect>)> {
    let of_kind = |kind: DefectKind| {
        let mut found: Vec<&Defect> = defects.iter().filter(|defect| defect.kind == kind).collect();
        found.sort_by(|a, b| b.size.total_cmp(&a.size));
        found
    };
    let grouped = DefectKind::ALL.into_iter().map(|kind| (kind, of_kind(kind)));
    grouped.filter(|(_, found)| !found.is_empty()).collect()
}

/// Defects of one kind in a sentence: how many, how large in all, the first few with features and place.
pub(crate) fn defect_line(kind: DefectKind, defects: &[&Defect], labels: &Labels<'_>) -> String {
    let whole: f64 = defects.iter().map(|defect| defect.size).sum();
    let examples: Vec<String> = defects
        .iter()
        .map(|defect| {
            let features: Vec<String> = defect.shapes.iter().map(|&shape| labels.label(shape)).collect();
            let [x, y] = defect.place;
            format!("{} at {x}, {y} ({})", first_few(&features), size_text(kind, defect.size))
        })
        .collect();
    let number = count(defects.len() as u64, Grouping::Plain);
    format!("{kind}: {number}, {} in all: {}", size_text(kind, whole), first_few(&examples))
}

/// A size with its unit.
pub(crate) fn size_text(kind: DefectKind, size: f64) -> String {
    match kind.unit() {
        SizeUnit::SquareMetres => area_text(size),
        SizeUnit::Metres => format!("{} m", rounded(size)),
        SizeUnit::Count => format!("{size:.0}"),
    }
}

/// An area in square kilometres, or in square metres where it is small.
pub(crate) fn area_text(square_metres: f64) -> String {
    if square_metres >= 1e6 {
        format!("{} km²", rounded(square_metres / 1e6))
    } else {
        format!("{} m²", rounded(square_metres))
    }
}

/// A positive number with three digits behind the point while it is below a thousand, none above.
fn rounded(number: f64) -> String {
    if number < 1e3 {
        let text = format!("{number:.3}");
        return text.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "areas are positive and far below 2^64"
    )]
    let whole = number.round() as u64;
    count(whole, Grouping::Plain)
}

/// One remark for every defect of a study's own outlines, for `check`.
pub(crate) fn place_defects(study: &Study, outlines: &Outlines) -> Vec<Remark> {
    outlines.defects.iter().map(|defect| place_defect(study, &outlines.source, defect)).collect()
}

/// One remark for each kind, with the first few examples, for every other command. What is no fault is left out.
pub(crate) fn mended_places(study: &Study, outlines: &Outlines) -> Vec<Remark> {
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
pub(crate) fn place_defect(study: &Study, source: &study::Source, defect: &Defect) -> Remark {
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
