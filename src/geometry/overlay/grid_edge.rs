//! Edges of rings in the cells of a grid.

use std::cmp::Ordering;

use crate::geometry::plane::ring::signed_area;
use crate::model::shape::outline::Position;

/// An edge of an area, from left to right. A vertical edge runs from its first point to its second.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    pub left: Position,
    pub right: Position,
    /// 1 where the area lies below the edge, -1 where it lies above, 0 for a vertical edge.
    pub sign: i8,
    /// The number of the area.
    pub area: u32,
}

impl Edge {
    /// The height of the edge at `x`, exact at its ends.
    pub(crate) fn height(&self, x: f64) -> f64 {
        let ([x0, y0], [x1, y1]) = (self.left, self.right);
        if x <= x0 {
            y0
        } else if x >= x1 {
            y1
        } else {
            y0 + (y1 - y0) * ((x - x0) / (x1 - x0))
        }
    }
}

/// Edges of a ring, turned so that the area lies on the proper side whichever way the ring was written. An open ring is closed; a ring
/// with a number that is not finite has no edges.
pub(crate) fn edges_of_ring(ring: &[Position], hole: bool, area: u32) -> impl Iterator<Item = Edge> + '_ {
    let finite = ring.iter().flatten().all(|value| value.is_finite());
    let ring = if finite { ring } else { &[] };
    let closing = ring.last().zip(ring.first()).map(|(last, first)| [*last, *first]);
    // The closing edge ends in the point that the area is summed from, so it adds nothing to the sum.
    let counter_clockwise = signed_area(ring) > 0.0;
    let sign_leftwards: i8 = if counter_clockwise == hole { -1 } else { 1 };
    let pairs = ring.windows(2).map(|pair| [pair[0], pair[1]]).chain(closing);
    pairs.filter_map(move |[from, to]| match from[0].total_cmp(&to[0]) {
        Ordering::Greater => Some(Edge { left: to, right: from, sign: sign_leftwards, area }),
        Ordering::Less => Some(Edge { left: from, right: to, sign: -sign_leftwards, area }),
        Ordering::Equal if from[1].total_cmp(&to[1]).is_ne() => Some(Edge { left: from, right: to, sign: 0, area }),
        Ordering::Equal => None,
    })
}

/// An edge in a cell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub edge: u32,
    /// The highest row that the edge reaches in this column.
    pub top: u32,
}

/// A stretch of a column over which an area covers the top of a cell and all above it up to the next edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cover {
    pub area: u32,
    pub from: f64,
    pub to: f64,
    /// How often the area covers it: 1 unless the area's own polygons overlap.
    pub winding: i32,
}

/// The cells of one column.
pub(crate) struct Column {
    pub(crate) entries: Vec<Entry>,
    pub(crate) entry_ends: Vec<u32>,
    pub(crate) cover_ranges: Vec<[u32; 2]>,
    pub(crate) covers: Vec<Cover>,
}

/// Where the number of times that an area covers a line changes, by area and `x`. Edges that continue each other cancel.
#[derive(Default)]
pub(crate) struct Turns {
    settled: Vec<(u32, f64, i32)>,
    added: Vec<(u32, f64, i32)>,
}

impl Turns {
    pub(crate) fn add(&mut self, area: u32, from: f64, to: f64, sign: i8) {
        if sign != 0 && from < to {
            self.added.push((area, from, i32::from(sign)));
            self.added.push((area, to, -i32::from(sign)));
        }
    }

    pub(crate) fn settle(&mut self, covers: &mut Vec<Cover>) {
        self.settled.append(&mut self.added);
        self.settled.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut kept = 0;
        let mut at = 0;
        while at < self.settled.len() {
            let (area, x, mut change) = self.settled[at];
            at += 1;
            while at < self.settled.len() && self.settled[at].0 == area && self.settled[at].1.total_cmp(&x).is_eq() {
                change += self.settled[at].2;
                at += 1;
            }
            if change != 0 {
                self.settled[kept] = (area, x, change);
                kept += 1;
            }
        }
        self.settled.truncate(kept);
        let mut winding = 0;
        for pair in self.settled.windows(2) {
            let ((area, from, change), (next_area, to, _)) = (pair[0], pair[1]);
            winding += change;
            if next_area != area {
                winding = 0;
            } else if winding != 0 {
                covers.push(Cover { area, from, to, winding });
            }
        }
    }
}

/// The whole part of a number that is not negative; others become 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast stops at the limits of the type, and the result is bounded by the caller"
)]
pub(crate) fn whole(value: f64) -> usize {
    value as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_a_ring_is_written_decides_nothing() {
        let square = [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0], [0.0, 0.0]];
        let backwards: Vec<Position> = square.into_iter().rev().collect();
        for ring in [&square[..], &backwards, &square[..4]] {
            let mut signs: Vec<(f64, i8)> = edges_of_ring(ring, false, 0)
                .filter(|edge| edge.sign != 0)
                .map(|edge| (edge.left[1], edge.sign))
                .collect();
            signs.sort_by(|a, b| a.0.total_cmp(&b.0));
            assert_eq!(signs, [(0.0, -1), (2.0, 1)]);
        }
    }
}
