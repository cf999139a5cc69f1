//! Exact predicates on points: on which side, in which order around a point.

use std::cmp::Ordering;

use geo::algorithm::kernels::{Kernel, Orientation, RobustKernel};

use crate::model::shape::outline::Position;

/// On which side of the line from `a` to `b` the point `c` lies: greater is left, less is right, equal is on it. Exact.
///
/// # Source
/// Shewchuk (1997), Adaptive precision floating-point arithmetic and fast robust geometric predicates.
pub(crate) fn side(a: Position, b: Position, c: Position) -> Ordering {
    let coord = |[x, y]: Position| geo::Coord { x, y };
    match <RobustKernel as Kernel<f64>>::orient2d(coord(a), coord(b), coord(c)) {
        Orientation::CounterClockwise => Ordering::Greater,
        Orientation::Clockwise => Ordering::Less,
        Orientation::Collinear => Ordering::Equal,
    }
}

/// Which of `a` and `b` a ray from `origin` through `from`, turned clockwise, meets first. A point on the ray itself comes last.
pub(crate) fn clockwise_order(origin: Position, from: Position, a: Position, b: Position) -> Ordering {
    let sector = |point: Position| match side(origin, from, point) {
        Ordering::Less => 0,
        Ordering::Greater => 2,
        Ordering::Equal if same_direction(origin, from, point) => 3,
        Ordering::Equal => 1,
    };
    sector(a).cmp(&sector(b)).then_with(|| side(origin, a, b))
}

/// Whether two points are the same.
pub(crate) fn same_point(a: Position, b: Position) -> bool {
    a.iter().zip(b).all(|(a, b)| a.partial_cmp(&b) == Some(Ordering::Equal))
}

/// Whether a point lies in a triangle or on its edge. Exact.
pub(crate) fn in_triangle([a, b, c]: [Position; 3], p: Position) -> bool {
    let first = side(a, b, p);
    let second = side(b, c, p);
    if first != second && first.is_ne() && second.is_ne() {
        return false;
    }
    let third = side(c, a, p);
    let turns = [first, second, third];
    !(turns.contains(&Ordering::Less) && turns.contains(&Ordering::Greater))
}

/// Whether two points on one line through `origin` lie on the same side of it.
pub(crate) fn same_direction(origin: Position, a: Position, b: Position) -> bool {
    let sign = |value: f64, zero: f64| value.partial_cmp(&zero);
    sign(a[0], origin[0]) == sign(b[0], origin[0]) && sign(a[1], origin[1]) == sign(b[1], origin[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_met_clockwise() {
        let origin = [0.0, 0.0];
        let order = |a, b| clockwise_order(origin, [0.0, 1.0], a, b);
        assert_eq!(order([1.0, 0.0], [-1.0, 0.0]), Ordering::Less);
        assert_eq!(order([1.0, 1.0], [1.0, -1.0]), Ordering::Less);
        assert_eq!(order([0.0, -1.0], [-1.0, -1.0]), Ordering::Less);
        assert_eq!(order([0.0, 2.0], [-1.0, 1.0]), Ordering::Greater);
        assert_eq!(order([1.0, 1.0], [2.0, 2.0]), Ordering::Equal);
    }
}
