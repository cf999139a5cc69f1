//! Areas of a target made ready in the plane, to be cut with a source or one part of it after the other.

use crate::atlas::areal::target::Target;
use crate::geometry::overlay::across::Across;
use crate::geometry::overlay::areal::ArealWeights;
use crate::geometry::overlay::carry::{left, outside};
use crate::geometry::overlay::edge_grid::EdgeGrid;
use crate::geometry::topology::project::{ProjectError, project_points_within};
use crate::input::problem::remark::Problems;
use crate::model::shape::outline::{PolygonOutlines, ReferenceSystem};

/// Areas in a plane.
pub(crate) struct Zones {
    plane: ReferenceSystem,
    each: EdgeGrid,
    /// All their land, where they overlap.
    union: Option<EdgeGrid>,
    /// Within which bounds all of the source lies.
    around: [f64; 4],
    /// Whether the areas of features are to be exact.
    exact: bool,
}

/// How features lie in zones.
pub(crate) struct Weighed {
    /// The share of each feature in each zone.
    pub(crate) weights: ArealWeights,
    /// The share of each feature that lies in no zone.
    pub(crate) outside: Vec<f64>,
    /// The area of each feature in square metres, exact where that was asked for, else as [`Across::areas`] has it.
    pub(crate) areas: Vec<f64>,
}

impl Zones {
    /// The areas of a target in a plane.
    ///
    /// # Errors
    /// Areas that the plane cannot hold.
    pub(crate) fn new(
        target: &Target<'_>,
        plane: ReferenceSystem,
        around: [f64; 4],
        exact: bool,
    ) -> Result<Self, Problems> {
        let each = EdgeGrid::new(&*target.zones_in(&plane)?);
        let union = target.union_in(&plane)?.map(|union| EdgeGrid::new(&union));
        Ok(Self { plane, each, union, around, exact })
    }

    /// How features lie in the zones. Only those near borders are brought into the plane, unless areas are to be exact.
    ///
    /// # Errors
    /// Points that the plane cannot hold.
    pub(crate) fn weigh(&self, outlines: &PolygonOutlines) -> Result<Weighed, ProjectError> {
        let Self { plane, each, union, around, exact } = self;
        let there;
        let shapes = if *exact && outlines.reference != *plane {
            let points = project_points_within(&outlines.points, &outlines.reference, plane, *around)?;
            there = PolygonOutlines { points, reference: plane.clone(), ..outlines.clone() };
            &there
        } else {
            outlines
        };
        let across = Across::new(shapes, plane, *around);
        let weights = across.weights(each)?;
        let outside = match union {
            None => outside(&weights),
            Some(union) => {
                let inside = across.weights(union)?;
                let of_shape = |shape| left(inside.of_shape(shape).map(|(_, share)| share).sum());
                (0..inside.n_shapes()).map(of_shape).collect()
            }
        };
        Ok(Weighed { weights, outside, areas: across.areas() })
    }
}
