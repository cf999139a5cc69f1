//! Power series on a circle, for sums of random draws.

use std::f64::consts::TAU;

use crate::analysis::random::sampling::{Distribution, Sampling};

/// The Fourier series of the distribution of a sum of many units, whose terms die out quickly.
///
/// The sum is a whole number from 0 to `S`, so `P(T = t) = Σ_k φ(ω_k) e^{-iω_k t} / (S + 1)` with `ω_k = 2πk / (S + 1)` is exact, and
/// only a tail of negligible terms is left out.
#[derive(Debug)]
pub struct Series {
    /// The first value of the sum, 0 unless the series is of a window.
    pub(super) first: u64,
    /// How many values, for all of them `S + 1`.
    pub(super) period: u64,
    /// `φ(ω_k)` for `k = 1, 2, …`: real and imaginary parts.
    pub(crate) terms: Vec<[f64; 2]>,
    /// `sin(ω_k / 2)`.
    half_sines: Vec<f64>,
}

/// A series may end when its terms stay below this. The rest of it then moves a probability by less.
pub(super) const NEGLIGIBLE: f64 = 1e-6;

/// Terms of a series at the most.
const MOST_TERMS: u64 = 1_000;

/// A frame with fewer units has a series only if its terms die out; in a larger one the terms beyond the last would move a probability by
/// less than half of that of one value of the sum.
const LARGE_FRAME: usize = 300;

/// Small terms after which the series of a large frame ends.
pub(super) const QUIET_TERMS: usize = 8;

/// Standard deviations of the number of respondents that quadrature nodes keep apart, so that their alias is below 1e-14.
pub(super) const ALIAS: f64 = 8.0;

impl Series {
    /// The series of at least one unit, or `None` where its terms do not die out soon enough.
    pub fn of(sizes: &[u64], frame: Sampling) -> Option<Self> {
        let period = sizes.iter().sum::<u64>() + 1;
        let large = frame.n_frame > LARGE_FRAME;
        let last = (period / 2).min(MOST_TERMS);
        // Units of about one size make the terms come back after as many terms as there are units.
        let quiet_for = if large { QUIET_TERMS } else { 2 * sizes.len() };
        let circle = Circle::of(frame, sizes.len());
        let mean_share = (period - 1) as f64 / period as f64 / frame.n_frame as f64;
        let around: Vec<u64> = sizes.iter().map(|size| size % period).collect();
        let term_of = |k: u64| {
            let angles = around.iter().map(|&size| TAU * (k * size % period) as f64 / period as f64);
            let centre = if large { -TAU * k as f64 * mean_share } else { 0.0 };
            circle.characteristic(angles, centre)
        };
        let last = last as usize;
        let mut known: Vec<Option<[f64; 2]>> = vec![None; last + 1];
        let mut term = |k: usize| *known[k].get_or_insert_with(|| term_of(k as u64));
        let end = first_run(quiet_for + 1, last, |k| {
            let [re, im] = term(k);
            re.hypot(im) < NEGLIGIBLE
        });
        let settled = last as u64 == period / 2 || end.is_some();
        (settled || large).then(|| Self::of_terms(0, period, (1..=end.unwrap_or(last)).map(term).collect()))
    }

    /// A series of known terms.
    pub(super) fn of_terms(first: u64, period: u64, terms: Vec<[f64; 2]>) -> Self {
        let half_sines = (1..=terms.len()).map(|k| (TAU / 2.0 * k as f64 / period as f64).sin()).collect();
        Self { first, period, terms, half_sines }
    }
}

/// Where the first run of so many numbers from 1 to `last` ends that are all quiet. A run cannot be without the number at which one that
/// begins behind the last loud number would end, so few are looked at where there is none (Boyer and Moore 1977, *CACM* 20(10)).
fn first_run(length: usize, last: usize, mut is_quiet: impl FnMut(usize) -> bool) -> Option<usize> {
    let mut loud = 0;
    while loud + length <= last {
        match (loud + 1..=loud + length).rev().find(|&number| !is_quiet(number)) {
            None => return Some(loud + length),
            Some(number) => loud = number,
        }
    }
    None
}

impl Distribution for Series {
    fn at_most(&self, t: u64) -> f64 {
        let Some(t) = t.checked_sub(self.first) else { return 0.0 };
        if t >= self.period - 1 {
            return 1.0;
        }
        let period = self.period as f64;
        let (t, mut sum) = (t as f64, (t as f64 + 1.0) / period);
        for (k, ([re, im], half_sine)) in (1..).zip(self.terms.iter().zip(&self.half_sines)) {
            let half = TAU / 2.0 * k as f64 / period;
            let (sin, cos) = (half * t).sin_cos();
            let kernel = (half * (t + 1.0)).sin() / half_sine;
            let once_or_twice = if 2 * k == self.period { 1.0 } else { 2.0 };
            sum += once_or_twice / period * kernel * (re * cos + im * sin);
        }
        sum.clamp(0.0, 1.0)
    }

    /// Sines and cosines of multiples come from those before them, which loses a digit in a thousand terms.
    fn nearly_at_most(&self, t: u64) -> f64 {
        let Some(t) = t.checked_sub(self.first) else { return 0.0 };
        if t >= self.period - 1 {
            return 1.0;
        }
        let period = self.period as f64;
        let turn = |t: f64| (TAU / 2.0 * t / period).sin_cos();
        let ((one_sin, one_cos), (next_sin, next_cos)) = (turn(t as f64), turn(t as f64 + 1.0));
        let ([mut sin, mut cos], [mut after_sin, mut after_cos]) = ([0.0, 1.0], [0.0, 1.0]);
        let mut sum = 0.0;
        for (k, ([re, im], half_sine)) in (1..).zip(self.terms.iter().zip(&self.half_sines)) {
            (sin, cos) = (sin * one_cos + cos * one_sin, cos * one_cos - sin * one_sin);
            (after_sin, after_cos) =
                (after_sin * next_cos + after_cos * next_sin, after_cos * next_cos - after_sin * next_sin);
            let term = after_sin / half_sine * (re * cos + im * sin);
            sum += if 2 * k == self.period { 0.5 * term } else { term };
        }
        ((t as f64 + 1.0) / period + 2.0 / period * sum).clamp(0.0, 1.0)
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
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_run_is_found_that_looking_at_all_finds(
            quiet in proptest::collection::vec(proptest::bool::weighted(0.8), 1..120),
            length in 1_usize..12,
        ) {
            let last = quiet.len() - 1;
            let mut run = 0;
            let all = (1..=last).find(|&number| {
                run = if quiet[number] { run + 1 } else { 0 };
                run == length
            });
            prop_assert_eq!(first_run(length, last, |number| quiet[number]), all);
        }
    }

    #[test]
    fn few_terms_are_looked_at_where_none_are_quiet() {
        let mut looks = 0;
        let found = first_run(51, 1_000, |_| {
            looks += 1;
            false
        });
        assert_eq!((found, looks), (None, 19));
    }

    #[test]
    fn nearly_is_near() {
        let sizes: Vec<u64> = (0..42).map(|unit| 120_000 + unit * unit * 7_919 % 611_953).collect();
        let whole: u64 = sizes.iter().sum();
        let series = Series::of(&sizes, Sampling { n_frame: 131, n_answered: 87 }).unwrap();
        for part in 0..=1_000 {
            let t = whole * part / 1_000;
            assert!((series.nearly_at_most(t) - series.at_most(t)).abs() < 1e-12, "{t}");
        }
    }
}
