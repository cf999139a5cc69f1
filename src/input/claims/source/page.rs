//! Web pages: paragraphs, headings and tables. Tags need not be closed and may be nested to any depth; a table inside of a cell is read as
//! words of that cell.

use std::ops::Range;

use crate::input::cell::grid::column_letters;
use crate::input::claims::source::document::{Cell, Document, MOST_CELLS, Part, Places, Table};

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 32] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "section",
    "article",
    "header",
    "footer",
    "blockquote",
    "figcaption",
    "figure",
    "main",
    "nav",
    "aside",
    "body",
    "title",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "pre",
];

/// The most columns of a table that a cell may take.
const MOST_SPAN: usize = 100;

/// Reads a web page.
pub(crate) fn read_page(source: &str) -> (Document, Places) {
    let mut page = Page { places: Places::of_file(source), room: MOST_CELLS, ..Page::default() };
    let mut at = 0;
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let n = match tag(rest) {
            Some((Tag::Comment, n)) => n,
            Some((Tag::Open(name, attributes), n)) => {
                let hidden = matches!(name.as_str(), "script" | "style" | "head" | "template");
                page.open(&name, attributes);
                n + if hidden { hidden_length(&rest[n..], &name) } else { 0 }
            }
            Some((Tag::Close(name), n)) => {
                page.close(&name);
                n
            }
            None => page.text(rest, at),
        };
        at += n.max(1);
    }
    page.end_paragraph();
    page.end_table();
    if page.room == 0 {
        page.document.left_out.push(format!("only the first {MOST_CELLS} cells of tables were read"));
    }
    (page.document, page.places)
}

enum Tag<'a> {
    Open(String, &'a str),
    Close(String),
    Comment,
}

/// The tag at the start of a text, and its bytes.
fn tag(rest: &str) -> Option<(Tag<'_>, usize)> {
    let inner = rest.strip_prefix('<')?;
    if inner.starts_with("!--") {
        return Some((Tag::Comment, rest.find("-->").map_or(rest.len(), |end| end + 3)));
    }
    let close = inner.starts_with('/');
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let first = name.chars().next()?;
    if !first.is_ascii_alphabetic() && !matches!(first, '!' | '?') {
        return None;
    }
    let end = rest.find('>').unwrap_or(rest.len());
    let n = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let attributes = rest.get(1 + usize::from(close) + n..end).unwrap_or_default();
    let name = name.get(..n).unwrap_or_default().to_ascii_lowercase();
    let tag = if close { Tag::Close(name) } else { Tag::Open(name, attributes) };
    Some((tag, (end + 1).min(rest.len())))
}

/// The bytes up to the end of an element that is not shown.
fn hidden_length(rest: &str, name: &str) -> usize {
    let end = rest
        .match_indices("</")
        .find(|(at, _)| rest.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)));
    end.map_or(rest.len(), |(at, _)| at)
}

#[derive(Default)]
struct Page {
    document: Document,
    places: Places,
    /// Where the paragraph or cell began.
    start: usize,
    /// How deep in tables.
    depth: usize,
    table: Table,
    row: Vec<Cell>,
    /// Rows that a cell above still takes, by column.
    taken: Vec<usize>,
    cell: Option<(usize, usize)>,
    caption: bool,
    n_tables: usize,
    raised: Option<usize>,
    room: usize,
}

impl Page {
    /// Adds shown text up to the next tag.
    fn text(&mut self, rest: &str, at: usize) -> usize {
        let end = rest.char_indices().skip(1).find(|(_, letter)| *letter == '<').map_or(rest.len(), |(end, _)| end);
        let (mut from, shown) = (0, rest.get(..end).unwrap_or_default());
        self.places.stretch(self.document.text.len(), at);
        while let Some(letter) = shown.get(from..).and_then(|rest| rest.chars().next()) {
            let text = &mut self.document.text;
            let n = if letter == '&' {
                let (character, n) = entity(&shown[from..]);
                text.push(character);
                self.places.stretch(text.len(), at + from + n);
                n
            } else if letter.is_ascii_whitespace() {
                let n = shown[from..].len()
                    - shown[from..].trim_start_matches(|letter: char| letter.is_ascii_whitespace()).len();
                if text.len() > self.start && !text.ends_with(' ') {
                    text.push(' ');
                }
                self.places.stretch(text.len(), at + from + n);
                n
            } else {
                text.push(letter);
                letter.len_utf8()
            };
            from += n;
        }
        end
    }

