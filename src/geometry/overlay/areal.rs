//! Areal weights: what share of each shape lies in each zone, without computing a single overlay.

use rayon::prelude::*;

use crate::geometry::overlay::edge_grid::EdgeGrid;
use crate::geometry::overlay::grid_edge::{Edge, edges_of_ring, whole};
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::geometry::plane::ring::signed_area;
use crate::model::shape::outline::{PolygonOutlines, Position};

/// A share of a shape below this may be rounding: two areas that only touch would otherwise seem to overlap. Where coordinates are small
/// beside the shape, so is what rounding can do, and smaller shares are true ones.
pub const ROUNDING: f64 = 1e-11;

/// How often a border's rounding may count: its ends are rounded in both layers, and so are heights between them.
const ROUNDED_TIMES: f64 = 16.0;

/// Shapes with at most this many edges are compared edge by edge; others are put into slabs first.
const FEW_EDGES: usize = 32;

/// Shapes that one task weighs.
const BLOCK: usize = 256;

/// The share of each shape's area in each zone.
#[derive(Clone, Debug, PartialEq)]
pub struct ArealWeights {
    starts: Vec<u32>,
    zones: Vec<u32>,
    shares: Vec<f64>,
}

impl ArealWeights {
    /// Those of no shape yet.
    pub(crate) fn none() -> Self {
        Self { starts: vec![0], zones: Vec::new(), shares: Vec::new() }
    }

    /// Adds those of the next shape: its zones in rising order, each with its share.
    pub(crate) fn push(&mut self, shares: impl IntoIterator<Item = (usize, f64)>) {
        for (zone, share) in shares {
            self.zones.push(position(zone));
            self.shares.push(share);
        }
        self.starts.push(position(self.shares.len()));
    }

    /// How many shapes there are.
    pub fn n_shapes(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many shares there are: pairs of a shape and a zone.
    pub fn n_shares(&self) -> usize {
        self.shares.len()
    }

    /// The zones that a shape lies in, in rising order, each with the share of the shape's area in it, above 0 and
    /// at most 1; more only in a zone that lies over itself.
    pub fn of_shape(&self, shape: usize) -> impl ExactSizeIterator<Item = (usize, f64)> + '_ {
        let range = self.starts[shape] as usize..self.starts[shape + 1] as usize;
        self.zones[range.clone()].iter().zip(&self.shares[range]).map(|(&zone, &share)| (zone as usize, share))
    }
}

/// The share of every shape's area in every zone. Zones may overlap and leave gaps; each is taken by itself.
///
/// # Formula
/// `|A ∩ B| = Σ_a Σ_b s_a s_b ∫ min(y_a, y_b) dx`, over the edges `a` of the shape and `b` of the zone and the `x` that both span, heights
/// taken from the lowest point of the shape; `s` is 1 for an edge with its area below it and −1 for one with its area above it. No case is
/// special: common borders, touching corners and edges on edges need no care. Edges of the zone above the shape only say over which `x`
/// they cover it; a grid over the zones' edges knows that, so only the edges near the shape are looked at. A shape near no edge is whole
/// in its zones.
///
/// # Assumes
/// Both are in one plane reference system in which areas are those of the ground. The rings of a polygon do not cross themselves or each
/// other.
///
/// # Source
/// The sum over pairs of oriented sides: N. Hardy, *Area of Intersection of Polygons*; there with windings, here with heights.
///
/// # Units
/// Shares from 0 to 1. A shape without area has no shares. Shares that rounding alone can make are left out, those that differ from 1 by
/// less are 1: a strip along the sides of the shape's box, as wide as the last digits of coordinates, and at most [`ROUNDING`].
pub fn areal_weights(shapes: &PolygonOutlines, zones: &PolygonOutlines) -> ArealWeights {
    weights_on(&EdgeGrid::new(zones), shapes)
}

