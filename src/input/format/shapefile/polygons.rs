//! Polygons of a shapefile, read fast: positions go where they stay, on all cores.

use rayon::prelude::*;

use crate::input::file::binary::{Binary, f64_at};
use crate::input::layer::read::{Kind, Shapes, Wanted};
use crate::input::layer::rings::group_rings;
use crate::model::shape::outline::Position;

/// Records that one task reads.
const RECORDS_AT_ONCE: usize = 4_096;

/// A record of the `.shp`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record<'a> {
    /// Its number, from 1.
    pub(crate) number: usize,
    /// What stands behind its header.
    pub(crate) content: &'a [u8],
}

/// What the outlines of some records take.
struct Chunk<'a, 'b> {
    records: &'b [Record<'a>],
    points: &'b mut [Position],
}

/// Reads the areas of a few records, their points in place of those that are given; `None` where any is damaged.
pub(crate) fn read_few(records: &[Record<'_>], mut points: Vec<Position>) -> Option<Shapes> {
    let counts = records.iter().map(n_points);
    let count = counts.sum::<Result<usize, _>>().ok()?;
    points.resize(count, [0.0; 2]);
    let mut shapes = read_chunk(Chunk { records, points: &mut points }).ok()?;
    shapes.points = points;
    Some(shapes)
}

/// Reads the polygons of all records, whose positions go where they stay; of other shapes the kind alone.
///
/// # Errors
/// The number of the first record that is damaged, or of a type that is left to the complete reader, and what it is.
pub(crate) fn read_polygons(records: &[Record<'_>]) -> Result<Shapes, (usize, &'static str)> {
    let counts: Vec<usize> = records.par_iter().map(n_points).collect::<Result<_, _>>()?;
    let mut points = vec![[0.0; 2]; counts.iter().sum()];
    let mut rest = points.as_mut_slice();
    let mut chunks = Vec::new();
    for (records, counts) in records.chunks(RECORDS_AT_ONCE).zip(counts.chunks(RECORDS_AT_ONCE)) {
        let (here, behind) = rest.split_at_mut(counts.iter().sum());
        chunks.push(Chunk { records, points: here });
        rest = behind;
    }
    let parts: Vec<Result<Shapes, (usize, &str)>> = chunks.into_par_iter().map(read_chunk).collect();
    let mut shapes = Shapes::new(Wanted::Areas);
    for part in parts {
        shapes.append_starts(&part?);
    }
    shapes.points = points;
    Ok(shapes)
}

/// Why a record cannot be read.
pub(crate) const CUT: &str = "the record is shorter than its content";
/// The type of multipatches.
const MULTIPATCH: u32 = 31;

/// The number that says what a record is.
fn code_of(record: &Record<'_>) -> Option<u32> {
    Binary::new(record.content).u32()
}

/// Whether a record is a multipatch.
pub(crate) fn is_multipatch(record: &Record<'_>) -> bool {
    code_of(record) == Some(MULTIPATCH)
}

/// What a record's type says it holds, and whether its positions have heights or measures.
///
/// # Errors
/// Types that are not known, or left to the complete reader.
pub(crate) fn kind_of(record: &Record<'_>) -> Result<(Kind, bool), (usize, &'static str)> {
    let code = code_of(record).ok_or((record.number, CUT))?;
    Ok(match code {
        0 => (Kind::Missing, false),
        1 => (Kind::Point, false),
        3 => (Kind::Line, false),
        5 => (Kind::Area, false),
        8 => (Kind::Points, false),
        11 | 21 => (Kind::Point, true),
        13 | 23 => (Kind::Line, true),
        15 | 25 => (Kind::Area, true),
        18 | 28 => (Kind::Points, true),
        MULTIPATCH => return Err((record.number, "it is a multipatch, expected a polygon")),
        _ => return Err((record.number, "its type is unknown")),
    })
}

/// What a record holds.
struct Found<'a> {
    kind: Kind,
    heights: bool,
    n_points: usize,
    /// The positions as bytes, and where each ring starts.
    points: &'a [u8],
    parts: &'a [u8],
}

/// How many positions the polygon of a record has.
fn n_points(record: &Record<'_>) -> Result<usize, (usize, &'static str)> {
    look_at(record).map(|found| found.n_points)
}

/// What a record holds. After this the record is known to be as long as it says.
fn look_at<'a>(record: &Record<'a>) -> Result<Found<'a>, (usize, &'static str)> {
    let fail = |message| (record.number, message);
    let (kind, heights) = kind_of(record)?;
    let nothing = Found { kind, heights, n_points: 0, points: &[], parts: &[] };
    if kind != Kind::Area {
        return Ok(nothing);
    }
    let AreaBytes { parts, n_points, points } = area(record.content).ok_or_else(|| fail(CUT))?;
    let starts = part_starts(parts);
    let ordered = starts.clone().zip(starts.clone().skip(1)).all(|(start, next)| start <= next);
    let last = starts.clone().last().unwrap_or(0);
    if n_points > 0 && (starts.clone().next() != Some(0) || !ordered || last > n_points) {
        return Err(fail("its rings do not follow each other"));
    }
    Ok(Found { n_points, points, parts, ..nothing })
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

fn read_chunk(Chunk { records, points }: Chunk<'_, '_>) -> Result<Shapes, (usize, &'static str)> {
    let mut shapes = Shapes::new(Wanted::Areas);
    let mut at = 0;
    for record in records {
        let Found { kind, heights, n_points, points: bytes, parts } = look_at(record)?;
        let start = at;
        at += n_points;
        let target = &mut points[start..at];
        for (target, bytes) in target.iter_mut().zip(bytes.as_chunks::<16>().0) {
            *target = [f64_at(bytes, 0), f64_at(bytes, 8)];
        }
        shapes.heights |= heights && n_points > 0;
        if n_points > 0 {
            end_rings(&mut shapes, start, target, parts);
        }
        shapes.end_shape_as(if kind == Kind::Area && n_points == 0 { Kind::Empty } else { kind });
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
