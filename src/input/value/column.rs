//! A column of numbers: everything about it decided once, from all of its cells, and every cell then read by that.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::cell::content::Nature;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::hint::Hint;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Problems, Remark};
use crate::input::value::cells::{Cell, Cells};
use crate::input::value::format::{NumberFormat, say_format};
use crate::input::value::marks::{Evidence, MarksFound, Told, Undecided, evidence};
use crate::input::value::missing::Missing;
use crate::input::value::number::{COUNT, NotANumber, parse_count, parse_decimal, parse_percent, say_marks};
use crate::input::value::withheld::Marks;
use crate::input::value::written::taken_apart;

/// The largest number that is read; nothing that offices count or measure comes near.
pub(crate) const LARGEST: f64 = 1e18;

/// What a column should hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Numbers.
    Number,
    /// Numbers, and few words that are none.
    NumberOrWord,
    /// Counts.
    Count,
    /// Coordinates in metres.
    Metres,
    /// Coordinates in degrees, in which no mark stands for thousands.
    Degrees,
}

impl Expected {
    fn words(self) -> &'static str {
        match self {
            Self::Number | Self::NumberOrWord => "a number",
            Self::Count => COUNT,
            Self::Metres | Self::Degrees => "a coordinate, such as 12.4964",
        }
    }
}

/// What was said of a column, and what it should hold.
#[derive(Clone, Debug)]
pub struct ColumnRules {
    /// What it should hold.
    pub expected: Expected,
    /// What marks thousands and decimals, where that was said.
    pub numbers: Option<NumberFormat>,
    /// Words for what is not known.
    pub missing: Missing,
    /// Marks of what is withheld, where there may be some.
    pub withheld: Option<Marks>,
}

/// What a cell tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure<T> {
    /// A number.
    Known(T),
    /// Nothing.
    Unknown,
    /// That its number is withheld.
    Withheld,
}

impl<T> Figure<T> {
    /// The number, where it is known.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(number) => Some(number),
            Self::Unknown | Self::Withheld => None,
        }
    }
}

/// A column of numbers of which everything is decided.
#[derive(Clone, Debug)]
pub struct NumberColumn {
    rules: ColumnRules,
    format: Option<NumberFormat>,
    /// Whether marks are a problem that is said already.
    is_undecided: bool,
    is_percent: bool,
    /// What was decided, to be said once.
    pub said: Vec<Remark>,
}

/// What the cells of a column are, before any is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Survey {
    marks: MarksFound,
    percents: Told,
    plain: Told,
    unknown: BTreeMap<String, usize>,
    flags: BTreeMap<String, usize>,
}

impl NumberColumn {
    /// Decides what a column means. Problems are values that contradict each other, marks that nothing decides, and percentages beside
    /// plain numbers.
    pub fn of(cells: &Cells<'_>, rules: ColumnRules, problems: &mut Problems) -> Self {
        Self::decided(&Survey::of(cells, &rules), cells, rules, problems)
    }

    /// Decides what a column means of whose cells a survey was made; `cells` need only be those that it names.
    pub(crate) fn decided(survey: &Survey, cells: &Cells<'_>, rules: ColumnRules, problems: &mut Problems) -> Self {
        let mut said = Vec::new();
        let mut is_undecided = false;
        let format = rules.numbers.or_else(|| match survey.marks.decide(cells, rules.expected == Expected::Degrees) {
            Ok(format) => {
                said.extend(survey.marks.said(cells, format));
                format
            }
            Err(undecided) => {
                is_undecided = true;
                problems.push(match undecided {
                    Undecided::Contradiction(remark) => *remark,
                    Undecided::Either { first, count } => ambiguous(cells, rules.expected, first, count),
                });
                None
            }
        });
        if rules.expected != Expected::Count {
            problems.0.extend(survey.mixed(cells));
        }
        said.extend(survey.percent_said(cells, format));
        said.extend(survey.flags_said(cells));
        said.extend(survey.unknown_said(cells));
        let is_percent = survey.is_percent();
        Self { rules, format, is_undecided, is_percent, said }
    }

