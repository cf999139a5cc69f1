//! Means, shares and totals over respondents with weights, and their standard errors in a finite frame.

/// Respondents with their weights, in one order.
#[derive(Clone, Debug)]
pub struct WeightedRespondents {
    /// The weight of each respondent.
    pub weights: Vec<f64>,
    /// Units of the frame.
    pub n_frame: usize,
    /// What the weights were adjusted to, as columns that span each other orthogonally.
    basis: Vec<Vec<f64>>,
    /// Whether the weights were scaled to the frame by their sum, which then does not vary.
    is_scaled: bool,
}

/// An estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Its standard error; `None` with fewer than two respondents.
    pub standard_error: Option<f64>,
    /// The skewness of what respondents contribute, over `√n`: `Σ (u − ū)³/(Σ (u − ū)²)^1.5` of `u = w e`; 0 where nothing varies.
    pub skewness: f64,
}

/// A column whose part beyond the columns before is shorter than this share of it adds nothing.
const DEPENDENT: f64 = 1e-9;

impl WeightedRespondents {
    /// Respondents of a frame of `n_frame` units. `controls` are the columns whose totals the weights meet, one value a respondent: strata,
    /// margins or calibration variables; none for weights that were not adjusted.
    pub fn new(weights: Vec<f64>, n_frame: usize, controls: &[Vec<f64>]) -> Self {
        let mut basis: Vec<Vec<f64>> = Vec::new();
        for column in controls {
            let length = norm(column);
            let mut rest = column.clone();
            // Twice, since once leaves rounding of the columns before.
            for _ in 0..2 {
                for direction in &basis {
                    subtract_projection(&mut rest, direction);
                }
            }
            let left = norm(&rest);
            if left > DEPENDENT * length {
                basis.push(rest.iter().map(|value| value / left).collect());
            }
        }
        Self { weights, n_frame, basis, is_scaled: false }
    }

    /// The same with weights that were scaled to the frame: their totals are means times the frame (Hájek).
    #[must_use]
    pub fn scaled(self) -> Self {
        Self { is_scaled: true, ..self }
    }

    /// The share or mean `Σ w z y / Σ w z` over the respondents with `z` above 0; `None` when there are none.
    ///
    /// # Formula
    /// The influence of respondent `i` is `z_i(y_i − ŷ)/Σ w z`. What the controls explain of it does not vary, so it is replaced by its
    /// residual `e_i` on them, and `V = (1 − n/N) n/(n−1) Σ (w_i e_i − mean)²`.
    ///
    /// # Assumes
    /// Respondents are a simple random sample of the frame, inside what the controls account for.
    ///
    /// # Source
    /// Särndal, Swensson and Wretman (1992), *Model Assisted Survey Sampling*, 5.5, 6.6 and 7.4; Deville and Särndal (1992).
    pub fn mean(&self, y: &[f64], z: &[f64]) -> Option<Estimate> {
        let (value, influence) = self.influence_of_mean(y, z)?;
        Some(self.estimate(value, influence))
    }

    /// The share or mean, and the influence of each respondent on it before any adjustment: `z(y − ŷ)/Σ w z`.
    pub fn influence_of_mean(&self, y: &[f64], z: &[f64]) -> Option<(f64, Vec<f64>)> {
        let whole: f64 = self.weights.iter().zip(z).map(|(w, z)| w * z).sum();
        let part: f64 = self.weights.iter().zip(z).zip(y).map(|((w, z), y)| w * z * y).sum();
        let value = Some(part / whole).filter(|value| value.is_finite() && whole > 0.0)?;
        Some((value, z.iter().zip(y).map(|(z, y)| z * (y - value) / whole).collect()))
    }

    /// The total `Σ w z y` over the frame.
    pub fn total(&self, y: &[f64], z: &[f64]) -> Estimate {
        let (value, influence) = self.influence_of_total(y, z);
        self.estimate(value, influence)
    }

    /// The total, and the influence of each respondent on it before any adjustment: `z y`; `z y − t/Σ w` where weights were scaled.
    pub fn influence_of_total(&self, y: &[f64], z: &[f64]) -> (f64, Vec<f64>) {
        let value: f64 = self.weights.iter().zip(z).zip(y).map(|((w, z), y)| w * z * y).sum();
        let mean = if self.is_scaled { value / self.weights.iter().sum::<f64>() } else { 0.0 };
        (value, z.iter().zip(y).map(|(z, y)| z * y - mean).collect())
    }

