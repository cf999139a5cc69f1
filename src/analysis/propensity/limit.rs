//! How uneven response may be: limits of `R`, of the coefficient of variation of propensities and of the largest bias.

use crate::analysis::algebra::design::Design;
use crate::analysis::algebra::linear::{Cholesky, trace_of_product};
use crate::analysis::algebra::pattern::Tally;
use crate::analysis::propensity::imbalance::Imbalance;
use crate::analysis::propensity::noncentral::noncentralities;

/// The probability left on either side.
const TAIL: f64 = 0.025;

/// What the response leaves open, by 95 % intervals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The score statistic of the model against equal propensities; for one factor Pearson's χ².
    pub statistic: f64,
    /// Its degrees of freedom.
    pub degrees: usize,
    /// The smallest and the largest standard deviation of propensities.
    pub deviation: (f64, f64),
    /// The smallest and the largest coefficient of variation, which is also the bias of a mean in its standard deviations.
    pub cv: (f64, f64),
}

impl Limits {
    /// The smallest and the largest `R`.
    pub fn r(&self) -> (f64, f64) {
        (1.0 - 2.0 * self.deviation.1, 1.0 - 2.0 * self.deviation.0)
    }
}

/// Limits of the unevenness of response over the columns of a model; `None` without columns besides the intercept, or where nobody or
/// everybody answered.
///
/// # Formula
/// The score statistic of the logistic model against equal propensities is `X² = n IMB/(P(1−P))`, `IMB` Särndal's imbalance. With `k`
/// columns besides the intercept it is about noncentral χ² with `k` degrees of freedom and noncentrality `λ = n S²/(P(1−P))`, `S` the
/// standard deviation of the true propensities. The ends of `λ` give those of `S = √(λ P(1−P)/n)`, `R = 1 − 2S` and `CV = S/P`; for one
/// factor `λ = N CV² P/(1−P)`. In a sample `X²` is divided by the mean design effect of the columns, `δ = tr((Σ d x̃x̃ᵀ)⁻¹ Σ d² x̃x̃ᵀ)/k`,
/// and `S²` multiplied by it. `S` is at most `√(P(1−P))`.
///
/// # Assumes
/// Units respond independently, as the model says, and cells are not all tiny.
///
/// # Source
/// Score and noncentral χ²: Agresti (2013), *Categorical Data Analysis*, 3rd edition, 6.5 and 16.1. Design effect: Rao and Scott (1984),
/// *Annals of Statistics* 12. The ends: [`noncentralities`].
pub fn limits(design: &Design, tally: &Tally, imbalance: &Imbalance) -> Option<Limits> {
    let degrees = design.n_columns() - 1;
    let n = tally.n_units() as f64;
    let rate = tally.answered.iter().sum::<f64>() / tally.total();
    let spread = rate * (1.0 - rate);
    let effect = design_effect(design, tally, degrees)?;
    let statistic = n * imbalance.imbalance / spread / effect;
    let (low, high) = noncentralities(statistic, degrees, TAIL)?;
    let deviation = |noncentrality: f64| (noncentrality * effect * spread / n).min(spread).sqrt();
    let deviation = (deviation(low), deviation(high));
    Some(Limits { statistic, degrees, deviation, cv: (deviation.0 / rate, deviation.1 / rate) })
}

/// The mean design effect of the columns besides the intercept; 1 where all weights are 1.
fn design_effect(design: &Design, tally: &Tally, degrees: usize) -> Option<f64> {
    if tally.squares.iter().zip(&tally.weight).all(|(square, weight)| (square - weight).abs() < 1e-12) {
        return Some(1.0);
    }
    let columns = design.n_columns();
    let scale = tally.n_units() as f64 / tally.total();
    let inverse = Cholesky::of(&design.cross_products(|pattern| scale * tally.weight[pattern]), columns)?.inverse();
    let squares = design.cross_products(|pattern| scale * scale * tally.squares[pattern]);
    let of_intercept = scale * tally.squares.iter().sum::<f64>() / tally.total();
    let effect = (trace_of_product(&inverse, &squares, columns) - of_intercept) / degrees as f64;
    Some(effect).filter(|effect| effect.is_finite() && *effect > 0.0)
}
