//! The outlines that maps are drawn from, in an equal-area projection.

use crate::command::Failure;
use crate::geometry::topology::Topology;
use crate::input::boundaries::{embedded_bytes, embedded_outlines};
use crate::input::error::{Place, Problems, Remark};
use crate::input::file::fingerprint;
use crate::model::outline::ReferenceSystem;
use crate::model::scheme::Scheme;
use crate::model::study::{self, Study, StudyOutlines};
use crate::model::territory::Territory;

/// The outlines of a territory's places, in an equal-area projection, in the order of the places.
#[derive(Debug)]
pub struct Outlines {
    /// The places.
    pub places: Topology,
    /// Land around them, in the same system; `None` where the places are not in Europe.
    pub around: Option<Topology>,
    /// The file they came from.
    pub source: study::Source,
}

/// The outlines of a study's places; `None` where none are known.
///
/// # Errors
/// Outlines that do not fit the territory.
pub fn outlines_of(study: &Study) -> Result<Option<Outlines>, Failure> {
    match &study.outlines {
        StudyOutlines::Embedded => embedded(&study.territory).map(Some),
        StudyOutlines::Own { .. } | StudyOutlines::Unknown => Ok(None),
    }
}

/// The outlines of a study's places in the reference system that they came in; `None` where none are known.
///
/// # Errors
/// Outlines that do not fit the territory.
pub fn outlines_as_read(study: &Study) -> Result<Option<Outlines>, Failure> {
    match &study.outlines {
        StudyOutlines::Embedded => embedded_as_read(&study.territory).map(Some),
        StudyOutlines::Own { .. } | StudyOutlines::Unknown => Ok(None),
    }
}

/// The outlines that the program carries, for a territory whose places they are.
///
/// # Errors
/// When a place has no outline.
pub fn embedded(territory: &Territory) -> Result<Outlines, Failure> {
    let Outlines { places, source, around } = embedded_as_read(territory)?;
    let places = places.project(&ReferenceSystem::laea_europe()).map_err(|error| {
        Failure::Inputs(Problems::one(Remark::new(Place::file(source.name.clone()), error.to_string())))
    })?;
    Ok(Outlines { places, around, source })
}

/// The same as longitude and latitude.
fn embedded_as_read(territory: &Territory) -> Result<Outlines, Failure> {
    let outlines = embedded_outlines();
    let source = fingerprint("municipalities.arcs (embedded)", embedded_bytes());
    let fail = |message: String| Failure::Inputs(Problems::one(Remark::new(Place::file(source.name.clone()), message)));
    // Both lists are in the order of codes.
    let same = outlines.codes.len() == territory.n_places()
        && territory.places().zip(&outlines.codes).all(|(place, code)| territory.place(place).code.as_str() == code);
    if !same {
        return Err(fail("the outlines are not those of the territory".to_owned()));
    }
    let places = Topology::from_arcs(&outlines).map_err(|error| fail(error.to_string()))?;
    Ok(Outlines { places, around: None, source })
}

impl Outlines {
    /// The areas of a scheme as shapes.
    pub fn of_scheme(&self, scheme: &Scheme) -> Topology {
        let group_of: Vec<Option<usize>> = scheme.by_place().iter().map(|area| Some(area.index())).collect();
        self.places.dissolve(&group_of, scheme.areas().len())
    }
}
