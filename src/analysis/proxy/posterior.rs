//! Intervals of the proxy measure: draws from the posterior of a proxy pattern-mixture model.

use statrs::distribution::{ContinuousCDF as _, Normal};

use crate::analysis::proxy::bias::slope;
use crate::analysis::proxy::predictors::{Moments, Predictors, dot};
use crate::analysis::proxy::probit::Target;
use crate::analysis::random::variate::Variates;
use crate::analysis::statistic::quantile::quantile_type_7;

/// Draws that are kept.
pub const DRAWS: usize = 2_000;
/// Proposals for each draw of probit coefficients that is kept.
const PROPOSALS: usize = 4;
/// The degrees of freedom of the proposals, so that they reach farther than the posterior.
const DEGREES: f64 = 4.0;
/// Fewer draws that are possible than this share give no interval.
const POSSIBLE: f64 = 0.5;
/// The stream of the draws, apart from those of permutations.
const STREAM: u64 = 1 << 40;

/// One draw of a proxy and of what connects it with the answer.
#[derive(Clone, Copy, Debug)]
struct Draw {
    correlation: f64,
    /// The mean of the answer among respondents, on its own scale (latent, for a yes-or-no answer).
    mean: f64,
    /// Its standard deviation.
    deviation: f64,
    /// The mean of the proxy among nonrespondents less that among respondents, in standard deviations of respondents.
    gap: f64,
    /// The variance of the proxy among nonrespondents over that among respondents.
    ratio: f64,
    /// Between 0 and 1.
    phi: f64,
}

/// Draws from the posterior of a proxy's model.
#[derive(Clone, Debug)]
pub struct Posterior {
    draws: Vec<Draw>,
    share_missing: f64,
    is_share: bool,
}

/// The central 95 % of draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Credible {
    /// Of the bias, on the scale of the measure: points of a share, standard deviations of a mean.
    pub bias: (f64, f64),
    /// Of the frame's share or mean.
    pub mean: (f64, f64),
}

impl Posterior {
    /// Draws for a numeric answer.
    ///
    /// # Formula
    /// `σ² ~ RSS/χ²_{n−k}` and `b ~ N(b̂, σ²(XᵀX)⁻¹)` give the proxy `x = X b`. With moments of it and of the answer, denominator `n`:
    /// `σ_xx ~ n s_xx/χ²_{n−1}` and `μ_x ~ N(x̄, σ_xx/n)` in each pattern; among respondents `σ_yy·x ~ n s_yy·x/χ²_{n−2}`,
    /// `β ~ N(s_xy/s_xx, σ_yy·x/(n s_xx))`, `μ_y ~ N(ȳ + β(μ_x − x̄), σ_yy·x/n)`. `φ` is uniform. The share of nonrespondents is known.
    ///
    /// # Source
    /// Andridge and Little (2011), section 3.2; Little, West, Boonstra and Hu (2020), for the proxy's own uncertainty and `φ`.
    pub fn of_numbers(predictors: &Predictors, answers: &[f64], seed: u64) -> Option<Self> {
        let (n, k) = (answers.len(), predictors.k);
        if n < k + 3 || predictors.n_others() < 2 {
            return None;
        }
        let fitted = predictors.least_squares(answers);
        let (x, _) = predictors.predict(&fitted);
        let residual: f64 = x.iter().zip(answers).map(|(x, y)| (y - x).powi(2)).sum();
        let mut random = Variates::new(seed, STREAM);
        let mut draws = Vec::with_capacity(DRAWS);
        for _ in 0..DRAWS {
            let error = (residual / random.chi_squared((n - k) as f64)).sqrt();
            let coefficients: Vec<f64> = fitted.iter().map(|b| b + error * random.normal()).collect();
            draws.push(draw(predictors, &coefficients, answers, &mut random));
        }
        Some(Self { draws, share_missing: share_missing(predictors), is_share: false })
    }

