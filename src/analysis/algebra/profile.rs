//! Tests and intervals of the coefficients of a response model by profile likelihood, penalised where the fit is.

use rayon::prelude::*;
use statrs::distribution::{ContinuousCDF as _, Normal};

use crate::analysis::algebra::design::Design;
use crate::analysis::algebra::linear::Cholesky;
use crate::analysis::algebra::logistic::{LONGEST_STEP, Problem, Slope};
use crate::analysis::algebra::pattern::Tally;

/// The 95 % point of χ² with one degree of freedom.
const CHI_SQUARED_95: f64 = 3.841_458_820_694_124;
/// Steps of a fit with one coefficient held.
const MOST_STEPS: usize = 500;
/// The largest change of a linear predictor at convergence. At its minimum the deviance is flat, so what is left there is the square of it.
const SAME_PREDICTOR: f64 = 1e-7;
/// Values tried for an end at the most.
const MOST_TRIED: usize = 60;
/// An end is found once the deviance is this near.
const SAME_DEVIANCE: f64 = 1e-8;
/// Additions that all profiles may cost.
const AFFORDABLE: f64 = 4e9;

/// A coefficient judged by profile likelihood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profile {
    /// The p-value of the likelihood ratio test that the coefficient is 0.
    pub p_value: f64,
    /// Lower end of the 95 % interval; `None` where the likelihood does not fall far enough.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// A fit whose coefficients are judged.
#[derive(Clone, Copy, Debug)]
pub struct Fitted<'a> {
    /// The coefficients.
    pub coefficients: &'a [f64],
    /// Their covariance, which in a sample is that of the design.
    pub covariance: &'a [f64],
    /// Whether Firth's penalty was used.
    pub penalised: bool,
}

/// The profile of each coefficient; `None` where that would take too long, or does not settle.
///
/// # Formula
/// With `l` the log likelihood (with Firth's penalty `½ log|XᵀWX|` of the whole model, where it was used) and `b` the coefficient held, the
/// others at their maximum: the test is `2(l(b̂) − l(0))`, the interval holds every `b` with `2(l(b̂) − l(b)) ≤ 3.84`. In a sample both are
/// scaled by the coefficient's design effect, its variance by the sandwich over that of the likelihood.
///
/// # Source
/// Heinze and Schemper (2002), *Statistics in Medicine* 21; Venzon and Moolgavkar (1988), *Applied Statistics* 37; for samples Rao and
/// Scott (1984), *Annals of Statistics* 12.
pub fn profiles(design: &Design, tally: &Tally, fitted: Fitted<'_>) -> Option<Vec<Profile>> {
    let k = design.n_columns();
    let problem = Problem::new(design, tally, fitted.penalised);
    // Some 20 fits a coefficient, ten steps each, and three passes over cross-products.
    let entries = (design.factors.len() + 1) as f64;
    let of_step = design.n_patterns() as f64 * (3.0 * entries * entries + 30.0) + (k * k * k) as f64;
    if 200.0 * k as f64 * of_step > AFFORDABLE {
        return None;
    }
    let start = design.times(fitted.coefficients);
    let least = problem.deviance(&start);
    let naive = problem.information(&start)?.inverse();
    let of_column = |column: usize| {
        let at = column * k + column;
        let (naive, variance) = (naive[at], fitted.covariance[at]);
        let profiled = Profiled { problem, column, fitted, least, effect: variance / naive };
        let p_value = match fitted.coefficients[column] {
            0.0 => 1.0,
            _ => 2.0 * Normal::standard().sf(profiled.rise(0.0)?.0.max(0.0).sqrt()),
        };
        let error = variance.sqrt();
        Some(Profile { p_value, low: profiled.end(-error), high: profiled.end(error) })
    };
    let all: Vec<Option<Profile>> = (0..k).into_par_iter().map(of_column).collect();
    all.into_iter().collect()
}

/// One coefficient held at one value after the other.
struct Profiled<'a> {
    problem: Problem<'a>,
    column: usize,
    fitted: Fitted<'a>,
    least: f64,
    effect: f64,
}

