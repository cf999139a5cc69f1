//! Which tests a p-value is one of: many p-values at once show some small ones by chance alone, so each says how many there are.

use crate::analysis::basis::method::TestName;
use crate::analysis::coverage::area::Source;

/// A family of tests that are judged together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Family {
    /// One test of each variable that respondents and nonrespondents are compared by.
    Variables,
    /// Every level of a variable.
    Levels {
        /// The variable.
        variable: String,
    },
    /// Every area of a scheme.
    Areas {
        /// The scheme.
        scheme: String,
        /// Where residents were counted.
        source: Source,
    },
    /// Every measure of how evenly coverage is spread over a scheme.
    Evenness {
        /// The scheme.
        scheme: String,
    },
    /// Every test of neighbours.
    Neighbours,
    /// Every unit that has neighbours.
    Units,
    /// Every coefficient of the response model.
    Coefficients,
    /// Every level of a variable, for every option of a question.
    AnswersByLevel {
        /// The question.
        question: String,
        /// The variable.
        variable: String,
    },
    /// All levels of a variable at once, for every option of a question.
    AnswersByTable {
        /// The question.
        question: String,
        /// The variable.
        variable: String,
    },
    /// Late answers against early ones, for every option of a question.
    Waves {
        /// The question.
        question: String,
    },
    /// A test by itself.
    Alone,
    /// No family of its own: another test of the same question stands for it.
    StoodFor {
        /// That test.
        by: TestName,
        /// The variable that it is of.
        variable: String,
    },
}

/// A family with its size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InFamily {
    /// Which tests.
    pub family: Family,
    /// How many.
    pub tests: usize,
}
