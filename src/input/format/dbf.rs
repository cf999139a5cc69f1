//! The table of a shapefile: dBASE, fields of fixed width, in whatever encoding it was saved.
//!
//! Source: dBASE file structure as ESRI and GDAL write it; `.cpg` beside the table names its encoding.

use std::borrow::Cow;
use std::collections::BTreeMap;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use rustc_hash::FxHashMap;

use crate::input::file::binary::Binary;
use crate::input::layer::read::{Columns, damaged};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::shape::feature::{FeatureColumn, Joined, find_name};

/// The upper half of code page 850, which DOS and old dBASE programs used in western Europe.
const CODE_PAGE_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
/// The upper half of code page 437, that of DOS in the United States.
const CODE_PAGE_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// A table.
#[derive(Debug)]
pub(crate) struct DbfTable {
    /// The columns, of the rows that are not deleted.
    pub(crate) columns: Columns,
    /// For each row whether it is marked as deleted.
    pub(crate) deleted: Vec<bool>,
    /// What was assumed.
    pub(crate) remarks: Vec<Remark>,
}

/// A table whose values are still the bytes of the file.
pub(crate) struct DbfRows<'a> {
    fields: Vec<Field>,
    rows: Vec<&'a [u8]>,
    encoding: Decoder,
    /// What was assumed.
    pub(crate) remarks: Vec<Remark>,
}

struct Field {
    name: Vec<u8>,
    kind: u8,
    start: usize,
    length: usize,
}

impl Field {
    fn bytes<'a>(&self, row: &'a [u8]) -> &'a [u8] {
        &row[self.start..self.start + self.length]
    }

    /// Whether the digits in it are text, such as those of a code.
    fn is_text(&self) -> bool {
        !matches!(self.kind, b'N' | b'F' | b'I' | b'+' | b'B' | b'O' | b'L')
    }
}

/// Reads a table.
///
/// # Errors
/// Tables that are cut off or whose fields do not fit their rows.
pub(crate) fn read_dbf(name: &str, bytes: &[u8], cpg: Option<&[u8]>) -> Result<DbfTable, Problems> {
    let DbfRows { fields, rows, encoding, mut remarks } = DbfRows::find(name, bytes, cpg)?;
    let mut columns = Columns::named(fields.iter().map(|field| encoding.name_of(field)));
    let deleted: Vec<bool> = rows.iter().map(|row| is_deleted(row)).collect();
    let n_deleted = deleted.iter().filter(|deleted| **deleted).count();
    if n_deleted > 0 {
        let message = format!("{n_deleted} rows marked as deleted are left out, with their shapes");
        remarks.push(Remark::of(Kind::RowsLeftOut, Place::file(name), message));
    }
    for (index, field) in fields.iter().enumerate() {
        columns.mark_text(index, field.is_text());
        let kept = rows.iter().zip(&deleted).filter(|(_, deleted)| !**deleted);
        for (feature, (row, _)) in kept.enumerate() {
            columns.set(index, feature, value(field, field.bytes(row), &encoding));
        }
    }
    Ok(DbfTable { columns, deleted, remarks })
}

fn is_deleted(row: &[u8]) -> bool {
    row[0] == b'*'
}

