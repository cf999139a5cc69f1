//! Long tables of text, read a block of rows at a time on all cores: no row is kept.
//!
//! The header is found among the first rows as that of any table, and every row is then read by the rules of [`Table`]. What only a reader
//! of the whole file can say, above all where a row does not fit the header, is left to it: such a table is none here.

use std::ops::Range;

use csv::StringRecord;
use rayon::prelude::*;

use crate::input::cell::grid::GridRow;
use crate::input::cell::record::Record;
use crate::input::problem::remark::Remark;
use crate::input::table::delimited::{Dialect, LineFinder, line_at};
use crate::input::table::grid_file::is_text;
use crate::input::table::needed::Needed;
use crate::input::table::notes::{ROWS_LOOKED_AT, is_note};
use crate::input::table::rows::{Table, notes_said};
use crate::input::table::texts::{TakenOffCells, may_change};

/// Bytes of a block.
const BLOCK: usize = 1 << 17;
/// Blocks of which is kept what came of them until it is taken.
const BLOCKS_AT_ONCE: usize = 64;

/// Rows among which the header is; it is looked for among fewer.
const FIRST_ROWS: usize = 100;

/// A table of text of which no row is kept.
pub struct LongTable<'a> {
    /// The table of its header alone, with what was assumed about the file.
    pub head: Table,
    dialect: Dialect<'a>,
    /// Whole rows below the header, where they start and end.
    blocks: Vec<Range<usize>>,
    /// How many cells each row has.
    n_cells: usize,
    taken_off: TakenOffCells,
}

/// A row while it is looked at.
#[derive(Clone, Copy)]
pub struct LongRow<'a> {
    /// Where it starts in the text.
    pub start: usize,
    text: &'a str,
    cells: &'a [Range<usize>],
}

impl<'a> LongRow<'a> {
    /// The text of a cell without space around it.
    #[inline]
    pub fn cell(&self, position: usize) -> &'a str {
        self.cells.get(position).map_or("", |cell| trimmed(&self.text[cell.clone()]))
    }

    fn is_blank(&self) -> bool {
        (0..self.cells.len()).all(|position| self.cell(position).is_empty())
    }

    /// The row, where it is a note below a table.
    fn note(&self) -> Option<GridRow> {
        let record: Record = self.cells.iter().map(|cell| &self.text[cell.clone()]).collect();
        let row = GridRow { line: 0, record, natures: Vec::new() };
        row.only_text().is_some_and(is_note).then_some(row)
    }
}

/// A text without space around it; most have none.
#[inline]
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] | [first @ last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// A block of rows below the header.
pub struct LongBlock<'a> {
    table: &'a LongTable<'a>,
    range: Range<usize>,
}

impl LongBlock<'_> {
    /// Looks at every row, and returns what was taken off their cells; `None` as soon as `look` returns it, or where a row does not fit the
    /// header.
    pub fn rows(&self, mut look: impl FnMut(LongRow<'_>) -> Option<()>) -> Option<TakenOffCells> {
        let LongTable { head, n_cells, .. } = self.table;
        let titled = head.titles().len();
        let ends_with_delimiter = *n_cells > head.header_cells();
        self.table.visit(self.range.clone(), |row| {
            let fits = row.cells.len() == *n_cells
                && !(ends_with_delimiter && (titled..*n_cells).any(|position| !row.cell(position).is_empty()));
            if fits { look(row) } else { None }
        })
    }
}

