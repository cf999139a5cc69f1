//! A grid over the edges of areas: near a place it knows the few edges that matter, elsewhere which areas cover it.
//!
//! Areas may overlap and may leave gaps. Every area is taken by itself, so no topology is needed.

use rayon::prelude::*;

use crate::geometry::overlay::grid_edge::{Column, Cover, Edge, Entry, Turns, edges_of_ring, whole};
use crate::geometry::plane::position::position;
use crate::model::shape::outline::{PolygonOutlines, Position};

/// Columns and rows of a grid are at most this many.
const MOST_CELLS_A_SIDE: usize = 2_048;

/// The grid. Cells are numbered column by column, from the bottom up.
///
/// An edge is entered in every cell of a column that its part in this column may touch, with a margin for rounding. For a cell, the edges
/// that pass wholly above it are summed up as [`Cover`]s: at `x` an area covers a point of the cell exactly when the signs of its entered
/// edges above the point and the windings of its covers add up to more than 0.
#[derive(Clone, Debug)]
pub(crate) struct EdgeGrid {
    pub low: Position,
    pub high: Position,
    step: f64,
    n_columns: usize,
    n_rows: usize,
    pub edges: Vec<Edge>,
    entry_starts: Vec<u32>,
    entries: Vec<Entry>,
    cover_ranges: Vec<[u32; 2]>,
    covers: Vec<Cover>,
}

/// A part of an edge in one column.
#[derive(Clone, Copy)]
struct Span {
    edge: u32,
    bottom: u32,
    top: u32,
}

impl EdgeGrid {
    /// The grid over the edges of all shapes.
    pub(crate) fn new(outlines: &PolygonOutlines) -> Self {
        let edges: Vec<Edge> = (0..outlines.n_shapes())
            .into_par_iter()
            .flat_map_iter(|shape| {
                outlines.polygons_of(shape).flat_map(move |polygon| {
                    let rings = outlines.rings_of(polygon);
                    let exterior = rings.start;
                    rings.flat_map(move |ring| edges_of_ring(outlines.ring(ring), ring != exterior, position(shape)))
                })
            })
            .collect();
        let mut grid = Self::empty(edges);
        grid.fill();
        grid
    }

    fn empty(edges: Vec<Edge>) -> Self {
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for edge in &edges {
            for [x, y] in [edge.left, edge.right] {
                low = [low[0].min(x), low[1].min(y)];
                high = [high[0].max(x), high[1].max(y)];
            }
        }
        let (width, height) = ((high[0] - low[0]).max(0.0), (high[1] - low[1]).max(0.0));
        let wanted = edges.len().max(1) as f64;
        // About as many cells as edges: a cell far from all edges costs nothing, one near them holds a handful.
        let by_area = width.sqrt() * height.sqrt() / wanted.sqrt();
        let step = by_area.max(width.max(height) / MOST_CELLS_A_SIDE as f64);
        // What is wider than numbers go is a column or two.
        let step = if step > 0.0 { step.min(f64::MAX) } else { 1.0 };
        let cells = |length: f64| whole(length / step).min(MOST_CELLS_A_SIDE) + 1;
        let (n_columns, n_rows) = if edges.is_empty() { (0, 0) } else { (cells(width), cells(height)) };
        Self {
            low,
            high,
            step,
            n_columns,
            n_rows,
            edges,
            entry_starts: vec![0],
            entries: Vec::new(),
            cover_ranges: Vec::new(),
            covers: Vec::new(),
        }
    }

    /// The left border of a column.
    pub(crate) fn left_of(&self, column: usize) -> f64 {
        self.low[0] + column as f64 * self.step
    }

    /// The column of `x`: its left border is at most `x`, its right border beyond it. Outside the grid it is the first or last.
    pub(crate) fn column(&self, x: f64) -> usize {
        let near = whole((x - self.low[0]) / self.step).min(self.n_columns);
        // The division is rounded, the borders are what they are.
        let exact = if near > 0 && x < self.left_of(near) {
            near - 1
        } else if x >= self.left_of(near + 1) {
            near + 1
        } else {
            near
        };
        exact.min(self.n_columns.saturating_sub(1))
    }

