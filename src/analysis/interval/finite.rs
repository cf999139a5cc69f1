//! What a finite frame does to an interval: the exact one of a count, and how far other ends are drawn towards the estimate.

use crate::analysis::random::hypergeometric::Hypergeometric;

/// The two ends of a 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Whether it holds a value; an end counts as inside, up to rounding.
    pub fn holds(self, value: f64) -> bool {
        let slack = 1e-12 * value.abs().max(1.0);
        self.low - slack <= value && value <= self.high + slack
    }
}

/// How many units of a frame have what `with` of `n_answered` respondents have: the smallest and the largest number that a 95 % interval
/// holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameCount {
    /// The smallest number.
    pub low: u64,
    /// The largest number.
    pub high: u64,
}

impl FrameCount {
    /// The same as shares of a frame of `n_frame` units.
    pub fn share_of(self, n_frame: u64) -> Interval {
        Interval { low: self.low as f64 / n_frame as f64, high: self.high as f64 / n_frame as f64 }
    }
}

/// The exact 95 % interval for the number of units of the frame, or of a group whose size in the frame is known, by inverting the
/// hypergeometric distribution. It holds at least 95 % of the time, whatever the true number.
///
/// # Formula
/// From the smallest `M` with `P(Y ≥ y | M) > 2.5 %` to the largest with `P(Y ≤ y | M) > 2.5 %`, `Y ~ Hypergeometric(N, M, n)`.
///
/// # Assumes
/// Respondents are a simple random sample of the frame, or of the group.
///
/// # Source
/// Buonaccorsi (1987), *The American Statistician* 41(3); Wright (1991), *Exact Confidence Bounds when Sampling from Small Finite
/// Universes*.
pub fn interval_of_count(n_frame: u64, n_answered: u64, with: u64) -> Option<FrameCount> {
    inverted(n_frame, n_answered, with, |marked| Hypergeometric::new(n_frame, marked, n_answered))
}

/// The numbers of marked units in the frame that neither tail of `at`, the distribution of marked ones among respondents, rules out.
pub(crate) fn inverted(
    n_frame: u64,
    n_answered: u64,
    with: u64,
    at: impl Fn(u64) -> Option<Hypergeometric>,
) -> Option<FrameCount> {
    if with > n_answered || n_answered > n_frame || n_answered == 0 {
        return None;
    }
    let (least, most) = (with, n_frame - (n_answered - with));
    // Both probabilities are monotone in the number marked.
    let (mut low, mut high) = (least, most);
    while low < high {
        let middle = u64::midpoint(low, high);
        if at(middle)?.at_least(with) > 0.025 { high = middle } else { low = middle + 1 }
    }
    let first = low;
    (low, high) = (least, most);
    while low < high {
        let middle = high - (high - low) / 2;
        if at(middle)?.at_most(with) > 0.025 { low = middle } else { high = middle - 1 }
    }
    Some(FrameCount { low: first, high: low })
}

/// How much of the distance between an estimate and the end of its interval without a frame is left in a frame of which a `fraction`
/// answered: 1 where hardly anybody did, 0 where everybody did.
///
/// This is the one place that decides how far intervals of shares are widened beyond what the variance of a finite frame, `√(1 − f)`, would
/// leave.
///
/// # Formula
/// `f/−ln(1 − f)`. Of `M` units that have something in a large frame none answers with probability `(1 − f)^M`, so the upper end of a share
/// that no respondent has is `ln 0.025/ln(1 − f)` units, which is that of Clopper and Pearson times this factor. It lies above
/// `√(1 − f)`: by 1 % where 45 % answered, 5 % where 66 % did, 11 % where 80 % did. Larger effective samples, `n/(1 − f)`, leave
/// `√(1 − f)` in the middle but `1 − f` at the edge, which holds 80 % of the time where 80 % answered.
///
/// # Source
/// Limits drawn towards the estimate: Burstein (1975), *JASA* 70, with `√((N − n)/(N − 1))`.
pub fn drawn_in(fraction: f64) -> f64 {
    if fraction <= 0.0 {
        1.0
    } else if fraction >= 1.0 {
        0.0
    } else {
        fraction / -(-fraction).ln_1p()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_everybody_answered_nothing_is_uncertain() {
        assert_eq!(interval_of_count(10, 10, 4), Some(FrameCount { low: 4, high: 4 }));
        assert!(drawn_in(1.0) < f64::EPSILON);
    }

    #[test]
    fn what_cannot_be_is_no_interval() {
        assert_eq!(interval_of_count(10, 0, 0), None);
        assert_eq!(interval_of_count(10, 5, 6), None);
    }

    #[test]
    fn ends_are_drawn_in_less_than_the_variance_alone_would() {
        assert!((drawn_in(0.0) - 1.0).abs() < f64::EPSILON && (drawn_in(1e-12) - 1.0).abs() < 1e-11);
        for percent in 1..100 {
            let fraction = f64::from(percent) / 100.0;
            let own = drawn_in(fraction);
            assert!(own > (1.0 - fraction).sqrt() && own < 1.0, "{fraction}: {own}");
        }
        assert!((drawn_in(0.45) - 0.752_713_531_332).abs() < 1e-11, "{}", drawn_in(0.45));
    }
}