    fn open(&mut self, name: &str, attributes: &str) {
        match name {
            "br" => self.document.text.push(' '),
            "sup" => self.raised = Some(self.document.text.len()),
            "table" => {
                if self.depth == 0 {
                    self.end_paragraph();
                    self.n_tables += 1;
                }
                self.depth += 1;
            }
            _ if self.depth > 1 => {}
            "tr" if self.depth == 1 => self.end_row(),
            "td" | "th" if self.depth == 1 => {
                self.end_cell();
                let number = |key: &str| number_of(attributes, key).clamp(1, MOST_SPAN);
                if self.room > 0 && !self.row.is_empty() {
                    self.document.text.push_str(" | ");
                }
                self.start = self.document.text.len();
                self.cell = Some((number("colspan"), number("rowspan")));
            }
            "caption" => {
                self.end_paragraph();
                self.caption = true;
            }
            _ if BLOCKS.contains(&name) && self.cell.is_none() => self.end_paragraph(),
            _ if BLOCKS.contains(&name) => self.document.text.push(' '),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "sup" => {
                let start = self.raised.take().unwrap_or(usize::MAX);
                let raised = self.document.text.get(start..).unwrap_or_default();
                // The marker of a footnote; a power stays beside its number.
                if raised.len() <= 3 && !raised.chars().any(|letter| letter.is_ascii_digit()) {
                    self.document.text.truncate(start);
                }
            }
            "table" => {
                if self.depth == 1 {
                    self.end_table();
                }
                self.depth = self.depth.saturating_sub(1);
            }
            _ if self.depth > 1 => {}
            "tr" => self.end_row(),
            "td" | "th" => self.end_cell(),
            _ if BLOCKS.contains(&name) && self.cell.is_none() => self.end_paragraph(),
            _ => {}
        }
    }

    fn trimmed(&self) -> Range<usize> {
        crate::input::claims::source::plain::trimmed(&self.document.text, self.start..self.document.text.len())
    }

    fn end_paragraph(&mut self) {
        let range = self.trimmed();
        if range.start < range.end {
            if self.caption {
                self.table.captions.push(range);
            } else {
                self.document.parts.push(Part::Prose(range));
            }
            self.document.text.push('\n');
        }
        self.caption = false;
        self.start = self.document.text.len();
    }

    fn end_cell(&mut self) {
        let Some((columns, rows)) = self.cell.take() else { return };
        let range = self.trimmed();
        self.start = self.document.text.len();
        if self.room == 0 {
            return;
        }
        self.room = self.room.saturating_sub(columns);
        self.skip_taken();
        let (column, row) = (self.row.len(), self.table.rows.len() + 1);
        let name = format!("table {}!{}{row}", self.n_tables, column_letters(column));
        self.places.cell(range.clone(), name);
        for n in 0..columns {
            let range = if n == 0 { range.clone() } else { range.end..range.end };
            self.row.push(Cell { range, span: column + columns - 1 });
            if self.taken.len() < self.row.len() {
                self.taken.resize(self.row.len(), 0);
            }
            self.taken[column + n] = rows - 1;
        }
    }