/// The same by the grid over the edges of the zones.
pub(crate) fn weights_on(grid: &EdgeGrid, shapes: &PolygonOutlines) -> ArealWeights {
    let blocks: Vec<Vec<(u32, u32, f64)>> = (0..shapes.n_shapes().div_ceil(BLOCK))
        .into_par_iter()
        .map(|block| {
            let mut weigher = Weigher::new(grid);
            let mut found = Vec::new();
            for shape in block * BLOCK..((block + 1) * BLOCK).min(shapes.n_shapes()) {
                weigher.weigh(shapes, shape, &mut found);
            }
            found
        })
        .collect();
    let n: usize = blocks.iter().map(Vec::len).sum();
    let mut weights = ArealWeights {
        starts: vec![0; shapes.n_shapes() + 1],
        zones: Vec::with_capacity(n),
        shares: Vec::with_capacity(n),
    };
    for (shape, zone, share) in blocks.into_iter().flatten() {
        weights.starts[shape as usize + 1] += 1;
        weights.zones.push(zone);
        weights.shares.push(share);
    }
    for shape in 0..shapes.n_shapes() {
        weights.starts[shape + 1] += weights.starts[shape];
    }
    weights
}

/// The area of each shape in square metres: that of its exteriors less that of its holes.
pub fn areas(shapes: &PolygonOutlines) -> Vec<f64> {
    let measure = Measure::of(&shapes.reference);
    let of_polygon = |polygon: usize| {
        let mut rings = shapes.rings_of(polygon).map(|ring| measure.area(shapes.ring(ring)).abs());
        rings.next().map_or(0.0, |exterior| exterior - rings.sum::<f64>())
    };
    (0..shapes.n_shapes()).into_par_iter().map(|shape| shapes.polygons_of(shape).map(of_polygon).sum()).collect()
}

/// The columns and rows of a grid that bounds reach.
fn cells(grid: &EdgeGrid, [low, high]: [Position; 2]) -> ([usize; 2], [usize; 2]) {
    ([grid.column(low[0]), grid.column(high[0])], [grid.row(low[1]), grid.row(high[1])])
}

/// The zones that everything within bounds lies in as a whole, without an edge near it; `None` where only its shape tells.
pub(crate) fn near(grid: &EdgeGrid, [low, high]: [Position; 2]) -> Option<impl Iterator<Item = u32> + '_> {
    let apart = |axis: usize| high[axis] < grid.low[axis] || low[axis] > grid.high[axis];
    let is_apart = grid.edges.is_empty() || apart(0) || apart(1);
    let (columns, rows) = cells(grid, [low, high]);
    let no_edge_near = || (columns[0]..=columns[1]).all(|column| grid.no_entries(column, rows[0], rows[1]));
    let is_decided = is_apart || grid.reaches(low) && grid.reaches(high) && no_edge_near();
    let covers = if is_decided && !is_apart { grid.covers(columns[0], rows[1]) } else { &[] };
    is_decided.then(|| covers.iter().filter(|cover| cover.winding > 0).map(|cover| cover.area))
}

/// Weighs one shape after the other, keeping its lists.
struct Weigher<'a> {
    grid: &'a EdgeGrid,
    edges: Vec<Edge>,
    slabs: Slabs,
    areas: Vec<(u32, f64)>,
}

impl<'a> Weigher<'a> {
    fn new(grid: &'a EdgeGrid) -> Self {
        Self { grid, edges: Vec::new(), slabs: Slabs::default(), areas: Vec::new() }
    }

    fn weigh(&mut self, shapes: &PolygonOutlines, shape: usize, found: &mut Vec<(u32, u32, f64)>) {
        let Some([low, high]) = bounds_of(shapes, shape) else { return };
        let grid = self.grid;
        let number = position(shape);
        if let Some(whole_in) = near(grid, [low, high]) {
            found.extend(whole_in.map(|zone| (number, zone, 1.0)));
            return;
        }
        let (columns, rows) = cells(grid, [low, high]);
        let area = self.take_edges(shapes, shape, low);
        if area <= 0.0 {
            return;
        }
        self.slabs.fill(&self.edges, high[0] - low[0]);
        self.areas.clear();
        for column in columns[0]..=columns[1] {
            self.weigh_column(column, columns, rows, [low, high]);
        }
        let rounding = rounding_of([low, high], [grid.low, grid.high], area);
        self.areas.sort_by_key(|(zone, _)| *zone);
        for &(zone, sum) in &self.areas {
            let part = sum / area;
            if part > rounding {
                found.push((number, zone, if (part - 1.0).abs() <= rounding { 1.0 } else { part }));
            }
        }
    }