    /// The row of `y`, which never falls as `y` grows.
    pub(crate) fn row(&self, y: f64) -> usize {
        whole((y - self.low[1]) / self.step).min(self.n_rows.saturating_sub(1))
    }

    /// Whether a point lies within the bounds of all edges.
    pub(crate) fn reaches(&self, [x, y]: Position) -> bool {
        self.low[0] <= x && x <= self.high[0] && self.low[1] <= y && y <= self.high[1]
    }

    /// The edges entered in a cell, in order of area.
    pub(crate) fn entries(&self, column: usize, row: usize) -> &[Entry] {
        let cell = column * self.n_rows + row;
        &self.entries[self.entry_starts[cell] as usize..self.entry_starts[cell + 1] as usize]
    }

    /// Whether no edge is entered in any of the cells from one row to another.
    pub(crate) fn no_entries(&self, column: usize, first_row: usize, last_row: usize) -> bool {
        let cell = column * self.n_rows;
        self.entry_starts[cell + first_row] == self.entry_starts[cell + last_row + 1]
    }

    /// What covers the top of a cell, in order of area.
    pub(crate) fn covers(&self, column: usize, row: usize) -> &[Cover] {
        let [start, end] = self.cover_ranges[column * self.n_rows + row];
        &self.covers[start as usize..end as usize]
    }

    /// The stretch of an edge in a column, as seen from the columns `first..=last` that are looked at.
    pub(crate) fn stretch(&self, edge: &Edge, column: usize, first: usize, last: usize) -> [f64; 2] {
        let from = if column == first { edge.left[0] } else { edge.left[0].max(self.left_of(column)) };
        let to = if column == last { edge.right[0] } else { edge.right[0].min(self.left_of(column + 1)) };
        [from, to]
    }

    fn span(&self, number: usize, column: usize, margin: f64) -> Span {
        let edge = &self.edges[number];
        let [first, last] = [self.column(edge.left[0]), self.column(edge.right[0])];
        let (mut low, mut high) = (edge.left[1].min(edge.right[1]), edge.left[1].max(edge.right[1]));
        if first != last {
            let ends = self.stretch(edge, column, first, last).map(|x| edge.height(x));
            low = low.max(ends[0].min(ends[1]));
            high = high.min(ends[0].max(ends[1]));
        }
        Span {
            edge: position(number),
            bottom: position(self.row(low - margin)),
            top: position(self.row(high + margin)),
        }
    }

    fn fill(&mut self) {
        // Heights between the ends of an edge are rounded; a cell more costs little, a cell less would be an error.
        let margin = self.step * 1e-6 + self.low[1].abs().max(self.high[1].abs()) * f64::EPSILON * 8.0;
        let columns_of = |edge: &Edge| self.column(edge.left[0])..=self.column(edge.right[0]);
        let mut starts = vec![0_usize; self.n_columns + 1];
        for edge in &self.edges {
            for column in columns_of(edge) {
                starts[column + 1] += 1;
            }
        }
        for column in 0..self.n_columns {
            starts[column + 1] += starts[column];
        }
        let mut next = starts.clone();
        let mut of_column = vec![0_u32; starts[self.n_columns]];
        for (number, edge) in self.edges.iter().enumerate() {
            for column in columns_of(edge) {
                of_column[next[column]] = position(number);
                next[column] += 1;
            }
        }
        let filled: Vec<Column> = (0..self.n_columns)
            .into_par_iter()
            .map(|column| {
                let numbers = &of_column[starts[column]..starts[column + 1]];
                let spans: Vec<Span> =
                    numbers.iter().map(|&number| self.span(number as usize, column, margin)).collect();
                self.fill_column(column, &spans)
            })
            .collect();
        let n_entries: usize = filled.iter().map(|column| column.entries.len()).sum();
        self.entries.reserve_exact(n_entries);
        self.entry_starts.reserve_exact(self.n_columns * self.n_rows);
        for column in filled {
            let (before, covers_before) = (position(self.entries.len()), position(self.covers.len()));
            self.entry_starts.extend(column.entry_ends.iter().map(|end| before + end));
            self.entries.extend(column.entries);
            self.cover_ranges.extend(column.cover_ranges.iter().map(|range| range.map(|at| covers_before + at)));
            self.covers.extend(column.covers);
        }
    }

