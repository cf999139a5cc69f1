//! One order for the arcs of a topology, whatever way it was made.

use crate::geometry::plane::position::position;
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::assemble::{Line, Lines, rings};
use crate::geometry::topology::dissolve::renumber;
use crate::model::shape::outline::Position;

impl Topology {
    /// The same shapes with their arcs in order of their points, from south-west to north-east, and rings in the order of their arcs. An arc
    /// starts from the lesser of its ends, a closed one that no other arc meets from the least of its points.
    #[must_use]
    pub fn in_order(&self) -> Self {
        let mut degree = vec![0_u32; self.n_nodes()];
        for &node in self.ends_of_arcs().iter().flatten() {
            degree[node as usize] += 1;
        }
        let mut arcs: Vec<(Vec<Position>, [u32; 2], [u32; 2])> = (0..self.n_arcs())
            .map(|arc| {
                let ends = self.ends_of_arcs()[arc];
                let mut points = self.arc(arc).to_vec();
                if ends[0] == ends[1] && degree[ends[0] as usize] == 2 {
                    start_at_least(&mut points);
                }
                let [mut ends, mut sides] = [ends, self.sides_of_arcs()[arc]];
                if points.iter().rev().map(total).lt(points.iter().map(total)) {
                    points.reverse();
                    ends.reverse();
                    sides.reverse();
                }
                (points, ends, sides)
            })
            .collect();
        // No two arcs have an edge in common.
        arcs.sort_by(|(a, ..), (b, ..)| a.iter().map(total).cmp(b.iter().map(total)));
        let mut points = Vec::with_capacity(self.points().len());
        let mut starts = Vec::with_capacity(arcs.len() + 1);
        starts.push(0);
        let (mut ends, mut sides) = (Vec::with_capacity(arcs.len()), Vec::with_capacity(arcs.len()));
        for (arc, arc_ends, arc_sides) in arcs {
            points.extend(arc);
            starts.push(position(points.len()));
            ends.push(arc_ends);
            sides.push(arc_sides);
        }
        let n_nodes = renumber(&mut ends, self.n_nodes());
        let lines = Lines { ends: &ends, sides: &sides, n_nodes };
        let line = |arc: usize| Line::of(&points[starts[arc] as usize..starts[arc + 1] as usize]);
        let rings = rings(&lines, self.n_shapes(), line);
        Self::from_parts(self.reference().clone(), (points, starts), (ends, n_nodes), sides, rings)
    }
}

/// Turns a closed line so that it starts from the least of its points.
fn start_at_least(points: &mut Vec<Position>) {
    points.pop();
    let least = (0..points.len()).min_by(|&a, &b| total(&points[a]).cmp(&total(&points[b]))).unwrap_or(0);
    points.rotate_left(least);
    points.extend(points.first().copied());
}

/// A point as numbers that have an order: first by its first axis.
fn total(point: &Position) -> [i64; 2] {
    // As `f64::total_cmp` has it.
    point.map(|axis| {
        let bits = axis.to_bits().cast_signed();
        bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
    })
}

#[cfg(test)]
mod tests {
    use crate::geometry::build::raw::build_topology;
    use crate::geometry::topology::shapes::tests::{outlines, square};
    use crate::model::shape::repair::Repair;

    #[test]
    fn the_order_of_shapes_in_a_file_does_not_show() {
        let squares = [square(0.0, 0.0, 1.0), square(1.0, 0.0, 1.0), square(5.0, 5.0, 2.0), square(-3.0, -9.0, 2.0)];
        let made = |order: [usize; 4]| {
            let shapes = order.map(|number| [squares[number].clone()]);
            let built = build_topology(&outlines(&shapes.each_ref().map(<[_; 1]>::as_slice)), Repair::Refuse).unwrap();
            let group_of = order.map(|number| Some(number / 2));
            built.topology.dissolve(&group_of, 2).in_order()
        };
        let (one, other) = (made([0, 1, 2, 3]), made([3, 1, 2, 0]));
        assert_eq!(one.points(), other.points());
        assert_eq!(one.to_outlines(), other.to_outlines());
        assert_eq!(one.arc(0)[0].map(f64::to_bits), [-3.0, -9.0].map(f64::to_bits));
        assert_eq!((0..2).map(|shape| one.area(shape)).collect::<Vec<_>>(), [2.0, 8.0]);
    }
}
