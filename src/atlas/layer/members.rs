//! Which units serve the areas of a layer, and how many residents each serves there.

use crate::analysis::coverage::area::{Allotted, Source};
use crate::analysis::coverage::unit_area::area_of_units;
use crate::analysis::statistic::aggregate::Member;
use crate::atlas::layer::areas::{Layer, catchment_groups};
use crate::model::place::population::Ages;
use crate::model::place::scheme::Scheme;
use crate::model::study::Study;
use crate::model::survey::frame::UnitKind;

/// The units of each area of a layer, in the order of the frame. In areas of a scheme a unit counts once, in its own area, with all its
/// residents by `source`; in catchments and places it counts where its catchment is.
pub(crate) fn members_of(
    study: &Study,
    allotted: Option<&Allotted>,
    layer: &Layer,
    source: Option<Source>,
) -> Vec<Vec<Member>> {
    match study.scheme(&layer.name) {
        Some(scheme) => of_scheme(study, allotted, scheme, source),
        None => of_places(study, allotted, layer, source.and_then(Source::ages).unwrap_or(Ages::All)),
    }
}

fn of_scheme(study: &Study, allotted: Option<&Allotted>, scheme: &Scheme, source: Option<Source>) -> Vec<Vec<Member>> {
    let residents: Vec<Option<u64>> = match (source.and_then(Source::ages), allotted) {
        (Some(ages), Some(allotted)) => {
            allotted.by_unit(study, ages).into_iter().map(|count| count.map(|count| count.0)).collect()
        }
        _ => study.frame.units().iter().map(|unit| unit.population.map(|count| count.0)).collect(),
    };
    let areas = area_of_units(study, allotted.map(|allotted| &allotted.all), scheme);
    let mut members = vec![Vec::new(); scheme.areas().len()];
    for (unit, area) in areas.into_iter().enumerate() {
        // A hospital has no catchment: it is known to weigh nothing where residents weigh.
        let weightless = (study.frame.units()[unit].kind == UnitKind::Hospital).then_some(0);
        if let Some(area) = area {
            members[area.index()].push(Member { unit, residents: residents[unit].or(weightless) });
        }
    }
    members
}

fn of_places(study: &Study, allotted: Option<&Allotted>, layer: &Layer, ages: Ages) -> Vec<Vec<Member>> {
    let Some(catchments) = &study.catchments else { return vec![Vec::new(); layer.areas.len()] };
    let given = allotted.and_then(|allotted| allotted.of_ages(ages)).map(|allotted| &allotted.given);
    let group_of = if layer.name == "catchments" {
        catchment_groups(study, catchments).0
    } else {
        (0..study.territory.n_places()).collect()
    };
    let mut members: Vec<Vec<Member>> = vec![Vec::new(); layer.areas.len()];
    for (place, &group) in study.territory.places().zip(&group_of) {
        for position in catchments.range(place) {
            let unit = catchments.allotments()[position].unit.index();
            let residents = given.and_then(|given| given[position]).map(|count| count.0);
            match members[group].iter_mut().find(|member| member.unit == unit) {
                // Places without a known count are left out of all totals.
                Some(member) => {
                    member.residents = match (member.residents, residents) {
                        (Some(sum), Some(here)) => Some(sum + here),
                        (sum, here) => sum.or(here),
                    };
                }
                None => members[group].push(Member { unit, residents }),
            }
        }
    }
    members
}
