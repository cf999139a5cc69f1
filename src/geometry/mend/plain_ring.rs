//! Whether a ring is plain: closed, with an area, passing no point twice and crossing itself nowhere. Most rings are, and it shows quickly.

use crate::geometry::edge::rows::Rows;
use crate::geometry::plane::position::position;
use crate::geometry::plane::ring::{bounds, signed_area};
use crate::geometry::plane::star::Star;
use crate::geometry::plane::turn::{same_direction, side};
use crate::geometry::plane::vertex::SnapGrid;
use crate::geometry::topology::cancel::same_bits;
use crate::model::shape::outline::Position;

/// Edges up to which every pair of boxes is compared; the boxes then fill a few registers a row.
const FEW: usize = 256;
/// Boxes that are compared at once.
const LANES: usize = 8;

/// A plain ring, and room to find out that it is.
#[derive(Default)]
pub(crate) struct PlainRing {
    /// The cell of each corner, no two in a row the same, of a ring that its middle does not see as a whole.
    cells: Vec<u64>,
    /// Where each corner is among the points of the ring; its edge runs to the point behind it.
    pub(crate) at: Vec<u32>,
    /// Whether it runs counter-clockwise.
    pub(crate) counter_clockwise: bool,
    /// Its bounds, `[low x, low y, high x, high y]`.
    pub(crate) bounds: [f64; 4],
    boxes: Boxes,
    sorted: Vec<u64>,
}

/// The boxes of edges on a coarse grid: west, south, east, north.
#[derive(Default)]
struct Boxes([Vec<i16>; 4]);

impl PlainRing {
    /// Looks at a ring. The answer is `false` also where a closer look would find nothing wrong.
    pub(crate) fn look_at(&mut self, points: &[Position], grid: &SnapGrid) -> bool {
        let [Some(&first), Some(&last)] = [points.first(), points.last()] else { return false };
        if points.len() < 4 || !same_bits(first, last) {
            return false;
        }
        self.bounds = bounds(points);
        if let Some(star) = Star::seen_from_the_middle(points, self.bounds, grid.step()) {
            self.take_all_corners(points);
            self.counter_clockwise = star.counter_clockwise;
            return star.area > grid.step() * grid.step();
        }
        if !self.find_corners(points, grid) {
            return false;
        }
        let area = signed_area(points);
        self.counter_clockwise = area > 0.0;
        area.abs() > grid.step() * grid.step() && self.has_no_spike(points) && self.meets_itself_nowhere(points)
    }

    /// All points are corners, no two of them on one cell; nobody looks at the cells.
    fn take_all_corners(&mut self, points: &[Position]) {
        self.at.clear();
        self.at.extend((0..).take(points.len() - 1));
    }

    /// Points that follow each other on one cell have to be one point.
    fn find_corners(&mut self, points: &[Position], grid: &SnapGrid) -> bool {
        self.cells.clear();
        self.at.clear();
        let mut before = None;
        for (number, &point) in (0..).zip(&points[..points.len() - 1]) {
            let cell = grid.key(point);
            if let Some((same, there)) = before
                && same == cell
            {
                if !same_bits(point, there) {
                    return false;
                }
                // The edge starts at the last of equal points.
                if let Some(at) = self.at.last_mut() {
                    *at = number;
                }
                continue;
            }
            before = Some((cell, point));
            self.cells.push(cell);
            self.at.push(number);
        }
        // The last corner may be the first again: rings that close twice are left to a closer look.
        self.cells.len() >= 3 && self.cells[0] != self.cells[self.cells.len() - 1]
    }

    /// Whether no edge turns back on the one before it.
    fn has_no_spike(&self, points: &[Position]) -> bool {
        let last = self.at[self.at.len() - 1] as usize;
        let mut from = points[last];
        let mut along = [points[last + 1][0] - from[0], points[last + 1][1] - from[1]];
        for &at in &self.at {
            let (here, to) = (points[at as usize], points[at as usize + 1]);
            let next = [to[0] - here[0], to[1] - here[1]];
            // An edge that turns back has a positive product with the reverse of the one before, whatever rounding does.
            let turns_back = along[0] * next[0] + along[1] * next[1] < 0.0;
            if turns_back && side(here, from, to).is_eq() && same_direction(here, from, to) {
                return false;
            }
            (from, along) = (here, next);
        }
        true
    }

