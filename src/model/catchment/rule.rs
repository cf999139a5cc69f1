//! Rules of who serves which place, resolved into catchments.

use std::collections::BTreeMap;

use crate::model::base::count::Residents;
use crate::model::base::index::{AreaIndex, LevelIndex, PlaceIndex, TractIndex, UnitIndex};
use crate::model::catchment::served::{
    Allotment, Basis, Catchments, PlaceShare, ROUNDING_BILLIONTHS, shares_in_billionths,
};
use crate::model::place::territory::Territory;
use crate::model::place::tract::Tracts;
use crate::model::survey::frame::{Frame, UnitKind};

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleArea {
    /// An area of a level of the territory.
    Area(LevelIndex, AreaIndex),
    /// A tract, the finest of all.
    Tract(TractIndex),
}

/// One line of a study's rules: a unit serves (a share of) an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The unit.
    pub unit: UnitIndex,
    /// The area.
    pub area: RuleArea,
    /// The share, or `None` when the line leaves it to be 1.
    pub share: Option<PlaceShare>,
}

/// What a study declares about shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ShareRules {
    /// Shares of a place may sum to more than 1: some residents are served twice.
    pub overlap: bool,
    /// Shares of a place may sum to less than 1: the rest is in no catchment.
    pub partial: bool,
}

/// What is wrong with rules. Rules are named by their position in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleProblem {
    /// A rule says the same unit, level and area as an earlier one.
    Repeated {
        /// The earlier rule.
        first: usize,
        /// The later rule.
        second: usize,
    },
    /// A rule gives a catchment to a unit of a kind that has none.
    Hospital {
        /// The rule.
        rule: usize,
    },
    /// A rule has no share although its area has several rules.
    MissingShare {
        /// The rule.
        rule: usize,
        /// How many rules the area has.
        rules_of_area: usize,
    },
    /// The shares of an area sum to less than 1, and the study does not allow that.
    SumBelowOne {
        /// The rules of the area.
        rules: Vec<usize>,
        /// Their sum, in billionths.
        billionths: u64,
    },
    /// The shares of an area sum to more than 1, and the study does not allow that.
    SumAboveOne {
        /// The rules of the area.
        rules: Vec<usize>,
        /// Their sum, in billionths.
        billionths: u64,
    },
    /// Rules name tracts of a place, but none of the place's tracts has residents, so the rules have no weight.
    TractsWithoutResidents {
        /// The place.
        place: PlaceIndex,
        /// The rules.
        rules: Vec<usize>,
    },
    /// A territorial unit has no rule.
    UnitWithoutRule {
        /// The unit.
        unit: UnitIndex,
    },
    /// A unit has rules, but more specific rules of others take every place of them.
    UnitWithoutPlace {
        /// The unit.
        unit: UnitIndex,
        /// Its rules.
        rules: Vec<usize>,
    },
}

/// Resolves rules into catchments: a place's own rules replace those of the areas it lies in, finer before broader. The rules of a tract
/// replace those of its place for the residents of the tract.
///
/// # Errors
/// Every problem of the rules, in the order of the rules, then of the units.
pub fn build_catchments(
    territory: &Territory,
    tracts: Option<&Tracts>,
    frame: &Frame,
    rules: &[Rule],
    declared: ShareRules,
) -> Result<Catchments, Vec<RuleProblem>> {
    let mut problems = Vec::new();
    let mut of_area: BTreeMap<RuleArea, Vec<usize>> = BTreeMap::new();
    let mut seen: BTreeMap<(RuleArea, UnitIndex), usize> = BTreeMap::new();
    for (number, rule) in rules.iter().enumerate() {
        if let Some(&first) = seen.get(&(rule.area, rule.unit)) {
            problems.push(RuleProblem::Repeated { first, second: number });
            continue;
        }
        seen.insert((rule.area, rule.unit), number);
        if frame.unit(rule.unit).kind == UnitKind::Hospital {
            problems.push(RuleProblem::Hospital { rule: number });
        }
        of_area.entry(rule.area).or_default().push(number);
    }
    for numbers in of_area.values_mut() {
        problems.extend(share_problems(rules, numbers, declared));
        // By identifier, so that the order of rows decides nothing.
        numbers.sort_by_key(|&number| &frame.unit(rules[number].unit).id);
    }
    let winners = |place: PlaceIndex| {
        let of_level = |level| of_area.get(&RuleArea::Area(level, territory.area_of_place(level, place)));
        territory.levels().rev().find_map(of_level).map_or(&[][..], Vec::as_slice)
    };
    let places = territory.places().map(|place| {
        let broad = winners(place);
        let Some(tracts) = tracts else { return allotments_of(rules, broad) };
        let own = |tract| of_area.get(&RuleArea::Tract(tract)).map(Vec::as_slice);
        let of_tracts: Vec<usize> =
            tracts.of_place(place).iter().filter_map(|&tract| own(tract)).flatten().copied().collect();
        if of_tracts.is_empty() {
            return allotments_of(rules, broad);
        }
        let weighed = tracts.of_place(place).iter().map(|&tract| {
            let Residents(residents) = tracts.tract(tract).residents.unwrap_or_default();
            (residents, own(tract).unwrap_or(broad))
        });
        allotments_by_tract(frame, rules, weighed).unwrap_or_else(|| {
            problems.push(RuleProblem::TractsWithoutResidents { place, rules: of_tracts });
            Vec::new()
        })
    });
    let catchments = Catchments::of_places(places, BTreeMap::new());
    problems.extend(unreached_units(frame, rules, &catchments));
    if problems.is_empty() { Ok(catchments) } else { Err(problems) }
}

