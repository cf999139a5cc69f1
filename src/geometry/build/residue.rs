//! What is left of shapes when the edges inside groups have cancelled, part by part.

use std::ops::Range;

use rayon::prelude::*;

use crate::geometry::build::network::{Directed, Network};
use crate::geometry::build::turns::Turns;
use crate::geometry::edge::runs::Runs;
use crate::geometry::mend::plain_ring::PlainRing;
use crate::geometry::mend::usual_edge::UsualEdge;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::geometry::plane::ring::{bounds, signed_area};
use crate::geometry::plane::vertex::SnapGrid;
use crate::geometry::topology::cancel::{Waiting, same_bits};
use crate::model::shape::outline::{NOWHERE, PolygonOutlines, Position, ReferenceSystem, enclosing};

/// What is left of some shapes.
#[derive(Debug)]
pub struct Residue {
    /// In order of groups.
    pub(crate) edges: Vec<Directed>,
    pub(crate) bounds: [f64; 4],
    /// The bounds of each shape, `[low x, low y, high x, high y]`.
    pub(crate) boxes: Vec<[f64; 4]>,
    /// Shapes that are not plain, among all: their edges are not here.
    pub(crate) aside: Vec<u32>,
    pub(crate) usual: UsualEdge,
    pub(crate) turns: Turns,
}

impl Residue {
    /// The bounds of all shapes, `[low x, low y, high x, high y]`.
    pub fn bounds_of(residues: &[Self]) -> [f64; 4] {
        residues.iter().map(|residue| residue.bounds).fold(NOWHERE, enclosing)
    }
}

/// A dissolve while shapes arrive.
pub struct Dissolving {
    pub(crate) grid: SnapGrid,
    pub(crate) measure: Measure,
    pub(crate) reference: ReferenceSystem,
    pub(crate) n_shapes: usize,
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

/// The edges of a shape with its land on the left, or on the right.
pub(crate) fn edges_of(outlines: &PolygonOutlines, shape: usize, land_on_the_left: bool) -> Vec<[Position; 2]> {
    let mut edges = Vec::new();
    for polygon in outlines.polygons_of(shape) {
        for (number, ring) in outlines.rings_of(polygon).enumerate() {
            let points = outlines.ring(ring);
            let turned = ((signed_area(points) > 0.0) == (number > 0)) == land_on_the_left;
            let apart = points.windows(2).filter(|pair| !same_bits(pair[0], pair[1]));
            edges.extend(apart.map(|pair| if turned { [pair[1], pair[0]] } else { [pair[0], pair[1]] }));
        }
    }
    edges
}

/// Whether a shape has more than one ring.
pub(crate) fn has_several_rings(outlines: &PolygonOutlines, shape: usize) -> bool {
    outlines.polygons_of(shape).flat_map(|polygon| outlines.rings_of(polygon)).nth(1).is_some()
}

/// The edges of a shape's rings, which are plain, put together: nothing suspect about them says that holes lie in exteriors, and no part on
/// another.
pub(crate) fn network_of_rings(outlines: &PolygonOutlines, shape: usize, grid: &SnapGrid) -> Network {
    let edges = edges_of(outlines, shape, true).into_iter();
    let edges: Vec<Directed> = edges.map(|ends| Directed { ends, group: 0, shape: 0 }).collect();
    Network::of(&edges.iter().collect::<Vec<_>>(), grid)
}

/// Shapes while they are passed, one ring after the other.
struct Passing<'a> {
    points: &'a [Position],
    /// Where these points start among those of the outlines.
    start: usize,
    look: PlainRing,
    runs: Runs<'a>,
    /// The points of each ring that was passed, with its group and its shape among all.
    passed: Vec<(Range<usize>, u32, u32)>,
    turns: Turns,
}

