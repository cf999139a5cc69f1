//! XLSB workbooks: binary records in the parts of an archive.
//!
//! # Source
//! Microsoft, \[MS-XLSB\] Excel Binary File Format; the names of records are those of its section 2.3.

use std::collections::BTreeMap;

use crate::input::cell::content::Nature;
use crate::input::cell::grid::{Found, Sheet};
use crate::input::cell::number_format::{Shown, shown_number};
use crate::input::file::archive::Archive;
use crate::input::file::binary::Binary;
use crate::input::workbook::part::targets_of;
use crate::input::workbook::record::{compact, truth_or_failure};
use crate::input::workbook::sheet_cells::{SheetCells, sheet_of_cells};
use crate::input::workbook::xls_text::utf_16;

const DAMAGED: &str = "it is damaged or cut off";
/// The part that every XLSB workbook has, and no XLSX workbook.
pub(crate) const BOOK: &str = "xl/workbook.bin";

/// Kinds of records.
mod kind {
    pub(crate) const ROW_HEADER: u16 = 0;
    pub(crate) const CELL_RK: u16 = 2;
    pub(crate) const CELL_ERROR: u16 = 3;
    pub(crate) const CELL_BOOL: u16 = 4;
    pub(crate) const CELL_REAL: u16 = 5;
    pub(crate) const CELL_TEXT: u16 = 6;
    pub(crate) const CELL_SHARED: u16 = 7;
    pub(crate) const FORMULA_TEXT: u16 = 8;
    pub(crate) const FORMULA_REAL: u16 = 9;
    pub(crate) const FORMULA_BOOL: u16 = 10;
    pub(crate) const FORMULA_ERROR: u16 = 11;
    pub(crate) const SHARED_ITEM: u16 = 19;
    pub(crate) const FORMAT: u16 = 44;
    pub(crate) const XF: u16 = 47;
    pub(crate) const CELL_RICH: u16 = 62;
    pub(crate) const BOOK_PROPERTIES: u16 = 153;
    pub(crate) const LISTED_SHEET: u16 = 156;
    pub(crate) const MERGE_CELL: u16 = 176;
    pub(crate) const BEGIN_CELL_FORMATS: u16 = 617;
    pub(crate) const END_CELL_FORMATS: u16 = 618;
}

/// Reads every worksheet of an XLSB workbook.
///
/// # Errors
/// What is damaged, in words.
pub(crate) fn read_binary_workbook(archive: &mut Archive<'_>) -> Result<Vec<Sheet>, String> {
    let targets = targets_of(&archive.text("xl/_rels/workbook.bin.rels")?);
    let texts = if archive.has("xl/sharedStrings.bin") {
        shared_texts(&archive.bytes("xl/sharedStrings.bin")?).ok_or(DAMAGED)?
    } else {
        Vec::new()
    };
    let shown = if archive.has("xl/styles.bin") {
        shown_by_format(&archive.bytes("xl/styles.bin")?).ok_or(DAMAGED)?
    } else {
        Vec::new()
    };
    let (listed, since_1904) = listed_sheets(&archive.bytes(BOOK)?).ok_or(DAMAGED)?;
    let mut sheets = Vec::new();
    for Listed { name, relation, hidden } in listed {
        // Sheets of charts and dialogues have no cells.
        let Some(part) = targets.get(&relation).filter(|part| part.starts_with("xl/worksheets/")) else { continue };
        let bytes = archive.bytes(part)?;
        let mut reader = SheetReader { texts: &texts, shown: &shown, since_1904, row: 0, cells: SheetCells::default() };
        for record in records(&bytes) {
            let (kind, content) = record.ok_or(DAMAGED)?;
            reader.record(kind, content).ok_or(DAMAGED)?;
        }
        sheets.push(sheet_of_cells(name, hidden, reader.cells));
    }
    Ok(sheets)
}

/// Records of a part, kind and content; `None` in place of one that is cut off.
fn records(bytes: &[u8]) -> impl Iterator<Item = Option<(u16, Binary<'_>)>> {
    let mut rest = Binary::new(bytes);
    std::iter::from_fn(move || (rest.left() > 0).then(|| record(&mut rest)))
}

/// The next record: a kind of one or two bytes, a length of one to four, seven bits in each.
fn record<'a>(rest: &mut Binary<'a>) -> Option<(u16, Binary<'a>)> {
    let first = rest.u8()?;
    let mut kind = u16::from(first & 0x7F);
    if first & 0x80 != 0 {
        kind |= u16::from(rest.u8()? & 0x7F) << 7;
    }
    let mut length = 0_usize;
    for place in 0..4 {
        let byte = rest.u8()?;
        length |= usize::from(byte & 0x7F) << (7 * place);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some((kind, Binary::new(rest.take(length)?)))
}

/// A text: its length in letters of two bytes, then these.
fn text(rest: &mut Binary<'_>) -> Option<String> {
    let length = rest.length()?.checked_mul(2)?;
    Some(utf_16(rest.take(length)?))
}

fn shared_texts(bytes: &[u8]) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    for found in records(bytes) {
        let (kind, mut rest) = found?;
        if kind == kind::SHARED_ITEM {
            rest.u8()?;
            texts.push(text(&mut rest)?);
        }
    }
    Some(texts)
}

