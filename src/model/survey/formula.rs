//! Models as an analyst states them: `macro_area + kind + macro_area:kind + cut(population, quantiles = 3)`.
//!
//! Here is the notation alone; which variables exist, and what they hold, is a matter of a study.

use std::fmt;

/// Where a number is cut into classes.
#[derive(Clone, Debug, PartialEq)]
pub enum Cuts {
    /// So many classes of equal width.
    Width(usize),
    /// So many classes of equally many units.
    Quantiles(usize),
    /// At these values, in ascending order; a class holds its upper bound.
    Breaks(Vec<f64>),
}

/// How a variable enters a term.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// As it is: a number or a category.
    Plain,
    /// The natural logarithm of a number.
    Log,
    /// A number cut into classes.
    Cut(Cuts),
    /// A number whose distinct values are categories.
    Category,
}

/// One variable of a term.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// The variable's name.
    pub variable: String,
    /// How it enters.
    pub form: Form,
    /// The level that the others are compared with; the first when `None`.
    pub reference: Option<String>,
}

impl Factor {
    /// A variable as it is.
    pub fn plain(variable: impl Into<String>) -> Self {
        Self { variable: variable.into(), form: Form::Plain, reference: None }
    }
}

/// One term: a variable, or the interaction of several.
#[derive(Clone, Debug)]
pub struct Term {
    /// At least one factor, none twice.
    pub factors: Vec<Factor>,
}

/// The order of factors in an interaction means nothing.
impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        self.factors.len() == other.factors.len() && self.factors.iter().all(|factor| other.factors.contains(factor))
    }
}

/// A model: at least one term, none twice. The intercept is always there.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    pub(crate) terms: Vec<Term>,
}

/// What is wrong with the text of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormulaError {
    /// There is nothing.
    Empty,
    /// A `+` or `:` has nothing on one side.
    EmptyTerm,
    /// A term stands twice.
    Repeated {
        /// The term.
        term: String,
    },
    /// Something else was expected.
    Unexpected {
        /// What was expected.
        expected: &'static str,
        /// What was found.
        found: String,
    },
}

impl fmt::Display for FormulaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "expected at least one term, found none"),
            Self::EmptyTerm => write!(f, "expected a variable on both sides of + and of :"),
            Self::Repeated { term } => write!(f, "the term {term} stands twice"),
            Self::Unexpected { expected, found } => write!(f, "expected {expected}, found {found:?}"),
        }
    }
}

impl Formula {
    /// The model with these terms.
    ///
    /// # Errors
    /// No term, or one that stands twice.
    pub fn new(terms: Vec<Term>) -> Result<Self, FormulaError> {
        if terms.is_empty() {
            return Err(FormulaError::Empty);
        }
        for (position, term) in terms.iter().enumerate() {
            if terms[..position].contains(term) {
                return Err(FormulaError::Repeated { term: term.to_string() });
            }
        }
        Ok(Self { terms })
    }

    /// The terms, in the order of the text.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The distinct factors of all terms, in the order of the text.
    pub fn factors(&self) -> Vec<&Factor> {
        let mut distinct: Vec<&Factor> = Vec::new();
        for factor in self.terms.iter().flat_map(|term| &term.factors) {
            if !distinct.contains(&factor) {
                distinct.push(factor);
            }
        }
        distinct
    }
}

impl Term {
    /// Reads one term, such as `area:kind`.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        let formula = Formula::parse(text)?;
        match formula.terms.as_slice() {
            [term] => Ok(term.clone()),
            _ => Err(FormulaError::Unexpected { expected: "one term", found: text.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        for text in [
            "macro_area + size_class + kind",
            "a:b + a",
            "cut(population, 3) + cut(beds, breaks = [10, 20.5]) + log(residents)",
            "ref(survey, Centre) + ref(cut(beds, quantiles = 4), `(10, 20]`) + `type of ward` + category(year)",
        ] {
            assert_eq!(Formula::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn slips_are_told() {
        let told = |text: &str| Formula::parse(text).unwrap_err().to_string();
        assert_eq!(told("  "), "expected at least one term, found none");
        assert_eq!(told("a + "), "expected a variable on both sides of + and of :");
        assert_eq!(told("a + b + a"), "the term a stands twice");
        assert_eq!(told("a:b + b:a"), "the term b:a stands twice");
        assert_eq!(told("a:a"), "the term a stands twice");
        assert_eq!(told("a * b"), "expected + or the end, found \"*\"");
        assert_eq!(told("cut(a)"), "expected a comma and the number of classes, found \")\"");
        assert_eq!(told("cut(a, 1)"), "expected 2 to 100 classes, found \"1\"");
        assert_eq!(told("cut(a, breaks = [3, 2])"), "expected breaks in ascending order, found \"3, 2\"");
        assert_eq!(told("spline(a)"), "expected cut(…), log(…), category(…) or ref(…), found \"spline(\"");
        assert_eq!(told("`a"), "expected a closing quote, found \"`a\"");
        assert_eq!(told("cut(a, 3"), "expected a closing parenthesis, found \"the end\"");
    }
}
