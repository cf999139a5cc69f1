//! What is drawn, in words: titles, units and denominators.

use crate::analysis::coverage::area::Source;
use crate::analysis::coverage::indicator::Value;
use crate::analysis::statistic::aggregate::Aggregate;
use crate::model::base::language::Language;
use crate::model::place::scheme::TOTAL;
use crate::words::catalogue::{plain, say};

/// What a value is called in titles: what it is, its unit and denominator, what stands over its legend.
pub(crate) fn value_words(value: Value, language: Language) -> [&'static str; 3] {
    let keys = match value {
        Value::Coverage => ["value-coverage", "value-coverage.unit", "value-coverage.legend"],
        Value::Response => ["value-response", "value-response.unit", "value-response.legend"],
        Value::Representation => ["value-representation", "value-representation.unit", "value-representation.legend"],
        Value::Residents => ["value-residents", "value-residents.unit", "value-residents.legend"],
        Value::Answered => ["value-answered", "value-answered.unit", "value-answered.legend"],
    };
    keys.map(|key| plain(language, key))
}

/// The same of residents whom no answer covers.
pub(crate) fn uncovered_words(language: Language) -> [&'static str; 3] {
    ["value-uncovered", "value-uncovered.unit", "value-uncovered.legend"].map(|key| plain(language, key))
}

/// Where residents are counted.
pub(crate) fn source_words(source: Source, language: Language) -> &'static str {
    let key = match source {
        Source::Frame => "source-frame",
        Source::Census => "source-census",
        Source::CensusAdults => "source-census-adults",
    };
    plain(language, key)
}

/// What a column of the study is called in titles, where the program has words for it.
pub(crate) fn column_words(name: &str, language: Language) -> Option<&'static str> {
    let key = match name {
        "population_18plus" | "share_18plus" => "column-adults",
        "population" => "column-population",
        "propensity" => "column-propensity",
        "weight_poststratified" => "column-weight-poststratified",
        "weight_raked" => "column-weight-raked",
        "weight_calibrated" => "column-weight-calibrated",
        "weight_inverse_propensity" => "column-weight-inverse-propensity",
        "weight_entropy" => "column-weight-entropy",
        "weight_classes" => "column-weight-classes",
        "area_km2" => "column-area",
        "density" => "column-density",
        "kind" => "column-kind",
        "status" => "column-status",
        "size_class" => "column-size-class",
        _ => return None,
    };
    Some(plain(language, key))
}

/// The label of a category whose fixed word the program made.
pub(crate) fn level_label(word: &str, language: Language) -> Option<&'static str> {
    let key = match word {
        "respondent" => "status-respondent",
        "partial" => "status-partial",
        "refused" => "status-refused",
        "nonrespondent" => "status-nonrespondent",
        "ineligible" => "status-ineligible",
        "unknown" => "status-unknown",
        "territorial" => "kind-territorial",
        "hospital" => "kind-hospital",
        _ => return None,
    };
    Some(plain(language, key))
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
    let key = match shown {
        Shows::OfUnit => "shows-of-unit",
        Shows::Aggregate(Aggregate::Sum) => "shows-sum",
        Shows::Aggregate(Aggregate::Mean) => "shows-mean",
        Shows::Aggregate(Aggregate::UnitMean) => "shows-unit-mean",
        Shows::ShareOfUnits => "shows-share-of-units",
        Shows::ShareOfAnswers => "shows-share-of-answers",
        Shows::Residents => "shows-residents",
        Shows::ShareOfResidents => "shows-share-of-residents",
        Shows::Category | Shows::Land => return None,
    };
    Some(plain(language, key))
}

/// How the values of areas become that of their group.
pub(crate) fn group_words(how: Aggregate, language: Language) -> &'static str {
    let key = match how {
        Aggregate::Sum => "group-sum",
        Aggregate::Mean => "group-mean",
        Aggregate::UnitMean => "group-unit-mean",
    };
    plain(language, key)
}

/// That the areas of a level are joined by the words of a column.
pub(crate) fn grouped_words(level: &str, column: &str, language: Language) -> String {
    let key = match level {
        "municipality" => "grouped-municipalities",
        "province" => "grouped-provinces",
        "region" => "grouped-regions",
        _ => "grouped-areas",
    };
    say(language, key, [("column", column.into())])
}

/// What stands over the legend, where it is not the title.
pub(crate) fn legend_words(shown: Shows, language: Language) -> Option<&'static str> {
    let key = match shown {
        Shows::ShareOfUnits | Shows::ShareOfAnswers => "legend-units-share",
        Shows::ShareOfResidents => "legend-residents-share",
        Shows::Residents => "legend-residents",
        Shows::Category => "legend-units",
        Shows::OfUnit | Shows::Aggregate(_) | Shows::Land => return None,
    };
    Some(plain(language, key))
}

