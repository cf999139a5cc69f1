//! The reference system of a boundary file: what the file says, what the study says, and whether the coordinates can be in it.

use crate::input::error::{Place, Problems, Remark};
use crate::input::features::Axes;
use crate::input::layer::DeclaredReference;
use crate::model::outline::{Position, ReferenceSystem};

/// How a person names the reference system.
const HINT: &str = "say which it is with crs = \"EPSG:…\" under the section that names the file, or --crs EPSG:…";

/// The system that is asked for, else the one that the file declares.
pub(crate) fn settle_reference(
    file: &str,
    asked: Option<&str>,
    declared: &DeclaredReference,
) -> Result<(ReferenceSystem, Vec<Remark>), Problems> {
    let problem = |message: String| Err(Problems::one(Remark::new(Place::file(file), message).hint(HINT)));
    let system = match (asked, declared) {
        (Some(asked), _) => {
            let Some(system) = parse_system(asked) else {
                let message = format!("the reference system {asked:?} is not known");
                let hint = "write a code of the EPSG registry, such as EPSG:4326 or EPSG:32632";
                return Err(Problems::one(Remark::new(Place::file(file), message).hint(hint)));
            };
            system
        }
        (None, DeclaredReference::Standard) => ReferenceSystem::wgs84(),
        (None, DeclaredReference::Nothing) => return problem("the file does not say its reference system".to_owned()),
        (None, DeclaredReference::Text(text)) => match parse_system(text) {
            Some(system) => system,
            None => return problem(format!("the file's reference system is not known: {}", shortened(text))),
        },
    };
    Ok((system, Vec::new()))
}

fn shortened(text: &str) -> String {
    const SHOWN: usize = 60;
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN { line } else { format!("{}…", line.chars().take(SHOWN).collect::<String>()) }
}

/// The system that a name or definition means; `None` where it means none that is known.
fn parse_system(text: &str) -> Option<ReferenceSystem> {
    let found = proj_wkt::parse_crs(text).ok()?.horizontal_crs()?;
    (found.epsg() != 0).then(|| ReferenceSystem::epsg(found.epsg()))
}

/// Refuses coordinates that cannot be in the system: degrees beyond the globe, metres for degrees and the reverse.
pub(crate) fn refuse_impossible(
    file: &str,
    points: &[Position],
    reference: &ReferenceSystem,
    axes: Axes,
) -> Result<(), Problems> {
    let Some(system) = proj_wkt::parse_crs(reference.definition()).ok() else { return Ok(()) };
    // A little beyond 180 is rounding; NaN is reported where shapes are checked.
    let [west, south, east, north] = bounds(points);
    let beyond = |low: f64, high: f64, limit: f64| low < -limit - 1e-6 || high > limit + 1e-6;
    let name = reference.name();
    let problem =
        |message: String, hint: String| Err(Problems::one(Remark::new(Place::file(file), message).hint(hint)));
    let extent = format!("{west} to {east} and {south} to {north}");
    if system.is_geographic() {
        if !beyond(west, east, 180.0) && !beyond(south, north, 90.0) {
            return Ok(());
        }
        if !beyond(west, east, 90.0) && !beyond(south, north, 180.0) {
            let hint = match axes {
                Axes::Standard => "latitude seems to stand first: write axes = \"lat,lon\"",
                Axes::LatLon => "longitude seems to stand first: leave axes = \"lat,lon\" out",
            };
            return problem(format!("latitudes beyond 90 degrees: {extent}"), hint.to_owned());
        }
        let message = format!("coordinates are no degrees of {name}: {extent}");
        return problem(message, format!("they seem to be metres of another reference system: {HINT}"));
    }
    let degrees = points.len() > 1 && !beyond(west, east, 180.0) && !beyond(south, north, 90.0);
    if system.is_projected() && degrees {
        let message = format!("coordinates are no metres of {name}: {extent}");
        return problem(message, "they seem to be degrees: write crs = \"EPSG:4326\", or --crs EPSG:4326".to_owned());
    }
    Ok(())
}

/// `[low x, low y, high x, high y]` of the positions that are finite.
fn bounds(points: &[Position]) -> [f64; 4] {
    let none = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    points.iter().fold(none, |[a, b, c, d], [x, y]| [a.min(*x), b.min(*y), c.max(*x), d.max(*y)])
}
