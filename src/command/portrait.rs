//! Maps of a study's layers and of tables: what is drawn, how it is classed, and the words around it.

use crate::analysis::coverage::{Source, representation_ratio};
use crate::command::layer::{Layer, LayerArea};
use crate::command::outlines::Outlines;
use crate::input::column::AreaFigures;
use crate::input::error::plural;
use crate::model::count::Residents;
use crate::model::index::LevelIndex;
use crate::model::language::Language;
use crate::model::scheme::Scheme;
use crate::model::share::Share;
use crate::model::study::{self, Study};
use crate::model::territory::Territory;
use crate::render::classify::{ClassMethod, Classification};
use crate::render::map::{self, AreaValue, Design, Legend, MapArea, NoData, Picture};
use crate::render::number::date;
use crate::render::palette::Palette;
use crate::render::scene::Scene;

/// What can be drawn of a study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Share of residents covered.
    Coverage,
    /// Share of units that answered.
    Response,
    /// Share among the covered residents over share among all residents.
    Representation,
    /// Number of residents.
    Residents,
    /// Whether the units of a catchment answered.
    Answered,
}

impl Value {
    /// The words of the flag `--value`.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("coverage", Self::Coverage),
        ("response", Self::Response),
        ("representation", Self::Representation),
        ("residents", Self::Residents),
        ("answered", Self::Answered),
    ];

    /// The value's word.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, value)| *value == self).map_or("", |(word, _)| word)
    }
}

/// How values are classed and coloured; `None` leaves it to the value.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// The method.
    pub method: Option<ClassMethod>,
    /// How many classes.
    pub k: Option<usize>,
    /// The colours.
    pub palette: Option<Palette>,
    /// The title, instead of the one that is made.
    pub title: Option<String>,
    /// Layout, colours of the page, lettering.
    pub design: Design,
}

/// Whether the units of a catchment answered: word, English, Italian, colour.
const ANSWERS: [(&str, &str, &str, &str); 3] = [
    ("answered", "answered", "ha risposto", "#2b6ca3"),
    ("some-answered", "shared: some answered", "condiviso: alcune hanno risposto", "#8fb8d8"),
    ("not-answered", "did not answer", "non ha risposto", "#ecd3a4"),
];

/// The fixed word for whether the units of a catchment answered, by its position in `ANSWERS`.
pub(crate) fn answer_word(answered: usize) -> &'static str {
    ANSWERS[answered].0
}

/// What a value is called in titles: what it is, its unit and denominator.
fn value_words(value: Value, language: Language) -> (&'static str, &'static str, &'static str) {
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

fn source_words(source: Source, language: Language) -> &'static str {
    match (source, language) {
        (Source::Frame, Language::English) => "residents as the survey counted them",
        (Source::Frame, Language::Italian) => "residenti secondo l'indagine",
        (Source::Census, Language::English) => "residents by the census",
        (Source::Census, Language::Italian) => "residenti secondo il censimento",
        (Source::CensusAdults, Language::English) => "residents aged 18 and over by the census",
        (Source::CensusAdults, Language::Italian) => "residenti di 18 anni e più secondo il censimento",
    }
}

/// Draws a value of a layer.
pub fn draw(
    study: &Study,
    layer: &Layer,
    value: Value,
    source: Option<Source>,
    style: &Style,
    inputs: &[study::Source],
) -> Scene {
    let language = study.heading.language;
    let total = Share::pooled(layer.areas.iter().filter_map(|area| area.covered));
    let areas: Vec<MapArea> = layer
        .areas
        .iter()
        .map(|area| {
            let number = match value {
                Value::Coverage => area.covered.and_then(Share::value),
                Value::Response => area.units.and_then(Share::value),
                Value::Representation => area.covered.and_then(|covered| representation_ratio(covered, total)),
                Value::Residents => area.covered.map(|covered| covered.whole().0 as f64),
                Value::Answered => None,
            };
            let category = area.answered.filter(|_| value == Value::Answered);
            MapArea {
                code: area.code.clone(),
                name: area.name.clone(),
                value: match (number, category) {
                    // Nobody answered: that is a true 0, not the low end of the lowest class.
                    (Some(_), _) if value == Value::Coverage && nobody_answered(area) => {
                        AreaValue::Missing(NoData::NoResponse)
                    }
                    (Some(number), _) => AreaValue::Number(number),
                    (None, Some(category)) => AreaValue::Category(category),
                    (None, None) => AreaValue::Missing(area.missing),
                },
                short_name: area.short_name.clone(),
                residents: area.covered.map(|covered| covered.whole().0),
                units: area.units.map(|units| units.whole().0),
                range: area.range,
            }
        })
        .collect();
    let (what, unit_words, legend_title) = value_words(value, language);
    let by = match (layer.name.as_str(), language) {
        ("catchments" | "total", _) => String::new(),
        (_, Language::English) => format!(", by {}", layer.one),
        (_, Language::Italian) => format!(" ({})", layer.one),
    };
    let mut subtitle = vec![unit_words.to_owned()];
    subtitle
        .extend(source.filter(|_| value != Value::Response).map(|source| source_words(source, language).to_owned()));
    subtitle.extend(study.heading.reference_date.map(|day| date(day, language).replace(' ', "\u{a0}")));
    subtitle.extend(Some(study.heading.title.clone()).filter(|title| !title.is_empty()));
    let unit = match value {
        Value::Coverage | Value::Response => map::Unit::Percent,
        Value::Representation | Value::Answered => map::Unit::Plain,
        Value::Residents => map::Unit::Count,
    };
    Picture {
        layer: layer.name.clone(),
        value: value.word().to_owned(),
        title: style.title.clone().unwrap_or_else(|| format!("{what}{by}")),
        subtitle: capitalised(&subtitle.join(" · ")),
        notice: study.heading.notice.clone(),
        source: study.heading.attribution.clone(),
        language,
        legend: legend_of(value, &areas, style, language),
        areas,
        unit,
        legend_title: capitalised(legend_title),
        shapes: &layer.shapes,
        over: layer.over.as_ref(),
        inputs,
        around: None,
        design: style.design.clone(),
    }
    .scene()
}

