//! Why something could not be computed, told in a language.

use crate::analysis::algebra::design::{MOST_COLUMNS, NoDesign};
use crate::analysis::algebra::variable::FactorError;
use crate::analysis::basis::reason::{NoModel, NoNull, NoProxy, NoWeights};
use crate::analysis::statistic::contingency::NoTest;
use crate::model::base::language::Language;
use crate::words::number::scientific;
use crate::words::phrase::category_in;
use crate::words::told::{Told, Values, listed};

impl Told for NoTest {
    fn key(&self) -> &'static str {
        match self {
            Self::NobodyAnswered => "no-test.nobody",
            Self::EverybodyAnswered => "no-test.everybody",
            Self::OneCategory => "no-test.one-category",
        }
    }

    fn values(&self, _: Language) -> Values<'_> {
        Vec::new()
    }
}

impl Told for NoModel {
    fn key(&self) -> &'static str {
        match self {
            Self::NoVariable => "no-model.no-variable",
            Self::Unknown { .. } => "no-model.unknown",
            Self::Factor { error: FactorError::NotANumber, .. } => "no-model.not-a-number",
            Self::Factor { error: FactorError::NotPositive, .. } => "no-model.not-positive",
            Self::Factor { error: FactorError::AllMissing, .. } => "no-model.all-missing",
            Self::Factor { error: FactorError::NoLevels, .. } => "no-model.no-levels",
            Self::Factor { error: FactorError::NoSuchLevel { .. }, .. } => "no-model.no-such-level",
            Self::Design(NoDesign::NoCompleteUnit) => "no-model.no-complete-unit",
            Self::Design(NoDesign::TooManyColumns { .. }) => "no-model.too-many-columns",
            Self::NobodyAnswered => "no-model.nobody",
            Self::EverybodyAnswered => "no-model.everybody",
            Self::NotConverged => "no-model.not-converged",
            Self::OneUnit => "no-model.one-unit",
            Self::Confidential => "no-model.confidential",
        }
    }

    fn values(&self, _: Language) -> Values<'_> {
        match self {
            Self::Unknown { name, .. } => vec![("name", format!("{name:?}").into())],
            Self::Factor { factor, error: FactorError::NoSuchLevel { level, .. } } => {
                vec![("factor", factor.as_str().into()), ("level", format!("{level:?}").into())]
            }
            Self::Factor { factor, .. } => vec![("factor", factor.as_str().into())],
            Self::Design(NoDesign::TooManyColumns { columns }) => {
                vec![("columns", (*columns).into()), ("most", MOST_COLUMNS.into())]
            }
            Self::NoVariable
            | Self::Design(NoDesign::NoCompleteUnit)
            | Self::NobodyAnswered
            | Self::EverybodyAnswered
            | Self::NotConverged
            | Self::OneUnit
            | Self::Confidential => Vec::new(),
        }
    }
}

impl Told for NoNull {
    fn key(&self) -> &'static str {
        match self {
            Self::TooCostly => "no-null.too-costly",
            Self::NotAsked => "no-null.not-asked",
            Self::NoFit => "no-null.no-fit",
        }
    }

    fn values(&self, _: Language) -> Values<'_> {
        Vec::new()
    }
}

impl Told for NoWeights {
    fn key(&self) -> &'static str {
        match self {
            Self::NobodyAnswered => "no-weights.nobody",
            Self::EmptyStrata { .. } => "no-weights.empty-strata",
            Self::MissingNumbers { .. } => "no-weights.missing-numbers",
            Self::MissingPropensities { .. } => "no-weights.missing-propensities",
            Self::NotMet { .. } => "no-weights.not-met",
            Self::Dependent => "no-weights.dependent",
            Self::NoVariable => "no-weights.no-variable",
            Self::NoModel => "no-weights.no-model",
            Self::NotACategory { .. } => "no-weights.not-a-category",
            Self::Unusable { .. } => "no-weights.unusable",
            Self::Confidential => "no-weights.confidential",
        }
    }

    fn values(&self, language: Language) -> Values<'_> {
        match self {
            Self::EmptyStrata { variable, levels } => {
                let named = levels.iter().map(|(level, n)| format!("{} (0/{n})", category_in(level, language)));
                vec![("variable", variable.as_str().into()), ("levels", listed(named).into())]
            }
            Self::MissingNumbers { variable, n } => vec![("variable", variable.as_str().into()), ("n", (*n).into())],
            Self::MissingPropensities { n } => vec![("n", (*n).into())],
            Self::NotMet { off_by } => vec![("share", scientific(*off_by, 2, language).into())],
            Self::NotACategory { variable } | Self::Unusable { variable } => {
                vec![("variable", variable.as_str().into())]
            }
            Self::NobodyAnswered | Self::Dependent | Self::NoVariable | Self::NoModel | Self::Confidential => {
                Vec::new()
            }
        }
    }
}

