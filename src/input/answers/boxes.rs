//! Questions of several options of which a unit chose none: whether that is an answer.

use crate::input::answers::definition::{Blank, Form, QuestionDefinition};
use crate::input::answers::rows::Rows;
use crate::input::problem::english::counted;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::input::table::rows::Column;
use crate::model::survey::questionnaire::{Answer, AnswerStatus, Content, Question};

impl Rows<'_> {
    /// Settles what empty boxes mean, after the question's filter: with `blank = "no"` a unit that finished and left all of them empty
    /// chose nothing. In an unfinished submission, and where the question of the filter was not answered, it did not answer.
    pub(crate) fn settle_blanks(
        &self,
        definition: &QuestionDefinition,
        question: &mut Question,
        before: &[Question],
    ) -> Option<Remark> {
        let columns = self.boxes_of(definition)?;
        let (blank, declared) = self.meaning_of_blank(definition);
        let filter =
            question.asked_if.as_ref().and_then(|filter| before.iter().find(|other| other.name == filter.question));
        let not_known = filter.map(|other| other.content.statuses());
        let Content::Multiple { options, answers } = &mut question.content else { return None };
        let (mut n_finished, mut n_unfinished) = (0, 0);
        for (unit, answer) in answers.iter_mut().enumerate() {
            let Some(row) = self.row_of(unit) else { continue };
            let unfinished = self.is_unfinished(row);
            let empty = || {
                let cells = self.table.row(row).map(|row| columns.iter().all(|column| row.cell(column).is_empty()));
                cells.unwrap_or_default()
            };
            // Full texts of a survey tool write no for boxes that were left empty.
            let chose_nothing = match answer {
                Answer::Missing => empty(),
                Answer::Given(chosen) => unfinished && self.export.is_some() && !chosen.contains(&true),
                Answer::NotApplicable | Answer::NoUnit => false,
            };
            let asked = not_known.as_ref().is_none_or(|statuses| statuses[unit] != AnswerStatus::Missing);
            if !chose_nothing || !asked {
                continue;
            }
            if unfinished {
                n_unfinished += 1;
                *answer = Answer::Missing;
                continue;
            }
            n_finished += 1;
            if blank == Blank::No {
                *answer = Answer::Given(vec![false; options.len()]);
            }
        }
        if n_finished + n_unfinished == 0 {
            return None;
        }
        let (name, of_tool) = (&definition.name, self.export.is_some());
        let finished = counted(n_finished, if of_tool { "finished submission" } else { "unit" });
        let unfinished = counted(n_unfinished, "unfinished submission");
        let said = match (blank, n_finished, n_unfinished) {
            (Blank::No, 0, _) => format!("in {unfinished}, which counts as not answered"),
            (Blank::No, _, 0) => format!("in {finished}, which counts as no"),
            (Blank::No, ..) => {
                format!("in {finished}, which counts as no, and in {unfinished}, where it counts as not answered")
            }
            (Blank::Missing, finished, unfinished) => {
                let all = counted(finished + unfinished, if of_tool { "submission" } else { "unit" });
                format!("in {all}, which counts as not answered")
            }
        };
        let message = format!("question {name:?}: nothing was chosen {said}");
        let hint = match blank {
            Blank::No => {
                "blank = \"missing\" under the question takes it for not answered; asked_if says whom it was put to"
            }
            Blank::Missing => "where nothing chosen is an answer, write blank = \"no\" under the question or [answers]",
        };
        let remark = Remark::of(Kind::BlankAnswer, Place::file(&self.table.file), message);
        Some(if declared { remark } else { remark.hint(hint) })
    }

    /// The columns that hold what was chosen, where the question asks for several options.
    fn boxes_of(&self, definition: &QuestionDefinition) -> Option<Vec<Column>> {
        match &definition.form {
            Form::Columns { columns, .. } => columns.iter().map(|(_, title)| self.find(title)).collect(),
            Form::Delimited { column, .. } => Some(vec![self.find(column)?]),
            Form::Single { .. } | Form::Number { .. } => None,
        }
    }

    /// What a blank means, and whether the study says it.
    fn meaning_of_blank(&self, definition: &QuestionDefinition) -> (Blank, bool) {
        let by_words = match &definition.form {
            Form::Columns { no: words, .. } | Form::Delimited { none: words, .. } => {
                words.iter().any(String::is_empty).then_some(Blank::No)
            }
            Form::Single { .. } | Form::Number { .. } => None,
        };
        let usual = match &self.export {
            Some(_) if matches!(definition.form, Form::Columns { .. }) => Blank::No,
            Some(_) | None => Blank::Missing,
        };
        let declared = definition.blank.or(by_words).or(self.options.blank);
        (declared.unwrap_or(usual), declared.is_some())
    }
}
