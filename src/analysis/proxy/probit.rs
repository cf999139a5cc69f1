//! Probit regression with Jeffreys' penalty, which keeps coefficients finite where characteristics nearly predict an answer.

use statrs::distribution::{ContinuousCDF as _, Normal};
use statrs::function::erf::erfc;

use crate::analysis::algebra::linear::Cholesky;
use crate::analysis::proxy::predictors::{ALONE, Predictors, dot, products};

/// Steps at the most.
const MOST_STEPS: usize = 200;
/// The largest change of a linear predictor at convergence.
const SAME_PREDICTOR: f64 = 1e-9;
/// The same where one respondent is left out, for which fewer digits will do.
const SAME_LEFT_OUT: f64 = 1e-6;
/// Predictors do not move by more than this in one step.
const LONGEST_STEP: f64 = 2.0;
/// Predictors farther from 0 than this have no probability that numbers tell from 0 or 1.
const FARTHEST: f64 = 30.0;
/// Respondents times respondents times columns squared up to which each is left out by a fit of its own.
const AFFORDABLE: f64 = 5e7;

/// What a unit adds to the likelihood and its derivatives, by its predictor.
#[derive(Clone, Copy)]
struct Unit {
    log_likelihood: f64,
    /// The derivative of the log likelihood.
    score: f64,
    /// The expected information `φ²/(Φ(1 − Φ))`.
    weight: f64,
    /// The derivative of the weight's logarithm.
    slope: f64,
}

impl Unit {
    fn at(eta: f64, yes: bool) -> Self {
        let eta = eta.clamp(-FARTHEST, FARTHEST);
        let density = (-0.5 * eta * eta).exp() * 0.398_942_280_401_432_7;
        let tail = 0.5 * erfc(eta.abs() * std::f64::consts::FRAC_1_SQRT_2);
        let (p, q) = if eta > 0.0 { (1.0 - tail, tail) } else { (tail, 1.0 - tail) };
        let (up, down) = (density / p, density / q);
        Self {
            log_likelihood: if yes { p.ln() } else { q.ln() },
            score: if yes { up } else { -down },
            weight: up * down,
            slope: down - up - 2.0 * eta,
        }
    }
}

/// A fitted probit regression.
pub(crate) struct Probit {
    pub(crate) coefficients: Vec<f64>,
    penalised: bool,
}

/// The log likelihood at some coefficients, penalised or not, with the expected information.
struct Likelihood {
    value: f64,
    factor: Cholesky,
    units: Vec<Unit>,
}

/// Rows that a fit is made to: all, or all but one.
struct Rows<'a> {
    predictors: &'a Predictors,
    answers: &'a [bool],
    penalised: bool,
    without: Option<usize>,
}

