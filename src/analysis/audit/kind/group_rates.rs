//! Rates of groups whose counts are not printed, and the rate or count of all: which whole numbers give them?
//!
//! With `a_g` of `b_g` in group `g`: `a_g / b_g` rounds to the printed rate, `Σ a_g = a`, `Σ b_g = b`. Sets of such numbers are counted by
//! adding group after group: for every pair of sums the number of ways in which the groups so far lead to it. A base that is printed, or that
//! a study has, is the only one tried. The search is bounded; where it would be longer, the rate of all is held against the lowest and the
//! highest rate alone, between which it lies in any case.

use std::collections::BTreeMap;

use crate::analysis::audit::base::{count_of, percent_of};
use crate::analysis::audit::finding::{Computed, Finding, GroupCount, Kind, Note, Verdict};
use crate::analysis::audit::rounding::{counts, part};
use crate::analysis::audit::seen::Seen;
use crate::model::claim::printed::Printed;
use crate::model::claim::statement::{Claim, Rate, Statement, Total};

/// Steps of all searches in a publication at the most.
pub const STEPS: u64 = 30_000_000;
/// Pairs of sums, of bases and of counts, at the most.
const SUMS: u64 = 2_000_000;
/// Groups at the most.
const GROUPS: usize = 100;
/// Sets that are named at the most.
const NAMED: usize = 3;

/// Every list of rates with the rate of all.
pub fn check(seen: &Seen<'_>, found: &mut Vec<Finding>) {
    let mut steps = STEPS;
    for claim in &seen.publication.claims {
        if let Statement::Rates { groups, total: Some(total) } = &claim.statement {
            let labels: Vec<&str> = groups.iter().map(|group| group.label.as_str()).collect();
            let own = seen.reference.and_then(|reference| reference.units_of(&labels));
            found.extend(judged(claim, groups, total, own.as_deref(), &mut steps));
        }
    }
}

fn judged(claim: &Claim, groups: &[Rate], total: &Total, own: Option<&[u64]>, steps: &mut u64) -> Option<Finding> {
    let base = count_of(total.base.as_ref()).filter(|base| *base > 0)?;
    let wanted = match (count_of(total.count.as_ref()), percent_of(total.percent.as_ref())) {
        (Some(count), _) => (count, count),
        (None, Some(percent)) => counts(base, percent, false)?,
        (None, None) => return None,
    };
    if groups.len() < 2 || wanted.1 > base {
        return None;
    }
    // A study's own numbers of units are those meant where they add up to the base.
    let own = own.filter(|own| own.iter().sum::<u64>() == base);
    let groups: Option<Vec<Group<'_>>> = groups
        .iter()
        .enumerate()
        .map(|(at, group)| {
            let of = count_of(group.base.as_ref()).or(own.map(|own| own[at]));
            Some(Group {
                label: &group.label,
                percent: percent_of(Some(&group.percent))?,
                count: count_of(group.count.as_ref()),
                base: of,
            })
        })
        .collect();
    let groups = groups?;
    for (twice, note) in [(false, None), (true, Some(Note::RoundedTwice))] {
        let finding = match solutions(&groups, base, wanted, twice, steps) {
            None => unsearched(claim, &groups, base, wanted),
            Some(solved) if solved.n == Some(0) && !twice => continue,
            Some(solved) => {
                let verdict = if solved.n == Some(0) { Verdict::Fails } else { Verdict::Holds };
                let note = note.filter(|_| verdict == Verdict::Holds);
                let computed = Computed::Solutions { n: solved.n, sets: solved.sets };
                Finding::of(claim, Kind::GroupRates, verdict, computed).note(note)
            }
        };
        return Some(finding);
    }
    None
}

/// A group's rate with what is known of its numbers.
#[derive(Clone, Copy, Debug)]
pub struct Group<'a> {
    /// The group.
    pub label: &'a str,
    /// Its rate.
    pub percent: Printed,
    /// How many, where that is known.
    pub count: Option<u64>,
    /// Of how many.
    pub base: Option<u64>,
}

/// The sets of whole numbers that give the rates and the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solved {
    /// How many; `None` where they are more than 64 bits hold.
    pub n: Option<u64>,
    /// All of them where there are few, in order of their bases.
    pub sets: Vec<Vec<GroupCount>>,
}

