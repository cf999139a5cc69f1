//! What respondents answered: questions with their answers, in the order of the frame.

use crate::model::base::index::UnitIndex;
use crate::model::base::word::words;

/// One unit's answer to a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer<T> {
    /// The answer.
    Given(T),
    /// The question did not apply to the unit.
    NotApplicable,
    /// The unit answered the survey but not this question.
    Missing,
    /// The unit did not answer the survey.
    NoUnit,
}

impl<T> Answer<T> {
    /// The answer, where one was given.
    pub fn given(&self) -> Option<&T> {
        match self {
            Self::Given(answer) => Some(answer),
            Self::NotApplicable | Self::Missing | Self::NoUnit => None,
        }
    }

    /// The same without its content.
    pub fn status(&self) -> AnswerStatus {
        match self {
            Self::Given(_) => AnswerStatus::Given,
            Self::NotApplicable => AnswerStatus::NotApplicable,
            Self::Missing => AnswerStatus::Missing,
            Self::NoUnit => AnswerStatus::NoUnit,
        }
    }
}

/// What became of one question to one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerStatus {
    /// Answered.
    Given,
    /// The question did not apply.
    NotApplicable,
    /// Not answered by a unit that answered others.
    Missing,
    /// The unit did not answer the survey.
    NoUnit,
}

words! {
    /// What a question asks for.
    pub enum QuestionKind {
        /// One option of several.
        Single = "single",
        /// Any number of options.
        Multiple = "multiple",
        /// A number.
        Number = "number",
    }
}

/// What a question asks for, with everybody's answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// One option of several.
    Single {
        /// The options, in the order of tables.
        options: Vec<String>,
        /// The position of the option chosen.
        answers: Vec<Answer<usize>>,
    },
    /// Any number of options.
    Multiple {
        /// The options, in the order of tables.
        options: Vec<String>,
        /// Whether each option was chosen.
        answers: Vec<Answer<Vec<bool>>>,
    },
    /// A number.
    Number {
        /// The numbers.
        answers: Vec<Answer<f64>>,
        /// The smallest that can be, by the questionnaire.
        minimum: Option<f64>,
        /// The largest.
        maximum: Option<f64>,
    },
}

impl Content {
    /// What is asked for, without the answers.
    pub fn kind(&self) -> QuestionKind {
        match self {
            Self::Single { .. } => QuestionKind::Single,
            Self::Multiple { .. } => QuestionKind::Multiple,
            Self::Number { .. } => QuestionKind::Number,
        }
    }

    /// The same with the answers of some of the units, in their order.
    #[must_use]
    pub fn part(&self, units: &[UnitIndex]) -> Self {
        fn picked<T: Clone>(answers: &[Answer<T>], units: &[UnitIndex]) -> Vec<Answer<T>> {
            units.iter().map(|unit| answers[unit.index()].clone()).collect()
        }
        match self {
            Self::Single { options, answers } => {
                Self::Single { options: options.clone(), answers: picked(answers, units) }
            }
            Self::Multiple { options, answers } => {
                Self::Multiple { options: options.clone(), answers: picked(answers, units) }
            }
            Self::Number { answers, minimum, maximum } => {
                Self::Number { answers: picked(answers, units), minimum: *minimum, maximum: *maximum }
            }
        }
    }

    /// What became of the question, unit by unit.
    pub fn statuses(&self) -> Vec<AnswerStatus> {
        match self {
            Self::Single { answers, .. } => answers.iter().map(Answer::status).collect(),
            Self::Multiple { answers, .. } => answers.iter().map(Answer::status).collect(),
            Self::Number { answers, .. } => answers.iter().map(Answer::status).collect(),
        }
    }

    /// The options; none for a number.
    pub fn options(&self) -> &[String] {
        match self {
            Self::Single { options, .. } | Self::Multiple { options, .. } => options,
            Self::Number { .. } => &[],
        }
    }

    /// Whether a unit's answer holds the option at `position`; `None` without an answer.
    pub fn has(&self, unit: usize, position: usize) -> Option<bool> {
        match self {
            Self::Single { answers, .. } => answers[unit].given().map(|&chosen| chosen == position),
            Self::Multiple { answers, .. } => answers[unit].given().map(|chosen| chosen[position]),
            Self::Number { .. } => None,
        }
    }
}

/// The units that a question was put to: those that gave one of some options to an earlier question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The earlier question.
    pub question: String,
    /// Its options, any of which will do.
    pub options: Vec<String>,
}

words! {
    /// How the steps of a scale lie.
    pub enum Sides {
        /// From none of something to all of it.
        OneSided = "one-sided",
        /// From one opposite to the other, with a middle that is neither.
        TwoSided = "two-sided",
    }
}

/// Why options have the order that they have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum OptionOrder {
    /// Nobody said one.
    #[default]
    Found,
    /// They are listed so.
    Listed,
    /// Each is more, or less, than the one before.
    Ranked,
}

/// What is known of the options of a question besides their words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionTraits {
    /// Why they have their order.
    pub order: OptionOrder,
    /// How they lie, where they are the steps of a scale.
    pub sides: Option<Sides>,
    /// The step at which statements cut the scale, as its position among the options: from it upwards counts.
    pub cut: Option<usize>,
    /// Positions of options that stand apart from the others, such as *do not know* and *other*.
    pub apart: Vec<usize>,
    /// The position of the option that says yes, where every other that does not stand apart says no.
    pub yes: Option<usize>,
}

/// One question of a survey.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its name, unique in the study.
    pub name: String,
    /// Its words.
    pub text: Option<String>,
    /// The title of the table that it stands in, where it has one of its own with others.
    pub table: Option<String>,
    /// What it asks for, and the answers.
    pub content: Content,
    /// What is known of its options.
    pub traits: OptionTraits,
    /// Whom it was put to; `None` for everybody.
    pub asked_if: Option<Filter>,
    /// A value that a claim is about, such as .5 for a majority.
    pub claim: Option<f64>,
}

impl Question {
    /// Positions of the options that do not stand apart, in their order.
    pub fn steps(&self) -> Vec<usize> {
        (0..self.content.options().len()).filter(|option| !self.traits.apart.contains(option)).collect()
    }

    /// The position among [`steps`](Self::steps) of the first that counts: the one that the study says, else the second from above, of
    /// two the upper one. `None` without a scale that is cut, or of one step.
    pub fn cut(&self) -> Option<usize> {
        let steps = self.steps();
        if self.traits.sides != Some(Sides::OneSided) || steps.len() < 2 {
            return None;
        }
        let said = self.traits.cut.and_then(|cut| steps.iter().position(|step| *step == cut));
        Some(said.unwrap_or_else(|| (steps.len() - 2).max(1)))
    }
}