impl Rows<'_> {
    fn each(&self) -> impl Iterator<Item = (&[f64], bool)> + '_ {
        let rows = self.predictors.respondents.chunks(self.predictors.k).zip(self.answers).enumerate();
        rows.filter(|(row, _)| self.without != Some(*row)).map(|(_, (row, yes))| (row, *yes))
    }

    /// What all rows have, of those that the fit is made to.
    fn kept<T>(&self, all: impl IntoIterator<Item = T>) -> impl Iterator<Item = T> {
        let without = self.without;
        all.into_iter().enumerate().filter(move |(row, _)| without != Some(*row)).map(|(_, own)| own)
    }

    fn likelihood(&self, coefficients: &[f64]) -> Option<Likelihood> {
        let k = self.predictors.k;
        let mut information = vec![0.0; k * k];
        let mut value = 0.0;
        let mut units = Vec::with_capacity(self.answers.len());
        for (eta, yes) in self.kept(products(&self.predictors.respondents, coefficients)).zip(self.kept(self.answers)) {
            let unit = Unit::at(eta, *yes);
            value += unit.log_likelihood;
            units.push(unit);
        }
        // Row after row for every sum, several at a time for the sake of speed.
        let rows: Vec<(&[f64], f64)> = self.each().zip(&units).map(|((row, _), unit)| (row, unit.weight)).collect();
        let (fours, rest) = rows.as_chunks::<4>();
        for [a, b, c, d] in fours {
            for i in 0..k {
                let (by_a, by_b, by_c, by_d) = (a.1 * a.0[i], b.1 * b.0[i], c.1 * c.0[i], d.1 * d.0[i]);
                let others = a.0.iter().zip(b.0).zip(c.0.iter().zip(d.0));
                for (sum, ((a, b), (c, d))) in information[i * k..=i * k + i].iter_mut().zip(others) {
                    *sum = *sum + by_a * a + by_b * b + by_c * c + by_d * d;
                }
            }
        }
        for (row, weight) in rest {
            for i in 0..k {
                let weighted = weight * row[i];
                for (sum, value) in information[i * k..=i * k + i].iter_mut().zip(*row) {
                    *sum += weighted * value;
                }
            }
        }
        for i in 0..k {
            for j in 0..i {
                information[j * k + i] = information[i * k + j];
            }
        }
        let factor = Cholesky::of(&information, k)?;
        let penalty = if self.penalised { 0.5 * factor.log_determinant() } else { 0.0 };
        Some(Likelihood { value: value + penalty, factor, units })
    }

    /// Scoring steps from a start until the predictors stand still.
    fn maximum(&self, start: &[f64], same: f64) -> Option<Vec<f64>> {
        let k = self.predictors.k;
        let mut coefficients = start.to_vec();
        let mut now = self.likelihood(&coefficients)?;
        for _ in 0..MOST_STEPS {
            let inverse = if self.penalised { now.factor.inverse() } else { Vec::new() };
            let mut score = vec![0.0; k];
            let mut direction = vec![0.0; k];
            for ((row, _), unit) in self.each().zip(&now.units) {
                let mut residual = unit.score;
                if self.penalised {
                    times_symmetric(&inverse, row, &mut direction);
                    let form = dot(row, &direction);
                    residual += 0.5 * unit.weight * form * unit.slope;
                }
                for (sum, value) in score.iter_mut().zip(row) {
                    *sum += residual * value;
                }
            }
            let step = now.factor.solve(&score);
            let moves = products(&self.predictors.respondents, &step);
            let longest = self.kept(moves).map(f64::abs).fold(0.0, f64::max);
            if !longest.is_finite() {
                return None;
            }
            let mut size = (LONGEST_STEP / longest).min(1.0);
            let mut better = None;
            for _ in 0..30 {
                let tried: Vec<f64> = coefficients.iter().zip(&step).map(|(b, step)| b + size * step).collect();
                match self.likelihood(&tried) {
                    Some(found) if found.value >= now.value - 1e-12 * now.value.abs() => {
                        better = Some((tried, found));
                        break;
                    }
                    Some(_) | None => size /= 2.0,
                }
            }
            let (tried, found) = better?;
            coefficients = tried;
            now = found;
            if longest < same {
                return Some(coefficients);
            }
        }
        None
    }
}

/// `A x` of a symmetric matrix, every sum in the order of its terms.
fn times_symmetric(matrix: &[f64], x: &[f64], result: &mut [f64]) {
    result.fill(0.0);
    for (row, factor) in matrix.chunks(x.len().max(1)).zip(x) {
        for (sum, value) in result.iter_mut().zip(row) {
            *sum += value * factor;
        }
    }
}

/// The fit, penalised or not; `None` where it does not settle.
///
/// # Formula
/// `b` at the maximum of `Σ log Φ(±x b)`, with the penalty plus `½ log|Xᵀ W X|` with `W = φ²/(Φ(1 − Φ))`, by scoring.
///
/// # Source
/// Firth (1993), *Biometrika* 80; for other links than the logit, and that it is finite for them: Kosmidis and Firth (2021), *Biometrika* 108.
pub(crate) fn probit(predictors: &Predictors, answers: &[bool], penalised: bool) -> Option<Probit> {
    let rows = Rows { predictors, answers, penalised, without: None };
    let coefficients = rows.maximum(&vec![0.0; predictors.k], SAME_PREDICTOR)?;
    Some(Probit { coefficients, penalised })
}

