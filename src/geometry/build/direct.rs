//! Groups dissolved straight from raw polygons, without a topology of all of them.
//!
//! Every ring is looked at by itself, edges inside a group cancel as they are read, and only what is left of them is stored and checked.
//!
//! # Why that is enough
//! Say every shape covers no land twice by itself. The edges that are left of a group then bound the land that its shapes cover, counted as
//! often as they cover it. Where these edges cross nowhere, where no group passes one twice, and where all of them agree which group lies on
//! either side of them, every place is covered by one group at the most and by one of its shapes: no two shapes overlap. Shapes that do not
//! overlap cannot cross either, and a corner of one on the edge of another leaves edges behind that meet. So nothing is wrong with the
//! shapes that cannot be seen in what is left of them. Wherever anything is unusual the answer is `None`, and the full build tells what.

use std::ops::Range;

use rayon::prelude::*;

use crate::geometry::build::raw::assemble;
use crate::geometry::edge::rows::Rows;
use crate::geometry::edge::runs::Runs;
use crate::geometry::edge::sides::Edges;
use crate::geometry::mend::gaps::{EDGES_AT_MOST, may_have_gaps};
use crate::geometry::mend::plain_ring::PlainRing;
use crate::geometry::mend::ring_defects::impossible;
use crate::geometry::mend::untangle::clashes_in;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::geometry::plane::ring::{bounds, signed_area};
use crate::geometry::plane::vertex::{NONE, SnapGrid, Vertices};
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::cancel::{Waiting, same_bits};
use crate::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};

/// Shapes that one task takes.
const SHAPES_AT_ONCE: usize = 8_192;
/// Edges of a part whose lengths are taken: of the edges of few points all are.
const SAMPLE: usize = 8_192;

/// An edge with a group on its left.
#[derive(Clone, Copy, Debug)]
struct Directed {
    ends: [Position; 2],
    group: u32,
    /// The shape that it is of, among all.
    shape: u32,
}

/// What is left of some shapes when the edges inside groups have cancelled.
#[derive(Clone, Debug)]
pub struct Residue {
    /// In order of groups.
    edges: Vec<Directed>,
    bounds: [f64; 4],
    /// The lengths of edges in metres, as often as shapes pass them.
    lengths: Vec<f64>,
    /// Whether they are the lengths of all edges between shapes, and of no others.
    all_lengths: bool,
}

impl Residue {
    /// The bounds of all shapes, `[low x, low y, high x, high y]`.
    pub fn bounds_of(residues: &[Self]) -> [f64; 4] {
        bounds(&residues.iter().flat_map(Self::corners).collect::<Vec<_>>())
    }

    fn corners(&self) -> [Position; 2] {
        let [west, south, east, north] = self.bounds;
        [[west, south], [east, north]]
    }
}

/// A dissolve while shapes arrive.
pub struct Dissolving {
    grid: SnapGrid,
    measure: Measure,
    reference: ReferenceSystem,
}

/// The bounds of two bounds.
fn enclosing([a, b, c, d]: [f64; 4], [west, south, east, north]: [f64; 4]) -> [f64; 4] {
    [a.min(west), b.min(south), c.max(east), d.max(north)]
}

/// Whether all coordinates are numbers.
fn all_finite(points: &[Position]) -> bool {
    // What is no number turns its sum into none. Several sums, so that no addition has to wait for the one before it.
    let (blocks, rest) = points.as_flattened().as_chunks::<8>();
    let mut sums = [0.0; 8];
    for block in blocks {
        for (sum, axis) in sums.iter_mut().zip(block) {
            *sum += axis * 0.0;
        }
    }
    sums.iter().chain(rest).all(|number| number.is_finite())
}

/// The ends of an edge: doubled, the number of the point that it starts from, and 1 where it runs to that point instead.
fn ends_of(points: &[Position], edge: u32) -> [Position; 2] {
    let start = edge as usize / 2;
    let [a, b] = [points[start], points[start + 1]];
    if edge.is_multiple_of(2) { [a, b] } else { [b, a] }
}

