//! Whether coordinates can be in a reference system: degrees beyond the globe, metres for degrees, axes that are swapped.

use proj_core::{Coord, CrsDef, ProjectionMethod, Transform, lookup_epsg};

use crate::input::layer::reference::{definition_of, say_which};
use crate::input::layer::request::Axes;
use crate::input::problem::hint::{Key, Say};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::shape::datum::way_between;
use crate::model::shape::outline::{Position, ReferenceSystem, bounds};

/// Degrees from its middle meridian within which a transverse Mercator projection is used.
const WIDEST: f64 = 30.0;

/// Refuses coordinates that cannot be in the system.
///
/// # Errors
/// With the hint that would make them right.
pub(crate) fn refuse_impossible(
    file: &str,
    bounds: [f64; 4],
    reference: &ReferenceSystem,
    axes: Axes,
) -> Result<(), Problems> {
    let (Some(system), true) = (definition_of(reference), bounds.iter().all(|number| number.is_finite())) else {
        return Ok(());
    };
    let [west, south, east, north] = bounds;
    // A little beyond the limit is rounding.
    let within = |low: f64, high: f64, limit: f64| low >= -limit - 1e-6 && high <= limit + 1e-6;
    let degrees = within(west, east, 180.0) && within(south, north, 90.0);
    let name = reference.name();
    let extent = extent_of(bounds);
    let problem = |kind: Kind, message: String, hint: Say| {
        Err(Problems::one(Remark::of(kind, Place::file(file), format!("{message}: {extent}")).hint(hint)))
    };
    if system.is_geographic() {
        return if degrees {
            Ok(())
        } else if within(west, east, 90.0) && within(south, north, 180.0) {
            problem(Kind::AxesSwapped, "latitudes beyond 90 degrees".to_owned(), swapped(axes))
        } else {
            let likely = likely_system(bounds).map_or_else(String::new, |likely| format!(", perhaps {likely}"));
            let hint = say_which().because(format!("they seem to be metres of another reference system{likely}"));
            problem(Kind::OutOfBounds, format!("the coordinates are no degrees of {name}"), hint)
        };
    }
    if degrees && (east - west > 0.0 || north - south > 0.0) {
        let hint = Say::value("write", Key::Crs, "EPSG:4326").because("they seem to be degrees");
        return problem(Kind::OutOfBounds, format!("the coordinates are no metres of {name}"), hint);
    }
    let (x, y) = (f64::midpoint(west, east), f64::midpoint(south, north));
    if !is_near(&system, [x, y]) && is_near(&system, [y, x]) {
        return problem(Kind::AxesSwapped, format!("the coordinates are far from where {name} is used"), swapped(axes));
    }
    Ok(())
}

/// Refuses coordinates that lie outside of `extent`, in degrees, but inside it with their axes swapped.
///
/// # Errors
/// With the hint that would make them right.
pub(crate) fn refuse_elsewhere(
    file: &str,
    points: &[Position],
    reference: &ReferenceSystem,
    axes: Axes,
    [west, south, east, north]: [f64; 4],
) -> Result<(), Problems> {
    let [low_x, low_y, high_x, high_y] = bounds(points);
    let (x, y) = (f64::midpoint(low_x, high_x), f64::midpoint(low_y, high_y));
    let (Some(system), Some(degrees)) = (definition_of(reference), lookup_epsg(4326)) else { return Ok(()) };
    let options = way_between(&system, &degrees, [f64::NAN; 4]);
    let Ok(transform) = Transform::from_crs_defs_with_selection_options(&system, &degrees, options) else {
        return Ok(());
    };
    let inside = |x: f64, y: f64| {
        let found: Result<Coord, _> = transform.convert(Coord::new(x, y));
        found.is_ok_and(|found| (west..=east).contains(&found.x) && (south..=north).contains(&found.y))
    };
    if !(x.is_finite() && y.is_finite()) || inside(x, y) || !inside(y, x) {
        return Ok(());
    }
    let message = format!("the outlines are far from the territory: {}", extent_of([low_x, low_y, high_x, high_y]));
    Err(Problems::one(Remark::of(Kind::AxesSwapped, Place::file(file), message).hint(swapped(axes))))
}

/// An extent in words, to a hundred-thousandth.
fn extent_of(bounds: [f64; 4]) -> String {
    let [west, south, east, north] = bounds.map(|number| (number * 1e5).round() / 1e5);
    format!("x is {west} to {east}, y is {south} to {north}")
}

fn swapped(axes: Axes) -> Say {
    match axes {
        Axes::Standard => {
            Say::value("write", Key::Axes, "lat,lon").because("latitude or northing seems to stand first")
        }
        Axes::LatLon => Say::nothing(Key::Axes).because("longitude or easting seems to stand first"),
    }
}

/// Whether a position is near the middle meridian of a transverse Mercator projection; other projections are used far from theirs.
fn is_near(system: &CrsDef, [x, y]: Position) -> bool {
    let Some(projected) = system.as_projected() else { return true };
    let ProjectionMethod::TransverseMercator { lon0, .. } = projected.method() else { return true };
    let Some(base) = system.base_geographic_crs_epsg().and_then(lookup_epsg) else { return true };
    let Ok(transform) = Transform::from_crs_defs(system, &base) else { return true };
    let back: Result<Coord, _> = transform.convert(Coord::new(x, y));
    back.is_ok_and(|found| (found.x - lon0).abs() <= WIDEST && found.y.abs() <= 85.0)
}

/// A system that Italian offices use and whose coordinates look like these.
fn likely_system([west, south, east, north]: [f64; 4]) -> Option<&'static str> {
    let inside = |[w, s, e, n]: [f64; 4]| west >= w && south >= s && east <= e && north <= n;
    // Italy's extent in each system, with some room.
    let known = [
        ([200_000.0, 3_850_000.0, 1_350_000.0, 5_300_000.0], "EPSG:32632 (UTM zone 32)"),
        ([1_300_000.0, 3_850_000.0, 1_999_999.0, 5_300_000.0], "EPSG:3003 (Monte Mario, west)"),
        ([2_000_000.0, 3_850_000.0, 3_100_000.0, 5_300_000.0], "EPSG:3004 (Monte Mario, east)"),
        ([6_400_000.0, 3_850_000.0, 7_700_000.0, 5_300_000.0], "EPSG:7794 (RDN2008, Italy zone)"),
        ([3_900_000.0, 1_300_000.0, 5_300_000.0, 2_800_000.0], "EPSG:3035 (LAEA Europe)"),
        ([600_000.0, 4_100_000.0, 2_200_000.0, 6_100_000.0], "EPSG:3857 (web maps)"),
    ];
    known.into_iter().find(|(extent, _)| inside(*extent)).map(|(_, name)| name)
}
