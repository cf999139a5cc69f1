//! Tables as offices save them, of whatever format: the header found, every cell with its place.

use std::collections::BTreeSet;

use crate::input::cell::content::Nature;
use crate::input::cell::grid::{GridRow, column_letters};
use crate::input::file::bytes::InputFile;
use crate::input::problem::english::{counted, first_few, nearest};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::grid_file::{Grid, open_grid};
use crate::input::table::header::find_header;
use crate::input::table::joined::{Title, meant, titles_of, titles_of_row};
use crate::input::table::needed::Needed;
use crate::input::table::notes::{About, note_rows};
use crate::input::table::texts::settle_texts;
use crate::input::text::date::may_be_day;
use crate::input::value::cells::{Cell, Cells};
use crate::input::value::damage::{damage, is_failure};
use crate::input::value::text::one_spelling;

/// A table whose columns have titles.
#[derive(Clone, Debug)]
pub struct Table {
    /// The file.
    pub file: String,
    /// The sheet, where the file is a workbook.
    sheet: Option<String>,
    header_line: u64,
    /// How many cells the header has, those without a title too.
    header_cells: usize,
    names: Vec<Title>,
    titles: Vec<String>,
    rows: Vec<GridRow>,
    /// What rows around the table say of it.
    pub about: About,
    /// What was assumed about the file.
    pub warnings: Vec<Remark>,
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    table: &'a Table,
    /// The physical line, or the row of the sheet.
    pub line: u64,
    cells: &'a GridRow,
}

/// A column of a table that was asked for by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its number, from 0.
    pub(crate) position: usize,
    /// The title in the file.
    pub title: String,
}

impl<'a> Row<'a> {
    /// The cell in a column, without space around it.
    pub fn cell(&self, column: &Column) -> &'a str {
        self.cells.text(column.position)
    }

    /// The cell in a column that the table may not have; empty cells count as absent.
    pub fn optional(&self, column: Option<&Column>) -> Option<&'a str> {
        column.map(|column| self.cell(column)).filter(|cell| !cell.is_empty())
    }

    /// What the cell is, beyond its text.
    pub fn nature(&self, column: &Column) -> Nature {
        self.cells.nature(column.position)
    }

    /// The cell as a value.
    pub fn value(&self, column: &Column) -> Cell<'a> {
        Cell { text: self.cell(column), nature: self.nature(column) }
    }

    /// Where a cell stands.
    pub fn place(&self, column: &Column) -> Place {
        self.table.cell_place(self.line, column)
    }

    /// Where the row stands.
    pub fn whole(&self) -> Place {
        self.table.place(self.line)
    }

    /// A problem of a cell, with a hint where the cell itself tells what happened to it.
    pub fn problem(&self, kind: Kind, column: &Column, message: impl Into<String>) -> Remark {
        let nature = self.nature(column);
        let kind = match nature {
            Nature::Date | Nature::Failed | Nature::Uncomputed | Nature::Merged => Kind::DamagedCell,
            Nature::Text if damage(nature, self.cell(column)).is_some() => Kind::DamagedCell,
            Nature::Text | Nature::Number | Nature::Percent => kind,
        };
        Remark::of(kind, self.place(column), message).maybe_hint(damage(nature, self.cell(column)))
    }
}

