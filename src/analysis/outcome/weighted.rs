//! The estimate of a row of outcomes, with its standard error and its interval.

use crate::analysis::basis::note::Note;
use crate::analysis::outcome::result::{Outcome, Quantity};
use crate::analysis::propensity::standard_error::EstimatedPropensities;
use crate::analysis::statistic::estimate::{Estimate, WeightedRespondents};

/// Half the width of a 95 % interval, in standard errors.
const HALF: f64 = 1.959_963_984_540_054;

/// Respondents of one item: positions, answers, weights in the base, weights.
#[derive(Default)]
pub(crate) struct Respondents {
    pub(crate) units: Vec<usize>,
    pub(crate) y: Vec<f64>,
    pub(crate) z: Vec<f64>,
    pub(crate) weights: Vec<f64>,
}

impl Outcome {
    /// The estimate with the error that the respondents' weights have as they are.
    pub(crate) fn fill(&mut self, sample: &WeightedRespondents, found: &Respondents) {
        let estimate = if self.quantity == Quantity::Total {
            Some(sample.total(&found.y, &found.z)).filter(|_| !found.y.is_empty())
        } else {
            sample.mean(&found.y, &found.z)
        };
        let Some(Estimate { value, standard_error }) = estimate else {
            self.notes.push(Note::NoAnswers);
            return;
        };
        self.estimate = Some(value);
        match standard_error {
            Some(error) => self.set_error(value, error),
            None => self.notes.push(Note::NoStandardError),
        }
        let certain = standard_error.is_some_and(|error| error <= 0.0) && found.y.len() < sample.n_frame;
        if certain && self.is_share() {
            self.notes.push(Note::RespondentsAgree);
        }
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
        let (Some(error), Some(value)) = (error, self.estimate) else { return };
        if let Some(known) = self.standard_error {
            self.notes.push(Note::ErrorOfFixedWeights(known));
        }
        self.set_error(value, error);
    }

    fn is_share(&self) -> bool {
        matches!(self.quantity, Quantity::Share | Quantity::ShareOfResidents)
    }

    fn set_error(&mut self, value: f64, error: f64) {
        let is_share = self.is_share();
        let end = |end: f64| Some(if is_share { end.clamp(0.0, 1.0) } else { end });
        self.standard_error = Some(error);
        self.low = end(value - HALF * error);
        self.high = end(value + HALF * error);
    }
}
