//! How far a result could be off if nonrespondents differ even among units alike: proxy pattern-mixture models.
//!
//! The proxy is the best prediction of an answer from characteristics known for the whole frame. `φ = 0` says that response depends on the
//! proxy alone (as weighting assumes), `φ = 1` on the answer itself.

use nalgebra::{DMatrix, DVector};
use statrs::distribution::{Continuous as _, ContinuousCDF as _};

use crate::analysis::basis::reason::NoProxy;
use crate::analysis::statistic::detectable::normal;
use crate::analysis::statistic::standardised::mean;

/// Correlations of proxy and answer below this make the result uninformative.
pub const INFORMATIVE: f64 = 0.3;

/// The values of φ that are reported.
pub const PHI: [f64; 3] = [0.0, 0.5, 1.0];

/// A proxy for an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Proxy {
    /// The correlation of proxy and answer among respondents; biserial for a yes-or-no answer.
    pub correlation: f64,
    /// How far the respondents' mean is off, for each of [`PHI`].
    pub bias: [Bias; 3],
}

/// The bias of the respondents' mean under one φ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bias {
    /// Standardised by the respondents' standard deviation (SMUB), or on the scale of shares (MUBP).
    pub value: f64,
    /// The mean of the frame that follows, and its variance by the delta method (not for shares).
    pub mean: f64,
    /// The variance of that mean.
    pub variance: Option<f64>,
}

impl Proxy {
    /// Whether the proxy says little about the answer.
    pub fn is_uninformative(&self) -> bool {
        self.correlation < INFORMATIVE
    }
}

/// A frame's characteristics as columns of numbers, with a constant first, and who answered.
#[derive(Clone, Copy, Debug)]
pub struct Predictors<'a> {
    /// The columns, each as long as the frame.
    pub columns: &'a [Vec<f64>],
    /// Who answered.
    pub answered: &'a [bool],
}

/// `g = (φ + (1−φ)ρ)/(φρ + 1 − φ)`
fn slope(phi: f64, correlation: f64) -> f64 {
    (phi + (1.0 - phi) * correlation) / (phi * correlation + 1.0 - phi)
}

