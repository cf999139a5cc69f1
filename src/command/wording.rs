//! What is drawn, in words: titles, units and denominators, in English and Italian.

use crate::analysis::coverage::Source;
use crate::command::portrait::Value;
use crate::model::language::Language;

/// What a value is called in titles: what it is, its unit and denominator.
pub(crate) fn value_words(value: Value, language: Language) -> (&'static str, &'static str, &'static str) {
    match (value, language) {
        (Value::Coverage, Language::English) => {
            ("Residents in the catchments of units that answered", "share of all residents", "residents covered, %")
        }
        (Value::Coverage, Language::Italian) => {
            ("Residenti nei bacini delle unità rispondenti", "quota di tutti i residenti", "residenti coperti, %")
        }
        (Value::Response, Language::English) => {
            ("Units that answered", "share of all units asked", "units that answered, %")
        }
        (Value::Response, Language::Italian) => {
            ("Unità rispondenti", "quota di tutte le unità interpellate", "unità rispondenti, %")
        }
        (Value::Representation, Language::English) => (
            "Over- and under-represented residents",
            "share of all covered residents over share of all residents; 1 is parity",
            "representation ratio",
        ),
        (Value::Representation, Language::Italian) => (
            "Residenti sovra- e sottorappresentati",
            "quota dei residenti coperti su quota dei residenti; 1 è parità",
            "rapporto di rappresentazione",
        ),
        (Value::Residents, Language::English) => ("Residents", "number of residents", "residents"),
        (Value::Residents, Language::Italian) => ("Residenti", "numero di residenti", "residenti"),
        (Value::Answered, Language::English) => {
            ("Catchments of the units that answered", "a share of a city says how many residents, not where", "units")
        }
        (Value::Answered, Language::Italian) => {
            ("Bacini delle unità rispondenti", "una quota di una città dice quanti residenti, non dove", "unità")
        }
    }
}

/// Where residents are counted.
pub(crate) fn source_words(source: Source, language: Language) -> &'static str {
    match (source, language) {
        (Source::Frame, Language::English) => "residents as the survey counted them",
        (Source::Frame, Language::Italian) => "residenti secondo l'indagine",
        (Source::Census, Language::English) => "residents by the census",
        (Source::Census, Language::Italian) => "residenti secondo il censimento",
        (Source::CensusAdults, Language::English) => "residents aged 18 and over by the census",
        (Source::CensusAdults, Language::Italian) => "residenti di 18 anni e più secondo il censimento",
    }
}

/// The same of residents whom no answer covers.
pub(crate) fn uncovered_words(language: Language) -> (&'static str, &'static str, &'static str) {
    match language {
        Language::English => {
            ("Residents in no catchment of a unit that answered", "number of residents", "one dot stands for")
        }
        Language::Italian => {
            ("Residenti fuori dai bacini delle unità rispondenti", "numero di residenti", "un punto rappresenta")
        }
    }
}

/// The word between two subjects.
pub(crate) fn and(language: Language) -> &'static str {
    match language {
        Language::English => "and",
        Language::Italian => "e",
    }
}

/// What areas a map is by, in Italian: Italy's levels by their names, others in brackets as the study calls them.
pub(crate) fn by_in_italian(one: &str) -> String {
    match one {
        "region" => ", per regione".to_owned(),
        "province" => ", per provincia".to_owned(),
        "municipality" => ", per comune".to_owned(),
        _ => format!(" ({one})"),
    }
}
