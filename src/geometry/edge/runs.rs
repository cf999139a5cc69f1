//! Edges of groups that cancel in runs: where two rings share a border, one of its edges that is found finds the others.
//!
//! An edge and its opposite have the same points to the last bit, so a number made of their bits tells which edges might be opposite. Only
//! one edge in [`ONE_IN`] by that number is looked up in a table; from a pair that is found both rings are followed, which takes no table.
//! A short border of which no edge is looked up stays, for another way to cancel.

use std::ops::Range;

use crate::geometry::plane::position::position;
use crate::geometry::plane::vertex::NONE;
use crate::geometry::topology::cancel::same_bits;
use crate::model::shape::outline::Position;

/// Of so many edges one is looked up; a power of two.
const ONE_IN: u64 = 4;

/// What became of the edge from a point to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// There is none, or it has met its opposite.
    Gone,
    /// It waits, with its group on the left.
    Waits,
    /// It waits, with its group on the right.
    WaitsTurned,
}

impl State {
    fn waiting(turned: bool) -> Self {
        if turned { Self::WaitsTurned } else { Self::Waits }
    }
}

/// An edge that was looked up.
#[derive(Clone, Copy, Debug)]
struct Slot {
    /// A part of its number.
    tag: u32,
    /// The point that it starts from, [`NONE`] where the place is free.
    edge: u32,
    group: u32,
}

const FREE: Slot = Slot { tag: 0, edge: NONE, group: 0 };

/// The edges of some rings, whose points stand one behind the other.
pub(crate) struct Runs<'a> {
    points: &'a [Position],
    states: Vec<State>,
    slots: Vec<Slot>,
    count: usize,
}

/// A border that two rings share, by an edge of the one that is passed and its opposite in the other.
#[derive(Clone, Copy)]
struct Run {
    opposite: usize,
    /// Whether the other ring has the points of the border in the same order.
    same_order: bool,
}

impl Run {
    /// The other ring's edge beside the opposite: the next when the ring that is passed is followed forwards.
    fn beside(self, forwards: bool) -> Option<Self> {
        let opposite = if self.same_order == forwards { self.opposite + 1 } else { self.opposite.checked_sub(1)? };
        Some(Self { opposite, ..self })
    }
}

impl<'a> Runs<'a> {
    /// No edges yet between these points.
    pub(crate) fn of(points: &'a [Position]) -> Self {
        let room = (points.len() / 4).next_power_of_two().max(8);
        Self { points, states: vec![State::Gone; points.len()], slots: vec![FREE; room], count: 0 }
    }

    /// The edges of a ring that start from some points, in order, each running to the next point; their group lies on the left, or on the
    /// right where the ring is `turned`. An edge that its group passes twice in the same direction waits twice.
    pub(crate) fn pass(&mut self, edges: impl Iterator<Item = usize>, turned: bool, group: u32) {
        let mut run: Option<Run> = None;
        // The end of the edge before as a number.
        let mut known = (usize::MAX, 0);
        for edge in edges {
            run = run.and_then(|run| run.beside(true)).filter(|run| self.are_opposite(edge, turned, *run));
            if let Some(run) = run {
                self.states[run.opposite] = State::Gone;
                continue;
            }
            self.states[edge] = State::waiting(turned);
            let from = if known.0 == edge { known.1 } else { scattered(self.points[edge]) };
            let to = scattered(self.points[edge + 1]);
            known = (edge + 1, to);
            let number = both(from, to);
            if number >> (u64::BITS - ONE_IN.trailing_zeros()) == 0 {
                run = self.look_up(number, edge, turned, group);
                if let Some(run) = run {
                    self.follow_back(edge, turned, run);
                }
            }
        }
    }