/// The sets, or `None` where the search would take more steps than are left.
pub fn solutions(groups: &[Group<'_>], base: u64, wanted: (u64, u64), twice: bool, steps: &mut u64) -> Option<Solved> {
    let sums = base.saturating_add(1).saturating_mul(wanted.1.saturating_add(1));
    if sums > SUMS || groups.len() > GROUPS {
        return None;
    }
    let mut spend = |n: u64| {
        let enough = *steps >= n;
        *steps = steps.saturating_sub(n);
        enough.then_some(())
    };
    let mut pairs: Vec<Vec<(u64, u64)>> = Vec::new();
    for group in groups {
        pairs.push(pairs_of(group, base, twice));
        spend(base + pairs[pairs.len() - 1].len() as u64)?;
    }
    // From the last group on: ways to reach what is left.
    let mut left: Vec<BTreeMap<(u64, u64), u64>> = vec![BTreeMap::from([((0, 0), 1)])];
    for pairs in pairs.iter().rev() {
        let after = &left[left.len() - 1];
        spend(sums.saturating_add((after.len() as u64).saturating_mul(pairs.len() as u64)))?;
        left.push(added(after, pairs, base, wanted.1));
    }
    left.reverse();
    let ends = || (wanted.0..=wanted.1).map(|count| (base, count));
    let n = ends()
        .try_fold(0_u64, |n, end| n.checked_add(left[0].get(&end).copied().unwrap_or(0)))
        .filter(|n| *n < u64::MAX);
    let mut sets = Vec::new();
    if n.is_some_and(|n| n <= NAMED as u64) {
        for end in ends() {
            named(groups, &pairs, &left, end, &mut Vec::new(), &mut sets);
        }
    }
    Some(Solved { n, sets })
}

/// Every sum of a pair and what came before, with the number of ways.
fn added(before: &BTreeMap<(u64, u64), u64>, pairs: &[(u64, u64)], base: u64, most: u64) -> BTreeMap<(u64, u64), u64> {
    let width = usize::try_from(most).unwrap_or(usize::MAX).saturating_add(1);
    let mut ways = vec![0_u64; usize::try_from(base).unwrap_or(usize::MAX).saturating_add(1).saturating_mul(width)];
    for ((of, count), n) in before {
        for (own_of, own) in pairs {
            let (of, count) = (of + own_of, count + own);
            if of <= base && count <= most {
                let at = usize::try_from(of).unwrap_or(0) * width + usize::try_from(count).unwrap_or(0);
                ways[at] = ways[at].saturating_add(*n);
            }
        }
    }
    let all = ways.into_iter().enumerate().filter(|(_, n)| *n > 0);
    all.map(|(at, n)| (((at / width) as u64, (at % width) as u64), n)).collect()
}

/// The bases and counts that a group may have.
fn pairs_of(group: &Group<'_>, base: u64, twice: bool) -> Vec<(u64, u64)> {
    let bases = match group.base {
        Some(own) => own..=own.min(base),
        None => 1..=base,
    };
    let mut pairs = Vec::new();
    for own in bases.filter(|own| *own > 0) {
        let Some((low, high)) = counts(own, group.percent, twice) else { continue };
        let (low, high) = group.count.map_or((low, high), |count| (count.max(low), count.min(high)));
        pairs.extend((low..=high).map(|count| (own, count)));
    }
    pairs
}

/// Names every set that leads from one pair of sums to nothing.
fn named(
    groups: &[Group<'_>],
    pairs: &[Vec<(u64, u64)>],
    left: &[BTreeMap<(u64, u64), u64>],
    (base, count): (u64, u64),
    so_far: &mut Vec<GroupCount>,
    sets: &mut Vec<Vec<GroupCount>>,
) {
    let at = so_far.len();
    let Some(group) = groups.get(at) else {
        sets.push(so_far.clone());
        return;
    };
    for (own_base, own) in &pairs[at] {
        let Some(rest) = base.checked_sub(*own_base).zip(count.checked_sub(*own)) else { continue };
        if left[at + 1].contains_key(&rest) && sets.len() < NAMED {
            so_far.push(GroupCount { label: group.label.to_owned(), count: *own, base: *own_base });
            named(groups, pairs, left, rest, so_far, sets);
            so_far.pop();
        }
    }
}

/// The rate of all lies between the lowest and the highest.
fn unsearched(claim: &Claim, groups: &[Group<'_>], base: u64, wanted: (u64, u64)) -> Finding {
    let value = |percent: Printed| i128::from(percent.digits) * 1_000_000_000 / i128::from(percent.scale());
    let low =
        groups.iter().map(|group| group.percent).min_by_key(|percent| value(*percent)).unwrap_or(Printed::whole(0));
    let high =
        groups.iter().map(|group| group.percent).max_by_key(|percent| value(*percent)).unwrap_or(Printed::whole(100));
    let decimals = low.decimals.max(high.decimals).saturating_add(2);
    let all = part(wanted.0, base, decimals);
    // Half a unit of a rate on both sides.
    let half = |percent: Printed| 500_000_000 / i128::from(percent.scale());
    let is_outside = value(part(wanted.1, base, 9).percent) < value(low) - half(low)
        || value(part(wanted.0, base, 9).percent) > value(high) + half(high);
    let verdict = if is_outside { Verdict::Fails } else { Verdict::Untold };
    Finding::of(claim, Kind::GroupRates, verdict, Computed::Unsearched { low, high, all })
}
