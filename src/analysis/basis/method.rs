//! How a value was computed, with the rule of its p-value or interval. A method has several parts; the catalogue has the words.

use crate::analysis::coverage::area::Source;
use crate::analysis::interval::answer::Rule;
use crate::model::survey::formula::Term;
use crate::model::survey::weighting::CalibrationDistance;

/// One part of a method.
#[derive(Clone, Debug, PartialEq)]
pub enum Method {
    // The response model.
    /// There is no model.
    NoModel,
    /// A logistic model.
    Logistic {
        /// Whether Firth's penalty was needed.
        penalised: bool,
        /// Whether units have design weights.
        weighted: bool,
    },
    /// Differences of means over all columns of the model.
    MeansOverColumns,
    /// Adjusted for the bias of small frames.
    Adjusted,
    /// Not adjusted.
    NotAdjusted,
    /// A number is taken by its quarters.
    ByQuarters,
    /// On the scale of log odds, with Wald's interval and p-value.
    LogOdds,
    /// On the scale of log odds, with interval and p-value by profile likelihood.
    LogOddsByProfile,
    /// The interval by inverting noncentral χ² of the model's score statistic.
    NoncentralLimits {
        /// Its degrees of freedom.
        degrees: usize,
    },

    // Groups of units.
    /// The arithmetic mean.
    Mean,
    /// The median.
    Median,
    /// A quantile of type 7.
    QuantileType7,
    /// A quantile of type 6.
    QuantileType6,
    /// The difference of means over the pooled standard deviation.
    PooledDifference,
    /// The interval of Hedges and Olkin.
    HedgesOlkin,
    /// Difference of means.
    MeanDifference,
    /// The interval of shifts that permutations of response do not reject.
    PermutedShifts {
        /// How many permutations.
        count: usize,
        /// The Monte Carlo error of its level.
        error: f64,
    },
    /// The difference of means over the frame's standard deviation.
    FrameDifference,
    /// The smallest difference that a test would have found.
    DetectableDifference,
    /// Welch's test.
    Welch,
    /// The exact distribution of ranks.
    ExactRanks {
        /// Whether values are tied.
        ties: bool,
    },
    /// The exact distribution of ranks, by inversion.
    InvertedRanks,
    /// Ranks by normal approximation.
    NormalRanks,
    /// Two-sided: twice the smaller tail.
    TwiceSmallerTail,
    /// `U` over the number of pairs.
    ShareOfPairs,
    /// The median of all differences.
    MedianOfDifferences,
    /// The exact interval of that median.
    ExactInterval {
        /// Whether values are tied, which makes it conservative.
        ties: bool,
    },
    /// The exact distribution of the largest distance.
    ExactDistance,
    /// Kolmogorov's limit of that distribution.
    LimitOfDistance,
    /// A test adjusted over all variables.
    AdjustedTest {
        /// How.
        adjustment: Adjustment,
        /// Which test.
        test: TestName,
        /// How many variables.
        variables: usize,
    },

    // Tables of response.
    /// The exact test over all tables with the same margins.
    AllTables,
    /// The exact test over tables drawn at random.
    DrawnTables {
        /// How many.
        count: usize,
        /// The Monte Carlo error of the p-value.
        error: f64,
    },
    /// The probability of all tables that are no more likely: a table of several levels has no tails.
    NoMoreLikely,
    /// χ².
    ChiSquare {
        /// Its degrees of freedom.
        degrees: usize,
    },
    /// Cramér's V.
    CramersV,
    /// The smallest V that χ² would have found.
    DetectableV,
    /// The distance over all categories but one.
    CategoryDistance,
    /// The hypergeometric distribution.
    Hypergeometric,
    /// Its mid-p.
    HypergeometricMidP,
    /// The null range is in shares of the level's units.
    RangeOfLevel,
    /// The test of a level, adjusted over all levels.
    AdjustedLevel {
        /// How.
        adjustment: Adjustment,
        /// How many levels.
        levels: usize,
    },
    /// Rates from which on the exact test would have found a difference.
    DetectableRates,
    /// The difference of a level's share over its pooled standard deviation.
    LevelDifference,

