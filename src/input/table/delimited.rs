//! Delimited text: encoding, delimiter and quotes undone, every row with the physical line it starts on.

use std::borrow::Cow;

use crate::input::cell::grid::GridRow;
use crate::input::problem::kind::Kind;
use crate::input::problem::limit::COLUMNS;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::text::encoding::utf_16;

/// How many lines decide which character is the delimiter.
const LINES_LOOKED_AT: usize = 200;

/// Delimiters, the likelier first.
const DELIMITERS: [u8; 7] = [b',', b';', b'\t', b'|', b'^', b'~', b':'];

/// Delimited text of which all is known but its rows.
pub(crate) struct Dialect<'a> {
    /// The text.
    pub(crate) text: Cow<'a, str>,
    /// What stands between cells.
    pub(crate) delimiter: u8,
    /// What was assumed.
    pub(crate) warnings: Vec<Remark>,
}

impl<'a> Dialect<'a> {
    /// Undoes the encoding and finds the delimiter.
    ///
    /// # Errors
    /// An empty file, no text, an unclosed quote.
    pub(crate) fn of(name: &str, bytes: &'a [u8]) -> Result<Self, Problems> {
        let (mut text, warnings) = decode(name, bytes)?;
        let declared = declared_delimiter(&text);
        if declared.is_some() {
            // The line stays, empty, so that lines keep their numbers.
            let end = text.find(['\r', '\n']).unwrap_or(text.len());
            text.to_mut().replace_range(..end, "");
        }
        if text.trim().is_empty() {
            return Err(Problems::one(
                Remark::of(Kind::Format, Place::file(name), "the file is empty")
                    .hint("the first line must name the columns"),
            ));
        }
        if let Some(at) = memchr::memchr(0, text.as_bytes()) {
            let message = "the file holds a NUL character and is no table of text";
            return Err(Problems::one(
                Remark::of(Kind::Format, Place::line(name, line_at(&text, at)), message).hint("save it as CSV (UTF-8)"),
            ));
        }
        let delimiter = declared.unwrap_or_else(|| delimiter_of(&text));
        let dialect = Self { text, delimiter, warnings };
        if let Some(opened) = dialect.quoted().find(|cell| cell.end.is_none()) {
            let place = Place::line(name, line_at(&dialect.text, opened.start));
            return Err(Problems::one(
                Remark::of(Kind::Row, place, "a quote opens here and is never closed")
                    .hint("a quote inside a quoted cell is written twice: \"\""),
            ));
        }
        Ok(dialect)
    }

    /// Reads rows of a part of the text.
    pub(crate) fn reader<'t>(&self, text: &'t str) -> csv::Reader<&'t [u8]> {
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(self.delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
    }

    /// The cells in quotes, in their order.
    pub(crate) fn quoted(&self) -> Quoted<'_> {
        Quoted { bytes: self.text.as_bytes(), delimiter: self.delimiter, at: 0 }
    }
}

/// A cell in quotes.
pub(crate) struct QuotedCell {
    /// Where its first quote is.
    pub(crate) start: usize,
    /// What follows its last quote; `None` where it is never closed.
    pub(crate) end: Option<usize>,
}

/// Finds cells in quotes. A quote opens a cell at its start alone, and one written twice is one of its text.
pub(crate) struct Quoted<'a> {
    bytes: &'a [u8],
    delimiter: u8,
    at: usize,
}

impl Iterator for Quoted<'_> {
    type Item = QuotedCell;

    fn next(&mut self) -> Option<QuotedCell> {
        let next = |at: usize| Some(at + memchr::memchr(b'"', self.bytes.get(at..)?)?);
        let mut start = next(self.at)?;
        while start.checked_sub(1).is_some_and(|before| ![self.delimiter, b'\n'].contains(&self.bytes[before])) {
            start = next(start + 1)?;
        }
        let mut end = next(start + 1);
        while let Some(quote) = end.filter(|quote| self.bytes.get(quote + 1) == Some(&b'"')) {
            end = next(quote + 2);
        }
        let end = end.map(|quote| quote + 1);
        self.at = end.unwrap_or(self.bytes.len());
        Some(QuotedCell { start, end })
    }
}

/// Rows of delimited text, and what was assumed about the file.
///
/// # Errors
/// An empty file, no text, an unclosed quote.
pub fn read_delimited(name: &str, bytes: &[u8]) -> Result<(Vec<GridRow>, Vec<Remark>), Problems> {
    let dialect = Dialect::of(name, bytes)?;
    let mut reader = dialect.reader(&dialect.text);
    let mut rows = Vec::new();
    let mut lines = LineFinder::new(&dialect.text);
    let mut record = csv::StringRecord::new();
    let wrong = |error: csv::Error| Problems::one(Remark::of(Kind::Format, Place::file(name), error.to_string()));
    while reader.read_record(&mut record).map_err(wrong)? {
        let line = lines.line_of(record.position().map_or(0, csv::Position::byte));
        if record.len() > COLUMNS {
            let message = format!("the row has {} cells, more than the {COLUMNS} that are read", record.len());
            let hint = format!("the cells are taken to stand between {:?}", char::from(dialect.delimiter));
            return Err(Problems::one(Remark::of(Kind::Row, Place::line(name, line), message).hint(hint)));
        }
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(GridRow { line, record: (&record).into(), natures: Vec::new() });
        }
    }
    Ok((rows, dialect.warnings))
}

/// The physical line of a byte.
pub(crate) fn line_at(text: &str, offset: usize) -> u64 {
    LineFinder::new(text).line_of(offset as u64)
}

