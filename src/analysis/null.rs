//! What coverage chance alone would give: the exact distribution of covered residents when the respondents are a simple random sample.
//!
//! The frame has `N` units of which `n` answered. Under the hypothesis every set of `n` units was equally likely to answer.
//! The residents of an area that are covered are then a sum over a random set, and its distribution is computed, not simulated.

/// The share of the distribution inside a null range.
pub const NULL_RANGE: f64 = 0.95;

/// Up to this many units in an area all their subsets are listed, and residents are not rounded.
const ENUMERATED_UNITS: usize = 10;
/// Steps of residents that the sum is resolved into at the most.
const MOST_STEPS: u64 = 65_536;
/// Additions that one distribution may cost; residents are rounded more coarsely until they fit.
const MOST_ADDITIONS: f64 = 1.6e7;
/// Differences of sums below this share of a step are rounding of the expectation.
const SAME: f64 = 1e-9;

/// The distribution of an area's covered residents under random response, as far as it is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoverageNull {
    /// Lower end of the central 95 % range of coverage, 0 to 1: the smallest value that at least 2.5 % of all samples do not exceed.
    pub low: f64,
    /// Upper end: the smallest value that at least 97.5 % of all samples do not exceed.
    pub high: f64,
    /// The probability of coverage at least as far from its expectation as the observed one, on either side.
    pub p_value: f64,
    /// The probability of the observed coverage or less.
    pub p_at_most: f64,
    /// The probability of the observed coverage or more.
    pub p_at_least: f64,
    /// Expected coverage, 0 to 1.
    pub expected: f64,
    /// Residents in a step: each unit's figure was rounded to a multiple of this.
    pub step: u64,
}

/// Why an area has no null range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoNull {
    /// Nobody answered: there is nothing to compare.
    NobodyAnswered,
    /// Everybody answered: coverage could not have been other than it is.
    EverybodyAnswered,
    /// The area has no residents in any catchment.
    NoResidents,
    /// Catchments of the area overlap, so covered residents are no sum over units.
    Overlap,
}

impl NoNull {
    /// The fixed word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::NobodyAnswered => "nobody-answered",
            Self::EverybodyAnswered => "everybody-answered",
            Self::NoResidents => "no-residents",
            Self::Overlap => "overlap",
        }
    }
}

/// A unit's part in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitResidents {
    /// Residents of the area that the unit serves.
    pub residents: u64,
    /// Whether the unit answered.
    pub answered: bool,
}

/// The exact null distribution of the coverage of an area, with residents rounded to a step that fits a fixed amount of work.
///
/// `units` are the frame's units that serve the area, `n_frame` and `n_answered` count the units of the whole frame.
///
/// # Formula
/// `P(T = t) = Σ_k h(k) P(sum of k of the units drawn at random = t)` with `h` hypergeometric; the inner distributions by the shift
/// algorithm over (count, sum). Two-sided: `P(|T − E T| ≥ |t − E T|)`.
///
/// # Source
/// Streitberg and Röhmel (1986), *Statistical Software Newsletter* 12(1).
///
/// # Errors
/// [`NoNull`] says why there is no distribution.
pub fn coverage_null(units: &[UnitResidents], n_frame: usize, n_answered: usize) -> Result<CoverageNull, NoNull> {
    let serving: Vec<UnitResidents> = units.iter().copied().filter(|unit| unit.residents > 0).collect();
    let total: u64 = serving.iter().map(|unit| unit.residents).sum();
    let step = match serving.len() {
        0..=ENUMERATED_UNITS => 1,
        // Two tables of half the units and half the sum each.
        whole if whole == n_frame => step_for(whole / 2, total),
        part => step_for(part, total),
    };
    coverage_null_with_step(&serving, n_frame, n_answered, step)
}

