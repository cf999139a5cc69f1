//! Are respondents larger than nonrespondents? Mann and Whitney's test, and Hodges and Lehmann's shift.

use statrs::distribution::ContinuousCDF as _;

use crate::analysis::random::random_sum::Table;
use crate::analysis::random::sampling::{Distribution, Sampling};
use crate::analysis::random::window::series_of;
use crate::analysis::statistic::detectable::normal;
use crate::analysis::statistic::two_groups::TwoGroups;

/// How a p-value of ranks was computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RankMethod {
    /// The exact distribution of the sum of ranks, ties included.
    Exact,
    /// The same by inverting its characteristic function, to within 0.000001.
    Inverted,
    /// The normal distribution with corrections for ties and continuity.
    Normal,
}

/// Mann and Whitney's test of two groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankTest {
    /// `U`: pairs in which the respondent is larger, ties counting half.
    pub u: f64,
    /// `U` over the number of pairs: the chance that a random respondent is larger than a random nonrespondent.
    pub auc: f64,
    /// Two-sided: twice the smaller tail.
    pub p_value: f64,
    /// How it was computed.
    pub method: RankMethod,
    /// The same by the normal distribution, with corrections for ties and continuity.
    pub normal_p: f64,
    /// The same without the correction for continuity, as statistical packages print beside or instead of the exact one.
    pub normal_p_uncorrected: f64,
    /// Whether some values are equal.
    pub ties: bool,
    /// The median of all differences, respondent less nonrespondent.
    pub shift: f64,
    /// Its 95 % interval; `None` where the groups are too small for one.
    pub interval: Option<(f64, f64)>,
}

/// Additions that the exact table may cost.
const ADDITIONS: f64 = 1e8;
/// The share of ties, `Σ(t³−t)/(N³−N)`, up to which it is: the sum of heavily tied ranks has gaps that a short series smooths over.
const FEW_TIES: f64 = 0.01;
/// Probabilities below this are too near the error of the inversion.
const TOO_SMALL: f64 = 1e-4;

/// Compares respondents' values with nonrespondents'.
///
/// # Formula
/// `U = Σ midranks of respondents − n(n+1)/2`. Its distribution over all assignments of response is that of a sum of doubled midranks
/// drawn at random, by the shift algorithm; where that would cost too much its characteristic function is inverted, and for many ties
/// or very small p-values `z = (|U − n₁n₀/2| − ½)/√(n₁n₀/12 · ((N+1) − Σ(t³−t)/(N(N−1))))`. The interval of the shift runs from the `k`-th smallest
/// difference to the `k`-th largest, `k` the 2.5 % quantile of `U` without ties, at least 1.
///
/// # Source
/// Mann and Whitney (1947), *Annals of Mathematical Statistics* 18; Streitberg and Röhmel (1986), *Statistical Software Newsletter*
/// 12(1); Hodges and Lehmann (1963), *Annals of Mathematical Statistics* 34; Hollander and Wolfe (1999), *Nonparametric Statistical
/// Methods*, 4.
pub fn rank_test(groups: &TwoGroups) -> RankTest {
    let (n1, n0) = groups.sizes();
    let ranks = groups.doubled_ranks();
    let of_respondents: u64 =
        groups.answered().zip(ranks).filter(|(answered, _)| *answered).map(|(_, rank)| rank).sum();
    let pairs = n1 as f64 * n0 as f64;
    let u = (of_respondents as f64 - (n1 * (n1 - 1)) as f64) / 2.0;
    let normal = NormalTail::of(groups, u);
    let untied = distribution_without_ties(n1, n0);
    let (p_value, method) =
        exact_p(groups, of_respondents, &normal, untied.as_ref()).unwrap_or((normal.p(0.5), RankMethod::Normal));
    let differences = Differences { first: groups.of_group(true), second: groups.of_group(false) };
    let interval = rank_of_interval(n1, n0, untied.as_ref())
        .map(|k| (differences.smallest(k), differences.smallest(n1 * n0 + 1 - k)));
    RankTest {
        u,
        auc: u / pairs,
        p_value,
        method,
        normal_p: normal.p(0.5),
        normal_p_uncorrected: normal.p(0.0),
        ties: groups.tie_sum() > 0.0,
        shift: differences.median(),
        interval,
    }
}

