//! Maps of a value of a study's layer: what each area shows, how it is classed, and the words around it.

use std::sync::Arc;

use crate::analysis::coverage::area::{Source, representation_ratio};
use crate::analysis::coverage::indicator::Value;
use crate::analysis::gate::published::{Precision, Published};
use crate::atlas::ask::flags::made_with;
use crate::atlas::ask::style::Style;
use crate::atlas::layer::areas::{Layer, LayerArea};
use crate::atlas::picture::classes::legend_of;
use crate::atlas::picture::form::{Ground, context_of};
use crate::atlas::picture::pair::Pair;
use crate::model::base::count::{Residents, UnitCount};
use crate::model::base::language::Language;
use crate::model::base::share::Share;
use crate::model::study::{self, Study};
use crate::render::classes::value::{AreaValue, MapArea, NoData, Unit};
use crate::render::picture::shown::{Form, Key, Origin, Picture, Values, Words};
use crate::words::catalogue::plain;
use crate::words::letters::{capitalised, lowered};
use crate::words::number::date;
use crate::words::picture::{By, pair_words, source_words, uncovered_words, value_words};
use crate::words::published::published_share;

/// The picture of a value of a layer.
pub fn value_picture(
    study: &Study,
    layer: &Layer,
    value: Value,
    source: Option<Source>,
    style: &Style,
    inputs: Arc<[study::Source]>,
) -> Picture {
    let language = study.heading.language;
    let total = total_coverage(layer);
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
                    _ if style.form == Form::Dots => uncovered(area),
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
                is_outside_alone: value == Value::Representation && is_outside_alone(area),
                counted: area.units.filter(|_| value == Value::Response).and_then(counted),
                told: told_of(value, area, language),
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
        None => (legend_of(value, &areas, total, style, language), None),
    };
    let legend_title = if style.second.is_some() { plain(language, "value-pair.legend") } else { legend_title };
    let what = match style.second {
        Some(second) => pair_words(what, &lowered(value_words(second, language)[0]), language),
        None => what.to_owned(),
    };
    let by = By::of(&layer.name, &layer.one, layer.is_level);
    let subtitle = subtitle_of(study, value, source, unit_words);
    let unit = match value {
        _ if style.form == Form::Dots => Unit::Count,
        Value::Coverage | Value::Response => Unit::Percent,
        Value::Representation | Value::Answered => Unit::Plain,
        Value::Residents => Unit::Count,
    };
    let ground = Ground::of(&layer.shapes, &areas, unit, style);
    let ground = match &layer.places {
        Some(places) => ground.spread(places, style.seed),
        None => ground,
    };
    Picture {
        words: Words {
            title: by.titled(&what, language),
            what,
            by,
            subtitle,
            notice: study.heading.notice.clone(),
            source: study.heading.credit(),
            unit: None,
            note: None,
            language,
        },
        values: Values { areas, unit, decimals: None },
        key: Key { title: capitalised(legend_title), legend, grid },
        figure: ground.figure,
        context: context_of(style, layer.over.clone(), &study.territory, [layer.around.clone(), layer.rest.clone()]),
        origin: Origin {
            layer: layer.name.clone(),
            value: if style.form == Form::Dots { "uncovered".to_owned() } else { value.word().to_owned() },
            made_with: made_with(&layer.name, vec!["--value".to_owned(), value.word().to_owned()], source, style),
            inputs,
        },
        design: ground.design,
    }
}

/// Unit and denominator, where residents are counted, the date, the study.
fn subtitle_of(study: &Study, value: Value, source: Option<Source>, unit_words: &str) -> Vec<String> {
    let language = study.heading.language;
    let counted = source.filter(|_| value != Value::Response).map(|source| source_words(source, language).to_owned());
    let day = study.heading.reference_date.map(|day| date(day, language).replace(' ', "\u{a0}"));
    let title = Some(study.heading.title.clone()).filter(|title| !title.is_empty());
    std::iter::once(capitalised(unit_words)).chain(counted).chain(day).chain(title).collect()
}

/// Coverage of all areas together: from their own counts, or as it is published where those are not.
fn total_coverage(layer: &Layer) -> Option<f64> {
    let exact: Option<Vec<Share<Residents>>> = layer
        .areas
        .iter()
        .filter_map(|area| area.covered)
        .map(|covered| if let Published::Exact(share) = covered { Some(share) } else { None })
        .collect();
    exact.map_or_else(|| layer.whole.and_then(Published::value), |shares| Share::pooled(shares).value())
}

