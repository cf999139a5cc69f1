//! Why polygons make no coverage.

use std::fmt;

use crate::geometry::mend::defect::Defect;
use crate::model::shape::outline::Position;

/// Why polygons are no topology.
#[derive(Clone, Debug, PartialEq)]
pub enum BuildError {
    /// There are defects, and they were to be refused.
    Refused {
        /// All of them.
        defects: Vec<Defect>,
    },
    /// Shapes that have polygons and no area.
    WithoutArea {
        /// The shapes.
        shapes: Vec<usize>,
        /// All defects.
        defects: Vec<Defect>,
    },
    /// Borders that lie too close to each other to be told apart.
    Unmendable {
        /// Where.
        place: Position,
    },
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { defects } => write!(f, "the outlines have {} defects", defects.len()),
            Self::WithoutArea { shapes, .. } => {
                write!(f, "{} shapes without area", shapes.len())
            }
            Self::Unmendable { place: [x, y] } => write!(f, "the borders around {x}, {y} cannot be told apart"),
        }
    }
}

impl std::error::Error for BuildError {}