impl<'a> DbfRows<'a> {
    /// Finds the rows of a table.
    ///
    /// # Errors
    /// As [`read_dbf`].
    pub(crate) fn find(name: &str, bytes: &'a [u8], cpg: Option<&[u8]>) -> Result<Self, Problems> {
        let cut = || damaged(name, "the table ends within its header");
        let mut header = Binary::new(bytes).from(4);
        let (n_rows, start, width) = (header.length(), header.u16(), header.u16());
        let (Some(n_rows), Some(start), Some(width)) = (n_rows, start.map(usize::from), width.map(usize::from)) else {
            return Err(cut());
        };
        let fields = bytes
            .get(32..start)
            .and_then(|bytes| read_fields(bytes, width))
            .ok_or_else(|| damaged(name, "the fields of the table do not fit its rows"))?;
        let data = bytes.get(start..).ok_or_else(cut)?;
        if width == 0 || data.len() / width < n_rows {
            let message = format!("the table ends before row {} of {n_rows}", data.len() / width.max(1) + 1);
            return Err(damaged(name, message));
        }
        let rows: Vec<&[u8]> = data.chunks_exact(width).take(n_rows).collect();
        // Where nothing is beyond ASCII no text is looked at.
        let texts = if data.is_ascii() { &rows[..0] } else { &rows };
        let (encoding, remarks) = Decoder::choose(name, bytes.get(29).copied().unwrap_or(0), cpg, || {
            fields
                .iter()
                .filter(|field| field.kind == b'C')
                .flat_map(|field| texts.iter().map(move |row| field.bytes(row)))
        });
        Ok(Self { fields, rows, encoding, remarks })
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The rows joined by equal values of a column; `None` where there is no such column or rows are marked as deleted.
    pub(crate) fn joined(&self, by: &str) -> Option<Joined> {
        if self.rows.iter().any(|row| is_deleted(row)) {
            return None;
        }
        let names: Vec<String> = self.fields.iter().map(|field| self.encoding.name_of(field)).collect();
        let joining = find_name(&names, by)?;
        let value = |field: &Field, row: &[u8]| value(field, field.bytes(row), &self.encoding);
        // The same value may be written in several ways, such as with blanks and with zeros behind it.
        let mut by_bytes: FxHashMap<&[u8], u32> = FxHashMap::default();
        let mut by_value: BTreeMap<Option<String>, u32> = BTreeMap::new();
        let mut first_of = Vec::new();
        let mut group_of = Vec::with_capacity(self.rows.len());
        let mut last: Option<(&[u8], u32)> = None;
        for (number, row) in self.rows.iter().enumerate() {
            let field = &self.fields[joining];
            let bytes = field.bytes(row);
            let group = match last {
                Some((same, group)) if same == bytes => group,
                _ => *by_bytes.entry(bytes).or_insert_with(|| {
                    *by_value.entry(value(field, row)).or_insert_with(|| {
                        first_of.push(number);
                        u32::try_from(first_of.len() - 1).unwrap_or(u32::MAX)
                    })
                }),
            };
            last = Some((bytes, group));
            group_of.push(group);
        }
        let first = |group: u32| self.rows[first_of[group as usize]];
        let is_same =
            |field: &Field, a: &[u8], b: &[u8]| field.bytes(a) == field.bytes(b) || value(field, a) == value(field, b);
        let mut joined =
            Joined { group_of, n_groups: first_of.len(), columns: Vec::new(), differing: Vec::new(), without: 0 };
        joined.without = match by_value.get(&None) {
            Some(without) => joined.group_of.iter().filter(|group| *group == without).count(),
            None => 0,
        };
        let mut order: Vec<usize> = (0..self.fields.len()).collect();
        order.sort_by_key(|&field| field != joining);
        for index in order {
            let field = &self.fields[index];
            let constant =
                self.rows.iter().zip(&joined.group_of).all(|(row, &group)| is_same(field, row, first(group)));
            if constant {
                let values = first_of.iter().map(|&row| value(field, self.rows[row])).collect();
                joined.columns.push(FeatureColumn { name: names[index].clone(), values, text: field.is_text() });
            } else {
                joined.differing.push(names[index].clone());
            }
        }
        Some(joined)
    }
}

/// The fields, or nothing where they do not fill a row.
fn read_fields(bytes: &[u8], width: usize) -> Option<Vec<Field>> {
    let descriptions: Vec<&[u8]> = bytes.chunks_exact(32).take_while(|description| description[0] != 0x0D).collect();
    // Texts of more than 255 bytes keep the upper byte of their length where numbers have their decimals.
    [false, true].into_iter().find_map(|long_texts| {
        let mut at = 1;
        let mut fields = Vec::with_capacity(descriptions.len());
        for description in &descriptions {
            let kind = description[11].to_ascii_uppercase();
            let upper = if long_texts && kind == b'C' { usize::from(description[17]) * 256 } else { 0 };
            let length = usize::from(description[16]) + upper;
            let name = description[..11].split(|byte| *byte == 0).next().unwrap_or_default().to_vec();
            fields.push(Field { name, kind, start: at, length });
            at += length;
        }
        (at == width).then_some(fields)
    })
}

fn value(field: &Field, bytes: &[u8], encoding: &Decoder) -> Option<String> {
    let number = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).ok()?.trim_matches(['\0', ' ']);
        (!text.is_empty() && !text.starts_with('*')).then(|| text.to_owned())
    };
    match field.kind {
        b'N' | b'F' => number(bytes),
        b'D' => {
            number(bytes).filter(|text| text.len() == 8 && text.bytes().any(|byte| byte != b'0')).map(|text| {
                match (text.get(..4), text.get(4..6), text.get(6..)) {
                    (Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
                    _ => text,
                }
            })
        }
        b'L' => match bytes.first() {
            Some(b'T' | b't' | b'Y' | b'y') => Some("true".to_owned()),
            Some(b'F' | b'f' | b'N' | b'n') => Some("false".to_owned()),
            _ => None,
        },
        b'I' | b'+' => Some(i32::from_le_bytes(bytes.try_into().ok()?).to_string()),
        b'B' | b'O' => Some(f64::from_le_bytes(bytes.try_into().ok()?).to_string()),
        // Memo fields point into another file.
        b'M' | b'G' | b'P' => None,
        _ => {
            let end = bytes.iter().rposition(|byte| !matches!(byte, b' ' | 0)).map_or(0, |last| last + 1);
            let text = encoding.text(&bytes[..end]);
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        }
    }
}

