//! Drawn catchments: from the shares of places and tracts that lie in them to whole-person shares of residents.
//!
//! Shapes are not known here, only what share of each area lies in which zone.

use std::collections::BTreeMap;

use crate::model::base::count::Residents;
use crate::model::base::index::{PlaceIndex, UnitIndex};
use crate::model::base::remainder::largest_remainder;
use crate::model::catchment::served::{Allotment, Basis, Catchments, PlaceShare, SharedPart};
use crate::model::place::code::UnitId;
use crate::model::place::tract::Tracts;
use crate::model::survey::frame::{Frame, UnitKind};

/// The share of an area in each zone that it meets: the zone's number and a share above 0.
pub type Cut = Vec<(usize, f64)>;

/// Shares are counted in these, so that thirds which differ in their last digits are thirds.
const QUANTA: f64 = 1e12;

/// How zones cut places and tracts.
#[derive(Clone, Copy, Debug)]
pub struct DrawnZones<'a> {
    /// The units whose catchment each zone is part of: several where catchments overlap. Zones overlap by slivers at most.
    pub units: &'a [Vec<UnitIndex>],
    /// The cut of each place, in the order of places.
    pub places: &'a [Cut],
    /// The tracts, and the cut of each, in their order.
    pub tracts: Option<(&'a Tracts, &'a [Cut])>,
}

/// What a study declares about drawn catchments.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DrawnRules {
    /// Catchments may overlap.
    pub overlap: bool,
    /// Parts of an area below this share of it are taken for inaccurate drawing.
    pub slivers: f64,
}

/// What is wrong with drawn catchments.
#[derive(Clone, Debug, PartialEq)]
pub enum DrawnProblem {
    /// Catchments overlap, and the study does not allow that.
    Overlap {
        /// The place where they do.
        place: PlaceIndex,
        /// The units.
        units: Vec<UnitIndex>,
        /// The share of the place.
        share: f64,
    },
    /// The outline of a territorial unit holds no part of any place.
    UnitWithoutPlace {
        /// The unit.
        unit: UnitIndex,
    },
}

/// Drawn catchments worked out.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Who serves which place.
    pub catchments: Catchments,
    /// Places that are taken whole although a part of them lies elsewhere, with that part.
    pub slivers: Vec<(PlaceIndex, f64)>,
    /// Residents of tracts that catchments cut, who are taken to be spread evenly over their tract.
    pub in_cut_tracts: Residents,
}

/// Gives places to the units in whose drawn catchments they lie.
///
/// # Formula
/// An area nests in a zone when less than `slivers` of it lies elsewhere: it belongs to the zone whole. Otherwise its parts of at least
/// `slivers` count, scaled to what lies in any zone, and what lies in none is nobody's if it is at least `slivers`. A place with tracts that
/// have residents gives unit `i` the share `Σ_t r_t a_ti / Σ_t r_t`, with `a_ti` the part of tract `t` so found; a place without gives its
/// own parts. Shares are whole billionths by largest remainder, ties in the order of unit identifiers.
///
/// # Source
/// Areal weighting: Goodchild and Lam (1980), *Areal interpolation: a variant of the traditional spatial problem*, Geo-Processing 1.
///
/// # Errors
/// Every place where catchments overlap, unless that is allowed, and every territorial unit without a place.
pub fn drawn_catchments(frame: &Frame, zones: &DrawnZones<'_>, rules: DrawnRules) -> Result<Drawn, Vec<DrawnProblem>> {
    let mut problems = Vec::new();
    let mut shared = BTreeMap::new();
    let mut slivers = Vec::new();
    let mut in_cut_tracts = Residents(0);
    let mut places = Vec::with_capacity(zones.places.len());
    for (index, cut) in zones.places.iter().enumerate() {
        let place = PlaceIndex::at(index);
        let mut claims = Claims::default();
        let by_tracts = zones.tracts.is_some_and(|(tracts, cuts)| {
            for &tract in tracts.of_place(place) {
                let residents = tracts.tract(tract).residents.unwrap_or_default();
                let settled = settle(&cuts[tract.index()], rules.slivers);
                if settled.is_cut() {
                    in_cut_tracts += residents;
                }
                claims.add(frame, zones.units, &settled, residents.0);
            }
            claims.all > 0
        });
        if !by_tracts {
            claims = Claims::default();
            let settled = settle(cut, rules.slivers);
            if settled.parts.len() == 1 && settled.rest == 0 && settled.elsewhere > 0.0 {
                slivers.push((place, settled.elsewhere));
            }
            claims.add(frame, zones.units, &settled, 1);
        }
        let basis = match (claims.of_units.len(), claims.rest, by_tracts) {
            (1, 0, _) => Basis::Nested,
            (_, _, true) => Basis::Tracts,
            (_, _, false) => Basis::Area,
        };
        let parts = claims.in_billionths();
        if parts.iter().any(|part| part.units.len() > 1) {
            if !rules.overlap {
                problems.extend(parts.iter().filter(|part| part.units.len() > 1).map(|part| DrawnProblem::Overlap {
                    place,
                    units: part.units.clone(),
                    share: part.billionths as f64 / PlaceShare::WHOLE.billionths() as f64,
                }));
            }
            places.push(allotments_of(frame, &parts, basis));
            shared.insert(place, parts);
        } else {
            places.push(allotments_of(frame, &parts, basis));
        }
    }
    let catchments = Catchments::of_places(places, shared);
    let mut reached = vec![false; frame.units().len()];
    for allotment in catchments.allotments() {
        reached[allotment.unit.index()] = true;
    }
    let drawn = |unit: UnitIndex| zones.units.iter().any(|units| units.contains(&unit));
    let unreached =
        frame.indexed().filter(|(unit, member)| member.kind == UnitKind::Territorial && !reached[unit.index()]);
    problems
        .extend(unreached.filter(|(unit, _)| drawn(*unit)).map(|(unit, _)| DrawnProblem::UnitWithoutPlace { unit }));
    if problems.is_empty() { Ok(Drawn { catchments, slivers, in_cut_tracts }) } else { Err(problems) }
}

