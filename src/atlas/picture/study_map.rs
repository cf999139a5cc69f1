//! Maps of a study's layers and of tables: what is drawn, how it is classed, and the words around it.

use crate::analysis::coverage::area::{Source, representation_ratio};
use crate::atlas::ask::flags::style_flags;
use crate::atlas::layer::areas::{Layer, LayerArea};
use crate::atlas::picture::form::Ground;
use crate::atlas::picture::pair::Pair;
use crate::input::figures::column::{AreaFigures, FigureGap};
use crate::input::problem::remark::plural;
use crate::model::base::count::Residents;
use crate::model::base::index::LevelIndex;
use crate::model::base::language::Language;
use crate::model::base::share::Share;
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::study::{self, Study};
use crate::render::classes::classify::{ClassMethod, Classification};
use crate::render::classes::value::{AreaValue, MapArea, NoData, Unit, are_sizes};
use crate::render::colour::palette::Palette;
use crate::render::page::scene::Scene;
use crate::render::picture::design::Design;
use crate::render::picture::shown::{Form, Legend, Picture};
use crate::study::outlines::Outlines;
use crate::words::catalogue::{plain, say};
use crate::words::number::date;
use crate::words::picture::{by_words, pair_words, source_words, uncovered_words, value_words};

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
    /// The part of the territory that is drawn, by code or name.
    pub part: Option<String>,
    /// A second value, drawn together with the first: three classes of each, nine colours.
    pub second: Option<Value>,
    /// What stands for the areas.
    pub form: Form,
    /// People for whom a dot stands; without it, so many that a map has some thousand dots.
    pub people_per_dot: Option<u64>,
    /// What the spread of dots starts from.
    pub seed: u64,
    /// Layout, colours of the page, lettering.
    pub design: Design,
}

/// Whether the units of a catchment answered: word, key of its words, colour.
const ANSWERS: [(&str, &str, &str); 3] = [
    ("answered", "answered", "#2b6ca3"),
    ("some-answered", "answered-shared", "#8fb8d8"),
    ("not-answered", "answered-not", "#ecd3a4"),
];

/// The fixed word for whether the units of a catchment answered, by its position in `ANSWERS`.
pub(crate) fn answer_word(answered: usize) -> &'static str {
    ANSWERS[answered].0
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
    with_picture(study, layer, value, source, style, inputs, scene_of)
}

fn scene_of(picture: &Picture) -> Scene {
    picture.scene()
}

