//! GeoParquet 1.1: columns as they are, geometry as well-known binary with the box of each beside it.

use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use serde_json::{Value as Json, json};

use crate::geometry::topology::arcs::Polygon;
use crate::render::export::layer::{Export, ExportError, Exported, FieldKind, Format, Value, extent};
use crate::render::export::projjson::projjson;
use crate::render::export::reference::definition_of;
use crate::render::export::wkb::push_multi_polygon;

/// Rows of a group: enough to compress well, few enough that a reader of a corner of the map leaves most groups out.
const ROWS_OF_GROUP: usize = 16_384;
/// The sides of a box, in the order of the standard.
const SIDES: [&str; 4] = ["xmin", "ymin", "xmax", "ymax"];

/// GeoParquet as a format of layers.
pub(crate) const GEOPARQUET: Format = Format {
    endings: &[".parquet", ".geoparquet"],
    is_in_degrees: false,
    is_read_back: true,
    write: |export, name| Ok(Exported::one(name, geoparquet(export)?)),
};

/// The layer as GeoParquet.
///
/// # Errors
/// Reference systems without a definition.
fn geoparquet(export: &Export) -> std::result::Result<Vec<u8>, ExportError> {
    let crs = projjson(&definition_of(export.shapes.reference())?)?;
    let failed = |error: &dyn std::fmt::Display| ExportError::new(format!("the Parquet file cannot be made: {error}"));
    build(export, &crs).map_err(|error| failed(&error))
}

