//! Rows of results by what they measure, and of every test the p-value that words may rest on: the adjusted one.

use crate::analysis::basis::measure::{Level, Measure, MeasureName as Name};

/// Adjusted p-values up to this one are told as findings.
pub(crate) const FOUND: f64 = 0.05;

/// The rows of a study.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rows<'a>(pub(crate) &'a [Measure]);

impl<'a> Rows<'a> {
    /// The first row of a measure.
    pub(crate) fn first(self, name: Name) -> Option<&'a Measure> {
        self.0.iter().find(|row| row.measure == name)
    }

    /// The row of a measure of a whole variable.
    pub(crate) fn of(self, name: Name, variable: &str) -> Option<&'a Measure> {
        self.0.iter().find(|row| row.measure == name && row.variable == variable && row.level.is_none())
    }

    /// The row of a measure of one level.
    pub(crate) fn at(self, name: Name, variable: &str, level: &Level) -> Option<&'a Measure> {
        self.levels(name, variable).find(|row| row.level.as_ref() == Some(level))
    }

    /// The rows of a measure of all levels.
    pub(crate) fn levels(self, name: Name, variable: &str) -> impl Iterator<Item = &'a Measure> + use<'a> {
        let variable = variable.to_owned();
        self.0.iter().filter(move |row| row.measure == name && row.variable == variable && row.level.is_some())
    }

    /// The variables that have rows of a measure, in their order.
    pub(crate) fn variables(self, name: Name) -> Vec<&'a str> {
        let mut variables: Vec<&str> = Vec::new();
        for row in self.0.iter().filter(|row| row.measure == name) {
            if !variables.contains(&row.variable.as_str()) {
                variables.push(&row.variable);
            }
        }
        variables
    }

    /// The p-value of a level's response, adjusted over all levels of its variable.
    pub(crate) fn p_of_level(self, variable: &str, level: &Level) -> Option<f64> {
        self.at(Name::LevelResponseHolm, variable, level).and_then(|row| row.p_adjusted)
    }

    /// The p-value of a variable's test, adjusted over all variables that are compared.
    pub(crate) fn p_of_variable(self, variable: &str) -> Option<f64> {
        self.of(Name::DifferenceHolm, variable).and_then(|row| row.p_adjusted)
    }

    /// The p-value of an area's coverage, adjusted over all areas.
    pub(crate) fn p_of_coverage(self, scheme: &str, area: &Level) -> Option<f64> {
        self.at(Name::AreaCoverage, scheme, area).and_then(|row| row.p_adjusted)
    }
}

/// How many units of a level answered, out of all of it.
pub(crate) fn answered(row: &Measure) -> Option<(usize, usize)> {
    let (rate, n) = (row.estimate?, row.n?);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, of which the rate was made")]
    let answered = (rate * n as f64).round() as usize;
    Some((answered, n))
}
