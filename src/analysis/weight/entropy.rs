//! Entropy balancing: positive weights as even as can be that give respondents the frame's means and spreads.

use crate::analysis::algebra::linear::{Cholesky, dependent};
use crate::analysis::basis::reason::NoWeights;
use crate::analysis::weight::adjust::{Units, of_respondents, refuse_silence};

/// Totals are met when none is off by more than this share of the sum of absolute values.
const MET: f64 = 1e-10;
const MOST_STEPS: usize = 200;
/// What a step must gain at least, of what its slope promises.
///
/// # Source
/// Nocedal and Wright (2006), *Numerical Optimization*, 3.1.
const GAIN: f64 = 1e-4;

/// Weights of the respondents whose means of `columns` (one value a unit) are the frame's. For a number its square, taken from the mean,
/// stands among the columns, so that the spread is met too.
///
/// # Formula
/// Least `Σ w ln(w/d)` over respondents subject to `Σ_{answered} w = Σ d` and `Σ_{answered} w m = Σ d m` for every column `m`. Its dual has
/// no constraint: with `z` the columns less the frame's means, `λ` makes `ln Σ_{answered} d exp(zᵀλ)` least, by Newton's method with steps
/// halved while they gain too little, and `w ∝ d exp(zᵀλ)`.
///
/// # Other sets
/// With the same columns this is calibration with the exponential distance, and for margins alone raking: one optimum by three names. It
/// says more by what it balances, the squares of numbers beside areas and size.
///
/// # Small samples
/// All weights are positive. Where no positive weights meet all columns (the largest units did not answer), there are none, and the set
/// says so; what is met costs a larger design effect the fewer respondents there are.
///
/// # Source
/// Hainmueller (2012), *Political Analysis* 20(1); the equivalence: Deville and Särndal (1992), case 2, and Zhao and Percival (2017), *Journal
/// of Causal Inference* 5(1).
///
/// # Errors
/// Nobody answered, or the totals cannot be met.
pub fn entropy_balance(columns: &[Vec<f64>], units: Units<'_>) -> Result<Vec<Option<f64>>, NoWeights> {
    refuse_silence(units)?;
    let whole = units.totals().0;
    let answered: Vec<usize> = (0..units.answered.len()).filter(|&unit| units.answered[unit]).collect();
    let sum = |value: &dyn Fn(usize) -> f64| -> f64 {
        (0..units.answered.len()).map(|unit| units.weight(unit) * value(unit)).sum()
    };
    // Each column less the frame's mean, over its spread, so that all are of one size.
    let centred: Vec<(Vec<f64>, f64)> = columns
        .iter()
        .filter_map(|column| {
            let mean = sum(&|unit| column[unit]) / whole;
            let spread = (sum(&|unit| (column[unit] - mean).powi(2)) / whole).sqrt();
            let size = sum(&|unit| column[unit].abs()) / whole;
            let values = answered.iter().map(|&unit| (column[unit] - mean) / spread).collect();
            // What a mean in spreads is, as a share of the mean of absolute values.
            (spread > 0.0).then_some((values, spread / size))
        })
        .collect();
    let base: Vec<f64> = answered.iter().map(|&unit| units.weight(unit)).collect();
    let kept = independent(&centred, &base);
    let state = |lambda: &[f64]| -> State {
        let predictor: Vec<f64> = (0..answered.len())
            .map(|position| kept.iter().zip(lambda).map(|(&column, by)| centred[column].0[position] * by).sum())
            .collect();
        State::of(&predictor, &base)
    };
    let off_by =
        |state: &State| centred.iter().map(|(values, size)| (state.mean(values) * size).abs()).fold(0.0_f64, f64::max);
    let mut lambda = vec![0.0; kept.len()];
    let mut now = state(&lambda);
    for _ in 0..MOST_STEPS {
        if off_by(&now) <= MET {
            let mut weights = now.weights.iter();
            let of_unit: Vec<f64> = units
                .answered
                .iter()
                .map(|&answered| if answered { weights.next().map_or(0.0, |weight| weight * whole) } else { 0.0 })
                .collect();
            return Ok(of_respondents(units, |unit| of_unit[unit]));
        }
        let slope: Vec<f64> = kept.iter().map(|&column| now.mean(&centred[column].0)).collect();
        let curvature: Vec<f64> = kept
            .iter()
            .enumerate()
            .flat_map(|(i, &one)| kept.iter().enumerate().map(move |(j, &other)| (i, one, j, other)))
            .map(|(i, one, j, other)| now.product(&centred[one].0, &centred[other].0) - slope[i] * slope[j])
            .collect();
        let Some(curved) = Cholesky::of(&curvature, kept.len()) else { break };
        let step = curved.solve(&slope);
        let promised: f64 = step.iter().zip(&slope).map(|(step, slope)| step * slope).sum();
        let mut factor = 1.0;
        let next = loop {
            let tried: Vec<f64> = lambda.iter().zip(&step).map(|(own, step)| own - factor * step).collect();
            let then = state(&tried);
            // Near the end the value no longer tells; the totals do.
            if then.value <= now.value - GAIN * factor * promised || off_by(&then) < off_by(&now) {
                break Some((tried, then));
            }
            factor /= 2.0;
            if factor < 1e-10 {
                break None;
            }
        };
        let Some((tried, then)) = next else { break };
        (lambda, now) = (tried, then);
    }
    Err(NoWeights::NotMet { off_by: off_by(&now) })
}

