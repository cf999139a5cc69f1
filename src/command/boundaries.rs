//! `bacino boundaries`: a boundary file looked at, converted, dissolved, repaired or simplified, without a study.

use std::path::PathBuf;
use std::sync::Arc;

use crate::atlas::file::defects::{feature_defects, without_land};
use crate::atlas::file::describe::describe;
use crate::atlas::file::feature::{joined, joining_remarks, sheet_of};
use crate::atlas::file::joined::JoinedAreas;
use crate::atlas::file::opened::{Borders, Opened};
use crate::atlas::file::write::{ExportRequest, Wanted, exported, exported_simplified, failed, in_system};
use crate::command::made::outcome::Outcome;
use crate::geometry::build::exact::exact_topology;
use crate::geometry::build::looked::Findings;
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::project::project_points;
use crate::input::file::bytes::Folder;
use crate::input::layer::filter::Filter;
use crate::input::layer::request::{Axes, FeatureRequest, Wal};
use crate::input::problem::english::counted;
use crate::input::problem::hint::Key;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::features::{FeaturesRead, read_areas};
use crate::input::shapes::labels::Labels;
use crate::input::shapes::nowhere::refuse_nowhere;
use crate::model::shape::feature::{FeatureColumn, Features, Joined};
use crate::model::shape::outline::{Position, ReferenceSystem};
use crate::model::shape::repair::Repair;
use crate::render::export::layer::{Export, Shapes};
use crate::render::export::write::ExportFormat;
use crate::study::defects::area_text;
use crate::study::failure::Failure;
use crate::study::located::refuse_wayless;

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
    /// What is done where edits of a GeoPackage are not in it yet.
    pub wal: Wal,
    /// Which features are wanted.
    pub only: Filter,
    /// The column whose equal values make one area.
    pub dissolve: Option<String>,
    /// Whether defects are mended or errors; without it a file is converted as it is.
    pub repair: Option<Repair>,
    /// Where and how to write; `None` tells what was found.
    pub export: Option<ExportRequest>,
}

impl BoundariesRequest {
    /// What a file holds, and what is wrong with it.
    pub fn of(file: impl Into<PathBuf>) -> Self {
        let file = file.into();
        Self {
            file,
            layer: None,
            from_crs: None,
            axes: Axes::Standard,
            wal: Wal::Refuse,
            only: Filter::default(),
            dissolve: None,
            repair: None,
            export: None,
        }
    }

    /// A file whose areas with the same value of a column are joined; the ending of `output` says the format.
    pub fn dissolved(file: impl Into<PathBuf>, column: &str, output: impl Into<PathBuf>) -> Self {
        let export = ExportRequest { output: output.into(), format: None, crs: None, simplify: None };
        Self { dissolve: Some(column.to_owned()), export: Some(export), ..Self::of(file) }
    }
}