    /// Whether all numbers of the column are percentages, so that they are read as shares.
    pub fn is_percent(&self) -> bool {
        self.is_percent
    }

    /// Whether a mark that stands alone in a number is one of decimals.
    pub(crate) fn marks_decimals(&self, mark: char) -> bool {
        self.format.is_none_or(|format| format.decimal() == mark)
    }

    /// Whether a cell is withheld.
    pub fn is_withheld(&self, text: &str) -> bool {
        self.rules.withheld.as_ref().is_some_and(|marks| marks.withhold(text))
    }

    /// The number in a cell.
    ///
    /// # Errors
    /// What is no number in the column's format, and what is beyond every measure.
    pub fn number(&self, cell: Cell<'_>) -> Result<Figure<f64>, NotANumber> {
        if let Some(figure) = self.without_number(cell) {
            return Ok(figure);
        }
        let written = taken_apart(cell.text, true);
        let (number, format) = if cell.nature.is_number() {
            (cell.text, Some(NumberFormat::English))
        } else {
            (written.number, self.format)
        };
        let read = match (cell.nature, written.is_percent) {
            (Nature::Text, true) => parse_percent(number, format),
            (Nature::Text, false) | (Nature::Number | Nature::Percent, _) => parse_decimal(number, format),
            (Nature::Date | Nature::Failed | Nature::Uncomputed | Nature::Merged, _) => None,
        };
        match read {
            Some(number) if number.abs() <= LARGEST => Ok(Figure::Known(number)),
            Some(_) => Err(self.wrong(Some("the number is too large".into()))),
            None if self.rules.expected == Expected::NumberOrWord && !is_infinite(cell.text) => Ok(Figure::Unknown),
            None => Err(self.wrong(self.other_format(written.number))),
        }
    }

    /// The count in a cell.
    ///
    /// # Errors
    /// What is no count in the column's format.
    pub fn count(&self, cell: Cell<'_>) -> Result<Figure<u64>, NotANumber> {
        if let Some(figure) = self.without_number(cell) {
            return Ok(figure);
        }
        match cell.nature {
            Nature::Text => {
                let written = taken_apart(cell.text, true);
                let number = if written.is_percent { cell.text } else { written.number };
                parse_count(number, self.format).map(Figure::Known)
            }
            Nature::Number => parse_count(cell.text, Some(NumberFormat::English)).map(Figure::Known),
            Nature::Percent | Nature::Date | Nature::Failed | Nature::Uncomputed | Nature::Merged => {
                Err(self.wrong(None))
            }
        }
    }

    /// What a cell tells that holds no number, or one whose problem is said already.
    fn without_number<T>(&self, cell: Cell<'_>) -> Option<Figure<T>> {
        if cell.text.is_empty() && !cell.nature.is_damaged() {
            return Some(Figure::Unknown);
        }
        if self.is_withheld(cell.text) {
            return Some(Figure::Withheld);
        }
        let is_said = || {
            self.is_undecided
                && cell.nature.is_text()
                && evidence(taken_apart(cell.text, true).number) != Evidence::Nothing
        };
        (!cell.text.is_empty() && self.rules.missing.says_of_number(cell.text) || is_said()).then_some(Figure::Unknown)
    }

    fn wrong(&self, hint: Option<Hint>) -> NotANumber {
        NotANumber { expected: self.rules.expected.words(), hint, kind: Kind::Value }
    }

    /// That a number is one in the format that was not declared.
    fn other_format(&self, number: &str) -> Option<Hint> {
        let declared = self.rules.numbers?;
        let is_other = evidence(number) == Evidence::Only(declared.other());
        is_other.then(|| {
            let because = match declared {
                NumberFormat::Italian => "numbers of this table are said to have decimal commas",
                NumberFormat::English => "numbers of this table are said to have decimal points",
            };
            say_format("otherwise write").because(because).into()
        })
    }
}

