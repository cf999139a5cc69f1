//! Questions as a study declares them.

use crate::input::problem::remark::Place;
use crate::model::base::word::words;
use crate::model::survey::questionnaire::{Filter, QuestionKind, Sides};

/// A question as declared, before any answer is read.
#[derive(Clone, Debug)]
pub struct QuestionDefinition {
    /// Where it stands.
    pub place: Place,
    /// Its name.
    pub name: String,
    /// Its words.
    pub text: Option<String>,
    /// The title of the table that it stands in with others.
    pub table: Option<String>,
    /// Where its answers are.
    pub form: Form,
    /// Whom it was put to.
    pub asked_if: Option<Filter>,
    /// The value that a claim is about.
    pub claim: Option<f64>,
    /// What it means that nothing was chosen of several options; `None` where the question does not say.
    pub blank: Option<Blank>,
    /// The options in order, where the question says it; others follow.
    pub order: Vec<String>,
    /// What it says of them besides.
    pub traits: TraitsDefinition,
}

/// What a question says of its options, by their words.
#[derive(Clone, Debug, Default)]
pub struct TraitsDefinition {
    /// How they lie as the steps of a scale.
    pub sides: Option<Sides>,
    /// The step at which statements cut the scale, with its place.
    pub cut: Option<(String, Place)>,
    /// Those that stand apart; `None` for the usual ones.
    pub apart: Option<Vec<(String, Place)>>,
}

impl TraitsDefinition {
    /// Why a question of a kind has no such key, and what may help.
    pub(crate) fn refused(&self, key: &str, kind: QuestionKind) -> Option<(String, &'static str)> {
        let only = |of: &str| (format!("question.{key}: only a question {of} has one"), "leave it out");
        match (key, kind) {
            ("apart", QuestionKind::Number) => Some(only("with options")),
            ("scale" | "cut", QuestionKind::Multiple | QuestionKind::Number) => Some(only("of one option of several")),
            ("cut", QuestionKind::Single) if self.sides == Some(Sides::TwoSided) => Some((
                "question.cut: a scale of two sides is cut in its middle".to_owned(),
                "leave it out, or write scale = \"one-sided\"",
            )),
            _ => None,
        }
    }
}

words! {
    /// What it means that nothing was chosen of several options.
    pub enum Blank {
        /// None of them.
        No = "no",
        /// That the question was not answered.
        Missing = "missing",
    }
}

/// Words that stand for an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionWords {
    /// The option.
    pub name: String,
    /// Its words in the file, in lower case.
    pub words: Vec<String>,
}

/// Where the answers of a question are.
#[derive(Clone, Debug)]
pub enum Form {
    /// One column with one option in each cell.
    Single {
        /// The column's title.
        column: String,
        /// The options; empty for the words that the file has.
        options: Vec<OptionWords>,
    },
    /// A column for each option, with yes or no.
    Columns {
        /// Option and column title.
        columns: Vec<(String, String)>,
        /// Words for yes, in lower case; empty for the usual ones.
        yes: Vec<String>,
        /// Words for no.
        no: Vec<String>,
    },
    /// One column with all chosen options in a cell.
    Delimited {
        /// The column's title.
        column: String,
        /// What stands between options.
        delimiter: String,
        /// The options; empty for the words that the file has.
        options: Vec<OptionWords>,
        /// Words that say that no option was chosen.
        none: Vec<String>,
    },
    /// One column of numbers.
    Number {
        /// The column's title.
        column: String,
        /// The smallest number that can be.
        minimum: Option<f64>,
        /// The largest.
        maximum: Option<f64>,
        /// Whether few words may stand among the numbers, as nobody declared the question; they are not known.
        or_words: bool,
    },
}