impl Told for NoProxy {
    fn key(&self) -> &'static str {
        match self {
            Self::NotIdentified => "no-proxy.not-identified",
            Self::Constant => "no-proxy.constant",
            Self::NotSettled => "no-proxy.not-settled",
            Self::EverybodyAnswered => "no-proxy.everybody",
        }
    }

    fn values(&self, _: Language) -> Values<'_> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::algebra::variable::NOT_KNOWN;
    use crate::words::told::tests::assert_all_told;

    #[test]
    fn every_reason_is_told() {
        let of_factor = |error: FactorError| NoModel::Factor { factor: "log(x)".to_owned(), error };
        let variable = || "x".to_owned();
        assert_all_told("no-test", &[&NoTest::NobodyAnswered, &NoTest::EverybodyAnswered, &NoTest::OneCategory]);
        assert_all_told(
            "no-model",
            &[
                &NoModel::NoVariable,
                &NoModel::Unknown { name: variable(), known: Vec::new() },
                &of_factor(FactorError::NotANumber),
                &of_factor(FactorError::NotPositive),
                &of_factor(FactorError::AllMissing),
                &of_factor(FactorError::NoLevels),
                &of_factor(FactorError::NoSuchLevel { level: "a".to_owned(), levels: Vec::new() }),
                &NoModel::Design(NoDesign::NoCompleteUnit),
                &NoModel::Design(NoDesign::TooManyColumns { columns: 900 }),
                &NoModel::NobodyAnswered,
                &NoModel::EverybodyAnswered,
                &NoModel::NotConverged,
                &NoModel::OneUnit,
                &NoModel::Confidential,
            ],
        );
        assert_all_told("no-null", &[&NoNull::TooCostly, &NoNull::NotAsked, &NoNull::NoFit]);
        assert_all_told(
            "no-weights",
            &[
                &NoWeights::NobodyAnswered,
                &NoWeights::EmptyStrata { variable: variable(), levels: vec![("a".to_owned(), 2)] },
                &NoWeights::MissingNumbers { variable: variable(), n: 3 },
                &NoWeights::MissingPropensities { n: 3 },
                &NoWeights::NotMet { off_by: 0.1 },
                &NoWeights::Dependent,
                &NoWeights::NoVariable,
                &NoWeights::NoModel,
                &NoWeights::Confidential,
                &NoWeights::NotACategory { variable: variable() },
                &NoWeights::Unusable { variable: variable() },
            ],
        );
        let no_proxies = [NoProxy::NotIdentified, NoProxy::Constant, NoProxy::NotSettled, NoProxy::EverybodyAnswered];
        assert_all_told("no-proxy", &no_proxies.each_ref().map(|reason| reason as &dyn Told));
    }

    #[test]
    fn names_stay_and_numbers_and_unknown_levels_follow_the_language() {
        let levels = vec![("Isole".to_owned(), 3), (NOT_KNOWN.to_owned(), 1)];
        let empty = NoWeights::EmptyStrata { variable: "macro_area".to_owned(), levels };
        assert_eq!(empty.told(Language::English), "no unit answered in macro_area: Isole (0/3), (not known) (0/1)");
        assert_eq!(
            empty.told(Language::Italian),
            "nessuna unità ha risposto in macro_area: Isole (0/3), (non nota) (0/1)"
        );
        let beds = |n: usize| NoWeights::MissingNumbers { variable: "beds".to_owned(), n }.told(Language::English);
        assert_eq!(
            (beds(1).as_str(), beds(3).as_str()),
            ("beds is not known for 1 unit", "beds is not known for 3 units")
        );
        let not_met = NoWeights::NotMet { off_by: 0.012_34 };
        assert_eq!(not_met.told(Language::English), "the totals cannot be met, 1.23e-2 of the frame is left");
        assert_eq!(not_met.told(Language::Italian), "i totali non si possono rispettare, resta 1,23e-2 della lista");
    }
}
