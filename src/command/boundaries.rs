//! `bacino boundaries`: a boundary file looked at, converted, dissolved, repaired or simplified, without a study.

use std::path::PathBuf;

use crate::command::defects::{area_text, feature_defects};
use crate::command::describe::describe;
use crate::command::export::{ExportRequest, Wanted, exported, exported_simplified, failed, in_system};
use crate::command::feature::{Labels, dissolved, sheet_of};
use crate::command::{Failure, Outcome};
use crate::geometry::build::{BuildError, Built, Repair, build_topology};
use crate::geometry::reference::project_points;
use crate::geometry::topology::Topology;
use crate::input::error::{Kind, Place, Problems, Remark, counted};
use crate::input::features::{Axes, FeatureRequest, FeaturesRead, read_areas};
use crate::input::file::Folder;
use crate::model::feature::Features;
use crate::model::outline::{PolygonOutlines, ReferenceSystem};
use crate::render::export::{Export, ExportFormat, Shapes};

/// What to do with a boundary file.
#[derive(Clone, Debug)]
pub struct BoundariesRequest {
    /// The file.
    pub file: PathBuf,
    /// The layer, where the file has several.
    pub layer: Option<String>,
    /// The reference system that the file is in, where it does not say so.
    pub from_crs: Option<String>,
    /// The order of coordinates in the file.
    pub axes: Axes,
    /// The column whose equal values make one area.
    pub dissolve: Option<String>,
    /// Whether defects are mended or errors; without it a file is converted as it is.
    pub repair: Option<Repair>,
    /// Where and how to write; `None` tells what was found.
    pub export: Option<ExportRequest>,
}

/// A boundary file with its borders found.
pub(crate) struct Opened {
    /// The file's name in messages.
    pub(crate) file: String,
    /// What was read.
    pub(crate) read: FeaturesRead<Features>,
    /// The shared borders and every defect, or why there are none.
    pub(crate) built: Result<Built, BuildError>,
}

/// Tells what a boundary file holds, or writes it anew.
///
/// # Errors
/// Files that cannot be read, columns that do not exist, defects that stand in the way, what a format cannot hold.
pub fn boundaries(request: &BoundariesRequest) -> Result<Outcome, Failure> {
    let wanted = request.export.as_ref().map(ExportRequest::wanted).transpose()?;
    let opened = open(request)?;
    match (&request.export, wanted) {
        (Some(export), Some(wanted)) => convert(request, export, &wanted, opened),
        _ => Ok(Outcome { stdout: describe(&opened), warnings: opened.read.remarks, ..Outcome::default() }),
    }
}

fn open(request: &BoundariesRequest) -> Result<Opened, Failure> {
    let (folder, file) = Folder::of(&request.file);
    let wanted =
        FeatureRequest { layer: request.layer.as_deref(), crs: request.from_crs.as_deref(), axes: request.axes };
    let read = read_areas(&folder, &file, &wanted).map_err(name_own_flags)?;
    let built = build_topology(&read.features.outlines, Repair::Mend);
    Ok(Opened { file, read, built })
}

/// Elsewhere `--crs` says what a file is in; here it says what to write.
fn name_own_flags(mut problems: Problems) -> Problems {
    for problem in &mut problems.0 {
        problem.hint = problem.hint.take().map(|hint| hint.replace("--crs ", "--from-crs "));
    }
    problems
}

fn convert(
    request: &BoundariesRequest,
    export: &ExportRequest,
    wanted: &Wanted,
    opened: Opened,
) -> Result<Outcome, Failure> {
    let Opened { file, read, built } = opened;
    let FeaturesRead { features, layer, remarks: mut warnings, .. } = read;
    let joined = request.dissolve.as_deref().map(|column| dissolved(&file, &features.columns, column)).transpose()?;
    let labels = Labels::of(&features.columns);
    let joins = request.dissolve.is_some() || export.simplify.is_some() || wanted.format == ExportFormat::TopoJson;
    let found = feature_defects(&file, &built, &labels);
    let mends = request.repair == Some(Repair::Mend);
    if !found.is_empty() && !mends && (joins || request.repair == Some(Repair::Refuse)) {
        let first = Remark::of(Kind::Other, Place::file(&file), "the outlines do not fit together as they are")
            .hint("mend what is wrong with --repair");
        return Err(Failure::Inputs(Problems(std::iter::once(first).chain(found).collect())));
    }
    let shapes = if joins || mends {
        let built = built.map_err(|error| failed(&file, error.to_string()))?;
        if mends {
            warnings.extend(found);
            warnings.push(Remark::of(Kind::Changed, Place::file(&file), mended(&built)));
        }
        Shapes::Shared(built.topology)
    } else {
        warnings.extend(found);
        Shapes::Apart(features.outlines)
    };
    let (shapes, columns) = match (shapes, joined) {
        (Shapes::Shared(topology), Some(joined)) => {
            warnings.extend(joined.remarks);
            (Shapes::Shared(topology.dissolve(&joined.group_of, joined.n_groups)), joined.columns)
        }
        (shapes, _) => (shapes, features.columns),
    };
    let (sheet, kinds) = sheet_of(&columns, shapes.n_shapes());
    let name = layer.unwrap_or_else(|| export.stem());
    let made = |shapes: Shapes| Export { layer: name.clone(), shapes, sheet: sheet.clone(), kinds: kinds.clone() };
    let mut outcome = match shapes {
        Shapes::Shared(topology) => {
            let made = |topology: Topology| Ok(made(Shapes::Shared(in_system(topology, wanted)?)));
            exported_simplified(topology, made, export)?
        }
        Shapes::Apart(outlines) => exported(&made(Shapes::Apart(outlines_in_system(outlines, wanted)?)), export)?,
    };
    outcome.warnings.splice(0..0, warnings);
    Ok(outcome)
}

/// What mending changed, in a sentence.
fn mended(built: &Built) -> String {
    let faults = built.defects.iter().filter(|defect| !defect.kind.is_information()).count();
    let (before, after) = (area_text(built.area_before), area_text(built.area_after));
    format!("{} mended; the areas summed to {before} before and to {after} after", counted(faults, "defect"))
}

fn outlines_in_system(mut outlines: PolygonOutlines, wanted: &Wanted) -> Result<PolygonOutlines, Failure> {
    let Some(system) = wanted.system.as_ref().filter(|system| **system != outlines.reference) else {
        return Ok(outlines);
    };
    let project = |to: &ReferenceSystem| project_points(&outlines.points, &outlines.reference, to);
    outlines.points = project(system).map_err(|error| failed("boundaries", error.to_string()))?;
    outlines.reference = system.clone();
    Ok(outlines)
}
