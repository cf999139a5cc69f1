//! Which row of a table is its header, and which rows around it are titles and notes.

use crate::input::cell::grid::GridRow;
use crate::input::table::needed::Needed;

/// How many rows may stand above a header.
const ROWS_LOOKED_AT: usize = 50;

/// Words that notes below a table begin with.
const NOTES: &[&str] = &[
    "fonte",
    "source",
    "nota",
    "note",
    "n.b.",
    "avvertenz",
    "dati ",
    "elaborazion",
    "ultimo aggiornamento",
    "last update",
    "data extracted",
    "dataset",
    "legenda",
    "(a)",
    "(1)",
    "*",
];

/// How many groups of needed columns a row names.
fn n_named(row: &GridRow, needed: Needed<'_>) -> usize {
    let cells: Vec<String> =
        row.record.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()).collect();
    let named = |group: &&&[&str]| group.iter().any(|title| cells.contains(&title.to_lowercase()));
    needed.iter().filter(named).count()
}

/// Whether some row names all needed columns.
pub fn has_all(rows: &[GridRow], needed: Needed<'_>) -> bool {
    rows.iter().take(ROWS_LOOKED_AT).any(|row| n_named(row, needed) == needed.len())
}

/// The position of the header: the first row that names all needed columns, else the one that names most of them, else the first
/// row with more than one cell, for a title stands alone.
pub fn find_header(rows: &[GridRow], needed: Needed<'_>) -> usize {
    let looked_at = || rows.iter().take(ROWS_LOOKED_AT).enumerate();
    let mut best = (0, None);
    for (position, row) in looked_at() {
        let named = n_named(row, needed);
        if named > best.0 {
            best = (named, Some(position));
        }
    }
    best.1.or_else(|| looked_at().find(|(_, row)| row.n_filled() > 1).map(|(position, _)| position)).unwrap_or(0)
}

/// How many rows at the end are notes: one cell of text that begins as notes do.
pub fn note_rows(rows: &[GridRow]) -> usize {
    let is_note = |row: &&GridRow| {
        let text = row.only_text().map(str::to_lowercase);
        text.is_some_and(|text| NOTES.iter().any(|start| text.starts_with(start)))
    };
    rows.iter().rev().take(ROWS_LOOKED_AT).take_while(is_note).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(texts: &[&[&str]]) -> Vec<GridRow> {
        let row = |(at, cells): (usize, &&[&str])| GridRow {
            line: at as u64 + 1,
            record: csv::StringRecord::from(cells.to_vec()),
            natures: Vec::new(),
        };
        texts.iter().enumerate().map(row).collect()
    }

    #[test]
    fn the_header_is_the_row_that_names_the_columns() {
        let table = rows(&[
            &["Residents by municipality, with code"],
            &["", "made on Monday"],
            &["Code", "Population"],
            &["1", "2"],
        ]);
        assert_eq!(find_header(&table, &[&["code"], &["population"]]), 2);
        assert_eq!(find_header(&table, &[&["people"], &["population"]]), 2);
        assert_eq!(find_header(&table, &[]), 2);
        assert!(has_all(&table, &[&["code"], &["people", "population"]]));
    }

    #[test]
    fn notes_below_are_told_from_rows() {
        let table = rows(&[&["a", "b"], &["x", ""], &["Fonte: ISTAT", ""], &["(a) provisional"]]);
        assert_eq!(note_rows(&table), 2);
    }
}
