//! Completes a study with what shapes tell: where residents and units are, which tracts lie in which place, who serves whom.

use std::collections::BTreeSet;

use crate::analysis::coverage::allocation::allocation;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::records::RecordPoints;
use crate::input::study::frame::KnownFrame;
use crate::input::study::pending::{PendingCatchments, PendingStudy, ResidentPoints};
use crate::input::study::rules::read_catchments;
use crate::input::territory::part::Limit;
use crate::input::territory::tracts::reconcile;
use crate::model::base::count::Residents;
use crate::model::catchment::residents::allot_residents;
use crate::model::catchment::served::Catchments;
use crate::model::place::population::{Ages, Population};
use crate::model::shape::outline::PolygonOutlines;
use crate::model::study::Study;
use crate::study::drawn::drawn_of;
use crate::study::outlines::PlaceOutlines;
use crate::study::places::{PlaceShapes, places_of_points};
use crate::study::tracts::{population_of_tracts, settle_tracts};

/// Completes a study.
///
/// # Errors
/// Shapes that are not known or do not fit, and every problem of the catchments.
pub(crate) fn complete(
    pending: PendingStudy,
    limit: Option<&mut Limit>,
    outlines: &PlaceOutlines,
    warnings: &mut Vec<Remark>,
) -> Result<Study, Problems> {
    let PendingStudy { mut study, frame_is_whole, catchments, tracts, residents, units } = pending;
    let places = PlaceShapes::of(outlines);
    if let Some(residents) = residents {
        let (population, remarks) = count_points(&study, places.required(&study, &residents.file)?, &residents)?;
        study.population = Some(population);
        warnings.extend(remarks);
    }
    let tracts = match tracts {
        None => None,
        Some(read) => Some(settle_tracts(&study, &places, read, warnings)?),
    };
    if let Some(tracts) = &tracts {
        match &study.population {
            None => study.population = Some(population_of_tracts(&study, &tracts.tracts)),
            Some(population) => {
                warnings.extend(reconcile(&tracts.file, &tracts.tracts, &study.territory, &population.all));
            }
        }
    }
    if let Some(points) = units {
        warnings.extend(locate_units(&mut study, &places, &points)?);
    }
    study.catchments = match catchments {
        PendingCatchments::Absent => study.catchments,
        PendingCatchments::Rules(rules) => {
            let tracts = tracts.as_ref().map(|tracts| &tracts.tracts);
            let frame = KnownFrame::of(&study.frame, frame_is_whole);
            let read = read_catchments(&rules, &study.territory, limit, tracts, frame);
            if !read.problems.0.is_empty() {
                return Err(read.problems);
            }
            warnings.extend(read.warnings);
            read.value
        }
        PendingCatchments::Drawn(drawn) => {
            let places = places.required_unprojected(&study, &drawn.file)?;
            let (catchments, remarks) = drawn_of(&study, places, tracts.as_ref(), &drawn)?;
            warnings.extend(remarks);
            warnings.extend(allocation_remark(&study, &catchments, &drawn.file));
            Some(catchments)
        }
    };
    Ok(study)
}

/// Residents of places, from points. A place without a point has no known count.
fn count_points(
    study: &Study,
    places: &PolygonOutlines,
    read: &ResidentPoints,
) -> Result<(Population, Vec<Remark>), Problems> {
    let territory = &study.territory;
    let mut all: Vec<Option<Residents>> = vec![None; territory.n_places()];
    let mut unknown = vec![false; territory.n_places()];
    let (mut outside, mut residents_outside) = (Vec::new(), 0);
    for (row, place) in places_of_points(&read.file, places, &read.points)?.into_iter().enumerate() {
        let residents = read.residents[row];
        if let Some(place) = place {
            let sum = &mut all[place.index()];
            *sum = Some(sum.unwrap_or_default() + residents.unwrap_or_default());
            unknown[place.index()] |= residents.is_none();
        } else {
            residents_outside += residents.unwrap_or_default().0;
            outside.push((row + 1).to_string());
        }
    }
    for (count, unknown) in all.iter_mut().zip(unknown) {
        *count = count.filter(|_| !unknown);
    }
    let place = || Place::file(&read.file);
    let finest = territory.level_name(territory.finest());
    let mut remarks = Vec::new();
    if !outside.is_empty() {
        let message = format!(
            "{} with {residents_outside} residents in no {finest}, left out: in the order of the file, {}",
            counted(outside.len(), "point"),
            first_few(&outside)
        );
        remarks.push(Remark::of(Kind::RowsLeftOut, place(), message));
    }
    if all.iter().all(Option::is_none) {
        return Err(Problems::one(Remark::of(Kind::OutOfBounds, place(), format!("no point lies in any {finest}"))));
    }
    Ok((Population { all, adults: None, withheld: BTreeSet::new() }, remarks))
}

/// Gives units without a region the one that they lie in.
fn locate_units(study: &mut Study, places: &PlaceShapes<'_>, points: &RecordPoints) -> Result<Vec<Remark>, Problems> {
    let place = || Place::file("units");
    let territory = &study.territory;
    let broadest = territory.broadest();
    let level = territory.level_name(broadest).to_owned();
    let Some(polygons) = places.known(study)? else {
        let message = format!("units have coordinates, but no outlines are known, so no {level} is found by them");
        return Ok(vec![Remark::of(Kind::Territory, place(), message)]);
    };
    let found = places_of_points("units", polygons, points)?;
    let (mut located, mut outside) = (Vec::new(), Vec::new());
    let mut regions = Vec::with_capacity(found.len());
    for (unit, found) in study.frame.units().iter().zip(found) {
        let region = found.map(|place| territory.area_of_place(broadest, place));
        if unit.region.is_none() {
            match region {
                Some(region) => {
                    let code = &territory.areas(broadest)[region.index()].code;
                    located.push(format!("{} in {code}", unit.id));
                }
                None => outside.push(unit.id.to_string()),
            }
        }
        regions.push(unit.region.or(region));
    }
    study.frame = study.frame.clone().with_regions(&regions);
    let mut remarks = Vec::new();
    if !located.is_empty() {
        let message =
            format!("the {level} of {} found by coordinates: {}", counted(located.len(), "unit"), first_few(&located));
        remarks.push(Remark::of(Kind::Assumed, place(), message));
    }
    if !outside.is_empty() {
        let message = format!(
            "{} without {level}: no coordinates, or none in the territory: {}",
            counted(outside.len(), "unit"),
            first_few(&outside)
        );
        remarks.push(Remark::of(Kind::Assumed, place(), message));
    }
    Ok(remarks)
}

/// Says how many residents depend on what.
fn allocation_remark(study: &Study, catchments: &Catchments, file: &str) -> Option<Remark> {
    let population = study.population.as_ref()?;
    let counts = population.of(study.ages).or_else(|| population.of(Ages::All))?;
    let rows = allocation(catchments, &allot_residents(catchments, counts), counts);
    let finest = study.territory.level_name(study.territory.finest());
    let parts: Vec<String> = rows
        .iter()
        .map(|row| {
            let percent = row.residents.value().unwrap_or(0.0) * 100.0;
            format!(
                "{} {}, {} residents ({percent:.1} %)",
                row.basis.word(),
                counted(row.n_places, finest),
                row.residents.part().0
            )
        })
        .collect();
    let message = format!("what the residents of catchments rest on: {}", parts.join("; "));
    Some(Remark::of(Kind::Assumed, Place::file(file), message))
}
