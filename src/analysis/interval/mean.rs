//! Intervals of means and totals: Student's distribution, with the end that skewed numbers reach for further out.

use statrs::distribution::{ContinuousCDF as _, StudentsT};

use crate::analysis::interval::finite::Interval;

/// A mean or a total, as its interval needs it.
#[derive(Clone, Copy, Debug)]
pub struct SampledMean {
    /// The mean or total.
    pub value: f64,
    /// Its standard error in the finite frame.
    pub standard_error: f64,
    /// The skewness of what respondents contribute to it, over `√n`: `Σ (u − ū)³/(Σ (u − ū)²)^1.5`.
    pub skewness: f64,
    /// Respondents in the base.
    pub n: usize,
    /// Degrees of freedom.
    pub degrees: f64,
    /// Respondents over units of the frame.
    pub fraction: f64,
}

/// Degrees of freedom of `n` respondents in the base, out of `n_all`, whose weights meet totals in `n_controls` columns.
///
/// # Formula
/// `n (1 − k/n_all)`, with `k` at least 1, at most `n − 1` and at least 1.
pub fn degrees_of_freedom(n: usize, n_all: usize, n_controls: usize) -> f64 {
    let left = 1.0 - n_controls.max(1) as f64 / n_all.max(1) as f64;
    (n as f64 * left).min(n as f64 - 1.0).max(1.0)
}

/// The 95 % interval of a mean or a total. `None` where respondents agree, unless everybody answered, or where there are fewer than two.
///
/// # Formula
/// `ŷ − t s` to `ŷ + t s`, `t` the 97.5 % quantile of Student's distribution. At the end that the longer tail of skewed numbers points to,
/// `t` is `t + a(t + a(t))` with the first term of the expansion of the studentised mean of a finite frame,
/// `a(x) = g/(6√(1−f)) ((2−f) x² + 1 − 2f)`, `g` the skewness over `√n`, corrected for small samples by `√(n(n−1))/(n−2)`. The other end
/// stays where Student's distribution has it: what skewness would take away there is not taken, since skewness is estimated too low in
/// small samples.
///
/// # Assumes
/// Respondents are a simple random sample of the frame, inside what the weights account for.
///
/// # Source
/// Johnson (1978), *JASA* 73; Sugden, Smith and Jones (2000), *JRSS B* 62, for finite frames.
pub fn interval_of_mean(given: &SampledMean) -> Option<Interval> {
    let SampledMean { value, standard_error, skewness, n, degrees, fraction } = *given;
    if fraction >= 1.0 && standard_error <= 0.0 {
        return Some(Interval { low: value, high: value });
    }
    if !(standard_error > 0.0 && standard_error.is_finite()) || n < 2 {
        return None;
    }
    let t = StudentsT::new(0.0, 1.0, degrees).ok()?.inverse_cdf(0.975);
    let n = n as f64;
    let correction = if n > 2.0 { (n * (n - 1.0)).sqrt() / (n - 2.0) } else { 1.0 };
    let scale = if fraction < 1.0 { skewness.abs() * correction / (6.0 * (1.0 - fraction).sqrt()) } else { 0.0 };
    let further = |x: f64| scale * ((2.0 - fraction) * x * x + 1.0 - 2.0 * fraction);
    let long = t.max(t + further(t + further(t)));
    let (down, up) = if skewness > 0.0 { (t, long) } else { (long, t) };
    Some(Interval { low: value - down * standard_error, high: value + up * standard_error })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVEN: SampledMean =
        SampledMean { value: 10.0, standard_error: 2.0, skewness: 0.0, n: 18, degrees: 17.0, fraction: 0.45 };

    #[test]
    fn numbers_that_are_not_skewed_have_the_interval_of_student() {
        let found = interval_of_mean(&EVEN).unwrap();
        // The 97.5 % quantile with 17 degrees of freedom, by R's qt.
        assert!(
            (found.high - 10.0 - 2.0 * 2.109_815_578).abs() < 1e-8 && (found.low + found.high - 20.0).abs() < 1e-12
        );
    }

    #[test]
    fn the_longer_tail_has_the_further_end() {
        let right = interval_of_mean(&SampledMean { skewness: 0.4, ..EVEN }).unwrap();
        let left = interval_of_mean(&SampledMean { skewness: -0.4, ..EVEN }).unwrap();
        let even = interval_of_mean(&EVEN).unwrap();
        assert!(right.high > even.high + 1.0 && (right.low - even.low).abs() < 1e-12);
        assert!((left.low - (20.0 - right.high)).abs() < 1e-12 && (left.high - even.high).abs() < 1e-12);
    }

    #[test]
    fn respondents_that_agree_leave_no_interval_but_a_census_does() {
        assert_eq!(interval_of_mean(&SampledMean { standard_error: 0.0, ..EVEN }), None);
        let census = SampledMean { standard_error: 0.0, fraction: 1.0, ..EVEN };
        assert_eq!(interval_of_mean(&census), Some(Interval { low: 10.0, high: 10.0 }));
    }

    #[test]
    fn degrees_fall_with_what_weights_are_adjusted_to() {
        assert!((degrees_of_freedom(40, 40, 0) - 39.0).abs() < 1e-12);
        assert!((degrees_of_freedom(40, 40, 5) - 35.0).abs() < 1e-12);
        assert!((degrees_of_freedom(10, 40, 0) - 9.0).abs() < 1e-12);
        assert!((degrees_of_freedom(10, 40, 20) - 5.0).abs() < 1e-12);
        assert!((degrees_of_freedom(1, 1, 5) - 1.0).abs() < 1e-12);
    }
}
