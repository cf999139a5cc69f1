//! A workbook: contents with links, then a sheet for each table. Numbers are numbers, texts are texts whatever they begin with.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError,
};

use crate::model::base::language::Language;
use crate::render::document::cell::{Kind, Scale, Value};
use crate::render::document::content::Document;
use crate::render::document::table::{Column, Rank, Row, Table};
use crate::render::report::sheet::twelve_digits;
use crate::words::catalogue::plain;
use crate::words::letters::visible;

/// The row of a table's title, that of its column titles, and the first of its rows.
const TITLE: u32 = 0;
const HEADER: u32 = 1;
const FIRST: u32 = 2;
/// Widths of columns, in letters.
const WIDEST: usize = 60;
const NUMBERS: usize = 12;
/// How high a line is, in points.
const LINE: f64 = 15.0;
/// Tables of no more rows are printed on one page, with their notes.
const ROWS_OF_A_PAGE: usize = 40;
/// As many letters as a cell may hold.
const LETTERS: usize = 32_000;
/// A4, by the number that workbooks have for it.
const A4: u8 = 9;

/// The workbook of all tables and columns.
///
/// # Errors
/// What a workbook cannot hold, such as more rows than it has.
pub(crate) fn workbook(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let language = document.language;
    let mut workbook = Workbook::new();
    // The same tables are the same bytes, on whatever day they are written.
    let day = ExcelDateTime::from_ymd(1980, 1, 1)?;
    let properties = DocProperties::new().set_title(cell_text(&document.title)).set_creation_datetime(&day);
    workbook.set_properties(&properties);
    let names: Vec<String> = document.tables().map(|table| sheet_name(table, language)).collect();
    contents(workbook.add_worksheet(), document, &names)?;
    for (table, name) in document.tables().zip(&names) {
        sheet(workbook.add_worksheet(), table, name, language)?;
    }
    workbook.save_to_buffer()
}

/// What a table's sheet is called: its number and a word of the catalogue.
fn sheet_name(table: &Table, language: Language) -> String {
    format!("{} {}", table.number, plain(language, table.name.sheet()))
}

/// A text as a cell may hold it.
fn cell_text(text: &str) -> String {
    visible(text).chars().take(LETTERS).collect()
}

/// Writes a text as text: where a program would take it for a formula once it is edited, it is marked as none.
fn text(sheet: &mut Worksheet, row: u32, column: u16, words: &str, format: &Format) -> Result<(), XlsxError> {
    let words = cell_text(words);
    let is_formula = words.starts_with(['=', '+', '-', '@']);
    let format = if is_formula { format.clone().set_quote_prefix() } else { format.clone() };
    sheet.write_string_with_format(row, column, words, &format)?;
    Ok(())
}

fn contents(sheet: &mut Worksheet, document: &Document, names: &[String]) -> Result<(), XlsxError> {
    let language = document.language;
    sheet.set_name(plain(language, "table-contents"))?;
    sheet.set_column_width(0, 6)?.set_column_width(1, 90)?;
    text(sheet, 0, 0, &document.title, &Format::new().set_bold().set_font_size(14))?;
    let mut row = 1;
    for line in document.lines() {
        text(sheet, row, 0, line, &Format::new())?;
        row += 1;
    }
    for (table, name) in document.tables().zip(names) {
        row += 1;
        text(sheet, row, 0, &table.number, &Format::new().set_align(FormatAlign::Right))?;
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(cell_text(&table.title));
        sheet.write_url(row, 1, link)?;
    }
    page(sheet);
    Ok(())
}

/// How a sheet is printed.
fn page(sheet: &mut Worksheet) {
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_footer("&C&A · &P/&N");
}

