//! Areas as shared arcs: every border is stored once and knows the shape on either side.

use std::collections::BTreeMap;
use std::fmt;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::geometry::plane::position::position;
use crate::geometry::plane::ring::{middle_of_first_edge, nesting_depths, signed_area};
use crate::geometry::plane::vertex::NONE;
use crate::geometry::topology::assemble::{Rings, line_of};
use crate::model::base::kept::Kept;
use crate::model::shape::outline::{ArcOutlines, Position, ReferenceSystem};

/// Shapes that do not overlap, bounded by shared arcs. A ring runs with its shape on the left: exteriors counter-clockwise, holes clockwise.
#[derive(Clone, Debug)]
pub struct Topology {
    reference: ReferenceSystem,
    points: Vec<Position>,
    arc_starts: Vec<u32>,
    /// First and last node of each arc: arcs that meet in a point have the same node there.
    ends: Vec<[u32; 2]>,
    n_nodes: usize,
    /// The shape on the left and on the right of each arc, `NONE` outside all shapes.
    sides: Vec<[u32; 2]>,
    ring_arcs: Vec<i32>,
    ring_starts: Vec<u32>,
    shape_starts: Vec<u32>,
    /// The same simplified, by the bits of the tolerance.
    pub(super) simplified: Kept<u64, Topology>,
    /// The same dissolved, by the group of each shape and how many there are.
    pub(super) dissolved: Kept<(Vec<Option<usize>>, usize), Topology>,
}

/// Why outlines are no topology.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TopologyError {
    /// A ring names an arc that does not exist, or the arcs of a ring do not meet.
    BrokenRing {
        /// The shape.
        shape: usize,
    },
    /// Two shapes, or one twice, lie on the same side of an arc.
    Overlap {
        /// The shapes.
        shapes: [usize; 2],
    },
}

impl fmt::Display for TopologyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BrokenRing { shape } => write!(f, "a ring of shape {shape} is broken"),
            Self::Overlap { shapes: [a, b] } => write!(f, "shapes {a} and {b} overlap"),
        }
    }
}

impl std::error::Error for TopologyError {}

/// An outer ring with the holes in it, as points; the first point is repeated at the end.
#[derive(Clone, Debug, PartialEq)]
pub struct Polygon {
    /// The outer ring, counter-clockwise.
    pub exterior: Vec<Position>,
    /// The holes, clockwise.
    pub holes: Vec<Vec<Position>>,
}

impl Topology {
    /// The topology of outlines whose borders are shared already. The direction of rings is not trusted.
    ///
    /// # Errors
    /// Broken rings, and shapes that claim the same side of an arc.
    pub fn from_arcs(outlines: ArcOutlines) -> Result<Self, TopologyError> {
        /// Shapes that one task looks at.
        const SHAPES: usize = 256;
        let n_arcs = outlines.arc_starts.len().saturating_sub(1);
        let mut topology = Self {
            reference: outlines.reference,
            points: outlines.points,
            arc_starts: outlines.arc_starts,
            ends: Vec::new(),
            n_nodes: 0,
            sides: vec![[NONE; 2]; n_arcs],
            ring_arcs: outlines.ring_arcs,
            ring_starts: outlines.ring_starts,
            shape_starts: outlines.shape_starts,
            simplified: Kept::default(),
            dissolved: Kept::default(),
        };
        let shapes = (0..topology.n_shapes()).into_par_iter().with_min_len(SHAPES);
        let turned: Vec<Result<Vec<usize>, TopologyError>> =
            shapes.map(|shape| topology.rings_to_turn(shape).ok_or(TopologyError::BrokenRing { shape })).collect();
        for rings in turned {
            rings?.into_iter().for_each(|ring| topology.turn(ring));
        }
        topology.fill_sides()?;
        topology.number_nodes();
        Ok(topology)
    }

