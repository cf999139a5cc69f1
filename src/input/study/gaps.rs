//! What a study leaves open: places without a known number of residents, and places in no catchment.

use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::model::base::index::PlaceIndex;
use crate::model::catchment::served::{Catchments, PlaceSum};
use crate::model::place::population::{Ages, Population};
use crate::model::place::territory::Territory;

/// What a reader should know of places without a known number of residents and of places that no catchment reaches.
pub fn gaps(
    territory: &Territory,
    catchments: Option<&Catchments>,
    counts: Option<&Population>,
    ages: Ages,
) -> Vec<Remark> {
    let missing = missing_residents(territory, counts, ages);
    missing.into_iter().chain(places_in_no_catchment(territory, catchments, counts, ages)).collect()
}

/// Names the places whose residents are not known, if some are known.
fn missing_residents(territory: &Territory, counts: Option<&Population>, ages: Ages) -> Option<Remark> {
    let missing = counts?.missing(ages);
    if missing.is_empty() || missing.len() == territory.n_places() {
        return None;
    }
    let message = format!(
        "{} without a known number of residents, left out of every total they belong to: {}",
        counted(missing.len(), territory.level_name(territory.finest())),
        names(territory, &missing)
    );
    Some(Remark::of(Kind::MissingCount, Place::file("residents"), message))
}

/// Names the places that no catchment reaches: frame undercoverage, which is not non-response.
fn places_in_no_catchment(
    territory: &Territory,
    catchments: Option<&Catchments>,
    counts: Option<&Population>,
    ages: Ages,
) -> Option<Remark> {
    let catchments = catchments?;
    let outside: Vec<PlaceIndex> =
        territory.places().filter(|&place| catchments.sum_of_place(place) == PlaceSum::Nothing).collect();
    if outside.is_empty() {
        return None;
    }
    let residents = counts.and_then(|population| population.of(ages)).map_or_else(String::new, |counts| {
        let sum: u64 = outside.iter().filter_map(|place| counts[place.index()]).map(|residents| residents.0).sum();
        format!(" with {sum} residents")
    });
    let message = format!(
        "{} in no catchment{residents}, counted as residents whom no unit serves: {}",
        counted(outside.len(), territory.level_name(territory.finest())),
        names(territory, &outside)
    );
    Some(Remark::of(Kind::NoCatchment, Place::file("catchments"), message))
}

/// The first few places with their codes and the area they lie in.
fn names(territory: &Territory, places: &[PlaceIndex]) -> String {
    let named: Vec<String> = places
        .iter()
        .map(|&place| {
            let area = territory.place(place);
            let above = territory.levels().rev().find(|level| *level != territory.finest()).map(|level| {
                let above = territory.area_of_place(level, place);
                format!(" ({})", territory.areas(level)[above.index()].name)
            });
            format!("{} {}{}", area.code, area.name, above.unwrap_or_default())
        })
        .collect();
    first_few(&named)
}
