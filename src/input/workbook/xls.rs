//! XLS workbooks, the format of Excel until 2003 and of many offices still: records of a stream in a compound file.
//!
//! # Source
//! Microsoft, \[MS-XLS\] Excel Binary File Format; the names of records are those of its section 2.3. Workbooks of Excel 5 and 95 have
//! the same records with texts in the code page of their computer.

use std::collections::BTreeMap;

use crate::input::cell::content::Nature;
use crate::input::cell::grid::{Found, Sheet};
use crate::input::cell::number_format::{Shown, shown_number};
use crate::input::file::binary::Binary;
use crate::input::workbook::compound::Compound;
use crate::input::workbook::record::{compact, truth_or_failure};
use crate::input::workbook::sheet_cells::{SheetCells, sheet_of_cells};
use crate::input::workbook::xls_text::{CodePage, shared_texts};

const DAMAGED: &str = "it is damaged or cut off";
const TOO_LARGE: &str = "its texts have more than one gigabyte";
/// The most bytes that texts of all cells may have: a cell names a text that may be long.
const MOST_TEXT: usize = 1 << 30;
/// The columns of a sheet.
const N_COLUMNS: u32 = 256;

/// Kinds of records.
mod kind {
    pub(crate) const FORMULA: u16 = 0x0006;
    pub(crate) const EOF: u16 = 0x000A;
    pub(crate) const DATE_1904: u16 = 0x0022;
    pub(crate) const FILE_PASS: u16 = 0x002F;
    pub(crate) const CODE_PAGE: u16 = 0x0042;
    pub(crate) const BOUND_SHEET: u16 = 0x0085;
    pub(crate) const MUL_RK: u16 = 0x00BD;
    pub(crate) const R_STRING: u16 = 0x00D6;
    pub(crate) const XF: u16 = 0x00E0;
    pub(crate) const MERGE_CELLS: u16 = 0x00E5;
    pub(crate) const SST: u16 = 0x00FC;
    pub(crate) const LABEL_SST: u16 = 0x00FD;
    pub(crate) const CONTINUE: u16 = 0x003C;
    pub(crate) const NUMBER: u16 = 0x0203;
    pub(crate) const LABEL: u16 = 0x0204;
    pub(crate) const BOOL_ERR: u16 = 0x0205;
    pub(crate) const STRING: u16 = 0x0207;
    pub(crate) const ROW: u16 = 0x0208;
    pub(crate) const RK: u16 = 0x027E;
    pub(crate) const FORMAT: u16 = 0x041E;
    pub(crate) const BOF: u16 = 0x0809;
}

/// Reads every worksheet of an XLS workbook.
///
/// # Errors
/// What is damaged, protected or not supported, in words.
pub(crate) fn read_old_workbook(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut file = Compound::open(bytes)?;
    if file.has("EncryptedPackage") {
        return Err("it is protected by a password".to_owned());
    }
    let name = ["Workbook", "Book"].into_iter().find(|name| file.has(name));
    let stream = file.stream(name.ok_or("it is no workbook of Excel")?)?;
    let book = Book::read(&stream)?;
    let mut text_left = MOST_TEXT;
    book.sheets.iter().filter(|sheet| sheet.has_cells).map(|sheet| book.sheet(&stream, sheet, &mut text_left)).collect()
}

/// One record: its kind and content.
struct Record<'a> {
    kind: u16,
    content: &'a [u8],
}

/// Records of a stream from a place on; `None` in place of one that is cut off.
fn records(stream: &[u8], from: usize) -> impl Iterator<Item = Option<Record<'_>>> {
    let mut rest = Binary::new(stream).from(from);
    std::iter::from_fn(move || {
        (rest.left() > 0).then(|| {
            let kind = rest.u16()?;
            let length = rest.u16()?;
            Some(Record { kind, content: rest.take(usize::from(length))? })
        })
    })
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    start: usize,
    hidden: bool,
    /// Whether it is a worksheet: charts and macros have no cells.
    has_cells: bool,
}

/// What holds for all sheets.
struct Book {
    code_page: CodePage,
    since_1904: bool,
    texts: Vec<String>,
    /// How each format of cells shows numbers.
    shown: Vec<Shown>,
    sheets: Vec<Listed>,
}

