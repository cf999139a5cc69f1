//! What is drawn, in words: titles, units and denominators, in English and Italian.

use crate::analysis::coverage::area::Source;
use crate::analysis::statistic::aggregate::Aggregate;
use crate::atlas::picture::study_map::Value;
use crate::model::base::language::Language;

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

/// What a column of the study is called in titles, where the program has words for it.
pub(crate) fn column_words(name: &str, language: Language) -> Option<&'static str> {
    let [english, italian] = match name {
        "population_18plus" | "share_18plus" => ["Residents aged 18 and over", "Residenti di 18 anni e più"],
        "population" => ["Residents by the survey's own figure", "Residenti secondo l'indagine"],
        "propensity" => ["Estimated propensity to respond", "Propensione a rispondere stimata"],
        "weight_poststratified" => ["Post-stratified weights", "Pesi post-stratificati"],
        "weight_raked" => ["Raked weights", "Pesi adattati ai margini (raking)"],
        "weight_calibrated" => ["Calibrated weights", "Pesi calibrati"],
        "weight_inverse_propensity" => ["Inverse propensity weights", "Pesi per l'inverso della propensione"],
        "area_km2" => ["Area in km²", "Superficie in km²"],
        "density" => ["Residents per km²", "Residenti per km²"],
        "kind" => ["Kind of unit", "Tipo di unità"],
        "status" => ["What became of the units", "Esito delle unità"],
        "size_class" => ["Size of units", "Dimensione delle unità"],
        _ => return None,
    };
    Some(if language == Language::English { english } else { italian })
}

/// The label of a category whose fixed word the program made.
pub(crate) fn level_label(word: &str, language: Language) -> Option<&'static str> {
    let [english, italian] = match word {
        "respondent" => ["answered", "ha risposto"],
        "partial" => ["answered in part", "ha risposto in parte"],
        "refused" => ["refused", "ha rifiutato"],
        "nonrespondent" => ["did not answer", "non ha risposto"],
        "ineligible" => ["found ineligible", "non idonea"],
        "unknown" => ["eligibility not known", "idoneità non nota"],
        "territorial" => ["territorial", "territoriale"],
        "hospital" => ["hospital", "ospedaliera"],
        _ => return None,
    };
    Some(if language == Language::English { english } else { italian })
}

/// What the value of an area is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shows {
    /// That of the unit that serves it.
    OfUnit,
    /// One made of the values of its units.
    Aggregate(Aggregate),
    /// A share of its units.
    ShareOfUnits,
    /// A share of its units that answered a question.
    ShareOfAnswers,
    /// A category.
    Category,
    /// A number of residents.
    Residents,
    /// A share of residents.
    ShareOfResidents,
    /// Square kilometres, or residents on them.
    Land,
}

/// What the value of an area is, for subtitles.
pub(crate) fn shown_words(shown: Shows, language: Language) -> Option<&'static str> {
    let [english, italian] = match shown {
        Shows::OfUnit => [
            "of the unit that serves the area; of several, their mean by residents",
            "dell'unità che serve l'area; se sono più d'una, media ponderata con i residenti",
        ],
        Shows::Aggregate(Aggregate::Sum) => ["sum over units", "somma delle unità"],
        Shows::Aggregate(Aggregate::Mean) => {
            ["mean of units, weighted by residents", "media delle unità, ponderata con i residenti"]
        }
        Shows::Aggregate(Aggregate::UnitMean) => ["mean of units", "media delle unità"],
        Shows::ShareOfUnits => ["share of units", "quota delle unità"],
        Shows::ShareOfAnswers => {
            ["share of units that answered the question", "quota delle unità che hanno risposto alla domanda"]
        }
        Shows::Residents => ["number of residents", "numero di residenti"],
        Shows::ShareOfResidents => ["share of all residents", "quota di tutti i residenti"],
        Shows::Category | Shows::Land => return None,
    };
    Some(if language == Language::English { english } else { italian })
}

/// What stands over the legend, where it is not the title.
pub(crate) fn legend_words(shown: Shows, language: Language) -> Option<&'static str> {
    let [english, italian] = match shown {
        Shows::ShareOfUnits | Shows::ShareOfAnswers => ["units, %", "unità, %"],
        Shows::ShareOfResidents => ["residents, %", "residenti, %"],
        Shows::Residents => ["residents", "residenti"],
        Shows::Category => ["units", "unità"],
        Shows::OfUnit | Shows::Aggregate(_) | Shows::Land => return None,
    };
    Some(if language == Language::English { english } else { italian })
}

/// What stands over a legend of several values.
pub(crate) fn mixed_words(are_shares: bool, language: Language) -> &'static str {
    match (are_shares, language) {
        (true, Language::English) => "share, %",
        (true, Language::Italian) => "quota, %",
        (false, Language::English) => "value",
        (false, Language::Italian) => "valore",
    }
}

/// The word between two subjects.
pub(crate) fn and(language: Language) -> &'static str {
    match language {
        Language::English => "and",
        Language::Italian => "e",
    }
}

/// What areas a map is by, as the end of its title.
pub(crate) fn by_words(layer: &str, one: &str, language: Language) -> String {
    match (layer, language) {
        ("catchments" | "total", _) => String::new(),
        ("istat5", Language::English) => ", by ISTAT's five areas".to_owned(),
        ("istat3", Language::English) => ", by ISTAT's three areas".to_owned(),
        ("istat2", Language::English) => ", by ISTAT's two areas".to_owned(),
        ("istat5", Language::Italian) => " nelle cinque ripartizioni ISTAT".to_owned(),
        ("istat3", Language::Italian) => " nelle tre ripartizioni ISTAT".to_owned(),
        ("istat2", Language::Italian) => " nelle due ripartizioni ISTAT".to_owned(),
        (_, Language::English) => format!(", by {one}"),
        (_, Language::Italian) => by_in_italian(one),
    }
}

/// What areas a map is by, in Italian: Italy's levels by their names, others in brackets as the study calls them.
fn by_in_italian(one: &str) -> String {
    match one {
        "region" => ", per regione".to_owned(),
        "province" => ", per provincia".to_owned(),
        "municipality" => ", per comune".to_owned(),
        _ => format!(" ({one})"),
    }
}
