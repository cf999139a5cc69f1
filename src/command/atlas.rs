//! Pictures of a study: which areas a layer has, what each shows, what stands around it.

use std::collections::BTreeMap;

use crate::analysis::coverage::{Allotted, Source, representation_ratio, takes_part};
use crate::command::Failure;
use crate::command::map::MapRequest;
use crate::geometry::topology::Topology;
use crate::input::boundaries::{embedded_bytes, embedded_outlines};
use crate::input::column::AreaFigures;
use crate::input::error::{Place, Problems, Remark};
use crate::input::file::fingerprint;
use crate::model::allotment::residents_of_union;
use crate::model::catchment::Allotment;
use crate::model::count::{Residents, UnitCount};
use crate::model::frame::Unit;
use crate::model::index::LevelIndex;
use crate::model::language::Language;
use crate::model::outline::ReferenceSystem;
use crate::model::population::Ages;
use crate::model::scheme::Scheme;
use crate::model::share::Share;
use crate::model::study::{self, Study};
use crate::model::territory::Territory;
use crate::render::classify::{ClassMethod, Classification};
use crate::render::findings::Findings;
use crate::render::map::{self, AreaValue, Attributes, Legend, MapArea, NoData, Picture};
use crate::render::number::date;
use crate::render::palette::Palette;

/// The outlines of a territory's places, in an equal-area projection, in the order of the places.
#[derive(Debug)]
pub struct Outlines {
    /// The places.
    pub places: Topology,
    /// The file they came from.
    pub source: study::Source,
}

/// The outlines that the program carries, for a territory whose places they are.
///
/// # Errors
/// When a place has no outline.
pub fn embedded(territory: &Territory) -> Result<Outlines, Failure> {
    let outlines = embedded_outlines();
    let source = fingerprint("municipalities.arcs (embedded)", embedded_bytes());
    let fail = |message: String| Failure::Inputs(Problems::one(Remark::new(Place::file(source.name.clone()), message)));
    // Both lists are in the order of codes.
    let same = outlines.codes.len() == territory.n_places()
        && territory.places().zip(&outlines.codes).all(|(place, code)| territory.place(place).code.as_str() == code);
    if !same {
        return Err(fail("the outlines are not those of the territory".to_owned()));
    }
    let topology = Topology::from_arcs(&outlines).map_err(|error| fail(error.to_string()))?;
    let places = topology.project(&ReferenceSystem::laea_europe()).map_err(|error| fail(error.to_string()))?;
    Ok(Outlines { places, source })
}

impl Outlines {
    /// The areas of a scheme as shapes.
    pub fn of_scheme(&self, scheme: &Scheme) -> Topology {
        let group_of: Vec<Option<usize>> = scheme.by_place().iter().map(|area| Some(area.index())).collect();
        self.places.dissolve(&group_of, scheme.areas().len())
    }
}

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
    /// How much areas carry.
    pub attributes: Attributes,
    /// The title, instead of the one that is made.
    pub title: Option<String>,
}

/// One area of a layer with everything that can be drawn of it.
#[derive(Clone, Debug)]
pub struct LayerArea {
    /// The code, unique in the layer.
    pub code: String,
    /// The name.
    pub name: String,
    /// Residents covered out of all.
    pub covered: Option<Share<Residents>>,
    /// Units that answered out of all that serve the area, hospitals too.
    pub units: Option<Share<UnitCount>>,
    /// Position in `ANSWERS`: whether the units that serve it answered.
    pub answered: Option<usize>,
    /// Why there is no value where there is none.
    pub missing: NoData,
}

/// Whether the units of a catchment answered: word, English, Italian, colour.
const ANSWERS: [(&str, &str, &str, &str); 3] = [
    ("answered", "answered", "ha risposto", "#2b6ca3"),
    ("some-answered", "shared: some answered", "condiviso: alcune hanno risposto", "#8fb8d8"),
    ("not-answered", "did not answer", "non ha risposto", "#ecd3a4"),
];

/// One layer of a study: areas and their shapes.
#[derive(Debug)]
pub struct Layer {
    /// The name, as typed.
    pub name: String,
    /// Whether residents are those of the census, whatever source was asked for.
    pub by_census: bool,
    areas: Vec<LayerArea>,
    shapes: Topology,
    over: Option<Topology>,
}

impl Layer {
    /// Whether the layer's areas know whether their units answered.
    pub fn knows_answers(&self) -> bool {
        self.areas.iter().any(|area| area.answered.is_some())
    }
}

