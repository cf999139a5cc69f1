//! Logistic regression of response: maximum likelihood, Firth's penalty, and what separates respondents from the others.

use crate::analysis::algebra::design::Design;
use crate::analysis::algebra::grouping::by_pattern;
use crate::analysis::algebra::linear::Cholesky;
use crate::analysis::algebra::pattern::Tally;

/// Iterations at the most for maximum likelihood.
const MOST_STEPS: usize = 100;
/// Iterations at the most with the penalty, whose steps shrink by a constant factor.
const MOST_PENALISED_STEPS: usize = 2_000;
/// The largest change of a linear predictor at convergence. Newton's steps halve the number of wrong digits, so what is left is far smaller.
const SAME_PREDICTOR: f64 = 1e-9;
/// Relative change of the deviance at convergence, as R's `glm` judges it.
const SAME_DEVIANCE: f64 = 1e-8;
/// A predictor that still moves by this much once the deviance has settled moves for ever.
const STILL_MOVING: f64 = 0.05;
/// Predictors do not move by more than this in one step.
pub(crate) const LONGEST_STEP: f64 = 5.0;

/// How coefficients are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Estimator {
    /// Maximum likelihood; separated data are refused.
    Likelihood,
    /// Maximum likelihood; where data are separated, the limit that propensities tend to.
    LikelihoodLimit,
    /// Firth's penalised likelihood, which has a finite answer for separated data too.
    Firth,
}

/// A fitted model of response.
#[derive(Clone, Debug)]
pub struct LogisticFit {
    /// One coefficient a column, on the scale of log odds.
    pub coefficients: Vec<f64>,
    /// The estimated propensity of each pattern.
    pub propensity: Vec<f64>,
    /// Steps taken.
    pub steps: usize,
}

/// Why there is no fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoFit {
    /// Nobody answered, or everybody did.
    OneOutcome,
    /// A combination of columns tells respondents from the others; the patterns that it tells apart.
    Separated {
        /// Patterns whose propensity tends to 0 or 1.
        patterns: Vec<usize>,
    },
    /// The iteration did not settle.
    NotConverged,
}

/// Fits the response model.
///
/// # Formula
/// `logit p = X b`, with `b` at the maximum of `Σ d (r log p + (1−r) log(1−p))`; with Firth's penalty `½ log|XᵀWX|` is added, which
/// changes the score to `Σ (d(r − p) + h(½ − p)) x` with `h` the leverage. Design weights `d` are scaled to mean 1.
///
/// # Edge cases
/// Nobody or everybody answered: no model. Separation is told by a deviance that has settled while predictors still move.
/// For one factor Firth's propensities are `(r_h + ½)/(n_h + 1)`.
///
/// # Source
/// Agresti (2013), *Categorical Data Analysis*, 3rd edition, 5.5; Albert and Anderson (1984), *Biometrika* 71, for separation; Firth
/// (1993), *Biometrika* 80, and Heinze and Schemper (2002), *Statistics in Medicine* 21, for the penalty.
///
/// # Errors
/// [`NoFit`] says why there is no fit.
pub fn fit_logistic(design: &Design, tally: &Tally, estimator: Estimator) -> Result<LogisticFit, NoFit> {
    let (all, answered) = (tally.n_units(), tally.n_answered());
    if answered == 0 || answered == all {
        return Err(NoFit::OneOutcome);
    }
    let n = design.n_columns();
    let problem = Problem::new(design, tally, estimator == Estimator::Firth);
    let rate = tally.answered.iter().sum::<f64>() / tally.total();
    let mut state =
        State { coefficients: vec![0.0; n], predictor: vec![(rate / (1.0 - rate)).ln(); design.n_patterns()] };
    state.coefficients[0] = (rate / (1.0 - rate)).ln();
    let mut deviance = problem.deviance(&state.predictor);
    let most = if problem.penalised { MOST_PENALISED_STEPS } else { MOST_STEPS };
    for steps in 1..=most {
        let Some(step) = problem.step(&state.predictor) else { return Err(NoFit::NotConverged) };
        let moves = design.times(&step);
        let longest = moves.iter().fold(0.0_f64, |longest, step| longest.max(step.abs()));
        if longest.is_nan() {
            return Err(NoFit::NotConverged);
        }
        let mut factor = (LONGEST_STEP / longest).min(1.0);
        let before = deviance;
        for _ in 0..20 {
            let tried: Vec<f64> = state.predictor.iter().zip(&moves).map(|(eta, step)| eta + factor * step).collect();
            deviance = problem.deviance(&tried);
            if deviance <= before + 1e-9 * before.abs() {
                break;
            }
            factor /= 2.0;
        }
        for (coefficient, step) in state.coefficients.iter_mut().zip(&step) {
            *coefficient += factor * step;
        }
        for (eta, step) in state.predictor.iter_mut().zip(&moves) {
            *eta += factor * step;
        }
        if longest < SAME_PREDICTOR {
            return Ok(state.fit(steps));
        }
        let settled = (before - deviance).abs() < SAME_DEVIANCE * (deviance.abs() + 0.1);
        if settled && estimator == Estimator::LikelihoodLimit {
            return Ok(state.fit(steps));
        }
        if settled && estimator == Estimator::Likelihood && longest > STILL_MOVING {
            let moving = |&pattern: &usize| (factor * moves[pattern]).abs() > STILL_MOVING;
            return Err(NoFit::Separated { patterns: (0..design.n_patterns()).filter(moving).collect() });
        }
    }
    Err(NoFit::NotConverged)
}

