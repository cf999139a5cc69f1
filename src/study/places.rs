//! The shapes of places, and the places of points.

use std::cell::OnceCell;

use crate::geometry::overlay::locate::AreaLocator;
use crate::geometry::topology::equal_area::central_meridian;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::records::RecordPoints;
use crate::model::base::index::PlaceIndex;
use crate::model::shape::outline::PolygonOutlines;
use crate::model::study::Study;
use crate::study::located::{locate_points, projected};
use crate::study::outlines::{Outlines, PlaceOutlines};

/// The outlines of places in an equal-area projection as polygons, made when they are first needed.
pub(crate) struct PlaceShapes<'a> {
    outlines: &'a PlaceOutlines,
    polygons: OnceCell<PolygonOutlines>,
}

impl<'a> PlaceShapes<'a> {
    pub(crate) fn of(outlines: &'a PlaceOutlines) -> Self {
        Self { outlines, polygons: OnceCell::new() }
    }

    /// The polygons; `None` where the study knows none.
    pub(crate) fn known(&self, study: &Study) -> Result<Option<&PolygonOutlines>, Problems> {
        let Some(outlines) = self.outlines.in_equal_area(study)? else { return Ok(None) };
        if self.polygons.get().is_none() {
            let polygons = self.polygons_of(study, &outlines)?;
            return Ok(Some(self.polygons.get_or_init(|| polygons)));
        }
        Ok(self.polygons.get())
    }

    /// Where nothing is wrong with a file its own polygons are those of the places, and no borders have to be found.
    fn polygons_of(&self, study: &Study, outlines: &Outlines) -> Result<PolygonOutlines, Problems> {
        let as_read = self.outlines.as_read(study)?;
        let system = outlines.reference();
        let own =
            as_read.as_ref().and_then(|as_read| as_read.polygons()).filter(|_| central_meridian(system).is_none());
        match own {
            Some(polygons) => projected(&outlines.source.name, polygons, system),
            None => Ok(outlines.places()?.to_outlines()),
        }
    }

    /// The polygons, for a file that needs them.
    pub(crate) fn required(&self, study: &Study, file: &str) -> Result<&PolygonOutlines, Problems> {
        self.known(study)?.ok_or_else(|| {
            let message = "no outlines are known for the study's own territory, so it cannot be said what lies where";
            let hint = "name a boundary file of its places, such as file = \"….gpkg\" under [boundaries]";
            Problems::one(Remark::of(Kind::Territory, Place::file(file), message).hint(hint))
        })
    }
}

/// The place of each point; `None` where there is no point or it lies in no place.
pub(crate) fn places_of_points(
    places: &PolygonOutlines,
    points: &RecordPoints,
) -> Result<Vec<Option<PlaceIndex>>, Problems> {
    let locator = AreaLocator::new(places);
    let place = |area: u32| PlaceIndex::at(area as usize);
    let found = locate_points(&locator, points, &places.reference)?;
    Ok(found.into_iter().map(|found| found.first.map(place)).collect())
}
