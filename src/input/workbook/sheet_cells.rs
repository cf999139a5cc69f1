//! The cells of one sheet as every kind of workbook gives them.

use std::collections::BTreeSet;

use crate::input::cell::content::Nature;
use crate::input::cell::grid::{Found, Sheet, rows_of};
use crate::input::problem::limit::{MERGED_CELLS, SHEET_CELLS};

/// Cells of a sheet and what is known of them, as a reader collects it.
#[derive(Default)]
pub(crate) struct SheetCells {
    /// The cells.
    pub(crate) found: Vec<Found>,
    /// Merged cells: first and last row and column, from 0.
    pub(crate) merged: Vec<((u32, u32), (u32, u32))>,
    /// Rows that are hidden or filtered away, from 0.
    pub(crate) hidden_rows: BTreeSet<u32>,
    /// Numbers that lost the noise of arithmetic.
    pub(crate) noise: Vec<(String, String)>,
}

/// A sheet of collected cells.
pub(crate) fn sheet_of_cells(name: String, hidden: bool, cells: SheetCells) -> Sheet {
    let SheetCells { mut found, merged, hidden_rows, noise } = cells;
    let covered = merged.iter().map(|(start, end)| cells_of(*start, *end)).fold(0, u64::saturating_add);
    if covered <= MERGED_CELLS {
        for (start, end) in merged {
            found.extend(merged_away(start, end));
        }
    }
    let rows = rows_of(found);
    let is_hidden = |line: u64| u32::try_from(line).is_ok_and(|line| line > 0 && hidden_rows.contains(&(line - 1)));
    Sheet {
        hidden_rows: rows.iter().map(|row| row.line).filter(|line| is_hidden(*line)).collect(),
        rows,
        hidden,
        name,
        noise,
    }
}

/// Refuses a sheet with more cells than are read.
///
/// # Errors
/// With the sheet's name and the limit.
pub(crate) fn within_limit(sheet: &str, cells: usize) -> Result<(), String> {
    if cells <= SHEET_CELLS { Ok(()) } else { Err(format!("the sheet {sheet:?} has more than {SHEET_CELLS} cells")) }
}

fn cells_of(start: (u32, u32), end: (u32, u32)) -> u64 {
    let span = |from: u32, to: u32| u64::from(to.saturating_sub(from)) + 1;
    span(start.0, end.0).saturating_mul(span(start.1, end.1))
}

/// The cells of merged cells but the first.
pub fn merged_away(start: (u32, u32), end: (u32, u32)) -> impl Iterator<Item = Found> {
    (start.0..=end.0)
        .flat_map(move |row| (start.1..=end.1).map(move |column| (row, column)))
        .filter(move |place| *place != start)
        .map(|(row, column)| Found { row, column, text: String::new(), nature: Nature::Merged })
}
