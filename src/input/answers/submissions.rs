//! Which row of answers is which unit's: tests, unfinished and second submissions by a stated rule, each counted.

use std::collections::BTreeSet;

use crate::input::answers::export::{Export, Own, Role};
use crate::input::answers::tie::Tie;
use crate::input::document::toml::Located;
use crate::input::problem::english::{counted, did_you_mean, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::rows::{Column, Row, Table};
use crate::model::base::index::UnitIndex;
use crate::model::base::word::words;
use crate::model::place::code::UnitId;
use crate::model::survey::frame::Frame;

words! {
    /// Which of several submissions of a unit counts. One that was finished goes before those that were not.
    pub enum Duplicates {
        /// The last.
        Last = "last",
        /// The first.
        First = "first",
        /// None: several are an error.
        Error = "error",
    }
}

words! {
    /// What becomes of submissions that were not finished.
    #[derive(Default)]
    pub enum Incomplete {
        /// Their answers count.
        #[default]
        Keep = "keep",
        /// They are left out.
        Drop = "drop",
    }
}

/// Which submissions count, as a study says it.
#[derive(Clone, Debug, Default)]
pub struct SubmissionRules {
    /// Which of several submissions of a unit counts; `None` for the usual rule.
    pub duplicates: Option<Duplicates>,
    /// What becomes of unfinished submissions.
    pub incomplete: Incomplete,
    /// Submissions to leave out.
    pub exclude: Vec<Located<String>>,
}

/// Words that stand for the unit of a submission which only tried the questionnaire, in lower case, with or without a number behind them.
const TESTS: [&str; 4] = ["test", "prova", "demo", "xxx"];

/// The rows of answers, by unit.
#[derive(Debug)]
pub(crate) struct Submissions {
    /// The row of each unit, in the order of the frame.
    pub(crate) row_of_unit: Vec<Option<usize>>,
    /// Rows of submissions that were not finished.
    pub(crate) unfinished: BTreeSet<usize>,
}

impl Submissions {
    /// Takes the rows out of a table that are nobody's, so that no word of theirs is taken for an answer.
    pub(crate) fn alone_in(mut self, table: &mut Table) -> Self {
        let mut used: Vec<usize> = self.row_of_unit.iter().flatten().copied().collect();
        used.sort_unstable();
        let lines: BTreeSet<u64> = used.iter().filter_map(|row| table.row(*row)).map(|row| row.line).collect();
        table.take_out(|row| !lines.contains(&row.line));
        let place = |row: &usize| used.binary_search(row).ok();
        self.unfinished = self.unfinished.iter().filter_map(place).collect();
        for row in &mut self.row_of_unit {
            *row = row.as_ref().and_then(place);
        }
        self
    }
}

/// What the rows of a table are read by.
pub(crate) struct SubmissionReader<'a> {
    pub(crate) table: &'a Table,
    /// The column of units.
    pub(crate) id: &'a Column,
    /// What ties its cells to units, where they do not name them as the frame does.
    pub(crate) tie: Option<&'a Tie>,
    pub(crate) export: Option<&'a Export>,
    pub(crate) frame_file: &'a str,
    pub(crate) frame: &'a Frame,
    pub(crate) rules: &'a SubmissionRules,
}

/// Rows that were left out, by their lines.
#[derive(Default)]
struct LeftOut {
    excluded: Vec<u64>,
    unfinished: Vec<u64>,
    tests: Vec<u64>,
    without_unit: Vec<u64>,
    of_silent_units: Vec<u64>,
    second: Vec<u64>,
}

