//! What a reader should know of a row: why a value is missing, or what limits it. Words stand elsewhere, in each language.

use crate::analysis::statistic::contingency::NoTest;

/// A fact that notes tell in fixed words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// No unit answered.
    NobodyAnswered,
    /// Every unit answered.
    EverybodyAnswered,
    /// All units are in one category.
    OneCategory,
    /// A group has fewer than two units.
    FewInAGroup,
    /// No value varies inside the groups.
    NothingVaries,
    /// One of the groups has no unit.
    GroupWithoutUnits,
    /// The group has no unit.
    NoUnits,
    /// No unit differs from the others.
    NoUnitDiffers,
    /// Nobody or everybody is covered.
    UniformCoverage,
    /// A unit has no known area.
    UnknownArea,
    /// Too few units are neighbours, or all did the same.
    FewNeighbours,
    /// Nobody answered the question.
    NobodyAnsweredTheQuestion,
    /// A proxy has more characteristics than respondents can tell apart.
    FewForTheProxy,
    /// Answers or predictions do not vary.
    ConstantAnswers,
    /// Characteristics predict the answer perfectly.
    PredictedPerfectly,

    // Why there is no range by chance.
    /// There are too many distinct units, and nobody said how many permutations.
    TooManyUnits,
    /// No permutations were asked for.
    NotAsked,
    /// The model has no answer for random response.
    NoAnswer,
    /// No permutations were made.
    NotMade,

    // Why there is no response model, or what limits it.
    /// No variable is known for the units.
    NoVariable,
    /// No unit has a value of every variable.
    NoCompleteUnit,
    /// The model did not settle.
    NotConverged,
    /// A single unit has no variation.
    OneUnit,
    /// All propensities are equal.
    EqualPropensities,
    /// Estimation alone explains all variation of the propensities.
    EstimationAlone,
    /// What the largest bias is counted in.
    InStandardDeviations,
    /// A model of one variable has no conditional indicator.
    OneVariable,
    /// A column depends on those before it.
    DependentColumn,

    // Weights.
    /// There is no response model.
    NoModel,
    /// There is nothing to weight by.
    NothingToWeightBy,
    /// The respondents are too alike to meet all totals.
    TooAlike,
    /// Weights were made for all respondents, not only for those of this question.
    WeightsOfAll,

    // Respondents against the others, neighbours.
    /// The groups have no category in common.
    NothingInCommon,
    /// A level has no respondent.
    LevelWithoutRespondents,
    /// No rate on one side would have shown.
    EmptyEnd,
    /// One group has all of a level, the other none.
    AllOrNone,
    /// There are too few units for an interval.
    NoInterval,
    /// What is left of response once each area has its own rate.
    PearsonResiduals,
    /// The unit answered.
    UnitAnswered,
    /// The unit did not answer.
    UnitDidNotAnswer,

    // Answers to questions.
    /// The question has no minimum and maximum.
    NoWorstCase,
    /// The proxy says little.
    UninformativeProxy,
    /// There are fewer than two respondents.
    NoStandardError,
    /// A standard error of 0 says only that respondents agree.
    RespondentsAgree,
}

impl From<NoTest> for Fact {
    fn from(reason: NoTest) -> Self {
        match reason {
            NoTest::NobodyAnswered => Self::NobodyAnswered,
            NoTest::EverybodyAnswered => Self::EverybodyAnswered,
            NoTest::OneCategory => Self::OneCategory,
        }
    }
}

/// What of a response model told who answered apart from who did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Apart {
    /// A level all of whose units answered, or none.
    Level {
        /// The variable.
        factor: String,
        /// Its level.
        level: String,
        /// Units that answered.
        answered: u32,
        /// All units of the level.
        units: u32,
    },
    /// No level by itself.
    Combination {
        /// Units told apart.
        units: u32,
    },
}

/// What limits a row, or why it has no value.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// A fact, by itself.
    Fact(Fact),
    /// The statistic does not apply.
    NotApplicable(Fact),
    /// The proxy does not apply.
    NoProxy(Fact),
    /// There is no range by chance.
    NoNull(Fact),
    /// There are no weights.
    NoWeights(Box<Note>),

    // Why there is no response model.
    /// The study has no such variable.
    UnknownVariable(String),
    /// A variable is a category, where a number is needed.
    NotANumber(String),
    /// A value is 0 or less and has no logarithm.
    NotPositive(String),
    /// No unit has a value.
    NoValue(String),
    /// A number has no levels.
    NoLevels(String),
    /// No unit has a level.
    NoSuchLevel {
        /// The variable.
        factor: String,
        /// The level.
        level: String,
    },
    /// The model has too many columns.
    TooManyColumns {
        /// How many.
        columns: usize,
        /// How many it may have.
        most: usize,
    },

    // What limits a response model.
    /// Some units are told apart without doubt.
    Separation(Vec<Apart>),
    /// Columns that depend on others.
    Dropped(Vec<String>),
    /// Units of which a number is not known.
    UnitsLeftOut(usize),
    /// The factor that takes the bias out of `R`.
    BiasFactor(f64),
    /// What permutations of response gave.
    UnderRandomResponse {
        /// Their mean.
        mean: f64,
        /// The Monte Carlo error of the p-value.
        error: f64,
    },
    /// Permutations without an answer.
    FailedPermutations(usize),
    /// A level of a variable of the model.
    LevelOfModel {
        /// Its units that answered.
        answered: usize,
        /// Its units.
        n: usize,
        /// Their mean propensity.
        mean: f64,
    },

    // Weights.
    /// No unit answered in some levels.
    EmptyStrata {
        /// The variable.
        variable: String,
        /// The levels, with their units.
        levels: Vec<(String, usize)>,
    },
    /// A number is not known for some units.
    MissingNumbers {
        /// The variable.
        variable: String,
        /// How many units.
        n: usize,
    },
    /// The totals cannot be met.
    NotMet {
        /// The share of the frame that is left.
        off_by: f64,
    },
    /// A number cannot make strata.
    NotACategory(String),
    /// The study has no such usable variable.
    Unusable(String),
    /// Respondents with a weight below 1.
    BelowOne(usize),

    // Respondents against the others.
    /// Units that are in none of a variable's categories.
    UnknownLeftOut {
        /// The variable.
        variable: String,
        /// How many units.
        n: usize,
    },
    /// Units without a known value.
    ValuesLeftOut(usize),
    /// The smallest expected count, too small for χ².
    SmallestExpected(f64),
    /// Degrees of freedom.
    Degrees(f64),
    /// What the normal approximation gives.
    NormalApproximation {
        /// With correction for continuity.
        corrected: f64,
        /// Without.
        uncorrected: f64,
    },
    /// What permutations of response gave on average.
    OnAverage {
        /// The average.
        mean: f64,
        /// The Monte Carlo error of the p-value.
        error: f64,
    },

    // Neighbours.
    /// Units without neighbours.
    WithoutNeighbours(usize),
    /// The p-value without permutations.
    AnalyticP(f64),
    /// The Monte Carlo error of the p-value.
    MonteCarlo(f64),

    // Answers to questions.
    /// The interval were the frame a sample itself.
    OfLargerPopulation {
        /// Its lower end.
        low: f64,
        /// Its upper end.
        high: f64,
    },
    /// Nothing that the others could have answered changes the claim.
    Unmoved {
        /// The value that the claim is about.
        claim: f64,
    },
    /// The error with weights taken as fixed.
    FixedWeights(f64),
}

impl From<Fact> for Note {
    fn from(fact: Fact) -> Self {
        Self::Fact(fact)
    }
}
