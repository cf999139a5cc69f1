//! What a result of the frame would be under one assumption about nonrespondents after the other: curves and bounds.

use crate::analysis::interval::finite::{FrameCount, inverted};
use crate::analysis::outcome::result::Quantity;
use crate::analysis::proxy::measure::Proxy;
use crate::analysis::proxy::posterior::{Credible, Posterior};
use crate::analysis::random::hypergeometric::Hypergeometric;
use crate::model::base::word::words;

/// The odds of nonrespondents over those of respondents, along the curve.
pub const ODDS_RATIOS: [f64; 9] = [0.25, 1.0 / 3.0, 0.5, 2.0 / 3.0, 1.0, 1.5, 2.0, 3.0, 4.0];
/// The values of φ along the curve.
pub const PHIS: [f64; 11] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];
/// Larger frames have no interval under an odds ratio: it would take too long, and be narrow.
const MOST_UNITS: u64 = 20_000;

words! {
    /// What is assumed of nonrespondents.
    pub enum Assumption {
        /// The odds of nonrespondents are so many times those of respondents.
        OddsRatio = "odds_ratio",
        /// They have it no more often, or no more of it, than respondents.
        NoMore = "no_more",
        /// They have it no less often, or no less of it.
        NoLess = "no_less",
        /// How far response depends on the answer rather than on its proxy.
        Phi = "phi",
        /// The same, not known: uniform between 0 and 1.
        PhiUniform = "phi_uniform",
    }
}

/// One row of `sensitivity.csv`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sensitivity {
    /// Position of the question in the study.
    pub question: usize,
    /// Position of the option; `None` for a number.
    pub option: Option<usize>,
    /// What is estimated.
    pub quantity: Quantity,
    /// What is assumed.
    pub assumption: Assumption,
    /// The odds ratio, or φ.
    pub parameter: Option<f64>,
    /// The frame's share or mean that follows.
    pub estimate: Option<f64>,
    /// Its bounds, or its 95 % interval.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

/// What is known of a result: the respondents' sum and size, and the frame's size.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// The sum over respondents, each times its size.
    pub sum: f64,
    /// The size of the respondents.
    pub answered: f64,
    /// The size of the frame.
    pub whole: f64,
}

impl Known {
    /// The frame's share if nonrespondents have `ratio` times the odds of respondents.
    ///
    /// # Formula
    /// `(Σ w y + W₀ q)/W` with `q = OR p/(1 − p + OR p)` and `p` the respondents' share.
    ///
    /// # Source
    /// Rubin (1977), *Journal of the American Statistical Association* 72; Kim and Yu (2011), *Journal of the American Statistical
    /// Association* 106, for exponential tilting, which this is for a yes-or-no answer.
    pub fn share_at_odds(&self, ratio: f64) -> Option<f64> {
        let share = self.sum / self.answered;
        let others = ratio * share / (1.0 - share + ratio * share);
        Some((self.sum + (self.whole - self.answered) * others) / self.whole).filter(|share| share.is_finite())
    }

    /// Bounds if nonrespondents have on average no more than respondents, and if they have no less; `smallest` and `largest` are what an
    /// answer can be.
    ///
    /// # Formula
    /// With `ȳ` the respondents' mean: `[(Σ w y + W₀ smallest)/W, ȳ]` and `[ȳ, (Σ w y + W₀ largest)/W]`.
    ///
    /// # Source
    /// Manski (1994), in *Advances in Econometrics: Sixth World Congress*; Manski and Pepper (2000), *Econometrica* 68, for monotone selection.
    pub fn monotone(&self, (smallest, largest): (f64, f64)) -> Option<[(f64, f64); 2]> {
        let mean = self.sum / self.answered;
        let at = |value: f64| (self.sum + (self.whole - self.answered) * value) / self.whole;
        let bounds = [(at(smallest), mean), (mean, at(largest))];
        bounds.iter().all(|(low, high)| low.is_finite() && high.is_finite()).then_some(bounds)
    }
}

/// The 95 % interval for the number of units of the frame that have what `with` of `n_answered` respondents have, if nonrespondents have
/// `ratio` times their odds.
///
/// # Formula
/// Units that have it then answer with `1/OR` times the odds of the others, so `Y` of `M` in the frame follows Fisher's noncentral
/// hypergeometric distribution; from the smallest `M` with `P(Y ≥ y) > 2.5 %` to the largest with `P(Y ≤ y) > 2.5 %`. For `OR = 1` it is the
/// interval of a random sample.
///
/// # Source
/// Fisher (1935), *Journal of the Royal Statistical Society* 98; Buonaccorsi (1987), *The American Statistician* 41, for the inversion.
pub fn interval_at_odds(n_frame: u64, n_answered: u64, with: u64, ratio: f64) -> Option<FrameCount> {
    if n_frame > MOST_UNITS {
        return None;
    }
    inverted(n_frame, n_answered, with, |marked| {
        Hypergeometric::with_odds_ratio(n_frame, marked, n_answered, 1.0 / ratio)
    })
}

