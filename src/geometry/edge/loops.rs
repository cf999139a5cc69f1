//! Rings as closed sequences of vertices, each turned so that its shape is on the left.

use rayon::prelude::*;

use crate::geometry::plane::position::position;
use crate::geometry::plane::ring::signed_area;
use crate::geometry::plane::vertex::SnapGrid;
use crate::model::shape::outline::{PolygonOutlines, Position};

/// Rings of all shapes; those without area are left out.
#[derive(Debug, Default)]
pub(crate) struct Loops {
    /// The vertices of all rings, one ring after the other; the first is not repeated at the end.
    pub(crate) vertices: Vec<u32>,
    /// Where each ring starts in `vertices`.
    pub(crate) starts: Vec<u32>,
    /// The shape of each ring.
    pub(crate) shape: Vec<u32>,
    /// The polygon of each ring.
    pub(crate) polygon: Vec<u32>,
    /// Whether each ring is a hole, by the word of the file.
    pub(crate) hole: Vec<bool>,
    /// The ring's number in the outlines.
    pub(crate) ring: Vec<u32>,
    /// Rings of the outlines that have no area, with their shapes.
    pub(crate) collapsed: Vec<(u32, u32)>,
}

impl Loops {
    /// The rings of outlines whose points are numbered vertices, with the signed area of each ring in the outlines.
    pub(crate) fn of(outlines: &PolygonOutlines, of_point: &[u32], areas: &[f64], grid: &SnapGrid) -> Self {
        let mut loops = Self { vertices: Vec::with_capacity(of_point.len()), starts: vec![0], ..Self::default() };
        for shape in 0..outlines.n_shapes() {
            for polygon in outlines.polygons_of(shape) {
                for ring in outlines.rings_of(polygon) {
                    let hole = ring != outlines.rings_of(polygon).start;
                    let start = loops.vertices.len();
                    let range = outlines.ring_starts[ring] as usize..outlines.ring_starts[ring + 1] as usize;
                    for &vertex in &of_point[range] {
                        if loops.vertices.len() == start || loops.vertices[loops.vertices.len() - 1] != vertex {
                            loops.vertices.push(vertex);
                        }
                    }
                    while loops.vertices.len() > start + 1
                        && loops.vertices[loops.vertices.len() - 1] == loops.vertices[start]
                    {
                        loops.vertices.pop();
                    }
                    if loops.vertices.len() < start + 3
                        || (areas[ring].abs() <= grid.step() * grid.step() && is_a_line(outlines.ring(ring), grid))
                    {
                        loops.vertices.truncate(start);
                        loops.collapsed.push((position(ring), position(shape)));
                        continue;
                    }
                    if (areas[ring] > 0.0) == hole {
                        loops.vertices[start..].reverse();
                    }
                    loops.starts.push(position(loops.vertices.len()));
                    loops.shape.push(position(shape));
                    loops.polygon.push(position(polygon));
                    loops.hole.push(hole);
                    loops.ring.push(position(ring));
                }
            }
        }
        loops
    }

    /// How many rings there are.
    pub(crate) fn len(&self) -> usize {
        self.shape.len()
    }

    /// The vertices of a ring.
    pub(crate) fn vertices_of(&self, ring: usize) -> &[u32] {
        &self.vertices[self.starts[ring] as usize..self.starts[ring + 1] as usize]
    }
}

/// Whether all points of a ring lie on one line, as far as a step of the finer grid can tell and at most to a step's square. The area of
/// a ring that crosses itself may be zero without that.
fn is_a_line(points: &[Position], grid: &SnapGrid) -> bool {
    let around: f64 = points.windows(2).map(|pair| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1])).sum();
    let least_area = (around * grid.finer_step()).min(grid.step() * grid.step());
    let Some((&[x0, y0], rest)) = points.split_first() else { return true };
    rest.windows(2)
        .map(|pair| ((pair[0][0] - x0) * (pair[1][1] - y0) - (pair[1][0] - x0) * (pair[0][1] - y0)).abs() / 2.0)
        .all(|triangle| triangle <= least_area)
}

/// The signed area of every ring, in the coordinates of the outlines; an open ring is closed.
pub(crate) fn ring_areas(outlines: &PolygonOutlines) -> Vec<f64> {
    (0..outlines.n_rings())
        .into_par_iter()
        .with_min_len(256)
        .map(|ring| {
            let points = outlines.ring(ring);
            // The shoelace sum starts at the first point, so the edge that closes an open ring adds nothing.
            signed_area(points)
        })
        .collect()
}