/// The allotments that some rules of one area give each of its places.
pub(crate) fn allotments_of(rules: &[Rule], winners: &[usize]) -> Vec<Allotment> {
    let allotment = |&number: &usize| {
        let Rule { unit, share, .. } = rules[number];
        Allotment { unit, share: share.unwrap_or(PlaceShare::WHOLE), basis: Basis::Rule }
    };
    winners.iter().map(allotment).collect()
}

/// The allotments of a place whose tracts have rules of their own: the rules of each tract, weighed by its residents. `None` where no
/// tract has residents.
///
/// # Formula
/// Unit `i` has the share `Σ_t r_t a_ti / Σ_t r_t`, with `r_t` the residents of tract `t` and `a_ti` the unit's share of them, in whole
/// billionths by largest remainder, so that shares that sum to 1 still do.
fn allotments_by_tract<'a>(
    frame: &Frame,
    rules: &[Rule],
    tracts: impl Iterator<Item = (u64, &'a [usize])>,
) -> Option<Vec<Allotment>> {
    let one = u128::from(PlaceShare::WHOLE.billionths());
    let (mut of_unit, mut all) = (BTreeMap::new(), 0_u128);
    for (residents, winners) in tracts {
        let residents = u128::from(residents);
        all += residents * one;
        let share = |number: usize| u128::from(rules[number].share.unwrap_or(PlaceShare::WHOLE).billionths());
        let sum: u128 = winners.iter().map(|&number| share(number)).sum();
        // Thirds that sum to 1 but for rounding leave nobody over.
        let whole = if sum.abs_diff(one) <= u128::from(ROUNDING_BILLIONTHS) { sum } else { one };
        for &number in winners {
            let unit = rules[number].unit;
            let (_, weight) = of_unit.entry(&frame.unit(unit).id).or_insert((unit, 0));
            *weight += residents * (share(number) * one / whole);
        }
    }
    if all == 0 {
        return None;
    }
    let claims: Vec<(UnitIndex, u128)> = of_unit.into_values().collect();
    let shares = shares_in_billionths(&claims.iter().map(|(_, weight)| *weight).collect::<Vec<_>>(), all);
    let allotment = |((unit, _), billionths)| {
        Some(Allotment { unit, share: PlaceShare::from_billionths(billionths)?, basis: Basis::Rule })
    };
    Some(claims.into_iter().zip(shares).filter_map(allotment).collect())
}

fn share_problems(rules: &[Rule], numbers: &[usize], declared: ShareRules) -> Vec<RuleProblem> {
    if let [only] = numbers
        && rules[*only].share.is_none()
    {
        return Vec::new();
    }
    let unstated: Vec<RuleProblem> = numbers
        .iter()
        .filter(|&&rule| rules[rule].share.is_none())
        .map(|&rule| RuleProblem::MissingShare { rule, rules_of_area: numbers.len() })
        .collect();
    if !unstated.is_empty() {
        return unstated;
    }
    let billionths: u64 = numbers.iter().filter_map(|&rule| rules[rule].share).map(PlaceShare::billionths).sum();
    let one = PlaceShare::WHOLE.billionths();
    if billionths + ROUNDING_BILLIONTHS < one && !declared.partial {
        return vec![RuleProblem::SumBelowOne { rules: numbers.to_vec(), billionths }];
    }
    if billionths > one + ROUNDING_BILLIONTHS && !declared.overlap {
        return vec![RuleProblem::SumAboveOne { rules: numbers.to_vec(), billionths }];
    }
    Vec::new()
}

fn unreached_units(frame: &Frame, rules: &[Rule], catchments: &Catchments) -> Vec<RuleProblem> {
    let mut rules_of: Vec<Vec<usize>> = vec![Vec::new(); frame.units().len()];
    for (number, rule) in rules.iter().enumerate() {
        rules_of[rule.unit.index()].push(number);
    }
    let mut reached = vec![false; frame.units().len()];
    for allotment in catchments.allotments() {
        reached[allotment.unit.index()] = true;
    }
    frame
        .indexed()
        .filter(|(unit, member)| member.kind == UnitKind::Territorial && !reached[unit.index()])
        .map(|(unit, _)| match std::mem::take(&mut rules_of[unit.index()]) {
            none if none.is_empty() => RuleProblem::UnitWithoutRule { unit },
            rules => RuleProblem::UnitWithoutPlace { unit, rules },
        })
        .collect()
}