    fn fill_column(&self, column: usize, spans: &[Span]) -> Column {
        let mut ends = vec![0_u32; self.n_rows + 1];
        let mut ending_at: Vec<u32> = vec![0; self.n_rows + 1];
        for span in spans {
            for row in span.bottom..=span.top {
                ends[row as usize + 1] += 1;
            }
            ending_at[span.bottom as usize + 1] += 1;
        }
        for row in 0..self.n_rows {
            ends[row + 1] += ends[row];
            ending_at[row + 1] += ending_at[row];
        }
        let mut next = ends.clone();
        let mut entries = vec![Entry { edge: 0, top: 0 }; ends[self.n_rows] as usize];
        let mut next_ending = ending_at.clone();
        let mut by_bottom = vec![0_u32; spans.len()];
        for (number, span) in spans.iter().enumerate() {
            for row in span.bottom..=span.top {
                let at = &mut next[row as usize];
                entries[*at as usize] = Entry { edge: span.edge, top: span.top };
                *at += 1;
            }
            let at = &mut next_ending[span.bottom as usize];
            by_bottom[*at as usize] = position(number);
            *at += 1;
        }
        let mut cover_ranges = vec![[0, 0]; self.n_rows];
        let mut covers = Vec::new();
        let mut turns = Turns::default();
        let mut range = [0, 0];
        for row in (0..self.n_rows).rev() {
            // What ends in the row above now passes wholly above this one.
            if row + 1 < self.n_rows {
                let leaving = &by_bottom[ending_at[row + 1] as usize..ending_at[row + 2] as usize];
                if !leaving.is_empty() {
                    for &number in leaving {
                        let edge = &self.edges[spans[number as usize].edge as usize];
                        let [from, to] = [edge.left[0].max(self.left_of(column)), edge.right[0]];
                        let to = if column + 1 < self.n_columns { to.min(self.left_of(column + 1)) } else { to };
                        turns.add(edge.area, from, to, edge.sign);
                    }
                    let start = position(covers.len());
                    turns.settle(&mut covers);
                    range = [start, position(covers.len())];
                }
            }
            cover_ranges[row] = range;
        }
        ends.remove(0);
        Column { entries, entry_ends: ends, cover_ranges, covers }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::topology::shapes::tests::{outlines, square};

    #[test]
    fn a_cell_far_from_all_edges_knows_what_covers_it() {
        let grid = EdgeGrid::new(&outlines(&[
            &[square(0.0, 0.0, 100.0)],
            &[square(100.0, 0.0, 100.0)],
            &[square(10.0, 10.0, 50.0)],
            &[square(0.0, 0.0, 200.0)],
        ]));
        for column in 0..grid.n_columns {
            for row in 0..grid.n_rows {
                for cover in grid.covers(column, row) {
                    assert_eq!(cover.winding, 1);
                    assert!(cover.from < cover.to);
                }
            }
        }
        assert!(grid.n_columns * grid.n_rows >= 16, "{} × {}", grid.n_columns, grid.n_rows);
    }

    #[test]
    fn nothing_and_a_single_point_are_no_areas() {
        assert_eq!(EdgeGrid::new(&outlines(&[])).edges.len(), 0);
        assert_eq!(EdgeGrid::new(&outlines(&[&[square(5.0, 5.0, 0.0)]])).edges.len(), 0);
        assert_eq!(EdgeGrid::new(&outlines(&[&[square(f64::NAN, 5.0, 1.0)]])).edges.len(), 0);
    }

    #[test]
    fn no_coordinate_is_too_large_for_the_grid() {
        for far in [1e11, 1e160, 1e300, f64::MAX] {
            let ring = vec![[-far, -far], [far, -far], [far, far], [5.0, 5.0], [-far, far], [-far, -far]];
            let grid = EdgeGrid::new(&outlines(&[&[square(0.0, 0.0, 1.0)], &[ring]]));
            assert!(grid.n_columns * grid.n_rows <= (MOST_CELLS_A_SIDE + 1).pow(2), "{far}");
            assert!(grid.reaches([0.5, 0.5]));
        }
    }
}
