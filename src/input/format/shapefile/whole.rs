//! Shapefiles: outlines straight from the bytes of `.shp`, found with or without `.shx`, attributes from `.dbf`.
//!
//! Source: ESRI (1998), *ESRI Shapefile Technical Description*.

use crate::input::file::binary::Binary;
use crate::input::format::shapefile::complete::read_completely;
use crate::input::format::shapefile::dbf::{DbfRows, read_dbf};
use crate::input::format::shapefile::polygons::{Record, is_multipatch, read_polygons};
use crate::input::layer::read::{Columns, DeclaredReference, Layer, Part, Shapes, Wanted, damaged};
use crate::input::problem::english::counted;
use crate::input::problem::kind;
use crate::input::problem::remark::{Place, Problems, Remark};

/// The bytes before the first record.
pub(crate) const HEADER: usize = 100;
/// The bytes before the content of a record: its number and length.
pub(crate) const RECORD_HEADER: usize = 8;
/// The files of a shapefile beside the `.shp`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShapefileBytes<'a> {
    /// The name of the `.shp`, for messages.
    pub(crate) name: &'a str,
    /// Where each record starts.
    pub(crate) shx: Option<&'a [u8]>,
    /// The attributes.
    pub(crate) dbf: Option<&'a [u8]>,
    /// The reference system.
    pub(crate) prj: Option<&'a [u8]>,
    /// The encoding of the attributes.
    pub(crate) cpg: Option<&'a [u8]>,
}

/// A shapefile of which only the values of its table are still to be read.
pub(crate) struct ShapesRead<'a> {
    name: &'a str,
    shapes: Shapes,
    rows: Option<DbfRows<'a>>,
    reference: DeclaredReference,
    remarks: Vec<Remark>,
}

/// Reads a shapefile.
///
/// # Errors
/// As [`read_shapes`].
pub(crate) fn read_shapefile(
    shp: &[u8],
    files: &ShapefileBytes<'_>,
    wanted: Wanted,
) -> Result<(Layer, Vec<Remark>), Problems> {
    Ok(read_shapes(shp, files, wanted)?.with_columns())
}

/// Reads the shapes of a shapefile, whose `.shp` nobody needs then.
///
/// # Errors
/// Files that are cut off, damaged, or do not belong together.
pub(crate) fn read_shapes<'a>(
    shp: &[u8],
    files: &ShapefileBytes<'a>,
    wanted: Wanted,
) -> Result<ShapesRead<'a>, Problems> {
    let name = files.name;
    let mut remarks = Vec::new();
    let mut records = find_records(shp, files, &mut remarks)?;
    let rows = match files.dbf {
        None => {
            let message = "there is no .dbf beside the .shp, so areas have no codes or names";
            remarks.push(Remark::of(kind::Kind::Column, Place::file(name), message));
            None
        }
        Some(dbf) => {
            let dbf_name = with_ending(name, "dbf");
            let (rows, deleted) = read_dbf(&dbf_name, dbf, files.cpg)?;
            if deleted.len() != records.len() {
                let message = format!(
                    "the .shp has {} and the .dbf {}",
                    counted(records.len(), "shape"),
                    counted(deleted.len(), "row")
                );
                let hint = "the two files are of different versions: copy all files of the shapefile together";
                return Err(Problems::one(Remark::of(kind::Kind::Format, Place::file(name), message).hint(hint)));
            }
            remarks.extend(rows.remarks.iter().cloned());
            let mut kept = deleted.iter().map(|deleted| !deleted);
            records.retain(|_| kept.next() == Some(true));
            Some(rows)
        }
    };
    let shapes = shapes_of(name, &records, wanted)?;
    Ok(ShapesRead { name, shapes, rows, reference: declared(files.prj), remarks })
}

