//! Edges by horizontal rows: which of them meet, and which one lies next to the west of a point.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::geometry::plane::position::position;
use crate::geometry::plane::ring::bounds;
use crate::geometry::plane::turn::{same_direction, same_point, side};
use crate::model::shape::outline::Position;

/// Edges that a row holds on average, for a square number of edges.
const EDGES_PER_CELL: f64 = 2.0;
/// Rows at the most.
const MOST_ROWS: f64 = 16_384.0;

/// Two edges that meet elsewhere than in a common end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Meeting {
    /// A vertex lies on an edge.
    Touch {
        /// The edge.
        edge: u32,
        /// The edge that ends in the vertex.
        other: u32,
        /// The vertex.
        vertex: u32,
    },
    /// Two edges cross.
    Crossing {
        /// The edges, the smaller number first.
        edges: [u32; 2],
    },
}

/// Edges sorted into rows.
pub(crate) struct Rows<'a> {
    positions: &'a [Position],
    edges: &'a [[u32; 2]],
    low: f64,
    height: f64,
    /// How far apart edges may be that are looked at together.
    reach: [f64; 2],
    starts: Vec<u32>,
    members: Vec<u32>,
    westward: OnceLock<Westward>,
}

/// Edges of rows as who looks westward passes them.
struct Westward {
    /// By row, the edges by where they begin in the west.
    members: Vec<u32>,
    /// Where each begins.
    wests: Vec<f64>,
    /// How far east it or one before it in its row reaches.
    easts: Vec<f64>,
}

impl<'a> Rows<'a> {
    /// Rows for edges between positions.
    pub(crate) fn of(positions: &'a [Position], edges: &'a [[u32; 2]]) -> Self {
        Self::reaching(positions, edges, [0.0; 2])
    }

