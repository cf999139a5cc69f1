//! A topology from polygons whose borders agree to the last bit, without numbering their points and searching all of them for meetings.
//!
//! # Why that is right
//! Dissolved into one group, shapes that fit together leave their common coast and nothing unusual: see
//! [`direct`](crate::geometry::build::direct). Where every edge that is not of this coast has a pair to the last bit, an arc is what two rings
//! pass together from one end to the other. It ends where a ring changes its neighbour, for there a third line leaves; where the coast
//! touches itself; and where a hole touches another ring of its shape. Everywhere else the two sides of an arc are all there is around a point.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::geometry::build::sound::{Bits, Paired, bits, plain_rings, touches};
use crate::geometry::edge::pairs::Closed;
use crate::geometry::plane::position::position;
use crate::geometry::plane::vertex::NONE;
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::assemble::{Rings, forward};
use crate::model::shape::outline::{PolygonOutlines, Position};

/// Rings that one task takes.
const RINGS_AT_ONCE: usize = 4_096;

/// The topology of shapes that are sound and whose borders agree to the last bit; `None` where that is not so, and where a shape has an edge
/// on both sides.
pub fn exact_topology(outlines: &PolygonOutlines) -> Option<Topology> {
    let counter_clockwise = plain_rings(outlines)?;
    let rings = Closed { points: &outlines.points, starts: &outlines.ring_starts };
    let pairs = rings.pairs().ok()?;
    // A shape lies on the left of an exterior that runs counter-clockwise, and of a hole that does not.
    let mut turned: Vec<bool> = counter_clockwise.iter().map(|counter_clockwise| !counter_clockwise).collect();
    for polygon in outlines.polygon_starts.windows(2) {
        let holes = polygon[0] as usize + 1..polygon[1] as usize;
        turned[holes.clone()].copy_from_slice(&counter_clockwise[holes]);
    }
    let shape_of_ring = shapes_of_rings(outlines);
    let paired = Paired { outlines, rings, pairs: &pairs, shape_of_ring: &shape_of_ring, turned: &turned };
    let touches: FxHashSet<Bits> = touches(&paired.sound_coast()?).map(bits).collect();
    Exact { outlines, rings, pairs, nodes: Vec::new(), shape_of_ring, turned }.with_nodes(&touches).topology()
}

/// The shape of each ring.
fn shapes_of_rings(outlines: &PolygonOutlines) -> Vec<u32> {
    let mut shape_of_ring = Vec::with_capacity(outlines.n_rings());
    for shape in 0..outlines.n_shapes() {
        let rings = outlines.polygons_of(shape).flat_map(|polygon| outlines.rings_of(polygon));
        shape_of_ring.extend(rings.map(|_| position(shape)));
    }
    shape_of_ring
}

/// Rings whose edges are paired.
struct Exact<'a> {
    outlines: &'a PolygonOutlines,
    rings: Closed<'a>,
    /// The pair of each edge.
    pairs: Vec<u32>,
    /// Whether an arc ends where each edge starts.
    nodes: Vec<bool>,
    shape_of_ring: Vec<u32>,
    /// Whether each ring has its shape on the right.
    turned: Vec<bool>,
}

/// The arcs that some rings have first.
#[derive(Default)]
struct Arcs {
    /// How many points each arc has.
    lengths: Vec<u32>,
    /// The first edge of each arc.
    edges: Vec<u32>,
    /// The ring that has each arc first.
    rings: Vec<u32>,
    sides: Vec<[u32; 2]>,
}

