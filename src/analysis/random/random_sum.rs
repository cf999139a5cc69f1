//! The distribution of a sum over units drawn at random without replacement, computed three ways.

use std::f64::consts::TAU;

/// Up to this many units all their subsets are listed.
pub const LISTED_UNITS: usize = 24;

/// A distribution of a whole number.
pub trait Distribution {
    /// `P(T ≤ t)`.
    fn at_most(&self, t: u64) -> f64;
    /// `P(T ≥ t)`.
    fn at_least(&self, t: u64) -> f64;
}

/// The design: `n_answered` of `n_frame` units, every set equally likely.
#[derive(Clone, Copy, Debug)]
pub struct Sampling {
    /// Units of the frame.
    pub n_frame: usize,
    /// Units that answered: at least one, and not all.
    pub n_answered: usize,
}

impl Sampling {
    /// The share of units that answered.
    fn p(self) -> f64 {
        self.n_answered as f64 / self.n_frame as f64
    }

    /// The odds of an answer, by which sets are weighted so that their numbers stay within range.
    fn odds(self) -> f64 {
        self.n_answered as f64 / (self.n_frame - self.n_answered) as f64
    }

    /// For each `k`: `ln` of the probability that one given set of `k` of an area's `n_units` answers and the area's other units do not.
    fn ln_weight_of_set(self, n_units: usize) -> Vec<f64> {
        let ln_factorial = ln_factorials(self.n_frame);
        let ln_choose = |n: usize, k: usize| ln_factorial[n] - ln_factorial[k] - ln_factorial[n - k];
        let others = self.n_frame - n_units;
        let all = ln_choose(self.n_frame, self.n_answered);
        (0..=n_units)
            .map(|k| match self.n_answered.checked_sub(k) {
                Some(rest) if rest <= others => ln_choose(others, rest) - all,
                _ => f64::NEG_INFINITY,
            })
            .collect()
    }
}

/// `ln 0!` to `ln n!`.
fn ln_factorials(n: usize) -> Vec<f64> {
    let mut sum = 0.0;
    std::iter::once(0.0)
        .chain((1..=n).map(|k| {
            sum += (k as f64).ln();
            sum
        }))
        .collect()
}

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
        Self { probabilities }
    }

    fn column(&self, t: u64) -> usize {
        usize::try_from(t).map_or(self.probabilities.len(), |t| t.min(self.probabilities.len()))
    }
}

impl Distribution for Table {
    fn at_most(&self, t: u64) -> f64 {
        self.probabilities[..self.column(t.saturating_add(1))].iter().sum()
    }

    fn at_least(&self, t: u64) -> f64 {
        self.probabilities[self.column(t)..].iter().rev().sum()
    }
}

/// The Fourier series of the distribution of a sum of many units, whose terms die out quickly.
///
/// The sum is a whole number from 0 to `S`, so `P(T = t) = Σ_k φ(ω_k) e^{-iω_k t} / (S + 1)` with `ω_k = 2πk / (S + 1)` is exact, and
/// only a tail of negligible terms is left out.
#[derive(Debug)]
pub struct Series {
    /// `S + 1`.
    period: u64,
    /// `φ(ω_k)` for `k = 1, 2, …`: real and imaginary parts.
    terms: Vec<[f64; 2]>,
}

/// A series may end when its terms stay below this. The rest of it then moves a probability by less.
const NEGLIGIBLE: f64 = 1e-6;
/// Terms of a series at the most.
const MOST_TERMS: u64 = 1_000;
/// A frame with fewer units has a series only if its terms die out; in a larger one the terms beyond the last would move a probability by
/// less than half of that of one value of the sum.
const LARGE_FRAME: usize = 300;
/// Standard deviations of the number of respondents that quadrature nodes keep apart, so that their alias is below 1e-14.
const ALIAS: f64 = 8.0;

impl Series {
    /// The series of at least one unit, or `None` where its terms do not die out soon enough.
    pub fn of(sizes: &[u64], frame: Sampling) -> Option<Self> {
        let period = sizes.iter().sum::<u64>() + 1;
        let large = frame.n_frame > LARGE_FRAME;
        let last = (period / 2).min(MOST_TERMS);
        // Units of about one size make the terms come back after as many terms as there are units.
        let quiet_for = if large { 8 } else { 2 * sizes.len() };
        let circle = Circle::of(frame, sizes.len());
        let mean_share = (period - 1) as f64 / period as f64 / frame.n_frame as f64;
        let (mut terms, mut quiet) = (Vec::new(), 0);
        for k in 1..=last {
            let angles = sizes.iter().map(|&size| TAU * (k * (size % period) % period) as f64 / period as f64);
            let centre = if large { -TAU * k as f64 * mean_share } else { 0.0 };
            let term = circle.characteristic(angles, centre);
            quiet = if term[0].hypot(term[1]) < NEGLIGIBLE { quiet + 1 } else { 0 };
            terms.push(term);
            if quiet > quiet_for {
                break;
            }
        }
        let settled = last == period / 2 || quiet > quiet_for;
        (settled || large).then_some(Self { period, terms })
    }
}