/// The borders of the broadest level, to be drawn over areas that are much finer.
fn broad_borders(study: &Study, outlines: &Outlines, n_areas: usize) -> Option<Topology> {
    let broadest = study.scheme(study.territory.level_name(study.territory.broadest()))?;
    (n_areas > 2 * broadest.areas().len()).then(|| outlines.of_scheme(broadest))
}

/// The layer of a scheme's areas with their coverage by `source`.
pub fn scheme_layer(
    study: &Study,
    outlines: &Outlines,
    findings: &Findings,
    scheme: &Scheme,
    source: Option<Source>,
) -> Layer {
    let areas = scheme.areas().iter().enumerate().map(|(index, area)| {
        let row = findings
            .coverage
            .iter()
            .find(|row| row.scheme == scheme.name() && row.area.index() == index && Some(row.source) == source);
        let response = findings.response.iter().find(|row| row.scheme == scheme.name() && row.area.index() == index);
        LayerArea {
            code: area.code.clone(),
            name: area.name.in_language(study.heading.language).to_owned(),
            covered: row.map(|row| row.residents),
            units: response.and_then(|row| {
                let counts = row.disposition;
                Share::new(UnitCount(counts.respondent + counts.partial), UnitCount(counts.eligible() + counts.unknown))
            }),
            answered: None,
            missing: NoData::NotKnown,
        }
    });
    Layer {
        name: scheme.name().to_owned(),
        by_census: false,
        areas: areas.collect(),
        shapes: outlines.of_scheme(scheme),
        over: broad_borders(study, outlines, scheme.areas().len()),
    }
}

/// Residents of every place covered by units that answered, out of all.
fn covered_of_places(study: &Study, allotted: &Allotted, ages: Ages) -> Vec<Option<Share<Residents>>> {
    let counts = study.population.as_ref().and_then(|population| population.of(ages));
    let (Some(catchments), Some(counts), Some(given)) = (&study.catchments, counts, allotted.of_ages(ages)) else {
        return vec![None; study.territory.n_places()];
    };
    let answers = |unit: usize| {
        let unit = &study.frame.units()[unit];
        takes_part(unit) && unit.status.answered()
    };
    study
        .territory
        .places()
        .map(|place| {
            let count = counts[place.index()];
            Share::new(residents_of_union(catchments, given, place, count, answers)?, count?)
        })
        .collect()
}

/// The layer of single places.
pub fn place_layer(study: &Study, outlines: &Outlines, findings: &Findings, name: &str, ages: Ages) -> Layer {
    let covered = findings.allotted.as_ref().map(|allotted| covered_of_places(study, allotted, ages));
    let areas = study.territory.places().map(|place| {
        let served = study.catchments.as_ref().map(|catchments| catchments.of_place(place));
        let in_no_catchment = served.is_some_and(<[_]>::is_empty);
        let area = study.territory.place(place);
        LayerArea {
            code: area.code.to_string(),
            name: area.name.clone(),
            covered: covered.as_ref().and_then(|covered| covered[place.index()]).filter(|_| !in_no_catchment),
            units: served.filter(|served| !served.is_empty()).and_then(|served| units_that_answered(study, served)),
            answered: served.and_then(|served| answer_of(study, served)),
            missing: if in_no_catchment { NoData::NoCatchment } else { NoData::NotKnown },
        }
    });
    let areas: Vec<LayerArea> = areas.collect();
    let over = broad_borders(study, outlines, areas.len());
    Layer { name: name.to_owned(), by_census: true, areas, shapes: outlines.places.clone(), over }
}

fn units_that_answered(study: &Study, served: &[Allotment]) -> Option<Share<UnitCount>> {
    let units: Vec<&Unit> =
        served.iter().map(|allotment| study.frame.unit(allotment.unit)).filter(|unit| takes_part(unit)).collect();
    let answered = units.iter().filter(|unit| unit.status.answered()).count();
    Share::new(UnitCount(answered as u64), UnitCount(units.len() as u64))
}

/// Position in `ANSWERS` of the units that serve a place.
fn answer_of(study: &Study, served: &[Allotment]) -> Option<usize> {
    let units = units_that_answered(study, served)?;
    match (units.part().0, units.whole().0) {
        (_, 0) => None,
        (answered, all) if answered == all => Some(0),
        (0, _) => Some(2),
        _ => Some(1),
    }
}

