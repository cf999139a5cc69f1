//! How far apart are two means, where nothing was drawn at random and only response is: an interval by permutations of response.

use crate::analysis::random::permutation::Permutations;
use crate::analysis::statistic::detectable::LEVEL;
use crate::analysis::statistic::standardised::variance;

/// A difference of means with what random response would make of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    /// Respondents' mean less nonrespondents'.
    pub difference: f64,
    /// Its standard deviation under random response.
    pub standard_deviation: f64,
    /// Two-sided, by permutations.
    pub p_value: f64,
    /// The shifts that permutations of response do not reject; `None` where there are too few permutations or sets of respondents to
    /// reject any.
    pub interval: Option<(f64, f64)>,
    /// The range of the difference under random response.
    pub null: (f64, f64),
    /// How many permutations.
    pub count: usize,
}

impl Shift {
    /// The Monte Carlo error of the interval's level, one standard deviation.
    pub fn error_of_level(&self) -> f64 {
        (LEVEL * (1.0 - LEVEL) / self.count as f64).sqrt()
    }
}

/// What one set of respondents says.
struct Drawn {
    difference: f64,
    /// The shift above which this set's difference is at least the observed one; `None` for the observed set itself.
    reaches_from: Option<f64>,
}

/// The randomisation test of two means and its inversion; `None` when a group has fewer than two values or nothing varies.
///
/// # Formula
/// If respondents' values were `δ` above what they would be as nonrespondents', every set `S` of `n₁` units were as likely to have
/// answered once `δ` is taken away. With `D_S` the difference of means of `S` and of the others and `c_S` the same of the indicator of
/// response, the difference of `S` is then at least the observed one if and only if `δ ≥ (D − D_S)/(1 − c_S)`: so one set of permutations
/// serves every `δ`, and the interval `{δ : p(δ) > .05}` lies between two of these numbers in order. `p` is twice the smaller tail, each
/// `(1 + b)/(1 + B)`; the standard deviation is `S √(N/(n₁n₀))`. The difference itself is known exactly in a complete frame: the interval
/// says which shifts random response would not tell from it. It holds its level exactly, but for Monte Carlo error, where respondents
/// and nonrespondents differ by a shift.
///
/// # Source
/// Pagano and Tritchler (1983), *Journal of the American Statistical Association* 78; Garthwaite (1996), *Biometrics* 52; Ernst (2004),
/// *Statistical Science* 19.
pub fn shift_of_means(values: &[f64], answered: &[bool], permutations: Permutations) -> Option<Shift> {
    let n1 = answered.iter().filter(|answered| **answered).count();
    let n0 = answered.len() - n1;
    let spread = variance(values)?.sqrt();
    if n1.min(n0) < 2 || !(spread > 0.0 && spread.is_finite()) || permutations.count == 0 {
        return None;
    }
    // Relative to the mean, so that sums lose no digits.
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let items: Vec<(f64, f64)> =
        values.iter().zip(answered).map(|(value, &answered)| (value - mean, f64::from(u8::from(answered)))).collect();
    let total: f64 = items.iter().map(|(value, _)| value).sum();
    let (of_respondents, of_others) = (n1 as f64, n0 as f64);
    let of_sums = |sum: f64, all: f64| sum / of_respondents - (all - sum) / of_others;
    let observed = of_sums(items.iter().map(|(value, answered)| value * answered).sum(), total);
    // The smaller of the two groups is drawn.
    let others_drawn = n0 < n1;
    let blocks = permutations.draws(&items, n1.min(n0), Vec::new, |found: &mut Vec<Drawn>, drawn| {
        let (mut sum, mut among) = (0.0, 0.0);
        for (value, answered) in drawn {
            sum += value;
            among += answered;
        }
        if others_drawn {
            (sum, among) = (total - sum, of_respondents - among);
        }
        let difference = of_sums(sum, total);
        let is_other = among < of_respondents - 0.5;
        let reaches_from = is_other.then(|| (observed - difference) / (1.0 - of_sums(among, of_respondents)));
        found.push(Drawn { difference, reaches_from });
    });
    let drawn: Vec<Drawn> = blocks.into_iter().flatten().collect();
    let count = drawn.len();
    let mut differences: Vec<f64> = drawn.iter().map(|drawn| drawn.difference).collect();
    let mut from: Vec<f64> = drawn.iter().filter_map(|drawn| drawn.reaches_from).collect();
    let always = count - from.len();
    let same = SAME * spread;
    let p = |b: usize| (1 + b) as f64 / (1 + count) as f64;
    // A shift of 0 is what random response is; its tails are those of the test.
    let at_least = always + from.iter().filter(|from| **from <= same).count();
    let at_most = always + from.iter().filter(|from| **from >= -same).count();
    let inside = |always: usize| (0..=count).find(|&b| 2.0 * p(always + b) > LEVEL).unwrap_or(count);
    let (of_shifts, of_null) = (inside(always), inside(0).max(1));
    let p_value = (2.0 * p(at_least.min(at_most))).min(1.0);
    let mut interval = (of_shifts > 0 && of_shifts <= from.len()).then(|| ranked(&mut from, of_shifts));
    let mut null = ranked(&mut differences, of_null);
    // Rounding decides nothing.
    if p_value > LEVEL {
        interval = interval.map(|(low, high)| (low.min(0.0), high.max(0.0)));
        null = (null.0.min(observed), null.1.max(observed));
    }
    Some(Shift {
        difference: observed,
        standard_deviation: spread * (values.len() as f64 / (of_respondents * of_others)).sqrt(),
        p_value,
        interval,
        null,
        count,
    })
}

