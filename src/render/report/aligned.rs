//! A table of results as aligned columns for a terminal.

use unicode_width::UnicodeWidthStr as _;

use crate::model::base::text::escaped;
use crate::render::report::sheet::{Cell, Sheet};

/// The titles and the rows, text to the left and numbers to the right.
pub fn aligned(sheet: &Sheet) -> String {
    let cell = |cell: &Cell| escaped(&cell.to_string()).into_owned();
    let rows: Vec<Vec<String>> = sheet.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    let titles: Vec<String> = sheet.columns.iter().map(|title| escaped(title).into_owned()).collect();
    let widest = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> =
        titles.iter().enumerate().map(|(column, title)| title.width().max(widest(column))).collect();
    let is_number = |column: usize| {
        sheet.rows.iter().any(|row| matches!(row[column], Cell::Count(_) | Cell::Difference(_) | Cell::Number(_)))
    };
    let to_right: Vec<bool> = (0..widths.len()).map(is_number).collect();
    let mut text = String::new();
    for row in std::iter::once(&titles).chain(&rows) {
        let mut line = String::new();
        for ((cell, width), to_right) in row.iter().zip(&widths).zip(&to_right) {
            let space = " ".repeat(width.saturating_sub(cell.width()));
            let [before, behind] = if *to_right { [space.as_str(), ""] } else { ["", space.as_str()] };
            line = line + before + cell + behind + "  ";
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