    /// A topology of parts that are known to fit: arcs with their nodes and sides, rings with their shape on the left.
    pub(crate) fn from_parts(
        reference: ReferenceSystem,
        (points, arc_starts): (Vec<Position>, Vec<u32>),
        (ends, n_nodes): (Vec<[u32; 2]>, usize),
        sides: Vec<[u32; 2]>,
        Rings { arcs: ring_arcs, starts: ring_starts, shape_starts }: Rings,
    ) -> Self {
        Self {
            reference,
            points,
            arc_starts,
            ends,
            n_nodes,
            sides,
            ring_arcs,
            ring_starts,
            shape_starts,
            simplified: Kept::default(),
            dissolved: Kept::default(),
        }
    }

    /// The same shapes with other points. The arcs keep their order and their ends.
    pub(crate) fn with_points(&self, reference: ReferenceSystem, points: Vec<Position>, arc_starts: Vec<u32>) -> Self {
        Self {
            reference,
            points,
            arc_starts,
            ends: self.ends.clone(),
            n_nodes: self.n_nodes,
            sides: self.sides.clone(),
            ring_arcs: self.ring_arcs.clone(),
            ring_starts: self.ring_starts.clone(),
            shape_starts: self.shape_starts.clone(),
            simplified: Kept::default(),
            dissolved: Kept::default(),
        }
    }

    /// The same shapes with every point moved.
    #[must_use]
    pub fn with_positions(mut self, moved: impl Fn(Position) -> Position + Sync) -> Self {
        self.points.par_iter_mut().for_each(|point| *point = moved(*point));
        (self.simplified, self.dissolved) = (Kept::default(), Kept::default());
        self
    }

    fn number_nodes(&mut self) {
        let mut nodes: FxHashMap<[u64; 2], u32> = FxHashMap::default();
        let mut node = |point: Position| {
            let next = position(nodes.len());
            *nodes.entry(point.map(|axis| (axis + 0.0).to_bits())).or_insert(next)
        };
        // An arc that no ring names may have no points.
        let at = |arc: usize| {
            let points = &self.points[self.arc_starts[arc] as usize..self.arc_starts[arc + 1] as usize];
            points.first().copied().zip(points.last().copied())
        };
        let ends: Vec<[u32; 2]> =
            (0..self.n_arcs()).map(|arc| at(arc).map_or([0; 2], |(first, last)| [node(first), node(last)])).collect();
        (self.ends, self.n_nodes) = (ends, nodes.len().max(1));
    }

    fn ring_is_closed(&self, ring: usize) -> bool {
        let arcs = self.ring_arcs_of(ring);
        let known = arcs.iter().all(|&arc| line_of(arc) < self.n_arcs() && self.arc(line_of(arc)).len() >= 2);
        known
            && !arcs.is_empty()
            && arcs.iter().zip(arcs.iter().cycle().skip(1)).all(|(&here, &next)| {
                self.ends(here).is_some_and(|[_, end]| self.ends(next).map(|[start, _]| start) == Some(end))
            })
    }

    /// First and last point of an arc as it is walked.
    fn ends(&self, signed: i32) -> Option<[Position; 2]> {
        let arc = self.arc(line_of(signed));
        let (first, last) = (*arc.first()?, *arc.last()?);
        Some(if signed < 0 { [last, first] } else { [first, last] })
    }

    /// The rings of a shape that do not have it on their left; `None` where one is broken.
    fn rings_to_turn(&self, shape: usize) -> Option<Vec<usize>> {
        if !self.ring_range(shape).all(|ring| self.ring_is_closed(ring)) {
            return None;
        }
        if self.ring_range(shape).len() == 1 {
            return Some(self.ring_range(shape).filter(|&ring| !self.turns_left(ring)).collect());
        }
        let rings: Vec<Vec<Position>> = self.ring_range(shape).map(|ring| self.ring_points(ring)).collect();
        let depths = nesting_depths(&rings);
        let turned = self.ring_range(shape).zip(&rings).zip(depths);
        let turned = turned.filter(|((_, points), depth)| (signed_area(points) > 0.0) != (depth % 2 == 0));
        Some(turned.map(|((ring, _), _)| ring).collect())
    }

