//! Titles above a table and notes around it.

use crate::input::cell::grid::GridRow;

/// How many rows at the end may be notes.
const ROWS_LOOKED_AT: usize = 50;

/// Words that notes begin with.
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

/// Whether a text begins as notes do.
pub fn is_note(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    NOTES.iter().any(|start| lower.starts_with(start))
}

/// How many rows at the end are notes: one cell of text that begins as notes do.
pub fn note_rows(rows: &[GridRow]) -> usize {
    let is_note = |row: &&GridRow| row.only_text().is_some_and(is_note);
    rows.iter().rev().take(ROWS_LOOKED_AT).take_while(is_note).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_below_are_told_from_rows() {
        let row = |cells: &[&str]| GridRow { record: cells.iter().collect(), ..GridRow::default() };
        let table = [row(&["a", "b"]), row(&["x", ""]), row(&["Fonte: ISTAT", ""]), row(&["(a) provisional"])];
        assert_eq!(note_rows(&table), 2);
    }
}