/// Turns byte offsets into physical lines, in one pass. The reader's own count skips blank lines.
pub(crate) struct LineFinder<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> LineFinder<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0, line: 1 }
    }

    pub(crate) fn line_of(&mut self, offset: u64) -> u64 {
        let mut offset = usize::try_from(offset).unwrap_or(usize::MAX).min(self.bytes.len());
        // A record's offset may point at the blank lines before it.
        while matches!(self.bytes.get(offset), Some(b'\n' | b'\r')) {
            offset += 1;
        }
        if self.at < offset {
            self.line += memchr::memchr_iter(b'\n', &self.bytes[self.at..offset]).count() as u64;
            self.at = offset;
        }
        self.line
    }
}

/// Text of the bytes: UTF-8 or UTF-16 with or without a mark, else Windows-1252, which Latin-1 is part of.
pub(crate) fn decode<'a>(name: &str, bytes: &'a [u8]) -> Result<(Cow<'a, str>, Vec<Remark>), Problems> {
    if let Some(encoding) = utf_16(bytes) {
        let (text, _, damaged) = encoding.decode(bytes);
        if damaged {
            return Err(Problems::one(
                Remark::of(Kind::Format, Place::file(name), "the file is text in UTF-16 that is damaged or cut off")
                    .hint("save it as CSV (UTF-8)"),
            ));
        }
        return Ok((Cow::Owned(text.into_owned()), Vec::new()));
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), Vec::new()));
    }
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(bytes);
    let warning =
        Remark::of(Kind::Assumed, Place::file(name), "the file is not UTF-8 and was read as Windows-1252 (Latin-1)")
            .hint("check the accents of names, or save it as CSV (UTF-8)");
    Ok((text, vec![warning]))
}

/// The delimiter that a first line such as `sep=;` names, as spreadsheets understand it.
fn declared_delimiter(text: &str) -> Option<u8> {
    let first = text.lines().next()?.trim_matches('"');
    let (key, delimiter) = first.split_at_checked(4)?;
    match delimiter.as_bytes() {
        [delimiter] if key.eq_ignore_ascii_case("sep=") && *delimiter != b'"' => Some(*delimiter),
        _ => None,
    }
}

/// The delimiter: the character that most lines have equally often outside quotes; of several, the one they have most of.
///
/// A title above the table may hold commas, a decimal comma stands only in some cells: neither is on most lines as often as the
/// delimiter is.
fn delimiter_of(text: &str) -> u8 {
    let mut counts: [Vec<usize>; DELIMITERS.len()] = Default::default();
    let mut current = [0_usize; DELIMITERS.len()];
    let (mut quoted, mut blank, mut lines) = (false, true, 0);
    for byte in text.bytes().chain([b'\n']) {
        quoted ^= byte == b'"';
        if byte == b'\n' && !quoted {
            if !blank {
                for (counts, count) in counts.iter_mut().zip(current) {
                    counts.push(count);
                }
                lines += 1;
            }
            (current, blank) = ([0; DELIMITERS.len()], true);
            if lines == LINES_LOOKED_AT {
                break;
            }
            continue;
        }
        blank &= byte.is_ascii_whitespace();
        if !quoted && let Some(position) = DELIMITERS.iter().position(|delimiter| *delimiter == byte) {
            current[position] += 1;
        }
    }
    let score = |counts: &[usize]| {
        let most = counts.iter().copied().max().unwrap_or(0).min(4_000);
        (1..=most)
            .map(|wanted| (counts.iter().filter(|count| **count == wanted).count(), wanted))
            .max()
            .unwrap_or((0, 0))
    };
    let usual = counts[..4].iter().any(|counts| score(counts).0 * 2 > lines);
    let looked_at = if usual { 4 } else { DELIMITERS.len() };
    let scores: Vec<(usize, usize)> = counts[..looked_at].iter().map(|counts| score(counts)).collect();
    let best = scores.iter().max().copied().unwrap_or((0, 0));
    scores.iter().position(|score| *score == best).map_or(b',', |position| DELIMITERS[position])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_what_the_lines_share() {
        for (text, delimiter) in [
            ("a,b\n1,2\n", b','),
            ("code;share\n1;0,5\n2;0,25\n", b';'),
            ("Residents, by age, on 1 January\ncode;age;count\n1;0;5\n1;1;6\n", b';'),
            ("a\tb\n1\t2,5\n", b'\t'),
            ("a|b\n1|2\n", b'|'),
            ("a:b\n1:2\n", b':'),
            ("a^b\n1^2\n", b'^'),
            ("time,place\n10:30,1\n", b','),
            ("only\n1\n", b','),
            ("name,x\n\"a;b;c\",1\n\"d;e;f\",2\n", b','),
        ] {
            assert_eq!(delimiter_of(text), delimiter, "{text}");
        }
    }

    #[test]
    fn a_first_line_may_name_the_delimiter() {
        let (rows, _) = read_delimited("x", "\u{feff}sep=;\r\na;b,c\r\n1;2,5\r\n".as_bytes()).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].line, rows[0].text(1), rows[1].text(1)), (2, "b,c", "2,5"));
        assert_eq!(declared_delimiter("SEP=|"), Some(b'|'));
        assert_eq!(declared_delimiter("sep=;;"), None);
        assert_eq!(declared_delimiter("séparé"), None);
    }

    #[test]
    fn utf_16_is_read_with_and_without_a_mark() {
        let text = "a,b\n1,è\n2,x\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in
            [little.clone(), big.clone(), [vec![0xFF, 0xFE], little].concat(), [vec![0xFE, 0xFF], big].concat()]
        {
            assert_eq!(decode("x", &bytes).unwrap().0, text);
        }
    }

    #[test]
    fn accents_in_utf_8_are_no_utf_16() {
        assert_eq!(decode("x", "a,b\nè,é\n".as_bytes()).unwrap().0, "a,b\nè,é\n");
    }
}
