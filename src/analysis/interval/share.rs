//! Intervals of shares that are no count of the frame: of a group whose size is not known, and weighted.

use statrs::distribution::{Beta, ContinuousCDF as _, StudentsT};

use crate::analysis::interval::finite::{Interval, drawn_in};

/// The exact 95 % interval of a share as if the frame were infinite. Numbers need not be whole: an effective number of respondents is not.
/// `None` without respondents.
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
pub fn clopper_pearson(with: f64, n: f64) -> Option<Interval> {
    clopper_pearson_at(with, n, 0.025)
}

/// The same with another probability beyond each end than 2.5 %.
pub fn clopper_pearson_at(with: f64, n: f64, beyond: f64) -> Option<Interval> {
    let others = n - with;
    if !(with >= 0.0 && others >= 0.0 && n > 0.0 && n.is_finite()) {
        return None;
    }
    let quantile = |a: f64, b: f64, p: f64| Beta::new(a, b).ok().map(|beta| beta.inverse_cdf(p));
    let low = if with > 0.0 { quantile(with, others + 1.0, beyond)? } else { 0.0 };
    let high = if others > 0.0 { quantile(with + 1.0, others, 1.0 - beyond)? } else { 1.0 };
    Some(Interval { low, high })
}

/// The 95 % interval of a share in a group of the frame whose size there is not known, such as those a filter leads to; `None` without
/// respondents. `n` of the group answered, `with` of them have it, and of the whole frame a `fraction` answered.
///
/// # Formula
/// `p̂ − c (p̂ − L)` to `p̂ + c (U − p̂)`, `L` and `U` by [`clopper_pearson`], `c` by [`drawn_in`]. Summed over all samples it
/// holds at least 95 % of the time at every true share of the frames in `tests/oracle/intervals`.
///
/// # Assumes
/// Respondents are a simple random sample of the frame.
///
/// # Source
/// Clopper and Pearson (1934), *Biometrika* 26; Burstein (1975), *JASA* 70.
pub fn interval_in_group(n: u64, with: u64, fraction: f64) -> Option<Interval> {
    let far = clopper_pearson(with as f64, n as f64)?;
    let share = with as f64 / n as f64;
    let left = drawn_in(fraction);
    Some(Interval { low: share - left * (share - far.low), high: share + left * (far.high - share) })
}

/// How many respondents of a simple random sample from a large population would tell as much about a share.
///
/// # Formula
/// `p̂(1 − p̂)/V · (t_{n−1}/t_d)²`, `V` the variance of the share and `d` its degrees of freedom. `None` where the share or its variance is
/// at the edge.
///
/// # Source
/// Korn and Graubard (1998), *Survey Methodology* 24(2).
pub fn effective_number(share: f64, variance: f64, n: f64, degrees: f64) -> Option<f64> {
    let quantile = |degrees: f64| StudentsT::new(0.0, 1.0, degrees).ok().map(|t| t.inverse_cdf(0.975));
    let ratio = quantile(n - 1.0)? / quantile(degrees)?;
    Some(share * (1.0 - share) / variance * ratio * ratio).filter(|n| n.is_finite() && *n > 0.0)
}

/// A share with weights, as its interval needs it.
#[derive(Clone, Copy, Debug)]
pub struct WeightedShare {
    /// The share.
    pub share: f64,
    /// Its standard error in the finite frame; `None` where it has none.
    pub standard_error: Option<f64>,
    /// Respondents in the base.
    pub n: usize,
    /// Kish's effective number of them, by the weights that they have in the share.
    pub kish: f64,
    /// Degrees of freedom.
    pub degrees: f64,
    /// Respondents over units of the frame.
    pub fraction: f64,
}

/// An end with fewer effective respondents than this on its side is not drawn in: one heavy weight may be all there is.
const FEW: f64 = 10.0;

