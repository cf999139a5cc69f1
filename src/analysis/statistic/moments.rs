//! Sums of powers about the mean.

use statrs::distribution::ContinuousCDF as _;

use crate::analysis::statistic::detectable::normal;

/// A statistic with its moments under random assignment of the values to the units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// The value.
    pub value: f64,
    /// Its expectation.
    pub expected: f64,
    /// Its variance.
    pub variance: f64,
}

impl Moments {
    pub(crate) fn of(value: f64, expected: f64, variance: f64) -> Option<Self> {
        let all = [value, expected, variance];
        (all.iter().all(|number| number.is_finite()) && variance > 0.0).then_some(Self { value, expected, variance })
    }

    /// Standard deviations from the expectation.
    pub fn z(&self) -> f64 {
        (self.value - self.expected) / self.variance.sqrt()
    }

    /// The two-sided p-value of the normal approximation.
    pub fn p_two_sided(&self) -> f64 {
        (2.0 * normal().sf(self.z().abs())).min(1.0)
    }

    /// The p-value of a value as large or larger, by the normal approximation.
    pub fn p_at_least(&self) -> f64 {
        normal().sf(self.z())
    }
}
