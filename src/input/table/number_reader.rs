//! Numbers of one column of a table, row by row, as its whole column decides them.

use crate::input::problem::remark::{Problems, Remark};
use crate::input::table::rows::{Column, Row, Table};
use crate::input::value::cells::Cells;
use crate::input::value::column::{ColumnRules, Figure, NumberColumn};
use crate::input::value::number::NotANumber;

/// Reads the numbers of a column.
#[derive(Clone, Debug)]
pub struct NumberReader {
    column: Column,
    numbers: NumberColumn,
    /// What may help where a cell is no number.
    otherwise: Option<&'static str>,
}

impl NumberReader {
    /// A reader of the numbers in `column`; what its cells decide is added to what is said.
    pub fn new(
        table: &Table,
        column: &Column,
        rules: ColumnRules,
        said: &mut Vec<Remark>,
        problems: &mut Problems,
    ) -> Self {
        Self::of(&table.cells(column), column, rules, said, problems)
    }

    /// A reader of the numbers in `column` that some of its cells decide, the others left empty.
    pub fn of(
        cells: &Cells<'_>,
        column: &Column,
        rules: ColumnRules,
        said: &mut Vec<Remark>,
        problems: &mut Problems,
    ) -> Self {
        let numbers = NumberColumn::of(cells, rules, problems);
        said.extend(numbers.said.iter().cloned());
        Self { column: column.clone(), numbers, otherwise: None }
    }

    /// Readers of columns that one program wrote, so that a value of any decides for all.
    pub fn together(
        table: &Table,
        columns: &[Column],
        rules: ColumnRules,
        said: &mut Vec<Remark>,
        problems: &mut Problems,
    ) -> Vec<Self> {
        let numbers = NumberColumn::of(&table.cells_of(columns), rules, problems);
        said.extend(numbers.said.iter().cloned());
        let reader = |column: &Column| Self { column: column.clone(), numbers: numbers.clone(), otherwise: None };
        columns.iter().map(reader).collect()
    }

    /// The same with a hint for cells that are no numbers.
    #[must_use]
    pub fn otherwise(self, hint: &'static str) -> Self {
        Self { otherwise: Some(hint), ..self }
    }

    /// Whether the column is one of percentages, read as shares.
    pub fn is_percent(&self) -> bool {
        self.numbers.is_percent()
    }

    /// Whether the row's number is withheld.
    pub fn is_withheld(&self, row: Row<'_>) -> bool {
        self.numbers.is_withheld(row.cell(&self.column))
    }

    /// The number in the row; nothing is known after a problem.
    pub fn number(&self, row: Row<'_>, problems: &mut Problems) -> Figure<f64> {
        let read = self.numbers.number(row.value(&self.column));
        read.unwrap_or_else(|error| self.refuse(row, error, problems))
    }

    /// The count in the row, `None` where it is not known, withheld, or after a problem.
    pub fn count(&self, row: Row<'_>, problems: &mut Problems) -> Option<u64> {
        let read = self.numbers.count(row.value(&self.column));
        read.unwrap_or_else(|error| self.refuse(row, error, problems)).known()
    }

    fn refuse<T>(&self, row: Row<'_>, error: NotANumber, problems: &mut Problems) -> Figure<T> {
        let message = format!("expected {}, found {:?}", error.expected, row.cell(&self.column));
        let problem = row.problem(error.kind, &self.column, message);
        problems.push(problem.maybe_hint(error.hint).maybe_hint(self.otherwise));
        Figure::Unknown
    }
}
