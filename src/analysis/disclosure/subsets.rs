//! Tables with exact numbers: which sets of units agree with them.

use super::outsider::{Counted, Outsider};

/// Areas of at most this many units are judged, by meeting in the middle.
pub const MOST_JUDGED: usize = 40;
/// So many pairs of halves are looked at; an area with more agreeing sets counts as safe.
const MOST_PAIRS: usize = 1 << 22;

/// What exact figures of one area tell of each of its units.
#[derive(Clone, Debug, PartialEq)]
pub enum Agreeing {
    /// How many sets agree, and the probability that each unit answered.
    Sets(usize, Vec<f64>),
    /// More sets agree than are looked at, which tells nobody.
    Many,
    /// The area has more units than are judged. Their sets are far more than there are sums, so it counts as safe.
    Large,
}

/// A figure of one area: what each unit adds, and the sum that is published.
#[derive(Clone, Debug)]
pub struct ExactFigure {
    /// By unit of the area.
    pub sizes: Vec<u64>,
    /// Over the units that answered.
    pub sum: u64,
}

/// The sets of an area's units that agree with all of its exact figures.
///
/// # Formula
/// Sums of all sets of each half of the units, sorted by the first figure; pairs that make its sum are kept if they make the others too. A set of
/// `k` of `m` units weighs `p^k (1 − p)^(m − k)`.
///
/// # Source
/// Horowitz and Sahni (1974), *Journal of the ACM* 21(2).
pub fn agreeing(p: f64, figures: &[ExactFigure]) -> Agreeing {
    // The figure with the most different sums comes first.
    let of_sizes = |(_, figure): &(usize, &ExactFigure)| figure.sizes.iter().sum::<u64>();
    let Some((position, first)) = figures.iter().enumerate().max_by_key(of_sizes) else {
        return Agreeing::Many;
    };
    let units = first.sizes.len();
    if units > MOST_JUDGED {
        return Agreeing::Large;
    }
    let (lower, upper) = first.sizes.split_at(units / 2);
    let (lower, upper) = (sorted_sums(lower), sorted_sums(upper));
    // How many pairs there are shows before any of them is looked at.
    let (mut matching, mut pairs, mut end) = (Vec::new(), 0, upper.len());
    for same in lower.chunk_by(|a, b| a.0 == b.0) {
        let own = same[0].0;
        while end > 0 && upper[end - 1].0 + own > first.sum {
            end -= 1;
        }
        let n_others = upper[..end].iter().rev().take_while(|(other, _)| other + own == first.sum).count();
        pairs += same.len() * n_others;
        if pairs > MOST_PAIRS {
            return Agreeing::Many;
        }
        matching.push((same, &upper[end - n_others..end]));
    }
    let others = || figures.iter().enumerate().filter(|(other, _)| *other != position).map(|(_, figure)| figure);
    let sum_of = |figure: &ExactFigure, set: u64| members(set).map(|unit| figure.sizes[unit]).sum::<u64>();
    let odds = p / (1.0 - p);
    let weight_of: Vec<f64> = (0_u32..).take(units + 1).map(|size| (f64::from(size) * odds.ln()).exp()).collect();
    let (mut sets, mut total) = (0, 0.0);
    let mut with = vec![0.0; units];
    for (same, others_sets) in matching {
        for (_, own_set) in same {
            for (_, other_set) in others_sets.iter().rev() {
                let set = own_set | other_set << (units / 2);
                if others().any(|figure| sum_of(figure, set) != figure.sum) {
                    continue;
                }
                let weight = weight_of[set.count_ones() as usize];
                sets += 1;
                total += weight;
                members(set).for_each(|unit| with[unit] += weight);
            }
        }
    }
    Agreeing::Sets(sets, with.into_iter().map(|with| with / total).collect())
}

/// The units of a set, a bit a unit, in order.
fn members(set: u64) -> impl Iterator<Item = usize> {
    let mut left = set;
    std::iter::from_fn(move || {
        let unit = (left != 0).then_some(left.trailing_zeros() as usize)?;
        left &= left - 1;
        Some(unit)
    })
}

/// The sum of every set of some units, a bit a unit, in order.
fn sorted_sums(sizes: &[u64]) -> Vec<(u64, u64)> {
    let mut sums = vec![(0, 0)];
    for (unit, size) in sizes.iter().enumerate() {
        // Both halves are in order, and so is what they are merged to.
        let mut without = sums.iter().copied().peekable();
        let mut merged = Vec::with_capacity(2 * sums.len());
        for with in sums.iter().map(|(sum, set)| (sum + size, set | 1 << unit)) {
            while let Some(next) = without.next_if(|next| *next < with) {
                merged.push(next);
            }
            merged.push(with);
        }
        merged.extend(without);
        sums = merged;
    }
    sums
}

/// How many units exact tables tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// Each figure of [`Outsider::figures`] by itself, in every area that it is asked for.
    pub by_figure: Vec<usize>,
    /// The smallest and the largest unit that answered, told by the range of respondents' sizes: those two, and all beyond them.
    pub by_extremes: usize,
    /// All figures of each area together, and the range of sizes.
    pub together: usize,
    /// Areas with more units than are judged, which count as safe.
    pub large: usize,
}

