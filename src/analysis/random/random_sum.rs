//! The distribution of a sum over units drawn at random without replacement, computed three ways.

use crate::analysis::random::sampling::{Distribution, Sampling};

/// Up to this many units all their subsets are listed.
pub const LISTED_UNITS: usize = 24;

/// All subsets of a few units: those of one half of the units beside those of the other, by number of units, in order of their sums.
#[derive(Debug)]
pub struct Pairs {
    first: Vec<Vec<u64>>,
    second: Vec<Vec<u64>>,
    /// The probability of one given set, by its number of units.
    weights: Vec<f64>,
}

impl Pairs {
    /// Lists all subsets of at most [`LISTED_UNITS`] units.
    pub fn of(sizes: &[u64], frame: Sampling) -> Self {
        let (first, second) = sizes.split_at(sizes.len() / 2);
        Self {
            first: sums_by_number(first),
            second: sums_by_number(second),
            weights: frame.ln_weight_of_set(sizes.len()).into_iter().map(f64::exp).collect(),
        }
    }

    /// The probability of the sets that `chosen` counts among pairs of sums in order.
    fn probability(&self, chosen: impl Fn(&[u64], &[u64]) -> u64) -> f64 {
        let mut number_of_sets = vec![0; self.weights.len()];
        for (k, first) in self.first.iter().enumerate() {
            for (l, second) in self.second.iter().enumerate() {
                number_of_sets[k + l] += chosen(first, second);
            }
        }
        number_of_sets.iter().zip(&self.weights).map(|(&number, weight)| number as f64 * weight).sum()
    }
}

/// The sums of all sets of `0, 1, …` of the units, each list in order.
fn sums_by_number(sizes: &[u64]) -> Vec<Vec<u64>> {
    let mut sums = vec![Vec::new(); sizes.len() + 1];
    for set in 0_u32..1 << sizes.len() {
        let sum = sizes.iter().enumerate().filter(|(unit, _)| set >> unit & 1 == 1).map(|(_, size)| size).sum();
        sums[set.count_ones() as usize].push(sum);
    }
    for sums in &mut sums {
        sums.sort_unstable();
    }
    sums
}

/// How many pairs of one sum of each list are at most `t` together.
fn pairs_at_most(first: &[u64], second: &[u64], t: u64) -> u64 {
    let (mut pairs, mut fitting) = (0, second.len());
    for sum in first {
        while fitting > 0 && sum + second[fitting - 1] > t {
            fitting -= 1;
        }
        pairs += fitting as u64;
    }
    pairs
}

impl Distribution for Pairs {
    fn at_most(&self, t: u64) -> f64 {
        self.probability(|first, second| pairs_at_most(first, second, t))
    }

    fn at_least(&self, t: u64) -> f64 {
        self.probability(|first, second| {
            let all = (first.len() * second.len()) as u64;
            all - t.checked_sub(1).map_or(0, |below| pairs_at_most(first, second, below))
        })
    }
}

/// Subsets of units by size and sum: row `k`, column `t` holds how many sets of `k` of the units have the sum `t`, times `odds^k` and a
/// scale that keeps the numbers within range.
struct Counts {
    rows: Vec<Vec<f64>>,
    /// `ln` of what every number was multiplied by.
    ln_scale: f64,
}

/// Units after which the numbers are scaled down: `2^512` is far from the largest number.
const SCALED_EVERY: usize = 512;

impl Counts {
    fn of(sizes: &[usize], most: usize, odds: f64) -> Self {
        let total: usize = sizes.iter().sum();
        let most = most.min(sizes.len());
        let mut rows = vec![vec![0.0; total + 1]; most + 1];
        let mut ln_scale = 0.0;
        rows[0][0] = 1.0;
        let mut reached = 0;
        for (done, &size) in sizes.iter().enumerate() {
            for k in (1..=most.min(done + 1)).rev() {
                let (fewer, here) = rows.split_at_mut(k);
                let row = &mut here[0][size..=size + reached];
                for (value, &before) in row.iter_mut().zip(&fewer[k - 1][..=reached]) {
                    *value += odds * before;
                }
            }
            reached += size;
            if (done + 1) % SCALED_EVERY == 0 {
                let ln_factor = -(SCALED_EVERY as f64) * odds.ln_1p();
                ln_scale += ln_factor;
                for value in rows.iter_mut().flatten() {
                    *value *= ln_factor.exp();
                }
            }
        }
        Self { rows, ln_scale }
    }
}

