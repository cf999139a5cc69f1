//! Points in areas: which areas hold a point, exactly, also on borders.

use geo::kernels::{Kernel, Orientation, RobustKernel};
use rayon::prelude::*;

use crate::geometry::overlay::edge_grid::EdgeGrid;
use crate::geometry::overlay::grid_edge::Edge;
use crate::model::shape::outline::{PolygonOutlines, Position};

/// Points that one task locates.
const BLOCK: usize = 4_096;

/// Areas made ready for points.
#[derive(Clone, Debug)]
pub struct AreaLocator {
    grid: EdgeGrid,
}

/// Where a point was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Located {
    /// The first area that holds it.
    pub first: Option<u32>,
    /// Whether others do too: it lies on a border, or where areas overlap.
    pub several: bool,
}

/// Where a point lies with respect to an edge.
enum Side {
    Below,
    On,
    Elsewhere,
}

impl AreaLocator {
    /// Areas to be searched: shape `i` is area `i`. Rings may turn either way; areas may overlap.
    pub fn new(outlines: &PolygonOutlines) -> Self {
        Self { grid: EdgeGrid::new(outlines) }
    }

    /// The numbers of all areas that hold a point, in rising order. An area holds its border.
    ///
    /// # Formula
    /// A ray upwards from the point crosses the edges above it; an edge counts from its left end up to but without its right end, so that a
    /// ray through a vertex counts once. The sides of edges are decided exactly.
    ///
    /// # Source
    /// Shewchuk (1997), *Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates*, for the exact side.
    pub fn areas_at(&self, point: Position) -> Vec<u32> {
        let mut found = Vec::new();
        self.visit(point, |area| found.push(area));
        found
    }

    /// The first area that holds a point: on a border it is the one with the lowest number.
    pub fn first_area(&self, point: Position) -> Located {
        let mut located = Located::default();
        self.visit(point, |area| {
            located.several = located.first.is_some();
            located.first = located.first.or(Some(area));
        });
        located
    }

    /// The first area that holds each point, in the order of the points, on any number of threads.
    pub fn first_areas(&self, points: &[Position]) -> Vec<Located> {
        points.par_iter().with_min_len(BLOCK).map(|&point| self.first_area(point)).collect()
    }

    /// Calls `visit` for each area that holds the point, in rising order.
    fn visit(&self, point: Position, mut visit: impl FnMut(u32)) {
        let grid = &self.grid;
        if !grid.reaches(point) {
            return;
        }
        let (column, row) = (grid.column(point[0]), grid.row(point[1]));
        let mut covers = grid.covers(column, row).iter().peekable();
        let mut entries = grid.entries(column, row).iter().map(|entry| &grid.edges[entry.edge as usize]).peekable();
        // Covers and entries are in order of area, so they are merged.
        loop {
            let area = match (covers.peek(), entries.peek()) {
                (Some(cover), Some(edge)) => cover.area.min(edge.area),
                (Some(cover), None) => cover.area,
                (None, Some(edge)) => edge.area,
                (None, None) => return,
            };
            let (mut winding, mut on_border) = (0, false);
            while let Some(cover) = covers.next_if(|cover| cover.area == area) {
                if cover.from <= point[0] && point[0] < cover.to {
                    winding += cover.winding;
                }
            }
            while let Some(edge) = entries.next_if(|edge| edge.area == area) {
                match side(point, edge) {
                    Side::Below => winding += i32::from(edge.sign),
                    Side::On => on_border = true,
                    Side::Elsewhere => {}
                }
            }
            if on_border || winding > 0 {
                visit(area);
            }
        }
    }
}

/// Whether a point lies below an edge, by the half-open rule, or on it.
fn side(point: Position, edge: &Edge) -> Side {
    let [x, y] = point;
    let ([x0, y0], [x1, y1]) = (edge.left, edge.right);
    if x < x0 || x > x1 || y > y0.max(y1) {
        return Side::Elsewhere;
    }
    if edge.sign == 0 {
        return if y >= y0.min(y1) { Side::On } else { Side::Elsewhere };
    }
    let below = || if x < x1 { Side::Below } else { Side::Elsewhere };
    if y < y0.min(y1) {
        return below();
    }
    let coord = |[x, y]: Position| geo::Coord { x, y };
    match RobustKernel::orient2d(coord(edge.left), coord(edge.right), coord(point)) {
        Orientation::Clockwise => below(),
        Orientation::Collinear => Side::On,
        Orientation::CounterClockwise => Side::Elsewhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::topology::shapes::tests::{outlines, square};

    #[test]
    fn a_point_on_a_border_is_in_every_area_that_has_it_and_first_in_the_lowest() {
        let locator = AreaLocator::new(&outlines(&[&[square(0.0, 0.0, 1.0)], &[square(1.0, 0.0, 1.0)]]));
        assert_eq!(locator.areas_at([0.5, 0.5]), [0]);
        assert_eq!(locator.areas_at([1.0, 0.5]), [0, 1]);
        assert_eq!(locator.areas_at([1.0, 1.0]), [0, 1]);
        assert_eq!(locator.first_area([1.0, 0.0]), Located { first: Some(0), several: true });
        assert_eq!(locator.areas_at([2.0, 1.0]), [1]);
        assert_eq!(locator.first_area([2.0 + 1e-16, 0.5]).first, Some(1), "2 itself: the next number is further away");
        assert_eq!(locator.first_area([2.000_000_1, 0.5]), Located::default());
        assert_eq!(locator.first_area([f64::NAN, 0.5]), Located::default());
    }

    #[test]
    fn holes_and_overlaps_are_seen() {
        let around = outlines(&[&[square(0.0, 0.0, 10.0), square(4.0, 4.0, 2.0)], &[square(0.0, 0.0, 5.0)]]);
        let locator = AreaLocator::new(&around);
        assert_eq!(locator.areas_at([4.5, 4.5]), [1]);
        assert_eq!(locator.areas_at([2.0, 2.0]), [0, 1]);
        assert_eq!(locator.areas_at([4.0, 4.5]), [0, 1], "the border of a hole belongs to the area");
        assert_eq!(locator.areas_at([5.5, 5.5]), [] as [u32; 0]);
    }
}
