//! The cells of a column of a table of areas: numbers as the whole column decides them, or words.

use crate::input::problem::remark::{Problems, Remark};
use crate::input::table::number_reader::NumberReader;
use crate::input::table::rows::{Column, Row, Table};
use crate::input::value::categories::Categories;
use crate::input::value::column::{ColumnRules, Figure};
use crate::model::base::index::AreaIndex;

/// What to do with a cell that is no number.
const NOT_KNOWN: &str =
    "leave the cell empty where the value is not known; --suppressed names marks of withheld values";

/// What the cells of a column are read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Numbers.
    Numbers,
    /// Words, such as the group that an area belongs to.
    Words,
    /// Words where no cell is a number, else numbers.
    Either,
}

/// Reads the cells of a column.
pub(crate) enum CellReader {
    /// Numbers.
    Numbers(Box<NumberReader>),
    /// Words.
    Words(Categories),
}

impl CellReader {
    /// A reader of a column; what its cells decide is added to what is said.
    pub(crate) fn new(
        table: &Table,
        value: &Column,
        (holds, rules): (Holds, ColumnRules),
        said: &mut Vec<Remark>,
        problems: &mut Problems,
    ) -> Self {
        match holds {
            Holds::Numbers | Holds::Either => {
                let numbers = NumberReader::new(table, value, rules, said, problems);
                Self::Numbers(Box::new(numbers.otherwise(NOT_KNOWN)))
            }
            Holds::Words => {
                let words = Categories::of(&table.cells(value), problems);
                said.extend(words.said.iter().cloned());
                Self::Words(words)
            }
        }
    }

    /// Whether the column is one of percentages, read as shares.
    pub(crate) fn is_percent(&self) -> bool {
        match self {
            Self::Numbers(numbers) => numbers.is_percent(),
            Self::Words(_) => false,
        }
    }
}

/// What areas have, as it is found row by row.
pub(crate) struct Found<'a> {
    /// The number of each area.
    pub(crate) values: Vec<Option<f64>>,
    /// The words, in the order in which they come.
    pub(crate) words: Vec<String>,
    /// Which of the words each area has.
    pub(crate) word_of: Vec<Option<usize>>,
    /// Areas with a mark, and the marks.
    pub(crate) withheld: Vec<(AreaIndex, &'a str)>,
}

impl<'a> Found<'a> {
    /// Nothing yet.
    pub(crate) fn of(n_areas: usize) -> Self {
        Self { values: vec![None; n_areas], words: Vec::new(), word_of: vec![None; n_areas], withheld: Vec::new() }
    }

    /// Takes the cell of an area.
    pub(crate) fn take(
        &mut self,
        area: AreaIndex,
        row: Row<'a>,
        column: &Column,
        cells: &CellReader,
        problems: &mut Problems,
    ) {
        let numbers = match cells {
            CellReader::Numbers(numbers) => numbers,
            CellReader::Words(words) => {
                if let Some(word) = row.optional(Some(column)).and_then(|text| words.name(text)) {
                    let known = self.words.iter().position(|known| known == word);
                    self.word_of[area.index()] = Some(known.unwrap_or(self.words.len()));
                    if known.is_none() {
                        self.words.push(word.to_owned());
                    }
                }
                return;
            }
        };
        match numbers.number(row, problems) {
            Figure::Known(figure) => self.values[area.index()] = Some(figure),
            Figure::Unknown => {}
            Figure::Withheld => self.withheld.push((area, row.cell(column))),
        }
    }
}
