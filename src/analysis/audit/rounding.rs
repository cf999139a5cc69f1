//! What rounding allows, in whole numbers: nothing is called an error that rounding can explain.
//!
//! A printed number with `d` decimals stands for every value at most half a unit of its last place away, both ends included, for halves are
//! rounded up by some and to even by others. A number that was rounded to one decimal more before may be 0.55 units away (0.5 and 0.05).

use crate::analysis::audit::finding::Part;
use crate::model::claim::printed::Printed;

/// Decimals of a number that is computed with at the most. With them every product below has room in 128 bits.
const MOST_DECIMALS: u8 = 9;
/// A count or a base is at most this, and so are a number's digits.
const LARGEST: i64 = 1_000_000_000_000_000;

/// How a value comes to be printed as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rounded {
    /// Rounded once, as it should be.
    Once,
    /// Rounded to one decimal more, then again.
    Twice,
    /// In neither way.
    Never,
}

/// Whether a number can be computed with: neither its digits nor its decimals are too many.
pub fn is_usable(printed: Printed) -> bool {
    printed.decimals <= MOST_DECIMALS && printed.digits.checked_abs().is_some_and(|digits| digits <= LARGEST)
}

/// How `count / base` comes to be printed as a percentage. The base is not zero; both are at most 10^15, the percentage is usable.
pub fn rounded(count: u64, base: u64, percent: Printed) -> Rounded {
    let (count, base) = (i128::from(count), i128::from(base));
    let off = (2 * (100 * count * i128::from(percent.scale()) - i128::from(percent.digits) * base)).abs();
    if off <= base {
        Rounded::Once
    } else if 10 * off <= 11 * base {
        Rounded::Twice
    } else {
        Rounded::Never
    }
}

/// The counts of a base that are printed as a percentage, from the first to the last, where there is one. `twice` allows for two roundings.
pub fn counts(base: u64, percent: Printed, twice: bool) -> Option<(u64, u64)> {
    let (units, scale) = (i128::from(percent.digits), 200 * i128::from(percent.scale()));
    let base = i128::from(base);
    // count / base × 100 lies half a unit, or 0.55 units, around the number: ten times both sides.
    let reach = if twice { 11 } else { 10 };
    let low = ceiling((20 * units - reach) * base, 10 * scale).max(0);
    let high = floor((20 * units + reach) * base, 10 * scale).min(base);
    (low <= high).then(|| (natural(low), natural(high)))
}

/// The bases of which a count is printed as a percentage, from the first to the last; `None` as the last where every larger one does.
pub fn bases(count: u64, percent: Printed) -> Option<(u64, Option<u64>)> {
    let units = 2 * i128::from(percent.digits);
    let scaled = 200 * i128::from(count) * i128::from(percent.scale());
    let low = ceiling(scaled, units + 1).max(i128::from(count)).max(1);
    let high = if units - 1 > 0 { Some(floor(scaled, units - 1)) } else { None };
    match high {
        _ if units < 0 => None,
        Some(high) if high < low => None,
        high => Some((natural(low), high.map(natural))),
    }
}

/// A share with so many decimals of per cent, halves up.
pub fn part(count: u64, base: u64, decimals: u8) -> Part {
    let decimals = decimals.min(MOST_DECIMALS);
    let scale = 10_i128.pow(u32::from(decimals));
    let (doubled, whole) = (200 * i128::from(count) * scale, i128::from(base.max(1)));
    let digits = floor(doubled + whole, 2 * whole);
    Part { count, base, percent: Printed { digits: i64::try_from(digits).unwrap_or(i64::MAX), decimals } }
}

/// The values that a number stands for: twice its ends, in units of 10⁻⁹.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    low: i128,
    high: i128,
}

/// What one stands for in a [`Span`].
const ONE: i128 = 2_000_000_000;

impl Span {
    /// Of a number as printed; whole numbers that count something stand for themselves alone.
    pub fn of(printed: Printed) -> Self {
        Self::around(printed, if printed.decimals == 0 { 0 } else { Self::unit(printed) / 2 })
    }

