//! A topology from raw polygons: borders found and stored once, defects named and mended.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::geometry::edge::loops::{Loops, ring_areas};
use crate::geometry::edge::sides::Edges;
use crate::geometry::mend::defect::{Defect, DefectKind};
use crate::geometry::mend::failure::BuildError;
use crate::geometry::mend::gaps::fill_gaps;
use crate::geometry::mend::holes::chain_points;
use crate::geometry::mend::ring_defects::{ring_defects, without_impossible};
use crate::geometry::mend::untangle::{Untangled, untangle};
use crate::geometry::mend::usual_edge::UsualEdge;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::ring::from_the_west;
use crate::geometry::plane::vertex::{SnapGrid, Vertices};
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::assemble::{Line, Lines, line_of, rings};
use crate::geometry::topology::dissolve::renumber;
use crate::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};
use crate::model::shape::repair::Repair;

/// A topology with what was found on the way to it.
#[derive(Clone, Debug)]
pub struct Built {
    /// The shapes, which overlap nowhere. A shape without polygons stays without.
    pub topology: Topology,
    /// Every defect, the worst kind first.
    pub defects: Vec<Defect>,
    /// Shapes that have polygons and no area; none of them where [`build_topology`] is asked.
    pub without_area: Vec<usize>,
    /// The sum of the areas of all shapes as they came, in square metres.
    pub area_before: f64,
    /// The sum of the areas of all shapes as they are now, in square metres: less by overlaps, more by gaps.
    pub area_after: f64,
}

/// Finds the shared borders of polygons.
///
/// Points on the same step of a fine grid are one vertex (a step is 2⁻³⁰ to 2⁻²⁹ of the longer side of the data, about 2 mm for Italy),
/// unless one shape has several points there.
/// In a valid coverage neighbours pass their common edges in opposite directions, so every edge is paired with its opposite and knows the
/// shape on either side; edges are joined into arcs where no third line ends, arcs into rings. How the file turns its rings does not matter.
///
/// # Errors
/// Shapes without area, defects that are to be refused.
pub fn build_topology(outlines: &PolygonOutlines, repair: Repair) -> Result<Built, BuildError> {
    build_with_empty(outlines)?.unless_refused(repair)
}

impl Built {
    /// The same, where all shapes have an area and what was wrong may be mended.
    ///
    /// # Errors
    /// Shapes without area, defects that are to be refused.
    pub fn unless_refused(self, repair: Repair) -> Result<Self, BuildError> {
        let Self { defects, without_area: shapes, .. } = &self;
        if !shapes.is_empty() {
            return Err(BuildError::WithoutArea { shapes: shapes.clone(), defects: defects.clone() });
        }
        if repair == Repair::Refuse && defects.iter().any(|defect| !defect.kind.is_information()) {
            return Err(BuildError::Refused { defects: defects.clone() });
        }
        Ok(self)
    }
}

/// The same with everything mended, where shapes may be left without area: for callers who join shapes or only look at them.
///
/// # Errors
/// Borders that cannot be told apart.
pub fn build_with_empty(outlines: &PolygonOutlines) -> Result<Built, BuildError> {
    let measure = Measure::of(&outlines.reference);
    let mut defects = Vec::new();
    let outlines = &*without_impossible(outlines, measure, &mut defects);
    let median = UsualEdge::measured(outlines, measure);
    let Fitting { mut positions, mut edges, defects: found, area_before } =
        fitting(outlines, &SnapGrid::of(&outlines.points), measure)?;
    defects.extend(found);
    defects.extend(fill_gaps(&mut edges, &mut positions, measure, median));
    let topology = assemble(&outlines.reference, &positions, &edges, outlines.n_shapes());
    let (after, exclaves) = measured(&topology, measure);
    let without: Vec<usize> = (0..outlines.n_shapes())
        .filter(|&shape| after[shape] <= 0.0 && !outlines.polygons_of(shape).is_empty())
        .collect();
    name_empty(outlines, &without, &mut defects);
    defects.extend(exclaves);
    sort(&mut defects);
    Ok(Built { topology, defects, without_area: without, area_before, area_after: after.iter().sum() })
}

/// Edges that fit together, with what was done to get there.
pub(crate) struct Fitting {
    /// Where vertices are.
    pub(crate) positions: Vec<Position>,
    /// The edges, with the shape on either side.
    pub(crate) edges: Edges,
    /// What was found.
    pub(crate) defects: Vec<Defect>,
    /// The sum of the areas of all shapes as they came, in square metres.
    pub(crate) area_before: f64,
}