impl Survey {
    fn of(cells: &Cells<'_>, rules: &ColumnRules) -> Self {
        let mut survey = Self::default();
        for (position, cell) in cells.cells.iter().enumerate() {
            survey.look_at(position, *cell, rules);
        }
        survey
    }

    /// Looks at a cell further down.
    pub(crate) fn look_at(&mut self, position: usize, cell: Cell<'_>, rules: &ColumnRules) {
        let is_withheld = || rules.withheld.as_ref().is_some_and(|marks| marks.withhold(cell.text));
        if cell.text.is_empty() || cell.nature.is_damaged() || is_withheld() {
            return;
        }
        if rules.missing.says_of_number(cell.text) {
            if !rules.missing.is_declared() {
                *self.unknown.entry(cell.text.to_owned()).or_default() += 1;
            }
            return;
        }
        self.take(position, cell, rules.expected);
    }

    /// Looks at a cell that holds digits with at most one mark between them, whose evidence is known, as [`Survey::look_at`] does where
    /// such a cell may neither be withheld nor say that nothing is known.
    pub(crate) fn look_at_plain(&mut self, position: usize, number: &str, evidence: Evidence, is_zero: bool) {
        self.marks.take(position, number, evidence);
        if !is_zero {
            self.plain.take(position);
        }
    }

    /// Adds what was seen of cells further down.
    pub(crate) fn append(&mut self, mut later: Self) {
        for (told, more) in self.told().into_iter().zip(later.told()) {
            told.append(*more);
        }
        for (words, more) in [(&mut self.unknown, later.unknown), (&mut self.flags, later.flags)] {
            for (word, count) in more {
                *words.entry(word).or_default() += count;
            }
        }
    }

    /// Numbers the cells that it names anew, from 0 in their order, and returns what their numbers were.
    pub(crate) fn renumber(&mut self) -> Vec<usize> {
        let named: BTreeSet<usize> = self.told().into_iter().filter_map(|told| told.first).collect();
        let named: Vec<usize> = named.into_iter().collect();
        for first in self.told().into_iter().filter_map(|told| told.first.as_mut()) {
            *first = named.binary_search(first).unwrap_or_default();
        }
        named
    }

    fn told(&mut self) -> [&mut Told; 7] {
        let [italian, english, either, points, commas] = self.marks.told();
        [italian, english, either, points, commas, &mut self.percents, &mut self.plain]
    }

    fn take(&mut self, position: usize, cell: Cell<'_>, expected: Expected) {
        let written = taken_apart(cell.text, true);
        let (is_percent, is_number) = if cell.nature.is_number() {
            (cell.nature == Nature::Percent, true)
        } else {
            let told = evidence(written.number);
            self.marks.take(position, written.number, told);
            (written.is_percent, told != Evidence::Nothing || parse_decimal(written.number, None).is_some())
        };
        if !is_number {
            if expected == Expected::NumberOrWord && !is_infinite(cell.text) {
                *self.unknown.entry(cell.text.to_owned()).or_default() += 1;
            }
            return;
        }
        if !written.flags.is_empty() && !cell.nature.is_number() {
            *self.flags.entry(written.flags.to_owned()).or_default() += 1;
        }
        // Nothing is the same as a share and as a percentage.
        let is_zero = written.number.bytes().all(|byte| matches!(byte, b'0' | b'.' | b','));
        match (is_percent, is_zero) {
            (true, _) => self.percents.take(position),
            (false, false) => self.plain.take(position),
            (false, true) => {}
        }
    }

    fn is_percent(&self) -> bool {
        self.percents.count > 0 && self.plain.count == 0
    }