impl Dissolving {
    /// A dissolve of shapes that together have these bounds, `[low x, low y, high x, high y]`.
    pub fn within(bounds: [f64; 4], reference: &ReferenceSystem) -> Self {
        Self { grid: SnapGrid::within(bounds), measure: Measure::of(reference), reference: reference.clone() }
    }

    /// Takes a part of the shapes, each with its group. `None` where something about them asks for the full build.
    ///
    /// # Panics
    /// When there is not one group for each shape.
    pub fn take(&self, outlines: &PolygonOutlines, shapes: Range<usize>, group_of: &[u32]) -> Option<Residue> {
        assert_eq!(group_of.len(), shapes.len(), "one group for each shape");
        let rings = |polygon: u32| outlines.polygon_starts[polygon as usize];
        let [first, behind] = [shapes.start, shapes.end].map(|shape| rings(outlines.shape_starts[shape]));
        let start = outlines.ring_starts[first as usize] as usize;
        let points = &outlines.points[start..outlines.ring_starts[behind as usize] as usize];
        // The number of an edge is a doubled number of a point.
        u32::try_from(2 * points.len()).ok().filter(|_| all_finite(points))?;
        let mut look = PlainRing::default();
        let mut runs = Runs::of(points);
        let mut passed = Vec::with_capacity(group_of.len());
        let (mut lengths, mut skip) = (Vec::new(), 0);
        let stride = points.len().div_ceil(SAMPLE).max(1);
        let mut all_lengths = stride == 1;
        let mut around = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        for (shape, &group) in shapes.zip(group_of) {
            let number_of_shape = position(shape);
            let rings_before = passed.len();
            for polygon in outlines.polygons_of(shape) {
                for (number, ring) in outlines.rings_of(polygon).enumerate() {
                    let range =
                        outlines.ring_starts[ring] as usize - start..outlines.ring_starts[ring + 1] as usize - start;
                    // The bounds of all shapes may be other than was said.
                    if !look.look_at(&points[range.clone()], &self.grid) || !self.grid.holds(look.bounds) {
                        return None;
                    }
                    let edges = look.at.iter().map(|&at| range.start + at as usize);
                    runs.pass(edges, look.counter_clockwise == (number > 0), group).ok()?;
                    let mut sampled = look.at.iter().skip(skip).step_by(stride);
                    lengths.extend(sampled.by_ref().map(|&at| {
                        let start = range.start + at as usize;
                        self.measure.length(points[start], points[start + 1])
                    }));
                    skip = (skip + stride - look.at.len() % stride) % stride;
                    around = enclosing(around, look.bounds);
                    passed.push((range, group, number_of_shape));
                }
            }
            if passed.len() > rings_before + 1 {
                all_lengths &= !self.has_edges_inside(outlines, shape)?;
            }
        }
        let mut waiting = Waiting::with_room_for(runs.n_left() / 2);
        for (range, group, _) in &passed {
            let group = *group;
            for (point, turned) in runs.left(range.clone()) {
                let edge = 2 * position(point) + u32::from(turned);
                let cells = ends_of(points, edge).map(|end| self.grid.key(end));
                waiting.pass((cells, Waiting::mixed(cells)), group, edge, |edge| ends_of(points, edge)).ok()?;
            }
        }
        let left = waiting.left().map(|(edge, group)| {
            let ring = passed.partition_point(|(range, ..)| range.start <= edge as usize / 2).saturating_sub(1);
            Directed { ends: ends_of(points, edge), group, shape: passed[ring].2 }
        });
        let mut edges: Vec<Directed> = left.collect();
        edges.sort_unstable_by_key(|edge| edge.group);
        Some(Residue { edges, bounds: around, lengths, all_lengths })
    }