/// What stands over a legend of several values.
pub(crate) fn mixed_words(are_shares: bool, language: Language) -> &'static str {
    plain(language, if are_shares { "legend-share" } else { "legend-value" })
}

/// Two subjects as one.
pub(crate) fn pair_words(first: &str, second: &str, language: Language) -> String {
    say(language, "value-pair", [("first", first.into()), ("second", second.into())])
}

/// The areas that a map is by, as its title tells them: areas that the program knows by their names, others as the study calls them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The title does not tell them.
    Nothing,
    /// ISTAT's five macro-areas.
    Istat5,
    /// ISTAT's three macro-areas.
    Istat3,
    /// ISTAT's two macro-areas.
    Istat2,
    /// Regions.
    Region,
    /// Regions with Bolzano and Trento apart.
    Region21,
    /// Provinces.
    Province,
    /// Municipalities.
    Municipality,
    /// Areas as they are called.
    Other(String),
    /// The areas of a scheme, by its name.
    Scheme(String),
}

impl By {
    /// The areas of a layer, each of which is called `one`; those of a level, or of a scheme.
    pub(crate) fn of(layer: &str, one: &str, is_level: bool) -> Self {
        match (layer, one) {
            ("catchments" | TOTAL, _) | (_, "area") => Self::Nothing,
            ("istat5", _) => Self::Istat5,
            ("istat3", _) => Self::Istat3,
            ("istat2", _) => Self::Istat2,
            ("regions21", _) => Self::Region21,
            (_, "region") => Self::Region,
            (_, "province") => Self::Province,
            (_, "municipality") => Self::Municipality,
            _ if is_level => Self::Other(one.to_owned()),
            _ => Self::Scheme(one.replace('_', " ")),
        }
    }

    /// The title of what is shown of the areas.
    pub(crate) fn titled(&self, what: &str, language: Language) -> String {
        let key = match self {
            Self::Nothing => return what.to_owned(),
            Self::Istat5 => "by-istat5",
            Self::Istat3 => "by-istat3",
            Self::Istat2 => "by-istat2",
            Self::Region => "by-region",
            Self::Region21 => "by-regions21",
            Self::Province => "by-province",
            Self::Municipality => "by-municipality",
            Self::Other(one) => {
                return say(language, "by-other", [("title", what.into()), ("areas", one.as_str().into())]);
            }
            Self::Scheme(name) => {
                return say(language, "by-scheme", [("title", what.into()), ("scheme", name.as_str().into())]);
            }
        };
        say(language, key, [("title", what.into())])
    }

    /// The areas alone, for a panel of its own; `None` where a title does not tell them.
    pub(crate) fn panel(&self, language: Language) -> Option<String> {
        let key = match self {
            Self::Nothing => return None,
            Self::Istat5 => "by-istat5.panel",
            Self::Istat3 => "by-istat3.panel",
            Self::Istat2 => "by-istat2.panel",
            Self::Region => "by-region.panel",
            Self::Region21 => "by-regions21.panel",
            Self::Province => "by-province.panel",
            Self::Municipality => "by-municipality.panel",
            Self::Other(one) => return Some(say(language, "by-other.panel", [("areas", one.as_str().into())])),
            Self::Scheme(name) => return Some(say(language, "by-scheme.panel", [("scheme", name.as_str().into())])),
        };
        Some(plain(language, key).to_owned())
    }
}

/// The layer that a typed word means, in whichever language it is typed.
pub(crate) fn typed_layer(word: &str) -> Option<&'static str> {
    const LAYERS: [(&str, &str); 6] = [
        ("layer-regions", "regions"),
        ("layer-provinces", "provinces"),
        ("layer-municipalities", "municipalities"),
        ("layer-catchments", "catchments"),
        ("layer-regions21", "regions21"),
        ("layer-istat5", "istat5"),
    ];
    let word = word.to_lowercase();
    let is = |key| Language::ALL.iter().any(|&language| plain(language, key).split(' ').any(|own| own == word));
    LAYERS.into_iter().find(|(key, _)| is(key)).map(|(_, layer)| layer)
}

/// What the areas of a scheme are called together.
pub(crate) fn scheme_words(scheme: &str, language: Language) -> String {
    let key = match scheme {
        "istat5" => "by-istat5.alone",
        "istat3" => "by-istat3.alone",
        "istat2" => "by-istat2.alone",
        _ => return say(language, "macro-areas", [("scheme", scheme.replace('_', " ").into())]),
    };
    plain(language, key).to_owned()
}
