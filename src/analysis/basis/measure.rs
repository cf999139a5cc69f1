//! One row of `bias.csv`: a statistic of representativeness with its uncertainty, its method, and why a value is missing.

use crate::analysis::basis::family::{Family, InFamily};
use crate::analysis::basis::method::Method;
use crate::analysis::basis::note::Note;
use crate::model::base::word::words;

/// The variable of rows about response itself.
pub const RESPONSE: &str = "response";
/// Residents of the catchment by the census, as a column of numbers.
pub const CENSUS_POPULATION: &str = "census_population";
/// Stands for the terms of a model where no variable is known.
pub const NO_FORMULA: &str = "(no model)";

words! {
    /// What a row of `bias.csv` measures. The words are fixed: scripts and papers depend on them.
    #[derive(PartialOrd, Ord)]
    pub enum MeasureName {
        // Propensities and representativeness.
        /// A coefficient of the response model, on the scale of log odds.
        Coefficient = "coefficient",
        /// `R`, not adjusted for the bias of small frames.
        R = "r",
        /// `R` adjusted for the bias of small frames.
        RAdjusted = "r_adjusted",
        /// Coefficient of variation of propensities.
        Cv = "cv",
        /// Largest absolute bias of a mean, in standard deviations of the variable asked about.
        MaximalBias = "maximal_bias",
        /// What a variable, or one of its levels, adds to the variation of propensities by itself.
        PartialUnconditional = "partial_unconditional",
        /// What a variable, or one of its levels, adds to the variation of propensities given the other variables.
        PartialConditional = "partial_conditional",
        /// Särndal's imbalance of the respondents.
        Imbalance = "imbalance",
        /// Balance indicator 1.
        Balance1 = "balance_1",
        /// Balance indicator 2.
        Balance2 = "balance_2",
        /// Distance between the means of respondents and nonrespondents.
        Distance = "distance",
        // Weights.
        /// Kish's design effect of a set of weights.
        DesignEffect = "design_effect",
        /// How many equally weighted units would be as precise.
        EffectiveN = "effective_n",
        /// The smallest weight.
        WeightMinimum = "weight_minimum",
        /// The largest weight.
        WeightMaximum = "weight_maximum",
        /// Response rate of a class of propensity.
        ResponseClass = "response_class",
        /// The largest absolute standardised difference from the frame, before or after weights.
        BalanceMaximum = "balance_maximum",
        /// The mean of them, each variable once.
        BalanceMean = "balance_mean",
        // Respondents against nonrespondents, variable by variable.
        /// Mean of a group, respondents or nonrespondents.
        Mean = "mean",
        /// Lower quartile of a group, type 7.
        LowerQuartile = "quartile_1",
        /// Median of a group.
        Median = "median",
        /// Upper quartile of a group, type 7.
        UpperQuartile = "quartile_3",
        /// Lower quartile of a group, type 6.
        LowerQuartileType6 = "quartile_1_type6",
        /// Upper quartile of a group, type 6.
        UpperQuartileType6 = "quartile_3_type6",
        /// Standardised difference of means, over the pooled standard deviation.
        Smd = "smd",
        /// Standardised difference of respondents from the frame, over the frame's standard deviation.
        SmdFrame = "smd_frame",
        /// The smallest standardised difference that would have shown.
        DetectableSmd = "detectable_smd",
        /// Difference of means with its test and interval by permutations of response.
        MeanDifference = "mean_difference",
        /// The same standardised difference with the interval of Hedges and Olkin.
        SmdClassical = "smd_classical",
        /// Difference of means with Welch's test.
        Welch = "welch",
        /// Mann and Whitney's test: `U`.
        MannWhitney = "mann_whitney",
        /// The chance that a random respondent is larger than a random nonrespondent.
        Auc = "auc",
        /// Hodges and Lehmann's shift.
        HodgesLehmann = "hodges_lehmann",
        /// Kolmogorov and Smirnov's test: `D`.
        KolmogorovSmirnov = "kolmogorov_smirnov",
        // Response by category or area.
        /// Freeman and Halton's exact test of a table.
        FreemanHalton = "freeman_halton",
        /// Pearson's χ² of the same table.
        ChiSquare = "chi_square",
        /// Cramér's V of the same table.
        CramersV = "cramers_v",
        /// The smallest Cramér's V that would have shown.
        DetectableV = "detectable_v",
        /// Standardised difference of a category as a whole.
        SmdCategory = "smd_category",
        /// Standardised difference of one level alone.
        SmdLevel = "smd_level",
        /// Response rate of a level with its exact test.
        LevelResponse = "level_response",
        /// The same with the mid-p.
        LevelResponseMidP = "level_response_mid_p",
        /// The same, adjusted by Holm over all levels.
        LevelResponseHolm = "level_response_holm",
        /// The same, adjusted by Benjamini and Hochberg over all levels.
        LevelResponseBh = "level_response_bh",
        /// Response rates of a level that would have shown: below and above.
        DetectableRate = "detectable_rate",
        /// Coverage of an area, its p-value adjusted over all areas at once.
        AreaCoverage = "area_coverage",
        /// A variable's test, adjusted by Holm over all variables.
        DifferenceHolm = "difference_holm",
        /// The same, adjusted by Benjamini and Hochberg.
        DifferenceBh = "difference_bh",
        // Inequality of coverage over areas.
        /// Duncan's dissimilarity of units that answered and units that did not.
        DissimilarityUnits = "dissimilarity_units",
        /// Duncan's dissimilarity of covered residents and the others.
        Dissimilarity = "dissimilarity",
        /// Gini coefficient of coverage.
        Gini = "gini",
        /// Theil's index of coverage.
        Theil = "theil",
        /// What the macro-areas explain of Theil's index.
        TheilBetween = "theil_between",
        /// What is left of it inside macro-areas.
        TheilWithin = "theil_within",
        // Neighbouring catchments.
        /// Pairs of neighbours, and units without any.
        NeighbourPairs = "neighbour_pairs",
        /// Neighbours that both answered.
        JoinBoth = "join_both",
        /// Neighbours of which neither answered.
        JoinNeither = "join_neither",
        /// Neighbours of which one answered.
        JoinMixed = "join_mixed",
        /// Moran's `I`.
        Moran = "moran",
        /// Geary's `C`.
        Geary = "geary",
        /// Getis and Ord's general `G`.
        GeneralG = "general_g",
        /// Moran's `I` of what is left of response once each area has its own rate.
        MoranWithin = "moran_within",
        /// A unit among neighbours that did the same more often than chance explains.
        LocalJoin = "local_join",
        /// Local Moran of a unit that differs from chance.
        LocalMoran = "local_moran",
    }
}