    /// Finds the opposite of an edge, or leaves the edge to be found by it.
    fn look_up(&mut self, number: u64, edge: usize, turned: bool, group: u32) -> Option<Run> {
        let mask = self.slots.len() - 1;
        let mut place = home(number, mask);
        let tag = u32::try_from(number & 0xFFFF_FFFF).unwrap_or(0);
        let [a, b] = self.ends(edge);
        loop {
            let slot = self.slots[place];
            if slot.edge == NONE {
                break;
            }
            if slot.tag == tag && slot.group == group {
                let opposite = slot.edge as usize;
                let [c, d] = self.ends(opposite);
                let same_order = same_bits(a, c) && same_bits(b, d);
                if same_order || same_bits(a, d) && same_bits(b, c) {
                    if self.states[opposite] == State::Gone {
                        break;
                    }
                    if self.states[opposite] == State::waiting(turned != same_order) {
                        self.states[opposite] = State::Gone;
                        self.states[edge] = State::Gone;
                        return Some(Run { opposite, same_order });
                    }
                }
            }
            place = (place + 1) & mask;
        }
        self.count += usize::from(self.slots[place].edge == NONE);
        self.slots[place] = Slot { tag, edge: position(edge), group };
        if 2 * self.count > self.slots.len() {
            self.grow();
        }
        None
    }

    /// The edges before one that has found its opposite.
    fn follow_back(&mut self, edge: usize, turned: bool, run: Run) {
        let mut edge = edge;
        let mut run = run;
        loop {
            let (Some(before), Some(beside)) = (edge.checked_sub(1), run.beside(false)) else { return };
            if self.states[before] != State::waiting(turned) || !self.are_opposite(before, turned, beside) {
                return;
            }
            self.states[before] = State::Gone;
            self.states[beside.opposite] = State::Gone;
            (edge, run) = (before, beside);
        }
    }

    /// Whether an edge and that of a run, which is of the same group, are opposite, and the other one waits.
    fn are_opposite(&self, edge: usize, turned: bool, Run { opposite, same_order }: Run) -> bool {
        let [a, b] = self.ends(edge);
        self.states.get(opposite) == Some(&State::waiting(turned != same_order)) && {
            let [c, d] = self.ends(opposite);
            if same_order { same_bits(a, c) && same_bits(b, d) } else { same_bits(a, d) && same_bits(b, c) }
        }
    }

    fn ends(&self, edge: usize) -> [Position; 2] {
        [self.points[edge], self.points[edge + 1]]
    }

    /// How many edges still wait.
    pub(crate) fn n_left(&self) -> usize {
        self.states.iter().filter(|state| **state != State::Gone).count()
    }

    /// The edges of some points that still wait, by the point that each starts from, and whether their group lies on the right.
    pub(crate) fn left(&self, of: Range<usize>) -> impl Iterator<Item = (usize, bool)> + '_ {
        let start = of.start;
        self.states[of].iter().enumerate().filter_map(move |(number, state)| match state {
            State::Gone => None,
            State::Waits => Some((start + number, false)),
            State::WaitsTurned => Some((start + number, true)),
        })
    }

    fn grow(&mut self) {
        let larger = vec![FREE; 2 * self.slots.len()];
        let mask = larger.len() - 1;
        self.count = 0;
        for slot in std::mem::replace(&mut self.slots, larger) {
            if slot.edge != NONE && self.states[slot.edge as usize] != State::Gone {
                let [a, b] = self.ends(slot.edge as usize);
                let mut place = home(both(scattered(a), scattered(b)), mask);
                while self.slots[place].edge != NONE {
                    place = (place + 1) & mask;
                }
                self.slots[place] = slot;
                self.count += 1;
            }
        }
    }
}

/// The bits of a point as one number.
///
/// # Source
/// Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators: the multipliers.
#[inline]
pub(crate) fn scattered([x, y]: Position) -> u64 {
    let mixed = x.to_bits().wrapping_mul(0xBF58_476D_1CE4_E5B9)
        ^ y.to_bits().rotate_left(32).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 32)
}

