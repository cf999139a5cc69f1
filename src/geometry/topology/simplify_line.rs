//! One line with fewer points: the lightest triangle goes first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::geometry::plane::position::position;
use crate::geometry::plane::turn::side;
use crate::geometry::topology::measured::Part;
use crate::model::shape::outline::Position;

/// How much less a sharp corner weighs than a straight one of the same area; the middle is a right angle.
const SHARPNESS: f64 = 0.7;

/// Points of a line that is quicker looked through than kept in a heap.
const FEW: usize = 24;

/// A line to be simplified.
#[derive(Clone, Copy)]
pub(crate) struct Way<'a> {
    /// Its points.
    pub(crate) points: &'a [Position],
    /// Where the triangles of the same points are measured.
    pub(crate) measured: Part<'a>,
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
    /// The weights of their own, though lighter points went before.
    own_weights: Vec<f64>,
    /// The points where triangles are measured.
    measured: Vec<Position>,
    queue: Queue,
}

/// The points that are light enough, the lightest first.
#[derive(Default)]
struct Queue {
    /// Of a line of few points, the weight of each, infinite for those that are not in the queue: looking at all is quickest then.
    few: Vec<f64>,
    /// Of a longer line, weights and points; those whose weight has changed are in it once more.
    heap: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Queue {
    /// An empty queue for so many points.
    fn clear(&mut self, n: usize) {
        self.heap.clear();
        self.few.clear();
        if n <= FEW {
            self.few.resize(n, f64::INFINITY);
        }
    }

    fn push(&mut self, point: usize, weight: f64) {
        match self.few.get_mut(point) {
            Some(place) => *place = weight,
            // Bits of positive numbers sort as the numbers do; ties go by position.
            None => self.heap.push(Reverse((weight.to_bits(), position(point)))),
        }
    }

    /// A point whose weight has grown too large.
    fn remove(&mut self, point: usize) {
        if let Some(place) = self.few.get_mut(point) {
            *place = f64::INFINITY;
        }
    }

    /// The lightest point with its weight, the first of several.
    fn pop(&mut self) -> Option<(usize, f64)> {
        if self.few.is_empty() {
            return self.heap.pop().map(|Reverse((bits, point))| (point as usize, f64::from_bits(bits)));
        }
        let mut least = (0, f64::INFINITY);
        for (point, &weight) in self.few.iter().enumerate() {
            if weight < least.1 {
                least = (point, weight);
            }
        }
        self.remove(least.0);
        Some(least).filter(|(_, weight)| weight.is_finite())
    }
}

impl Line {
    /// Takes away points lighter than `tolerance` that `may_go` (which points are left, the corners of the triangle, its weight), the
    /// lightest first, while more than the least are left. Returns the weight of the lightest that may still go, infinite where there is none.
    pub(crate) fn simplify(
        &mut self,
        way: Way<'_>,
        tolerance: f64,
        mut may_go: impl FnMut(&[bool], [usize; 3], f64) -> bool,
    ) -> f64 {
        if way.points.len() <= way.least.max(2) {
            return f64::INFINITY;
        }
        let mut left = self.take(way);
        if left <= way.least.max(2) {
            return f64::INFINITY;
        }
        let (n, closed) = (way.points.len(), way.least == 4);
        let mut point = self.after[0] as usize;
        while point + 1 < n {
            self.weigh(point, 0.0, tolerance);
            point = self.after[point] as usize;
        }
        while left > way.least
            && let Some((point, weight)) = self.queue.pop()
        {
            if !self.kept[point] || self.weights[point].to_bits() != weight.to_bits() {
                continue;
            }
            let corners = [self.before[point] as usize, point, self.after[point] as usize];
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
                    self.weigh(neighbour, weight, tolerance);
                }
            }
        }
        if left <= way.least {
            return f64::INFINITY;
        }
        let still_there = self.own_weights.iter().zip(&self.kept).filter(|(_, kept)| **kept);
        still_there.map(|(weight, _)| *weight).fold(f64::INFINITY, f64::min)
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
        self.own_weights.clear();
        self.own_weights.resize(n, f64::INFINITY);
        self.queue.clear(n);
        way.measured.fill(way.points, &mut self.measured);
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

    /// Puts a point in the queue if it is light enough; never lighter than the one that went before it.
    fn weigh(&mut self, point: usize, least: f64, tolerance: f64) {
        let corners = [self.before[point] as usize, point, self.after[point] as usize];
        let [a, b, c] = corners.map(|index| self.measured[index]);
        let own_weight = weighted_area(a, b, c);
        let weight = own_weight.max(least);
        (self.weights[point], self.own_weights[point]) = (weight, own_weight);
        if weight < tolerance {
            self.queue.push(point, weight);
        } else {
            self.queue.remove(point);
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
        let way = Way { points: &points, measured: Part::Here, kept: &[true; 5], least: 2 };
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
        let way = Way { points: &points, measured: Part::Here, kept: &[true, false, true, false, true], least: 2 };
        let mut gone = Vec::new();
        Line::default().simplify(way, 100.0, |kept, corners, _| {
            assert_eq!(kept, way.kept);
            gone.push(corners);
            false
        });
        assert_eq!(gone, [[0, 2, 4]]);
    }
}
