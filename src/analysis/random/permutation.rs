//! Response assigned to units at random, again and again: seeded, and the same on any number of threads.
//!
//! Permutations come in blocks; each block has a random stream of its own and is filled in order. Which thread works on which block
//! decides nothing.

use rayon::prelude::*;

use crate::analysis::random::draw::RandomStream;

/// Permutations that share a random stream.
const BLOCK: usize = 500;
/// The level of tests, which ranges by chance go with.
const LEVEL: f64 = 0.05;
/// Values closer than this share of their size are the same value, computed in another order.
const SAME: f64 = 1e-9;

/// How many permutations, from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permutations {
    /// The seed.
    pub seed: u64,
    /// How many.
    pub count: usize,
}

impl Permutations {
    /// Blocks, each with its random stream and number of permutations.
    pub(super) fn blocks(self) -> impl IndexedParallelIterator<Item = (RandomStream, usize)> {
        (0..self.count.div_ceil(BLOCK))
            .into_par_iter()
            .map(move |block| (RandomStream::new(self.seed, block as u64), BLOCK.min(self.count - block * BLOCK)))
    }

    /// A statistic of each permutation of `values`, in the order of the permutations.
    pub fn of<T, S>(self, values: &[T], statistic: impl Fn(&[T]) -> S + Sync) -> Vec<S>
    where
        T: Clone + Sync,
        S: Send,
    {
        self.within(values, &[], statistic)
    }

    /// The same with values exchanged only inside strata. `stratum_of` has one stratum for each value; empty for a single stratum.
    pub fn within<T, S>(self, values: &[T], stratum_of: &[usize], statistic: impl Fn(&[T]) -> S + Sync) -> Vec<S>
    where
        T: Clone + Sync,
        S: Send,
    {
        self.with_room(values, stratum_of, || (), |(), values| statistic(values))
    }

    /// The same with room that a block of permutations shares, so that none has to ask for memory.
    pub(in crate::analysis) fn with_room<T, A, S>(
        self,
        values: &[T],
        stratum_of: &[usize],
        room: impl Fn() -> A + Sync,
        statistic: impl Fn(&mut A, &[T]) -> S + Sync,
    ) -> Vec<S>
    where
        T: Clone + Sync,
        S: Send,
    {
        let strata = positions_by_stratum(stratum_of);
        let blocks = self.blocks().map(|(mut random, permutations)| {
            let mut values = values.to_vec();
            let mut room = room();
            let mut results = Vec::with_capacity(permutations);
            for _ in 0..permutations {
                if strata.len() < 2 {
                    let n = values.len();
                    random.draw(n, n, |a, b| values.swap(a, b));
                }
                for positions in strata.iter().filter(|_| strata.len() > 1) {
                    let n = positions.len();
                    random.draw(n, n, |a, b| values.swap(positions[a], positions[b]));
                }
                results.push(statistic(&mut room, &values));
            }
            results
        });
        let blocks: Vec<Vec<S>> = blocks.collect();
        blocks.into_iter().flatten().collect()
    }

    /// Draws `n_drawn` of the items again and again. `visit` sees the drawn ones, in no particular order, and adds to what `start` made for
    /// the block; blocks are returned in order.
    pub fn draws<T, A>(
        self,
        items: &[T],
        n_drawn: usize,
        start: impl Fn() -> A + Sync,
        visit: impl Fn(&mut A, &[T]) + Sync,
    ) -> Vec<A>
    where
        T: Copy + Sync,
        A: Send,
    {
        let n_drawn = n_drawn.min(items.len());
        let blocks = self.blocks().map(|(mut random, permutations)| {
            let mut items = items.to_vec();
            let mut sum = start();
            for _ in 0..permutations {
                random.draw(items.len(), n_drawn, |a, b| items.swap(a, b));
                visit(&mut sum, &items[..n_drawn]);
            }
            sum
        });
        blocks.collect()
    }
}

/// The sets that permutations draw, for statistics that all look at the same ones.
pub(in crate::analysis) struct DrawnSets {
    n_drawn: usize,
    /// The drawn positions of every permutation, block by block.
    blocks: Vec<Vec<u16>>,
}

