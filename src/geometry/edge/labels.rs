//! Whether the shapes on either side of all edges fit together to one picture without overlaps.
//!
//! Edges that cross nowhere cut the plane into faces. The sides of all edges are true exactly when, around every node, neighbouring edges
//! name the same shape for the land between them, and when every group of connected edges lies in what it names as its outside.

use std::cmp::Ordering;

use rayon::prelude::*;

use crate::geometry::edge::rows::Rows;
use crate::geometry::edge::sides::Edges;
use crate::geometry::plane::position::position;
use crate::geometry::plane::turn::clockwise_order;
use crate::geometry::plane::vertex::NONE;
use crate::geometry::topology::assemble::{Chains, Line, grouped, line_of};
use crate::model::shape::outline::Position;

/// A place where sides contradict each other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Clash {
    /// Where.
    pub(crate) place: Position,
    /// The shapes that are named there, `NONE` left out.
    pub(crate) shapes: Vec<u32>,
    /// Edges there.
    pub(crate) edges: Vec<u32>,
}

/// Arcs with their points.
pub(crate) struct Arcs<'a> {
    /// The arcs as lines between nodes.
    pub(crate) chains: &'a Chains,
    /// How many nodes there are.
    pub(crate) n_nodes: usize,
    /// Points of all arcs.
    pub(crate) points: &'a [Position],
    /// Where each arc starts in `points`.
    pub(crate) starts: &'a [u32],
}

