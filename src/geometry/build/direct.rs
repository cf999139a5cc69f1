//! Groups dissolved straight from raw polygons, without a topology of all of them. Damage stays local.
//!
//! Every ring is looked at by itself, edges inside a group cancel as they are read, and only what is left of them is stored and checked.
//! Shapes that a check finds something unusual about are taken out of their groups with their neighbours, mended as [`build_with_empty`]
//! mends a whole file, and put back; the rest stays as it is.
//!
//! # Why that is enough
//! Say every shape covers no land twice by itself. The edges that are left of a group then bound the land that its shapes cover, counted as
//! often as they cover it. Where these edges cross nowhere, where no group passes one twice, and where all of them agree which group lies on
//! either side of them, every place is covered by one group at the most and by one of its shapes: no two shapes overlap. Shapes that do not
//! overlap cannot cross either, and a corner of one on the edge of another leaves edges behind that meet. So nothing is wrong with the
//! shapes that cannot be seen in what is left of them. An edge that nobody's land lies beside never cancels, so every gap is seen, too.
//!
//! What is left of a group without some of its shapes is what is left of it and of the edges of these shapes turned round. A shape can only
//! contradict one whose bounds meet its own, so neighbours by bounds are all that mending has to see. The edges of mended shapes go in once
//! more, and everything is checked again.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use crate::geometry::build::network::{Directed, Network};
use crate::geometry::build::patch::{Mended, Patch, with_neighbours};
use crate::geometry::build::raw::{Built, assemble, build_with_empty, measured, sort};
use crate::geometry::build::residue::{Dissolving, Residue};
use crate::geometry::edge::sides::Edges;
use crate::geometry::mend::defect::Defect;
use crate::geometry::mend::failure::BuildError;
use crate::geometry::mend::gaps::fill_gaps;
use crate::geometry::mend::ring_defects::{impossible, without_impossible};
use crate::geometry::mend::usual_edge::UsualEdge;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::geometry::plane::ring::bounds_of_many;
use crate::geometry::plane::vertex::NONE;
use crate::geometry::topology::arcs::Topology;
use crate::model::shape::outline::PolygonOutlines;

/// Shapes that one task takes at most, so that most neighbours are in the same part, and at least.
const SHAPES_AT_ONCE: [usize; 2] = [8_192, 256];
/// Parts that shapes make where they are fewer, so that every core has several.
const PARTS: usize = 16;
/// Rounds of mending after which everything is built in full.
const MOST_ROUNDS: usize = 8;

/// What every shape belongs to.
#[derive(Clone, Copy)]
pub struct Groups<'a> {
    /// The group of each shape.
    pub of_shape: &'a [u32],
    /// How many groups there are.
    pub count: usize,
}

/// Groups, and where shapes belong that were mended.
#[derive(Clone, Copy)]
pub(crate) struct Dissolved<'a> {
    pub(crate) groups: Groups<'a>,
    /// Whether each shape that was mended becomes a group of its own, the one behind its number.
    pub(crate) mended_apart: bool,
}

impl Dissolved<'_> {
    /// The group of a shape that was mended.
    fn of_mended(self, shape: u32) -> u32 {
        if self.mended_apart { shape + 1 } else { self.groups.of_shape[shape as usize] }
    }
}

/// The groups of shapes as shapes, with every fault of the shapes found and mended, as [`build_with_empty`] and
/// [`dissolve`](crate::geometry::topology::arcs::Topology::dissolve) make them, and the arcs in the order of
/// [`in_order`](crate::geometry::topology::arcs::Topology::in_order). What is worth knowing and no fault is not named.
///
/// # Errors
/// Borders that cannot be told apart.
///
/// # Panics
/// When there is not one group for each shape.
pub fn dissolved(outlines: &PolygonOutlines, groups: Groups<'_>) -> Result<Built, BuildError> {
    assert_eq!(groups.of_shape.len(), outlines.n_shapes(), "one group for each shape");
    let mut faults = Vec::new();
    let possible = without_impossible(outlines, Measure::of(&outlines.reference), &mut faults);
    let parts = in_parts(&possible, |shapes| groups.of_shape[shapes].to_vec());
    let of_parts = parts.and_then(|(dissolving, residues, _)| {
        dissolving.finish(residues, groups, |shapes| Some(some_of(&possible, shapes)))
    });
    match of_parts.transpose()? {
        Some(mut built) => {
            built.defects.extend(faults);
            sort(&mut built.defects);
            Ok(built)
        }
        None => dissolved_in_full(outlines, groups),
    }
}