    /// How many columns the weights meet the totals of, without those that others imply.
    pub fn n_controls(&self) -> usize {
        self.basis.len()
    }

    fn estimate(&self, value: f64, mut influence: Vec<f64>) -> Estimate {
        let n = influence.len() as f64;
        for direction in &self.basis {
            subtract_projection(&mut influence, direction);
        }
        let weighted: Vec<f64> = influence.iter().zip(&self.weights).map(|(e, w)| e * w).collect();
        let mean = weighted.iter().sum::<f64>() / n;
        let squares: f64 = weighted.iter().map(|value| (value - mean).powi(2)).sum();
        let cubes: f64 = weighted.iter().map(|value| (value - mean).powi(3)).sum();
        let correction = (1.0 - n / self.n_frame as f64).max(0.0);
        let standard_error = (influence.len() > 1).then(|| (correction * n / (n - 1.0) * squares).sqrt());
        let skewness = Some(cubes / squares.powf(1.5)).filter(|skewness| skewness.is_finite()).unwrap_or(0.0);
        Estimate { value, standard_error, skewness }
    }
}

fn norm(column: &[f64]) -> f64 {
    column.iter().map(|value| value * value).sum::<f64>().sqrt()
}

fn subtract_projection(column: &mut [f64], direction: &[f64]) {
    let product: f64 = column.iter().zip(direction).map(|(a, b)| a * b).sum();
    for (value, along) in column.iter_mut().zip(direction) {
        *value -= product * along;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::outcome::bounds::standard_error_of_mean;

    #[test]
    fn equal_weights_give_the_standard_error_of_a_simple_sample() {
        let y = [1.0, 0.0, 3.0, 2.0, 5.0];
        let respondents = WeightedRespondents::new(vec![4.0; 5], 20, &[]);
        let mean = respondents.mean(&y, &[1.0; 5]).unwrap();
        assert!((mean.value - 2.2).abs() < 1e-15);
        assert!((mean.standard_error.unwrap() - standard_error_of_mean(&y, 20).unwrap()).abs() < 1e-15);
        let total = respondents.total(&y, &[1.0; 5]);
        assert!((total.standard_error.unwrap() - 20.0 * mean.standard_error.unwrap()).abs() < 1e-12);
    }

    #[test]
    fn what_the_controls_know_does_not_vary() {
        let y = [1.0, 1.0, 4.0, 4.0];
        let strata = [vec![1.0, 1.0, 0.0, 0.0], vec![0.0, 0.0, 1.0, 1.0], vec![1.0; 4]];
        let respondents = WeightedRespondents::new(vec![2.0, 2.0, 3.0, 3.0], 10, &strata);
        assert_eq!(respondents.basis.len(), 2);
        let mean = respondents.mean(&y, &[1.0; 4]).unwrap();
        assert!((mean.value - 2.8).abs() < 1e-15 && mean.standard_error.unwrap() < 1e-12);
    }

    #[test]
    fn a_total_with_scaled_weights_is_a_mean_of_the_frame() {
        let (y, ones, weights) = ([1.0, 0.0, 3.0, 2.0], [1.0; 4], vec![2.0, 5.0, 1.0, 2.0]);
        let sample = WeightedRespondents::new(weights, 10, &[]).scaled();
        let (total, mean) = (sample.total(&y, &ones), sample.mean(&y, &ones).unwrap());
        assert!((total.value - 10.0 * mean.value).abs() < 1e-15);
        assert!((total.standard_error.unwrap() - 10.0 * mean.standard_error.unwrap()).abs() < 1e-14);
    }

    #[test]
    fn nobody_asked_has_no_mean_and_everybody_answered_no_error() {
        assert_eq!(WeightedRespondents::new(vec![1.0; 2], 2, &[]).mean(&[1.0, 2.0], &[0.0; 2]), None);
        let all = WeightedRespondents::new(vec![1.0; 2], 2, &[]).mean(&[1.0, 2.0], &[1.0; 2]).unwrap();
        assert_eq!(all.standard_error, Some(0.0));
        assert_eq!(WeightedRespondents::new(vec![3.0], 3, &[]).mean(&[1.0], &[1.0]).unwrap().standard_error, None);
    }
}
