//! Whether an undeclared column holds numbers or words.

use crate::input::problem::kind::Kind;
use crate::input::problem::remark::Remark;
use crate::input::value::cells::{Cell, Cells};
use crate::input::value::marks::{Evidence, evidence};
use crate::input::value::missing::Missing;
use crate::input::value::number::parse_decimal;
use crate::input::value::written::taken_apart;

/// Of so many values of a column of numbers one may be a word that is no number.
const VALUES_A_WORD: usize = 4;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Numbers; words without a digit, at most one in four, are of values that are not known.
    Numbers,
    /// Words.
    Words {
        /// Where nearly all are numbers, the first word for which they are not read as such.
        but_for: Option<usize>,
    },
}

/// What a column holds. Words for what is not known tell nothing.
pub fn holds(cells: &Cells<'_>, missing: &Missing) -> Holds {
    let mut n_numbers = 0;
    let mut words = Vec::new();
    for (position, cell) in cells.cells.iter().enumerate().filter(|(_, cell)| !missing.says_of_number(cell.text)) {
        if is_number(*cell) {
            n_numbers += 1;
        } else if !missing.says(cell.text) {
            words.push(position);
        }
    }
    let with_digit =
        words.iter().copied().find(|&word| cells.cells[word].text.contains(|letter: char| letter.is_numeric()));
    let few = words.len() * VALUES_A_WORD <= n_numbers + words.len();
    if n_numbers > 0 && few && with_digit.is_none() {
        return Holds::Numbers;
    }
    Holds::Words { but_for: with_digit.filter(|_| n_numbers > 0 && few) }
}

/// That a column was read as words for the sake of one that is no number.
pub fn not_numbers(cells: &Cells<'_>, word: usize) -> Remark {
    let message = format!(
        "read as words, not as numbers: {:?}{} is none and holds a digit",
        cells.cells[word].text,
        cells.aside(word)
    );
    let hint = "where the column is one of numbers, write a number there or leave the cell empty";
    Remark::of(Kind::Assumed, cells.whole.clone(), message).hint(hint)
}

/// Whether a cell is a number in one format or the other.
fn is_number(cell: Cell<'_>) -> bool {
    if cell.nature.is_number() {
        return true;
    }
    let number = taken_apart(cell.text, false).number;
    cell.nature.is_text() && (evidence(number) != Evidence::Nothing || parse_decimal(number, None).is_some())
}
