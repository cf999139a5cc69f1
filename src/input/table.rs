//! Delimited tables: CSV and TSV as offices save them, every row with the physical line it starts on.

use crate::input::error::{Place, Problems, Remark, did_you_mean};
use crate::input::file::InputFile;

/// A table of text, its encoding, delimiter and quotes already undone.
#[derive(Clone, Debug)]
pub struct Table {
    /// The file.
    pub file: String,
    titles: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
    /// What was assumed about the file.
    pub warnings: Vec<Remark>,
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    table: &'a Table,
    /// The physical line.
    pub line: u64,
    cells: &'a [String],
}

/// A column of a table that was asked for by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    position: usize,
    /// The title in the file.
    pub title: String,
}

impl Row<'_> {
    /// The cell in a column, without space around it.
    pub fn cell(&self, column: &Column) -> &str {
        self.cells[column.position].trim()
    }

    /// The cell in a column that the table may not have; empty cells count as absent.
    pub fn optional(&self, column: Option<&Column>) -> Option<&str> {
        column.map(|column| self.cell(column)).filter(|cell| !cell.is_empty())
    }

    /// Where a cell stands.
    pub fn place(&self, column: &Column) -> Place {
        Place::line(&self.table.file, self.line).column(&column.title)
    }

    /// Where the row stands.
    pub fn whole(&self) -> Place {
        Place::line(&self.table.file, self.line)
    }
}

impl Table {
    /// The rows below the header.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }

    /// The titles, as the file writes them.
    pub fn titles(&self) -> &[String] {
        &self.titles
    }

    /// The column with this title, if there is one. Capitals do not matter.
    pub fn find(&self, title: &str) -> Option<Column> {
        let exact = self.titles.iter().position(|found| found == title);
        exact
            .or_else(|| self.titles.iter().position(|found| found.eq_ignore_ascii_case(title)))
            .map(|position| Column { position, title: self.titles[position].clone() })
    }

    /// The column with this title.
    ///
    /// # Errors
    /// When the table has none; the hint names a similar title or lists all.
    pub fn require(&self, title: &str) -> Result<Column, Problems> {
        self.find(title).ok_or_else(|| {
            let titles = || self.titles.iter().map(String::as_str);
            let hint = did_you_mean(title, titles()).unwrap_or_else(|| {
                format!(
                    "the columns are {}; another title is mapped by columns = {{ {title} = \"…\" }}",
                    self.titles.join(", ")
                )
            });
            Problems::one(Remark::new(Place::line(&self.file, 1), format!("no column {title:?}")).hint(hint))
        })
    }

    /// Reads a table.
    ///
    /// # Errors
    /// A file that is empty, no text, ragged, with an unclosed quote or a repeated title.
    pub fn parse(file: &InputFile) -> Result<Self, Problems> {
        let name = file.name.as_str();
        refuse_other_formats(name, &file.bytes)?;
        let (text, warnings) = decode(name, &file.bytes);
        if text.trim().is_empty() {
            return Err(Problems::one(
                Remark::new(Place::file(name), "the file is empty").hint("the first line must name the columns"),
            ));
        }
        if let Some(at) = text.find('\0') {
            let line = 1 + text[..at].matches('\n').count() as u64;
            return Err(Problems::one(
                Remark::new(Place::line(name, line), "the file holds a NUL character and is no table of text")
                    .hint("save it as CSV (UTF-8)"),
            ));
        }
        let delimiter = delimiter_of(&text);
        if let Some(line) = unclosed_quote(&text, delimiter) {
            return Err(Problems::one(
                Remark::new(Place::line(name, line), "a quote opens here and is never closed")
                    .hint("a quote inside a quoted cell is written twice: \"\""),
            ));
        }
        let mut problems = Problems::default();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut titles: Option<Vec<String>> = None;
        let mut rows = Vec::new();
        let mut lines = LineFinder::new(&text);
        for record in reader.records() {
            let record = record.map_err(|error| Problems::one(Remark::new(Place::file(name), error.to_string())))?;
            let line = lines.line_of(record.position().map_or(0, csv::Position::byte));
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            match &titles {
                None => titles = Some(header(name, line, cells, &mut problems)),
                Some(titles) if cells.len() != titles.len() => problems.push(ragged(name, line, &cells, titles.len())),
                Some(_) => rows.push((line, cells)),
            }
        }
        if !problems.0.is_empty() {
            return Err(problems);
        }
        if rows.is_empty() {
            return Err(Problems::one(Remark::new(Place::file(name), "there is no row below the header")));
        }
        Ok(Self { file: name.to_owned(), titles: titles.unwrap_or_default(), rows, warnings })
    }
}

