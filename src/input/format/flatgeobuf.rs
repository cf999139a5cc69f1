//! FlatGeobuf: features one after the other behind a header and an index, which is skipped.
//!
//! Source: the FlatGeobuf specification, version 3. Every buffer is verified before it is read.

use flatgeobuf::{ColumnType, Geometry, GeometryType, Header};
use flatgeobuf::{size_prefixed_root_as_feature, size_prefixed_root_as_header};

use crate::input::file::binary::{Binary, f64_at};
use crate::input::layer::read::{
    BadGeometry, Columns, DeclaredReference, Kind, Layer, Part, Shapes, Wanted, bad_geometry, damaged, read_records,
};
use crate::input::layer::reference::declared_by_code;
use crate::input::problem::remark::Problems;
use crate::model::base::text::{Text, displayed};

/// The bytes before the header: the format's mark.
const MAGIC: usize = 8;
/// Bytes of a node of the index.
const NODE: u64 = 40;

/// A feature's number and bytes, with their length before them.
struct Record<'a> {
    number: usize,
    bytes: &'a [u8],
}

/// Reads the layer of a file.
///
/// # Errors
/// Files that are cut off or damaged.
pub(crate) fn read_flatgeobuf(file: &str, bytes: &[u8], wanted: Wanted) -> Result<Layer, Problems> {
    let mut binary = Binary::new(bytes).from(MAGIC);
    let header = prefixed(&mut binary).ok_or_else(|| damaged(file, "the file ends within its header"))?;
    let header = size_prefixed_root_as_header(header).map_err(|_| damaged(file, "the header is damaged"))?;
    let index = index_size(&header).ok_or_else(|| damaged(file, "the header has an impossible index"))?;
    binary.take(index).ok_or_else(|| damaged(file, "the file ends within its index"))?;
    let mut records = Vec::new();
    while binary.left() > 0 {
        let number = records.len() + 1;
        let bytes =
            prefixed(&mut binary).ok_or_else(|| damaged(file, format!("feature {number} ends beyond the file")))?;
        records.push(Record { number, bytes });
    }
    let expected = header.features_count();
    if expected > 0 && expected != records.len() as u64 {
        let message = format!("the file has {} features, expected {expected} by its header", records.len());
        return Err(damaged(file, message));
    }
    let columns: Vec<(String, ColumnType)> = header
        .columns()
        .map(|columns| columns.iter().map(|column| (column.name().to_owned(), column.type_())).collect())
        .unwrap_or_default();
    let kind = header.geometry_type();
    let part = read_records(wanted, &records, |record, part| {
        let fail = |found| bad_geometry(file, &format!("feature {}", record.number), found);
        if part.shapes.len() == 0 {
            part.columns = Columns::named(columns.iter().map(|(name, _)| name.clone()));
            let is_time = |column: &usize| columns[*column].1 == ColumnType::DateTime;
            (0..columns.len()).filter(is_time).for_each(|column| part.columns.mark_dates(column));
        }
        read_feature(record.bytes, kind, &columns, part).map_err(fail)
    })?;
    let reference = header.crs().map_or(DeclaredReference::Nothing, |crs| {
        declared_by_code(crs.org().unwrap_or("EPSG"), i64::from(crs.code()), crs.wkt().unwrap_or(""))
    });
    let name = header.name().filter(|name| !name.is_empty()).map(str::to_owned);
    Ok(Layer { names: name.iter().cloned().collect(), name, part, reference })
}

/// The next buffer, its length of four bytes included.
fn prefixed<'a>(binary: &mut Binary<'a>) -> Option<&'a [u8]> {
    let mut ahead = *binary;
    let length = ahead.length()?;
    binary.take(length.checked_add(4)?)
}

/// Bytes of the index: a tree packed level by level.
fn index_size(header: &Header<'_>) -> Option<usize> {
    let (mut level, size) = (header.features_count(), u64::from(header.index_node_size()));
    if level == 0 || size == 0 {
        return Some(0);
    }
    if size < 2 {
        return None;
    }
    let mut nodes = level;
    while level > 1 {
        level = level.div_ceil(size);
        nodes = nodes.checked_add(level)?;
    }
    // A single feature has a root above it.
    let nodes = if header.features_count() == 1 { 2 } else { nodes };
    usize::try_from(nodes.checked_mul(NODE)?).ok()
}

