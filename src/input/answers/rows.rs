//! What respondents answered: one row per unit that answered, by the questions that the study declares.

use std::collections::BTreeMap;

use crate::input::answers::questions::{Form, OptionWords, QuestionDefinition};
use crate::input::figures::population::Read;
use crate::input::file::bytes::InputFile;
use crate::input::problem::remark::{Kind, Place, Problems, Remark, counted, did_you_mean, first_few};
use crate::input::table::rows::{Column, Row, Table};
use crate::input::text::number::{NumberFormat, format_of_column, parse_decimal};
use crate::model::place::code::UnitId;
use crate::model::survey::frame::Frame;
use crate::model::survey::questionnaire::{Answer, Content, Question};

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
const USUAL_YES: &[&str] = &["1", "yes", "true", "x", "sì", "si"];
const USUAL_NO: &[&str] = &["0", "no", "false"];

impl AnswerOptions {
    fn is_missing(&self, word: &str) -> bool {
        word.is_empty() || holds(&self.missing, USUAL_MISSING, word)
    }

    fn is_not_applicable(&self, word: &str) -> bool {
        holds(&self.not_applicable, USUAL_NOT_APPLICABLE, word)
    }
}

/// Whether a word is among those declared, or among the usual ones where none is.
fn holds(declared: &[String], usual: &[&str], word: &str) -> bool {
    if declared.is_empty() { usual.contains(&word) } else { declared.iter().any(|known| known == word) }
}

/// A table of answers with the unit of each row.
struct Rows<'a> {
    table: &'a Table,
    frame: &'a Frame,
    options: &'a AnswerOptions,
    /// The row of each unit, in the order of the frame.
    row_of_unit: Vec<Option<usize>>,
}

/// Reads answers. Without questions every column is one.
///
/// # Errors
/// Unknown units, units that did not answer by the frame, repeated units, missing columns, words that a question does not list, text for
/// a number, numbers that cannot be.
pub fn read_answers(
    file: &InputFile,
    frame_file: &str,
    frame: &Frame,
    questions: &[QuestionDefinition],
    options: &AnswerOptions,
) -> Result<Read<Vec<Question>>, Problems> {
    let table = Table::read(file, &[&[options.unit_id.as_str()]])?;
    let mut problems = Problems::default();
    let mut warnings = table.warnings.clone();
    let Some(id) = problems.take(table.require(&options.unit_id)) else { return Err(problems) };
    let row_of_unit = rows_of_units(&table, &id, frame_file, frame, &mut problems);
    let without = frame.units().iter().zip(&row_of_unit).filter(|(unit, row)| unit.status.answered() && row.is_none());
    let without: Vec<String> = without.map(|(unit, _)| unit.id.as_str().to_owned()).collect();
    if !without.is_empty() {
        let message = format!(
            "{} that answered by {frame_file} has no row of answers, which counts as answering nothing: {}",
            counted(without.len(), "unit"),
            first_few(&without)
        );
        warnings.push(Remark::of(Kind::BlankAnswer, Place::file(&table.file), message));
    }
    let every_column;
    let questions = if questions.is_empty() {
        every_column = question_of_every_column(&table, &id, options);
        &every_column
    } else {
        questions
    };
    let rows = Rows { table: &table, frame, options, row_of_unit };
    let mut read: Vec<Question> = Vec::new();
    for definition in questions {
        let Some(content) = rows.content(definition, &mut problems) else { continue };
        let mut question = Question {
            name: definition.name.clone(),
            text: definition.text.clone(),
            content,
            asked_if: definition.asked_if.clone(),
            claim: definition.claim,
        };
        warnings.extend(rows.apply_filter(&mut question, &read));
        read.push(question);
    }
    if problems.0.is_empty() { Ok(Read { value: read, warnings }) } else { Err(problems) }
}

fn rows_of_units(
    table: &Table,
    id: &Column,
    frame_file: &str,
    frame: &Frame,
    problems: &mut Problems,
) -> Vec<Option<usize>> {
    let mut row_of_unit = vec![None; frame.units().len()];
    let mut line_of: BTreeMap<usize, u64> = BTreeMap::new();
    for (position, row) in table.rows().enumerate() {
        let text = row.cell(id);
        let Some(unit) = UnitId::parse(text).ok().and_then(|unit| frame.find(&unit)) else {
            let hint = did_you_mean(text, frame.units().iter().map(|unit| unit.id.as_str()));
            let message = format!("{frame_file} has no unit {text:?}");
            problems.push(row.problem(Kind::Rule, id, message).maybe_hint(hint));
            continue;
        };
        if let Some(first) = line_of.insert(unit.index(), row.line) {
            let message = format!("the unit {text:?} stands on {} {first} already", table.line_word());
            problems.push(row.problem(Kind::Repeated, id, message).hint("give each unit one row"));
            continue;
        }
        let status = frame.unit(unit).status;
        if !status.answered() {
            let message = format!("the unit {text:?} did not answer: {frame_file} says {:?}", status.word());
            let hint = format!("remove the row, or correct the status in {frame_file}");
            problems.push(row.problem(Kind::Value, id, message).hint(hint));
            continue;
        }
        row_of_unit[unit.index()] = Some(position);
    }
    row_of_unit
}

