//! What the answers allow to be said of the whole frame: intervals of a finite frame, worst cases, tipping points.

use statrs::distribution::{Beta, ContinuousCDF as _};

use crate::analysis::random::hypergeometric::Hypergeometric;
use crate::analysis::statistic::standardised::variance;

/// How many units of a frame have what `with` of `n_answered` respondents have: the smallest and the largest number that a 95 % interval
/// holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameCount {
    /// The smallest number.
    pub low: u64,
    /// The largest number.
    pub high: u64,
}

/// The exact 95 % interval for the number of units of the frame, by inverting the hypergeometric distribution.
///
/// # Formula
/// From the smallest `M` with `P(Y ≥ y | M) > 2.5 %` to the largest with `P(Y ≤ y | M) > 2.5 %`, `Y ~ Hypergeometric(N, M, n)`.
///
/// # Assumes
/// Respondents are a simple random sample of the frame.
///
/// # Source
/// Buonaccorsi (1987), *The American Statistician* 41(3); Wright (1991), *Exact Confidence Bounds when Sampling from Small Finite
/// Universes*.
pub fn interval_of_count(n_frame: u64, n_answered: u64, with: u64) -> Option<FrameCount> {
    if with > n_answered || n_answered > n_frame || n_answered == 0 {
        return None;
    }
    let (least, most) = (with, n_frame - (n_answered - with));
    let at = |marked: u64| Hypergeometric::new(n_frame, marked, n_answered);
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

/// The exact 95 % interval of a share as if the frame were infinite, beside [`interval_of_count`]; `None` without respondents.
///
/// # Formula
/// The 2.5 % quantile of the beta distribution with `y` and `n − y + 1`, and the 97.5 % quantile of that with `y + 1` and `n − y`; 0 where
/// `y` is 0, 1 where it is `n`.
///
/// # Assumes
/// Respondents are a random sample of a population far larger than the frame. For the frame itself this is too wide.
///
/// # Source
/// Clopper and Pearson (1934), *Biometrika* 26.
pub fn interval_without_frame(n_answered: u64, with: u64) -> Option<(f64, f64)> {
    if with > n_answered || n_answered == 0 {
        return None;
    }
    let (y, others) = (with as f64, (n_answered - with) as f64);
    let quantile = |a: f64, b: f64, p: f64| Beta::new(a, b).ok().map(|beta| beta.inverse_cdf(p));
    let low = if with == 0 { 0.0 } else { quantile(y, others + 1.0, 0.025)? };
    let high = if with == n_answered { 1.0 } else { quantile(y + 1.0, others, 0.975)? };
    Some((low, high))
}

/// The standard error of a mean over respondents, with the finite population correction.
///
/// # Formula
/// `√((1 − n/N) s²/n)`. It vanishes when everybody answered.
///
/// # Assumes
/// Respondents are a simple random sample of the frame.
///
/// # Source
/// Cochran (1977), *Sampling Techniques*, 3rd edition, 2.5.
pub fn standard_error_of_mean(values: &[f64], n_frame: usize) -> Option<f64> {
    let n = values.len() as f64;
    if values.len() == n_frame && !values.is_empty() {
        return Some(0.0);
    }
    let correction = 1.0 - n / n_frame as f64;
    Some((correction.max(0.0) * variance(values)? / n).sqrt())
}

/// Bounds of a mean over the whole frame that no assumption about nonrespondents can break.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorstCase {
    /// If every nonrespondent had the smallest value.
    pub low: f64,
    /// If every nonrespondent had the largest value.
    pub high: f64,
}

/// Worst-case bounds of a mean of values from `smallest` to `largest` (0 and 1 for a share).
///
/// # Formula
/// `[(Σ w y + W₀ · smallest)/W, (Σ w y + W₀ · largest)/W]` with `w` 1 for shares of units and residents for shares of residents, `W` the
/// whole frame and `W₀` nonrespondents. When the frame is complete no sampling interval is needed.
///
/// # Source
/// Manski (1989), *Journal of Human Resources* 24; (2003), *Partial Identification of Probability Distributions*.
pub fn worst_case(sum: f64, answered: f64, whole: f64, (smallest, largest): (f64, f64)) -> Option<WorstCase> {
    let missing = whole - answered;
    (whole > 0.0 && missing >= 0.0)
        .then(|| WorstCase { low: (sum + missing * smallest) / whole, high: (sum + missing * largest) / whole })
}

/// The mean among nonrespondents at which the mean of the frame is just the `threshold`; `None` without nonrespondents.
///
/// A value that nonrespondents cannot have (below 0 or above 1 for a share) means that nothing they could have answered overturns a claim
/// about the threshold.
///
/// # Formula
/// `(t W − Σ w y)/W₀`
///
/// # Source
/// Yan, Lee, Liu and Hu (2016), *Statistical Methods in Medical Research*, for tipping points of missing outcomes.
pub fn tipping_point(sum: f64, answered: f64, whole: f64, threshold: f64) -> Option<f64> {
    let missing = whole - answered;
    (missing > 0.0).then(|| (threshold * whole - sum) / missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_everybody_answered_nothing_is_uncertain() {
        assert_eq!(interval_of_count(10, 10, 4), Some(FrameCount { low: 4, high: 4 }));
        assert_eq!(standard_error_of_mean(&[1.0, 2.0], 2), Some(0.0));
        let bounds = worst_case(4.0, 10.0, 10.0, (0.0, 1.0)).unwrap();
        assert_eq!((bounds.low, bounds.high), (0.4, 0.4));
        assert_eq!(tipping_point(4.0, 10.0, 10.0, 0.5), None);
    }

    #[test]
    fn what_cannot_be_is_no_interval() {
        assert_eq!(interval_of_count(10, 0, 0), None);
        assert_eq!(interval_of_count(10, 5, 6), None);
        assert_eq!(standard_error_of_mean(&[1.0], 5), None);
        assert_eq!(worst_case(0.0, 0.0, 0.0, (0.0, 1.0)), None);
    }

    #[test]
    fn an_infinite_frame_leaves_more_open_than_a_finite_one() {
        let (low, high) = interval_without_frame(20, 5).unwrap();
        let finite = interval_of_count(40, 20, 5).unwrap();
        assert!(low < finite.low as f64 / 40.0 && high > finite.high as f64 / 40.0, "{low} {high}");
        // The other end of none and of all is (α/2)^(1/n) from it.
        let (none, all) = (interval_without_frame(4, 0).unwrap(), interval_without_frame(4, 4).unwrap());
        assert!(none.0 < f64::EPSILON && (1.0 - none.1 - 0.025_f64.powf(0.25)).abs() < 1e-9, "{none:?}");
        assert!((all.1 - 1.0).abs() < f64::EPSILON && (all.0 - 0.025_f64.powf(0.25)).abs() < 1e-9, "{all:?}");
        assert_eq!(interval_without_frame(0, 0), None);
    }

    #[test]
    fn four_of_ten_units_leave_six_open() {
        let bounds = worst_case(1.0, 4.0, 10.0, (0.0, 1.0)).unwrap();
        assert!((bounds.low - 0.1).abs() < 1e-15 && (bounds.high - 0.7).abs() < 1e-15);
        assert!((tipping_point(1.0, 4.0, 10.0, 0.5).unwrap() - 4.0 / 6.0).abs() < 1e-15);
    }
}