/// SMUB of a numeric answer.
///
/// # Formula
/// With `x` the least-squares prediction of `y`: `SMUB = g (x̄_r − x̄_F)/s_x`, `s_x` the respondents' standard deviation (denominator
/// `n − 1`). The frame's mean is `ȳ_r + g √(s_yy/s_xx) (x̄_F − x̄_r)`; its variance is that of a delta expansion with maximum-likelihood
/// moments of the two normal patterns.
///
/// # Source
/// Andridge and Little (2011), *Journal of Official Statistics* 27; Little, West, Boonstra and Hu (2020), *Journal of Survey Statistics
/// and Methodology* 8.
///
/// # Errors
/// [`NoProxy`] where no proxy can be made.
pub fn proxy_of_number(predictors: &Predictors<'_>, answers: &[f64]) -> Result<Proxy, NoProxy> {
    let design = predictors.of_respondents();
    let coefficients = least_squares(&design, &DVector::from_column_slice(answers)).ok_or(NoProxy::NotIdentified)?;
    let (x, x_others) = predictors.split(&coefficients)?;
    let Moments { sxx, syy, sxy } = Moments::of(&x, answers).ok_or(NoProxy::Constant)?;
    let correlation = sxy / (sxx * syy).sqrt();
    let (n, n_others) = (x.len() as f64, x_others.len() as f64);
    let share_missing = n_others / (n + n_others);
    let mean_of = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (x_mean, answer_mean, other_mean) = (mean_of(&x), mean_of(answers), mean_of(&x_others));
    let other_variance = x_others.iter().map(|value| (value - other_mean).powi(2)).sum::<f64>() / n_others;
    let gap = other_mean - x_mean;
    let bias = PHI.map(|phi| {
        let g = slope(phi, correlation);
        let shift = g * (syy / sxx).sqrt() * share_missing * gap;
        // Derivatives of g √(s_yy/s_xx) = √s_yy (φ√(s_xx s_yy) + (1−φ)s_xy) / (√s_xx (φ s_xy + (1−φ)√(s_xx s_yy))).
        let root = (sxx * syy).sqrt();
        let (top, bottom) = (phi * root + (1.0 - phi) * sxy, phi * sxy + (1.0 - phi) * root);
        let h = (syy / sxx).sqrt() * top / bottom;
        let derivative = |dtop: f64, dbottom: f64, droot_ratio: f64| h * (droot_ratio + dtop / top - dbottom / bottom);
        let of_sxx = derivative(phi * root / (2.0 * sxx), (1.0 - phi) * root / (2.0 * sxx), -0.5 / sxx);
        let of_syy = derivative(phi * root / (2.0 * syy), (1.0 - phi) * root / (2.0 * syy), 0.5 / syy);
        let of_cross = derivative(1.0 - phi, phi, 0.0);
        let scale = share_missing * gap;
        let of_moments = 2.0 * (of_sxx * sxx).powi(2)
            + 2.0 * (of_syy * syy).powi(2)
            + of_cross * of_cross * (sxx * syy + sxy * sxy)
            + 4.0 * of_sxx * of_syy * sxy * sxy
            + 4.0 * of_sxx * of_cross * sxx * sxy
            + 4.0 * of_syy * of_cross * syy * sxy;
        let slope_of_mean = h * share_missing;
        let of_means = (syy - 2.0 * slope_of_mean * sxy + slope_of_mean * slope_of_mean * sxx) / n;
        let of_others = slope_of_mean * slope_of_mean * other_variance / n_others;
        let of_share = (h * gap).powi(2) * share_missing * (1.0 - share_missing) / (n + n_others);
        let variance = of_means + of_others + of_share + scale * scale * of_moments / n;
        Bias {
            value: -shift / (syy * n / (n - 1.0)).sqrt(),
            mean: answer_mean + shift,
            variance: Some(variance).filter(|variance| variance.is_finite()),
        }
    });
    finite(Proxy { correlation, bias })
}

/// MUBP of a yes-or-no answer.
///
/// # Formula
/// With `x` the probit prediction, `z = Φ⁻¹(p_r)` and `ρ` the biserial correlation (maximum likelihood given `z` and the standardised
/// proxy): nonrespondents' share is `Φ((z + g (x̄_0 − x̄_r)/s_x)/√(1 + g²(s²_x0 − s²_x)/s²_x))`; MUBP is the respondents' share less the
/// frame's. Variances have denominator `n`.
///
/// # Source
/// Andridge, West, Little, Boonstra and Alvarado-Leiton (2019), *Journal of the Royal Statistical Society* C 68.
///
/// # Errors
/// [`NoProxy`] where no proxy can be made.
pub fn proxy_of_share(predictors: &Predictors<'_>, answers: &[bool]) -> Result<Proxy, NoProxy> {
    let n_yes = answers.iter().filter(|answer| **answer).count();
    if n_yes == 0 || n_yes == answers.len() {
        return Err(NoProxy::Constant);
    }
    let coefficients = probit(&predictors.of_respondents(), answers)?;
    let (x, x_others) = predictors.split(&coefficients)?;
    let spread = |values: &[f64]| {
        let mean = mean(values)?;
        Some((mean, values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / values.len() as f64))
    };
    let ((x_mean, x_variance), (other_mean, other_variance)) =
        spread(&x).zip(spread(&x_others)).ok_or(NoProxy::EverybodyAnswered)?;
    if x_variance < 1e-12 {
        return Err(NoProxy::Constant);
    }
    let share = n_yes as f64 / answers.len() as f64;
    let z = normal().inverse_cdf(share);
    let standardised: Vec<f64> = x.iter().map(|value| (value - x_mean) / x_variance.sqrt()).collect();
    let correlation = biserial(&standardised, answers, z);
    let (n, n_others) = (x.len() as f64, x_others.len() as f64);
    let bias = PHI.map(|phi| {
        let g = slope(phi, correlation);
        let spread = 1.0 + g * g * (other_variance - x_variance) / x_variance;
        let others = normal().cdf((z + g * (other_mean - x_mean) / x_variance.sqrt()) / spread.sqrt());
        let mean = (n * share + n_others * others) / (n + n_others);
        Bias { value: share - mean, mean, variance: None }
    });
    finite(Proxy { correlation, bias })
}

