//! Results in words: what a measure is called, and one plain sentence for each row, with what is estimated, its size, its uncertainty and
//! its limit. Nothing here calls a survey representative because a p-value is large.

use crate::analysis::algebra::variable::NOT_KNOWN;
use crate::analysis::basis::measure::{Measure, MeasureName};
use crate::model::base::language::Language;
use crate::words::note::note_in;
use crate::words::number::{decimal, grouped, p_value, percent};
use crate::words::{comparison, model};

/// How one measure is told.
pub(crate) struct Phrase {
    /// The measure.
    pub(crate) name: MeasureName,
    /// What it is called, in English and Italian.
    pub(crate) title: [&'static str; 2],
    /// The sentence of a row that has a value.
    pub(crate) sentence: Telling,
    /// Whether reports print it; else only the data carry it.
    pub(crate) printed: bool,
}

/// How a sentence is made.
#[derive(Clone, Copy)]
pub(crate) enum Telling {
    /// By a function.
    Function(fn(&Row<'_>) -> String),
    /// From a text in English and Italian, with names in braces for what changes.
    Template([&'static str; 2]),
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

    /// The variable in quotes as the language writes them: what the program always has by its name in words, others as they are called.
    pub(crate) fn variable(&self) -> String {
        quoted(variable_in(&self.measure.variable, self.language), self.language)
    }

    /// The level, quoted; groups of units by their name.
    pub(crate) fn level(&self) -> String {
        match self.measure.level.as_deref().unwrap_or_default() {
            "respondents" => self.say("respondents", "i rispondenti"),
            "nonrespondents" => self.say("nonrespondents", "i non rispondenti"),
            "all" => self.say("all units", "tutte le unità"),
            level => quoted(level_in(level, self.language), self.language),
        }
    }

    /// A number as a percentage.
    pub(crate) fn percent(&self, share: f64) -> String {
        percent(share, self.language)
    }

    /// A text with what is in braces put in.
    fn fill(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len() + 80);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(&self.part(name));
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    fn part(&self, name: &str) -> String {
        match name {
            "value" => self.value(),
            "share" => self.share(),
            "whole" => grouped(self.estimate),
            "variable" => self.variable(),
            "level" => self.level(),
            "n" => self.measure.n.unwrap_or_default().to_string(),
            "p" => self.p(),
            "bare_p" if self.measure.p_value.is_none() => self.say("no p-value", "nessun valore p"),
            "bare_p" => self.p().trim_start_matches(", ").to_owned(),
            "interval" => self.interval(),
            "whole_interval" => self.interval_of(grouped),
            "chance" => self.range_by_chance(|value| self.number(value)),
            "share_chance" => self.range_by_chance(|value| self.percent(value)),
            "whole_chance" => self.range_by_chance(grouped),
            _ => String::new(),
        }
    }

    /// What random response would give: a sentence of its own, without the p-value.
    fn range_by_chance(&self, write: impl Fn(f64) -> String) -> String {
        let (Some(low), Some(high)) = (self.measure.null_low, self.measure.null_high) else { return String::new() };
        let (low, high) = (write(low), write(high));
        self.say(
            format!(" Had the same number of units answered at random, it would lie between {low} and {high} in 95 % of cases."),
            format!(" Se lo stesso numero di unità avesse risposto a caso, sarebbe compreso fra {low} e {high} nel 95 % dei casi."),
        )
    }

    /// ` (standard error 0.042)`, where there is one.
    pub(crate) fn error(&self) -> String {
        self.measure.standard_error.map_or_else(String::new, |error| {
            let error = self.number(error);
            self.say(format!(" (standard error {error})"), format!(" (errore standard {error})"))
        })
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
        self.measure.p_value.map_or_else(String::new, |p| {
            let p = p_value(p, self.language);
            // No-break spaces: a line never ends inside.
            p.strip_prefix('<')
                .map_or_else(|| format!(", p\u{a0}=\u{a0}{p}"), |limit| format!(", p\u{a0}<\u{a0}{limit}"))
        })
    }
}

/// A level as tables show it: fixed words in the language, all others as they are.
pub(crate) fn level_in(level: &str, language: Language) -> &str {
    match (level, language) {
        ("respondents", Language::Italian) => "rispondenti",
        ("nonrespondents", Language::Italian) => "non rispondenti",
        (NOT_KNOWN, Language::Italian) => "(non nota)",
        _ => level,
    }
}

/// A variable as sentences name it; tables have its word, which `--model` and the columns of files use.
fn variable_in(variable: &str, language: Language) -> &str {
    let italian = usize::from(language == Language::Italian);
    let names = match variable {
        "population" => ["residents by the survey", "residenti secondo l'indagine"],
        "census_population" => ["residents by the census", "residenti secondo il censimento"],
        "macro_area" => ["macro-area", "ripartizione"],
        "size_class" => ["size class", "classe di ampiezza"],
        "kind" => ["kind of unit", "tipo di unità"],
        "residents" => ["residents", "residenti"],
        "share_18plus" => ["share aged 18 and over", "quota di maggiorenni"],
        "area_km2" => ["area in km²", "superficie in km²"],
        "density" => ["density", "densità"],
        "response" => ["response", "risposta"],
        _ => return variable,
    };
    names[italian]
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
const SECTIONS: [Section; 7] = [
    (["Respondents against the others", "Rispondenti e non rispondenti a confronto"], comparison::DIFFERENCES),
    (["Response and coverage by category and area", "Risposta e copertura per categoria e area"], comparison::RESPONSE),
    (["Representativeness", "Rappresentatività"], model::REPRESENTATIVENESS),
    (["Coefficients of the response model", "Coefficienti del modello di risposta"], model::COEFFICIENTS),
    (["Weights", "Pesi"], model::WEIGHTS),
    (["Inequality of coverage over areas", "Disuguaglianza della copertura fra aree"], comparison::INEQUALITY),
    (["Neighbouring catchments", "Bacini contigui"], comparison::NEIGHBOURS),
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

/// Whether reports print a row; the data have all.
pub(crate) fn is_printed(measure: &Measure) -> bool {
    phrase(measure.measure).is_none_or(|phrase| phrase.printed)
}

/// One sentence about a row.
pub fn sentence(measure: &Measure, language: Language) -> String {
    let name = title(measure.measure, language);
    if measure.estimate.or(measure.p_value).or(measure.low).or(measure.high).is_none() {
        let none = match language {
            Language::English => "it has no value here",
            Language::Italian => "qui non ha valore",
        };
        let reason = measure.note.as_deref().map_or_else(|| none.to_owned(), |note| note_in(note, language));
        return match language {
            Language::English => format!("{}: not computed ({reason}).", capital(name)),
            Language::Italian => format!("{}: non calcolato ({reason}).", capital(name)),
        };
    }
    let row = Row { measure, language, estimate: measure.estimate.unwrap_or_default() };
    if let Some(phrase) = phrase(measure.measure) {
        return match phrase.sentence {
            Telling::Function(tell) => tell(&row),
            Telling::Template(texts) => row.fill(texts[usize::from(language == Language::Italian)]),
        };
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
    fn every_measure_has_one_phrase() {
        let names: Vec<MeasureName> = phrases().map(|phrase| phrase.name).collect();
        let distinct: std::collections::BTreeSet<MeasureName> = names.iter().copied().collect();
        assert_eq!(names.len(), distinct.len());
        let without: Vec<&str> =
            MeasureName::ALL.iter().filter(|name| !distinct.contains(name)).map(|name| name.word()).collect();
        assert!(without.is_empty(), "{without:?}");
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
                assert!(sentence.ends_with('.') && !sentence.contains("  ") && !sentence.contains('{'), "{sentence}");
            }
        }
    }

    #[test]
    fn sentences_name_variables_in_words_and_numbers_with_a_minus() {
        let mut smd = Measure::new(MeasureName::Smd, "census_population", "", "").estimate(-0.4);
        (smd.low, smd.high) = (Some(-0.75), Some(-0.05));
        let english = sentence(&smd, Language::English);
        assert!(english.contains("in “residents by the census” by −0.400"), "{english}");
        let table = Measure::new(MeasureName::FreemanHalton, "size_class", "", "").p_value(0.0004);
        let italian = sentence(&table, Language::Italian);
        assert!(italian.contains("le classi di «classe di ampiezza» dà p\u{a0}<\u{a0}0,001: chiede"), "{italian}");
    }
}
