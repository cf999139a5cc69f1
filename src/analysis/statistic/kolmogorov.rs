//! Do respondents and nonrespondents have the same distribution? Kolmogorov and Smirnov's test of two samples.

use crate::analysis::statistic::two_groups::TwoGroups;

/// The largest distance between two cumulative distributions, and how likely one as large is by chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DistributionTest {
    /// `D`, from 0 to 1.
    pub distance: f64,
    /// The probability of a distance at least as large under random response.
    pub p_value: f64,
    /// Whether the probability is exact, ties included; else it is Kolmogorov's limit.
    pub exact: bool,
}

/// Steps that the exact distribution may cost.
const STEPS: usize = 25_000_000;

/// Compares two groups.
///
/// # Formula
/// `D = max |F₁(x) − F₀(x)|`. All orders of the groups among the sorted values are equally likely; an order is a path of unit steps from
/// (0, 0) to (n₁, n₀), and `P(D ≥ d)` the share of paths with `|i/n₁ − j/n₀| ≥ d` at the end of some run of equal values. For large
/// groups `2 Σ (−1)^{k−1} exp(−2k²z²)` with `z = D √(n₁n₀/(n₁+n₀))`.
///
/// # Source
/// Hodges (1958), *Arkiv för Matematik* 3; Schröer and Trenkler (1995), *Computational Statistics & Data Analysis* 20, for ties.
pub fn distribution_test(groups: &TwoGroups) -> DistributionTest {
    let (n1, n0) = groups.sizes();
    let ends = groups.run_ends();
    let (mut i, mut j, mut widest) = (0, 0, 0);
    for (answered, ends) in groups.answered().zip(&ends[1..]) {
        if answered {
            i += 1;
        } else {
            j += 1;
        }
        if *ends {
            widest = widest.max((i * n0).abs_diff(j * n1));
        }
    }
    let distance = widest as f64 / (n1 as f64 * n0 as f64);
    let exact = n1.checked_mul(n0).is_some_and(|steps| steps <= STEPS);
    let p_value = if exact { share_of_wide_paths((n1, n0), widest, &ends) } else { limit(distance, n1, n0) };
    DistributionTest { distance, p_value, exact }
}

/// The share of paths that are at least `widest` from the diagonal somewhere, where runs of equal values end.
fn share_of_wide_paths((n1, n0): (usize, usize), widest: usize, ends: &[bool]) -> f64 {
    let wide = |i: usize, j: usize| ends[i + j] && (i * n0).abs_diff(j * n1) >= widest;
    // For each j: the share of paths to (i, j) that were wide before or are there.
    let mut share = vec![0.0_f64; n0 + 1];
    for i in 0..=n1 {
        for j in 0..=n0 {
            share[j] = if i + j == 0 {
                f64::from(u8::from(widest == 0))
            } else if wide(i, j) {
                1.0
            } else {
                let (from_below, from_left) = (share[j], if j > 0 { share[j - 1] } else { 0.0 });
                (i as f64 * from_below + j as f64 * from_left) / (i + j) as f64
            };
        }
    }
    share[n0].min(1.0)
}

fn limit(distance: f64, n1: usize, n0: usize) -> f64 {
    let z = distance * (n1 as f64 * n0 as f64 / (n1 + n0) as f64).sqrt();
    if z < 0.2 {
        // There the sum is 1 to sixteen digits but converges slowly.
        return 1.0;
    }
    let mut sum = 0.0;
    for k in 1..=100_u32 {
        let term = (-2.0 * f64::from(k * k) * z * z).exp();
        sum += if k % 2 == 1 { term } else { -term };
        if term < 1e-17 {
            break;
        }
    }
    (2.0 * sum).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test_of(respondents: &[f64], others: &[f64]) -> DistributionTest {
        distribution_test(&TwoGroups::of(respondents, others).unwrap())
    }

    /// All orders of the groups, listed.
    fn listed(values: &[f64], n1: usize, observed: f64) -> f64 {
        let (mut all, mut wide) = (0, 0);
        for set in (0_u32..1 << values.len()).filter(|set| set.count_ones() as usize == n1) {
            let group = |inside: bool| -> Vec<f64> {
                values.iter().enumerate().filter(|(k, _)| (set >> k & 1 == 1) == inside).map(|(_, v)| *v).collect()
            };
            all += 1;
            wide += u32::from(test_of(&group(true), &group(false)).distance >= observed - 1e-12);
        }
        f64::from(wide) / f64::from(all)
    }

    #[test]
    fn the_share_of_paths_is_that_of_all_orders_ties_included() {
        for values in [[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0], [1.0, 1.0, 1.0, 2.0, 2.0, 3.0, 5.0, 5.0, 5.0]] {
            for n1 in 1..9 {
                let test = test_of(&values[..n1], &values[n1..]);
                assert!((test.p_value - listed(&values, n1, test.distance)).abs() < 1e-12, "{values:?} {n1}");
            }
        }
    }

    #[test]
    fn equal_groups_have_no_distance() {
        let same = test_of(&[2.0; 5], &[2.0; 3]);
        assert_eq!((same.distance, same.p_value), (0.0, 1.0));
    }

    #[test]
    fn the_limit_is_near_for_large_groups() {
        let respondents: Vec<f64> = (0..2_000).map(f64::from).collect();
        let others: Vec<f64> = (0..2_000).map(|unit| f64::from(unit) + 60.5).collect();
        let test = test_of(&respondents, &others);
        assert!(test.exact && (test.p_value - limit(test.distance, 2_000, 2_000)).abs() < 0.02, "{test:?}");
    }
}