/// The same with residents rounded to multiples of `step`.
///
/// # Errors
/// As [`coverage_null`].
pub fn coverage_null_with_step(
    units: &[UnitResidents],
    n_frame: usize,
    n_answered: usize,
    step: u64,
) -> Result<CoverageNull, NoNull> {
    if n_answered == 0 {
        return Err(NoNull::NobodyAnswered);
    }
    if n_answered >= n_frame {
        return Err(NoNull::EverybodyAnswered);
    }
    let step = step.max(1);
    let sizes: Vec<usize> =
        units.iter().map(|unit| usize::try_from((unit.residents + step / 2) / step).unwrap_or(usize::MAX)).collect();
    let total: usize = sizes.iter().sum();
    if total == 0 {
        return Err(NoNull::NoResidents);
    }
    let observed: usize = units.iter().zip(&sizes).filter(|(unit, _)| unit.answered).map(|(_, &size)| size).sum();
    let frame = Sampling { n_frame, n_answered };
    let distribution: Box<dyn Distribution> = if sizes.len() <= ENUMERATED_UNITS {
        Box::new(Enumerated::of(&sizes, frame))
    } else if sizes.len() == n_frame {
        Box::new(Halves::of(&sizes, n_answered, n_frame))
    } else {
        Box::new(Table::of(&sizes, frame))
    };
    let expected = total as f64 * n_answered as f64 / n_frame as f64;
    let tail = (1.0 - NULL_RANGE) / 2.0;
    let whole = total as f64;
    let p_at_most = distribution.at_most(observed);
    let p_at_least = distribution.at_least(observed);
    Ok(CoverageNull {
        low: quantile(distribution.as_ref(), total, tail) as f64 / whole,
        high: quantile(distribution.as_ref(), total, 1.0 - tail) as f64 / whole,
        p_value: two_sided(distribution.as_ref(), observed, expected, total),
        p_at_most,
        p_at_least,
        expected: expected / whole,
        step,
    })
}

/// The smallest 1, 2 or 5 × 10^i residents that keeps the work within bounds.
fn step_for(n_units: usize, total: u64) -> u64 {
    let work_per_step = (n_units * n_units) as f64 / 3.0;
    let most = (MOST_ADDITIONS / work_per_step).min(MOST_STEPS as f64).max(1.0);
    let mut scale: u64 = 1;
    loop {
        for digit in [1, 2, 5] {
            let step = digit * scale;
            if total as f64 / step as f64 <= most {
                return step;
            }
        }
        scale = scale.saturating_mul(10);
    }
}

/// A distribution of a sum of steps.
trait Distribution {
    /// `P(T ≤ t)`.
    fn at_most(&self, t: usize) -> f64;
    /// `P(T ≥ t)`, summed on its own side so that small tails keep their digits.
    fn at_least(&self, t: usize) -> f64;
}

