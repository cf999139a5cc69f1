//! What a question's answers come to.

use crate::analysis::basis::method::Method;
use crate::analysis::basis::note::Note;
use crate::analysis::basis::reason::NoWeights;
use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::propensity::standard_error::EstimatedPropensities;
use crate::model::base::word::words;

/// A set of weights over the units in scope.
#[derive(Clone, Copy, Debug)]
pub struct AppliedWeights<'a> {
    /// Which.
    pub name: WeightName,
    /// How they were made.
    pub method: &'a [Method],
    /// The weight of each unit; `None` for a unit without one. Or why there are none.
    pub weights: Result<&'a [Option<f64>], &'a NoWeights>,
    /// The columns whose totals they meet, one value a unit.
    pub controls: &'a [Vec<f64>],
    /// The earlier set with the same weights, whose results are not told twice.
    pub same_as: Option<WeightName>,
    /// The response model behind weights that are its inverse propensities.
    pub estimated: Option<EstimatedPropensities<'a>>,
}

words! {
    /// What is estimated.
    pub enum Quantity {
        /// A share of units.
        Share = "share",
        /// A share of the residents that units serve.
        ShareOfResidents = "share_of_residents",
        /// A mean over units.
        Mean = "mean",
        /// A total over the frame.
        Total = "total",
    }
}

words! {
    /// Over whom a question is counted.
    pub enum Base {
        /// All units: where the question did not apply, the option was not chosen.
        All = "all",
        /// The units to which the question applied.
        Asked = "asked",
    }
}

/// One row of `outcomes.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Position of the question in the study.
    pub question: usize,
    /// Position of the option; `None` for a number.
    pub option: Option<usize>,
    /// What is estimated.
    pub quantity: Quantity,
    /// Over whom.
    pub base: Base,
    /// With which weights; `None` without any.
    pub weights: Option<WeightName>,
    /// Respondents in the base.
    pub n: usize,
    /// Of them, how many gave the option; `None` for a number.
    pub count: Option<usize>,
    /// Respondents to whom the question did not apply.
    pub not_applicable: usize,
    /// Respondents that left it out.
    pub missing: usize,
    /// The estimate.
    pub estimate: Option<f64>,
    /// Its standard error.
    pub standard_error: Option<f64>,
    /// Its 95 % interval.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// Kish's design effect of the weights over the base.
    pub design_effect: Option<f64>,
    /// The worst case, low and high; only for what no weights change.
    pub worst: Option<(f64, f64)>,
    /// The interval of Imbens and Manski, of sampling and the worst case together; only where the frame is itself a sample.
    pub partial: Option<(f64, f64)>,
    /// The value that the claim is about.
    pub claim: Option<f64>,
    /// The value among nonrespondents at which the frame is just at the claim.
    pub tipping_point: Option<f64>,
    /// The correlation of the proxy with answers that it was not fitted to.
    pub proxy_correlation: Option<f64>,
    /// Where that stands among answers exchanged at random: the share of them that are predicted less well.
    pub proxy_percentile: Option<f64>,
    /// The bias for φ = 0, ½, 1, where it is possible: of a share in points, of a mean in standard deviations.
    pub proxy_bias: [Option<f64>; 3],
    /// The central 95 % of its posterior with φ uniform.
    pub proxy_interval: Option<(f64, f64)>,
    /// With how many decimals numbers on the scale of the question are printed.
    pub decimals: usize,
    /// How it was computed, part by part.
    pub method: Vec<Method>,
    /// What is missing and why, and what limits it.
    pub notes: Vec<Note>,
}
