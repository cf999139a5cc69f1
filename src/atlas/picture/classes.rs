//! Classes of a picture, with their legend.

use crate::analysis::coverage::indicator::Value;
use crate::atlas::ask::request::MapRequest;
use crate::atlas::ask::style::Style;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::model::base::language::Language;
use crate::render::classes::classify::{Breaks, ClassMethod, Classification, PARITY, Parting};
use crate::render::classes::value::{AreaValue, MapArea, Unit, are_sizes};
use crate::render::colour::colours::Colours;
use crate::render::colour::palette::Palette;
use crate::render::legend::classes::fewer_classes;
use crate::render::picture::shown::{Form, Legend, Picture};
use crate::words::catalogue::plain;

/// Whether the units of a catchment answered: word, key of its words, colour.
pub(crate) const ANSWERS: [(&str, &str, &str); 3] = [
    ("answered", "answered", "#2b6ca3"),
    ("some-answered", "answered-shared", "#8fb8d8"),
    ("not-answered", "answered-not", "#ecd3a4"),
];

/// The fixed word for whether the units of a catchment answered, by its position in `ANSWERS`.
pub(crate) fn answer_word(answered: usize) -> &'static str {
    ANSWERS[answered].0
}

/// What colours mean on a map of a value; `total` is the coverage of all areas.
pub(crate) fn legend_of(
    value: Value,
    areas: &[MapArea],
    total: Option<f64>,
    style: &Style,
    language: Language,
) -> Option<Legend> {
    if value == Value::Answered {
        let category = |(word, key, colour): (&str, &'static str, &'static str)| {
            (word.to_owned(), plain(language, key).to_owned(), colour)
        };
        return Some(Legend::Categories(ANSWERS.map(category).to_vec()));
    }
    let values = numbers(areas);
    if style.form == Form::Dots {
        return one_class(&values, palette_of(style, Palette::YlOrRd));
    }
    if value == Value::Representation && style.method.is_none() {
        let ranges =
            areas.iter().filter(|area| matches!(area.value, AreaValue::Number(_))).all(|area| area.range.is_some());
        // Nowhere can more than all residents be covered.
        return parity_legend(&values, ranges, total.map(f64::recip), style, language);
    }
    let (unit, are_shares) = match value {
        Value::Coverage | Value::Response => (Unit::Percent, true),
        Value::Residents => (Unit::Count, false),
        Value::Representation | Value::Answered => (Unit::Plain, false),
    };
    class_legend(areas, unit, are_shares, style)
}

/// The colours that are asked for, else the usual ones.
fn palette_of(style: &Style, usual: Palette) -> Colours {
    style.palette.clone().unwrap_or(Colours::Named(usual))
}

/// One class of all numbers.
pub(crate) fn one_class(values: &[f64], palette: Colours) -> Option<Legend> {
    let classes = Classification::of(values, &ClassMethod::Unclassed.into(), 1)?;
    Some(Legend::Classes { classes, palette, notes: Vec::new(), parity: None })
}

/// Classes of numbers: shares by fifths of the whole, so that two maps of them can be compared, others by quantiles. Circles that are as
/// large as a count need no classes.
pub(crate) fn class_legend(areas: &[MapArea], unit: Unit, are_shares: bool, style: &Style) -> Option<Legend> {
    let values = numbers(areas);
    if style.form.is_sized() && are_sizes(areas, unit) {
        return one_class(&values, palette_of(style, Palette::Blues));
    }
    let middle = middle_of(&values, style);
    let k = style.k.unwrap_or(if middle.is_some() { 6 } else { 5 });
    let is_fifths = are_shares && middle.is_none() && style.method.is_none();
    let method = style.method.clone().unwrap_or(if is_fifths {
        Breaks::Given((1..=k).map(|i| i as f64 / k as f64).collect())
    } else {
        ClassMethod::Quantile.into()
    });
    let are_few = style.method.is_none() && style.middle.is_none() && !is_fifths && are_few(&values, k);
    let mut classes = match middle {
        _ if are_few => Classification::of_each(&values)?,
        Some(middle) => Classification::around(&values, &method, k, middle)?,
        None => Classification::of(&values, &method, k)?,
    };
    if let (Some(middle), true) = (middle, are_few) {
        classes = classes.parted_at(middle, &values);
    }
    if is_fifths {
        classes.minimum = 0.0;
    }
    // Who wished for no number is not told that there are fewer.
    classes.fewer_than = classes.fewer_than.filter(|_| style.k.is_some());
    let palette = palette_of(style, if middle.is_some() { Palette::PuOr } else { Palette::YlGnBu });
    Some(Legend::Classes { classes, palette, notes: Vec::new(), parity: None })
}

