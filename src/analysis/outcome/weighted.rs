//! The estimate of a row of outcomes, with its standard error and its interval.

use crate::analysis::basis::method::Method;
use crate::analysis::basis::note::Note;
use crate::analysis::interval::finite::{Interval, interval_of_count};
use crate::analysis::interval::mean::{SampledMean, degrees_of_freedom, interval_of_mean};
use crate::analysis::interval::share::{WeightedShare, clopper_pearson, interval_in_group, interval_of_weighted_share};
use crate::analysis::outcome::result::{Base, Outcome, Quantity};
use crate::analysis::propensity::standard_error::EstimatedPropensities;
use crate::analysis::statistic::estimate::{Estimate, WeightedRespondents};

/// A standard error below this share of the answers' size is rounding.
const NOTHING: f64 = 1e-9;

/// Respondents of one item: positions, answers, weights in the base, weights.
#[derive(Default)]
pub(crate) struct Respondents {
    pub(crate) units: Vec<usize>,
    pub(crate) y: Vec<f64>,
    pub(crate) z: Vec<f64>,
    pub(crate) weights: Vec<f64>,
}

impl Respondents {
    /// How many are in the base.
    fn in_base(&self) -> usize {
        self.z.iter().filter(|z| **z > 0.0).count()
    }

    /// Kish's effective number of those in the base, by the weights that they have in the result.
    fn kish(&self) -> f64 {
        let weights = self.weights.iter().zip(&self.z).map(|(w, z)| w * z);
        let (sum, squares) = weights.fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
        sum * sum / squares
    }

    /// The distance of the smallest answer in the base from the largest.
    fn range(&self) -> f64 {
        let known = self.y.iter().zip(&self.z).filter(|(_, z)| **z > 0.0).map(|(y, _)| *y);
        let (low, high) = known.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| (low.min(y), high.max(y)));
        (high - low).max(0.0)
    }
}

impl Outcome {
    /// The estimate with the error that the respondents' weights have as they are; its skewness comes back.
    pub(crate) fn fill(&mut self, sample: &WeightedRespondents, found: &Respondents) -> f64 {
        let estimate = if self.quantity == Quantity::Total {
            Some(sample.total(&found.y, &found.z)).filter(|_| !found.y.is_empty())
        } else {
            sample.mean(&found.y, &found.z)
        };
        let Some(Estimate { value, standard_error, skewness }) = estimate else {
            self.notes.push(Note::NoAnswers);
            return 0.0;
        };
        self.estimate = Some(value);
        self.standard_error = standard_error;
        if standard_error.is_none() {
            self.notes.push(Note::NoStandardError);
        }
        let certain = standard_error.is_some_and(|error| error <= 0.0) && found.y.len() < sample.n_frame;
        if certain && self.is_share() {
            self.notes.push(Note::RespondentsAgree);
        }
        skewness
    }

    /// The error of inverse propensities as they are: estimated. That of fixed weights goes into the note.
    pub(crate) fn with_estimated(
        &mut self,
        estimated: &EstimatedPropensities<'_>,
        sample: &WeightedRespondents,
        found: &Respondents,
    ) {
        let influence = if self.quantity == Quantity::Total {
            Some(sample.influence_of_total(&found.y, &found.z).1)
        } else {
            sample.influence_of_mean(&found.y, &found.z).map(|(_, influence)| influence)
        };
        // The weights are d/p times this, which divides by what the influence on d/p is.
        let scale = estimated.scale();
        let influence = influence
            .zip(scale)
            .map(|(influence, scale)| influence.into_iter().map(|e| e * scale).collect::<Vec<f64>>());
        let error = influence.and_then(|influence| estimated.standard_error(&found.units, &influence));
        let (Some(error), Some(_)) = (error, self.estimate) else { return };
        if let Some(known) = self.standard_error {
            self.notes.push(Note::ErrorOfFixedWeights(known));
        }
        self.standard_error = Some(error);
    }

    /// The interval, by the method that holds for what is estimated: it goes with the method and its notes.
    pub(crate) fn set_interval(
        &mut self,
        sample: &WeightedRespondents,
        found: &Respondents,
        n_controls: usize,
        skewness: f64,
    ) {
        let Some(value) = self.estimate else { return };
        let sampled = Sampled {
            n: found.in_base(),
            n_all: found.y.len(),
            n_frame: sample.n_frame,
            n_controls: n_controls.max(1),
        };
        let interval = if self.is_share() {
            self.interval_of_share(value, found, sampled)
        } else {
            self.interval_of_number(value, found, sampled, skewness)
        };
        self.low = interval.map(|interval| interval.low);
        self.high = interval.map(|interval| interval.high);
    }

    fn is_share(&self) -> bool {
        matches!(self.quantity, Quantity::Share | Quantity::ShareOfResidents)
    }

    fn interval_of_share(&mut self, share: f64, found: &Respondents, sampled: Sampled) -> Option<Interval> {
        if let (None, Quantity::Share, Some(count)) = (self.weights, self.quantity, self.count) {
            let (n, with) = (sampled.n as u64, count as u64);
            if self.base == Base::All || sampled.n == sampled.n_all {
                self.method.push(Method::InvertedHypergeometric);
                if let Some(Interval { low, high }) = clopper_pearson(count as f64, sampled.n as f64) {
                    self.notes.push(Note::LargerPopulation { low, high });
                }
                let n_frame = sampled.n_frame as u64;
                return interval_of_count(n_frame, n, with).map(|exact| exact.share_of(n_frame));
            }
            self.method.push(Method::FiniteClopperPearson);
            return interval_in_group(n, with, sampled.fraction());
        }
        self.method.push(Method::KornGraubard);
        interval_of_weighted_share(&WeightedShare {
            share,
            standard_error: self.standard_error,
            n: sampled.n,
            kish: found.kish(),
            degrees: sampled.degrees(),
            fraction: sampled.fraction(),
        })
    }

    fn interval_of_number(
        &mut self,
        value: f64,
        found: &Respondents,
        sampled: Sampled,
        skewness: f64,
    ) -> Option<Interval> {
        let error = self.standard_error?;
        let is_sample = sampled.n_all < sampled.n_frame;
        if is_sample && error <= NOTHING * found.range().max(value.abs()) {
            self.notes.push(Note::NoIntervalOfEqual);
            return None;
        }
        let degrees = sampled.degrees();
        self.method.push(Method::SkewedStudent { degrees });
        interval_of_mean(&SampledMean {
            value,
            standard_error: error * sampled.correction(),
            skewness,
            n: sampled.n,
            degrees,
            fraction: sampled.fraction(),
        })
    }
}

/// How many are behind an interval.
#[derive(Clone, Copy)]
struct Sampled {
    /// Respondents in the base.
    n: usize,
    /// Respondents that are known to be in it or not.
    n_all: usize,
    /// Units of the frame.
    n_frame: usize,
    /// Columns whose totals the weights meet, at least the constant.
    n_controls: usize,
}

impl Sampled {
    fn fraction(self) -> f64 {
        self.n_all as f64 / self.n_frame as f64
    }

    fn degrees(self) -> f64 {
        degrees_of_freedom(self.n, self.n_all, self.n_controls)
    }

    /// What residuals of so many columns have lost, as standard errors of regressions give it back.
    fn correction(self) -> f64 {
        let n = self.n_all as f64;
        ((n - 1.0) / (n - self.n_controls as f64).max(1.0)).max(1.0).sqrt()
    }
}
