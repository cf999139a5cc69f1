//! Measures of representativeness as `bias.csv`.

use crate::analysis::measure::Measure;
use crate::render::sheet::{Cell, Sheet};

/// `bias.csv`: one row per measure, variable and level.
pub fn bias_sheet(rows: &[Measure]) -> Sheet {
    let mut sheet = Sheet::new([
        "measure",
        "variable",
        "level",
        "estimate",
        "standard_error",
        "low",
        "high",
        "p_value",
        "null_low",
        "null_high",
        "null_percentile",
        "method",
        "note",
        "n",
        "source",
    ]);
    for row in rows {
        let mut cells =
            vec![Cell::from(row.measure.word()), Cell::from(row.variable.as_str()), Cell::text(row.level.as_deref())];
        let numbers = [
            row.estimate,
            row.standard_error,
            row.low,
            row.high,
            row.p_value,
            row.null_low,
            row.null_high,
            row.null_percentile,
        ];
        cells.extend(numbers.map(Cell::number));
        cells.extend([
            Cell::from(row.method.as_str()),
            Cell::text(row.note.as_deref()),
            row.n.map_or(Cell::Missing, |n| Cell::Count(n as u64)),
            Cell::from(row.source),
        ]);
        sheet.rows.push(cells);
    }
    sheet
}
