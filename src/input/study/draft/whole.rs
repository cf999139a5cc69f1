//! A study drafted from a frame, answers and, where there is one, a survey tool's file of questions.

use std::path::Path;

use crate::input::answers::draft::{Draft, DraftContent, Guessed, Structured};
use crate::input::answers::export::{Export, Own, Role};
use crate::input::answers::guess::guess;
use crate::input::answers::rows::AnswerOptions;
use crate::input::answers::tool::{export_of, structured, telling_columns};
use crate::input::answers::whole::is_number;
use crate::input::file::bytes::{InputFile, read_path};
use crate::input::frame::days::names_of_days;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Read, Remark};
use crate::input::study::draft::pairing::{Pair, pair};
use crate::input::study::draft::responded::{Responded, frame_by_answers, responded};
use crate::input::study::draft::text::Told;
use crate::input::table::rows::Table;
use crate::model::base::language::Language;

/// The files that a study is drafted from.
#[derive(Clone, Copy, Debug)]
pub struct DraftRequest<'a> {
    /// Every unit that was asked.
    pub frame: &'a Path,
    /// What respondents answered.
    pub answers: &'a Path,
    /// The survey tool's file of questions.
    pub structure: Option<&'a Path>,
}

/// Titles of columns that hold names of units, in lower case.
const NAMES: [&str; 4] = ["nome", "denominazione", "unit name", "nome unità"];

/// A file of a study: its name and its content.
pub type StudyFile = (String, Vec<u8>);

/// The study file, the frame and the answers. Tables are copied as they are; a frame that does not say who answered gets a column that does.
///
/// # Errors
/// Files that cannot be read, answers that name no unit of the frame, words for a response that are not known.
pub fn drafted(request: DraftRequest<'_>) -> Result<Read<Vec<StudyFile>>, Problems> {
    let mut problems = Problems::default();
    let opened = [request.frame, request.answers].map(|path| problems.take(read_path(path)));
    let structure_file = request.structure.map(read_path).and_then(|file| problems.take(file));
    let [Some(frame_file), Some(answers_file)] = opened else { return Err(problems) };
    let frame = problems.take(Table::parse(&frame_file));
    let answers = problems.take(Table::read(&answers_file, telling_columns(&answers_file)));
    let (Some(frame), Some(answers)) = (frame, answers) else { return Err(problems) };
    let mut warnings = [frame.warnings.clone(), answers.warnings.clone()].concat();
    let export = export_of(&answers).unwrap_or_else(|| Export::of_no_tool(&answers));
    let structure = structure_file.as_ref().and_then(|file| problems.take(structured(file, &answers, &export)));
    if !problems.0.is_empty() {
        return Err(problems);
    }
    let Some(pair) = pair(&frame, &answers, &export) else { return Err(unpaired(&frame, &answers)) };
    let response = responded(&frame)?;
    let structure = structure.unwrap_or_default();
    let options = AnswerOptions { not_shown: export.manner.not_shown, ..AnswerOptions::default() };
    let known = |title: &str| title == pair.answers.title || structure.titles.iter().any(|other| other == title);
    let guessed = guess(&answers, &export, &|column| is_number(&answers, column, &options), &known);
    let question_of_units = (export.manner.heading)(&pair.answers.title).question;
    let left_out = left_out(&structure, &guessed, &question_of_units);
    let name = (frame.find("name").is_none()).then(|| NAMES.iter().find_map(|title| frame.find(title))).flatten();
    let name = name.map(|column| column.title).filter(|title| *title != pair.frame.title);
    let points = points(&answers, structure.questions.iter().chain(&guessed.questions));
    let mut questions = structure.questions;
    questions.extend(guessed.questions);
    warnings.extend(of_persons(&answers_file, &export, &pair));

    let (frame_name, frame_bytes) = match &response {
        Responded::Column(..) => (base_name(request.frame), frame_file.bytes.clone()),
        Responded::ByAnswers => {
            let bytes = frame_by_answers(&frame, &answers, &export, &pair)?;
            ("units.csv".to_owned(), bytes)
        }
    };
    let mut answers_name = base_name(request.answers);
    if answers_name == frame_name && answers_file.bytes != frame_bytes {
        answers_name = format!("answers-{answers_name}");
    }
    let title = if structure.title.is_empty() { stem(&answers_name).to_owned() } else { structure.title };
    let from = [Some(request.frame), Some(request.answers), request.structure];
    let told = Told {
        title,
        language: language(&structure.language, &answers, &export),
        from: from.into_iter().flatten().map(base_name).collect(),
        tool: export.manner.tool,
        frame: &frame_name,
        answers: &answers_name,
        name: name.as_deref(),
        pair: &pair,
        responded: &response,
        further: further(&frame, name.as_deref(), &pair, &response),
        points,
        questions: &questions,
        left_out,
    };
    let mut files = vec![("study.toml".to_owned(), told.written().into_bytes()), (frame_name.clone(), frame_bytes)];
    if answers_name != frame_name {
        files.push((answers_name.clone(), answers_file.bytes.clone()));
    }
    Ok(Read { value: files, warnings })
}