    /// Whether rings of a shape, which are plain, share edges. `None` where they do not fit together: holes in exteriors, no part on another.
    fn has_edges_inside(&self, outlines: &PolygonOutlines, shape: usize) -> Option<bool> {
        let mut edges = Vec::new();
        for polygon in outlines.polygons_of(shape) {
            for (number, ring) in outlines.rings_of(polygon).enumerate() {
                let points = outlines.ring(ring);
                let turned = (signed_area(points) > 0.0) == (number > 0);
                let apart = points.windows(2).filter(|pair| !same_bits(pair[0], pair[1]));
                edges.extend(apart.map(|pair| {
                    let ends = if turned { [pair[1], pair[0]] } else { [pair[0], pair[1]] };
                    Directed { ends, group: 0, shape: position(shape) }
                }));
            }
        }
        let network = self.network(&edges.iter().collect::<Vec<_>>()).filter(Network::is_consistent)?;
        Some(network.edges.ends.len() < edges.len())
    }

    /// The groups as shapes, their arcs in the order of [`Topology::in_order`], from all parts of the shapes. `None` where something about
    /// them asks for the full build.
    pub fn finish(&self, residues: &[Residue], n_groups: usize) -> Option<Topology> {
        let mut corners = residues.iter().flat_map(Residue::corners);
        let impossible = corners.any(|corner| impossible(corner, self.measure).is_some());
        if impossible || SnapGrid::within(Residue::bounds_of(residues)) != self.grid {
            return None;
        }
        let left = self.left_of(residues)?;
        let network = self.network(&left).filter(Network::is_consistent)?;
        let median = bounds_of_median(residues, &network.lengths_of_coast(self.measure));
        if may_have_gaps(&network.with_shapes(), &network.positions, self.measure, median) {
            return None;
        }
        let Network { positions, edges, .. } = network;
        Some(assemble(&self.reference, &positions, &edges, n_groups).in_order())
    }

    /// The edges that are left when those of all parts have cancelled, every group by itself.
    fn left_of<'a>(&self, residues: &'a [Residue]) -> Option<Vec<&'a Directed>> {
        let in_parts = residues.iter().flat_map(|residue| residue.edges.chunk_by(|a, b| a.group == b.group));
        let mut in_parts: Vec<&[Directed]> = in_parts.collect();
        in_parts.sort_by_key(|edges| edges[0].group);
        let groups: Vec<&[&[Directed]]> = in_parts.chunk_by(|a, b| a[0].group == b[0].group).collect();
        let left = groups.into_par_iter().map(|parts| {
            let edges: Vec<&Directed> = parts.iter().copied().flatten().collect();
            let mut waiting = Waiting::with_room_for(edges.len() / 2);
            for (number, &edge) in (0..).zip(&edges) {
                let cells = edge.ends.map(|end| self.grid.key(end));
                let key = (cells, Waiting::mixed(cells));
                waiting.pass(key, edge.group, number, |edge| edges[edge as usize].ends).ok()?;
            }
            Some(waiting.left().map(|(edge, _)| edges[edge as usize]).collect::<Vec<_>>())
        });
        left.collect::<Option<Vec<_>>>().map(|left| left.concat())
    }

    /// Edges with the groups on both sides. `None` where a group passes an edge twice in the same direction, or where points of one cell are
    /// not one point.
    fn network(&self, directed: &[&Directed]) -> Option<Network> {
        let points: Vec<Position> = directed.iter().flat_map(|edge| edge.ends).collect();
        let Vertices { positions, of_point } = Vertices::number(&points, &[], &self.grid);
        if points.iter().zip(&of_point).any(|(point, vertex)| !same_bits(*point, positions[*vertex as usize])) {
            return None;
        }
        let mut passes: Vec<([u32; 2], bool, [u32; 2])> = directed
            .iter()
            .zip(of_point.as_chunks::<2>().0)
            .map(|(edge, ends)| {
                let passed = [ends[0].min(ends[1]), ends[0].max(ends[1])];
                (passed, ends[0] > ends[1], [edge.group, edge.shape])
            })
            .collect();
        passes.par_sort_unstable();
        let (mut edges, mut shapes) = (Edges::default(), Vec::new());
        for same in passes.chunk_by(|a, b| a.0 == b.0) {
            let mut sides = [NONE; 2];
            for &(_, backwards, [group, _]) in same {
                let side = &mut sides[usize::from(backwards)];
                if *side != NONE {
                    return None;
                }
                *side = group;
            }
            if sides[0] != sides[1] {
                edges.ends.push(same[0].0);
                edges.sides.push(sides);
                shapes.push(same[0].2[1]);
            }
        }
        Some(Network { positions, edges, shapes })
    }
}