/// Which part of its variable a row is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Level {
    /// The units that answered.
    Respondents,
    /// The units that did not.
    Nonrespondents,
    /// All units together, where other rows are of single ones.
    AllUnits,
    /// A category, an area, a unit or a column of a model, by its name.
    Named(String),
}

impl Level {
    /// The word in files.
    pub fn word(&self) -> &str {
        match self {
            Self::Respondents => "respondents",
            Self::Nonrespondents => "nonrespondents",
            Self::AllUnits => "all",
            Self::Named(name) => name,
        }
    }
}

impl From<&str> for Level {
    fn from(name: &str) -> Self {
        Self::Named(name.to_owned())
    }
}

/// A statistic as it is printed. What is missing is `None`, and a note says why.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// What is measured.
    pub measure: MeasureName,
    /// Of which variable or scheme; for a whole model its terms.
    pub variable: String,
    /// The level or area, for measures that have one value a level.
    pub level: Option<Level>,
    /// The value.
    pub estimate: Option<f64>,
    /// Its standard error.
    pub standard_error: Option<f64>,
    /// Lower end of its 95 % interval.
    pub low: Option<f64>,
    /// Upper end of its 95 % interval.
    pub high: Option<f64>,
    /// The probability of a value at least as extreme if response were random; the method says in which sense.
    pub p_value: Option<f64>,
    /// The same adjusted over its family; `None` where another test stands for it.
    pub p_adjusted: Option<f64>,
    /// Which tests it is adjusted over.
    pub family: Option<InFamily>,
    /// Lower end of the central 95 % of values under random response.
    pub null_low: Option<f64>,
    /// Upper end.
    pub null_high: Option<f64>,
    /// The share of values under random response, 0 to 1, that are not above the one observed.
    pub null_percentile: Option<f64>,
    /// How many units it was computed from.
    pub n: Option<usize>,
    /// With how many decimals numbers on the scale of its variable are printed; `None` for a measure with a scale of its own.
    pub decimals: Option<usize>,
    /// How it was computed, with the rule of its p-value or interval, part by part.
    pub method: Vec<Method>,
    /// Where the formula comes from: author and year.
    pub source: &'static str,
    /// Why a value is missing, or what limits it.
    pub notes: Vec<Note>,
}

