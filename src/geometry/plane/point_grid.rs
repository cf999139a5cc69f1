//! Points by square cells, and those of cells that hold many by smaller ones: in towns points stand a hundred times as close as elsewhere.

use std::ops::Range;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::geometry::plane::position::position;
use crate::geometry::plane::ring::{bounds, bounds_of_many};
use crate::model::shape::outline::Position;

/// Points a cell holds on average.
const POINTS_PER_CELL: f64 = 2.0;
/// Points beyond which a cell is divided.
const MANY: usize = 16;
/// Points that one task puts in cells.
const BLOCK: usize = 65_536;

/// Points by square cells.
pub(crate) struct PointGrid<'a> {
    points: &'a [Position],
    cells: Cells,
    /// The numbers of the points in each cell, those of a divided one by its own cells.
    members: Vec<u32>,
    /// Cells that are divided, by their number.
    divided: FxHashMap<usize, Cells>,
}

/// Square cells.
struct Cells {
    low: Position,
    cell: f64,
    columns: usize,
    rows: usize,
    /// Where each cell starts among the members.
    starts: Vec<u32>,
}

impl<'a> PointGrid<'a> {
    /// A grid over points.
    pub(crate) fn of(points: &'a [Position]) -> Self {
        let mut cells = Cells::over(if points.is_empty() { [0.0; 4] } else { bounds_of_many(points) }, points.len());
        // Which point of a cell comes first makes no difference to who asks whether any does, so no core waits for another.
        let zeros = |n: usize| (0..n).into_par_iter().map(|_| AtomicU32::new(0)).collect::<Vec<_>>();
        let counts = zeros(cells.count() + 1);
        points.par_iter().with_min_len(BLOCK).for_each(|point| {
            counts[cells.of_point(*point) + 1].fetch_add(1, Relaxed);
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
            let place = counts[cells.of_point(*point)].fetch_add(1, Relaxed);
            members[place as usize].store(position(index), Relaxed);
        });
        drop(counts);
        let mut members: Vec<u32> = members.into_iter().map(AtomicU32::into_inner).collect();
        cells.starts = starts;
        let divided = cells.divided(points, &mut members);
        Self { points, cells, members, divided }
    }

    /// Whether a point for which `test` (its number and position) holds lies in a box.
    pub(crate) fn any_in(&self, around: [f64; 4], test: impl Fn(usize, Position) -> bool) -> bool {
        let [west, south, east, north] = around;
        let any = |members: Range<usize>| {
            self.members[members].iter().any(|&index| {
                let point = self.points[index as usize];
                let inside = point[0] >= west && point[0] <= east && point[1] >= south && point[1] <= north;
                inside && test(index as usize, point)
            })
        };
        self.cells.in_box(around).any(|cell| {
            let members = self.cells.members(cell, 0);
            match self.divided.get(&cell).filter(|_| members.len() > MANY) {
                Some(smaller) => smaller.in_box(around).any(|inner| any(smaller.members(inner, members.start))),
                None => any(members),
            }
        })
    }
}

impl Cells {
    /// Cells over some bounds for so many points, without members yet.
    fn over([low_x, low_y, high_x, high_y]: [f64; 4], n_points: usize) -> Self {
        let cells = (n_points as f64 / POINTS_PER_CELL).max(1.0);
        let area = ((high_x - low_x) * (high_y - low_y)).max(f64::MIN_POSITIVE);
        let longest = (high_x - low_x).max(high_y - low_y).max(f64::MIN_POSITIVE);
        // A line of points would make cells of no size; as many columns as cells are enough.
        let cell = (area / cells).sqrt().max(longest / cells);
        let mut cells = Self { low: [low_x, low_y], cell, columns: usize::MAX, rows: usize::MAX, starts: Vec::new() };
        cells.columns = cells.along(0, high_x) + 1;
        cells.rows = cells.along(1, high_y) + 1;
        cells
    }

