//! ODS spreadsheets: `content.xml` read in one pass.
//!
//! # Source
//! OASIS, *Open Document Format for Office Applications* 1.2, part 1, sections 9.1 (tables) and 19.385 (`office:value-type`).

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::input::cell::content::Nature;
use crate::input::cell::grid::{Found, Sheet, rows_of};
use crate::input::cell::number_format::number;
use crate::input::file::archive::Archive;
use crate::input::problem::limit::{SHEET_COLUMNS, SHEET_ROWS};
use crate::input::value::damage::is_failure;
use crate::input::workbook::part::attribute;
use crate::input::workbook::sheet_cells::{merged_away, within_limit};

/// Reads every sheet of an ODS spreadsheet.
///
/// # Errors
/// What is damaged or not supported, in words.
pub fn read_opendocument(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut archive = Archive::open(bytes)?;
    if archive.has("META-INF/manifest.xml") && archive.text("META-INF/manifest.xml")?.contains("encryption-data") {
        return Err("it is protected by a password".to_owned());
    }
    let text = archive.text("content.xml")?;
    let mut content = Content::default();
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event().map_err(|error| format!("content.xml: {error}"))? {
            Event::Start(element) => content.open(&element),
            Event::Empty(element) => {
                content.open(&element);
                content.close(element.name().as_ref())?;
            }
            Event::End(element) => content.close(element.name().as_ref())?,
            Event::Text(part) => content.text(&part.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(part) => content.text(&part.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => {
                let name = reference.xml_content(XmlVersion::Implicit1_0).into_owned();
                match reference.resolve_char_ref() {
                    Ok(Some(letter)) => content.text(&letter.to_string()),
                    Ok(None) | Err(_) => match entity(&name) {
                        Some(text) => content.text(text),
                        // What an entity of the file's own stands for is not read: the cell shows that something stands there.
                        None => content.text(&format!("&{name};")),
                    },
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    if content.table.is_some() {
        return Err("content.xml ends inside a sheet".to_owned());
    }
    Ok(content.sheets)
}

fn entity(name: &str) -> Option<&'static str> {
    match name {
        "amp" => Some("&"),
        "lt" => Some("<"),
        "gt" => Some(">"),
        "quot" => Some("\""),
        "apos" => Some("'"),
        _ => None,
    }
}

/// A sheet while it is read.
#[derive(Default)]
struct Open {
    sheet: Sheet,
    cells: Vec<Found>,
    hidden: BTreeSet<u64>,
    row: u32,
    column: u32,
    row_repeats: u32,
    row_hidden: bool,
    /// Where the cells of the current row start.
    row_start: usize,
    cell: Option<OpenCell>,
}

struct OpenCell {
    kind: Option<String>,
    value: Option<String>,
    repeats: u32,
    span: (u32, u32),
    covered: bool,
    paragraphs: Vec<String>,
}

#[derive(Default)]
struct Content {
    sheets: Vec<Sheet>,
    /// Styles of tables that hide them.
    hiding: BTreeSet<String>,
    style: Option<String>,
    table: Option<Open>,
    /// How deep in notes of a cell, whose text is not the cell's.
    notes: usize,
}

impl Content {
    fn open(&mut self, element: &BytesStart<'_>) {
        let number = |name: &str| attribute(element, name).and_then(|count| count.parse::<u32>().ok());
        match element.name().as_ref() {
            "style:style" => self.style = attribute(element, "name"),
            "style:table-properties" if attribute(element, "display").as_deref() == Some("false") => {
                self.hiding.extend(self.style.take());
            }
            "table:table" => {
                let mut table = Open::default();
                table.sheet.name = attribute(element, "name").unwrap_or_default();
                table.sheet.hidden = attribute(element, "style-name").is_some_and(|style| self.hiding.contains(&style));
                self.table = Some(table);
            }
            "office:annotation" => self.notes += 1,
            name => {
                let Some(table) = &mut self.table else { return };
                match name {
                    "table:table-row" => {
                        table.row_repeats = number("number-rows-repeated").unwrap_or(1).max(1);
                        let visibility = attribute(element, "visibility");
                        table.row_hidden = matches!(visibility.as_deref(), Some("collapse" | "filter"));
                        table.column = 0;
                        table.row_start = table.cells.len();
                    }
                    "table:table-cell" | "table:covered-table-cell" => {
                        table.cell = Some(OpenCell {
                            kind: attribute(element, "value-type"),
                            value: ["value", "date-value", "time-value", "boolean-value", "string-value"]
                                .iter()
                                .find_map(|name| attribute(element, name)),
                            repeats: number("number-columns-repeated").unwrap_or(1).max(1),
                            span: (
                                number("number-rows-spanned").unwrap_or(1).clamp(1, SHEET_ROWS),
                                number("number-columns-spanned").unwrap_or(1).clamp(1, SHEET_COLUMNS),
                            ),
                            covered: name == "table:covered-table-cell",
                            paragraphs: Vec::new(),
                        });
                    }
                    "text:p" if self.notes == 0 => {
                        if let Some(cell) = &mut table.cell {
                            cell.paragraphs.push(String::new());
                        }
                    }
                    "text:s" if self.notes == 0 => {
                        let count = number("c").unwrap_or(1).min(1_000) as usize;
                        self.text(&" ".repeat(count));
                    }
                    _ => {}
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.notes == 0
            && let Some(paragraph) = self.table.as_mut().and_then(|table| table.cell.as_mut()?.paragraphs.last_mut())
        {
            paragraph.push_str(text);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), String> {
        match name {
            "office:annotation" => self.notes = self.notes.saturating_sub(1),
            "table:table" => {
                if let Some(mut table) = self.table.take() {
                    table.sheet.rows = rows_of(table.cells);
                    table.sheet.hidden_rows = table
                        .sheet
                        .rows
                        .iter()
                        .map(|row| row.line)
                        .filter(|line| table.hidden.contains(line))
                        .collect();
                    self.sheets.push(table.sheet);
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some(table) = &mut self.table {
                    table.end_cell()?;
                }
            }
            "table:table-row" => {
                if let Some(table) = &mut self.table {
                    table.end_row()?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Open {
    fn end_cell(&mut self) -> Result<(), String> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let last = self.column.saturating_add(cell.repeats);
        let (text, nature) = self.meaning(&cell);
        if cell.covered || !text.is_empty() {
            for column in self.column..last.min(SHEET_COLUMNS) {
                let (text, nature) =
                    if cell.covered { (String::new(), Nature::Merged) } else { (text.clone(), nature) };
                self.cells.push(Found { row: self.row, column, text, nature });
            }
        }
        // Some writers leave out the covered cells of the row.
        if cell.span != (1, 1) && !cell.covered {
            let end = (self.row, self.column.saturating_add(cell.span.1 - 1).min(SHEET_COLUMNS));
            self.cells.extend(merged_away((self.row, self.column), end));
        }
        self.column = last.min(SHEET_COLUMNS);
        self.within_limits()
    }

    fn end_row(&mut self) -> Result<(), String> {
        let row: Vec<Found> = self.cells[self.row_start.min(self.cells.len())..].to_vec();
        let filled = row.iter().any(|cell| !cell.text.is_empty());
        let last = self.row.saturating_add(self.row_repeats).min(SHEET_ROWS);
        if filled {
            for repeat in self.row..last {
                if repeat > self.row {
                    self.cells.extend(row.iter().cloned().map(|cell| Found { row: repeat, ..cell }));
                    self.within_limits()?;
                }
                if self.row_hidden {
                    self.hidden.insert(u64::from(repeat) + 1);
                }
            }
        }
        self.row = last;
        Ok(())
    }

    fn within_limits(&self) -> Result<(), String> {
        within_limit(&self.sheet.name, self.cells.len())
    }

    fn meaning(&mut self, cell: &OpenCell) -> (String, Nature) {
        let shown = cell.paragraphs.join("\n");
        if is_failure(shown.trim()) {
            return (shown.trim().to_owned(), Nature::Failed);
        }
        let value = cell.value.clone();
        match cell.kind.as_deref() {
            Some(kind @ ("float" | "percentage" | "currency")) => {
                match value.as_deref().map(str::parse::<f64>) {
                    Some(Ok(value)) => {
                        number(value, kind == "percentage", (self.row, self.column), &mut self.sheet.noise)
                    }
                    // What the file says is the value, whatever it shows, and a reader of numbers refuses it.
                    Some(Err(_)) => (value.unwrap_or_default(), Nature::Text),
                    None => (shown, Nature::Text),
                }
            }
            Some("date") => {
                let date = value.unwrap_or(shown);
                (date.split('T').next().unwrap_or_default().to_owned(), Nature::Date)
            }
            Some("time") => (value.unwrap_or(shown), Nature::Date),
            Some("boolean") => (value.unwrap_or(shown), Nature::Text),
            _ => (if shown.is_empty() { value.unwrap_or_default() } else { shown }, Nature::Text),
        }
    }
}
