//! A table of answers, read question by question.

use std::collections::BTreeMap;

use crate::input::answers::definition::{Form, QuestionDefinition};
use crate::input::answers::rows::{AnswerOptions, Rows};
use crate::input::file::bytes::InputFile;
use crate::input::problem::english::{counted, did_you_mean, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Read, Remark};
use crate::input::table::rows::{Column, Table};
use crate::input::table::titles::Titles;
use crate::input::text::number::{format_of_column, parse_decimal};
use crate::model::place::code::UnitId;
use crate::model::survey::frame::Frame;
use crate::model::survey::questionnaire::Question;

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
    let Some(id) = problems.take(table.require("unit_id", &Titles::one("unit_id", &options.unit_id))) else {
        return Err(problems);
    };
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
