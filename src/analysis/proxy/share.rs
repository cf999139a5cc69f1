//! The proxy of a yes-or-no answer, by probit regression.

use statrs::distribution::{ContinuousCDF as _, Normal};

use crate::analysis::basis::reason::NoProxy;
use crate::analysis::proxy::bias::{Bias, slope};
use crate::analysis::proxy::predictors::Predictors;
use crate::analysis::proxy::probit::{left_out, probit};

/// A proxy of a yes-or-no answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareProxy {
    /// The biserial correlation of proxy and answer among those it was fitted to.
    pub fitted_correlation: f64,
    /// The biserial correlation of each answer with its prediction from all others.
    pub left_out_correlation: f64,
    n: f64,
    n_others: f64,
    share: f64,
    /// The mean of the proxy among nonrespondents less that among respondents, in standard deviations of respondents.
    gap: f64,
    /// The variance of the proxy among nonrespondents over that among respondents.
    ratio: f64,
}

impl ShareProxy {
    /// The probit proxy, with Jeffreys' penalty.
    ///
    /// # Formula
    /// `ρ` is the biserial correlation by maximum likelihood, given `z = Φ⁻¹(p_r)` and the standardised proxy. Variances have denominator
    /// `n`.
    ///
    /// # Source
    /// Andridge, West, Little, Boonstra and Alvarado-Leiton (2019), *Journal of the Royal Statistical Society* C 68.
    ///
    /// # Errors
    /// [`NoProxy`] where no proxy can be made.
    pub fn of(predictors: &Predictors, answers: &[bool]) -> Result<Self, NoProxy> {
        Self::fitted(predictors, answers, true)
    }

    /// The same as published, by maximum likelihood without a penalty.
    ///
    /// # Errors
    /// [`NoProxy`] where no proxy can be made; where characteristics predict the answer perfectly, no fit settles.
    pub fn by_likelihood(predictors: &Predictors, answers: &[bool]) -> Result<Self, NoProxy> {
        Self::fitted(predictors, answers, false)
    }

    fn fitted(predictors: &Predictors, answers: &[bool], penalised: bool) -> Result<Self, NoProxy> {
        let n_yes = answers.iter().filter(|answer| **answer).count();
        if n_yes == 0 || n_yes == answers.len() || predictors.k < 2 {
            return Err(NoProxy::Constant);
        }
        if predictors.n_others() == 0 {
            return Err(NoProxy::EverybodyAnswered);
        }
        if answers.len() <= predictors.k {
            return Err(NoProxy::NotIdentified);
        }
        let fit = probit(predictors, answers, penalised).ok_or(NoProxy::NotSettled)?;
        let (x, others) = predictors.predict(&fit.coefficients);
        let ((mean, variance), (other_mean, other_variance)) = (spread(&x), spread(&others));
        if variance < 1e-12 {
            return Err(NoProxy::Constant);
        }
        let share = n_yes as f64 / answers.len() as f64;
        let left_out = left_out(predictors, answers, &fit).ok_or(NoProxy::NotSettled)?;
        Ok(Self {
            fitted_correlation: biserial(&x, answers, share),
            left_out_correlation: biserial(&left_out, answers, share),
            n: x.len() as f64,
            n_others: others.len() as f64,
            share,
            gap: (other_mean - mean) / variance.sqrt(),
            ratio: other_variance / variance,
        })
    }

    /// The bias of the respondents' share under one φ, with a correlation of proxy and answer; `None` where it is not possible.
    ///
    /// # Formula
    /// Nonrespondents' share is `Φ((z + g (x̄_0 − x̄_r)/s_x)/√(1 + g²(s²_x0 − s²_x)/s²_x))`; MUBP is the respondents' share less the frame's.
    ///
    /// # Source
    /// As [`Self::of`].
    pub fn bias(&self, phi: f64, correlation: f64) -> Option<Bias> {
        let g = slope(phi, correlation)?;
        let variance = 1.0 + g * g * (self.ratio - 1.0);
        if variance <= 0.0 {
            return None;
        }
        let normal = Normal::standard();
        let others = normal.cdf((normal.inverse_cdf(self.share) + g * self.gap) / variance.sqrt());
        let mean = (self.n * self.share + self.n_others * others) / (self.n + self.n_others);
        let bias = Bias { value: self.share - mean, mean, variance: None };
        bias.is_finite().then_some(bias)
    }
}

/// The mean, and the variance with denominator `n`.
fn spread(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (mean, values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n)
}

/// The correlation that makes yes-or-no answers most likely, by golden sections of the log likelihood.
fn biserial(x: &[f64], answers: &[bool], share: f64) -> f64 {
    let normal = Normal::standard();
    let z = normal.inverse_cdf(share);
    let (mean, variance) = spread(x);
    if variance < 1e-24 {
        return 0.0;
    }
    let standardised: Vec<f64> = x.iter().map(|value| (value - mean) / variance.sqrt()).collect();
    let log_likelihood = |correlation: f64| -> f64 {
        let root = (1.0 - correlation * correlation).sqrt();
        let each = standardised.iter().zip(answers).map(|(value, yes)| {
            let argument = (z + correlation * value) / root;
            normal.cdf(if *yes { argument } else { -argument }).max(f64::MIN_POSITIVE).ln()
        });
        each.sum()
    };
    let golden = f64::midpoint(5.0_f64.sqrt(), -1.0);
    let (mut low, mut high) = (-0.999_9, 0.999_9);
    let (mut left, mut right) = (high - golden * (high - low), low + golden * (high - low));
    let (mut at_left, mut at_right) = (log_likelihood(left), log_likelihood(right));
    for _ in 0..70 {
        if at_left < at_right {
            (low, left, at_left) = (left, right, at_right);
            right = low + golden * (high - low);
            at_right = log_likelihood(right);
        } else {
            (high, right, at_right) = (right, left, at_left);
            left = high - golden * (high - low);
            at_left = log_likelihood(left);
        }
        if high - low < 1e-9 {
            break;
        }
    }
    f64::midpoint(low, high)
}
