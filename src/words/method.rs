//! How a value was computed, told in a language.

use crate::analysis::basis::method::{Adjustment, Local, Method, TestName};
use crate::model::base::language::Language;
use crate::model::survey::formula::Term;
use crate::model::survey::weighting::CalibrationDistance;
use crate::words::number::{digits, shortest};
use crate::words::told::{Told, Values, listed, told_in_turn};

/// The parts of a method, one after the other.
pub(crate) fn method_in(parts: &[Method], language: Language) -> String {
    told_in_turn(parts, language)
}

impl Told for Method {
    fn key(&self) -> &'static str {
        match self {
            Self::NoModel => "method.no-model",
            Self::Logistic { penalised: false, weighted: false } => "method.logistic",
            Self::Logistic { penalised: false, weighted: true } => "method.logistic-weighted",
            Self::Logistic { penalised: true, weighted: false } => "method.logistic-penalised",
            Self::Logistic { penalised: true, weighted: true } => "method.logistic-penalised-weighted",
            Self::MeansOverColumns => "method.means-over-columns",
            Self::Adjusted => "method.adjusted",
            Self::NotAdjusted => "method.not-adjusted",
            Self::ByQuarters => "method.by-quarters",
            Self::LogOdds => "method.log-odds",
            Self::LogOddsByProfile => "method.log-odds-by-profile",
            Self::NoncentralLimits { .. } => "method.noncentral-limits",
            Self::Mean => "method.mean",
            Self::Median => "method.median",
            Self::QuantileType7 => "method.quantile-type-7",
            Self::QuantileType6 => "method.quantile-type-6",
            Self::PooledDifference => "method.pooled-difference",
            Self::HedgesOlkin => "method.hedges-olkin",
            Self::MeanDifference => "method.mean-difference",
            Self::PermutedShifts { .. } => "method.permuted-shifts",
            Self::FrameDifference => "method.frame-difference",
            Self::DetectableDifference => "method.detectable-difference",
            Self::Welch => "method.welch",
            Self::ExactRanks { ties: false } => "method.exact-ranks",
            Self::ExactRanks { ties: true } => "method.exact-ranks-with-ties",
            Self::InvertedRanks => "method.inverted-ranks",
            Self::NormalRanks => "method.normal-ranks",
            Self::TwiceSmallerTail => "method.twice-smaller-tail",
            Self::ShareOfPairs => "method.share-of-pairs",
            Self::MedianOfDifferences => "method.median-of-differences",
            Self::ExactInterval { ties: false } => "method.exact-interval",
            Self::ExactInterval { ties: true } => "method.exact-interval-with-ties",
            Self::ExactDistance => "method.exact-distance",
            Self::LimitOfDistance => "method.limit-of-distance",
            Self::AdjustedTest { adjustment: Adjustment::Holm, .. } => "method.test-by-holm",
            Self::AdjustedTest { adjustment: Adjustment::BenjaminiHochberg, .. } => "method.test-by-bh",
            Self::AllTables => "method.all-tables",
            Self::DrawnTables { .. } => "method.drawn-tables",
            Self::NoMoreLikely => "method.no-more-likely",
            Self::ChiSquare { .. } => "method.chi-square",
            Self::CramersV => "method.cramers-v",
            Self::DetectableV => "method.detectable-v",
            Self::CategoryDistance => "method.category-distance",
            Self::Hypergeometric => "method.hypergeometric",
            Self::HypergeometricMidP => "method.hypergeometric-mid-p",
            Self::RangeOfLevel => "method.range-of-level",
            Self::AdjustedLevel { adjustment: Adjustment::Holm, .. } => "method.level-by-holm",
            Self::AdjustedLevel { adjustment: Adjustment::BenjaminiHochberg, .. } => "method.level-by-bh",
            Self::DetectableRates => "method.detectable-rates",
            Self::LevelDifference => "method.level-difference",
            Self::PermutedResponse { .. } => "method.permuted-response",
            Self::CoverageByChance => "method.coverage-by-chance",
            Self::AdjustedOverAreas => "method.adjusted-over-areas",
            Self::ResidentsBy { .. } => "method.residents-by",
            Self::TooFine => "method.too-fine",
            Self::TheilBetween { .. } => "method.theil-between",
            Self::TheilWithin { .. } => "method.theil-within",
            Self::ResidentsInArea { .. } => "method.residents-in-area",
            Self::SharedBorder => "method.shared-border",
            Self::Moments => "method.moments",
            Self::RangeOfMoments => "method.range-of-moments",
            Self::PermutedValues { .. } => "method.permuted-values",
            Self::PermutedWithinAreas { .. } => "method.permuted-within-areas",
            Self::Local(local) => local.key(),
            Self::CountOfLocal { .. } => "method.count-of-local",
            Self::ExactLocal => "method.exact-local",
            Self::PostStratified { by: Some(_) } => "method.post-stratified",
            Self::PostStratified { by: None } => "method.post-stratified-by-nothing",
            Self::Raked { .. } => "method.raked",
            Self::Calibrated { distance: CalibrationDistance::Linear, .. } => "method.calibrated-linear",
            Self::Calibrated { distance: CalibrationDistance::Exponential, .. } => "method.calibrated-exponential",
            Self::Calibrated { distance: CalibrationDistance::Logit, .. } => "method.calibrated-logit",
            Self::InversePropensity { trim: None } => "method.inverse-propensity",
            Self::InversePropensity { trim: Some(_) } => "method.inverse-propensity-trimmed",
            Self::EntropyBalanced { .. } => "method.entropy-balanced",
            Self::ByClasses { asked, made } if asked == made => "method.by-classes",
            Self::ByClasses { .. } => "method.by-fewer-classes",
            Self::BenchmarkTest { .. } => "method.benchmark-test",
            Self::HolmOverBenchmarks { .. } => "method.holm-over-benchmarks",
            Self::Joined(_) => "method.joined",
            Self::Unweighted => "method.unweighted",
            Self::Linearised => "method.linearised",
            Self::LinearisedPropensities => "method.linearised-propensities",
            Self::InvertedHypergeometric => "method.inverted-hypergeometric",
            Self::FiniteClopperPearson => "method.finite-clopper-pearson",
            Self::KornGraubard => "method.korn-graubard",
            Self::SkewedStudent { .. } => "method.skewed-student",
            Self::ImbensManski => "method.imbens-manski",
            Self::ClopperPearson => "method.clopper-pearson",
            Self::JoinedLimits => "method.joined-limits",
            Self::StudentsT => "method.students-t",
            Self::RanksOfLevels => "method.ranks-of-levels",
        }
    }

    fn values(&self, language: Language) -> Values<'_> {
        let by = |terms: &[Term]| listed(terms.iter().map(Term::to_string)).into();
        match self {
            Self::PermutedResponse { count }
            | Self::PermutedValues { count }
            | Self::PermutedWithinAreas { count }
            | Self::HolmOverBenchmarks { count } => vec![("count", (*count).into())],
            Self::AdjustedTest { test, variables, .. } => {
                vec![("test", test.told(language).into()), ("variables", (*variables).into())]
            }
            Self::DrawnTables { count, error } | Self::PermutedShifts { count, error } => {
                vec![("count", (*count).into()), ("error", digits(*error, 5, language).into())]
            }
            Self::ChiSquare { degrees } | Self::NoncentralLimits { degrees } | Self::BenchmarkTest { degrees } => {
                vec![("degrees", (*degrees).into())]
            }
            Self::AdjustedLevel { levels, .. } => vec![("levels", (*levels).into())],
            Self::TheilBetween { scheme } | Self::TheilWithin { scheme } => vec![("scheme", scheme.as_str().into())],
            Self::ResidentsBy { source } => vec![("source", source.word().into())],
            Self::ResidentsInArea { residents } => vec![("residents", (*residents).into())],
            Self::Local(local) => local.values(language),
            Self::CountOfLocal { local, level } => {
                vec![("local", local.told(language).into()), ("level", shortest(*level, language).into())]
            }
            Self::PostStratified { by: Some(term) } => vec![("by", term.to_string().into())],
            Self::Raked { to } => vec![("margins", by(to))],
            Self::Calibrated { to, .. } | Self::EntropyBalanced { to } => vec![("totals", by(to))],
            Self::InversePropensity { trim: Some(trim) } => vec![("trim", shortest(*trim, language).into())],
            Self::ByClasses { asked, made } => vec![("asked", (*asked).into()), ("made", (*made).into())],
            Self::Joined(lists) => vec![("levels", listed(lists.iter().map(|list| list.join(" + "))).into())],
            Self::NoModel
            | Self::Logistic { .. }
            | Self::MeansOverColumns
            | Self::Adjusted
            | Self::NotAdjusted
            | Self::ByQuarters
            | Self::LogOdds
            | Self::LogOddsByProfile
            | Self::Mean
            | Self::Median
            | Self::QuantileType7
            | Self::QuantileType6
            | Self::PooledDifference
            | Self::HedgesOlkin
            | Self::MeanDifference
            | Self::FrameDifference
            | Self::DetectableDifference
            | Self::Welch
            | Self::ExactRanks { .. }
            | Self::InvertedRanks
            | Self::NormalRanks
            | Self::TwiceSmallerTail
            | Self::ShareOfPairs
            | Self::MedianOfDifferences
            | Self::ExactInterval { .. }
            | Self::ExactDistance
            | Self::LimitOfDistance
            | Self::AllTables
            | Self::NoMoreLikely
            | Self::CramersV
            | Self::DetectableV
            | Self::CategoryDistance
            | Self::Hypergeometric
            | Self::HypergeometricMidP
            | Self::RangeOfLevel
            | Self::DetectableRates
            | Self::LevelDifference
            | Self::CoverageByChance
            | Self::AdjustedOverAreas
            | Self::TooFine
            | Self::SharedBorder
            | Self::Moments
            | Self::RangeOfMoments
            | Self::ExactLocal
            | Self::PostStratified { by: None }
            | Self::InversePropensity { trim: None }
            | Self::Unweighted
            | Self::Linearised
            | Self::LinearisedPropensities
            | Self::InvertedHypergeometric
            | Self::ClopperPearson
            | Self::JoinedLimits
            | Self::StudentsT
            | Self::RanksOfLevels
            | Self::FiniteClopperPearson
            | Self::KornGraubard
            | Self::ImbensManski => Vec::new(),
            Self::SkewedStudent { degrees } => vec![("degrees", digits(*degrees, 1, language).into())],
        }
    }
}