    /// Of a number as printed, whole ones too to half a unit.
    pub fn rounded(printed: Printed) -> Self {
        Self::around(printed, Self::unit(printed) / 2)
    }

    /// Of a number that was rounded to one decimal more, then again.
    pub fn rounded_twice(printed: Printed) -> Self {
        let half = Self::unit(printed) / 2;
        Self::around(printed, half + half / 10)
    }

    /// Of a whole number that may have been rounded to thousands, or millions where it ends so; of others the same as [`Span::of`].
    pub fn coarse(printed: Printed) -> Self {
        match zeros(printed) {
            6.. => Self::around(printed, ONE * 500_000),
            3.. => Self::around(printed, ONE * 500),
            _ => Self::of(printed),
        }
    }

    /// Of nothing, to begin a sum.
    pub fn zero() -> Self {
        Self { low: 0, high: 0 }
    }

    /// Of a whole number.
    pub fn whole(number: u64) -> Self {
        let value = i128::from(number) * ONE;
        Self { low: value, high: value }
    }

    fn unit(printed: Printed) -> i128 {
        ONE / i128::from(printed.scale()).min(ONE)
    }

    fn around(printed: Printed, reach: i128) -> Self {
        let value = i128::from(printed.digits) * Self::unit(printed);
        Self { low: value - reach, high: value + reach }
    }

    /// The sum of two.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low.saturating_add(other.low), high: self.high.saturating_add(other.high) }
    }

    /// So many times.
    #[must_use]
    pub fn times(self, n: u64) -> Self {
        let n = i128::from(n);
        Self { low: self.low.saturating_mul(n), high: self.high.saturating_mul(n) }
    }

    /// Whether some value belongs to both.
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Whether some value lies inside both, not only at their ends.
    pub fn crosses(self, other: Self) -> bool {
        self.low < other.high && other.low < self.high
    }

    /// Whether every value is above every one of another.
    pub fn is_above(self, other: Self) -> bool {
        self.low > other.high
    }

    /// The largest of its values.
    pub fn high(self) -> i128 {
        self.high
    }

    /// Half of what lies between its ends, as a number with so many decimals, rounded up.
    pub fn reach(self, decimals: u8) -> Printed {
        let unit = ONE / 10_i128.pow(u32::from(decimals.min(MOST_DECIMALS)));
        let digits = ceiling(self.high.saturating_sub(self.low), 2 * unit);
        Printed { digits: i64::try_from(digits).unwrap_or(i64::MAX), decimals: decimals.min(MOST_DECIMALS) }
    }
}

/// The zeros that a whole number ends with.
pub fn zeros(printed: Printed) -> u32 {
    if printed.decimals > 0 || printed.digits == 0 {
        return 0;
    }
    let mut rest = printed.digits;
    let mut zeros = 0;
    while rest % 10 == 0 {
        rest /= 10;
        zeros += 1;
    }
    zeros
}

/// The counts that a printed one may stand for where thousands were rounded.
pub fn coarse_counts(printed: Printed) -> Option<(u64, u64)> {
    let count = printed.count()?;
    let reach = match zeros(printed) {
        6.. => 500_000,
        3.. => 500,
        _ => 0,
    };
    Some((count.saturating_sub(reach), count.saturating_add(reach)))
}

/// A sum of numbers, exact, with the decimals of the one that has most; `None` where it has no room.
pub fn sum(terms: impl IntoIterator<Item = Printed> + Clone) -> Option<Printed> {
    let decimals = terms.clone().into_iter().map(|term| term.decimals).max().unwrap_or(0);
    let mut digits = 0_i64;
    for term in terms {
        let scale = 10_i64.checked_pow(u32::from(decimals - term.decimals))?;
        digits = digits.checked_add(term.digits.checked_mul(scale)?)?;
    }
    Some(Printed { digits, decimals })
}

fn natural(number: i128) -> u64 {
    u64::try_from(number.max(0)).unwrap_or(u64::MAX)
}

fn floor(number: i128, by: i128) -> i128 {
    number.div_euclid(by)
}