    /// Draws for a yes-or-no answer.
    ///
    /// # Formula
    /// The latent answer is `u = X b + e` with `e` standard normal, above 0 for yes. `b` is drawn from its posterior under Jeffreys' prior, by
    /// proposals around its mode that are taken with the probability that makes up for their density (Metropolis and Hastings), four for
    /// each draw that is kept; then `u` given `b`. Each draw gives a proxy `x = X b`, and `x` and `u` the parameters as for a number. Shares
    /// are `Φ(μ_u/√σ_uu)`.
    ///
    /// # Source
    /// Andridge, West, Little, Boonstra and Alvarado-Leiton (2019), section 2.3, with a flat prior; Ibrahim and Laud (1991), *Journal of the
    /// American Statistical Association* 86, for Jeffreys' prior, which is proper where a flat one is not; Tierney (1994), *Annals of
    /// Statistics* 22, for the proposals.
    pub fn of_shares(predictors: &Predictors, answers: &[bool], seed: u64) -> Option<Self> {
        let (n, k) = (answers.len(), predictors.k);
        if n < k + 3 || predictors.n_others() < 2 {
            return None;
        }
        let target = Target::of(predictors, answers)?;
        let mut random = Variates::new(seed, STREAM);
        let mut here = target.proposed(&vec![0.0; k], DEGREES, DEGREES)?;
        let mut draws = Vec::with_capacity(DRAWS);
        for _ in 0..DRAWS {
            for _ in 0..PROPOSALS {
                let z: Vec<f64> = (0..k).map(|_| random.normal()).collect();
                let (chi_squared, chance) = (random.chi_squared(DEGREES), random.uniform());
                match target.proposed(&z, chi_squared, DEGREES) {
                    Some(there) if chance.ln() < there.log_ratio - here.log_ratio => here = there,
                    Some(_) | None => {}
                }
            }
            let rows = predictors.respondents.chunks(k).zip(answers);
            let latent: Vec<f64> =
                rows.map(|(row, yes)| random.normal_beyond_zero(dot(row, &here.coefficients), *yes)).collect();
            draws.push(draw(predictors, &here.coefficients, &latent, &mut random));
        }
        Some(Self { draws, share_missing: share_missing(predictors), is_share: true })
    }

    /// The central 95 % under one φ, or with φ uniform between 0 and 1; `None` where fewer than half of the draws are possible.
    pub fn credible(&self, phi: Option<f64>) -> Option<Credible> {
        let found: Vec<(f64, f64)> =
            self.draws.iter().filter_map(|draw| self.of(draw, phi.unwrap_or(draw.phi))).collect();
        if (found.len() as f64) < POSSIBLE * self.draws.len() as f64 {
            return None;
        }
        let (biases, means): (Vec<f64>, Vec<f64>) = found.into_iter().unzip();
        Some(Credible { bias: central(biases), mean: central(means) })
    }

    /// Bias and mean of the frame; `None` where φ is not possible with these parameters.
    fn of(&self, draw: &Draw, phi: f64) -> Option<(f64, f64)> {
        let g = slope(phi, draw.correlation)?;
        let shift = g * draw.gap;
        let bias = if self.is_share {
            let variance = 1.0 + g * g * (draw.ratio - 1.0);
            if variance <= 0.0 {
                return None;
            }
            let normal = Normal::standard();
            let standard = draw.mean / draw.deviation;
            let (here, there) = (normal.cdf(standard), normal.cdf((standard + shift) / variance.sqrt()));
            let bias = self.share_missing * (here - there);
            return Some((bias, here - bias));
        } else {
            -self.share_missing * shift
        };
        bias.is_finite().then_some((bias, draw.mean - bias * draw.deviation))
    }
}

fn share_missing(predictors: &Predictors) -> f64 {
    let (n, others) = (predictors.n() as f64, predictors.n_others() as f64);
    others / (n + others)
}

/// The parameters of both patterns, given the proxy and the (latent) answers.
fn draw(predictors: &Predictors, coefficients: &[f64], answers: &[f64], random: &mut Variates) -> Draw {
    let (x, others) = predictors.predict(coefficients);
    let Moments { x_mean, y_mean, sxx, syy, sxy } = Moments::of(&x, answers);
    let Moments { x_mean: other_mean, sxx: other_sxx, .. } = Moments::of(&others, &others);
    let (n, n_others) = (x.len() as f64, others.len() as f64);
    let of_x = n * sxx / random.chi_squared(n - 1.0);
    let mu_x = x_mean + (of_x / n).sqrt() * random.normal();
    let of_others = n_others * other_sxx / random.chi_squared(n_others - 1.0);
    let mu_others = other_mean + (of_others / n_others).sqrt() * random.normal();
    let rest = n * (syy - sxy * sxy / sxx).max(0.0) / random.chi_squared(n - 2.0);
    let beta = sxy / sxx + (rest / (n * sxx)).sqrt() * random.normal();
    let mean = y_mean + beta * (mu_x - x_mean) + (rest / n).sqrt() * random.normal();
    let of_y = beta * beta * of_x + rest;
    Draw {
        correlation: beta * (of_x / of_y).sqrt(),
        mean,
        deviation: of_y.sqrt(),
        gap: (mu_others - mu_x) / of_x.sqrt(),
        ratio: of_others / of_x,
        phi: random.uniform(),
    }
}

/// The 2.5 % and the 97.5 % quantile, type 7.
fn central(mut values: Vec<f64>) -> (f64, f64) {
    values.sort_unstable_by(f64::total_cmp);
    let quantile = |p: f64| quantile_type_7(&values, p).unwrap_or(f64::NAN);
    (quantile(0.025), quantile(0.975))
}