    /// Percentages beside plain numbers.
    fn mixed(&self, cells: &Cells<'_>) -> Option<Remark> {
        let (percent, plain) = (self.percents.first?, self.plain.first?);
        let message = format!(
            "{} and {} stand in one column: {}{} beside {}{}",
            counted(self.percents.count, "percentage"),
            counted(self.plain.count, "plain number"),
            shown(cells.cells[percent]),
            cells.aside(percent),
            cells.cells[plain].text,
            cells.aside(plain),
        );
        let hint = "write all as percentages, or all as plain numbers";
        Some(Remark::of(Kind::Value, cells.place(percent.max(plain)), message).hint(hint))
    }

    fn percent_said(&self, cells: &Cells<'_>, format: Option<NumberFormat>) -> Option<Remark> {
        let first = self.percents.first.filter(|_| self.is_percent())?;
        let cell = cells.cells[first];
        let share = parse_percent(taken_apart(cell.text, true).number, format).filter(|_| cell.nature.is_text())?;
        let message =
            format!("{} read as shares, such as {} as {share}", counted(self.percents.count, "percentage"), cell.text);
        Some(Remark::of(Kind::Assumed, cells.whole.clone(), message))
    }

    fn flags_said(&self, cells: &Cells<'_>) -> Option<Remark> {
        let n_flags: usize = self.flags.values().sum();
        (n_flags > 0).then(|| {
            let message =
                format!("{} with flags read without them: {}", counted(n_flags, "number"), listed(&self.flags, false));
            Remark::of(Kind::Assumed, cells.whole.clone(), message)
        })
    }

    fn unknown_said(&self, cells: &Cells<'_>) -> Option<Remark> {
        let n_unknown: usize = self.unknown.values().sum();
        (n_unknown > 0).then(|| {
            let message = format!("{} read as not known: {}", counted(n_unknown, "value"), listed(&self.unknown, true));
            Remark::of(Kind::Assumed, cells.whole.clone(), message)
        })
    }
}

/// Whether a program wrote that a number has no end, as after a division by 0.
fn is_infinite(text: &str) -> bool {
    let size = text.trim_start_matches(['+', '-', '\u{2212}']);
    ["inf", "infinity", "infinito", "\u{221e}"].contains(&size.to_lowercase().as_str())
}

/// A cell as a spreadsheet shows it.
fn shown(cell: Cell<'_>) -> String {
    match cell.nature {
        Nature::Percent => format!("{} shown as a percentage", cell.text),
        Nature::Text | Nature::Number | Nature::Date | Nature::Failed | Nature::Uncomputed | Nature::Merged => {
            cell.text.to_owned()
        }
    }
}

/// Words and how often each stands: `"NA" (3) and "-" (1)`.
pub(crate) fn listed(words: &BTreeMap<String, usize>, quoted: bool) -> String {
    let is_one = words.len() == 1;
    let named = words.iter().map(|(word, count)| {
        let word = if quoted { format!("{word:?}") } else { word.clone() };
        if is_one { word } else { format!("{word} ({count})") }
    });
    first_few(&named.collect::<Vec<_>>())
}

/// Marks of a column that nothing decides.
fn ambiguous(cells: &Cells<'_>, expected: Expected, first: usize, count: usize) -> Remark {
    let text = taken_apart(cells.cells[first].text, true).number;
    let more = count - 1;
    let (message, hint) = match expected {
        Expected::Number | Expected::NumberOrWord => {
            let more = if more > 0 { format!(" and {} like it", counted(more, "value")) } else { String::new() };
            let message = format!(
                "{text:?}{more} may be a number of thousands or have decimals, and no value of the column tells"
            );
            (message, say_format("say what the marks mean with"))
        }
        Expected::Count | Expected::Metres | Expected::Degrees => {
            let more = if more > 0 { format!(", and {} like it", counted(more, "value")) } else { String::new() };
            (format!("expected {}, found {text:?}{more}", expected.words()), say_marks(text))
        }
    };
    Remark::of(Kind::AmbiguousNumber, cells.place(first), message).hint(hint)
}