struct State {
    coefficients: Vec<f64>,
    predictor: Vec<f64>,
}

impl State {
    fn fit(self, steps: usize) -> LogisticFit {
        let propensity = self.predictor.iter().map(|&eta| logistic(eta)).collect();
        LogisticFit { coefficients: self.coefficients, propensity, steps }
    }
}

/// A likelihood of response, penalised or not, with weights scaled to mean 1.
#[derive(Clone, Copy)]
pub(crate) struct Problem<'a> {
    pub(crate) design: &'a Design,
    tally: &'a Tally,
    scale: f64,
    penalised: bool,
}

/// `1/(1 + e^−η)`.
fn logistic(eta: f64) -> f64 {
    1.0 / (1.0 + (-eta).exp())
}

/// `log(1 + e^η)` without overflow.
fn log_one_plus_exp(eta: f64) -> f64 {
    if eta > 0.0 { eta + (-eta).exp().ln_1p() } else { eta.exp().ln_1p() }
}

impl<'a> Problem<'a> {
    pub(crate) fn new(design: &'a Design, tally: &'a Tally, penalised: bool) -> Self {
        Self { design, tally, scale: tally.n_units() as f64 / tally.total(), penalised }
    }

    /// Weight and answered weight of a pattern, in units.
    fn counts(&self, pattern: usize) -> (f64, f64) {
        (self.scale * self.tally.weight[pattern], self.scale * self.tally.answered[pattern])
    }

    /// Twice the negative log likelihood.
    pub(crate) fn deviance(&self, predictor: &[f64]) -> f64 {
        let sum = self.design.sums(1, |pattern, sum| {
            let (weight, answered) = self.counts(pattern);
            sum[0] += weight * log_one_plus_exp(predictor[pattern]) - answered * predictor[pattern];
        });
        let penalty = if self.penalised {
            self.information(predictor).map_or(f64::INFINITY, |factor| -factor.log_determinant())
        } else {
            0.0
        };
        2.0 * sum[0] + penalty
    }

    pub(crate) fn information(&self, predictor: &[f64]) -> Option<Cholesky> {
        let n = self.design.n_columns();
        let weights: Vec<f64> = by_pattern(predictor.len(), |pattern| {
            let p = logistic(predictor[pattern]);
            self.counts(pattern).0 * p * (1.0 - p)
        });
        Cholesky::of(&self.design.cross_products(|pattern| weights[pattern]), n)
    }

    fn step(&self, predictor: &[f64]) -> Option<Vec<f64>> {
        let Slope { score, curvature } = self.slope(predictor)?;
        Some(Cholesky::of(&curvature, self.design.n_columns())?.solve(&score))
    }