/// An area's parts after slivers are taken away, in quanta.
struct Settled {
    parts: Vec<(usize, u64)>,
    rest: u64,
    /// The share of the area that is in none of the parts although it is counted with them.
    elsewhere: f64,
}

impl Settled {
    fn is_cut(&self) -> bool {
        self.parts.len() > 1 || (self.parts.len() == 1 && self.rest > 0)
    }
}

fn settle(cut: &[(usize, f64)], slivers: f64) -> Settled {
    let sum: f64 = cut.iter().map(|(_, share)| share).sum();
    let least = slivers.max(1.0 / QUANTA);
    if sum < least {
        return Settled { parts: Vec::new(), rest: quanta(1.0), elsewhere: 0.0 };
    }
    let served = if 1.0 - sum < least { 1.0 } else { sum };
    let mut kept: Cut = cut.iter().copied().filter(|(_, share)| *share >= least).collect();
    if kept.is_empty() {
        kept = cut.to_vec();
    }
    let kept_sum: f64 = kept.iter().map(|(_, share)| share).sum();
    let parts = kept.iter().map(|&(zone, share)| (zone, quanta(share / kept_sum * served))).collect();
    Settled { parts, rest: quanta(1.0 - served), elsewhere: (1.0 - kept_sum).max(0.0) }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share from 0 to 1, rounded")]
fn quanta(share: f64) -> u64 {
    (share * QUANTA).round() as u64
}

/// What sets of units claim of a place.
#[derive(Default)]
struct Claims {
    of_units: BTreeMap<Vec<UnitId>, (Vec<UnitIndex>, u128)>,
    rest: u128,
    all: u128,
}

impl Claims {
    fn add(&mut self, frame: &Frame, units_of: &[Vec<UnitIndex>], settled: &Settled, weight: u64) {
        let weight = u128::from(weight);
        for &(zone, part) in &settled.parts {
            let claim = u128::from(part) * weight;
            if claim > 0 {
                let units = &units_of[zone];
                let ids = units.iter().map(|&unit| frame.unit(unit).id.clone()).collect();
                self.of_units.entry(ids).or_insert_with(|| (units.clone(), 0)).1 += claim;
                self.all += claim;
            }
        }
        let rest = u128::from(settled.rest) * weight;
        self.rest += rest;
        self.all += rest;
    }

    /// The part of each set of units, in the order of their identifiers.
    fn in_billionths(self) -> Vec<SharedPart> {
        if self.of_units.is_empty() {
            return Vec::new();
        }
        let mut claims: Vec<u128> = self.of_units.values().map(|(_, claim)| *claim).collect();
        claims.push(self.rest);
        let shares = largest_remainder(&claims, PlaceShare::WHOLE.billionths());
        let parts =
            self.of_units.into_values().zip(shares).map(|((units, _), billionths)| SharedPart { units, billionths });
        parts.filter(|part| part.billionths > 0).collect()
    }
}

/// The share of each unit, the sum of the parts it is in, in the order of identifiers.
fn allotments_of(frame: &Frame, parts: &[SharedPart], basis: Basis) -> Vec<Allotment> {
    let mut of_unit: BTreeMap<&UnitId, (UnitIndex, u64)> = BTreeMap::new();
    for part in parts {
        for &unit in &part.units {
            of_unit.entry(&frame.unit(unit).id).or_insert((unit, 0)).1 += part.billionths;
        }
    }
    let allotment =
        |(unit, billionths)| Some(Allotment { unit, share: PlaceShare::from_billionths(billionths)?, basis });
    of_unit.into_values().filter_map(allotment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::catchment::residents::{allot_residents, residents_of_union};
    use crate::model::place::tract::Tract;
    use crate::model::survey::frame::{ResponseStatus, Unit};

    const USUAL: DrawnRules = DrawnRules { overlap: false, slivers: 0.01 };

    fn frame(ids: &[&str]) -> Frame {
        let unit = |id: &&str| Unit {
            id: UnitId::parse(id).unwrap(),
            name: None,
            region: None,
            kind: UnitKind::Territorial,
            status: ResponseStatus::Respondent,
            population: None,
            answered_on: None,
            note: None,
        };
        Frame::new(ids.iter().map(unit).collect(), Vec::new()).unwrap()
    }

    fn unit(index: usize) -> UnitIndex {
        UnitIndex::at(index)
    }

    /// Residents given to units A, B, C and to nobody in one place of 1000.
    fn given(frame: &Frame, catchments: &Catchments) -> Vec<u64> {
        let allotted = allot_residents(catchments, &[Some(Residents(1_000))]);
        let mut given = vec![0; frame.units().len() + 1];
        for (allotment, residents) in catchments.allotments().iter().zip(&allotted.given) {
            given[allotment.unit.index()] += residents.unwrap().0;
        }
        *given.last_mut().unwrap() = allotted.outside[0].unwrap().0;
        given
    }

    fn one_place(cut: &[(usize, f64)], rules: DrawnRules) -> (Vec<u64>, Option<Basis>) {
        let frame = frame(&["A", "B", "C"]);
        let units = [vec![unit(0)], vec![unit(1)], vec![unit(2)]];
        let zones = DrawnZones { units: &units, places: &[cut.to_vec()], tracts: None };
        // The other units have no place here.
        let drawn = worked_out(&frame, &zones, rules);
        let basis = drawn.catchments.allotments().first().map(|allotment| allotment.basis);
        (given(&frame, &drawn.catchments), basis)
    }

    /// Adds a place that all units share, so that none is without.
    fn worked_out(frame: &Frame, zones: &DrawnZones<'_>, rules: DrawnRules) -> Drawn {
        let units: Vec<Vec<UnitIndex>> =
            zones.units.iter().cloned().chain((0..frame.units().len()).map(|index| vec![unit(index)])).collect();
        let share = 1.0 / frame.units().len() as f64;
        let all: Cut = (0..frame.units().len()).map(|index| (zones.units.len() + index, share)).collect();
        let places: Vec<Cut> = zones.places.iter().cloned().chain([all]).collect();
        let drawn =
            drawn_catchments(frame, &DrawnZones { units: &units, places: &places, tracts: zones.tracts }, rules);
        let Drawn { catchments, slivers, in_cut_tracts } = drawn.unwrap();
        let first = catchments.of_place(PlaceIndex::at(0)).to_vec();
        let shared = catchments.shared_parts(PlaceIndex::at(0)).map(|parts| (PlaceIndex::at(0), parts.to_vec()));
        Drawn { catchments: Catchments::of_places([first], shared.into_iter().collect()), slivers, in_cut_tracts }
    }

    #[test]
    fn a_place_in_one_zone_but_for_a_sliver_is_whole() {
        assert_eq!(one_place(&[(0, 1.0)], USUAL), (vec![1_000, 0, 0, 0], Some(Basis::Nested)));
        assert_eq!(one_place(&[(0, 0.992), (1, 0.008)], USUAL), (vec![1_000, 0, 0, 0], Some(Basis::Nested)));
        assert_eq!(one_place(&[(0, 0.992)], USUAL), (vec![1_000, 0, 0, 0], Some(Basis::Nested)));
        assert_eq!(one_place(&[(0, 0.988), (1, 0.012)], USUAL), (vec![988, 12, 0, 0], Some(Basis::Area)));
    }

    #[test]
    fn without_slivers_every_part_counts() {
        let exact = DrawnRules { slivers: 0.0, ..USUAL };
        assert_eq!(one_place(&[(0, 0.992), (1, 0.008)], exact), (vec![992, 8, 0, 0], Some(Basis::Area)));
        assert_eq!(one_place(&[(0, 0.999)], exact), (vec![999, 0, 0, 1], Some(Basis::Area)));
    }

    #[test]
    fn halves_and_thirds_are_whole_persons_in_the_order_of_identifiers() {
        let third = 1.0 / 3.0;
        assert_eq!(one_place(&[(0, 0.5), (2, 0.5)], USUAL).0, [500, 0, 500, 0]);
        // The last digits differ, the thirds do not.
        let cut = [(2, third + 1e-15), (0, third), (1, third - 1e-15)];
        assert_eq!(one_place(&cut, USUAL).0, [334, 333, 333, 0]);
        assert_eq!(one_place(&[(0, third), (1, third)], USUAL).0, [334, 333, 0, 333]);
    }

    #[test]
    fn what_lies_in_no_zone_is_nobody_s() {
        assert_eq!(one_place(&[], USUAL), (vec![0, 0, 0, 1_000], None));
        assert_eq!(one_place(&[(1, 0.25)], USUAL), (vec![0, 250, 0, 750], Some(Basis::Area)));
        assert_eq!(one_place(&[(1, 0.005)], USUAL), (vec![0, 0, 0, 1_000], None));
    }

    #[test]
    fn tracts_say_where_residents_live() {
        let frame = frame(&["A", "B"]);
        let tract = |code: &str, residents| Tract {
            code: code.to_owned(),
            place: PlaceIndex::at(0),
            residents: Some(Residents(residents)),
        };
        let tracts = Tracts::new(vec![tract("1", 90), tract("2", 8), tract("3", 2)], 2).unwrap();
        let cuts = [vec![(0, 1.0)], vec![(1, 0.995), (0, 0.005)], vec![(0, 0.5), (1, 0.5)]];
        let units = [vec![unit(0)], vec![unit(1)]];
        // By area the place would be halved.
        let places = [vec![(0, 0.5), (1, 0.5)]];
        let zones = DrawnZones { units: &units, places: &places, tracts: Some((&tracts, &cuts)) };
        let drawn = worked_out(&frame, &zones, USUAL);
        assert_eq!(given(&frame, &drawn.catchments), [910, 90, 0]);
        assert_eq!(drawn.in_cut_tracts, Residents(2));
        assert!(drawn.catchments.allotments().iter().all(|allotment| allotment.basis == Basis::Tracts));
    }

    #[test]
    fn where_catchments_overlap_the_union_is_the_drawn_one() {
        let frame = frame(&["A", "B"]);
        // A alone, both, B alone, nobody.
        let units = [vec![unit(0)], vec![unit(0), unit(1)], vec![unit(1)]];
        let zones = DrawnZones { units: &units, places: &[vec![(0, 0.2), (1, 0.3), (2, 0.1)]], tracts: None };
        let drawn = worked_out(&frame, &zones, DrawnRules { overlap: true, ..USUAL });
        assert_eq!(given(&frame, &drawn.catchments), [500, 400, 400]);
        let counts = [Some(Residents(1_000))];
        let allotted = allot_residents(&drawn.catchments, &counts);
        let union = |answered: &[usize]| {
            let answered = answered.to_vec();
            let place = PlaceIndex::at(0);
            residents_of_union(&drawn.catchments, &allotted, place, counts[0], move |unit| answered.contains(&unit))
        };
        assert_eq!(
            [union(&[]), union(&[0]), union(&[1]), union(&[0, 1])],
            [0, 500, 400, 600].map(|n| Some(Residents(n)))
        );
    }

    #[test]
    fn an_overlap_that_is_not_allowed_and_a_unit_without_a_place_are_refused() {
        let frame = frame(&["A", "B", "C"]);
        let units = [vec![unit(0)], vec![unit(0), unit(1)], vec![unit(2)]];
        let zones = DrawnZones { units: &units, places: &[vec![(0, 0.7), (1, 0.3)]], tracts: None };
        let problems = drawn_catchments(&frame, &zones, USUAL).unwrap_err();
        let overlap = DrawnProblem::Overlap { place: PlaceIndex::at(0), units: vec![unit(0), unit(1)], share: 0.3 };
        assert_eq!(problems, [overlap, DrawnProblem::UnitWithoutPlace { unit: unit(2) }]);
    }
}
