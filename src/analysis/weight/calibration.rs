//! Calibration: weights as near as can be to equal ones that reproduce the frame's totals of every variable.

use crate::analysis::algebra::design::Design;
use crate::analysis::algebra::linear::Cholesky;
use crate::analysis::basis::reason::NoWeights;
use crate::analysis::weight::adjust::{Units, of_respondents, refuse_silence};

/// Totals are met when none is off by more than this share of itself.
const MET: f64 = 1e-10;
const MOST_STEPS: usize = 200;

/// How a weight follows from `u = xᵀλ`, and so what is meant by near.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Distance {
    /// `g = 1 + u`: the generalised regression estimator. Weights may fall below 0.
    Linear,
    /// `g = 1 + u`, cut at bounds.
    BoundedLinear {
        /// The smallest `g`, below 1.
        low: f64,
        /// The largest `g`, above 1.
        high: f64,
    },
    /// `g = eᵘ`: raking, always positive.
    Exponential,
    /// `g` between bounds, along a logistic curve.
    Logit {
        /// The smallest `g`, below 1.
        low: f64,
        /// The largest `g`, above 1.
        high: f64,
    },
}

impl Distance {
    /// `g` and its derivative.
    fn factor(self, u: f64) -> (f64, f64) {
        match self {
            Self::Linear => (1.0 + u, 1.0),
            Self::BoundedLinear { low, high } => {
                let inside = (low - 1.0..=high - 1.0).contains(&u);
                ((1.0 + u).clamp(low, high), if inside { 1.0 } else { 0.0 })
            }
            Self::Exponential => (u.exp(), u.exp()),
            Self::Logit { low, high } => {
                let (below, above) = (1.0 - low, high - 1.0);
                let steepness = (high - low) / (below * above);
                // Divided by the larger of both parts, so that nothing overflows.
                let curve = (-(steepness * u).abs()).exp();
                let (at_low, at_high) = if u > 0.0 { (above * curve, below) } else { (above, below * curve) };
                let share = at_high / (at_low + at_high);
                let g = low + (high - low) * share;
                (g, steepness * (high - low) * share * (1.0 - share))
            }
        }
    }
}

/// Calibrated weights of the respondents. `design` has the columns whose totals over all units are to be met.
///
/// # Formula
/// `w_i = d_i c g(x_iᵀλ)` with `c = Σd / Σ_{answered} d` and `λ` such that `Σ_{answered} w x = Σ d x`, by Newton's method with steps halved
/// while they lead away. `g`: linear `1 + u`; exponential `eᵘ`; logit with bounds `L < 1 < U` and `A = (U−L)/((1−L)(U−1))`:
/// `(L(U−1) + U(1−L)e^{Au})/((U−1) + (1−L)e^{Au})`.
///
/// # Edge cases
/// Totals out of reach, such as bounds too narrow, are not met and leave no weights. A level without respondents is refused before this.
///
/// # Source
/// Deville and Särndal (1992), *Journal of the American Statistical Association* 87.
///
/// # Errors
/// [`NoWeights`] says why there are none.
pub fn calibrate(design: &Design, units: Units<'_>, distance: Distance) -> Result<Vec<Option<f64>>, NoWeights> {
    refuse_silence(units)?;
    let n = design.n_columns();
    let tally = design.tally(units.answered, units.design);
    let scale = tally.total() / tally.answered.iter().sum::<f64>();
    let sums = |weight: &(dyn Fn(usize) -> f64 + Sync)| {
        design.sums(n, |pattern, sums| {
            let weight = weight(pattern);
            for (column, value) in design.row(pattern) {
                sums[column] += weight * value;
            }
        })
    };
    let targets = sums(&|pattern| tally.weight[pattern]);
    // What each total is measured by: the sum of absolute values.
    let sizes = design.sums(n, |pattern, sums| {
        for (column, value) in design.row(pattern) {
            sums[column] += tally.weight[pattern] * value.abs();
        }
    });
    let left = |predictor: &[f64]| -> Vec<f64> {
        let reached = sums(&|pattern| scale * tally.answered[pattern] * distance.factor(predictor[pattern]).0);
        targets.iter().zip(reached).map(|(target, reached)| target - reached).collect()
    };
    let off_by = |left: &[f64]| left.iter().zip(&sizes).map(|(left, size)| (left / size).abs()).fold(0.0_f64, f64::max);
    let mut predictor = vec![0.0; design.n_patterns()];
    let mut missing = left(&predictor);
    for _ in 0..MOST_STEPS {
        if off_by(&missing) <= MET {
            let g: Vec<f64> = predictor.iter().map(|&u| distance.factor(u).0).collect();
            return Ok(of_respondents(units, |unit| {
                // Calibration is refused before where a unit has no pattern.
                design.pattern_of[unit].map_or(0.0, |pattern| scale * units.weight(unit) * g[pattern as usize])
            }));
        }
        let slope =
            design.cross_products(|pattern| scale * tally.answered[pattern] * distance.factor(predictor[pattern]).1);
        let step = Cholesky::of(&slope, n).ok_or(NoWeights::Dependent)?.solve(&missing);
        let moves = design.times(&step);
        let before = off_by(&missing);
        let mut factor = 1.0;
        loop {
            let tried: Vec<f64> = predictor.iter().zip(&moves).map(|(u, step)| u + factor * step).collect();
            let still = left(&tried);
            if off_by(&still) < before || factor < 1e-6 {
                predictor = tried;
                missing = still;
                break;
            }
            factor /= 2.0;
        }
        let after = off_by(&missing);
        if !after.is_finite() || (after >= before && factor < 1e-6) {
            return Err(NoWeights::NotMet { off_by: before });
        }
    }
    Err(NoWeights::NotMet { off_by: off_by(&missing) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_distance_leaves_equal_weights_alone_and_keeps_its_bounds() {
        let (low, high) = (0.5, 2.5);
        for distance in [
            Distance::Linear,
            Distance::BoundedLinear { low, high },
            Distance::Exponential,
            Distance::Logit { low, high },
        ] {
            let (g, slope) = distance.factor(0.0);
            assert!((g - 1.0).abs() < 1e-15 && (slope - 1.0).abs() < 1e-15, "{distance:?}");
            let (up, down) = (distance.factor(1e-6).0, distance.factor(-1e-6).0);
            assert!(((up - down) / 2e-6 - 1.0).abs() < 1e-6, "{distance:?}");
        }
        let logit = Distance::Logit { low, high };
        assert!((logit.factor(1e6).0 - high).abs() < 1e-12 && (logit.factor(-1e6).0 - low).abs() < 1e-12);
    }
}