/// How each format of cells shows numbers.
fn shown_by_format(bytes: &[u8]) -> Option<Vec<Shown>> {
    let mut codes: BTreeMap<u16, Shown> = BTreeMap::new();
    let (mut shown, mut of_cells) = (Vec::new(), false);
    for found in records(bytes) {
        let (kind, mut rest) = found?;
        match kind {
            kind::FORMAT => {
                let number = rest.u16()?;
                codes.insert(number, Shown::by_code(&text(&mut rest)?));
            }
            kind::BEGIN_CELL_FORMATS => of_cells = true,
            kind::END_CELL_FORMATS => of_cells = false,
            kind::XF if of_cells => {
                rest.u16()?;
                let format = rest.u16()?;
                shown.push(codes.get(&format).copied().unwrap_or(Shown::built_in(format)));
            }
            _ => {}
        }
    }
    Some(shown)
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    relation: String,
    hidden: bool,
}

/// The sheets, and whether dates are counted from 1904.
fn listed_sheets(bytes: &[u8]) -> Option<(Vec<Listed>, bool)> {
    let (mut sheets, mut since_1904) = (Vec::new(), false);
    for found in records(bytes) {
        let (kind, mut rest) = found?;
        match kind {
            kind::BOOK_PROPERTIES => since_1904 = rest.u32()? & 1 != 0,
            kind::LISTED_SHEET => {
                let hidden = rest.u32()? != 0;
                rest.u32()?;
                let relation = text(&mut rest)?;
                sheets.push(Listed { relation, name: text(&mut rest)?, hidden });
            }
            _ => {}
        }
    }
    Some((sheets, since_1904))
}

/// A sheet while it is read.
struct SheetReader<'a> {
    texts: &'a [String],
    shown: &'a [Shown],
    since_1904: bool,
    row: u32,
    cells: SheetCells,
}

impl SheetReader<'_> {
    /// Adds what one record holds; `None` where it is damaged.
    fn record(&mut self, kind: u16, mut rest: Binary<'_>) -> Option<()> {
        match kind {
            kind::ROW_HEADER => {
                const HIDDEN: u8 = 0x10;
                self.row = rest.u32()?;
                if rest.from(11).u8()? & HIDDEN != 0 {
                    self.cells.hidden_rows.insert(self.row);
                }
            }
            kind::CELL_RK..=kind::FORMULA_ERROR | kind::CELL_RICH => {
                let place = (self.row, rest.u32()?);
                let format = rest.u32()? & 0x00FF_FFFF;
                let shown = self.shown.get(format as usize).copied().unwrap_or_default();
                let mut number = |value| shown_number(value, shown, self.since_1904, place, &mut self.cells.noise);
                let (text, nature) = match kind {
                    kind::CELL_RK => number(compact(rest.u32()?)),
                    kind::CELL_REAL | kind::FORMULA_REAL => number(rest.f64()?),
                    kind::CELL_BOOL | kind::FORMULA_BOOL => truth_or_failure(rest.u8()?, false),
                    kind::CELL_ERROR | kind::FORMULA_ERROR => truth_or_failure(rest.u8()?, true),
                    kind::CELL_SHARED => (self.texts.get(rest.length()?)?.clone(), Nature::Text),
                    kind::CELL_RICH => {
                        rest.u8()?;
                        (text(&mut rest)?, Nature::Text)
                    }
                    kind::CELL_TEXT | kind::FORMULA_TEXT => (text(&mut rest)?, Nature::Text),
                    _ => return None,
                };
                self.cells.found.push(Found { row: place.0, column: place.1, text, nature });
            }
            kind::MERGE_CELL => {
                let [first_row, last_row, first_column, last_column] =
                    [rest.u32()?, rest.u32()?, rest.u32()?, rest.u32()?];
                self.cells.merged.push(((first_row, first_column), (last_row, last_column)));
            }
            _ => {}
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_lengths_of_records_have_seven_bits_a_byte() {
        let long = [&[0x9C, 0x01, 0x81, 0x01][..], &[7; 129]].concat();
        let mut rest = Binary::new(&long);
        let (kind, content) = record(&mut rest).unwrap();
        assert_eq!((kind, content.left()), (kind::LISTED_SHEET, 129));
        assert!(record(&mut Binary::new(&long[..60])).is_none());
        assert!(record(&mut Binary::new(&[1, 0x80])).is_none());
    }
}