impl Arcs<'_> {
    fn points_of(&self, arc: usize) -> &[Position] {
        &self.points[self.starts[arc] as usize..self.starts[arc + 1] as usize]
    }

    /// Node that a signed arc (doubled, and 1 when backwards) leaves from.
    fn start(&self, index: usize) -> usize {
        self.chains.ends[index / 2][index % 2] as usize
    }

    /// First and second point of a signed arc.
    fn leaves(&self, index: usize) -> [Position; 2] {
        let line = Line::of(self.points_of(index / 2));
        if index.is_multiple_of(2) { line.start } else { line.end }
    }

    /// The first edge of a signed arc.
    fn first_edge(&self, index: usize) -> u32 {
        let [start, end] = [0, 1].map(|next| self.chains.starts[index / 2 + next] as usize);
        let line = if index.is_multiple_of(2) { start } else { end - 1 };
        position(line_of(self.chains.lines[line]))
    }

    /// Shapes on the left and on the right of a signed arc.
    fn sides(&self, index: usize) -> [u32; 2] {
        let [left, right] = self.chains.sides[index / 2];
        if index.is_multiple_of(2) { [left, right] } else { [right, left] }
    }

    /// All clashes, in order of nodes and then of groups.
    pub(crate) fn clashes(&self, edges: &Edges, rows: &Rows) -> Vec<Clash> {
        let signed: Vec<u32> = (0..position(2 * self.chains.ends.len())).collect();
        let (mut leaving, starts) = grouped(&signed, self.n_nodes, |index| self.start(index as usize));
        let mut slices = Vec::with_capacity(self.n_nodes);
        let mut rest = &mut leaving[..];
        for node in 0..self.n_nodes {
            let (slice, after) = rest.split_at_mut((starts[node + 1] - starts[node]) as usize);
            slices.push(slice);
            rest = after;
        }
        let mut clashes: Vec<Clash> = slices.into_par_iter().filter_map(|leaving| self.clash_at(leaving)).collect();
        clashes.extend(self.misplaced(&leaving, &starts, edges, rows));
        clashes
    }

    /// Sorts the arcs that leave a node clockwise and compares the sides of neighbours.
    fn clash_at(&self, leaving: &mut [u32]) -> Option<Clash> {
        let [origin, from] = self.leaves(*leaving.first()? as usize);
        let leaves = |index: u32| self.leaves(index as usize)[1];
        leaving.sort_unstable_by(|&a, &b| clockwise_order(origin, from, leaves(a), leaves(b)).then(a.cmp(&b)));
        let next = leaving.iter().cycle().skip(1);
        let fits = leaving.iter().zip(next).all(|(&a, &b)| self.sides(a as usize)[1] == self.sides(b as usize)[0]);
        if fits {
            return None;
        }
        let shapes = distinct(leaving.iter().flat_map(|&index| self.sides(index as usize)));
        let edges = leaving.iter().map(|&index| self.first_edge(index as usize)).collect();
        Some(Clash { place: origin, shapes, edges })
    }

    /// Groups of connected arcs that lie elsewhere than they say.
    fn misplaced(&self, leaving: &[u32], starts: &[u32], edges: &Edges, rows: &Rows) -> Vec<Clash> {
        let mut group_of = Groups::of(self.n_nodes);
        for ends in &self.chains.ends {
            group_of.join(ends[0], ends[1]);
        }
        // The westernmost point of each group, the southernmost of several.
        let western: Vec<(Position, u32)> = (0..self.chains.ends.len())
            .into_par_iter()
            .map(|arc| {
                let points = self.points_of(arc);
                let west = (0..points.len()).min_by(|&a, &b| west_order(points[a], points[b])).unwrap_or(0);
                (points[west], position(west))
            })
            .collect();
        let mut extreme: Vec<u32> = vec![NONE; self.n_nodes];
        for (arc, (point, _)) in western.iter().enumerate() {
            let best = &mut extreme[group_of.find(self.chains.ends[arc][0]) as usize];
            if *best == NONE || west_order(*point, western[*best as usize].0).is_lt() {
                *best = position(arc);
            }
        }
        let groups: Vec<u32> = extreme.into_iter().filter(|arc| *arc != NONE).collect();
        let check = |arc: u32| {
            let arc = arc as usize;
            let (point, index) = western[arc];
            let outside = self.outside_at(arc, index as usize, leaving, starts);
            let western = rows.next_west(point, |_| true);
            let beneath = western.map_or(NONE, |edge| {
                let [left, right] = edges.sides[edge];
                if rows.rises(edge) { right } else { left }
            });
            let shapes = || distinct(self.chains.sides[arc].into_iter().chain([outside, beneath]));
            let beside = || western.map(position).into_iter().chain([self.first_edge(2 * arc)]).collect();
            (outside != beneath).then(|| Clash { place: point, shapes: shapes(), edges: beside() })
        };
        groups.into_par_iter().filter_map(check).collect()
    }

    /// The shape west of the westernmost point of a group.
    fn outside_at(&self, arc: usize, index: usize, leaving: &[u32], starts: &[u32]) -> u32 {
        let points = self.points_of(arc);
        let origin = points[index];
        let west = [origin[0] - origin[0].abs().max(1.0), origin[1]];
        let first = |candidates: &mut dyn Iterator<Item = (Position, u32)>| {
            candidates.min_by(|a, b| clockwise_order(origin, west, a.0, b.0)).map_or(NONE, |(_, left)| left)
        };
        if index > 0 && index + 1 < points.len() {
            let [left, right] = self.chains.sides[arc];
            return first(&mut [(points[index + 1], left), (points[index - 1], right)].into_iter());
        }
        let node = self.chains.ends[arc][usize::from(index > 0)] as usize;
        let around = &leaving[starts[node] as usize..starts[node + 1] as usize];
        first(&mut around.iter().map(|&index| (self.leaves(index as usize)[1], self.sides(index as usize)[0])))
    }
}

/// From west to east, and from south to north.
fn west_order(a: Position, b: Position) -> Ordering {
    a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1]))
}

/// The shapes among numbers, each once.
fn distinct(shapes: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut shapes: Vec<u32> = shapes.filter(|shape| *shape != NONE).collect();
    shapes.sort_unstable();
    shapes.dedup();
    shapes
}

/// Numbers joined into groups.
///
/// # Source
/// Tarjan (1975), Efficiency of a good but not linear set union algorithm; paths are halved.
pub(crate) struct Groups {
    parent: Vec<u32>,
}

impl Groups {
    /// Every number a group of its own.
    pub(crate) fn of(count: usize) -> Self {
        Self { parent: (0..position(count)).collect() }
    }

    /// The number that stands for a group: its smallest.
    pub(crate) fn find(&mut self, mut number: u32) -> u32 {
        while self.parent[number as usize] != number {
            let parent = self.parent[number as usize];
            self.parent[number as usize] = self.parent[parent as usize];
            number = self.parent[number as usize];
        }
        number
    }

    /// Makes two groups one.
    pub(crate) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }
}
