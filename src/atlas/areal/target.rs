//! The areas that others are cut with, and the plane in which that is done.

use std::borrow::Cow;

use crate::atlas::areal::cut::numbered;
use crate::atlas::areal::side::{Side, failed, name_of};
use crate::atlas::layer::named::{AreasRequest, NamedAreas};
use crate::geometry::topology::equal_area::equal_area_within;
use crate::geometry::topology::project::project_points;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::hint::Key;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::base::text::Text;
use crate::model::shape::outline::{PolygonOutlines, ReferenceSystem};
use crate::study::failure::Failure;
use crate::study::located::refuse_wayless;

/// The areas of a target, each with a code of its own.
pub(crate) struct Target<'a> {
    request: &'a AreasRequest<'a>,
    /// Their codes, in the order in which they first stand in the file.
    pub(crate) codes: Vec<Text>,
    zones: PolygonOutlines,
    union: Option<PolygonOutlines>,
    /// What was assumed, and what is wrong with them.
    pub(crate) remarks: Vec<Remark>,
}

impl<'a> Target<'a> {
    /// The areas that are asked for.
    ///
    /// # Errors
    /// Layers that cannot be read or brought into a plane, areas without codes.
    pub(crate) fn open(request: &'a AreasRequest<'a>) -> Result<Self, Failure> {
        let Side { named, union } = Side::open(request)?;
        refuse_codeless(request, &named.codes)?;
        refuse_way(request, &named.outlines.reference)?;
        let remarks = named.remarks.clone();
        let (codes, zones) = joined(named);
        Ok(Self { request, codes, zones, union, remarks })
    }

    /// The areas in a plane.
    pub(crate) fn zones_in(&self, plane: &ReferenceSystem) -> Result<Cow<'_, PolygonOutlines>, Problems> {
        in_plane(self.request, Cow::Borrowed(&self.zones), plane)
    }

    /// All their land in a plane, once, where areas overlap.
    pub(crate) fn union_in(&self, plane: &ReferenceSystem) -> Result<Option<Cow<'_, PolygonOutlines>>, Problems> {
        self.union.as_ref().map(|union| in_plane(self.request, Cow::Borrowed(union), plane)).transpose()
    }
}

/// The plane to cut areas of a layer in that have these bounds.
pub(crate) fn plane_of(
    request: &AreasRequest<'_>,
    around: [f64; 4],
    reference: &ReferenceSystem,
) -> Result<ReferenceSystem, Problems> {
    equal_area_within(around, reference).map_err(|error| failed(&name_of(request.areas), &error.to_string()))
}

/// The areas of a side, features of one code taken together.
fn joined(side: NamedAreas) -> (Vec<Text>, PolygonOutlines) {
    let (number_of, first) = numbered(&side.codes);
    if first.len() == side.codes.len() {
        return (side.codes, side.outlines);
    }
    let codes = first.iter().map(|&feature| side.codes[feature].clone()).collect();
    let mut members = vec![Vec::new(); first.len()];
    number_of.iter().enumerate().for_each(|(feature, &area)| members[area].push(feature));
    let mut outlines = PolygonOutlines::new(side.outlines.reference.clone());
    for features in members {
        let polygons = features.into_iter().flat_map(|feature| side.outlines.polygons_of(feature));
        outlines
            .push_shape(polygons.map(|polygon| side.outlines.rings_of(polygon).map(|ring| side.outlines.ring(ring))));
    }
    (codes, outlines)
}

/// Outlines in a plane.
pub(crate) fn in_plane<'a>(
    request: &AreasRequest<'_>,
    outlines: Cow<'a, PolygonOutlines>,
    plane: &ReferenceSystem,
) -> Result<Cow<'a, PolygonOutlines>, Problems> {
    if outlines.reference == *plane {
        return Ok(outlines);
    }
    let points = project_points(&outlines.points, &outlines.reference, plane)
        .map_err(|error| failed(&name_of(request.areas), &error.to_string()))?;
    let reference = plane.clone();
    Ok(Cow::Owned(match outlines {
        Cow::Owned(outlines) => PolygonOutlines { reference, points, ..outlines },
        Cow::Borrowed(outlines) => PolygonOutlines {
            reference,
            points,
            ring_starts: outlines.ring_starts.clone(),
            polygon_starts: outlines.polygon_starts.clone(),
            shape_starts: outlines.shape_starts.clone(),
        },
    }))
}

/// Refuses a layer in a system from which no way leads to degrees.
pub(crate) fn refuse_way(request: &AreasRequest<'_>, reference: &ReferenceSystem) -> Result<(), Problems> {
    let flag = (request.flags.of)(Key::Crs).unwrap_or_default();
    refuse_wayless(&name_of(request.areas), reference, &ReferenceSystem::wgs84(), &format!("{flag} EPSG:…"))
}

/// Refuses areas without a code: whose shares they are could not be said.
pub(crate) fn refuse_codeless(request: &AreasRequest<'_>, codes: &[Text]) -> Result<(), Problems> {
    let without = codes.iter().enumerate().filter(|(_, code)| code.trim().is_empty());
    let without: Vec<String> = without.map(|(feature, _)| format!("feature {}", feature + 1)).collect();
    if without.is_empty() {
        return Ok(());
    }
    let message = format!("{} without a code: {}", counted(without.len(), "feature"), first_few(&without));
    let hint = format!("{} COLUMN names a column in which every feature has one", request.flags.code);
    Err(Problems::one(Remark::of(Kind::Code, Place::file(name_of(request.areas)), message).hint(hint)))
}
