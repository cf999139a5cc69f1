//! A publication's text with its paragraphs and tables, and where each of them stands in the file.

use std::ops::Range;

use crate::model::claim::figure::Spot;

/// The most cells of all tables that are read.
pub(crate) const MOST_CELLS: usize = 200_000;

/// A publication before anything in it is understood.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// Its text; tables are rows with bars between cells.
    pub(crate) text: String,
    /// Paragraphs and tables, in their order.
    pub(crate) parts: Vec<Part>,
    /// What was left out, in words.
    pub(crate) left_out: Vec<String>,
}

/// A paragraph or a table.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// A paragraph or a heading: a range of the text.
    Prose(Range<usize>),
    /// A table.
    Table(Table),
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// Its rows; cells may be missing at their end.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// Its caption, where the file marks one: ranges of the text.
    pub(crate) captions: Vec<Range<usize>>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cell {
    /// Its text: a range of the publication's.
    pub(crate) range: Range<usize>,
    /// The last of the columns that it takes.
    pub(crate) span: usize,
}

/// Where bytes of a publication's text stand in the file.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// Cells by the end of their range.
    cells: Vec<(Range<usize>, String)>,
    /// Where a stretch of the text begins, and where it begins in the file; a stretch goes on to the next.
    stretches: Vec<(usize, usize)>,
    file: Characters,
}

impl Places {
    /// Places of a text that stands in the file as it is.
    pub(crate) fn of_file(file: &str) -> Self {
        Self { cells: Vec::new(), stretches: vec![(0, 0)], file: Characters::of(file) }
    }

    /// From `at` on the text stands in the file from `there` on.
    pub(crate) fn stretch(&mut self, at: usize, there: usize) {
        self.stretches.push((at, there));
    }

    /// The text of a cell that has a name.
    pub(crate) fn cell(&mut self, range: Range<usize>, name: String) {
        self.cells.push((range, name));
    }

    /// Where a byte of the text stands.
    pub(crate) fn spot(&self, at: usize) -> Spot {
        let cell = self.cells.partition_point(|(range, _)| range.end <= at);
        if let Some((_, name)) = self.cells.get(cell).filter(|(range, _)| range.start <= at) {
            return Spot::Cell(name.clone());
        }
        let stretch = self.stretches.partition_point(|(start, _)| *start <= at);
        let (start, there) =
            stretch.checked_sub(1).and_then(|last| self.stretches.get(last)).copied().unwrap_or((0, 0));
        let (line, column) = self.file.line_and_column(there + at.saturating_sub(start));
        Spot::Text { line, column }
    }
}

/// Lines and characters of a text, found without counting from its start each time.
#[derive(Debug, Default)]
struct Characters {
    text: String,
    lines: Vec<usize>,
    /// Characters before each block of bytes.
    blocks: Vec<usize>,
}

const BLOCK: usize = 1_024;

impl Characters {
    fn of(text: &str) -> Self {
        let lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
        let mut blocks = vec![0];
        let mut before = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            before += characters(block);
            blocks.push(before);
        }
        Self { lines, blocks, text: text.to_owned() }
    }

    fn before(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let block = at / BLOCK;
        let rest = self.text.as_bytes().get(block * BLOCK..at).unwrap_or_default();
        self.blocks.get(block).copied().unwrap_or(0) + characters(rest)
    }

    fn line_and_column(&self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        (line, self.before(at).saturating_sub(self.before(start)) + 1)
    }
}

/// Bytes that begin a character.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_counted_in_characters() {
        let text = format!("è a\n{}x\ny", "è".repeat(3_000));
        let places = Places::of_file(&text);
        let spot = |found: &str| places.spot(text.find(found).unwrap());
        assert_eq!(spot("a"), Spot::Text { line: 1, column: 3 });
        assert_eq!(spot("x"), Spot::Text { line: 2, column: 3_001 });
        assert_eq!(spot("y"), Spot::Text { line: 3, column: 1 });
        assert_eq!(places.spot(text.len()), Spot::Text { line: 3, column: 2 });
    }

    #[test]
    fn cells_and_stretches_are_found() {
        let mut places = Places::of_file("<p>34</p>\n<p>61</p>");
        places.stretch(0, 3);
        places.stretch(3, 13);
        places.cell(6..8, "table 1!A1".to_owned());
        assert_eq!(places.spot(1), Spot::Text { line: 1, column: 5 });
        assert_eq!(places.spot(3), Spot::Text { line: 2, column: 4 });
        assert_eq!(places.spot(7), Spot::Cell("table 1!A1".to_owned()));
    }
}
