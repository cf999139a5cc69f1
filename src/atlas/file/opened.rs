//! A boundary file opened.

use crate::geometry::build::direct::{Groups, dissolved};
use crate::geometry::build::raw::{Built, build_with_empty};
use crate::geometry::mend::failure::BuildError;
use crate::input::problem::kind::Kind;
use crate::input::shapes::features::FeaturesRead;
use crate::model::shape::feature::{Features, Joined};

/// A boundary file with its borders found.
pub(crate) struct Opened {
    /// The file's name in messages.
    pub(crate) file: String,
    /// What was read.
    pub(crate) read: FeaturesRead<Features>,
    /// The shared borders of the features, or of the areas that they are joined to, and every defect, or why there are none.
    pub(crate) built: Result<Built, BuildError>,
}

impl Opened {
    pub(crate) fn of(file: String, mut read: FeaturesRead<Features>, joined: Option<&Joined>) -> Self {
        let outlines = &read.features.outlines;
        let built = match joined {
            Some(Joined { group_of, n_groups, .. }) => {
                dissolved(outlines, Groups { of_shape: group_of, count: *n_groups })
            }
            None => build_with_empty(outlines),
        };
        // What is no area is told among the defects.
        read.remarks.retain(|remark| !matches!(remark.kind, Kind::NotAPolygon | Kind::EmptyGeometry));
        Self { file, read, built }
    }
}