/// The layer of catchments. Places that the same units share are one area, for a share says how many residents, not where.
pub fn catchment_layer(study: &Study, outlines: &Outlines, findings: &Findings, ages: Ages) -> Option<Layer> {
    let (catchments, allotted) = (study.catchments.as_ref()?, findings.allotted.as_ref()?);
    let covered = covered_of_places(study, allotted, ages);
    let mut groups: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    for place in study.territory.places() {
        let next = groups.len();
        groups
            .entry(catchments.of_place(place).iter().map(|allotment| allotment.unit.index()).collect())
            .or_insert(next);
    }
    let order: BTreeMap<&Vec<usize>, usize> = groups.keys().enumerate().map(|(index, units)| (units, index)).collect();
    let mut group_of = Vec::with_capacity(study.territory.n_places());
    let mut sums = vec![None; groups.len()];
    let mut served: Vec<&[Allotment]> = vec![&[]; groups.len()];
    for place in study.territory.places() {
        let here = catchments.of_place(place);
        let units: Vec<usize> = here.iter().map(|allotment| allotment.unit.index()).collect();
        let group = order[&units];
        group_of.push(Some(group));
        served[group] = here;
        if let Some(share) = covered[place.index()] {
            sums[group] = Some(Share::pooled(sums[group].into_iter().chain([share])));
        }
    }
    let areas: Vec<LayerArea> = groups
        .keys()
        .enumerate()
        .map(|(index, units)| {
            let join = |text: &dyn Fn(&Unit) -> String| {
                units.iter().map(|&unit| text(&study.frame.units()[unit])).collect::<Vec<_>>()
            };
            let none = units.is_empty();
            LayerArea {
                code: if none { "none".to_owned() } else { join(&|unit| unit.id.to_string()).join("+") },
                name: if none {
                    NoData::NoCatchment.word().to_owned()
                } else {
                    join(&|unit| unit.name.clone().unwrap_or_else(|| unit.id.to_string())).join(" + ")
                },
                covered: sums[index].filter(|_| !none),
                units: units_that_answered(study, served[index]).filter(|_| !none),
                answered: answer_of(study, served[index]),
                missing: if none { NoData::NoCatchment } else { NoData::OutOfScope },
            }
        })
        .collect();
    let shapes = outlines.places.dissolve(&group_of, areas.len());
    let over = broad_borders(study, outlines, areas.len());
    Some(Layer { name: "catchments".to_owned(), by_census: true, areas, shapes, over })
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
) -> String {
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
                    (Some(number), _) => AreaValue::Number(number),
                    (None, Some(category)) => AreaValue::Category(category),
                    (None, None) => AreaValue::Missing(area.missing),
                },
                residents: area.covered.map(|covered| covered.whole().0),
            }
        })
        .collect();
    let (what, unit_words, legend_title) = value_words(value, language);
    let by = match (layer.name.as_str(), language) {
        ("catchments" | "total", _) => String::new(),
        (name, Language::English) => format!(", by {name}"),
        (name, Language::Italian) => format!(" ({name})"),
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
        attributes: style.attributes,
    }
    .to_svg()
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
    let classes = Classification::of(&values, &method, k)?;
    Some(Legend::Classes { classes, palette: style.palette.unwrap_or(Palette::YlGnBu), notes: Vec::new() })
}

/// The numbers of areas that have one.
pub fn numbers(areas: &[MapArea]) -> Vec<f64> {
    areas.iter().filter_map(|area| if let AreaValue::Number(value) = area.value { Some(value) } else { None }).collect()
}

/// Classes that are symmetric around 1 on a logarithmic scale.
fn parity_legend(values: &[f64], style: &Style, language: Language) -> Option<Legend> {
    const HALF: [f64; 4] = [0.5, 0.8, 1.25, 2.0];
    let highest = values.iter().copied().fold(4.0, f64::max);
    let method = ClassMethod::User(HALF.into_iter().chain([highest]).collect());
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
    request: &MapRequest,
    inputs: &[study::Source],
    attribution: &str,
) -> String {
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
        residents: residents[index].map(|residents| residents.0),
    });
    let areas: Vec<MapArea> = areas.collect();
    let values = numbers(&areas);
    let style = &request.style;
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
    let (by, of) = match request.language {
        Language::English => (format!("{}, by {name}", figures.title), "values of"),
        Language::Italian => (format!("{} ({name})", figures.title), "valori di"),
    };
    Picture {
        layer: request.layer.clone(),
        value: figures.title.clone(),
        title: style.title.clone().unwrap_or(by),
        subtitle: capitalised(&format!("{of} {}", figures.source.name)),
        notice: None,
        source: Some(attribution.to_owned()),
        language: request.language,
        areas,
        unit: if whole { map::Unit::Count } else { map::Unit::Plain },
        legend_title: figures.title.clone(),
        legend,
        shapes: &shapes,
        over: over.as_ref(),
        inputs,
        attributes: style.attributes,
    }
    .to_svg()
}