fn unpaired(frame: &Table, answers: &Table) -> Problems {
    let message = format!("no column names units of {}: no cells of the two tables agree", frame.file);
    let hint = "the frame needs a column of units, each once, and the answers one with the same words, such as a code or a token";
    Problems::one(Remark::of(Kind::Column, Place::file(&answers.file), message).hint(hint))
}

/// What is no question, a line for each reason.
fn left_out(structure: &Structured, guessed: &Guessed, question_of_units: &str) -> Vec<String> {
    let of_units = format!("{question_of_units}:");
    let mut lines = structure.left_out.clone();
    lines.retain(|line| !line.starts_with(&of_units));
    if !structure.questions.is_empty() && !guessed.questions.is_empty() {
        let names: Vec<&str> = guessed.questions.iter().map(|question| question.name.as_str()).collect();
        lines.push(format!("(told from the answers, for the structure does not have them: {})", names.join(", ")));
    }
    let words = [(&guessed.free_text, "words that seem to be typed"), (&guessed.empty, "no answer at all")];
    for (titles, what) in words {
        lines.extend(titles.iter().map(|title| format!("{title}: {what}")));
    }
    lines
}

/// Whether columns of numbers have decimal points, and none a comma.
fn points<'a>(answers: &Table, questions: impl Iterator<Item = &'a Draft>) -> bool {
    let titles = questions.filter_map(|question| match &question.content {
        DraftContent::Number { column } => Some(column),
        DraftContent::Single { .. } | DraftContent::Multiple { .. } => None,
    });
    let columns: Vec<_> = titles.filter_map(|title| answers.find(title)).collect();
    let has = |mark: char| {
        let cells = columns.iter().flat_map(|column| answers.rows().map(|row| row.cell(column)));
        cells.into_iter().any(|cell| cell.contains(mark))
    };
    has('.') && !has(',')
}

/// Columns about persons, which stand in the file and are not read.
fn of_persons(file: &InputFile, export: &Export, pair: &Pair) -> Option<Remark> {
    let titles = export.columns.iter().filter(|column| column.role == Role::Own(Own::Person));
    let titles: Vec<&str> =
        titles.map(|column| column.title.as_str()).filter(|title| *title != pair.answers.title).collect();
    (!titles.is_empty()).then(|| {
        let message =
            format!("the copy has {} about persons, not read: {}", counted(titles.len(), "column"), first_few(&titles));
        let hint = "take them out before the study is handed on";
        Remark::of(Kind::Assumed, Place::file(&file.name), message).hint(hint)
    })
}

/// The language of the survey, where the program has it.
fn language(of_structure: &str, answers: &Table, export: &Export) -> Language {
    let of_word = |word: &str| Language::ALL.into_iter().find(|language| word.starts_with(language.word()));
    let started = || {
        let column = export.find(answers, "startlanguage").or_else(|| export.find(answers, "Lingua iniziale"))?;
        let words = || answers.rows().filter_map(|row| of_word(row.cell(&column)));
        Language::ALL.into_iter().max_by_key(|language| words().filter(|word| word == language).count())
    };
    of_word(of_structure).or_else(|| if of_structure.is_empty() { started() } else { None }).unwrap_or_default()
}

/// Columns of the frame that the study could compare respondents by.
fn further(frame: &Table, name: Option<&str>, pair: &Pair, response: &Responded) -> Vec<String> {
    const KNOWN: [&str; 9] = ["name", "region_code", "kind", "population", "note", "lon", "lat", "x", "y"];
    let days = names_of_days();
    let own = |title: &str| {
        let is_status = match response {
            Responded::Column(column, _) => column.title == title,
            Responded::ByAnswers => false,
        };
        let through = pair.through.as_ref().is_some_and(|column| column.title == title);
        let named = through || title == pair.frame.title || Some(title) == name || is_status;
        title.is_empty() || named || KNOWN.contains(&title) || days.iter().any(|day| day == title)
    };
    frame.titles().iter().filter(|title| !own(title)).cloned().collect()
}

fn base_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
