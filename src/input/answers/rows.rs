//! What respondents answered: one row per unit that answered, by the questions that the study declares.

use crate::input::answers::definition::{Blank, Form, QuestionDefinition};
use crate::input::answers::export::{Export, Role};
use crate::input::answers::submissions::{SubmissionRules, Submissions};
use crate::input::answers::tie::Tie;
use crate::input::problem::english::did_you_mean;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Problems, Remark};
use crate::input::table::rows::{Column, Row, Table};
use crate::input::value::format::NumberFormat;
use crate::input::value::missing::{Missing, WordsOf, taken_for_missing};
use crate::input::value::word::spelling;
use crate::model::survey::frame::Frame;
use crate::model::survey::questionnaire::Answer;

/// How a study says the answers are to be read.
#[derive(Clone, Debug, Default)]
pub struct AnswerOptions {
    /// The title of the column of identifiers.
    pub unit_id: String,
    /// Words for a question that a unit left out.
    pub missing: Missing,
    /// Words for a question that did not apply, in lower case; empty for the usual ones.
    pub not_applicable: Vec<String>,
    /// What marks thousands and decimals.
    pub numbers: Option<NumberFormat>,
    /// What it means that nothing was chosen of several options, where the question does not say.
    pub blank: Option<Blank>,
    /// Units by a column of the frame, where answers do not name them as the frame does.
    pub tie: Tie,
    /// Which submissions count.
    pub rules: SubmissionRules,
    /// Words of a survey tool for a question that was not shown.
    pub not_shown: &'static [&'static str],
}

const USUAL_NOT_APPLICABLE: &[&str] = &["not applicable", "non applicabile", "n/a", "n.a."];

impl AnswerOptions {
    /// Whether a cell says that the question did not apply. A word declared as missing is none of the usual ones.
    pub(crate) fn is_not_applicable(&self, text: &str) -> bool {
        let word = spelling(text);
        (holds(&self.not_applicable, USUAL_NOT_APPLICABLE, &word) || self.not_shown.contains(&word.as_str()))
            && !self.missing.declares(text)
    }

    /// Whether a cell is no answer.
    pub(crate) fn is_blank(&self, text: &str) -> bool {
        self.missing.says(text) || self.is_not_applicable(text)
    }

    /// Whether a cell of numbers is no answer.
    pub(crate) fn is_no_number(&self, text: &str) -> bool {
        self.missing.says_of_number(text) || self.is_not_applicable(text)
    }
}

/// Whether a word is among those declared, or among the usual ones where none is.
pub(crate) fn holds(declared: &[String], usual: &[&str], word: &str) -> bool {
    if declared.is_empty() { usual.contains(&word) } else { declared.iter().any(|known| known == word) }
}

/// A table of answers with the unit of each row.
pub(crate) struct Rows<'a> {
    pub(crate) table: &'a Table,
    pub(crate) frame: &'a Frame,
    pub(crate) options: &'a AnswerOptions,
    pub(crate) submissions: Submissions,
    /// What a survey tool tells of the table, where one wrote it.
    pub(crate) export: Option<Export>,
}

impl Rows<'_> {
    /// The row of a unit.
    pub(crate) fn row_of(&self, unit: usize) -> Option<usize> {
        self.submissions.row_of_unit[unit]
    }

    /// Whether a row is a submission that was not finished.
    pub(crate) fn is_unfinished(&self, row: usize) -> bool {
        self.submissions.unfinished.contains(&row)
    }

    /// The column with this title, in whichever way a survey tool writes it.
    pub(crate) fn find(&self, title: &str) -> Option<Column> {
        match &self.export {
            Some(export) => export.find(self.table, title),
            None => self.table.find(title),
        }
    }

    /// A cell of every unit read by `read`, with what it is where it is no answer. A word that `is_option` says of is an answer, whatever
    /// else it may mean.
    pub(crate) fn answers<T>(
        &self,
        column: &Column,
        is_option: impl Fn(&str) -> bool,
        mut read: impl FnMut(Row<'_>, &str) -> Option<T>,
    ) -> Vec<Answer<T>> {
        let rows: Vec<Row<'_>> = self.table.rows().collect();
        let of_unit = self.frame.units().iter().zip(&self.submissions.row_of_unit).map(|(unit, row)| match row {
            None if unit.status.answered() => Answer::Missing,
            None => Answer::NoUnit,
            Some(position) => {
                let row = rows[*position];
                let text = row.cell(column);
                let word = spelling(text);
                if text.is_empty() {
                    Answer::Missing
                } else if is_option(&word) {
                    read(row, &word).map_or(Answer::Missing, Answer::Given)
                } else if self.options.is_not_applicable(text) {
                    // In a submission that was broken off it is not known whether the question would have been shown.
                    if self.is_unfinished(*position) { Answer::Missing } else { Answer::NotApplicable }
                } else if self.options.missing.says(text) {
                    Answer::Missing
                } else {
                    read(row, &word).map_or(Answer::Missing, Answer::Given)
                }
            }
        });
        of_unit.collect()
    }

    /// That answers of a question's columns were taken for missing by words that nobody declared.
    pub(crate) fn taken_for_missing(&self, columns: &[Column], is_option: impl Fn(&str) -> bool) -> Option<Remark> {
        let is_word = |text: &str| is_option(&spelling(text)) || self.options.is_not_applicable(text);
        taken_for_missing(&self.table.cells_of(columns), &self.options.missing, WordsOf::Answers, is_word)
    }

    /// The column of a question. What a survey tool notes itself is none, and text that was typed is told only as an option among several.
    pub(crate) fn require(
        &self,
        title: &str,
        definition: &QuestionDefinition,
        problems: &mut Problems,
    ) -> Option<Column> {
        let problem = |message: String| {
            let message = format!("question {:?}: {message}", definition.name);
            Remark::of(Kind::Column, definition.place.clone(), message)
        };
        let Some(found) = self.find(title) else {
            let titles = self.table.titles();
            let hint = did_you_mean(title, titles.iter().map(String::as_str))
                .unwrap_or_else(|| format!("the columns are {}", titles.join(", ")));
            problems.push(problem(format!("{} has no column {title:?}", self.table.file)).hint(hint));
            return None;
        };
        let export = self.export.as_ref();
        match export.map(|export| (export.manner.tool, export.role(&found))) {
            Some((tool, Role::Own(_))) => {
                problems.push(problem(format!("the column {title:?} is {tool}'s own and no question")));
                None
            }
            Some((_, Role::Typed)) if !matches!(definition.form, Form::Columns { .. }) => {
                let hint = "as one of the columns of a question of several options it tells whether anything was typed";
                problems.push(
                    problem(format!("the column {title:?} holds typed text, which is never published")).hint(hint),
                );
                None
            }
            Some((_, Role::Typed | Role::Answer)) | None => Some(found),
        }
    }
}
