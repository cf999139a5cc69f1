//! XLSX workbooks: sheets as rows of cells, with what is hidden, merged, a date, a percentage or a failed formula. What sheets of every
//! kind of workbook are made of stands here too.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetVisible, Xlsx, XlsxError};
use quick_xml::events::Event;

use crate::input::cell::content::Nature;
use crate::input::cell::grid::{Found, Sheet};
use crate::input::cell::number_format::{Shown, number};
use crate::input::file::archive::Archive;
use crate::input::file::guard::guarded;
use crate::input::workbook::part::{attribute, each_event, each_start, targets_of};
use crate::input::workbook::sheet_cells::{SheetCells, sheet_of_cells, within_limit};
use crate::input::workbook::xlsb::{BOOK, read_binary_workbook};

/// Reads every sheet of an XLSX or XLSB workbook that holds cells.
///
/// # Errors
/// What is damaged or not supported, in words.
pub fn read_workbook(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut archive = Archive::open(bytes)?;
    if archive.has(BOOK) {
        return read_binary_workbook(&mut archive);
    }
    let marks = marks_of_sheets(&mut archive);
    // The library has been seen to stop on numbers out of range; a workbook must not stop the program.
    guarded(|| sheets(bytes, marks)).unwrap_or_else(|| Err("its cells cannot be made sense of".to_owned()))
}

fn sheets(bytes: &[u8], mut marks: BTreeMap<String, SheetMarks>) -> Result<Vec<Sheet>, String> {
    let told = |error: XlsxError| {
        if matches!(error, XlsxError::Password) {
            "it is protected by a password".to_owned()
        } else {
            error.to_string()
        }
    };
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(told)?;
    let metadata = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for sheet in metadata {
        let merged = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let mut cells = SheetCells::default();
        let mut reader = match book.worksheet_cells_reader(&sheet.name) {
            Ok(reader) => reader,
            // A sheet of a chart has no cells.
            Err(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_)) => continue,
            Err(error) => return Err(told(error)),
        };
        let percent: Vec<bool> = reader
            .styles()
            .iter()
            .map(|style| {
                style.number_format.as_ref().is_some_and(|format| Shown::by_code(&format.format_code) == Shown::Percent)
            })
            .collect();
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(told)? {
            let (row, column) = cell.get_position();
            let is_percent = percent.get(style).copied().unwrap_or(false);
            let (text, nature) = match cell.get_value() {
                DataRef::Empty => continue,
                DataRef::Float(value) => number(*value, is_percent, (row, column), &mut cells.noise),
                DataRef::Int(value) => (value.to_string(), if is_percent { Nature::Percent } else { Nature::Number }),
                DataRef::String(text) => (text.clone(), Nature::Text),
                DataRef::SharedString(text) => ((*text).to_owned(), Nature::Text),
                DataRef::Bool(value) => (value.to_string(), Nature::Text),
                DataRef::DateTime(date) if date.is_duration() => (date.as_f64().to_string(), Nature::Date),
                DataRef::DateTime(date) => {
                    let (year, month, day, ..) = date.to_ymd_hms_milli();
                    (format!("{year:04}-{month:02}-{day:02}"), Nature::Date)
                }
                DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (text.clone(), Nature::Date),
                DataRef::Error(error) => (error.to_string(), Nature::Failed),
            };
            cells.found.push(Found { row, column, text, nature });
            within_limit(&sheet.name, cells.found.len())?;
        }
        cells.merged = merged.iter().map(|area| (area.start, area.end)).collect();
        let SheetMarks { hidden_rows, uncomputed } = marks.remove(&sheet.name).unwrap_or_default();
        cells.hidden_rows = hidden_rows;
        let uncomputed = uncomputed.into_iter();
        cells.found.extend(uncomputed.map(|(row, column)| Found {
            row,
            column,
            text: String::new(),
            nature: Nature::Uncomputed,
        }));
        within_limit(&sheet.name, cells.found.len())?;
        sheets.push(sheet_of_cells(sheet.name, sheet.visible != SheetVisible::Visible, cells));
    }
    Ok(sheets)
}

