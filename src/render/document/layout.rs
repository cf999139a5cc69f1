//! The list of columns that a table is made of: a title, a kind, and what a row says there.

use crate::render::document::cell::{Cell, Kind};
use crate::render::document::table::{AreaKey, Column, Rank, Row, Table, TableName};

/// What a row of one kind says in a column.
type Say<'a, R> = Box<dyn Fn(&R) -> Cell + 'a>;

/// The area that a row is of.
type AreaOf<'a, R> = Box<dyn Fn(&R) -> Option<AreaKey> + 'a>;

/// The columns of a table of rows of one kind.
pub struct Columns<'a, R> {
    list: Vec<(Column, Say<'a, R>)>,
    group: Option<String>,
    area: Option<AreaOf<'a, R>>,
    /// What is said of a column, by its place.
    explained: Vec<(usize, String)>,
}

/// A row before it has cells.
pub enum Line<R> {
    /// Words over the rows that follow.
    Heading(String),
    /// What a row is of.
    Of(Rank, R),
}

impl<'a, R> Columns<'a, R> {
    /// The first column, which says what a row is of.
    pub fn new(title: impl Into<String>, cell: impl Fn(&R) -> String + 'a) -> Self {
        let none = Self { list: Vec::new(), group: None, area: None, explained: Vec::new() };
        none.and(title, Kind::Text, move |row| Cell::Text(cell(row)))
    }

    /// Rows are of areas.
    #[must_use]
    pub fn of_areas(mut self, area: impl Fn(&R) -> Option<AreaKey> + 'a) -> Self {
        self.area = Some(Box::new(area));
        self
    }

    /// The columns that follow have this in common.
    #[must_use]
    pub fn under(mut self, group: impl Into<String>) -> Self {
        self.group = Some(group.into());
        self
    }

    /// The columns that follow have nothing in common.
    #[must_use]
    pub fn apart(mut self) -> Self {
        self.group = None;
        self
    }

    /// One column more.
    #[must_use]
    pub fn and(self, title: impl Into<String>, kind: Kind, cell: impl Fn(&R) -> Cell + 'a) -> Self {
        self.push(title.into(), kind, false, Box::new(cell))
    }

    /// One column more, which pages have only where everything is asked for.
    #[must_use]
    pub fn more(self, title: impl Into<String>, kind: Kind, cell: impl Fn(&R) -> Cell + 'a) -> Self {
        self.push(title.into(), kind, true, Box::new(cell))
    }

    /// What is said below the table of the column before it, where the table has it.
    #[must_use]
    pub fn explained(mut self, note: impl Into<String>) -> Self {
        self.explained.push((self.list.len().saturating_sub(1), note.into()));
        self
    }

    fn push(mut self, title: String, kind: Kind, is_more: bool, cell: Say<'a, R>) -> Self {
        self.list.push((Column { group: self.group.clone(), title, kind, is_more }, cell));
        self
    }

    /// The table of some rows, without columns that say nothing in any row, and without what is said of these; `None` where there is no row.
    pub fn table(&self, name: TableName, title: String, lines: Vec<Line<R>>, mut notes: Vec<String>) -> Option<Table> {
        let row = |line: Line<R>| match line {
            Line::Heading(text) => Row::Heading(text),
            Line::Of(rank, row) => Row::Cells {
                rank,
                area: self.area.as_ref().and_then(|area| area(&row)),
                cells: self.list.iter().map(|(_, cell)| cell(&row)).collect(),
            },
        };
        let rows: Vec<Row> = lines.into_iter().map(row).collect();
        let cells = || {
            rows.iter().filter_map(|row| match row {
                Row::Heading(_) => None,
                Row::Cells { cells, .. } => Some(cells),
            })
        };
        cells().next()?;
        let is_said = |cell: &Cell| !matches!(cell, Cell::Missing | Cell::Blank);
        let is_used = |column: usize| column == 0 || cells().any(|cells| is_said(&cells[column]));
        let used: Vec<bool> = (0..self.list.len()).map(is_used).collect();
        let mut said: Vec<&str> =
            self.explained.iter().filter(|(column, _)| used[*column]).map(|(_, note)| note.as_str()).collect();
        said.dedup();
        if !said.is_empty() {
            notes.push(said.join(" "));
        }
        let columns = self.list.iter().map(|(column, _)| column.clone()).collect();
        let table =
            Table { name, number: String::new(), title, columns, rows, notes, more_notes: Vec::new(), is_more: false };
        Some(table.with(|column| used[column]))
    }
}
