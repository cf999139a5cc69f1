//! What lines and rectangles on a page have in common.

use crate::model::shape::outline::Position;
use crate::render::page::scene::Rectangle;

/// A rectangle of a size around a middle, with a gap on every side.
pub(crate) fn around_middle([x, y]: Position, [wide, high]: [f64; 2], gap: f64) -> Rectangle {
    [x - wide / 2.0 - gap, y - high / 2.0 - gap, x + wide / 2.0 + gap, y + high / 2.0 + gap]
}

/// A rectangle that even flat borders overlap.
pub(crate) fn grown([left, top, right, bottom]: Rectangle) -> Rectangle {
    [left - 0.1, top - 0.1, right + 0.1, bottom + 0.1]
}

/// Where a line from `a` to `b` lies.
pub(crate) fn around_line(a: Position, b: Position) -> Rectangle {
    [a[0].min(b[0]), a[1].min(b[1]), a[0].max(b[0]), a[1].max(b[1])]
}

/// Whether a line from `a` to `b` touches a rectangle.
///
/// # Source
/// The clipping of Liang and Barsky (1984), *ACM Transactions on Graphics* 3(1).
pub(crate) fn crosses([ax, ay]: Position, [bx, by]: Position, [left, top, right, bottom]: Rectangle) -> bool {
    let (dx, dy) = (bx - ax, by - ay);
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (step, room) in [(-dx, ax - left), (dx, right - ax), (-dy, ay - top), (dy, bottom - ay)] {
        if step == 0.0 {
            if room < 0.0 {
                return false;
            }
        } else if step < 0.0 {
            from = from.max(room / step);
        } else {
            to = to.min(room / step);
        }
    }
    from <= to
}

/// Whether two lines cross between their ends.
pub(crate) fn segments_cross(a: Position, b: Position, c: Position, d: Position) -> bool {
    let side = |p: Position, q: Position, r: Position| (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_rectangles_that_meet() {
        assert!(crosses([-1.0, 0.5], [2.0, 0.5], [0.0, 0.0, 1.0, 1.0]));
        assert!(crosses([0.2, 0.2], [0.4, 0.4], [0.0, 0.0, 1.0, 1.0]), "all inside");
        assert!(!crosses([-1.0, 0.0], [0.0, 2.0], [0.0, 0.0, 1.0, 1.0]));
        assert!(segments_cross([0.0, 0.0], [2.0, 2.0], [0.0, 2.0], [2.0, 0.0]));
        assert!(!segments_cross([0.0, 0.0], [1.0, 1.0], [1.0, 1.0], [2.0, 0.0]), "a common end is no crossing");
    }
}
