//! Which area of a scheme a unit counts in.

use crate::model::base::index::AreaIndex;
use crate::model::catchment::residents::AllottedResidents;
use crate::model::place::scheme::Scheme;
use crate::model::study::Study;
use crate::model::survey::frame::UnitKind;

/// The area of `scheme` that each unit counts in, in the order of the frame: the area that holds its region, else the one with most
/// of its residents (ties: the first of the scheme). `None` for a unit that has neither a region inside one area nor residents.
pub fn area_of_units(study: &Study, allotted: Option<&AllottedResidents>, scheme: &Scheme) -> Vec<Option<AreaIndex>> {
    if let [_] = scheme.areas() {
        return vec![Some(AreaIndex::at(0)); study.frame.units().len()];
    }
    let by_region = scheme.areas_of_level(&study.territory, study.territory.broadest());
    let by_residents = most_residents(study, allotted, scheme);
    study
        .frame
        .units()
        .iter()
        .zip(by_residents)
        .map(|(unit, most)| unit.region.and_then(|region| by_region[region.index()]).or(most))
        .collect()
}

/// Whether every unit with a catchment lies inside one area of `scheme`, by its region or by its catchment. Only then do the units' own
/// figures add up to the areas' residents.
pub fn units_lie_inside(study: &Study, scheme: &Scheme) -> bool {
    if let [_] = scheme.areas() {
        return true;
    }
    let by_region = scheme.areas_of_level(&study.territory, study.territory.broadest());
    let by_catchment = areas_of_catchments(study, scheme);
    study
        .frame
        .units()
        .iter()
        .zip(by_catchment)
        .filter(|(unit, _)| unit.kind == UnitKind::Territorial && unit.status.in_scope())
        .all(|(unit, inside)| unit.region.is_some_and(|region| by_region[region.index()].is_some()) || inside)
}

/// Whether the places of each unit's catchment are in one area; `false` for a unit without any.
fn areas_of_catchments(study: &Study, scheme: &Scheme) -> Vec<bool> {
    let mut areas: Vec<Option<Result<AreaIndex, ()>>> = vec![None; study.frame.units().len()];
    if let Some(catchments) = &study.catchments {
        for place in study.territory.places() {
            let here = scheme.area_of_place(place);
            for allotment in catchments.of_place(place) {
                let area = &mut areas[allotment.unit.index()];
                *area = Some(match *area {
                    None => Ok(here),
                    Some(Ok(before)) if before == here => Ok(here),
                    Some(_) => Err(()),
                });
            }
        }
    }
    areas.into_iter().map(|area| matches!(area, Some(Ok(_)))).collect()
}

/// The area in which each unit has most residents; where none is known, most places.
fn most_residents(study: &Study, allotted: Option<&AllottedResidents>, scheme: &Scheme) -> Vec<Option<AreaIndex>> {
    let n_units = study.frame.units().len();
    let n_areas = scheme.areas().len();
    let (Some(catchments), Some(allotted)) = (&study.catchments, allotted) else {
        return vec![None; n_units];
    };
    let mut weight = vec![(0_u64, 0_u64); n_units * n_areas];
    for place in study.territory.places() {
        let area = scheme.area_of_place(place).index();
        for position in catchments.range(place) {
            let unit = catchments.allotments()[position].unit.index();
            let (residents, places) = &mut weight[unit * n_areas + area];
            *residents += allotted.given[position].map_or(0, u64::from);
            *places += 1;
        }
    }
    weight
        .chunks(n_areas.max(1))
        .map(|areas| {
            let (best, most) =
                areas.iter().enumerate().max_by_key(|(index, weight)| (**weight, std::cmp::Reverse(*index)))?;
            (most.1 > 0).then(|| AreaIndex::at(best))
        })
        .collect()
}
