//! Whether the municipalities of a boundary file lie where the program knows them to be: a wrong reference system shows in nothing else.

use proj_core::{Coord, Transform, lookup_epsg};

use crate::input::embedded::outlines::embedded_outlines;
use crate::input::layer::reference::definition_of;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::shape::datum::way_between;
use crate::model::shape::outline::bounds;
use crate::model::shape::outline::{ArcOutlines, PolygonOutlines, Position, ReferenceSystem};

/// Municipalities that are looked at, at the most.
const SAMPLE: usize = 200;
/// Kilometres from its place beyond which the usual municipality is elsewhere. Other drawings of a municipality move its middle by less.
const ELSEWHERE: f64 = 10.0;
/// Kilometres within which a system fits.
const FITS: f64 = 2.0;
/// Systems of Italian files.
const LIKELY: [u32; 14] = [32632, 32633, 25832, 25833, 6707, 6708, 3003, 3004, 6875, 7794, 3035, 3857, 4326, 4265];

/// Refuses a file most of whose municipalities lie elsewhere. `features` gives each municipality's code and feature.
///
/// # Errors
/// With the system that would put them where they are, where a usual one does.
pub(crate) fn refuse_misplaced<'a>(
    file: &str,
    outlines: &PolygonOutlines,
    features: impl Iterator<Item = (&'a str, usize)>,
) -> Result<(), Problems> {
    let known = embedded_outlines();
    let pairs: Vec<(&str, usize, Position)> = features
        .filter_map(|(code, feature)| {
            let shape = known.codes.binary_search_by(|other| other.as_str().cmp(code)).ok()?;
            Some((code, feature, middle(&points_of(&known, shape))?))
        })
        .collect();
    let step = pairs.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<(&str, Position, Position)> = pairs
        .iter()
        .step_by(step)
        .filter_map(|(code, feature, place)| {
            let rings = outlines.polygons_of(*feature).flat_map(|polygon| outlines.rings_of(polygon));
            let points: Vec<Position> = rings.flat_map(|ring| outlines.ring(ring)).copied().collect();
            Some((*code, middle(&points)?, *place))
        })
        .collect();
    let Some(distance) = usual_distance(&sample, &outlines.reference).filter(|distance| *distance > ELSEWHERE) else {
        return Ok(());
    };
    let fitting = LIKELY
        .into_iter()
        .find(|code| usual_distance(&sample, &ReferenceSystem::epsg(*code)).is_some_and(|distance| distance < FITS));
    let where_they_lie = if distance.is_finite() {
        format!("lie {distance:.0} km from their places (half of them farther)")
    } else {
        "lie nowhere on the globe".to_owned()
    };
    let message =
        format!("in {} the municipalities {where_they_lie}, such as {}", outlines.reference.name(), sample[0].0);
    let hint = match fitting {
        Some(code) => format!("the coordinates fit crs = \"EPSG:{code}\" under [boundaries]"),
        None => "say which system they are in with crs = \"EPSG:…\" under [boundaries]; perhaps the codes are of other places".to_owned(),
    };
    Err(Problems::one(Remark::of(Kind::ReferenceSystem, Place::file(file), message).hint(hint)))
}

/// The median distance in kilometres between positions in a system and their places in degrees; `None` where the system is not known.
fn usual_distance(sample: &[(&str, Position, Position)], reference: &ReferenceSystem) -> Option<f64> {
    const KILOMETRES: f64 = 111.2;
    let (system, degrees) = (definition_of(reference)?, lookup_epsg(4326)?);
    let positions: Vec<Position> = sample.iter().map(|(_, position, _)| *position).collect();
    let way = way_between(&system, &degrees, bounds(&positions));
    let transform = Transform::from_crs_defs_with_selection_options(&system, &degrees, way).ok()?;
    let mut distances: Vec<f64> = sample
        .iter()
        .map(|(_, [x, y], [longitude, latitude])| {
            let found: Result<Coord, _> = transform.convert(Coord::new(*x, *y));
            // What cannot be converted is nowhere.
            found.map_or(f64::INFINITY, |found| {
                let east = (found.x - longitude) * latitude.to_radians().cos();
                KILOMETRES * east.hypot(found.y - latitude)
            })
        })
        .collect();
    if distances.is_empty() {
        return None;
    }
    let middle = distances.len() / 2;
    Some(*distances.select_nth_unstable_by(middle, f64::total_cmp).1)
}

/// The points of a shape.
fn points_of(outlines: &ArcOutlines, shape: usize) -> Vec<Position> {
    let rings = outlines.shape_starts[shape] as usize..outlines.shape_starts[shape + 1] as usize;
    let arcs = rings.flat_map(|ring| outlines.ring_starts[ring]..outlines.ring_starts[ring + 1]);
    let points = arcs.flat_map(|place| {
        let signed = outlines.ring_arcs[place as usize];
        let arc = usize::try_from(signed.max(!signed)).unwrap_or(0);
        &outlines.points[outlines.arc_starts[arc] as usize..outlines.arc_starts[arc + 1] as usize]
    });
    points.copied().collect()
}

/// The middle of the bounds of some points.
fn middle(points: &[Position]) -> Option<Position> {
    let [west, south, east, north] = bounds(points);
    let middle = [f64::midpoint(west, east), f64::midpoint(south, north)];
    middle.iter().all(|axis| axis.is_finite()).then_some(middle)
}