    fn count(&self) -> usize {
        self.columns * self.rows
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "cells are counted from the lowest point"
    )]
    fn along(&self, axis: usize, value: f64) -> usize {
        let most = if axis == 0 { self.columns } else { self.rows };
        (((value - self.low[axis]) / self.cell).max(0.0) as usize).min(most - 1)
    }

    fn of_point(&self, [x, y]: Position) -> usize {
        self.along(1, y) * self.columns + self.along(0, x)
    }

    /// The cells that a box lies in.
    fn in_box(&self, [west, south, east, north]: [f64; 4]) -> impl Iterator<Item = usize> + '_ {
        let columns = self.along(0, west)..=self.along(0, east);
        (self.along(1, south)..=self.along(1, north))
            .flat_map(move |row| columns.clone().map(move |column| row * self.columns + column))
    }

    /// Where the members of a cell are, those of the first from `first` on.
    fn members(&self, cell: usize, first: usize) -> Range<usize> {
        first + self.starts[cell] as usize..first + self.starts[cell + 1] as usize
    }

    /// The cells with many members, divided.
    fn divided(&self, points: &[Position], members: &mut [u32]) -> FxHashMap<usize, Self> {
        let mut crowded: Vec<(usize, &mut [u32])> = Vec::new();
        let (mut rest, mut passed) = (members, 0);
        for cell in 0..self.count() {
            let range = self.members(cell, 0);
            if range.len() > MANY {
                let (here, behind) = rest.split_at_mut(range.end - passed);
                crowded.push((cell, &mut here[range.start - passed..]));
                (rest, passed) = (behind, range.end);
            }
        }
        crowded.into_par_iter().map(|(cell, members)| (cell, Self::dividing(points, members))).collect()
    }

    /// Cells for some points alone, which are put in their order.
    fn dividing(points: &[Position], members: &mut [u32]) -> Self {
        let here: Vec<Position> = members.iter().map(|&index| points[index as usize]).collect();
        let mut cells = Self::over(bounds(&here), here.len());
        let mut starts = vec![0; cells.count() + 1];
        for point in &here {
            starts[cells.of_point(*point) + 1] += 1;
        }
        for cell in 0..cells.count() {
            starts[cell + 1] += starts[cell];
        }
        let mut next: Vec<u32> = starts.clone();
        for (point, index) in here.iter().zip(members.to_vec()) {
            let place = &mut next[cells.of_point(*point)];
            members[*place as usize] = index;
            *place += 1;
        }
        cells.starts = starts;
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_has_the_points_that_lie_in_it_however_close_they_stand() {
        // A town of many points in a country of few, on one line and on one place as well.
        let spread = |n: u32, step: f64| {
            (0..n).map(move |k| [f64::from(k * 7919 % n) * step, f64::from(k * 104_729 % n) * step])
        };
        let town = spread(2_000, 1e-4).map(|[x, y]| [x + 500.0, y + 300.0]);
        let line = (0..300_u32).map(|k| [f64::from(k) * 1e-6, 700.0]);
        let points: Vec<Position> = spread(1_000, 1.0).chain(town).chain(line).chain([[9.0, 9.0]; 50]).collect();
        let grid = PointGrid::of(&points);
        assert!(!grid.divided.is_empty());
        for (number, &[x, y]) in points.iter().enumerate().step_by(13) {
            for size in [0.0, 1e-5, 3e-3, 0.7, 40.0] {
                let around = [x - size, y - size / 2.0, x + size / 3.0, y + size];
                let inside = |[x, y]: Position| x >= around[0] && x <= around[2] && y >= around[1] && y <= around[3];
                let expected = points.iter().filter(|point| inside(**point)).count();
                let seen = std::cell::Cell::new(0);
                let any = grid.any_in(around, |_, point| {
                    assert!(inside(point));
                    seen.set(seen.get() + 1);
                    false
                });
                assert!(!any && seen.get() == expected, "{number} {size}: {} of {expected}", seen.get());
                assert!(grid.any_in(around, |index, _| index == number));
            }
        }
        assert!(!PointGrid::of(&[]).any_in([0.0, 0.0, 1.0, 1.0], |_, _| true));
    }
}
