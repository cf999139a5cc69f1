//! Where triangles are measured: here, or in another reference system.

use std::borrow::Cow;
use std::ops::Range;

use crate::geometry::plane::ring::bounds_of_many;
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::project::{ProjectError, project_points};
use crate::model::shape::outline::{Position, ReferenceSystem};

/// Cells of a grid along the longer side, at first and at the most.
const CELLS: [usize; 2] = [128, 512];
/// How far areas that are measured by a grid may be off.
const MOST_OFF: f64 = 1e-3;
/// Points that are quicker projected than a grid for them.
const FEW: usize = 20_000;

/// Where the triangles of a topology's points are measured.
pub enum Measured<'a> {
    /// Where the points are.
    Here,
    /// At other points, one for each.
    At(Cow<'a, [Position]>),
    /// Where a grid leads them.
    By(ByGrid),
}

impl Measured<'_> {
    /// The points of a topology in another reference system: exactly, or of many points by a grid that keeps areas to a thousandth.
    ///
    /// # Errors
    /// As [`project_points`].
    pub fn of(shapes: &Topology, to: &ReferenceSystem) -> Result<Self, ProjectError> {
        if shapes.reference() == to {
            return Ok(Self::Here);
        }
        let by_grid = if shapes.points().len() > FEW { ByGrid::of(shapes, to) } else { None };
        match by_grid {
            Some(grid) => Ok(Self::By(grid)),
            None => Ok(Self::At(project_points(shapes.points(), shapes.reference(), to)?.into())),
        }
    }

    /// The same for some of the points.
    pub(crate) fn part(&self, range: Range<usize>) -> Part<'_> {
        match self {
            Self::Here => Part::Here,
            Self::At(points) => Part::At(&points[range]),
            Self::By(grid) => Part::By(grid),
        }
    }
}

/// Where the triangles of some points are measured.
#[derive(Clone, Copy)]
pub(crate) enum Part<'a> {
    /// Where they are.
    Here,
    /// At other points.
    At(&'a [Position]),
    /// Where a grid leads them.
    By(&'a ByGrid),
}

impl Part<'_> {
    /// The points where triangles are measured.
    pub(crate) fn fill(self, points: &[Position], measured: &mut Vec<Position>) {
        measured.clear();
        match self {
            Self::Here => measured.extend_from_slice(points),
            Self::At(points) => measured.extend_from_slice(points),
            Self::By(grid) => measured.extend(points.iter().map(|&point| grid.at(point))),
        }
    }
}

/// A projection that is known at the corners of a grid, and between them by bilinear interpolation.
pub struct ByGrid {
    low: Position,
    per_cell: f64,
    columns: usize,
    rows: usize,
    corners: Vec<Position>,
}

impl ByGrid {
    /// A grid over all points, fine enough that areas are off by a thousandth at the most; `None` where none is.
    fn of(shapes: &Topology, to: &ReferenceSystem) -> Option<Self> {
        let bounds = bounds_of_many(shapes.points());
        let mut cells = CELLS[0];
        while cells <= CELLS[1] {
            let grid = Self::with_cells(bounds, cells, |points| project_points(points, shapes.reference(), to).ok())?;
            if grid.is_fine() {
                return Some(grid);
            }
            cells *= 2;
        }
        None
    }

    fn with_cells(
        [west, south, east, north]: [f64; 4],
        cells: usize,
        project: impl Fn(&[Position]) -> Option<Vec<Position>>,
    ) -> Option<Self> {
        let cell = (east - west).max(north - south) / cells as f64;
        if !cell.is_normal() {
            return None;
        }
        let n_along = |extent: f64| (0..cells).find(|&n| n as f64 * cell >= extent).unwrap_or(cells).max(1) + 1;
        let (columns, rows) = (n_along(east - west), n_along(north - south));
        let corner = |index: usize| [west + (index % columns) as f64 * cell, south + (index / columns) as f64 * cell];
        let corners = project(&(0..columns * rows).map(corner).collect::<Vec<_>>())?;
        Some(Self { low: [west, south], per_cell: 1.0 / cell, columns, rows, corners })
    }