impl SubmissionReader<'_> {
    /// Finds the row of each unit, adds problems of rows that have none and says which rows were left out.
    pub(crate) fn read(&self, problems: &mut Problems, warnings: &mut Vec<Remark>) -> Submissions {
        let unfinished = self.unfinished();
        let excluded = self.excluded(problems);
        let mut left_out = LeftOut::default();
        let mut sent: Vec<Vec<usize>> = vec![Vec::new(); self.frame.units().len()];
        for (position, row) in self.table.rows().enumerate() {
            let is_unfinished = unfinished.contains(&position);
            if excluded.contains(&position) {
                left_out.excluded.push(row.line);
            } else if is_unfinished && self.rules.incomplete == Incomplete::Drop {
                left_out.unfinished.push(row.line);
            } else if let Some(unit) = self.unit(row, &mut left_out, problems) {
                let status = self.frame.units()[unit].status;
                if status.answered() {
                    sent[unit].push(position);
                } else if is_unfinished {
                    left_out.of_silent_units.push(row.line);
                } else if self.is_first_of(unit, position, row) {
                    let message =
                        format!("{} did not answer: {} says {:?}", self.named(row), self.frame_file, status.word());
                    let hint = format!("remove the row, or correct the status in {}", self.frame_file);
                    problems.push(row.problem(Kind::Value, self.id, message).hint(hint));
                } else {
                    self.refuse_second(row, unit, problems);
                }
            }
        }
        let rows = sent.into_iter().map(|rows| self.chosen(&rows, &unfinished, &mut left_out, problems));
        let row_of_unit = rows.collect();
        warnings.extend(self.said(&left_out));
        Submissions { row_of_unit, unfinished }
    }

    fn unfinished(&self) -> BTreeSet<usize> {
        let Some(export) = self.export else { return BTreeSet::new() };
        let Some(column) = export.own(self.table, Own::Submitted) else { return BTreeSet::new() };
        let is_blank = |row: Row<'_>| {
            let cell = row.cell(&column).to_lowercase();
            cell.is_empty() || export.manner.not_shown.contains(&cell.as_str())
        };
        self.table.rows().enumerate().filter(|(_, row)| is_blank(*row)).map(|(position, _)| position).collect()
    }

    /// Rows that the study leaves out, by the number of the submission, or by the unit where the table has no such number.
    fn excluded(&self, problems: &mut Problems) -> BTreeSet<usize> {
        let own = self.export.and_then(|export| export.own(self.table, Own::Id));
        let column = own.as_ref().unwrap_or(self.id);
        let mut rows = BTreeSet::new();
        for wanted in &self.rules.exclude {
            let found = self.table.rows().enumerate().filter(|(_, row)| row.cell(column) == wanted.value.trim());
            let before = rows.len();
            rows.extend(found.map(|(position, _)| position));
            if rows.len() == before {
                let message = format!(
                    "answers.exclude: no row of {} has {:?} in its column {}",
                    self.table.file, wanted.value, column.title
                );
                problems.push(Remark::of(Kind::Key, wanted.place.clone(), message));
            }
        }
        rows
    }

    /// The unit of a row; without one the row is a problem, or left out where a survey tool lets people send what belongs to nobody.
    fn unit(&self, row: Row<'_>, left_out: &mut LeftOut, problems: &mut Problems) -> Option<usize> {
        let text = row.cell(self.id);
        if let Some(unit) = self.unit_of(text) {
            return Some(unit);
        }
        if self.tie.is_some_and(|tie| tie.get(text).is_some_and(Option::is_none)) {
            let message = format!("several units of {} have this {}", self.frame_file, self.id.title);
            problems.push(row.problem(Kind::Repeated, self.id, message));
            return None;
        }
        if self.export.is_some() && text.is_empty() {
            left_out.without_unit.push(row.line);
        } else if self.export.is_some() && is_test(text) {
            left_out.tests.push(row.line);
        } else if self.is_private() {
            let message = format!("{} has no unit of this {}", self.frame_file, self.id.title);
            problems.push(row.problem(Kind::Unit, self.id, message).maybe_hint(self.to_exclude(row)));
        } else {
            let near = did_you_mean(text, self.frame.units().iter().map(|unit| unit.id.as_str()));
            let message = format!("{} has no unit {text:?}", self.frame_file);
            problems.push(row.problem(Kind::Unit, self.id, message).maybe_hint(near.or_else(|| self.to_exclude(row))));
        }
        None
    }

    /// The unit that a cell names.
    fn unit_of(&self, text: &str) -> Option<usize> {
        let tied = || self.tie?.get(text)?.as_ref().and_then(|unit| self.frame.find(unit));
        let named = UnitId::parse(text).ok().and_then(|unit| self.frame.find(&unit));
        named.or_else(tied).map(UnitIndex::index)
    }

    /// Whether the cells that name units are the survey tool's own notes about persons, which are not printed.
    fn is_private(&self) -> bool {
        self.export.is_some_and(|export| matches!(export.role(self.id), Role::Own(Own::Person)))
    }

    /// What is said of the unit of a row.
    fn named(&self, row: Row<'_>) -> String {
        if self.is_private() {
            format!("the unit of this {}", self.id.title)
        } else {
            format!("the unit {:?}", row.cell(self.id))
        }
    }

    fn to_exclude(&self, row: Row<'_>) -> Option<String> {
        let number = row.cell(&self.export?.own(self.table, Own::Id)?);
        Some(format!("a test is left out by exclude = [{number:?}] under [answers]"))
    }

    fn is_first_of(&self, unit: usize, position: usize, row: Row<'_>) -> bool {
        self.line_before(unit, position).is_none_or(|line| line == row.line)
    }

    /// The first line of a unit, where it stands before this row.
    fn line_before(&self, unit: usize, position: usize) -> Option<u64> {
        let same = |row: &Row<'_>| self.unit_of(row.cell(self.id)) == Some(unit);
        self.table.rows().take(position).find(same).map(|row| row.line)
    }

    fn refuse_second(&self, row: Row<'_>, unit: usize, problems: &mut Problems) {
        let position = self.table.rows().position(|other| other.line == row.line).unwrap_or_default();
        let first = self.line_before(unit, position).unwrap_or(row.line);
        let message = format!("{} stands on {} {first} already", self.named(row), self.table.line_word());
        let hint = "give each unit one row, or say which one counts with duplicates = \"last\" under [answers]";
        problems.push(row.problem(Kind::Repeated, self.id, message).hint(hint));
    }

    /// The one of several rows of a unit that counts.
    fn chosen(
        &self,
        rows: &[usize],
        unfinished: &BTreeSet<usize>,
        left_out: &mut LeftOut,
        problems: &mut Problems,
    ) -> Option<usize> {
        let usual = if self.export.is_some() { Duplicates::Last } else { Duplicates::Error };
        let rule = self.rules.duplicates.unwrap_or(usual);
        let (first, others) = rows.split_first()?;
        if others.is_empty() {
            return Some(*first);
        }
        let mut in_time = rows.to_vec();
        in_time.sort_by_key(|row| self.time(*row));
        let finished = || in_time.iter().copied().filter(|row| !unfinished.contains(row));
        let chosen = match rule {
            Duplicates::Last => finished().next_back().or(in_time.last().copied()),
            Duplicates::First => finished().next().or(in_time.first().copied()),
            Duplicates::Error => {
                for other in others.iter().filter_map(|row| self.table.row(*row)) {
                    if let Some(unit) = self.unit_of(other.cell(self.id)) {
                        self.refuse_second(other, unit, problems);
                    }
                }
                Some(*first)
            }
        };
        if rule != Duplicates::Error {
            let lines = rows.iter().filter(|row| Some(**row) != chosen).filter_map(|row| self.table.row(*row));
            left_out.second.extend(lines.map(|row| row.line));
        }
        chosen
    }

    /// When a row was sent: its date, where all are written so that they sort, its number, its place.
    fn time(&self, position: usize) -> (String, u64, usize) {
        let cell = |own: Own| {
            let column = self.export?.own(self.table, own)?;
            Some(self.table.row(position)?.cell(&column).to_owned())
        };
        let sorts = |date: &String| date.len() >= 10 && date.as_bytes()[4] == b'-' && date.as_bytes()[7] == b'-';
        let date = cell(Own::Submitted).filter(sorts).unwrap_or_default();
        (date, cell(Own::Id).and_then(|id| id.parse().ok()).unwrap_or_default(), position)
    }

    fn said(&self, left_out: &LeftOut) -> Vec<Remark> {
        let which = match self.rules.duplicates {
            Some(Duplicates::First) => "first",
            Some(Duplicates::Last | Duplicates::Error) | None => "last",
        };
        let said = [
            (&left_out.excluded, "left out by exclude".to_owned(), None),
            (&left_out.unfinished, "not finished and left out".to_owned(), None),
            (&left_out.tests, "left out as tests, by what stands for their unit".to_owned(), None),
            (&left_out.without_unit, format!("left out: no unit in the column {}", self.id.title), None),
            (
                &left_out.of_silent_units,
                format!("not finished, of units that did not answer by {}, and left out", self.frame_file),
                None,
            ),
            (
                &left_out.second,
                format!("left out: of several of a unit the {which} counts, and one that was finished before others"),
                Some("duplicates = \"first\", \"last\" or \"error\" under [answers] decides"),
            ),
        ];
        let said = said.into_iter().filter(|(lines, ..)| !lines.is_empty());
        let mut remarks: Vec<Remark> = said
            .map(|(lines, what, hint)| {
                let mut lines = lines.clone();
                lines.sort_unstable();
                let named: Vec<String> =
                    lines.iter().map(|line| format!("{} {line}", self.table.line_word())).collect();
                let rows = counted(lines.len(), if self.export.is_some() { "submission" } else { "row" });
                let message = format!("{rows} {what}: {}", first_few(&named));
                let hint = hint.filter(|_| self.rules.duplicates.is_none());
                Remark::of(Kind::RowsLeftOut, Place::file(&self.table.file), message).maybe_hint(hint)
            })
            .collect();
        if let Some(export) = self.export
            && export.own(self.table, Own::Submitted).is_none()
        {
            let message = "the export has no date of submission, so every submission counts as finished";
            remarks.push(Remark::of(Kind::Assumed, Place::file(&self.table.file), message));
        }
        remarks
    }
}

/// Whether what stands for a unit is a word of those who try a questionnaire.
fn is_test(text: &str) -> bool {
    let lower = text.to_lowercase();
    let word = lower.trim_end_matches(|letter: char| letter.is_ascii_digit() || [' ', '-', '_'].contains(&letter));
    TESTS.contains(&word)
}
