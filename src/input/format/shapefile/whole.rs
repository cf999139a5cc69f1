//! Shapefiles: outlines straight from the bytes of `.shp`, found with or without `.shx`, attributes from `.dbf`.
//!
//! Source: ESRI (1998), *ESRI Shapefile Technical Description*.

use rayon::prelude::*;

use crate::input::file::binary::{Binary, f64_at};
use crate::input::format::shapefile::dbf::read_dbf;
use crate::input::layer::read::{Columns, DeclaredReference, Kind, Layer, Part, Shapes, Wanted, damaged};
use crate::input::layer::rings::group_rings;
use crate::input::problem::english::counted;
use crate::input::problem::kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::shape::outline::Position;

/// The bytes before the first record.
pub(crate) const HEADER: usize = 100;
/// The bytes before the content of a record: its number and length.
pub(crate) const RECORD_HEADER: usize = 8;
/// Records that one task reads.
const RECORDS_AT_ONCE: usize = 4_096;

/// The files of a shapefile.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShapefileBytes<'a> {
    /// The name of the `.shp`, for messages.
    pub(crate) name: &'a str,
    /// The outlines.
    pub(crate) shp: &'a [u8],
    /// Where each record starts.
    pub(crate) shx: Option<&'a [u8]>,
    /// The attributes.
    pub(crate) dbf: Option<&'a [u8]>,
    /// The reference system.
    pub(crate) prj: Option<&'a [u8]>,
    /// The encoding of the attributes.
    pub(crate) cpg: Option<&'a [u8]>,
}

/// Reads a shapefile.
///
/// # Errors
/// Files that are cut off, damaged, or do not belong together.
pub(crate) fn read_shapefile(files: &ShapefileBytes<'_>, wanted: Wanted) -> Result<(Layer, Vec<Remark>), Problems> {
    let name = files.name;
    let mut remarks = Vec::new();
    let records = find_records(files, &mut remarks)?;
    let (columns, deleted) = match files.dbf {
        None => {
            let message = "there is no .dbf beside the .shp, so areas have no codes or names";
            remarks.push(Remark::of(kind::Kind::Column, Place::file(name), message));
            (Columns::default(), Vec::new())
        }
        Some(dbf) => {
            let dbf_name = with_ending(name, "dbf");
            let table = read_dbf(&dbf_name, dbf, files.cpg)?;
            if table.deleted.len() != records.len() {
                let message = format!(
                    "the .shp has {} and the .dbf {}",
                    counted(records.len(), "shape"),
                    counted(table.deleted.len(), "row")
                );
                let hint = "the two files are of different versions: copy all files of the shapefile together";
                return Err(Problems::one(Remark::of(kind::Kind::Format, Place::file(name), message).hint(hint)));
            }
            remarks.extend(table.remarks);
            (table.columns, table.deleted)
        }
    };
    let kept: Vec<Record<'_>> = records
        .into_iter()
        .enumerate()
        .filter(|(index, _)| !deleted.get(*index).copied().unwrap_or(false))
        .map(|(_, record)| record)
        .collect();
    let shapes = read_shapes(name, &kept, wanted)?;
    let reference = declared(files.prj);
    let layer = stem(name).to_owned();
    Ok((Layer { name: Some(layer.clone()), names: vec![layer], part: Part { shapes, columns }, reference }, remarks))
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

/// A record of the `.shp`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record<'a> {
    /// Its number, from 1.
    pub(crate) number: usize,
    /// What stands behind its header.
    pub(crate) content: &'a [u8],
}

/// The records, by the `.shx` where it fits, else one after the other.
fn find_records<'a>(files: &ShapefileBytes<'a>, remarks: &mut Vec<Remark>) -> Result<Vec<Record<'a>>, Problems> {
    let shp = files.shp;
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

/// What the outlines of some records take.
struct Chunk<'a, 'b> {
    records: &'b [Record<'a>],
    points: &'b mut [Position],
}

