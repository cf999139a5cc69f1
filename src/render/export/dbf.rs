//! The table of a shapefile: dBASE III, fields of fixed width, names of at most ten characters.

use std::fmt::Write as _;

use rayon::prelude::*;

use crate::render::export::layer::{Export, ExportError, FieldKind, Value};

/// The most fields that programs read.
const MOST_FIELDS: usize = 255;
/// The longest name of a field, in bytes.
const MOST_NAME: usize = 10;
/// The widest text, in bytes.
const MOST_TEXT: usize = 254;
/// Digits of a whole number: all that a 64-bit reader takes.
const INTEGER_WIDTH: usize = 18;
/// Width and decimals of a number, as GDAL writes them.
const NUMBER_WIDTH: usize = 24;
const NUMBER_DECIMALS: usize = 15;
/// The day that the header says the table was changed; a fixed one, so that the same table has the same bytes.
const CHANGED: [u8; 3] = [100, 1, 1];

/// Rows that one task writes at least.
const ROWS_AT_ONCE: usize = 4_096;

/// A table and what was lost in it.
pub(crate) struct Table {
    pub(crate) bytes: Vec<u8>,
    pub(crate) remarks: Vec<String>,
}

/// The columns of a layer as a table. Names are shortened without collision, long texts are cut; both are said.
///
/// # Errors
/// More or wider columns than a table holds.
pub(crate) fn table(export: &Export) -> Result<Table, ExportError> {
    let names = short_names(&export.sheet.columns);
    let mut remarks: Vec<String> = export
        .sheet
        .columns
        .iter()
        .zip(&names)
        .filter(|(title, name)| title != name)
        .map(|(title, name)| format!("a shapefile's names have at most {MOST_NAME} characters: {title} is {name}"))
        .collect();
    let n_rows = export.sheet.rows.len();
    let longest = (0..n_rows).into_par_iter().with_min_len(ROWS_AT_ONCE).fold(
        || (String::new(), vec![(0, 0); names.len()]),
        |(mut text, mut found), row| {
            for (column, (longest, cut)) in found.iter_mut().enumerate() {
                text.clear();
                push_cell(&mut text, export, row, column);
                *longest = text.len().max(*longest);
                *cut += usize::from(text.len() > MOST_TEXT);
            }
            (text, found)
        },
    );
    let both = |a: Vec<(usize, usize)>, b: Vec<(usize, usize)>| {
        a.iter().zip(b).map(|(a, b)| (a.0.max(b.0), a.1 + b.1)).collect()
    };
    let found = longest.map(|(_, found)| found).reduce(|| vec![(0, 0); names.len()], both);
    let mut widths = Vec::with_capacity(names.len());
    for ((kind, title), (longest, cut)) in export.kinds.iter().zip(&export.sheet.columns).zip(found) {
        widths.push(match kind {
            FieldKind::Integer => longest.max(INTEGER_WIDTH),
            FieldKind::Number => NUMBER_WIDTH,
            FieldKind::Text => longest.clamp(1, MOST_TEXT),
            FieldKind::Boolean => 1,
        });
        if cut > 0 {
            remarks.push(format!("a shapefile's texts have at most {MOST_TEXT} bytes: {cut} of {title} are cut"));
        }
    }
    if names.len() > MOST_FIELDS || 1 + widths.iter().sum::<usize>() > usize::from(u16::MAX) {
        let message = format!("a shapefile holds at most {MOST_FIELDS} columns of 65 535 bytes together");
        return Err(ExportError::new(message).hint("choose .gpkg, .fgb or .parquet"));
    }
    let mut bytes = header(export, &names, &widths);
    let first = bytes.len();
    let width = 1 + widths.iter().sum::<usize>();
    bytes.resize(first + n_rows * width, b' ');
    bytes[first..].par_chunks_mut(width).enumerate().with_min_len(ROWS_AT_ONCE).for_each_init(
        String::new,
        |text, (row, record)| {
            let mut start = 1;
            for (column, (&width, kind)) in widths.iter().zip(&export.kinds).enumerate() {
                text.clear();
                push_cell(text, export, row, column);
                let cell = &text[..text.floor_char_boundary(width)];
                let from = match kind {
                    FieldKind::Text | FieldKind::Boolean => start,
                    FieldKind::Integer | FieldKind::Number => start + width - cell.len(),
                };
                record[from..from + cell.len()].copy_from_slice(cell.as_bytes());
                start += width;
            }
        },
    );
    bytes.push(0x1A);
    Ok(Table { bytes, remarks })
}

