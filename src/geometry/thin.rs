//! Borders with fewer points, chosen in one reference system and kept in another.

use crate::geometry::topology::{Topology, position};

impl Topology {
    /// These shapes with the points that `after` has left of `before`, which is this topology in another reference system. So points
    /// can be chosen where metres are metres, and those that stay are what they were, to the last digit.
    #[must_use]
    pub fn thinned_like(&self, before: &Self, after: &Self) -> Self {
        let mut points = Vec::with_capacity(after.points().len());
        let mut starts = vec![0];
        for arc in 0..self.n_arcs() {
            let mut kept = after.arc(arc).iter().peekable();
            for (own, other) in self.arc(arc).iter().zip(before.arc(arc)) {
                if kept.peek().is_some_and(|point| point.map(f64::to_bits) == other.map(f64::to_bits)) {
                    kept.next();
                    points.push(*own);
                }
            }
            starts.push(position(points.len()));
        }
        self.with_points(self.reference().clone(), points, starts)
    }
}

#[cfg(test)]
mod tests {
    use crate::geometry::topology::Topology;
    use crate::model::outline::{ArcOutlines, ReferenceSystem};

    #[test]
    fn points_that_stay_are_what_they_were() {
        let islet = ArcOutlines {
            reference: ReferenceSystem::wgs84(),
            points: vec![[9.0, 45.0], [10.0, 45.0], [10.0, 46.0], [9.5, 46.000_001], [9.0, 46.0], [9.0, 45.0]],
            arc_starts: vec![0, 6],
            ring_arcs: vec![0],
            ring_starts: vec![0, 1],
            shape_starts: vec![0, 1],
            codes: vec!["islet".to_owned()],
        };
        let own = Topology::from_arcs(&islet).unwrap();
        let before = own.project(&ReferenceSystem::laea_europe()).unwrap();
        let thinned = own.thinned_like(&before, &before.simplify(1e9));
        assert_eq!(thinned.points(), [[9.0, 45.0], [10.0, 45.0], [10.0, 46.0], [9.0, 46.0], [9.0, 45.0]]);
    }
}
