//! What coverage chance alone would give: the exact distribution of covered residents when the respondents are a simple random sample.
//!
//! The frame has `N` units of which `n` answered. Under the hypothesis every set of `n` units was equally likely to answer.
//! The residents of an area that are covered are then a sum over a random set, and its distribution is computed, not simulated.

use crate::analysis::random::random_sum::{LISTED_UNITS, Pairs, Table};
use crate::analysis::random::sampling::{Distribution, Sampling};
use crate::analysis::random::window::series_of;
use crate::analysis::statistic::detectable::LEVEL;
use crate::analysis::statistic::moments::Moments;
use crate::model::base::word::words;

/// The share of the distribution inside a null range: one less the level of tests.
pub const NULL_RANGE: f64 = 0.95;

/// Differences of sums below this share of a step are rounding of the expectation.
const SAME: f64 = 1e-9;

/// The distribution of an area's covered residents under random response, as far as it is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoverageNull {
    /// Lower end of the 95 % range of coverage, 0 to 1: the smallest value with a p-value above 5 %.
    pub low: f64,
    /// Upper end: the largest value with a p-value above 5 %. Coverage lies outside the range if and only if its p-value is at most 5 %.
    pub high: f64,
    /// Two-sided: twice the smaller of `p_at_most` and `p_at_least`, at most 1.
    pub p_value: f64,
    /// The same with half the probability of exactly the sum observed (mid-p): less conservative, not guaranteed to keep its size.
    pub mid_p: f64,
    /// The probability of coverage at least as far from its expectation as the observed one, on either side: another two-sided rule, for
    /// comparison with programs that have it. No range goes with it.
    pub p_by_distance: f64,
    /// The probability of the observed coverage or less.
    pub p_at_most: f64,
    /// The probability of the observed coverage or more.
    pub p_at_least: f64,
    /// Expected coverage, 0 to 1.
    pub expected: f64,
    /// Residents in a step: each unit's figure was rounded to a multiple of this.
    pub step: u64,
}