/// The posterior of the coefficients under Jeffreys' prior, whose mode the penalised fit is.
pub(crate) struct Target<'a> {
    rows: Rows<'a>,
    mode: Vec<f64>,
    covariance: Cholesky,
}

/// A point of the posterior, with the logarithm of its density over that of the proposal.
pub(crate) struct Point {
    pub(crate) coefficients: Vec<f64>,
    pub(crate) log_ratio: f64,
}

impl<'a> Target<'a> {
    /// `None` where the fit does not settle.
    pub(crate) fn of(predictors: &'a Predictors, answers: &'a [bool]) -> Option<Self> {
        let mode = probit(predictors, answers, true)?.coefficients;
        let rows = Rows { predictors, answers, penalised: true, without: None };
        let information = rows.likelihood(&mode)?.factor;
        let covariance = Cholesky::of(&information.inverse(), predictors.k)?;
        Some(Self { rows, mode, covariance })
    }

    /// A proposal around the mode: multivariate t, with `z` standard normal and `chi_squared` of so many degrees of freedom.
    pub(crate) fn proposed(&self, z: &[f64], chi_squared: f64, degrees: f64) -> Option<Point> {
        let factor = (degrees / chi_squared).sqrt();
        let step: Vec<f64> = self.covariance.spread(z).into_iter().map(|step| factor * step).collect();
        let coefficients: Vec<f64> = self.mode.iter().zip(&step).map(|(mode, step)| mode + step).collect();
        // The step is V^½ z, so its form in the information is that of z.
        let form = factor * factor * dot(z, z);
        let density = -0.5 * (degrees + z.len() as f64) * (form / degrees).ln_1p();
        let value = self.rows.likelihood(&coefficients)?.value;
        Some(Point { coefficients, log_ratio: value - density })
    }
}

/// What fits to all other respondents predict for each, as linear predictors.
///
/// # Formula
/// Each respondent is left out and the rest fitted anew. Where there are so many that this takes too long, one step from the fit to all:
/// `η − h/w · s/(1 − h)`, with `h` the leverage, `w` the weight and `s` the score of the respondent. One that determines a column alone is
/// predicted by the share of the others, `(y + ½)/(n + 1)`.
///
/// # Source
/// Pregibon (1981), *Annals of Statistics* 9, for the step.
pub(crate) fn left_out(predictors: &Predictors, answers: &[bool], fit: &Probit) -> Option<Vec<f64>> {
    let k = predictors.k;
    let n = answers.len();
    let penalised = fit.penalised;
    let all = Rows { predictors, answers, penalised, without: None };
    let Likelihood { factor, units, .. } = all.likelihood(&fit.coefficients)?;
    let inverse = factor.inverse();
    let refits = (n * n * k * k) as f64 <= AFFORDABLE;
    let n_yes = answers.iter().filter(|answer| **answer).count() as f64;
    let rows = predictors.respondents.chunks(k).zip(&units).zip(&predictors.leverage).enumerate();
    rows.map(|(position, ((row, unit), alone))| {
        if 1.0 - alone < ALONE {
            let others = n_yes - f64::from(u8::from(answers[position]));
            return Some(Normal::standard().inverse_cdf((others + 0.5) / n as f64));
        }
        let mut direction = vec![0.0; k];
        times_symmetric(&inverse, row, &mut direction);
        let leverage = unit.weight * dot(row, &direction);
        let step = unit.score / (1.0 - leverage).max(ALONE);
        if refits {
            let start: Vec<f64> = fit.coefficients.iter().zip(&direction).map(|(b, d)| b - step * d).collect();
            let without = Rows { predictors, answers, penalised, without: Some(position) };
            let found = without.maximum(&start, SAME_LEFT_OUT);
            let found = found.or_else(|| without.maximum(&fit.coefficients, SAME_LEFT_OUT))?;
            Some(dot(row, &found))
        } else {
            Some(dot(row, &fit.coefficients) - step * dot(row, &direction))
        }
    })
    .collect()
}
