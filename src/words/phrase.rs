//! What is put into a sentence about a measure: variables and levels by their names, numbers as the language writes them.

use fluent_bundle::FluentValue;

use crate::analysis::algebra::variable::NOT_KNOWN;
use crate::analysis::basis::measure::{CENSUS_POPULATION, Level, Measure, MeasureName, NO_FORMULA, RESPONSE};
use crate::analysis::basis::note::Note;
use crate::analysis::basis::weight_name::WeightName;
use crate::model::base::language::Language;
use crate::model::survey::auxiliary::{
    AREA_KM2, DENSITY, KIND, MACRO_AREA, POPULATION, RESIDENTS, SHARE_ADULTS, SIZE_CLASS,
};
use crate::model::survey::questionnaire::Question;
use crate::words::catalogue::{plain, say};
use crate::words::letters::titled;
use crate::words::method::method_in;
use crate::words::number::{decimal, grouped, grouped_decimal, percent, signed_p};
use crate::words::told::Told as _;

/// A question in its own words, or by its name where it has none.
pub(crate) fn question_words(question: &Question) -> String {
    question.text.clone().unwrap_or_else(|| titled(&question.name))
}

/// A row with the language it is told in.
pub(crate) struct Row<'a> {
    /// The row.
    pub(crate) measure: &'a Measure,
    /// The language.
    pub(crate) language: Language,
    /// Its estimate; 0 where a row has a p-value or a range alone, and its sentence names no estimate.
    pub(crate) estimate: f64,
}

impl Row<'_> {
    /// Everything that a sentence may name. What a row does not have is empty.
    pub(crate) fn values(&self) -> Vec<(&'static str, FluentValue<'_>)> {
        let Self { measure, language, estimate } = *self;
        let percent = |share: f64| percent(share, language);
        let decimals = |value: f64| decimal(value, 3, language);
        let own = |value: f64| on_its_scale(measure, value, language);
        vec![
            // The estimate: with three decimals, four or one, half of it, as a percentage, on the scale of its variable (whole if it is a count).
            ("value", decimals(estimate).into()),
            ("fine", decimal(estimate, 4, language).into()),
            ("rough", decimal(estimate, 1, language).into()),
            ("half", decimals(estimate * 0.5).into()),
            ("share", percent(estimate).into()),
            ("whole", own(estimate).into()),
            // What it is of.
            ("variable", quoted(variable_in(&measure.variable, language), language).into()),
            ("level", self.level().into()),
            ("weights", measure.variable.as_str().into()),
            ("method", self.method().into()),
            ("same", self.same().into()),
            ("n", measure.n.unwrap_or_default().into()),
            // How sure it is.
            ("p", self.p().into()),
            ("bare-p", self.bare_p().into()),
            ("adjusted-p", self.adjusted_p().into()),
            ("error", self.error().into()),
            ("interval", self.interval("interval", decimals).into()),
            ("whole-shifts", self.interval("interval-shifts", own).into()),
            ("shifts", self.interval("interval-shifts", decimals).into()),
            ("whole-interval", self.interval("interval", own).into()),
            ("share-interval-inside", self.interval("interval-inside", percent).into()),
            ("below", measure.low.map(percent).unwrap_or_default().into()),
            ("above", measure.high.map(percent).unwrap_or_default().into()),
            // Its ends alone, which a sentence may call limits.
            ("lowest", measure.low.map_or_else(|| "–".to_owned(), decimals).into()),
            ("highest", measure.high.map_or_else(|| "–".to_owned(), decimals).into()),
            ("half-highest", measure.high.map_or_else(|| "–".to_owned(), |high| decimals(0.5 * high)).into()),
            // What random response would give.
            ("chance", self.chance(decimals).into()),
            ("share-chance", self.chance(percent).into()),
            ("whole-chance", self.chance(own).into()),
            ("chance-p", self.chance_with_p(decimals).into()),
        ]
    }

    /// The level, quoted; groups of units by their name.
    fn level(&self) -> String {
        let key = match &self.measure.level {
            Some(Level::Respondents) => "respondents.these",
            Some(Level::Nonrespondents) => "nonrespondents.these",
            Some(Level::AllUnits) => "all-units",
            Some(Level::Named(name)) => return quoted(category_in(name, self.language), self.language),
            None => return String::new(),
        };
        plain(self.language, key).to_owned()
    }

    /// How weights were made, which the row of their cost says.
    fn method(&self) -> String {
        let has_method = self.measure.measure == MeasureName::DesignEffect;
        if has_method { method_in(&self.measure.method, self.language) } else { String::new() }
    }

    /// The earlier set of weights that a set is the same as.
    fn same(&self) -> &'static str {
        let same = self.measure.notes.iter().find_map(Note::same_weights);
        same.map_or("", WeightName::word)
    }

    /// ` (standard error 0.042)`, where there is one; that there is none of a level in a census of the frame.
    fn error(&self) -> String {
        match self.measure.standard_error {
            Some(error) => say(self.language, "standard-error", [("error", decimal(error, 3, self.language).into())]),
            None if self.measure.measure == MeasureName::PartialUnconditional && self.measure.level.is_some() => {
                plain(self.language, "partial_unconditional.no-error").to_owned()
            }
            None => String::new(),
        }
    }

    /// ` (95 % interval 0.1 to 0.3)`, where there is one.
    fn interval(&self, key: &'static str, write: impl Fn(f64) -> String) -> String {
        let (Some(low), Some(high)) = (self.measure.low, self.measure.high) else { return String::new() };
        say(self.language, key, [("low", write(low).into()), ("high", write(high).into())])
    }

    /// What random response would give, where that is known: a sentence of its own, without the p-value.
    fn chance(&self, write: impl Fn(f64) -> String) -> String {
        let (Some(low), Some(high)) = (self.measure.null_low, self.measure.null_high) else { return String::new() };
        say(self.language, "chance", [("low", write(low).into()), ("high", write(high).into())])
    }

    /// The same with the p-value, where there is one.
    fn chance_with_p(&self, write: impl Fn(f64) -> String) -> String {
        let (Some(low), Some(high)) = (self.measure.null_low, self.measure.null_high) else { return String::new() };
        if self.measure.p_value.is_none() {
            return self.chance(write);
        }
        let p = self.bare_p();
        say(self.language, "chance.with-p", [("low", write(low).into()), ("high", write(high).into()), ("p", p.into())])
    }

    /// `p = 0.024 (p = 0.12 adjusted over the 5 levels of kind)`, or that there is none.
    fn bare_p(&self) -> String {
        let Some(p) = self.measure.p_value else { return plain(self.language, "no-p-value").to_owned() };
        let raw = p_with_sign(p, self.language);
        match (self.measure.p_adjusted, &self.measure.family) {
            (Some(adjusted), Some(family)) if family.tests > 1 => {
                let adjusted = p_with_sign(adjusted, self.language);
                let family = family.told(self.language);
                let values = [("raw", raw.into()), ("adjusted", adjusted.into()), ("family", family.into())];
                say(self.language, "p-adjusted", values)
            }
            _ => raw,
        }
    }

    /// The adjusted p-value alone, of a row that is about nothing else.
    fn adjusted_p(&self) -> String {
        let adjusted = self.measure.p_adjusted.map(|p| p_with_sign(p, self.language));
        adjusted.unwrap_or_else(|| plain(self.language, "no-p-value").to_owned())
    }

    /// `, p = 0.024`, where there is a p-value.
    fn p(&self) -> String {
        if self.measure.p_value.is_some() { format!(", {}", self.bare_p()) } else { String::new() }
    }
}

