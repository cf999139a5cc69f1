//! What the answers allow to be said of the whole frame: errors in a finite frame, worst cases, tipping points.

use statrs::distribution::{ContinuousCDF as _, Normal};

use crate::analysis::interval::answer::Sampled;
use crate::analysis::interval::finite::Interval;
use crate::analysis::interval::partial::critical_value;
use crate::analysis::interval::share::clopper_pearson_at;
use crate::analysis::statistic::estimate::WeightedRespondents;
use crate::analysis::statistic::standardised::variance;

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

/// The 95 % interval of a mean of the population that the units of the frame are a sample of, whatever nonrespondents would have answered.
/// `low` and `high` are the answers, or their limits where they are not known, `z` what each unit counts for, `design` the design weights.
///
/// # Formula
/// Both bounds are means with design weights, their variance `(1 − n/N) n/(n−1) Σ (d e − mean)²` with `N` the sum of the weights; weights
/// that sum to no more than the units tell no `N`, and there is no `1 − n/N` then. Beyond the ends is the probability that
/// [`critical_value`] says; they are those of Clopper and Pearson for an effective number of units, of answers scaled to lie between 0 and 1:
/// `p(1 − p)/V`, for shares never more than Kish's number. `c` standard errors in their place hold half the time at shares of 98 %.
///
/// # Assumes
/// The units are a sample of the population with these weights; about answers nothing. That bounds may be near to each other in the sample
/// although they are apart, or the other way about, is harmless, since one is never below the other (Stoye 2009, lemma 3).
///
/// # Source
/// Imbens and Manski (2004), *Econometrica* 72(6); Stoye (2009), *Econometrica* 77(4); Korn and Graubard (1998), *Survey Methodology* 24(2).
pub fn sampled_bounds(
    design: &[f64],
    (low, high): (&[f64], &[f64]),
    z: &[f64],
    (smallest, largest): (f64, f64),
) -> Option<Interval> {
    let width = Some(largest - smallest).filter(|width| *width > 0.0)?;
    let sum = design.iter().sum::<f64>().round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a sum of weights, rounded")]
    let n_population = if sum > design.len() as f64 { sum as usize } else { usize::MAX };
    let sample = WeightedRespondents::new(design.to_vec(), n_population, &[]);
    let scaled = |values: &[f64]| values.iter().map(|value| (value - smallest) / width).collect::<Vec<f64>>();
    let (low, high) = (scaled(low), scaled(high));
    let is_share = low.iter().chain(&high).all(|value| *value <= 0.0 || *value >= 1.0);
    let kish = Sampled::kish(design, z);
    let bound = |values: &[f64]| {
        let mean = sample.mean(values, z)?;
        Some((mean.value.clamp(0.0, 1.0), mean.standard_error?))
    };
    let (low, high) = (bound(&low)?, bound(&high)?);
    let beyond = Normal::standard().cdf(-critical_value(low, high)?);
    let ends = |(share, error): (f64, f64)| {
        let told = Some(share * (1.0 - share) / (error * error)).filter(|number| number.is_finite() && *number > 0.0);
        let number = told.map_or(kish, |told| if is_share { told.min(kish) } else { told });
        clopper_pearson_at(share * number, number, beyond)
    };
    let (low, high) = (ends(low)?.low, ends(high)?.high);
    Some(Interval { low: smallest + width * low, high: smallest + width * high })
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
        assert_eq!(standard_error_of_mean(&[1.0, 2.0], 2), Some(0.0));
        let bounds = worst_case(4.0, 10.0, 10.0, (0.0, 1.0)).unwrap();
        assert_eq!((bounds.low, bounds.high), (0.4, 0.4));
        assert_eq!(tipping_point(4.0, 10.0, 10.0, 0.5), None);
    }

    #[test]
    fn what_cannot_be_is_no_interval() {
        assert_eq!(standard_error_of_mean(&[1.0], 5), None);
        assert_eq!(worst_case(0.0, 0.0, 0.0, (0.0, 1.0)), None);
    }

    #[test]
    fn bounds_of_a_sample_are_beyond_the_worst_case() {
        let (low, high) = ([0.0, 1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 1.0, 0.0, 1.0]);
        let found = sampled_bounds(&[2.0, 2.0, 3.0, 3.0, 10.0], (&low, &high), &[1.0; 5], (0.0, 1.0)).unwrap();
        assert!(found.low > 0.0 && found.low < 0.1 && found.high > 0.75 && found.high < 1.0, "{found:?}");
        // The same in other units.
        let times = |values: [f64; 5]| values.map(|value| 20.0 + 50.0 * value);
        let (low, high) = (times(low), times(high));
        let scaled = sampled_bounds(&[2.0, 2.0, 3.0, 3.0, 10.0], (&low, &high), &[1.0; 5], (20.0, 70.0)).unwrap();
        assert!((scaled.low - 20.0 - 50.0 * found.low).abs() < 1e-9, "{scaled:?}");
        // Everybody says the same, and still a sample does not tell all.
        let none = sampled_bounds(&[2.0; 5], (&[0.0; 5], &[0.0; 5]), &[1.0; 5], (0.0, 1.0)).unwrap();
        assert!(none.low < 1e-12 && none.high > 0.4, "{none:?}");
    }

    #[test]
    fn four_of_ten_units_leave_six_open() {
        let bounds = worst_case(1.0, 4.0, 10.0, (0.0, 1.0)).unwrap();
        assert!((bounds.low - 0.1).abs() < 1e-15 && (bounds.high - 0.7).abs() < 1e-15);
        assert!((tipping_point(1.0, 4.0, 10.0, 0.5).unwrap() - 4.0 / 6.0).abs() < 1e-15);
    }
}
