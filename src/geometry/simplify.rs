//! Fewer points on the same borders: shared arcs are simplified once, so neighbours still touch and nothing tears.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::ops::Range;

use rayon::prelude::*;

use crate::geometry::point_grid::PointGrid;
use crate::geometry::ring::bounds;
use crate::geometry::topology::{Topology, position};
use crate::geometry::turn::{same_point, side};
use crate::model::outline::Position;

/// How much less a sharp corner weighs than a straight one of the same area; the middle is a right angle.
const SHARPNESS: f64 = 0.7;
/// Shares of the tolerance, round after round: small details of all lines go before large ones, so that lines that wind around each other
/// do not hold each other up. After these, rounds at full tolerance go on while they take away points.
const ROUNDS: [f64; 3] = [1.0 / 64.0, 1.0 / 8.0, 1.0];
/// Rounds at the most.
const MOST_ROUNDS: usize = 6;
/// Arcs that one task simplifies.
const BLOCK: usize = 256;
/// Tries to reach a share of the points before all goes that can go.
const TRIES: usize = 8;

impl Topology {
    /// Takes away points whose triangle with their neighbours is smaller than `tolerance` (square units of the reference system).
    ///
    /// Weighted Visvalingam: the smallest triangle goes first, sharp spikes before gentle bends. Ends of arcs stay. A point stays too
    /// where its triangle holds a point of its own line or one that another line had at the start of the round (lines would cross), and
    /// where a closed line would fall below a triangle or two lines between the same ends would become one. So every polygon stays valid,
    /// every island stays, and every border keeps its two shapes.
    ///
    /// Within a round every line is simplified by itself, on any number of threads: a line that crossed a shortened piece of another would
    /// have a point in the triangle that was cut off.
    ///
    /// # Source
    /// Visvalingam and Whyatt (1993), *The Cartographic Journal* 30(1); the weighting follows the idea of Bloch's mapshaper. That no line
    /// crosses another where such triangles are empty: de Berg, van Kreveld and Schirra (1998), *Cartography and GIS* 25(4).
    #[must_use]
    pub fn simplify(&self, tolerance: f64) -> Self {
        let least = self.least_points();
        let mut lines = Lines { points: self.points().to_vec(), starts: self.arc_starts().to_vec(), least };
        for round in 0..MOST_ROUNDS {
            let share = ROUNDS.get(round).copied().unwrap_or(1.0);
            let before = lines.points.len();
            lines = lines.simplified(tolerance * share);
            if round >= ROUNDS.len() && lines.points.len() == before {
                break;
            }
        }
        self.with_points(self.reference().clone(), lines.points, lines.starts)
    }

    /// As [`Topology::simplify`], until at most this share of the points is left, from 0 to 1. More stay where a guard holds them: the
    /// ends of arcs, the corners that keep a ring a ring.
    #[must_use]
    pub fn simplify_to_share(&self, share: f64) -> Self {
        let weights = self.sorted_weights();
        let wanted = share.clamp(0.0, 1.0) * self.points().len() as f64;
        let mut rank = self.points().len() as f64 - wanted;
        let mut best: Option<Self> = None;
        for _ in 0..TRIES {
            let simple = self.simplify(at_rank(&weights, rank));
            let missing = simple.points().len() as f64 - wanted;
            let better = best.as_ref().is_none_or(|best| best.points().len() < simple.points().len());
            if missing <= 0.5 && better {
                best = Some(simple);
            }
            if missing.abs() <= 0.5 || (missing > 0.0 && rank >= weights.len() as f64) {
                break;
            }
            // Points that had to stay are made up for by others.
            rank += missing;
        }
        best.unwrap_or_else(|| self.simplify(f64::INFINITY))
    }

