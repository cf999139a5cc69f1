//! A boundary file opened.

use rayon::prelude::*;

use crate::geometry::build::direct::{Groups, dissolved};
use crate::geometry::build::looked::{Findings, groups_in, looked_through};
use crate::geometry::build::raw::{Built, build_with_empty};
use crate::geometry::build::residue::{Dissolving, Residue};
use crate::geometry::mend::failure::BuildError;
use crate::geometry::topology::arcs::Topology;
use crate::input::file::bytes::Folder;
use crate::input::file::format::Format;
use crate::input::layer::request::FeatureRequest;
use crate::input::problem::kind::Kind;
use crate::input::shapes::features::FeaturesRead;
use crate::input::shapes::shapefile_parts::ShapefileParts;
use crate::model::shape::feature::{Features, Joined};
use crate::model::shape::outline::{NOWHERE, PolygonOutlines, Position, enclosing};

/// Positions that one task looks at.
const POINTS_AT_ONCE: usize = 65_536;

/// A boundary file with what is wrong with it.
pub(crate) struct Opened {
    /// The file's name in messages.
    pub(crate) file: String,
    /// What was read; of a file that is looked through part by part without the outlines.
    pub(crate) read: FeaturesRead<Features>,
    /// How much of it there is.
    pub(crate) extent: Extent,
    /// What was found about the outlines, or why nothing could be.
    pub(crate) found: Result<Findings, BuildError>,
}

/// How much a boundary file holds.
#[derive(Clone, Copy, Default)]
pub(crate) struct Extent {
    /// How many features there are.
    pub(crate) features: usize,
    /// How many polygons they have.
    pub(crate) polygons: usize,
    /// How many positions these have.
    pub(crate) vertices: usize,
    /// `[low x, low y, high x, high y]` of the positions that are numbers; `None` where there are none.
    pub(crate) bounds: Option<[f64; 4]>,
}

impl Extent {
    fn of(outlines: &PolygonOutlines) -> Self {
        let finite = |points: &[Position]| {
            let is_finite = |point: &&Position| point.iter().all(|axis| axis.is_finite());
            points.iter().filter(is_finite).fold(NOWHERE, |bounds, &[x, y]| enclosing(bounds, [x, y, x, y]))
        };
        let bounds = outlines.points.par_chunks(POINTS_AT_ONCE).map(finite).reduce(|| NOWHERE, enclosing);
        Self {
            features: outlines.n_shapes(),
            polygons: outlines.polygon_starts.len() - 1,
            vertices: outlines.points.len(),
            bounds: Some(bounds).filter(|[west, _, east, _]| west <= east),
        }
    }

    /// That of a file and another part of it.
    fn with(self, part: Self) -> Self {
        let bounds = self.bounds.into_iter().chain(part.bounds).reduce(enclosing);
        Self {
            features: self.features + part.features,
            polygons: self.polygons + part.polygons,
            vertices: self.vertices + part.vertices,
            bounds,
        }
    }
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
    pub(crate) fn of(file: &str, read: FeaturesRead<Features>) -> Self {
        let found = looked_through(&read.features.outlines);
        Self::found(file, read, found)
    }

    /// A file on disk that is looked through part by part and whose outlines nobody keeps; `None` where it has to be read as a whole to say
    /// what is wrong with it.
    pub(crate) fn of_parts(folder: &Folder, file: &str, request: &FeatureRequest<'_>) -> Option<Self> {
        let parts = ShapefileParts::with_columns(folder, file, request)?;
        let dissolving = Dissolving::within(parts.bounds, &parts.reference, parts.n_features());
        let taken: Vec<((Residue, Vec<u32>), Extent)> = parts.each(|outlines, features| {
            let group_of = groups_in(outlines, 0..outlines.n_shapes(), features.start);
            let residue = dissolving.take(outlines, 0..outlines.n_shapes(), features.start, &group_of)?;
            Some(((residue, group_of), Extent::of(outlines)))
        })?;
        let (taken, extents): (Vec<(Residue, Vec<u32>)>, Vec<Extent>) = taken.into_iter().unzip();
        let (residues, groups): (Vec<Residue>, Vec<Vec<u32>>) = taken.into_iter().unzip();
        let extent = extents.into_iter().fold(Extent::default(), Extent::with);
        let found = dissolving.look_through(residues, &groups.concat(), |shapes| parts.picked(shapes))?;
        let remarks = parts.remarks(extent.bounds.unwrap_or(NOWHERE))?;
        let layer = parts.layer().to_owned();
        let outlines = PolygonOutlines::new(parts.reference);
        let read = FeaturesRead {
            features: Features { outlines, columns: parts.table },
            layers: vec![layer.clone()],
            layer: Some(layer),
            sources: Vec::new(),
            remarks,
            format: Some(Format::Shapefile),
            not_polygons: Vec::new(),
            without_geometry: Vec::new(),
        };
        Some(Self { file: file.to_owned(), read, extent, found })
    }

    /// A file with the borders that its features share, or the areas that they are joined to.
    pub(crate) fn with_borders(
        file: &str,
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

    fn found(file: &str, mut read: FeaturesRead<Features>, found: Result<Findings, BuildError>) -> Self {
        let extent = Extent::of(&read.features.outlines);
        // What is no area is told among the defects.
        read.remarks.retain(|remark| !matches!(remark.kind, Kind::NotAPolygon | Kind::EmptyGeometry));
        Self { file: file.to_owned(), read, extent, found }
    }
}
