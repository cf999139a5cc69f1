//! What a row of results says besides its numbers, told in a language.

use crate::analysis::basis::note::{Note, Separated};
use crate::model::base::language::Language;
use crate::words::number::{digits, percent, shortest};
use crate::words::phrase::category_in;
use crate::words::told::{Told, Values, listed, told_in_turn};

/// The notes of a row, one after the other; `None` where there are none.
pub(crate) fn notes_in(notes: &[Note], language: Language) -> Option<String> {
    (!notes.is_empty()).then(|| told_in_turn(notes, language))
}

impl Told for Note {
    fn key(&self) -> &'static str {
        match self {
            Self::Confidential => "note.confidential",
            Self::NoTest(reason) => reason.key(),
            Self::NoModel(reason) => reason.key(),
            Self::NoNull(_) => "note.no-null",
            Self::NoWeights(reason) => reason.key(),
            Self::NotWeighted(_) => "note.not-weighted",
            Self::NoProxy(reason) => reason.key(),
            Self::TooFewUnits => "note.too-few-units",
            Self::NoVariation => "note.no-variation",
            Self::EmptyGroup => "note.empty-group",
            Self::NoUnits => "note.no-units",
            Self::NoUnitDiffers => "note.no-unit-differs",
            Self::NobodyOrEverybodyCovered => "note.nobody-or-everybody-covered",
            Self::UnknownArea => "note.unknown-area",
            Self::TooFewNeighbours => "note.too-few-neighbours",
            Self::NoAnswers => "note.no-answers",
            Self::NothingToCompare => "note.nothing-to-compare",
            Self::NoCommonCategory => "note.no-common-category",
            Self::AllAndNone => "note.all-and-none",
            Self::OneVariable => "note.one-variable",
            Self::DependentColumn => "note.dependent-column",
            Self::WithoutCategory { .. } => "note.without-category",
            Self::WithoutNumber(_) => "note.without-number",
            Self::OutsideModel(_) => "note.outside-model",
            Self::WithoutNeighbours(_) => "note.without-neighbours",
            Self::Separation(_) => "note.separation",
            Self::DependentColumns(_) => "note.dependent-columns",
            Self::BiasFactor(_) => "note.bias-factor",
            Self::EqualPropensities => "note.equal-propensities",
            Self::NothingBeyondEstimation => "note.nothing-beyond-estimation",
            Self::InStandardDeviations => "note.in-standard-deviations",
            Self::Answered { .. } => "note.answered",
            Self::MeanByChance(_) => "note.mean-by-chance",
            Self::UnevennessByChance(_) => "note.unevenness-by-chance",
            Self::ErrorOfP(_) => "note.error-of-p",
            Self::FailedPermutations(_) => "note.failed-permutations",
            Self::SmallExpectedCount(_) => "note.small-expected-count",
            Self::NoRespondents => "note.no-respondents",
            Self::EmptyEnd => "note.empty-end",
            Self::DegreesOfFreedom(_) => "note.degrees-of-freedom",
            Self::ByNormal { .. } => "note.by-normal",
            Self::NoInterval => "note.no-interval",
            Self::AnalyticP(_) => "note.analytic-p",
            Self::Residuals => "note.residuals",
            Self::UnitAnswered(true) => "note.unit-answered",
            Self::UnitAnswered(false) => "note.unit-did-not-answer",
            Self::Largest { level: Some(_), .. } => "note.largest-of-level",
            Self::Largest { level: None, .. } => "note.largest",
            Self::MetByWeights => "note.met-by-weights",
            Self::SameWeights(_) => "note.same-weights",
            Self::NegativeWeights(_) => "note.negative-weights",
            Self::BelowOne(_) => "note.below-one",
            Self::NoStandardError => "note.no-standard-error",
            Self::RespondentsAgree => "note.respondents-agree",
            Self::NoIntervalOfEqual => "note.no-interval-of-equal",
            Self::MeasuredCoverage(_) => "note.measured-coverage",
            Self::ErrorOfFixedWeights(_) => "note.error-of-fixed-weights",
            Self::LargerPopulation { .. } => "note.larger-population",
            Self::CompleteFrame => "note.complete-frame",
            Self::NoWorstCase => "note.no-worst-case",
            Self::Unmoved { .. } => "note.unmoved",
            Self::UninformativeProxy { .. } => "note.uninformative-proxy",
            Self::ProxyOfNoise { .. } => "note.proxy-of-noise",
            Self::ImpossiblePhi(_) => "note.impossible-phi",
            Self::ProxyInterval { .. } => "note.proxy-interval",
            Self::WeightsOfAll => "note.weights-of-all",
        }
    }

    fn values(&self, language: Language) -> Values<'_> {
        let four = |value: &f64| digits(*value, 4, language).into();
        match self {
            Self::NoTest(reason) => reason.values(language),
            Self::NoModel(reason) => reason.values(language),
            Self::NoNull(reason) => vec![("reason", reason.told(language).into())],
            Self::NoWeights(reason) => reason.values(language),
            Self::NotWeighted(reason) => vec![("reason", reason.told(language).into())],
            Self::NoProxy(reason) => reason.values(language),
            Self::WithoutCategory { n, variable } => vec![("n", (*n).into()), ("variable", variable.as_str().into())],
            Self::WithoutNumber(n)
            | Self::OutsideModel(n)
            | Self::WithoutNeighbours(n)
            | Self::FailedPermutations(n)
            | Self::NegativeWeights(n)
            | Self::BelowOne(n) => vec![("n", (*n).into())],
            Self::Largest { variable, level } => vec![
                ("variable", variable.as_str().into()),
                ("level", level.as_deref().map_or("", |level| category_in(level, language)).into()),
            ],
            Self::SameWeights(weights) => vec![("weights", weights.word().into())],
            Self::Separation(by) => {
                vec![("by", listed(by.iter().map(|separated| separated.told(language))).into())]
            }
            Self::DependentColumns(columns) => vec![("columns", listed(columns.iter().cloned()).into())],
            Self::BiasFactor(factor) => vec![("factor", digits(*factor, 6, language).into())],
            Self::Answered { answered, n, mean_propensity } => {
                vec![("answered", (*answered).into()), ("n", (*n).into()), ("mean", four(mean_propensity))]
            }
            Self::MeanByChance(mean) | Self::UnevennessByChance(mean) => vec![("mean", four(mean))],
            Self::ErrorOfP(error) | Self::ErrorOfFixedWeights(error) => vec![("error", four(error))],
            Self::SmallExpectedCount(count) => vec![("count", digits(*count, 1, language).into())],
            Self::DegreesOfFreedom(degrees) => vec![("degrees", digits(*degrees, 1, language).into())],
            Self::ByNormal { corrected, uncorrected } => {
                vec![("corrected", four(corrected)), ("uncorrected", four(uncorrected))]
            }
            Self::MeasuredCoverage(share) => vec![("share", percent(*share, language).into())],
            Self::AnalyticP(p) => vec![("p", four(p))],
            Self::LargerPopulation { low, high } => vec![("low", four(low)), ("high", four(high))],
            Self::Unmoved { claim } => vec![("claim", shortest(*claim, language).into())],
            Self::UninformativeProxy { below } => vec![("below", shortest(*below, language).into())],
            Self::ProxyOfNoise { above } => vec![("above", percent(*above, language).into())],
            Self::ImpossiblePhi(phi) => vec![("phi", shortest(*phi, language).into())],
            Self::ProxyInterval { draws } => vec![("draws", (*draws).into())],
            Self::MetByWeights
            | Self::Confidential
            | Self::TooFewUnits
            | Self::NoVariation
            | Self::EmptyGroup
            | Self::NoUnits
            | Self::NoUnitDiffers
            | Self::NobodyOrEverybodyCovered
            | Self::UnknownArea
            | Self::TooFewNeighbours
            | Self::NoAnswers
            | Self::NothingToCompare
            | Self::NoCommonCategory
            | Self::AllAndNone
            | Self::OneVariable
            | Self::DependentColumn
            | Self::EqualPropensities
            | Self::NothingBeyondEstimation
            | Self::InStandardDeviations
            | Self::NoRespondents
            | Self::EmptyEnd
            | Self::NoInterval
            | Self::Residuals
            | Self::UnitAnswered(_)
            | Self::NoStandardError
            | Self::RespondentsAgree
            | Self::NoIntervalOfEqual
            | Self::CompleteFrame
            | Self::NoWorstCase
            | Self::WeightsOfAll => Vec::new(),
        }
    }
}

