//! Round values along a scale.

use crate::model::base::language::Language;
use crate::words::number::grouped_decimal;

/// Four to six round values from `low` to `high`, both included where they are round: steps of 1, 2, 2.5 or 5 times a power of ten.
pub(crate) fn round_values(low: f64, high: f64, most: usize) -> Vec<f64> {
    let span = high - low;
    if span <= 0.0 || !span.is_finite() || most < 2 {
        return vec![low];
    }
    let power = 10_f64.powf((span / (most - 1) as f64).log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0].map(|step| step * power);
    let count = |step: f64| ((high / step + 1e-9).floor() - (low / step - 1e-9).ceil() + 1.0).max(0.0);
    let step = steps.into_iter().find(|step| count(*step) <= most as f64).unwrap_or(power * 10.0);
    let first = (low / step - 1e-9).ceil();
    let mut values = Vec::new();
    let mut number = 0.0;
    while (first + number) * step <= high + step * 1e-9 {
        values.push((first + number) * step);
        number += 1.0;
    }
    values
}

/// Round values along a logarithmic scale: 1, 2 and 5 times powers of ten, or powers of ten alone where those are too many.
pub(crate) fn round_powers(low: f64, high: f64, most: usize) -> Vec<f64> {
    let within = |digits: &[f64]| {
        let (first, last) = (low.log10().floor(), high.log10().ceil());
        let mut values = Vec::new();
        let mut power = first;
        while power <= last {
            values.extend(digits.iter().map(|digit| digit * 10_f64.powf(power)));
            power += 1.0;
        }
        values.retain(|value| *value >= low * (1.0 - 1e-9) && *value <= high * (1.0 + 1e-9));
        values
    };
    let all = within(&[1.0, 2.0, 5.0]);
    if all.len() <= most { all } else { within(&[1.0]) }
}

/// Values of a scale as they are printed, with as few decimals as write all of them; never more than three.
pub(crate) fn tick_words(values: &[f64], language: Language) -> Vec<String> {
    let is_written = |decimals: usize| {
        let power = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
        values.iter().all(|value| (value * power - (value * power).round()).abs() < 1e-6 * power)
    };
    let decimals = (0..3).find(|decimals| is_written(*decimals)).unwrap_or(3);
    values.iter().map(|value| grouped_decimal(*value, decimals, language)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_round_and_few() {
        assert_eq!(round_values(0.0, 100.0, 5), [0.0, 25.0, 50.0, 75.0, 100.0]);
        assert_eq!(round_values(0.0, 100.0, 3), [0.0, 50.0, 100.0]);
        assert_eq!(round_values(-0.2, 0.35, 6).len(), 6);
        assert_eq!(round_values(3.0, 3.0, 5), [3.0]);
        assert_eq!(tick_words(&round_powers(0.9, 6.0, 6), Language::Italian), ["1", "2", "5"]);
        assert_eq!(tick_words(&[0.5, 1.0, 2.0], Language::Italian), ["0,5", "1,0", "2,0"]);
        assert_eq!(round_powers(90_000.0, 1_200_000.0, 6), [100_000.0, 200_000.0, 500_000.0, 1_000_000.0]);
    }
}
