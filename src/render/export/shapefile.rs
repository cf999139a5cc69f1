//! Shapefiles (ESRI 1998): outlines, their index, a table, the reference system, the encoding of text.

use std::io::{Cursor, Write};

use rayon::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::geometry::topology::arcs::Polygon;
use crate::model::shape::outline::enclosing;
use crate::render::export::dbf::table;
use crate::render::export::layer::{Export, ExportError, Exported, Format, extent};
use crate::render::export::reference::definition_of;
use crate::render::page::artifact::Artifact;

/// The code of a polygon, and of a record without one.
const POLYGON: i32 = 5;
const NO_SHAPE: i32 = 0;
/// The number that a file starts with, and the version of the format.
const FILE_CODE: u32 = 9_994;
const VERSION: i32 = 1_000;
/// The bytes of a file's header, of a record's, of a polygon before its parts, and of a record without an outline.
const HEADER: usize = 100;
const RECORD_HEADER: usize = 8;
const POLYGON_HEADER: usize = 44;
const NOTHING: usize = 4;
/// Shapes that one task writes.
const SHAPES_AT_ONCE: usize = 4_096;
/// Lengths are counted in words of two bytes and stored with a sign, so a file has less than 2 GiB of readers' reach.
const MOST_BYTES: usize = i32::MAX as usize;

/// A shapefile as a format of layers.
pub(crate) const SHAPEFILE: Format =
    Format { endings: &[".shp"], is_in_degrees: false, is_read_back: true, write: shapefile };

/// A shapefile in an archive as a format of layers.
pub(crate) const ZIPPED_SHAPEFILE: Format =
    Format { endings: &[".zip"], is_in_degrees: false, is_read_back: true, write: zipped_shapefile };

/// The layer as the files of a shapefile; `name` is that of the `.shp`.
///
/// # Errors
/// More than a shapefile can hold, and reference systems without a definition.
fn shapefile(export: &Export, name: &str) -> Result<Exported, ExportError> {
    let stem = name.strip_suffix(".shp").or_else(|| name.strip_suffix(".SHP")).unwrap_or(name);
    let (outlines, index) = outlines(export)?;
    let table = table(export)?;
    if outlines.len().max(table.bytes.len()) > MOST_BYTES {
        return Err(too_large());
    }
    let system = definition_of(export.shapes.reference())?.esri_wkt()?;
    let files = [
        ("shp", outlines),
        ("shx", index),
        ("dbf", table.bytes),
        ("prj", system.into_bytes()),
        ("cpg", b"UTF-8".to_vec()),
    ];
    let artifacts = files.map(|(ending, bytes)| Artifact { name: format!("{stem}.{ending}"), bytes });
    Ok(Exported { artifacts: artifacts.into(), remarks: table.remarks })
}

/// The files of a shapefile in an archive called `name`; inside they have the name of the layer.
///
/// # Errors
/// As [`shapefile`].
fn zipped_shapefile(export: &Export, name: &str) -> Result<Exported, ExportError> {
    let inside = format!("{}.shp", file_stem(&export.layer));
    let Exported { artifacts, remarks } = shapefile(export, &inside)?;
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // A fixed day, so that the same files have the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let failed = |error: &dyn std::fmt::Display| ExportError::new(format!("the archive cannot be made: {error}"));
    for artifact in &artifacts {
        archive.start_file(artifact.name.as_str(), options).map_err(|error| failed(&error))?;
        archive.write_all(&artifact.bytes).map_err(|error| failed(&error))?;
    }
    let bytes = archive.finish().map_err(|error| failed(&error))?.into_inner();
    Ok(Exported { artifacts: vec![Artifact { name: name.to_owned(), bytes }], remarks })
}

/// The name of a layer as a name of files.
fn file_stem(layer: &str) -> String {
    let stem: String = layer
        .chars()
        .map(|letter| if letter.is_alphanumeric() || matches!(letter, '-' | '_') { letter } else { '_' })
        .collect();
    if stem.is_empty() { "layer".to_owned() } else { stem }
}

