//! With how many decimals numbers of a variable are printed: one rule for tables and sentences.

use crate::analysis::statistic::standardised::variance;

/// More decimals than this say nothing to anybody.
const MOST: usize = 6;
/// Digits of the spread that are printed.
const DIGITS: i32 = 3;

/// How many decimals means, quartiles, differences and intervals of these values are printed with: as many as show three digits of their
/// standard deviation, at most six. Of a rate with a standard deviation of 0.12 these are three, of ages with 14.2 one, of residents with
/// 65,000 none. Where nothing varies it is the decimals that the values themselves have.
pub fn decimals_of(values: &[f64]) -> usize {
    let spread = variance(values).map_or(0.0, f64::sqrt);
    if !(spread > 0.0 && spread.is_finite()) {
        return values.iter().map(|value| own_decimals(*value)).max().unwrap_or(0);
    }
    #[expect(clippy::cast_possible_truncation, reason = "exponents of numbers are small")]
    let before = spread.log10().floor() as i32;
    usize::try_from(DIGITS - 1 - before).map_or(0, |decimals| decimals.min(MOST))
}

/// How many decimals a number has as it is written, at most six.
pub fn own_decimals(value: f64) -> usize {
    let text = format!("{:.MOST$}", value.abs());
    text.trim_end_matches('0').split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_of_the_spread_are_shown() {
        assert_eq!(decimals_of(&[0.31, 0.42, 0.55, 0.28]), 3);
        assert_eq!(decimals_of(&[31.0, 42.0, 55.0, 60.0]), 1);
        assert_eq!(decimals_of(&[31_000.0, 42_000.0, 155_000.0]), 0);
        assert_eq!(decimals_of(&[1.0, 2.0, 4.0, 5.0]), 2);
        assert_eq!(decimals_of(&[1e-9, 3e-9]), 6);
    }

    #[test]
    fn equal_values_have_the_decimals_they_are_written_with() {
        assert_eq!(decimals_of(&[0.25, 0.25]), 2);
        assert_eq!(decimals_of(&[7.0]), 0);
        assert_eq!(decimals_of(&[]), 0);
        assert_eq!((own_decimals(4.5), own_decimals(-0.1), own_decimals(20.0)), (1, 1, 0));
    }
}
