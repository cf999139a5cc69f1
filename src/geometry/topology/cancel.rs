//! Edges that wait for their opposite: of two that run to and fro inside a group nothing is left.

use crate::geometry::plane::vertex::NONE;
use crate::model::shape::outline::Position;

/// An edge that has not met its opposite.
#[derive(Clone, Copy)]
struct Slot {
    /// The mixed cells of its ends, the same both ways.
    mixed: u64,
    /// Its number, [`NONE`] where the place is free.
    edge: u32,
    /// Its group, doubled, and 1 when it runs from the larger cell to the smaller.
    label: u32,
}

const FREE: Slot = Slot { mixed: 0, edge: NONE, label: 0 };

/// A hash table with open addressing, from which an edge is taken out when its opposite comes. Neighbours follow each other closely in
/// most files, so few edges wait at any time and the table stays in a core's cache.
pub(crate) struct Waiting {
    slots: Vec<Slot>,
    count: usize,
}

impl Waiting {
    /// No edges, and room for some.
    pub(crate) fn with_room_for(edges: usize) -> Self {
        Self { slots: vec![FREE; (2 * edges).next_power_of_two().max(8)], count: 0 }
    }

    /// The edge from one cell to another as one number, the same both ways.
    #[inline]
    pub(crate) fn mixed([from, to]: [u64; 2]) -> u64 {
        mix(from.min(to), from.max(to))
    }

    /// An edge of a group that lies on its left, from one cell to another, with what [`Waiting::mixed`] makes of it: it waits, or takes its
    /// opposite of the same group, with the same ends to the last bit, with it. An edge that the group passes twice waits twice.
    #[inline]
    pub(crate) fn pass(
        &mut self,
        ([from, to], mixed): ([u64; 2], u64),
        group: u32,
        edge: u32,
        ends_of: impl Fn(u32) -> [Position; 2],
    ) {
        let label = 2 * group + u32::from(from > to);
        let mask = self.slots.len() - 1;
        let mut place = self.home(mixed);
        loop {
            let slot = self.slots[place];
            if slot.edge == NONE {
                break;
            }
            if slot.mixed == mixed && slot.label == label ^ 1 {
                let ([a, b], [c, d]) = (ends_of(slot.edge), ends_of(edge));
                if same_bits(a, d) && same_bits(b, c) {
                    self.take_out(place);
                    return;
                }
            }
            place = (place + 1) & mask;
        }
        self.slots[place] = Slot { mixed, edge, label };
        self.count += 1;
        if 2 * self.count > self.slots.len() {
            self.grow();
        }
    }

    /// The edges that still wait, each with its group, in no order that means anything.
    pub(crate) fn left(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.slots.iter().filter(|slot| slot.edge != NONE).map(|slot| (slot.edge, slot.label / 2))
    }

    /// The place where an edge belongs when it is free.
    #[inline]
    fn home(&self, mixed: u64) -> usize {
        usize::try_from(mixed >> 32).unwrap_or(0) & (self.slots.len() - 1)
    }

    /// Frees a place and moves the edges behind it back, so that a search still finds them before a free place.
    ///
    /// # Source
    /// Knuth (1998), *The Art of Computer Programming*, volume 3, section 6.4, algorithm R.
    #[inline]
    fn take_out(&mut self, mut place: usize) {
        let mask = self.slots.len() - 1;
        let mut next = (place + 1) & mask;
        while self.slots[next].edge != NONE {
            let home = self.home(self.slots[next].mixed);
            if next.wrapping_sub(home) & mask >= next.wrapping_sub(place) & mask {
                self.slots[place] = self.slots[next];
                place = next;
            }
            next = (next + 1) & mask;
        }
        self.slots[place] = FREE;
        self.count -= 1;
    }

    fn grow(&mut self) {
        let larger = vec![FREE; 2 * self.slots.len()];
        let mask = larger.len() - 1;
        for slot in std::mem::replace(&mut self.slots, larger).into_iter().filter(|slot| slot.edge != NONE) {
            let mut place = self.home(slot.mixed);
            while self.slots[place].edge != NONE {
                place = (place + 1) & mask;
            }
            self.slots[place] = slot;
        }
    }
}

/// Two numbers as one.
///
/// # Source
/// Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators: the multipliers.
#[inline]
fn mix(low: u64, high: u64) -> u64 {
    let mixed = low.wrapping_mul(0xBF58_476D_1CE4_E5B9) ^ high.rotate_left(31).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Whether two points are the same to the last bit.
#[inline]
pub(crate) fn same_bits(a: Position, b: Position) -> bool {
    a.map(f64::to_bits) == b.map(f64::to_bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyed(cells: [u64; 2]) -> ([u64; 2], u64) {
        (cells, Waiting::mixed(cells))
    }

    /// The edges left of some `(from, to, group)`, sorted.
    fn left(edges: &[(u64, u64, u32)]) -> Vec<(u32, u32)> {
        let mut waiting = Waiting::with_room_for(0);
        let ends = |edge: u32| [edges[edge as usize].0, edges[edge as usize].1].map(|cell| [cell as f64, 0.0]);
        for (number, &(from, to, group)) in (0..).zip(edges) {
            waiting.pass(keyed([from, to]), group, number, ends);
        }
        let mut left: Vec<(u32, u32)> = waiting.left().collect();
        left.sort_unstable();
        left
    }

    #[test]
    fn only_opposites_of_one_group_cancel() {
        assert_eq!(left(&[(1, 2, 0), (2, 1, 0), (2, 3, 0), (3, 2, 1)]), [(2, 0), (3, 1)]);
        assert_eq!(left(&[(1, 2, 0), (1, 2, 1)]), [(0, 0), (1, 1)]);
        assert_eq!(left(&[(1, 2, 0), (1, 2, 0)]), [(0, 0), (1, 0)]);
        assert_eq!(left(&[(1, 2, 0), (1, 2, 0), (2, 1, 0)]).len(), 1);
    }

    #[test]
    fn nothing_is_left_of_many_edges_that_all_meet_their_opposite() {
        let there = (0..20_000).map(|cell| (cell, cell * 7 + 1, 3));
        let back = there.clone().map(|(from, to, group)| (to, from, group)).rev();
        let mut edges: Vec<_> = there.chain(back).collect();
        assert_eq!(left(&edges), []);
        edges.push((5, 6, 3));
        assert_eq!(left(&edges), [(40_000, 3)]);
    }

    #[test]
    fn ends_that_differ_within_a_cell_do_not_cancel() {
        let mut waiting = Waiting::with_room_for(0);
        let ends = |edge: u32| if edge == 0 { [[0.0, 0.0], [1.0, 0.0]] } else { [[1.0 + 1e-12, 0.0], [0.0, 0.0]] };
        waiting.pass(keyed([1, 2]), 0, 0, ends);
        waiting.pass(keyed([2, 1]), 0, 1, ends);
        assert_eq!(waiting.left().count(), 2);
    }
}
