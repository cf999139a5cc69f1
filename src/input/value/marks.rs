//! What points and commas mean in a column of numbers: what was declared, else what any one of its values decides for all.

use crate::input::problem::english::counted;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::Remark;
use crate::input::value::cells::Cells;
use crate::input::value::format::NumberFormat;
use crate::input::value::number::parse_decimal;
use crate::input::value::written::taken_apart;

/// What the marks of one number tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// It has no mark, or is no number.
    Nothing,
    /// Its one mark may stand for thousands as well as before decimals, as in `1.234`.
    Either,
    /// It is a number in one format alone, as `987,5`, `0.123`, `1.234.567` and `1,234.5` are.
    Only(NumberFormat),
}

/// What the marks of a number tell.
pub fn evidence(text: &str) -> Evidence {
    if !text.contains(['.', ',']) {
        return Evidence::Nothing;
    }
    let reads = |format| parse_decimal(text, Some(format)).is_some();
    match (reads(NumberFormat::Italian), reads(NumberFormat::English)) {
        (true, true) => Evidence::Either,
        (true, false) => Evidence::Only(NumberFormat::Italian),
        (false, true) => Evidence::Only(NumberFormat::English),
        (false, false) => Evidence::Nothing,
    }
}

/// The first cell of a column that tells something, and how many do.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Told {
    pub(crate) first: Option<usize>,
    pub(crate) count: usize,
}

impl Told {
    /// Takes a cell further down.
    pub(crate) fn take(&mut self, position: usize) {
        self.first.get_or_insert(position);
        self.count += 1;
    }

    /// Takes what cells further down tell.
    pub(crate) fn append(&mut self, later: Self) {
        self.first = self.first.or(later.first);
        self.count += later.count;
    }
}

/// What the marks of a column mean, and by which value.
#[derive(Clone, Copy, Debug, Default)]
pub struct MarksFound {
    italian: Told,
    english: Told,
    either: Told,
    /// Numbers with points, and with commas.
    points: Told,
    commas: Told,
}

impl MarksFound {
    /// Takes what the number at a position of the column tells.
    pub(crate) fn take(&mut self, position: usize, number: &str, evidence: Evidence) {
        for (told, mark) in [(&mut self.points, '.'), (&mut self.commas, ',')] {
            if evidence != Evidence::Nothing && number.contains(mark) {
                told.take(position);
            }
        }
        match evidence {
            Evidence::Nothing => {}
            Evidence::Either => self.either.take(position),
            Evidence::Only(NumberFormat::Italian) => self.italian.take(position),
            Evidence::Only(NumberFormat::English) => self.english.take(position),
        }
    }

    /// What cells were the first to tell something.
    pub(crate) fn told(&mut self) -> [&mut Told; 5] {
        [&mut self.italian, &mut self.english, &mut self.either, &mut self.points, &mut self.commas]
    }

    /// What the values decide; `None` where none has a mark. `decimals` says that one mark alone is of decimals, as in degrees.
    ///
    /// # Errors
    /// Values that decide against each other, and a column in which nothing decides.
    pub(crate) fn decide(&self, cells: &Cells<'_>, decimals: bool) -> Result<Option<NumberFormat>, Undecided> {
        match (self.italian.first, self.english.first) {
            (Some(one), Some(other)) => Err(Undecided::Contradiction(Box::new(contradiction(cells, one, other)))),
            (Some(_), None) => Ok(Some(NumberFormat::Italian)),
            (None, Some(_)) => Ok(Some(NumberFormat::English)),
            (None, None) => match self.either.first.filter(|_| !decimals) {
                Some(first) => Err(Undecided::Either { first, count: self.either.count }),
                None => Ok(None),
            },
        }
    }

    /// What the values decided, where that is more than how decimals are written: that marks are of thousands, or that most could have
    /// been.
    pub(crate) fn said(&self, cells: &Cells<'_>, format: Option<NumberFormat>) -> Option<Remark> {
        let format = format?;
        let decider = self.italian.first.or(self.english.first)?;
        let text = |position: usize| taken_apart(cells.cells[position].text, true).number;
        let of_thousands = match format {
            NumberFormat::Italian => self.points,
            NumberFormat::English => self.commas,
        };
        let (example, count, what) = match (of_thousands.first, self.either.first) {
            (Some(first), _) => (first, of_thousands.count, "marks of thousands"),
            (None, Some(first)) if self.either.count > self.italian.count + self.english.count => {
                (first, self.either.count, "decimals")
            }
            (None, _) => return None,
        };
        let read = parse_decimal(text(example), Some(format))?;
        let by = if decider == example {
            String::new()
        } else {
            format!(", as {:?}{} decides", text(decider), cells.aside(decider))
        };
        let message =
            format!("{} read with {what}, such as {:?} as {read}{by}", counted(count, "number"), text(example));
        Some(Remark::of(Kind::Assumed, cells.whole.clone(), message))
    }
}

/// Why the marks of a column are not known.
#[derive(Debug)]
pub(crate) enum Undecided {
    /// Two values say the opposite of each other.
    Contradiction(Box<Remark>),
    /// Every value with a mark may be read in both ways.
    Either {
        /// The first of them.
        first: usize,
        /// How many there are.
        count: usize,
    },
}

fn contradiction(cells: &Cells<'_>, one: usize, other: usize) -> Remark {
    let (first, second) = (one.min(other), one.max(other));
    let text = |position: usize| cells.cells[position].text;
    let message = format!(
        "{:?} and {:?}{} contradict each other: the decimal mark of one would mark thousands in the other",
        text(second),
        text(first),
        cells.aside(first),
    );
    Remark::of(Kind::AmbiguousNumber, cells.place(second), message).hint("write all numbers of the column in one way")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_decides_where_it_can_be_read_in_one_way_alone() {
        use Evidence::{Either, Nothing, Only};
        use NumberFormat::{English, Italian};
        for (text, told) in [
            ("987,5", Only(Italian)),
            ("987.5", Only(English)),
            ("0,123", Only(Italian)),
            ("-0.123", Only(English)),
            ("1234.567", Only(English)),
            ("1 234,567", Only(Italian)),
            ("1.234.567", Only(Italian)),
            ("1,234,567", Only(English)),
            ("1.234,567", Only(Italian)),
            ("1,234.567", Only(English)),
            ("1.234E3", Only(English)),
            ("12,", Only(Italian)),
            ("1.234", Either),
            ("-12,345", Either),
            ("1234", Nothing),
            ("12.03.2023", Nothing),
            ("..", Nothing),
            ("a.b", Nothing),
            ("1.23.4", Nothing),
        ] {
            assert_eq!(evidence(text), told, "{text}");
        }
    }
}
