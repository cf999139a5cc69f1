//! Points by square cells.

use rayon::prelude::*;

use crate::geometry::plane::position::position;
use crate::geometry::plane::ring::bounds;
use crate::model::shape::outline::Position;

/// Points a cell holds on average.
const POINTS_PER_CELL: f64 = 2.0;
/// Points that one task puts in cells.
const BLOCK: usize = 65_536;

/// Points by square cells.
pub(crate) struct PointGrid<'a> {
    points: &'a [Position],
    low: Position,
    cell: f64,
    columns: usize,
    rows: usize,
    starts: Vec<u32>,
    /// The numbers of the points in each cell.
    members: Vec<u32>,
}

impl<'a> PointGrid<'a> {
    /// A grid over points.
    pub(crate) fn of(points: &'a [Position]) -> Self {
        let extents: Vec<[f64; 4]> = points.par_chunks(BLOCK).map(bounds).collect();
        let corners: Vec<Position> = extents.iter().flat_map(|[a, b, c, d]| [[*a, *b], [*c, *d]]).collect();
        let [low_x, low_y, high_x, high_y] = if corners.is_empty() { [0.0; 4] } else { bounds(&corners) };
        let cells = (points.len() as f64 / POINTS_PER_CELL).max(1.0);
        let area = ((high_x - low_x) * (high_y - low_y)).max(f64::MIN_POSITIVE);
        let longest = (high_x - low_x).max(high_y - low_y).max(f64::MIN_POSITIVE);
        // A line of points would make cells of no size; as many columns as cells are enough.
        let cell = (area / cells).sqrt().max(longest / cells);
        let mut grid =
            Self { points, low: [low_x, low_y], cell, columns: 0, rows: 0, starts: Vec::new(), members: Vec::new() };
        grid.columns = grid.along(0, high_x) + 1;
        grid.rows = grid.along(1, high_y) + 1;
        let cell_of: Vec<u32> = points.par_iter().map(|point| position(grid.cell_of(*point))).collect();
        let mut starts = vec![0_u32; grid.columns * grid.rows + 1];
        for &cell in &cell_of {
            starts[cell as usize + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        let mut next = starts.clone();
        grid.members = vec![0; points.len()];
        for (index, &cell) in cell_of.iter().enumerate() {
            let place = &mut next[cell as usize];
            grid.members[*place as usize] = position(index);
            *place += 1;
        }
        grid.starts = starts;
        grid
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "cells are counted from the lowest point"
    )]
    fn along(&self, axis: usize, value: f64) -> usize {
        ((value - self.low[axis]) / self.cell).max(0.0) as usize
    }

    fn cell_of(&self, [x, y]: Position) -> usize {
        self.along(1, y) * self.columns + self.along(0, x)
    }

    /// Whether a point for which `test` (its number and position) holds lies in a box.
    pub(crate) fn any_in(&self, [west, south, east, north]: [f64; 4], test: impl Fn(usize, Position) -> bool) -> bool {
        let columns = self.along(0, west)..=self.along(0, east).min(self.columns - 1);
        (self.along(1, south)..=self.along(1, north).min(self.rows - 1)).any(|row| {
            let (first, last) = (row * self.columns + columns.start(), row * self.columns + columns.end());
            let range = self.starts[first] as usize..self.starts[last + 1] as usize;
            self.members[range].iter().any(|&index| {
                let point = self.points[index as usize];
                let inside = point[0] >= west && point[0] <= east && point[1] >= south && point[1] <= north;
                inside && test(index as usize, point)
            })
        })
    }
}
