//! Fewer points on the same borders: shared arcs are simplified once, so neighbours still touch and nothing tears.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::geometry::ring::bounds;
use crate::geometry::topology::{Topology, position};
use crate::model::outline::Position;

/// How much less a sharp corner weighs than a straight one of the same area; the middle is a right angle.
const SHARPNESS: f64 = 0.7;
/// Points a grid cell holds on average.
const POINTS_PER_CELL: f64 = 4.0;

impl Topology {
    /// Takes away points whose triangle with their neighbours is smaller than `tolerance` (square units of the reference system).
    ///
    /// Weighted Visvalingam: the smallest triangle goes first, sharp spikes before gentle bends. Ends of arcs stay. A point stays too
    /// where its triangle holds another point (lines would cross), and where a closed line would fall below a triangle or two lines
    /// between the same ends would become one. So every polygon stays valid, every island stays, and every border keeps its two shapes.
    ///
    /// # Source
    /// Visvalingam and Whyatt (1993), *The Cartographic Journal* 30(1); the weighting follows the idea of Bloch's mapshaper.
    #[must_use]
    pub fn simplify(&self, tolerance: f64) -> Self {
        self.simplify_until(tolerance, 0)
    }

    /// As [`Topology::simplify`], until at most this share of the points is left, from 0 to 1. More stay where a guard holds them: the
    /// ends of arcs, the corners that keep a ring a ring.
    #[must_use]
    pub fn simplify_to_share(&self, share: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a length")]
        let wanted = (self.points().len() as f64 * share.clamp(0.0, 1.0)).round() as usize;
        self.simplify_until(f64::INFINITY, wanted)
    }

    fn simplify_until(&self, tolerance: f64, wanted: usize) -> Self {
        let mut lines = Lines::of(self);
        lines.simplify(tolerance, wanted);
        let mut points = Vec::new();
        let mut starts = vec![0];
        for arc in 0..self.n_arcs() {
            let range = self.arc_starts()[arc] as usize..self.arc_starts()[arc + 1] as usize;
            points.extend(range.filter(|&point| lines.alive[point]).map(|point| self.points()[point]));
            starts.push(position(points.len()));
        }
        self.with_points(self.reference().clone(), points, starts)
    }
}

const NONE: u32 = u32::MAX;

/// All arcs as doubly linked lists of points.
struct Lines<'a> {
    points: &'a [Position],
    before: Vec<u32>,
    after: Vec<u32>,
    alive: Vec<bool>,
    arc_of: Vec<u32>,
    /// Points left on each arc.
    left: Vec<usize>,
    /// Number of the pair of ends that an arc connects.
    pair_of: Vec<usize>,
    closed: Vec<bool>,
    /// Whether a pair of ends is connected by a straight line already.
    straight: Vec<bool>,
    grid: Grid,
}

impl<'a> Lines<'a> {
    fn of(topology: &'a Topology) -> Self {
        let points = topology.points();
        let n = points.len();
        let (mut before, mut after, mut arc_of) = (vec![NONE; n], vec![NONE; n], vec![0; n]);
        let (mut left, mut pair_of, mut closed, mut straight) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut pairs: BTreeMap<[[u64; 2]; 2], usize> = BTreeMap::new();
        for arc in 0..topology.n_arcs() {
            let (first, end) = (topology.arc_starts()[arc] as usize, topology.arc_starts()[arc + 1] as usize);
            for point in first..end {
                arc_of[point] = position(arc);
                before[point] = if point > first { position(point - 1) } else { NONE };
                after[point] = if point + 1 < end { position(point + 1) } else { NONE };
            }
            let mut ends = [points[first], points[end - 1]].map(|point| point.map(f64::to_bits));
            closed.push(ends[0] == ends[1]);
            ends.sort_unstable();
            let next = pairs.len();
            let pair = *pairs.entry(ends).or_insert(next);
            if pair == straight.len() {
                straight.push(false);
            }
            straight[pair] |= end - first == 2;
            pair_of.push(pair);
            left.push(end - first);
        }
        Self {
            points,
            before,
            after,
            alive: vec![true; n],
            arc_of,
            left,
            pair_of,
            closed,
            straight,
            grid: Grid::of(points),
        }
    }

    fn simplify(&mut self, tolerance: f64, wanted: usize) {
        let mut heap: BinaryHeap<Reverse<(u64, u32)>> = BinaryHeap::new();
        let mut weights = vec![f64::INFINITY; self.points.len()];
        for point in 0..self.points.len() {
            if self.before[point] != NONE && self.after[point] != NONE {
                self.weigh(point, 0.0, tolerance, &mut weights, &mut heap);
            }
        }
        let mut n_left = self.points.len();
        while n_left > wanted
            && let Some(Reverse((bits, point))) = heap.pop()
        {
            let (index, weight) = (point as usize, f64::from_bits(bits));
            if !self.alive[index] || weights[index].to_bits() != bits || !self.may_go(index) {
                continue;
            }
            let (before, after) = (self.before[index], self.after[index]);
            self.alive[index] = false;
            n_left -= 1;
            self.after[before as usize] = after;
            self.before[after as usize] = before;
            let arc = self.arc_of[index] as usize;
            self.left[arc] -= 1;
            if self.left[arc] == 2 {
                self.straight[self.pair_of[arc]] = true;
            }
            for neighbour in [before as usize, after as usize] {
                if self.before[neighbour] != NONE && self.after[neighbour] != NONE {
                    self.weigh(neighbour, weight, tolerance, &mut weights, &mut heap);
                }
            }
        }
    }