/// Counts the units that exact tables tell, area by area.
///
/// # Assumes
/// Units answer independently with odds `n/(N − n)`. An area's figures are judged together; what areas tell of each other is in
/// [`told_at`](super::release::told_at).
pub fn audit(outsider: &Outsider, answered: &[bool]) -> Audit {
    let n_units = outsider.units();
    let (low, high) = outsider.bounds(0.0);
    let judge = |members: &[usize], figures: &[ExactFigure], told: &mut [bool]| {
        let agreeing = agreeing(outsider.prior(), figures);
        if let Agreeing::Sets(_, posterior) = &agreeing {
            for (unit, probability) in members.iter().zip(posterior) {
                told[*unit] |= !(low..=high).contains(probability);
            }
        }
        agreeing == Agreeing::Large
    };
    let exact = |members: &[usize], counted: Counted| {
        let sizes: Vec<u64> = members.iter().map(|unit| outsider.size(counted, *unit)).collect();
        let sum = members.iter().zip(&sizes).filter(|(unit, _)| answered[**unit]).map(|(_, size)| size).sum();
        ExactFigure { sizes, sum }
    };
    // Figures by the units of the area, so that areas of several trees with the same units are judged together.
    let mut areas: std::collections::BTreeMap<Vec<usize>, Vec<Counted>> = std::collections::BTreeMap::new();
    let mut by_figure = Vec::new();
    for figure in &outsider.figures {
        let mut told = vec![false; n_units];
        let units = outsider.units_by_area(&figure.tree);
        for (members, _) in units.into_iter().zip(&figure.asked).filter(|(_, asked)| **asked) {
            judge(&members, &[exact(&members, figure.counted)], &mut told);
            areas.entry(members).or_default().push(figure.counted);
        }
        by_figure.push(told.iter().filter(|told| **told).count());
    }
    let mut together = vec![false; n_units];
    let mut large = 0;
    for (members, counted) in areas {
        let figures: Vec<ExactFigure> = counted.iter().map(|counted| exact(&members, *counted)).collect();
        large += usize::from(judge(&members, &figures, &mut together));
    }
    let beyond = beyond_extremes(outsider, answered);
    let by_extremes = beyond.iter().filter(|told| **told).count();
    let together = together.iter().zip(&beyond).filter(|(told, beyond)| **told || **beyond).count();
    Audit { by_figure, by_extremes, together, large }
}

/// Units that the range of respondents' sizes tells: those outside of it, and the only one at either end.
fn beyond_extremes(outsider: &Outsider, answered: &[bool]) -> Vec<bool> {
    let n_units = outsider.units();
    let Some(sizes) = outsider.residents.first() else { return vec![false; n_units] };
    let of_respondents = || sizes.iter().zip(answered).filter(|(_, answered)| **answered).map(|(size, _)| *size);
    let (Some(least), Some(most)) = (of_respondents().min(), of_respondents().max()) else {
        return vec![false; n_units];
    };
    let alone = |end: u64| sizes.iter().filter(|size| **size == end).count() == 1;
    let (least_alone, most_alone) = (alone(least), alone(most));
    let told =
        |size: &u64| *size < least || *size > most || *size == least && least_alone || *size == most && most_alone;
    sizes.iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sets_that_agree_are_those_that_a_list_of_all_finds() {
        let sizes: Vec<u64> = (0..15).map(|unit| 3 + unit * 7 % 11 + unit).collect();
        let answered = 0b101_1001_0011_0100_u64;
        let second: Vec<u64> = sizes.iter().map(|size| size * 2 / 3).collect();
        let sum = |sizes: &[u64], set: u64| -> u64 {
            sizes.iter().enumerate().filter(|(unit, _)| set >> unit & 1 == 1).map(|(_, size)| size).sum()
        };
        for figures in [vec![sizes.clone()], vec![sizes.clone(), second], vec![sizes.clone(), vec![1; 15]]] {
            let p: f64 = 0.4;
            let exact: Vec<ExactFigure> =
                figures.iter().map(|sizes| ExactFigure { sizes: sizes.clone(), sum: sum(sizes, answered) }).collect();
            let (mut sets, mut total, mut with) = (0, 0.0, vec![0.0; 15]);
            for set in 0..1_u64 << 15 {
                if figures.iter().all(|sizes| sum(sizes, set) == sum(sizes, answered)) {
                    let k = i32::try_from(set.count_ones()).unwrap();
                    let weight = p.powi(k) * (1.0 - p).powi(15 - k);
                    sets += 1;
                    total += weight;
                    (0..15).filter(|unit| set >> unit & 1 == 1).for_each(|unit| with[unit] += weight);
                }
            }
            let Agreeing::Sets(found, posterior) = agreeing(p, &exact) else { panic!() };
            assert_eq!(found, sets);
            for (found, with) in posterior.iter().zip(with) {
                assert!((found - with / total).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn forty_units_of_distinct_sizes_are_told_by_their_sum() {
        let sizes: Vec<u64> = (0..40).map(|unit| 1 << unit).collect();
        let answered = 0xa5_5a12_3456_u64;
        let Agreeing::Sets(1, posterior) = agreeing(0.5, &[ExactFigure { sizes, sum: answered }]) else { panic!() };
        assert_eq!(posterior.iter().filter(|probability| **probability > 0.5).count(), answered.count_ones() as usize);
    }
}
