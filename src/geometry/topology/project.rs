//! Reference systems: the same topology in other coordinates.

use std::fmt;

use proj_core::{CrsDef, ProjectedCrsDef, ProjectionMethod, SelectionOptions, Transform};
use proj_wkt::transform_from_crs_strings_horizontal_with_selection_options;
use rayon::prelude::*;

use crate::geometry::plane::ring::bounds;
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::europe::in_europe;
use crate::model::shape::datum::way_between;
use crate::model::shape::outline::{Position, ReferenceSystem};

/// Points that one task projects.
const BLOCK: usize = 4_096;

/// Why coordinates cannot be projected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProjectError {
    /// No way is known from one system to the other.
    Unknown {
        /// The system of the points.
        from: String,
        /// The system asked for.
        to: String,
        /// What the projection library says.
        reason: String,
    },
    /// A point lies where the projection has no value.
    OutOfBounds {
        /// The point, as written.
        point: String,
    },
}

impl fmt::Display for ProjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { from, to, .. } => {
                write!(f, "{from} cannot be brought into {to}: no documented way leads from its datum to the other")
            }
            Self::OutOfBounds { point } => write!(f, "the point {point} cannot be projected"),
        }
    }
}

impl std::error::Error for ProjectError {}

/// Points in another reference system, in their order, on any number of threads.
///
/// # Errors
/// Unknown systems, and points that the projection cannot take.
pub fn project_points(
    points: &[Position],
    from: &ReferenceSystem,
    to: &ReferenceSystem,
) -> Result<Vec<Position>, ProjectError> {
    project_points_within(points, from, to, bounds(points))
}

/// The same of some points of many, whose bounds decide about the way.
pub(crate) fn project_points_within(
    points: &[Position],
    from: &ReferenceSystem,
    to: &ReferenceSystem,
    around: [f64; 4],
) -> Result<Vec<Position>, ProjectError> {
    if from == to {
        return Ok(points.to_vec());
    }
    in_europe(points, from, to, around).map_or_else(|| by_library(points, from, to, around), Ok)
}

/// The same, whatever the systems.
fn by_library(
    points: &[Position],
    from: &ReferenceSystem,
    to: &ReferenceSystem,
    around: [f64; 4],
) -> Result<Vec<Position>, ProjectError> {
    let transform = transform_from_crs_strings_horizontal_with_selection_options(
        from.definition(),
        to.definition(),
        options_for(from, to, around),
    );
    let transform = transform.map_err(|error| ProjectError::Unknown {
        from: from.name().to_owned(),
        to: to.name().to_owned(),
        reason: error.to_string(),
    })?;
    let way = Way { back: if keeps_areas(from) { transform.inverse().ok() } else { None }, there: transform };
    let blocks: Vec<Result<Vec<Position>, ProjectError>> =
        points.par_chunks(BLOCK).map(|block| block.iter().map(|&point| way.project(point)).collect()).collect();
    let mut projected = Vec::with_capacity(points.len());
    for block in blocks {
        projected.extend(block?);
    }
    Ok(projected)
}

/// How the way between two systems is chosen for some points.
fn options_for(from: &ReferenceSystem, to: &ReferenceSystem, around: [f64; 4]) -> SelectionOptions {
    let horizontal = |system: &ReferenceSystem| proj_wkt::parse_crs(system.definition()).ok()?.horizontal_crs();
    match (horizontal(from), horizontal(to)) {
        (Some(from), Some(to)) => way_between(&from, &to, around),
        // The projection library tells what is wrong.
        (None, _) | (_, None) => SelectionOptions::new(),
    }
}

/// Whether areas in a plane are those of the ground: a projection that goes through the authalic latitude. The way back to degrees is then a
/// short series, good to a millimetre at the edge of its area and not to a micrometre.
pub(crate) fn keeps_areas(system: &ReferenceSystem) -> bool {
    let definition = proj_wkt::parse_crs(system.definition()).ok();
    let projected = definition.as_ref().and_then(CrsDef::as_projected);
    let method = projected.map(ProjectedCrsDef::method);
    matches!(
        method,
        Some(
            ProjectionMethod::LambertAzimuthalEqualArea { .. }
                | ProjectionMethod::AlbersEqualArea { .. }
                | ProjectionMethod::EqualEarth { .. }
        )
    )
}

/// A way between two systems.
struct Way {
    there: Transform,
    /// The way back, where the way there has to be made exact with it.
    back: Option<Transform>,
}

impl Way {
    fn project(&self, point: Position) -> Result<Position, ProjectError> {
        let fail = || ProjectError::OutOfBounds { point: format!("({}, {})", point[0], point[1]) };
        let found = convert(&self.there, point).ok_or_else(fail)?;
        let Some(back) = &self.back else { return Ok(found) };
        // What the way back misses the point by is what the way there missed it by, up to far smaller terms.
        let Some([x, y]) = convert(back, found) else { return Ok(found) };
        convert(&self.there, [2.0 * point[0] - x, 2.0 * point[1] - y]).ok_or_else(fail)
    }
}

fn convert(transform: &Transform, [x, y]: Position) -> Option<Position> {
    let (x, y) = transform.convert((x, y)).ok()?;
    (x.is_finite() && y.is_finite()).then_some([x, y])
}

impl Topology {
    /// The same shapes in another reference system. Vertices are moved; lines between them stay straight.
    ///
    /// # Errors
    /// As [`project_points`].
    pub fn project(&self, to: &ReferenceSystem) -> Result<Self, ProjectError> {
        let points = project_points(self.points(), self.reference(), to)?;
        Ok(self.with_points(to.clone(), points, self.arc_starts().to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_where_the_projection_library_has_them() {
        let along = |number: u32, low: f64, high: f64| low + f64::from(number % 10_007) / 10_006.0 * (high - low);
        let point = |number: u32| [along(number * 7_919, -80.0, 100.0), along(number * 104_729, -35.0, 85.0)];
        let points: Vec<Position> = (0..2_000).map(point).collect();
        let to = ReferenceSystem::laea_europe();
        for from in [ReferenceSystem::wgs84(), ReferenceSystem::epsg(4258)] {
            let around = bounds(&points);
            let own = in_europe(&points, &from, &to, around).unwrap();
            let library = by_library(&points, &from, &to, around).unwrap();
            for (own, library) in own.iter().zip(&library) {
                assert!((own[0] - library[0]).hypot(own[1] - library[1]) < 1e-7, "{own:?} {library:?}");
            }
        }
    }
}