    // Areas.
    /// Permutations of response.
    PermutedResponse {
        /// How many.
        count: usize,
    },
    /// The exact distribution of covered residents under random response.
    CoverageByChance,
    /// The adjusted p-value is Holm's, with what each area's exact test can reach.
    AdjustedOverAreas,
    /// The scheme is too fine for permutations.
    TooFine,
    /// The part of Theil's index between the areas of a scheme.
    TheilBetween {
        /// The scheme.
        scheme: String,
    },
    /// The part of Theil's index inside the areas of a scheme.
    TheilWithin {
        /// The scheme.
        scheme: String,
    },
    /// Where residents were counted.
    ResidentsBy {
        /// The source.
        source: Source,
    },
    /// Residents are counted in the unit's area.
    ResidentsInArea {
        /// The variable that has them.
        residents: &'static str,
    },

    // Neighbours.
    /// Catchments that share a place or a border are neighbours.
    SharedBorder,
    /// Moments under randomisation, by normal approximation.
    Moments,
    /// The null range is the expectation with 1.96 standard deviations on either side.
    RangeOfMoments,
    /// Permutations of values.
    PermutedValues {
        /// How many.
        count: usize,
    },
    /// Permutations that keep values inside areas.
    PermutedWithinAreas {
        /// How many.
        count: usize,
    },
    /// A statistic of each unit and its neighbours.
    Local(Local),
    /// Units counted by the adjusted p-value of a local statistic.
    CountOfLocal {
        /// Which statistic.
        local: Local,
        /// The largest p-value that counts.
        level: f64,
    },
    /// The exact distribution of a local statistic, adjusted over all units.
    ExactLocal,

    // Weights.
    /// Post-stratified, by nothing where no variable is known.
    PostStratified {
        /// The strata.
        by: Option<Term>,
    },
    /// Raked.
    Raked {
        /// The margins.
        to: Vec<Term>,
    },
    /// Calibrated.
    Calibrated {
        /// The totals.
        to: Vec<Term>,
        /// What makes weights near to equal ones.
        distance: CalibrationDistance,
    },
    /// The inverse propensity of the response model.
    InversePropensity {
        /// Cut at so many times the median.
        trim: Option<f64>,
    },
    /// Entropy balancing.
    EntropyBalanced {
        /// What is balanced.
        to: Vec<Term>,
    },
    /// Classes of the response model's propensities.
    ByClasses {
        /// How many were asked for.
        asked: usize,
        /// How many there are.
        made: usize,
    },
    /// The t test of a difference from a known figure.
    BenchmarkTest {
        /// Its degrees of freedom.
        degrees: usize,
    },
    /// Holm's adjustment over known figures with the same weights.
    HolmOverBenchmarks {
        /// How many.
        count: usize,
    },
    /// Levels joined before, each list into one.
    Joined(Vec<Vec<String>>),

    // Answers.
    /// Without weights.
    Unweighted,
    /// The linearised standard error, with finite population correction.
    Linearised,
    /// The linearised standard error of estimated propensities.
    LinearisedPropensities,
    /// The exact interval by inverting the hypergeometric distribution.
    InvertedHypergeometric,
    /// The exact interval without a finite frame.
    ClopperPearson,
    /// Limits of two shares joined into those of their difference.
    JoinedLimits,
    /// A mean with Student's quantile.
    StudentsT,
    /// The ranks of all levels.
    RanksOfLevels,
    /// Clopper and Pearson's interval, its ends drawn in for a finite frame.
    FiniteClopperPearson,
    /// Korn and Graubard's interval, its ends drawn in for a finite frame.
    KornGraubard,
    /// Student's interval, the end of the longer tail further out.
    SkewedStudent {
        /// Degrees of freedom.
        degrees: f64,
    },
    /// The interval of Imbens and Manski.
    ImbensManski,
}

impl From<Rule> for Method {
    fn from(rule: Rule) -> Self {
        match rule {
            Rule::InvertedHypergeometric => Self::InvertedHypergeometric,
            Rule::FiniteClopperPearson => Self::FiniteClopperPearson,
            Rule::KornGraubard => Self::KornGraubard,
            Rule::SkewedStudent { degrees } => Self::SkewedStudent { degrees },
        }
    }
}

/// How p-values are adjusted for being several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adjustment {
    /// Holm's step-down: the probability of any false discovery.
    Holm,
    /// Benjamini and Hochberg's step-up: the share of false discoveries.
    BenjaminiHochberg,
}

/// A test that is adjusted over all variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestName {
    /// Of a number.
    MannWhitney,
    /// Of a category.
    FreemanHalton,
    /// Of the response rate of a level.
    LevelResponse,
    /// Of representativeness.
    RAdjusted,
}

/// A statistic of each unit and its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Local {
    /// Neighbours that did the same.
    SameStatus,
    /// Local Moran of response.
    Moran,
}
