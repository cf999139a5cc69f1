//! Questions as a tool's files tell them, before a study declares them: what `init` writes, and what is read where nothing is declared.

use crate::input::answers::definition::{Form, OptionWords, QuestionDefinition, TraitsDefinition};
use crate::input::problem::remark::Place;
use crate::input::value::word::spelling;
use crate::model::survey::questionnaire::Filter;

/// A question of a survey tool.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Its name.
    pub name: String,
    /// Its words.
    pub text: Option<String>,
    /// Where its answers are.
    pub content: DraftContent,
    /// Whom it was put to.
    pub asked_if: Option<Filter>,
    /// What was decided, for a reader of the study.
    pub notes: Vec<String>,
}

/// Where the answers of a question are.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftContent {
    /// One option of several.
    Single {
        /// The column's title.
        column: String,
        /// Options in order, with their words in the file.
        options: Vec<(String, Vec<String>)>,
    },
    /// A column for each option.
    Multiple {
        /// Options in order, with the titles of their columns.
        columns: Vec<(String, String)>,
    },
    /// A number.
    Number {
        /// The column's title.
        column: String,
    },
}

/// Questions of an export, in the order of its columns, and the titles of columns that are none.
#[derive(Debug, Default)]
pub struct Guessed {
    /// The questions.
    pub questions: Vec<Draft>,
    /// Columns whose words seem to be typed, one by each respondent.
    pub free_text: Vec<String>,
    /// Columns without any answer.
    pub empty: Vec<String>,
}

/// What a file of questions tells of an export.
#[derive(Debug, Default)]
pub struct Structured {
    /// The survey's title.
    pub title: String,
    /// Its language.
    pub language: String,
    /// The questions, in the order of the questionnaire.
    pub questions: Vec<Draft>,
    /// Questions that are not read, each with the reason.
    pub left_out: Vec<String>,
    /// Titles of the export that belong to some question.
    pub titles: Vec<String>,
}

impl Draft {
    /// The same as a declaration that stands at `place`.
    pub(crate) fn definition(self, place: Place) -> QuestionDefinition {
        let form = match self.content {
            DraftContent::Single { column, options } => Form::Single {
                column,
                options: options
                    .into_iter()
                    .map(|(name, words)| OptionWords { name, words: words.iter().map(|word| spelling(word)).collect() })
                    .collect(),
            },
            DraftContent::Multiple { columns } => Form::Columns { columns, yes: Vec::new(), no: Vec::new() },
            DraftContent::Number { column } => Form::Number { column, minimum: None, maximum: None, or_words: true },
        };
        QuestionDefinition {
            place,
            name: self.name,
            text: self.text,
            table: None,
            form,
            asked_if: self.asked_if,
            claim: None,
            blank: None,
            order: Vec::new(),
            traits: TraitsDefinition::default(),
        }
    }
}
