//! Measures of single rings: signed area, which ring lies in which.

use rayon::prelude::*;

use crate::model::shape::outline::{NOWHERE, Position, enclosing};

/// Signed area of a closed ring given without or with its repeated last point: positive when counter-clockwise.
///
/// # Formula
/// The shoelace sum of cross products, taken from the ring's first point so that large coordinates cost no digits.
pub fn signed_area(points: &[Position]) -> f64 {
    let Some(&[x0, y0]) = points.first() else { return 0.0 };
    let mut twice = 0.0;
    for pair in points.windows(2) {
        let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
        twice += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
    }
    twice / 2.0
}

/// Whether a point lies inside a closed ring; points on the ring itself count by the half-open rule.
pub fn contains(ring: &[Position], [x, y]: Position) -> bool {
    let mut inside = false;
    for pair in ring.windows(2) {
        let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
        if (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax {
            inside = !inside;
        }
    }
    inside
}

/// A point of the ring that no other ring of a valid coverage shares: the middle of its first edge.
pub fn middle_of_first_edge(ring: &[Position]) -> Position {
    match ring {
        [[ax, ay], [bx, by], ..] => [f64::midpoint(*ax, *bx), f64::midpoint(*ay, *by)],
        [only] => *only,
        [] => [0.0, 0.0],
    }
}

/// For each ring: in how many of the others it lies.
pub fn nesting_depths(rings: &[Vec<Position>]) -> Vec<usize> {
    let boxes: Vec<[f64; 4]> = rings.iter().map(|ring| bounds(ring)).collect();
    rings
        .iter()
        .enumerate()
        .map(|(index, ring)| {
            let point = middle_of_first_edge(ring);
            let around = |other: usize| {
                let [low_x, low_y, high_x, high_y] = boxes[other];
                (low_x..=high_x).contains(&point[0])
                    && (low_y..=high_y).contains(&point[1])
                    && contains(&rings[other], point)
            };
            (0..rings.len()).filter(|&other| other != index && around(other)).count()
        })
        .collect()
}

/// The first point from the left, the lowest of several.
pub(crate) fn westernmost(points: &[Position]) -> usize {
    let order = |a: &Position, b: &Position| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1]));
    (0..points.len()).min_by(|&a, &b| order(&points[a], &points[b])).unwrap_or(0)
}

/// The same closed ring from its [`westernmost`] point on.
pub(crate) fn from_the_west(mut ring: Vec<Position>) -> Vec<Position> {
    ring.pop();
    let first = westernmost(&ring);
    ring.rotate_left(first);
    ring.extend(ring.first().copied());
    ring
}

/// `[low x, low y, high x, high y]` of points.
pub fn bounds(points: &[Position]) -> [f64; 4] {
    // As `min` and `max` have it, in one step of the processor each.
    let lesser = |a: f64, b: f64| if b < a { b } else { a };
    let greater = |a: f64, b: f64| if b > a { b } else { a };
    let nothing = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    points.iter().fold(nothing, |[a, b, c, d], &[x, y]| [lesser(a, x), lesser(b, y), greater(c, x), greater(d, y)])
}

/// The same of many points, on all cores.
pub(crate) fn bounds_of_many(points: &[Position]) -> [f64; 4] {
    /// Points that one task looks at.
    const BLOCK: usize = 65_536;
    points.par_chunks(BLOCK).map(bounds).reduce(|| NOWHERE, enclosing)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [Position; 5] = [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0], [0.0, 0.0]];

    #[test]
    fn a_counter_clockwise_square_has_positive_area() {
        assert!((signed_area(&SQUARE) - 4.0).abs() < 1e-15);
        let clockwise: Vec<Position> = SQUARE.into_iter().rev().collect();
        assert!((signed_area(&clockwise) + 4.0).abs() < 1e-15);
    }

    #[test]
    fn rings_within_rings_are_counted() {
        let inner: Vec<Position> = SQUARE.iter().map(|[x, y]| [x / 4.0 + 0.5, y / 4.0 + 0.5]).collect();
        let apart: Vec<Position> = SQUARE.iter().map(|[x, y]| [x + 9.0, *y]).collect();
        assert_eq!(nesting_depths(&[SQUARE.to_vec(), inner, apart]), [0, 1, 0]);
    }
}
