//! Polygons of shapes with everything mended that is wrong with them, without a topology of all shapes.
//!
//! All shapes are dissolved into one group, which tells which of them are concerned, as [`direct`](crate::geometry::build::direct) has it.
//! These are then groups of their own beside one of all others. A shape that nothing is wrong with stays as it came.

use std::collections::BTreeSet;

use crate::geometry::build::direct::{Dissolved, Groups, dissolved, in_parts, some_of};
use crate::geometry::build::raw::{Built, build_with_empty};
use crate::geometry::mend::failure::BuildError;
use crate::geometry::mend::ring_defects::without_impossible;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::model::shape::outline::PolygonOutlines;

/// The shapes of [`build_with_empty`] as polygons; those that nothing is wrong with have the points that they came with.
///
/// # Errors
/// Borders that cannot be told apart.
pub fn mended_outlines(outlines: &PolygonOutlines) -> Result<PolygonOutlines, BuildError> {
    let Some(concerned) = concerned(outlines)? else { return Ok(build_with_empty(outlines)?.topology.to_outlines()) };
    let mut of_shape = vec![0; outlines.n_shapes()];
    for (number, &shape) in concerned.iter().enumerate() {
        of_shape[shape] = position(number) + 1;
    }
    let groups = Groups { of_shape: &of_shape, count: concerned.len() + 1 };
    let mended = dissolved(outlines, groups)?.topology.to_outlines();
    let mut whole = PolygonOutlines::new(outlines.reference.clone());
    let mut behind = 0;
    for (number, &shape) in concerned.iter().enumerate() {
        whole.append(&outlines.picked((behind..shape).map(Some)));
        whole.append(&mended.picked([Some(number + 1)]));
        behind = shape + 1;
    }
    whole.append(&outlines.picked((behind..outlines.n_shapes()).map(Some)));
    Ok(whole)
}

/// The shapes that are mended or named by a defect, in order; `None` where so many are that only a build of all tells.
fn concerned(outlines: &PolygonOutlines) -> Result<Option<Vec<usize>>, BuildError> {
    let n = outlines.n_shapes();
    let mut faults = Vec::new();
    let possible = without_impossible(outlines, Measure::of(&outlines.reference), &mut faults);
    let parts = in_parts(&possible, |shapes| vec![0; shapes.len()]);
    let built = parts.and_then(|(dissolving, residues, of_shape)| {
        let groups = Dissolved { groups: Groups { of_shape: &of_shape, count: n + 1 }, mended_apart: true };
        dissolving.finish_with_exclaves(residues, groups, |shapes| Some(some_of(&possible, shapes)))
    });
    let Some((Built { topology, defects, .. }, _)) = built.transpose()? else { return Ok(None) };
    let mended = (0..n).filter(|shape| !topology.ring_range(shape + 1).is_empty());
    let named = defects.iter().chain(&faults).flat_map(|defect| defect.shapes.iter().copied());
    let concerned: BTreeSet<usize> = mended.chain(named).collect();
    Ok(Some(concerned.into_iter().collect()))
}