/// Residents whom no answer covers.
fn uncovered(area: &LayerArea) -> AreaValue {
    let Some(covered) = area.covered else { return AreaValue::Missing(area.missing) };
    covered.part().map_or(AreaValue::Missing(NoData::Confidential), |part| {
        AreaValue::Number(covered.whole().0.saturating_sub(part.0) as f64)
    })
}

/// A share as it is published, where that is not the share itself.
fn told_of(value: Value, area: &LayerArea, language: Language) -> Option<String> {
    match value {
        Value::Coverage => {
            let coarse = area.covered.filter(|covered| covered.precision() != Precision::Exact);
            coarse.map(|covered| published_share(covered, language))
        }
        Value::Response => {
            let coarse = area.units.filter(|units| units.precision() != Precision::Exact);
            coarse.map(|units| published_share(units, language))
        }
        Value::Representation | Value::Residents | Value::Answered => None,
    }
}

/// Why an area has no value: a share of units has none where there is no unit.
fn gap_of(value: Value, area: &LayerArea) -> NoData {
    let is_coarse = |precision: Precision| precision != Precision::Exact;
    let hides = match value {
        Value::Coverage | Value::Representation => area.covered.is_some_and(|covered| is_coarse(covered.precision())),
        Value::Response => area.units.is_some_and(|units| is_coarse(units.precision())),
        Value::Residents | Value::Answered => false,
    };
    let no_unit = area.units.is_none_or(|units| units.whole().0 == 0);
    if hides {
        NoData::Confidential
    } else if value == Value::Response && no_unit && area.missing == NoData::NotKnown {
        NoData::NoUnit
    } else {
        area.missing
    }
}

/// Whether chance explains an area's coverage once all areas are looked at, so that its distance from parity says nothing.
fn is_at_parity(area: &LayerArea) -> bool {
    area.is_within_chance == Some(true)
}

/// Whether coverage is outside of the area's own range by chance, while chance explains it once all areas are looked at.
fn is_outside_alone(area: &LayerArea) -> bool {
    let coverage = area.covered.and_then(Published::value);
    let outside = |([low, high], coverage): ([f64; 2], f64)| coverage < low || coverage > high;
    is_at_parity(area) && area.range.zip(coverage).is_some_and(outside)
}

/// Units that answered out of all, where they are published as they are.
fn counted(units: Published<UnitCount>) -> Option<[u64; 2]> {
    (units.precision() == Precision::Exact).then_some([units.part()?.0, units.whole().0])
}

/// Whether the value is 0 because no unit answered: none that serves the area's residents, or none of the area's own.
fn is_silent(value: Value, area: &LayerArea) -> bool {
    let is_none = |part: Option<u64>, whole: u64| part == Some(0) && whole > 0;
    let nobody = area.units.is_some_and(|units| is_none(units.part().map(|part| part.0), units.whole().0));
    let no_resident = |covered: Published<Residents>| is_none(covered.part().map(|part| part.0), covered.whole().0);
    match value {
        Value::Coverage => nobody && area.covered.is_some_and(no_resident),
        Value::Response => nobody,
        Value::Representation | Value::Residents | Value::Answered => false,
    }
}

/// Wider ranges have no place among classes.
const WIDEST: f64 = 0.2;

/// Where a share stands among classes: the share itself, or the middle of the range that is published.
fn placed<C>(share: Published<C>) -> Option<f64>
where
    C: Copy + Default + PartialOrd + std::ops::Add<Output = C> + Into<u64>,
{
    share.value().or_else(|| {
        let (low, high) = share.bounds()?;
        // Ends are whole or half points, so the middle has four decimals at the most.
        (high - low <= WIDEST + 1e-9).then(|| (f64::midpoint(low, high) * 1e4).round() / 1e4)
    })
}

/// What an area shows of a value, from 0 to 1 where it is a share. `total` is the coverage of all areas.
fn number_of(value: Value, area: &LayerArea, total: Option<f64>) -> Option<f64> {
    match value {
        Value::Coverage => area.covered.and_then(placed),
        Value::Response => area.units.and_then(placed),
        Value::Representation => representation_ratio(area.covered.and_then(Published::value)?, total?),
        Value::Residents => area.covered.map(|covered| covered.whole().0 as f64),
        Value::Answered => None,
    }
}
