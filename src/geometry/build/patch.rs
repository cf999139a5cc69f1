//! Damaged shapes and their neighbours taken out of a coverage, mended by themselves and put back.

use rayon::prelude::*;
use rstar::primitives::Rectangle;
use rstar::{AABB, RTree};

use crate::geometry::build::network::Directed;
use crate::geometry::build::raw::{Fitting, assemble, fitting, measured, name_empty};
use crate::geometry::build::residue::edges_of;
use crate::geometry::mend::defect::{Defect, DefectKind};
use crate::geometry::mend::failure::BuildError;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::geometry::plane::vertex::{NONE, SnapGrid};
use crate::model::shape::outline::PolygonOutlines;

/// Some shapes of all.
pub(crate) struct Patch<'a> {
    /// Their numbers among all, in order.
    pub(crate) shapes: &'a [u32],
    /// Their outlines, in the same order.
    pub(crate) outlines: PolygonOutlines,
}

/// The edges of a patch when it is mended, and what was wrong.
pub(crate) struct Mended {
    /// In order of groups.
    pub(crate) edges: Vec<Directed>,
    /// Shapes are numbers among all.
    pub(crate) defects: Vec<Defect>,
    /// Shapes that have polygons and no area, as numbers among all.
    pub(crate) without_area: Vec<usize>,
    /// How many square metres the shapes claim more than they have now.
    pub(crate) surplus: f64,
}

/// Shapes whose bounds meet those of some shapes, these included, in order. All but empty shapes have bounds.
pub(crate) fn with_neighbours(boxes: &[[f64; 4]], shapes: impl IntoIterator<Item = u32>, reach: f64) -> Vec<u32> {
    let rectangle = |[west, south, east, north]: [f64; 4], by: f64| {
        AABB::from_corners([west - by, south - by], [east + by, north + by])
    };
    let mut found: Vec<u32> = shapes.into_iter().collect();
    let here = |shape: &u32| Some(boxes[*shape as usize]).filter(|[west, _, east, _]| west <= east);
    let around = found.iter().filter_map(here).map(|around| Rectangle::from_aabb(rectangle(around, reach)));
    let tree = RTree::bulk_load(around.collect());
    let is_near = |around: [f64; 4]| {
        around[0] <= around[2] && tree.locate_in_envelope_intersecting(&rectangle(around, 0.0)).next().is_some()
    };
    let near = boxes.par_iter().enumerate().filter(|(_, around)| is_near(**around));
    let near: Vec<u32> = near.map(|(shape, _)| position(shape)).collect();
    found.extend(near);
    found.sort_unstable();
    found.dedup();
    found
}

impl Patch<'_> {
    /// Its edges turned round: they take those of its shapes out of the groups. Shapes in `aside` are in no group yet.
    pub(crate) fn taken_out(&self, group_of: &[u32], aside: &[u32]) -> Vec<Directed> {
        let there = self.shapes.iter().enumerate().filter(|(_, shape)| aside.binary_search(shape).is_err());
        let mut edges: Vec<Directed> = there
            .flat_map(|(here, &shape)| {
                let group = group_of[shape as usize];
                edges_of(&self.outlines, here, false).into_iter().map(move |ends| Directed { ends, group, shape })
            })
            .collect();
        edges.sort_by_key(|edge| edge.group);
        edges
    }

    /// Mends its shapes.
    ///
    /// # Errors
    /// Borders that cannot be told apart.
    pub(crate) fn mended(
        &self,
        grid: &SnapGrid,
        measure: Measure,
        group_of: impl Fn(u32) -> u32,
    ) -> Result<Mended, BuildError> {
        let Self { shapes, outlines } = self;
        let Fitting { positions, edges, mut defects, area_before } = fitting(outlines, grid, measure)?;
        defects.retain(|defect| defect.kind != DefectKind::ReversedRing);
        let mut has_land = vec![false; shapes.len()];
        let mut directed = Vec::with_capacity(2 * edges.ends.len());
        for (ends, sides) in edges.ends.iter().zip(&edges.sides) {
            let [a, b] = ends.map(|vertex| positions[vertex as usize]);
            for (side, ends) in sides.iter().zip([[a, b], [b, a]]).filter(|(side, _)| **side != NONE) {
                has_land[*side as usize] = true;
                let shape = shapes[*side as usize];
                directed.push(Directed { ends, group: group_of(shape), shape });
            }
        }
        directed.sort_by_key(|edge| edge.group);
        let without: Vec<usize> =
            (0..shapes.len()).filter(|&shape| !has_land[shape] && !outlines.polygons_of(shape).is_empty()).collect();
        name_empty(outlines, &without, &mut defects);
        for shape in defects.iter_mut().flat_map(|defect| &mut defect.shapes) {
            *shape = shapes[*shape] as usize;
        }
        let (after, _) = measured(&assemble(&outlines.reference, &positions, &edges, shapes.len()), measure);
        Ok(Mended {
            edges: directed,
            defects,
            without_area: without.into_iter().map(|shape| shapes[shape] as usize).collect(),
            surplus: area_before - after.iter().sum::<f64>(),
        })
    }
}