/// The value of a rank from below, counted from 1, and that of the same rank from above.
fn ranked(values: &mut [f64], rank: usize) -> (f64, f64) {
    let from_above = values.len() - rank;
    let mut at = |position: usize| *values.select_nth_unstable_by(position, f64::total_cmp).1;
    (at(rank - 1), at(from_above))
}

/// Differences below this share of the spread are rounding.
const SAME: f64 = 1e-9;

#[cfg(test)]
mod tests {
    use super::*;

    const SOME: Permutations = Permutations { seed: 1, count: 20_000 };

    fn frame(shift: f64) -> (Vec<f64>, Vec<bool>) {
        let answered: Vec<bool> = (0..40).map(|unit| unit * 7 % 11 < 6).collect();
        let values = (0..40)
            .zip(&answered)
            .map(|(unit, &answered)| f64::from(unit * unit % 97) + if answered { shift } else { 0.0 });
        (values.collect(), answered)
    }

    #[test]
    fn a_shift_moves_the_interval_and_nothing_else() {
        let (values, answered) = frame(0.0);
        let none = shift_of_means(&values, &answered, SOME).unwrap();
        let (values, answered) = frame(1_000.0);
        let moved = shift_of_means(&values, &answered, SOME).unwrap();
        let (one, other) = (none.interval.unwrap(), moved.interval.unwrap());
        assert!((other.0 - one.0 - 1_000.0).abs() < 1e-6 && (other.1 - one.1 - 1_000.0).abs() < 1e-6);
        assert!(none.p_value > 0.05 && one.0 < 0.0 && one.1 > 0.0);
        assert!(moved.p_value < 0.001);
    }

    #[test]
    fn the_interval_leaves_zero_out_if_and_only_if_the_test_rejects() {
        for tenths in -60..60 {
            let (values, answered) = frame(f64::from(tenths));
            let found = shift_of_means(&values, &answered, Permutations { seed: 3, count: 999 }).unwrap();
            let (low, high) = found.interval.unwrap();
            assert_eq!(found.p_value > 0.05, low <= 0.0 && high >= 0.0, "{tenths}: {found:?}");
        }
    }

    /// Twice the smaller tail over all sets of respondents, once `shift` is taken from those that there are.
    fn p_by_all_sets(values: &[f64], answered: &[bool], shift: f64) -> f64 {
        let left: Vec<f64> =
            values.iter().zip(answered).map(|(value, &answered)| value - if answered { shift } else { 0.0 }).collect();
        let n1 = answered.iter().filter(|answered| **answered).count();
        let difference = |is_in: &dyn Fn(usize) -> bool| {
            let sum: f64 = (0..left.len()).filter(|&unit| is_in(unit)).map(|unit| left[unit]).sum();
            sum / n1 as f64 - (left.iter().sum::<f64>() - sum) / (left.len() - n1) as f64
        };
        let observed = difference(&|unit| answered[unit]);
        let sets: Vec<u32> = (0_u32..1 << left.len()).filter(|set| set.count_ones() as usize == n1).collect();
        let of = |set: u32| difference(&|unit| set >> unit & 1 == 1);
        let at_least = sets.iter().filter(|&&set| of(set) >= observed - 1e-9).count();
        let at_most = sets.iter().filter(|&&set| of(set) <= observed + 1e-9).count();
        (2.0 * at_least.min(at_most) as f64 / sets.len() as f64).min(1.0)
    }

    #[test]
    fn the_ends_are_where_all_sets_of_respondents_begin_to_reject() {
        let values = [3.0, 11.0, 4.5, 8.0, 15.0, 2.0, 9.0, 7.5, 1.0, 6.0];
        let answered = [true, true, false, true, true, false, false, true, false, false];
        let found = shift_of_means(&values, &answered, SOME).unwrap();
        let (low, high) = found.interval.unwrap();
        let p = |shift: f64| p_by_all_sets(&values, &answered, shift);
        // Four Monte Carlo errors of a p-value of 5 %, and one set of 252 twice.
        let error = 8.0 * (0.025_f64 * 0.975 / 20_000.0).sqrt() + 2.0 / 252.0;
        assert!(
            (found.p_value - p(0.0)).abs() < 8.0 * (p(0.0) / 2.0 / 20_000.0).sqrt(),
            "{} {}",
            found.p_value,
            p(0.0)
        );
        for (inside, outside) in [(low + 1e-6, low - 1e-6), (high - 1e-6, high + 1e-6)] {
            assert!(p(inside) > 0.05 - error && p(outside) <= 0.05 + error, "{inside}: {} {}", p(inside), p(outside));
        }
    }

    #[test]
    fn few_sets_of_respondents_reject_no_shift() {
        let found = shift_of_means(&[1.0, 2.0, 9.0, 4.0], &[true, true, false, false], SOME).unwrap();
        assert_eq!(found.interval, None);
        assert_eq!(shift_of_means(&[1.0, 1.0, 1.0, 1.0], &[true, true, false, false], SOME), None);
        assert_eq!(shift_of_means(&[1.0, 2.0, 3.0], &[true, false, false], SOME), None);
    }
}