impl Table {
    /// The rows below the header.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.rows.iter().map(|row| Row { table: self, line: row.line, cells: row })
    }

    /// One row, counted from the first below the header.
    pub fn row(&self, number: usize) -> Option<Row<'_>> {
        self.rows.get(number).map(|row| Row { table: self, line: row.line, cells: row })
    }

    /// Takes rows out of the table: what `is_out` says of each. Their lines.
    pub fn take_out(&mut self, is_out: impl Fn(Row<'_>) -> bool) -> Vec<u64> {
        let out: Vec<bool> = self.rows().map(is_out).collect();
        let lines = self.rows().zip(&out).filter(|(_, out)| **out).map(|(row, _)| row.line).collect();
        let mut out = out.into_iter();
        self.rows.retain(|_| !out.next().unwrap_or(false));
        lines
    }

    /// The cells of a column below the header.
    pub fn cells(&self, column: &Column) -> Cells<'_> {
        self.cells_of(std::slice::from_ref(column))
    }

    /// The cells of several columns, one column after the other.
    pub fn cells_of(&self, columns: &[Column]) -> Cells<'_> {
        let columns = columns.to_vec();
        let cells = columns.iter().flat_map(|column| self.rows().map(|row| row.value(column))).collect();
        let whole = Place { column: columns.first().map(|column| column.title.clone()), ..Place::file(&self.file) };
        Cells::new(cells, whole.clone(), move |position| {
            let (column, row) = (position / self.rows.len().max(1), position % self.rows.len().max(1));
            let place = columns.get(column).and_then(|column| Some(self.row(row)?.place(column)));
            place.unwrap_or_else(|| whole.clone())
        })
    }

    /// The titles, as the file writes them; those of several rows joined by spaces.
    pub fn titles(&self) -> &[String] {
        &self.titles
    }

    /// Where a row stands.
    pub fn place(&self, line: u64) -> Place {
        match &self.sheet {
            // What is no text has no lines.
            None if line == 0 => Place::file(&self.file),
            None => Place::line(&self.file, line),
            Some(sheet) => Place::line(&self.file, line).cell(format!("{sheet}!{line}")),
        }
    }

    /// Where the cell of a column stands in a row.
    pub(crate) fn cell_place(&self, line: u64, column: &Column) -> Place {
        let place = match &self.sheet {
            None => Place::line(&self.file, line),
            Some(sheet) => {
                let cell = format!("{sheet}!{}{line}", column_letters(column.position));
                Place::line(&self.file, line).cell(cell)
            }
        };
        place.column(&column.title)
    }

    /// What a row is called: `line` of a text, `row` of a sheet.
    pub fn line_word(&self) -> &'static str {
        if self.sheet.is_some() { "row" } else { "line" }
    }

    /// The column with this title, if there is one and it is plain which. Capitals do not matter; of a title of several rows the
    /// lower part is enough.
    pub fn find(&self, title: &str) -> Option<Column> {
        match meant(&self.names, &one_spelling(title)).as_slice() {
            [position] => Some(Column { position: *position, title: self.titles[*position].clone() }),
            _ => None,
        }
    }

    /// How many columns a title may mean: whole, or as a part of a header of several rows.
    pub(crate) fn n_meant(&self, title: &str) -> usize {
        meant(&self.names, &one_spelling(title)).len()
    }

    /// All columns, in order.
    pub fn columns(&self) -> impl Iterator<Item = Column> {
        self.titles.iter().enumerate().map(|(position, title)| Column { position, title: title.clone() })
    }

    /// The column with this title; `said` is how another one is named, such as by a flag.
    ///
    /// # Errors
    /// When the table has none; the hint names a similar title or lists all.
    pub fn require_by(&self, title: &str, said: &str) -> Result<Column, Problems> {
        self.found(title, |_| String::new(), || said.to_owned())
    }

    /// The column with this title.
    ///
    /// # Errors
    /// When there is none, or several; `near` and `none` say what to do where a title is near and where none is.
    pub(crate) fn found(
        &self,
        title: &str,
        near: impl Fn(&str) -> String,
        none: impl Fn() -> String,
    ) -> Result<Column, Problems> {
        self.find(title).ok_or_else(|| {
            let named: Vec<&str> = self.titles.iter().map(String::as_str).filter(|title| !title.is_empty()).collect();
            let several = meant(&self.names, title);
            let message = match several.len() {
                0 => format!("no column {title:?}"),
                n => format!("{n} columns have the title {title:?} among theirs"),
            };
            let hint = match (several.as_slice(), nearest(title, named.iter().copied())) {
                ([first, ..], _) => {
                    let whole: Vec<&str> = several.iter().map(|position| self.titles[*position].as_str()).collect();
                    let whole = first_few(&whole);
                    format!("name one of them whole: {whole}{}", near(&self.titles[*first]))
                }
                ([], Some(slip)) => format!("did you mean {slip:?}?{}", near(slip)),
                ([], None) => format!("the columns are {}{}", named.join(", "), none()),
            };
            Problems::one(Remark::of(Kind::Column, self.place(self.header_line), message).hint(hint))
        })
    }

    /// Adds a problem for every cell of these columns that a spreadsheet damaged: failed formulas, merged cells and, where
    /// `dates` is false, dates.
    pub fn refuse_damage(&self, columns: &[&Column], dates: bool, problems: &mut Problems) {
        for row in self.rows() {
            for column in columns {
                let (nature, text) = (row.nature(column), row.cell(column));
                let message = match nature {
                    Nature::Failed => format!("the cell holds the failed formula {text}"),
                    Nature::Text if is_failure(text) => {
                        format!("the cell holds the failed formula {text}")
                    }
                    Nature::Uncomputed => "the cell holds a formula without its value".to_owned(),
                    Nature::Merged => "the cell has no value of its own".to_owned(),
                    Nature::Date if !dates => format!("the cell holds the date {text}"),
                    Nature::Date if !may_be_day(text) => {
                        format!("the cell holds the date {text}, which no calendar has")
                    }
                    Nature::Text | Nature::Number | Nature::Percent | Nature::Date => continue,
                };
                problems.push(row.problem(Kind::DamagedCell, column, message));
            }
        }
    }

    /// A table of titles and numbered rows that are known already, such as the attributes of areas.
    pub fn of_rows<'a>(file: &str, titles: &[&str], rows: impl IntoIterator<Item = (u64, Vec<&'a str>)>) -> Self {
        let header = GridRow { line: 0, record: titles.iter().collect(), natures: Vec::new() };
        let rows = rows.into_iter();
        let rows = rows.map(|(line, cells)| GridRow { line, record: cells.iter().collect(), natures: Vec::new() });
        Self {
            file: file.to_owned(),
            sheet: None,
            header_line: 0,
            header_cells: titles.len(),
            names: titles_of_row(&header),
            titles: titles.iter().map(|title| one_spelling(title).into_owned()).collect(),
            rows: rows.collect(),
            about: About::default(),
            warnings: Vec::new(),
        }
    }

    /// Reads a table whose columns are not known beforehand.
    ///
    /// # Errors
    /// A file that is empty, no table, ragged, with an unclosed quote or a repeated title.
    pub fn parse(file: &InputFile) -> Result<Self, Problems> {
        Self::read(file, &[])
    }

    /// Reads a table that should have certain columns, which tell its header from titles and notes above, and its sheet from others.
    ///
    /// # Errors
    /// A file that is empty, no table, ragged, with an unclosed quote or a repeated title; a workbook with several sheets that may be
    /// meant.
    pub fn read(file: &InputFile, needed: Needed<'_>) -> Result<Self, Problems> {
        Self::of_grid(open_grid(file, needed)?, needed)
    }

    fn of_grid(grid: Grid, needed: Needed<'_>) -> Result<Self, Problems> {
        let Grid { file: name, sheet, mut rows, mut warnings } = grid;
        warnings.extend(settle_texts(&name, &mut rows));
        if rows.is_empty() {
            return Err(Problems::one(Remark::of(Kind::Format, Place::file(&name), "the table is empty")));
        }
        let (mut table, mut problems) = Self::below_header(name, sheet, &mut rows, needed, warnings);
        let notes = note_rows(&table.rows);
        let notes = table.rows.split_off(table.rows.len() - notes);
        table.warnings.extend(notes_said(&table.file, &notes));
        table.about = About::of(&rows, &notes);
        table.level(&mut problems);
        if !problems.0.is_empty() {
            return Err(problems);
        }
        if table.rows.is_empty() {
            return Err(Problems::one(Remark::of(
                Kind::Format,
                Place::file(&table.file),
                "there is no row below the header",
            )));
        }
        Ok(table)
    }

    /// Takes the header and all rows below it, of at least one row, as a table, so that those above are left, and says what that was.
    /// Problems are titles that stand twice.
    pub(crate) fn below_header(
        file: String,
        sheet: Option<String>,
        rows: &mut Vec<GridRow>,
        needed: Needed<'_>,
        warnings: Vec<Remark>,
    ) -> (Self, Problems) {
        let (first, last) = find_header(rows, needed);
        let names = titles_of(rows, (first, last));
        let below = rows.split_off(last + 1);
        let header = rows.split_off(first);
        let mut table = Self {
            file,
            sheet,
            header_line: header[0].line,
            header_cells: header.iter().map(|row| row.record.len()).max().unwrap_or(0),
            titles: names.iter().map(|title| title.whole.clone()).collect(),
            names,
            rows: below,
            about: About::default(),
            warnings,
        };
        table.say_joined(&header);
        let mut problems = Problems::default();
        let mut seen = BTreeSet::new();
        for title in &table.titles {
            if !title.is_empty() && !seen.insert(title) {
                problems.push(Remark::of(
                    Kind::Column,
                    table.place(table.header_line),
                    format!("the column {title:?} stands twice"),
                ));
            }
        }
        table.say_skipped(rows);
        (table, problems)
    }

    /// How many cells the header has, those without a title too.
    pub(crate) fn header_cells(&self) -> usize {
        self.header_cells
    }

    /// Says that the rows of a header were joined.
    fn say_joined(&mut self, header: &[GridRow]) {
        if let [first, .., last] = header {
            let joined: Vec<String> =
                self.names.iter().filter(|title| title.is_joined()).map(|title| format!("{:?}", title.whole)).collect();
            let message = format!(
                "the header has {} rows, {} to {}, whose titles were joined: {}",
                header.len(),
                first.line,
                last.line,
                first_few(&joined)
            );
            self.warnings.push(Remark::of(Kind::Assumed, Place::file(&self.file), message));
        }
    }

    /// Says which rows above the header were left out.
    fn say_skipped(&mut self, above: &[GridRow]) {
        if let Some(first) = above.first() {
            let text = first.record.iter().map(str::trim).find(|cell| !cell.is_empty()).unwrap_or("");
            let message = format!(
                "the header was found on {} {}; {} above it left out: {text:?}",
                self.line_word(),
                self.header_line,
                counted(above.len(), "row"),
            );
            self.warnings.push(Remark::of(Kind::RowsLeftOut, Place::file(&self.file), message));
        }
    }

    /// Makes all rows as long as the header, where that loses nothing.
    fn level(&mut self, problems: &mut Problems) {
        let width = self.titles.len();
        let filled_beyond = |row: &GridRow| row.record.iter().skip(width).any(|cell| !cell.trim().is_empty());
        // Some programs end every row but the header with a delimiter.
        let first = self.rows.first().map_or(0, |row| row.record.len());
        let ended = first == self.header_cells + 1
            && self.rows.iter().all(|row| row.record.len() == first && !filled_beyond(row));
        let expected = if ended { first } else { self.header_cells };
        let mut beside = Vec::new();
        for row in &self.rows {
            let filled_beyond = filled_beyond(row);
            match &self.sheet {
                None if row.record.len() != expected => problems.push(ragged(&self.file, row, expected)),
                Some(_) if filled_beyond => beside.push(format!("row {}", row.line)),
                None | Some(_) => {}
            }
        }
        if !beside.is_empty() {
            let message = format!(
                "cells to the right of the last title left out in {}: {}",
                counted(beside.len(), "row"),
                first_few(&beside)
            );
            self.warnings.push(Remark::of(Kind::RowsLeftOut, Place::file(&self.file), message));
        }
    }
}

/// Says that rows below a table were taken for notes.
pub(crate) fn notes_said(file: &str, notes: &[GridRow]) -> Option<Remark> {
    let first = notes.first()?.only_text().unwrap_or("");
    let message = format!("{} of notes below the table left out: {first:?}", counted(notes.len(), "row"));
    Some(Remark::of(Kind::RowsLeftOut, Place::file(file), message))
}

fn ragged(name: &str, row: &GridRow, expected: usize) -> Remark {
    let found = row.record.len();
    let hint = if found > expected {
        "a comma inside a name must stand in quotes, as must a decimal comma".to_owned()
    } else {
        "write empty cells too, so that every row has all delimiters".to_owned()
    };
    let cells = if found == 1 { "1 cell".to_owned() } else { format!("{found} cells") };
    Remark::of(
        Kind::Row,
        Place::line(name, row.line),
        format!("expected {expected} cells as in the header, found {cells}"),
    )
    .hint(hint)
}
