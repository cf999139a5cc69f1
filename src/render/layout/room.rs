//! Where a map leaves room: a grid over the picture of which cells hold land.

use crate::geometry::plane::ring::bounds;
use crate::geometry::topology::arcs::Topology;
use crate::model::shape::outline::Position;

/// Cells along the longer side.
const CELLS: usize = 320;

/// Cells of a grid over shapes, counted so that any rectangle is asked for in one step.
#[derive(Debug)]
pub(crate) struct Space {
    low: Position,
    high: Position,
    cell: f64,
    columns: usize,
    rows: usize,
    /// Land cells below and left of each corner.
    counts: Vec<u32>,
    /// Another grid that must be free as well.
    other: Option<Box<Space>>,
    /// Rectangles that are not free.
    blocked: Vec<[f64; 4]>,
}

impl Space {
    /// This grid and another one over what else is drawn.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { other: Some(Box::new(other)), ..self }
    }

    /// The same without some rectangles.
    pub(crate) fn without(mut self, rectangles: impl IntoIterator<Item = [f64; 4]>) -> Self {
        self.blocked.extend(rectangles);
        self
    }

    /// The grid over the shapes of a topology. A cell is land when a coast runs through it or its middle lies inside.
    pub(crate) fn of(shapes: &Topology) -> Self {
        Self::within(shapes, bounds(shapes.points()))
    }

    /// The same of what lies in `[low x, low y, high x, high y]`; what lies outside counts as free.
    pub(crate) fn within(shapes: &Topology, [low_x, low_y, high_x, high_y]: [f64; 4]) -> Self {
        let (low, high) = ([low_x, low_y], [high_x, high_y]);
        let longer = (high_x - low_x).max(high_y - low_y);
        let cell = if longer > 0.0 { longer / CELLS as f64 } else { 1.0 };
        let along = |length: f64| steps(length / cell) + 1;
        let (columns, rows) = (along(high_x - low_x), along(high_y - low_y));
        let mut land = vec![false; columns * rows];
        // Crossings of the line through the middle of each row.
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); rows];
        for pair in shapes.coast().flat_map(|arc| shapes.arc(arc).windows(2)) {
            let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
            let n_steps = steps((bx - ax).abs().max((by - ay).abs()) / cell * 2.0) + 1;
            for step in 0..=n_steps {
                let part = step as f64 / n_steps as f64;
                let (x, y) = (ax + (bx - ax) * part, ay + (by - ay) * part);
                if x < low_x || y < low_y {
                    continue;
                }
                let (column, row) = (steps((x - low_x) / cell), steps((y - low_y) / cell));
                if row < rows && column < columns {
                    land[row * columns + column] = true;
                }
            }
            let (from, to) = (steps((ay.min(by) - low_y) / cell), steps((ay.max(by) - low_y) / cell));
            for (row, crossings) in crossings.iter_mut().enumerate().take(to + 1).skip(from) {
                let y = low_y + (row as f64 + 0.5) * cell;
                if (ay > y) != (by > y) {
                    crossings.push(ax + (bx - ax) * (y - ay) / (by - ay));
                }
            }
        }
        for (row, mut crossings) in crossings.into_iter().enumerate() {
            crossings.sort_by(f64::total_cmp);
            for pair in crossings.chunks_exact(2) {
                let first = steps((pair[0] - low_x) / cell - 0.5);
                for column in first..columns {
                    let middle = low_x + (column as f64 + 0.5) * cell;
                    if middle > pair[1] {
                        break;
                    }
                    land[row * columns + column] |= middle >= pair[0];
                }
            }
        }
        let mut counts = vec![0; (columns + 1) * (rows + 1)];
        for row in 0..rows {
            for column in 0..columns {
                let at = |row: usize, column: usize| row * (columns + 1) + column;
                counts[at(row + 1, column + 1)] = counts[at(row, column + 1)] + counts[at(row + 1, column)]
                    - counts[at(row, column)]
                    + u32::from(land[row * columns + column]);
            }
        }
        Self { low, high, cell, columns, rows, counts, other: None, blocked: Vec::new() }
    }

    /// Whether no land lies in `[low x, low y, high x, high y]`. Outside the shapes' own bounds all is free.
    pub(crate) fn is_free(&self, rectangle: [f64; 4]) -> bool {
        let [low_x, low_y, high_x, high_y] = rectangle;
        let meets = |other: &[f64; 4]| low_x < other[2] && high_x > other[0] && low_y < other[3] && high_y > other[1];
        !self.blocked.iter().any(meets)
            && self.is_free_here(rectangle)
            && self.other.as_ref().is_none_or(|other| other.is_free(rectangle))
    }

    fn is_free_here(&self, [low_x, low_y, high_x, high_y]: [f64; 4]) -> bool {
        if high_x < self.low[0] || high_y < self.low[1] || low_x > self.high[0] || low_y > self.high[1] {
            return true;
        }
        let from = |value: f64, axis: usize| steps((value - self.low[axis]) / self.cell);
        let (left, bottom) = (from(low_x, 0), from(low_y, 1));
        let right = (from(high_x, 0) + 1).min(self.columns);
        let top = (from(high_y, 1) + 1).min(self.rows);
        let at = |row: usize, column: usize| self.counts[row * (self.columns + 1) + column];
        if left >= right || bottom >= top {
            return true;
        }
        at(top, right) + at(bottom, left) == at(bottom, right) + at(top, left)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "cells are counted from 0")]
fn steps(value: f64) -> usize {
    value.max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::shape::outline::{ArcOutlines, ReferenceSystem};

    /// An L: the square from 0 to 10 without its upper right quarter.
    fn corner() -> Topology {
        let points = vec![[0.0, 0.0], [10.0, 0.0], [10.0, 5.0], [5.0, 5.0], [5.0, 10.0], [0.0, 10.0], [0.0, 0.0]];
        Topology::from_arcs(ArcOutlines {
            reference: ReferenceSystem::laea_europe(),
            points,
            arc_starts: vec![0, 7],
            ring_arcs: vec![0],
            ring_starts: vec![0, 1],
            shape_starts: vec![0, 1],
            codes: vec!["1".to_owned()],
        })
        .unwrap()
    }

    #[test]
    fn the_corner_that_a_shape_leaves_is_free() {
        let space = Space::of(&corner());
        assert!(space.is_free([5.1, 5.1, 10.0, 10.0]));
        assert!(space.is_free([20.0, 0.0, 30.0, 5.0]));
        assert!(!space.is_free([1.0, 1.0, 1.1, 1.1]), "the middle of land");
        assert!(!space.is_free([4.0, 6.0, 6.0, 7.0]), "across the coast");
    }
}