/// `U` by the normal distribution, with the correction for ties.
struct NormalTail {
    distance: f64,
    variance: f64,
}

impl NormalTail {
    fn of(groups: &TwoGroups, u: f64) -> Self {
        let (n1, n0) = groups.sizes();
        let (n, pairs) = ((n1 + n0) as f64, n1 as f64 * n0 as f64);
        Self {
            distance: (u - pairs / 2.0).abs(),
            variance: pairs / 12.0 * ((n + 1.0) - groups.tie_sum() / (n * (n - 1.0))),
        }
    }

    /// Two-sided, with a correction for continuity.
    fn p(&self, correction: f64) -> f64 {
        if self.variance <= 0.0 {
            return 1.0;
        }
        (2.0 * normal().sf((self.distance - correction).max(0.0) / self.variance.sqrt())).min(1.0)
    }
}

/// The distribution of a sum of ranks over the smaller group, or `None` for the normal one.
fn distribution(ranks: &[u64], n_drawn: usize, share_of_ties: f64) -> Option<OfRanks> {
    let frame = Sampling { n_frame: ranks.len(), n_answered: n_drawn };
    let total: u64 = ranks.iter().sum();
    if ranks.len() as f64 * n_drawn as f64 * total as f64 / 3.0 <= ADDITIONS {
        return Some((Box::new(Table::of(ranks, frame)), RankMethod::Exact));
    }
    let series = Some(ranks).filter(|_| share_of_ties <= FEW_TIES).and_then(|ranks| series_of(ranks, frame))?;
    Some((Box::new(series), RankMethod::Inverted))
}

/// The two-sided p-value by the distribution of the sum of ranks; `None` where that would cost too much or be too inexact. `untied` is the
/// distribution of ranks that all differ.
fn exact_p(
    groups: &TwoGroups,
    observed: u64,
    normal: &NormalTail,
    untied: Option<&OfRanks>,
) -> Option<(f64, RankMethod)> {
    let (n1, n0) = groups.sizes();
    let n = (n1 + n0) as f64;
    if normal.variance <= 0.0 {
        return Some((1.0, RankMethod::Exact));
    }
    let doubled = groups.doubled_ranks();
    let halves = if doubled.iter().all(|rank| rank % 2 == 0) { 2 } else { 1 };
    let ranks: Vec<u64> = doubled.iter().map(|rank| rank / halves).collect();
    let total: u64 = ranks.iter().sum();
    let (drawn, sum) = if n1 <= n0 { (n1, observed / halves) } else { (n0, total - observed / halves) };
    let of_ties =
        if groups.tie_sum() > 0.0 { distribution(&ranks, drawn, groups.tie_sum() / (n * (n * n - 1.0))) } else { None };
    let (distribution, method) = if groups.tie_sum() > 0.0 { of_ties.as_ref()? } else { untied? };
    let p = (2.0 * distribution.at_most(sum).min(distribution.at_least(sum))).min(1.0);
    (*method == RankMethod::Exact || p >= TOO_SMALL).then_some((p, *method))
}

/// The distribution of a sum of ranks, and how it is computed.
type OfRanks = (Box<dyn Distribution>, RankMethod);

/// The distribution of the sum of ranks from 0 that all differ, over the smaller group.
fn distribution_without_ties(n1: usize, n0: usize) -> Option<OfRanks> {
    let ranks: Vec<u64> = (0..(n1 + n0) as u64).collect();
    distribution(&ranks, n1.min(n0), 0.0)
}

