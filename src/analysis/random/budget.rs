//! How many permutations a measure draws: one rule for all of them.

use crate::analysis::random::permutation::Permutations;

/// Values that all permutations of a measure move at the most, unless the number of permutations was stated …
const MOST_MOVED: usize = 200_000_000;
/// … and additions that their fits take.
const MOST_ADDITIONS: usize = 20_000_000_000;
/// Never fewer permutations than this, below which a p-value of .05 has a Monte Carlo error of more than a point and a half.
const FEWEST: usize = 199;
/// Permutations of one of many answers at the most, and additions that they take.
const MOST_OF_AN_ANSWER: usize = 999;
const ADDITIONS_OF_AN_ANSWER: usize = 20_000_000;
/// Units of a frame beyond which a statistic of numbers by group draws those numbers and not the units.
const MOST_DRAWN_ONE_BY_ONE: usize = 10_000;
/// What the number of a group costs, in values moved.
const OF_A_GROUP: usize = 20;

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The seed.
    pub seed: u64,
    /// How many permutations.
    pub count: usize,
    /// Whether that number was stated: then it is made whatever it costs.
    pub stated: bool,
}

impl Asked {
    /// The permutations of a measure, each of which moves so many values. Measures have random streams of their own, so that leaving one out
    /// moves no other.
    pub fn permutations(self, of_measure: u64, moved: usize) -> Permutations {
        let seed = self.seed.wrapping_add(of_measure << 32);
        Permutations { seed, count: self.count_for(MOST_MOVED / moved.max(1)) }
    }

    /// The permutations of a measure that is fitted to each; `None` where fewer than a few are affordable.
    pub fn of_fits(self, of_measure: u64, moved: usize, additions: usize) -> Option<Permutations> {
        let affordable = MOST_ADDITIONS / additions.max(1);
        let Permutations { seed, count } = self.permutations(of_measure, moved);
        if self.stated || affordable >= FEWEST {
            Some(Permutations { seed, count: count.min(self.count_for(affordable)) })
        } else {
            None
        }
    }

    fn count_for(self, affordable: usize) -> usize {
        if self.stated { self.count } else { self.count.min(affordable.max(FEWEST)) }
    }
}

/// The permutations that tell a prediction of one answer from noise: they are made for every answer by itself, so they go by cost alone.
pub fn of_an_answer(seed: u64, additions: usize) -> Permutations {
    Permutations { seed, count: (ADDITIONS_OF_AN_ANSWER / additions.max(1)).clamp(FEWEST, MOST_OF_AN_ANSWER) }
}

/// Whether a statistic of numbers by group draws those numbers and not so many units.
pub fn draws_numbers(n_units: usize) -> bool {
    n_units > MOST_DRAWN_ONE_BY_ONE
}

/// What a permutation of units in groups costs, in values moved.
pub fn moved_in_groups(n_units: usize, n_groups: usize) -> usize {
    if draws_numbers(n_units) { OF_A_GROUP * n_groups } else { n_units }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_was_stated_is_made_whatever_it_costs() {
        let asked = Asked { seed: 1, count: 10_000, stated: false };
        let count = |asked: Asked, units: usize| asked.permutations(3, units).count;
        assert_eq!(
            [135, 10_000, 100_000, 1_000_000, 90_000_000].map(|n| count(asked, n)),
            [10_000, 10_000, 2_000, 200, 199]
        );
        let stated = Asked { stated: true, ..asked };
        assert_eq!(count(stated, 90_000_000), 10_000);
        assert_eq!(stated.of_fits(0, 1_000_000, usize::MAX).map(|made| made.count), Some(10_000));
        assert_eq!(asked.of_fits(0, 135, 2_000_000).map(|made| made.count), Some(10_000));
        assert_eq!(asked.of_fits(0, 135, 20_000_000).map(|made| made.count), Some(1_000));
        assert_eq!(asked.of_fits(0, 135, 200_000_000), None);
        assert_eq!(
            (of_an_answer(1, 1).count, of_an_answer(1, 40_000).count, of_an_answer(1, 1 << 40).count),
            (999, 500, 199)
        );
    }
}
