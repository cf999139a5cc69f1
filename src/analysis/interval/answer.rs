//! Which interval goes with what is estimated from respondents: the one place that chooses, and that knows what each is measured to hold.

use crate::analysis::interval::finite::{Interval, interval_of_count};
use crate::analysis::interval::mean::{SampledMean, degrees_of_freedom, interval_of_mean};
use crate::analysis::interval::share::{WeightedShare, interval_in_group, interval_of_weighted_share};

/// A standard error below this share of the answers' size is rounding.
const NOTHING: f64 = 1e-9;

/// Means of fewer respondents than this hold less than promised.
const FEW: usize = 10;
/// How much less: measured for a mean of skewed numbers (log-normal, skewness 2.9) over about six respondents, by `benches/simulation.rs`.
const FEW_HOLD: f64 = 0.915;
/// Means of fewer respondents than this hold a little less than promised where they are very skewed.
const NOT_MANY: usize = 20;
/// The skewness in the sample from which numbers are very skewed.
const VERY_SKEWED: f64 = 2.0;
/// How much less: measured for log-normal numbers of skewness 6.2 over eighteen respondents.
const VERY_SKEWED_HOLD: f64 = 0.929;

/// What an interval is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A share of units without weights.
    Count {
        /// Respondents in the base that have it.
        with: u64,
    },
    /// Another share.
    Share,
    /// A mean or a total.
    Number,
}

/// How an interval was made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// The hypergeometric distribution inverted.
    InvertedHypergeometric,
    /// Clopper and Pearson's, drawn in.
    FiniteClopperPearson,
    /// Korn and Graubard's, drawn in.
    KornGraubard,
    /// Student's, with the end of the longer tail further out.
    SkewedStudent {
        /// Degrees of freedom.
        degrees: f64,
    },
}

/// An estimate over respondents, with all that its interval needs.
#[derive(Clone, Copy, Debug)]
pub struct Sampled {
    /// The estimate.
    pub value: f64,
    /// Its standard error in the finite frame; `None` where it has none.
    pub standard_error: Option<f64>,
    /// The skewness of what respondents contribute to it, over `√n`.
    pub skewness: f64,
    /// Kish's effective number of respondents in the base, by the weights that they have in the estimate.
    pub kish: f64,
    /// The distance of the smallest answer in the base from the largest.
    pub range: f64,
    /// Respondents in the base.
    pub n: usize,
    /// Respondents that are known to be in it or not.
    pub n_all: usize,
    /// Units of the frame.
    pub n_frame: usize,
    /// Columns whose totals the weights meet, or of the model behind them.
    pub n_controls: usize,
}

impl Sampled {
    /// Kish's effective number by weights times what each respondent counts for in the base.
    pub fn kish(weights: &[f64], z: &[f64]) -> f64 {
        let weights = weights.iter().zip(z).map(|(w, z)| w * z);
        let (sum, squares) = weights.fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
        sum * sum / squares
    }

    /// The distance of the smallest answer in the base from the largest.
    pub fn range(y: &[f64], z: &[f64]) -> f64 {
        let known = y.iter().zip(z).filter(|(_, z)| **z > 0.0).map(|(y, _)| *y);
        let (low, high) = known.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| (low.min(y), high.max(y)));
        (high - low).max(0.0)
    }

    /// Whether the frame has units beyond those that are known, and what is known of them does not vary.
    pub fn is_constant(&self) -> bool {
        let size = self.range.max(self.value.abs());
        self.n_all < self.n_frame && self.standard_error.is_some_and(|error| error <= NOTHING * size)
    }

    /// The 95 % interval, and how it was made. A mean or total of which nothing varies has none.
    pub fn interval(&self, target: Target) -> (Rule, Option<Interval>) {
        let fraction = self.n_all as f64 / self.n_frame as f64;
        let degrees = degrees_of_freedom(self.n, self.n_all, self.n_controls);
        match target {
            Target::Count { with } if self.n == self.n_all => {
                let n_frame = self.n_frame as u64;
                let exact = interval_of_count(n_frame, self.n as u64, with);
                (Rule::InvertedHypergeometric, exact.map(|exact| exact.share_of(n_frame)))
            }
            Target::Count { with } => (Rule::FiniteClopperPearson, interval_in_group(self.n as u64, with, fraction)),
            Target::Share => {
                let (share, standard_error) = (self.value, self.standard_error);
                let given = WeightedShare { share, standard_error, n: self.n, kish: self.kish, degrees, fraction };
                (Rule::KornGraubard, interval_of_weighted_share(&given))
            }
            Target::Number => {
                let degrees = self.degrees();
                let given = self.standard_error.filter(|_| !self.is_constant()).map(|error| SampledMean {
                    value: self.value,
                    standard_error: error * self.correction(),
                    skewness: self.skewness,
                    n: self.n,
                    degrees,
                    fraction,
                });
                (Rule::SkewedStudent { degrees }, given.and_then(|given| interval_of_mean(&given)))
            }
        }
    }

    /// How many equally weighted respondents would have as much weight as all that are known, and what is left of them once so many columns
    /// are met.
    fn effective(&self) -> (f64, f64) {
        let n = self.n_all as f64 * (self.kish / self.n.max(1) as f64).min(1.0);
        (n, (n - self.n_controls.max(1) as f64).max(1.0))
    }

    /// Degrees of freedom of a mean or total: those of the effective number.
    fn degrees(&self) -> f64 {
        let (n, left) = self.effective();
        (self.n as f64 * left / self.n_all.max(1) as f64).min(n - 1.0).max(1.0)
    }

    /// The share of such intervals that hold the truth in simulations, where it is below 93 %; all others hold at least that.
    pub fn measured(&self, target: Target) -> Option<f64> {
        match target {
            Target::Number if self.n_all >= self.n_frame => None,
            Target::Number if self.n < FEW => Some(FEW_HOLD),
            Target::Number => {
                let skewness = self.skewness.abs() * (self.n as f64).sqrt();
                (self.n < NOT_MANY && skewness > VERY_SKEWED).then_some(VERY_SKEWED_HOLD)
            }
            Target::Count { .. } | Target::Share => None,
        }
    }

    /// What residuals of so many columns have lost: as much as the jackknife gives back to residuals of average leverage.
    fn correction(&self) -> f64 {
        let (n, left) = self.effective();
        ((n - 1.0) / left).max(1.0)
    }
}
