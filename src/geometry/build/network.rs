//! Directed edges of groups put together: an edge, the groups on both sides of it, and which shapes contradict what it says.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::geometry::edge::rows::{Meeting, Rows};
use crate::geometry::edge::sides::Edges;
use crate::geometry::mend::untangle::clashes_in;
use crate::geometry::plane::vertex::{NONE, SnapGrid, Vertices};
use crate::model::shape::outline::Position;

/// An edge with a group on its left.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Directed {
    pub(crate) ends: [Position; 2],
    pub(crate) group: u32,
    /// The shape that it is of, among all.
    pub(crate) shape: u32,
}

/// Edges that are to bound groups.
pub(crate) struct Network {
    pub(crate) positions: Vec<Position>,
    /// The sides are groups.
    pub(crate) edges: Edges,
    /// The shape that each side of an edge is of, `NONE` where nobody's land is.
    pub(crate) shapes: Vec<[u32; 2]>,
    /// Shapes of edges that contradict each other: none where edges meet in their ends only, no group passes an edge twice and all edges agree
    /// about what lies between them.
    pub(crate) suspects: BTreeSet<u32>,
    /// Shapes with points that are not the same and lie on one step of the grid.
    pub(crate) close: BTreeSet<u32>,
}

impl Network {
    /// The edges with the groups on both sides.
    pub(crate) fn of(directed: &[&Directed], grid: &SnapGrid) -> Self {
        let points: Vec<Position> = directed.iter().flat_map(|edge| edge.ends).collect();
        // All points as those of one shape, so that none is taken for another.
        let Vertices { positions, of_point } = Vertices::number(&points, &[0], grid);
        let ends_of = of_point.as_chunks::<2>().0;
        let mut suspects = BTreeSet::new();
        let mut passes: Vec<([u32; 2], bool, [u32; 2])> = directed
            .iter()
            .zip(ends_of)
            .filter(|(_, ends)| ends[0] != ends[1])
            .map(|(edge, ends)| {
                let passed = [ends[0].min(ends[1]), ends[0].max(ends[1])];
                (passed, ends[0] > ends[1], [edge.group, edge.shape])
            })
            .collect();
        passes.par_sort_unstable();
        let (mut edges, mut shapes) = (Edges::default(), Vec::new());
        for same in passes.chunk_by(|a, b| a.0 == b.0) {
            let (mut sides, mut of_sides) = ([NONE; 2], [NONE; 2]);
            for &(_, backwards, [group, shape]) in same {
                let side = usize::from(backwards);
                if sides[side] == NONE {
                    (sides[side], of_sides[side]) = (group, shape);
                } else {
                    suspects.extend([of_sides[side], shape]);
                }
            }
            if sides[0] != sides[1] {
                edges.ends.push(same[0].0);
                edges.sides.push(sides);
                shapes.push(of_sides);
            }
        }
        let mut network = Self { positions, edges, shapes, suspects, close: BTreeSet::new() };
        network.look_for_close(grid);
        network.look_for_meetings();
        network.suspects.remove(&NONE);
        network.close.remove(&NONE);
        network
    }

    fn look_for_close(&mut self, grid: &SnapGrid) {
        let mut keys: Vec<(u64, u32)> = self.positions.iter().map(|&position| grid.key(position)).zip(0..).collect();
        keys.par_sort_unstable();
        let close: BTreeSet<u32> = keys
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|same| same.len() > 1)
            .flatten()
            .map(|(_, vertex)| *vertex)
            .collect();
        if !close.is_empty() {
            let ended = self.edges.ends.iter().zip(&self.shapes);
            let ended = ended.filter(|(ends, _)| ends.iter().any(|end| close.contains(end)));
            self.close = ended.flat_map(|(_, shapes)| *shapes).collect();
        }
    }

    fn look_for_meetings(&mut self) {
        let Self { positions, edges, shapes, suspects, .. } = self;
        let rows = Rows::of(positions, &edges.ends);
        for meeting in rows.meetings() {
            let met = match meeting {
                Meeting::Touch { edge, other, .. } => [edge, other],
                Meeting::Crossing { edges } => edges,
            };
            suspects.extend(met.into_iter().flat_map(|edge| shapes[edge as usize]));
        }
        let clashing = clashes_in(&rows, edges, positions).into_iter().flat_map(|clash| clash.edges);
        suspects.extend(clashing.flat_map(|edge| shapes[edge as usize]));
    }
}
