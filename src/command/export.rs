//! What the commands that write layers share: the format, the reference system, fewer points, the file's name.

use std::path::{Path, PathBuf};

use crate::command::{Failure, Outcome};
use crate::geometry::equal_area::equal_area_system;
use crate::geometry::topology::Topology;
use crate::input::error::{Place, Problems, Remark};
use crate::input::reference::recognise;
use crate::model::outline::ReferenceSystem;
use crate::render::export::{Export, ExportFormat};

/// How much of borders to leave out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Simplification {
    /// Details smaller than a square of this many metres.
    Metres(f64),
}

impl std::str::FromStr for Simplification {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let metres = text.trim().strip_suffix("km").map(|number| (number, 1_000.0));
        let metres = metres.or_else(|| text.trim().strip_suffix('m').map(|number| (number, 1.0)));
        metres
            .and_then(|(number, unit)| Some(number.trim().parse::<f64>().ok()? * unit))
            .filter(|metres| metres.is_finite() && *metres > 0.0)
            .map(Self::Metres)
            .ok_or_else(|| "expected metres such as 50m".to_owned())
    }
}

/// Where and how to write a layer.
#[derive(Clone, Debug)]
pub struct ExportRequest {
    /// The file to write; `-` is standard output.
    pub output: PathBuf,
    /// The format, where the file's ending does not say it.
    pub format: Option<ExportFormat>,
    /// The reference system to write, such as `EPSG:32632`.
    pub crs: Option<String>,
    /// How much of borders to leave out.
    pub simplify: Option<Simplification>,
}

/// A format, and the reference system of its coordinates where it is not that of the boundaries.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The format.
    pub format: ExportFormat,
    /// The system.
    pub system: Option<ReferenceSystem>,
}

impl ExportRequest {
    /// The format: as asked for, else by the ending, else GeoJSON on standard output.
    ///
    /// # Errors
    /// An ending that says no format.
    pub fn format(&self) -> Result<ExportFormat, Failure> {
        let name = self.name();
        if let Some(format) = self.format.or_else(|| ExportFormat::of_file(&name)) {
            if format == ExportFormat::Shapefile && self.is_stdout() {
                return Err(Failure::Usage {
                    message: "a shapefile is several files and cannot go to standard output".to_owned(),
                    hint: Some("choose --format zip, or name a file".to_owned()),
                });
            }
            return Ok(format);
        }
        if self.is_stdout() {
            return Ok(ExportFormat::GeoJson);
        }
        let endings: Vec<&str> = ExportFormat::ALL.iter().flat_map(|(_, _, endings)| endings.iter().copied()).collect();
        Err(Failure::Usage {
            message: format!("{}: the ending says no format of boundaries", self.output.display()),
            hint: Some(format!("let the name end in one of {}, or name the format with --format", endings.join(", "))),
        })
    }

    /// Format and reference system as asked for.
    ///
    /// # Errors
    /// An ending that says no format, a system that is not known or that the format does not take.
    pub fn wanted(&self) -> Result<Wanted, Failure> {
        let format = self.format()?;
        let Some(typed) = &self.crs else { return Ok(Wanted { format, system: format.prescribed() }) };
        let Some(system) = recognise(typed) else {
            return Err(Failure::Usage {
                message: format!("the reference system {typed:?} is not known"),
                hint: Some("write a code of the EPSG registry, such as --crs EPSG:32632".to_owned()),
            });
        };
        match format.prescribed() {
            Some(prescribed) if prescribed != system => Err(Failure::Usage {
                message: format!("GeoJSON and TopoJSON are {} by their standards", prescribed.name()),
                hint: Some("leave --crs out, or choose another format".to_owned()),
            }),
            _ => Ok(Wanted { format, system: Some(system) }),
        }
    }

    /// The name of the file without its ending.
    pub fn stem(&self) -> String {
        let stem = self.output.file_stem().unwrap_or_default().to_string_lossy();
        if self.is_stdout() || stem.is_empty() { "boundaries".to_owned() } else { stem.into_owned() }
    }

    /// Whether the layer goes to standard output.
    pub fn is_stdout(&self) -> bool {
        self.output == Path::new("-")
    }

    fn name(&self) -> String {
        self.output.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// Fewer points on the borders of a coverage, chosen in an equal-area projection.
///
/// # Errors
/// Coordinates that cannot be projected.
pub fn simplified(topology: Topology, simplification: Option<Simplification>) -> Result<Topology, Failure> {
    let Some(Simplification::Metres(metres)) = simplification else { return Ok(topology) };
    let flat = equal_area_system(&topology).and_then(|system| topology.project(&system));
    let flat = flat.map_err(|error| failed("boundaries", error.to_string()))?;
    Ok(topology.thinned_like(&flat, &flat.simplify(metres * metres)))
}

/// The layer as the files of an outcome.
///
/// # Errors
/// What the format cannot hold.
pub fn exported(export: &Export, request: &ExportRequest) -> Result<Outcome, Failure> {
    let name = request.name();
    let written = export.write(request.format()?, &name).map_err(|error| {
        Failure::Inputs(Problems::one(Remark::new(Place::file(name.clone()), error.message).maybe_hint(error.hint)))
    })?;
    let warnings = written.remarks.into_iter().map(|remark| Remark::new(Place::file(name.clone()), remark)).collect();
    Ok(Outcome { artifacts: written.artifacts, warnings, ..Outcome::default() })
}

/// A run that cannot go on.
pub(crate) fn failed(file: &str, message: impl Into<String>) -> Failure {
    Failure::Inputs(Problems::one(Remark::new(Place::file(file), message)))
}
