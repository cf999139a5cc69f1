//! The table of a shapefile: dBASE, fields of fixed width, in whatever encoding it was saved.
//!
//! Source: dBASE file structure as ESRI and GDAL write it; `.cpg` beside the table names its encoding.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::input::file::binary::Binary;
use crate::input::format::shapefile::encoding::Decoder;
use crate::input::layer::read::{Columns, damaged};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::text::date::may_be_day;
use crate::model::base::text::{Text, displayed};
use crate::model::shape::feature::{FeatureColumn, Joined, find_name};

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
    /// What a row holds in it. Text ends at a NUL: what stands behind is what was in memory when the row was written.
    fn content<'a>(&self, row: &'a [u8]) -> &'a [u8] {
        let bytes = &row[self.start..self.start + self.length];
        match self.kind {
            b'I' | b'+' | b'B' | b'O' => bytes,
            _ => &bytes[..memchr::memchr(0, bytes).unwrap_or(bytes.len())],
        }
    }

    /// A text with the NUL that ends it, so that a letter at its end is known to be whole.
    fn ended_text<'a>(&self, row: &'a [u8]) -> &'a [u8] {
        let length = self.content(row).len();
        &row[self.start..self.start + self.length.min(length + 1)]
    }

    fn name(&self, encoding: &Decoder) -> String {
        encoding.text(&self.name).trim().to_owned()
    }

    /// Whether the digits in it are text, such as those of a code.
    fn is_text(&self) -> bool {
        !matches!(self.kind, b'N' | b'F' | b'I' | b'+' | b'B' | b'O' | b'L')
    }
}

