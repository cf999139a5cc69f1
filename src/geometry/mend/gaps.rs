//! Narrow strips between shapes that none of them claims, given to the neighbour with the longest border.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::geometry::edge::labels::Groups;
use crate::geometry::edge::sides::Edges;
use crate::geometry::mend::defect::{Defect, DefectKind};
use crate::geometry::mend::facing::{Strip, along_strips};
use crate::geometry::mend::holes::{Hole, holes};
use crate::geometry::mend::lids::with_lids;
use crate::geometry::mend::mouths::Mouths;
use crate::geometry::mend::usual_edge::median_of;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::geometry::plane::vertex::NONE;
use crate::model::shape::outline::Position;

/// A strip is a gap when it is narrower than this share of the usual edge: of the median edge around it where it is closed, of the median edge
/// of all shapes where it lies open.
///
/// Real lakes and enclaves between shapes are drawn with more than one edge across; what is narrower than a tenth of an edge is a border that was
/// drawn twice.
const NARROW: f64 = 0.1;
/// Lids of a strip stand apart by this share of the width that a strip may have.
const LIDS_APART: f64 = 0.1;
/// Fills two kinds of gaps and names them: land that shapes enclose whose mean width is that of a strip, whether or not a shape stands in it;
/// and strips that lie open, along which two shapes run for its length, and where the shores turn away from each other at its mouths. A hole
/// in a single shape is no gap, however narrow it is. `median` is the usual edge of all shapes, in metres.
///
/// Only edges with nobody's land on one side are looked at: the sides of others may be anything that tells them apart.
pub(crate) fn fill_gaps(
    edges: &mut Edges,
    positions: &mut Vec<Position>,
    measure: Measure,
    median: f64,
) -> Vec<Defect> {
    let strip = Strip { width: NARROW * median, length: median };
    let closed = gaps_in(edges, positions, measure, strip.width);
    let mut defects: Vec<Defect> = closed.iter().map(|gap| gap.fill(edges)).collect();
    if !defects.is_empty() {
        edges.drop_inner();
    }
    let mut along = along_strips(edges, positions, measure, strip);
    let known = positions.len();
    while !along.is_empty() {
        let Some(mut closed) = with_lids(edges, positions, &along, (measure, LIDS_APART * strip.width)) else { break };
        let gaps = gaps_in(&closed, positions, measure, strip.width);
        let filled: BTreeSet<u32> = gaps.iter().flat_map(|gap| gap.vertices(&closed)).collect();
        let before = along.len();
        along.retain(|beside| filled.contains(&beside.vertex));
        if along.len() < before {
            // What is no gap keeps its edges as they are.
            positions.truncate(known);
            continue;
        }
        defects.extend(gaps.iter().map(|gap| gap.fill(&mut closed)));
        closed.drop_inner();
        *edges = closed;
        break;
    }
    defects
}

/// Holes that are narrow, those that lids divide together.
struct Gap {
    /// The shapes around, with the lengths of their borders in metres.
    borders: BTreeMap<u32, f64>,
    /// The edges around the holes, each with the side on which the hole lies.
    edges: Vec<(usize, usize)>,
    place: Position,
    area: f64,
}

impl Gap {
    /// Gives the gap to the shape with the longest border, the first of several.
    fn fill(&self, edges: &mut Edges) -> Defect {
        let longest = self.borders.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)));
        let owner = longest.map_or(NONE, |(shape, _)| *shape);
        for &(edge, side) in &self.edges {
            edges.sides[edge][side] = owner;
        }
        let shapes = self.borders.keys().map(|&shape| shape as usize).collect();
        Defect { kind: DefectKind::Gap, shapes, place: self.place, size: self.area }
    }

    fn vertices<'a>(&'a self, edges: &'a Edges) -> impl Iterator<Item = u32> + 'a {
        self.edges.iter().flat_map(|(edge, _)| edges.ends[*edge])
    }
}

/// All gaps; `narrow` is the width of those that lids close.
fn gaps_in(edges: &Edges, positions: &[Position], measure: Measure, narrow: f64) -> Vec<Gap> {
    let mut holes = holes(edges, positions, measure);
    holes.retain(|hole| {
        let width = if hole.lids.is_empty() { NARROW * median_around(hole, edges, positions, measure) } else { narrow };
        hole.is_narrower_than(width)
    });
    let mut parts = Groups::of(holes.len());
    let mut beside: FxHashMap<usize, Vec<u32>> = FxHashMap::default();
    for (number, hole) in (0..).zip(&holes) {
        for &lid in &hole.lids {
            let holes = beside.entry(lid).or_default();
            holes.push(number);
            parts.join(holes[0], number);
        }
    }
    let mut gaps: BTreeMap<u32, Gap> = BTreeMap::new();
    for (number, hole) in holes.iter().enumerate() {
        let gap = gaps.entry(parts.find(position(number))).or_insert_with(|| Gap {
            borders: BTreeMap::new(),
            edges: Vec::new(),
            place: hole.place,
            area: 0.0,
        });
        // The first from the left, however holes are numbered.
        if hole.place[0].total_cmp(&gap.place[0]).then(hole.place[1].total_cmp(&gap.place[1])).is_lt() {
            gap.place = hole.place;
        }
        gap.area += hole.area;
        gap.edges.extend_from_slice(&hole.edges);
        for (&shape, length) in &hole.borders {
            *gap.borders.entry(shape).or_insert(0.0) += length;
        }
    }
    gaps.retain(|_, gap| gap.borders.len() > 1);
    let is_mouth = |(edge, _): &&(usize, usize)| beside.get(edge).is_some_and(|holes| holes.len() == 1);
    let mouths: Vec<(usize, usize)> =
        gaps.values().flat_map(|gap| gap.edges.iter().filter(is_mouth)).copied().collect();
    if !mouths.is_empty() {
        let open = Mouths::of(edges, positions, measure, &mouths);
        gaps.retain(|_, gap| gap.edges.iter().filter(is_mouth).all(|&(lid, side)| open.turn_away_at(lid, side)));
    }
    gaps.into_values().collect()
}

/// The median edge around a hole, in metres.
fn median_around(hole: &Hole, edges: &Edges, positions: &[Position], measure: Measure) -> f64 {
    let length = |&(edge, _): &(usize, usize)| {
        let [a, b] = edges.ends[edge].map(|vertex| positions[vertex as usize]);
        measure.length(a, b)
    };
    median_of(hole.edges.iter().map(length).collect())
}
