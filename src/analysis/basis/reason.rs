//! Why something could not be computed. Words for each reason stand in the catalogue, not here.

use crate::analysis::algebra::design::NoDesign;
use crate::analysis::algebra::variable::FactorError;

/// Why a study has no response model.
#[derive(Clone, Debug, PartialEq)]
pub enum NoModel {
    /// No variable is known for the units.
    NoVariable,
    /// The model names a variable that the study does not have.
    Unknown {
        /// The name.
        name: String,
        /// Names there are.
        known: Vec<String>,
    },
    /// A variable cannot enter as was asked.
    Factor {
        /// The factor as written.
        factor: String,
        /// Why.
        error: FactorError,
    },
    /// There are no columns.
    Design(NoDesign),
    /// Nobody answered.
    NobodyAnswered,
    /// Everybody answered.
    EverybodyAnswered,
    /// The iteration did not settle, even with the penalty.
    NotConverged,
    /// A single unit has no variation.
    OneUnit,
    /// It would tell who answered.
    Confidential,
}

/// Why it is not known what random response gives for a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoNull {
    /// The frame has too many distinct units, and the number of permutations was not stated.
    TooCostly,
    /// No permutations were asked for.
    NotAsked,
    /// The model could not be fitted to random response.
    NoFit,
}

/// Why there are no weights.
#[derive(Clone, Debug, PartialEq)]
pub enum NoWeights {
    /// They would tell who answered.
    Confidential,
    /// Nobody answered.
    NobodyAnswered,
    /// No unit of a stratum answered. The others must not stand for it in silence.
    EmptyStrata {
        /// The variable.
        variable: String,
        /// The levels without respondents, with their units.
        levels: Vec<(String, usize)>,
    },
    /// A number is not known for some units, so its total is not known.
    MissingNumbers {
        /// The variable.
        variable: String,
        /// How many units.
        n: usize,
    },
    /// The response model leaves out respondents, for which a number is not known.
    MissingPropensities {
        /// How many of them.
        n: usize,
    },
    /// The iteration did not meet the margins.
    NotMet {
        /// The largest difference left, as a share of the frame.
        off_by: f64,
    },
    /// Respondents are too alike to meet all totals.
    Dependent,
    /// There is nothing to weight by.
    NoVariable,
    /// There is no response model.
    NoModel,
    /// A number where strata are needed.
    NotACategory {
        /// The variable.
        variable: String,
    },
    /// The study has no such variable, or it cannot be used so.
    Unusable {
        /// The variable.
        variable: String,
    },
}

/// Why an answer has no proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoProxy {
    /// Fewer respondents than columns, or columns that determine each other.
    NotIdentified,
    /// All answers, or all predictions, are equal.
    Constant,
    /// The fit of the proxy did not settle.
    NotSettled,
    /// There are no nonrespondents.
    EverybodyAnswered,
}
