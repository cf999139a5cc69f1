//! Standard errors of results weighted by inverse propensities, which are estimated themselves.

use crate::analysis::algebra::design::Design;
use crate::analysis::algebra::linear::Cholesky;
use crate::analysis::algebra::pattern::Tally;
use crate::analysis::propensity::estimated::Propensities;

/// A response model whose propensities weight the respondents.
#[derive(Clone, Copy, Debug)]
pub struct EstimatedPropensities<'a> {
    /// The columns of the model.
    pub design: &'a Design,
    /// Units by pattern.
    pub tally: &'a Tally,
    /// The propensities.
    pub propensities: &'a Propensities,
    /// Who answered, of all units.
    pub answered: &'a [bool],
    /// Design weights of all units; `None` in a census of the frame.
    pub weights: Option<&'a [f64]>,
}

impl EstimatedPropensities<'_> {
    /// `Σ d / Σ_{answered} d/p`, by which inverse propensities sum to the frame; `None` where a respondent has no propensity.
    pub fn scale(&self) -> Option<f64> {
        let weight = |unit: usize| self.weights.map_or(1.0, |weights| weights[unit]);
        let (mut whole, mut inverse) = (0.0, 0.0);
        for (unit, &answered) in self.answered.iter().enumerate() {
            whole += weight(unit);
            if answered {
                inverse += weight(unit) / self.propensities.of_pattern[self.design.pattern_of[unit]? as usize];
            }
        }
        Some(whole / inverse).filter(|scale| scale.is_finite())
    }

    /// The standard error of `Σ d r e / p`, where `e` is what a respondent contributes: for a mean `z(y − ŷ)/Σ w z`, for a total `z y`.
    /// `units` are the positions of the respondents that contribute; others, such as those that left a question out, contribute 0. `None` for
    /// a respondent without a propensity, or a model whose columns cannot be told apart.
    ///
    /// # Formula
    /// With design weights `d` (1 in a census), propensities `p`, columns `x`: `g = xᵀ (Σ d p(1−p) xxᵀ)⁻¹ Σ d r (1−p)/p e x`. The variance
    /// over response is `Σ d r (1−p)/p² (e − p g)²`; in a sample that over the design is added, `(1 − n/N) n/(n−1) Σ (d u − mean)²` with
    /// `u = r e/p − (r − p) g`. Without `g` propensities would count as known, which mostly is too much: estimated ones take away what the
    /// model explains of `e`, as calibration does.
    ///
    /// # Assumes
    /// Units respond independently, as the model says. Trimmed weights are no longer inverse propensities.
    ///
    /// # Source
    /// Kim and Kim (2007), *Canadian Journal of Statistics* 35(4); Fay (1991) and Shao and Steel (1999), *JASA* 94, for design and response in
    /// this order.
    pub fn standard_error(&self, units: &[usize], e: &[f64]) -> Option<f64> {
        let k = self.design.n_columns();
        let p = &self.propensities.of_pattern;
        let weight = |unit: usize| self.weights.map_or(1.0, |weights| weights[unit]);
        let information =
            self.design.cross_products(|pattern| self.tally.weight[pattern] * p[pattern] * (1.0 - p[pattern]));
        let mut slope = vec![0.0; k];
        let mut contributed = vec![0.0; self.design.pattern_of.len()];
        for (&unit, &e) in units.iter().zip(e) {
            let pattern = self.design.pattern_of[unit]? as usize;
            let scale = weight(unit) * (1.0 - p[pattern]) / p[pattern] * e;
            for (column, value) in self.design.row(pattern) {
                slope[column] += scale * value;
            }
            contributed[unit] = e;
        }
        let direction = Cholesky::of(&information, k)?.solve(&slope);
        let explained = self.design.times(&direction);
        let over_response: f64 = self
            .design
            .complete_units()
            .filter(|(unit, _)| self.answered[*unit])
            .map(|(unit, pattern)| {
                let p = p[pattern as usize];
                let rest = contributed[unit] - p * explained[pattern as usize];
                weight(unit) * (1.0 - p) / (p * p) * rest * rest
            })
            .sum();
        Some((over_response + self.over_design(&contributed, &explained, &weight)).max(0.0).sqrt())
    }

    fn over_design(&self, contributed: &[f64], explained: &[f64], weight: &dyn Fn(usize) -> f64) -> f64 {
        let p = &self.propensities.of_pattern;
        let (mut sum, mut squares) = (0.0, 0.0);
        for (unit, pattern) in self.design.complete_units() {
            let pattern = pattern as usize;
            let answered = f64::from(u8::from(self.answered[unit]));
            let value = weight(unit) * (contributed[unit] / p[pattern] - (answered - p[pattern]) * explained[pattern]);
            sum += value;
            squares += value * value;
        }
        self.tally.design_variance_of(sum, squares)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::algebra::logistic::Estimator;
    use crate::analysis::algebra::variable::Variable;
    use crate::analysis::propensity::estimated::logistic_propensities;
    use crate::analysis::statistic::estimate::WeightedRespondents;
    use crate::model::survey::formula::Formula;

    #[test]
    fn one_factor_gives_the_error_of_post_stratification() {
        // Inverse propensities of one factor are the weights of its strata.
        let words: Vec<Option<&str>> = (0..40).map(|unit| Some(if unit < 15 { "a" } else { "b" })).collect();
        let answered: Vec<bool> = (0..40).map(|unit| unit % 3 != 0 && unit % 7 != 1).collect();
        let design = Design::new(&Formula::parse("x").unwrap(), &[Variable::of_words("x", &words)]).unwrap();
        let tally = design.tally(&answered, None);
        let fitted = logistic_propensities(&design, &tally, Estimator::Likelihood).unwrap();
        let units: Vec<usize> = (0..40).filter(|&unit| answered[unit]).collect();
        let y: Vec<f64> = units.iter().map(|&unit| (unit * unit % 11) as f64).collect();
        let inverse = |unit: &usize| 1.0 / fitted.of_pattern[design.pattern_of[*unit].unwrap() as usize];
        let sample = WeightedRespondents::new(units.iter().map(inverse).collect(), 40, &[]);
        let (_, e) = sample.influence_of_mean(&y, &vec![1.0; y.len()]).unwrap();
        let model = EstimatedPropensities {
            design: &design,
            tally: &tally,
            propensities: &fitted,
            answered: &answered,
            weights: None,
        };
        let found = model.standard_error(&units, &e).unwrap();
        // By hand: Σ_h (N_h/N)² (1 − n_h/N_h) s²_h/n_h with the variance over n_h, not n_h − 1.
        let strata =
            [units.iter().filter(|unit| **unit < 15).count(), units.iter().filter(|unit| **unit >= 15).count()];
        let (first, second) = y.split_at(strata[0]);
        let part = |y: &[f64], all: f64| {
            let n = y.len() as f64;
            let mean = y.iter().sum::<f64>() / n;
            let spread = y.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / n;
            (all / 40.0).powi(2) * (1.0 - n / all) * spread / n
        };
        assert!((found * found - part(first, 15.0) - part(second, 25.0)).abs() < 1e-12);
    }
}
