//! A publication from a file: which format it has, and what was left out of it.

use crate::input::claims::facts::read_facts;
use crate::input::claims::publication::understood;
use crate::input::claims::source::document::{Document, Places};
use crate::input::claims::source::page::read_page;
use crate::input::claims::source::plain::read_plain;
use crate::input::claims::source::sheets::{read_rows, read_sheets};
use crate::input::claims::source::word::{is_document, read_document};
use crate::input::file::bytes::InputFile;
use crate::input::file::format::ending_of;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Read, Remark};
use crate::input::table::delimited::{decode, read_delimited};
use crate::input::table::grid_file::is_opendocument;
use crate::input::workbook::compound;
use crate::input::workbook::ods::read_opendocument;
use crate::input::workbook::xls::read_old_workbook;
use crate::input::workbook::xlsx::read_workbook;
use crate::model::claim::statement::Publication;

/// Reads a publication: plain text, Markdown, HTML, DOCX; a table as CSV or a workbook, all sheets that are not hidden; a claims file.
///
/// # Errors
/// A file of another format, damaged or empty.
pub fn read_publication(file: &InputFile) -> Result<Read<Publication>, Problems> {
    if ending_of(&file.name).eq_ignore_ascii_case("toml") {
        return Ok(Read { value: read_facts(file)?, warnings: Vec::new() });
    }
    let mut warnings = Vec::new();
    let (document, places) = opened(file, &mut warnings)?;
    let (publication, left_out) = understood(document, &places);
    if publication.text.trim().is_empty() {
        return Err(problem(file, "the file holds no text", "name the paper or the table to be audited"));
    }
    let left_out = left_out.into_iter().map(|what| Remark::of(Kind::RowsLeftOut, Place::file(&file.name), what));
    warnings.extend(left_out);
    Ok(Read { value: publication, warnings })
}

fn problem(file: &InputFile, message: impl Into<String>, hint: &str) -> Problems {
    Problems::one(Remark::of(Kind::Format, Place::file(&file.name), message).hint(hint))
}

fn opened(file: &InputFile, warnings: &mut Vec<Remark>) -> Result<(Document, Places), Problems> {
    if file.bytes.starts_with(b"%PDF") {
        return Err(problem(file, "the file is a PDF", "save it as text, HTML or DOCX"));
    }
    let ending = ending_of(&file.name).to_lowercase();
    let told = |error: String| problem(file, format!("the file cannot be read: {error}"), "open it and save it again");
    if file.bytes.starts_with(b"PK") {
        if is_document(&file.bytes) {
            return read_document(&file.bytes).map_err(told);
        }
        let sheets =
            if is_opendocument(&file.bytes) { read_opendocument(&file.bytes) } else { read_workbook(&file.bytes) };
        return sheets.map(|sheets| read_sheets(&sheets)).map_err(told);
    }
    if file.bytes.starts_with(&compound::MAGIC) {
        return read_old_workbook(&file.bytes).map(|sheets| read_sheets(&sheets)).map_err(told);
    }
    let text = text_of(file, warnings)?;
    let start = text.get(..text.floor_char_boundary(500)).unwrap_or_default().trim_start().to_ascii_lowercase();
    if matches!(ending.as_str(), "html" | "htm" | "xhtml")
        || start.starts_with("<!doctype html")
        || start.starts_with("<html")
    {
        return Ok(read_page(&text));
    }
    if matches!(ending.as_str(), "csv" | "tsv" | "tab") {
        let (rows, _) = read_delimited(&file.name, text.as_bytes())?;
        return Ok(read_rows(text, &rows));
    }
    let places = Places::of_file(&text);
    Ok((read_plain(text), places))
}

/// The text of a file, its lines ended in one way.
fn text_of(file: &InputFile, warnings: &mut Vec<Remark>) -> Result<String, Problems> {
    let (text, assumed) = decode(&file.name, &file.bytes)?;
    let hinted = assumed.into_iter().map(|remark| Remark { hint: None, ..remark }.hint("save it as UTF-8"));
    warnings.extend(hinted);
    if memchr::memchr(0, text.as_bytes()).is_some() {
        return Err(problem(file, "the file holds a NUL character and is no text", "save it as text, HTML or DOCX"));
    }
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.into_owned() };
    Ok(text)
}