/// Tells what a boundary file holds, or writes it anew.
///
/// # Errors
/// Files that cannot be read, columns that do not exist, defects that stand in the way, what a format cannot hold.
pub fn boundaries(request: &BoundariesRequest) -> Result<Outcome, Failure> {
    let wanted = request.export.as_ref().map(ExportRequest::wanted).transpose()?;
    let (folder, file) = Folder::of(&request.file);
    let only = Some(&request.only).filter(|only| !only.conditions.is_empty());
    let of_file = FeatureRequest {
        layer: request.layer.as_deref(),
        crs: request.from_crs.as_deref(),
        axes: request.axes,
        wal: request.wal,
        only,
        without_sources: true,
        mends: true,
    };
    let read = || read_areas(&folder, &file, &of_file).map_err(|problems| problems.by_flags(flag));
    let (Some(export), Some(wanted)) = (&request.export, &wanted) else {
        let opened = match Opened::of_parts(&folder, &file, &of_file) {
            Some(opened) => opened,
            None => Opened::of(&file, read()?),
        };
        return Ok(Outcome::of_lines(&describe(&opened), opened.read.remarks));
    };
    // Where nothing is wrong joined areas can be made of one part of a file after the other.
    let mends = request.repair == Some(Repair::Mend);
    let by = request.dissolve.as_deref();
    if let Some(areas) = by.filter(|_| !mends).and_then(|by| JoinedAreas::of_parts(&folder, &file, &of_file, by)) {
        refuse_unwritable(&file, areas.topology.reference(), export, wanted)?;
        return write_joined(&file, areas, export, wanted);
    }
    let read = read()?;
    refuse_unwritable(&file, &read.features.outlines.reference, export, wanted)?;
    let joined = by.map(|by| joined(&file, &read.features.columns, by)).transpose()?;
    if joined.is_none()
        && read.not_polygons.is_empty()
        && read.without_geometry.is_empty()
        && request.repair.is_none()
        && (export.simplify.is_some() || needs_shared(wanted))
        && let Some(topology) = exact_topology(&read.features.outlines)
    {
        let FeaturesRead { features: Features { columns, outlines }, layer, remarks, .. } = read;
        drop(outlines);
        return written(&file, Shapes::Shared(topology), columns, layer, remarks, export, wanted);
    }
    convert(request, export, wanted, (file, read), joined)
}

/// Whether a format is made of shared borders.
fn needs_shared(wanted: &Wanted) -> bool {
    matches!(wanted.format, ExportFormat::TopoJson | ExportFormat::Svg)
}

/// The flags about the file that is read; `--crs` says what to write.
fn flag(key: Key) -> Option<&'static str> {
    match key {
        Key::Axes => Some("--axes"),
        Key::Crs => Some("--from-crs"),
        Key::Layer => Some("--layer"),
        Key::Wal => Some("--wal"),
        Key::Missing | Key::Numbers | Key::Sheet => None,
    }
}

/// Refuses a system from which no way leads to the one that is written or that areas are measured in.
fn refuse_unwritable(
    file: &str,
    from: &ReferenceSystem,
    export: &ExportRequest,
    wanted: &Wanted,
) -> Result<(), Problems> {
    let measured = wanted.format == ExportFormat::Svg || export.simplify.is_some();
    let other = if measured { Some(ReferenceSystem::wgs84()) } else { wanted.system.clone() };
    other.map_or(Ok(()), |to| refuse_wayless(file, from, &to, "--from-crs EPSG:…"))
}

fn write_joined(file: &str, areas: JoinedAreas, export: &ExportRequest, wanted: &Wanted) -> Result<Outcome, Failure> {
    let JoinedAreas { topology, columns, layer, remarks } = areas;
    written(file, Shapes::Shared(topology), columns, layer, remarks, export, wanted)
}

fn convert(
    request: &BoundariesRequest,
    export: &ExportRequest,
    wanted: &Wanted,
    (file, read): (String, FeaturesRead<Features>),
    joined: Option<Joined>,
) -> Result<Outcome, Failure> {
    let mends = request.repair == Some(Repair::Mend);
    let shared = needs_shared(wanted);
    let changes = joined.is_some() || export.simplify.is_some();
    let joins = changes || shared || mends;
    let (opened, borders) =
        if joins { Opened::with_borders(&file, read, joined.as_ref()) } else { (Opened::of(&file, read), None) };
    let labels = Labels::of(&opened.read.features.columns);
    let refuses = request.repair == Some(Repair::Refuse);
    let found = feature_defects(&opened, &labels);
    let lost = if changes || mends || refuses { without_land(&opened, joined.as_ref(), &labels) } else { Vec::new() };
    // A feature without any land is kept as such where nothing is done to the outlines.
    let is_landless = |remark: &Remark| matches!(remark.kind, Kind::NotAPolygon | Kind::EmptyGeometry);
    let stands = |remark: &Remark| refuses || changes || (shared && !is_landless(remark));
    if !mends && found.iter().any(stands) {
        let first = Remark::of(Kind::Other, Place::file(&opened.file), "the outlines do not fit together as they are");
        let first = first.maybe_hint(lost.is_empty().then(|| "mend what is wrong with --repair".to_owned()));
        return Err(Failure::Inputs(Problems(std::iter::once(first).chain(found).chain(lost).collect())));
    }
    if !lost.is_empty() {
        return Err(Failure::Inputs(Problems(lost)));
    }
    let Opened { file, read, found: findings, .. } = opened;
    let FeaturesRead { features, layer, remarks: mut warnings, .. } = read;
    if joins && let Err(error) = &findings {
        return Err(failed(&file, error.to_string()));
    }
    warnings.extend(found);
    let Some(borders) = borders else {
        let Features { outlines, columns } = outlines_in_system(&file, features, wanted)?;
        return written(&file, Shapes::Apart(outlines), columns, layer, warnings, export, wanted);
    };
    if mends && let Ok(findings) = &findings {
        warnings.push(Remark::of(Kind::Changed, Place::file(&file), mended(findings, &borders)));
    }
    let Some(joined) = joined else {
        return written(&file, Shapes::Shared(borders.topology), features.columns, layer, warnings, export, wanted);
    };
    warnings.extend(joining_remarks(&file, &joined));
    written(&file, Shapes::Shared(borders.topology), joined.columns, layer, warnings, export, wanted)
}