/// Makes the picture of a value of a layer and does something with it.
pub fn with_picture<T>(
    study: &Study,
    layer: &Layer,
    value: Value,
    source: Option<Source>,
    style: &Style,
    inputs: &[study::Source],
    then: impl FnOnce(&Picture) -> T,
) -> T {
    let language = study.heading.language;
    let total = Share::pooled(layer.areas.iter().filter_map(|area| area.covered));
    let mut areas: Vec<MapArea> = layer
        .areas
        .iter()
        .map(|area| {
            let number = number_of(value, area, total);
            let category = area.answered.filter(|_| value == Value::Answered);
            MapArea {
                code: area.code.clone(),
                name: area.name.clone(),
                value: match (number, category) {
                    _ if style.form == Form::Dots => area.covered.map_or(AreaValue::Missing(area.missing), |covered| {
                        AreaValue::Number((covered.whole().0 - covered.part().0) as f64)
                    }),
                    // Nobody answered: that is a true 0, not the low end of the lowest class.
                    (Some(_), _) if is_silent(value, area) => AreaValue::Missing(NoData::NoResponse),
                    (Some(number), _) => AreaValue::Number(number),
                    (None, Some(category)) => AreaValue::Category(category),
                    (None, None) => AreaValue::Missing(gap_of(value, area)),
                },
                short_name: area.short_name.clone(),
                residents: area.covered.map(|covered| covered.whole().0),
                units: area.units.map(|units| units.whole().0),
                range: area.range,
                at_parity: value == Value::Representation && is_at_parity(area),
            }
        })
        .collect();
    let [what, unit_words, legend_title] =
        if style.form == Form::Dots { uncovered_words(language) } else { value_words(value, language) };
    let pair = style.second.map(|second| {
        let numbers = |value: Value| layer.areas.iter().map(|area| number_of(value, area, total)).collect::<Vec<_>>();
        Pair::of((value, &numbers(value)), (second, &numbers(second)), language)
    });
    let (legend, grid) = match pair {
        Some(pair) => {
            for (area, category) in areas.iter_mut().zip(pair.categories) {
                if let (Some(category), AreaValue::Number(_) | AreaValue::Missing(NoData::NoResponse)) =
                    (category, area.value)
                {
                    area.value = AreaValue::Category(category);
                }
            }
            (Some(pair.legend), Some(pair.grid))
        }
        None => (legend_of(value, &areas, style, language), None),
    };
    let legend_title = if style.second.is_some() { plain(language, "value-pair.legend") } else { legend_title };
    let what = match style.second {
        Some(second) => pair_words(what, &lowered(value_words(second, language)[0]), language),
        None => what.to_owned(),
    };
    let by = by_words(&layer.name, &layer.one, language);
    let subtitle = subtitle_of(study, value, source, unit_words);
    let unit = match value {
        _ if style.form == Form::Dots => Unit::Count,
        Value::Coverage | Value::Response => Unit::Percent,
        Value::Representation | Value::Answered => Unit::Plain,
        Value::Residents => Unit::Count,
    };
    let ground = Ground::of(&layer.shapes, &areas, unit, style);
    then(&Picture {
        layer: layer.name.clone(),
        value: if style.form == Form::Dots { "uncovered".to_owned() } else { value.word().to_owned() },
        title: style.title.clone().unwrap_or_else(|| format!("{what}{by}")),
        by,
        subtitle,
        notice: study.heading.notice.clone(),
        source: study.heading.attribution.clone(),
        language,
        legend,
        grid,
        areas,
        unit,
        legend_title: capitalised(legend_title),
        made_with: made_with(&layer.name, vec!["--value".to_owned(), value.word().to_owned()], source, style),
        form: style.form,
        shapes: ground.shapes.as_ref().unwrap_or(&layer.shapes),
        under: (style.form == Form::Symbols).then_some(&layer.shapes),
        unit_radius: ground.unit_radius,
        dots: ground.dots.as_ref(),
        over: layer.over.as_ref().filter(|_| matches!(style.form, Form::Choropleth | Form::Dots)),
        inputs,
        over_names: broad_names(&study.territory),
        around: layer.around.as_ref().filter(|_| style.form.is_in_place()),
        rest: None,
        locator: None,
        design: ground.design,
    })
}

/// Unit and denominator, where residents are counted, the date, the study.
fn subtitle_of(study: &Study, value: Value, source: Option<Source>, unit_words: &str) -> Vec<String> {
    let language = study.heading.language;
    let counted = source.filter(|_| value != Value::Response).map(|source| source_words(source, language).to_owned());
    let day = study.heading.reference_date.map(|day| date(day, language).replace(' ', "\u{a0}"));
    let title = Some(study.heading.title.clone()).filter(|title| !title.is_empty());
    std::iter::once(capitalised(unit_words)).chain(counted).chain(day).chain(title).collect()
}

/// The flags that draw a picture of a study again.
pub(crate) fn made_with(layer: &str, value: Vec<String>, source: Option<Source>, style: &Style) -> Vec<String> {
    let mut flags = vec![layer.to_owned()];
    flags.extend(value);
    flags.extend(source.into_iter().flat_map(|source| ["--source".to_owned(), source.word().to_owned()]));
    flags.extend(style_flags(style));
    flags
}

/// The flags that draw a picture of a table again, but for the table's own path.
pub(crate) fn table_made_with(
    layer: &str,
    value: String,
    figures: &AreaFigures,
    language: Language,
    style: &Style,
) -> Vec<String> {
    let mut flags = vec![layer.to_owned(), value, format!("--code={}", figures.code)];
    flags.extend(figures.sheet.iter().map(|sheet| format!("--sheet={sheet}")));
    flags.extend(figures.codes.map(|day| format!("--codes={day}")));
    flags.extend(figures.marks.own().map(|marks| format!("--suppressed={}", marks.join(","))));
    flags.extend(figures.numbers.map(|numbers| format!("--numbers={}", numbers.code())));
    flags.extend(["--language".to_owned(), language.code().to_owned()]);
    flags.extend(style_flags(style));
    flags
}

/// Why an area has no value: a share of units has none where there is no unit.
fn gap_of(value: Value, area: &LayerArea) -> NoData {
    let no_unit = area.units.is_none_or(|units| units.whole().0 == 0);
    if value == Value::Response && no_unit && area.missing == NoData::NotKnown { NoData::NoUnit } else { area.missing }
}