    /// Whether areas in every cell are off by a thousandth at the most.
    ///
    /// # Formula
    /// Along an axis a cell's length is off by `h f″ / 2 f′` at its ends, which is the second difference of three corners in a row over the
    /// distance of the outer two. An area is off by what the lengths along both axes are.
    fn is_fine(&self) -> bool {
        let at = |column: usize, row: usize| self.corners[row * self.columns + column];
        let bends = |[a, b, c]: [Position; 3]| {
            let bend = (a[0] - 2.0 * b[0] + c[0]).hypot(a[1] - 2.0 * b[1] + c[1]);
            bend <= MOST_OFF / 2.0 * (c[0] - a[0]).hypot(c[1] - a[1])
        };
        (0..self.rows).all(|row| {
            (0..self.columns).all(|column| {
                let along = column + 2 >= self.columns || bends([0, 1, 2].map(|step| at(column + step, row)));
                along && (row + 2 >= self.rows || bends([0, 1, 2].map(|step| at(column, row + step))))
            })
        })
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "cells are counted from the lowest point"
    )]
    fn at(&self, [x, y]: Position) -> Position {
        let cells = [(x - self.low[0]) * self.per_cell, (y - self.low[1]) * self.per_cell];
        let column = (cells[0].max(0.0) as usize).min(self.columns - 2);
        let row = (cells[1].max(0.0) as usize).min(self.rows - 2);
        let [right, up] = [cells[0] - column as f64, cells[1] - row as f64];
        let first = row * self.columns + column;
        let below = [self.corners[first], self.corners[first + 1]];
        let above = [self.corners[first + self.columns], self.corners[first + self.columns + 1]];
        let between = |[from, to]: [f64; 2], part: f64| from + part * (to - from);
        [0, 1].map(|axis| between([below, above].map(|row| between(row.map(|corner| corner[axis]), right)), up))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::plane::ring::signed_area;
    use crate::geometry::topology::arcs::Topology;
    use crate::model::shape::outline::ArcOutlines;

    /// A line of points in UTM zone 32 across Italy, or in degrees.
    fn shapes(code: u32, low: Position, extent: f64) -> Topology {
        let points: Vec<Position> = (0..30_000)
            .map(|number: u32| {
                let along = f64::from(number) / 30_000.0;
                [low[0] + extent * along, low[1] + extent * (0.5 + 0.5 * (along * 40.0).sin())]
            })
            .collect();
        Topology::from_arcs(ArcOutlines {
            reference: ReferenceSystem::epsg(code),
            arc_starts: vec![0, 30_000],
            points,
            ring_arcs: Vec::new(),
            ring_starts: vec![0],
            shape_starts: vec![0],
            codes: Vec::new(),
        })
        .unwrap()
    }

    #[test]
    fn triangles_by_the_grid_are_those_of_the_projection() {
        for (code, low, extent, side) in [(32_632, [3e5, 4e6], 1.2e6, 100.0), (4_326, [6.0, 36.0], 12.0, 1e-3)] {
            let shapes = shapes(code, low, extent);
            let to = ReferenceSystem::laea_europe();
            let measured = Measured::of(&shapes, &to).unwrap();
            assert!(matches!(measured, Measured::By(_)), "{code}");
            for &[x, y] in shapes.points().iter().step_by(997) {
                let triangle = [[x, y], [x + side, y], [x, y + side], [x, y]];
                let exact = signed_area(&project_points(&triangle, shapes.reference(), &to).unwrap());
                let mut by_grid = Vec::new();
                measured.part(0..4).fill(&triangle, &mut by_grid);
                assert!((signed_area(&by_grid) / exact - 1.0).abs() <= MOST_OFF, "{code} at {x} {y}");
            }
        }
    }

    #[test]
    fn where_no_grid_is_fine_enough_every_point_is_projected() {
        let to = ReferenceSystem::laea_europe();
        assert!(matches!(Measured::of(&shapes(4_326, [-30.0, -80.0], 160.0), &to).unwrap(), Measured::At(_)));
        let here = shapes(3_035, [4e6, 2e6], 1e6);
        assert!(matches!(Measured::of(&here, &to).unwrap(), Measured::Here));
    }
}