impl Book {
    fn read(stream: &[u8]) -> Result<Self, String> {
        let mut book = Self {
            code_page: CodePage::default(),
            since_1904: false,
            texts: Vec::new(),
            shown: Vec::new(),
            sheets: Vec::new(),
        };
        let mut codes: BTreeMap<u16, Shown> = BTreeMap::new();
        let mut formats: Vec<u16> = Vec::new();
        let mut shared: Vec<&[u8]> = Vec::new();
        let mut in_shared = false;
        let mut ended = false;
        for record in records(stream, 0) {
            let Record { kind, content } = record.ok_or(DAMAGED)?;
            let mut rest = Binary::new(content);
            match kind {
                kind::BOF => book.code_page.wide = rest.u16().ok_or(DAMAGED)? != 0x0500,
                kind::FILE_PASS => return Err("it is protected by a password".to_owned()),
                kind::CODE_PAGE => book.code_page.set(rest.u16().ok_or(DAMAGED)?),
                kind::DATE_1904 => book.since_1904 = rest.u16() == Some(1),
                kind::FORMAT => {
                    let number = rest.u16().ok_or(DAMAGED)?;
                    let code = if book.code_page.wide {
                        book.code_page.long_text(&mut rest)
                    } else {
                        book.code_page.short_text(&mut rest)
                    };
                    codes.insert(number, Shown::by_code(&code.ok_or(DAMAGED)?));
                }
                kind::XF => formats.push(rest.from(2).u16().ok_or(DAMAGED)?),
                kind::BOUND_SHEET => book.sheets.push(book.code_page.listed(&mut rest).ok_or(DAMAGED)?),
                kind::SST => shared.push(content),
                kind::CONTINUE if in_shared => shared.push(content),
                kind::EOF => {
                    ended = true;
                    break;
                }
                _ => {}
            }
            in_shared = kind == kind::SST || (in_shared && kind == kind::CONTINUE);
        }
        if !ended {
            return Err(DAMAGED.to_owned());
        }
        if !shared.is_empty() {
            book.texts = shared_texts(&shared).ok_or(DAMAGED)?;
        }
        book.shown =
            formats.iter().map(|format| codes.get(format).copied().unwrap_or(Shown::built_in(*format))).collect();
        Ok(book)
    }

    /// The cells of one sheet.
    fn sheet(&self, stream: &[u8], listed: &Listed, text_left: &mut usize) -> Result<Sheet, String> {
        let mut cells = SheetCells::default();
        // Where a formula stands whose text is in a record to come, and the parts of this text.
        let mut waiting = None;
        let mut parts: Vec<&[u8]> = Vec::new();
        let (mut depth, mut ended) = (0, false);
        for record in records(stream, listed.start) {
            let Record { kind, content } = record.ok_or(DAMAGED)?;
            if !parts.is_empty() && kind == kind::CONTINUE {
                parts.push(content);
                continue;
            }
            if let Some(place) = waiting.take_if(|_| !parts.is_empty()) {
                let text = self.code_page.continued_text(&parts).ok_or(DAMAGED)?;
                add(&mut cells, place, text, Nature::Text, text_left);
                parts.clear();
            }
            match kind {
                kind::BOF => depth += 1,
                kind::EOF => depth -= 1,
                kind::STRING if depth == 1 && waiting.is_some() => parts.push(content),
                // Charts inside a sheet have records of the same kinds.
                _ if depth == 1 => {
                    self.record(kind, Binary::new(content), &mut cells, &mut waiting, text_left).ok_or(DAMAGED)?;
                }
                _ => {}
            }
            // A sheet begins and ends as one.
            if depth == 0 {
                ended = kind == kind::EOF;
                break;
            }
        }
        if !ended {
            return Err(DAMAGED.to_owned());
        }
        if *text_left == 0 {
            return Err(TOO_LARGE.to_owned());
        }
        if cells.found.iter().any(|cell| cell.column >= N_COLUMNS) {
            return Err(DAMAGED.to_owned());
        }
        Ok(sheet_of_cells(listed.name.clone(), listed.hidden, cells))
    }