    /// Adds what the edges and covers of one column say.
    fn weigh_column(&mut self, column: usize, columns: [usize; 2], rows: [usize; 2], [low, high]: [Position; 2]) {
        let grid = self.grid;
        let from = if column == columns[0] { low[0] } else { grid.left_of(column) };
        let to = if column == columns[1] { high[0] } else { grid.left_of(column + 1) };
        // A shape has few zones near it. Each has its own sum, so the others change nothing in its last digits.
        let mut add = |zone: u32, part: f64| match self.areas.iter_mut().rev().find(|(found, _)| *found == zone) {
            Some((_, sum)) => *sum += part,
            None => self.areas.push((zone, part)),
        };
        for cover in grid.covers(column, rows[1]) {
            let (from, to) = (cover.from.max(from) - low[0], cover.to.min(to) - low[0]);
            if from < to {
                add(cover.area, f64::from(cover.winding) * self.slabs.area_between(&self.edges, from, to));
            }
        }
        for row in rows[0]..=rows[1] {
            for entry in grid.entries(column, row) {
                // An edge that reaches further up is looked at there.
                if row < rows[1] && entry.top as usize > row {
                    continue;
                }
                let edge = &grid.edges[entry.edge as usize];
                if edge.sign == 0 || edge.left[1].max(edge.right[1]) <= low[1] {
                    continue;
                }
                let edge = moved(edge, low);
                let (from, to) = ((from - low[0]).max(edge.left[0]), (to - low[0]).min(edge.right[0]));
                if from < to {
                    add(edge.area, f64::from(edge.sign) * self.slabs.area_below(&self.edges, &edge, from, to));
                }
            }
        }
    }

    /// Takes the edges of a shape, moved to its lower left corner, and returns its area.
    fn take_edges(&mut self, shapes: &PolygonOutlines, shape: usize, origin: Position) -> f64 {
        self.edges.clear();
        let mut area = 0.0;
        for polygon in shapes.polygons_of(shape) {
            let rings = shapes.rings_of(polygon);
            let exterior = rings.start;
            for ring in rings {
                let points = shapes.ring(ring);
                let size = signed_area(points).abs();
                area += if ring == exterior { size } else { -size };
                let edges = edges_of_ring(points, ring != exterior, 0).filter(|edge| edge.sign != 0);
                self.edges.extend(edges.map(|edge| moved(&edge, origin)));
            }
        }
        area
    }
}

/// The share of a shape of some area that rounding alone can make, from the bounds of the shape and of all zones.
fn rounding_of(shape: [Position; 2], zones: [Position; 2], area: f64) -> f64 {
    let largest = shape.iter().chain(&zones).flatten().fold(0.0_f64, |largest, number| largest.max(number.abs()));
    let [low, high] = shape;
    let strip = (high[0] - low[0] + high[1] - low[1]) * largest * f64::EPSILON;
    (ROUNDED_TIMES * strip / area).min(ROUNDING)
}

/// An edge seen from another origin. The differences are exact where the edge is near it.
fn moved(edge: &Edge, [x, y]: Position) -> Edge {
    let seen = |point: Position| [point[0] - x, point[1] - y];
    Edge { left: seen(edge.left), right: seen(edge.right), ..*edge }
}

/// The lower left and the upper right corner of a shape; `None` without points or with numbers that are not finite.
pub(crate) fn bounds_of(shapes: &PolygonOutlines, shape: usize) -> Option<[Position; 2]> {
    let polygons = shapes.polygons_of(shape);
    let rings = shapes.polygon_starts[polygons.start] as usize..shapes.polygon_starts[polygons.end] as usize;
    let points = &shapes.points[shapes.ring_starts[rings.start] as usize..shapes.ring_starts[rings.end] as usize];
    let (mut low, mut high) = (*points.first()?, *points.first()?);
    let mut finite = true;
    for &[x, y] in points {
        low = [if x < low[0] { x } else { low[0] }, if y < low[1] { y } else { low[1] }];
        high = [if x > high[0] { x } else { high[0] }, if y > high[1] { y } else { high[1] }];
        finite &= x.is_finite() & y.is_finite();
    }
    finite.then_some([low, high])
}

