//! Rows of cells before any of them is known to be a header: what every format of tables is read into.

use crate::input::cell::content::Nature;
use crate::input::cell::record::Record;

/// One row that is not blank.
#[derive(Clone, Debug, Default)]
pub struct GridRow {
    /// The physical line of a text file, or the row of a sheet; the first is 1.
    pub line: u64,
    /// The texts.
    pub record: Record,
    /// What the cells are; empty where all are text.
    pub natures: Vec<Nature>,
}

impl GridRow {
    /// What a cell is.
    pub fn nature(&self, position: usize) -> Nature {
        self.natures.get(position).copied().unwrap_or_default()
    }

    /// The text of a cell without space around it.
    pub fn text(&self, position: usize) -> &str {
        self.record.get(position).unwrap_or("").trim()
    }

    /// How many cells hold something.
    pub fn n_filled(&self) -> usize {
        self.record.iter().filter(|cell| !cell.trim().is_empty()).count()
    }

    /// The first text, where it is the row's only one.
    pub fn only_text(&self) -> Option<&str> {
        let mut filled = self.record.iter().map(str::trim).filter(|cell| !cell.is_empty());
        filled.next().filter(|_| filled.next().is_none())
    }
}

/// A sheet of a workbook.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The name.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// The rows that are not blank, in order.
    pub rows: Vec<GridRow>,
    /// Rows that are hidden or filtered away and hold something, by number.
    pub hidden_rows: Vec<u64>,
    /// Numbers that lost the noise of arithmetic: place, what was stored, what it was read as.
    pub noise: Vec<(String, String)>,
}

/// A cell as a reader of workbooks finds it: zero-based row and column.
#[derive(Clone, Debug)]
pub struct Found {
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
    /// The text.
    pub text: String,
    /// What it is.
    pub nature: Nature,
}

/// The most columns a sheet may have; a spreadsheet allows no more.
const MOST_COLUMNS: u32 = 16_384;

/// Puts cells into rows. Cells may come in any order; of two at one place the first counts.
pub fn rows_of(mut cells: Vec<Found>) -> Vec<GridRow> {
    cells.retain(|cell| {
        cell.column < MOST_COLUMNS
            && (!cell.text.is_empty() || matches!(cell.nature, Nature::Merged | Nature::Uncomputed))
    });
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let mut rows: Vec<GridRow> = Vec::new();
    for cell in cells {
        let line = u64::from(cell.row) + 1;
        if rows.last().is_none_or(|row| row.line != line) {
            rows.push(GridRow { line, ..GridRow::default() });
        }
        let Some(row) = rows.last_mut() else { continue };
        while row.natures.len() < cell.column as usize {
            row.record.push("");
            row.natures.push(Nature::Text);
        }
        if row.natures.len() == cell.column as usize {
            row.record.push(&cell.text);
            row.natures.push(cell.nature);
        }
    }
    rows.retain(|row| row.n_filled() > 0);
    rows
}

/// The name of a column, from 0: `A`, `Z`, `AA`.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(column_letters(column), letters);
        }
    }

    #[test]
    fn cells_in_any_order_become_rows() {
        let cell = |row, column, text: &str| Found { row, column, text: text.to_owned(), nature: Nature::Text };
        let rows = rows_of(vec![cell(4, 2, "c"), cell(1, 1, "b"), cell(4, 0, "a"), cell(9, 9, "")]);
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].line, rows[0].text(1)), (2, "b"));
        assert_eq!((rows[1].line, rows[1].text(0), rows[1].text(1), rows[1].text(2)), (5, "a", "", "c"));
    }
}