    /// Rows for edges between positions, an edge in every row within reach of it.
    pub(crate) fn reaching(positions: &'a [Position], edges: &'a [[u32; 2]], reach: [f64; 2]) -> Self {
        let extents: Vec<[f64; 4]> = positions.par_chunks(65_536).map(bounds).collect();
        let low = extents.iter().map(|extent| extent[1]).fold(f64::INFINITY, f64::min);
        let high = extents.iter().map(|extent| extent[3]).fold(f64::NEG_INFINITY, f64::max);
        let n_rows = (edges.len() as f64 / EDGES_PER_CELL).sqrt().ceil().clamp(1.0, MOST_ROWS);
        let height = if high > low { (high - low) / n_rows } else { 1.0 };
        let mut rows = Self {
            positions,
            edges,
            low,
            height,
            reach,
            starts: Vec::new(),
            members: Vec::new(),
            westward: OnceLock::new(),
        };
        let mut starts = vec![0_u32; rows.row(high + reach[1]) + 2];
        for edge in 0..edges.len() {
            for row in rows.rows_of(edge) {
                starts[row + 1] += 1;
            }
        }
        for row in 1..starts.len() {
            starts[row] += starts[row - 1];
        }
        let mut next = starts.clone();
        let mut members = vec![0; starts[starts.len() - 1] as usize];
        for edge in 0..edges.len() {
            for row in rows.rows_of(edge) {
                let place = next.get_mut(row).map(|place| {
                    *place += 1;
                    *place as usize - 1
                });
                if let Some(member) = place.and_then(|place| members.get_mut(place)) {
                    *member = position(edge);
                }
            }
        }
        (rows.starts, rows.members) = (starts, members);
        rows
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "rows are counted from the lowest point"
    )]
    fn row(&self, y: f64) -> usize {
        ((y - self.low) / self.height).max(0.0) as usize
    }

    fn rows_of(&self, edge: usize) -> Range<usize> {
        let [a, b] = self.edges[edge].map(|vertex| self.positions[vertex as usize][1]);
        let last = if self.starts.is_empty() { usize::MAX } else { self.starts.len() - 2 };
        self.row(a.min(b))..self.row(a.max(b) + self.reach[1]).min(last) + 1
    }

    /// All meetings of edges, sorted.
    pub(crate) fn meetings(&self) -> Vec<Meeting> {
        let rows: Vec<Vec<Meeting>> = (0..self.starts.len() - 1)
            .into_par_iter()
            .map_init(Vec::new, |spans, row| self.meetings_in(row, spans))
            .filter(|meetings| !meetings.is_empty())
            .collect();
        let mut meetings: Vec<Meeting> = rows.into_iter().flatten().collect();
        meetings.sort_unstable();
        meetings.dedup();
        meetings
    }

    fn meetings_in(&self, row: usize, spans: &mut Vec<Span>) -> Vec<Meeting> {
        let mut meetings = Vec::new();
        self.each_pair_in(row, spans, |first, second| self.meet(first, second, &mut meetings));
        meetings
    }

    /// All pairs of edges within reach of each other that `counts`, the smaller number first, sorted.
    pub(crate) fn near(&self, counts: impl Fn(usize, usize) -> bool + Sync) -> Vec<[u32; 2]> {
        let rows: Vec<Vec<[u32; 2]>> = (0..self.starts.len() - 1)
            .into_par_iter()
            .map_init(Vec::new, |spans, row| {
                let mut pairs = Vec::new();
                self.each_pair_in(row, spans, |first, second| {
                    if counts(first as usize, second as usize) {
                        pairs.push([first, second]);
                    }
                });
                pairs
            })
            .filter(|pairs| !pairs.is_empty())
            .collect();
        let mut pairs = rows.concat();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Calls `with` for every two edges of a row whose boxes are within reach of each other, the smaller number first.
    #[inline]
    fn each_pair_in(&self, row: usize, spans: &mut Vec<Span>, mut with: impl FnMut(u32, u32)) {
        let [reach_x, reach_y] = self.reach;
        let bottom = self.low + self.height * row as f64;
        let band = [bottom - self.height * 0.01 - reach_y, bottom + self.height * 1.01];
        spans.clear();
        let members = &self.members[self.starts[row] as usize..self.starts[row + 1] as usize];
        spans.extend(members.iter().map(|&edge| {
            let span = self.span(edge, band);
            Span { east: span.east + reach_x, north: span.north + reach_y, ..span }
        }));
        spans.sort_unstable_by(|a, b| a.west.total_cmp(&b.west).then(a.edge.cmp(&b.edge)));
        for (index, span) in spans.iter().enumerate() {
            for other in spans[index + 1..].iter().take_while(|other| other.west <= span.east) {
                if other.south <= span.north && span.south <= other.north {
                    with(span.edge.min(other.edge), span.edge.max(other.edge));
                }
            }
        }
    }

    /// The part of an edge in a band, a little enlarged.
    fn span(&self, edge: u32, [bottom, top]: [f64; 2]) -> Span {
        let [a, b] = self.ends(edge as usize);
        let (south, north) = (a[1].min(b[1]), a[1].max(b[1]));
        let (mut west, mut east) = (a[0].min(b[0]), a[0].max(b[0]));
        if south < bottom || north > top {
            let x_at = |y: f64| a[0] + (b[0] - a[0]) * ((y - a[1]) / (b[1] - a[1])).clamp(0.0, 1.0);
            let (low, high) = (x_at(south.max(bottom)), x_at(north.min(top)));
            (west, east) = (low.min(high).max(west), low.max(high).min(east));
        }
        Span { west, east, south, north, edge }
    }

    fn ends(&self, edge: usize) -> [Position; 2] {
        self.edges[edge].map(|vertex| self.positions[vertex as usize])
    }

    fn meet(&self, first: u32, second: u32, meetings: &mut Vec<Meeting>) {
        let ([a, b], [c, d]) = (self.edges[first as usize], self.edges[second as usize]);
        let at = |vertex: u32| self.positions[vertex as usize];
        let mut touches = |edge: u32, [from, to]: [u32; 2], other: u32, vertex: u32| {
            if lies_on(at(from), at(to), at(vertex)) {
                meetings.push(Meeting::Touch { edge, other, vertex });
            }
        };
        let shared = if a == c || a == d { Some(a) } else { Some(b).filter(|b| *b == c || *b == d) };
        if let Some(shared) = shared {
            let far = [if a == shared { b } else { a }, if c == shared { d } else { c }];
            if side(at(shared), at(far[0]), at(far[1])).is_eq() && same_direction(at(shared), at(far[0]), at(far[1])) {
                touches(first, [a, b], second, far[1]);
                touches(second, [c, d], first, far[0]);
            }
            return;
        }
        let (of_c, of_d) = (side(at(a), at(b), at(c)), side(at(a), at(b), at(d)));
        let (of_a, of_b) = (side(at(c), at(d), at(a)), side(at(c), at(d), at(b)));
        if (of_c == of_d && of_c.is_ne()) || (of_a == of_b && of_a.is_ne()) {
            return;
        }
        if [of_a, of_b, of_c, of_d].iter().all(|on_side| on_side.is_ne()) {
            meetings.push(Meeting::Crossing { edges: [first, second] });
            return;
        }
        for (edge, ends, other, vertex, on_side) in [
            (first, [a, b], second, c, of_c),
            (first, [a, b], second, d, of_d),
            (second, [c, d], first, a, of_a),
            (second, [c, d], first, b, of_b),
        ] {
            if on_side.is_eq() {
                touches(edge, ends, other, vertex);
            }
        }
    }

    /// The nearest edge to the west of a point, among those that `counts`.
    ///
    /// An edge counts at its lower end and not at its upper, as if the point lay a very little higher. Of edges that lie upon each other it
    /// is the one with the smallest number.
    pub(crate) fn next_west(&self, point: Position, counts: impl Fn(usize) -> bool) -> Option<usize> {
        let row = self.row(point[1]).min(self.starts.len() - 2);
        let row = self.starts[row] as usize..self.starts[row + 1] as usize;
        let Westward { members, wests, easts } = self.westward.get_or_init(|| self.westward());
        let mut nearest: Option<(f64, usize)> = None;
        // What begins further east than the point does not lie to the west of it.
        let begun = row.start + wests[row.clone()].partition_point(|west| *west <= point[0]);
        for at in (row.start..begun).rev() {
            // Nothing that begins here or further west reaches as far as what was found.
            if nearest.is_some_and(|(best, _)| easts[at] < best) {
                break;
            }
            let edge = members[at] as usize;
            let [low, high] = self.upwards(edge);
            if !(low[1] <= point[1] && point[1] < high[1] && counts(edge)) || side(low, high, point).is_ge() {
                continue;
            }
            let x = low[0] + (high[0] - low[0]) * ((point[1] - low[1]) / (high[1] - low[1]));
            let nearer = nearest.is_none_or(|(best, other)| match x.total_cmp(&best) {
                Ordering::Greater => true,
                Ordering::Less => false,
                Ordering::Equal => {
                    let [foot, top] = self.upwards(other);
                    // Edges that rise from one point: the easternmost.
                    side(foot, top, high).then(edge.cmp(&other)).is_lt()
                }
            });
            if nearer {
                nearest = Some((x, edge));
            }
        }
        nearest.map(|(_, edge)| edge)
    }

    /// The edges of each row by where they begin in the west.
    fn westward(&self) -> Westward {
        let ends = |edge: u32| {
            let [a, b] = self.ends(edge as usize);
            // The height between the ends of an edge is rounded.
            let (west, east) = (a[0].min(b[0]), a[0].max(b[0]));
            (west, east + (east - west).abs() * 1e-9 + east.abs() * 1e-15)
        };
        let mut members = self.members.clone();
        let mut rows: Vec<&mut [u32]> = Vec::with_capacity(self.starts.len());
        let mut rest = members.as_mut_slice();
        for row in self.starts.windows(2) {
            let (first, others) = rest.split_at_mut((row[1] - row[0]) as usize);
            rows.push(first);
            rest = others;
        }
        rows.into_par_iter().for_each(|row| row.sort_by(|a, b| ends(*a).0.total_cmp(&ends(*b).0)));
        let (wests, mut easts): (Vec<f64>, Vec<f64>) = members.iter().map(|edge| ends(*edge)).unzip();
        for row in self.starts.windows(2) {
            let mut most = f64::NEG_INFINITY;
            for east in &mut easts[row[0] as usize..row[1] as usize] {
                most = most.max(*east);
                *east = most;
            }
        }
        Westward { members, wests, easts }
    }

    /// The ends of an edge, the lower one first.
    fn upwards(&self, edge: usize) -> [Position; 2] {
        let [a, b] = self.ends(edge);
        if a[1] <= b[1] { [a, b] } else { [b, a] }
    }

    /// Whether an edge runs upwards from its first end.
    pub(crate) fn rises(&self, edge: usize) -> bool {
        let [a, b] = self.ends(edge);
        a[1] <= b[1]
    }
}