impl ShapesRead<'_> {
    /// Reads the values.
    pub(crate) fn with_columns(self) -> (Layer, Vec<Remark>) {
        let Self { name, shapes, rows, reference, remarks } = self;
        let columns = rows.map_or_else(Columns::default, |rows| rows.columns());
        let layer = stem(name).to_owned();
        (Layer { name: Some(layer.clone()), names: vec![layer], part: Part { shapes, columns }, reference }, remarks)
    }
}

/// The reference system by the `.prj`.
pub(crate) fn declared(prj: Option<&[u8]>) -> DeclaredReference {
    match prj.map(|prj| String::from_utf8_lossy(prj).trim().to_owned()) {
        Some(text) if !text.is_empty() => DeclaredReference::Text(text),
        _ => DeclaredReference::Nothing,
    }
}

/// A file name without folders and ending.
pub(crate) fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// The same name with another ending.
pub(crate) fn with_ending(name: &str, ending: &str) -> String {
    format!("{}.{ending}", name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// The records, by the `.shx` where it fits, else one after the other.
fn find_records<'a>(
    shp: &'a [u8],
    files: &ShapefileBytes<'_>,
    remarks: &mut Vec<Remark>,
) -> Result<Vec<Record<'a>>, Problems> {
    let mut header = Binary::new(shp).big().from(24);
    let Some(words) = header.length().filter(|_| shp.len() >= HEADER) else {
        return Err(damaged(files.name, "the file ends within its header"));
    };
    let indexed = files.shx.and_then(|shx| by_index(shp, shx));
    if let Some(records) = indexed {
        return Ok(records);
    }
    if files.shx.is_some() {
        let message = "the .shx does not fit the .shp and was not used";
        remarks.push(Remark::of(kind::Kind::Assumed, Place::file(files.name), message));
    }
    let length = words.saturating_mul(2);
    if length > shp.len() {
        let message = format!("the file has {} bytes, expected {length} by its header", shp.len());
        return Err(damaged(files.name, message));
    }
    let mut binary = Binary::new(&shp[..length.max(HEADER)]).big().from(HEADER);
    let mut records = Vec::with_capacity(binary.left() / 1_024);
    while binary.left() > 0 {
        let number = records.len() + 1;
        let content = binary.u32().and_then(|_| binary.length()).and_then(|words| binary.take(words.checked_mul(2)?));
        let Some(content) = content else {
            return Err(damaged(files.name, format!("shape {number}: the record ends beyond the file")));
        };
        records.push(Record { number, content });
    }
    Ok(records)
}

/// The records that an index names, or nothing if any of them is not there.
fn by_index<'a>(shp: &'a [u8], shx: &[u8]) -> Option<Vec<Record<'a>>> {
    let entries = shx.get(HEADER..)?;
    if !shx.starts_with(&[0, 0, 0x27, 0x0A]) || entries.len() % 8 != 0 {
        return None;
    }
    let mut records = Vec::with_capacity(entries.len() / 8);
    let mut index = Binary::new(entries).big();
    while index.left() > 0 {
        let (start, words) = (index.length()?.checked_mul(2)?, index.length()?);
        let mut record = Binary::new(shp).big().from(start);
        record.u32()?;
        let same = record.length()? == words;
        let content = record.take(words.checked_mul(2)?).filter(|_| same && start >= HEADER)?;
        records.push(Record { number: records.len() + 1, content });
    }
    // An index of fewer records than there are is one of another file.
    let used: usize = records.iter().map(|record| RECORD_HEADER + record.content.len()).sum();
    (used <= shp.len() - HEADER && (used > 0 || shp.len() == HEADER)).then_some(records)
}

/// Reads the shapes of all records: polygons fast, and with the crate what else there is.
fn shapes_of(name: &str, records: &[Record<'_>], wanted: Wanted) -> Result<Shapes, Problems> {
    let is_left = wanted == Wanted::Points || records.iter().any(is_multipatch);
    let read = if is_left { read_completely(records, wanted) } else { read_polygons(records) };
    read.map_err(|(number, message)| damaged(name, format!("shape {number}: {message}")))
}
