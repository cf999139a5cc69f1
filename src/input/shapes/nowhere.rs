//! Outlines with points that are no places, refused in one place for every reader that does not mend outlines.

use rayon::prelude::*;

use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::labels::Labels;
use crate::model::shape::feature::Features;
use crate::model::shape::nowhere::{Counted, Nowhere};
use crate::model::shape::outline::Position;

/// Refuses points that are no places, for whoever takes outlines as they are: what is mended and told elsewhere is an error here.
///
/// # Errors
/// One for each kind, with the features and the first such point.
pub(crate) fn refuse_nowhere(file: &str, features: &Features) -> Result<(), Problems> {
    let outlines = &features.outlines;
    let places = Counted::of(&outlines.reference);
    let is_nowhere = |point: &Position| places.nowhere(*point).is_some();
    if !outlines.points.par_iter().any(is_nowhere) {
        return Ok(());
    }
    let labels = Labels::of(&features.columns);
    let reference = outlines.reference.name();
    let mut problems = Problems::default();
    for (why, kind, what) in [
        (Nowhere::NotFinite, Kind::NotFinite, "points that are no numbers".to_owned()),
        (Nowhere::OutOfBounds, Kind::OutOfBounds, format!("points where {reference} has no place")),
    ] {
        let of = |feature: &usize| {
            let rings = outlines.polygons_of(*feature).flat_map(|polygon| outlines.rings_of(polygon));
            rings.flat_map(|ring| outlines.ring(ring)).find(|point| places.nowhere(**point) == Some(why))
        };
        let found: Vec<String> = (0..outlines.n_shapes())
            .filter_map(|feature| of(&feature).map(|[x, y]| format!("{} at {x:?}, {y:?}", labels.label(feature))))
            .collect();
        if !found.is_empty() {
            let verb = if found.len() == 1 { "has" } else { "have" };
            let features = counted(found.len(), "feature");
            let message = format!("{}: {features} {verb} {what}: {}", kind.word(), first_few(&found));
            let hint = format!("`bacino boundaries {file} --repair -o NEW` writes the file without them");
            problems.push(Remark::of(kind, Place::file(file), message).hint(hint));
        }
    }
    Err(problems)
}