/// The same by way of the topology of all shapes.
fn dissolved_in_full(outlines: &PolygonOutlines, groups: Groups<'_>) -> Result<Built, BuildError> {
    let mut built = build_with_empty(outlines)?;
    let group_of: Vec<Option<usize>> = groups.of_shape.iter().map(|group| Some(*group as usize)).collect();
    built.topology = built.topology.dissolve(&group_of, groups.count).in_order();
    built.defects.retain(|defect| !defect.kind.is_information());
    Ok(built)
}

/// Some of the shapes, by their numbers.
pub(crate) fn some_of(outlines: &PolygonOutlines, shapes: &[u32]) -> PolygonOutlines {
    outlines.picked(shapes.iter().map(|&shape| Some(shape as usize)))
}

/// What is left of all parts of outlines, and the groups of the shapes, which `group_of` tells of some shapes in a row.
pub(crate) fn in_parts(
    outlines: &PolygonOutlines,
    group_of: impl Fn(Range<usize>) -> Vec<u32> + Sync,
) -> Option<(Dissolving, Vec<Residue>, Vec<u32>)> {
    let around = bounds_of_many(&outlines.points);
    let n = outlines.n_shapes();
    let dissolving = Dissolving::within(around, &outlines.reference, n);
    let [most, least] = SHAPES_AT_ONCE;
    let at_once = (n / PARTS).clamp(least, most);
    let starts: Vec<usize> = (0..n).step_by(at_once).collect();
    let part = |start: usize| {
        let shapes = start..(start + at_once).min(n);
        let groups = group_of(shapes.clone());
        Some((dissolving.take(outlines, shapes, start, &groups)?, groups))
    };
    let taken: Vec<(Residue, Vec<u32>)> = starts.into_par_iter().map(part).collect::<Option<_>>()?;
    let (residues, groups): (Vec<Residue>, Vec<Vec<u32>>) = taken.into_iter().unzip();
    Some((dissolving, residues, groups.concat()))
}

/// Groups whose edges contradict each other nowhere.
struct Sound {
    network: Network,
    /// What was wrong with the shapes that were mended.
    defects: Vec<Defect>,
    without_area: Vec<usize>,
    /// How many square metres shapes claimed more than they have.
    surplus: f64,
    /// The shapes that were mended, in order.
    mended: Vec<u32>,
}

impl Dissolving {
    /// The groups as shapes, from all parts of the shapes in order; `outlines_of` gives the outlines of some shapes once more. `None` where the
    /// bounds of the shapes are other than was said or are no places, where shapes cannot be had once more, or where so many are damaged that
    /// the full build is quicker.
    pub fn finish(
        &self,
        residues: Vec<Residue>,
        groups: Groups<'_>,
        outlines_of: impl Fn(&[u32]) -> Option<PolygonOutlines>,
    ) -> Option<Result<Built, BuildError>> {
        let finished = self.finish_with_exclaves(residues, Dissolved { groups, mended_apart: false }, outlines_of)?;
        Some(finished.map(|(built, _)| built))
    }

    /// The same with the exclaves of groups.
    pub(crate) fn finish_with_exclaves(
        &self,
        residues: Vec<Residue>,
        groups: Dissolved<'_>,
        outlines_of: impl Fn(&[u32]) -> Option<PolygonOutlines>,
    ) -> Option<Result<(Built, Vec<Defect>), BuildError>> {
        let [west, south, east, north] = Residue::bounds_of(&residues);
        let is_nowhere = |corner| impossible(corner, self.measure).is_some();
        let other_grid = Self::within([west, south, east, north], &self.reference, self.n_shapes).grid != self.grid;
        if is_nowhere([west, south]) || is_nowhere([east, north]) || other_grid {
            return None;
        }
        let sound = self.sound(&residues, groups, outlines_of)?;
        let median = UsualEdge::median(residues.into_iter().map(|residue| residue.usual));
        Some(sound.map(|sound| self.built(sound, median, groups)))
    }

