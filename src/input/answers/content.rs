//! What one respondent answered to one question.

use std::collections::BTreeMap;

use crate::input::answers::definition::{Form, OptionWords, QuestionDefinition};
use crate::input::answers::export::{Manner, Role};
use crate::input::answers::order::{in_order, natural};
use crate::input::answers::rows::{Rows, holds};
use crate::input::problem::english::{counted, did_you_mean, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::rows::{Column, Row};
use crate::input::text::number::{format_of_column, parse_decimal};
use crate::model::survey::questionnaire::{Answer, Content, Question};

const USUAL_YES: &[&str] = &["1", "yes", "true", "x", "sì", "si"];

const USUAL_NO: &[&str] = &["0", "no", "false"];

impl Rows<'_> {
    pub(crate) fn content(&self, definition: &QuestionDefinition, problems: &mut Problems) -> Option<Content> {
        match &definition.form {
            Form::Single { column, options } => {
                let column = self.require(column, definition, problems)?;
                let options =
                    in_order(self.options_of(options, &column, None), definition, !options.is_empty(), problems);
                let answers = self.answers(&column, |row, word| chosen(&options, word, row, &column, problems));
                Some(Content::Single { options: names(&options), answers })
            }
            Form::Delimited { column, delimiter, options, none } => {
                let column = self.require(column, definition, problems)?;
                let options = in_order(
                    self.options_of(options, &column, Some((delimiter, none))),
                    definition,
                    !options.is_empty(),
                    problems,
                );
                let answers = self.answers(&column, |row, word| {
                    let mut picked = vec![false; options.len()];
                    if none.iter().any(|known| known == word) {
                        return Some(picked);
                    }
                    for part in
                        word.split(delimiter.to_lowercase().as_str()).map(str::trim).filter(|part| !part.is_empty())
                    {
                        picked[chosen(&options, part, row, &column, problems)?] = true;
                    }
                    Some(picked)
                });
                Some(Content::Multiple { options: names(&options), answers })
            }
            Form::Columns { columns, yes, no } => self.columns(definition, columns, (yes, no), problems),
            Form::Number { column, minimum, maximum } => {
                let column = self.require(column, definition, problems)?;
                let cells = || {
                    self.table.rows().map(|row| row.cell(&column)).filter(|cell| {
                        let word = cell.to_lowercase();
                        !self.options.is_missing(&word) && !self.options.is_not_applicable(&word)
                    })
                };
                let format = self.options.numbers.or_else(|| format_of_column(cells()));
                let answers = self.answers(&column, |row, _| {
                    let text = row.cell(&column);
                    let number = parse_decimal(text, format).filter(|number| number.is_finite());
                    let Some(number) = number else {
                        problems.push(
                            row.problem(Kind::Value, &column, format!("expected a number, found {text:?}"))
                                .hint("leave the cell empty where the answer is not known"),
                        );
                        return None;
                    };
                    let limit = match (minimum, maximum) {
                        (Some(low), _) if number < *low => Some(format!("at least {low}")),
                        (_, Some(high)) if number > *high => Some(format!("at most {high}")),
                        _ => None,
                    };
                    if let Some(limit) = limit {
                        problems.push(row.problem(Kind::Value, &column, format!("expected {limit}, found {text:?}")));
                    }
                    Some(number)
                });
                Some(Content::Number { answers, minimum: *minimum, maximum: *maximum })
            }
        }
    }

    /// The options declared, or the words of the column, numbers by their value.
    fn options_of(
        &self,
        declared: &[OptionWords],
        column: &Column,
        parts: Option<(&String, &Vec<String>)>,
    ) -> Vec<OptionWords> {
        if !declared.is_empty() {
            return declared.to_vec();
        }
        let mut spelt: BTreeMap<String, String> = BTreeMap::new();
        for row in self.table.rows() {
            let cell = row.cell(column);
            let whole = cell.to_lowercase();
            if self.options.is_missing(&whole) || self.options.is_not_applicable(&whole) {
                continue;
            }
            let words: Vec<&str> = match parts {
                Some((_, none)) if none.contains(&whole) => Vec::new(),
                Some((delimiter, _)) => cell.split(delimiter.as_str()).map(str::trim).collect(),
                None => vec![cell],
            };
            for word in words.into_iter().filter(|word| !word.is_empty()) {
                spelt.entry(word.to_lowercase()).or_insert_with(|| word.to_owned());
            }
        }
        let mut found: Vec<OptionWords> =
            spelt.into_iter().map(|(word, name)| OptionWords { name, words: vec![word] }).collect();
        found.sort_by(|one, other| natural(&one.words[0], &other.words[0]));
        found
    }

    /// A column for each option. A unit that left all of them empty did not answer.
    pub(crate) fn columns(
        &self,
        definition: &QuestionDefinition,
        columns: &[(String, String)],
        (yes, no): (&[String], &[String]),
        problems: &mut Problems,
    ) -> Option<Content> {
        let found: Vec<Option<Column>> =
            columns.iter().map(|(_, title)| self.require(title, definition, problems)).collect();
        let found: Vec<Column> = found.into_iter().collect::<Option<_>>()?;
        let export = self.export.as_ref();
        let of_tool = |words: fn(&Manner) -> &'static [&'static str], declared: &[String], word: &str| {
            declared.is_empty() && export.is_some_and(|export| words(&export.manner).contains(&word))
        };
        let mut parts: Vec<Vec<Answer<bool>>> = Vec::new();
        for column in &found {
            let is_typed = export.is_some_and(|export| export.role(column) == Role::Typed);
            parts.push(self.answers(column, |row, word| {
                if is_typed || holds(yes, USUAL_YES, word) || of_tool(|manner| manner.yes, yes, word) {
                    return Some(true);
                }
                if holds(no, USUAL_NO, word) || of_tool(|manner| manner.no, no, word) {
                    return Some(false);
                }
                let known = |declared: &[String], usual: &[&str]| {
                    if declared.is_empty() { usual.join(", ") } else { declared.join(", ") }
                };
                let message = format!("expected a word for yes or no, found {:?}", row.cell(column));
                let hint = format!("yes is {}; no is {} or empty", known(yes, USUAL_YES), known(no, USUAL_NO));
                problems.push(row.problem(Kind::Word, column, message).hint(hint));
                None
            }));
        }
        let answers = (0..self.frame.units().len()).map(|unit| {
            let cells = || parts.iter().map(|column| &column[unit]);
            if cells().any(|cell| *cell == Answer::NoUnit) {
                Answer::NoUnit
            } else if cells().any(|cell| cell.given().is_some()) {
                Answer::Given(cells().map(|cell| *cell == Answer::Given(true)).collect())
            } else if cells().any(|cell| *cell == Answer::NotApplicable) {
                Answer::NotApplicable
            } else {
                Answer::Missing
            }
        });
        let options = columns.iter().map(|(name, _)| name.clone()).collect();
        Some(Content::Multiple { options, answers: answers.collect() })
    }

    /// Makes the question not applicable to units that it was not put to, and says where they answered nevertheless. Where it is not known
    /// whether a unit was asked, its own answer decides.
    pub(crate) fn apply_filter(&self, question: &mut Question, before: &[Question]) -> Option<Remark> {
        let filter = question.asked_if.as_ref()?;
        let other = before.iter().find(|other| other.name == filter.question)?;
        let wanted: Vec<usize> = other
            .content
            .options()
            .iter()
            .enumerate()
            .filter(|(_, option)| filter.options.contains(option))
            .map(|(position, _)| position)
            .collect();
        let asked = |unit: usize| -> Option<bool> {
            let statuses = &other.content;
            wanted.iter().map(|&option| statuses.has(unit, option)).try_fold(false, |any, has| Some(any || has?))
        };
        let not_asked: Vec<bool> =
            (0..self.frame.units().len()).map(|unit| other_says_no(asked(unit), other, unit)).collect();
        let statuses = question.content.statuses();
        let answered: Vec<String> = (0..not_asked.len())
            .filter(|&unit| {
                not_asked[unit] && statuses[unit] == crate::model::survey::questionnaire::AnswerStatus::Given
            })
            .map(|unit| self.frame.units()[unit].id.as_str().to_owned())
            .collect();
        match &mut question.content {
            Content::Single { answers, .. } => leave_out(answers, &not_asked),
            Content::Multiple { answers, .. } => leave_out(answers, &not_asked),
            Content::Number { answers, .. } => leave_out(answers, &not_asked),
        }
        (!answered.is_empty()).then(|| {
            let message = format!(
                "question {:?}: {} answered although it was not put to them by {:?}; these answers are left out: {}",
                question.name,
                counted(answered.len(), "unit"),
                filter.question,
                first_few(&answered)
            );
            Remark::of(Kind::RowsLeftOut, Place::file(&self.table.file), message)
        })
    }
}

