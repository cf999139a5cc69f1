//! Reference systems: the same topology in other coordinates.

use std::fmt;

use proj_core::{AreaOfInterest, Bounds, SelectionOptions, Transform};
use proj_wkt::transform_from_crs_strings_horizontal_with_selection_options;
use rayon::prelude::*;

use crate::geometry::ring::bounds;
use crate::geometry::topology::Topology;
use crate::model::outline::{Position, ReferenceSystem};

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
            Self::Unknown { from, to, reason } => write!(f, "no way from {from} to {to}: {reason}"),
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
    if from == to {
        return Ok(points.to_vec());
    }
    let transform = transform_from_crs_strings_horizontal_with_selection_options(
        from.definition(),
        to.definition(),
        options_for(points),
    );
    let transform = transform.map_err(|error| ProjectError::Unknown {
        from: from.name().to_owned(),
        to: to.name().to_owned(),
        reason: error.to_string(),
    })?;
    let blocks: Vec<Result<Vec<Position>, ProjectError>> = points
        .par_chunks(BLOCK)
        .map(|block| block.iter().map(|&point| project_one(&transform, point)).collect())
        .collect();
    let mut projected = Vec::with_capacity(points.len());
    for block in blocks {
        projected.extend(block?);
    }
    Ok(projected)
}

/// How the way between two datums is chosen: the best known for where the points are, over WGS 84 where there is no direct one.
fn options_for(points: &[Position]) -> SelectionOptions {
    let options = SelectionOptions::new().with_wgs84_pivot();
    let [low_x, low_y, high_x, high_y] = bounds(points);
    if [low_x, low_y, high_x, high_y].iter().all(|number| number.is_finite()) {
        let area = Bounds::new(low_x, low_y, high_x, high_y);
        options.with_area_of_interest(AreaOfInterest::source_crs_bounds(area))
    } else {
        options
    }
}

fn project_one(transform: &Transform, [x, y]: Position) -> Result<Position, ProjectError> {
    match transform.convert((x, y)) {
        Ok((px, py)) if px.is_finite() && py.is_finite() => Ok([px, py]),
        _ => Err(ProjectError::OutOfBounds { point: format!("({x}, {y})") }),
    }
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
