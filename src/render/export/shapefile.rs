//! Shapefiles (ESRI 1998): outlines, their index, a table, the reference system, the encoding of text.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::geometry::topology::arcs::Polygon;
use crate::render::export::dbf::table;
use crate::render::export::layer::{Export, ExportError, Exported, Format, extent};
use crate::render::export::reference::definition_of;
use crate::render::page::artifact::Artifact;

/// The code of a polygon, and of a record without one.
const POLYGON: i32 = 5;
const NO_SHAPE: i32 = 0;
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
    let (outlines, index) = outlines(&export.polygons())?;
    let table = table(export)?;
    if outlines.len().max(table.bytes.len()) > MOST_BYTES {
        return Err(ExportError::new("a shapefile holds at most 2 GiB").hint("choose .gpkg, .fgb or .parquet"));
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
fn outlines(shapes: &[Vec<Polygon>]) -> Result<(Vec<u8>, Vec<u8>), ExportError> {
    let mut records = Vec::new();
    let mut offsets = Vec::new();
    for (number, polygons) in shapes.iter().enumerate() {
        let start = records.len();
        records.extend(number_of(number + 1)?.to_be_bytes());
        records.extend([0; 4]);
        push_polygon(&mut records, polygons)?;
        let length = number_of(words(records.len() - start - 8))?;
        records[start + 4..start + 8].copy_from_slice(&length.to_be_bytes());
        offsets.extend(number_of(words(100 + start))?.to_be_bytes());
        offsets.extend(length.to_be_bytes());
    }
    let bounds = extent(shapes.iter().flatten()).unwrap_or_default();
    let file = |content: Vec<u8>| -> Result<Vec<u8>, ExportError> {
        let mut bytes = header(number_of(words(100 + content.len()))?, bounds);
        bytes.extend(content);
        Ok(bytes)
    };
    Ok((file(records)?, file(offsets)?))
}

/// The first hundred bytes of both files.
fn header(words: i32, bounds: [f64; 4]) -> Vec<u8> {
    let mut bytes = 9994_i32.to_be_bytes().to_vec();
    bytes.resize(24, 0);
    bytes.extend(words.to_be_bytes());
    bytes.extend(1000_i32.to_le_bytes());
    bytes.extend(POLYGON.to_le_bytes());
    bytes.extend(bounds.iter().flat_map(|bound| bound.to_le_bytes()));
    bytes.resize(100, 0);
    bytes
}

fn push_polygon(bytes: &mut Vec<u8>, polygons: &[Polygon]) -> Result<(), ExportError> {
    let Some(bounds) = extent(polygons) else {
        bytes.extend(NO_SHAPE.to_le_bytes());
        return Ok(());
    };
    let rings = || polygons.iter().flat_map(|polygon| std::iter::once(&polygon.exterior).chain(&polygon.holes));
    bytes.extend(POLYGON.to_le_bytes());
    bytes.extend(bounds.iter().flat_map(|bound| bound.to_le_bytes()));
    bytes.extend(number_of(rings().count())?.to_le_bytes());
    bytes.extend(number_of(rings().map(Vec::len).sum())?.to_le_bytes());
    let mut start = 0;
    for ring in rings() {
        bytes.extend(number_of(start)?.to_le_bytes());
        start += ring.len();
    }
    for point in rings().flat_map(|ring| ring.iter().rev()) {
        bytes.extend(point.iter().flat_map(|coordinate| coordinate.to_le_bytes()));
    }
    Ok(())
}

/// A length in words of two bytes.
fn words(bytes: usize) -> usize {
    bytes / 2
}

/// A count as shapefiles store it.
fn number_of(count: usize) -> Result<i32, ExportError> {
    i32::try_from(count)
        .map_err(|_| ExportError::new("a shapefile holds at most 2 GiB").hint("choose .gpkg, .fgb or .parquet"))
}
