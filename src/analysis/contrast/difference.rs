//! Two groups' shares in a finite frame, and how far apart they are.

use crate::analysis::interval::finite::{Interval, interval_of_count};
use crate::analysis::interval::share::clopper_pearson;
use crate::analysis::random::hypergeometric::Hypergeometric;
use crate::analysis::statistic::detectable::LEVEL;

/// A group's answers to one option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupCount {
    /// Units of the frame to which the question applies; `None` where it is not known to how many.
    pub frame: Option<u64>,
    /// Units that answered.
    pub n: u64,
    /// Those that chose the option.
    pub count: u64,
}

impl GroupCount {
    /// The share; `None` of nobody.
    pub fn share(self) -> Option<f64> {
        (self.n > 0).then(|| self.count as f64 / self.n as f64)
    }

    /// The exact 95 % interval of the share in the frame: by inverting the hypergeometric distribution, or without a finite frame where the
    /// number of units is not known.
    pub fn interval(self) -> Option<(f64, f64)> {
        let found = match self.frame {
            Some(frame) => interval_of_count(frame, self.n, self.count)?.share_of(frame),
            None => self.without_frame()?,
        };
        Some((found.low, found.high))
    }

    fn without_frame(self) -> Option<Interval> {
        clopper_pearson(self.count as f64, self.n as f64)
    }
}

/// The exact two-sided p-value of equal shares (Fisher's test, twice the smaller tail); `None` where nothing can be compared.
pub fn p_of_difference(group: GroupCount, others: GroupCount) -> Option<f64> {
    let (all, with) = (group.n + others.n, group.count + others.count);
    let varies = group.n > 0 && others.n > 0 && with > 0 && with < all;
    Some(Hypergeometric::new(all, with, group.n).filter(|_| varies)?.two_sided(group.count))
}

/// The 95 % interval of one group's share less another's; `None` where either is empty.
///
/// # Formula
/// With Clopper and Pearson's limits `l, u` of each share, from `d − √((p₁−l₁)² + (u₂−p₂)²)` to `d + √((u₁−p₁)² + (p₂−l₂)²)`, at most from
/// −1 to 1. It agrees with the exact test: where that rejects it lies on one side of 0, touching it at most, else it holds 0. An end on
/// the wrong side is moved to 0, which costs at most the level of the test.
///
/// # Assumes
/// Inside each group answers are independent with one probability. The frame is not taken for finite: what is asked is whether the groups
/// answer alike beyond chance, and the difference in the frame itself lies inside more often.
///
/// # Source
/// Newcombe (1998), *Statistics in Medicine* 17, method 10; Zou and Donner (2008), *Statistics in Medicine* 27, for limits of any kind.
pub fn difference_interval(group: GroupCount, others: GroupCount) -> Option<(f64, f64)> {
    let (p1, p2) = (group.share()?, others.share()?);
    let (own, rest) = (group.without_frame()?, others.without_frame()?);
    let difference = p1 - p2;
    let low = (difference - (p1 - own.low).hypot(rest.high - p2)).max(-1.0);
    let high = (difference + (own.high - p1).hypot(p2 - rest.low)).min(1.0);
    Some(match p_of_difference(group, others) {
        Some(p) if p <= LEVEL && difference > 0.0 => (low.max(0.0), high),
        Some(p) if p <= LEVEL => (low, high.min(0.0)),
        _ => (low.min(0.0), high.max(0.0)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_agrees_with_the_exact_test() {
        for n1 in [3, 8, 15] {
            for n2 in [4, 20] {
                for (y1, y2) in (0..=n1).flat_map(|y1| (0..=n2).map(move |y2| (y1, y2))) {
                    let group = |n: u64, count: u64| GroupCount { frame: None, n, count };
                    let (one, other) = (group(n1, y1), group(n2, y2));
                    let (low, high) = difference_interval(one, other).unwrap();
                    let rejects = p_of_difference(one, other).is_some_and(|p| p <= LEVEL);
                    let agrees = if rejects { low >= 0.0 || high <= 0.0 } else { low <= 0.0 && high >= 0.0 };
                    assert!(agrees, "{one:?} {other:?}");
                    assert!(low <= one.share().unwrap() - other.share().unwrap() + 1e-12);
                }
            }
        }
    }

    // By hand from the exact limits of SciPy 1.17.1's binomtest(7, 10) and binomtest(4, 20), method "exact"; p .0139.
    #[test]
    fn limits_are_joined_by_their_squares() {
        let group = |n: u64, count: u64| GroupCount { frame: None, n, count };
        let (low, high) = difference_interval(group(10, 7), group(20, 4)).unwrap();
        let ((l1, u1), (l2, u2)): ((f64, f64), (f64, f64)) =
            ((0.347_547_149_940_038_2, 0.933_260_488_817_174_6), (0.057_333_995_050_826_5, 0.436_614_002_996_595_4));
        assert!((low - (0.5 - (0.7 - l1).hypot(u2 - 0.2))).abs() < 1e-8, "{low}");
        assert!((high - (0.5 + (u1 - 0.7).hypot(0.2 - l2))).abs() < 1e-8, "{high}");
    }

    #[test]
    fn empty_groups_have_no_difference() {
        let some = GroupCount { frame: Some(5), n: 3, count: 1 };
        assert_eq!(difference_interval(GroupCount { frame: Some(4), n: 0, count: 0 }, some), None);
    }
}