fn header(name: &str, line: u64, cells: Vec<String>, problems: &mut Problems) -> Vec<String> {
    let titles: Vec<String> = cells.into_iter().map(|cell| cell.trim().to_owned()).collect();
    for (position, title) in titles.iter().enumerate() {
        if !title.is_empty() && titles[..position].contains(title) {
            problems.push(Remark::new(Place::line(name, line), format!("the column {title:?} stands twice")));
        }
    }
    titles
}

fn ragged(name: &str, line: u64, cells: &[String], expected: usize) -> Remark {
    let found = cells.len();
    let hint = if found > expected {
        "a comma inside a name must stand in quotes, as must a decimal comma".to_owned()
    } else {
        "write empty cells too, so that every row has all delimiters".to_owned()
    };
    let cells = if found == 1 { "1 cell".to_owned() } else { format!("{found} cells") };
    Remark::new(Place::line(name, line), format!("expected {expected} cells as in the header, found {cells}"))
        .hint(hint)
}

/// Turns byte offsets into physical lines, in one pass. The reader's own count skips blank lines.
struct LineFinder<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> LineFinder<'a> {
    fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0, line: 1 }
    }

    fn line_of(&mut self, offset: u64) -> u64 {
        let mut offset = usize::try_from(offset).unwrap_or(usize::MAX).min(self.bytes.len());
        // A record's offset may point at the blank lines before it.
        while matches!(self.bytes.get(offset), Some(b'\n' | b'\r')) {
            offset += 1;
        }
        while self.at < offset {
            self.line += u64::from(self.bytes[self.at] == b'\n');
            self.at += 1;
        }
        self.line
    }
}

fn refuse_other_formats(name: &str, bytes: &[u8]) -> Result<(), Problems> {
    let known = match bytes {
        [b'P', b'K', 3, 4, ..] => Some("a spreadsheet (XLSX or ODS) or another zipped file"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some("an old Excel workbook (XLS)"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("text in UTF-16"),
        [b'%', b'P', b'D', b'F', ..] => Some("a PDF"),
        _ => None,
    };
    known.map_or(Ok(()), |what| {
        let message = format!("the file is {what}, expected a table of text");
        Err(Problems::one(Remark::new(Place::file(name), message).hint("save it as CSV (UTF-8)")))
    })
}

/// Text of the bytes: UTF-8 with or without a mark, else Windows-1252, which Latin-1 is part of.
fn decode(name: &str, bytes: &[u8]) -> (String, Vec<Remark>) {
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), Vec::new());
    }
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(bytes);
    let warning = Remark::new(Place::file(name), "the file is not UTF-8 and was read as Windows-1252 (Latin-1)")
        .hint("check the accents of names, or save it as CSV (UTF-8)");
    (text.into_owned(), vec![warning])
}

/// The delimiter that the first line that is not blank has most of, outside quotes.
fn delimiter_of(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| *delimiter == byte && !quoted) {
            *count += 1;
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts.into_iter().find(|(_, count)| *count == most).map_or(b',', |(delimiter, _)| delimiter)
}

/// The line on which a quote opens that is never closed.
fn unclosed_quote(text: &str, delimiter: u8) -> Option<u64> {
    let bytes = text.as_bytes();
    let (mut line, mut opened, mut at, mut start_of_cell) = (1_u64, None, 0, true);
    while at < bytes.len() {
        let byte = bytes[at];
        line += u64::from(byte == b'\n');
        match (opened, byte) {
            (Some(_), b'"') if bytes.get(at + 1) == Some(&b'"') => at += 1,
            (Some(_), b'"') => opened = None,
            (None, b'"') if start_of_cell => opened = Some(line),
            _ => {}
        }
        start_of_cell = opened.is_none() && (byte == delimiter || byte == b'\n');
        at += 1;
    }
    opened
}