words! {
    /// Why an area has no null range.
    pub enum NoNull {
        /// Nobody answered: there is nothing to compare.
        NobodyAnswered = "nobody-answered",
        /// Everybody answered: coverage could not have been other than it is.
        EverybodyAnswered = "everybody-answered",
        /// The area has no residents in any catchment.
        NoResidents = "no-residents",
        /// Catchments of the area overlap, so covered residents are no sum over units.
        Overlap = "overlap",
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

/// Additions that a table of rounded sums may cost …
const ADDITIONS: f64 = 3e6;
/// … unless an area's sum were then resolved into fewer steps than this times the square root of its units. Rounding each of `N` units
/// moves a sum of half of them by `√(N/24)` steps (standard deviation), so coverage by 0.026 percentage points at the most.
const FEWEST_STEPS: f64 = 800.0;
/// Steps at the most.
const MOST_STEPS: f64 = 60_000.0;

/// The covered residents of an area under random response, with what was observed.
pub struct AreaByChance {
    distribution: Box<dyn Distribution>,
    /// Residents of each unit in multiples of `scale`, in ascending order: areas with the same ones have the same distribution.
    sizes: Vec<u64>,
    /// Their sum.
    total: u64,
    /// Covered ones, in the same multiples.
    observed: u64,
    /// Residents that one of the distribution stands for.
    scale: u64,
    /// Residents in a step, where figures were rounded.
    step: u64,
    /// Residents covered, to the person.
    covered: u64,
    /// Residents in catchments, to the person.
    served: u64,
    frame: Sampling,
}

/// The exact null distribution of the coverage of an area.
///
/// `units` are the frame's units that serve the area, `n_frame` and `n_answered` count the units of the whole frame.
///
/// # Formula
/// `P(T = t) = Σ_k h(k) P(sum of k of the units drawn at random = t)` with `h` hypergeometric. All sets are listed for a few units; the
/// characteristic function is inverted for many; between them, or where the inversion does not settle, residents are rounded to a step
/// and the shift algorithm runs over (count, sum). `p = min(1, 2 min(P(T ≤ t), P(T ≥ t)))`, the range is `{t : p(t) > .05}`; mid-p takes
/// half of `P(T = t)` from either tail.
///
/// # Source
/// Streitberg and Röhmel (1986), *Statistical Software Newsletter* 12(1), for the shift algorithm; Davies (1973), *Biometrika* 60, for
/// the inversion; Cox and Hinkley (1974), *Theoretical Statistics*, 4.7, for twice the smaller tail.
///
/// # Errors
/// [`NoNull`] says why there is no distribution.
pub fn coverage_null(units: &[UnitResidents], n_frame: usize, n_answered: usize) -> Result<CoverageNull, NoNull> {
    let area = AreaByChance::of(units, n_frame, n_answered)?;
    let served = area.served;
    Ok(area.printed(served))
}

/// The covered residents of an area with their moments under random response: what the normal approximation needs.
///
/// `None` where there is no null distribution, or where all samples cover as many.
///
/// # Formula
/// `E T = P n/N` with `P` the area's residents; `Var T = n/N (1−n/N) N/(N−1) (Σ P_i² − P²/N)`, which for the whole frame is
/// `n(1−n/N) S²_P`.
///
/// # Source
/// Cochran (1977), *Sampling Techniques*, 3rd edition, 2.4.
pub fn covered_residents(units: &[UnitResidents], n_frame: usize, n_answered: usize) -> Option<Moments> {
    let frame = drawn(n_frame, n_answered).ok()?;
    let sum = |of: &dyn Fn(&UnitResidents) -> f64| units.iter().map(of).sum::<f64>();
    let (whole, squares) = (sum(&|unit| unit.residents as f64), sum(&|unit| (unit.residents as f64).powi(2)));
    let (expected, variance) = moments_of_sum(whole, squares, frame);
    let value = sum(&|unit| if unit.answered { unit.residents as f64 } else { 0.0 });
    (variance > 0.0).then_some(Moments { value, expected, variance })
}

/// Expectation and variance of a sum over the units of an area that are drawn, from the sum and the sum of squares of all.
pub(crate) fn moments_of_sum(whole: f64, squares: f64, frame: Sampling) -> (f64, f64) {
    let n = frame.n_frame as f64;
    let rate = frame.n_answered as f64 / n;
    (whole * rate, (rate * (1.0 - rate) * n / (n - 1.0) * (squares - whole * whole / n)).max(0.0))
}

/// [`coverage_null`] with residents rounded to multiples of `step` beforehand, for comparison with programs that round.
///
/// # Errors
/// As [`coverage_null`].
pub fn coverage_null_of_steps(
    units: &[UnitResidents],
    n_frame: usize,
    n_answered: usize,
    step: u64,
) -> Result<CoverageNull, NoNull> {
    let of_steps: Vec<UnitResidents> = units
        .iter()
        .zip(rounded(units, step.max(1)))
        .map(|(unit, residents)| UnitResidents { residents, ..*unit })
        .collect();
    let null = coverage_null(&of_steps, n_frame, n_answered)?;
    Ok(CoverageNull { step: null.step * step.max(1), ..null })
}

fn drawn(n_frame: usize, n_answered: usize) -> Result<Sampling, NoNull> {
    if n_answered == 0 {
        Err(NoNull::NobodyAnswered)
    } else if n_answered >= n_frame {
        Err(NoNull::EverybodyAnswered)
    } else {
        Ok(Sampling { n_frame, n_answered })
    }
}

/// The greatest common divisor of all residents. Figures that are all in thousands leave gaps in their sums, and a series would need many
/// terms to show them.
fn common_divisor_of(units: &[UnitResidents]) -> u64 {
    units.iter().fold(0, |divisor, unit| common_divisor(divisor, unit.residents)).max(1)
}

fn common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

fn rounded(units: &[UnitResidents], step: u64) -> Vec<u64> {
    units.iter().map(|unit| (unit.residents + step / 2) / step).collect()
}

fn without_rounding(sizes: &[u64], frame: Sampling) -> Option<Box<dyn Distribution>> {
    if sizes.len() <= LISTED_UNITS {
        return Some(Box::new(Pairs::of(sizes, frame)));
    }
    series_of(sizes, frame).map(|series| Box::new(series) as Box<dyn Distribution>)
}

impl AreaByChance {
    /// The distribution of an area, as [`coverage_null`] has it.
    ///
    /// # Errors
    /// [`NoNull`] says why there is none.
    pub fn of(units: &[UnitResidents], n_frame: usize, n_answered: usize) -> Result<Self, NoNull> {
        let serving: Vec<UnitResidents> = units.iter().copied().filter(|unit| unit.residents > 0).collect();
        let frame = drawn(n_frame, n_answered)?;
        let served: u64 = serving.iter().map(|unit| unit.residents).sum();
        if served == 0 {
            return Err(NoNull::NoResidents);
        }
        let divisor = common_divisor_of(&serving);
        let exact: Vec<u64> = serving.iter().map(|unit| unit.residents / divisor).collect();
        let (distribution, sizes, scale, step) = if let Some(distribution) = without_rounding(&exact, frame) {
            (distribution, exact, divisor, 1)
        } else {
            let step = step_for(serving.len(), served);
            let sizes = rounded(&serving, step);
            (Box::new(Table::of(&sizes, frame)) as Box<dyn Distribution>, sizes, step, step)
        };
        let of_answered = |of: &dyn Fn(usize) -> u64| -> u64 {
            serving.iter().enumerate().filter(|(_, unit)| unit.answered).map(|(position, _)| of(position)).sum()
        };
        let observed = of_answered(&|position| sizes[position]);
        let covered = of_answered(&|position| serving[position].residents);
        let total = sizes.iter().sum();
        let mut sizes = sizes;
        sizes.sort_unstable();
        Ok(Self { distribution, sizes, total, observed, scale, step, covered, served, frame })
    }

    /// Units and their residents as far as they decide the distribution.
    pub fn sizes(&self) -> &[u64] {
        &self.sizes
    }

    /// Two-sided: twice the smaller tail, at most 1.
    pub fn p_value(&self) -> f64 {
        let (at_most, at_least) = self.tails();
        (2.0 * at_most.min(at_least)).min(1.0)
    }

    fn tails(&self) -> (f64, f64) {
        (self.distribution.at_most(self.observed), self.distribution.at_least(self.observed))
    }

    /// The probability that random response gives this area a p-value of at most `level`: never more than `level`, and far less in an
    /// area of few units.
    pub fn size_at(&self, level: f64) -> f64 {
        if level >= 1.0 {
            return 1.0;
        }
        let (first, last) = self.within(level);
        let below = first.checked_sub(1).map_or(0.0, |below| self.distribution.at_most(below));
        let above = if last < self.total { self.distribution.at_least(last + 1) } else { 0.0 };
        (below + above).min(level)
    }

    /// The smallest p-value that the area can have.
    pub fn smallest_p(&self) -> f64 {
        (2.0 * self.distribution.at_most(0).min(self.distribution.at_least(self.total))).min(1.0)
    }

    /// The first and the last sum with a p-value above `level`.
    fn within(&self, level: f64) -> (u64, u64) {
        let tail = level / 2.0;
        let first = first_with(0, self.total, |t| self.distribution.is_at_most_above(t, tail));
        let beyond =
            first_with(first, self.total, |t| t == self.total || self.distribution.is_at_least_within(t + 1, tail));
        (first, beyond)
    }

    /// As it is printed, in shares of the area's `residents`: those in catchments, and any in none.
    pub fn printed(&self, residents: u64) -> CoverageNull {
        let whole = residents.max(self.served) as f64;
        let (p_at_most, p_at_least) = self.tails();
        let p_value = (2.0 * p_at_most.min(p_at_least)).min(1.0);
        let exactly = (p_at_most + p_at_least - 1.0).max(0.0);
        let (first, last) = self.within(LEVEL);
        let (mut low, mut high) = (first * self.scale, last * self.scale);
        // Rounding to steps, and the last digit of a series, decide nothing about the value observed.
        if p_value > LEVEL {
            (low, high) = (low.min(self.covered), high.max(self.covered));
        } else if (low..=high).contains(&self.covered) {
            if p_at_most < p_at_least {
                low = self.covered + 1;
            } else {
                high = self.covered.saturating_sub(1);
            }
        }
        let expected = self.total as f64 * self.frame.p();
        CoverageNull {
            low: low as f64 / whole,
            high: high as f64 / whole,
            p_value,
            mid_p: (2.0 * p_at_most.min(p_at_least) - exactly).clamp(0.0, 1.0),
            p_by_distance: self.p_by_distance(expected),
            p_at_most,
            p_at_least,
            expected: self.served as f64 * self.frame.p() / whole,
            step: self.step,
        }
    }

    /// The probability of sums at least as far from the expectation as the one observed.
    fn p_by_distance(&self, expected: f64) -> f64 {
        let distance = (self.observed as f64 - expected).abs() - SAME * expected.max(1.0);
        if distance <= 0.0 {
            return 1.0;
        }
        let (upper, lower) = ((expected + distance).ceil(), (expected - distance).floor());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= upper <= total, lower >= 0")]
        let (above, below) = (
            if upper <= self.total as f64 { self.distribution.at_least(upper as u64) } else { 0.0 },
            if lower >= 0.0 { self.distribution.at_most(lower as u64) } else { 0.0 },
        );
        (above + below).min(1.0)
    }
}

/// The first of the numbers from `low` to `high` of which something holds that holds for all after it; `high` where it holds for none.
fn first_with(mut low: u64, mut high: u64, holds: impl Fn(u64) -> bool) -> u64 {
    while low < high {
        let middle = u64::midpoint(low, high);
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// The step, two digits followed by zeros, of a table of so many units.
fn step_for(n_units: usize, total: u64) -> u64 {
    let units = n_units.max(1) as f64;
    let steps = (ADDITIONS * 3.0 / (units * units)).max(FEWEST_STEPS * units.sqrt()).min(MOST_STEPS);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of the total")]
    let exact = (total as f64 / steps).ceil() as u64;
    let scale = 10_u64.pow(exact.checked_ilog10().unwrap_or(0).saturating_sub(1));
    exact.div_ceil(scale).max(1) * scale
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

    #[test]
    fn a_single_unit_is_covered_or_not() {
        let null = coverage_null(&units(&[1_000], 1), 4, 1).unwrap();
        assert_eq!((null.low, null.high), (0.0, 1.0));
        assert!((null.expected - 0.25).abs() < 1e-12);
        assert!((null.p_value - 0.5).abs() < 1e-12);
        assert!((null.mid_p - 0.25).abs() < 1e-12);
        assert!((null.p_by_distance - 0.25).abs() < 1e-12);
    }

    #[test]
    fn degenerate_frames_say_why_there_is_no_range() {
        assert_eq!(coverage_null(&units(&[10, 20], 0), 2, 0), Err(NoNull::NobodyAnswered));
        assert_eq!(coverage_null(&units(&[10, 20], 2), 2, 2), Err(NoNull::EverybodyAnswered));
        assert_eq!(coverage_null(&units(&[0, 0], 1), 2, 1), Err(NoNull::NoResidents));
        assert_eq!(coverage_null(&[], 2, 1), Err(NoNull::NoResidents));
    }

    #[test]
    fn figures_in_thousands_give_the_probabilities_of_the_thousands() {
        let thousands: Vec<u64> = (0..60).map(|unit| 40 + unit * unit % 97).collect();
        let persons: Vec<u64> = thousands.iter().map(|size| size * 1_000).collect();
        assert_eq!(coverage_null(&units(&thousands, 25), 60, 25), coverage_null(&units(&persons, 25), 60, 25));
    }

    #[test]
    fn a_step_is_fine_for_few_units_and_never_moves_coverage_by_a_tenth_of_a_point() {
        assert_eq!(step_for(13, 2_000), 1);
        assert_eq!(step_for(20, 4_000_000), 180);
        assert_eq!(step_for(131, 60_000_000), 6_600);
        assert_eq!(step_for(300, 60_000_000), 4_400);
    }
}
