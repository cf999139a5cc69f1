//! Standard errors of the partial indicators of a sample: what estimating the model adds, and what drawing the sample adds.
//!
//! Everything is a function of the coefficients and of the design weights. The first part follows the coefficients with their covariance, the
//! second the weights: with `u` the derivative of an indicator by a unit's weight its variance is the design variance of `Σ d u`.

use crate::analysis::algebra::design::Design;
use crate::analysis::algebra::linear::bilinear;
use crate::analysis::algebra::pattern::Tally;
use crate::analysis::propensity::estimated::Propensities;
use crate::analysis::propensity::partial_groups::{Classes, Groups};
use crate::analysis::propensity::representativeness::{NO_VARIANCE, Representativeness, design_variance};

/// What is known of a sample.
#[derive(Clone, Copy)]
pub(crate) struct Sample<'a> {
    pub(crate) design: &'a Design,
    pub(crate) tally: &'a Tally,
    pub(crate) propensities: &'a Propensities,
    pub(crate) whole: &'a Representativeness,
}

impl Sample<'_> {
    fn p(&self) -> &[f64] {
        &self.propensities.of_pattern
    }

    /// The weight and the mean propensity of some patterns.
    fn mean(&self, patterns: impl Iterator<Item = usize> + Clone) -> (f64, f64) {
        let weight: f64 = patterns.clone().map(|pattern| self.tally.weight[pattern]).sum();
        (weight, patterns.map(|pattern| self.tally.weight[pattern] * self.p()[pattern]).sum::<f64>() / weight)
    }

    /// The design variance of the variance between groups.
    ///
    /// # Formula
    /// `u = ((p̄_h − p̄)² + 2(p − p̄_h)(p̄_h − p̄) − S²_B)/N` for a unit of group `h`.
    pub(crate) fn of_between(&self, groups: &Groups, variance: f64) -> f64 {
        let mut u = vec![0.0; self.p().len()];
        for group in 0..groups.len() {
            let (_, mean) = self.mean(groups.patterns(group));
            let from_mean = mean - self.whole.mean;
            for pattern in groups.patterns(group) {
                let own = 2.0 * (self.p()[pattern] - mean) * from_mean;
                u[pattern] = (from_mean * from_mean + own - variance) / self.whole.population;
            }
        }
        design_variance(self.tally, |pattern| u[pattern])
    }

    /// The design variance of the variance within groups.
    ///
    /// # Formula
    /// `u = ((p − p̄_l)² − S²_W)/N` for a unit of cell `l`.
    pub(crate) fn of_within(&self, groups: &Groups, variance: f64) -> f64 {
        let mut u = vec![0.0; self.p().len()];
        for group in 0..groups.len() {
            let (_, mean) = self.mean(groups.patterns(group));
            for pattern in groups.patterns(group) {
                u[pattern] = ((self.p()[pattern] - mean).powi(2) - variance) / self.whole.population;
            }
        }
        design_variance(self.tally, |pattern| u[pattern])
    }

    /// Standard errors of `√(N_h/N)(p̄_h − p̄)`, level by level.
    ///
    /// # Formula
    /// With `q = N_h/N`: `q (z̄_h − z̄)ᵀV(z̄_h − z̄)` and the design variance of
    /// `u = (1_h − q)(p̄_h − p̄)/(2N√q) + √q (1_h (p − p̄_h)/N_h − (p − p̄)/N)`.
    pub(crate) fn of_levels(&self, classes: &Classes) -> Vec<f64> {
        let (n, population, mean) = (self.design.n_columns(), self.whole.population, self.whole.mean);
        let groups = Groups::of(&classes.of_pattern, classes.labels.len());
        let z = |patterns: &mut dyn Iterator<Item = usize>, weight: f64| {
            let mut sum = vec![0.0; n];
            for pattern in patterns {
                let scale = self.tally.weight[pattern] * self.propensities.slope[pattern] / weight;
                for (column, value) in self.design.row(pattern) {
                    sum[column] += scale * value;
                }
            }
            sum
        };
        let whole_z = z(&mut (0..self.p().len()), population);
        (0..groups.len())
            .map(|level| {
                let (weight, own) = self.mean(groups.patterns(level));
                let q = weight / population;
                let mut away = z(&mut groups.patterns(level), weight);
                away.iter_mut().zip(&whole_z).for_each(|(own, whole)| *own -= whole);
                let of_model = q * bilinear(&away, &self.propensities.covariance, &away);
                let of_design = design_variance(self.tally, |pattern| {
                    let p = self.p()[pattern];
                    let here = f64::from(u8::from(classes.of_pattern[pattern] as usize == level));
                    let of_share = (here - q) * (own - mean) / (2.0 * population * q.sqrt());
                    of_share + q.sqrt() * (here * (p - own) / weight - (p - mean) / population)
                });
                (of_model + of_design).sqrt()
            })
            .collect()
    }

    /// Standard errors of `√(Σ_{i∈h} (p − p̄_l)²/N)`, level by level; `None` where that is 0.
    ///
    /// # Formula
    /// With `W_h` the square, `A_lh = Σ_{i∈l∩h} d (p − p̄_l)` and `G_h = 2/N Σ_{i∈h} d (p − p̄_l)(z − z̄_l)`: the variance of `W_h` is
    /// `G_hᵀVG_h` and the design variance of `u = (1_h (p − p̄_l)² − 2(p − p̄_l) A_lh/N_l − W_h)/N`; the error its root over `2√W_h`.
    pub(crate) fn of_levels_within(&self, cells: &Groups, classes: &Classes, squares: &[f64]) -> Vec<Option<f64>> {
        let (n, n_levels, population) = (self.design.n_columns(), squares.len(), self.whole.population);
        let slope = &self.propensities.slope;
        let mut gradient = vec![vec![0.0; n]; n_levels];
        let (mut sum, mut sum_of_squares) = (vec![0.0; n_levels], vec![0.0; n_levels]);
        for cell in 0..cells.len() {
            let (weight, mean) = self.mean(cells.patterns(cell));
            let mut off = vec![0.0; n_levels];
            let mut mean_of_z = vec![0.0; n];
            for pattern in cells.patterns(cell) {
                let own = self.tally.weight[pattern];
                off[classes.of_pattern[pattern] as usize] += own * (self.p()[pattern] - mean);
                for (column, value) in self.design.row(pattern) {
                    mean_of_z[column] += own * slope[pattern] * value / weight;
                }
            }
            for (off, gradient) in off.iter().zip(&mut gradient) {
                gradient.iter_mut().zip(&mean_of_z).for_each(|(own, z)| *own -= 2.0 * off * z / population);
            }
            for pattern in cells.patterns(cell) {
                let (own, from_mean) = (self.tally.weight[pattern], self.p()[pattern] - mean);
                let level = classes.of_pattern[pattern] as usize;
                for (column, value) in self.design.row(pattern) {
                    gradient[level][column] += 2.0 * own * from_mean * slope[pattern] * value / population;
                }
                for other in 0..n_levels {
                    let here = if other == level { from_mean * from_mean } else { 0.0 };
                    let u = (here - 2.0 * from_mean * off[other] / weight - squares[other]) / population;
                    sum[other] += own * u;
                    sum_of_squares[other] += self.tally.squares[pattern] * u * u;
                }
            }
        }
        (0..n_levels)
            .map(|level| {
                let of_model = bilinear(&gradient[level], &self.propensities.covariance, &gradient[level]);
                let of_design = self.tally.design_variance_of(sum[level], sum_of_squares[level]);
                (squares[level] > NO_VARIANCE).then(|| (of_model + of_design).sqrt() / (2.0 * squares[level].sqrt()))
            })
            .collect()
    }
}
