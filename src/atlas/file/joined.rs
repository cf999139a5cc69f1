//! Areas of a boundary file joined by a column without a topology of all of them, where nothing about them asks for one.

use rayon::prelude::*;

use crate::atlas::file::feature::joining_remarks;
use crate::geometry::build::direct::{Dissolving, Residue, dissolve_directly};
use crate::geometry::topology::arcs::Topology;
use crate::input::file::bytes::Folder;
use crate::input::layer::request::FeatureRequest;
use crate::input::problem::remark::Remark;
use crate::input::shapes::features::FeaturesRead;
use crate::input::shapes::shapefile_parts::{PartRoom, ShapefileParts};
use crate::model::shape::feature::{FeatureColumn, Features, Joined};

/// Joined areas with their figures.
pub(crate) struct JoinedAreas {
    /// The areas.
    pub(crate) topology: Topology,
    /// The columns that have one value in every area.
    pub(crate) columns: Vec<FeatureColumn>,
    /// The layer they are of, where the format names layers.
    pub(crate) layer: Option<String>,
    /// What was assumed or left out.
    pub(crate) remarks: Vec<Remark>,
}

impl JoinedAreas {
    /// The areas of a file on disk by equal values of a column, the file read in parts.
    pub(crate) fn of_parts(folder: &Folder, file: &str, request: &FeatureRequest<'_>, by: &str) -> Option<Self> {
        let parts = ShapefileParts::open(folder, file, request, by)?;
        let dissolving = Dissolving::within(parts.bounds, &parts.reference);
        let residues: Vec<Residue> = parts
            .parts()
            .into_par_iter()
            .map_init(PartRoom::default, |room, features| {
                let outlines = parts.read(features.clone(), room)?;
                let residue = dissolving.take(&outlines, 0..outlines.n_shapes(), &parts.joined.group_of[features]);
                room.take_back(outlines);
                residue
            })
            .collect::<Option<_>>()?;
        let topology = dissolving.finish(&residues, parts.joined.n_groups)?;
        let mut remarks = parts.remarks(Residue::bounds_of(&residues))?;
        let layer = Some(parts.layer().to_owned());
        remarks.extend(joining_remarks(file, &parts.joined));
        Some(Self { topology, columns: parts.joined.columns, layer, remarks })
    }

    /// The areas of a file that was read.
    pub(crate) fn of_features(file: &str, read: &FeaturesRead<Features>, joined: &Joined) -> Option<Self> {
        let topology = dissolve_directly(&read.features.outlines, &joined.group_of, joined.n_groups)?;
        let remarks = read.remarks.iter().cloned().chain(joining_remarks(file, joined)).collect();
        Some(Self { topology, columns: joined.columns.clone(), layer: read.layer.clone(), remarks })
    }
}
