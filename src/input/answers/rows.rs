//! What respondents answered: one row per unit that answered, by the questions that the study declares.

use crate::input::answers::definition::QuestionDefinition;
use crate::input::problem::english::did_you_mean;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Problems, Remark};
use crate::input::table::rows::{Column, Row, Table};
use crate::input::text::number::NumberFormat;
use crate::model::survey::frame::Frame;
use crate::model::survey::questionnaire::Answer;

/// How a study says the answers are to be read.
#[derive(Clone, Debug, Default)]
pub struct AnswerOptions {
    /// The title of the column of identifiers.
    pub unit_id: String,
    /// Words for a question that a unit left out, in lower case; empty for the usual ones.
    pub missing: Vec<String>,
    /// Words for a question that did not apply.
    pub not_applicable: Vec<String>,
    /// What marks thousands and decimals.
    pub numbers: Option<NumberFormat>,
}

const USUAL_MISSING: &[&str] = &["na", "nan", "null", "."];
const USUAL_NOT_APPLICABLE: &[&str] = &["not applicable", "non applicabile", "n/a", "n.a."];
impl AnswerOptions {
    pub(crate) fn is_missing(&self, word: &str) -> bool {
        word.is_empty() || holds(&self.missing, USUAL_MISSING, word)
    }

    pub(crate) fn is_not_applicable(&self, word: &str) -> bool {
        holds(&self.not_applicable, USUAL_NOT_APPLICABLE, word)
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
    /// The row of each unit, in the order of the frame.
    pub(crate) row_of_unit: Vec<Option<usize>>,
}

impl Rows<'_> {
    /// A cell of every unit read by `read`, with what it is where it is no answer.
    pub(crate) fn answers<T>(
        &self,
        column: &Column,
        mut read: impl FnMut(Row<'_>, &str) -> Option<T>,
    ) -> Vec<Answer<T>> {
        let rows: Vec<Row<'_>> = self.table.rows().collect();
        let of_unit = self.frame.units().iter().zip(&self.row_of_unit).map(|(unit, row)| match row {
            None if unit.status.answered() => Answer::Missing,
            None => Answer::NoUnit,
            Some(row) => {
                let row = rows[*row];
                let word = row.cell(column).to_lowercase();
                if self.options.is_missing(&word) {
                    Answer::Missing
                } else if self.options.is_not_applicable(&word) {
                    Answer::NotApplicable
                } else {
                    read(row, &word).map_or(Answer::Missing, Answer::Given)
                }
            }
        });
        of_unit.collect()
    }

    pub(crate) fn require(
        &self,
        title: &str,
        definition: &QuestionDefinition,
        problems: &mut Problems,
    ) -> Option<Column> {
        let found = self.table.find(title);
        if found.is_none() {
            let titles = self.table.titles();
            let message = format!("question {:?}: {} has no column {title:?}", definition.name, self.table.file);
            let hint = did_you_mean(title, titles.iter().map(String::as_str))
                .unwrap_or_else(|| format!("the columns are {}", titles.join(", ")));
            problems.push(Remark::of(Kind::Column, definition.place.clone(), message).hint(hint));
        }
        found
    }
}
