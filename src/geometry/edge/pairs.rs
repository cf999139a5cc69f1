//! The edges of closed rings in pairs: of every edge the one that another ring passes between the same two points.
//!
//! Points are the same when they are to the last bit. Where two rings share a border, an edge that is looked up in a table finds its
//! pair, and the edges behind it follow in both rings without a table. Neighbours stand near each other in most files, so rings are paired in
//! parts, on any number of threads; what is left of all parts is paired at last.

use std::ops::Range;

use rayon::prelude::*;

use crate::geometry::edge::runs::{both, scattered};
use crate::geometry::plane::position::position;
use crate::geometry::plane::vertex::NONE;
use crate::geometry::topology::cancel::same_bits;
use crate::model::shape::outline::Position;

/// Rings that are paired among themselves first.
const RINGS_AT_ONCE: usize = 4_096;
/// The pair of a ring's last point, from which no edge starts.
const END: u32 = NONE - 1;

/// Closed rings, one behind the other. An edge has the number of the point that it starts from.
#[derive(Clone, Copy)]
pub(crate) struct Closed<'a> {
    /// The points of all rings.
    pub(crate) points: &'a [Position],
    /// Where each ring starts among the points; its last point is its first again.
    pub(crate) starts: &'a [u32],
}

/// An edge passed more than twice, or one that has no length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotPaired;

impl Closed<'_> {
    /// How many rings there are.
    pub(crate) fn len(self) -> usize {
        self.starts.len() - 1
    }

    /// The edges of a ring.
    pub(crate) fn edges(self, ring: usize) -> Range<usize> {
        self.starts[ring] as usize..self.starts[ring + 1] as usize - 1
    }

    /// The ring of an edge.
    pub(crate) fn ring_of(self, edge: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= edge) - 1
    }

    /// Whether two edges between the same points run the same way.
    pub(crate) fn same_way(self, edge: usize, other: usize) -> bool {
        same_bits(self.points[edge], self.points[other])
    }

    /// The edge behind another one in its ring, or the one before it.
    pub(crate) fn beside(self, edge: usize, forwards: bool) -> usize {
        let edges = self.edges(self.ring_of(edge));
        match forwards {
            true if edge + 1 == edges.end => edges.start,
            true => edge + 1,
            false if edge == edges.start => edges.end - 1,
            false => edge - 1,
        }
    }

    /// The pair of each edge, [`NONE`] for those that one ring alone passes and for the last points of rings.
    ///
    /// # Errors
    /// Edges that cannot be paired.
    pub(crate) fn pairs(self) -> Result<Vec<u32>, NotPaired> {
        let parts: Vec<usize> = (0..self.len()).step_by(RINGS_AT_ONCE).collect();
        let of_part = |&first: &usize| self.pairs_among(first..(first + RINGS_AT_ONCE).min(self.len()));
        let parts: Vec<(Vec<u32>, Vec<u32>)> = parts.par_iter().map(of_part).collect::<Result<_, _>>()?;
        let mut pairs = Vec::with_capacity(self.points.len());
        let mut left = Vec::with_capacity(parts.iter().map(|(_, left)| left.len()).sum());
        for (of_part, left_of_part) in parts {
            pairs.extend(of_part);
            left.extend(left_of_part);
        }
        let mut table = Table::with_room_for(left.len());
        for edge in left {
            if let Some(other) = table.find_or_keep(self, edge)? {
                (pairs[edge as usize], pairs[other as usize]) = (other, edge);
            }
        }
        Ok(pairs)
    }

    /// The pairs of the edges of some rings among themselves, and the edges that have none.
    fn pairs_among(self, rings: Range<usize>) -> Result<(Vec<u32>, Vec<u32>), NotPaired> {
        let first = self.starts[rings.start] as usize;
        let n_points = self.starts[rings.end] as usize - first;
        let mut pairs = vec![NONE; n_points];
        for &end in &self.starts[rings.start + 1..=rings.end] {
            pairs[end as usize - 1 - first] = END;
        }
        let mut table = Table::with_room_for(n_points);
        for ring in rings.clone() {
            // The pair of the edge before, and the way that its ring runs.
            let mut run: Option<(usize, bool)> = None;
            for edge in self.edges(ring) {
                let follows = run.and_then(|(pair, same_way)| {
                    let next = if same_way { pair + 1 } else { pair.checked_sub(1)? };
                    let is_pair = pairs.get(next.checked_sub(first)?) == Some(&NONE)
                        && next < edge
                        && same_bits(self.points[edge + 1], self.points[next + usize::from(same_way)])
                        && same_bits(self.points[edge], self.points[next + usize::from(!same_way)]);
                    is_pair.then_some((next, same_way))
                });
                run = match follows {
                    Some(run) => Some(run),
                    None => table.find_or_keep(self, position(edge))?.map(|pair| {
                        let pair = pair as usize;
                        (pair, self.same_way(edge, pair))
                    }),
                };
                if let Some((pair, _)) = run {
                    let is_first = std::mem::replace(&mut pairs[pair - first], position(edge)) == NONE;
                    pairs[edge - first] = position(pair);
                    if !is_first {
                        return Err(NotPaired);
                    }
                }
            }
        }
        let edges = rings.clone().flat_map(|ring| self.edges(ring));
        let left = edges.filter(|edge| pairs[edge - first] == NONE).map(position).collect();
        for &end in &self.starts[rings.start + 1..=rings.end] {
            pairs[end as usize - 1 - first] = NONE;
        }
        Ok((pairs, left))
    }
}

/// A hash table of edges by their two points, with open addressing.
struct Table {
    /// A part of the number that is made of an edge's points, and the edge.
    slots: Vec<(u32, u32)>,
}

impl Table {
    fn with_room_for(edges: usize) -> Self {
        Self { slots: vec![(0, NONE); (2 * edges).next_power_of_two().max(8)] }
    }

    /// The edge between the same points as another, or none, and then the edge is kept to be found.
    fn find_or_keep(&mut self, rings: Closed<'_>, edge: u32) -> Result<Option<u32>, NotPaired> {
        let ends = |edge: u32| [rings.points[edge as usize], rings.points[edge as usize + 1]];
        let [a, b] = ends(edge);
        if same_bits(a, b) {
            return Err(NotPaired);
        }
        let number = both(scattered(a), scattered(b));
        let mask = self.slots.len() - 1;
        let tag = u32::try_from(number & 0xFFFF_FFFF).unwrap_or(0);
        let mut place = usize::try_from(number >> 32).unwrap_or(0) & mask;
        // Half of all places are free.
        loop {
            let (other_tag, other) = self.slots[place];
            if other == NONE {
                self.slots[place] = (tag, edge);
                return Ok(None);
            }
            if other_tag == tag {
                let [c, d] = ends(other);
                if same_bits(a, c) && same_bits(b, d) || same_bits(a, d) && same_bits(b, c) {
                    return Ok(Some(other));
                }
            }
            place = (place + 1) & mask;
        }
    }
}