/// Whether values are so few that each is a class of its own: no more than classes, or two more where most areas share theirs.
fn are_few(values: &[f64], k: usize) -> bool {
    let mut distinct = values.to_vec();
    distinct.sort_by(f64::total_cmp);
    distinct.dedup();
    distinct.len() <= k || (distinct.len() <= k + 2 && 2 * distinct.len() <= values.len())
}

/// Where classes part: at the middle that is asked for, else at 0 where values have both signs and no colours from low to high are asked for.
fn middle_of(values: &[f64], style: &Style) -> Option<f64> {
    let has = |test: fn(&f64) -> bool| values.iter().any(test);
    let goes_from_low_to_high = matches!(&style.palette, Some(Colours::Named(palette)) if !palette.is_diverging());
    let both_signs = has(|value| *value < 0.0) && has(|value| *value > 0.0);
    style.middle.or((both_signs && !goes_from_low_to_high).then_some(0.0))
}

/// The numbers of areas that have one.
pub fn numbers(areas: &[MapArea]) -> Vec<f64> {
    areas.iter().filter_map(|area| if let AreaValue::Number(value) = area.value { Some(value) } else { None }).collect()
}

/// Classes that are symmetric around 1 on a logarithmic scale, up to the ratio that can be `reached`. Where the range by chance of every area
/// is known, a class in the middle holds the areas that are not told from parity, whatever their value.
pub(crate) fn parity_legend(
    values: &[f64],
    ranges: bool,
    reached: Option<f64>,
    style: &Style,
    language: Language,
) -> Option<Legend> {
    const BELOW: [f64; 4] = [0.5, 2.0 / 3.0, 0.8, 1.0];
    const ABOVE: [f64; 3] = [1.25, 1.5, 2.0];
    /// The end of the scale where nothing says how far ratios reach.
    const FAR: f64 = 4.0;
    let largest = values.iter().copied().filter(|value| value.is_finite()).reduce(f64::max)?;
    let end = largest.max(reached.filter(|reached| reached.is_finite()).unwrap_or(FAR)).max(1.0);
    let mut breaks = BELOW.to_vec();
    let parity = ranges.then_some(breaks.len());
    breaks.extend(parity.map(|_| 1.0));
    if end > 1.0 {
        breaks.extend(ABOVE.into_iter().filter(|bound| *bound < end));
        breaks.push(end);
    }
    let parting = Some(Parting { middle: 1.0, below: BELOW.len(), has_neutral: ranges });
    let counts = vec![0; breaks.len()];
    let mut classes = Classification { method: PARITY, breaks, minimum: 0.0, counts, fewer_than: None, parting };
    for value in values {
        let class = classes.class_of(*value);
        classes.counts[class] += 1;
    }
    let mut notes = vec![String::new(); classes.breaks.len()];
    if let Some(parity) = parity {
        plain(language, "parity-same").clone_into(&mut notes[parity]);
    }
    Some(Legend::Classes { classes, palette: palette_of(style, Palette::PuOr), notes, parity })
}

/// What a wish for classes came to, where it is not what was wished.
pub(crate) fn class_remarks(picture: &Picture, request: &MapRequest) -> Option<Remark> {
    let Some(Legend::Classes { classes, .. }) = &picture.key.legend else { return None };
    let left_aside = request.style.method.as_ref().zip(request.style.k).filter(|(method, _)| method.ignores_k());
    let message = match (left_aside, classes.fewer_than) {
        (Some((method, k)), _) => {
            format!("-k {k} is left aside: {} decides how many classes there are", method.word())
        }
        (None, Some(k)) => fewer_classes(classes.breaks.len(), k, Language::default()),
        (None, None) => return None,
    };
    Some(Remark::of(Kind::Changed, Place::file("--classes"), message))
}

/// The title of a legend: numbers that are percentages are said to be, unless the column's own title says so.
pub(crate) fn legend_title(title: &str, unit: Unit) -> String {
    if unit == Unit::Percent && !title.contains('%') { format!("{title}, %") } else { title.to_owned() }
}