/// A number of a row on the scale of its variable, with the decimals of that; without any it is a count.
fn on_its_scale(measure: &Measure, value: f64, language: Language) -> String {
    measure.decimals.map_or_else(|| grouped(value), |decimals| grouped_decimal(value, decimals, language))
}

/// A number of a row as tables show it: on the scale of its variable, else with three decimals, whole from a thousand on.
pub(crate) fn number_in(measure: &Measure, value: f64, language: Language) -> String {
    let is_small = measure.decimals.is_none() && value.abs() < 1_000.0;
    if is_small { decimal(value, 3, language) } else { on_its_scale(measure, value, language) }
}

/// `p = 0.024`.
pub(crate) fn p_with_sign(p: f64, language: Language) -> String {
    let (sign, p) = signed_p(p, language);
    // No-break spaces: a line never ends inside.
    format!("p\u{a0}{sign}\u{a0}{p}")
}

/// A level as tables show it: groups of units in the language, names as they are.
pub(crate) fn level_in(level: &Level, language: Language) -> &str {
    match level {
        Level::Respondents => plain(language, "respondents"),
        Level::Nonrespondents => plain(language, "nonrespondents"),
        Level::AllUnits => plain(language, "all-units"),
        Level::Named(name) => category_in(name, language),
    }
}

/// The name of a category; that of units without one is the language's.
pub(crate) fn category_in(name: &str, language: Language) -> &str {
    if name == NOT_KNOWN { plain(language, "not-known") } else { name }
}

/// A variable, or the terms of a model, as tables show them.
pub(crate) fn terms_in(variable: &str, language: Language) -> &str {
    if variable == NO_FORMULA { plain(language, "no-formula") } else { variable }
}

/// A variable as sentences name it; tables have its word, which `--model` and the columns of files use.
pub(crate) fn variable_in(variable: &str, language: Language) -> &str {
    let key = match variable {
        POPULATION => "variable-population",
        CENSUS_POPULATION => "variable-census-population",
        MACRO_AREA => "variable-macro-area",
        SIZE_CLASS => "variable-size-class",
        KIND => "variable-kind",
        RESIDENTS => "variable-residents",
        SHARE_ADULTS => "variable-share-18plus",
        AREA_KM2 => "variable-area",
        DENSITY => "variable-density",
        RESPONSE => "variable-response",
        _ => return terms_in(variable, language),
    };
    plain(language, key)
}

/// A text in quotes as the language writes them.
fn quoted(text: &str, language: Language) -> String {
    say(language, "quoted", [("text", text.into())])
}
