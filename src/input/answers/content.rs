//! What one respondent answered to one question.

use crate::input::answers::definition::{Form, OptionWords, QuestionDefinition};
use crate::input::answers::export::{Manner, Role};
use crate::input::answers::order::{USUAL_NO, USUAL_YES, in_order, natural};
use crate::input::answers::rows::{Rows, holds};
use crate::input::problem::english::{counted, did_you_mean, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::limit::{HINTED, OPTIONS};
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::number_reader::NumberReader;
use crate::input::table::rows::{Column, Row, Table};
use crate::input::value::categories::Categories;
use crate::input::value::column::{ColumnRules, Expected};
use crate::input::value::outlying::suspected;
use crate::input::value::word::{spelling, twins};
use crate::model::survey::questionnaire::{Answer, Content, Question};

/// What to do with an answer that is no number.
const NO_ANSWER: &str = "leave the cell empty where the answer is not known";

impl Rows<'_> {
    /// Everybody's answers, and the options with their words in the file.
    pub(crate) fn content(
        &self,
        definition: &QuestionDefinition,
        said: &mut Vec<Remark>,
        problems: &mut Problems,
    ) -> Option<(Content, Vec<OptionWords>)> {
        match &definition.form {
            Form::Single { column, options } => {
                let column = self.require(column, definition, problems)?;
                let is_option = |word: &str| is_known(options, word);
                said.extend(self.taken_for_missing(std::slice::from_ref(&column), is_option));
                let found = self.options_of(options, &column, None, said, problems);
                refuse_many(found.len(), self.table, &column, problems)?;
                let options_found = in_order(found, definition, !options.is_empty(), problems);
                let answers =
                    self.answers(&column, is_option, |row, word| chosen(&options_found, word, row, &column, problems));
                Some((Content::Single { options: names(&options_found), answers }, options_found))
            }
            Form::Delimited { column, delimiter, options, none } => {
                let column = self.require(column, definition, problems)?;
                let is_option = |word: &str| is_known(options, word) || none.iter().any(|known| known == word);
                said.extend(self.taken_for_missing(std::slice::from_ref(&column), is_option));
                let found = self.options_of(options, &column, Some((delimiter, none)), said, problems);
                refuse_many(found.len(), self.table, &column, problems)?;
                let options_found = in_order(found, definition, !options.is_empty(), problems);
                let answers = self.answers(&column, is_option, |row, word| {
                    let mut picked = vec![false; options_found.len()];
                    if none.iter().any(|known| known == word) {
                        return Some(picked);
                    }
                    for part in
                        word.split(delimiter.to_lowercase().as_str()).map(str::trim).filter(|part| !part.is_empty())
                    {
                        picked[chosen(&options_found, part, row, &column, problems)?] = true;
                    }
                    Some(picked)
                });
                Some((Content::Multiple { options: names(&options_found), answers }, options_found))
            }
            Form::Columns { columns, yes, no } => {
                let found: Vec<Column> = columns.iter().filter_map(|(_, title)| self.find(title)).collect();
                let is_option = |word: &str| yes.iter().chain(no).any(|known| known == word);
                said.extend(self.taken_for_missing(&found, is_option));
                let content = self.columns(definition, columns, (yes, no), problems)?;
                let options = columns.iter().map(|(name, _)| OptionWords { name: name.clone(), words: Vec::new() });
                Some((content, options.collect()))
            }
            Form::Number { column, minimum, maximum, or_words } => {
                let column = self.require(column, definition, problems)?;
                let reader = self.number_reader(&column, *or_words, said, problems);
                let answers = self.answers(
                    &column,
                    |_| false,
                    |row, _| {
                        let number = reader.number(row, problems).known()?;
                        let limit = match (minimum, maximum) {
                            (Some(low), _) if number < *low => Some(format!("at least {low}")),
                            (_, Some(high)) if number > *high => Some(format!("at most {high}")),
                            _ => None,
                        };
                        if let Some(limit) = limit {
                            let message = format!("expected {limit}, found {:?}", row.cell(&column));
                            problems.push(row.problem(Kind::Value, &column, message));
                        }
                        Some(number)
                    },
                );
                if (minimum, maximum) == (&None, &None) {
                    let numbers = answers.iter().filter_map(|answer| answer.given().copied());
                    said.extend(suspected(&self.table.cells(&column), &self.options.missing, numbers));
                }
                Some((Content::Number { answers, minimum: *minimum, maximum: *maximum }, Vec::new()))
            }
        }
    }

    /// A reader of numbers, which what is no answer has no part in deciding.
    fn number_reader(
        &self,
        column: &Column,
        or_words: bool,
        said: &mut Vec<Remark>,
        problems: &mut Problems,
    ) -> NumberReader {
        self.table.refuse_damage(&[column], false, problems);
        let expected = if or_words { Expected::NumberOrWord } else { Expected::Number };
        let rules = ColumnRules {
            expected,
            numbers: self.options.numbers,
            missing: self.options.missing.clone(),
            withheld: None,
        };
        let cells = self.table.cells(column).without(|text| self.options.is_not_applicable(text));
        NumberReader::of(&cells, column, rules, said, problems).otherwise(NO_ANSWER)
    }

    /// The options declared, or the words of the column, numbers by their value.
    fn options_of(
        &self,
        declared: &[OptionWords],
        column: &Column,
        parts: Option<(&String, &Vec<String>)>,
        said: &mut Vec<Remark>,
        problems: &mut Problems,
    ) -> Vec<OptionWords> {
        if !declared.is_empty() {
            return declared.to_vec();
        }
        self.table.refuse_damage(&[column], true, problems);
        let is_out =
            |text: &str| self.options.is_blank(text) || parts.is_some_and(|(_, none)| none.contains(&spelling(text)));
        let mut cells = self.table.cells(column).without(is_out);
        if let Some((delimiter, _)) = parts {
            cells = cells.split(delimiter);
        }
        let words = Categories::of(&cells, problems);
        said.extend(words.said.iter().cloned());
        let option = |(word, name): (&str, &str)| OptionWords { name: name.to_owned(), words: vec![word.to_owned()] };
        let mut found: Vec<OptionWords> = words.by_spelling().map(option).collect();
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
            let is_option = |word: &str| [yes, no].iter().any(|words| words.iter().any(|known| known == word));
            parts.push(self.answers(column, is_option, |row, word| {
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
                problems.push(row.problem(Kind::Word, column, message).maybe_hint(Some(hint)));
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

/// A word as its cell writes it, where that is the whole of the cell or a part of it.
fn shown<'a>(cell: &'a str, word: &'a str) -> &'a str {
    let same = |part: &str| spelling(part) == word;
    if same(cell) {
        return cell;
    }
    cell.split([';', ',', '|', '/']).map(str::trim).find(|part| same(part)).unwrap_or(word)
}

/// Refuses more options than a question has.
fn refuse_many(options: usize, table: &Table, column: &Column, problems: &mut Problems) -> Option<()> {
    if options <= OPTIONS {
        return Some(());
    }
    let place = Place::file(&table.file).column(&column.title);
    let message =
        format!("the question has {options} different answers, more than the {OPTIONS} options that are read");
    let hint = "leave out a question of free text, or of codes that are nearly all different";
    problems.push(Remark::of(Kind::Word, place, message).hint(hint));
    None
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
    if found.is_none() && problems.0.len() >= HINTED {
        let message = format!("the question does not list {:?}", shown(row.cell(column), word));
        problems.push(row.problem(Kind::Word, column, message));
    } else if found.is_none() {
        let mut known: Vec<&str> = Vec::new();
        for word in options.iter().flat_map(|option| &option.words) {
            if !known.contains(&word.as_str()) {
                known.push(word);
            }
        }
        let twin = twins(std::iter::once(word).chain(known.iter().copied()))
            .into_iter()
            .find(|words| words.first() == Some(&word))
            .and_then(|words| words.get(1).copied());
        let hint = match twin {
            Some(twin) => format!("{twin:?} differs by its accent alone: list both words under options"),
            None => did_you_mean(word, known.iter().copied())
                .unwrap_or_else(|| format!("the words are {}; list others under options", known.join(", "))),
        };
        let message = format!("the question does not list {:?}", shown(row.cell(column), word));
        problems.push(row.problem(Kind::Word, column, message).maybe_hint(Some(hint)));
    }
    found
}

/// Whether an option has a word.
fn is_known(options: &[OptionWords], word: &str) -> bool {
    options.iter().any(|option| option.words.iter().any(|known| known == word))
}