impl Profiled<'_> {
    /// How much the deviance rises with the coefficient held at a value, and the others then.
    fn rise(&self, value: f64) -> Option<(f64, Vec<f64>)> {
        self.rise_from(value, self.fitted.coefficients)
    }

    fn rise_from(&self, value: f64, start: &[f64]) -> Option<(f64, Vec<f64>)> {
        let design = self.problem.design;
        let k = design.n_columns();
        let mut coefficients = start.to_vec();
        coefficients[self.column] = value;
        let mut predictor = design.times(&coefficients);
        let mut deviance = self.problem.deviance(&predictor);
        let free: Vec<usize> = (0..k).filter(|&column| column != self.column).collect();
        for _ in 0..MOST_STEPS {
            let mut step = vec![0.0; k];
            if !free.is_empty() {
                let Slope { score, curvature } = self.problem.slope(&predictor)?;
                let part: Vec<f64> = free
                    .iter()
                    .flat_map(|&i| free.iter().map(move |&j| (i, j)))
                    .map(|(i, j)| curvature[i * k + j])
                    .collect();
                let of_free: Vec<f64> = free.iter().map(|&column| score[column]).collect();
                let solved = Cholesky::of(&part, free.len())?.solve(&of_free);
                for (&column, value) in free.iter().zip(solved) {
                    step[column] = value;
                }
            }
            let moves = design.times(&step);
            let longest = moves.iter().fold(0.0_f64, |longest, step| longest.max(step.abs()));
            if !longest.is_finite() {
                return None;
            }
            let mut factor = (LONGEST_STEP / longest).min(1.0);
            let before = deviance;
            let mut tried = Vec::new();
            for _ in 0..20 {
                tried = predictor.iter().zip(&moves).map(|(eta, step)| eta + factor * step).collect();
                deviance = self.problem.deviance(&tried);
                if deviance <= before + 1e-9 * before.abs() {
                    break;
                }
                factor /= 2.0;
            }
            predictor = tried;
            for (coefficient, step) in coefficients.iter_mut().zip(&step) {
                *coefficient += factor * step;
            }
            if longest < SAME_PREDICTOR {
                return Some(((deviance - self.least) / self.effect, coefficients));
            }
        }
        None
    }

    /// Where the deviance has risen by the 95 % point, on the side of `step`, which is a standard error.
    fn end(&self, step: f64) -> Option<f64> {
        let centre = self.fitted.coefficients[self.column];
        // The root of the rise is nearly straight, so both ends of a bracket say well where it crosses.
        let root = |rise: f64| rise.max(0.0).sqrt() - CHI_SQUARED_95.sqrt();
        let (mut near, mut near_root) = (centre, root(0.0));
        let mut far = centre + step * CHI_SQUARED_95.sqrt();
        let mut start = self.fitted.coefficients.to_vec();
        let (mut far_root, mut tried) = (f64::NAN, 0);
        while tried < MOST_TRIED {
            let (rise, there) = self.rise_from(far, &start)?;
            start = there;
            tried += 1;
            far_root = root(rise);
            if far_root >= 0.0 {
                break;
            }
            (near, near_root) = (far, far_root);
            far = centre + (far - centre) * 1.5;
        }
        if far_root.is_nan() || far_root < 0.0 {
            return None;
        }
        let mut last_side = 0;
        while tried < MOST_TRIED {
            let middle = near + (far - near) * near_root / (near_root - far_root);
            let (rise, there) = self.rise_from(middle, &start)?;
            start = there;
            tried += 1;
            let at = root(rise);
            if at.abs() < SAME_DEVIANCE {
                return Some(middle);
            }
            // An end that stays twice is halved (Dowell and Jarratt 1971, *BIT* 11).
            if at < 0.0 {
                (near, near_root) = (middle, at);
                far_root = if last_side == -1 { far_root / 2.0 } else { far_root };
                last_side = -1;
            } else {
                (far, far_root) = (middle, at);
                near_root = if last_side == 1 { near_root / 2.0 } else { near_root };
                last_side = 1;
            }
        }
        None
    }
}