    /// Adds empty cells where cells above go on.
    fn skip_taken(&mut self) {
        while let Some(left) = self.taken.get_mut(self.row.len()).filter(|left| **left > 0) {
            *left -= 1;
            if self.room == 0 {
                return;
            }
            self.room -= 1;
            let (at, column) = (self.start, self.row.len());
            self.row.push(Cell { range: at..at, span: column });
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if !self.row.is_empty() {
            self.table.rows.push(std::mem::take(&mut self.row));
            self.document.text.push('\n');
        }
        self.start = self.document.text.len();
    }

    fn end_table(&mut self) {
        self.end_row();
        self.taken.clear();
        let table = std::mem::take(&mut self.table);
        if !table.rows.is_empty() {
            self.document.parts.push(Part::Table(table));
        }
    }
}

/// A number among attributes.
fn number_of(attributes: &str, key: &str) -> usize {
    let value = attributes.to_ascii_lowercase();
    let value = value.split_once(key).map_or("", |(_, value)| value).trim_start_matches(['=', '"', '\'', ' ']);
    let digits: String = value.chars().take_while(char::is_ascii_digit).take(4).collect();
    digits.parse().unwrap_or(1)
}

/// The character that an entity stands for, and its bytes; an ampersand where it is none.
fn entity(rest: &str) -> (char, usize) {
    let end = rest.bytes().take(12).position(|byte| byte == b';');
    let name = end.and_then(|end| rest.get(1..end)).unwrap_or_default();
    let code = name.strip_prefix('#').and_then(|code| {
        let hexadecimal = code.strip_prefix(['x', 'X']);
        hexadecimal
            .map_or_else(|| code.parse().ok(), |code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32)
    });
    let known = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" | "rsquo" => Some('’'),
        "nbsp" => Some('\u{a0}'),
        "thinsp" => Some('\u{2009}'),
        "shy" => Some('\u{ad}'),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        "percnt" => Some('%'),
        "le" => Some('≤'),
        "ge" => Some('≥'),
        "agrave" => Some('à'),
        "egrave" => Some('è'),
        "eacute" => Some('é'),
        "igrave" => Some('ì'),
        "ograve" => Some('ò'),
        "ugrave" => Some('ù'),
        "Egrave" => Some('È'),
        _ => code,
    };
    known.map_or(('&', 1), |character| (character, name.len() + 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::claim::figure::Spot;

    fn told(source: &str) -> Vec<String> {
        let (document, _) = read_page(source);
        let shown = |range: &Range<usize>| document.text[range.clone()].to_owned();
        let row = |row: &Vec<Cell>| row.iter().map(|cell| shown(&cell.range)).collect::<Vec<_>>().join("|");
        let parts = document.parts.iter().map(|part| match part {
            Part::Prose(range) => shown(range),
            Part::Table(table) => {
                table.captions.iter().map(shown).chain(table.rows.iter().map(row)).collect::<Vec<_>>().join(" / ")
            }
        });
        parts.collect()
    }

    #[test]
    fn paragraphs_and_tables_are_read() {
        let page = "<html><head><style>p{x}</style></head><body><h1>A&nbsp;b</h1>\n<p>Of 61,\n  34 (55.7&#37;)<sup>a</sup> did<p>End\
                    <table><caption>Table 1</caption><tr><th>x<th colspan=2>n (%)</tr>\
                    <tr><td rowspan='2'>yes</td><td>34</td><td>55.7</td></tr><tr><td>3</td><td><table><tr><td>4</table></td></tr></table>";
        let expected = ["A\u{a0}b", "Of 61, 34 (55.7%) did", "End", "Table 1 / x|n (%)| / yes|34|55.7 / |3|4"];
        assert_eq!(told(page), expected);
    }

    #[test]
    fn places_are_those_of_the_file() {
        let page = "<p>\n  è 34 &amp;\n 61</p><table><tr><td>a</td><td>12</td></tr></table>";
        let (document, places) = read_page(page);
        let spot = |word: &str| places.spot(document.text.find(word).unwrap());
        assert_eq!(spot("34"), Spot::Text { line: 2, column: 5 });
        assert_eq!(spot("61"), Spot::Text { line: 3, column: 2 });
        assert_eq!(spot("12"), Spot::Cell("table 1!B1".to_owned()));
    }

    #[test]
    fn hostile_pages_are_read_to_their_end() {
        for piece in [
            "<table>",
            "<table><tr><td colspan=9999 rowspan=9999>",
            "<",
            "<!--",
            "&#x110000;",
            "<td>",
            "</table>",
            "<sup>",
            "&",
        ] {
            read_page(&piece.repeat(3_000));
        }
    }
}
