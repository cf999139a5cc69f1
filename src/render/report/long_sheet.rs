//! Tables of as many rows as a territory has places: made and written some rows at a time on all cores, and never kept as cells.

use rayon::prelude::*;
use serde_json::value::RawValue;

use crate::model::base::language::Language;
use crate::render::report::sheet::{Columns, CsvForm, Sheet};

/// Rows that are written at once.
const ROWS_AT_ONCE: usize = 4_096;

/// A table of rows that are not yet cells.
pub struct LongSheet<'a, R> {
    columns: Columns<'a, R>,
    rows: Vec<R>,
}

impl<'a, R: Sync> LongSheet<'a, R> {
    /// The table of rows in these columns.
    pub fn of(columns: Columns<'a, R>, rows: Vec<R>) -> Self {
        Self { columns, rows }
    }

    /// What becomes of every few rows, in their order.
    fn each<T: Send>(&self, of: impl Fn(&Sheet) -> T + Sync) -> Vec<T> {
        self.rows.par_chunks(ROWS_AT_ONCE).map(|rows| of(&Sheet::of(&self.columns, rows))).collect()
    }

    /// The table as CSV, as [`Sheet::in_csv`] writes it.
    pub fn in_csv(&self, notice: Option<&str>, form: CsvForm, language: Language) -> Vec<u8> {
        let mut csv = Sheet::new(self.columns.titles()).titles_in_csv(notice, form, language);
        let parts = self.each(|rows| rows.rows_in_csv(notice, form, language));
        csv.reserve(parts.iter().map(Vec::len).sum());
        for part in parts {
            csv.extend(part);
        }
        csv
    }

    /// The table as JSON, as a [`Sheet`] is written.
    ///
    /// # Panics
    /// Never: cells hold text and finite numbers, which are always JSON.
    pub fn to_json(&self) -> Box<RawValue> {
        let parts = self.each(|rows| serde_json::to_string(rows).expect("text and finite numbers are JSON"));
        let mut json = String::with_capacity(2 + parts.iter().map(String::len).sum::<usize>());
        json.push('[');
        for (number, part) in parts.iter().enumerate() {
            json.push_str(if number == 0 { "" } else { "," });
            json.push_str(part.trim_start_matches('[').trim_end_matches(']'));
        }
        json.push(']');
        RawValue::from_string(json).expect("a list of objects is JSON")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::report::sheet::Cell;

    #[test]
    fn many_rows_are_written_as_few_are() {
        for n in [0, 1, ROWS_AT_ONCE, 2 * ROWS_AT_ONCE + 7] {
            let columns = || {
                Columns::<usize>::new()
                    .and("a", |row| Cell::text((row % 7 > 0).then(|| format!("[{row}], \"x\""))))
                    .and("b", |row| Cell::count(*row))
            };
            let rows: Vec<usize> = (0..n).collect();
            let (long, whole) = (LongSheet::of(columns(), rows.clone()), Sheet::of(&columns(), &rows));
            assert_eq!(long.to_json().get(), serde_json::to_string(&whole).unwrap());
            for form in [CsvForm::Plain, CsvForm::Excel] {
                let csv = |notice| {
                    long.in_csv(notice, form, Language::Italian) == whole.in_csv(notice, form, Language::Italian)
                };
                assert!(csv(None) && csv(Some("=synthetic")), "{n} rows");
            }
        }
    }
}
