//! Catchments: which units serve which places, resolved from rules, the most specific of which wins.

use std::collections::BTreeMap;

use crate::model::base::index::{PlaceIndex, UnitIndex};
use crate::model::base::remainder::largest_remainder;
use crate::model::base::word::words;

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
pub(crate) const ROUNDING_BILLIONTHS: u64 = 1_000;

words! {
    /// What a unit's share of a place rests on.
    #[derive(PartialOrd, Ord)]
    pub enum Basis {
        /// A line of the study's rules.
        Rule = "rule",
        /// The place lies in one drawn catchment.
        Nested = "nested",
        /// Drawn catchments cut the place; the residents of its tracts say how many live where.
        Tracts = "tracts",
        /// Drawn catchments cut the place; residents are taken to be spread evenly over its area.
        Area = "area",
    }
}

/// A unit's part in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allotment {
    /// The unit.
    pub unit: UnitIndex,
    /// The share of the place's residents.
    pub share: PlaceShare,
    /// What the share rests on.
    pub basis: Basis,
}

/// A part of a place that the same units serve, where it is known which residents are served by several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedPart {
    /// The units.
    pub units: Vec<UnitIndex>,
    /// The part of the place's residents, in billionths.
    pub billionths: u64,
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
    shared: BTreeMap<PlaceIndex, Vec<SharedPart>>,
}

impl Catchments {
    /// Catchments by place: the allotments of each, in the order of the territory's places. `shared` says of places where catchments
    /// overlap which parts have which units.
    pub(crate) fn of_places(
        places: impl IntoIterator<Item = Vec<Allotment>>,
        shared: BTreeMap<PlaceIndex, Vec<SharedPart>>,
    ) -> Self {
        let mut starts = vec![0];
        let mut allotments = Vec::new();
        for here in places {
            allotments.extend(here);
            starts.push(u32::try_from(allotments.len()).expect("fewer than 2^32 allotments"));
        }
        Self { starts, allotments, shared }
    }

    /// The same of some of the places, in their order, with each unit under the number that `renumber` gives it.
    #[must_use]
    pub fn part(&self, places: &[PlaceIndex], renumber: impl Fn(UnitIndex) -> UnitIndex) -> Self {
        let renumbered = |allotment: &Allotment| Allotment { unit: renumber(allotment.unit), ..*allotment };
        let shared = places.iter().enumerate().filter_map(|(position, place)| {
            let parts = self.shared.get(place)?.iter().map(|part| SharedPart {
                units: part.units.iter().map(|&unit| renumber(unit)).collect(),
                billionths: part.billionths,
            });
            Some((PlaceIndex::at(position), parts.collect()))
        });
        Self::of_places(
            places.iter().map(|&place| self.of_place(place).iter().map(renumbered).collect()),
            shared.collect(),
        )
    }

    /// The parts of a place where catchments overlap, if it is known which overlap where.
    pub fn shared_parts(&self, place: PlaceIndex) -> Option<&[SharedPart]> {
        self.shared.get(&place).map(Vec::as_slice)
    }

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
            _ if self.shared.contains_key(&place) => PlaceSum::Overlap,
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

/// Claims to `all` as whole billionths. Claims that leave something over leave it to nobody; claims to more than all are rounded one by
/// one.
pub(crate) fn shares_in_billionths(claims: &[u128], all: u128) -> Vec<u64> {
    let one = u128::from(PlaceShare::WHOLE.billionths());
    let sum: u128 = claims.iter().sum();
    if sum > all {
        return claims.iter().map(|claim| u64::try_from((claim * one + all / 2) / all).unwrap_or(0)).collect();
    }
    let mut claims = claims.to_vec();
    claims.push(all - sum);
    let mut shares = largest_remainder(&claims, PlaceShare::WHOLE.billionths());
    shares.pop();
    shares
}