/// The rank, from 1, at which the interval of the shift begins among all differences; `None` where even the smallest and the largest
/// difference hold less than 95 %.
fn rank_of_interval(n1: usize, n0: usize, untied: Option<&OfRanks>) -> Option<usize> {
    let n = n1 + n0;
    let drawn = n1.min(n0);
    let offset = (drawn * (drawn - 1) / 2) as u64;
    if let Some((distribution, _)) = untied {
        let (mut low, mut high) = (0, (n1 * n0) as u64);
        while low < high {
            let middle = u64::midpoint(low, high);
            if distribution.at_most(middle + offset) >= 0.025 {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return usize::try_from(low).ok().filter(|&k| k > 0);
    }
    let sd = (n1 as f64 * n0 as f64 * (n as f64 + 1.0) / 12.0).sqrt();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of the number of pairs")]
    let k = (n1 as f64 * n0 as f64 / 2.0 - 1.959_963_984_540_054 * sd).floor() as usize;
    Some(k).filter(|&k| k > 0)
}

/// All differences between two lists in ascending order, of which one is found without writing them down.
struct Differences {
    first: Vec<f64>,
    second: Vec<f64>,
}

impl Differences {
    /// How many differences are at most `value`.
    fn at_most(&self, value: f64) -> usize {
        let (mut count, mut from) = (0, 0);
        for x in &self.first {
            while from < self.second.len() && x - self.second[from] > value {
                from += 1;
            }
            count += self.second.len() - from;
        }
        count
    }

    /// The `k`-th smallest difference, from 1: the smallest number with at least `k` differences at or below it.
    fn smallest(&self, k: usize) -> f64 {
        let (mut low, mut high) = (ordered(f64::MIN), ordered(f64::MAX));
        while low < high {
            let middle = u64::midpoint(low, high);
            if self.at_most(number(middle)) >= k {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        // -0 becomes 0.
        number(low) + 0.0
    }

    fn median(&self) -> f64 {
        let pairs = self.first.len() * self.second.len();
        let upper = self.smallest(pairs / 2 + 1);
        if pairs % 2 == 1 { upper } else { f64::midpoint(self.smallest(pairs / 2), upper) }
    }
}

const SIGN: u64 = 1 << 63;

/// Finite numbers as whole numbers in the same order.
fn ordered(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits & SIGN == 0 { bits | SIGN } else { !bits }
}

fn number(ordered: u64) -> f64 {
    f64::from_bits(if ordered & SIGN == 0 { !ordered } else { ordered & !SIGN })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::random::series::Series;

    fn test_of(respondents: &[f64], others: &[f64]) -> RankTest {
        rank_test(&TwoGroups::of(respondents, others).unwrap())
    }

    #[test]
    fn numbers_keep_their_order_as_whole_numbers() {
        let values = [f64::MIN, -2.5, -1e-300, -0.0, 0.0, 1e-300, 1.0, f64::MAX];
        assert!(values.windows(2).all(|pair| ordered(pair[0]) < ordered(pair[1])));
        assert!(values.iter().all(|&value| number(ordered(value)).to_bits() == value.to_bits()));
    }

    #[test]
    fn the_inversion_and_the_normal_distribution_agree_with_the_table() {
        let ranks: Vec<u64> = (0..120).map(|unit| 2 * unit + unit % 2).collect();
        let frame = Sampling { n_frame: 120, n_answered: 50 };
        let (table, series) = (Table::of(&ranks, frame), Series::of(&ranks, frame).unwrap());
        for sum in (4_500..7_500).step_by(100) {
            assert!((table.at_most(sum) - series.at_most(sum)).abs() < 1e-6, "{sum}");
        }
        let respondents: Vec<f64> = (0..6_000).map(|unit| f64::from(unit * 7_919 % 6_007)).collect();
        let others: Vec<f64> = (0..5_000).map(|unit| f64::from(unit * 7_907 % 6_011) + 3.0).collect();
        assert_eq!(test_of(&respondents[..500], &others[..400]).method, RankMethod::Inverted);
        let large = test_of(&respondents, &others);
        assert_eq!(large.method, RankMethod::Inverted);
        assert!((large.p_value - large.normal_p).abs() < 1e-4, "{large:?}");
        let tied = |values: &[f64]| -> Vec<f64> { values.iter().map(|value| value % 4.0).collect() };
        let tied = test_of(&tied(&respondents), &tied(&others));
        assert_eq!((tied.method, tied.p_value), (RankMethod::Normal, tied.normal_p));
    }

    #[test]
    fn groups_without_variation_are_not_different() {
        let same = test_of(&[5.0; 4], &[5.0; 3]);
        assert_eq!((same.u, same.p_value, same.shift), (6.0, 1.0, 0.0));
    }

    #[test]
    fn two_against_two_have_no_interval() {
        let tiny = test_of(&[3.0, 4.0], &[1.0, 2.0]);
        assert!((tiny.p_value - 1.0 / 3.0).abs() < 1e-15);
        assert_eq!((tiny.auc, tiny.shift, tiny.interval), (1.0, 2.0, None));
    }
}