fn sheet(sheet: &mut Worksheet, table: &Table, name: &str, language: Language) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    text(sheet, TITLE, 0, &table.heading(language), &Format::new().set_bold().set_font_size(13))?;
    let titles = titles(table, language);
    let header =
        Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Bottom).set_border_bottom(FormatBorder::Thin);
    let to_right = header.clone().set_align(FormatAlign::Right);
    let mut lines = 1;
    for (column, (title, words)) in (0_u16..).zip(&titles) {
        text(sheet, HEADER, column, title, if words.is_some() { &header } else { &to_right })?;
        let width = words.map_or(NUMBERS, |column| widest(table, column, language));
        sheet.set_column_width(column, width as f64)?;
        lines = lines.max(lines_of(title, width));
    }
    sheet.set_row_height(HEADER, LINE * lines as f64)?;
    sheet.set_freeze_panes(FIRST, 1)?;
    sheet.set_repeat_rows(HEADER, HEADER)?;
    let mut row = FIRST;
    for line in &table.rows {
        match line {
            Row::Heading(words) => text(sheet, row, 0, words, &Format::new().set_bold())?,
            Row::Cells { rank, cells, .. } => {
                let values = cells.iter().zip(&table.columns);
                let values = values.flat_map(|(cell, column)| {
                    let is_words = column.kind == Kind::Text;
                    cell.values(column.kind, language).into_iter().map(move |value| (value, is_words))
                });
                let mut lines = 1;
                for (column, (value, is_words)) in (0_u16..).zip(values) {
                    if let (Value::Text(words), true) = (&value, is_words) {
                        lines = lines.max(lines_of(words, WIDEST));
                    }
                    write(sheet, (row, column), &value, (*rank, is_words), language)?;
                }
                if lines > 1 {
                    sheet.set_row_height(row, LINE * lines as f64)?;
                }
            }
        }
        row += 1;
    }
    notes(sheet, table, row + 1, titles.len(), language)?;
    page(sheet);
    if table.rows.len() <= ROWS_OF_A_PAGE {
        sheet.set_print_fit_to_pages(1, 1);
    }
    Ok(())
}

/// The titles of a sheet's columns, one for each number of a cell, and which column of the table it is where words stand below.
fn titles(table: &Table, language: Language) -> Vec<(String, Option<usize>)> {
    let of_column = |(at, column): (usize, &Column)| {
        let words = (column.kind == Kind::Text).then_some(at);
        column.apart(language).into_iter().map(move |title| (title, words)).collect::<Vec<_>>()
    };
    table.columns.iter().enumerate().flat_map(of_column).collect()
}

/// How many lines a text takes in so many letters, its words whole.
fn lines_of(text: &str, letters: usize) -> usize {
    let mut lines = 1;
    let mut filled = 0;
    for word in text.split(' ') {
        let long = word.chars().count() + 1;
        if filled > 0 && filled + long > letters {
            lines += 1;
            filled = 0;
        }
        filled += long;
    }
    lines
}

/// How wide a column of words is.
fn widest(table: &Table, column: usize, language: Language) -> usize {
    let letters = |row: &Row| match row {
        Row::Heading(_) => 0,
        Row::Cells { cells, .. } => cells[column].written(Kind::Text, language).chars().count(),
    };
    (table.rows.iter().map(letters).max().unwrap_or(0) + 4).clamp(NUMBERS, WIDEST)
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    (rank, is_words): (Rank, bool),
    language: Language,
) -> Result<(), XlsxError> {
    let is_inside = column == 0 && rank == Rank::Inside;
    let format = if is_inside { Format::new().set_indent(1) } else { Format::new() };
    match value {
        Value::Text(words) if is_words => {
            text(sheet, row, column, words, &format.set_text_wrap().set_align(FormatAlign::Top))?;
        }
        Value::Text(words) => text(sheet, row, column, words, &format.set_align(FormatAlign::Right))?,
        Value::Count(count) => {
            sheet.write_number_with_format(row, column, *count as f64, &format.set_num_format("#,##0"))?;
        }
        Value::Number(number, scale) => {
            // Where a program would find no number, the cell is empty.
            if let Some(number) = twelve_digits(*number) {
                sheet.write_number_with_format(row, column, number, &format.set_num_format(in_cells(*scale)))?;
            }
        }
        Value::P(p) => {
            let mark = plain(language, "decimal-mark");
            let written = format!("[<0.001]\"<0{mark}001\";0.000");
            sheet.write_number_with_format(row, column, *p, &format.set_num_format(written))?;
        }
        Value::Empty => {}
    }
    Ok(())
}

/// The format of numbers on a scale.
fn in_cells(scale: Scale) -> String {
    match scale {
        Scale::Percent => "0.0%".to_owned(),
        Scale::Decimals(0) => "#,##0".to_owned(),
        Scale::Decimals(decimals) => format!("#,##0.{}", "0".repeat(decimals)),
    }
}

/// Notes over the width of the table, each as high as its lines, and the way back.
fn notes(
    sheet: &mut Worksheet,
    table: &Table,
    first: u32,
    n_columns: usize,
    language: Language,
) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let last = u16::try_from(n_columns.saturating_sub(1)).unwrap_or(0).max(1);
    let letters = widest(table, 0, language) + NUMBERS * usize::from(last);
    let mut row = first;
    for note in table.all_notes() {
        let note = cell_text(note);
        let lines = lines_of(&note, letters);
        sheet.merge_range(row, 0, row, last, &note, &wrapped)?;
        sheet.set_row_height(row, LINE * lines as f64)?;
        row += 1;
    }
    let contents = plain(language, "table-contents");
    sheet.write_url(row, 0, Url::new(format!("internal:'{contents}'!A1")).set_text(contents))?;
    Ok(())
}
