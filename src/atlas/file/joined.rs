//! Areas of a boundary file joined by a column without a topology of all of them, where nothing about them asks for one.

use crate::atlas::file::feature::joining_remarks;
use crate::geometry::build::direct::Groups;
use crate::geometry::build::residue::{Dissolving, Residue};
use crate::geometry::topology::arcs::Topology;
use crate::input::file::bytes::Folder;
use crate::input::layer::request::FeatureRequest;
use crate::input::problem::remark::Remark;
use crate::input::shapes::shapefile_parts::ShapefileParts;
use crate::model::shape::feature::FeatureColumn;

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
    /// The areas of a file on disk by equal values of a column, the file read in parts; `None` where it has to be read as a whole to say what
    /// is wrong with it.
    pub(crate) fn of_parts(folder: &Folder, file: &str, request: &FeatureRequest<'_>, by: &str) -> Option<Self> {
        let parts = ShapefileParts::joined(folder, file, request, by)?;
        let dissolving = Dissolving::within(parts.bounds, &parts.reference, parts.table.group_of.len());
        let residues: Vec<Residue> = parts.each(|outlines, features| {
            let groups = &parts.table.group_of[features.clone()];
            dissolving.take(outlines, 0..outlines.n_shapes(), features.start, groups)
        })?;
        let bounds = Residue::bounds_of(&residues);
        let groups = Groups { of_shape: &parts.table.group_of, count: parts.table.n_groups };
        let built = dissolving.finish(residues, groups, |shapes| parts.picked(shapes))?.ok()?;
        if built.defects.iter().any(|defect| !defect.kind.is_information()) || !built.without_area.is_empty() {
            return None;
        }
        let topology = built.topology;
        let mut remarks = parts.remarks(bounds)?;
        let layer = Some(parts.layer().to_owned());
        remarks.extend(joining_remarks(file, &parts.table));
        Some(Self { topology, columns: parts.table.columns, layer, remarks })
    }
}
