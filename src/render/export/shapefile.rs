//! Shapefiles (ESRI 1998): outlines, their index, a table, the reference system, the encoding of text.

use std::io::{Cursor, Write};

use shapefile::record::{EsriShape, WritableShape};
use shapefile::{HasShapeType, Point, PolygonRing, ShapeType, ShapeWriter};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::geometry::topology::arcs::Polygon;
use crate::model::shape::outline::Position;
use crate::render::export::dbf::table;
use crate::render::export::layer::{Export, ExportError, Exported, Format};
use crate::render::export::reference::definition_of;
use crate::render::page::artifact::Artifact;

/// The code of a polygon, and of a record without one.
const POLYGON: i32 = 5;
const NO_SHAPE: i32 = 0;
/// The bytes of a file's header and of a record's, and where the first one has the type of the file and its extent.
const HEADER: usize = 100;
const RECORD_HEADER: usize = 8;
const KIND: usize = 32;
const BOUNDS: std::ops::Range<usize> = 36..100;
/// The extent of what has none, which makes no other one larger.
const NOWHERE: [f64; 2] = [f64::MAX, f64::MIN];
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

/// Outlines and their index, as the crate writes them. Exteriors run clockwise and holes counter-clockwise, the other way round than elsewhere.
fn outlines(shapes: &[Vec<Polygon>]) -> Result<(Vec<u8>, Vec<u8>), ExportError> {
    let failed = |error: shapefile::Error| ExportError::new(format!("the shapefile cannot be made: {error}"));
    let (mut outlines, mut index) = (Cursor::new(Vec::new()), Cursor::new(Vec::new()));
    let mut writer = ShapeWriter::with_shx(&mut outlines, &mut index);
    let mut length = HEADER;
    for polygons in shapes {
        let area = Area::of(polygons);
        length += RECORD_HEADER + size_of::<i32>() + area.size_in_bytes();
        if length > MOST_BYTES {
            return Err(too_large());
        }
        writer.write_shape(&area).map_err(failed)?;
    }
    writer.finalize().map_err(failed)?;
    drop(writer);
    let (mut outlines, mut index) = (outlines.into_inner(), index.into_inner());
    let is_empty = shapes.iter().all(Vec::is_empty);
    for header in [&mut outlines, &mut index] {
        header[KIND..KIND + 4].copy_from_slice(&POLYGON.to_le_bytes());
        if is_empty {
            header[BOUNDS].fill(0);
        }
    }
    // The crate writes the type of the file before every record; one without an outline has a type of its own.
    let starts = index[HEADER..].as_chunks::<8>().0.iter().zip(shapes).filter(|(_, polygons)| polygons.is_empty());
    for (&[a, b, c, d, ..], _) in starts {
        let start = 2 * u32::from_be_bytes([a, b, c, d]) as usize + RECORD_HEADER;
        outlines[start..start + 4].copy_from_slice(&NO_SHAPE.to_le_bytes());
    }
    Ok((outlines, index))
}

/// The polygons of an area as one of the crate's, or a record without one.
struct Area(Option<shapefile::Polygon>);

impl Area {
    fn of(polygons: &[Polygon]) -> Self {
        let rings = polygons.iter().flat_map(|polygon| {
            let holes = polygon.holes.iter().map(|hole| PolygonRing::Inner(turned(hole)));
            std::iter::once(PolygonRing::Outer(turned(&polygon.exterior))).chain(holes)
        });
        let rings: Vec<PolygonRing<Point>> = rings.collect();
        Self((!rings.is_empty()).then(|| shapefile::Polygon::with_rings(rings)))
    }
}

impl HasShapeType for Area {
    fn shapetype() -> ShapeType {
        ShapeType::Polygon
    }
}

impl WritableShape for Area {
    fn size_in_bytes(&self) -> usize {
        self.0.as_ref().map_or(0, WritableShape::size_in_bytes)
    }

    fn write_to<T: Write>(&self, target: &mut T) -> Result<(), shapefile::Error> {
        self.0.as_ref().map_or(Ok(()), |polygon| polygon.write_to(target))
    }
}

impl EsriShape for Area {
    fn x_range(&self) -> [f64; 2] {
        self.0.as_ref().map_or(NOWHERE, EsriShape::x_range)
    }

    fn y_range(&self) -> [f64; 2] {
        self.0.as_ref().map_or(NOWHERE, EsriShape::y_range)
    }
}

/// A ring the other way round.
fn turned(ring: &[Position]) -> Vec<Point> {
    ring.iter().rev().map(|[x, y]| Point::new(*x, *y)).collect()
}

fn too_large() -> ExportError {
    ExportError::new("a shapefile holds at most 2 GiB").hint("choose .gpkg, .fgb or .parquet")
}