/// The rows of a table that are not marked as deleted, and for each row whether it is.
///
/// # Errors
/// Tables that are cut off or whose fields do not fit their rows.
pub(crate) fn read_dbf<'a>(
    name: &str,
    bytes: &'a [u8],
    cpg: Option<&[u8]>,
) -> Result<(DbfRows<'a>, Vec<bool>), Problems> {
    let mut rows = DbfRows::find(name, bytes, cpg)?;
    let deleted: Vec<bool> = rows.rows.iter().map(|row| is_deleted(row)).collect();
    let mut kept = deleted.iter().map(|deleted| !deleted);
    rows.rows.retain(|_| kept.next() == Some(true));
    let n_deleted = deleted.len() - rows.rows.len();
    if n_deleted > 0 {
        let message = format!("{n_deleted} rows marked as deleted are left out, with their shapes");
        rows.remarks.push(Remark::of(Kind::RowsLeftOut, Place::file(name), message));
    }
    Ok((rows, deleted))
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
            let names = fields.iter().map(|field| field.name.as_slice());
            let of_text = fields.iter().filter(|field| field.kind == b'C');
            names.chain(of_text.flat_map(|field| texts.iter().map(|row| field.ended_text(row))))
        });
        Ok(Self { fields, rows, encoding, remarks })
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether any row is marked as deleted.
    pub(crate) fn any_deleted(&self) -> bool {
        self.rows.iter().any(|row| is_deleted(row))
    }

    /// What the columns are called.
    pub(crate) fn names(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.name(&self.encoding)).collect()
    }

    /// All values.
    pub(crate) fn columns(&self) -> Columns {
        self.some_columns(&(0..self.fields.len()).collect::<Vec<_>>())
    }

    /// The values of some columns, by their numbers.
    pub(crate) fn some_columns(&self, which: &[usize]) -> Columns {
        let Self { rows, encoding, .. } = self;
        let fields: Vec<&Field> = which.iter().map(|&field| &self.fields[field]).collect();
        let mut columns = Columns::named(fields.iter().map(|field| field.name(encoding)));
        let values: Vec<Vec<Option<Text>>> = fields
            .par_iter()
            .map(|field| rows.par_iter().map(|row| value(field, field.content(row), encoding)).collect())
            .collect();
        for (index, (field, values)) in fields.iter().zip(values).enumerate() {
            columns.mark_text(index, field.is_text());
            if field.kind == b'D' {
                columns.mark_dates(index);
            }
            columns.fill(index, values);
        }
        columns
    }

    /// The rows joined by equal values of a column; `None` where there is no such column or rows are marked as deleted.
    pub(crate) fn joined(&self, by: &str) -> Option<Joined> {
        if self.any_deleted() {
            return None;
        }
        let names: Vec<String> = self.fields.iter().map(|field| field.name(&self.encoding)).collect();
        let joining = find_name(&names, by)?;
        let value = |field: &Field, row: &[u8]| value(field, field.content(row), &self.encoding);
        let mut dates = self.fields.iter().filter(|field| field.kind == b'D');
        if dates.any(|field| self.rows.iter().any(|row| value(field, row).is_some_and(|date| !may_be_day(&date)))) {
            return None;
        }
        // The same value may be written in several ways, such as with blanks and with zeros behind it.
        let mut by_bytes: FxHashMap<&[u8], u32> = FxHashMap::default();
        let mut by_value: BTreeMap<Option<Text>, u32> = BTreeMap::new();
        let mut first_of = Vec::new();
        let mut group_of = Vec::with_capacity(self.rows.len());
        let mut last: Option<(&[u8], u32)> = None;
        for (number, row) in self.rows.iter().enumerate() {
            let field = &self.fields[joining];
            let bytes = field.content(row);
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
        let is_same = |field: &Field, a: &[u8], b: &[u8]| {
            field.content(a) == field.content(b) || value(field, a) == value(field, b)
        };
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

fn value(field: &Field, bytes: &[u8], encoding: &Decoder) -> Option<Text> {
    let number = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).ok()?.trim_matches(' ');
        (!text.is_empty() && !text.starts_with('*')).then(|| Text::from(text))
    };
    match field.kind {
        b'N' | b'F' => number(bytes),
        b'D' => number(bytes).filter(|text| text.bytes().any(|byte| byte != b'0')).map(|text| {
            match (text.get(..4), text.get(4..6), text.get(6..8)) {
                (Some(year), Some(month), Some(day)) if text.len() == 8 => {
                    displayed(format_args!("{year}-{month}-{day}"))
                }
                _ => text,
            }
        }),
        b'L' => match bytes.first() {
            Some(b'T' | b't' | b'Y' | b'y') => Some(Text::const_new("true")),
            Some(b'F' | b'f' | b'N' | b'n') => Some(Text::const_new("false")),
            _ => None,
        },
        b'I' | b'+' => Some(displayed(i32::from_le_bytes(bytes.try_into().ok()?))),
        b'B' | b'O' => Some(displayed(f64::from_le_bytes(bytes.try_into().ok()?))),
        // Memo fields point into another file.
        b'M' | b'G' | b'P' => None,
        _ => {
            let text = encoding.text(bytes);
            let text = text.trim();
            (!text.is_empty()).then(|| Text::from(text))
        }
    }
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
        let table = table(mark, text);
        let (rows, _) = read_dbf("a.dbf", &table, cpg).unwrap();
        let columns = rows.columns().finish(1);
        let messages = rows.remarks.into_iter().map(|remark| remark.message).collect();
        (columns[0].values[0].clone().unwrap().into(), messages)
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
    fn letters_of_utf_8_are_believed_and_not_what_is_said_of_them() {
        let read_as_utf_8 = |said: &str| vec![format!("the texts are not {said}, and were read as UTF-8")];
        let utf_8 = "Agliè".as_bytes();
        assert_eq!(read(0, utf_8, Some(b"1252")), ("Agliè".to_owned(), read_as_utf_8("1252, which the .cpg names")));
        assert_eq!(read(0, utf_8, Some(b"850")).0, "Agliè");
        assert_eq!(read(0, utf_8, Some(b"ISO-8859-15")).0, "Agliè");
        let of_mark = "code page 850, which the table's own mark names";
        assert_eq!(read(0x02, utf_8, None), ("Agliè".to_owned(), read_as_utf_8(of_mark)));
        // A letter that the field cut in two.
        assert_eq!(read(0, "Forlì-abè".as_bytes(), Some(b"1252")).0, "Forlì-ab");
        // What nobody knows is said; letters of ASCII are the same everywhere.
        let unknown = "the .cpg names \"KOI-7\", which is no known encoding, and the table was read as UTF-8";
        assert_eq!(read(0, utf_8, Some(b"KOI-7")), ("Agliè".to_owned(), vec![unknown.to_owned()]));
        assert_eq!(read(0, b"Roma", Some(b"1252")), ("Roma".to_owned(), vec![]));
        // Two bytes a letter in both.
        assert_eq!(read(0, b"\xB1\xB1\xBE\xA9", Some(b"GBK")), ("北京".to_owned(), vec![]));
        assert_eq!(read(0x4D, "北京".as_bytes(), None).0, "北京");
    }

    #[test]
    fn what_is_not_utf_8_is_read_by_the_mark_else_as_western_text() {
        let not_utf_8 = "the texts are not UTF-8, which the .cpg names, and were read as";
        let by_mark = format!("{not_utf_8} code page 850, which the table's own mark names");
        assert_eq!(read(0x02, b"Forl\x8D", Some(b"UTF-8")), ("Forlì".to_owned(), vec![by_mark]));
        assert_eq!(read(0x57, b"Forl\xEC", Some(b"65001")).0, "Forlì");
        // No letters of the encoding that is named, two bytes each.
        assert_eq!(read(0, b"Forl\xEC e\xFF", Some(b"BIG5")).0, "Forlì eÿ");
    }

    #[test]
    fn text_ends_at_a_nul() {
        assert_eq!(read(0, b"Roma\0xyz", None).0, "Roma");
        assert_eq!(read(0, b"Forl\xEC\0\xC3\xA8", Some(b"1252")), ("Forlì".to_owned(), vec![]));
        let mut nothing = table(0, b"\0oma");
        assert_eq!(read_dbf("a.dbf", &nothing, None).unwrap().0.columns().finish(1)[0].values, [None]);
        nothing[43] = b'N';
        nothing[66..71].copy_from_slice(b"12\x0034");
        let read = read_dbf("a.dbf", &nothing, None).unwrap();
        assert_eq!(read.0.columns().finish(1)[0].values, [Some("12".into())]);
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        let refused = |text: &[u8]| {
            let mut table = table(0, text);
            table[43] = b'D';
            let joined = DbfRows::find("a.dbf", &table, None).unwrap().joined("NAME");
            let refused = read_dbf("a.dbf", &table, None).unwrap().0.columns().refuse_dates("a.shp").err();
            assert_eq!(joined.is_none(), refused.is_some());
            refused.map(|problems| problems.to_string())
        };
        for day in [&b"20240229"[..], b"00000000", b"        ", b"20180000", b"n.d.", b"\0\0\0\0\0\0\0\0"] {
            assert_eq!(refused(day), None, "{}", String::from_utf8_lossy(day));
        }
        let expected = "error: a.shp: column NAME: expected days that exist, such as 2024-02-29, found \"2023-02-29\" (feature 1)\nhint: correct the date, or leave the cell empty\n";
        assert_eq!(refused(b"20230229").as_deref(), Some(expected));
        assert!(refused(b"20231301").is_some());
    }

    #[test]
    fn tables_that_end_early_are_errors() {
        let whole = table(0, b"Roma");
        for length in 0..whole.len() {
            assert!(read_dbf("a.dbf", &whole[..length], None).is_err(), "{length}");
        }
    }
}
