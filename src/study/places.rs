//! The shapes of places, and the places of points.

use crate::geometry::overlay::locate::AreaLocator;
use crate::input::problem::remark::{Kind, Place, Problems, Remark};
use crate::input::shapes::records::RecordPoints;
use crate::model::base::index::PlaceIndex;
use crate::model::shape::outline::PolygonOutlines;
use crate::model::study::Study;
use crate::study::failure::Failure;
use crate::study::located::locate_points;
use crate::study::outlines::outlines_of;

/// The outlines of places in an equal-area projection, where they are known.
pub(crate) struct PlaceShapes(pub(crate) Option<Shapes>);

/// Outlines of places.
pub(crate) struct Shapes {
    pub(crate) outlines: PolygonOutlines,
}

impl PlaceShapes {
    pub(crate) fn of(study: &Study) -> Result<Self, Problems> {
        let outlines = outlines_of(study).map_err(|failure| match failure {
            Failure::Inputs(problems) => problems,
            Failure::Usage { message, hint } => {
                Problems::one(Remark::of(Kind::Territory, Place::file("territory"), message).maybe_hint(hint))
            }
        })?;
        Ok(Self(outlines.map(|outlines| Shapes { outlines: outlines.places.to_outlines() })))
    }

    /// The outlines, for a file that needs them.
    pub(crate) fn required(&self, file: &str) -> Result<&Shapes, Problems> {
        self.0.as_ref().ok_or_else(|| {
            let message = "no outlines are known for the study's own territory, so it cannot be said what lies where";
            let hint = "name a boundary file of its places, such as file = \"….gpkg\" under [boundaries]";
            Problems::one(Remark::of(Kind::Territory, Place::file(file), message).hint(hint))
        })
    }
}

/// The place of each point; `None` where there is no point or it lies in no place.
pub(crate) fn places_of_points(shapes: &Shapes, points: &RecordPoints) -> Result<Vec<Option<PlaceIndex>>, Problems> {
    let locator = AreaLocator::new(&shapes.outlines);
    let place = |area: u32| PlaceIndex::at(area as usize);
    let found = locate_points(&locator, points, &shapes.outlines.reference)?;
    Ok(found.into_iter().map(|found| found.first.map(place)).collect())
}
