//! Which rows of a table are its header.

use crate::input::cell::grid::GridRow;
use crate::input::table::joined::{n_named, rows_of_header, titles_of, titles_of_row};
use crate::input::table::needed::Needed;

/// How many rows may stand above a header.
const ROWS_LOOKED_AT: usize = 50;

/// Whether a header names all needed columns.
pub fn has_all(rows: &[GridRow], needed: Needed<'_>) -> bool {
    n_named(&titles_of(rows, find_header(rows, needed)), needed) == needed.len()
}

/// The first and last row of the header: around the first row that names all needed columns, else around what names most of them,
/// else around the first row with more than one cell, for a title stands alone.
pub fn find_header(rows: &[GridRow], needed: Needed<'_>) -> (usize, usize) {
    let looked_at = || rows.iter().take(ROWS_LOOKED_AT).enumerate();
    let mut best = (0, None);
    for (position, row) in looked_at() {
        let named = n_named(&titles_of_row(row), needed);
        if named > best.0 {
            best = (named, Some(position));
        }
    }
    if best.0 < needed.len() {
        for (position, _) in looked_at() {
            let header = rows_of_header(rows, position, needed);
            if header.0 < header.1 {
                let named = n_named(&titles_of(rows, header), needed);
                if named > best.0 {
                    best = (named, Some(position));
                }
            }
        }
    }
    let filled = || looked_at().find(|(_, row)| row.n_filled() > 1).map(|(position, _)| position);
    rows_of_header(rows, best.1.or_else(filled).unwrap_or(0), needed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::{collection, sample::select};

    use super::*;
    use crate::input::cell::content::Nature;

    /// What cells of tables may hold.
    const CELLS: &[&str] = &["", "", "a", "b", "code", "1", "2021", "0-17", "1.234", "Fonte: x"];

    fn rows(texts: &[&[&str]]) -> Vec<GridRow> {
        let row = |(at, cells): (usize, &&[&str])| GridRow {
            line: at as u64 + 1,
            record: cells.iter().collect(),
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
        assert_eq!(find_header(&table, &[&["code"], &["population"]]), (2, 2));
        assert_eq!(find_header(&table, &[&["people"], &["population"]]), (2, 2));
        assert_eq!(find_header(&table, &[]), (2, 2));
        assert!(has_all(&table, &[&["code"], &["people", "population"]]));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn any_rows_have_a_header_within_them(
            cells in collection::vec(collection::vec((select(CELLS), any::<bool>()), 0..6), 1..8),
        ) {
            let row = |(at, cells): (usize, &Vec<(&str, bool)>)| GridRow {
                line: at as u64 + 1,
                record: cells.iter().map(|(text, _)| *text).collect(),
                natures: cells
                    .iter()
                    .map(|(text, merged)| if *merged && text.is_empty() { Nature::Merged } else { Nature::Text })
                    .collect(),
            };
            let rows: Vec<GridRow> = cells.iter().enumerate().map(row).collect();
            for needed in [&[&["code"][..]][..], &[&["a"], &["b"]], &[]] {
                let (first, last) = find_header(&rows, needed);
                prop_assert!(first <= last && last < rows.len() && last - first < 3);
                prop_assert!(has_all(&rows, needed) || !needed.is_empty());
                let n_cells = rows[first..=last].iter().map(|row| row.record.len()).max().unwrap_or(0);
                prop_assert!(titles_of(&rows, (first, last)).len() <= n_cells);
            }
        }
    }
}