    /// The weights at which points would go if no line held another up, the lightest first.
    fn sorted_weights(&self) -> Vec<f64> {
        let blocks: Vec<Vec<f64>> = (0..self.n_arcs())
            .into_par_iter()
            .map_init(Line::default, |line, arc| {
                let mut weights = Vec::new();
                line.simplify(self.arc(arc), 2, f64::INFINITY, |_, _, weight| {
                    weights.push(weight);
                    true
                });
                weights
            })
            .collect();
        let mut weights: Vec<f64> = blocks.into_iter().flatten().collect();
        weights.par_sort_unstable_by(f64::total_cmp);
        weights
    }

    /// How many points each arc keeps at least: a closed one four, of several between the same nodes all but one three.
    fn least_points(&self) -> Vec<u32> {
        let ends = self.ends_of_arcs();
        let key = |arc: u32| {
            let [a, b] = ends[arc as usize];
            ([a.min(b), a.max(b)], self.arc(arc as usize).len() > 2, arc)
        };
        let mut arcs: Vec<u32> = (0..position(self.n_arcs())).collect();
        arcs.par_sort_unstable_by_key(|&arc| key(arc));
        let mut least = vec![3; arcs.len()];
        let mut before = None;
        for &arc in &arcs {
            let pair = key(arc).0;
            if pair[0] == pair[1] {
                least[arc as usize] = 4;
            } else if before != Some(pair) {
                least[arc as usize] = 2;
            }
            before = Some(pair);
        }
        least
    }
}

/// The weight below which that many of the lightest lie.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank is a number of points")]
fn at_rank(weights: &[f64], rank: f64) -> f64 {
    if rank <= 0.0 { 0.0 } else { weights.get(rank as usize).copied().unwrap_or(f64::INFINITY) }
}

/// All arcs at the start of a round.
struct Lines {
    points: Vec<Position>,
    starts: Vec<u32>,
    /// Points that each arc keeps at least.
    least: Vec<u32>,
}

impl Lines {
    fn range(&self, arc: usize) -> Range<usize> {
        self.starts[arc] as usize..self.starts[arc + 1] as usize
    }

    /// The arcs after one round.
    fn simplified(self, tolerance: f64) -> Self {
        let grid = PointGrid::of(&self.points);
        let blocks: Vec<(Vec<Position>, Vec<u32>)> = (0..self.least.len().div_ceil(BLOCK))
            .into_par_iter()
            .map_init(Line::default, |line, block| {
                let (mut points, mut lengths) = (Vec::new(), Vec::with_capacity(BLOCK));
                for arc in block * BLOCK..((block + 1) * BLOCK).min(self.least.len()) {
                    let before = points.len();
                    self.simplify_arc(arc, tolerance, &grid, line, &mut points);
                    lengths.push(position(points.len() - before));
                }
                (points, lengths)
            })
            .collect();
        let mut points = Vec::with_capacity(blocks.iter().map(|(points, _)| points.len()).sum());
        let mut starts = Vec::with_capacity(self.starts.len());
        starts.push(0);
        let mut end = 0;
        for (block, lengths) in blocks {
            points.extend(block);
            starts.extend(lengths.into_iter().map(|length| {
                end += length;
                end
            }));
        }
        Self { points, starts, least: self.least }
    }

    fn simplify_arc(&self, arc: usize, tolerance: f64, grid: &PointGrid, line: &mut Line, kept: &mut Vec<Position>) {
        let range = self.range(arc);
        let own = &self.points[range.clone()];
        line.simplify(own, self.least[arc] as usize, tolerance, |alive, corners, _| {
            let triangle = corners.map(|corner| own[corner]);
            !grid.any_in(bounds(&triangle), |index, point| {
                let stands = range.contains(&index).then(|| index - range.start);
                let matters = match stands {
                    Some(own) => alive[own] && !corners.contains(&own),
                    None => true,
                };
                matters
                    && !same_point(point, triangle[0])
                    && !same_point(point, triangle[2])
                    && in_triangle(triangle, point)
            })
        });
        kept.extend(own.iter().zip(&line.alive).filter(|(_, alive)| **alive).map(|(point, _)| *point));
    }
}