fn finite(proxy: Proxy) -> Result<Proxy, NoProxy> {
    let all = proxy.correlation.is_finite() && proxy.bias.iter().all(|b| b.value.is_finite() && b.mean.is_finite());
    if all { Ok(proxy) } else { Err(NoProxy::Constant) }
}

/// The correlation that makes yes-or-no answers most likely, by golden sections of the log likelihood.
fn biserial(standardised: &[f64], answers: &[bool], z: f64) -> f64 {
    let log_likelihood = |correlation: f64| -> f64 {
        let root = (1.0 - correlation * correlation).sqrt();
        let each = standardised.iter().zip(answers).map(|(value, yes)| {
            let argument = (z + correlation * value) / root;
            normal().cdf(if *yes { argument } else { -argument }).max(f64::MIN_POSITIVE).ln()
        });
        each.sum()
    };
    let golden = f64::midpoint(5.0_f64.sqrt(), -1.0);
    let (mut low, mut high) = (-0.999_9, 0.999_9);
    for _ in 0..70 {
        let (left, right) = (high - golden * (high - low), low + golden * (high - low));
        if log_likelihood(left) < log_likelihood(right) { low = left } else { high = right }
    }
    f64::midpoint(low, high)
}

/// Moments with denominator `n`.
struct Moments {
    sxx: f64,
    syy: f64,
    sxy: f64,
}

impl Moments {
    /// `None` when either list does not vary.
    fn of(x: &[f64], y: &[f64]) -> Option<Self> {
        let (n, x_mean, y_mean) = (x.len() as f64, mean(x)?, mean(y)?);
        let product = |a: &[f64], a_mean: f64, b: &[f64], b_mean: f64| {
            a.iter().zip(b).map(|(a, b)| (a - a_mean) * (b - b_mean)).sum::<f64>() / n
        };
        let moments = Self {
            sxx: product(x, x_mean, x, x_mean),
            syy: product(y, y_mean, y, y_mean),
            sxy: product(x, x_mean, y, y_mean),
        };
        (moments.sxx > 1e-12 * moments.syy && moments.syy > 0.0).then_some(moments)
    }
}

impl Predictors<'_> {
    /// The rows of respondents.
    fn of_respondents(&self) -> DMatrix<f64> {
        let rows: Vec<usize> =
            self.answered.iter().enumerate().filter(|(_, answered)| **answered).map(|r| r.0).collect();
        DMatrix::from_fn(rows.len(), self.columns.len(), |row, column| self.columns[column][rows[row]])
    }

    /// Predictions for respondents and for the others.
    fn split(&self, coefficients: &DVector<f64>) -> Result<(Vec<f64>, Vec<f64>), NoProxy> {
        let (mut x, mut others) = (Vec::new(), Vec::new());
        for (unit, answered) in self.answered.iter().enumerate() {
            let value = self.columns.iter().zip(coefficients.iter()).map(|(column, b)| column[unit] * b).sum();
            if *answered { x.push(value) } else { others.push(value) }
        }
        if others.is_empty() { Err(NoProxy::EverybodyAnswered) } else { Ok((x, others)) }
    }
}

