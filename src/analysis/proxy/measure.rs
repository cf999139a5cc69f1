//! A proxy of one answer: whether it knows anything, and how far the respondents' result may be off.
//!
//! The proxy is the best prediction of an answer from characteristics known for the whole frame. `φ = 0` says that response depends on the
//! proxy alone (as weighting assumes), `φ = 1` on the answer itself.

use crate::analysis::basis::reason::NoProxy;
use crate::analysis::proxy::bias::Bias;
use crate::analysis::proxy::number::NumberProxy;
use crate::analysis::proxy::predictors::Predictors;
use crate::analysis::proxy::share::ShareProxy;
use crate::analysis::random::budget::of_an_answer;
use crate::analysis::random::permutation::PermutationNull;

/// Correlations of proxy and answer below this make the result uninformative.
pub const INFORMATIVE: f64 = 0.3;
/// The share of permutations that a proxy must exceed.
pub const PERCENTILE: f64 = 0.95;
/// The values of φ that are reported.
pub const PHI: [f64; 3] = [0.0, 0.5, 1.0];

/// A proxy fitted to numbers or to yes-or-no answers.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fitted {
    Number(NumberProxy),
    Share(ShareProxy),
}

/// A proxy for an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proxy {
    /// The correlation of each answer with its prediction from all others; biserial for a yes-or-no answer.
    pub correlation: f64,
    /// Where that stands among answers exchanged among respondents at random: the share of them with less.
    pub percentile: f64,
    /// How many permutations.
    pub permutations: usize,
    fitted: Fitted,
}

impl Proxy {
    /// The proxy of a numeric answer.
    ///
    /// # Errors
    /// [`NoProxy`] where no proxy can be made.
    pub fn of_numbers(predictors: &Predictors, answers: &[f64], seed: u64) -> Result<Self, NoProxy> {
        let fitted = NumberProxy::of(predictors, answers)?;
        Self::judged(predictors, answers, seed, fitted.left_out_correlation, Fitted::Number(fitted))
    }

    /// The proxy of a yes-or-no answer.
    ///
    /// # Errors
    /// [`NoProxy`] where no proxy can be made.
    pub fn of_shares(predictors: &Predictors, answers: &[bool], seed: u64) -> Result<Self, NoProxy> {
        let fitted = ShareProxy::of(predictors, answers)?;
        let numbers: Vec<f64> = answers.iter().map(|yes| f64::from(u8::from(*yes))).collect();
        Self::judged(predictors, &numbers, seed, fitted.left_out_correlation, Fitted::Share(fitted))
    }

    /// Compares what least squares know of each answer from all others with what they know of answers exchanged among respondents. For
    /// yes-or-no answers that is the first step of the fit.
    fn judged(
        predictors: &Predictors,
        answers: &[f64],
        seed: u64,
        correlation: f64,
        fitted: Fitted,
    ) -> Result<Self, NoProxy> {
        let permutations = of_an_answer(seed, 2 * answers.len() * (predictors.k + 5));
        let permuted = permutations.of(answers, |answers| predictors.left_out_correlation(answers));
        let observed = predictors.left_out_correlation(answers);
        let null = PermutationNull::of(permuted, observed).ok_or(NoProxy::Constant)?;
        let percentile = 1.0 - null.p_at_least;
        Ok(Self { correlation, percentile, permutations: null.count, fitted })
    }

    /// The correlation with the answers that the proxy was fitted to, which is too high by what was fitted to noise.
    pub fn fitted_correlation(&self) -> f64 {
        match &self.fitted {
            Fitted::Number(proxy) => proxy.fitted_correlation,
            Fitted::Share(proxy) => proxy.fitted_correlation,
        }
    }

    /// Whether the proxy says little about the answer: no more than it would of noise, or too little to lean on.
    ///
    /// # Source
    /// The threshold of 0.3: Andridge and Little (2011). Permutations: Phipson and Smyth (2010).
    pub fn is_uninformative(&self) -> bool {
        self.correlation < INFORMATIVE || self.percentile < PERCENTILE
    }

    /// The bias under one φ; `None` where that φ is not possible: the answers of nonrespondents would have a negative variance, or the
    /// proxy says nothing of an answer that decides alone.
    ///
    /// # Formula
    /// As published, with the correlation left out in place of the fitted one, which is too high by what was fitted to noise. Where it is
    /// not above 0 there is no proxy to speak of, and no bias.
    pub fn bias(&self, phi: f64) -> Option<Bias> {
        let correlation = self.correlation;
        if correlation <= 0.0 {
            return None;
        }
        match &self.fitted {
            Fitted::Number(proxy) => proxy.bias(phi, correlation),
            Fitted::Share(proxy) => proxy.bias(phi, correlation),
        }
    }
}
