//! Points by square cells.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;

use rayon::prelude::*;

use crate::geometry::plane::position::position;
use crate::geometry::plane::ring::bounds_of_many;
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
        let [low_x, low_y, high_x, high_y] = if points.is_empty() { [0.0; 4] } else { bounds_of_many(points) };
        let cells = (points.len() as f64 / POINTS_PER_CELL).max(1.0);
        let area = ((high_x - low_x) * (high_y - low_y)).max(f64::MIN_POSITIVE);
        let longest = (high_x - low_x).max(high_y - low_y).max(f64::MIN_POSITIVE);
        // A line of points would make cells of no size; as many columns as cells are enough.
        let cell = (area / cells).sqrt().max(longest / cells);
        let mut grid =
            Self { points, low: [low_x, low_y], cell, columns: 0, rows: 0, starts: Vec::new(), members: Vec::new() };
        grid.columns = grid.along(0, high_x) + 1;
        grid.rows = grid.along(1, high_y) + 1;
        // Which point of a cell comes first makes no difference to who asks whether any does, so no core waits for another.
        let zeros = |n: usize| (0..n).into_par_iter().map(|_| AtomicU32::new(0)).collect::<Vec<_>>();
        let counts = zeros(grid.columns * grid.rows + 1);
        points.par_iter().with_min_len(BLOCK).for_each(|point| {
            counts[grid.cell_of(*point) + 1].fetch_add(1, Relaxed);
        });
        let mut sum = 0;
        let starts = counts.iter().map(|count| {
            sum += count.load(Relaxed);
            count.store(sum, Relaxed);
            sum
        });
        let starts: Vec<u32> = starts.collect();
        let members = zeros(points.len());
        points.par_iter().enumerate().with_min_len(BLOCK).for_each(|(index, point)| {
            let place = counts[grid.cell_of(*point)].fetch_add(1, Relaxed);
            members[place as usize].store(position(index), Relaxed);
        });
        grid.members = members.into_iter().map(AtomicU32::into_inner).collect();
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
