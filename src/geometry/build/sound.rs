//! Whether shapes whose borders agree to the last bit fit together: rings one by one, shapes of several rings, and the coast of all.
//!
//! Why that is enough is told in [`direct`](crate::geometry::build::direct). Points are told apart by their bits, however near each other they
//! are.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::geometry::edge::pairs::Closed;
use crate::geometry::edge::rows::Rows;
use crate::geometry::edge::sides::Edges;
use crate::geometry::mend::gaps::fill_gaps;
use crate::geometry::mend::plain_ring::PlainRing;
use crate::geometry::mend::ring_defects::impossible;
use crate::geometry::mend::untangle::clashes_in;
use crate::geometry::mend::usual_edge::UsualEdge;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::geometry::plane::ring::bounds;
use crate::geometry::plane::vertex::{NONE, SnapGrid};
use crate::model::shape::outline::{PolygonOutlines, Position};

/// Rings that one task takes.
const RINGS_AT_ONCE: usize = 1_024;

/// A point by its bits; zero has one sign.
pub(crate) type Bits = [u64; 2];

/// See [`Bits`].
pub(crate) fn bits(point: Position) -> Bits {
    point.map(|axis| (axis + 0.0).to_bits())
}

/// Whether each ring runs counter-clockwise, where all are plain and lie where places are.
pub(crate) fn plain_rings(outlines: &PolygonOutlines) -> Option<Vec<bool>> {
    let measure = Measure::of(&outlines.reference);
    let rings = (0..outlines.n_rings()).into_par_iter().with_min_len(RINGS_AT_ONCE);
    rings
        .map_init(PlainRing::default, |look, ring| {
            let points = outlines.ring(ring);
            let is_place = points.iter().all(|&point| impossible(point, measure).is_none());
            // A grid as fine as the ring allows, so that only the same point falls on the same step.
            let plain = is_place && look.look_at(points, &SnapGrid::within(bounds(points)));
            plain.then_some(look.counter_clockwise)
        })
        .collect()
}

/// An edge with a shape on its left.
#[derive(Clone, Copy)]
struct Directed {
    ends: [Position; 2],
    shape: u32,
}

/// Edges between numbered points, none passed twice.
pub(crate) struct Network {
    positions: Vec<Position>,
    /// In the order of their points, the lesser one first.
    ends: Vec<[u32; 2]>,
    /// Whether the shape lies on the right, seen from the lesser point.
    turned: Vec<bool>,
    shapes: Vec<u32>,
}

impl Network {
    fn of(directed: impl Iterator<Item = Directed>) -> Option<Self> {
        let mut vertices: FxHashMap<Bits, u32> = FxHashMap::default();
        let mut positions = Vec::new();
        let mut edges: Vec<([u32; 2], bool, u32)> = directed
            .map(|edge| {
                let [from, to] = edge.ends.map(|point| {
                    *vertices.entry(bits(point)).or_insert_with(|| {
                        positions.push(point);
                        position(positions.len() - 1)
                    })
                });
                ([from.min(to), from.max(to)], from > to, edge.shape)
            })
            .collect();
        edges.sort_unstable();
        let is_passed_twice = edges.windows(2).any(|pair| pair[0].0 == pair[1].0);
        (!is_passed_twice).then(|| Self {
            positions,
            ends: edges.iter().map(|(ends, ..)| *ends).collect(),
            turned: edges.iter().map(|(_, turned, _)| *turned).collect(),
            shapes: edges.iter().map(|(.., shape)| *shape).collect(),
        })
    }

    /// The edges with a number on the side of the shapes and nothing on the other.
    fn sided(&self, number: impl Fn(u32) -> u32) -> Edges {
        let sides = self.turned.iter().zip(&self.shapes).map(|(&turned, &shape)| {
            let shape = number(shape);
            if turned { [NONE, shape] } else { [shape, NONE] }
        });
        Edges { ends: self.ends.clone(), sides: sides.collect(), crowded: Vec::new() }
    }

    /// Whether the edges meet in their ends only and bound one piece of land after the other.
    fn fits(&self) -> bool {
        let rows = Rows::of(&self.positions, &self.ends);
        rows.meetings().is_empty() && clashes_in(&rows, &self.sided(|_| 0), &self.positions).is_empty()
    }

    /// Points where more than two edges meet.
    pub(crate) fn touches(&self) -> impl Iterator<Item = Position> + '_ {
        let mut degree = vec![0_u32; self.positions.len()];
        for &end in self.ends.iter().flatten() {
            degree[end as usize] += 1;
        }
        self.positions.iter().zip(degree).filter(|(_, degree)| *degree > 2).map(|(point, _)| *point)
    }
}

/// Rings with their pairs, each with its shape.
pub(crate) struct Paired<'a> {
    pub(crate) outlines: &'a PolygonOutlines,
    pub(crate) rings: Closed<'a>,
    /// The pair of each edge.
    pub(crate) pairs: &'a [u32],
    pub(crate) shape_of_ring: &'a [u32],
    /// Whether each ring has its shape on the right.
    pub(crate) turned: &'a [bool],
}

impl Paired<'_> {
    /// The coast of all shapes, where they fit together.
    pub(crate) fn sound_coast(&self) -> Option<Network> {
        let edges = |ring: usize| self.rings.edges(ring).map(move |edge| (ring, edge));
        let coast = (0..self.rings.len()).flat_map(edges).filter(|&(_, edge)| self.pairs[edge] == NONE);
        let coast = Network::of(coast.map(|(ring, edge)| self.directed(ring, edge))).filter(Network::fits)?;
        let measure = Measure::of(&self.outlines.reference);
        let usual = UsualEdge::measured(self.outlines, measure);
        let (mut edges, mut positions) = (coast.sided(|shape| shape), coast.positions.clone());
        let has_gaps = !fill_gaps(&mut edges, &mut positions, measure, usual).is_empty();
        let shapes = (0..self.outlines.n_shapes()).into_par_iter().with_min_len(RINGS_AT_ONCE);
        (!has_gaps && shapes.into_par_iter().all(|shape| self.rings_fit(shape))).then_some(coast)
    }

    fn directed(&self, ring: usize, edge: usize) -> Directed {
        let [from, to] = [self.rings.points[edge], self.rings.points[edge + 1]];
        let ends = if self.turned[ring] { [to, from] } else { [from, to] };
        Directed { ends, shape: self.shape_of_ring[ring] }
    }

    /// Whether the rings of a shape, which are plain, fit together: holes in exteriors, no part on another.
    fn rings_fit(&self, shape: usize) -> bool {
        let polygons = self.outlines.polygons_of(shape);
        let starts = &self.outlines.polygon_starts;
        let rings = starts[polygons.start] as usize..starts[polygons.end] as usize;
        let edges = |ring: usize| self.rings.edges(ring).map(move |edge| self.directed(ring, edge));
        rings.len() < 2 || Network::of(rings.flat_map(edges)).is_some_and(|network| network.fits())
    }
}