impl Told for TestName {
    fn key(&self) -> &'static str {
        match self {
            Self::MannWhitney => "test-name.mann-whitney",
            Self::FreemanHalton => "test-name.freeman-halton",
            Self::LevelResponse => "test-name.level-response",
            Self::RAdjusted => "test-name.r-adjusted",
        }
    }

    fn values(&self, _: Language) -> Values<'_> {
        Vec::new()
    }
}

impl Told for Local {
    fn key(&self) -> &'static str {
        match self {
            Self::SameStatus => "local.same-status",
            Self::Moran => "local.moran",
        }
    }

    fn values(&self, _: Language) -> Values<'_> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::coverage::area::Source;
    use crate::words::told::tests::assert_all_told;

    fn of_answers() -> Vec<Method> {
        vec![
            Method::Unweighted,
            Method::Linearised,
            Method::LinearisedPropensities,
            Method::InvertedHypergeometric,
            Method::FiniteClopperPearson,
            Method::KornGraubard,
            Method::SkewedStudent { degrees: 17.0 },
            Method::ImbensManski,
            Method::ClopperPearson,
            Method::JoinedLimits,
            Method::StudentsT,
            Method::RanksOfLevels,
        ]
    }

    #[test]
    fn every_method_is_told() {
        let term = || Term::parse("x").unwrap();
        let logistic = |penalised: bool, weighted: bool| Method::Logistic { penalised, weighted };
        let calibrated = |distance: CalibrationDistance| Method::Calibrated { to: vec![term()], distance };
        let test =
            |adjustment: Adjustment| Method::AdjustedTest { adjustment, test: TestName::MannWhitney, variables: 2 };
        let level = |adjustment: Adjustment| Method::AdjustedLevel { adjustment, levels: 2 };
        let of_row = [
            Method::NoModel,
            logistic(false, false),
            logistic(false, true),
            logistic(true, false),
            logistic(true, true),
            Method::MeansOverColumns,
            Method::Adjusted,
            Method::NotAdjusted,
            Method::ByQuarters,
            Method::LogOdds,
            Method::LogOddsByProfile,
            Method::NoncentralLimits { degrees: 2 },
            Method::Mean,
            Method::Median,
            Method::QuantileType7,
            Method::QuantileType6,
            Method::PooledDifference,
            Method::HedgesOlkin,
            Method::MeanDifference,
            Method::PermutedShifts { count: 2, error: 0.5 },
            Method::FrameDifference,
            Method::DetectableDifference,
            Method::Welch,
            Method::ExactRanks { ties: false },
            Method::ExactRanks { ties: true },
            Method::InvertedRanks,
            Method::NormalRanks,
            Method::TwiceSmallerTail,
            Method::ShareOfPairs,
            Method::MedianOfDifferences,
            Method::ExactInterval { ties: false },
            Method::ExactInterval { ties: true },
            Method::ExactDistance,
            Method::LimitOfDistance,
            test(Adjustment::Holm),
            test(Adjustment::BenjaminiHochberg),
            Method::AllTables,
            Method::DrawnTables { count: 2, error: 0.5 },
            Method::NoMoreLikely,
            Method::ChiSquare { degrees: 2 },
            Method::CramersV,
            Method::DetectableV,
            Method::CategoryDistance,
            Method::Hypergeometric,
            Method::HypergeometricMidP,
            Method::RangeOfLevel,
            level(Adjustment::Holm),
            level(Adjustment::BenjaminiHochberg),
            Method::DetectableRates,
            Method::LevelDifference,
            Method::PermutedResponse { count: 2 },
            Method::CoverageByChance,
            Method::AdjustedOverAreas,
            Method::ResidentsBy { source: Source::Frame },
            Method::TooFine,
            Method::TheilBetween { scheme: "region".to_owned() },
            Method::TheilWithin { scheme: "region".to_owned() },
            Method::ResidentsInArea { residents: "population" },
            Method::SharedBorder,
            Method::Moments,
            Method::RangeOfMoments,
            Method::PermutedValues { count: 2 },
            Method::PermutedWithinAreas { count: 2 },
            Method::CountOfLocal { local: Local::Moran, level: 0.5 },
            Method::ExactLocal,
            Method::PostStratified { by: Some(term()) },
            Method::PostStratified { by: None },
            Method::Raked { to: vec![term()] },
            calibrated(CalibrationDistance::Linear),
            calibrated(CalibrationDistance::Exponential),
            calibrated(CalibrationDistance::Logit),
            Method::InversePropensity { trim: None },
            Method::InversePropensity { trim: Some(3.0) },
            Method::EntropyBalanced { to: vec![term()] },
            Method::ByClasses { asked: 5, made: 5 },
            Method::ByClasses { asked: 5, made: 3 },
            Method::BenchmarkTest { degrees: 2 },
            Method::HolmOverBenchmarks { count: 2 },
            Method::Joined(vec![vec!["a".to_owned(), "b".to_owned()]]),
        ];
        let of_answers = of_answers();
        let all: Vec<&dyn Told> = of_row.iter().chain(&of_answers).map(|method| method as &dyn Told).collect();
        assert_all_told("method", &all);
        assert_all_told(
            "test-name",
            &[&TestName::MannWhitney, &TestName::FreemanHalton, &TestName::LevelResponse, &TestName::RAdjusted],
        );
        assert_all_told("local", &[&Method::Local(Local::SameStatus), &Local::Moran]);
    }

    #[test]
    fn weights_are_told_with_the_levels_that_were_joined() {
        let joined = [["a", "b"], ["c", "d"]].map(|list| list.map(str::to_owned).to_vec()).to_vec();
        let to = vec![Term::parse("x").unwrap(), Term::parse("y").unwrap()];
        let how = [Method::Calibrated { to, distance: CalibrationDistance::Linear }, Method::Joined(joined)];
        assert_eq!(method_in(&how, Language::English), "calibrated to x, y (linear); joined: a + b, c + d");
        assert_eq!(method_in(&how, Language::Italian), "calibrati su x, y (lineare); unite: a + b, c + d");
        let trimmed = [Method::InversePropensity { trim: Some(2.5) }, Method::Linearised];
        assert_eq!(
            method_in(&trimmed, Language::Italian),
            "inverso della propensione del modello di risposta, limitato a 2,5 volte la mediana e riportato alla numerosità della lista; linearizzato, con correzione per popolazione finita"
        );
    }
}