/// Whether chance alone would have put an area's coverage where it is, so that its distance from parity says nothing.
fn is_at_parity(area: &LayerArea) -> bool {
    let coverage = area.covered.and_then(Share::value);
    coverage.zip(area.range).is_some_and(|(coverage, [low, high])| (low..=high).contains(&coverage))
}

/// Codes and names of the areas of the broadest level.
pub(crate) fn broad_names(territory: &Territory) -> Vec<(String, String)> {
    let areas = territory.areas(territory.broadest());
    areas.iter().map(|area| (area.code.to_string(), area.name.clone())).collect()
}

/// Whether the value is 0 because no unit answered: none that serves the area's residents, or none of the area's own.
fn is_silent(value: Value, area: &LayerArea) -> bool {
    let nobody = area.units.is_some_and(|units| units.part().0 == 0 && units.whole().0 > 0);
    match value {
        Value::Coverage => nobody && area.covered.is_some_and(|covered| covered.part().0 == 0 && covered.whole().0 > 0),
        Value::Response => nobody,
        Value::Representation | Value::Residents | Value::Answered => false,
    }
}

/// What an area shows of a value, from 0 to 1 where it is a share.
fn number_of(value: Value, area: &LayerArea, total: Share<Residents>) -> Option<f64> {
    match value {
        Value::Coverage => area.covered.and_then(Share::value),
        Value::Response => area.units.and_then(Share::value),
        Value::Representation => area.covered.and_then(|covered| representation_ratio(covered, total)),
        Value::Residents => area.covered.map(|covered| covered.whole().0 as f64),
        Value::Answered => None,
    }
}

pub(crate) fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn legend_of(value: Value, areas: &[MapArea], style: &Style, language: Language) -> Option<Legend> {
    if value == Value::Answered {
        let category = |(word, key, colour): (&str, &'static str, &'static str)| {
            (word.to_owned(), plain(language, key).to_owned(), colour)
        };
        return Some(Legend::Categories(ANSWERS.map(category).to_vec()));
    }
    let values = numbers(areas);
    if style.form == Form::Dots {
        return one_class(&values, style.palette.unwrap_or(Palette::YlOrRd));
    }
    if value == Value::Representation && style.method.is_none() {
        let ranges =
            areas.iter().filter(|area| matches!(area.value, AreaValue::Number(_))).all(|area| area.range.is_some());
        return parity_legend(&values, ranges, style, language);
    }
    let (unit, are_shares) = match value {
        Value::Coverage | Value::Response => (Unit::Percent, true),
        Value::Residents => (Unit::Count, false),
        Value::Representation | Value::Answered => (Unit::Plain, false),
    };
    class_legend(areas, unit, are_shares, style)
}

/// One class of all numbers.
fn one_class(values: &[f64], palette: Palette) -> Option<Legend> {
    let classes = Classification::of(values, &ClassMethod::Unclassed, 1)?;
    Some(Legend::Classes { classes, palette, notes: Vec::new(), parity: None })
}

/// Classes of numbers: shares by fifths of the whole, so that two maps of them can be compared, others by quantiles. Circles that are as
/// large as a count need no classes.
pub(crate) fn class_legend(areas: &[MapArea], unit: Unit, are_shares: bool, style: &Style) -> Option<Legend> {
    let values = numbers(areas);
    if style.form.is_sized() && are_sizes(areas, unit) {
        return one_class(&values, style.palette.unwrap_or(Palette::Blues));
    }
    let k = style.k.unwrap_or(5);
    let method = style.method.clone().unwrap_or(if are_shares {
        ClassMethod::User((1..=k).map(|i| i as f64 / k as f64).collect())
    } else {
        ClassMethod::Quantile
    });
    let mut classes = Classification::of(&values, &method, k)?;
    if are_shares && style.method.is_none() {
        classes.minimum = 0.0;
    }
    // Who wished for no number is not told that there are fewer.
    classes.fewer_than = classes.fewer_than.filter(|_| style.k.is_some());
    Some(Legend::Classes {
        classes,
        palette: style.palette.unwrap_or(Palette::YlGnBu),
        notes: Vec::new(),
        parity: None,
    })
}

/// The numbers of areas that have one.
pub fn numbers(areas: &[MapArea]) -> Vec<f64> {
    areas.iter().filter_map(|area| if let AreaValue::Number(value) = area.value { Some(value) } else { None }).collect()
}