/// The 95 % interval of a weighted share. `None` without respondents.
///
/// # Formula
/// [`clopper_pearson`] with the [`effective_number`], the variance taken as that of a large frame, `V/(1 − f)`, and never more than Kish's
/// number: a small sample in which weights seem to explain the answers does not make them surer than unequal weights allow. Where
/// respondents agree it is Kish's number. The ends are drawn towards the share by [`drawn_in`], but not an end that fewer than ten
/// effective respondents stand behind: in the simulated frames such ends, drawn in, hold the truth 90 % of the time at shares of 98 %.
///
/// # Assumes
/// Respondents are a simple random sample of the frame, inside what the weights account for.
///
/// # Source
/// Korn and Graubard (1998), *Survey Methodology* 24(2); Kish (1965), *Survey Sampling*; Burstein (1975), *JASA* 70.
pub fn interval_of_weighted_share(given: &WeightedShare) -> Option<Interval> {
    let share = given.share.clamp(0.0, 1.0);
    if given.fraction >= 1.0 && given.standard_error.is_some_and(|error| error <= 0.0) {
        return Some(Interval { low: share, high: share });
    }
    let n = given.n as f64;
    let finite = (1.0 - given.fraction).max(f64::EPSILON);
    let told = given.standard_error.and_then(|error| effective_number(share, error * error / finite, n, given.degrees));
    let number = told.map_or(given.kish, |told| told.min(given.kish));
    let (with, others) = (share * number, (1.0 - share) * number);
    let far = clopper_pearson(with, number)?;
    let left = drawn_in(given.fraction);
    let factor = |behind: f64| if behind < FEW { 1.0 } else { left };
    // A share of 0 or 1 has all its respondents behind the other end.
    let low = share - factor(with) * (share - far.low);
    let high = share + factor(others) * (far.high - share);
    Some(Interval { low: low.max(0.0), high: high.min(1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::interval::finite::interval_of_count;

    #[test]
    fn an_infinite_frame_leaves_more_open_than_a_finite_one() {
        let far = clopper_pearson(5.0, 20.0).unwrap();
        let finite = interval_of_count(40, 20, 5).unwrap().share_of(40);
        assert!(far.low < finite.low && far.high > finite.high, "{far:?}");
        // The other end of none and of all is (α/2)^(1/n) from it.
        let (none, all) = (clopper_pearson(0.0, 4.0).unwrap(), clopper_pearson(4.0, 4.0).unwrap());
        assert!(none.low < f64::EPSILON && (1.0 - none.high - 0.025_f64.powf(0.25)).abs() < 1e-9, "{none:?}");
        assert!((all.high - 1.0).abs() < f64::EPSILON && (all.low - 0.025_f64.powf(0.25)).abs() < 1e-9, "{all:?}");
        assert_eq!(clopper_pearson(0.0, 0.0), None);
    }

    #[test]
    fn nobody_in_a_group_leaves_a_share_open() {
        // Of 34 asked nobody has it; 89 of 135 answered.
        let found = interval_in_group(34, 0, 89.0 / 135.0).unwrap();
        assert!(found.low < f64::EPSILON && found.high > 0.05, "{found:?}");
        // Were the group known to have 52 units in the frame, the exact interval would be hardly narrower.
        let exact = interval_of_count(52, 34, 0).unwrap().share_of(52);
        assert!((found.high - exact.high).abs() < 0.015, "{found:?} {exact:?}");
        let everybody = interval_in_group(34, 0, 1.0).unwrap();
        assert!(everybody.high < f64::EPSILON);
        assert_eq!(interval_in_group(0, 0, 0.5), None);
    }

    #[test]
    fn respondents_that_agree_are_as_many_as_their_weights_allow() {
        let given =
            WeightedShare { share: 0.0, standard_error: Some(0.0), n: 34, kish: 30.0, degrees: 30.0, fraction: 0.66 };
        let found = interval_of_weighted_share(&given).unwrap();
        let expected = drawn_in(0.66) * (1.0 - 0.025_f64.powf(1.0 / 30.0));
        assert!(found.low < f64::EPSILON && (found.high - expected).abs() < 1e-9, "{found:?}");
        let complete = WeightedShare { fraction: 1.0, ..given };
        assert_eq!(interval_of_weighted_share(&complete), Some(Interval { low: 0.0, high: 0.0 }));
    }

    #[test]
    fn a_share_that_is_not_of_a_census_has_an_interval_with_width() {
        for n in [1_usize, 2, 5, 60] {
            for share in [0.0, 1.0 / n as f64, 0.5, 1.0] {
                for standard_error in [None, Some(0.0), Some(1e-9), Some(0.2)] {
                    let degrees = (n as f64 - 1.0).max(1.0);
                    let given = WeightedShare { share, standard_error, n, kish: n as f64, degrees, fraction: 0.9 };
                    let found = interval_of_weighted_share(&given).unwrap();
                    assert!(found.high - found.low > 0.01 && found.holds(share), "{given:?} {found:?}");
                }
            }
        }
    }
}