/// Reads the areas of a few records, their points in place of those that are given; `None` where any is damaged.
pub(crate) fn read_few(records: &[Record<'_>], mut points: Vec<Position>) -> Option<Shapes> {
    let counts = records.iter().map(|record| n_points(record, Wanted::Areas));
    let count = counts.sum::<Result<usize, _>>().ok()?;
    points.resize(count, [0.0; 2]);
    let mut shapes = read_chunk(Chunk { records, points: &mut points }, Wanted::Areas).ok()?;
    shapes.points = points;
    Some(shapes)
}

/// Reads the shapes of all records, whose positions go where they stay.
fn read_shapes(name: &str, records: &[Record<'_>], wanted: Wanted) -> Result<Shapes, Problems> {
    let fail = |(number, message): (usize, &str)| damaged(name, format!("shape {number}: {message}"));
    let counts: Vec<usize> =
        records.par_iter().map(|record| n_points(record, wanted)).collect::<Result<_, _>>().map_err(fail)?;
    let mut points = vec![[0.0; 2]; counts.iter().sum()];
    let mut rest = points.as_mut_slice();
    let mut chunks = Vec::new();
    for (records, counts) in records.chunks(RECORDS_AT_ONCE).zip(counts.chunks(RECORDS_AT_ONCE)) {
        let (here, behind) = rest.split_at_mut(counts.iter().sum());
        chunks.push(Chunk { records, points: here });
        rest = behind;
    }
    let parts: Vec<Result<Shapes, (usize, &str)>> =
        chunks.into_par_iter().map(|chunk| read_chunk(chunk, wanted)).collect();
    let mut shapes = Shapes::new(wanted);
    for part in parts {
        shapes.append_starts(&part.map_err(fail)?);
    }
    shapes.points = points;
    Ok(shapes)
}

/// What a record's type says it holds.
fn kind_of(code: u32) -> Option<(Kind, bool)> {
    Some(match code {
        0 => (Kind::Missing, false),
        1 => (Kind::Point, false),
        3 => (Kind::Line, false),
        5 => (Kind::Area, false),
        8 => (Kind::Points, false),
        11 | 21 => (Kind::Point, true),
        13 | 23 => (Kind::Line, true),
        15 | 25 => (Kind::Area, true),
        18 | 28 => (Kind::Points, true),
        _ => return None,
    })
}

const CUT: &str = "the record is shorter than its content";

/// What a record holds of what is wanted.
struct Found<'a> {
    kind: Kind,
    heights: bool,
    n_points: usize,
    /// The positions as bytes, and for areas where each ring starts.
    points: &'a [u8],
    parts: &'a [u8],
}

/// How many positions of a record are wanted.
fn n_points(record: &Record<'_>, wanted: Wanted) -> Result<usize, (usize, &'static str)> {
    look_at(record, wanted).map(|found| found.n_points)
}

/// What a record holds. After this the record is known to be as long as it says.
fn look_at<'a>(record: &Record<'a>, wanted: Wanted) -> Result<Found<'a>, (usize, &'static str)> {
    let fail = |message| (record.number, message);
    let mut binary = Binary::new(record.content);
    let code = binary.u32().ok_or_else(|| fail(CUT))?;
    let (kind, heights) = kind_of(code).ok_or_else(|| {
        fail(if code == 31 { "it is a multipatch, expected a polygon" } else { "its type is unknown" })
    })?;
    let nothing = Found { kind, heights, n_points: 0, points: &[], parts: &[] };
    match (wanted, kind) {
        (Wanted::Points, Kind::Point) => {
            binary.take(16).map(|points| Found { n_points: 1, points, ..nothing }).ok_or_else(|| fail(CUT))
        }
        (Wanted::Points, Kind::Points) => {
            binary.take(32).ok_or_else(|| fail(CUT))?;
            let count = binary.length().ok_or_else(|| fail(CUT))?;
            if count != 1 {
                return Ok(nothing);
            }
            binary.take(16).map(|points| Found { n_points: 1, points, ..nothing }).ok_or_else(|| fail(CUT))
        }
        (Wanted::Areas, Kind::Area) => {
            let AreaBytes { parts, n_points, points } = area(record.content).ok_or_else(|| fail(CUT))?;
            let starts = part_starts(parts);
            let ordered = starts.clone().zip(starts.clone().skip(1)).all(|(start, next)| start <= next);
            let last = starts.clone().last().unwrap_or(0);
            if n_points > 0 && (starts.clone().next() != Some(0) || !ordered || last > n_points) {
                return Err(fail("its rings do not follow each other"));
            }
            Ok(Found { n_points, points, parts, ..nothing })
        }
        (
            Wanted::Areas | Wanted::Points,
            Kind::Missing | Kind::Empty | Kind::Point | Kind::Points | Kind::Line | Kind::Area | Kind::Mixed,
        ) => Ok(nothing),
    }
}