fn quantile(distribution: &dyn Distribution, total: usize, p: f64) -> usize {
    let (mut low, mut high) = (0, total);
    while low < high {
        let middle = usize::midpoint(low, high);
        if distribution.at_most(middle) >= p - SAME {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

fn two_sided(distribution: &dyn Distribution, observed: usize, expected: f64, total: usize) -> f64 {
    let distance = (observed as f64 - expected).abs() - SAME * expected.max(1.0);
    if distance <= 0.0 {
        return 1.0;
    }
    let upper = (expected + distance).ceil();
    let lower = (expected - distance).floor();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= upper <= total, lower >= 0")]
    let (above, below) = (
        if upper <= total as f64 { distribution.at_least(upper as usize) } else { 0.0 },
        if lower >= 0.0 { distribution.at_most(lower as usize) } else { 0.0 },
    );
    (above + below).min(1.0)
}

/// The design: `n_answered` of `n_frame` units, every set equally likely.
#[derive(Clone, Copy)]
struct Sampling {
    n_frame: usize,
    n_answered: usize,
}

impl Sampling {
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

/// All subsets of a few units, in order of their sum.
struct Enumerated {
    sums: Vec<(usize, f64)>,
}

impl Enumerated {
    fn of(sizes: &[usize], frame: Sampling) -> Self {
        let weights: Vec<f64> = frame.ln_weight_of_set(sizes.len()).into_iter().map(f64::exp).collect();
        let mut sums: Vec<(usize, f64)> = (0_u32..1 << sizes.len())
            .map(|set| {
                let sum = sizes.iter().enumerate().filter(|(unit, _)| set >> unit & 1 == 1).map(|(_, size)| size).sum();
                (sum, weights[set.count_ones() as usize])
            })
            .collect();
        sums.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        Self { sums }
    }
}

impl Distribution for Enumerated {
    fn at_most(&self, t: usize) -> f64 {
        self.sums.iter().take_while(|(sum, _)| *sum <= t).map(|(_, weight)| weight).sum()
    }

    fn at_least(&self, t: usize) -> f64 {
        self.sums.iter().rev().take_while(|(sum, _)| *sum >= t).map(|(_, weight)| weight).sum()
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

/// The distribution of one area's sum, column by column.
struct Table {
    probabilities: Vec<f64>,
}

impl Table {
    fn of(sizes: &[usize], frame: Sampling) -> Self {
        let odds = frame.odds();
        let counts = Counts::of(sizes, frame.n_answered, odds);
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
}

impl Distribution for Table {
    fn at_most(&self, t: usize) -> f64 {
        self.probabilities[..=t.min(self.probabilities.len() - 1)].iter().sum()
    }

    fn at_least(&self, t: usize) -> f64 {
        self.probabilities[t.min(self.probabilities.len())..].iter().rev().sum()
    }
}

/// The whole frame, cut in two: each half's table is small, and a tail of the whole is a sum over pairs of tails.
struct Halves {
    first: Vec<Vec<f64>>,
    /// `P(sum ≤ t)` within each row of the second half.
    second_at_most: Vec<Vec<f64>>,
    /// `P(sum ≥ t)` within each row of the second half.
    second_at_least: Vec<Vec<f64>>,
    n_answered: usize,
    scale: f64,
}

impl Halves {
    fn of(sizes: &[usize], n_answered: usize, n_frame: usize) -> Self {
        let frame = Sampling { n_frame, n_answered };
        let odds = frame.odds();
        let (first, second) = sizes.split_at(sizes.len() / 2);
        let (first, second) =
            rayon::join(|| Counts::of(first, n_answered, odds), || Counts::of(second, n_answered, odds));
        let ln_scale = frame.ln_weight_of_set(n_frame)[n_answered]
            - n_answered as f64 * odds.ln()
            - first.ln_scale
            - second.ln_scale;
        let mut second_at_least = second.rows.clone();
        for row in &mut second_at_least {
            let mut sum = 0.0;
            for value in row.iter_mut().rev() {
                sum += *value;
                *value = sum;
            }
        }
        let mut second_at_most = second.rows;
        for row in &mut second_at_most {
            let mut sum = 0.0;
            for value in row.iter_mut() {
                sum += *value;
                *value = sum;
            }
        }
        Self { first: first.rows, second_at_most, second_at_least, n_answered, scale: ln_scale.exp() }
    }

    /// Pairs of rows whose counts make up the number that answered.
    fn pairs<'a>(&'a self, second: &'a [Vec<f64>]) -> impl Iterator<Item = (&'a [f64], &'a [f64])> {
        self.first.iter().enumerate().filter_map(move |(k, row)| {
            let other = second.get(self.n_answered.checked_sub(k)?)?;
            Some((row.as_slice(), other.as_slice()))
        })
    }
}

impl Distribution for Halves {
    fn at_most(&self, t: usize) -> f64 {
        let mut sum = 0.0;
        for (first, second) in self.pairs(&self.second_at_most) {
            let last = second.len() - 1;
            for (s, value) in first.iter().enumerate().take(t + 1) {
                sum += value * second[(t - s).min(last)];
            }
        }
        sum * self.scale
    }

    fn at_least(&self, t: usize) -> f64 {
        let mut sum = 0.0;
        for (first, second) in self.pairs(&self.second_at_least) {
            for (s, value) in first.iter().enumerate() {
                if let Some(tail) = second.get(t.saturating_sub(s)) {
                    sum += value * tail;
                }
            }
        }
        sum * self.scale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(residents: &[u64], answered: usize) -> Vec<UnitResidents> {
        residents
            .iter()
            .enumerate()
            .map(|(index, &residents)| UnitResidents { residents, answered: index < answered })
            .collect()
    }

    /// Every sample of `n` of the frame, listed; the area's units come first.
    fn brute_force(sizes: &[usize], n_frame: usize, n: usize) -> Vec<(usize, f64)> {
        let mut sums: Vec<usize> = (0_u32..1 << n_frame)
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
            let mut ways: Vec<Box<dyn Distribution>> =
                vec![Box::new(Enumerated::of(&sizes, frame)), Box::new(Table::of(&sizes, frame))];
            if n_frame == sizes.len() {
                ways.push(Box::new(Halves::of(&sizes, n, n_frame)));
            }
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
    fn a_single_unit_is_covered_or_not() {
        let null = coverage_null(&units(&[1_000], 1), 4, 1).unwrap();
        assert_eq!((null.low, null.high), (0.0, 1.0));
        assert!((null.expected - 0.25).abs() < 1e-12);
        assert!((null.p_value - 0.25).abs() < 1e-12);
    }

    #[test]
    fn degenerate_frames_say_why_there_is_no_range() {
        assert_eq!(coverage_null(&units(&[10, 20], 0), 2, 0), Err(NoNull::NobodyAnswered));
        assert_eq!(coverage_null(&units(&[10, 20], 2), 2, 2), Err(NoNull::EverybodyAnswered));
        assert_eq!(coverage_null(&units(&[0, 0], 1), 2, 1), Err(NoNull::NoResidents));
        assert_eq!(coverage_null(&[], 2, 1), Err(NoNull::NoResidents));
    }

    #[test]
    fn a_rounded_step_keeps_the_work_within_bounds() {
        assert_eq!(step_for(13, 60_000), 1);
        assert!(step_for(131, 60_000_000) >= 1_000);
        assert!(step_for(10_000, 60_000_000) > 1_000_000);
    }
}
