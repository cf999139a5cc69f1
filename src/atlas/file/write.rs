//! What the commands that write layers share: the format, the reference system, fewer points, the file's name.

use std::path::{Path, PathBuf};

use crate::geometry::build::laid_out::laid_out;
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::equal_area::equal_area_system;
use crate::geometry::topology::measured::Measured;
use crate::geometry::topology::simplify::Simplifier;
use crate::input::layer::reference::recognise;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::shape::meridian::meridian_of;
use crate::model::shape::outline::ReferenceSystem;
use crate::render::export::layer::Export;
use crate::render::export::write::ExportFormat;
use crate::render::page::artifact::Artifact;
use crate::study::failure::Failure;

/// How much of borders to leave out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Simplification {
    /// Details smaller than a square of this many metres.
    Metres(f64),
    /// All vertices but this share, 0 to 1, counted as polygons have them: a border between two areas on both sides.
    Share(f64),
    /// As many points as make the file at most this many bytes.
    Bytes(usize),
}

impl std::str::FromStr for Simplification {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        // The longer units stand before those that they end in.
        let unit = ["%", "kB", "KB", "MB", "km", "m"].into_iter().find(|unit| text.ends_with(unit));
        let found = unit.and_then(|unit| {
            let number = text.strip_suffix(unit)?.trim().parse::<f64>().ok()?;
            let number = Some(number).filter(|number| number.is_finite() && *number > 0.0)?;
            Some(match unit {
                "%" => Self::Share(number / 100.0),
                "MB" => Self::Bytes(whole(number * 1e6)),
                "km" => Self::Metres(number * 1e3),
                "m" => Self::Metres(number),
                _ => Self::Bytes(whole(number * 1e3)),
            })
        });
        match found {
            Some(Self::Share(share)) if share > 1.0 => Err("expected at most 100%".to_owned()),
            Some(found) => Ok(found),
            None => Err("expected metres such as 50m, a share such as 10%, or a size such as 500KB".to_owned()),
        }
    }
}

/// A size in whole bytes.
fn whole(bytes: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "positive, and a cast of anything larger saturates"
    )]
    let whole = bytes as usize;
    whole
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
        let endings: Vec<&str> = ExportFormat::ALL.into_iter().flat_map(ExportFormat::endings).copied().collect();
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
        if let Some(meridian) = system.code().and_then(meridian_of) {
            let message =
                format!("{} counts longitudes from {}, which no file is written in", system.name(), meridian.name);
            let hint = format!("write --crs EPSG:{}, which counts them from Greenwich", meridian.greenwich);
            return Err(Failure::Usage { message, hint: Some(hint) });
        }
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

/// A layer as files.
#[derive(Clone, Debug)]
pub struct Files {
    /// The files.
    pub artifacts: Vec<Artifact>,
    /// What a reader should know of them.
    pub remarks: Vec<Remark>,
}

/// A coverage with fewer points on its borders, measured in an equal-area projection, as files. `layer` makes the layer
/// of the simplified shapes, in the reference system that is asked for.
///
/// `file` is what the shapes came from, by its name in messages.
///
/// No borders cross in the coordinates that the file has: shapes are in its reference system, to its last digit, before points go.
///
/// # Errors
/// Coordinates that cannot be projected, what the format cannot hold.
pub fn exported_simplified(
    topology: Topology,
    layer: impl Fn(Topology) -> Result<Export, Failure>,
    request: &ExportRequest,
    file: &str,
) -> Result<Files, Failure> {
    let Some(simplification) = request.simplify else { return exported(&layer(topology)?, request) };
    let system = equal_area_system(&topology).map_err(|error| failed(file, error.to_string()))?;
    let wanted = request.wanted()?;
    let written = wanted.format.rounded(in_system(file, topology, &wanted)?);
    let measured = Measured::of(&written, &system).map_err(|error| failed(file, error.to_string()))?;
    let simplifier = Simplifier::measured_in(&written, measured);
    let thinned = |simple: Topology| exported(&layer(simple)?, request);
    match simplification {
        Simplification::Metres(metres) => {
            let simple = simplifier.to_tolerance(metres * metres);
            drop(simplifier);
            drop(written);
            thinned(simple)
        }
        Simplification::Share(share) => {
            let simple = simplifier.to_share(share);
            let kept = simple.n_vertices() as f64 / written.n_vertices().max(1) as f64;
            drop(simplifier);
            drop(written);
            let mut files = thinned(simple)?;
            files.remarks.extend(more_than_asked(&request.name(), share, kept));
            Ok(files)
        }
        Simplification::Bytes(most) => largest_below(most, |share| thinned(simplifier.to_share(share)), request),
    }
}

