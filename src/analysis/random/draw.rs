//! Random draws without replacement from a seeded stream, several bounded numbers from each word of it.

use rand_pcg::Pcg64Dxsm;
use rand_pcg::rand_core::Rng as _;

/// The increment of Weyl sequences, 2⁶⁴ over the golden ratio: seeds that are small numbers start far from each other.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// A seeded stream of random words. Streams of one seed and different numbers are unrelated.
#[derive(Clone, Debug)]
pub struct RandomStream(Pcg64Dxsm);

impl RandomStream {
    /// The stream of that number.
    pub fn new(seed: u64, number: u64) -> Self {
        Self(Pcg64Dxsm::new(u128::from(seed ^ GOLDEN) << 64 | u128::from(seed), u128::from(number)))
    }

    /// Whole numbers, all equally likely: the first below `n`, the next below `n − 1`, and so on.
    ///
    /// # Formula
    /// A word `r` gives the first as the upper half of `r n`, and the lower half takes its place for the next. Words whose last lower half is
    /// below `2⁶⁴ mod n(n−1)…` are drawn again, so nothing is favoured. `n(n−1)…` must be below 2⁶⁴.
    ///
    /// # Source
    /// Brackett-Rozinsky and Lemire (2025), *Software: Practice and Experience* 55(1); Lemire (2019), *ACM Transactions on Modeling and
    /// Computer Simulation* 29(1).
    #[inline]
    fn below<const SEVERAL: usize>(&mut self, n: u64) -> [usize; SEVERAL] {
        let ways = (0..SEVERAL as u64).fold(1_u64, |ways, drawn| ways * (n - drawn));
        loop {
            let mut rest = self.0.next_u64();
            let mut numbers = [0; SEVERAL];
            for (drawn, number) in (0_u64..).zip(&mut numbers) {
                let product = u128::from(rest) * u128::from(n - drawn);
                #[expect(clippy::cast_possible_truncation, reason = "both halves are meant, and the upper is below n")]
                let (upper, lower) = ((product >> 64) as usize, product as u64);
                *number = upper;
                rest = lower;
            }
            if rest >= ways || rest >= ways.wrapping_neg() % ways {
                return numbers;
            }
        }
    }

    /// A number between 0 and 1, never either of them: the middle of one of 2⁵³ equal parts.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        ((self.0.next_u64() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// Puts a random set of `n_drawn` of `n_items` items in front, in random order, by exchanging pairs of positions.
    ///
    /// # Source
    /// Fisher and Yates (1938), *Statistical Tables*; Durstenfeld (1964), *Communications of the ACM* 7(7).
    #[inline]
    pub fn draw(&mut self, n_items: usize, n_drawn: usize, mut exchange: impl FnMut(usize, usize)) {
        let n_drawn = n_drawn.min(n_items);
        let mut done = 0;
        while done < n_drawn {
            let (others, wanted) = (n_items - done, n_drawn - done);
            // As many at once as keep the chance of drawing a word again below 1 in 250.
            done += match others {
                ..=256 if wanted >= 7 => self.exchange::<7>(done, others, &mut exchange),
                ..=2_048 if wanted >= 5 => self.exchange::<5>(done, others, &mut exchange),
                ..=524_288 if wanted >= 3 => self.exchange::<3>(done, others, &mut exchange),
                _ => self.exchange::<1>(done, others, &mut exchange),
            };
        }
    }

    #[inline]
    fn exchange<const SEVERAL: usize>(
        &mut self,
        done: usize,
        others: usize,
        exchange: &mut impl FnMut(usize, usize),
    ) -> usize {
        for (drawn, other) in self.below::<SEVERAL>(others as u64).into_iter().enumerate() {
            exchange(done + drawn, done + drawn + other);
        }
        SEVERAL
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Pearson's χ² of counts that should be equal.
    fn chi_square(counts: &BTreeMap<Vec<usize>, u32>, cells: f64, draws: f64) -> f64 {
        let expected = draws / cells;
        let seen: f64 = counts.values().map(|&count| (f64::from(count) - expected).powi(2) / expected).sum();
        seen + (cells - counts.len() as f64) * expected
    }

    #[test]
    fn numbers_of_one_word_are_independent_and_even() {
        let mut random = RandomStream::new(1, 2);
        let mut counts = BTreeMap::new();
        for _ in 0..84_000 {
            *counts.entry(random.below::<5>(7).to_vec()).or_insert(0) += 1;
        }
        assert!(counts.keys().all(|numbers| numbers.iter().enumerate().all(|(drawn, &number)| number < 7 - drawn)));
        // The 0.1 % point of chi-squared with 2,519 degrees of freedom.
        assert!(chi_square(&counts, 2_520.0, 84_000.0) < 2_741.0);
    }

    #[test]
    fn every_order_of_a_few_of_many_is_as_likely_as_any_other() {
        let mut random = RandomStream::new(7, 0);
        let mut counts = BTreeMap::new();
        let mut items: Vec<usize> = (0..300).collect();
        for _ in 0..30_000 {
            random.draw(300, 8, |a, b| items.swap(a, b));
            // Eight of three hundred in tenths: the first of them, and whether the last is above it.
            *counts.entry(vec![items[0] / 30, usize::from(items[7] > items[0])]).or_insert(0) += 1;
        }
        for tenth in 0..10 {
            let both: u32 = (0..2).map(|above| counts.get(&vec![tenth, above]).copied().unwrap_or(0)).sum();
            assert!((f64::from(both) - 3_000.0).abs() < 4.0 * 52.0, "{tenth}: {both}");
        }
        let above: u32 = (0..10).map(|tenth| counts.get(&vec![tenth, 1]).copied().unwrap_or(0)).sum();
        assert!((f64::from(above) - 15_000.0).abs() < 4.0 * 87.0, "{above}");
    }

    #[test]
    fn a_word_is_drawn_again_where_it_would_favour_a_number() {
        // 2⁶⁴ mod n is nearly n for n just above 2⁶³, so about half of all words are drawn again.
        let n = (1_u64 << 63) + 1;
        let mut random = RandomStream::new(3, 0);
        let low = (0..2_000).filter(|_| random.below::<1>(n)[0] < (1 << 62)).count();
        assert!((900..1_100).contains(&low), "{low}");
    }
}