/// Classes that are symmetric around 1 on a logarithmic scale. Where the range by chance of every area is known, the middle class holds the
/// areas that it does not tell from parity, whatever their value.
pub(crate) fn parity_legend(values: &[f64], ranges: bool, style: &Style, language: Language) -> Option<Legend> {
    let bounds = if ranges { [0.5, 1.0, 1.0, 2.0] } else { [0.5, 0.8, 1.25, 2.0] };
    let highest = values.iter().copied().filter(|value| value.is_finite()).fold(4.0, f64::max);
    let breaks: Vec<f64> = bounds.into_iter().chain([highest]).collect();
    let user = Classification::of(values, &ClassMethod::User(breaks.clone()), breaks.len())?;
    let mut classes = Classification { breaks, minimum: 0.0, ..user };
    classes.counts = (0..classes.breaks.len())
        .map(|class| values.iter().filter(|value| classes.class_of(**value) == class).count())
        .collect();
    let keys = if ranges {
        ["parity-half", "parity-below", "parity-same", "parity-above", "parity-double"].map(Some)
    } else {
        [Some("parity-half"), None, Some("parity-near"), None, Some("parity-double")]
    };
    let notes = keys.map(|key| key.map_or("", |key| plain(language, key)).to_owned()).to_vec();
    let palette = style.palette.unwrap_or(Palette::PuOr);
    Some(Legend::Classes { classes, palette, notes, parity: ranges.then_some(2) })
}

/// Makes the picture of a column of a table and does something with it.
#[expect(clippy::too_many_arguments, reason = "a map is made from all of these")]
pub fn with_table_picture<T>(
    outlines: &Outlines,
    (territory, level): (&Territory, LevelIndex),
    figures: &AreaFigures,
    residents: &[Option<Residents>],
    (style, language): (&Style, Language),
    inputs: &[study::Source],
    (notice, source): (Option<String>, Option<String>),
    then: impl FnOnce(&Picture) -> T,
) -> T {
    let scheme = Scheme::of_level(territory, level);
    let shapes = if level == territory.finest() { outlines.places.clone() } else { outlines.of_scheme(&scheme) };
    let areas = territory.areas(level).iter().enumerate().map(|(index, area)| MapArea {
        code: area.code.to_string(),
        name: area.name.clone(),
        value: match figures.values[index] {
            Some(value) => AreaValue::Number(value),
            None => AreaValue::Missing(match figures.gaps[index] {
                FigureGap::Empty => NoData::NotKnown,
                FigureGap::Withheld => NoData::Suppressed,
                FigureGap::NoRow => NoData::NoRow,
                FigureGap::OtherDay => NoData::Vintage,
            }),
        },
        short_name: area.short_name.clone(),
        residents: residents[index].map(|residents| residents.0),
        units: None,
        range: None,
        at_parity: false,
    });
    let areas: Vec<MapArea> = areas.collect();
    let values = numbers(&areas);
    let broad = Scheme::of_level(territory, territory.broadest());
    let over = (areas.len() > 2 * broad.areas().len()).then(|| outlines.of_scheme(&broad));
    let whole = values.iter().all(|value| value.fract() == 0.0 && value.abs() < 1e15);
    let name = territory.level_name(level);
    let by = by_words("", name, language);
    let of_table = say(language, "value-of-table", [("table", figures.source.name.as_str().into())]);
    let unit = if whole { Unit::Count } else { Unit::Plain };
    let legend = class_legend(&areas, unit, false, style);
    let ground = Ground::of(&shapes, &areas, unit, style);
    then(&Picture {
        layer: plural(name),
        value: figures.title.clone(),
        title: style.title.clone().unwrap_or_else(|| format!("{}{by}", figures.title)),
        by,
        subtitle: vec![capitalised(&of_table)],
        notice,
        source,
        language,
        areas,
        unit,
        legend_title: figures.title.clone(),
        grid: None,
        legend,
        made_with: table_made_with(&plural(name), format!("--value={}", figures.title), figures, language, style),
        form: style.form,
        shapes: ground.shapes.as_ref().unwrap_or(&shapes),
        under: (style.form == Form::Symbols).then_some(&shapes),
        unit_radius: ground.unit_radius,
        dots: ground.dots.as_ref(),
        over: over.as_ref().filter(|_| matches!(style.form, Form::Choropleth | Form::Dots)),
        inputs,
        over_names: broad_names(territory),
        around: outlines.around.as_ref().filter(|_| style.form.is_in_place()),
        rest: None,
        locator: None,
        design: ground.design,
    })
}