impl Exact<'_> {
    fn tasks(&self) -> impl IndexedParallelIterator<Item = Range<usize>> + use<> {
        let n = self.rings.len();
        (0..n.div_ceil(RINGS_AT_ONCE)).into_par_iter().map(move |task| {
            let first = task * RINGS_AT_ONCE;
            first..(first + RINGS_AT_ONCE).min(n)
        })
    }

    /// Finds where arcs end.
    fn with_nodes(mut self, touches: &FxHashSet<Bits>) -> Self {
        let nodes: Vec<Vec<bool>> = self
            .tasks()
            .map(|rings| {
                let first = self.rings.starts[rings.start] as usize;
                let mut nodes = vec![false; self.rings.starts[rings.end] as usize - first];
                for ring in rings {
                    let edges = self.rings.edges(ring);
                    let mut before = edges.end - 1;
                    for edge in edges {
                        nodes[edge - first] = self.is_node(before, edge, touches);
                        before = edge;
                    }
                }
                nodes
            })
            .collect();
        self.nodes = nodes.concat();
        // A hole that touches its exterior or another hole, and what lies on the other side of either.
        for edge in self.touches_in_shapes() {
            self.nodes[edge] = true;
            let before = self.rings.beside(edge, false);
            for (edge, starts) in [(edge, true), (before, false)] {
                let pair = self.pairs[edge];
                if pair != NONE {
                    let pair = pair as usize;
                    let there = starts == self.rings.same_way(edge, pair);
                    let node = if there { pair } else { self.rings.beside(pair, true) };
                    self.nodes[node] = true;
                }
            }
        }
        self
    }

    /// Whether an arc ends between an edge and the one behind it.
    fn is_node(&self, before: usize, edge: usize, touches: &FxHashSet<Bits>) -> bool {
        let [one, other] = [before, edge].map(|edge| self.pairs[edge]);
        match (one, other) {
            (NONE, NONE) => !touches.is_empty() && touches.contains(&bits(self.rings.points[edge])),
            (NONE, _) | (_, NONE) => true,
            (one, other) => {
                // The pairs of two edges that meet in a point meet there as well, one behind the other in their ring or in different rings.
                let (one, other) = (one as usize, other as usize);
                let follows = one + 1 == other || other + 1 == one;
                !follows && [true, false].iter().all(|&way| self.rings.beside(one, way) != other)
            }
        }
    }

    /// Points of shapes that two of their rings pass, as the edges that start from them.
    fn touches_in_shapes(&self) -> Vec<usize> {
        let shapes = (0..self.outlines.n_shapes()).into_par_iter().with_min_len(RINGS_AT_ONCE);
        let of_shape = |shape: usize| {
            let polygons = self.outlines.polygons_of(shape);
            let starts = &self.outlines.polygon_starts;
            let rings = starts[polygons.start] as usize..starts[polygons.end] as usize;
            let mut points: Vec<(Bits, usize)> = Vec::new();
            if rings.len() > 1 {
                points.extend(
                    rings.flat_map(|ring| self.rings.edges(ring)).map(|edge| (bits(self.rings.points[edge]), edge)),
                );
                points.sort_unstable();
            }
            let same = points.chunk_by(|(a, _), (b, _)| a == b).filter(|same| same.len() > 1);
            same.flatten().map(|(_, edge)| *edge).collect::<Vec<_>>()
        };
        shapes.flat_map_iter(of_shape).collect()
    }

    /// The arcs of a ring: the first edge of each and how many edges it has.
    fn arcs_of(&self, ring: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let edges = self.rings.edges(ring);
        let n = edges.len();
        let start = edges.start;
        let mut ends = edges.filter(|&edge| self.nodes[edge]);
        let first = ends.next();
        let mut from = first.unwrap_or(start);
        let mut rest = ends.chain(std::iter::once(first.unwrap_or(start) + n));
        std::iter::from_fn(move || {
            let to = rest.next()?;
            let arc = (from, to - from);
            from = to;
            Some(arc)
        })
    }

    /// The pair of an edge where it is of a ring that has the arc first.
    fn first_of(&self, edge: usize) -> Option<usize> {
        Some(self.pairs[edge]).filter(|&pair| pair != NONE && (pair as usize) < edge).map(|pair| pair as usize)
    }

    fn topology(self) -> Option<Topology> {
        let parts: Vec<Arcs> = self.tasks().map(|rings| self.arcs_in(rings)).collect();
        let (mut arc_starts, mut sides) = (vec![0], Vec::new());
        let mut firsts = Ranked::with_room_for(self.rings.points.len());
        for part in &parts {
            part.edges.iter().for_each(|&edge| firsts.mark(edge as usize));
            for &length in &part.lengths {
                arc_starts.push(arc_starts[arc_starts.len() - 1] + length);
            }
            sides.extend_from_slice(&part.sides);
        }
        if sides.iter().any(|[left, right]| left == right) {
            return None;
        }
        let firsts = firsts.counted();
        let points = self.points_of(&parts);
        drop(parts);
        let (rings, (ends, n_nodes)) = rayon::join(|| self.rings_of_arcs(&firsts), || nodes_of(&points, &arc_starts));
        let reference = self.outlines.reference.clone();
        Some(Topology::from_parts(reference, (points, arc_starts), (ends, n_nodes), sides, rings))
    }

    /// The arcs that some rings have first.
    fn arcs_in(&self, rings: Range<usize>) -> Arcs {
        let mut arcs = Arcs::default();
        for ring in rings {
            let shape = self.shape_of_ring[ring];
            for (first, n_edges) in self.arcs_of(ring) {
                if self.first_of(first).is_some() {
                    continue;
                }
                let pair = self.pairs[first];
                let other = if pair == NONE { NONE } else { self.shape_of_ring[self.rings.ring_of(pair as usize)] };
                arcs.sides.push(if self.turned[ring] { [other, shape] } else { [shape, other] });
                arcs.edges.push(position(first));
                arcs.rings.push(position(ring));
                arcs.lengths.push(position(n_edges + 1));
            }
        }
        arcs
    }

    /// The points of all arcs, each put where it stays.
    fn points_of(&self, parts: &[Arcs]) -> Vec<Position> {
        let lengths = |part: &Arcs| part.lengths.iter().map(|&length| length as usize).sum::<usize>();
        let mut points = vec![[0.0; 2]; parts.iter().map(lengths).sum()];
        let (mut rest, mut places) = (points.as_mut_slice(), Vec::with_capacity(parts.len()));
        for part in parts {
            let (here, behind) = rest.split_at_mut(lengths(part));
            places.push((part, here));
            rest = behind;
        }
        places.into_par_iter().for_each(|(part, mut rest)| {
            for ((&first, &length), &ring) in part.edges.iter().zip(&part.lengths).zip(&part.rings) {
                let (arc, behind) = rest.split_at_mut(length as usize);
                rest = behind;
                let ring = self.rings.edges(ring as usize);
                let (start, end) = (first as usize, first as usize + length as usize - 1);
                // The last point of a ring is its first once more.
                let (ahead, again) = arc.split_at_mut(end.min(ring.end) + 1 - start);
                ahead.copy_from_slice(&self.rings.points[start..=end.min(ring.end)]);
                let from = ring.start + 1;
                again.copy_from_slice(&self.rings.points[from..from + again.len()]);
            }
        });
        points
    }

    /// All rings as arcs, their shape on the left.
    fn rings_of_arcs(&self, firsts: &Ranked) -> Rings {
        let parts: Vec<(Vec<i32>, Vec<u32>)> = self
            .tasks()
            .map(|rings| {
                let (mut arcs, mut lengths) = (Vec::new(), Vec::new());
                for ring in rings {
                    let before = arcs.len();
                    arcs.extend(self.arcs_of(ring).map(|(first, n_edges)| self.signed(ring, (first, n_edges), firsts)));
                    if self.turned[ring] {
                        arcs[before..].reverse();
                        for arc in &mut arcs[before..] {
                            *arc = !*arc;
                        }
                    }
                    lengths.push(position(arcs.len() - before));
                }
                (arcs, lengths)
            })
            .collect();
        let mut rings = Rings { arcs: Vec::new(), starts: vec![0], shape_starts: Vec::new() };
        for (arcs, lengths) in parts {
            rings.arcs.extend(arcs);
            for length in lengths {
                rings.starts.push(rings.starts[rings.starts.len() - 1] + length);
            }
        }
        let starts = self.outlines.shape_starts.iter();
        rings.shape_starts = starts.map(|&polygon| self.outlines.polygon_starts[polygon as usize]).collect();
        rings
    }

    /// An arc of a ring by its number, negative where the ring that has it first runs the other way.
    fn signed(&self, ring: usize, (first, n_edges): (usize, usize), firsts: &Ranked) -> i32 {
        let Some(pair) = self.first_of(first) else { return forward(firsts.before(first)) };
        let same_way = self.rings.same_way(first, pair);
        let edges = self.rings.edges(ring);
        let mut start = pair;
        if n_edges == edges.len() && !self.nodes[first] {
            start = self.rings.edges(self.rings.ring_of(pair)).start;
        } else if !same_way {
            let last = first + n_edges - 1;
            start = self.pairs[if last < edges.end { last } else { last - edges.len() }] as usize;
        }
        let arc = forward(firsts.before(start));
        if same_way { arc } else { !arc }
    }
}