fn read_feature(
    bytes: &[u8],
    kind: GeometryType,
    columns: &[(String, ColumnType)],
    part: &mut Part,
) -> Result<(), BadGeometry> {
    let feature = size_prefixed_root_as_feature(bytes).map_err(|_| "its bytes are damaged")?;
    let number = part.shapes.len();
    if let Some(properties) = feature.properties() {
        let mut binary = Binary::new(properties.bytes());
        // Some writers leave a single byte at the end.
        while binary.left() > 1 {
            let column = usize::from(binary.u16().ok_or(CUT)?);
            let (_, kind) = columns.get(column).ok_or("it has an attribute of no column")?;
            let value = value(&mut binary, *kind).ok_or(CUT)?;
            let value = (*kind != ColumnType::Binary).then_some(value);
            part.columns.set(column, number, value);
            part.columns
                .mark_text(column, matches!(*kind, ColumnType::String | ColumnType::Json | ColumnType::DateTime));
        }
    }
    if let Some(found) = feature.geometry() {
        let kind = if kind == GeometryType::Unknown { found.type_() } else { kind };
        let before = part.shapes.points.len();
        let mut budget = bytes.len() / 16;
        geometry(&found, kind, &mut part.shapes, &mut budget)?;
        debug_assert!(part.shapes.points.len() - before <= bytes.len() / 16);
    }
    part.shapes.end_shape();
    Ok(())
}

const CUT: &str = "its attributes end early";

fn value(binary: &mut Binary<'_>, kind: ColumnType) -> Option<Text> {
    Some(match kind {
        ColumnType::Byte => displayed(binary.u8()?.cast_signed()),
        ColumnType::UByte => displayed(binary.u8()?),
        ColumnType::Bool => displayed(binary.u8()? != 0),
        ColumnType::Short => displayed(binary.u16()?.cast_signed()),
        ColumnType::UShort => displayed(binary.u16()?),
        ColumnType::Int => displayed(binary.u32()?.cast_signed()),
        ColumnType::UInt => displayed(binary.u32()?),
        ColumnType::Long => displayed(binary.u64()?.cast_signed()),
        ColumnType::ULong => displayed(binary.u64()?),
        ColumnType::Float => displayed(f32::from_bits(binary.u32()?)),
        ColumnType::Double => displayed(binary.f64()?),
        ColumnType::Binary => {
            let length = binary.length()?;
            binary.take(length).map(|_| Text::default())?
        }
        // Texts, JSON and times are all written as texts.
        _ => {
            let length = binary.length()?;
            Text::from_utf8_lossy(binary.take(length)?)
        }
    })
}

/// Reads a geometry; `budget` is how many positions a feature of its length can have, however often a part is named.
fn geometry(
    found: &Geometry<'_>,
    kind: GeometryType,
    shapes: &mut Shapes,
    budget: &mut usize,
) -> Result<(), BadGeometry> {
    let mark = shapes.mark();
    let parts = || found.parts().into_iter().flat_map(|parts| parts.iter());
    let kind = match kind {
        GeometryType::Point | GeometryType::MultiPoint => {
            rings(found, shapes, budget)?;
            if kind == GeometryType::Point { Kind::Point } else { Kind::Points }
        }
        GeometryType::LineString | GeometryType::MultiLineString => {
            rings(found, shapes, budget)?;
            Kind::Line
        }
        GeometryType::Polygon | GeometryType::Triangle => {
            rings(found, shapes, budget)?;
            shapes.end_polygon();
            Kind::Area
        }
        GeometryType::MultiPolygon | GeometryType::PolyhedralSurface | GeometryType::TIN => {
            for part in parts() {
                rings(&part, shapes, budget)?;
                shapes.end_polygon();
            }
            Kind::Area
        }
        GeometryType::GeometryCollection => {
            for part in parts() {
                geometry(&part, part.type_(), shapes, budget)?;
            }
            return Ok(());
        }
        GeometryType::Unknown => return Err("its geometry has no type".into()),
        _ => return Err(BadGeometry::Curved),
    };
    shapes.end_geometry(kind, mark);
    Ok(())
}

fn rings(found: &Geometry<'_>, shapes: &mut Shapes, budget: &mut usize) -> Result<(), &'static str> {
    let Some(xy) = found.xy() else { return Ok(()) };
    let start = shapes.points.len();
    let n_points = xy.len() / 2;
    *budget = budget.checked_sub(n_points).ok_or("its geometry is larger than the feature")?;
    shapes.heights |= found.z().is_some_and(|z| !z.is_empty()) || found.m().is_some_and(|m| !m.is_empty());
    let mut done = 0;
    let ends = found.ends().into_iter().flat_map(|ends| ends.iter());
    let ends = ends.map(|end| usize::try_from(end).unwrap_or(usize::MAX)).chain([n_points]);
    for end in ends {
        if end < done || end > n_points {
            return Err("its rings do not follow each other");
        }
        let bytes = &xy.bytes()[done * 16..end * 16];
        shapes.points.extend(bytes.chunks_exact(16).map(|bytes| [f64_at(bytes, 0), f64_at(bytes, 8)]));
        shapes.end_ring();
        done = end;
    }
    debug_assert_eq!(shapes.points.len() - start, n_points);
    Ok(())
}
