//! Where a shape is, as one point.

use crate::geometry::plane::ring::{middle_of_first_edge, signed_area};
use crate::geometry::topology::arcs::Topology;
use crate::model::shape::outline::Position;

impl Topology {
    /// The centre of gravity of a shape; `None` for a shape without area.
    ///
    /// # Formula
    /// `Σ (a + b) (a × b) / (3 Σ a × b)` over the edges `ab` of all rings, holes counting against their exteriors.
    pub fn centroid(&self, shape: usize) -> Option<Position> {
        let rings: Vec<Vec<Position>> = self.ring_range(shape).map(|ring| self.ring_points(ring)).collect();
        // Sums are taken from a point nearby, so that large coordinates cost no digits.
        let [x0, y0] = middle_of_first_edge(rings.first()?);
        let (mut twice, mut sum_x, mut sum_y) = (0.0, 0.0, 0.0);
        for ring in &rings {
            for pair in ring.windows(2) {
                let [[ax, ay], [bx, by]] = [pair[0], pair[1]].map(|[x, y]| [x - x0, y - y0]);
                let cross = ax * by - ay * bx;
                twice += cross;
                sum_x += (ax + bx) * cross;
                sum_y += (ay + by) * cross;
            }
        }
        (twice > 0.0).then(|| [x0 + sum_x / (3.0 * twice), y0 + sum_y / (3.0 * twice)])
    }

    /// The largest exterior ring of a shape, by area; `None` for a shape without area.
    pub fn largest_ring(&self, shape: usize) -> Option<Vec<Position>> {
        let rings = self.ring_range(shape).map(|ring| self.ring_points(ring));
        rings
            .map(|ring| (signed_area(&ring), ring))
            .filter(|(area, _)| *area > 0.0)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, ring)| ring)
    }
}
