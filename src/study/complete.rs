//! Completes a study with what shapes tell: where residents and units are, which tracts lie in which place, who serves whom.

use std::collections::BTreeSet;

use crate::analysis::coverage::allocation::allocation;
use crate::command::Failure;
use crate::geometry::overlay::areal::areal_weights;
use crate::geometry::overlay::locate::AreaLocator;
use crate::geometry::topology::project::project_points;
use crate::input::problem::remark::{Kind, Place, Problems, Remark, counted, first_few};
use crate::input::shapes::records::RecordPoints;
use crate::input::study::gaps::gaps;
use crate::input::study::pending::{PendingCatchments, PendingStudy, ResidentPoints};
use crate::input::study::rules::read_catchments;
use crate::input::territory::tracts::{TractShapes, TractsRead, reconcile};
use crate::model::base::count::Residents;
use crate::model::base::index::PlaceIndex;
use crate::model::catchment::residents::allot_residents;
use crate::model::catchment::served::Catchments;
use crate::model::place::population::{Ages, Population};
use crate::model::place::tract::{Tract, Tracts};
use crate::model::shape::outline::{PolygonOutlines, ReferenceSystem};
use crate::model::study::Study;
use crate::study::drawn::drawn_of;
use crate::study::located::{locate_points, refuse_wayless};
use crate::study::outlines::outlines_of;

/// Completes a study.
///
/// # Errors
/// Shapes that are not known or do not fit, and every problem of the catchments.
pub(crate) fn complete(pending: PendingStudy, warnings: &mut Vec<Remark>) -> Result<Study, Problems> {
    let PendingStudy { mut study, catchments, tracts, residents, units } = pending;
    let places = PlaceShapes::of(&study)?;
    if let Some(residents) = residents {
        let (population, remarks) = count_points(&study, places.required(&residents.file)?, &residents)?;
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
            let read = read_catchments(&rules, &study.territory, tracts, &study.frame)?;
            warnings.extend(read.warnings);
            Some(read.value)
        }
        PendingCatchments::Drawn(drawn) => {
            let shapes = places.required(&drawn.file)?;
            let (catchments, remarks) = drawn_of(&study, &shapes.outlines, tracts.as_ref(), &drawn)?;
            warnings.extend(remarks);
            warnings.extend(allocation_remark(&study, &catchments, &drawn.file));
            Some(catchments)
        }
    };
    warnings.extend(gaps(&study.territory, study.catchments.as_ref(), study.population.as_ref(), study.ages));
    Ok(study)
}

/// The outlines of places in an equal-area projection, where they are known.
struct PlaceShapes(Option<Shapes>);

/// Outlines of places.
struct Shapes {
    outlines: PolygonOutlines,
}

impl PlaceShapes {
    fn of(study: &Study) -> Result<Self, Problems> {
        let outlines = outlines_of(study).map_err(|failure| match failure {
            Failure::Inputs(problems) => problems,
            Failure::Usage { message, hint } => {
                Problems::one(Remark::of(Kind::Territory, Place::file("territory"), message).maybe_hint(hint))
            }
        })?;
        Ok(Self(outlines.map(|outlines| Shapes { outlines: outlines.places.to_outlines() })))
    }

    /// The outlines, for a file that needs them.
    fn required(&self, file: &str) -> Result<&Shapes, Problems> {
        self.0.as_ref().ok_or_else(|| {
            let message = "no outlines are known for the study's own territory, so it cannot be said what lies where";
            let hint = "name a boundary file of its places, such as file = \"….gpkg\" under [boundaries]";
            Problems::one(Remark::of(Kind::Territory, Place::file(file), message).hint(hint))
        })
    }
}

/// Tracts with their places, and their shapes where they have some, in the order of [`Tracts::all`].
pub(crate) struct SettledTracts {
    /// The file.
    pub file: String,
    /// The tracts.
    pub tracts: Tracts,
    /// Where they are.
    pub shapes: TractShapes,
    /// For each tract its row in `shapes`.
    pub rows: Vec<usize>,
}

/// The place of each point; `None` where there is no point or it lies in no place.
fn places_of_points(shapes: &Shapes, points: &RecordPoints) -> Result<Vec<Option<PlaceIndex>>, Problems> {
    let locator = AreaLocator::new(&shapes.outlines);
    let place = |area: u32| PlaceIndex::at(area as usize);
    let found = locate_points(&locator, points, &shapes.outlines.reference)?;
    Ok(found.into_iter().map(|found| found.first.map(place)).collect())
}

