//! Tracts settled in the places that hold them.

use std::collections::BTreeSet;

use crate::geometry::overlay::areal::ArealWeights;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::territory::tracts::{TractShapes, TractsRead};
use crate::model::base::index::PlaceIndex;
use crate::model::place::population::Population;
use crate::model::place::tract::{Tract, Tracts};
use crate::model::study::Study;
use crate::study::located::{WAY_HINT, refuse_wayless, weights_in};
use crate::study::places::{PlaceShapes, places_of_points};

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

/// Finds the place of every tract that does not name one.
pub(crate) fn settle_tracts(
    study: &Study,
    places: &PlaceShapes<'_>,
    read: TractsRead,
    warnings: &mut Vec<Remark>,
) -> Result<SettledTracts, Problems> {
    let TractsRead { file, mut rows, shapes } = read;
    let (finest, n_places) = (study.territory.level_name(study.territory.finest()), study.territory.n_places());
    let mut outside = Vec::new();
    if rows.iter().any(|row| row.place.is_none()) {
        let known = places.required(study, &file)?;
        let found = match &shapes {
            TractShapes::Unknown => vec![None; rows.len()],
            TractShapes::Points(points) => places_of_points(&file, known, points)?,
            TractShapes::Areas(outlines) => {
                refuse_wayless(&file, &outlines.reference, &known.reference, WAY_HINT)?;
                places_of_areas(&weights_in(&file, outlines, known)?)
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
fn places_of_areas(weights: &ArealWeights) -> Vec<Option<PlaceIndex>> {
    let most = |shape| weights.of_shape(shape).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    (0..weights.n_shapes()).map(|shape| most(shape).map(|(place, _)| PlaceIndex::at(place))).collect()
}

/// Residents of places as the sums of their tracts.
pub(crate) fn population_of_tracts(study: &Study, tracts: &Tracts) -> Population {
    Population {
        all: study.territory.places().map(|place| tracts.residents_of(place)).collect(),
        adults: None,
        withheld: BTreeSet::new(),
    }
}
