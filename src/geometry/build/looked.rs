//! Shapes looked through for every defect, without a topology of all of them.
//!
//! All shapes are dissolved into one group, and what contradicts is found and mended, as [`direct`](crate::geometry::build::direct) tells.
//! Only a shape with several rings, or one that is mended, can be in several parts. Each of these is a group of its own, so its parts are
//! there with what lies on the other side of their borders, which is all that tells an exclave.

use std::ops::Range;

use crate::geometry::build::direct::{Dissolved, Groups, in_parts, some_of};
use crate::geometry::build::raw::{Built, build_with_empty, sort};
use crate::geometry::build::residue::{Dissolving, Residue, has_several_rings};
use crate::geometry::build::turns::{Turns, reversed_in};
use crate::geometry::mend::defect::Defect;
use crate::geometry::mend::failure::BuildError;
use crate::geometry::mend::ring_defects::without_impossible;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::model::shape::outline::PolygonOutlines;

/// What was found about shapes.
#[derive(Clone, Debug)]
pub struct Findings {
    /// Every defect, the worst kind first.
    pub defects: Vec<Defect>,
    /// Shapes that have polygons and no area.
    pub without_area: Vec<usize>,
    /// The sum of the areas of all shapes, in square metres.
    pub area: f64,
}

/// What [`build_with_empty`] finds about shapes.
///
/// # Errors
/// Borders that cannot be told apart.
pub fn looked_through(outlines: &PolygonOutlines) -> Result<Findings, BuildError> {
    let mut faults = Vec::new();
    let possible = without_impossible(outlines, Measure::of(&outlines.reference), &mut faults);
    let parts = || in_parts(&possible, |shapes| groups_in(&possible, shapes, 0));
    let found = hangs_together(&possible).then(parts).flatten().and_then(|(dissolving, residues, group_of)| {
        dissolving.look_through(residues, &group_of, |shapes| Some(some_of(&possible, shapes)))
    });
    match found.transpose()? {
        Some(mut found) => {
            found.defects.extend(faults);
            sort(&mut found.defects);
            Ok(found)
        }
        None => Ok(build_with_empty(outlines)?.into()),
    }
}

/// Whether so few points are of shapes with several rings, or so few at all, that the edges of these shapes are soon looked at.
fn hangs_together(outlines: &PolygonOutlines) -> bool {
    /// Points that take no time.
    const FEW: usize = 100_000;
    let points = |shape: usize| {
        let rings = outlines.polygons_of(shape).flat_map(|polygon| outlines.rings_of(polygon));
        rings.map(|ring| outlines.ring(ring).len()).sum::<usize>()
    };
    let of_several = (0..outlines.n_shapes()).filter(|&shape| has_several_rings(outlines, shape)).map(points);
    of_several.sum::<usize>() <= FEW.max(outlines.points.len() / 2)
}

/// The groups of some shapes, the first of which has the number `first` more among all: shapes of one ring are one group.
pub(crate) fn groups_in(outlines: &PolygonOutlines, shapes: Range<usize>, first: usize) -> Vec<u32> {
    let group = |shape| if has_several_rings(outlines, shape) { position(first + shape) + 1 } else { 0 };
    shapes.map(group).collect()
}

impl From<Built> for Findings {
    fn from(Built { defects, without_area, area_before: area, .. }: Built) -> Self {
        Self { defects, without_area, area }
    }
}

impl Dissolving {
    /// What is wrong with shapes, from all parts of them in order, which were taken in the groups of [`groups_in`]. `None` as
    /// [`finish`](Self::finish) has it.
    pub(crate) fn look_through(
        &self,
        residues: Vec<Residue>,
        group_of: &[u32],
        outlines_of: impl Fn(&[u32]) -> Option<PolygonOutlines>,
    ) -> Option<Result<Findings, BuildError>> {
        let turns: Vec<&Turns> = residues.iter().map(|residue| &residue.turns).collect();
        let reversed = reversed_in(&turns, (&self.grid, self.measure), &outlines_of)?;
        let groups = Groups { of_shape: group_of, count: self.n_shapes + 1 };
        let finished = self.finish_with_exclaves(residues, Dissolved { groups, mended_apart: true }, outlines_of)?;
        Some(finished.map(|(built, exclaves)| {
            let mut found = Findings::from(built);
            found.defects.extend(reversed);
            found.defects.extend(exclaves.into_iter().filter_map(|exclave| {
                let shapes = exclave.shapes.iter().map(|group| group.checked_sub(1)).collect::<Option<_>>()?;
                Some(Defect { shapes, ..exclave })
            }));
            sort(&mut found.defects);
            found
        }))
    }
}