impl Measure {
    /// A row without any value yet.
    pub fn new(
        measure: MeasureName,
        variable: impl Into<String>,
        method: impl IntoIterator<Item = Method>,
        source: &'static str,
    ) -> Self {
        Self {
            measure,
            variable: variable.into(),
            level: None,
            estimate: None,
            standard_error: None,
            low: None,
            high: None,
            p_value: None,
            p_adjusted: None,
            family: None,
            null_low: None,
            null_high: None,
            null_percentile: None,
            n: None,
            decimals: None,
            method: method.into_iter().collect(),
            source,
            notes: Vec::new(),
        }
    }

    /// The row of one level or area.
    #[must_use]
    pub fn level(mut self, level: impl Into<Level>) -> Self {
        self.level = Some(level.into());
        self
    }

    /// With its value. A number that is not finite is no value.
    #[must_use]
    pub fn estimate(mut self, estimate: impl Into<Option<f64>>) -> Self {
        self.estimate = estimate.into().filter(|value| value.is_finite());
        self
    }

    /// With its standard error.
    #[must_use]
    pub fn standard_error(mut self, standard_error: impl Into<Option<f64>>) -> Self {
        self.standard_error = standard_error.into().filter(|value| value.is_finite());
        self
    }

    /// With its 95 % interval. An end that is not finite is left out.
    #[must_use]
    pub fn interval(mut self, low: f64, high: f64) -> Self {
        self.low = Some(low).filter(|value| value.is_finite());
        self.high = Some(high).filter(|value| value.is_finite());
        self
    }

    /// With its p-value.
    #[must_use]
    pub fn p_value(mut self, p_value: impl Into<Option<f64>>) -> Self {
        self.p_value = p_value.into().filter(|value| value.is_finite());
        self
    }

    /// With its adjusted p-value and the tests that it is adjusted over.
    #[must_use]
    pub fn adjusted(mut self, p_adjusted: f64, family: Family, tests: usize) -> Self {
        self.p_adjusted = Some(p_adjusted).filter(|value| value.is_finite());
        self.family = Some(InFamily { family, tests });
        self
    }

    /// With the number of units behind it.
    #[must_use]
    pub fn n(mut self, n: usize) -> Self {
        self.n = Some(n);
        self
    }

    /// With the decimals of its variable.
    #[must_use]
    pub fn decimals(mut self, decimals: usize) -> Self {
        self.decimals = Some(decimals);
        self
    }

    /// With a note more: why a value is missing, or what limits it.
    #[must_use]
    pub fn note(mut self, note: Note) -> Self {
        self.notes.push(note);
        self
    }

    /// With the notes that there are.
    #[must_use]
    pub fn notes(mut self, notes: impl IntoIterator<Item = Note>) -> Self {
        self.notes.extend(notes);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_distinct_and_made_of_small_letters() {
        let words: std::collections::BTreeSet<&str> = MeasureName::ALL.iter().map(|name| name.word()).collect();
        assert_eq!(words.len(), MeasureName::ALL.len());
        let plain = |word: &&str| word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        assert!(words.iter().all(plain));
    }

    #[test]
    fn what_is_not_finite_is_missing() {
        let row = Measure::new(MeasureName::R, "a", [], "").estimate(f64::NAN).interval(f64::NEG_INFINITY, 1.0);
        assert_eq!((row.estimate, row.low, row.high), (None, None, Some(1.0)));
    }
}