    /// The score, and what it is divided by in a step.
    pub(crate) fn slope(&self, predictor: &[f64]) -> Option<Slope> {
        let n = self.design.n_columns();
        let propensity: Vec<f64> = by_pattern(predictor.len(), |pattern| logistic(predictor[pattern]));
        let weights: Vec<f64> = by_pattern(predictor.len(), |pattern| {
            let p = propensity[pattern];
            self.counts(pattern).0 * p * (1.0 - p)
        });
        let information = self.design.cross_products(|pattern| weights[pattern]);
        let leverage = match self.penalised.then(|| Cholesky::of(&information, n)) {
            Some(factor) => Some(leverages(self.design, &factor?.inverse(), |pattern| weights[pattern])),
            None => None,
        };
        let score = self.design.sums(n, |pattern, sums| {
            let p = propensity[pattern];
            let (weight, answered) = self.counts(pattern);
            let penalty = leverage.as_ref().map_or(0.0, |leverage| leverage[pattern] * (0.5 - p));
            let residual = answered - weight * p + penalty;
            for (column, value) in self.design.row(pattern) {
                sums[column] += residual * value;
            }
        });
        // With the penalty a pattern counts as if it had h more units, half of them answering; steps without them overshoot.
        let Some(leverage) = leverage else { return Some(Slope { score, curvature: information }) };
        let curvature = self.design.cross_products(|pattern| {
            let p = propensity[pattern];
            (self.counts(pattern).0 + leverage[pattern]) * p * (1.0 - p)
        });
        Some(Slope { score, curvature })
    }
}

/// The score of a likelihood, and what a step divides it by.
pub(crate) struct Slope {
    pub(crate) score: Vec<f64>,
    pub(crate) curvature: Vec<f64>,
}

/// `w xᵀVx` of each pattern.
pub fn leverages(design: &Design, inverse: &[f64], weight: impl Fn(usize) -> f64 + Sync + Send) -> Vec<f64> {
    let n = design.n_columns();
    by_pattern(design.n_patterns(), |pattern| {
        let form: f64 = design
            .row(pattern)
            .map(|(i, x)| x * design.row(pattern).map(|(j, y)| inverse[i * n + j] * y).sum::<f64>())
            .sum();
        weight(pattern) * form
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::algebra::variable::{Values, Variable};
    use crate::model::survey::formula::Formula;

    fn fit(name: &str, variable: Variable, answered: &[bool], estimator: Estimator) -> Result<LogisticFit, NoFit> {
        let design = Design::new(&Formula::parse(name).unwrap(), &[variable]).unwrap();
        let tally = design.tally(answered, None);
        fit_logistic(&design, &tally, estimator)
    }

    fn area(answers: &[(&str, usize, usize)]) -> (Variable, Vec<bool>) {
        let units = || answers.iter().flat_map(|&(area, n, r)| (0..n).map(move |i| (area, i < r)));
        let words: Vec<Option<&str>> = units().map(|(area, _)| Some(area)).collect();
        (Variable::of_words("area", &words), units().map(|(_, answered)| answered).collect())
    }

    #[test]
    fn one_factor_has_the_rates_of_its_levels() {
        let (area, answered) = area(&[("a", 10, 3), ("b", 5, 4), ("c", 8, 4)]);
        let fit = fit("area", area, &answered, Estimator::Likelihood).unwrap();
        for (found, rate) in fit.propensity.iter().zip([0.3, 0.8, 0.5]) {
            assert!((found - rate).abs() < 1e-14);
        }
    }

    #[test]
    fn a_level_without_respondents_separates_and_the_penalty_has_its_closed_form() {
        let answers = [("a", 10, 3), ("b", 5, 0), ("c", 8, 8)];
        let (area, answered) = area(&answers);
        let separated = fit("area", area.clone(), &answered, Estimator::Likelihood);
        assert_eq!(separated.unwrap_err(), NoFit::Separated { patterns: vec![1, 2] });
        let limit = fit("area", area.clone(), &answered, Estimator::LikelihoodLimit).unwrap();
        assert!((limit.propensity[0] - 0.3).abs() < 1e-7 && limit.propensity[1] < 1e-7);
        let firth = fit("area", area, &answered, Estimator::Firth).unwrap();
        for (found, (_, n, r)) in firth.propensity.iter().zip(answers) {
            assert!((found - (r as f64 + 0.5) / (n as f64 + 1.0)).abs() < 1e-9, "{found}");
        }
    }

    #[test]
    fn a_number_may_separate_too() {
        let x =
            Variable { name: "x".to_owned(), values: Values::Numbers((0..6).map(|i| Some(f64::from(i))).collect()) };
        let answered = [false, false, false, true, true, true];
        let separated = fit("x", x, &answered, Estimator::Likelihood);
        assert_eq!(separated.unwrap_err(), NoFit::Separated { patterns: (0..6).collect() });
    }

    #[test]
    fn without_both_outcomes_there_is_no_model() {
        let (area, answered) = area(&[("a", 3, 3), ("b", 2, 2)]);
        assert_eq!(fit("area", area, &answered, Estimator::Firth).unwrap_err(), NoFit::OneOutcome);
    }
}