/// The edges of a shape by vertical slabs, so that an edge of a zone meets only those that it shares an `x` with.
#[derive(Default)]
struct Slabs {
    width: f64,
    starts: Vec<u32>,
    /// Edge and the slab that it starts in.
    edges: Vec<(u32, u32)>,
}

impl Slabs {
    /// Few edges make one slab.
    fn fill(&mut self, edges: &[Edge], width: f64) {
        let n_slabs = if edges.len() <= FEW_EDGES { 1 } else { edges.len() / 4 };
        self.width = width / n_slabs as f64;
        self.starts.clear();
        self.starts.resize(n_slabs + 1, 0);
        self.edges.clear();
        if n_slabs == 1 {
            self.edges.extend((0..edges.len()).map(|edge| (position(edge), 0)));
            self.starts[1] = position(edges.len());
            return;
        }
        for edge in edges {
            for slab in self.slab(edge.left[0])..=self.slab(edge.right[0]) {
                self.starts[slab + 1] += 1;
            }
        }
        for slab in 0..n_slabs {
            self.starts[slab + 1] += self.starts[slab];
        }
        let mut next = self.starts.clone();
        self.edges.resize(self.starts[n_slabs] as usize, (0, 0));
        for (number, edge) in edges.iter().enumerate() {
            let (first, last) = (self.slab(edge.left[0]), self.slab(edge.right[0]));
            let entry = (position(number), position(first));
            for at in &mut next[first..=last] {
                self.edges[*at as usize] = entry;
                *at += 1;
            }
        }
    }

    fn n_slabs(&self) -> usize {
        self.starts.len() - 1
    }

    fn slab(&self, x: f64) -> usize {
        whole(x / self.width).min(self.n_slabs() - 1)
    }

    /// Calls `visit` once for every edge that may share an `x` with the stretch.
    fn visit(&self, edges: &[Edge], from: f64, to: f64, mut visit: impl FnMut(&Edge)) {
        if self.n_slabs() == 1 {
            edges.iter().for_each(visit);
            return;
        }
        let (first, last) = (self.slab(from), self.slab(to));
        for slab in first..=last {
            for &(edge, start) in &self.edges[self.starts[slab] as usize..self.starts[slab + 1] as usize] {
                if (start as usize).max(first) == slab {
                    visit(&edges[edge as usize]);
                }
            }
        }
    }

    /// The area of the shape between two values of `x`.
    fn area_between(&self, edges: &[Edge], from: f64, to: f64) -> f64 {
        let mut sum = 0.0;
        self.visit(edges, from, to, |edge| {
            let (from, to) = (from.max(edge.left[0]), to.min(edge.right[0]));
            if from < to {
                sum += f64::from(edge.sign) * (to - from) * f64::midpoint(edge.height(from), edge.height(to));
            }
        });
        sum
    }

    /// The area of the shape below an edge of a zone, between two values of `x`.
    fn area_below(&self, edges: &[Edge], zone: &Edge, from: f64, to: f64) -> f64 {
        let mut sum = 0.0;
        self.visit(edges, from, to, |edge| {
            let (from, to) = (from.max(edge.left[0]), to.min(edge.right[0]));
            if from < to {
                sum += f64::from(edge.sign) * lower_of(edge, zone, from, to);
            }
        });
        sum
    }
}

