//! Notes and methods in words. Data files carry them in the language that all fall back to, sentences in that of the study.

use std::borrow::Cow;

use fluent_bundle::FluentValue;

use crate::analysis::basis::method::{Method, WeightMethod};
use crate::analysis::basis::note::{Apart, Fact, Note};
use crate::model::base::language::Language;
use crate::model::survey::weighting::CalibrationDistance;
use crate::words::catalogue::{plain, say};
use crate::words::number::digits;

/// Several notes as one text; `None` where there are none.
pub fn notes_in(notes: &[Note], language: Language) -> Option<String> {
    (!notes.is_empty()).then(|| joined(notes.iter().map(|note| note_in(note, language)), "; "))
}

/// Notes as data files carry them.
pub fn notes_of_data(notes: &[Note]) -> Option<String> {
    notes_in(notes, Language::default())
}

/// A note in words.
pub fn note_in(note: &Note, language: Language) -> String {
    let say_one = |key: &str, name: &'static str, value: FluentValue<'_>| say(language, key, [(name, value)]);
    let written = |value: f64, decimals: usize| -> FluentValue<'_> { digits(value, decimals, language).into() };
    match note {
        Note::Fact(fact) => fact_in(*fact, language).to_owned(),
        Note::NotApplicable(fact) => say_one("note-not-applicable", "reason", fact_in(*fact, language).into()),
        Note::NoProxy(fact) => say_one("note-no-proxy", "reason", fact_in(*fact, language).into()),
        Note::NoNull(fact) => say_one("note-no-null", "reason", fact_in(*fact, language).into()),
        Note::NoWeights(reason) => say_one("note-no-weights", "reason", note_in(reason, language).into()),
        Note::UnknownVariable(variable) => say_one("note-unknown-variable", "variable", format!("{variable:?}").into()),
        Note::NotANumber(factor) => say_one("note-not-a-number", "factor", factor.into()),
        Note::NotPositive(factor) => say_one("note-not-positive", "factor", factor.into()),
        Note::NoValue(factor) => say_one("note-no-value", "factor", factor.into()),
        Note::NoLevels(factor) => say_one("note-no-levels", "factor", factor.into()),
        Note::NoSuchLevel { factor, level } => {
            say(language, "note-no-such-level", [("factor", factor.into()), ("level", format!("{level:?}").into())])
        }
        Note::TooManyColumns { columns, most } => {
            say(language, "note-too-many-columns", [("columns", (*columns).into()), ("most", (*most).into())])
        }
        Note::Separation(levels) => {
            let levels = joined(levels.iter().map(|level| apart_in(level, language)), ", ");
            say_one("note-separation", "levels", levels.into())
        }
        Note::Dropped(columns) => say_one("note-dropped", "columns", columns.join(", ").into()),
        Note::UnitsLeftOut(n) => say_one("note-units-left-out", "n", (*n).into()),
        Note::BiasFactor(factor) => say_one("note-bias-factor", "factor", written(*factor, 6)),
        Note::UnderRandomResponse { mean, error } => {
            say(language, "note-under-random-response", [("mean", written(*mean, 4)), ("error", written(*error, 4))])
        }
        Note::FailedPermutations(n) => say_one("note-failed-permutations", "n", (*n).into()),
        Note::LevelOfModel { answered, n, mean } => {
            let values = [("answered", (*answered).into()), ("n", (*n).into()), ("mean", written(*mean, 4))];
            say(language, "note-level-of-model", values)
        }
        Note::EmptyStrata { variable, levels } => {
            let levels = levels.iter().map(|(level, units)| format!("{level} (0/{units})"));
            let levels = joined(levels, ", ");
            say(language, "note-empty-strata", [("variable", variable.into()), ("levels", levels.into())])
        }
        Note::MissingNumbers { variable, n } => {
            say(language, "note-missing-numbers", [("variable", variable.into()), ("n", (*n).into())])
        }
        Note::NotMet { off_by } => say_one("note-not-met", "left", format!("{off_by:.2e}").into()),
        Note::NotACategory(variable) => {
            let classes = format!("cut({variable}, quantiles = 3)");
            say(language, "note-not-a-category", [("variable", variable.into()), ("classes", classes.into())])
        }
        Note::Unusable(variable) => say_one("note-unusable", "variable", variable.into()),
        Note::BelowOne(n) => say_one("note-below-one", "n", (*n).into()),
        Note::UnknownLeftOut { variable, n } => {
            say(language, "note-unknown-left-out", [("n", (*n).into()), ("variable", variable.into())])
        }
        Note::ValuesLeftOut(n) => say_one("note-values-left-out", "n", (*n).into()),
        Note::SmallestExpected(count) => say_one("note-smallest-expected", "count", written(*count, 1)),
        Note::Degrees(degrees) => say_one("note-degrees", "degrees", written(*degrees, 1)),
        Note::NormalApproximation { corrected, uncorrected } => {
            let values = [("corrected", written(*corrected, 4)), ("uncorrected", written(*uncorrected, 4))];
            say(language, "note-normal-approximation", values)
        }
        Note::OnAverage { mean, error } => {
            say(language, "note-on-average", [("mean", written(*mean, 4)), ("error", written(*error, 4))])
        }
        Note::WithoutNeighbours(n) => say_one("note-without-neighbours", "n", (*n).into()),
        Note::AnalyticP(p) => say_one("note-analytic-p", "p", written(*p, 4)),
        Note::MonteCarlo(error) => say_one("note-monte-carlo", "error", written(*error, 4)),
        Note::OfLargerPopulation { low, high } => {
            say(language, "note-of-larger-population", [("low", written(*low, 4)), ("high", written(*high, 4))])
        }
        Note::Unmoved { claim } => say_one("note-unmoved", "claim", claim.to_string().into()),
        Note::FixedWeights(error) => say_one("note-fixed-weights", "error", written(*error, 4)),
    }
}