    /// Adds what one record holds; `None` where it is damaged.
    fn record(
        &self,
        kind: u16,
        mut rest: Binary<'_>,
        cells: &mut SheetCells,
        waiting: &mut Option<(u32, u32)>,
        text_left: &mut usize,
    ) -> Option<()> {
        match kind {
            kind::NUMBER
            | kind::RK
            | kind::LABEL
            | kind::R_STRING
            | kind::LABEL_SST
            | kind::BOOL_ERR
            | kind::FORMULA => {
                let place = (u32::from(rest.u16()?), u32::from(rest.u16()?));
                let shown = self.shown_by(rest.u16()?);
                let (text, nature) = match kind {
                    kind::NUMBER => shown_number(rest.f64()?, shown, self.since_1904, place, &mut cells.noise),
                    kind::RK => shown_number(compact(rest.u32()?), shown, self.since_1904, place, &mut cells.noise),
                    kind::LABEL_SST => (self.texts.get(rest.length()?)?.clone(), Nature::Text),
                    kind::BOOL_ERR => truth_or_failure(rest.u8()?, rest.u8()? != 0),
                    kind::FORMULA => match rest.take(8)? {
                        [0, .., 0xFF, 0xFF] => {
                            *waiting = Some(place);
                            return Some(());
                        }
                        [1, _, value, .., 0xFF, 0xFF] => truth_or_failure(*value, false),
                        [2, _, value, .., 0xFF, 0xFF] => truth_or_failure(*value, true),
                        [_, .., 0xFF, 0xFF] => return Some(()),
                        value => {
                            let value = f64::from_le_bytes(value.try_into().ok()?);
                            shown_number(value, shown, self.since_1904, place, &mut cells.noise)
                        }
                    },
                    _ => (self.code_page.long_text(&mut rest)?, Nature::Text),
                };
                add(cells, place, text, nature, text_left);
            }
            kind::MUL_RK => {
                let row = u32::from(rest.u16()?);
                let mut column = u32::from(rest.u16()?);
                // The last two bytes are the last column.
                while rest.left() >= 8 {
                    let shown = self.shown_by(rest.u16()?);
                    let value = compact(rest.u32()?);
                    let (text, nature) = shown_number(value, shown, self.since_1904, (row, column), &mut cells.noise);
                    add(cells, (row, column), text, nature, text_left);
                    column += 1;
                }
            }
            kind::MERGE_CELLS => {
                for _ in 0..rest.u16()? {
                    let [first_row, last_row, first_column, last_column] =
                        [rest.u16()?, rest.u16()?, rest.u16()?, rest.u16()?].map(u32::from);
                    if last_column < N_COLUMNS {
                        cells.merged.push(((first_row, first_column), (last_row, last_column)));
                    }
                }
            }
            kind::ROW => {
                const HIDDEN: u16 = 0x20;
                let row = u32::from(rest.u16()?);
                if rest.from(12).u16()? & HIDDEN != 0 {
                    cells.hidden_rows.insert(row);
                }
            }
            _ => {}
        }
        Some(())
    }

    fn shown_by(&self, format: u16) -> Shown {
        self.shown.get(usize::from(format)).copied().unwrap_or_default()
    }
}

/// Adds a cell while there is room for its text.
fn add(cells: &mut SheetCells, (row, column): (u32, u32), text: String, nature: Nature, text_left: &mut usize) {
    *text_left = text_left.saturating_sub(text.len());
    if *text_left > 0 {
        cells.found.push(Found { row, column, text, nature });
    }
}

impl CodePage {
    /// A sheet as the workbook lists it.
    fn listed(&self, rest: &mut Binary<'_>) -> Option<Listed> {
        let start = rest.length()?;
        let state = rest.u8()?;
        let is_worksheet = rest.u8()? == 0;
        let name = self.short_text(rest)?.replace('\0', "");
        Some(Listed { name, start, hidden: state & 3 != 0, has_cells: is_worksheet })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_workbook_are_refused() {
        for bytes in [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], b"", &[0; 2000]] {
            assert!(read_old_workbook(bytes).is_err());
        }
    }
}
