//! A reference system that keeps areas, for shapes anywhere.

use proj_core::ProjectionMethod;

use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::ring::{bounds, bounds_of_many};
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::europe::EUROPE;
use crate::geometry::topology::project::{ProjectError, keeps_areas, project_points};
use crate::geometry::topology::sphere::{angle, direction, middle, turned, unrolled};
use crate::model::shape::outline::{Position, ReferenceSystem};

/// How far from their middle shapes may reach, in degrees, to be drawn around it; those that reach farther are drawn as the world.
const REACH: f64 = 50.0;

/// The equal-area system for shapes: EPSG:3035 where they lie in Europe, else Lambert's azimuthal projection around their middle; Equal Earth
/// where they reach over more than about 100 degrees.
///
/// The middle is that of their land on the sphere. The edge of the world is the meridian that cuts the least of them, near the one opposite
/// to their middle.
///
/// # Source
/// Snyder (1987), *Map Projections: A Working Manual*, chapter 24. EPSG:3035 after Annoni and others (2003), *Map Projections for Europe*.
/// Šavrič, Patterson and Jenny (2019), *International Journal of Geographical Information Science* 33(3), for Equal Earth.
///
/// # Errors
/// A reference system from which there is no way to longitude and latitude.
pub fn equal_area_system(shapes: &Topology) -> Result<ReferenceSystem, ProjectError> {
    let [low_x, low_y, high_x, high_y] = bounds_of_many(shapes.points());
    if !(low_x <= high_x && low_y <= high_y) {
        return Ok(ReferenceSystem::laea_europe());
    }
    let in_degrees = Measure::of(shapes.reference()) == Measure::Degrees;
    let around = in_degrees_around([low_x, low_y, high_x, high_y], shapes.reference())?;
    if is_in_europe(around) {
        return Ok(ReferenceSystem::laea_europe());
    }
    let [west, south, east, north] = around;
    if !in_degrees {
        return Ok(azimuthal([f64::midpoint(west, east), f64::midpoint(south, north)]));
    }
    let middle = middle_of_land(shapes).unwrap_or([0.0, 0.0]);
    let from = direction(middle);
    let reach = shapes.points().iter().map(|point| angle(from, direction(*point))).fold(0.0, f64::max);
    Ok(if reach > REACH { equal_earth(least_cut(shapes, middle[0].round())) } else { azimuthal(middle) })
}

/// The equal-area system to cut shapes in that have these bounds, `[low x, low y, high x, high y]`, in some system: that system where it
/// keeps areas, EPSG:3035 in Europe, else Lambert's azimuthal projection around the middle of the bounds; Equal Earth for degrees that reach
/// over more than about 100.
///
/// # Errors
/// As [`equal_area_system`].
pub fn equal_area_within(around: [f64; 4], reference: &ReferenceSystem) -> Result<ReferenceSystem, ProjectError> {
    let [low_x, low_y, high_x, high_y] = around;
    if keeps_areas(reference) || !(low_x <= high_x && low_y <= high_y) {
        return Ok(reference.clone());
    }
    let [west, south, east, north] = in_degrees_around(around, reference)?;
    if is_in_europe([west, south, east, north]) {
        return Ok(ReferenceSystem::laea_europe());
    }
    let middle = [f64::midpoint(west, east), f64::midpoint(south, north)];
    let corners = [[west, south], [east, south], [east, north], [west, north]];
    let reach = corners.into_iter().map(|corner| angle(direction(middle), direction(corner))).fold(0.0, f64::max);
    let in_degrees = Measure::of(reference) == Measure::Degrees;
    // Files cut what lies at the edge of the world at 180 degrees, and so does the projection.
    Ok(if in_degrees && (reach > REACH || east - west > 180.0) { equal_earth(0.0) } else { azimuthal(middle) })
}

/// Bounds of some system, by their corners in degrees.
fn in_degrees_around(around: [f64; 4], reference: &ReferenceSystem) -> Result<[f64; 4], ProjectError> {
    if Measure::of(reference) == Measure::Degrees {
        return Ok(around);
    }
    let [low_x, low_y, high_x, high_y] = around;
    let corners = [[low_x, low_y], [high_x, low_y], [high_x, high_y], [low_x, high_y]];
    Ok(bounds(&project_points(&corners, reference, &ReferenceSystem::wgs84())?))
}

fn is_in_europe([west, south, east, north]: [f64; 4]) -> bool {
    west >= EUROPE[0] && south >= EUROPE[1] && east <= EUROPE[2] && north <= EUROPE[3]
}

/// Whether the bounds of shapes alone decide which system suits them, so that any shapes with the same bounds have the same.
///
/// # Errors
/// As [`equal_area_system`].
pub fn is_decided_by_bounds(shapes: &Topology) -> Result<bool, ProjectError> {
    Ok(Measure::of(shapes.reference()) != Measure::Degrees || equal_area_system(shapes)?.code().is_some())
}