/// Columns as questions: of numbers where every answer is one and not all are 0 or 1, else of single options.
fn question_of_every_column(table: &Table, id: &Column, options: &AnswerOptions) -> Vec<QuestionDefinition> {
    let of_column = |column: Column| {
        let words: Vec<&str> = table
            .rows()
            .map(|row| row.cell(&column))
            .filter(|word| {
                let word = word.to_lowercase();
                !options.is_missing(&word) && !options.is_not_applicable(&word)
            })
            .collect();
        let format = options.numbers.or_else(|| format_of_column(words.iter().copied()));
        let numbers: Option<Vec<f64>> = words.iter().map(|word| parse_decimal(word, format)).collect();
        let is_number = numbers.is_some_and(|numbers| numbers.iter().any(|number| ![0.0, 1.0].contains(number)));
        let title = column.title.clone();
        let form = if is_number {
            Form::Number { column: title, minimum: None, maximum: None }
        } else {
            Form::Single { column: title, options: Vec::new() }
        };
        QuestionDefinition {
            place: Place::file(&table.file).column(&column.title),
            name: column.title,
            text: None,
            form,
            asked_if: None,
            claim: None,
        }
    };
    table.columns().filter(|column| column != id && !column.title.is_empty()).map(of_column).collect()
}

impl Rows<'_> {
    /// A cell of every unit read by `read`, with what it is where it is no answer.
    fn answers<T>(&self, column: &Column, mut read: impl FnMut(Row<'_>, &str) -> Option<T>) -> Vec<Answer<T>> {
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

    fn require(&self, title: &str, definition: &QuestionDefinition, problems: &mut Problems) -> Option<Column> {
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

    fn content(&self, definition: &QuestionDefinition, problems: &mut Problems) -> Option<Content> {
        match &definition.form {
            Form::Single { column, options } => {
                let column = self.require(column, definition, problems)?;
                let options = self.options_of(options, &column, None);
                let answers = self.answers(&column, |row, word| chosen(&options, word, row, &column, problems));
                Some(Content::Single { options: names(&options), answers })
            }
            Form::Delimited { column, delimiter, options, none } => {
                let column = self.require(column, definition, problems)?;
                let options = self.options_of(options, &column, Some((delimiter, none)));
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

    /// The options declared, or the words of the column in the order of letters.
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
        spelt.into_iter().map(|(word, name)| OptionWords { name, words: vec![word] }).collect()
    }

    /// A column for each option. A unit that left all of them empty did not answer.
    fn columns(
        &self,
        definition: &QuestionDefinition,
        columns: &[(String, String)],
        (yes, no): (&[String], &[String]),
        problems: &mut Problems,
    ) -> Option<Content> {
        let found: Vec<Option<Column>> =
            columns.iter().map(|(_, title)| self.require(title, definition, problems)).collect();
        let found: Vec<Column> = found.into_iter().collect::<Option<_>>()?;
        let mut parts: Vec<Vec<Answer<bool>>> = Vec::new();
        for column in &found {
            parts.push(self.answers(column, |row, word| {
                if holds(yes, USUAL_YES, word) {
                    return Some(true);
                }
                if holds(no, USUAL_NO, word) {
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
            } else if cells().any(|cell| *cell == Answer::NotApplicable) {
                Answer::NotApplicable
            } else if cells().all(|cell| *cell == Answer::Missing) {
                Answer::Missing
            } else {
                Answer::Given(cells().map(|cell| *cell == Answer::Given(true)).collect())
            }
        });
        let options = columns.iter().map(|(name, _)| name.clone()).collect();
        Some(Content::Multiple { options, answers: answers.collect() })
    }

    /// Makes the question not applicable to units that it was not put to, and says where they answered nevertheless. Where it is not known
    /// whether a unit was asked, its own answer decides.
    fn apply_filter(&self, question: &mut Question, before: &[Question]) -> Option<Remark> {
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

fn names(options: &[OptionWords]) -> Vec<String> {
    options.iter().map(|option| option.name.clone()).collect()
}

/// The position of the option that a word stands for.
fn chosen(
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