/// The layer as the files of an outcome, in the reference system and with as many points as asked for.
fn written(
    file: &str,
    shapes: Shapes,
    columns: Vec<FeatureColumn>,
    layer: Option<String>,
    warnings: Vec<Remark>,
    export: &ExportRequest,
    wanted: &Wanted,
) -> Result<Outcome, Failure> {
    let (sheet, kinds) = sheet_of(columns, shapes.n_shapes());
    let (name, sheet) = (layer.unwrap_or_else(|| export.stem()), Arc::new(sheet));
    let made = |shapes: Shapes| Export { layer: name.clone(), shapes, sheet: sheet.clone(), kinds: kinds.clone() };
    let mut outcome = Outcome::from(match shapes {
        Shapes::Shared(topology) => {
            let made = |topology: Topology| Ok(made(Shapes::Shared(in_system(file, topology, wanted)?)));
            exported_simplified(topology, made, export, file)?
        }
        Shapes::Apart(outlines) => exported(&made(Shapes::Apart(outlines)), export)?,
    });
    outcome.warnings.splice(0..0, warnings);
    Ok(outcome)
}

/// What mending changed, in a sentence.
fn mended(found: &Findings, borders: &Borders) -> String {
    let faults = found.defects.iter().filter(|defect| !defect.kind.is_information()).count();
    let (before, after) = (area_text(found.area), area_text(borders.area));
    format!("{} mended; the areas summed to {before} before and to {after} after", counted(faults, "defect"))
}

/// Outlines as they are in another system, where that is asked for. What has no place there has no point that could be written.
fn outlines_in_system(file: &str, features: Features, wanted: &Wanted) -> Result<Features, Failure> {
    let Some(system) = wanted.system.as_ref().filter(|system| **system != features.outlines.reference) else {
        return Ok(features);
    };
    refuse_nowhere(file, &features)?;
    let Features { mut outlines, columns } = features;
    let project = |points: &[Position]| project_points(points, &outlines.reference, system);
    outlines.points = project(&outlines.points).map_err(|error| {
        let points_of = |shape: usize| {
            let rings = outlines.polygons_of(shape).flat_map(|polygon| outlines.rings_of(polygon));
            rings.flat_map(|ring| outlines.ring(ring)).copied().collect::<Vec<Position>>()
        };
        let first = (0..outlines.n_shapes()).find_map(|shape| Some((shape, project(&points_of(shape)).err()?)));
        let message = first.map_or_else(
            || error.to_string(),
            |(shape, error)| format!("{}: {error} to {}", Labels::of(&columns).label(shape), system.name()),
        );
        failed(file, message)
    })?;
    outlines.reference = system.clone();
    Ok(Features { outlines, columns })
}
