//! A table of answers, read question by question.

use std::fmt::Write as _;

use crate::input::answers::definition::{Form, QuestionDefinition, TraitsDefinition};
use crate::input::answers::export::{Export, Role};
use crate::input::answers::guess::guess;
use crate::input::answers::order::option_traits;
use crate::input::answers::rows::{AnswerOptions, Rows};
use crate::input::answers::submissions::SubmissionReader;
use crate::input::answers::tie::Tie;
use crate::input::answers::tool::{export_of, telling_columns};
use crate::input::file::bytes::InputFile;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Read, Remark};
use crate::input::table::rows::{Column, Row, Table};
use crate::input::table::titles::Titles;
use crate::input::value::cells::Cells;
use crate::input::value::holds::{Holds, holds, not_numbers};
use crate::input::value::marks::{Evidence, evidence};
use crate::input::value::number::parse_decimal;
use crate::input::value::written::taken_apart;
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
    let unit_id: [&[&str]; 1] = [&[options.unit_id.as_str()]];
    let telling = telling_columns(file);
    let mut table = Table::read(file, if telling.is_empty() { &unit_id } else { telling })?;
    let mut problems = Problems::default();
    let mut warnings = table.warnings.clone();
    let export = export_of(&table);
    let not_shown = export.as_ref().map_or(&[][..], |export| export.manner.not_shown);
    let options = &AnswerOptions { not_shown, ..options.clone() };
    let Some(id) = problems.take(column_of_units(&table, export.as_ref(), frame, options)) else {
        return Err(problems);
    };
    let reader = SubmissionReader {
        table: &table,
        id: &id,
        tie: tie_of(&table, &id, frame, options),
        export: export.as_ref(),
        frame_file,
        frame,
        rules: &options.rules,
    };
    let submissions = reader.read(&mut problems, &mut warnings).alone_in(&mut table);
    let without = frame.units().iter().zip(&submissions.row_of_unit);
    let without = without.filter(|(unit, row)| unit.status.answered() && row.is_none());
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
    let questions = match &export {
        Some(export) if questions.is_empty() => {
            every_column = questions_of_export(&table, &id, export, options, &mut warnings);
            &every_column
        }
        None if questions.is_empty() => {
            every_column = question_of_every_column(&table, &id, options, &mut warnings);
            &every_column
        }
        Some(_) | None => questions,
    };
    warnings.extend(export.as_ref().map(|export| said_of(export, &table)));
    let rows = Rows { table: &table, frame, options, submissions, export };
    let mut read: Vec<Question> = Vec::new();
    for definition in questions {
        let Some((content, options)) = rows.content(definition, &mut warnings, &mut problems) else { continue };
        let mut question = Question {
            name: definition.name.clone(),
            text: definition.text.clone(),
            table: definition.table.clone(),
            content,
            traits: option_traits(&options, definition, &mut problems),
            asked_if: definition.asked_if.clone(),
            claim: definition.claim,
        };
        warnings.extend(rows.apply_filter(&mut question, &read));
        warnings.extend(rows.settle_blanks(definition, &mut question, &read));
        read.push(question);
    }
    if problems.0.is_empty() { Ok(Read { value: read, warnings }) } else { Err(problems) }
}

/// The column whose cells name units.
fn column_of_units(
    table: &Table,
    export: Option<&Export>,
    frame: &Frame,
    options: &AnswerOptions,
) -> Result<Column, Problems> {
    let found = export.map_or_else(|| table.find(&options.unit_id), |export| export.find(table, &options.unit_id));
    if let Some(found) = found {
        return Ok(found);
    }
    let names_units = |column: &Column| {
        let found =
            table.rows().filter(|row| UnitId::parse(row.cell(column)).is_ok_and(|unit| frame.find(&unit).is_some()));
        found.count() * 2 > table.rows().len()
    };
    match table.columns().find(names_units) {
        Some(likely) => {
            let message = format!("no column {:?}", options.unit_id);
            let hint = format!(
                "the column {:?} names units: write unit_id = {:?} under [answers]",
                likely.title, likely.title
            );
            Err(Problems::one(Remark::of(Kind::Column, Place::file(&table.file), message).hint(hint)))
        }
        None => table.require("unit_id", &Titles::one("unit_id", &options.unit_id)),
    }
}

/// What ties answers to units where none of their cells names one as the frame does.
fn tie_of<'a>(table: &Table, id: &Column, frame: &Frame, options: &'a AnswerOptions) -> Option<&'a Tie> {
    let names_unit = |row: Row<'_>| UnitId::parse(row.cell(id)).is_ok_and(|unit| frame.find(&unit).is_some());
    Some(&options.tie).filter(|tie| !tie.is_empty() && !table.rows().any(names_unit))
}