/// How bytes become text.
enum Decoder {
    Web(&'static Encoding),
    Dos(Vec<char>),
}

impl Decoder {
    /// By the `.cpg`, else by the table's own mark, else by what the texts can be.
    fn choose<'a, I: Iterator<Item = &'a [u8]>>(
        name: &str,
        mark: u8,
        cpg: Option<&[u8]>,
        texts: impl Fn() -> I,
    ) -> (Self, Vec<Remark>) {
        let mut remarks = Vec::new();
        let mut tell = |message: String| {
            let hint = "check the accents of names; a .cpg file beside the table names its encoding";
            remarks.push(Remark::of(Kind::Assumed, Place::file(name), message).hint(hint));
        };
        let named = cpg.and_then(|cpg| by_name(&String::from_utf8_lossy(cpg)));
        let foreign = || texts().any(|text| !text.is_ascii());
        let utf8 = || texts().all(|text| std::str::from_utf8(whole_characters(text)).is_ok());
        let decoder = match (named, by_mark(mark)) {
            (Some(Self::Web(encoding)), _) if encoding == UTF_8 && !utf8() => {
                tell(
                    "the texts are not UTF-8, which the .cpg names, and were read as Windows-1252 (Latin-1)".to_owned(),
                );
                Self::Web(WINDOWS_1252)
            }
            (Some(named), _) | (None, Some(named)) => named,
            (None, None) if !foreign() => Self::Web(UTF_8),
            (None, None) if utf8() => {
                tell("the table does not say its encoding and was read as UTF-8".to_owned());
                Self::Web(UTF_8)
            }
            (None, None) => {
                tell("the table does not say its encoding and was read as Windows-1252 (Latin-1)".to_owned());
                Self::Web(WINDOWS_1252)
            }
        };
        (decoder, remarks)
    }

    fn name_of(&self, field: &Field) -> String {
        self.text(&field.name).trim().to_owned()
    }

    fn text<'a>(&self, bytes: &'a [u8]) -> Cow<'a, str> {
        match self {
            Self::Web(encoding) => encoding.decode_without_bom_handling(bytes).0,
            Self::Dos(upper) => Cow::Owned(
                bytes
                    .iter()
                    .map(|&byte| if byte < 128 { char::from(byte) } else { upper[usize::from(byte - 128)] })
                    .collect(),
            ),
        }
    }
}

/// A text without the character that its field cut in two.
fn whole_characters(text: &[u8]) -> &[u8] {
    match std::str::from_utf8(text) {
        Err(error) if error.error_len().is_none() => &text[..error.valid_up_to()],
        _ => text,
    }
}