    fn meets_itself_nowhere(&mut self, points: &[Position]) -> bool {
        let n = self.cells.len();
        if n > FEW {
            return self.meets_itself_nowhere_by_rows(points);
        }
        self.fill_boxes();
        (0..n).all(|edge| {
            // Whole blocks, from the one that holds the next edge on.
            let start = (edge + 1) / LANES * LANES;
            let before = if edge == 0 { n - 1 } else { edge - 1 };
            let after = if edge + 1 == n { 0 } else { edge + 1 };
            let known = [before, edge, after].into_iter().filter(|&known| known >= start).count();
            self.boxes.n_meeting(edge, start) == known || self.is_clear_of_later(edge, points)
        })
    }

    fn fill_boxes(&mut self) {
        let axes = |cell: u64| [cell & 0xFFFF_FFFF, cell >> 32];
        let (mut low, mut high) = ([u64::MAX; 2], [0; 2]);
        for &cell in &self.cells {
            for (axis, value) in axes(cell).into_iter().enumerate() {
                low[axis] = value.min(low[axis]);
                high[axis] = value.max(high[axis]);
            }
        }
        let extent = (high[0] - low[0]).max(high[1] - low[1]);
        let shift = (u64::BITS - extent.leading_zeros()).saturating_sub(i16::BITS - 2);
        let coarse = |cell: u64| {
            let [x, y] = axes(cell);
            [(x - low[0]) >> shift, (y - low[1]) >> shift].map(|value| i16::try_from(value).unwrap_or(i16::MAX))
        };
        let room = self.cells.len().next_multiple_of(LANES);
        // Behind the last edge are boxes that nothing meets.
        for (side, nothing) in self.boxes.0.iter_mut().zip([i16::MAX, i16::MAX, -1, -1]) {
            side.clear();
            side.resize(room, nothing);
        }
        let [west, south, east, north] = &mut self.boxes.0;
        let mut from = coarse(self.cells[0]);
        for edge in 0..self.cells.len() {
            let to = coarse(self.cells[if edge + 1 == self.cells.len() { 0 } else { edge + 1 }]);
            (west[edge], east[edge]) = (from[0].min(to[0]), from[0].max(to[0]));
            (south[edge], north[edge]) = (from[1].min(to[1]), from[1].max(to[1]));
            from = to;
        }
    }

    /// Whether an edge is clear of those behind it that do not follow it at once.
    fn is_clear_of_later(&self, edge: usize, points: &[Position]) -> bool {
        let count = self.cells.len();
        let ends = |edge: usize| [points[self.at[edge] as usize], points[self.at[edge] as usize + 1]];
        let [a, b] = ends(edge);
        (edge + 2..count).filter(|&other| edge > 0 || other + 1 < count).all(|other| {
            if !self.boxes.meet(edge, other) {
                return true;
            }
            let [c, d] = ends(other);
            let beside = |a, b, c, d| {
                let side_of_c = side(a, b, c);
                side_of_c.is_ne() && side_of_c == side(a, b, d)
            };
            self.cells[edge] != self.cells[other] && (beside(a, b, c, d) || beside(c, d, a, b))
        })
    }

    /// The same for long rings.
    fn meets_itself_nowhere_by_rows(&mut self, points: &[Position]) -> bool {
        self.sorted.clear();
        self.sorted.extend_from_slice(&self.cells);
        self.sorted.sort_unstable();
        if self.sorted.windows(2).any(|pair| pair[0] == pair[1]) {
            return false;
        }
        let corners: Vec<Position> = self.at.iter().map(|&at| points[at as usize]).collect();
        let n = position(corners.len());
        let edges: Vec<[u32; 2]> = (0..n).map(|corner| [corner, (corner + 1) % n]).collect();
        Rows::of(&corners, &edges).meetings().is_empty()
    }
}

impl Boxes {
    fn of(&self, edge: usize) -> [i16; 4] {
        self.0.each_ref().map(|side| side[edge])
    }

    fn meet(&self, edge: usize, other: usize) -> bool {
        let ([west, south, east, north], [w, s, e, n]) = (self.of(edge), self.of(other));
        west <= e && w <= east && south <= n && s <= north
    }