/// What is taken for the survey tool's own.
fn said_of(export: &Export, table: &Table) -> Remark {
    let titles = |wanted: fn(Role) -> bool| -> Vec<String> {
        export.columns.iter().filter(|column| wanted(column.role)).map(|column| column.title.clone()).collect()
    };
    let (own, typed) = (titles(|role| matches!(role, Role::Own(_))), titles(|role| role == Role::Typed));
    let mut message = format!(
        "an export of {}, {} of its own taken for no question: {}",
        export.manner.tool,
        counted(own.len(), "column"),
        first_few(&own)
    );
    if !typed.is_empty() {
        let _ = write!(
            message,
            "; {} of typed text read only for whether there is any: {}",
            counted(typed.len(), "column"),
            first_few(&typed)
        );
    }
    Remark::of(Kind::Assumed, Place::file(&table.file), message)
}

/// The questions of an export where the study declares none, and which columns are none.
fn questions_of_export(
    table: &Table,
    id: &Column,
    export: &Export,
    options: &AnswerOptions,
    warnings: &mut Vec<Remark>,
) -> Vec<QuestionDefinition> {
    let found = guess(table, export, &|column| is_number(table, column, options), &|title| title == id.title);
    let hint = "declare what is a question under [[question]], or let bacino init write the study";
    if !found.free_text.is_empty() {
        let message = format!(
            "{} of words that seem to be typed taken for no question: {}",
            counted(found.free_text.len(), "column"),
            first_few(&found.free_text)
        );
        warnings.push(Remark::of(Kind::Assumed, Place::file(&table.file), message).hint(hint));
    }
    if !found.empty.is_empty() {
        let message = format!(
            "{} without any answer taken for no question: {}",
            counted(found.empty.len(), "column"),
            first_few(&found.empty)
        );
        warnings.push(Remark::of(Kind::Assumed, Place::file(&table.file), message));
    }
    let place = Place::file(&table.file);
    found
        .questions
        .into_iter()
        .map(|draft| {
            let place = place.clone().column(&draft.name);
            draft.definition(place)
        })
        .collect()
}

/// Columns as questions: of numbers where they hold numbers and not all are 0 or 1, else of single options.
fn question_of_every_column(
    table: &Table,
    id: &Column,
    options: &AnswerOptions,
    said: &mut Vec<Remark>,
) -> Vec<QuestionDefinition> {
    let of_column = |column: Column| {
        let cells = table.cells(&column).without(|text| options.is_not_applicable(text));
        let title = column.title.clone();
        let form = match holds(&cells, &options.missing) {
            Holds::Numbers if !is_yes_or_no(&cells, options) => {
                Form::Number { column: title, minimum: None, maximum: None, or_words: true }
            }
            Holds::Words { but_for: Some(word) } => {
                said.push(not_numbers(&cells, word));
                Form::Single { column: title, options: Vec::new() }
            }
            Holds::Numbers | Holds::Words { but_for: None } => Form::Single { column: title, options: Vec::new() },
        };
        QuestionDefinition {
            place: Place::file(&table.file).column(&column.title),
            name: column.title,
            text: None,
            table: None,
            form,
            asked_if: None,
            claim: None,
            blank: None,
            order: Vec::new(),
            traits: TraitsDefinition::default(),
        }
    };
    table.columns().filter(|column| column != id && !column.title.is_empty()).map(of_column).collect()
}

/// Whether a column holds numbers, and not all are 0 or 1.
pub(crate) fn is_number(table: &Table, column: &Column, options: &AnswerOptions) -> bool {
    let cells = table.cells(column).without(|text| options.is_not_applicable(text));
    holds(&cells, &options.missing) == Holds::Numbers && !is_yes_or_no(&cells, options)
}

/// Whether all numbers of a column are 0 or 1.
fn is_yes_or_no(cells: &Cells<'_>, options: &AnswerOptions) -> bool {
    let is_word_or_bit = |text: &str| {
        let written = taken_apart(text, false);
        match parse_decimal(written.number, None) {
            Some(number) => !written.is_percent && [0.0, 1.0].contains(&number),
            None => evidence(written.number) == Evidence::Nothing,
        }
    };
    cells.cells.iter().map(|cell| cell.text).filter(|text| !options.is_no_number(text)).all(is_word_or_bit)
}
