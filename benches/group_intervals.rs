//! Two groups that are known to differ: how often the interval of their difference holds it.

use bacino::analysis::contrast::difference::{GroupCount, difference_interval};
use bacino::analysis::random::permutation::Permutations;
use bacino::analysis::statistic::shift::shift_of_means;

/// Groups whose shares are compared.
pub(crate) const SIZES: [(u64, u64); 5] = [(5, 15), (10, 26), (20, 40), (30, 60), (60, 120)];
/// Their true shares.
pub(crate) const SHARES: [(f64, f64); 11] = [
    (0.02, 0.02),
    (0.02, 0.1),
    (0.1, 0.1),
    (0.1, 0.3),
    (0.3, 0.3),
    (0.3, 0.6),
    (0.5, 0.5),
    (0.5, 0.9),
    (0.9, 0.2),
    (0.05, 0.5),
    (0.98, 0.98),
];

/// Uniform numbers from a seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((word ^ (word >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// About normal: twelve uniform numbers.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.next()).sum::<f64>() - 6.0
    }
}

/// How often the interval of a difference of shares holds the truth.
pub(crate) fn differences_held((n1, n2): (u64, u64), (p1, p2): (f64, f64), draws: usize) -> f64 {
    let mut chance = Chance(n1 * 1_000 + n2);
    let mut count = |n: u64, p: f64| (0..n).filter(|_| chance.next() < p).count() as u64;
    let held = (0..draws).filter(|_| {
        let group = GroupCount { frame: None, n: n1, count: count(n1, p1) };
        let others = GroupCount { frame: None, n: n2, count: count(n2, p2) };
        difference_interval(group, others).is_some_and(|(low, high)| (low - 1e-12..=high + 1e-12).contains(&(p1 - p2)))
    });
    held.count() as f64 / draws as f64
}

/// How often the randomisation interval holds the true shift of skewed sizes in a frame of `n` units of which 45 % answer at random. With a
/// `spread` other than 1 the respondents' sizes also spread more widely, and the truth is the difference of the means they are drawn from.
pub(crate) fn shifts_held(n: usize, spread: f64, permutations: usize, draws: usize) -> f64 {
    let mut chance = Chance(n as u64);
    let answered: Vec<bool> = (0..n).map(|unit| unit < n * 45 / 100).collect();
    // The mean of the exponential of half a normal number, which the spread is about.
    let mean = 0.125_f64.exp();
    let held = (0..draws).filter(|draw| {
        let values: Vec<f64> = answered
            .iter()
            .map(|&answered| {
                let size = (0.5 * chance.normal()).exp();
                if answered { mean + spread * (size - mean) + 1.0 } else { size }
            })
            .collect();
        let all = Permutations { seed: *draw as u64, count: permutations };
        let interval = shift_of_means(&values, &answered, all).and_then(|shift| shift.interval);
        interval.is_some_and(|(low, high)| (low..=high).contains(&1.0))
    });
    held.count() as f64 / draws as f64
}
