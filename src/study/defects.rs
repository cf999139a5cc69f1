//! Defects of outlines as remarks: what, how many, how large, where, and of which features of a file or places of a study.

use crate::geometry::mend::defect::{Defect, DefectKind, SizeUnit};
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::model::study::{self, Study};
use crate::words::number::{Grouping, count};

/// Defects by kind, the worst first, the largest of a kind first.
pub(crate) fn by_kind(defects: &[Defect]) -> Vec<(DefectKind, Vec<&Defect>)> {
    let grouped = DefectKind::ALL.into_iter().map(|kind| (kind, largest_first(defects, kind)));
    grouped.filter(|(_, found)| !found.is_empty()).collect()
}

pub(crate) fn largest_first(defects: &[Defect], kind: DefectKind) -> Vec<&Defect> {
    let mut found: Vec<&Defect> = defects.iter().filter(|defect| defect.kind == kind).collect();
    found.sort_by(|a, b| b.size.total_cmp(&a.size));
    found
}

/// A size with its unit; nothing where a kind has no size.
pub(crate) fn size_text(kind: DefectKind, size: f64) -> String {
    match kind.unit() {
        SizeUnit::SquareMetres => area_text(size),
        SizeUnit::Metres => format!("{} m", rounded(size)),
        SizeUnit::Count => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a count is whole and positive"
            )]
            let number = size as usize;
            if matches!(kind, DefectKind::NotAPolygon | DefectKind::EmptyGeometry) {
                String::new()
            } else {
                counted(number, if kind == DefectKind::SelfIntersection { "crossing" } else { "point" })
            }
        }
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
    // A sum of nothing is a negative zero.
    let number = number + 0.0;
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

/// A defect as a remark about the file it was found in.
pub(crate) fn place_defect(study: &Study, source: &study::Source, defect: &Defect) -> Remark {
    let message = format!("{}: {}", defect.kind, described(study, defect));
    Remark::of(kind_of(defect.kind), Place::file(source.name.clone()), message)
}

/// What a remark about a defect is of.
pub(crate) fn kind_of(kind: DefectKind) -> Kind {
    match kind {
        DefectKind::NotFinite => Kind::NotFinite,
        DefectKind::OutOfBounds => Kind::OutOfBounds,
        DefectKind::AxesSwapped => Kind::AxesSwapped,
        DefectKind::NotAPolygon => Kind::NotAPolygon,
        DefectKind::EmptyGeometry => Kind::EmptyGeometry,
        DefectKind::DuplicateGeometry => Kind::DuplicateGeometry,
        DefectKind::DuplicateArea => Kind::DuplicateArea,
        DefectKind::SelfIntersection => Kind::SelfIntersection,
        DefectKind::HoleOutside => Kind::HoleOutside,
        DefectKind::NestedHole => Kind::NestedHole,
        DefectKind::Overlap => Kind::Overlap,
        DefectKind::Gap => Kind::Gap,
        DefectKind::UnmatchedEdge => Kind::UnmatchedEdge,
        DefectKind::SelfTouch => Kind::SelfTouch,
        DefectKind::CollapsedRing => Kind::CollapsedRing,
        DefectKind::UnclosedRing => Kind::UnclosedRing,
        DefectKind::ReversedRing => Kind::ReversedRing,
        DefectKind::Exclave => Kind::Exclave,
    }
}

/// The areas by code, the place and the size.
pub(crate) fn described(study: &Study, defect: &Defect) -> String {
    let territory = study.outlined();
    let places: Vec<_> = territory.places().collect();
    let code = |shape: &usize| places.get(*shape).map(|place| territory.place(*place).code.as_str().to_owned());
    let codes: Vec<String> = defect.shapes.iter().filter_map(code).collect();
    let [x, y] = defect.place;
    let decimals = if x.abs() <= 540.0 && y.abs() <= 90.0 { 6 } else { 1 };
    let size = match size_text(defect.kind, defect.size) {
        none if none.is_empty() => none,
        size => format!(", {size}"),
    };
    format!("{} at {x:.decimals$} {y:.decimals$}{size}", first_few(&codes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_calls_a_defect_as_the_defect_does() {
        for kind in DefectKind::ALL {
            assert_eq!(kind_of(kind).word(), kind.word());
        }
    }
}
