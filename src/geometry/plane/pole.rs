//! The point of a shape that is farthest from its outline: where a name fits best.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::geometry::plane::ring::{bounds, contains};
use crate::model::shape::outline::Position;

/// A point with its distance from the nearest outline, which is negative outside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pole {
    /// The point.
    pub at: Position,
    /// Its distance from the outline.
    pub distance: f64,
}

/// The point inside closed rings (exteriors and holes, even-odd) that is farthest from all of them, to within `precision`.
///
/// A square is cut into four as long as one of the quarters may hold a better point than the best middle so far. `None` without rings.
///
/// # Source
/// Garcia-Castellanos and Lombardo (2007), *Scottish Geographical Journal* 123(3), name the point; the search is a branch and bound on
/// squares: a square of half side `h` around a middle at distance `d` holds no point farther than `d + h√2`.
pub fn pole_of_inaccessibility(rings: &[Vec<Position>], precision: f64) -> Option<Pole> {
    let all: Vec<Position> = rings.iter().flatten().copied().collect();
    let [low_x, low_y, high_x, high_y] = bounds(&all);
    let (wide, high) = (high_x - low_x, high_y - low_y);
    let side = wide.min(high);
    if !side.is_finite() {
        return None;
    }
    let middle = [f64::midpoint(low_x, high_x), f64::midpoint(low_y, high_y)];
    let mut best = Pole { at: middle, distance: signed_distance(rings, middle) };
    if side <= 0.0 {
        return Some(best);
    }
    let precision = precision.max(side * 1e-6);
    let mut open = BinaryHeap::new();
    let half = side / 2.0;
    let mut x = low_x;
    while x < high_x {
        let mut y = low_y;
        while y < high_y {
            open.push(Square::new(rings, [x + half, y + half], half));
            y += side;
        }
        x += side;
    }
    while let Some(square) = open.pop() {
        if square.distance > best.distance {
            best = Pole { at: square.middle, distance: square.distance };
        }
        if square.most - best.distance <= precision {
            continue;
        }
        let half = square.half / 2.0;
        for (dx, dy) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
            open.push(Square::new(rings, [square.middle[0] + dx, square.middle[1] + dy], half));
        }
    }
    Some(best)
}

struct Square {
    middle: Position,
    half: f64,
    distance: f64,
    /// No point of the square is farther from the outline than this.
    most: f64,
}

impl Square {
    fn new(rings: &[Vec<Position>], middle: Position, half: f64) -> Self {
        let distance = signed_distance(rings, middle);
        Self { middle, half, distance, most: distance + half * std::f64::consts::SQRT_2 }
    }
}

// The square that may hold most comes first; ties go to the lower left, so that the answer is always the same.
impl Ord for Square {
    fn cmp(&self, other: &Self) -> Ordering {
        self.most
            .total_cmp(&other.most)
            .then(other.middle[1].total_cmp(&self.middle[1]))
            .then(other.middle[0].total_cmp(&self.middle[0]))
    }
}

impl PartialOrd for Square {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Square {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Square {}

fn signed_distance(rings: &[Vec<Position>], point: Position) -> f64 {
    let inside = rings.iter().filter(|ring| contains(ring, point)).count() % 2 == 1;
    let edges = rings.iter().flat_map(|ring| ring.windows(2));
    let square = edges.map(|edge| square_distance(point, edge[0], edge[1])).fold(f64::INFINITY, f64::min);
    if inside { square.sqrt() } else { -square.sqrt() }
}

fn square_distance([px, py]: Position, [ax, ay]: Position, [bx, by]: Position) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let part = if length > 0.0 { (((px - ax) * dx + (py - ay) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    let (x, y) = (px - ax - part * dx, py - ay - part * dy);
    x * x + y * y
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[Position]) -> Vec<Position> {
        corners.iter().chain(corners.first()).copied().collect()
    }

    #[test]
    fn the_pole_of_a_rectangle_is_in_its_middle_line() {
        let found =
            pole_of_inaccessibility(&[ring(&[[0.0, 0.0], [10.0, 0.0], [10.0, 4.0], [0.0, 4.0]])], 0.01).unwrap();
        assert!((found.distance - 2.0).abs() < 0.01 && (found.at[1] - 2.0).abs() < 0.02, "{found:?}");
    }

    #[test]
    fn a_hole_pushes_the_pole_away() {
        let outer = ring(&[[0.0, 0.0], [10.0, 0.0], [10.0, 4.0], [0.0, 4.0]]);
        let hole = ring(&[[1.0, 1.0], [1.0, 3.0], [6.0, 3.0], [6.0, 1.0]]);
        let found = pole_of_inaccessibility(&[outer, hole], 0.01).unwrap();
        assert!((found.at[0] - 8.0).abs() < 0.1 && (found.distance - 2.0).abs() < 0.01, "{found:?}");
    }

    #[test]
    fn a_line_or_nothing_has_an_answer_too() {
        assert_eq!(pole_of_inaccessibility(&[], 1.0), None);
        let flat = pole_of_inaccessibility(&[ring(&[[0.0, 0.0], [2.0, 0.0]])], 1.0).unwrap();
        assert!((flat.at[0] - 1.0).abs() < 1e-9 && flat.at[1].abs() < 1e-9, "{flat:?}");
    }
}