/// Positions that are kept at the most.
const MOST_KEPT: usize = 1 << 22;

impl DrawnSets {
    /// The sets of [`Permutations::draws`]; `None` where they would take much room.
    pub(in crate::analysis) fn of(permutations: Permutations, n_items: usize, n_drawn: usize) -> Option<Self> {
        let n_drawn = n_drawn.min(n_items);
        let items: Vec<u16> = (0..u16::try_from(n_items).ok()?).collect();
        if n_drawn == 0 || n_drawn.checked_mul(permutations.count)? > MOST_KEPT {
            return None;
        }
        let keep = |kept: &mut Vec<u16>, drawn: &[u16]| kept.extend_from_slice(drawn);
        Some(Self { n_drawn, blocks: permutations.draws(&items, n_drawn, Vec::new, keep) })
    }

    /// As [`Permutations::draws`]; `visit` sees the drawn positions.
    pub(in crate::analysis) fn visited<A: Send>(
        &self,
        start: impl Fn() -> A + Sync,
        visit: impl Fn(&mut A, &[u16]) + Sync,
    ) -> Vec<A> {
        let of_block = |block: &Vec<u16>| {
            let mut sum = start();
            block.chunks_exact(self.n_drawn).for_each(|drawn| visit(&mut sum, drawn));
            sum
        };
        self.blocks.par_iter().map(of_block).collect()
    }
}

fn positions_by_stratum(stratum_of: &[usize]) -> Vec<Vec<usize>> {
    let n_strata = stratum_of.iter().max().map_or(0, |last| last + 1);
    let mut strata = vec![Vec::new(); n_strata];
    for (position, &stratum) in stratum_of.iter().enumerate() {
        strata[stratum].push(position);
    }
    strata
}

/// The rank of the first of so many values in order that has enough of them at or below it: the lower end of the 95 % range.
fn first_inside(count: usize) -> usize {
    (1..count).find(|&b| 2.0 * (1 + b) as f64 / (1 + count) as f64 > LEVEL).unwrap_or(count)
}

/// The 95 % range of the values of permutations, as [`PermutationNull`] has it; `None` without any.
pub fn central_range(mut permuted: Vec<f64>) -> Option<[f64; 2]> {
    let count = permuted.len();
    let inside = first_inside(count).checked_sub(1)?;
    let mut at = |rank: usize| *permuted.select_nth_unstable_by(rank, f64::total_cmp).1;
    Some([at(inside), at(count - 1 - inside)])
}

/// The tails of permutations alone, where nothing else of them is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tails {
    /// As [`PermutationNull::p_at_most`].
    pub p_at_most: f64,
    /// As [`PermutationNull::p_at_least`].
    pub p_at_least: f64,
    /// How many permutations.
    pub count: usize,
}

impl Tails {
    /// Compares a value with those of permutations, as [`PermutationNull::of`] does.
    pub fn of(permuted: &[f64], observed: f64) -> Option<Self> {
        if permuted.is_empty() || !observed.is_finite() || permuted.iter().any(|value| !value.is_finite()) {
            return None;
        }
        let near = near(observed);
        let p = |b: usize| p_of_permutations(b, permuted.len());
        Some(Self {
            p_at_most: p(permuted.iter().filter(|value| **value <= observed + near).count()),
            p_at_least: p(permuted.iter().filter(|value| **value >= observed - near).count()),
            count: permuted.len(),
        })
    }

    /// As [`PermutationNull::error_of`].
    pub fn error_of(&self, p: f64) -> f64 {
        error_of(p, self.count)
    }
}

/// How far apart equal values may be, computed in another order.
pub(in crate::analysis) fn near(observed: f64) -> f64 {
    SAME * observed.abs().max(f64::MIN_POSITIVE)
}

/// `(1 + b) / (1 + B)`, with `b` of `B` permutations as far out as what was observed.
pub(in crate::analysis) fn p_of_permutations(b: usize, count: usize) -> f64 {
    (1 + b) as f64 / (1 + count) as f64
}

