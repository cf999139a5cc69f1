//! The cells of a table by what they hold: as a page prints them, and as numbers for a spreadsheet.

use crate::analysis::gate::published::Published;
use crate::model::base::language::Language;
use crate::model::base::share::Share;
use crate::words::catalogue::{plain, say};
use crate::words::number::{Grouping, count, decimal, grouped_decimal, p_value};

/// What stands where there is no number.
const NOTHING: &str = "–";

/// The scale of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// A share of 1, as a percentage with one decimal.
    Percent,
    /// The number itself with so many decimals.
    Decimals(usize),
}

/// What the cells of a column are: how many numbers there are in each, and how they are joined on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A count.
    Count,
    /// Units that answered, out of how many, such as `61/135 (45.2)`.
    Part,
    /// A part of a whole that is said elsewhere, such as `61 (45.2)`.
    Choice,
    /// A number, or the share of a part alone.
    Number,
    /// A number with two others around it, such as `512 (340–760)`.
    Estimate,
    /// Two ends.
    Interval,
    /// A p-value.
    P,
}

impl Kind {
    /// The keys of what each of its numbers is called, where there are several.
    pub(crate) fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Text | Self::Count | Self::Number | Self::P => &[],
            Self::Part => &["table-part-answered", "table-part-units", "table-part-percent"],
            Self::Choice => &["table-part-n", "table-part-percent"],
            Self::Estimate => &["", "table-part-low", "table-part-high"],
            Self::Interval => &["table-part-low", "table-part-high"],
        }
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A count.
    Count(u64),
    /// A part of a whole, as far as it is published.
    Part(Published<u64>),
    /// A number.
    Number(f64, Scale),
    /// A number with two others around it.
    Estimate {
        /// The number.
        value: f64,
        /// The others, where they are known.
        ends: Option<(f64, f64)>,
        /// The scale of all three.
        scale: Scale,
    },
    /// Two ends, of which one may be open.
    Interval(Option<f64>, Option<f64>, Scale),
    /// A p-value.
    P(f64),
    /// It would tell who answered, or what.
    Withheld,
    /// Not known.
    Missing,
    /// The row has nothing to say in this column.
    Blank,
}

/// One value of a spreadsheet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Words.
    Text(String),
    /// A count.
    Count(u64),
    /// A number.
    Number(f64, Scale),
    /// A p-value.
    P(f64),
    /// Nothing.
    Empty,
}

impl Cell {
    /// A text, or nothing.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number on its scale; what is not finite is missing.
    pub fn number(value: Option<f64>, scale: Scale) -> Self {
        value.filter(|value| value.is_finite()).map_or(Self::Missing, |value| Self::Number(value, scale))
    }

    /// A p-value, where there is one.
    pub fn p(value: Option<f64>) -> Self {
        value.filter(|value| value.is_finite()).map_or(Self::Missing, Self::P)
    }

    /// Two ends; missing where both are.
    pub fn interval(low: Option<f64>, high: Option<f64>, scale: Scale) -> Self {
        if low.or(high).is_none() { Self::Missing } else { Self::Interval(low, high, scale) }
    }

    /// A count out of all; missing where there is none to share.
    pub fn part(part: usize, all: usize) -> Self {
        let share = Share::new(part as u64, all as u64);
        share.filter(|share| share.whole() > 0).map_or(Self::Missing, |share| Self::Part(Published::Exact(share)))
    }