impl Distribution for Series {
    fn at_most(&self, t: u64) -> f64 {
        let period = self.period as f64;
        let (t, mut sum) = (t as f64, (t as f64 + 1.0) / period);
        for (before, [re, im]) in self.terms.iter().enumerate() {
            let k = before as u64 + 1;
            let half = TAU / 2.0 * k as f64 / period;
            let (sin, cos) = (half * t).sin_cos();
            let kernel = (half * (t + 1.0)).sin() / half.sin();
            let once_or_twice = if 2 * k == self.period { 1.0 } else { 2.0 };
            sum += once_or_twice / period * kernel * (re * cos + im * sin);
        }
        sum.clamp(0.0, 1.0)
    }

    fn at_least(&self, t: u64) -> f64 {
        t.checked_sub(1).map_or(1.0, |below| 1.0 - self.at_most(below))
    }
}

/// Nodes on the unit circle by which the number of respondents is held at `n`: independent answers with probability `p = n / N`, given
/// that `n` answer, are a simple random sample.
struct Circle {
    frame: Sampling,
    n_units: usize,
    /// Distance of nodes.
    step: f64,
    /// Nodes on each side of the centre.
    side: i32,
    /// The nodes around 0, the centre of a small frame.
    around_zero: Nodes,
    /// `P(n answer)` of independent answers, as the nodes sum it.
    given: f64,
}

/// For each node `θ`: `p e^{iθ}`, and what the units outside the area and the number of respondents contribute.
struct Nodes {
    turn: Complex,
    start: Complex,
}

/// Real and imaginary parts, apart so that many are multiplied at once.
#[derive(Clone)]
struct Complex {
    re: Vec<f64>,
    im: Vec<f64>,
}

impl Circle {
    fn of(frame: Sampling, n_units: usize) -> Self {
        let p = frame.p();
        let sd = (frame.n_frame as f64 * p * (1.0 - p)).sqrt();
        #[expect(clippy::cast_possible_truncation, reason = "a few times the root of the number of units")]
        let side = (ALIAS * sd / 2.0).ceil() as i32 + 8;
        let step = TAU / f64::from(2 * side + 1);
        // The integrand is a normal curve of width 1 / sd around the centre.
        #[expect(clippy::cast_possible_truncation, reason = "smaller than side")]
        let near = (ALIAS / sd / step).ceil() as i32;
        let side_used = if frame.n_frame > LARGE_FRAME { near.min(side) } else { side };
        let nothing = || Complex { re: Vec::new(), im: Vec::new() };
        let around_zero = Nodes { turn: nothing(), start: nothing() };
        let mut circle = Self { frame, n_units, step, side: side_used, around_zero, given: 1.0 };
        circle.around_zero = circle.nodes(0.0);
        circle.given = circle.characteristic(std::iter::repeat_n(0.0, n_units), 0.0)[0];
        circle
    }

    fn nodes(&self, centre: f64) -> Nodes {
        let p = self.frame.p();
        let q = 1.0 - p;
        let others = (self.frame.n_frame - self.n_units) as f64;
        let angles = || (-self.side..=self.side).map(|node| centre + f64::from(node) * self.step);
        let turns = angles().map(|node| (p * node.cos(), p * node.sin()));
        let starts = angles().map(|node| {
            let (re, im) = (q + p * node.cos(), p * node.sin());
            let length = re.hypot(im).powf(others);
            let (sin, cos) = (others * im.atan2(re) - self.frame.n_answered as f64 * node).sin_cos();
            (length * cos, length * sin)
        });
        let ((turn_re, turn_im), (start_re, start_im)) = (turns.unzip(), starts.unzip());
        Nodes { turn: Complex { re: turn_re, im: turn_im }, start: Complex { re: start_re, im: start_im } }
    }

    /// `E e^{iωT}`, given each unit's `ω × size` and where the integrand is centred.
    fn characteristic(&self, angles: impl Iterator<Item = f64>, centre: f64) -> [f64; 2] {
        let q = 1.0 - self.frame.p();
        let moved = (centre != 0.0).then(|| self.nodes(centre));
        let Nodes { turn, start } = moved.as_ref().unwrap_or(&self.around_zero);
        let mut product = start.clone();
        for angle in angles {
            let (sin, cos) = angle.sin_cos();
            let nodes = product.re.iter_mut().zip(&mut product.im).zip(turn.re.iter().zip(&turn.im));
            for ((product_re, product_im), (turn_re, turn_im)) in nodes {
                let re = q + cos * turn_re - sin * turn_im;
                let im = cos * turn_im + sin * turn_re;
                (*product_re, *product_im) = (*product_re * re - *product_im * im, *product_re * im + *product_im * re);
            }
        }
        let (re, im): (f64, f64) = (product.re.iter().sum(), product.im.iter().sum());
        [re / self.given, im / self.given]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn units_of_about_one_size_have_no_short_series() {
        let sizes: Vec<u64> = (0..40).map(|unit| 10_000 + unit % 3).collect();
        assert!(Series::of(&sizes, Sampling { n_frame: 90, n_answered: 40 }).is_none());
    }
}
