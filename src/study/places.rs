//! The shapes of places, and the places of points.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::geometry::build::laid_out::is_by_points;
use crate::geometry::overlay::locate::AreaLocator;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::records::RecordPoints;
use crate::model::base::index::PlaceIndex;
use crate::model::shape::outline::{PolygonOutlines, ReferenceSystem};
use crate::model::study::Study;
use crate::study::located::{locate_points, projected};
use crate::study::outlines::PlaceOutlines;

/// The outlines of places as polygons, made when they are first needed.
pub(crate) struct PlaceShapes<'a> {
    outlines: &'a PlaceOutlines,
    unprojected: OnceCell<Unprojected>,
    projected: OnceCell<PolygonOutlines>,
}

/// Polygons of places, and the equal-area system in which they are measured.
pub(crate) struct Unprojected {
    /// The file that they came from.
    pub(crate) file: String,
    /// The polygons: where nothing is wrong with the file they are its own, and no borders have to be found.
    pub(crate) polygons: Arc<PolygonOutlines>,
    /// The system.
    pub(crate) system: ReferenceSystem,
}

impl<'a> PlaceShapes<'a> {
    pub(crate) fn of(outlines: &'a PlaceOutlines) -> Self {
        Self { outlines, unprojected: OnceCell::new(), projected: OnceCell::new() }
    }

    /// The polygons, and the system they are to be in; `None` where the study knows none.
    fn unprojected(&self, study: &Study) -> Result<Option<&Unprojected>, Problems> {
        if let Some(known) = self.unprojected.get() {
            return Ok(Some(known));
        }
        let Some(as_read) = self.outlines.as_read(study)? else { return Ok(None) };
        let system = as_read.equal_area_system()?;
        let own = as_read.polygons().filter(|_| is_by_points(as_read.reference(), &system));
        let polygons = if let Some(polygons) = own {
            Arc::clone(polygons)
        } else {
            let Some(outlines) = self.outlines.in_equal_area(study)? else { return Ok(None) };
            Arc::new(outlines.places()?.to_outlines())
        };
        let file = as_read.source.name.clone();
        Ok(Some(self.unprojected.get_or_init(|| Unprojected { file, polygons, system })))
    }

    /// The polygons in their equal-area system; `None` where the study knows none.
    pub(crate) fn known(&self, study: &Study) -> Result<Option<&PolygonOutlines>, Problems> {
        let Some(Unprojected { file, polygons, system }) = self.unprojected(study)? else { return Ok(None) };
        if polygons.reference == *system {
            return Ok(Some(polygons));
        }
        if self.projected.get().is_none() {
            let polygons = projected(file, polygons, system)?;
            return Ok(Some(self.projected.get_or_init(|| polygons)));
        }
        Ok(self.projected.get())
    }

    /// The polygons in their equal-area system, for a file that needs them.
    pub(crate) fn required(&self, study: &Study, file: &str) -> Result<&PolygonOutlines, Problems> {
        self.known(study)?.ok_or_else(|| unknown(file))
    }

    /// The polygons in whatever system, for a file that needs to know what lies in them.
    pub(crate) fn required_unprojected(&self, study: &Study, file: &str) -> Result<&Unprojected, Problems> {
        self.unprojected(study)?.ok_or_else(|| unknown(file))
    }
}

fn unknown(file: &str) -> Problems {
    let message = "no outlines are known for the study's own territory, so it cannot be said what lies where";
    let hint = "name a boundary file of its places, such as file = \"….gpkg\" under [boundaries]";
    Problems::one(Remark::of(Kind::Territory, Place::file(file), message).hint(hint))
}

/// The place of each point; `None` where there is no point or it lies in no place.
pub(crate) fn places_of_points(
    file: &str,
    places: &PolygonOutlines,
    points: &RecordPoints,
) -> Result<Vec<Option<PlaceIndex>>, Problems> {
    let locator = AreaLocator::new(places);
    let place = |area: u32| PlaceIndex::at(area as usize);
    let found = locate_points(file, &locator, points, &places.reference)?;
    Ok(found.into_iter().map(|found| found.first.map(place)).collect())
}