    /// The cell as a page prints it in a column of a kind.
    pub(crate) fn written(&self, kind: Kind, language: Language) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(value) => count(*value, Grouping::Narrow),
            Self::Part(part) => part_written(*part, kind, language),
            Self::Number(value, scale) => number(*value, *scale, language),
            Self::Estimate { value, ends, scale } => {
                let value = number(*value, *scale, language);
                let ends = ends.map(|(low, high)| range(Some(low), Some(high), *scale, language));
                ends.map_or_else(|| value.clone(), |ends| format!("{value} ({ends})"))
            }
            Self::Interval(low, high, scale) => range(*low, *high, *scale, language),
            Self::P(p) => p_value(*p, language),
            Self::Withheld => plain(language, "withheld").to_owned(),
            Self::Missing => NOTHING.to_owned(),
            Self::Blank => String::new(),
        }
    }

    /// The numbers of the cell, as many as its column has.
    pub(crate) fn values(&self, kind: Kind, language: Language) -> Vec<Value> {
        let wide = kind.parts().len().max(1);
        let mut values = match self {
            Self::Text(text) => vec![Value::Text(text.clone())],
            Self::Count(value) => vec![Value::Count(*value)],
            Self::Part(part) => part_values(*part, kind, language),
            Self::Number(value, scale) => vec![Value::Number(*value, *scale)],
            Self::Estimate { value, ends, scale } => std::iter::once(*value)
                .chain(ends.iter().flat_map(|(low, high)| [*low, *high]))
                .map(|value| Value::Number(value, *scale))
                .collect(),
            Self::Interval(low, high, scale) => {
                let end = |end: &Option<f64>| end.map_or(Value::Empty, |end| Value::Number(end, *scale));
                vec![end(low), end(high)]
            }
            Self::P(p) => vec![Value::P(*p)],
            Self::Withheld => vec![Value::Text(plain(language, "withheld").to_owned())],
            Self::Missing | Self::Blank => Vec::new(),
        };
        values.resize(wide, Value::Empty);
        values
    }
}

fn number(value: f64, scale: Scale, language: Language) -> String {
    match scale {
        Scale::Percent => decimal(100.0 * value, 1, language),
        Scale::Decimals(decimals) => grouped_decimal(value, decimals, language),
    }
}

/// `34.8–56.9`, or in words where one of them is below 0; an open end by its sign.
fn range(low: Option<f64>, high: Option<f64>, scale: Scale, language: Language) -> String {
    let number = |value: f64| number(value, scale, language);
    match (low, high) {
        (Some(low), Some(high)) if low < 0.0 || high < 0.0 => {
            say(language, "table-from-to", [("low", number(low).into()), ("high", number(high).into())])
        }
        (Some(low), Some(high)) => format!("{}–{}", number(low), number(high)),
        (Some(low), None) => format!("≥\u{a0}{}", number(low)),
        (None, Some(high)) => format!("≤\u{a0}{}", number(high)),
        (None, None) => NOTHING.to_owned(),
    }
}

/// How finely a step lets a share be told.
fn decimals_of(step: f64) -> usize {
    usize::from(step < 0.01 - 1e-9)
}

/// The share without its sign, such as `44.1`, `40–50`, `≤ 15`.
fn share_written(part: Published<u64>, language: Language) -> String {
    let whole = |share: f64| decimal(100.0 * share, 0, language);
    match part {
        Published::Exact(share) => {
            share.value().map_or_else(|| NOTHING.to_owned(), |share| number(share, Scale::Percent, language))
        }
        Published::Rounded { value, step, .. } => decimal(100.0 * value, decimals_of(step), language),
        Published::Between { low, high, .. } if low <= 0.0 => format!("≤\u{a0}{}", whole(high)),
        Published::Between { low, high, .. } if high >= 1.0 => format!("≥\u{a0}{}", whole(low)),
        Published::Between { low, high, .. } => format!("{}–{}", whole(low), whole(high)),
        Published::Withheld { .. } => plain(language, "withheld").to_owned(),
    }
}

/// The part without its whole: a count, two counts between which it lies, or nothing.
fn count_written(part: Published<u64>) -> Option<String> {
    match part {
        Published::Exact(share) => Some(count(share.part(), Grouping::Narrow)),
        Published::Between { low, high, whole } => {
            let units = |share: f64| decimal(share * whole as f64, 0, Language::default());
            Some(format!("{}–{}", units(low), units(high)))
        }
        Published::Rounded { .. } | Published::Withheld { .. } => None,
    }
}

fn part_written(part: Published<u64>, kind: Kind, language: Language) -> String {
    let share = share_written(part, language);
    let of = |whole: u64| count(whole, Grouping::Narrow);
    match (kind, count_written(part)) {
        (Kind::Part, Some(_)) if part.whole() == 0 => NOTHING.to_owned(),
        (Kind::Part, Some(counted)) => format!("{counted}/{} ({share})", of(part.whole())),
        (Kind::Part, None) => format!("{NOTHING}/{} ({share})", of(part.whole())),
        (Kind::Choice, Some(counted)) => format!("{counted} ({share})"),
        (
            Kind::Text | Kind::Count | Kind::Choice | Kind::Number | Kind::Estimate | Kind::Interval | Kind::P,
            Some(_) | None,
        ) => share,
    }
}

