//! Which format of tables a file has, by its content: delimited text, XLSX, XLS, XLSB, ODS, one of these in an archive, or none.

use crate::input::cell::grid::GridRow;
use crate::input::file::archive::{Archive, Contents};
use crate::input::file::bytes::InputFile;
use crate::input::problem::english::first_few;
use crate::input::problem::hint::{Key, Say};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::choose_sheet::choose_sheet;
use crate::input::table::delimited::read_delimited;
use crate::input::table::needed::Needed;
use crate::input::workbook::compound;
use crate::input::workbook::ods::read_opendocument;
use crate::input::workbook::xls::read_old_workbook;
use crate::input::workbook::xlsx::read_workbook;

/// The rows of a file, before any of them is known to be a header.
pub(crate) struct Grid {
    /// The file; in an archive the archive and the file in it.
    pub(crate) file: String,
    /// The sheet, where the file is a workbook.
    pub(crate) sheet: Option<String>,
    /// The rows that are not blank.
    pub(crate) rows: Vec<GridRow>,
    /// What was assumed about the file.
    pub(crate) warnings: Vec<Remark>,
}

/// Opens a file as rows of cells; the needed columns tell its sheet from others.
///
/// # Errors
/// A file that is damaged or no table, a workbook with several sheets that may be meant.
pub(crate) fn open_grid(file: &InputFile, needed: Needed<'_>) -> Result<Grid, Problems> {
    let name = file.name.as_str();
    let book = match &file.bytes[..] {
        [b'P', b'K', 3 | 5, ..] if is_opendocument(&file.bytes) => read_opendocument(&file.bytes),
        [b'P', b'K', 3 | 5, ..] => match Archive::contents(&file.bytes) {
            Ok(Contents::Files { tables, .. }) => return open_zipped(file, &tables, needed),
            Ok(Contents::Document) => Err("it is a document, and no workbook".to_owned()),
            Ok(Contents::Workbook) => read_workbook(&file.bytes),
            Err(error) => Err(error),
        },
        bytes if bytes.starts_with(&compound::MAGIC) => read_old_workbook(bytes),
        bytes => {
            refuse_other_formats(name, bytes)?;
            refuse_sheet(file)?;
            let (rows, warnings) = read_delimited(name, bytes)?;
            return Ok(Grid { file: name.to_owned(), sheet: None, rows, warnings });
        }
    };
    let sheets = book.map_err(|error| {
        let message = format!("the workbook cannot be read: {error}");
        let hint = "open it and save it again as XLSX, or as CSV (UTF-8)";
        Problems::one(Remark::of(Kind::Format, Place::file(name), message).hint(hint))
    })?;
    let (sheet, warnings) = choose_sheet(file, sheets, needed)?;
    Ok(Grid { file: name.to_owned(), sheet: Some(sheet.name), rows: sheet.rows, warnings })
}

/// Whether a file is neither a workbook nor an archive, nor known to be no table.
pub(crate) fn is_text(name: &str, bytes: &[u8]) -> bool {
    let is_book = bytes.starts_with(b"PK") || bytes.starts_with(&compound::MAGIC);
    !is_book && refuse_other_formats(name, bytes).is_ok()
}

/// Opens the only table of an archive of files.
fn open_zipped(file: &InputFile, tables: &[String], needed: Needed<'_>) -> Result<Grid, Problems> {
    let problem = |message: String, hint: &str| {
        Problems::one(Remark::of(Kind::Format, Place::file(&file.name), message).hint(hint))
    };
    let inside = match tables {
        [one] => one,
        [] => {
            let message = "the archive has no table".to_owned();
            return Err(problem(message, "unpack it and name the file that is meant"));
        }
        several => {
            let message = format!("the archive has {} tables: {}", several.len(), first_few(several));
            return Err(problem(message, "unpack it and name the one that is meant"));
        }
    };
    let bytes = Archive::of_files(&file.bytes).and_then(|mut archive| archive.bytes(inside));
    let bytes = bytes.map_err(|error| {
        problem(format!("the table in the archive cannot be unpacked: {error}"), "copy or download it again")
    })?;
    // An archive inside the archive may be a workbook, and is not unpacked again.
    if bytes.starts_with(b"PK") && matches!(Archive::contents(&bytes), Ok(Contents::Files { .. })) {
        return Err(problem(format!("{inside} in the archive is an archive itself"), "unpack it first"));
    }
    let name = format!("{}/{inside}", file.name);
    open_grid(&InputFile { name, bytes, source: file.source.clone(), sheet: file.sheet.clone() }, needed)
}

fn refuse_other_formats(name: &str, bytes: &[u8]) -> Result<(), Problems> {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = start[..start.len().min(500)].trim_ascii_start().to_ascii_lowercase();
    let begins = |word: &str| start.starts_with(word.as_bytes());
    let known = match bytes {
        [b'%', b'P', b'D', b'F', ..] => Some("a PDF"),
        [b'S', b'Q', b'L', b'i', b't', b'e', ..] => Some("a database (SQLite or GeoPackage)"),
        [b'P', b'A', b'R', b'1', ..] => Some("a Parquet file"),
        [0x1F, 0x8B, ..] => Some("compressed (gzip)"),
        [9, 0 | 2 | 4, 4 | 6, 0, ..] => Some("a workbook of an Excel before 5"),
        _ if ["<!doctype html", "<html", "<table", "<meta", "<head"].into_iter().any(begins) => {
            Some("a web page (HTML)")
        }
        _ if begins("<?xml") || begins("<workbook") => Some("XML"),
        _ if is_json(&start) => Some("JSON"),
        _ => None,
    };
    known.map_or(Ok(()), |what| {
        let message = format!("the file is {what}, expected a table: CSV, TSV, XLSX, XLS or ODS");
        let is_compressed = bytes.starts_with(&[0x1F, 0x8B]);
        let hint = if is_compressed { "unpack it first" } else { "open it and save it as XLSX or CSV (UTF-8)" };
        Err(Problems::one(Remark::of(Kind::Format, Place::file(name), message).hint(hint)))
    })
}

/// Whether a text begins as JSON does: a brace or bracket, then a quote or another of them.
fn is_json(start: &[u8]) -> bool {
    match start {
        [b'{' | b'[', rest @ ..] => matches!(rest.trim_ascii_start(), [b'"' | b'{' | b'[', ..]),
        _ => false,
    }
}

fn refuse_sheet(file: &InputFile) -> Result<(), Problems> {
    match &file.sheet {
        None => Ok(()),
        Some(sheet) => {
            let message = format!("the file is text and has no sheet {sheet:?}");
            Err(Problems::one(Remark::of(Kind::Sheet, Place::file(&file.name), message).hint(Say::nothing(Key::Sheet))))
        }
    }
}

/// Whether an archive says of itself that it is a spreadsheet of the `OpenDocument` format; its first part then is the word for it.
pub(crate) fn is_opendocument(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(200)];
    memchr::memmem::find(start, b"opendocument.spreadsheet").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_told_from_titles_in_brackets() {
        assert!(is_json(b"[{\"a\": 1}]") && is_json(b"{ \"a\": 1}") && is_json(b"[\n[1, 2]]"));
        assert!(!is_json(b"[code],name") && !is_json(b"{x};y") && !is_json(b"code,name"));
    }
}
