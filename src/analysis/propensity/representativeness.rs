//! R-indicators: how evenly units responded, as far as a model can tell.

use crate::analysis::algebra::design::Design;
use crate::analysis::algebra::linear::{bilinear, product, trace_of_product};
use crate::analysis::algebra::logistic::leverages;
use crate::analysis::algebra::pattern::Tally;
use crate::analysis::propensity::estimated::Propensities;

/// A variance of propensities below this is rounding.
pub(crate) const NO_VARIANCE: f64 = 1e-20;

/// Representativeness of the response, by one model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Representativeness {
    /// Units the propensities stand for: the sum of the design weights.
    pub population: f64,
    /// Units behind the propensities.
    pub n: usize,
    /// The mean propensity.
    pub mean: f64,
    /// The standard deviation of propensities, with `N − 1`.
    pub deviation: f64,
    /// What is left of their variance once the part that estimation alone adds is taken away, 0 to 1.
    pub bias_factor: f64,
    /// `R`.
    pub r: f64,
    /// `R`, adjusted for bias.
    pub r_adjusted: f64,
    /// The coefficient of variation of propensities, adjusted for bias.
    pub cv: f64,
    /// The same without adjustment.
    pub cv_unadjusted: f64,
}

/// The R-indicator, its adjustment for bias and the coefficient of variation of propensities; `None` for fewer than two units.
///
/// # Formula
/// With propensities `p`, their slopes `s` (`p(1−p)` for the logistic model), `z = s x`, `V` the covariance of the coefficients and sums
/// weighted by the design weights, whose total is `N`:
/// `S² = Σ(p − p̄)²/(N − 1)`, `R = 1 − 2S`; `λ1 = Σ zᵀVz`, `λ2` the design variance of `Σp` over `N`, `B = (λ1 − λ2)/N`,
/// `f = max(0, 1 − B/S²)`, `R_adj = 1 − 2√(S² f)`, `CV = S√f/p̄`.
/// `Var(R) = [4AᵀVA + 2 tr(BVBV) + C/N²]/S²` with `A = cov(p, z)`, `B = cov(z)`, `S²` with denominator `N`, and `C` the design variance
/// of `Σ(p − p̄)²`. `Var(CV) = Var(R)/(4p̄²) + CV⁴/n`.
/// In a census of the frame every weight is 1 and both design variances are 0; else they are those of sampling with replacement, times
/// `1 − n/N`.
///
/// # Assumes
/// Propensities depend on nothing but the model's variables. A high value says nothing about what was left out.
///
/// # Edge cases
/// Equal propensities: `R` is 1 and has no standard error. Estimation alone explains all variance: `f` is 0 and `R_adj` is 1.
///
/// # Source
/// Schouten, Cobben and Bethlehem (2009), *Survey Methodology* 35(1); Shlomo, Skinner and Schouten (2012), *Journal of Statistical Planning
/// and Inference* 142; de Heij, Schouten and Shlomo (2015), *RISQ Manual 2.1*.
pub fn representativeness(design: &Design, tally: &Tally, propensities: &Propensities) -> Option<Representativeness> {
    let (p, v) = (&propensities.of_pattern, &propensities.covariance);
    let (population, n) = (tally.total(), tally.n_units());
    if n < 2 || population <= 1.0 {
        return None;
    }
    let mean = design.sums(1, |pattern, sum| sum[0] += tally.weight[pattern] * p[pattern])[0] / population;
    let squares = design.sums(1, |pattern, sum| sum[0] += tally.weight[pattern] * (p[pattern] - mean).powi(2))[0];
    let variance = squares / (population - 1.0);
    if variance < NO_VARIANCE {
        return Some(Representativeness {
            population,
            n,
            mean,
            deviation: 0.0,
            bias_factor: 0.0,
            r: 1.0,
            r_adjusted: 1.0,
            cv: 0.0,
            cv_unadjusted: 0.0,
        });
    }
    let slope = &propensities.slope;
    let first: f64 =
        leverages(design, v, |pattern| tally.weight[pattern] * slope[pattern] * slope[pattern]).iter().sum();
    let second = design_variance(tally, |pattern| p[pattern]) / population;
    let bias = (first - second) / population;
    let bias_factor = (1.0 - bias / variance).clamp(0.0, 1.0);
    let deviation = variance.sqrt();
    let adjusted = (variance * bias_factor).sqrt();
    let cv = adjusted / mean;
    Some(Representativeness {
        population,
        n,
        mean,
        deviation,
        bias_factor,
        r: 1.0 - 2.0 * deviation,
        r_adjusted: 1.0 - 2.0 * adjusted,
        cv,
        cv_unadjusted: deviation / mean,
    })
}

/// Standard errors of an R-indicator, by the formulas of [`representativeness`]; `None` where all propensities are equal.
pub fn standard_errors(
    design: &Design,
    tally: &Tally,
    propensities: &Propensities,
    whole: &Representativeness,
) -> Option<StandardErrors> {
    let n_columns = design.n_columns();
    let covariance = &propensities.covariance;
    let Representativeness { population, mean, cv, n, deviation, .. } = *whole;
    if deviation == 0.0 {
        return None;
    }
    let (with_p, of_z) = moments(design, tally, propensities, mean, population);
    let of_design = design_variance(tally, |pattern| (propensities.of_pattern[pattern] - mean).powi(2));
    let both = product(&of_z, covariance, n_columns);
    let of_variance = 4.0 * bilinear(&with_p, covariance, &with_p)
        + 2.0 * trace_of_product(&both, &both, n_columns)
        + of_design / (population * population);
    let r = (of_variance / (deviation * deviation * (population - 1.0) / population)).sqrt();
    Some(StandardErrors { r, cv: (r * r / (4.0 * mean * mean) + cv.powi(4) / n as f64).sqrt() })
}

/// Standard errors of an R-indicator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StandardErrors {
    /// Of `R`, adjusted or not.
    pub r: f64,
    /// Of the coefficient of variation.
    pub cv: f64,
}

/// The design variance of the weighted sum of values by pattern.
pub(crate) fn design_variance(tally: &Tally, value: impl Fn(usize) -> f64) -> f64 {
    let (mut sum, mut squares) = (0.0, 0.0);
    for (pattern, (weight, square)) in tally.weight.iter().zip(&tally.squares).enumerate() {
        let value = value(pattern);
        sum += weight * value;
        squares += square * value * value;
    }
    tally.design_variance_of(sum, squares)
}

/// `cov(p, z)` and `cov(z)` over the frame.
fn moments(
    design: &Design,
    tally: &Tally,
    propensities: &Propensities,
    mean: f64,
    population: f64,
) -> (Vec<f64>, Vec<f64>) {
    let k = design.n_columns();
    let slope = &propensities.slope;
    let sums = design.sums(2 * k, |pattern, sums| {
        let weight = tally.weight[pattern] * slope[pattern];
        for (column, value) in design.row(pattern) {
            sums[column] += weight * value;
            sums[k + column] += weight * (propensities.of_pattern[pattern] - mean) * value;
        }
    });
    let (of_z, with_p) = sums.split_at(k);
    let mut b = design.cross_products(|pattern| tally.weight[pattern] * slope[pattern] * slope[pattern]);
    for i in 0..k {
        for j in 0..k {
            b[i * k + j] = b[i * k + j] / population - of_z[i] * of_z[j] / (population * population);
        }
    }
    (with_p.iter().map(|sum| sum / population).collect(), b)
}