/// Residents of places, from points. A place without a point has no known count.
fn count_points(study: &Study, shapes: &Shapes, read: &ResidentPoints) -> Result<(Population, Vec<Remark>), Problems> {
    let territory = &study.territory;
    let mut all: Vec<Option<Residents>> = vec![None; territory.n_places()];
    let mut unknown = vec![false; territory.n_places()];
    let (mut outside, mut residents_outside) = (Vec::new(), 0);
    for (row, place) in places_of_points(shapes, &read.points)?.into_iter().enumerate() {
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

/// Finds the place of every tract that does not name one.
fn settle_tracts(
    study: &Study,
    places: &PlaceShapes,
    read: TractsRead,
    warnings: &mut Vec<Remark>,
) -> Result<SettledTracts, Problems> {
    let TractsRead { file, mut rows, shapes } = read;
    let (finest, n_places) = (study.territory.level_name(study.territory.finest()), study.territory.n_places());
    let mut outside = Vec::new();
    if rows.iter().any(|row| row.place.is_none()) {
        let known = places.required(&file)?;
        let found = match &shapes {
            TractShapes::Unknown => vec![None; rows.len()],
            TractShapes::Points(points) => places_of_points(known, points)?,
            TractShapes::Areas(outlines) => {
                places_of_areas(known, &projected(&file, outlines, &known.outlines.reference)?)
            }
        };
        for (number, (row, place)) in rows.iter_mut().zip(found).enumerate() {
            row.place = row.place.or(place);
            if row.place.is_none() {
                outside.push(row.code.clone().unwrap_or_else(|| (number + 1).to_string()));
            }
        }
    }
    if !outside.is_empty() {
        let message = format!("{} in no {finest}, left out: {}", counted(outside.len(), "tract"), first_few(&outside));
        warnings.push(Remark::of(Kind::RowsLeftOut, Place::file(&file), message));
    }
    // Points without a code are called by their row.
    let width = rows.len().to_string().len();
    let mut row_of = std::collections::BTreeMap::new();
    let tracts = rows.into_iter().enumerate().filter_map(|(number, row)| {
        let code = row.code.unwrap_or_else(|| format!("{number:0width$}"));
        let tract = Tract { code: code.clone(), place: row.place?, residents: row.residents };
        row_of.insert(code, number);
        Some(tract)
    });
    let tracts = Tracts::new(tracts.collect(), n_places)
        .map_err(|_| Problems::one(Remark::of(Kind::Repeated, Place::file(&file), "a tract stands twice")))?;
    let rows = tracts.all().iter().filter_map(|tract| row_of.get(&tract.code).copied()).collect();
    Ok(SettledTracts { file, tracts, shapes, rows })
}

/// The place that has most of each area.
fn places_of_areas(places: &Shapes, areas: &PolygonOutlines) -> Vec<Option<PlaceIndex>> {
    let weights = areal_weights(areas, &places.outlines);
    let most = |shape| weights.of_shape(shape).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    (0..weights.n_shapes()).map(|shape| most(shape).map(|(place, _)| PlaceIndex::at(place))).collect()
}

/// Outlines in another reference system.
pub(crate) fn projected(
    file: &str,
    outlines: &PolygonOutlines,
    to: &ReferenceSystem,
) -> Result<PolygonOutlines, Problems> {
    refuse_wayless(file, &outlines.reference, to, "crs = \"EPSG:…\" under the section that names the file")?;
    let points = project_points(&outlines.points, &outlines.reference, to)
        .map_err(|error| Problems::one(Remark::of(Kind::ReferenceSystem, Place::file(file), error.to_string())))?;
    Ok(PolygonOutlines {
        reference: to.clone(),
        points,
        ring_starts: outlines.ring_starts.clone(),
        polygon_starts: outlines.polygon_starts.clone(),
        shape_starts: outlines.shape_starts.clone(),
    })
}

/// Residents of places as the sums of their tracts.
fn population_of_tracts(study: &Study, tracts: &Tracts) -> Population {
    Population {
        all: study.territory.places().map(|place| tracts.residents_of(place)).collect(),
        adults: None,
        withheld: BTreeSet::new(),
    }
}

/// Gives units without a region the one that they lie in.
fn locate_units(study: &mut Study, places: &PlaceShapes, points: &RecordPoints) -> Result<Vec<Remark>, Problems> {
    let place = || Place::file("units");
    let territory = &study.territory;
    let broadest = territory.broadest();
    let level = territory.level_name(broadest).to_owned();
    let Some(shapes) = &places.0 else {
        let message = format!("units have coordinates, but no outlines are known, so no {level} is found by them");
        return Ok(vec![Remark::of(Kind::Territory, place(), message)]);
    };
    let found = places_of_points(shapes, points)?;
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