/// Whether units serve an area and none of them answered.
fn nobody_answered(area: &LayerArea) -> bool {
    area.covered.is_some_and(|covered| covered.part().0 == 0 && covered.whole().0 > 0)
        && area.units.is_some_and(|units| units.part().0 == 0 && units.whole().0 > 0)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn legend_of(value: Value, areas: &[MapArea], style: &Style, language: Language) -> Option<Legend> {
    if value == Value::Answered {
        let label = |(word, english, italian, colour): (&str, &str, &str, &'static str)| {
            let label = if language == Language::English { english } else { italian };
            (word.to_owned(), label.to_owned(), colour)
        };
        return Some(Legend::Categories(ANSWERS.map(label).to_vec()));
    }
    let values = numbers(areas);
    let k = style.k.unwrap_or(5);
    if value == Value::Representation && style.method.is_none() {
        return parity_legend(&values, style, language);
    }
    let shares = matches!(value, Value::Coverage | Value::Response);
    let method = style.method.clone().unwrap_or(if shares {
        // Fifths of the whole, so that two maps of coverage can be compared.
        ClassMethod::User((1..=k).map(|i| i as f64 / k as f64).collect())
    } else {
        ClassMethod::Quantile
    });
    let mut classes = Classification::of(&values, &method, k)?;
    if shares && style.method.is_none() {
        classes.minimum = 0.0;
    }
    Some(Legend::Classes { classes, palette: style.palette.unwrap_or(Palette::YlGnBu), notes: Vec::new() })
}

/// The numbers of areas that have one.
pub fn numbers(areas: &[MapArea]) -> Vec<f64> {
    areas.iter().filter_map(|area| if let AreaValue::Number(value) = area.value { Some(value) } else { None }).collect()
}

/// Classes that are symmetric around 1 on a logarithmic scale.
fn parity_legend(values: &[f64], style: &Style, language: Language) -> Option<Legend> {
    const HALF: [f64; 4] = [0.5, 0.8, 1.25, 2.0];
    let method = ClassMethod::User(HALF.into_iter().chain([f64::INFINITY]).collect());
    let mut classes = Classification::of(values, &method, 5)?;
    classes.minimum = 0.0;
    let notes = match language {
        Language::English => ["less than half", "", "near parity", "", "more than double"],
        Language::Italian => ["meno della metà", "", "vicino alla parità", "", "più del doppio"],
    };
    let palette = style.palette.unwrap_or(Palette::PuOr);
    Some(Legend::Classes { classes, palette, notes: notes.map(str::to_owned).to_vec() })
}

/// Draws a column of a table.
pub fn draw_table(
    outlines: &Outlines,
    (territory, level): (&Territory, LevelIndex),
    figures: &AreaFigures,
    residents: &[Option<Residents>],
    (style, language): (&Style, Language),
    inputs: &[study::Source],
    attribution: &str,
) -> Scene {
    let scheme = Scheme::of_level(territory, level);
    let shapes = if level == territory.finest() { outlines.places.clone() } else { outlines.of_scheme(&scheme) };
    let areas = territory.areas(level).iter().enumerate().map(|(index, area)| MapArea {
        code: area.code.to_string(),
        name: area.name.clone(),
        value: match figures.values[index] {
            Some(value) => AreaValue::Number(value),
            None if figures.listed[index] => AreaValue::Missing(NoData::NotKnown),
            None => AreaValue::Missing(NoData::NoRow),
        },
        short_name: area.short_name.clone(),
        residents: residents[index].map(|residents| residents.0),
        units: None,
        range: None,
    });
    let areas: Vec<MapArea> = areas.collect();
    let values = numbers(&areas);
    let method = style.method.clone().unwrap_or(ClassMethod::Quantile);
    let legend = Classification::of(&values, &method, style.k.unwrap_or(5)).map(|classes| Legend::Classes {
        classes,
        palette: style.palette.unwrap_or(Palette::YlGnBu),
        notes: Vec::new(),
    });
    let broad = Scheme::of_level(territory, territory.broadest());
    let over = (areas.len() > 2 * broad.areas().len()).then(|| outlines.of_scheme(&broad));
    let whole = values.iter().all(|value| value.fract() == 0.0 && value.abs() < 1e15);
    let name = territory.level_name(level);
    let (by, of) = match language {
        Language::English => (format!("{}, by {name}", figures.title), "values of"),
        Language::Italian => (format!("{} ({name})", figures.title), "valori di"),
    };
    Picture {
        layer: plural(name),
        value: figures.title.clone(),
        title: style.title.clone().unwrap_or(by),
        subtitle: capitalised(&format!("{of} {}", figures.source.name)),
        notice: None,
        source: Some(attribution.to_owned()),
        language,
        areas,
        unit: if whole { map::Unit::Count } else { map::Unit::Plain },
        legend_title: figures.title.clone(),
        legend,
        shapes: &shapes,
        over: over.as_ref(),
        inputs,
        around: None,
        design: style.design.clone(),
    }
    .scene()
}