/// An edge as one number, the same both ways.
#[inline]
pub(crate) fn both(from: u64, to: u64) -> u64 {
    let sum = from.wrapping_add(to);
    (sum ^ (sum >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The place where an edge belongs when it is free.
#[inline]
fn home(number: u64, mask: usize) -> usize {
    usize::try_from(number >> 24).unwrap_or(0) & mask
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The directed edges that are left of closed rings, each with its group and whether it is turned; sorted.
    fn left(rings: &[(&[u32], bool, u32)]) -> Vec<(u32, u32, u32)> {
        let corners: Vec<u32> = rings.iter().flat_map(|(ring, ..)| *ring).copied().collect();
        let points: Vec<Position> = corners.iter().map(|&corner| [f64::from(corner), 0.5]).collect();
        let mut runs = Runs::of(&points);
        let mut start = 0;
        let mut passed = Vec::new();
        for &(ring, turned, group) in rings {
            let range = start..start + ring.len();
            runs.pass(range.start..range.end - 1, turned, group);
            start = range.end;
            passed.push((range, group));
        }
        // What was looked up by chance has to make no difference: the others cancel in a table.
        let mut left: Vec<(u32, u32, u32)> = Vec::new();
        for (range, group) in passed {
            for (edge, turned) in runs.left(range) {
                let [a, b] = [corners[edge], corners[edge + 1]];
                let (from, to) = if turned { (b, a) } else { (a, b) };
                match left.iter().position(|other| *other == (to, from, group)) {
                    Some(opposite) => drop(left.remove(opposite)),
                    None => left.push((from, to, group)),
                }
            }
        }
        left.sort_unstable();
        left
    }

    #[test]
    fn borders_inside_a_group_go() {
        let west = [0, 1, 2, 3, 4, 5, 0];
        let east = [4, 3, 2, 1, 9, 8, 4];
        let outside = vec![(0, 1, 0), (1, 9, 0), (4, 5, 0), (5, 0, 0), (8, 4, 0), (9, 8, 0)];
        assert_eq!(left(&[(&west, false, 0), (&east, false, 0)]), outside);
        // The same where one ring runs the other way and is turned.
        let turned: Vec<u32> = east.iter().rev().copied().collect();
        assert_eq!(left(&[(&west, false, 0), (&turned, true, 0)]), outside);
        assert_eq!(left(&[(&west, false, 0), (&east, false, 1)]).len(), 12);
    }

    #[test]
    fn a_border_that_runs_over_the_start_of_a_ring_goes_as_well() {
        let west = [2, 3, 4, 5, 0, 1, 2];
        let east = [3, 2, 1, 9, 8, 4, 3];
        assert_eq!(left(&[(&west, false, 7), (&east, false, 7)]).len(), 6);
    }

    #[test]
    fn a_ring_that_its_group_passes_twice_is_left_twice() {
        let ring: Vec<u32> = (0..40).chain([0]).collect();
        assert_eq!(left(&[(&ring, false, 0), (&ring, false, 0)]).len(), 80);
        assert_eq!(left(&[(&ring, false, 0), (&ring, true, 0)]), [], "a hole and what fills it");
    }

    #[test]
    fn of_many_rings_side_by_side_the_outline_is_left() {
        // Strips of a band, each with its own corners along both sides and twelve edges across.
        let across = |strip: u32| (0..13).map(move |step| 1_000 * strip + step);
        let strips: Vec<Vec<u32>> = (0..300)
            .map(|strip| {
                let there = across(strip + 1);
                let back: Vec<u32> = across(strip).collect();
                let ring: Vec<u32> = there.chain(back.into_iter().rev()).collect();
                ring.iter().copied().chain([ring[0]]).collect()
            })
            .collect();
        let rings: Vec<(&[u32], bool, u32)> = strips.iter().map(|ring| (ring.as_slice(), false, 3)).collect();
        assert_eq!(left(&rings).len(), 2 * 300 + 2 * 12);
    }
}