/// Room for the points of one line as a doubly linked list, used again and again.
#[derive(Default)]
struct Line {
    before: Vec<u32>,
    after: Vec<u32>,
    alive: Vec<bool>,
    weights: Vec<f64>,
    heap: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Line {
    /// Takes away points lighter than `tolerance` that `may_go` (points left, the corners of the triangle, its weight), the lightest first,
    /// while more than `least` are left.
    fn simplify(
        &mut self,
        points: &[Position],
        least: usize,
        tolerance: f64,
        mut may_go: impl FnMut(&[bool], [usize; 3], f64) -> bool,
    ) {
        let n = points.len();
        self.alive.clear();
        self.alive.resize(n, true);
        if n <= least.max(2) {
            return;
        }
        self.before.clear();
        self.before.extend((0..position(n)).map(|point| point.wrapping_sub(1)));
        self.after.clear();
        self.after.extend(1..=position(n));
        self.weights.clear();
        self.weights.resize(n, f64::INFINITY);
        self.heap.clear();
        for point in 1..n - 1 {
            self.weigh(points, point, 0.0, tolerance);
        }
        let mut left = n;
        let closed = least == 4;
        while let Some(Reverse((bits, point))) = self.heap.pop() {
            let point = point as usize;
            if !self.alive[point] || self.weights[point].to_bits() != bits || left <= least {
                continue;
            }
            let corners = [self.before[point] as usize, point, self.after[point] as usize];
            let weight = f64::from_bits(bits);
            if (closed && left == 5 && self.is_flat_without(points, point)) || !may_go(&self.alive, corners, weight) {
                continue;
            }
            self.alive[point] = false;
            left -= 1;
            let [before, _, after] = corners;
            self.after[before] = position(after);
            self.before[after] = position(before);
            for neighbour in [before, after] {
                if neighbour > 0 && neighbour + 1 < n {
                    self.weigh(points, neighbour, weight, tolerance);
                }
            }
        }
    }

    /// Puts a point on the heap if it is light enough; never lighter than the one that went before it.
    fn weigh(&mut self, points: &[Position], point: usize, least: f64, tolerance: f64) {
        let [a, b, c] = [self.before[point] as usize, point, self.after[point] as usize].map(|index| points[index]);
        let weight = weighted_area(a, b, c).max(least);
        self.weights[point] = weight;
        if weight < tolerance {
            // Bits of positive numbers sort as the numbers do; ties go by position.
            self.heap.push(Reverse((weight.to_bits(), position(point))));
        }
    }

    /// Whether a closed line of four corners would be flat without one of them.
    fn is_flat_without(&self, points: &[Position], without: usize) -> bool {
        let mut corners = (0..points.len() - 1).filter(|&point| self.alive[point] && point != without);
        match (corners.next(), corners.next(), corners.next()) {
            (Some(a), Some(b), Some(c)) => side(points[a], points[b], points[c]).is_eq(),
            _ => true,
        }
    }
}

/// The area of a triangle, weighted by the angle at its middle corner.
fn weighted_area(a: Position, b: Position, c: Position) -> f64 {
    let (ux, uy, vx, vy) = (a[0] - b[0], a[1] - b[1], c[0] - b[0], c[1] - b[1]);
    let area = (ux * vy - uy * vx).abs() / 2.0;
    let lengths = ((ux * ux + uy * uy) * (vx * vx + vy * vy)).sqrt();
    let cosine = if lengths > 0.0 { (ux * vx + uy * vy) / lengths } else { 1.0 };
    area * (1.0 - SHARPNESS * cosine)
}

/// Whether a point lies in a triangle or on its edge. Exact.
fn in_triangle([a, b, c]: [Position; 3], p: Position) -> bool {
    let first = side(a, b, p);
    let second = side(b, c, p);
    if first != second && first.is_ne() && second.is_ne() {
        return false;
    }
    let third = side(c, a, p);
    let turns = [first, second, third];
    !(turns.contains(&Ordering::Less) && turns.contains(&Ordering::Greater))
}