impl<'a> LongTable<'a> {
    /// Opens a table of text; `None` where it is none, or has to be read as a whole.
    pub fn open(name: &str, bytes: &'a [u8], needed: Needed<'_>) -> Option<Self> {
        if !is_text(name, bytes) {
            return None;
        }
        let dialect = Dialect::of(name, bytes).ok()?;
        let bytes = dialect.text.as_bytes();
        // Line ends of other kinds than the usual two.
        if memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n')) {
            return None;
        }
        let (mut rows, found) = first_rows(&dialect)?;
        if rows.is_empty() {
            // Blank rows alone: whoever reads the whole says so.
            return None;
        }
        let (mut head, problems) = Table::below_header(name.to_owned(), None, &mut rows, needed, Vec::new());
        let above = found.len() - head.rows().len();
        let first = found.get(above).filter(|_| problems.0.is_empty())?;
        // Some programs end every row but the header with a delimiter.
        let n_cells = if first.n_cells == head.header_cells() + 1 { first.n_cells } else { head.header_cells() };
        let blocks = blocks_of(&dialect, first.start);
        let mut taken_off = TakenOffCells::default();
        found.into_iter().take(above).for_each(|row| taken_off.append(row.taken_off));
        head.take_out(|_| true);
        let mut table = Self { head, dialect, blocks, n_cells, taken_off };
        table.leave_out_notes()?;
        Some(table)
    }

    /// Leaves out the notes below the table, and says so.
    fn leave_out_notes(&mut self) -> Option<()> {
        let end = self.dialect.text.len();
        let looked_at = self.blocks.get(self.blocks.len().saturating_sub(2))?.start;
        let mut rows: Vec<(usize, Option<GridRow>)> = Vec::new();
        self.visit(looked_at..end, |row| {
            rows.push((row.start, row.note()));
            Some(())
        })?;
        let n_notes = rows.iter().rev().take(ROWS_LOOKED_AT).take_while(|(_, note)| note.is_some()).count();
        let notes = rows.split_off(rows.len() - n_notes);
        let Some(&(start, _)) = notes.first() else { return Some(()) };
        let taken_off = self.visit(start..end, |_| Some(()))?;
        if rows.is_empty() || !taken_off.is_empty() {
            return None;
        }
        self.blocks.retain(|block| block.start < start);
        self.blocks.last_mut()?.end = start;
        let notes: Vec<GridRow> = notes.into_iter().filter_map(|(_, note)| note).collect();
        self.head.warnings.extend(notes_said(&self.head.file, &notes));
        Some(())
    }

    /// Does something with every block, on all cores, and takes what comes of it in the order of the rows; `None` as soon as that comes of
    /// one.
    pub fn each_block<T: Send>(
        &self,
        work: impl Fn(&LongBlock<'_>) -> Option<T> + Sync,
        take: impl FnMut(T),
    ) -> Option<()> {
        let mut take = take;
        for blocks in self.blocks.chunks(BLOCKS_AT_ONCE) {
            let blocks = blocks.par_iter();
            let done: Option<Vec<T>> =
                blocks.map(|range| work(&LongBlock { table: self, range: range.clone() })).collect();
            done?.into_iter().for_each(&mut take);
        }
        Some(())
    }

    /// What was assumed about the file, once it is known what was taken off the cells of all rows.
    pub(crate) fn warnings(&self, rows: TakenOffCells) -> Vec<Remark> {
        let mut taken_off = self.taken_off.clone();
        taken_off.append(rows);
        let taken_off = taken_off.said(&self.head.file);
        self.dialect.warnings.iter().cloned().chain(taken_off).chain(self.head.warnings.iter().cloned()).collect()
    }

    /// The text of a cell of the row that starts somewhere.
    pub(crate) fn cell_at(&self, start: usize, position: usize) -> String {
        let mut text = String::new();
        // No other row is looked at.
        let _ = self.visit(start..self.dialect.text.len(), |row| {
            row.cell(position).clone_into(&mut text);
            None
        });
        text
    }

    /// The physical line of a row, by where it starts.
    pub fn line_of(&self, start: usize) -> u64 {
        line_at(&self.dialect.text, start)
    }

    /// How long the text is.
    pub(crate) fn n_bytes(&self) -> usize {
        self.dialect.text.len()
    }

    /// Looks at the rows of a part of the text that are not blank, and returns what was taken off their cells.
    fn visit(&self, range: Range<usize>, mut look: impl FnMut(LongRow<'_>) -> Option<()>) -> Option<TakenOffCells> {
        let offset = range.start;
        let text = &self.dialect.text[range];
        let mut taken_off = TakenOffCells::default();
        if memchr::memchr(b'"', text.as_bytes()).is_none() {
            let may_change_somewhere = may_change(text);
            each_line(text, self.dialect.delimiter, |start, cells| {
                if may_change_somewhere && may_change(&text[cells[0].start..cells[cells.len() - 1].end]) {
                    let record = cells.iter().map(|cell| &text[cell.clone()]).collect();
                    return look_at_settled(offset + start, record, &mut taken_off, &mut look);
                }
                let row = LongRow { start: offset + start, text, cells };
                if row.is_blank() { Some(()) } else { look(row) }
            })?;
            return Some(taken_off);
        }
        let mut reader = self.dialect.reader(text);
        let mut record = StringRecord::new();
        while reader.read_record(&mut record).ok()? {
            let start = usize::try_from(record.position()?.byte()).ok()?;
            // What is said of a record may be where the blank lines before it are.
            let blank = text[start..].bytes().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            look_at_settled(offset + start + blank, (&record).into(), &mut taken_off, &mut look)?;
        }
        Some(taken_off)
    }
}

/// Looks at a row whose cells may not be what they mean.
fn look_at_settled(
    start: usize,
    mut record: Record,
    taken_off: &mut TakenOffCells,
    look: &mut impl FnMut(LongRow<'_>) -> Option<()>,
) -> Option<()> {
    taken_off.settle(&mut record);
    let cells: Vec<Range<usize>> = (0..record.len()).filter_map(|position| record.range(position)).collect();
    let row = LongRow { start, text: record.as_str(), cells: &cells };
    if row.is_blank() { Some(()) } else { look(row) }
}

/// Splits a text without quotes into lines and these into cells; `look` is told where a line starts.
fn each_line(text: &str, delimiter: u8, mut look: impl FnMut(usize, &[Range<usize>]) -> Option<()>) -> Option<()> {
    let bytes = text.as_bytes();
    let mut cells: Vec<Range<usize>> = Vec::new();
    let (mut line, mut cell) = (0, 0);
    for at in memchr::memchr2_iter(delimiter, b'\n', bytes).chain([bytes.len()]) {
        let is_end = bytes.get(at) != Some(&delimiter);
        let returned = is_end && at > cell && bytes[at - 1] == b'\r';
        cells.push(cell..at - usize::from(returned));
        cell = at + 1;
        if is_end {
            look(line, &cells)?;
            cells.clear();
            line = cell;
        }
    }
    Some(())
}

/// What is remembered of one of the first rows.
struct FirstRow {
    start: usize,
    n_cells: usize,
    taken_off: TakenOffCells,
}

/// The first rows that are not blank.
fn first_rows(dialect: &Dialect<'_>) -> Option<(Vec<GridRow>, Vec<FirstRow>)> {
    let (mut rows, mut found) = (Vec::new(), Vec::new());
    let mut lines = LineFinder::new(&dialect.text);
    for record in dialect.reader(&dialect.text).records() {
        let record = record.ok()?;
        let byte = record.position()?.byte();
        let mut record = Record::from(&record);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let mut taken_off = TakenOffCells::default();
        taken_off.settle(&mut record);
        found.push(FirstRow { start: usize::try_from(byte).ok()?, n_cells: record.len(), taken_off });
        rows.push(GridRow { line: lines.line_of(byte), record, natures: Vec::new() });
        if rows.len() == FIRST_ROWS {
            break;
        }
    }
    Some((rows, found))
}

/// Cuts the rows from some place on into blocks, between rows.
fn blocks_of(dialect: &Dialect<'_>, from: usize) -> Vec<Range<usize>> {
    let bytes = dialect.text.as_bytes();
    let mut quoted = dialect.quoted().map(|cell| cell.start..cell.end.unwrap_or(bytes.len())).peekable();
    let (mut blocks, mut start) = (Vec::new(), from);
    while start < bytes.len() {
        let mut at = start + BLOCK;
        let end = loop {
            while quoted.next_if(|cell| cell.end <= at).is_some() {}
            match bytes.get(at..).and_then(|rest| memchr::memchr(b'\n', rest)) {
                // A line that ends inside quotes ends no row.
                Some(to_end) if quoted.peek().is_some_and(|cell| cell.start < at + to_end) => {
                    at = quoted.next().map_or(bytes.len(), |cell| cell.end);
                }
                Some(to_end) => break at + to_end + 1,
                None => break bytes.len(),
            }
        };
        blocks.push(start..end);
        start = end;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::{collection, sample::select};

    use super::*;
    use crate::input::file::bytes::{InputFile, fingerprint};

    /// What rows of texts may hold.
    const PIECES: &[&str] = &[
        "a",
        "è",
        "1.5",
        "\"q\"",
        "\"x\ny\"",
        "\"a\"\"b\"",
        "='1'",
        "=\"01\"",
        "'01",
        "5\"",
        " ",
        "",
        "\u{200b}z",
        "Fonte: x",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

        /// The rows of a long table are those of the table read as a whole, with their lines, and the same is said of both.
        #[test]
        fn rows_are_those_of_the_table(
            rows in collection::vec((collection::vec(select(PIECES), 3), select(&["\n", "\r\n", "\n\n", ",\n"][..])), 1..12),
            above in select(&["", "A title\n", "\u{feff}"][..]),
            notes in select(&["", "Fonte: ISTAT\n", "Nota: è così,,\nFonte: x"][..]),
        ) {
            let body: String = rows.iter().map(|(cells, end)| cells.join(",") + end).collect();
            let text = format!("{above}lon,lat,name\n{body}{notes}");
            let file = InputFile { name: "t.csv".into(), source: fingerprint("t.csv", b""), bytes: text.clone().into_bytes(), sheet: None };
            let needed: Needed<'_> = &[&["lon"], &["lat"]];
            if let Some(mut long) = LongTable::open(&file.name, &file.bytes, needed) {
                let titled = long.head.titles().len();
                // As many blocks as the text can be cut into.
                long.blocks = long.blocks.iter().flat_map(|block| cut(&long.dialect, block.clone())).collect();
                let (mut cells, mut taken_off) = (Vec::new(), TakenOffCells::default());
                let work = |block: &LongBlock<'_>| {
                    let mut cells = Vec::new();
                    let taken_off = block.rows(|row| {
                        cells.push((long.line_of(row.start), (0..titled).map(|position| row.cell(position).to_owned()).collect::<Vec<_>>()));
                        Some(())
                    })?;
                    Some((cells, taken_off))
                };
                let read = long.each_block(work, |(more, off): (Vec<_>, _)| {
                    cells.extend(more);
                    taken_off.append(off);
                });
                if read.is_none() {
                    return Ok(());
                }
                let table = Table::read(&file, needed).map_err(|problems| TestCaseError::fail(format!("{problems:?}")))?;
                let columns: Vec<_> = table.columns().collect();
                let expected: Vec<_> = table
                    .rows()
                    .map(|row| (row.line, columns.iter().map(|column| row.cell(column).to_owned()).collect::<Vec<_>>()))
                    .collect();
                prop_assert_eq!(cells, expected);
                let said = |remarks: &[Remark]| remarks.iter().map(|remark| remark.message.clone()).collect::<Vec<_>>();
                prop_assert_eq!(said(&long.warnings(taken_off)), said(&table.warnings));
                prop_assert_eq!(long.head.titles(), table.titles());
            }
        }
    }

    /// A block cut at every row.
    fn cut(dialect: &Dialect<'_>, block: Range<usize>) -> Vec<Range<usize>> {
        let quoted: Vec<_> = dialect.quoted().map(|cell| cell.start..cell.end.unwrap_or(usize::MAX)).collect();
        let ends = block.clone().filter(|at| dialect.text.as_bytes()[*at] == b'\n');
        let ends = ends.filter(|at| !quoted.iter().any(|cell| cell.contains(at))).map(|at| at + 1);
        let mut starts = vec![block.start];
        starts.extend(ends.filter(|end| *end < block.end));
        let ends: Vec<usize> = starts.iter().skip(1).copied().chain([block.end]).collect();
        starts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
    }
}