fn part_values(part: Published<u64>, kind: Kind, language: Language) -> Vec<Value> {
    let share = match (part.value(), part.precision()) {
        (Some(value), _) => Value::Number(value, Scale::Percent),
        (None, _) if part.whole() == 0 => Value::Empty,
        (None, _) => Value::Text(share_written(part, language)),
    };
    let counted = part.part().map(Value::Count);
    let counted = counted.or_else(|| count_written(part).map(Value::Text)).unwrap_or(Value::Empty);
    match kind {
        Kind::Part => vec![counted, Value::Count(part.whole()), share],
        Kind::Choice => vec![counted, share],
        Kind::Text | Kind::Count | Kind::Number | Kind::Estimate | Kind::Interval | Kind::P => vec![share],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(cell: &Cell, kind: Kind) -> String {
        cell.written(kind, Language::English)
    }

    #[test]
    fn a_cell_is_printed_as_its_column_wants_it() {
        let part = Cell::part(61, 135);
        assert_eq!(told(&part, Kind::Part), "61/135 (45.2)");
        assert_eq!(told(&part, Kind::Choice), "61 (45.2)");
        assert_eq!(told(&part, Kind::Number), "45.2");
        assert_eq!(part.written(Kind::Choice, Language::Italian), "61 (45,2)");
        assert_eq!(told(&Cell::interval(Some(0.348), Some(0.569), Scale::Percent), Kind::Interval), "34.8–56.9");
        let below = Cell::interval(Some(-0.35), Some(0.12), Scale::Decimals(2));
        assert_eq!(told(&below, Kind::Interval), "−0.35 to 0.12");
        assert_eq!(below.written(Kind::Interval, Language::Italian), "da −0,35 a 0,12");
        let open = Cell::interval(None, Some(0.5), Scale::Decimals(1));
        assert_eq!(told(&open, Kind::Interval), "≤\u{a0}0.5");
        let middle = Cell::Estimate { value: 5000.0, ends: Some((100.0, 12_345.0)), scale: Scale::Decimals(0) };
        assert_eq!(told(&middle, Kind::Estimate), "5000 (100–12\u{202f}345)");
        assert_eq!(told(&Cell::P(0.000_1), Kind::P), "<0.001");
        assert_eq!(told(&Cell::Missing, Kind::P), "–");
        assert_eq!(told(&Cell::part(0, 0), Kind::Part), "–");
    }

    #[test]
    fn what_is_published_coarsely_is_as_coarse_on_a_page_and_in_a_sheet() {
        let between = Cell::Part(Published::Between { low: 0.4, high: 0.5, whole: 20 });
        assert_eq!(told(&between, Kind::Part), "8–10/20 (40–50)");
        assert_eq!(
            between.values(Kind::Part, Language::English),
            [Value::Text("8–10".to_owned()), Value::Count(20), Value::Text("40–50".to_owned())]
        );
        let rounded = Cell::Part(Published::Rounded { value: 0.44, step: 0.01, whole: 20 });
        assert_eq!(told(&rounded, Kind::Number), "44");
        let withheld = Cell::Part(Published::Withheld { whole: 20 });
        assert_eq!(told(&withheld, Kind::Part), "–/20 (withheld)");
        let values = withheld.values(Kind::Part, Language::English);
        assert_eq!(values, [Value::Empty, Value::Count(20), Value::Text("withheld".to_owned())]);
    }

    #[test]
    fn a_cell_has_as_many_values_as_its_column() {
        let kinds =
            [Kind::Text, Kind::Count, Kind::Part, Kind::Choice, Kind::Number, Kind::Estimate, Kind::Interval, Kind::P];
        for kind in kinds {
            for cell in [Cell::Missing, Cell::Blank, Cell::Withheld] {
                assert_eq!(cell.values(kind, Language::English).len(), kind.parts().len().max(1), "{kind:?}");
            }
        }
    }
}