/// An edge's bounding box in a row.
struct Span {
    west: f64,
    east: f64,
    south: f64,
    north: f64,
    edge: u32,
}

/// Whether a point on the line of an edge lies between its ends. The ends themselves do not count.
fn lies_on(a: Position, b: Position, p: Position) -> bool {
    let between = |axis: usize| p[axis] >= a[axis].min(b[axis]) && p[axis] <= a[axis].max(b[axis]);
    !same_point(p, a) && !same_point(p, b) && between(0) && between(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meetings(positions: &[Position], edges: &[[u32; 2]]) -> Vec<Meeting> {
        Rows::of(positions, edges).meetings()
    }

    #[test]
    fn edges_that_cross_touch_and_cover_each_other_are_found() {
        let positions = [[0.0, 0.0], [4.0, 4.0], [0.0, 4.0], [4.0, 0.0], [2.0, 0.0], [8.0, 8.0]];
        assert_eq!(meetings(&positions, &[[0, 1], [2, 3]]), [Meeting::Crossing { edges: [0, 1] }]);
        assert_eq!(meetings(&positions, &[[0, 3], [2, 4]]), [Meeting::Touch { edge: 0, other: 1, vertex: 4 }]);
        assert_eq!(meetings(&positions, &[[0, 1], [0, 5]]), [Meeting::Touch { edge: 1, other: 0, vertex: 1 }]);
        assert_eq!(meetings(&positions, &[[0, 3], [3, 1], [1, 2], [2, 0]]), []);
    }

    /// Against all edges one by one.
    #[test]
    fn the_next_edge_to_the_west_is_the_same_however_it_is_looked_for() {
        let mut state = 7_u64;
        let mut number = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % below) as f64
        };
        let positions: Vec<Position> = (0..400).map(|_| [number(40), number(40)]).collect();
        let edges: Vec<[u32; 2]> = (0..399).map(|edge| [edge, (edge * 7 + 3) % 400]).collect();
        let rows = Rows::of(&positions, &edges);
        for point in (0..400).map(|_| [number(80) / 2.0, number(80) / 2.0]) {
            let mut expected: Option<(f64, usize)> = None;
            for edge in (0..edges.len()).filter(|edge| edge % 3 > 0) {
                let [low, high] = rows.upwards(edge);
                if !(low[1] <= point[1] && point[1] < high[1]) || side(low, high, point).is_ge() {
                    continue;
                }
                let x = low[0] + (high[0] - low[0]) * ((point[1] - low[1]) / (high[1] - low[1]));
                let nearer = expected.is_none_or(|(best, other)| {
                    let [foot, top] = rows.upwards(other);
                    x > best || (x.to_bits() == best.to_bits() && side(foot, top, high).is_lt())
                });
                if nearer {
                    expected = Some((x, edge));
                }
            }
            assert_eq!(rows.next_west(point, |edge| edge % 3 > 0), expected.map(|(_, edge)| edge), "{point:?}");
        }
    }

    #[test]
    fn the_next_edge_to_the_west_is_found() {
        let positions = [[0.0, 0.0], [0.0, 4.0], [2.0, 0.0], [3.0, 4.0], [2.0, -1.0]];
        let edges = [[0, 1], [2, 3], [2, 4]];
        let rows = Rows::of(&positions, &edges);
        assert_eq!(rows.next_west([5.0, 1.0], |_| true), Some(1));
        assert_eq!(rows.next_west([5.0, 1.0], |edge| edge != 1), Some(0));
        assert_eq!(rows.next_west([1.0, 1.0], |_| true), Some(0));
        assert_eq!(rows.next_west([-1.0, 1.0], |_| true), None);
    }
}
