//! The proxy of a numeric answer, by least squares.

use crate::analysis::basis::reason::NoProxy;
use crate::analysis::proxy::bias::{Bias, slope};
use crate::analysis::proxy::predictors::{Moments, Predictors};

/// A proxy of a numeric answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberProxy {
    /// The correlation of proxy and answer among those it was fitted to.
    pub fitted_correlation: f64,
    /// The correlation of each answer with its prediction from all others.
    pub left_out_correlation: f64,
    n: f64,
    n_others: f64,
    moments: Moments,
    other_mean: f64,
    other_variance: f64,
}

impl NumberProxy {
    /// The least-squares proxy.
    ///
    /// # Errors
    /// [`NoProxy`] where no proxy can be made.
    pub fn of(predictors: &Predictors, answers: &[f64]) -> Result<Self, NoProxy> {
        if predictors.n_others() == 0 {
            return Err(NoProxy::EverybodyAnswered);
        }
        if answers.len() <= predictors.k {
            return Err(NoProxy::NotIdentified);
        }
        let (x, others) = predictors.predict(&predictors.least_squares(answers));
        let moments = Moments::of(&x, answers);
        if moments.sxx <= 1e-12 * moments.syy || moments.syy <= 1e-18 * moments.y_mean.powi(2) {
            return Err(NoProxy::Constant);
        }
        let (n, n_others) = (x.len() as f64, others.len() as f64);
        let other_mean = others.iter().sum::<f64>() / n_others;
        let other_variance = others.iter().map(|value| (value - other_mean).powi(2)).sum::<f64>() / n_others;
        let fitted_correlation = moments.sxy / (moments.sxx * moments.syy).sqrt();
        let left_out_correlation = predictors.left_out_correlation(answers);
        Ok(Self { fitted_correlation, left_out_correlation, n, n_others, moments, other_mean, other_variance })
    }

    /// The bias of the respondents' mean under one φ, with a correlation of proxy and answer; `None` where it is not possible.
    ///
    /// # Formula
    /// `SMUB = g (x̄_r − x̄_F)/s_x`, `g = (φ + (1−φ)ρ)/(φρ + 1 − φ)`, `s_x` the respondents' standard deviation (denominator `n − 1`). The
    /// frame's mean is `ȳ_r + g √(s_yy/s_xx) (x̄_F − x̄_r)`; its variance is that of a delta expansion with maximum-likelihood moments of the
    /// two normal patterns, for the correlation that was fitted.
    ///
    /// # Source
    /// Andridge and Little (2011), *Journal of Official Statistics* 27; Little, West, Boonstra and Hu (2020), *Journal of Survey Statistics
    /// and Methodology* 8.
    pub fn bias(&self, phi: f64, correlation: f64) -> Option<Bias> {
        let Moments { x_mean, y_mean, sxx, syy, sxy } = self.moments;
        let (n, n_others) = (self.n, self.n_others);
        let share_missing = n_others / (n + n_others);
        let gap = self.other_mean - x_mean;
        let g = slope(phi, correlation)?;
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
        let of_others = slope_of_mean * slope_of_mean * self.other_variance / n_others;
        let of_share = (h * gap).powi(2) * share_missing * (1.0 - share_missing) / (n + n_others);
        let variance = of_means + of_others + of_share + scale * scale * of_moments / n;
        let bias = Bias {
            value: -shift / (syy * n / (n - 1.0)).sqrt(),
            mean: y_mean + shift,
            variance: Some(variance).filter(|variance| variance.is_finite()),
        };
        bias.is_finite().then_some(bias)
    }
}