    /// Mends what is damaged until nothing is.
    fn sound(
        &self,
        residues: &[Residue],
        groups: Dissolved<'_>,
        outlines_of: impl Fn(&[u32]) -> Option<PolygonOutlines>,
    ) -> Option<Result<Sound, BuildError>> {
        let aside: Vec<u32> = residues.iter().flat_map(|residue| &residue.aside).copied().collect();
        let of_residues: Vec<&[Directed]> = residues.iter().map(|residue| &residue.edges[..]).collect();
        let network = Network::of(&self.left_of(&of_residues), &self.grid);
        let suspects = network.suspects.union(&network.close).chain(&aside);
        let mut damaged: BTreeSet<u32> = suspects.copied().collect();
        if damaged.is_empty() {
            let (defects, without_area, mended) = (Vec::new(), Vec::new(), Vec::new());
            return Some(Ok(Sound { network, defects, without_area, surplus: 0.0, mended }));
        }
        drop(network);
        let boxes: Vec<[f64; 4]> = residues.iter().flat_map(|residue| &residue.boxes).copied().collect();
        for _ in 0..MOST_ROUNDS {
            let shapes = with_neighbours(&boxes, damaged.iter().copied(), self.grid.step());
            if 2 * shapes.len() > self.n_shapes.max(64) {
                return None;
            }
            let patch = Patch { outlines: outlines_of(&shapes)?, shapes: &shapes };
            let taken_out = patch.taken_out(groups.groups.of_shape, &aside);
            let mended = match patch.mended(&self.grid, self.measure, |shape| groups.of_mended(shape)) {
                Ok(mended) => mended,
                Err(error) => return Some(Err(error)),
            };
            let parts = [&of_residues[..], &[&taken_out[..], &mended.edges[..]]].concat();
            let network = Network::of(&self.left_of(&parts), &self.grid);
            // Points that mending has told apart may be as close as they are.
            let is_new = |shape: &&u32| shapes.binary_search(shape).is_err();
            let more: BTreeSet<u32> = network.suspects.union(&network.close).filter(is_new).copied().collect();
            if network.suspects.is_empty() && more.is_empty() {
                let Mended { defects, without_area, surplus, .. } = mended;
                return Some(Ok(Sound { network, defects, without_area, surplus, mended: shapes }));
            }
            // An edge that its shape was taken from is told by that shape's name: then the neighbours are looked at.
            if more.is_empty() {
                damaged.extend(&shapes);
            }
            damaged.extend(more);
        }
        None
    }

    /// Fills the gaps between groups, and makes them shapes, whose exclaves are told.
    fn built(&self, sound: Sound, median: f64, groups: Dissolved<'_>) -> (Built, Vec<Defect>) {
        let Sound { network: Network { mut positions, edges, shapes, .. }, mut defects, .. } = sound;
        let Sound { without_area, surplus, mended, .. } = sound;
        // A gap lies between shapes, so beside nobody's land an edge is that of its shape; elsewhere the group is told apart from all shapes.
        let n_shapes = position(self.n_shapes);
        let beside = |(sides, shapes): (&[u32; 2], &[u32; 2])| {
            if sides.contains(&NONE) { *shapes } else { sides.map(|group| n_shapes + group) }
        };
        let sides = edges.sides.iter().zip(&shapes).map(beside).collect();
        let open = edges;
        let mut edges = Edges { ends: open.ends.clone(), sides, crowded: Vec::new() };
        let gaps = fill_gaps(&mut edges, &mut positions, self.measure, median);
        let group = |side: u32| match side {
            NONE => NONE,
            shape if shape < n_shapes && mended.binary_search(&shape).is_ok() => groups.of_mended(shape),
            shape if shape < n_shapes => groups.groups.of_shape[shape as usize],
            group => group - n_shapes,
        };
        edges.sides.iter_mut().flatten().for_each(|side| *side = group(*side));
        edges.drop_inner();
        let assembled = |edges: &Edges| assemble(&self.reference, &positions, edges, groups.groups.count);
        let area = |topology: &Topology| {
            let (areas, exclaves) = measured(topology, self.measure);
            (areas.iter().sum::<f64>(), exclaves)
        };
        let topology = assembled(&edges).in_order();
        let (area_after, exclaves) = area(&topology);
        let area_before = surplus + if gaps.is_empty() { area_after } else { area(&assembled(&open)).0 };
        defects.extend(gaps);
        sort(&mut defects);
        (Built { topology, defects, without_area, area_before, area_after }, exclaves)
    }
}