/// Marked numbers, and how many of them are smaller than another: arcs are numbered in the order of their first edges.
struct Ranked {
    words: Vec<u64>,
    /// How many numbers are marked before each word.
    before: Vec<u32>,
}

impl Ranked {
    fn with_room_for(n: usize) -> Self {
        Self { words: vec![0; n.div_ceil(64)], before: Vec::new() }
    }

    fn mark(&mut self, number: usize) {
        self.words[number / 64] |= 1 << (number % 64);
    }

    fn counted(mut self) -> Self {
        let mut sum = 0;
        let before = self.words.iter().map(|word| {
            let here = sum;
            sum += word.count_ones();
            here
        });
        self.before = before.collect();
        self
    }

    /// How many marked numbers are smaller than this one.
    fn before(&self, number: usize) -> usize {
        let smaller = self.words[number / 64] & ((1 << (number % 64)) - 1);
        (self.before[number / 64] + smaller.count_ones()) as usize
    }
}

/// The nodes that arcs end in, numbered in order of first appearance.
fn nodes_of(points: &[Position], arc_starts: &[u32]) -> (Vec<[u32; 2]>, usize) {
    let mut nodes: FxHashMap<Bits, u32> = FxHashMap::default();
    nodes.reserve(arc_starts.len() * 2 / 3);
    let mut node = |point: Position| {
        let next = position(nodes.len());
        *nodes.entry(bits(point)).or_insert(next)
    };
    let ends = arc_starts.windows(2).map(|arc| [arc[0], arc[1] - 1].map(|end| node(points[end as usize])));
    (ends.collect(), nodes.len())
}
