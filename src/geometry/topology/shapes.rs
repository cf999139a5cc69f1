//! Shapes of a topology as polygons in flat lists, for what takes every shape by itself.

use crate::geometry::plane::position::position;
use crate::geometry::topology::arcs::Topology;
use crate::model::shape::outline::{PolygonOutlines, Position};

impl PolygonOutlines {
    /// Adds a shape of polygons, each an exterior and its holes.
    pub fn push_shape<R: AsRef<[Position]>>(
        &mut self,
        polygons: impl IntoIterator<Item = impl IntoIterator<Item = R>>,
    ) {
        for polygon in polygons {
            for ring in polygon {
                self.points.extend_from_slice(ring.as_ref());
                self.ring_starts.push(position(self.points.len()));
            }
            self.polygon_starts.push(position(self.ring_starts.len() - 1));
        }
        self.shape_starts.push(position(self.polygon_starts.len() - 1));
    }
}

impl Topology {
    /// The shapes as polygons, in the same order.
    pub fn to_outlines(&self) -> PolygonOutlines {
        let mut outlines = PolygonOutlines::new(self.reference().clone());
        for shape in 0..self.n_shapes() {
            let polygons = self.polygons(shape).into_iter();
            outlines.push_shape(polygons.map(|polygon| std::iter::once(polygon.exterior).chain(polygon.holes)));
        }
        outlines
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::shape::outline::ReferenceSystem;

    /// The ring of a square by its lower left corner and side.
    pub(crate) fn square(x: f64, y: f64, side: f64) -> Vec<Position> {
        vec![[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    }

    /// Shapes of one polygon each, an exterior and its holes.
    pub(crate) fn outlines(shapes: &[&[Vec<Position>]]) -> PolygonOutlines {
        let mut outlines = PolygonOutlines::new(ReferenceSystem::laea_europe());
        for polygon in shapes {
            outlines.push_shape((!polygon.is_empty()).then_some(*polygon));
        }
        outlines
    }
}