/// Outlines and their index. Exteriors run clockwise and holes counter-clockwise, the other way round than elsewhere.
fn outlines(export: &Export) -> Result<(Vec<u8>, Vec<u8>), ExportError> {
    let n_shapes = export.shapes.n_shapes();
    let starts: Vec<usize> = (0..n_shapes).step_by(SHAPES_AT_ONCE).collect();
    let written = |&start: &usize| {
        let mut part = Part { records: Vec::new(), lengths: Vec::new(), bounds: None };
        for shape in start..(start + SHAPES_AT_ONCE).min(n_shapes) {
            part.push(shape + 1, &export.shapes.polygons(shape));
        }
        part
    };
    let (mut outlines, mut index) = (vec![0; HEADER], vec![0; HEADER]);
    let mut bounds: Option<[f64; 4]> = None;
    let mut parts: Vec<Part> = Vec::new();
    // Some parts are made while those before them are put where they stay.
    for starts in starts.chunks(2 * rayon::current_num_threads()).chain([&[][..]]) {
        let append = || {
            for part in parts.drain(..) {
                let mut start = outlines.len();
                for length in part.lengths {
                    push_words(&mut index, [start, length - RECORD_HEADER]);
                    start += length;
                }
                outlines.extend(part.records);
                bounds = bounds.into_iter().chain(part.bounds).reduce(enclosing);
            }
        };
        let ((), next) = rayon::join(append, || starts.par_iter().map(written).collect());
        parts = next;
    }
    if outlines.len() > MOST_BYTES {
        return Err(too_large());
    }
    let bounds = bounds.unwrap_or([0.0; 4]);
    let header = |bytes: usize| {
        let mut header = Vec::with_capacity(HEADER);
        header.extend(FILE_CODE.to_be_bytes());
        header.resize(24, 0);
        push_words(&mut header, [bytes]);
        header.extend(VERSION.to_le_bytes());
        header.extend(POLYGON.to_le_bytes());
        header.extend(bounds.iter().flat_map(|side| side.to_le_bytes()));
        header.resize(HEADER, 0);
        header
    };
    for file in [&mut outlines, &mut index] {
        let header = header(file.len());
        file[..HEADER].copy_from_slice(&header);
    }
    Ok((outlines, index))
}

/// The records of some shapes.
struct Part {
    records: Vec<u8>,
    /// The bytes of each, its header among them.
    lengths: Vec<usize>,
    bounds: Option<[f64; 4]>,
}

impl Part {
    /// Adds the record of a shape; one without polygons has a type of its own.
    fn push(&mut self, number: usize, polygons: &[Polygon]) {
        let before = self.records.len();
        let rings = || polygons.iter().flat_map(|polygon| std::iter::once(&polygon.exterior).chain(&polygon.holes));
        let n_points: usize = rings().map(Vec::len).sum();
        let length = match extent(polygons) {
            None => NOTHING,
            Some(_) => POLYGON_HEADER + 4 * rings().count() + 16 * n_points,
        };
        self.records.reserve(RECORD_HEADER + length);
        self.records.extend(u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes());
        push_words(&mut self.records, [length]);
        match extent(polygons) {
            None => self.records.extend(NO_SHAPE.to_le_bytes()),
            Some(bounds) => {
                self.records.extend(POLYGON.to_le_bytes());
                self.records.extend(bounds.iter().flat_map(|side| side.to_le_bytes()));
                let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes();
                self.records.extend(count(rings().count()));
                self.records.extend(count(n_points));
                let mut start = 0;
                for ring in rings() {
                    self.records.extend(count(start));
                    start += ring.len();
                }
                for point in rings().flat_map(|ring| ring.iter().rev()) {
                    self.records.extend(point[0].to_le_bytes());
                    self.records.extend(point[1].to_le_bytes());
                }
                self.bounds = Some(self.bounds.map_or(bounds, |before| enclosing(before, bounds)));
            }
        }
        self.lengths.push(self.records.len() - before);
    }
}

/// Numbers of bytes as a shapefile counts them: in words of two, the higher bytes first.
fn push_words<const N: usize>(bytes: &mut Vec<u8>, lengths: [usize; N]) {
    bytes.extend(lengths.iter().flat_map(|length| u32::try_from(length / 2).unwrap_or(u32::MAX).to_be_bytes()));
}

fn too_large() -> ExportError {
    ExportError::new("a shapefile holds at most 2 GiB").hint("choose .gpkg, .fgb or .parquet")
}
