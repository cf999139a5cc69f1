//! Bounds of classes as printed: any number between neighbouring values classes alike, so the roundest one stands there.

use crate::render::classes::classify::{ClassMethod, Classification, GIVEN, PARITY, VALUES};

/// A number as printed, with its decimals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Printed {
    /// The number.
    pub value: f64,
    /// Its decimals.
    pub decimals: usize,
}

/// The part of the range of values by which an end may be rounded outwards.
const OUTWARDS: f64 = 0.01;
/// Bounds that mean something by themselves are printed as they are up to so many digits.
const BOUND_DIGITS: i32 = 9;
/// The same of ends, which are only then the analyst's own.
const END_DIGITS: i32 = 3;
/// What arithmetic adds to a number is no part of it.
const NOISE: f64 = 1e-12;

impl Classification {
    /// Bounds as printed, the lower end first, values being `scale` times as large in print and `members` being values with the class that each is
    /// drawn in; with at most `most` decimals, and `None` where these cannot tell the classes apart.
    ///
    /// A bound is the multiple of the coarsest power of ten that lies between the values below and above it, the nearest to the bound itself. Bounds
    /// that mean something by themselves, such as the analyst's own, are printed as they are. The ends are rounded outwards in the same way, by no
    /// more than a hundredth of the range, so that they hold the smallest and the largest value.
    pub fn printed(&self, members: &[(f64, usize)], scale: f64, most: Option<usize>) -> Option<Vec<Printed>> {
        let breaks: Vec<f64> = self.breaks.iter().map(|bound| bound * scale).collect();
        let minimum = self.minimum * scale;
        let members: Vec<(f64, usize)> = members.iter().map(|(value, class)| (value * scale, *class)).collect();
        let (least, largest) =
            members.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(least, largest), (value, _)| {
                (least.min(*value), largest.max(*value))
            });
        let inner = breaks.len().checked_sub(1)?;
        let end = breaks[inner];
        let reach = OUTWARDS * (end - minimum).abs();
        let mut printed = vec![self.end(minimum, [minimum - reach, minimum.min(least)], most)?];
        for (number, &bound) in breaks[..inner].iter().enumerate() {
            let below = members.iter().filter(|(_, class)| *class <= number).map(|(value, _)| *value);
            let above = members.iter().filter(|(_, class)| *class > number).map(|(value, _)| *value);
            let (mut low, mut high) = (below.fold(f64::NEG_INFINITY, f64::max), above.fold(f64::INFINITY, f64::min));
            // Bounds with no value between them share what lies between the values around.
            let neighbours = [number.checked_sub(1).map_or(minimum, |before| breaks[before]), breaks[number + 1]];
            if neighbours[0] < bound {
                low = low.max(f64::midpoint(neighbours[0], bound).min(bound));
            }
            if bound < neighbours[1] {
                high = high.min(f64::midpoint(bound, neighbours[1]).max(bound));
            }
            // Where no value is on one side, nothing else than the bound itself has a reason.
            let low = if low.is_finite() { low } else { bound };
            let high = if high.is_finite() { high } else { bound.next_up() };
            printed.push(self.bound(bound, [low, high], most)?);
        }
        printed.push(self.end(end, [end.max(largest), end + reach], most)?);
        Some(printed)
    }

    /// Whether bounds mean something by themselves.
    fn has_meaning(&self) -> bool {
        [ClassMethod::Pretty.word(), GIVEN, VALUES].contains(&self.method)
    }

    /// A bound: it holds `low` and not `high`.
    fn bound(&self, bound: f64, [low, high]: [f64; 2], most: Option<usize>) -> Option<Printed> {
        if !bound.is_finite() {
            return Some(Printed { value: bound, decimals: 0 });
        }
        let own = match self.method {
            // Two thirds are written as a fraction.
            PARITY => {
                as_it_is(bound, BOUND_DIGITS, most).or(Some(Printed { value: bound, decimals: most.unwrap_or(2) }))
            }
            _ if self.has_meaning() => as_it_is(bound, BOUND_DIGITS, most),
            _ => None,
        };
        // What is equal to the bound but for noise is in the lower class.
        let below = high - NOISE * high.abs();
        let below = if below > low { below } else { high.next_down() };
        let rounded = || roundest(bound, [low - NOISE * low.abs(), below], most).map(|(printed, _)| printed);
        own.or_else(rounded).or_else(|| as_written(bound, most))
    }

    /// An end, rounded outwards.
    fn end(&self, end: f64, [low, high]: [f64; 2], most: Option<usize>) -> Option<Printed> {
        if !end.is_finite() {
            return Some(Printed { value: end, decimals: 0 });
        }
        let noise = NOISE * end.abs();
        let range = [low - noise, high + noise];
        let own = if self.has_meaning() { as_it_is(end, END_DIGITS, most) } else { None };
        let own = own.filter(|own| (range[0]..=range[1]).contains(&own.value));
        let rounded = || roundest(end.clamp(low, high), range, most).map(|(printed, _)| printed);
        let coarse = || {
            // Where the range holds no number of so few decimals the end goes on to the next one.
            let decimals = most?;
            let steps = 10_f64.powi(i32::try_from(decimals).ok()?);
            let outwards = if high > end { (high * steps).ceil() } else { (low * steps).floor() };
            Some(Printed { value: outwards / steps, decimals })
        };
        own.or_else(rounded).or_else(coarse).or_else(|| as_written(end, None))
    }
}