    /// How many boxes from `start` on meet that of an edge; itself and its neighbours count.
    #[inline]
    fn n_meeting(&self, edge: usize, start: usize) -> usize {
        let [west, south, east, north] = self.of(edge);
        let [wests, souths, easts, norths] = self.0.each_ref().map(|side| side[start..].as_chunks::<LANES>().0);
        let mut counts = [0_i16; LANES];
        let ordered = |a: i16, b: i16| i16::from(a <= b);
        for (((w, s), e), n) in wests.iter().zip(souths).zip(easts).zip(norths) {
            for lane in 0..LANES {
                // Numbers instead of truths, so that all lanes are compared at once.
                let across = ordered(west, e[lane]) & ordered(w[lane], east);
                counts[lane] += across & ordered(south, n[lane]) & ordered(s[lane], north);
            }
        }
        counts.iter().map(|count| usize::from(count.unsigned_abs())).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_plain(points: &[Position]) -> bool {
        PlainRing::default().look_at(points, &SnapGrid::of(points))
    }

    fn closed(corners: &[Position]) -> Vec<Position> {
        corners.iter().chain(&corners[..1]).copied().collect()
    }

    #[test]
    fn rings_that_meet_themselves_are_not_plain() {
        let square = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]];
        assert!(is_plain(&closed(&square)));
        assert!(!is_plain(&square), "open");
        for (what, corners) in [
            ("crosses itself", vec![[0.0, 0.0], [4.0, 0.0], [1.0, 4.0], [4.0, 4.0], [0.0, 3.0]]),
            ("a spike", vec![[0.0, 0.0], [4.0, 0.0], [8.0, 0.0], [4.0, 0.0], [4.0, 4.0]]),
            ("turns back beyond", vec![[0.0, 0.0], [4.0, 0.0], [-4.0, 0.0], [0.0, 4.0]]),
            ("passes a corner twice", vec![[0.0, 0.0], [2.0, 2.0], [4.0, 0.0], [4.0, 4.0], [2.0, 2.0], [0.0, 4.0]]),
            ("a corner on an edge", vec![[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [2.0, 0.0], [0.0, 4.0]]),
            ("a line", vec![[0.0, 0.0], [4.0, 4.0], [8.0, 8.0]]),
        ] {
            assert!(!is_plain(&closed(&corners)), "{what}");
        }
    }

    #[test]
    fn points_given_twice_in_a_row_do_no_harm() {
        assert!(is_plain(&[
            [0.0, 0.0],
            [0.0, 0.0],
            [4.0, 0.0],
            [4.0, 4.0],
            [4.0, 4.0],
            [4.0, 4.0],
            [0.0, 4.0],
            [0.0, 0.0]
        ]));
    }

    /// A ring of pseudo-random corners around a circle, some pulled over their neighbours.
    fn ring(seed: u64, n: u32, wild: f64) -> Vec<Position> {
        let mut state = seed;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        let corner = |number: u32| {
            let turn = std::f64::consts::TAU * (f64::from(number) + wild * (random() - 0.5)) / f64::from(n);
            let far = 10.0 + wild * random();
            [far * turn.cos(), far * turn.sin()]
        };
        closed(&(0..n).map(corner).collect::<Vec<_>>())
    }

    #[test]
    fn the_quick_look_and_the_search_of_all_meetings_agree() {
        let (mut found, mut stars) = ([0, 0], 0);
        for seed in 0..400 {
            for (n, wild) in [(12, 0.8), (5, 2.0), (9, 1.8), (29, 2.2), (70, 1.5), (300, 1.2)] {
                let points = ring(seed, n, wild);
                let corners = &points[..points.len() - 1];
                let edges: Vec<[u32; 2]> = (0..n).map(|corner| [corner, (corner + 1) % n]).collect();
                let meets = !Rows::of(corners, &edges).meetings().is_empty();
                assert_eq!(is_plain(&points), !meets, "seed {seed}, {n} corners");
                found[usize::from(meets)] += 1;
                stars += u32::from(Star::seen_from_the_middle(&points, bounds(&points), 1e-9).is_some());
            }
        }
        assert!(found.iter().all(|count| *count > 100) && stars > 100, "{found:?}, {stars}");
    }
}