/// The encoding that a `.cpg` names.
fn by_name(cpg: &str) -> Option<Decoder> {
    let name = cpg.trim().trim_start_matches('\u{feff}').to_lowercase();
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    match digits.as_str() {
        "850" => return Some(Decoder::Dos(CODE_PAGE_850.chars().collect())),
        "437" => return Some(Decoder::Dos(CODE_PAGE_437.chars().collect())),
        "65001" => return Some(Decoder::Web(UTF_8)),
        "88591" => return Some(Decoder::Web(WINDOWS_1252)),
        _ => {}
    }
    let known = Encoding::for_label(name.as_bytes());
    known.or_else(|| Encoding::for_label(format!("windows-{digits}").as_bytes())).map(Decoder::Web)
}

/// The encoding that the table's language driver names; nothing where it says no more than "that of the machine".
fn by_mark(mark: u8) -> Option<Decoder> {
    let page = match mark {
        0x01 | 0x09 | 0x0B | 0x0D | 0x0F | 0x11 | 0x15 | 0x18 | 0x19 | 0x1B => "437",
        0x02 | 0x0A | 0x0E | 0x10 | 0x12 | 0x14 | 0x16 | 0x1A | 0x1D | 0x25 | 0x37 => "850",
        0x13 | 0x7B => "shift_jis",
        0x4D | 0x7A => "gbk",
        0x4E | 0x79 => "euc-kr",
        0x4F | 0x78 => "big5",
        0x26 | 0x65 => "ibm866",
        0xC8 => "windows-1250",
        0xC9 => "windows-1251",
        0xCA => "windows-1254",
        0xCB => "windows-1253",
        0xCC => "windows-1257",
        _ => return None,
    };
    by_name(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table with one column of texts, these bytes in its one row, and this mark of its encoding.
    fn table(mark: u8, text: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0; 65];
        bytes[0] = 3;
        bytes[4] = 1;
        bytes[8] = 65;
        bytes[10] = 11;
        bytes[29] = mark;
        bytes[32..36].copy_from_slice(b"NAME");
        bytes[43] = b'C';
        bytes[48] = 10;
        bytes[64] = 0x0D;
        bytes.push(b' ');
        bytes.extend_from_slice(text);
        bytes.resize(76, b' ');
        bytes
    }

    fn read(mark: u8, text: &[u8], cpg: Option<&[u8]>) -> (String, Vec<String>) {
        let table = read_dbf("a.dbf", &table(mark, text), cpg).unwrap();
        let columns = table.columns.finish(1);
        let messages = table.remarks.into_iter().map(|remark| remark.message).collect();
        (columns[0].values[0].clone().unwrap(), messages)
    }

    #[test]
    fn texts_are_read_in_the_encoding_that_is_named() {
        assert_eq!(read(0x57, b"Forl\xEC", Some(b"ISO-8859-1")), ("Forlì".to_owned(), vec![]));
        assert_eq!(read(0x57, b"Forl\xEC", Some(b"88591\r\n")), ("Forlì".to_owned(), vec![]));
        assert_eq!(read(0x02, b"Forl\x8D", None), ("Forlì".to_owned(), vec![]));
        assert_eq!(read(0, b"Forl\x8D", Some(b"850")), ("Forlì".to_owned(), vec![]));
        assert_eq!(read(0xC9, b"\xC0", None), ("А".to_owned(), vec![]));
        assert_eq!(read(0x57, "Forlì".as_bytes(), Some(b"UTF-8")), ("Forlì".to_owned(), vec![]));
    }

    #[test]
    fn an_encoding_that_nothing_names_is_found_and_told() {
        let told = |encoding: &str| vec![format!("the table does not say its encoding and was read as {encoding}")];
        assert_eq!(read(0x57, "Forlì".as_bytes(), None), ("Forlì".to_owned(), told("UTF-8")));
        assert_eq!(read(0, b"Forl\xEC", None), ("Forlì".to_owned(), told("Windows-1252 (Latin-1)")));
        assert_eq!(read(0, b"Roma", None), ("Roma".to_owned(), vec![]));
        let message = "the texts are not UTF-8, which the .cpg names, and were read as Windows-1252 (Latin-1)";
        assert_eq!(read(0, b"Forl\xEC", Some(b"UTF-8")), ("Forlì".to_owned(), vec![message.to_owned()]));
    }

    #[test]
    fn tables_that_end_early_are_errors() {
        let whole = table(0, b"Roma");
        for length in 0..whole.len() {
            assert!(read_dbf("a.dbf", &whole[..length], None).is_err(), "{length}");
        }
    }
}