    /// Whether a ring runs counter-clockwise: the sum of the triangles of its edges with one point, arc by arc.
    fn turns_left(&self, ring: usize) -> bool {
        let arcs = self.ring_arcs_of(ring);
        let [x, y] = arcs.first().and_then(|&arc| self.ends(arc)).map_or([0.0; 2], |[first, _]| first);
        let twice = |edge: &[Position]| (edge[0][0] - x) * (edge[1][1] - y) - (edge[1][0] - x) * (edge[0][1] - y);
        let of_arc = |arc: usize| self.arc(arc).windows(2).map(twice).sum::<f64>();
        arcs.iter()
            .map(|&signed| if signed < 0 { -of_arc(line_of(signed)) } else { of_arc(line_of(signed)) })
            .sum::<f64>()
            > 0.0
    }

    /// Walks a ring the other way.
    fn turn(&mut self, ring: usize) {
        let range = self.ring_starts[ring] as usize..self.ring_starts[ring + 1] as usize;
        let arcs = &mut self.ring_arcs[range];
        arcs.reverse();
        for arc in arcs {
            *arc = !*arc;
        }
    }

    fn fill_sides(&mut self) -> Result<(), TopologyError> {
        for shape in 0..self.n_shapes() {
            for ring in self.ring_range(shape) {
                for place in self.ring_starts[ring] as usize..self.ring_starts[ring + 1] as usize {
                    let arc = self.ring_arcs[place];
                    let side = &mut self.sides[line_of(arc)][usize::from(arc < 0)];
                    if *side != NONE {
                        return Err(TopologyError::Overlap { shapes: [*side as usize, shape] });
                    }
                    *side = position(shape);
                }
            }
        }
        Ok(())
    }

    /// The reference system of all points.
    pub fn reference(&self) -> &ReferenceSystem {
        &self.reference
    }

    /// How many shapes there are.
    pub fn n_shapes(&self) -> usize {
        self.shape_starts.len() - 1
    }

    /// How many arcs there are.
    pub fn n_arcs(&self) -> usize {
        self.arc_starts.len() - 1
    }

    /// All points, arc after arc.
    pub fn points(&self) -> &[Position] {
        &self.points
    }

    /// Where each arc starts among the points.
    pub(crate) fn arc_starts(&self) -> &[u32] {
        &self.arc_starts
    }

    /// The points of an arc.
    pub fn arc(&self, arc: usize) -> &[Position] {
        &self.points[self.arc_starts[arc] as usize..self.arc_starts[arc + 1] as usize]
    }

    /// The shape on the left and on the right of an arc; `None` is outside all shapes.
    pub fn sides(&self, arc: usize) -> [Option<usize>; 2] {
        self.sides[arc].map(|side| (side != NONE).then_some(side as usize))
    }

    /// First and last node of each arc.
    pub(crate) fn ends_of_arcs(&self) -> &[[u32; 2]] {
        &self.ends
    }

    /// How many nodes there are: points where arcs end.
    pub(crate) fn n_nodes(&self) -> usize {
        self.n_nodes
    }

    /// The shapes on both sides of each arc, `NONE` outside all shapes.
    pub(crate) fn sides_of_arcs(&self) -> &[[u32; 2]] {
        &self.sides
    }

    /// How many vertices polygons of all shapes have: a border between two shapes counts on both sides, and the point that closes a ring twice.
    pub fn n_vertices(&self) -> usize {
        let behind_first = |&arc: &i32| self.arc(line_of(arc)).len() - 1;
        let n_rings = self.ring_starts.len() - 1;
        n_rings + self.ring_arcs.par_iter().with_min_len(4_096).map(behind_first).sum::<usize>()
    }

    /// Numbers of the rings of a shape.
    pub fn ring_range(&self, shape: usize) -> std::ops::Range<usize> {
        self.shape_starts[shape] as usize..self.shape_starts[shape + 1] as usize
    }