fn build(export: &Export, crs: &Json) -> Result<Vec<u8>> {
    let polygons = export.polygons();
    let [geometry, covering] = ["geometry", "bbox"].map(|wanted| free_name(wanted, &export.sheet.columns));
    let bounds = extent(polygons.iter().flatten());
    let mut column = json!({
        "encoding": "WKB",
        "geometry_types": ["MultiPolygon"],
        "crs": crs,
        "orientation": "counterclockwise",
        "edges": "planar",
        "covering": { "bbox": SIDES.iter().map(|&side| (side.to_owned(), json!([covering, side]))).collect::<serde_json::Map<_, _>>() },
    });
    if let Some(bounds) = bounds {
        column["bbox"] = json!(bounds);
    }
    let geo = json!({ "version": "1.1.0", "primary_column": geometry, "columns": { geometry.as_str(): column } });
    let properties = WriterProperties::builder()
        .set_created_by(concat!(env!("CARGO_PKG_NAME"), " version ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_key_value_metadata(Some(vec![KeyValue::new("geo".to_owned(), geo.to_string())]))
        .build();
    let mut writer =
        SerializedFileWriter::new(Vec::new(), schema(export, &geometry, &covering)?, Arc::new(properties))?;
    let n_rows = export.sheet.rows.len();
    for start in (0..n_rows).step_by(ROWS_OF_GROUP) {
        let rows = start..n_rows.min(start + ROWS_OF_GROUP);
        let mut group = writer.next_row_group()?;
        for column in 0..export.sheet.columns.len() {
            write_figures(&mut group, export, rows.clone(), column)?;
        }
        write_shapes(&mut group, &polygons[rows])?;
        group.close()?;
    }
    writer.into_inner()
}

/// A name that no column has, whatever its capitals.
fn free_name(wanted: &str, taken: &[String]) -> String {
    let numbered = (2..).map(|number| format!("{wanted}_{number}"));
    std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(|name| !taken.iter().any(|other| other.eq_ignore_ascii_case(name)))
        .unwrap_or_default()
}

fn schema(export: &Export, geometry: &str, covering: &str) -> Result<Arc<Type>> {
    let column = |name: &str, kind: PhysicalType, logical: Option<LogicalType>, repetition: Repetition| {
        let builder = Type::primitive_type_builder(name, kind).with_repetition(repetition).with_logical_type(logical);
        builder.build().map(Arc::new)
    };
    let mut fields = Vec::with_capacity(export.kinds.len() + 2);
    for (title, kind) in export.sheet.columns.iter().zip(&export.kinds) {
        let (kind, logical) = match kind {
            FieldKind::Text => (PhysicalType::BYTE_ARRAY, Some(LogicalType::String)),
            FieldKind::Integer => (PhysicalType::INT64, None),
            FieldKind::Number => (PhysicalType::DOUBLE, None),
            FieldKind::Boolean => (PhysicalType::BOOLEAN, None),
        };
        fields.push(column(title, kind, logical, Repetition::OPTIONAL)?);
    }
    fields.push(column(geometry, PhysicalType::BYTE_ARRAY, None, Repetition::OPTIONAL)?);
    let sides = SIDES.iter().map(|side| column(side, PhysicalType::DOUBLE, None, Repetition::REQUIRED));
    let sides = sides.collect::<Result<Vec<_>>>()?;
    let sides = Type::group_type_builder(covering).with_repetition(Repetition::OPTIONAL).with_fields(sides).build()?;
    fields.push(Arc::new(sides));
    Ok(Arc::new(Type::group_type_builder("schema").with_fields(fields).build()?))
}

/// Writes the next column of a group: the values that are there, and for every row whether it has one.
fn write_next<T>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    cells: impl Iterator<Item = Option<T>>,
    write: impl FnOnce(&mut ColumnWriter<'_>, &[T], &[i16]) -> Result<usize>,
) -> Result<()> {
    let mut values = Vec::new();
    let mut levels = Vec::new();
    for cell in cells {
        levels.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    let missing = || ParquetError::General("the group has no more columns".to_owned());
    let mut column = group.next_column()?.ok_or_else(missing)?;
    write(column.untyped(), &values, &levels)?;
    column.close()
}

fn write_bytes(column: &mut ColumnWriter<'_>, values: &[ByteArray], levels: &[i16]) -> Result<usize> {
    let ColumnWriter::ByteArrayColumnWriter(writer) = column else { return Err(other_kind()) };
    writer.write_batch(values, Some(levels), None)
}

fn write_integers(column: &mut ColumnWriter<'_>, values: &[i64], levels: &[i16]) -> Result<usize> {
    let ColumnWriter::Int64ColumnWriter(writer) = column else { return Err(other_kind()) };
    writer.write_batch(values, Some(levels), None)
}

fn write_numbers(column: &mut ColumnWriter<'_>, values: &[f64], levels: &[i16]) -> Result<usize> {
    let ColumnWriter::DoubleColumnWriter(writer) = column else { return Err(other_kind()) };
    writer.write_batch(values, Some(levels), None)
}

fn write_booleans(column: &mut ColumnWriter<'_>, values: &[bool], levels: &[i16]) -> Result<usize> {
    let ColumnWriter::BoolColumnWriter(writer) = column else { return Err(other_kind()) };
    writer.write_batch(values, Some(levels), None)
}

fn other_kind() -> ParquetError {
    ParquetError::General("a column is of another kind than its values".to_owned())
}

fn write_figures(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    export: &Export,
    rows: std::ops::Range<usize>,
    column: usize,
) -> Result<()> {
    let values = rows.map(|row| export.value(row, column));
    match export.kinds[column] {
        FieldKind::Text => {
            let texts = values.map(|value| match value? {
                Value::Text(text) => Some(ByteArray::from(text.as_ref())),
                Value::Integer(_) | Value::Number(_) | Value::Boolean(_) => None,
            });
            write_next(group, texts, write_bytes)
        }
        FieldKind::Integer => {
            let integers = values.map(|value| match value? {
                Value::Integer(integer) => Some(integer),
                Value::Text(_) | Value::Number(_) | Value::Boolean(_) => None,
            });
            write_next(group, integers, write_integers)
        }
        FieldKind::Number => {
            let numbers = values.map(|value| match value? {
                Value::Number(number) => Some(number),
                Value::Text(_) | Value::Integer(_) | Value::Boolean(_) => None,
            });
            write_next(group, numbers, write_numbers)
        }
        FieldKind::Boolean => {
            let truths = values.map(|value| match value? {
                Value::Boolean(truth) => Some(truth),
                Value::Text(_) | Value::Integer(_) | Value::Number(_) => None,
            });
            write_next(group, truths, write_booleans)
        }
    }
}

/// Writes the geometries and the four sides of their boxes.
fn write_shapes(group: &mut SerializedRowGroupWriter<'_, Vec<u8>>, shapes: &[Vec<Polygon>]) -> Result<()> {
    let geometries = shapes.iter().map(|polygons| {
        let mut bytes = Vec::new();
        push_multi_polygon(&mut bytes, polygons);
        (!polygons.is_empty()).then(|| ByteArray::from(bytes))
    });
    write_next(group, geometries, write_bytes)?;
    let boxes: Vec<Option<[f64; 4]>> = shapes.iter().map(extent).collect();
    for side in 0..SIDES.len() {
        write_next(group, boxes.iter().map(|bounds| bounds.map(|bounds| bounds[side])), write_numbers)?;
    }
    Ok(())
}
