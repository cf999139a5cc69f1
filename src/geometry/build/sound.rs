//! Whether shapes whose borders agree to the last bit fit together: rings one by one, shapes of several rings, and the coast of all.
//!
//! Why that is enough is told in [`direct`](crate::geometry::build::direct). Points are told apart by their bits, however near each other they
//! are.

use rayon::prelude::*;

use crate::geometry::build::network::{Directed, Network};
use crate::geometry::build::residue::{has_several_rings, network_of_rings};
use crate::geometry::edge::pairs::Closed;
use crate::geometry::edge::sides::Edges;
use crate::geometry::mend::gaps::fill_gaps;
use crate::geometry::mend::plain_ring::PlainRing;
use crate::geometry::mend::ring_defects::impossible;
use crate::geometry::mend::usual_edge::UsualEdge;
use crate::geometry::plane::measure::Measure;
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

/// Points where more than two edges meet.
pub(crate) fn touches(network: &Network) -> impl Iterator<Item = Position> + '_ {
    let mut degree = vec![0_u32; network.positions.len()];
    for &end in network.edges.ends.iter().flatten() {
        degree[end as usize] += 1;
    }
    network.positions.iter().zip(degree).filter(|(_, degree)| *degree > 2).map(|(point, _)| *point)
}

impl Paired<'_> {
    /// The coast of all shapes, where they fit together.
    pub(crate) fn sound_coast(&self) -> Option<Network> {
        let grid = SnapGrid::of(&self.outlines.points);
        let edges = |ring: usize| self.rings.edges(ring).map(move |edge| (ring, edge));
        let coast = (0..self.rings.len()).flat_map(edges).filter(|&(_, edge)| self.pairs[edge] == NONE);
        let coast: Vec<Directed> = coast.map(|(ring, edge)| self.directed(ring, edge)).collect();
        let coast = Network::of(&coast.iter().collect::<Vec<_>>(), &grid);
        if !coast.suspects.is_empty() {
            return None;
        }
        let measure = Measure::of(&self.outlines.reference);
        let usual = UsualEdge::measured(self.outlines, measure);
        let mut edges = Edges { ends: coast.edges.ends.clone(), sides: coast.shapes.clone(), crowded: Vec::new() };
        let has_gaps = !fill_gaps(&mut edges, &mut coast.positions.clone(), measure, usual).is_empty();
        let of_shape = |shape| network_of_rings(self.outlines, shape, &grid).suspects.is_empty();
        let shapes = (0..self.outlines.n_shapes()).into_par_iter().with_min_len(RINGS_AT_ONCE);
        (!has_gaps && shapes.all(|shape| !has_several_rings(self.outlines, shape) || of_shape(shape))).then_some(coast)
    }

    fn directed(&self, ring: usize, edge: usize) -> Directed {
        let [from, to] = [self.rings.points[edge], self.rings.points[edge + 1]];
        let ends = if self.turned[ring] { [to, from] } else { [from, to] };
        Directed { ends, group: 0, shape: self.shape_of_ring[ring] }
    }
}
