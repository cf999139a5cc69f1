//! A topology from raw polygons: borders found and stored once, defects named and mended.

use std::fmt;

use rayon::prelude::*;

use crate::geometry::assemble::{Line, Lines, line_of, rings};
use crate::geometry::defect::{Defect, DefectKind};
use crate::geometry::dissolve::renumber;
use crate::geometry::edge::Edges;
use crate::geometry::loops::{Loops, ring_areas};
use crate::geometry::topology::{Topology, position};
use crate::geometry::vertex::{SnapGrid, Vertices};
use crate::model::outline::{PolygonOutlines, Position, ReferenceSystem};

/// What is done about defects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Repair {
    /// They are mended and reported.
    #[default]
    Mend,
    /// They are errors.
    Refuse,
}

/// A topology with what was found on the way to it.
#[derive(Clone, Debug)]
pub struct Built {
    /// The shapes, which overlap nowhere. A shape without polygons stays without.
    pub topology: Topology,
    /// Every defect, the worst kind first.
    pub defects: Vec<Defect>,
    /// The sum of the areas of all shapes as they came, in square metres.
    pub area_before: f64,
    /// The sum of the areas of all shapes as they are now, in square metres: less by overlaps, more by gaps.
    pub area_after: f64,
}

/// Why polygons are no topology.
#[derive(Clone, Debug, PartialEq)]
pub enum BuildError {
    /// There are defects, and they were to be refused.
    Refused {
        /// All of them.
        defects: Vec<Defect>,
    },
    /// Shapes that have polygons and no area.
    WithoutArea {
        /// The shapes.
        shapes: Vec<usize>,
        /// All defects.
        defects: Vec<Defect>,
    },
    /// Borders that lie too close to each other to be told apart.
    Unmendable {
        /// Where.
        place: Position,
    },
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { defects } => write!(f, "the outlines have {} defects", defects.len()),
            Self::WithoutArea { shapes, .. } => write!(f, "{} shapes have no area", shapes.len()),
            Self::Unmendable { place: [x, y] } => write!(f, "the borders around {x}, {y} cannot be told apart"),
        }
    }
}

impl std::error::Error for BuildError {}

/// Finds the shared borders of polygons.
///
/// Points on the same step of a fine grid are one vertex (a step is 2⁻³⁰ to 2⁻²⁹ of the longer side of the data, about 2 mm for Italy).
/// In a valid coverage neighbours pass their common edges in opposite directions, so every edge is paired with its opposite and knows the
/// shape on either side; edges are joined into arcs where no third line ends, arcs into rings. How the file turns its rings does not matter.
///
/// # Errors
/// Shapes without area, defects that are to be refused.
pub fn build_topology(outlines: &PolygonOutlines, repair: Repair) -> Result<Built, BuildError> {
    let grid = SnapGrid::of(&outlines.points);
    let vertices = Vertices::number(&outlines.points, &grid);
    let areas = ring_areas(outlines);
    let loops = Loops::of(outlines, &vertices.of_point, &areas, grid.step() * grid.step());
    let edges = Edges::of(&loops, vertices.positions.len());
    let mut defects = Vec::new();
    for crowded in &edges.crowded {
        let mut shapes: Vec<usize> = crowded.rings.iter().map(|&ring| loops.shape[ring as usize] as usize).collect();
        shapes.sort_unstable();
        shapes.dedup();
        let place = vertices.positions[crowded.ends[0] as usize];
        defects.push(Defect { kind: DefectKind::Overlap, shapes, place, size: 0.0 });
    }
    if repair == Repair::Refuse && !defects.is_empty() {
        return Err(BuildError::Refused { defects });
    }
    let area_before = (0..outlines.n_shapes()).map(|shape| shape_area(outlines, &areas, shape)).sum();
    let topology = assemble(&outlines.reference, &vertices.positions, &edges, outlines.n_shapes());
    let after: Vec<f64> = (0..topology.n_shapes()).into_par_iter().map(|shape| topology.area(shape)).collect();
    let without: Vec<usize> = (0..outlines.n_shapes())
        .filter(|&shape| after[shape] <= 0.0 && !outlines.polygons_of(shape).is_empty())
        .collect();
    if !without.is_empty() {
        return Err(BuildError::WithoutArea { shapes: without, defects });
    }
    Ok(Built { topology, defects, area_before, area_after: after.iter().sum() })
}

/// The area of a shape by the word of the file: exteriors less holes.
fn shape_area(outlines: &PolygonOutlines, areas: &[f64], shape: usize) -> f64 {
    outlines
        .polygons_of(shape)
        .map(|polygon| {
            let mut rings = outlines.rings_of(polygon).map(|ring| areas[ring].abs());
            rings.next().unwrap_or(0.0) - rings.sum::<f64>()
        })
        .sum()
}

/// Arcs and rings from edges.
fn assemble(reference: &ReferenceSystem, positions: &[Position], edges: &Edges, n_shapes: usize) -> Topology {
    let mut chains = Lines { ends: &edges.ends, sides: &edges.sides, n_nodes: positions.len() }.chains();
    let mut points = Vec::with_capacity(chains.lines.len() + chains.ends.len());
    let mut arc_starts = Vec::with_capacity(chains.starts.len());
    arc_starts.push(0);
    for (chain, ends) in chains.starts.windows(2).zip(&chains.ends) {
        points.push(positions[ends[0] as usize]);
        for &signed in &chains.lines[chain[0] as usize..chain[1] as usize] {
            let end = edges.ends[line_of(signed)][usize::from(signed >= 0)];
            points.push(positions[end as usize]);
        }
        arc_starts.push(position(points.len()));
    }
    let n_nodes = renumber(&mut chains.ends, positions.len());
    let lines = Lines { ends: &chains.ends, sides: &chains.sides, n_nodes };
    let line = |arc: usize| Line::of(&points[arc_starts[arc] as usize..arc_starts[arc + 1] as usize]);
    let rings = rings(&lines, n_shapes, line);
    Topology::from_parts(reference.clone(), (points, arc_starts), (chains.ends, n_nodes), chains.sides, rings)
}

#[cfg(test)]
mod tests {
    use super::*;

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
