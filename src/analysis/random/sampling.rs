//! How many of a group random response draws.

/// A distribution of a whole number.
pub trait Distribution: Send + Sync {
    /// `P(T ≤ t)`.
    fn at_most(&self, t: u64) -> f64;
    /// `P(T ≥ t)`.
    fn at_least(&self, t: u64) -> f64;

    /// `P(T ≤ t)` within `NEARLY`, where that is quicker.
    fn nearly_at_most(&self, t: u64) -> f64 {
        self.at_most(t)
    }

    /// Whether `P(T ≤ t)` is more than a level.
    fn is_at_most_above(&self, t: u64, level: f64) -> bool {
        let nearly = self.nearly_at_most(t);
        if (nearly - level).abs() > NEARLY { nearly > level } else { self.at_most(t) > level }
    }

    /// Whether `P(T ≥ t)` is no more than a level.
    fn is_at_least_within(&self, t: u64, level: f64) -> bool {
        let nearly = t.checked_sub(1).map_or(1.0, |below| 1.0 - self.nearly_at_most(below));
        if (nearly - level).abs() > NEARLY { nearly <= level } else { self.at_least(t) <= level }
    }
}

/// How far a quick probability may be from the probability itself; a comparison that is nearer than this is made with the latter.
pub(crate) const NEARLY: f64 = 1e-9;

/// The design: `n_answered` of `n_frame` units, every set equally likely.
#[derive(Clone, Copy, Debug)]
pub struct Sampling {
    /// Units of the frame.
    pub n_frame: usize,
    /// Units that answered: at least one, and not all.
    pub n_answered: usize,
}

impl Sampling {
    /// The share of units that answered.
    pub(crate) fn p(self) -> f64 {
        self.n_answered as f64 / self.n_frame as f64
    }

    /// The odds of an answer, by which sets are weighted so that their numbers stay within range.
    pub(crate) fn odds(self) -> f64 {
        self.n_answered as f64 / (self.n_frame - self.n_answered) as f64
    }

    /// For each `k`: `ln` of the probability that one given set of `k` of an area's `n_units` answers and the area's other units do not.
    pub(crate) fn ln_weight_of_set(self, n_units: usize) -> Vec<f64> {
        let ln_factorial = ln_factorials(self.n_frame);
        let ln_choose = |n: usize, k: usize| ln_factorial[n] - ln_factorial[k] - ln_factorial[n - k];
        let others = self.n_frame - n_units;
        let all = ln_choose(self.n_frame, self.n_answered);
        (0..=n_units)
            .map(|k| match self.n_answered.checked_sub(k) {
                Some(rest) if rest <= others => ln_choose(others, rest) - all,
                _ => f64::NEG_INFINITY,
            })
            .collect()
    }
}

/// `ln 0!` to `ln n!`.
fn ln_factorials(n: usize) -> Vec<f64> {
    let mut sum = 0.0;
    std::iter::once(0.0)
        .chain((1..=n).map(|k| {
            sum += (k as f64).ln();
            sum
        }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::random::series::Series;

    #[test]
    fn units_of_about_one_size_have_no_short_series() {
        let sizes: Vec<u64> = (0..40).map(|unit| 10_000 + unit % 3).collect();
        assert!(Series::of(&sizes, Sampling { n_frame: 90, n_answered: 40 }).is_none());
    }
}
