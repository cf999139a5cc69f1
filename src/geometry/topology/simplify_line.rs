//! One line with fewer points: the lightest triangle goes first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::geometry::plane::position::position;
use crate::geometry::plane::turn::side;
use crate::model::shape::outline::Position;

/// How much less a sharp corner weighs than a straight one of the same area; the middle is a right angle.
const SHARPNESS: f64 = 0.7;

/// A line to be simplified.
#[derive(Clone, Copy)]
pub(crate) struct Way<'a> {
    /// Its points.
    pub(crate) points: &'a [Position],
    /// The same points where triangles are measured.
    pub(crate) measured: &'a [Position],
    /// Which of them are still there.
    pub(crate) kept: &'a [bool],
    /// How many have to stay.
    pub(crate) least: usize,
}

/// Room for the points of one line as a doubly linked list, used again and again.
#[derive(Default)]
pub(crate) struct Line {
    before: Vec<u32>,
    after: Vec<u32>,
    kept: Vec<bool>,
    weights: Vec<f64>,
    heap: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Line {
    /// Takes away points lighter than `tolerance` that `may_go` (which points are left, the corners of the triangle, its weight), the
    /// lightest first, while more than the least are left.
    pub(crate) fn simplify(
        &mut self,
        way: Way<'_>,
        tolerance: f64,
        mut may_go: impl FnMut(&[bool], [usize; 3], f64) -> bool,
    ) {
        let mut left = self.take(way);
        if left <= way.least.max(2) {
            return;
        }
        let (n, closed) = (way.points.len(), way.least == 4);
        let mut point = self.after[0] as usize;
        while point + 1 < n {
            self.weigh(way.measured, point, 0.0, tolerance);
            point = self.after[point] as usize;
        }
        while let Some(Reverse((bits, point))) = self.heap.pop() {
            let point = point as usize;
            if !self.kept[point] || self.weights[point].to_bits() != bits || left <= way.least {
                continue;
            }
            let corners = [self.before[point] as usize, point, self.after[point] as usize];
            let weight = f64::from_bits(bits);
            let flat = closed && left == 5 && self.is_flat_without(way.points, point);
            if flat || !may_go(&self.kept, corners, weight) {
                continue;
            }
            self.kept[point] = false;
            left -= 1;
            let [before, _, after] = corners;
            self.after[before] = position(after);
            self.before[after] = position(before);
            for neighbour in [before, after] {
                if neighbour > 0 && neighbour + 1 < n {
                    self.weigh(way.measured, neighbour, weight, tolerance);
                }
            }
        }
    }

    /// Links the points that are there, and returns how many they are.
    fn take(&mut self, way: Way<'_>) -> usize {
        let n = way.points.len();
        self.kept.clear();
        self.kept.extend_from_slice(way.kept);
        self.before.clear();
        self.before.resize(n, 0);
        self.after.clear();
        self.after.resize(n, position(n));
        self.weights.clear();
        self.weights.resize(n, f64::INFINITY);
        self.heap.clear();
        let (mut left, mut before) = (0, 0);
        for (point, _) in way.kept.iter().enumerate().filter(|(_, kept)| **kept) {
            self.before[point] = position(before);
            if point > before {
                self.after[before] = position(point);
            }
            before = point;
            left += 1;
        }
        left
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
        let mut corners = (0..points.len() - 1).filter(|&point| self.kept[point] && point != without);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sharp_spike_goes_before_gentle_bends_and_the_ends_stay() {
        let points = [[0.0, 0.0], [1.0, 0.1], [2.0, 3.0], [3.0, 0.0], [4.0, 0.0]];
        let way = Way { points: &points, measured: &points, kept: &[true; 5], least: 2 };
        let (mut line, mut gone) = (Line::default(), Vec::new());
        line.simplify(way, f64::INFINITY, |_, [before, point, after], _| {
            gone.push([before, point, after]);
            true
        });
        assert_eq!(gone, [[1, 2, 3], [0, 1, 3], [0, 3, 4]]);
    }

    #[test]
    fn points_that_went_before_are_not_there() {
        let points = [[0.0, 0.0], [1.0, 0.1], [2.0, 3.0], [3.0, 0.0], [4.0, 0.0]];
        let way = Way { points: &points, measured: &points, kept: &[true, false, true, false, true], least: 2 };
        let mut gone = Vec::new();
        Line::default().simplify(way, 100.0, |kept, corners, _| {
            assert_eq!(kept, way.kept);
            gone.push(corners);
            false
        });
        assert_eq!(gone, [[0, 2, 4]]);
    }
}
