//! A boundary file opened.

use crate::geometry::build::direct::{Groups, dissolved};
use crate::geometry::build::looked::{Findings, looked_through};
use crate::geometry::build::raw::{Built, build_with_empty};
use crate::geometry::mend::failure::BuildError;
use crate::geometry::topology::arcs::Topology;
use crate::input::problem::kind::Kind;
use crate::input::shapes::features::FeaturesRead;
use crate::model::shape::feature::{Features, Joined};

/// A boundary file with what is wrong with it.
pub(crate) struct Opened {
    /// The file's name in messages.
    pub(crate) file: String,
    /// What was read.
    pub(crate) read: FeaturesRead<Features>,
    /// What was found about the outlines, or why nothing could be.
    pub(crate) found: Result<Findings, BuildError>,
}

/// Borders of a boundary file with nothing wrong about them any more.
pub(crate) struct Borders {
    /// The borders.
    pub(crate) topology: Topology,
    /// The sum of the areas of all shapes, in square metres: less by overlaps, more by gaps than as the file has them.
    pub(crate) area: f64,
}

impl Opened {
    /// A file that is only looked through.
    pub(crate) fn of(file: String, read: FeaturesRead<Features>) -> Self {
        let found = looked_through(&read.features.outlines);
        Self::found(file, read, found)
    }

    /// A file with the borders that its features share, or the areas that they are joined to.
    pub(crate) fn with_borders(
        file: String,
        read: FeaturesRead<Features>,
        joined: Option<&Joined>,
    ) -> (Self, Option<Borders>) {
        let outlines = &read.features.outlines;
        let built = match joined {
            Some(Joined { group_of, n_groups, .. }) => {
                dissolved(outlines, Groups { of_shape: group_of, count: *n_groups })
            }
            None => build_with_empty(outlines),
        };
        let (found, borders) = match built {
            Ok(Built { topology, defects, without_area, area_before, area_after }) => {
                let borders = Borders { topology, area: area_after };
                (Ok(Findings { defects, without_area, area: area_before }), Some(borders))
            }
            Err(error) => (Err(error), None),
        };
        (Self::found(file, read, found), borders)
    }

    fn found(file: String, mut read: FeaturesRead<Features>, found: Result<Findings, BuildError>) -> Self {
        // What is no area is told among the defects.
        read.remarks.retain(|remark| !matches!(remark.kind, Kind::NotAPolygon | Kind::EmptyGeometry));
        Self { file, read, found }
    }
}