/// Metres between which the median edge of a coverage lies, from the lengths of edges of its shapes, which pass inner edges twice and those of
/// the coast once.
///
/// With the coast once more, every edge is there twice: where all lengths are known, so is the median. Otherwise half of all edges are as
/// long as the median at least; passed once each, they are a quarter of what shapes pass at least.
fn bounds_of_median(residues: &[Residue], coast: &[f64]) -> [f64; 2] {
    let mut lengths: Vec<f64> = residues.iter().flat_map(|residue| &residue.lengths).copied().collect();
    if lengths.is_empty() {
        return [0.0; 2];
    }
    let n_edges = usize::midpoint(lengths.len(), coast.len());
    if residues.iter().all(|residue| residue.all_lengths) && n_edges <= EDGES_AT_MOST {
        lengths.extend(coast);
        return [*lengths.select_nth_unstable_by(n_edges / 2 * 2, f64::total_cmp).1; 2];
    }
    let (quarter, last) = (lengths.len() / 4, lengths.len() - 1);
    [quarter.saturating_sub(1), last - quarter + 1]
        .map(|place| *lengths.select_nth_unstable_by(place.min(last), f64::total_cmp).1)
}

/// Edges that are to bound groups.
struct Network {
    positions: Vec<Position>,
    edges: Edges,
    /// A shape beside each edge.
    shapes: Vec<u32>,
}

impl Network {
    /// The edges with shapes instead of groups beside nobody's land.
    fn with_shapes(&self) -> Edges {
        let sides = self.edges.sides.iter().zip(&self.shapes).map(|(sides, shape)| {
            if sides.contains(&NONE) { sides.map(|side| if side == NONE { NONE } else { *shape }) } else { *sides }
        });
        Edges { ends: self.edges.ends.clone(), sides: sides.collect(), crowded: Vec::new() }
    }

    /// The lengths in metres of the edges beside nobody's land.
    fn lengths_of_coast(&self, measure: Measure) -> Vec<f64> {
        let coast = self.edges.ends.iter().zip(&self.edges.sides).filter(|(_, sides)| sides.contains(&NONE));
        coast
            .map(|(ends, _)| {
                let [a, b] = ends.map(|vertex| self.positions[vertex as usize]);
                measure.length(a, b)
            })
            .collect()
    }

    /// Whether the edges meet in their ends only and agree about what lies between them.
    fn is_consistent(&self) -> bool {
        let Self { positions, edges, .. } = self;
        let rows = Rows::of(positions, &edges.ends);
        rows.meetings().is_empty() && clashes_in(&rows, edges, positions).is_empty()
    }
}

/// The groups of shapes that are all known as shapes, as [`Topology::dissolve`] makes them of the topology of all, with the arcs of
/// [`Topology::in_order`]. `None` where something about the shapes asks for the full build.
///
/// # Panics
/// When there is not one group for each shape.
pub fn dissolve_directly(outlines: &PolygonOutlines, group_of: &[u32], n_groups: usize) -> Option<Topology> {
    assert_eq!(group_of.len(), outlines.n_shapes(), "one group for each shape");
    let blocks: Vec<[f64; 4]> = outlines.points.par_chunks(65_536).map(bounds).collect();
    let corners: Vec<Position> = blocks.iter().flat_map(|[a, b, c, d]| [[*a, *b], [*c, *d]]).collect();
    let dissolving = Dissolving::within(bounds(&corners), &outlines.reference);
    let starts: Vec<usize> = (0..outlines.n_shapes()).step_by(SHAPES_AT_ONCE).collect();
    let part = |start: usize| {
        let shapes = start..(start + SHAPES_AT_ONCE).min(outlines.n_shapes());
        dissolving.take(outlines, shapes.clone(), &group_of[shapes])
    };
    let residues: Vec<Residue> = starts.into_par_iter().map(part).collect::<Option<_>>()?;
    dissolving.finish(&residues, n_groups)
}
