//! Do respondents and nonrespondents have the same mean? Welch's test, which takes no equal variances for granted.

use statrs::distribution::{ContinuousCDF as _, StudentsT};

use crate::analysis::statistic::standardised::{mean, variance};

/// Welch's test of two means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WelchTest {
    /// Respondents' mean less nonrespondents'.
    pub difference: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Degrees of freedom, usually not whole.
    pub degrees: f64,
    /// Two-sided.
    pub p_value: f64,
    /// The 95 % interval of the difference.
    pub interval: (f64, f64),
}

/// Compares two means; `None` when a group has fewer than two values or nothing varies.
///
/// # Formula
/// `t = (x̄₁ − x̄₀)/SE`, `SE² = s₁²/n₁ + s₀²/n₀`, with `SE⁴/((s₁²/n₁)²/(n₁−1) + (s₀²/n₀)²/(n₀−1))` degrees of freedom.
///
/// # Assumes
/// Means of both groups that are about normal. Sizes of catchments are skewed, and in a small frame the tests by ranks and by permutations
/// need no such thing.
///
/// # Source
/// Welch (1947), *Biometrika* 34; Satterthwaite (1946), *Biometrics Bulletin* 2.
pub fn welch_test(respondents: &[f64], others: &[f64]) -> Option<WelchTest> {
    let (of_mean1, of_mean0) =
        (variance(respondents)? / respondents.len() as f64, variance(others)? / others.len() as f64);
    let difference = mean(respondents)? - mean(others)?;
    let squared = of_mean1 + of_mean0;
    let degrees = squared * squared
        / (of_mean1 * of_mean1 / (respondents.len() - 1) as f64 + of_mean0 * of_mean0 / (others.len() - 1) as f64);
    let standard_error = squared.sqrt();
    let t = Some(difference / standard_error).filter(|t| t.is_finite())?;
    let distribution = StudentsT::new(0.0, 1.0, degrees).ok()?;
    let half = distribution.inverse_cdf(0.975) * standard_error;
    Some(WelchTest {
        difference,
        standard_error,
        degrees,
        p_value: (2.0 * distribution.sf(t.abs())).min(1.0),
        interval: (difference - half, difference + half),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_sizes_and_variances_give_students_degrees() {
        let test = welch_test(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]).unwrap();
        assert!((test.degrees - 4.0).abs() < 1e-12 && (test.difference + 3.0).abs() < 1e-12);
        assert!(test.interval.0 < -3.0 && test.interval.1 < 0.0);
    }

    #[test]
    fn constant_groups_and_single_units_are_not_compared() {
        assert_eq!(welch_test(&[1.0, 1.0], &[2.0, 2.0]), None);
        assert_eq!(welch_test(&[1.0], &[2.0, 3.0]), None);
    }
}
