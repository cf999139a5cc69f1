//! What a row of results says besides its numbers: why a value is missing, or what limits it. The catalogue has the words.

use crate::analysis::basis::reason::{NoModel, NoNull, NoProxy, NoWeights};
use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::statistic::contingency::NoTest;

/// One note.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    // Why there is no value.
    /// It would tell who answered, or what.
    Confidential,
    /// The table has no test.
    NoTest(NoTest),
    /// There is no response model.
    NoModel(NoModel),
    /// It is not known what random response gives.
    NoNull(NoNull),
    /// The weights could not be made.
    NoWeights(NoWeights),
    /// The result is not weighted, for there are no such weights.
    NotWeighted(NoWeights),
    /// There is no proxy for the answer.
    NoProxy(NoProxy),
    /// A group has fewer than two units.
    TooFewUnits,
    /// No value varies inside the groups.
    NoVariation,
    /// A group to be compared has no units.
    EmptyGroup,
    /// The group has no units.
    NoUnits,
    /// Every unit has the level, or none has.
    NoUnitDiffers,
    /// Nobody is covered, or everybody is.
    NobodyOrEverybodyCovered,
    /// The area of a unit is not known.
    UnknownArea,
    /// Fewer than four units have neighbours, or all did the same.
    TooFewNeighbours,
    /// Nobody answered the question.
    NoAnswers,
    /// Everybody answered alike, or all are in one level.
    NothingToCompare,
    /// The groups have no category in common, so their difference is infinite.
    NoCommonCategory,
    /// One group has all of the level and the other none, so their difference is infinite.
    AllAndNone,
    /// A model of one variable has no conditional indicator.
    OneVariable,
    /// The column depends on those before it.
    DependentColumn,

    // Units left out.
    /// Their category is not known.
    WithoutCategory {
        /// How many units.
        n: usize,
        /// The variable or scheme.
        variable: String,
    },
    /// Their number is not known.
    WithoutNumber(usize),
    /// A number of the model is not known for them.
    OutsideModel(usize),
    /// They have no neighbours.
    WithoutNeighbours(usize),

    // The response model.
    /// What tells respondents from the others without error.
    Separation(Vec<Separated>),
    /// Columns left out as depending on others.
    DependentColumns(Vec<String>),
    /// What the adjustment takes from the variance of propensities, as a factor.
    BiasFactor(f64),
    /// All propensities are equal, so there is no standard error.
    EqualPropensities,
    /// Estimation alone explains all variation of the propensities.
    NothingBeyondEstimation,
    /// The value is in standard deviations of the variable asked about.
    InStandardDeviations,
    /// How many units of a level answered.
    Answered {
        /// Units that answered.
        answered: usize,
        /// All units.
        n: usize,
        /// The mean of their propensities.
        mean_propensity: f64,
    },

    // Random response.
    /// The mean of a measure of the model under random response.
    MeanByChance(f64),
    /// The mean of a measure of evenness under random response.
    UnevennessByChance(f64),
    /// The Monte Carlo error of the p-value.
    ErrorOfP(f64),
    /// Permutations for which the model had no answer.
    FailedPermutations(usize),

    // Tests.
    /// The smallest expected count of a table, where it is small.
    SmallExpectedCount(f64),
    /// A level without respondents.
    NoRespondents,
    /// No rate on a side would have shown.
    EmptyEnd,
    /// Degrees of freedom, with their fraction.
    DegreesOfFreedom(f64),
    /// P-values by normal approximation, beside exact ones.
    ByNormal {
        /// With correction for continuity.
        corrected: f64,
        /// Without it.
        uncorrected: f64,
    },
    /// There are too few units for an interval.
    NoInterval,

    // Neighbours.
    /// The two-sided p-value by formula, beside that of permutations.
    AnalyticP(f64),
    /// The values are Pearson residuals of response on the macro-area.
    Residuals,
    /// Whether the unit itself answered.
    UnitAnswered(bool),

    // Weights and answers.
    /// Where the largest difference is.
    Largest {
        /// The variable.
        variable: String,
        /// Its level; `None` for a number.
        level: Option<String>,
    },
    /// The weights were made to meet the known figure, so that it is no test.
    MetByWeights,
    /// The weights are those of an earlier set.
    SameWeights(WeightName),
    /// Respondents with weights below 0.
    NegativeWeights(usize),
    /// Respondents that stand for less than themselves.
    BelowOne(usize),
    /// Fewer than two respondents have no standard error.
    NoStandardError,
    /// A standard error of 0 says only that respondents agree.
    RespondentsAgree,
    /// The share of such intervals that hold the truth in simulations, where it is less than promised.
    MeasuredCoverage(f64),
    /// Respondents agree, or the weights explain all that they say, so a mean or total has no interval.
    NoIntervalOfEqual,
    /// The standard error if weights are taken as fixed.
    ErrorOfFixedWeights(f64),
    /// The interval if the frame were a sample of a far larger population.
    LargerPopulation {
        /// The lower end.
        low: f64,
        /// The upper end.
        high: f64,
    },
    /// The frame is complete, so the worst case has no sampling error.
    CompleteFrame,
    /// The question has no minimum and maximum, so there is no worst case.
    NoWorstCase,
    /// Nothing that nonrespondents could have answered brings the result across the claim.
    Unmoved {
        /// The claim.
        claim: f64,
    },
    /// The correlation of the proxy is too low.
    UninformativeProxy {
        /// The correlation below which it is.
        below: f64,
    },
    /// The proxy predicts answers hardly better than those exchanged among respondents at random.
    ProxyOfNoise {
        /// The share of those predicted as well.
        above: f64,
    },
    /// The proxy's model allows no such φ.
    ImpossiblePhi(f64),
    /// The interval of the proxy measure is of draws from its posterior.
    ProxyInterval {
        /// How many.
        draws: usize,
    },
    /// Weights were made for all respondents, not only for those that answered the question.
    WeightsOfAll,
}

impl Note {
    /// The earlier set of weights that a set is said to be the same as.
    pub fn same_weights(&self) -> Option<WeightName> {
        if let Self::SameWeights(name) = self { Some(*name) } else { None }
    }

    /// The unevenness that random response gives on average.
    pub fn unevenness_by_chance(&self) -> Option<f64> {
        if let Self::UnevennessByChance(mean) = self { Some(*mean) } else { None }
    }
}

/// What tells respondents from the others without error.
#[derive(Clone, Debug, PartialEq)]
pub enum Separated {
    /// A level whose units all answered, or of whose units none did.
    Level {
        /// The variable.
        variable: String,
        /// The level.
        level: String,
        /// Units that answered.
        answered: u32,
        /// All units.
        n: u32,
    },
    /// No single level, but a combination of variables.
    Combination {
        /// How many units it tells apart.
        n: u32,
    },
}
