//! Results in words: what a measure is called, and one plain sentence for each row, with what is estimated, its size, its uncertainty and
//! its limit. Nothing here calls a survey representative because a p-value is large.

use crate::analysis::measure::{Measure, MeasureName};
use crate::model::language::Language;
use crate::render::number::{decimal, p_value, percent};

/// How one measure is told.
pub(crate) struct Phrase {
    /// The measure.
    pub(crate) name: MeasureName,
    /// What it is called, in English and Italian.
    pub(crate) title: [&'static str; 2],
    /// The sentence of a row that has an estimate.
    pub(crate) sentence: fn(&Row<'_>) -> String,
    /// Whether reports print the sentence of a whole variable; else only the data carry it.
    pub(crate) printed: bool,
}

/// A row with the language it is told in.
pub(crate) struct Row<'a> {
    /// The row.
    pub(crate) measure: &'a Measure,
    /// The language.
    pub(crate) language: Language,
    /// Its estimate.
    pub(crate) estimate: f64,
}

impl Row<'_> {
    /// English or Italian.
    pub(crate) fn say(&self, english: impl Into<String>, italian: impl Into<String>) -> String {
        match self.language {
            Language::English => english.into(),
            Language::Italian => italian.into(),
        }
    }

    /// The estimate with three decimals.
    pub(crate) fn value(&self) -> String {
        decimal(self.estimate, 3, self.language)
    }

    /// The estimate as a percentage.
    pub(crate) fn share(&self) -> String {
        percent(self.estimate, self.language)
    }

    /// A number with three decimals.
    pub(crate) fn number(&self, value: f64) -> String {
        decimal(value, 3, self.language)
    }

    /// The variable in quotes as the language writes them.
    pub(crate) fn variable(&self) -> String {
        quoted(&self.measure.variable, self.language)
    }

    /// The level, quoted.
    pub(crate) fn level(&self) -> String {
        quoted(self.measure.level.as_deref().unwrap_or_default(), self.language)
    }

    /// ` (95 % interval 0.1 to 0.3)`, where there is one.
    pub(crate) fn interval(&self) -> String {
        self.interval_of(|value| decimal(value, 3, self.language))
    }

    /// The same with percentages.
    pub(crate) fn share_interval(&self) -> String {
        self.interval_of(|value| percent(value, self.language))
    }

    fn interval_of(&self, write: impl Fn(f64) -> String) -> String {
        match (self.measure.low, self.measure.high) {
            (Some(low), Some(high)) => {
                let (low, high) = (write(low), write(high));
                self.say(
                    format!(" (95 % interval {low} to {high})"),
                    format!(" (intervallo al 95 %: da {low} a {high})"),
                )
            }
            _ => String::new(),
        }
    }

    /// What random response would give, where that is known: a sentence of its own.
    pub(crate) fn chance(&self) -> String {
        let (Some(low), Some(high)) = (self.measure.null_low, self.measure.null_high) else { return String::new() };
        let (low, high) = (self.number(low), self.number(high));
        let beyond = self.measure.p_value.map_or_else(String::new, |p| {
            let p = p_value(p, self.language);
            self.say(
                format!("; a value as extreme on this side has probability {p}"),
                format!("; un valore altrettanto estremo da questo lato ha probabilità {p}"),
            )
        });
        self.say(
            format!(
                " Had the same number of units answered at random, it would lie between {low} and {high} in 95 % of cases{beyond}."
            ),
            format!(
                " Se lo stesso numero di unità avesse risposto a caso, sarebbe compreso fra {low} e {high} nel 95 % dei casi{beyond}."
            ),
        )
    }

    /// `, p = 0.024`, where there is a p-value.
    pub(crate) fn p(&self) -> String {
        self.measure
            .p_value
            .map_or_else(String::new, |p| format!(", p = {}", p_value(p, self.language)).replace("= <", "< "))
    }
}

fn quoted(text: &str, language: Language) -> String {
    match language {
        Language::English => format!("“{text}”"),
        Language::Italian => format!("«{text}»"),
    }
}

/// A section of results: its title in English and Italian, and its phrases.
type Section = ([&'static str; 2], &'static [Phrase]);

/// Every section, in the order of reports.
const SECTIONS: [Section; 3] = [
    (["Representativeness", "Rappresentatività"], crate::render::words_model::REPRESENTATIVENESS),
    (
        ["Coefficients of the response model", "Coefficienti del modello di risposta"],
        crate::render::words_model::COEFFICIENTS,
    ),
    (["Weights", "Pesi"], crate::render::words_model::WEIGHTS),
];

/// Every phrase, section by section.
fn phrases() -> impl Iterator<Item = &'static Phrase> {
    SECTIONS.into_iter().flat_map(|(_, phrases)| phrases)
}

/// The title of the section that a measure stands in.
pub(crate) fn section_of(name: MeasureName, language: Language) -> &'static str {
    let titles = SECTIONS.iter().find(|(_, phrases)| phrases.iter().any(|phrase| phrase.name == name));
    titles.map_or(["Other measures", "Altre misure"], |(titles, _)| *titles)[usize::from(language == Language::Italian)]
}

fn phrase(name: MeasureName) -> Option<&'static Phrase> {
    phrases().find(|phrase| phrase.name == name)
}

/// What a measure is called; its fixed word where it has no other name.
pub fn title(name: MeasureName, language: Language) -> &'static str {
    phrase(name).map_or_else(|| name.word(), |phrase| phrase.title[usize::from(language == Language::Italian)])
}

/// Whether reports print a row's sentence.
pub(crate) fn is_printed(measure: &Measure) -> bool {
    measure.level.is_none() && phrase(measure.measure).is_none_or(|phrase| phrase.printed)
}

/// One sentence about a row.
pub fn sentence(measure: &Measure, language: Language) -> String {
    let name = title(measure.measure, language);
    let Some(estimate) = measure.estimate else {
        let reason = measure.note.as_deref().unwrap_or_default();
        return match language {
            Language::English => format!("{}: not computed ({reason}).", capital(name)),
            Language::Italian => format!("{}: non calcolato ({reason}).", capital(name)),
        };
    };
    let row = Row { measure, language, estimate };
    if let Some(phrase) = phrase(measure.measure) {
        return (phrase.sentence)(&row);
    }
    let of = measure.level.as_ref().map_or_else(|| row.variable(), |_| format!("{}, {}", row.variable(), row.level()));
    format!("{} ({of}): {}{}{}.{}", capital(name), row.value(), row.interval(), row.p(), row.chance())
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_measure_has_two_phrases() {
        let names: Vec<MeasureName> = phrases().map(|phrase| phrase.name).collect();
        let distinct: std::collections::BTreeSet<MeasureName> = names.iter().copied().collect();
        assert_eq!(names.len(), distinct.len());
    }

    #[test]
    fn no_sentence_calls_a_survey_representative() {
        for phrase in phrases() {
            for language in [Language::English, Language::Italian] {
                let mut measure = Measure::new(phrase.name, "area", "", "").level("North").estimate(0.2).p_value(0.8);
                (measure.null_low, measure.null_high, measure.n) = (Some(0.1), Some(0.9), Some(135));
                let sentence = sentence(&measure, language).to_lowercase();
                assert!(
                    !sentence.contains("is representative") && !sentence.contains("è rappresentativ"),
                    "{sentence}"
                );
                assert!(sentence.ends_with('.') && !sentence.contains("  "), "{sentence}");
            }
        }
    }
}
