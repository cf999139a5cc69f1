//! Where an open strip ends: do its shores turn away from each other there, or does it widen little by little as the mouth of a river does?

use std::f64::consts::{PI, TAU};

use rustc_hash::FxHashMap;

use crate::geometry::edge::sides::Edges;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::vertex::NONE;
use crate::model::shape::outline::Position;

/// The least angle between the shores beyond a mouth, in radians: an eighth of a full turn.
const AWAY: f64 = PI / 4.0;

/// The edges at the ends of lids.
pub(crate) struct Mouths<'a> {
    edges: &'a Edges,
    positions: &'a [Position],
    measure: Measure,
    /// For each end of a lid the other ends of all edges there that are no lids.
    leaving: FxHashMap<u32, Vec<u32>>,
}

impl<'a> Mouths<'a> {
    /// For some lids, each with the side on which its strip lies.
    pub(crate) fn of(edges: &'a Edges, positions: &'a [Position], measure: Measure, lids: &[(usize, usize)]) -> Self {
        let mut leaving: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for vertex in lids.iter().flat_map(|(lid, _)| edges.ends[*lid]) {
            leaving.entry(vertex).or_default();
        }
        for ([a, b], _) in edges.ends.iter().zip(&edges.sides).filter(|(_, sides)| **sides != [NONE; 2]) {
            for (from, to) in [(a, b), (b, a)] {
                if let Some(there) = leaving.get_mut(from) {
                    there.push(*to);
                }
            }
        }
        Self { edges, positions, measure, leaving }
    }

    /// Whether the shores turn away from each other beyond a lid whose strip lies on a side of it.
    pub(crate) fn turn_away_at(&self, lid: usize, side: usize) -> bool {
        let [a, b] = self.edges.ends[lid];
        // The strip on the left of the lid leaves its right, which is clockwise seen from its first end.
        let turn = if side == 0 { [-1.0, 1.0] } else { [1.0, -1.0] };
        self.angle(a, b, turn[0]) + self.angle(b, a, turn[1]) - PI >= AWAY
    }

    /// The angle at the end of a lid from the lid to the first edge, counter-clockwise where `turn` is 1.
    fn angle(&self, here: u32, across: u32, turn: f64) -> f64 {
        let lid = self.direction(here, across);
        let angles = self.leaving.get(&here).into_iter().flatten().map(|&other| {
            let angle = (turn * (self.direction(here, other) - lid)).rem_euclid(TAU);
            if angle > 0.0 { angle } else { TAU }
        });
        angles.fold(TAU, f64::min)
    }

    fn direction(&self, from: u32, to: u32) -> f64 {
        let [[ax, ay], [bx, by]] = [from, to].map(|vertex| self.positions[vertex as usize]);
        let [across, along] = self.measure.scale([ax, ay]);
        ((by - ay) * along).atan2((bx - ax) * across)
    }
}
