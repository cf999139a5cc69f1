//! Catchments: which units serve which places, resolved from rules, the most specific of which wins.

use std::collections::BTreeMap;

use crate::model::frame::{Frame, UnitKind};
use crate::model::index::{AreaIndex, LevelIndex, PlaceIndex, UnitIndex};
use crate::model::territory::Territory;

/// The part of a place's residents that a unit serves, in billionths, above 0 and at most 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlaceShare(u32);

impl PlaceShare {
    /// All residents of the place.
    pub const WHOLE: Self = Self(1_000_000_000);

    /// The share of `billionths`, or `None` outside (0, 1].
    pub fn from_billionths(billionths: u64) -> Option<Self> {
        let billionths = u32::try_from(billionths).ok()?;
        (1..=Self::WHOLE.0).contains(&billionths).then_some(Self(billionths))
    }

    /// The share in billionths.
    pub fn billionths(self) -> u64 {
        u64::from(self.0)
    }

    /// The value from 0 to 1.
    pub fn value(self) -> f64 {
        f64::from(self.0) / f64::from(Self::WHOLE.0)
    }
}

/// Shares of a place that sum to within this of 1 sum to 1: thirds printed with six decimals do.
const ROUNDING_BILLIONTHS: u64 = 1_000;

/// One line of a study's rules: a unit serves (a share of) an area of some level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The unit.
    pub unit: UnitIndex,
    /// The level of the area.
    pub level: LevelIndex,
    /// The area.
    pub area: AreaIndex,
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

/// A unit's part in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allotment {
    /// The unit.
    pub unit: UnitIndex,
    /// The share of the place's residents.
    pub share: PlaceShare,
    /// The level of the rule that decided.
    pub rule_level: LevelIndex,
}

/// How the shares of one place add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceSum {
    /// No unit serves the place.
    Nothing,
    /// Some residents are served by nobody.
    Partial,
    /// Everybody is served once.
    Whole,
    /// Some residents are served more than once.
    Overlap,
}

/// Who serves each place, in the order of the territory's places; within a place in the order of the frame.
#[derive(Clone, Debug)]
pub struct Catchments {
    starts: Vec<u32>,
    allotments: Vec<Allotment>,
}

impl Catchments {
    /// How many places there are.
    pub fn n_places(&self) -> usize {
        self.starts.len() - 1
    }

    /// The units that serve a place.
    pub fn of_place(&self, place: PlaceIndex) -> &[Allotment] {
        &self.allotments[self.range(place)]
    }

    /// Where a place's allotments stand among all.
    pub fn range(&self, place: PlaceIndex) -> std::ops::Range<usize> {
        self.starts[place.index()] as usize..self.starts[place.index() + 1] as usize
    }

    /// All allotments, place by place.
    pub fn allotments(&self) -> &[Allotment] {
        &self.allotments
    }

    /// How the shares of a place add up.
    pub fn sum_of_place(&self, place: PlaceIndex) -> PlaceSum {
        let here = self.of_place(place);
        let sum: u64 = here.iter().map(|allotment| allotment.share.billionths()).sum();
        let one = PlaceShare::WHOLE.billionths();
        match here.len() {
            0 => PlaceSum::Nothing,
            _ if sum + ROUNDING_BILLIONTHS < one => PlaceSum::Partial,
            _ if sum > one + ROUNDING_BILLIONTHS => PlaceSum::Overlap,
            _ => PlaceSum::Whole,
        }
    }

    /// Whether any place is served more than once.
    pub fn overlaps(&self) -> bool {
        (0..self.n_places()).any(|place| self.sum_of_place(PlaceIndex::at(place)) == PlaceSum::Overlap)
    }
}

/// Resolves rules into catchments: a place's own rules replace those of the areas it lies in, finer before broader.
///
/// # Errors
/// Every problem of the rules, in the order of the rules, then of the units.
pub fn build_catchments(
    territory: &Territory,
    frame: &Frame,
    rules: &[Rule],
    declared: ShareRules,
) -> Result<Catchments, Vec<RuleProblem>> {
    let mut problems = Vec::new();
    let mut of_area: BTreeMap<(LevelIndex, AreaIndex), Vec<usize>> = BTreeMap::new();
    let mut seen: BTreeMap<(LevelIndex, AreaIndex, UnitIndex), usize> = BTreeMap::new();
    for (number, rule) in rules.iter().enumerate() {
        if let Some(&first) = seen.get(&(rule.level, rule.area, rule.unit)) {
            problems.push(RuleProblem::Repeated { first, second: number });
            continue;
        }
        seen.insert((rule.level, rule.area, rule.unit), number);
        if frame.unit(rule.unit).kind == UnitKind::Hospital {
            problems.push(RuleProblem::Hospital { rule: number });
        }
        of_area.entry((rule.level, rule.area)).or_default().push(number);
    }
    for numbers in of_area.values_mut() {
        problems.extend(share_problems(rules, numbers, declared));
        // By identifier, so that the order of rows decides nothing.
        numbers.sort_by_key(|&number| &frame.unit(rules[number].unit).id);
    }
    let catchments = resolve(territory, rules, &of_area);
    problems.extend(unreached_units(frame, rules, &catchments));
    if problems.is_empty() { Ok(catchments) } else { Err(problems) }
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

fn resolve(
    territory: &Territory,
    rules: &[Rule],
    of_area: &BTreeMap<(LevelIndex, AreaIndex), Vec<usize>>,
) -> Catchments {
    let mut starts = vec![0];
    let mut allotments = Vec::new();
    for place in territory.places() {
        let winners = territory
            .levels()
            .rev()
            .find_map(|level| of_area.get(&(level, territory.area_of_place(level, place))))
            .map_or(&[][..], Vec::as_slice);
        for &number in winners {
            let Rule { unit, level, share, .. } = rules[number];
            allotments.push(Allotment { unit, share: share.unwrap_or(PlaceShare::WHOLE), rule_level: level });
        }
        starts.push(u32::try_from(allotments.len()).expect("fewer than 2^32 allotments"));
    }
    Catchments { starts, allotments }
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
