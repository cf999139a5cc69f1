//! How many of each group random response draws: the numbers themselves are drawn, so it costs the same for any number of units.

use rayon::prelude::*;

use crate::analysis::random::draw::RandomStream;
use crate::analysis::random::permutation::Permutations;

/// Groups of units, of which so many units are drawn without replacement.
pub struct Numbers<'a> {
    groups: &'a [u64],
    n_drawn: u64,
    /// `ln 0!` to `ln N!`.
    ln_factorials: Vec<f64>,
}

impl<'a> Numbers<'a> {
    /// The design.
    pub fn of(groups: &'a [u64], n_drawn: u64) -> Self {
        let n: u64 = groups.iter().sum();
        let mut sum = 0.0;
        let of_next = |k: u64| {
            sum += (k as f64).ln();
            sum
        };
        let ln_factorials = std::iter::once(0.0).chain((1..=n).map(of_next)).collect();
        Self { groups, n_drawn: n_drawn.min(n), ln_factorials }
    }

    /// A statistic of the numbers that each permutation draws, in the order of the permutations.
    pub fn permuted<S: Send>(&self, permutations: Permutations, statistic: impl Fn(&[u64]) -> S + Sync) -> Vec<S> {
        let blocks = permutations.blocks().map(|(mut random, permutations)| {
            let mut numbers = vec![0; self.groups.len()];
            let mut results = Vec::with_capacity(permutations);
            for _ in 0..permutations {
                self.draw(&mut random, &mut numbers);
                results.push(statistic(&numbers));
            }
            results
        });
        let blocks: Vec<Vec<S>> = blocks.collect();
        blocks.into_iter().flatten().collect()
    }

    /// Group after group: of what the groups before have left, the number of the next is hypergeometric.
    fn draw(&self, random: &mut RandomStream, numbers: &mut [u64]) {
        let (mut units, mut wanted): (u64, u64) = (self.groups.iter().sum(), self.n_drawn);
        for (number, &group) in numbers.iter_mut().zip(self.groups) {
            *number = self.hypergeometric(random.uniform(), units, group, wanted);
            units -= group;
            wanted -= *number;
        }
    }

    fn ln_choose(&self, n: u64, k: u64) -> f64 {
        let ln = |n: u64| self.ln_factorials[usize::try_from(n).unwrap_or(usize::MAX)];
        ln(n) - ln(k) - ln(n - k)
    }

    /// How many of `marked` units are among `drawn` of `units`, by inversion from the most likely number outwards.
    ///
    /// # Source
    /// Kachitvichyanukul and Schmeiser (1985), *Journal of Statistical Computation and Simulation* 22, for inversion; Devroye (1986),
    /// *Non-Uniform Random Variate Generation*, III.2, for the start at the mode.
    fn hypergeometric(&self, uniform: f64, units: u64, marked: u64, drawn: u64) -> u64 {
        let (lowest, highest) = ((marked + drawn).saturating_sub(units), marked.min(drawn));
        let mode = ((marked + 1) * (drawn + 1) / (units + 2)).clamp(lowest, highest);
        let others = units - marked;
        let ln_mode =
            self.ln_choose(marked, mode) + self.ln_choose(others, drawn - mode) - self.ln_choose(units, drawn);
        let at_mode = ln_mode.exp();
        let mut left = uniform - at_mode;
        let (mut up, mut down) = ((mode, at_mode), (mode, at_mode));
        while left > 0.0 && (up.0 < highest || down.0 > lowest) {
            if up.0 < highest {
                let k = up.0;
                let ratio =
                    (marked - k) as f64 * (drawn - k) as f64 / ((k + 1) as f64 * (others + k + 1 - drawn) as f64);
                up = (k + 1, up.1 * ratio);
                left -= up.1;
                if left <= 0.0 {
                    return up.0;
                }
            }
            if down.0 > lowest {
                let k = down.0;
                let ratio = k as f64 * (others + k - drawn) as f64 / ((marked - k + 1) as f64 * (drawn - k + 1) as f64);
                down = (k - 1, down.1 * ratio);
                left -= down.1;
                if left <= 0.0 {
                    return down.0;
                }
            }
        }
        // Rounding may leave a little of a probability of 1.
        mode
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::random::hypergeometric::Hypergeometric;

    #[test]
    fn numbers_are_as_likely_as_drawing_units_makes_them() {
        let groups = [40, 0, 25, 9, 61];
        let permutations = Permutations { seed: 5, count: 40_000 };
        let numbers = Numbers::of(&groups, 60).permuted(permutations, <[u64]>::to_vec);
        assert!(numbers.iter().all(|numbers| numbers.iter().sum::<u64>() == 60));
        for (group, &units) in groups.iter().enumerate() {
            let exact = Hypergeometric::new(135, units, 60).unwrap();
            let (low, high) = exact.range();
            for k in low..=high {
                let expected = exact.probability(k);
                let found = numbers.iter().filter(|numbers| numbers[group] == k).count() as f64 / 40_000.0;
                let error = (expected * (1.0 - expected) / 40_000.0).sqrt();
                assert!((found - expected).abs() <= 5.0 * error + 1e-4, "{group} {k}: {found} {expected}");
            }
        }
        // Two groups together: their covariance is −n/N (1 − n/N)/(N − 1) of the product of their sizes.
        let mean = |of: &dyn Fn(&[u64]) -> f64| numbers.iter().map(|numbers| of(numbers)).sum::<f64>() / 40_000.0;
        let (a, b) = (mean(&|numbers| numbers[0] as f64), mean(&|numbers| numbers[4] as f64));
        let together = mean(&|numbers| (numbers[0] as f64 - a) * (numbers[4] as f64 - b));
        let expected = -(60.0 / 135.0) * (75.0 / 135.0) / 134.0 * 40.0 * 61.0;
        assert!((together - expected).abs() < 0.15, "{together} {expected}");
    }

    #[test]
    fn the_numbers_of_a_large_frame_stay_in_range() {
        let groups = [700_000, 1, 299_999];
        let numbers = Numbers::of(&groups, 999_999).permuted(Permutations { seed: 2, count: 500 }, <[u64]>::to_vec);
        assert!(numbers.iter().all(|numbers| numbers.iter().zip(groups).all(|(number, group)| *number <= group)));
        assert!(
            numbers.iter().any(|numbers| numbers[0] == 699_999) && numbers.iter().any(|numbers| numbers[0] == 700_000)
        );
    }
}
