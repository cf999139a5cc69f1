//! What coverage chance alone would give: the exact distribution of covered residents when the respondents are a simple random sample.
//!
//! The frame has `N` units of which `n` answered. Under the hypothesis every set of `n` units was equally likely to answer.
//! The residents of an area that are covered are then a sum over a random set, and its distribution is computed, not simulated.

use crate::analysis::random::random_sum::{LISTED_UNITS, Pairs, Table};
use crate::analysis::random::sampling::{Distribution, Sampling};
use crate::analysis::random::series::Series;
use crate::analysis::statistic::moments::Moments;
use crate::model::base::word::words;

/// The share of the distribution inside a null range.
pub const NULL_RANGE: f64 = 0.95;

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
    /// The same with half the probability of the sums exactly as far (mid-p): less conservative, not guaranteed to keep its size.
    pub mid_p: f64,
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

/// The exact null distribution of the coverage of an area.
///
/// `units` are the frame's units that serve the area, `n_frame` and `n_answered` count the units of the whole frame.
///
/// # Formula
/// `P(T = t) = Σ_k h(k) P(sum of k of the units drawn at random = t)` with `h` hypergeometric. All sets are listed for a few units; the
/// characteristic function is inverted for many; between them, or where the inversion does not settle, residents are rounded to a step
/// and the shift algorithm runs over (count, sum). Two-sided: `P(|T − E T| ≥ |t − E T|)`; mid-p is the mean of that and the same with `>`.
///
/// # Source
/// Streitberg and Röhmel (1986), *Statistical Software Newsletter* 12(1), for the shift algorithm; Davies (1973), *Biometrika* 60, for
/// the inversion.
///
/// # Errors
/// [`NoNull`] says why there is no distribution.
pub fn coverage_null(units: &[UnitResidents], n_frame: usize, n_answered: usize) -> Result<CoverageNull, NoNull> {
    let serving: Vec<UnitResidents> = units.iter().copied().filter(|unit| unit.residents > 0).collect();
    let frame = drawn(n_frame, n_answered)?;
    let exact = in_common_units(&serving);
    let total: u64 = serving.iter().map(|unit| unit.residents).sum();
    if total == 0 {
        return Err(NoNull::NoResidents);
    }
    if let Some(distribution) = without_rounding(&exact, frame) {
        return Ok(printed(&serving, &exact, frame, distribution.as_ref(), 1));
    }
    let step = step_for(serving.len(), total);
    let sizes = rounded(&serving, step);
    Ok(printed(&serving, &sizes, frame, &Table::of(&sizes, frame), step))
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

/// Residents over their greatest common divisor. Figures that are all in thousands leave gaps in their sums, and a series would need many
/// terms to show them.
fn in_common_units(units: &[UnitResidents]) -> Vec<u64> {
    let divisor = units.iter().fold(0, |divisor, unit| common_divisor(divisor, unit.residents)).max(1);
    units.iter().map(|unit| unit.residents / divisor).collect()
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
    Series::of(sizes, frame).map(|series| Box::new(series) as Box<dyn Distribution>)
}

fn printed(
    units: &[UnitResidents],
    sizes: &[u64],
    frame: Sampling,
    distribution: &dyn Distribution,
    step: u64,
) -> CoverageNull {
    let total: u64 = sizes.iter().sum();
    let observed: u64 = units.iter().zip(sizes).filter(|(unit, _)| unit.answered).map(|(_, &size)| size).sum();
    let whole = total as f64;
    let expected = whole * frame.n_answered as f64 / frame.n_frame as f64;
    let tail = (1.0 - NULL_RANGE) / 2.0;
    let distance = (observed as f64 - expected).abs();
    let same = SAME * expected.max(1.0);
    let p_value = two_sided(distribution, distance - same, expected, total);
    let farther = two_sided(distribution, distance + same, expected, total);
    CoverageNull {
        low: quantile(distribution, total, tail) as f64 / whole,
        high: quantile(distribution, total, 1.0 - tail) as f64 / whole,
        p_value,
        mid_p: f64::midpoint(p_value, farther),
        p_at_most: distribution.at_most(observed),
        p_at_least: distribution.at_least(observed),
        expected: expected / whole,
        step,
    }
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

fn quantile(distribution: &dyn Distribution, total: u64, p: f64) -> u64 {
    let (mut low, mut high) = (0, total);
    while low < high {
        let middle = u64::midpoint(low, high);
        if distribution.at_most(middle) >= p - SAME {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// The probability of sums at least `distance` from the expectation.
fn two_sided(distribution: &dyn Distribution, distance: f64, expected: f64, total: u64) -> f64 {
    if distance <= 0.0 {
        return 1.0;
    }
    let upper = (expected + distance).ceil();
    let lower = (expected - distance).floor();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= upper <= total, lower >= 0")]
    let (above, below) = (
        if upper <= total as f64 { distribution.at_least(upper as u64) } else { 0.0 },
        if lower >= 0.0 { distribution.at_most(lower as u64) } else { 0.0 },
    );
    (above + below).min(1.0)
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
        assert!((null.p_value - 0.25).abs() < 1e-12);
        assert!((null.mid_p - 0.125).abs() < 1e-12);
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