impl Told for Separated {
    fn key(&self) -> &'static str {
        match self {
            Self::Level { .. } => "separated.level",
            Self::Combination { .. } => "separated.combination",
        }
    }

    fn values(&self, language: Language) -> Values<'_> {
        match self {
            Self::Level { variable, level, answered, n } => vec![
                ("variable", variable.as_str().into()),
                ("level", category_in(level, language).into()),
                ("answered", (*answered).into()),
                ("n", (*n).into()),
            ],
            Self::Combination { n } => vec![("n", (*n).into())],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::basis::reason::{NoNull, NoWeights};
    use crate::analysis::basis::weight_name::WeightName;
    use crate::analysis::statistic::contingency::NoTest;
    use crate::words::told::tests::assert_all_told;

    #[test]
    fn every_note_is_told() {
        let variable = || "x".to_owned();
        let level = Separated::Level { variable: variable(), level: "a".to_owned(), answered: 3, n: 3 };
        let of_row = [
            Note::NoNull(NoNull::NotAsked),
            Note::Confidential,
            Note::NotWeighted(NoWeights::NoVariable),
            Note::TooFewUnits,
            Note::NoVariation,
            Note::EmptyGroup,
            Note::NoUnits,
            Note::NoUnitDiffers,
            Note::NobodyOrEverybodyCovered,
            Note::UnknownArea,
            Note::TooFewNeighbours,
            Note::NoAnswers,
            Note::NothingToCompare,
            Note::NoCommonCategory,
            Note::AllAndNone,
            Note::OneVariable,
            Note::DependentColumn,
            Note::WithoutCategory { n: 2, variable: variable() },
            Note::WithoutNumber(2),
            Note::OutsideModel(2),
            Note::WithoutNeighbours(2),
            Note::Separation(vec![level.clone()]),
            Note::DependentColumns(vec![variable()]),
            Note::BiasFactor(0.5),
            Note::EqualPropensities,
            Note::NothingBeyondEstimation,
            Note::InStandardDeviations,
            Note::Answered { answered: 1, n: 2, mean_propensity: 0.5 },
            Note::MeanByChance(0.5),
            Note::UnevennessByChance(0.5),
            Note::ErrorOfP(0.5),
            Note::FailedPermutations(2),
            Note::SmallExpectedCount(0.5),
            Note::NoRespondents,
            Note::EmptyEnd,
            Note::DegreesOfFreedom(0.5),
            Note::ByNormal { corrected: 0.5, uncorrected: 0.5 },
            Note::NoInterval,
            Note::AnalyticP(0.5),
            Note::Residuals,
            Note::UnitAnswered(true),
            Note::UnitAnswered(false),
            Note::Largest { variable: variable(), level: None },
            Note::Largest { variable: variable(), level: Some("a".to_owned()) },
            Note::MetByWeights,
            Note::SameWeights(WeightName::Raked),
            Note::NegativeWeights(2),
            Note::BelowOne(2),
            Note::NoStandardError,
            Note::RespondentsAgree,
            Note::NoIntervalOfEqual,
            Note::MeasuredCoverage(0.92),
            Note::ErrorOfFixedWeights(0.5),
            Note::LargerPopulation { low: 0.5, high: 0.5 },
            Note::CompleteFrame,
            Note::NoWorstCase,
            Note::Unmoved { claim: 0.5 },
            Note::UninformativeProxy { below: 0.5 },
            Note::ProxyOfNoise { above: 0.5 },
            Note::ImpossiblePhi(1.0),
            Note::ProxyInterval { draws: 2 },
            Note::WeightsOfAll,
        ];
        assert_all_told("note", &of_row.each_ref().map(|note| note as &dyn Told));
        assert_all_told("separated", &[&level, &Separated::Combination { n: 3 }]);
    }

    #[test]
    fn notes_are_told_one_after_the_other() {
        let level = Separated::Level { variable: "beds".to_owned(), level: "3".to_owned(), answered: 0, n: 2 };
        let of_row = [Note::OutsideModel(1), Note::Separation(vec![level]), Note::NoTest(NoTest::EverybodyAnswered)];
        assert_eq!(
            notes_in(&of_row, Language::English).as_deref(),
            Some(
                "1 unit left out: a number is not known; separation: beds=3 (0 of 2 answered); not applicable: everybody answered"
            )
        );
        assert_eq!(
            notes_in(&of_row, Language::Italian).as_deref(),
            Some(
                "esclusa 1 unità: un numero non è noto; separazione: beds=3 (0 su 2 hanno risposto); non applicabile: tutte le unità hanno risposto"
            )
        );
        assert_eq!(notes_in(&[], Language::English), None);
    }
}