/// A fact in its fixed words.
fn fact_in(fact: Fact, language: Language) -> &'static str {
    let key = match fact {
        Fact::NobodyAnswered => "fact-nobody-answered",
        Fact::EverybodyAnswered => "fact-everybody-answered",
        Fact::OneCategory => "fact-one-category",
        Fact::FewInAGroup => "fact-few-in-a-group",
        Fact::NothingVaries => "fact-nothing-varies",
        Fact::GroupWithoutUnits => "fact-group-without-units",
        Fact::NoUnits => "fact-no-units",
        Fact::NoUnitDiffers => "fact-no-unit-differs",
        Fact::UniformCoverage => "fact-uniform-coverage",
        Fact::UnknownArea => "fact-unknown-area",
        Fact::FewNeighbours => "fact-few-neighbours",
        Fact::NobodyAnsweredTheQuestion => "fact-nobody-answered-the-question",
        Fact::FewForTheProxy => "fact-few-for-the-proxy",
        Fact::ConstantAnswers => "fact-constant-answers",
        Fact::PredictedPerfectly => "fact-predicted-perfectly",
        Fact::TooManyUnits => "fact-too-many-units",
        Fact::NotAsked => "fact-not-asked",
        Fact::NoAnswer => "fact-no-answer",
        Fact::NotMade => "fact-not-made",
        Fact::NoVariable => "fact-no-variable",
        Fact::NoCompleteUnit => "fact-no-complete-unit",
        Fact::NotConverged => "fact-not-converged",
        Fact::OneUnit => "fact-one-unit",
        Fact::EqualPropensities => "fact-equal-propensities",
        Fact::EstimationAlone => "fact-estimation-alone",
        Fact::InStandardDeviations => "fact-in-standard-deviations",
        Fact::OneVariable => "fact-one-variable",
        Fact::DependentColumn => "fact-dependent-column",
        Fact::NoModel => "fact-no-model",
        Fact::NothingToWeightBy => "fact-nothing-to-weight-by",
        Fact::TooAlike => "fact-too-alike",
        Fact::WeightsOfAll => "fact-weights-of-all",
        Fact::NothingInCommon => "fact-nothing-in-common",
        Fact::LevelWithoutRespondents => "fact-level-without-respondents",
        Fact::EmptyEnd => "fact-empty-end",
        Fact::AllOrNone => "fact-all-or-none",
        Fact::NoInterval => "fact-no-interval",
        Fact::PearsonResiduals => "fact-pearson-residuals",
        Fact::UnitAnswered => "fact-unit-answered",
        Fact::UnitDidNotAnswer => "fact-unit-did-not-answer",
        Fact::NoWorstCase => "fact-no-worst-case",
        Fact::UninformativeProxy => "fact-uninformative-proxy",
        Fact::NoStandardError => "fact-no-standard-error",
        Fact::RespondentsAgree => "fact-respondents-agree",
    };
    plain(language, key)
}