/// Least squares by QR; `None` when columns determine each other.
fn least_squares(design: &DMatrix<f64>, answers: &DVector<f64>) -> Option<DVector<f64>> {
    if design.nrows() < design.ncols() || design.ncols() == 0 {
        return None;
    }
    // Columns of one length, so that the test of rank does not depend on their units.
    let lengths: Vec<f64> = design.column_iter().map(|column| column.norm()).collect();
    if lengths.iter().any(|length| !length.is_normal()) {
        return None;
    }
    let scaled =
        DMatrix::from_fn(design.nrows(), design.ncols(), |row, column| design[(row, column)] / lengths[column]);
    let qr = scaled.qr();
    let r = qr.r();
    if (0..r.ncols()).any(|column| r[(column, column)].abs() < 1e-9) {
        return None;
    }
    let solved = r.solve_upper_triangular(&(qr.q().transpose() * answers))?;
    Some(DVector::from_fn(solved.len(), |column, _| solved[column] / lengths[column]))
}

/// Probit regression by iterated least squares.
fn probit(design: &DMatrix<f64>, answers: &[bool]) -> Result<DVector<f64>, NoProxy> {
    // What the design does not identify shows at once; columns that fail later do so because weights vanish.
    let mut coefficients = least_squares(design, &DVector::zeros(design.nrows())).ok_or(NoProxy::NotIdentified)?;
    let mut likelihood = f64::NEG_INFINITY;
    for _ in 0..100 {
        let eta = design * &coefficients;
        let (mut weighted, mut target) = (design.clone(), DVector::zeros(design.nrows()));
        let mut now = 0.0;
        for (row, yes) in answers.iter().enumerate() {
            let (density, p) = (normal().pdf(eta[row]), normal().cdf(eta[row]));
            let variance = (p * normal().sf(eta[row])).max(1e-300);
            let weight = (density * density / variance).sqrt();
            now += (if *yes { p } else { normal().sf(eta[row]) }).max(1e-300).ln();
            target[row] = weight * (eta[row] + (f64::from(u8::from(*yes)) - p) / density.max(1e-300));
            weighted.row_mut(row).scale_mut(weight);
        }
        if (now - likelihood).abs() < 1e-13 * now.abs() {
            return if eta.iter().any(|value| value.abs() > 8.0) { Err(NoProxy::Separated) } else { Ok(coefficients) };
        }
        likelihood = now;
        coefficients = least_squares(&weighted, &target).ok_or(NoProxy::Separated)?;
        if coefficients.iter().any(|value| !value.is_finite()) {
            return Err(NoProxy::Separated);
        }
    }
    Err(NoProxy::Separated)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(x: &[f64]) -> Vec<Vec<f64>> {
        vec![vec![1.0; x.len()], x.to_vec()]
    }

    #[test]
    fn what_cannot_be_predicted_says_why() {
        let answered = [true, true, true, true, false];
        let columns = columns(&[1.0, 2.0, 3.0, 4.0, 5.0]);
        let predictors = Predictors { columns: &columns, answered: &answered };
        assert_eq!(proxy_of_number(&predictors, &[2.0; 4]), Err(NoProxy::Constant));
        assert_eq!(proxy_of_share(&predictors, &[true; 4]), Err(NoProxy::Constant));
        assert_eq!(proxy_of_share(&predictors, &[true, true, false, false]), Err(NoProxy::Separated));
        let everybody = Predictors { columns: &columns, answered: &[true; 5] };
        assert_eq!(proxy_of_number(&everybody, &[1.0, 2.0, 2.0, 5.0, 6.0]), Err(NoProxy::EverybodyAnswered));
        let twice = vec![vec![1.0; 5], vec![2.0; 5]];
        let collinear = Predictors { columns: &twice, answered: &answered };
        assert_eq!(proxy_of_number(&collinear, &[1.0, 2.0, 2.0, 5.0]), Err(NoProxy::NotIdentified));
    }
}