impl Passing<'_> {
    /// The points of a ring of the outlines.
    fn points_of(&self, outlines: &PolygonOutlines, ring: usize) -> Range<usize> {
        outlines.ring_starts[ring] as usize - self.start..outlines.ring_starts[ring + 1] as usize - self.start
    }

    /// Passes the edges of the ring that was looked at.
    fn pass(&mut self, range: Range<usize>, is_hole: bool, (group, shape): (u32, u32)) {
        let edges = self.look.at.iter().map(|&at| range.start + at as usize);
        self.runs.pass(edges, self.look.counter_clockwise == is_hole, group);
        self.turns.pass(is_hole, self.look.counter_clockwise);
        self.passed.push((range, group, shape));
    }
}

impl Dissolving {
    /// A dissolve of so many shapes, which together have these bounds, `[low x, low y, high x, high y]`.
    pub fn within(bounds: [f64; 4], reference: &ReferenceSystem, n_shapes: usize) -> Self {
        Self { grid: SnapGrid::within(bounds), measure: Measure::of(reference), reference: reference.clone(), n_shapes }
    }

    /// Takes a part of the shapes, each with its group; the first of them is number `first` among all. `None` where their bounds are other
    /// than was said, or a coordinate is no number.
    ///
    /// # Panics
    /// When there is not one group for each shape.
    pub fn take(
        &self,
        outlines: &PolygonOutlines,
        shapes: Range<usize>,
        first: usize,
        group_of: &[u32],
    ) -> Option<Residue> {
        assert_eq!(group_of.len(), shapes.len(), "one group for each shape");
        let rings = |polygon: u32| outlines.polygon_starts[polygon as usize];
        let [ring, behind] = [shapes.start, shapes.end].map(|shape| rings(outlines.shape_starts[shape]));
        let start = outlines.ring_starts[ring as usize] as usize;
        let points = &outlines.points[start..outlines.ring_starts[behind as usize] as usize];
        // The number of an edge is a doubled number of a point.
        u32::try_from(2 * points.len()).ok().filter(|_| all_finite(points))?;
        let (look, runs, turns) = (PlainRing::default(), Runs::of(points), Turns::default());
        let mut passing = Passing { points, start, look, runs, passed: Vec::new(), turns };
        let mut usual = UsualEdge::of(self.n_shapes);
        let (mut boxes, mut aside) = (Vec::with_capacity(shapes.len()), Vec::new());
        for ((shape, number), &group) in shapes.zip(first..).zip(group_of) {
            usual.look_at(number, outlines, shape, self.measure);
            passing.turns.begin_shape();
            let around = self.pass(outlines, shape, (group, position(number)), &mut passing);
            let is_aside = around.is_none();
            let around = around.unwrap_or_else(|| {
                let rings = outlines.polygons_of(shape).flat_map(|polygon| outlines.rings_of(polygon));
                rings.map(|ring| bounds(outlines.ring(ring))).fold(NOWHERE, enclosing)
            });
            // A shape without any points is nowhere.
            if around[0] <= around[2] && !self.grid.holds(around) {
                return None;
            }
            if is_aside {
                aside.push(position(number));
                passing.turns.pass_closely(&outlines.picked([Some(shape)]), &self.grid);
            }
            boxes.push(around);
        }
        let bounds = boxes.iter().copied().fold(NOWHERE, enclosing);
        let edges = self.left_of_part(&passing);
        Some(Residue { edges, bounds, boxes, aside, usual, turns: passing.turns })
    }