    /// Puts a point on the heap if it is light enough; never lighter than the one that went before it.
    fn weigh(
        &self,
        point: usize,
        least: f64,
        tolerance: f64,
        weights: &mut [f64],
        heap: &mut BinaryHeap<Reverse<(u64, u32)>>,
    ) {
        let [a, b, c] = self.triangle(point);
        let weight = weighted_area(a, b, c).max(least);
        weights[point] = weight;
        if weight < tolerance {
            // Bits of positive numbers sort as the numbers do; ties go by position.
            heap.push(Reverse((weight.to_bits(), position(point))));
        }
    }

    fn triangle(&self, point: usize) -> [Position; 3] {
        [self.before[point] as usize, point, self.after[point] as usize].map(|index| self.points[index])
    }

    fn may_go(&self, point: usize) -> bool {
        let arc = self.arc_of[point] as usize;
        let enough =
            if self.closed[arc] { self.left[arc] > 4 } else { self.left[arc] > 3 || !self.straight[self.pair_of[arc]] };
        enough && {
            let corners = self.triangle(point);
            !self.grid.any_in(bounds(&corners), |other| {
                self.alive[other] && !corners.contains(&self.points[other]) && in_triangle(corners, self.points[other])
            })
        }
    }
}

/// Twice the signed area of a triangle, halved, and weighted by the angle at its middle corner.
fn weighted_area(a: Position, b: Position, c: Position) -> f64 {
    let area = cross(a, b, c).abs() / 2.0;
    let (ux, uy, vx, vy) = (a[0] - b[0], a[1] - b[1], c[0] - b[0], c[1] - b[1]);
    let lengths = ux.hypot(uy) * vx.hypot(vy);
    let cosine = if lengths > 0.0 { (ux * vx + uy * vy) / lengths } else { 1.0 };
    area * (1.0 - SHARPNESS * cosine)
}

fn cross([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position) -> f64 {
    (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
}

/// Whether a point lies in a triangle or on its edge.
fn in_triangle([a, b, c]: [Position; 3], p: Position) -> bool {
    let turns = [cross(a, b, p), cross(b, c, p), cross(c, a, p)];
    !(turns.iter().any(|turn| *turn < 0.0) && turns.iter().any(|turn| *turn > 0.0))
}

/// Points by square cells.
struct Grid {
    low: Position,
    cell: f64,
    columns: usize,
    rows: usize,
    starts: Vec<u32>,
    points: Vec<u32>,
}

impl Grid {
    fn of(points: &[Position]) -> Self {
        let [low_x, low_y, high_x, high_y] = if points.is_empty() { [0.0; 4] } else { bounds(points) };
        let cells = (points.len() as f64 / POINTS_PER_CELL).max(1.0);
        let area = ((high_x - low_x) * (high_y - low_y)).max(f64::MIN_POSITIVE);
        let longest = (high_x - low_x).max(high_y - low_y).max(f64::MIN_POSITIVE);
        // A line of points would make cells of no size; as many columns as cells are enough.
        let cell = (area / cells).sqrt().max(longest / cells);
        let mut grid = Self { low: [low_x, low_y], cell, columns: 0, rows: 0, starts: Vec::new(), points: Vec::new() };
        grid.columns = grid.along(0, high_x) + 1;
        grid.rows = grid.along(1, high_y) + 1;
        let cell_of: Vec<usize> = points.iter().map(|point| grid.cell_of(*point)).collect();
        let mut counts = vec![0_u32; grid.columns * grid.rows + 1];
        for &cell in &cell_of {
            counts[cell + 1] += 1;
        }
        for index in 1..counts.len() {
            counts[index] += counts[index - 1];
        }
        grid.starts.clone_from(&counts);
        grid.points = vec![0; points.len()];
        for (point, &cell) in cell_of.iter().enumerate() {
            grid.points[counts[cell] as usize] = position(point);
            counts[cell] += 1;
        }
        grid
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "cells are counted from the lowest point"
    )]
    fn along(&self, axis: usize, value: f64) -> usize {
        ((value - self.low[axis]) / self.cell).max(0.0) as usize
    }

    fn cell_of(&self, [x, y]: Position) -> usize {
        self.along(1, y) * self.columns + self.along(0, x)
    }

    /// Whether a point for which `test` holds lies in the cells that a box touches.
    fn any_in(&self, [low_x, low_y, high_x, high_y]: [f64; 4], test: impl Fn(usize) -> bool) -> bool {
        let columns = self.along(0, low_x)..=self.along(0, high_x).min(self.columns - 1);
        (self.along(1, low_y)..=self.along(1, high_y).min(self.rows - 1)).any(|row| {
            let (first, last) = (row * self.columns + columns.start(), row * self.columns + columns.end());
            let range = self.starts[first] as usize..self.starts[last + 1] as usize;
            self.points[range].iter().any(|&point| test(point as usize))
        })
    }
}