/// The edges of shapes, whose points are all places, cut and given out so that they fit together. Gaps are left.
///
/// # Errors
/// Borders that cannot be told apart.
pub(crate) fn fitting(outlines: &PolygonOutlines, grid: &SnapGrid, measure: Measure) -> Result<Fitting, BuildError> {
    let (mut vertices, areas, mut loops) = numbered(outlines, grid);
    vertices.of_point = Vec::new();
    let mut defects = Vec::new();
    ring_defects(outlines, &areas, &loops, measure, &mut defects);
    let Untangled { edges, defects: found, overlaid, claimed } = untangle(&mut loops, &mut vertices, grid, measure)?;
    defects.extend(found);
    let area_before = claimed + claimed_by_word(outlines, &loops, &overlaid, measure);
    Ok(Fitting { positions: vertices.positions, edges, defects, area_before })
}

/// The vertices of outlines, the signed area of each ring, and the rings that have one.
pub(crate) fn numbered(outlines: &PolygonOutlines, grid: &SnapGrid) -> (Vertices, Vec<f64>, Loops) {
    let vertices = Vertices::number(&outlines.points, &starts_of_shapes(outlines), grid);
    let areas = ring_areas(outlines);
    let loops = Loops::of(outlines, &vertices.of_point, &areas, grid);
    (vertices, areas, loops)
}

/// Names shapes without land. One with the outline of another has one of its own, and lost its land to that other.
pub(crate) fn name_empty(outlines: &PolygonOutlines, without: &[usize], defects: &mut Vec<Defect>) {
    let twins: BTreeSet<usize> = defects
        .iter()
        .filter(|defect| defect.kind == DefectKind::DuplicateGeometry)
        .flat_map(|defect| defect.shapes.iter().copied())
        .collect();
    let alone = without.iter().filter(|shape| !twins.contains(shape));
    defects.extend(alone.map(|&shape| empty(outlines, shape)));
}

/// The worst kind first, of a kind in the order of shapes, of the same shapes from west to east.
pub(crate) fn sort(defects: &mut [Defect]) {
    let place = |a: &Defect, b: &Defect| [0, 1].map(|axis| a.place[axis].total_cmp(&b.place[axis]));
    defects.sort_by(|a, b| {
        let [x, y] = place(a, b);
        a.kind.cmp(&b.kind).then_with(|| a.shapes.cmp(&b.shapes)).then(x).then(y)
    });
}

/// The points that shapes start at.
fn starts_of_shapes(outlines: &PolygonOutlines) -> Vec<u32> {
    let ring = |shape: &u32| outlines.polygon_starts[*shape as usize] as usize;
    outlines.shape_starts.iter().map(|shape| outlines.ring_starts[ring(shape)]).collect()
}

/// The area of the shapes that no overlay touched, by the word of the file: exteriors less holes.
fn claimed_by_word(outlines: &PolygonOutlines, loops: &Loops, overlaid: &BTreeSet<u32>, measure: Measure) -> f64 {
    let areas: Vec<f64> = (0..loops.len())
        .into_par_iter()
        .map(|ring| {
            let area = measure.area(outlines.ring(loops.ring[ring] as usize)).abs();
            if loops.hole[ring] { -area } else { area }
        })
        .collect();
    areas.iter().zip(&loops.shape).filter(|(_, shape)| !overlaid.contains(shape)).map(|(area, _)| area).sum()
}

/// The area of every shape in square metres, and its exclaves: parts apart from the largest that border on other shapes.
pub(crate) fn measured(topology: &Topology, measure: Measure) -> (Vec<f64>, Vec<Defect>) {
    let shapes: Vec<(f64, Vec<Defect>)> = (0..topology.n_shapes())
        .into_par_iter()
        .map(|shape| {
            let rings = topology.ring_range(shape);
            // From the west, so that neither places nor sizes hang on which arcs there are.
            let measured = rings.clone().map(|ring| {
                let points = from_the_west(topology.ring_points(ring));
                (measure.area(&points), points.first().copied().unwrap_or([0.0; 2]))
            });
            let measured: Vec<(f64, Position)> = measured.collect();
            let order = |(size, [x, y]): &(f64, Position), (other, [a, b]): &(f64, Position)| {
                size.total_cmp(other).then(a.total_cmp(x)).then(b.total_cmp(y))
            };
            let largest = (0..measured.len()).max_by(|&one, &other| order(&measured[one], &measured[other]));
            let mut exclaves = Vec::new();
            for (number, (ring, &(size, place))) in rings.zip(&measured).enumerate() {
                let borders = |&arc: &i32| topology.sides(line_of(arc)).iter().all(Option::is_some);
                let is_apart = size > 0.0 && largest != Some(number);
                if is_apart && topology.ring_arcs_of(ring).iter().any(borders) {
                    exclaves.push(Defect { kind: DefectKind::Exclave, shapes: vec![shape], place, size });
                }
            }
            (measured.iter().map(|(size, _)| size).sum(), exclaves)
        })
        .collect();
    let (areas, exclaves): (Vec<f64>, Vec<Vec<Defect>>) = shapes.into_iter().unzip();
    (areas, exclaves.into_iter().flatten().collect())
}