    /// Passes the edges of a shape and tells its bounds; `None` where something about it is not plain, and then none of its edges is passed.
    fn pass(
        &self,
        outlines: &PolygonOutlines,
        shape: usize,
        group_and_number: (u32, u32),
        passing: &mut Passing<'_>,
    ) -> Option<[f64; 4]> {
        let mut around = NOWHERE;
        let polygons = outlines.polygons_of(shape);
        let rings = polygons.clone().flat_map(|polygon| outlines.rings_of(polygon));
        let of_several = has_several_rings(outlines, shape);
        let mut boxes = Vec::new();
        for ring in rings {
            let range = passing.points_of(outlines, ring);
            let is_plain = passing.look.look_at(&passing.points[range.clone()], &self.grid);
            if !is_plain || !self.grid.holds(passing.look.bounds) {
                return None;
            }
            around = enclosing(around, passing.look.bounds);
            boxes.push(passing.look.bounds);
            if !of_several {
                passing.pass(range, false, group_and_number);
            }
        }
        if of_several {
            // Exteriors that lie apart have nothing to do with each other.
            if boxes.len() > polygons.len() || !self.are_apart(&boxes) {
                let network = network_of_rings(outlines, shape, &self.grid);
                if !network.suspects.is_empty() || !network.close.is_empty() {
                    return None;
                }
            }
            for polygon in polygons {
                for (number, ring) in outlines.rings_of(polygon).enumerate() {
                    let range = passing.points_of(outlines, ring);
                    passing.look.look_at(&passing.points[range.clone()], &self.grid);
                    passing.pass(range, number > 0, group_and_number);
                }
            }
        }
        Some(around)
    }

    /// Whether no two boxes come nearer to each other than two steps of the grid. Of many boxes it is not asked.
    fn are_apart(&self, boxes: &[[f64; 4]]) -> bool {
        const MANY: usize = 64;
        let reach = 2.0 * self.grid.step();
        let apart = |[west, south, east, north]: [f64; 4], [w, s, e, n]: [f64; 4]| {
            w > east + reach || west > e + reach || s > north + reach || south > n + reach
        };
        boxes.len() <= MANY
            && boxes.iter().enumerate().all(|(number, one)| boxes[..number].iter().all(|other| apart(*one, *other)))
    }

    /// What is left of a part, in order of groups.
    fn left_of_part(&self, Passing { points, runs, passed, .. }: &Passing<'_>) -> Vec<Directed> {
        let mut waiting = Waiting::with_room_for(runs.n_left() / 2);
        for (range, group, _) in passed {
            for (point, turned) in runs.left(range.clone()) {
                let edge = 2 * position(point) + u32::from(turned);
                let cells = ends_of(points, edge).map(|end| self.grid.key(end));
                waiting.pass((cells, Waiting::mixed(cells)), *group, edge, |edge| ends_of(points, edge));
            }
        }
        let left = waiting.left().map(|(edge, group)| {
            let ring = passed.partition_point(|(range, ..)| range.start <= edge as usize / 2).saturating_sub(1);
            Directed { ends: ends_of(points, edge), group, shape: passed[ring].2 }
        });
        let mut edges: Vec<Directed> = left.collect();
        edges.sort_unstable_by_key(|edge| edge.group);
        edges
    }

    /// The edges that are left when those of several parts, each in order of groups, have cancelled, every group by itself.
    pub(crate) fn left_of<'a>(&self, parts: &[&'a [Directed]]) -> Vec<&'a Directed> {
        let mut of_groups: Vec<&[Directed]> =
            parts.iter().flat_map(|part| part.chunk_by(|a, b| a.group == b.group)).collect();
        of_groups.sort_by_key(|edges| edges[0].group);
        let groups: Vec<&[&[Directed]]> = of_groups.chunk_by(|a, b| a[0].group == b[0].group).collect();
        let left = groups.into_par_iter().map(|parts| {
            let edges: Vec<&Directed> = parts.iter().copied().flatten().collect();
            let mut waiting = Waiting::with_room_for(edges.len() / 2);
            for (number, &edge) in (0..).zip(&edges) {
                let cells = edge.ends.map(|end| self.grid.key(end));
                let key = (cells, Waiting::mixed(cells));
                waiting.pass(key, edge.group, number, |edge| edges[edge as usize].ends);
            }
            waiting.left().map(|(edge, _)| edges[edge as usize]).collect::<Vec<_>>()
        });
        left.collect::<Vec<_>>().concat()
    }
}
