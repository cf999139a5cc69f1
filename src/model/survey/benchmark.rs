//! Known figures that weighted respondents are held against.

use crate::model::base::word::words;

words! {
    /// What a benchmark is a figure of.
    pub enum BenchmarkKind {
        /// A mean over the units.
        Mean = "mean",
        /// A share of the units.
        Share = "share",
        /// A total over the units: of a number, or the number of units with a level.
        Total = "total",
    }
}

/// One `[[benchmark]]` of a study.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    /// What it is called.
    pub name: String,
    /// A question, or a variable known for every unit.
    pub variable: String,
    /// The names, in every language, of the level or option; none for a number.
    pub level: Vec<String>,
    /// What the figure is.
    pub kind: BenchmarkKind,
    /// The known figure.
    pub value: f64,
    /// Its own standard error, where it is an estimate too.
    pub standard_error: Option<f64>,
    /// Where it comes from.
    pub source: Option<String>,
}
