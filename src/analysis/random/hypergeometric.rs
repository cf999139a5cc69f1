//! The number of an area's units that answer when every set of respondents is equally likely.

/// Probabilities closer than this share of each other are the same, computed in another order; as in R's `fisher.test`.
const SAME: f64 = 1e-7;

/// The distribution of how many of `n_marked` units are among `n_drawn` of `n_frame` drawn at random without replacement.
///
/// # Formula
/// `P(X = k) = C(K, k) C(N−K, n−k) ψᵏ / Σ_j …`; `ψ = 1` is random response, another odds ratio is Fisher's noncentral distribution.
#[derive(Clone, Debug)]
pub struct Hypergeometric {
    lowest: u64,
    probabilities: Vec<f64>,
}

impl Hypergeometric {
    /// The distribution under random response; `None` when more are marked or drawn than there are.
    pub fn new(n_frame: u64, n_marked: u64, n_drawn: u64) -> Option<Self> {
        Self::with_odds_ratio(n_frame, n_marked, n_drawn, 1.0)
    }

    /// The distribution when marked units have `odds_ratio` times the odds of being drawn.
    pub fn with_odds_ratio(n_frame: u64, n_marked: u64, n_drawn: u64, odds_ratio: f64) -> Option<Self> {
        if n_marked > n_frame || n_drawn > n_frame || !(odds_ratio > 0.0 && odds_ratio.is_finite()) {
            return None;
        }
        let lowest = (n_marked + n_drawn).saturating_sub(n_frame);
        let highest = n_marked.min(n_drawn);
        // From each number to the next; the sum starts at the largest term, so that nothing overflows or vanishes too early.
        let ratio = |k: u64| {
            let up = (n_marked - k) as f64 * (n_drawn - k) as f64 * odds_ratio;
            up / ((k + 1) as f64 * (n_frame + k + 1 - n_marked - n_drawn) as f64)
        };
        let (mut low, mut high) = (lowest, highest);
        while low < high {
            let middle = u64::midpoint(low, high);
            if ratio(middle) >= 1.0 {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let mode = low;
        let mut below = Vec::new();
        let mut term = 1.0;
        // A term too small for a number leaves none beyond it.
        for k in (lowest..mode).rev() {
            term /= ratio(k);
            if term <= 0.0 {
                break;
            }
            below.push(term);
        }
        let number_of = |first: u64, end: u64| usize::try_from(end - first).unwrap_or(usize::MAX);
        below.resize(number_of(lowest, mode), 0.0);
        below.reverse();
        let mut probabilities = below;
        probabilities.push(1.0);
        term = 1.0;
        for k in mode..highest {
            term *= ratio(k);
            if term <= 0.0 {
                break;
            }
            probabilities.push(term);
        }
        probabilities.resize(number_of(lowest, highest) + 1, 0.0);
        let sum: f64 = probabilities.iter().sum();
        for probability in &mut probabilities {
            *probability /= sum;
        }
        Some(Self { lowest, probabilities })
    }

    /// The smallest and the largest number that can occur.
    pub fn range(&self) -> (u64, u64) {
        (self.lowest, self.lowest + self.probabilities.len() as u64 - 1)
    }

    fn position(&self, k: u64) -> Option<usize> {
        usize::try_from(k.checked_sub(self.lowest)?).ok().filter(|&position| position < self.probabilities.len())
    }

    /// `P(X = k)`.
    pub fn probability(&self, k: u64) -> f64 {
        self.position(k).map_or(0.0, |position| self.probabilities[position])
    }

    /// `P(X ≤ k)`.
    pub fn at_most(&self, k: u64) -> f64 {
        let Some(last) = k.checked_sub(self.lowest) else { return 0.0 };
        let n = usize::try_from(last).map_or(usize::MAX, |last| last.saturating_add(1)).min(self.probabilities.len());
        self.probabilities[..n].iter().sum::<f64>().min(1.0)
    }

    /// `P(X ≥ k)`.
    pub fn at_least(&self, k: u64) -> f64 {
        let first = usize::try_from(k.saturating_sub(self.lowest)).map_or(usize::MAX, |first| first);
        self.probabilities[first.min(self.probabilities.len())..].iter().rev().sum::<f64>().min(1.0)
    }

    /// The smallest number that at least a share `p` of all samples do not exceed.
    pub fn quantile(&self, p: f64) -> u64 {
        let mut sum = 0.0;
        let reached = |probability: &f64| {
            sum += probability;
            sum >= p - 1e-12
        };
        let position = self.probabilities.iter().position(reached);
        self.lowest + position.unwrap_or(self.probabilities.len() - 1) as u64
    }

    /// Two-sided p-value: twice the smaller of the two tails, at most 1.
    ///
    /// # Source
    /// Cox and Hinkley (1974), *Theoretical Statistics*, 4.7; Agresti (2013), *Categorical Data Analysis*, 3rd edition, 3.5.3.
    pub fn two_sided(&self, k: u64) -> f64 {
        (2.0 * self.at_most(k).min(self.at_least(k))).min(1.0)
    }

    /// Another two-sided p-value, by minimum likelihood: the probability of all numbers that are no more likely than `k`. No range of
    /// numbers goes with it that always has both ends.
    ///
    /// # Source
    /// The rule of Fisher's exact test in R's `fisher.test`; Agresti (2013), *Categorical Data Analysis*, 3rd edition, 3.5.3.
    pub fn minimum_likelihood(&self, k: u64) -> f64 {
        let observed = self.probability(k) * (1.0 + SAME);
        self.probabilities.iter().filter(|&&probability| probability <= observed).sum::<f64>().min(1.0)
    }

    /// Two-sided mid-p: twice the smaller of the two tails, each with half the probability of `k` itself. Less conservative than the
    /// exact p-value, and not guaranteed to keep its size.
    ///
    /// # Source
    /// Lancaster (1961), *Journal of the American Statistical Association* 56; Berry and Armitage (1995), *The Statistician* 44.
    pub fn two_sided_mid_p(&self, k: u64) -> f64 {
        let smaller = self.at_most(k).min(self.at_least(k));
        (2.0 * smaller - self.probability(k)).clamp(0.0, 1.0)
    }

    /// The first and the last number whose two-sided p-value is above `level`: `k` lies outside if and only if its p-value is at most that.
    pub fn within(&self, level: f64) -> (u64, u64) {
        let (low, high) = self.range();
        // Both tails grow number by number.
        let mut sum = 0.0;
        let reaches = |probability: &f64| {
            sum += probability;
            2.0 * f64::min(sum, 1.0) > level
        };
        let first = self.probabilities.iter().position(reaches).map_or(high, |before| low + before as u64);
        sum = 0.0;
        let reaches = |probability: &f64| {
            sum += probability;
            2.0 * f64::min(sum, 1.0) > level
        };
        let last = self.probabilities.iter().rev().position(reaches).map_or(first, |after| high - after as u64);
        (first, last.max(first))
    }

    /// All numbers whose two-sided p-value is at most `level`, in order.
    pub fn rejected(&self, level: f64) -> Vec<u64> {
        let (low, high) = self.range();
        let (first, last) = self.within(level);
        (low..=high).filter(|k| !(first..=last).contains(k)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_units_of_which_two_are_drawn() {
        let two_of_four = Hypergeometric::new(4, 2, 2).unwrap();
        for (k, probability) in [(0, 1.0 / 6.0), (1, 4.0 / 6.0), (2, 1.0 / 6.0), (3, 0.0)] {
            assert!((two_of_four.probability(k) - probability).abs() < 1e-15);
        }
        assert!((two_of_four.two_sided(0) - 1.0 / 3.0).abs() < 1e-15);
        assert!((two_of_four.minimum_likelihood(0) - 1.0 / 3.0).abs() < 1e-15);
        assert!((two_of_four.two_sided_mid_p(0) - 1.0 / 6.0).abs() < 1e-15);
        assert!((two_of_four.two_sided(1) - 1.0).abs() < 1e-15);
        assert!((two_of_four.at_least(1) - 5.0 / 6.0).abs() < 1e-15);
        assert!((two_of_four.at_most(7) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn where_nothing_can_vary_the_only_number_is_certain() {
        for (n_frame, n_marked, n_drawn, k) in [(5, 0, 3, 0), (5, 5, 3, 3), (5, 2, 5, 2), (0, 0, 0, 0)] {
            let certain = Hypergeometric::new(n_frame, n_marked, n_drawn).unwrap();
            assert_eq!(certain.range(), (k, k));
            assert!((certain.two_sided(k) - 1.0).abs() < 1e-15);
        }
        assert!(Hypergeometric::new(3, 4, 1).is_none());
        assert!(Hypergeometric::with_odds_ratio(3, 1, 1, 0.0).is_none());
    }

    #[test]
    fn a_number_is_rejected_if_and_only_if_it_lies_outside_the_range() {
        for (n_frame, n_marked, n_drawn) in [(135, 22, 89), (40, 3, 31), (12, 12, 5), (60, 31, 2), (9, 1, 4)] {
            let here = Hypergeometric::new(n_frame, n_marked, n_drawn).unwrap();
            for level in [0.05, 0.2, 0.9] {
                let ((first, last), (low, high)) = (here.within(level), here.range());
                for k in low..=high {
                    assert_eq!(here.two_sided(k) > level, (first..=last).contains(&k), "{n_frame} {n_marked} {k}");
                }
            }
        }
    }

    #[test]
    fn a_frame_of_a_million_units_stays_within_range() {
        let large = Hypergeometric::new(1_000_000, 300_000, 650_000).unwrap();
        assert!((large.at_most(195_000) - 0.5).abs() < 0.01);
        assert!(large.two_sided(194_000) < 1e-3 && large.two_sided(194_000) > 0.0);
    }
}
