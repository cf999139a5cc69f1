//! Two values on one map: three classes of each, nine colours.

use crate::analysis::coverage::indicator::Value;
use crate::model::base::language::Language;
use crate::render::classes::classify::{Breaks, ClassMethod, Classification};
use crate::render::picture::shown::{Grid, GridAxis, Legend};
use crate::words::number::grouped_decimal;
use crate::words::picture::value_words;

/// Classes of each value.
const SIDE: usize = 3;

/// Colours of the classes: rows are classes of the first value (towards blue), columns those of the second (towards gold).
pub(crate) const COLOURS: [[&str; SIDE]; SIDE] =
    [["#e8e6e0", "#e4cf9b", "#e0b63c"], ["#a8bcd8", "#9aa394", "#8f8548"], ["#5b8ac6", "#527a96", "#3d5a52"]];

/// Areas by the classes of two values.
pub(crate) struct Pair {
    /// The category of each area, where both values are known: `3 × class of the first + class of the second`.
    pub(crate) categories: Vec<Option<usize>>,
    /// What the nine colours mean.
    pub(crate) legend: Legend,
    /// The same as a square.
    pub(crate) grid: Grid,
}

impl Pair {
    /// Classes two values: shares at 35 and 65 %, others at their own thirds (quantiles of type 7).
    pub(crate) fn of(first: (Value, &[Option<f64>]), second: (Value, &[Option<f64>]), language: Language) -> Self {
        let (x, y) = (classes_of(first), classes_of(second));
        let categories = first
            .1
            .iter()
            .zip(second.1)
            .map(|(a, b)| Some(SIDE * x.class_of((*a)?).min(SIDE - 1) + y.class_of((*b)?).min(SIDE - 1)))
            .collect();
        let axes =
            [(first, &x), (second, &y)].map(|((value, numbers), classes)| axis(value, numbers, classes, language));
        let label = |row: usize, column: usize| {
            let part = |axis: &GridAxis, class: usize| {
                let bound = |number: usize| axis.bounds.get(number).map_or("", String::as_str);
                format!("{} {}–{}", axis.title, bound(class), bound(class + 1))
            };
            format!("{}, {}", part(&axes[0], row), part(&axes[1], column))
        };
        let cells = (0..SIDE).flat_map(|row| (0..SIDE).map(move |column| (row, column)));
        let legend = Legend::Categories(
            cells
                .map(|(row, column)| (format!("{}-{}", row + 1, column + 1), label(row, column), COLOURS[row][column]))
                .collect(),
        );
        let [rows, columns] = axes;
        Self { categories, legend, grid: Grid { rows, columns } }
    }
}

/// Three classes, fewer where values allow no more.
fn classes_of((value, numbers): (Value, &[Option<f64>])) -> Classification {
    let values: Vec<f64> = numbers.iter().copied().flatten().collect();
    let method = match value {
        // About thirds: a share of few units is often a third itself, and would stand on a bound.
        Value::Coverage | Value::Response => Breaks::Given(vec![0.35, 0.65, 1.0]),
        Value::Representation => Breaks::Given(vec![0.8, 1.25, values.iter().copied().fold(2.0, f64::max)]),
        Value::Residents | Value::Answered => ClassMethod::Quantile.into(),
    };
    let nothing = Classification {
        method: "user",
        breaks: vec![1.0],
        minimum: 0.0,
        counts: vec![0],
        fewer_than: None,
        parting: None,
    };
    let mut classes = Classification::of(&values, &method, SIDE).unwrap_or(nothing);
    if value != Value::Residents {
        classes.minimum = 0.0;
    }
    classes
}

fn axis(value: Value, numbers: &[Option<f64>], classes: &Classification, language: Language) -> GridAxis {
    let values: Vec<f64> = numbers.iter().copied().flatten().collect();
    let shares = matches!(value, Value::Coverage | Value::Response);
    let scale = if shares { 100.0 } else { 1.0 };
    let members: Vec<(f64, usize)> = values.iter().map(|value| (*value, classes.class_of(*value))).collect();
    let printed = classes.printed(&members, scale, None).unwrap_or_default();
    let bounds = printed.iter().map(|bound| grouped_decimal(bound.value, bound.decimals, language)).collect();
    GridAxis { title: value_words(value, language)[2].to_owned(), bounds }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::colour::vision::{Colour, TOLD_APART, Vision, difference};

    #[test]
    fn every_eye_tells_the_nine_colours_apart() {
        let colours: Vec<Colour> = COLOURS.iter().flatten().filter_map(|text| Colour::parse(text)).collect();
        assert_eq!(colours.len(), 9);
        for b in 0..9 {
            for a in 0..b {
                for vision in Vision::ALL {
                    let apart = difference(colours[a].seen_with(vision), colours[b].seen_with(vision));
                    assert!(apart >= TOLD_APART, "{a} {b} {vision:?}: {apart}");
                }
            }
        }
    }

    #[test]
    fn areas_are_classed_by_both_values() {
        let coverage = [Some(0.1), Some(0.5), None, Some(1.0)];
        let response = [Some(0.9), Some(0.2), Some(0.5), Some(1.0)];
        let pair = Pair::of((Value::Coverage, &coverage), (Value::Response, &response), Language::English);
        assert_eq!(pair.categories, [Some(2), Some(3), None, Some(8)]);
        assert_eq!(pair.grid.rows.bounds, ["0", "35", "65", "100"]);
    }
}