fn header(export: &Export, names: &[String], widths: &[usize]) -> Vec<u8> {
    let mut bytes = vec![0x03];
    bytes.extend(CHANGED);
    bytes.extend(u32::try_from(export.sheet.rows.len()).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend(u16::try_from(33 + 32 * names.len()).unwrap_or(u16::MAX).to_le_bytes());
    bytes.extend(u16::try_from(1 + widths.iter().sum::<usize>()).unwrap_or(u16::MAX).to_le_bytes());
    bytes.resize(32, 0);
    for ((name, &width), kind) in names.iter().zip(widths).zip(&export.kinds) {
        let mut field = name.clone().into_bytes();
        field.resize(11, 0);
        field.push(match kind {
            FieldKind::Text => b'C',
            FieldKind::Integer | FieldKind::Number => b'N',
            FieldKind::Boolean => b'L',
        });
        field.extend([0; 4]);
        field.push(u8::try_from(width).unwrap_or(u8::MAX));
        field.push(if *kind == FieldKind::Number { u8::try_from(NUMBER_DECIMALS).unwrap_or(0) } else { 0 });
        field.resize(32, 0);
        bytes.extend(field);
    }
    bytes.push(0x0D);
    bytes
}

/// Adds a cell as the table writes it. A Boolean that is missing has a mark of its own: an empty one is read as false.
fn push_cell(to: &mut String, export: &Export, row: usize, column: usize) {
    match export.value(row, column) {
        None if export.kinds[column] == FieldKind::Boolean => to.push('?'),
        None => {}
        Some(Value::Text(text)) => to.extend(text.chars().filter(|letter| *letter != '\0')),
        Some(Value::Integer(integer)) => {
            let _ = write!(to, "{integer}");
        }
        Some(Value::Number(number)) => to.push_str(&number_text(number)),
        Some(Value::Boolean(truth)) => to.push(if truth { 'T' } else { 'F' }),
    }
}

/// A number in at most [`NUMBER_WIDTH`] characters: its shortest form where that fits, else as many decimals as fit, else an exponent.
fn number_text(number: f64) -> String {
    let shortest = number.to_string();
    if shortest.len() <= NUMBER_WIDTH {
        return shortest;
    }
    let whole = format!("{number:.0}").len();
    if number.abs() >= 1e-6 && whole + 2 <= NUMBER_WIDTH {
        format!("{number:.*}", NUMBER_WIDTH - whole - 1)
    } else {
        format!("{number:.15e}")
    }
}

/// Names of at most ten bytes, all different whatever their capitals: cut, and numbered where two would be the same.
fn short_names(titles: &[String]) -> Vec<String> {
    let cut = |title: &str, most: usize| title[..title.floor_char_boundary(most)].to_owned();
    let mut names: Vec<String> = Vec::with_capacity(titles.len());
    // A title that fits keeps its name, wherever it stands.
    let fits =
        |name: &str| titles.iter().filter(|title| title.len() <= MOST_NAME && title.eq_ignore_ascii_case(name)).count();
    for (position, title) in titles.iter().enumerate() {
        let first = titles[..position].iter().all(|before| !before.eq_ignore_ascii_case(title));
        if title.len() <= MOST_NAME && first && !title.is_empty() {
            names.push(title.clone());
            continue;
        }
        let taken = |name: &String, names: &[String]| {
            fits(name) > 0 || name.is_empty() || names.iter().any(|other| other.eq_ignore_ascii_case(name))
        };
        let whole = cut(title, MOST_NAME);
        let mut name = whole;
        let mut number = 1;
        while taken(&name, &names) {
            let ending = format!("_{number}");
            name = cut(title, MOST_NAME - ending.len()) + &ending;
            number += 1;
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_all_different() {
        let titles =
            ["municipality_code", "municipality_name", "coverage", "Coverage", "municipal1", "", "città_è_più"];
        let names = short_names(&titles.map(str::to_owned));
        assert_eq!(names, ["municipali", "municipa_1", "coverage", "Coverage_1", "municipal1", "_1", "città_è_"]);
        assert!(names.iter().all(|name| name.len() <= MOST_NAME));
    }

    #[test]
    fn numbers_keep_their_digits_in_the_width_of_the_field() {
        for number in [0.123_456_789_012, 58_997_201.5, -1e-9 / 3.0, 1.0 / 3.0, 1e300, -12_345_678_901_234.567, 2e-16] {
            let text = number_text(number);
            assert!(text.len() <= NUMBER_WIDTH, "{text}");
            let back: f64 = text.parse().unwrap();
            assert!((back / number - 1.0).abs() < 1e-14, "{text}");
        }
    }
}