/// Whether the earlier question says that this one was not put to the unit: another option, or itself not applicable.
fn other_says_no(asked: Option<bool>, other: &Question, unit: usize) -> bool {
    use crate::model::survey::questionnaire::AnswerStatus;
    match other.content.statuses()[unit] {
        AnswerStatus::NotApplicable => true,
        AnswerStatus::Given => asked == Some(false),
        AnswerStatus::Missing | AnswerStatus::NoUnit => false,
    }
}

fn leave_out<T>(answers: &mut [Answer<T>], not_asked: &[bool]) {
    for (answer, not_asked) in answers.iter_mut().zip(not_asked) {
        if *not_asked {
            *answer = Answer::NotApplicable;
        }
    }
}

pub(crate) fn names(options: &[OptionWords]) -> Vec<String> {
    options.iter().map(|option| option.name.clone()).collect()
}

/// The position of the option that a word stands for.
pub(crate) fn chosen(
    options: &[OptionWords],
    word: &str,
    row: Row<'_>,
    column: &Column,
    problems: &mut Problems,
) -> Option<usize> {
    let found = options.iter().position(|option| option.words.iter().any(|known| known == word));
    if found.is_none() {
        let known: Vec<&str> = options.iter().flat_map(|option| option.words.iter().map(String::as_str)).collect();
        let hint = did_you_mean(word, known.iter().copied())
            .unwrap_or_else(|| format!("the words are {}; list others under options", known.join(", ")));
        let message = format!("the question does not list {word:?}");
        problems.push(row.problem(Kind::Word, column, message).hint(hint));
    }
    found
}