/// As [`PermutationNull::error_of`], of so many permutations.
pub(in crate::analysis) fn error_of(p: f64, count: usize) -> f64 {
    (p * (1.0 - p) / count as f64).sqrt()
}

/// What random response gives, as far as it is printed, beside what was observed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PermutationNull {
    /// The mean of all permutations.
    pub mean: f64,
    /// Their standard deviation.
    pub sd: f64,
    /// Lower end of the 95 % range: the smallest value with a two-sided p-value above 5 %.
    pub low: f64,
    /// Upper end. The value observed lies outside the range if and only if its two-sided p-value is at most 5 %.
    pub high: f64,
    /// The share of permutations not above the value observed.
    pub percentile: f64,
    /// `(1 + b) / (1 + B)` with `b` the permutations at or below the value observed.
    pub p_at_most: f64,
    /// The same at or above it.
    pub p_at_least: f64,
    /// How many permutations.
    pub count: usize,
}

impl PermutationNull {
    /// Compares a value with those of permutations; `None` without any, or when one of them is not a number.
    ///
    /// # Formula
    /// `p = (1 + b) / (1 + B)`: the assignment that was observed counts as one of those possible, so no p-value is 0.
    ///
    /// # Source
    /// Phipson and Smyth (2010), *Statistical Applications in Genetics and Molecular Biology* 9(1).
    pub fn of(mut permuted: Vec<f64>, observed: f64) -> Option<Self> {
        if permuted.is_empty() || !observed.is_finite() || permuted.iter().any(|value| !value.is_finite()) {
            return None;
        }
        permuted.sort_unstable_by(f64::total_cmp);
        let count = permuted.len();
        let near = near(observed);
        let at_most = permuted.partition_point(|value| *value <= observed + near);
        let at_least = count - permuted.partition_point(|value| *value < observed - near);
        let mean = permuted.iter().sum::<f64>() / count as f64;
        let squares: f64 = permuted.iter().map(|value| (value - mean).powi(2)).sum();
        let p = |b: usize| (1 + b) as f64 / (1 + count) as f64;
        let inside = first_inside(count);
        let (mut low, mut high) = (permuted[inside - 1], permuted[count - inside]);
        if 2.0 * p(at_most).min(p(at_least)) > LEVEL {
            (low, high) = (low.min(observed), high.max(observed));
        }
        Some(Self {
            mean,
            sd: (squares / (count.max(2) - 1) as f64).sqrt(),
            low,
            high,
            percentile: at_most as f64 / count as f64,
            p_at_most: p(at_most),
            p_at_least: p(at_least),
            count,
        })
    }

    /// Twice the smaller tail, at most 1.
    pub fn p_two_sided(&self) -> f64 {
        (2.0 * self.p_at_most.min(self.p_at_least)).min(1.0)
    }

    /// The Monte Carlo error of [`Self::p_two_sided`], one standard deviation: twice that of the smaller tail.
    pub fn error_of_two_sided(&self) -> f64 {
        2.0 * self.error_of(self.p_at_most.min(self.p_at_least))
    }

