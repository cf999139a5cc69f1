//! Response propensities: the estimated probability of answering, given what is known of every unit.

use crate::analysis::algebra::design::Design;
use crate::analysis::algebra::grouping::by_pattern;
use crate::analysis::algebra::linear::{Cholesky, product};
use crate::analysis::algebra::logistic::{Estimator, NoFit, fit_logistic};
use crate::analysis::algebra::pattern::Tally;

/// How a propensity follows from the linear predictor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// `logit p = x b`.
    Logistic,
    /// `p = x b`, by least squares. Propensities may leave the range from 0 to 1.
    Identity,
}

/// Propensities of each pattern of a model, with what their uncertainty needs.
#[derive(Clone, Debug)]
pub struct Propensities {
    /// One coefficient a column.
    pub coefficients: Vec<f64>,
    /// The propensity of each pattern.
    pub of_pattern: Vec<f64>,
    /// The derivative of the propensity by the linear predictor, by pattern.
    pub slope: Vec<f64>,
    /// The covariance of the coefficients, full, row by row.
    pub covariance: Vec<f64>,
    /// Whether Firth's penalty was used.
    pub penalised: bool,
}

/// Propensities by a logistic model.
///
/// # Formula
/// The coefficients as in [`fit_logistic`]. Their covariance is `J⁻¹ M J⁻¹` with `J = Σ d p(1−p) xxᵀ` and `M = Σ d² p(1−p) xxᵀ`, which is
/// `(XᵀWX)⁻¹` where the design weights `d` are equal.
///
/// # Source
/// Shlomo, Skinner and Schouten (2012), *Journal of Statistical Planning and Inference* 142, section 3.
///
/// # Errors
/// [`NoFit`] says why there are none.
pub fn logistic_propensities(design: &Design, tally: &Tally, estimator: Estimator) -> Result<Propensities, NoFit> {
    let fit = fit_logistic(design, tally, estimator)?;
    let slope: Vec<f64> = fit.propensity.iter().map(|p| p * (1.0 - p)).collect();
    let covariance = covariance(design, tally, &slope).ok_or(NoFit::NotConverged)?;
    Ok(Propensities {
        coefficients: fit.coefficients,
        of_pattern: fit.propensity,
        slope,
        covariance,
        penalised: estimator == Estimator::Firth,
    })
}

/// Propensities by least squares.
///
/// # Formula
/// `b = (Σ d xxᵀ)⁻¹ Σ d x r`; the residual variance is `Σ d (r − p)² / Σ d · n/(n − k)` with `k` columns.
///
/// # Errors
/// Nobody or everybody answered, or as many columns as units.
pub fn linear_propensities(design: &Design, tally: &Tally) -> Result<Propensities, NoFit> {
    let (n, answered, k) = (tally.n_units(), tally.n_answered(), design.n_columns());
    if answered == 0 || answered == n {
        return Err(NoFit::OneOutcome);
    }
    let products =
        Cholesky::of(&design.cross_products(|pattern| tally.weight[pattern]), k).ok_or(NoFit::NotConverged)?;
    let score = design.sums(k, |pattern, sums| {
        for (column, value) in design.row(pattern) {
            sums[column] += tally.answered[pattern] * value;
        }
    });
    let coefficients = products.solve(&score);
    let of_pattern = design.times(&coefficients);
    let squares = design.sums(1, |pattern, sum| {
        let p = of_pattern[pattern];
        // Σ d (r − p)² with r either 0 or 1.
        sum[0] += tally.answered[pattern] * (1.0 - 2.0 * p) + tally.weight[pattern] * p * p;
    });
    if n <= k {
        return Err(NoFit::NotConverged);
    }
    let variance = squares[0] / tally.total() * n as f64 / (n - k) as f64;
    let unit_slope = vec![1.0; design.n_patterns()];
    let covariance = covariance(design, tally, &unit_slope).ok_or(NoFit::NotConverged)?;
    Ok(Propensities {
        coefficients,
        of_pattern,
        slope: unit_slope,
        covariance: covariance.into_iter().map(|value| value * variance).collect(),
        penalised: false,
    })
}

/// `J⁻¹ M J⁻¹` with the working weights `w`.
fn covariance(design: &Design, tally: &Tally, w: &[f64]) -> Option<Vec<f64>> {
    let k = design.n_columns();
    let bread = Cholesky::of(&design.cross_products(|pattern| tally.weight[pattern] * w[pattern]), k)?.inverse();
    // Weights that are all 1 have the sum of their squares in every pattern.
    let not_one = by_pattern(w.len(), |pattern| (tally.squares[pattern] - tally.weight[pattern]).abs());
    if not_one.into_iter().all(|difference| difference < 1e-12) {
        return Some(bread);
    }
    let meat = design.cross_products(|pattern| tally.squares[pattern] * w[pattern]);
    Some(product(&product(&bread, &meat, k), &bread, k))
}
