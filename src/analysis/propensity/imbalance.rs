//! Imbalance: how far the respondents' means are from the frame's, over all variables of a model at once.

use crate::analysis::algebra::design::Design;
use crate::analysis::algebra::linear::{Cholesky, bilinear};
use crate::analysis::algebra::pattern::Tally;

/// Särndal's indicators of balance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Imbalance {
    /// `IMB`: 0 when the means of respondents are those of the frame.
    pub imbalance: f64,
    /// `BI1`: 1 when they are.
    pub balance_1: f64,
    /// `BI2`: 1 when they are.
    pub balance_2: f64,
    /// The distance between the means of respondents and nonrespondents, in standard deviations.
    pub distance: f64,
}

/// Imbalance of the response over the columns of a model; `None` where nobody or everybody answered.
///
/// # Formula
/// With `P` the weighted response rate, `D = x̄_r − x̄` and `Σ = Σ d xxᵀ / Σ d`: `IMB = P² DᵀΣ⁻¹D`, `BI1 = 1 − √(IMB/(P(1−P)))`,
/// `BI2 = 1 − 2√IMB`, distance `√IMB/(P(1−P))`. `IMB` is also the variance, with denominator `N`, of propensities by least squares.
///
/// # Source
/// Särndal (2011), *Journal of Official Statistics* 27(1); Lundquist and Särndal (2013), *Journal of Official Statistics* 29(4).
pub fn imbalance(design: &Design, tally: &Tally) -> Option<Imbalance> {
    imbalance_by(design, tally, &inverse_products(design, tally)?)
}

/// `Σ⁻¹`, which does not depend on who answered.
pub(crate) fn inverse_products(design: &Design, tally: &Tally) -> Option<Vec<f64>> {
    let total = tally.total();
    let products = design.cross_products(|pattern| tally.weight[pattern] / total);
    Some(Cholesky::of(&products, design.n_columns())?.inverse())
}

/// [`imbalance`] with `Σ⁻¹` given.
pub(crate) fn imbalance_by(design: &Design, tally: &Tally, inverse: &[f64]) -> Option<Imbalance> {
    let (n, answered, k) = (tally.n_units(), tally.n_answered(), design.n_columns());
    if answered == 0 || answered == n {
        return None;
    }
    let total = tally.total();
    let responding: f64 = tally.answered.iter().sum();
    let rate = responding / total;
    let sums = design.sums(k, |pattern, sums| {
        let difference = tally.answered[pattern] / responding - tally.weight[pattern] / total;
        for (column, value) in design.row(pattern) {
            sums[column] += difference * value;
        }
    });
    let imbalance = (rate * rate * bilinear(&sums, inverse, &sums)).max(0.0);
    let spread = rate * (1.0 - rate);
    Some(Imbalance {
        imbalance,
        balance_1: 1.0 - (imbalance / spread).sqrt(),
        balance_2: 1.0 - 2.0 * imbalance.sqrt(),
        distance: imbalance.sqrt() / spread,
    })
}
