//! Small frames: every set of units that could have answered, listed.

use super::outsider::{Counted, Figure, Outsider};
use super::printed::{Cell, Step};
use super::profile::Profile;

/// Every set that agrees with what is printed, with its probability.
pub(super) struct Listed {
    /// Sets, a bit a unit.
    sets: Vec<(u32, f64)>,
}

/// Frames of at most this many units are listed.
pub(super) const MOST_UNITS: usize = 20;

impl Listed {
    /// All sets of as many units as answered.
    pub(super) fn of_number(outsider: &Outsider) -> Self {
        let sets = 0..1_u32 << outsider.units();
        Self { sets: sets.filter(|set| set.count_ones() as usize == outsider.answered).map(|set| (set, 1.0)).collect() }
    }

    /// All sets, units answering independently.
    #[cfg(test)]
    pub(super) fn of_odds(outsider: &Outsider) -> Self {
        let p = outsider.prior();
        let probability = |set: u32| {
            let n = i32::try_from(set.count_ones()).unwrap();
            p.powi(n) * (1.0 - p).powi(i32::try_from(outsider.units()).unwrap() - n)
        };
        Self { sets: (0..1_u32 << outsider.units()).map(|set| (set, probability(set))).collect() }
    }

    /// The sets and their probabilities.
    #[cfg(test)]
    pub(super) fn sets(&self) -> &[(u32, f64)] {
        &self.sets
    }

    /// What every sum of a figure in an area would say.
    pub(super) fn profile(&self, outsider: &Outsider, figure: &Figure, area: usize) -> Profile {
        let step = if figure.counted == Counted::Units { Step::Unit } else { Step::Tenth };
        let whole = figure.wholes[area];
        let n_units = outsider.units();
        let pairs = outsider.pairs(&(0..n_units).collect::<Vec<_>>());
        let mut profile = Profile::new(whole, step, true, n_units, pairs.clone());
        let sizes = sizes(outsider, figure, area);
        for (set, probability) in &self.sets {
            profile.add(step.slice(sum(&sizes, *set), whole), *probability, |answered| {
                let (answered, both) = answered.split_at_mut(n_units);
                let has = |unit: usize| set >> unit & 1 == 1;
                let of_pair = both.iter_mut().zip(&pairs).filter(|(_, (one, other))| has(*one) && has(*other));
                of_pair.for_each(|(both, _)| *both += probability);
                let of_unit = answered.iter_mut().enumerate();
                of_unit.filter(|(unit, _)| has(*unit)).for_each(|(_, answered)| *answered += probability);
            });
        }
        profile
    }

    /// Keeps the sets that agree with one of some cells.
    pub(super) fn apply(&mut self, outsider: &Outsider, figure: &Figure, area: usize, cells: &[Cell]) {
        let sizes = sizes(outsider, figure, area);
        self.sets.retain(|(set, _)| Cell::any_holds(cells, sum(&sizes, *set)));
    }

    /// The probability that each unit answered.
    pub(super) fn posterior(&self, outsider: &Outsider) -> Vec<f64> {
        let total: f64 = self.sets.iter().map(|(_, probability)| probability).sum();
        let with = |unit: usize| -> f64 {
            self.sets.iter().filter(|(set, _)| set >> unit & 1 == 1).map(|(_, probability)| probability).sum()
        };
        (0..outsider.units()).map(|unit| with(unit) / total).collect()
    }
}

/// What each unit adds to an area's figure.
fn sizes(outsider: &Outsider, figure: &Figure, area: usize) -> Vec<u64> {
    let size = |unit| if outsider.holds(&figure.tree, area, unit) { outsider.size(figure.counted, unit) } else { 0 };
    (0..outsider.units()).map(size).collect()
}

fn sum(sizes: &[u64], set: u32) -> u64 {
    sizes.iter().enumerate().filter(|(unit, _)| set >> unit & 1 == 1).map(|(_, size)| size).sum()
}