    /// The arcs of a ring; `!a` is arc `a` walked backwards.
    pub fn ring_arcs_of(&self, ring: usize) -> &[i32] {
        &self.ring_arcs[self.ring_starts[ring] as usize..self.ring_starts[ring + 1] as usize]
    }

    /// The points of a ring; the last is the first again.
    pub fn ring_points(&self, ring: usize) -> Vec<Position> {
        let n_points = self.ring_arcs_of(ring).iter().map(|&arc| self.arc(line_of(arc)).len()).sum();
        let mut points: Vec<Position> = Vec::with_capacity(n_points);
        for &signed in self.ring_arcs_of(ring) {
            let arc = self.arc(line_of(signed));
            let skipped = usize::from(!points.is_empty());
            if signed < 0 {
                points.extend(arc.iter().rev().skip(skipped));
            } else {
                points.extend(arc.iter().skip(skipped));
            }
        }
        points
    }

    /// The area of a shape in square units of its reference system: exteriors less holes, summed in the order of rings.
    pub fn area(&self, shape: usize) -> f64 {
        self.ring_range(shape).map(|ring| signed_area(&self.ring_points(ring))).sum()
    }

    /// A shape as polygons: every exterior with the holes in it, the smallest exterior around a hole having it.
    pub fn polygons(&self, shape: usize) -> Vec<Polygon> {
        let rings = self.ring_range(shape);
        if rings.len() == 1 {
            let exterior = self.ring_points(rings.start);
            let is_exterior = signed_area(&exterior) > 0.0;
            return is_exterior.then_some(Polygon { exterior, holes: Vec::new() }).into_iter().collect();
        }
        let polygon = |rings: Vec<usize>| {
            let mut rings = rings.into_iter().map(|ring| self.ring_points(ring));
            Polygon { exterior: rings.next().unwrap_or_default(), holes: rings.collect() }
        };
        self.polygon_rings(shape).into_iter().map(polygon).collect()
    }

    /// The rings of every polygon of a shape, the exterior first: which hole lies in which exterior is decided as in [`Topology::polygons`].
    pub fn polygon_rings(&self, shape: usize) -> Vec<Vec<usize>> {
        let (mut polygons, mut holes) = (Vec::new(), Vec::new());
        for (ring, points) in self.ring_range(shape).map(|ring| (ring, self.ring_points(ring))) {
            let area = signed_area(&points);
            if area > 0.0 {
                polygons.push((area, points, vec![ring]));
            } else {
                holes.push((ring, middle_of_first_edge(&points)));
            }
        }
        for (ring, point) in holes {
            let around = polygons
                .iter_mut()
                .filter(|(_, exterior, _)| crate::geometry::plane::ring::contains(exterior, point))
                .min_by(|(a, ..), (b, ..)| a.total_cmp(b));
            if let Some((.., rings)) = around {
                rings.push(ring);
            }
        }
        polygons.into_iter().map(|(.., rings)| rings).collect()
    }

    /// Arcs between two shapes.
    pub fn borders(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.n_arcs()).filter(|&arc| {
            let [left, right] = self.sides[arc];
            left != NONE && right != NONE && left != right
        })
    }

    /// Arcs with a shape on one side only.
    pub fn coast(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.n_arcs()).filter(|&arc| (self.sides[arc][0] == NONE) != (self.sides[arc][1] == NONE))
    }

    /// Pairs of shapes that share a border, the smaller number first, with the border's length.
    pub fn neighbours(&self) -> BTreeMap<[usize; 2], f64> {
        let mut pairs = BTreeMap::new();
        for arc in self.borders() {
            if let [Some(left), Some(right)] = self.sides(arc) {
                *pairs.entry([left.min(right), left.max(right)]).or_insert(0.0) += length(self.arc(arc));
            }
        }
        pairs
    }
}

/// The length of a line.
pub(crate) fn length(points: &[Position]) -> f64 {
    points.windows(2).map(|pair| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1])).sum()
}