/// Rows of one result, in the order of [`Assumption`].
pub(crate) struct Rows {
    pub(crate) question: usize,
    pub(crate) option: Option<usize>,
    pub(crate) quantity: Quantity,
    pub(crate) known: Known,
    /// What an answer can be.
    pub(crate) limits: Option<(f64, f64)>,
    /// Units, respondents and those that have it, where every unit counts once.
    pub(crate) counts: Option<(u64, u64, u64)>,
}

impl Rows {
    fn row(&self, assumption: Assumption, parameter: Option<f64>) -> Sensitivity {
        let Self { question, option, quantity, .. } = *self;
        Sensitivity { question, option, quantity, assumption, parameter, estimate: None, low: None, high: None }
    }

    /// The curve over odds ratios and monotone bounds; none where everybody answered.
    pub(crate) fn of_answers(&self) -> Vec<Sensitivity> {
        let mut rows = Vec::new();
        if self.known.answered <= 0.0 || self.known.whole <= self.known.answered {
            return rows;
        }
        if self.option.is_some() {
            for ratio in ODDS_RATIOS {
                let mut row = self.row(Assumption::OddsRatio, Some(ratio));
                row.estimate = self.known.share_at_odds(ratio);
                if let Some((n_frame, n_answered, with)) = self.counts {
                    let interval = interval_at_odds(n_frame, n_answered, with, ratio);
                    row.low = interval.map(|count| count.low as f64 / n_frame as f64);
                    row.high = interval.map(|count| count.high as f64 / n_frame as f64);
                }
                rows.push(row);
            }
        }
        if let Some([no_more, no_less]) = self.limits.and_then(|limits| self.known.monotone(limits)) {
            for (assumption, (low, high)) in [(Assumption::NoMore, no_more), (Assumption::NoLess, no_less)] {
                rows.push(Sensitivity { low: Some(low), high: Some(high), ..self.row(assumption, None) });
            }
        }
        rows
    }

    /// The curve over φ of an informative proxy, with the interval of its posterior.
    pub(crate) fn of_proxy(&self, proxy: &Proxy, posterior: Option<&Posterior>) -> Vec<Sensitivity> {
        let mut rows = Vec::new();
        let ends = |credible: Option<Credible>| credible.map(|credible| credible.mean).unzip();
        for phi in PHIS {
            let estimate = proxy.bias(phi).map(|bias| bias.mean);
            let (low, high) = ends(posterior.and_then(|posterior| posterior.credible(Some(phi))));
            if estimate.or(low).is_some() {
                rows.push(Sensitivity { estimate, low, high, ..self.row(Assumption::Phi, Some(phi)) });
            }
        }
        let (low, high) = ends(posterior.and_then(|posterior| posterior.credible(None)));
        if low.is_some() {
            rows.push(Sensitivity { low, high, ..self.row(Assumption::PhiUniform, None) });
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::interval::finite::interval_of_count;

    #[test]
    fn equal_odds_are_a_random_sample() {
        for with in [0, 1, 7, 20] {
            assert_eq!(interval_at_odds(40, 20, with, 1.0), interval_of_count(40, 20, with));
        }
        let known = Known { sum: 5.0, answered: 20.0, whole: 40.0 };
        assert!((known.share_at_odds(1.0).unwrap() - 0.25).abs() < 1e-15);
        // Odds of 1 to 3 times 3 are 1 to 1.
        assert!((known.share_at_odds(3.0).unwrap() - 15.0 / 40.0).abs() < 1e-15);
    }

    #[test]
    fn monotone_bounds_meet_at_the_respondents_mean() {
        let known = Known { sum: 1.0, answered: 4.0, whole: 10.0 };
        assert_eq!(known.monotone((0.0, 1.0)), Some([(0.1, 0.25), (0.25, 0.7)]));
        assert_eq!(Known { answered: 0.0, sum: 0.0, ..known }.monotone((0.0, 1.0)), None);
    }

    #[test]
    fn odds_move_both_ends_of_the_interval() {
        let [less, same, more] = [0.25, 1.0, 4.0].map(|ratio| interval_at_odds(135, 89, 32, ratio).unwrap());
        assert!(less.low < same.low && same.low < more.low && less.high < same.high && same.high < more.high);
        assert_eq!(interval_at_odds(135, 0, 0, 1.0), None);
    }
}