/// The middle of the land on the sphere: every ring with its area.
fn middle_of_land(shapes: &Topology) -> Option<Position> {
    let rings = (0..shapes.n_shapes()).flat_map(|shape| shapes.ring_range(shape));
    middle(rings.filter_map(|ring| {
        let points = unrolled(&shapes.ring_points(ring), -180.0);
        let [x, y] = middle(points.windows(2).map(|edge| {
            let length = angle(direction(edge[0]), direction(edge[1]));
            (direction([f64::midpoint(edge[0][0], edge[1][0]), f64::midpoint(edge[0][1], edge[1][1])]), length)
        }))?;
        Some((direction([x, y]), Measure::Degrees.area(&points).abs()))
    }))
}

/// The central meridian, a whole degree near `wanted`, of a map of the world whose edge cuts the least land.
fn least_cut(shapes: &Topology, wanted: f64) -> f64 {
    /// How many degrees a central meridian may be from the one that is wanted.
    const NEAR: usize = 60;
    let rings = (0..shapes.n_shapes()).flat_map(|shape| shapes.ring_range(shape));
    // Degrees of land along each meridian in the middle between two whole ones: what its northern coasts have more than its southern ones.
    let mut land = [0.0; 360];
    for ring in rings {
        for edge in unrolled(&shapes.ring_points(ring), -180.0).windows(2) {
            let [[ax, ay], [bx, by]] = [edge[0], edge[1]];
            let mut meridian = (ax.min(bx) - 0.5).ceil() + 0.5;
            while meridian < ax.max(bx) {
                let latitude = ay + (by - ay) * (meridian - ax) / (bx - ax);
                land[degree(meridian)] += if bx < ax { latitude } else { -latitude };
                meridian += 1.0;
            }
        }
    }
    let cut_at = |meridian: f64| land[degree(meridian - 0.5)] + land[degree(meridian + 0.5)];
    let near = (0..=NEAR).flat_map(|step| [wanted + step as f64, wanted - step as f64]);
    let best = near.min_by(|a, b| cut_at(a + 180.0).total_cmp(&cut_at(b + 180.0))).unwrap_or(wanted);
    turned(best, -180.0)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to less than 360")]
fn degree(meridian: f64) -> usize {
    (turned(meridian, 0.0) as usize).min(359)
}

fn azimuthal([longitude, latitude]: Position) -> ReferenceSystem {
    // Whole degrees, so that the name says all.
    let (longitude, latitude) = (longitude.round() + 0.0, latitude.round() + 0.0);
    let parameters =
        format!("PARAMETER[\"latitude_of_center\",{latitude}],PARAMETER[\"longitude_of_center\",{longitude}]");
    let name = format!("Lambert azimuthal equal area around {longitude} E {latitude} N");
    projected(name, "Lambert_Azimuthal_Equal_Area", &parameters)
}

fn equal_earth(longitude: f64) -> ReferenceSystem {
    let name = format!("Equal Earth, equal area, around {longitude} E");
    projected(name, "Equal_Earth", &format!("PARAMETER[\"central_meridian\",{longitude}]"))
}

fn projected(name: String, method: &str, parameters: &str) -> ReferenceSystem {
    let definition = format!(
        "PROJCS[\"{name}\",GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],\
         PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"{method}\"],{parameters},\
         PARAMETER[\"false_easting\",0],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1]]"
    );
    ReferenceSystem::defined(name, definition)
}

/// The central meridian of an equal-area system made here, and whether a map in it ends at the opposite one.
pub(crate) fn central_meridian(system: &ReferenceSystem) -> Option<(f64, bool)> {
    let definition = proj_wkt::parse_crs(system.definition()).ok()?;
    let method = definition.as_projected()?.method();
    if let ProjectionMethod::EqualEarth { lon0, .. } = method {
        return Some((lon0, true));
    }
    if let ProjectionMethod::LambertAzimuthalEqualArea { lon0, .. } = method { Some((lon0, false)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::build::raw::build_topology;
    use crate::geometry::plane::measure::Measure;
    use crate::geometry::topology::shapes::tests::{outlines, square};
    use crate::model::shape::repair::Repair;

    #[test]
    fn areas_outside_europe_are_kept() {
        let mut kansas = outlines(&[&[square(-98.0, 38.0, 0.1)], &[square(-97.9, 38.0, 0.1)]]);
        kansas.reference = ReferenceSystem::wgs84();
        let topology = build_topology(&kansas, Repair::Refuse).unwrap().topology;
        let system = equal_area_system(&topology).unwrap();
        assert_eq!(system.name(), "Lambert azimuthal equal area around -98 E 38 N");
        let projected = topology.project(&system).unwrap();
        // Edges bend a little in another projection.
        let true_area = Measure::Degrees.area(&topology.ring_points(0));
        assert!((projected.area(0) / true_area - 1.0).abs() < 1e-5, "{} {true_area}", projected.area(0));
    }

    #[test]
    fn italy_is_in_europe() {
        let mut italy = outlines(&[&[square(7.0, 40.0, 5.0)]]);
        italy.reference = ReferenceSystem::wgs84();
        let topology = build_topology(&italy, Repair::Refuse).unwrap().topology;
        assert_eq!(equal_area_system(&topology).unwrap(), ReferenceSystem::laea_europe());
    }
}