/// What the library does not tell of a sheet.
#[derive(Default)]
struct SheetMarks {
    /// Rows that are hidden or filtered away, from 0.
    hidden_rows: BTreeSet<u32>,
    /// Row and column, from 0, of formulas without a value. One whose value is an empty text has a value.
    uncomputed: Vec<(u32, u32)>,
}

impl SheetMarks {
    /// Reads the XML of a sheet, up to its end or the first mistake.
    fn of(text: &str) -> Self {
        let mut marks = Self::default();
        let (mut row, mut column) = (0_u32, 0_u32);
        let (mut next_row, mut next_column) = (0_u32, 0_u32);
        // Of the cell that is open: whether it has a formula, and whether it has a value.
        let (mut formula, mut value, mut in_value) = (false, false, false);
        each_event(text, |event| match event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "row" => {
                    row = attribute(element, "r")
                        .and_then(|row| row.parse().ok())
                        .map_or(next_row, |row: u32| row.saturating_sub(1));
                    (next_row, next_column) = (row.saturating_add(1), 0);
                    if attribute(element, "hidden").is_some_and(|value| matches!(value.as_str(), "1" | "true")) {
                        marks.hidden_rows.insert(row);
                    }
                }
                "c" => {
                    column = attribute(element, "r").and_then(|place| column_of(&place)).unwrap_or(next_column);
                    next_column = column.saturating_add(1);
                    formula = false;
                    value = attribute(element, "t").is_some_and(|kind| kind == "str");
                }
                "f" => formula = true,
                "v" => in_value = matches!(event, Event::Start(_)),
                _ => {}
            },
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => value |= in_value,
            Event::End(element) => match element.local_name().as_ref() {
                "v" => in_value = false,
                "c" if formula && !value => marks.uncomputed.push((row, column)),
                _ => {}
            },
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => {}
        });
        marks
    }
}

/// The column of a place such as `AB12`, from 0.
fn column_of(place: &str) -> Option<u32> {
    let mut letters = place.bytes().take_while(u8::is_ascii_uppercase);
    let number =
        letters.try_fold(0_u32, |number, letter| number.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1));
    number?.checked_sub(1)
}

/// What the sheets of a workbook hide or leave uncomputed, by sheet. A workbook in which that cannot be found has none.
fn marks_of_sheets(archive: &mut Archive<'_>) -> BTreeMap<String, SheetMarks> {
    let targets = sheet_parts(archive).unwrap_or_default();
    let marks = targets.into_iter().filter_map(|(name, part)| Some((name, SheetMarks::of(&archive.text(&part).ok()?))));
    marks.collect()
}

/// Names of sheets and the parts that hold them.
fn sheet_parts(archive: &mut Archive<'_>) -> Result<Vec<(String, String)>, String> {
    let targets = targets_of(&archive.text("xl/_rels/workbook.xml.rels")?);
    let mut parts = Vec::new();
    each_start(&archive.text("xl/workbook.xml")?, |element| {
        if element.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id"))
            && let Some(part) = targets.get(&id)
        {
            parts.push((name, part.clone()));
        }
    });
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_without_a_value_are_told_from_those_whose_value_is_empty_text() {
        let cells = [
            r#"<c r="A1"><f>1+1</f><v></v></c>"#,
            r#"<c r="B1"><f>1+1</f><v>2</v></c>"#,
            r#"<c r="C1" t="str"><f>""</f><v></v></c>"#,
            r#"<c r="D1"><v/></c>"#,
            r#"<c r="AA1"><f>A1</f></c><c><f>B1</f></c>"#,
        ];
        let text = format!(r#"<sheetData><row r="3" hidden="1">{}</row></sheetData>"#, cells.concat());
        let marks = SheetMarks::of(&text);
        assert_eq!(marks.uncomputed, [(2, 0), (2, 26), (2, 27)]);
        assert_eq!(marks.hidden_rows, BTreeSet::from([2]));
    }

    #[test]
    fn bytes_that_are_no_workbook_are_refused() {
        for bytes in [&b"PK\x03\x04"[..], b"", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"] {
            assert!(read_workbook(bytes).is_err());
        }
    }
}
