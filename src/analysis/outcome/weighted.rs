//! The estimate of a row of outcomes, with its standard error and its interval.

use crate::analysis::basis::note::Note;
use crate::analysis::interval::answer::{Rule, Sampled, Target};
use crate::analysis::interval::share::clopper_pearson;
use crate::analysis::outcome::result::{Outcome, Quantity};
use crate::analysis::propensity::standard_error::EstimatedPropensities;
use crate::analysis::statistic::estimate::{Estimate, WeightedRespondents};

/// Respondents of one item: positions, answers, weights in the base, weights.
#[derive(Default)]
pub(crate) struct Respondents {
    pub(crate) units: Vec<usize>,
    pub(crate) y: Vec<f64>,
    pub(crate) z: Vec<f64>,
    pub(crate) weights: Vec<f64>,
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
            value,
            standard_error: self.standard_error,
            skewness,
            kish: Sampled::kish(&found.weights, &found.z),
            range: Sampled::range(&found.y, &found.z),
            n: found.z.iter().filter(|z| **z > 0.0).count(),
            n_all: found.y.len(),
            n_frame: sample.n_frame,
            n_controls,
        };
        let target = match (self.quantity, self.weights, self.count) {
            (Quantity::Share, None, Some(count)) => Target::Count { with: count as u64 },
            (Quantity::Share | Quantity::ShareOfResidents, ..) => Target::Share,
            (Quantity::Mean | Quantity::Total, ..) => Target::Number,
        };
        let (rule, interval) = sampled.interval(target);
        if interval.is_some() {
            self.method.push(rule.into());
            self.notes.extend(sampled.measured(target).map(Note::MeasuredCoverage));
        } else if sampled.is_constant() {
            self.notes.push(Note::NoIntervalOfEqual);
        }
        if let (Rule::InvertedHypergeometric, Some(count)) = (rule, self.count)
            && let Some(far) = clopper_pearson(count as f64, sampled.n as f64)
        {
            self.notes.push(Note::LargerPopulation { low: far.low, high: far.high });
        }
        self.low = interval.map(|interval| interval.low);
        self.high = interval.map(|interval| interval.high);
    }

    fn is_share(&self) -> bool {
        matches!(self.quantity, Quantity::Share | Quantity::ShareOfResidents)
    }
}