/// The distribution of the sum of few enough steps, column by column.
#[derive(Debug)]
pub struct Table {
    probabilities: Vec<f64>,
    /// The sums of all probabilities so far.
    so_far: Vec<f64>,
}

impl Table {
    /// Builds the table by the shift algorithm; the work is a third of units² × steps.
    pub fn of(sizes: &[u64], frame: Sampling) -> Self {
        let sizes: Vec<usize> = sizes.iter().map(|&size| usize::try_from(size).unwrap_or(usize::MAX)).collect();
        let odds = frame.odds();
        let counts = Counts::of(&sizes, frame.n_answered, odds);
        let ln_weights = frame.ln_weight_of_set(sizes.len());
        let mut probabilities = vec![0.0; counts.rows[0].len()];
        for (k, row) in counts.rows.iter().enumerate() {
            let factor = (ln_weights[k] - k as f64 * odds.ln() - counts.ln_scale).exp();
            if factor > 0.0 {
                for (probability, value) in probabilities.iter_mut().zip(row) {
                    *probability += factor * value;
                }
            }
        }
        let mut sum = 0.0;
        let so_far = probabilities.iter().map(|probability| {
            sum += probability;
            sum
        });
        Self { so_far: so_far.collect(), probabilities }
    }

    fn column(&self, t: u64) -> usize {
        usize::try_from(t).map_or(self.probabilities.len(), |t| t.min(self.probabilities.len()))
    }
}

impl Distribution for Table {
    fn at_most(&self, t: u64) -> f64 {
        self.column(t.saturating_add(1)).checked_sub(1).map_or(0.0, |last| self.so_far[last])
    }

    fn at_least(&self, t: u64) -> f64 {
        self.probabilities[self.column(t)..].iter().rev().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::random::series::Series;

    /// Every sample of `n` of the frame, listed; the area's units come first.
    fn brute_force(sizes: &[u64], n_frame: usize, n: usize) -> Vec<(u64, f64)> {
        let mut sums: Vec<u64> = (0_u32..1 << n_frame)
            .filter(|set| set.count_ones() as usize == n)
            .map(|set| sizes.iter().enumerate().filter(|(unit, _)| set >> unit & 1 == 1).map(|(_, size)| size).sum())
            .collect();
        sums.sort_unstable();
        let one = 1.0 / sums.len() as f64;
        sums.into_iter().map(|sum| (sum, one)).collect()
    }

    #[test]
    fn every_way_to_compute_it_agrees_with_listing_all_samples() {
        let sizes = [3, 5, 5, 8, 13, 1, 9, 4];
        for (n_frame, n) in [(8, 3), (14, 5), (14, 12), (9, 1)] {
            let listed = brute_force(&sizes, n_frame, n);
            let frame = Sampling { n_frame, n_answered: n };
            let ways: [Box<dyn Distribution>; 3] = [
                Box::new(Pairs::of(&sizes, frame)),
                Box::new(Table::of(&sizes, frame)),
                Box::new(Series::of(&sizes, frame).unwrap()),
            ];
            for way in ways {
                for t in 0..=sizes.iter().sum() {
                    let at_most: f64 = listed.iter().filter(|(sum, _)| *sum <= t).map(|(_, one)| one).sum();
                    let at_least: f64 = listed.iter().filter(|(sum, _)| *sum >= t).map(|(_, one)| one).sum();
                    assert!((way.at_most(t) - at_most).abs() < 1e-12, "{n_frame} {n} {t}");
                    assert!((way.at_least(t) - at_least).abs() < 1e-12, "{n_frame} {n} {t}");
                }
            }
        }
    }

    #[test]
    fn a_short_series_agrees_with_the_table() {
        let sizes: Vec<u64> = (0..70).map(|unit| 40 + unit * unit % 97).collect();
        for (n_frame, n) in [(70, 31), (131, 60), (600, 250)] {
            let frame = Sampling { n_frame, n_answered: n };
            let series = Series::of(&sizes, frame).unwrap();
            assert!(series.terms.len() < 400);
            let table = Table::of(&sizes, frame);
            for t in 0..sizes.iter().sum() {
                assert!((series.at_most(t) - table.at_most(t)).abs() < 1e-9, "{n_frame} {n} {t}");
            }
        }
    }
}
