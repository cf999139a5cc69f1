//! DOCX documents: paragraphs and tables of `word/document.xml`.
//!
//! # Source
//! ECMA-376 part 1, sections 17.3 (paragraphs and runs) and 17.4 (tables).

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::input::cell::grid::column_letters;
use crate::input::claims::source::document::{Cell, Document, MOST_CELLS, Part, Places, Table};
use crate::input::claims::source::plain::trimmed;
use crate::input::file::archive::Archive;
use crate::input::workbook::part::attribute;

/// The part that holds the text.
const PART: &str = "word/document.xml";

/// Whether an archive is such a document.
pub(crate) fn is_document(bytes: &[u8]) -> bool {
    Archive::of_files(bytes).is_ok_and(|archive| archive.has(PART))
}

/// Reads a document. Places in its paragraphs are lines of its text, one a paragraph; a document has no lines of its own.
///
/// # Errors
/// What is damaged, in words.
pub(crate) fn read_document(bytes: &[u8]) -> Result<(Document, Places), String> {
    let xml = Archive::open(bytes)?.text(PART)?;
    let mut body = Body { room: MOST_CELLS, ..Body::default() };
    let mut reader = Reader::from_str(&xml);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().map_err(|error| format!("{PART}: {error}"))? {
            Event::Start(element) => body.open(&element),
            Event::Empty(element) => {
                body.open(&element);
                body.close(element.local_name().as_ref());
            }
            Event::End(element) => body.close(element.local_name().as_ref()),
            Event::Text(part) => body.text(&part.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(part) => body.text(&part.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => {
                let name = reference.xml_content(XmlVersion::Implicit1_0).into_owned();
                let letter = reference.resolve_char_ref().ok().flatten();
                body.text(&letter.map_or_else(|| entity(&name).to_owned(), String::from));
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    if body.depth > 0 || body.in_text {
        return Err(format!("{PART} ends inside a table or a text"));
    }
    body.end_paragraph();
    if body.room == 0 {
        body.document.left_out.push(format!("only the first {MOST_CELLS} cells of tables were read"));
    }
    let mut places = Places::of_file(&body.document.text);
    for (range, name) in body.cells {
        places.cell(range, name);
    }
    Ok((body.document, places))
}

fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

#[derive(Default)]
struct Body {
    document: Document,
    cells: Vec<(std::ops::Range<usize>, String)>,
    /// Where the paragraph or cell began.
    start: usize,
    depth: usize,
    n_tables: usize,
    table: Table,
    row: Vec<Cell>,
    span: usize,
    in_text: bool,
    /// Whether the run stands high, as markers of footnotes do.
    raised: bool,
    room: usize,
}

impl Body {
    fn open(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "t" => self.in_text = true,
            "tab" if !self.document.text.is_empty() => self.document.text.push('\t'),
            "br" | "cr" => self.document.text.push(' '),
            "noBreakHyphen" => self.document.text.push('-'),
            "r" => self.raised = false,
            "vertAlign" => self.raised = attribute(element, "val").is_some_and(|value| value == "superscript"),
            "tbl" => {
                if self.depth == 0 {
                    self.end_paragraph();
                    self.n_tables += 1;
                }
                self.depth += 1;
            }
            "tc" if self.depth == 1 => {
                if !self.row.is_empty() {
                    self.document.text.push_str(" | ");
                }
                (self.start, self.span) = (self.document.text.len(), 1);
            }
            "gridSpan" if self.depth == 1 => {
                let span = attribute(element, "val").and_then(|span| span.parse().ok());
                self.span = span.unwrap_or(1).clamp(1, 100);
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        // A marker of a footnote is a sign or a letter; a power would change its number.
        let marker = self.raised && text.len() <= 3 && !text.bytes().any(|byte| byte.is_ascii_digit());
        if self.in_text && !marker {
            self.document.text.push_str(text);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" if self.depth == 0 => self.end_paragraph(),
            "p" => self.document.text.push(' '),
            "tc" if self.depth == 1 => self.end_cell(),
            "tr" if self.depth == 1 && !self.row.is_empty() => {
                self.table.rows.push(std::mem::take(&mut self.row));
                self.document.text.push('\n');
                self.start = self.document.text.len();
            }
            "tbl" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 && !self.table.rows.is_empty() {
                    self.document.parts.push(Part::Table(std::mem::take(&mut self.table)));
                    self.start = self.document.text.len();
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let range = trimmed(&self.document.text, self.start..self.document.text.len());
        if range.start < range.end {
            self.document.parts.push(Part::Prose(range));
            self.document.text.push('\n');
        }
        self.start = self.document.text.len();
    }

    fn end_cell(&mut self) {
        let range = trimmed(&self.document.text, self.start..self.document.text.len());
        if self.room == 0 {
            return;
        }
        self.room = self.room.saturating_sub(self.span);
        let (column, row) = (self.row.len(), self.table.rows.len() + 1);
        self.cells.push((range.clone(), format!("table {}!{}{row}", self.n_tables, column_letters(column))));
        for n in 0..self.span {
            let range = if n == 0 { range.clone() } else { range.end..range.end };
            self.row.push(Cell { range, span: column + self.span - 1 });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::model::claim::figure::Spot;

    fn archive(xml: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file(PART, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn paragraphs_and_tables_are_read_with_their_places() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let xml = format!(
            "<w:document><w:body><w:p><w:r><w:t>Of 61, </w:t></w:r><w:r><w:t>34 (55.7%)</w:t></w:r><w:r><w:rPr><w:vertAlign \
             w:val=\"superscript\"/></w:rPr><w:t>a</w:t></w:r></w:p><w:tbl><w:tr>{}{}</w:tr></w:tbl><w:p><w:r><w:t>R&amp;D</w:t></w:r></w:p></w:body></w:document>",
            cell("yes"),
            cell("34")
        );
        let (document, places) = read_document(&archive(&xml)).unwrap();
        assert_eq!(document.text, "Of 61, 34 (55.7%)\nyes  | 34 \nR&D\n");
        assert_eq!(places.spot(22), Spot::Text { line: 2, column: 5 });
        assert_eq!(places.spot(document.text.find("34 \n").unwrap()), Spot::Cell("table 1!B1".to_owned()));
        assert_eq!(places.spot(document.text.find("R&D").unwrap()), Spot::Text { line: 3, column: 1 });
        assert!(is_document(&archive(&xml)) && !is_document(b"PK"));
        assert!(read_document(&archive("<w:tbl><w:tr>")).is_err());
    }
}