fn apart_in(apart: &Apart, language: Language) -> String {
    match apart {
        Apart::Level { factor, level, answered, units } => {
            let values = [
                ("factor", factor.into()),
                ("level", level.into()),
                ("answered", (*answered).into()),
                ("units", (*units).into()),
            ];
            say(language, "note-separation.level", values)
        }
        Apart::Combination { units } => say(language, "note-separation.combination", [("units", (*units).into())]),
    }
}

/// How a row was computed, as data files carry it.
pub fn method_of_data(method: &Method) -> Cow<'_, str> {
    let language = Language::default();
    match method {
        Method::Formula(formula) => formula.into(),
        Method::Weights(how, None) => weights_in(how, language).into(),
        Method::Weights(how, Some(error)) => format!("{}; {error}", weights_in(how, language)).into(),
    }
}

/// How weights were made.
pub fn weights_in(how: &WeightMethod, language: Language) -> String {
    match how {
        WeightMethod::Poststratified { by: None, joined } => {
            with_joined(plain(language, "weights-poststratified.by-nothing").to_owned(), joined, language)
        }
        WeightMethod::Poststratified { by: Some(by), joined } => {
            with_joined(say(language, "weights-poststratified", [("by", by.into())]), joined, language)
        }
        WeightMethod::Raked { to, joined } => {
            with_joined(say(language, "weights-raked", [("to", to.join(", ").into())]), joined, language)
        }
        WeightMethod::Calibrated { to, distance, joined } => {
            let distance = match distance {
                CalibrationDistance::Linear => "weights-calibrated.linear",
                CalibrationDistance::Exponential => "weights-calibrated.exponential",
                CalibrationDistance::Logit => "weights-calibrated.logit",
            };
            let values = [("to", to.join(", ").into()), ("distance", plain(language, distance).into())];
            with_joined(say(language, "weights-calibrated", values), joined, language)
        }
        WeightMethod::InversePropensity { trim: None } => plain(language, "weights-inverse-propensity").to_owned(),
        WeightMethod::InversePropensity { trim: Some(trim) } => {
            say(language, "weights-inverse-propensity.trimmed", [("trim", trim.to_string().into())])
        }
    }
}

/// With the levels that were joined.
fn with_joined(how: String, levels: &[Vec<String>], language: Language) -> String {
    if levels.is_empty() {
        return how;
    }
    let levels = joined(levels.iter().map(|list| list.join(" + ")), ", ");
    format!("{how}; {}", say(language, "weights-joined", [("levels", levels.into())]))
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<String>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_told_in_each_language() {
        let note = |n: usize| Note::MissingNumbers { variable: "beds".to_owned(), n };
        assert_eq!(note_in(&note(1), Language::English), "beds is not known for 1 unit");
        assert_eq!(note_in(&note(3), Language::English), "beds is not known for 3 units");
        let levels = vec![("Isole".to_owned(), 3)];
        let notes = [
            Note::NoWeights(Box::new(Note::EmptyStrata { variable: "macro_area".to_owned(), levels })),
            Note::NotApplicable(Fact::EverybodyAnswered),
            Note::Degrees(12.34),
        ];
        let told = "no weights: no unit answered in macro_area: Isole (0/3); not applicable: everybody answered; 12.3 degrees of freedom";
        assert_eq!(notes_of_data(&notes).as_deref(), Some(told));
        let told = "nessun peso: nessuna unità ha risposto in macro_area: Isole (0/3); non applicabile: tutte le unità hanno risposto; 12,3 gradi di libertà";
        assert_eq!(notes_in(&notes, Language::Italian).as_deref(), Some(told));
        assert_eq!(notes_of_data(&[]), None);
    }

    #[test]
    fn weights_are_told_with_the_levels_that_were_joined() {
        let joined = vec![vec!["a".to_owned(), "b".to_owned()], vec!["c".to_owned(), "d".to_owned()]];
        let to = vec!["x".to_owned(), "y".to_owned()];
        let how = WeightMethod::Calibrated { to, distance: CalibrationDistance::Linear, joined };
        assert_eq!(weights_in(&how, Language::English), "calibrated to x, y (linear); joined: a + b, c + d");
        assert_eq!(weights_in(&how, Language::Italian), "calibrati su x, y (lineare); unite: a + b, c + d");
        let trimmed = Method::Weights(WeightMethod::InversePropensity { trim: Some(3.0) }, Some("linearised"));
        assert_eq!(
            method_of_data(&trimmed),
            "inverse propensity of the response model, trimmed at 3 times the median; linearised"
        );
    }
}