/// The rings of a polygon as bytes.
struct AreaBytes<'a> {
    parts: &'a [u8],
    n_points: usize,
    points: &'a [u8],
}

fn area(content: &[u8]) -> Option<AreaBytes<'_>> {
    let mut binary = Binary::new(content).from(36);
    let (n_parts, n_points) = (binary.length()?, binary.length()?);
    let parts = binary.take(n_parts.checked_mul(4)?)?;
    let points = binary.take(n_points.checked_mul(16)?)?;
    Some(AreaBytes { parts, n_points, points })
}

/// Where each ring starts among the points.
fn part_starts(parts: &[u8]) -> impl Iterator<Item = usize> + Clone + '_ {
    parts.chunks_exact(4).map(|bytes| {
        let bytes = bytes.try_into().unwrap_or_default();
        usize::try_from(u32::from_le_bytes(bytes)).unwrap_or(usize::MAX)
    })
}

fn read_chunk(Chunk { records, points }: Chunk<'_, '_>, wanted: Wanted) -> Result<Shapes, (usize, &'static str)> {
    let mut shapes = Shapes::new(wanted);
    let mut at = 0;
    for record in records {
        let Found { kind, heights, n_points, points: bytes, parts } = look_at(record, wanted)?;
        let start = at;
        at += n_points;
        let target = &mut points[start..at];
        for (target, bytes) in target.iter_mut().zip(bytes.as_chunks::<16>().0) {
            *target = [f64_at(bytes, 0), f64_at(bytes, 8)];
        }
        shapes.heights |= heights && n_points > 0;
        if kind == Kind::Area && n_points > 0 {
            end_rings(&mut shapes, start, target, parts);
        } else if n_points > 0 {
            shapes.end_ring_at(at);
            shapes.end_polygon();
        }
        let single = kind == Kind::Points && n_points == 1;
        let empty = kind == Kind::Area && wanted == Wanted::Areas && n_points == 0;
        shapes.end_shape_as(if single {
            Kind::Point
        } else if empty {
            Kind::Empty
        } else {
            kind
        });
    }
    Ok(shapes)
}

/// Ends the rings of a polygon whose points start at `start`; where there are several, holes are put behind the ring around them.
fn end_rings(shapes: &mut Shapes, start: usize, points: &mut [Position], parts: &[u8]) {
    if parts.len() < 8 {
        shapes.end_ring_at(start + points.len());
        shapes.end_polygon();
        return;
    }
    let starts: Vec<usize> = part_starts(parts).collect();
    let ends = starts.iter().skip(1).copied().chain([points.len()]);
    let bounds: Vec<(usize, usize)> = starts.iter().copied().zip(ends).filter(|(start, end)| start < end).collect();
    let original = points.to_vec();
    let rings: Vec<&[Position]> = bounds.iter().map(|&(start, end)| &original[start..end]).collect();
    let mut at = 0;
    for polygon in group_rings(&rings) {
        for ring in polygon {
            points[at..at + rings[ring].len()].copy_from_slice(rings[ring]);
            at += rings[ring].len();
            shapes.end_ring_at(start + at);
        }
        shapes.end_polygon();
    }
}