/// The decimals that some numbers have, being `scale` times as large in print. More than show four digits of the largest are left aside.
pub fn own_decimals(values: &[f64], scale: f64) -> usize {
    const ENOUGH: i32 = 3;
    const LEAST: usize = 2;
    let largest =
        values.iter().map(|value| (value * scale).abs()).filter(|value| value.is_finite()).fold(0.0, f64::max);
    #[expect(clippy::cast_possible_truncation, reason = "exponents of numbers are small")]
    let most = if largest > 0.0 { usize::try_from(ENOUGH - largest.log10().floor() as i32).unwrap_or(0) } else { 0 };
    let decimals =
        |value: &f64| as_it_is(value * scale, i32::MAX, Some(most.max(LEAST))).map(|printed| printed.decimals);
    // A number that these decimals do not write has more of them.
    values.iter().map(|value| decimals(value).unwrap_or(most.max(LEAST))).max().unwrap_or(0)
}

/// A number with all digits that it has, where so many decimals are enough.
fn as_written(value: f64, most: Option<usize>) -> Option<Printed> {
    let decimals = value.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
    most.is_none_or(|most| decimals <= most).then_some(Printed { value, decimals })
}

/// The number itself, where so many digits write it.
fn as_it_is(value: f64, digits: i32, most: Option<usize>) -> Option<Printed> {
    let slack = 1e-12 * value.abs();
    let (printed, steps) = roundest(value, [value - slack, value + slack], most)?;
    (steps.abs() < 10_f64.powi(digits)).then_some(printed)
}

/// The multiple of the coarsest power of ten in a range, the nearest to a number, and which multiple it is.
fn roundest(near: f64, [low, high]: [f64; 2], most: Option<usize>) -> Option<(Printed, f64)> {
    /// Larger whole numbers are not all told apart.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    const SMALLEST: i32 = -300;
    if low <= 0.0 && high >= 0.0 {
        // Zero is a multiple of everything.
        return Some((Printed { value: 0.0, decimals: 0 }, 0.0));
    }
    let largest = low.abs().max(high.abs()).min(f64::MAX);
    #[expect(clippy::cast_possible_truncation, reason = "exponents of numbers are small")]
    let from = largest.log10().floor() as i32;
    let until = most.and_then(|most| i32::try_from(most).ok()).map_or(SMALLEST, |most| -most);
    (until..=from).rev().find_map(|power| {
        let scaled = |value: f64| if power < 0 { value * 10_f64.powi(-power) } else { value / 10_f64.powi(power) };
        let [first, last, wanted] = [scaled(low).ceil(), scaled(high).floor(), scaled(near).round()];
        if first > last || wanted.abs() >= EXACT {
            return None;
        }
        let steps = wanted.clamp(first, last);
        let value = if power < 0 { steps / 10_f64.powi(-power) } else { steps * 10_f64.powi(power) };
        Some((Printed { value, decimals: usize::try_from(-power).unwrap_or(0) }, steps))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::classes::classify::Breaks;

    fn texts(values: &[f64], breaks: &Breaks, k: usize, scale: f64, most: Option<usize>) -> Vec<String> {
        let found = Classification::of(values, breaks, k).unwrap();
        let members: Vec<(f64, usize)> = values.iter().map(|value| (*value, found.class_of(*value))).collect();
        let printed = found.printed(&members, scale, most).unwrap();
        printed.iter().map(|number| format!("{:.*}", number.decimals, number.value)).collect()
    }

    #[test]
    fn the_roundest_number_between_values_is_printed() {
        let values = [0.741_061, 1.204_4, 2.971, 12.31, 12_682.5];
        assert_eq!(texts(&values, &ClassMethod::Quantile.into(), 3, 1.0, None), ["0", "2", "10", "12700"]);
        let close = [1_000_000.01, 1_000_000.02, 1_000_000.03, 1_000_000.04];
        assert_eq!(texts(&close, &ClassMethod::Quantile.into(), 2, 1.0, None)[1], "1000000.02");
    }

    #[test]
    fn bounds_of_the_analyst_and_ends_that_hold_all_values_are_printed() {
        let values = [0.1049, 0.1051, 0.3, 0.9];
        let own = Breaks::Given(vec![0.105, 0.5, 1.0]);
        assert_eq!(texts(&values, &own, 3, 100.0, None), ["10", "10.5", "50", "100"]);
        let fifths = Breaks::Given(vec![0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(texts(&values, &fifths, 5, 100.0, None)[1..], ["20", "40", "60", "80", "100"]);
    }
}
