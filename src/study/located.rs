//! Points of a file, brought into the reference system of areas and found in them.

use crate::geometry::overlay::locate::{AreaLocator, Located};
use crate::geometry::topology::project::{ProjectError, project_points};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::records::RecordPoints;
use crate::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};

/// Points in another reference system. A point that the system cannot hold is nowhere in it.
///
/// # Errors
/// Where no way is known from one system to the other.
pub(crate) fn points_in(points: &RecordPoints, to: &ReferenceSystem) -> Result<Vec<Option<Position>>, Problems> {
    let known: Vec<Position> = points.points.iter().flatten().copied().collect();
    let mut projected = Vec::with_capacity(known.len());
    project_or_skip(&known, &points.reference, to, &mut projected)
        .map_err(|error| Problems::one(Remark::of(Kind::ReferenceSystem, Place::file("points"), error.to_string())))?;
    let mut projected = projected.into_iter();
    Ok(points.points.iter().map(|point| point.and_then(|_| projected.next().flatten())).collect())
}

/// Refuses a file in a reference system from which no way leads to another. `hint` says how to name the system that it is in.
///
/// # Errors
/// With the name of the file, of its system and the hint.
pub(crate) fn refuse_wayless(
    file: &str,
    from: &ReferenceSystem,
    to: &ReferenceSystem,
    hint: &str,
) -> Result<(), Problems> {
    match project_points(&[], from, to) {
        Err(error @ ProjectError::Unknown { .. }) => Err(Problems::one(
            Remark::of(Kind::ReferenceSystem, Place::file(file), error.to_string())
                .hint(format!("if the coordinates are in a system of the EPSG registry, say which: {hint}")),
        )),
        Ok(_) | Err(ProjectError::OutOfBounds { .. }) => Ok(()),
    }
}

/// Outlines in another reference system.
pub(crate) fn projected(
    file: &str,
    outlines: &PolygonOutlines,
    to: &ReferenceSystem,
) -> Result<PolygonOutlines, Problems> {
    refuse_wayless(file, &outlines.reference, to, "crs = \"EPSG:…\" under the section that names the file")?;
    let points = project_points(&outlines.points, &outlines.reference, to)
        .map_err(|error| Problems::one(Remark::of(Kind::ReferenceSystem, Place::file(file), error.to_string())))?;
    Ok(PolygonOutlines {
        reference: to.clone(),
        points,
        ring_starts: outlines.ring_starts.clone(),
        polygon_starts: outlines.polygon_starts.clone(),
        shape_starts: outlines.shape_starts.clone(),
    })
}

/// Projects points, halving the list around those that cannot be.
fn project_or_skip(
    points: &[Position],
    from: &ReferenceSystem,
    to: &ReferenceSystem,
    projected: &mut Vec<Option<Position>>,
) -> Result<(), ProjectError> {
    match (project_points(points, from, to), points) {
        (Ok(points), _) => projected.extend(points.into_iter().map(Some)),
        (Err(ProjectError::OutOfBounds { .. }), [_]) => projected.push(None),
        (Err(ProjectError::OutOfBounds { .. }), _) => {
            let (first, last) = points.split_at(points.len() / 2);
            project_or_skip(first, from, to, projected)?;
            project_or_skip(last, from, to, projected)?;
        }
        (Err(error @ ProjectError::Unknown { .. }), _) => return Err(error),
    }
    Ok(())
}

/// Where each point lies among areas in a reference system.
///
/// # Errors
/// As [`points_in`].
pub(crate) fn locate_points(
    locator: &AreaLocator,
    points: &RecordPoints,
    reference: &ReferenceSystem,
) -> Result<Vec<Located>, Problems> {
    let all = points_in(points, reference)?;
    let known: Vec<Position> = all.iter().flatten().copied().collect();
    let mut found = locator.first_areas(&known).into_iter();
    Ok(all.iter().map(|point| point.and_then(|_| found.next()).unwrap_or_default()).collect())
}
