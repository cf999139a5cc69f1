//! How large a difference would have had to be to show: what "not significant" leaves open.

use statrs::distribution::{ContinuousCDF, DiscreteCDF as _, Gamma, Normal};

use crate::analysis::random::hypergeometric::Hypergeometric;
use crate::analysis::statistic::contingency::chi_squared;

/// The level of tests.
pub const LEVEL: f64 = 0.05;
/// The chance with which a difference of the size given is found.
pub const POWER: f64 = 0.8;

/// The standard normal distribution.
pub(crate) fn normal() -> Normal {
    Normal::standard()
}

/// Response rates of an area at which Fisher's exact test would have found it different from the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DetectableRates {
    /// The area's rate at or below which it is found; `None` where even no answer at all would not be.
    pub low: Option<f64>,
    /// The area's rate at or above which it is found; `None` where even all answers would not be.
    pub high: Option<f64>,
}

/// The response rates of an area of `n_area` units that a test at [`LEVEL`] finds with a chance of [`POWER`], when `n_answered` of
/// `n_frame` units answer in all.
///
/// # Formula
/// With the margins fixed the area's answers follow Fisher's noncentral hypergeometric distribution. The odds ratio is sought, on either
/// side of 1, at which the region rejected by the two-sided exact test has the probability [`POWER`]; the rate is the mean of that
/// distribution over `n_area`.
///
/// # Source
/// Agresti (2013), *Categorical Data Analysis*, 3rd edition, 3.5.
pub fn detectable_rates(n_frame: u64, n_area: u64, n_answered: u64) -> Option<DetectableRates> {
    let null = Hypergeometric::new(n_frame, n_area, n_answered).filter(|_| n_area > 0)?;
    let rejected = null.rejected(LEVEL);
    let mean = n_area as f64 * n_answered as f64 / n_frame as f64;
    // The rates that the smallest and the largest odds give, and between them by halving the logarithm.
    let at = |ln_odds: f64| {
        let there = Hypergeometric::with_odds_ratio(n_frame, n_area, n_answered, ln_odds.exp())?;
        let power: f64 = rejected.iter().map(|&k| there.probability(k)).sum();
        let (low, high) = there.range();
        let rate = (low..=high).map(|k| k as f64 * there.probability(k)).sum::<f64>() / n_area as f64;
        Some((power, rate))
    };
    let side = |sign: f64| {
        let can_reject = rejected.iter().any(|&k| (k as f64 - mean) * sign > 0.0);
        if !can_reject {
            return None;
        }
        let found = smallest_with_power(0.0, 40.0, |ln_odds| Some(at(sign * ln_odds)?.0))?;
        at(sign * found).map(|(_, rate)| rate)
    };
    Some(DetectableRates { low: side(-1.0), high: side(1.0) })
}

/// The smallest standardised difference of means that a test at [`LEVEL`] finds with a chance of [`POWER`].
///
/// # Formula
/// `d = δ √(1/n₁ + 1/n₀)` with `δ` solving `Φ(δ − z_{1−α/2}) + Φ(−δ − z_{1−α/2}) = 1 − β`, by the normal approximation.
///
/// # Source
/// Cohen (1988), *Statistical Power Analysis for the Behavioral Sciences*, 2nd edition, chapter 2.
pub fn detectable_difference(n_answered: usize, n_other: usize) -> Option<f64> {
    if n_answered == 0 || n_other == 0 {
        return None;
    }
    let critical = normal().inverse_cdf(1.0 - LEVEL / 2.0);
    let power = |delta: f64| Some(normal().cdf(delta - critical) + normal().cdf(-delta - critical));
    smallest_with_power(0.0, 10.0, power).map(|delta| delta * (1.0 / n_answered as f64 + 1.0 / n_other as f64).sqrt())
}

/// The smallest value between `near` and `far` with a power of [`POWER`], which grows with the value; `None` where even `far` has less.
fn smallest_with_power(mut near: f64, mut far: f64, power: impl Fn(f64) -> Option<f64>) -> Option<f64> {
    if power(far)? < POWER {
        return None;
    }
    for _ in 0..80 {
        let middle = f64::midpoint(near, far);
        if power(middle)? >= POWER {
            far = middle;
        } else {
            near = middle;
        }
    }
    Some(far)
}

/// The smallest Cohen's `w` (for two rows the same as Cramér's V) that χ² at [`LEVEL`] finds with a chance of [`POWER`].
///
/// # Formula
/// The `w` at which noncentral χ² with noncentrality `N w²` exceeds the critical value with probability [`POWER`]. The noncentral
/// distribution is the Poisson mixture `Σ_j Pois(j; λ/2) P(χ²_{df+2j} > x)`.
///
/// # Source
/// Cohen (1988), chapter 7.
pub fn detectable_association(n_units: u64, degrees: usize) -> Option<f64> {
    let critical = chi_squared(degrees).filter(|_| n_units > 0)?.inverse_cdf(1.0 - LEVEL);
    let power = |noncentrality: f64| noncentral_exceeds(critical, degrees, noncentrality);
    smallest_with_power(0.0, 1_000.0, power).map(|noncentrality| (noncentrality / n_units as f64).sqrt())
}

/// The probability that noncentral χ² exceeds `x`.
fn noncentral_exceeds(x: f64, degrees: usize, noncentrality: f64) -> Option<f64> {
    if noncentrality <= 0.0 {
        return Some(chi_squared(degrees)?.sf(x));
    }
    let half = noncentrality / 2.0;
    let last = statrs::distribution::Poisson::new(half).ok()?.inverse_cdf(1.0 - 1e-13);
    let mut ln_weight = -half;
    let mut sum = 0.0;
    for j in 0..=last {
        let there = Gamma::new(degrees as f64 / 2.0 + j as f64, 0.5).ok()?;
        sum += ln_weight.exp() * there.sf(x);
        ln_weight += half.ln() - ((j + 1) as f64).ln();
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_areas_can_show_nothing() {
        let two_units = detectable_rates(135, 2, 89).unwrap();
        assert_eq!(two_units, DetectableRates { low: None, high: None });
        assert_eq!(detectable_rates(135, 0, 89), None);
    }

    #[test]
    fn the_rates_found_lie_on_either_side_of_the_overall_rate() {
        let area = detectable_rates(135, 43, 89).unwrap();
        assert!(area.low.unwrap() < 89.0 / 135.0 && area.high.unwrap() > 89.0 / 135.0, "{area:?}");
    }

    #[test]
    fn without_two_groups_there_is_no_difference_to_find() {
        assert_eq!(detectable_difference(3, 0), None);
        assert_eq!(detectable_association(100, 0), None);
    }
}
