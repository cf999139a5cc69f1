//! A column of cells, of a table or of a boundary file, with the place of each.

use crate::input::cell::content::Nature;
use crate::input::problem::remark::Place;

/// One cell: its text without space around it, and what a spreadsheet says it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell<'a> {
    /// The text.
    pub text: &'a str,
    /// What it is.
    pub nature: Nature,
}

/// A column of cells.
pub struct Cells<'a> {
    /// The cells, in the order of the rows.
    pub cells: Vec<Cell<'a>>,
    /// The file and the column.
    pub whole: Place,
    place: Box<dyn Fn(usize) -> Place + 'a>,
}

impl<'a> Cells<'a> {
    /// Cells of which `place` tells where each stands, by its position.
    pub fn new(cells: Vec<Cell<'a>>, whole: Place, place: impl Fn(usize) -> Place + 'a) -> Self {
        Self { cells, whole, place: Box::new(place) }
    }

    /// The same cells, those that `is_out` says of left empty.
    #[must_use]
    pub fn without(mut self, is_out: impl Fn(&str) -> bool) -> Self {
        self.cells.iter_mut().filter(|cell| is_out(cell.text)).for_each(|cell| *cell = Cell::default());
        self
    }

    /// The parts of the cells between delimiters, each where its cell stands.
    #[must_use]
    pub fn split(self, delimiter: &str) -> Self {
        let Self { cells, whole, place } = self;
        let parts = cells.iter().enumerate().flat_map(|(position, cell)| {
            cell.text.split(delimiter).map(move |text| (position, Cell { text: text.trim(), ..*cell }))
        });
        let (positions, cells): (Vec<usize>, Vec<Cell<'a>>) = parts.unzip();
        Self::new(cells, whole, move |part| place(positions.get(part).copied().unwrap_or_default()))
    }

    /// Where a cell stands.
    pub fn place(&self, position: usize) -> Place {
        (self.place)(position)
    }

    /// Where a cell stands, as another cell of its column says it: ` on line 3`, ` in Sheet1!B3`.
    pub(crate) fn aside(&self, position: usize) -> String {
        let place = self.place(position);
        match (place.cell, place.line) {
            (Some(cell), _) => format!(" in {cell}"),
            (None, Some(line)) => format!(" on line {line}"),
            (None, None) => String::new(),
        }
    }
}
