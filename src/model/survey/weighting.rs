//! Which weights a study asks for.

use crate::model::base::word::words;
use crate::model::survey::formula::Term;

words! {
    /// What makes calibrated weights near to equal ones.
    #[derive(Default)]
    pub enum CalibrationDistance {
        /// Least squares.
        #[default]
        Linear = "linear",
        /// Raking ratio.
        Exponential = "exponential",
        /// Between bounds, along a logistic curve.
        Logit = "logit",
    }
}

/// The section `[weights]` of a study; what is `None` is chosen from what the study has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WeightingPlan {
    /// The strata of post-stratification.
    pub poststratify: Option<Term>,
    /// The margins of raking.
    pub rake: Option<Vec<Term>>,
    /// The variables of calibration.
    pub calibrate: Option<Vec<Term>>,
    /// The distance of calibration.
    pub distance: CalibrationDistance,
    /// The smallest and the largest ratio of a calibrated weight to an equal one, around 1.
    pub bounds: Option<(f64, f64)>,
    /// Levels to be joined before any weight is computed, each list into one.
    pub collapse: Vec<Vec<String>>,
    /// Inverse propensities are cut at so many times their median.
    pub trim: Option<f64>,
    /// What entropy balancing balances.
    pub entropy: Option<Vec<Term>>,
    /// How many classes of propensity.
    pub classes: Option<usize>,
}