/// The columns that do not depend on those before them among respondents. What the others ask for is looked at in the end.
fn independent(columns: &[(Vec<f64>, f64)], base: &[f64]) -> Vec<usize> {
    let all: f64 = base.iter().sum();
    let even = State { weights: base.iter().map(|weight| weight / all).collect(), value: 0.0 };
    let means: Vec<f64> = columns.iter().map(|(values, _)| even.mean(values)).collect();
    let products: Vec<f64> = (0..columns.len())
        .flat_map(|i| (0..columns.len()).map(move |j| (i, j)))
        .map(|(i, j)| even.product(&columns[i].0, &columns[j].0) - means[i] * means[j])
        .collect();
    let depends = dependent(&products, columns.len());
    (0..columns.len()).filter(|&column| !depends[column]).collect()
}

/// Weights of respondents that sum to 1, and the value of the dual.
struct State {
    weights: Vec<f64>,
    value: f64,
}

impl State {
    fn of(predictor: &[f64], base: &[f64]) -> Self {
        let largest = predictor.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let raw: Vec<f64> = predictor.iter().zip(base).map(|(u, d)| d * (u - largest).exp()).collect();
        let sum: f64 = raw.iter().sum();
        Self { weights: raw.into_iter().map(|weight| weight / sum).collect(), value: sum.ln() + largest }
    }

    fn mean(&self, values: &[f64]) -> f64 {
        self.weights.iter().zip(values).map(|(weight, value)| weight * value).sum()
    }

    fn product(&self, one: &[f64], other: &[f64]) -> f64 {
        self.weights.iter().zip(one).zip(other).map(|((weight, one), other)| weight * one * other).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::weight::adjust::{Strata, rake};

    fn indicators(strata: &Strata) -> Vec<Vec<f64>> {
        let of = |level: usize| strata.of_unit.iter().map(|&own| f64::from(u8::from(own == level))).collect();
        (0..strata.levels.len()).map(of).collect()
    }

    fn strata(name: &str, of_unit: Vec<usize>) -> Strata {
        Strata { variable: name.to_owned(), levels: vec!["a".to_owned(), "b".to_owned()], of_unit }
    }

    #[test]
    fn margins_alone_are_raked_and_a_square_holds_the_spread() {
        let answered: Vec<bool> = (0..40).map(|unit| unit % 3 != 0 && unit % 7 != 1).collect();
        let units = Units { answered: &answered, design: None };
        let margins =
            [strata("x", (0..40).map(|unit| unit % 2).collect()), strata("y", (0..40).map(|unit| unit / 25).collect())];
        let columns: Vec<Vec<f64>> = margins.iter().flat_map(indicators).collect();
        let (balanced, raked) = (entropy_balance(&columns, units).unwrap(), rake(&margins, units).unwrap());
        for (one, other) in balanced.iter().flatten().zip(raked.iter().flatten()) {
            assert!((one - other).abs() < 1e-8, "{one} {other}");
        }
        let size: Vec<f64> = (0..40).map(|unit: i32| f64::from((unit * unit) % 37)).collect();
        let square = size.iter().map(|size| size * size).collect();
        let weights = entropy_balance(&[columns, vec![size.clone(), square]].concat(), units).unwrap();
        let mean = |power: i32| -> f64 {
            let weighted = weights.iter().zip(&size).filter_map(|(weight, size)| Some((*weight)? * size.powi(power)));
            weighted.sum::<f64>() / 40.0
        };
        for power in [1, 2] {
            let wanted = size.iter().map(|size| size.powi(power)).sum::<f64>() / 40.0;
            assert!((mean(power) / wanted - 1.0).abs() < 1e-9);
        }
        assert!(weights.iter().flatten().all(|weight| *weight > 0.0));
    }

    #[test]
    fn totals_that_no_positive_weights_meet_are_not_met() {
        let units = Units { answered: &[true, true, false], design: None };
        let found = entropy_balance(&[vec![1.0, 2.0, 9.0]], units);
        assert!(matches!(found, Err(NoWeights::NotMet { .. })), "{found:?}");
    }
}