    /// The Monte Carlo error of a p-value, one standard deviation: `√(p(1−p)/B)`.
    pub fn error_of(&self, p: f64) -> f64 {
        error_of(p, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEW: Permutations = Permutations { seed: 7, count: 2_345 };

    #[test]
    fn sets_that_are_kept_are_those_that_are_drawn() {
        let items: Vec<u32> = (0..90).map(|item| item * item).collect();
        let see = |all: &mut Vec<u32>, drawn: &[u32]| all.extend_from_slice(drawn);
        let sets = DrawnSets::of(FEW, 90, 31).unwrap();
        let kept = sets.visited(Vec::new, |all: &mut Vec<u32>, drawn| {
            all.extend(drawn.iter().map(|position| items[usize::from(*position)]));
        });
        assert_eq!(FEW.draws(&items, 31, Vec::new, see), kept);
        assert!(DrawnSets::of(FEW, 90, 0).is_none() && DrawnSets::of(FEW, 70_000, 5).is_none());
        assert!(DrawnSets::of(FEW, 60_000, 30_000).is_none());
    }

    #[test]
    fn tails_are_those_of_the_whole_null() {
        let values: Vec<f64> = FEW.of(&[1.0, 2.0, 4.0, 8.0, 16.0], |values| values[0] + values[1] / 2.0);
        for observed in [2.0, 5.0, 12.0, 1.999_999_999_9, 100.0] {
            let (tails, null) =
                (Tails::of(&values, observed).unwrap(), PermutationNull::of(values.clone(), observed).unwrap());
            assert_eq!((tails.p_at_most, tails.p_at_least, tails.count), (null.p_at_most, null.p_at_least, null.count));
        }
        assert!(Tails::of(&[], 1.0).is_none() && Tails::of(&[f64::NAN], 1.0).is_none());
    }

    #[test]
    fn any_number_of_threads_gives_the_same_permutations() {
        let values: Vec<u32> = (0..40).collect();
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| FEW.of(&values, <[u32]>::to_vec))
        };
        let one = on(1);
        assert_eq!(one, on(3));
        assert_eq!(one.len(), FEW.count);
        assert_ne!(one, Permutations { seed: 8, ..FEW }.of(&values, <[u32]>::to_vec));
    }

    #[test]
    fn every_order_is_as_likely_as_any_other() {
        let orders = Permutations { seed: 1, count: 24_000 }.of(&[0_u8, 1, 2, 3], <[u8]>::to_vec);
        let mut counts = std::collections::BTreeMap::new();
        for order in orders {
            *counts.entry(order).or_insert(0_u32) += 1;
        }
        assert_eq!(counts.len(), 24);
        let chi_square: f64 = counts.values().map(|&count| (f64::from(count) - 1_000.0).powi(2) / 1_000.0).sum();
        // The 0.1 % point of chi-squared with 23 degrees of freedom.
        assert!(chi_square < 49.73, "{chi_square}");
    }

    #[test]
    fn values_stay_in_their_stratum() {
        let values = [0, 1, 0, 1, 0, 1, 0, 1];
        let strata = [0, 1, 0, 1, 0, 1, 0, 1];
        assert!(FEW.within(&values, &strata, |permuted| permuted == values).into_iter().all(|same| same));
        let spread = FEW.within(&[1, 2, 3, 4], &[0, 0, 1, 1], |permuted| permuted[0] + permuted[1]);
        assert!(spread.into_iter().all(|sum| sum == 3));
    }

    #[test]
    fn each_item_is_drawn_equally_often() {
        let counts = FEW.draws(
            &[0, 1, 2, 3, 4],
            2,
            || [0_u32; 5],
            |counts, drawn| {
                for &item in drawn {
                    counts[item] += 1;
                }
            },
        );
        for item in 0..5 {
            let count: u32 = counts.iter().map(|counts: &[u32; 5]| counts[item]).sum();
            assert!((f64::from(count) / 2_345.0 - 0.4).abs() < 0.04, "{count}");
        }
    }

    #[test]
    fn a_value_is_placed_among_the_permuted_ones() {
        let null = PermutationNull::of((1..=100).map(f64::from).collect(), 98.0).unwrap();
        assert_eq!((null.low, null.high, null.percentile), (2.0, 99.0, 0.98));
        assert!((null.p_at_least - 4.0 / 101.0).abs() < 1e-15);
        assert!((null.p_two_sided() - 8.0 / 101.0).abs() < 1e-15);
        for observed in 0..=101 {
            let null = PermutationNull::of((1..=100).map(f64::from).collect(), f64::from(observed)).unwrap();
            let is_inside = (null.low..=null.high).contains(&f64::from(observed));
            assert_eq!(null.p_two_sided() > 0.05, is_inside, "{observed}");
        }
        let few = PermutationNull::of(vec![1.0, 2.0], 5.0).unwrap();
        assert_eq!((few.low, few.high), (1.0, 5.0));
        assert_eq!(PermutationNull::of(Vec::new(), 1.0), None);
        assert_eq!(PermutationNull::of(vec![f64::NAN], 1.0), None);
    }
}