/// The area between the lower of two edges and the line of height 0.
fn lower_of(a: &Edge, b: &Edge, from: f64, to: f64) -> f64 {
    let (a0, a1, b0, b1) = (a.height(from), a.height(to), b.height(from), b.height(to));
    let (gap0, gap1) = (a0 - b0, a1 - b1);
    let width = to - from;
    if gap0 <= 0.0 && gap1 <= 0.0 {
        return width * f64::midpoint(a0, a1);
    }
    if gap0 >= 0.0 && gap1 >= 0.0 {
        return width * f64::midpoint(b0, b1);
    }
    let along = gap0 / (gap0 - gap1);
    let crossing = a0 + (a1 - a0) * along;
    let (first, last) = if gap0 < 0.0 { (a0, b1) } else { (b0, a1) };
    width * (along * f64::midpoint(first, crossing) + (1.0 - along) * f64::midpoint(crossing, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::topology::shapes::tests::{outlines, square};

    fn weights(shapes: &PolygonOutlines, zones: &PolygonOutlines) -> Vec<Vec<(usize, f64)>> {
        let weights = areal_weights(shapes, zones);
        (0..weights.n_shapes()).map(|shape| weights.of_shape(shape).collect()).collect()
    }

    #[test]
    fn a_square_cut_in_quarters_and_shared_sides_is_exact() {
        let shapes = outlines(&[&[square(0.0, 0.0, 4.0)]]);
        let zones = outlines(&[
            &[square(-2.0, -2.0, 4.0)],
            &[square(2.0, -2.0, 4.0)],
            &[square(2.0, 2.0, 4.0)],
            &[square(4.0, 0.0, 4.0)],
            &[square(0.0, 0.0, 4.0)],
        ]);
        assert_eq!(weights(&shapes, &zones), [[(0, 0.25), (1, 0.25), (2, 0.25), (4, 1.0)]]);
    }

    #[test]
    fn holes_of_both_sides_count() {
        let ring = outlines(&[&[square(0.0, 0.0, 10.0), square(2.0, 2.0, 6.0)]]);
        let inner = outlines(&[&[square(2.0, 2.0, 6.0)], &[square(0.0, 0.0, 10.0)], &[square(0.0, 0.0, 5.0)]]);
        assert_eq!(weights(&ring, &inner), [[(1, 1.0), (2, 0.25)]]);
        let all = weights(&inner, &ring);
        assert_eq!(all[0], []);
        assert!((all[1][0].1 - 0.64).abs() < 1e-15, "{all:?}");
    }

    #[test]
    fn a_triangle_over_a_diagonal_is_exact_to_rounding() {
        let triangle = vec![[0.0, 0.0], [3.0, 0.0], [0.0, 3.0]];
        let shapes = outlines(&[&[triangle]]);
        let zones = outlines(&[&[square(0.0, 0.0, 1.0)], &[square(1.0, 1.0, 5.0)], &[square(0.0, -9.0, 30.0)]]);
        let found = weights(&shapes, &zones).remove(0);
        for ((zone, share), (expected_zone, expected)) in found.iter().zip([(0, 2.0 / 9.0), (1, 1.0 / 9.0), (2, 1.0)]) {
            assert_eq!(*zone, expected_zone);
            assert!((share - expected).abs() < 1e-15, "{found:?}");
        }
    }

    #[test]
    fn the_smallest_true_share_counts_and_rounding_does_not() {
        let shapes = outlines(&[&[square(0.0, 0.0, 4.0)], &[square(4e6, 2e6, 100.0)]]);
        // A corner of the first, and the neighbour of the second one, whose border is off by the last digit of its coordinates.
        let corner = vec![[4.0 - 4e-6, 4.0], [4.0, 4.0 - 4e-6], [9.0, 9.0]];
        let beside = vec![[(4e6_f64 + 100.0).next_down(), 2e6], [4e6 + 200.0, 2e6], [4e6 + 200.0, 2e6 + 100.0]];
        let near_origin = outlines(&[&[corner]]);
        let found = weights(&shapes, &near_origin);
        assert!((found[0][0].1 / 5e-13 - 1.0).abs() < 1e-3, "{found:?}");
        assert_eq!(weights(&shapes, &outlines(&[&[beside]])), vec![Vec::new(); 2]);
    }

    #[test]
    fn a_shape_far_away_or_without_area_has_no_shares() {
        let zones = outlines(&[&[square(0.0, 0.0, 1.0)]]);
        let shapes =
            outlines(&[&[square(7.0, 0.0, 1.0)], &[], &[square(0.5, 0.5, 0.0)], &[square(f64::NAN, 0.0, 1.0)]]);
        assert_eq!(weights(&shapes, &zones), vec![Vec::new(); 4]);
        assert_eq!(weights(&zones, &outlines(&[])), vec![Vec::new()]);
    }
}