/// What is said when more vertices are kept than were asked for.
fn more_than_asked(file: &str, share: f64, kept: f64) -> Option<Remark> {
    /// What two shares may differ by without a word.
    const SAME: f64 = 1e-3;
    let message = || {
        format!(
            "{:.1} % of the vertices are kept, more than the {} % asked for: ends of borders, and the corners that keep every ring a ring",
            100.0 * kept,
            (1e4 * share).round() / 100.0
        )
    };
    (kept > share + SAME).then(|| Remark::of(Kind::Changed, Place::file(file), message()))
}

/// The files with the largest share of vertices that are at most `most` bytes together, to a thousandth; else the smallest, and a warning.
fn largest_below(
    most: usize,
    with_share: impl Fn(f64) -> Result<Files, Failure>,
    request: &ExportRequest,
) -> Result<Files, Failure> {
    let size = |files: &Files| files.artifacts.iter().map(|artifact| artifact.bytes.len()).sum::<usize>();
    let whole = with_share(1.0)?;
    if size(&whole) <= most {
        return Ok(whole);
    }
    let mut best = with_share(0.0)?;
    if size(&best) > most {
        let message =
            format!("{} bytes are the least that keeps every area, more than the {most} asked for", size(&best));
        best.remarks.push(Remark::new(Place::file(request.name()), message));
        return Ok(best);
    }
    let (mut fits, mut too_large) = ((0_usize, size(&best)), (1_000_usize, size(&whole)));
    drop(whole);
    for round in 1.. {
        let between = too_large.0 - fits.0;
        if between <= 1 {
            break;
        }
        // Sizes grow about as shares do; where they do not, every third guess halves what is left.
        let guess = if round % 3 == 0 { between / 2 } else { between * (most - fits.1) / (too_large.1 - fits.1) };
        let share = fits.0 + guess.clamp(1, between - 1);
        let files = with_share(share as f64 / 1e3)?;
        if size(&files) <= most {
            (fits, best) = ((share, size(&files)), files);
        } else {
            too_large = (share, size(&files));
        }
    }
    Ok(best)
}

/// The layer as files.
///
/// # Errors
/// What the format cannot hold.
pub fn exported(export: &Export, request: &ExportRequest) -> Result<Files, Failure> {
    let name = request.name();
    let written = export.write(request.format()?, &name).map_err(|error| {
        Failure::Inputs(Problems::one(Remark::new(Place::file(name.clone()), error.message).maybe_hint(error.hint)))
    })?;
    let remarks = written.remarks.into_iter().map(|remark| Remark::new(Place::file(name.clone()), remark)).collect();
    Ok(Files { artifacts: written.artifacts, remarks })
}

/// Shapes in the reference system that is asked for; a picture is in one that keeps areas where none is.
pub(crate) fn in_system(file: &str, topology: Topology, wanted: &Wanted) -> Result<Topology, Failure> {
    let project = |system: &ReferenceSystem| topology.project(system).map_err(|error| failed(file, error.to_string()));
    match &wanted.system {
        Some(system) if system != topology.reference() => project(system),
        None if wanted.format == ExportFormat::Svg => {
            laid_out(&topology).map_err(|error| failed(file, error.to_string()))
        }
        _ => Ok(topology),
    }
}

/// A run that cannot go on.
pub(crate) fn failed(file: &str, message: impl Into<String>) -> Failure {
    Failure::Inputs(Problems::one(Remark::new(Place::file(file), message)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simplification_is_metres_a_share_or_a_size() {
        for (text, expected) in [
            ("50m", Simplification::Metres(50.0)),
            ("0.5 km", Simplification::Metres(500.0)),
            ("10%", Simplification::Share(0.1)),
            ("500KB", Simplification::Bytes(500_000)),
            ("1.5MB", Simplification::Bytes(1_500_000)),
        ] {
            assert_eq!(text.parse(), Ok(expected));
        }
        for wrong in ["", "50", "m", "-5m", "120%", "0%", "NaN m", "5 kg"] {
            assert!(wrong.parse::<Simplification>().is_err(), "{wrong}");
        }
    }
}
