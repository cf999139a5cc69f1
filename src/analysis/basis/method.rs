//! How a row was computed: a formula as papers name it, or weights, whose making is told in each language.

use crate::model::survey::weighting::CalibrationDistance;

/// How weights were made.
#[derive(Clone, Debug, PartialEq)]
pub enum WeightMethod {
    /// By strata, with those joined.
    Poststratified {
        /// What makes the strata; `None` where nothing does.
        by: Option<String>,
        /// Levels that are one.
        joined: Vec<Vec<String>>,
    },
    /// To margins.
    Raked {
        /// The variables.
        to: Vec<String>,
        /// Levels that are one.
        joined: Vec<Vec<String>>,
    },
    /// To totals.
    Calibrated {
        /// The variables.
        to: Vec<String>,
        /// How far weights may move.
        distance: CalibrationDistance,
        /// Levels that are one.
        joined: Vec<Vec<String>>,
    },
    /// By the response model.
    InversePropensity {
        /// The multiple of the median that no weight exceeds.
        trim: Option<f64>,
    },
}

/// How a row was computed.
#[derive(Clone, Debug, PartialEq)]
pub enum Method {
    /// A formula, as papers name it.
    Formula(String),
    /// With weights, and the rule of the standard error where there is one.
    Weights(WeightMethod, Option<&'static str>),
}

impl From<&str> for Method {
    fn from(formula: &str) -> Self {
        Self::Formula(formula.to_owned())
    }
}

impl From<String> for Method {
    fn from(formula: String) -> Self {
        Self::Formula(formula)
    }
}