fn ceiling(number: i128, by: i128) -> i128 {
    -(-number).div_euclid(by)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn printed(digits: i64, decimals: u8) -> Printed {
        Printed { digits, decimals }
    }

    #[test]
    fn both_roundings_of_a_half_are_allowed_and_two_roundings_are_told_apart() {
        // 1 / 8 = 12.5 %.
        assert_eq!(
            [12, 13, 14].map(|whole| rounded(1, 8, printed(whole, 0))),
            [Rounded::Once, Rounded::Once, Rounded::Never]
        );
        // 23 / 34 = 67.647 %, as 67.65 it is printed as 67.7.
        let thirds = [675, 676, 677, 678].map(|tenths| rounded(23, 34, printed(tenths, 1)));
        assert_eq!(thirds, [Rounded::Never, Rounded::Once, Rounded::Twice, Rounded::Never]);
        // Cut off, not rounded.
        assert_eq!(rounded(2, 3, printed(666, 1)), Rounded::Never);
    }

    #[test]
    fn bases_of_a_count_end_where_the_percentage_tells_them_apart() {
        assert_eq!(bases(23, printed(371, 1)), Some((62, Some(62))));
        assert_eq!(bases(23, printed(377, 1)), Some((61, Some(61))));
        assert_eq!(bases(0, printed(0, 0)), Some((1, None)));
        assert_eq!(bases(3, printed(2000, 1)), None);
    }

    #[test]
    fn sums_keep_the_decimals_of_the_finest() {
        assert_eq!(sum([printed(371, 1), printed(56, 0), printed(-5, 2)]), Some(printed(9305, 2)));
        assert_eq!(sum([printed(i64::MAX, 0), printed(1, 0)]), None);
    }

    #[test]
    fn thousands_may_have_been_rounded() {
        assert_eq!(coarse_counts(printed(7_833_000, 0)), Some((7_832_500, 7_833_500)));
        assert_eq!(coarse_counts(printed(61, 0)), Some((61, 61)));
        let exact = Span::whole(7_833_400);
        assert!(!Span::of(printed(7_833_000, 0)).meets(exact) && Span::coarse(printed(7_833_000, 0)).meets(exact));
    }

    proptest! {
        // What is found by inversion is what trying every count finds.
        #[test]
        fn counts_are_those_that_round_to_the_percentage(base in 1_u64..400, decimals in 0_u8..3, digits in 0_i64..10_100) {
            let percent = printed(digits, decimals);
            for (twice, worst) in [(false, Rounded::Once), (true, Rounded::Twice)] {
                let tried: Vec<u64> = (0..=base).filter(|count| rounded(*count, base, percent) <= worst).collect();
                let range = tried.first().map(|first| (*first, tried[tried.len() - 1]));
                prop_assert_eq!(counts(base, percent, twice), range);
            }
        }

        #[test]
        fn bases_are_those_of_which_the_count_rounds_to_the_percentage(count in 0_u64..60, decimals in 0_u8..2, digits in 1_i64..1_001) {
            let percent = printed(digits, decimals);
            let tried: Vec<u64> = (count.max(1)..30_000).filter(|base| rounded(count, *base, percent) == Rounded::Once).collect();
            let range = tried.first().map(|first| (*first, tried[tried.len() - 1]));
            let found = bases(count, percent).filter(|(low, _)| *low < 30_000);
            prop_assert_eq!(found.map(|(low, high)| (low, high.map_or(29_999, |high| high.min(29_999)))), range);
        }

        // A share printed by whoever rounds once is never called wrong.
        #[test]
        fn a_share_holds_as_it_is_printed(base in 1_u64..2_000_000, of in 0.0_f64..=1.0, decimals in 0_u8..5) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to the base")]
            let count = (of * base as f64) as u64;
            let Part { percent, .. } = part(count, base, decimals);
            prop_assert_eq!(rounded(count, base, percent), Rounded::Once);
            prop_assert!(counts(base, percent, false).is_some_and(|(low, high)| low <= count && count <= high));
        }
    }
}