/// A shape that has polygons and no area.
fn empty(outlines: &PolygonOutlines, shape: usize) -> Defect {
    let mut rings = outlines.polygons_of(shape).flat_map(|polygon| outlines.rings_of(polygon));
    let place = rings.find_map(|ring| outlines.ring(ring).first().copied());
    let place = place.or_else(|| outlines.points.first().copied()).unwrap_or([0.0; 2]);
    Defect { kind: DefectKind::EmptyGeometry, shapes: vec![shape], place, size: 0.0 }
}

/// Arcs and rings from edges.
pub(crate) fn assemble(
    reference: &ReferenceSystem,
    positions: &[Position],
    edges: &Edges,
    n_shapes: usize,
) -> Topology {
    let mut chains = Lines { ends: &edges.ends, sides: &edges.sides, n_nodes: positions.len() }.chains();
    let (points, arc_starts) = chain_points(&chains, &edges.ends, positions);
    let n_nodes = renumber(&mut chains.ends, positions.len());
    let lines = Lines { ends: &chains.ends, sides: &chains.sides, n_nodes };
    let line = |arc: usize| Line::of(&points[arc_starts[arc] as usize..arc_starts[arc + 1] as usize]);
    let rings = rings(&lines, n_shapes, line);
    Topology::from_parts(reference.clone(), (points, arc_starts), (chains.ends, n_nodes), chains.sides, rings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::plane::position::position;

    /// Shapes of one polygon each, given as rings without their last point.
    fn outlines(shapes: &[&[&[Position]]]) -> PolygonOutlines {
        let mut outlines = PolygonOutlines::new(ReferenceSystem::laea_europe());
        for shape in shapes {
            for ring in *shape {
                outlines.points.extend_from_slice(ring);
                outlines.points.push(ring[0]);
                outlines.ring_starts.push(position(outlines.points.len()));
            }
            outlines.polygon_starts.push(position(outlines.ring_starts.len() - 1));
            outlines.shape_starts.push(position(outlines.polygon_starts.len() - 1));
        }
        outlines
    }

    #[test]
    fn two_squares_share_one_arc_however_they_turn() {
        let left: &[Position] = &[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];
        let right: &[Position] = &[[1.0, 0.0], [1.0, 1.0], [2.0, 1.0], [2.0, 0.0]];
        let built = build_topology(&outlines(&[&[left], &[right]]), Repair::Refuse).unwrap();
        assert_eq!((built.topology.n_arcs(), built.topology.borders().count()), (3, 1));
        assert_eq!(built.topology.neighbours(), [([0, 1], 1.0)].into());
        assert!((built.area_before - 2.0).abs() < 1e-12 && (built.area_after - 2.0).abs() < 1e-12);
    }

    #[test]
    fn an_enclave_fills_the_hole_around_it() {
        let around: &[Position] = &[[0.0, 0.0], [3.0, 0.0], [3.0, 3.0], [0.0, 3.0]];
        let hole: &[Position] = &[[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 2.0]];
        let built = build_topology(&outlines(&[&[around, hole], &[hole]]), Repair::Refuse).unwrap();
        assert_eq!(built.topology.n_arcs(), 2);
        assert!((built.topology.area(0) - 8.0).abs() < 1e-12 && (built.topology.area(1) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn shapes_that_only_touch_in_a_point_stay_two_polygons_when_joined() {
        let a: &[Position] = &[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];
        let b: &[Position] = &[[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 2.0]];
        let topology = build_topology(&outlines(&[&[a], &[b]]), Repair::Refuse).unwrap().topology;
        let joined = topology.dissolve(&[Some(0), Some(0)], 1);
        assert_eq!(joined.polygons(0).len(), 2);
    }

    #[test]
    fn a_shape_without_polygons_stays_empty() {
        let square: &[Position] = &[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];
        let mut outlines = outlines(&[&[square]]);
        outlines.shape_starts.push(1);
        let topology = build_topology(&outlines, Repair::Refuse).unwrap().topology;
        assert_eq!((topology.n_shapes(), topology.ring_range(1).len()), (2, 0));
    }

    #[test]
    fn no_shapes_are_a_topology_of_nothing() {
        let built = build_topology(&outlines(&[]), Repair::Refuse).unwrap();
        assert_eq!((built.topology.n_shapes(), built.topology.n_arcs()), (0, 0));
    }
}
