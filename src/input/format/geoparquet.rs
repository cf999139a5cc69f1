//! GeoParquet: a column of geometries as well-known binary or as native lists of coordinates, with metadata that says which.
//!
//! Source: GeoParquet specification 1.1.0; native encodings as in `GeoArrow` 0.2.

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Schema};
use bytes::Bytes;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use rayon::prelude::*;

use crate::input::cell::arrow_text::text_of;
use crate::input::file::guard::guarded;
use crate::input::format::wkb::read_wkb;
use crate::input::layer::read::{
    Columns, DeclaredReference, Kind, Layer, Part, Shapes, Wanted, bad_geometry, damaged, join_parts,
};
use crate::input::problem::remark;
use crate::input::problem::remark::{Place, Problems, Remark};

/// Rows that are decoded at once.
const ROWS_AT_ONCE: usize = 8_192;

/// Where the geometries are and what they are.
struct Geometry {
    column: usize,
    encoding: Encoding,
    reference: DeclaredReference,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    WellKnown,
    /// Lists of coordinates: what they are, and how many lists a coordinate is in.
    Native(Kind, usize),
}

/// Reads the layer of a file.
///
/// # Errors
/// Damaged files, files without a column of geometries.
pub(crate) fn read_geoparquet(file: &str, bytes: &Bytes, wanted: Wanted) -> Result<Layer, Problems> {
    let fail = |error: &dyn std::fmt::Display| damaged(file, format!("the file cannot be read: {error}"));
    // The Arrow schema that writers add only repeats that of Parquet.
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let metadata = guarded(|| ArrowReaderMetadata::load(bytes, options))
        .ok_or_else(|| damaged(file, "the metadata of the file are damaged"))?
        .map_err(|error| fail(&error))?;
    let pairs = metadata.metadata().file_metadata().key_value_metadata();
    let geo = pairs.into_iter().flatten().find(|pair| pair.key == "geo").and_then(|pair| pair.value.as_deref());
    let schema = metadata.schema().clone();
    let geometry = find_geometry(file, geo, &schema)?;
    let attributes: Vec<usize> = (0..schema.fields().len())
        .filter(|&column| column != geometry.column && is_attribute(schema.field(column).data_type()))
        .filter(|&column| !schema.field(column).name().starts_with("__index_level_"))
        .collect();
    let parts: Vec<Result<Part, Problems>> = (0..metadata.metadata().num_row_groups())
        .into_par_iter()
        .map(|group| {
            let names = attributes.iter().map(|&column| schema.field(column).name().clone());
            let mut part = Part { shapes: Shapes::new(wanted), columns: Columns::named(names) };
            let mut read = || {
                let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(bytes.clone(), metadata.clone())
                    .with_row_groups(vec![group])
                    .with_batch_size(ROWS_AT_ONCE)
                    .build()
                    .map_err(|error| fail(&error))?;
                for batch in reader {
                    let batch = batch.map_err(|error| fail(&error))?;
                    read_batch(&batch, &geometry, &attributes, &mut part).map_err(|(row, message)| {
                        bad_geometry(file, &format!("feature {} of row group {}", row + 1, group + 1), message)
                    })?;
                }
                Ok(())
            };
            guarded(&mut read).ok_or_else(|| damaged(file, format!("row group {} is damaged", group + 1)))??;
            Ok(part)
        })
        .collect();
    let part = join_parts(wanted, parts)?;
    Ok(Layer { name: None, names: Vec::new(), part, reference: geometry.reference })
}

/// Whether values of a type can be attributes.
fn is_attribute(kind: &DataType) -> bool {
    !kind.is_nested() && !kind.is_binary()
}

/// The column of geometries: the primary one of the metadata, else the one with a usual name.
fn find_geometry(file: &str, geo: Option<&str>, schema: &Schema) -> Result<Geometry, Problems> {
    let find = |name: &str| schema.fields().iter().position(|field| field.name() == name);
    let Some(geo) = geo else {
        let usual = ["geometry", "geom", "wkb_geometry", "shape"].iter().find_map(|name| find(name));
        let binary = usual.filter(|&column| schema.field(column).data_type().is_binary());
        return binary
            .map(|column| Geometry { column, encoding: Encoding::WellKnown, reference: DeclaredReference::Nothing })
            .ok_or_else(|| {
                let hint = "name a GeoParquet file, or a table of codes under the section that takes one";
                let message = "the Parquet file has no geometries: the metadata \"geo\" is missing";
                Problems::one(Remark::of(remark::Kind::Format, Place::file(file), message).hint(hint))
            });
    };
    let geo: serde_json::Value =
        serde_json::from_str(geo).map_err(|_| damaged(file, "the metadata \"geo\" is no JSON"))?;
    let primary = geo["primary_column"].as_str().unwrap_or("geometry");
    let Some(column) = find(primary) else {
        return Err(damaged(file, format!("there is no column {primary:?} of geometries, which the metadata names")));
    };
    let described = &geo["columns"][primary];
    let encoding = match described["encoding"].as_str().unwrap_or("WKB") {
        "WKB" => Encoding::WellKnown,
        "point" => Encoding::Native(Kind::Point, 0),
        "multipoint" => Encoding::Native(Kind::Points, 1),
        "linestring" => Encoding::Native(Kind::Line, 1),
        "multilinestring" => Encoding::Native(Kind::Line, 2),
        "polygon" => Encoding::Native(Kind::Area, 2),
        "multipolygon" => Encoding::Native(Kind::Area, 3),
        other => {
            let message = format!("geometries are encoded as {other:?}, expected \"WKB\" or a native encoding");
            return Err(Problems::one(Remark::of(remark::Kind::Format, Place::file(file), message)));
        }
    };
    let reference = match described.get("crs") {
        None => DeclaredReference::Standard,
        Some(serde_json::Value::String(text)) => DeclaredReference::Text(text.clone()),
        Some(crs @ serde_json::Value::Object(_)) => DeclaredReference::Text(crs.to_string()),
        Some(_) => DeclaredReference::Nothing,
    };
    Ok(Geometry { column, encoding, reference })
}

/// What is wrong in which row.
type RowProblem = (usize, &'static str);

fn read_batch(
    batch: &RecordBatch,
    geometry: &Geometry,
    attributes: &[usize],
    part: &mut Part,
) -> Result<(), RowProblem> {
    let first = part.shapes.len();
    for (index, &column) in attributes.iter().enumerate() {
        let values = batch.column(column);
        part.columns.mark_text(index, !values.data_type().is_numeric() && *values.data_type() != DataType::Boolean);
        for row in 0..batch.num_rows() {
            part.columns.set(index, first + row, text_of(values, row));
        }
    }
    let column = batch.column(geometry.column);
    match geometry.encoding {
        Encoding::WellKnown => read_well_known(column, &mut part.shapes),
        Encoding::Native(kind, lists) => {
            let native = Native::of(column, lists)
                .ok_or((first, "the column is not of the encoding that the metadata names"))?;
            for row in 0..batch.num_rows() {
                if !column.is_null(row) {
                    native.read(row, kind, &mut part.shapes);
                }
                part.shapes.end_shape();
            }
            Ok(())
        }
    }
}

fn read_well_known(column: &ArrayRef, shapes: &mut Shapes) -> Result<(), RowProblem> {
    for row in 0..column.len() {
        if !column.is_null(row) {
            let Some(bytes) = binary_at(column, row) else {
                return Err((shapes.len(), "the column of geometries is not binary"));
            };
            let number = shapes.len();
            read_wkb(bytes, shapes).map_err(|message| (number, message))?;
        }
        shapes.end_shape();
    }
    Ok(())
}

fn binary_at(column: &ArrayRef, row: usize) -> Option<&[u8]> {
    let plain = column.as_binary_opt::<i32>().map(|column| column.value(row));
    let large = || column.as_binary_opt::<i64>().map(|column| column.value(row));
    plain.or_else(large).or_else(|| column.as_binary_view_opt().map(|column| column.value(row)))
}

/// Native geometries: the bounds of lists inside lists, and the coordinates in the innermost.
struct Native<'a> {
    lists: Vec<&'a [i32]>,
    coordinates: Coordinates<'a>,
}

enum Coordinates<'a> {
    /// A column for each axis.
    Separated { x: &'a [f64], y: &'a [f64], heights: bool },
    /// All axes in turn, and where each position starts.
    Interleaved { values: &'a [f64], starts: &'a [i32] },
}

impl<'a> Native<'a> {
    fn of(column: &'a ArrayRef, lists: usize) -> Option<Self> {
        let mut array: &'a dyn Array = column.as_ref();
        let mut bounds = Vec::with_capacity(lists);
        for _ in 0..lists {
            let list = array.as_list_opt::<i32>()?;
            bounds.push(list.value_offsets());
            array = list.values().as_ref();
        }
        let coordinates = if let Some(fields) = array.as_struct_opt() {
            let axis =
                |name: &str| Some(fields.column_by_name(name)?.as_primitive_opt::<Float64Type>()?.values().as_ref());
            Coordinates::Separated { x: axis("x")?, y: axis("y")?, heights: fields.num_columns() > 2 }
        } else {
            let positions = array.as_list_opt::<i32>()?;
            let values = positions.values().as_primitive_opt::<Float64Type>()?;
            Coordinates::Interleaved { values: values.values().as_ref(), starts: positions.value_offsets() }
        };
        Some(Self { lists: bounds, coordinates })
    }

    /// What element `index` of the lists of `level` holds.
    fn inside(&self, level: usize, index: usize) -> std::ops::Range<usize> {
        let bound =
            |index: usize| self.lists[level].get(index).and_then(|bound| usize::try_from(*bound).ok()).unwrap_or(0);
        bound(index)..bound(index + 1)
    }

    fn read(&self, row: usize, kind: Kind, shapes: &mut Shapes) {
        let mark = shapes.mark();
        match self.lists.len() {
            0 => self.positions(row..row + 1, shapes),
            1 => self.positions(self.inside(0, row), shapes),
            2 => self.rings(self.inside(0, row), 1, shapes),
            _ => {
                for polygon in self.inside(0, row) {
                    self.rings(self.inside(1, polygon), 2, shapes);
                    shapes.end_polygon();
                }
            }
        }
        // A point that is none has coordinates that are no numbers.
        if kind == Kind::Point && shapes.points.last().is_some_and(|[x, y]| x.is_nan() && y.is_nan()) {
            shapes.undo(mark);
        }
        shapes.end_geometry(kind, mark);
    }

    fn rings(&self, rings: std::ops::Range<usize>, level: usize, shapes: &mut Shapes) {
        for ring in rings {
            self.positions(self.inside(level, ring), shapes);
            shapes.end_ring();
        }
    }

    fn positions(&self, range: std::ops::Range<usize>, shapes: &mut Shapes) {
        match self.coordinates {
            Coordinates::Separated { x, y, heights } => {
                shapes.heights |= heights;
                let (x, y) = (x.get(range.clone()).unwrap_or_default(), y.get(range).unwrap_or_default());
                shapes.points.extend(x.iter().zip(y).map(|(x, y)| [*x, *y]));
            }
            Coordinates::Interleaved { values, starts } => {
                for position in range {
                    let bound = |index: usize| starts.get(index).and_then(|start| usize::try_from(*start).ok());
                    let (Some(from), Some(to)) = (bound(position), bound(position + 1)) else { continue };
                    if let Some([x, y, rest @ ..]) = values.get(from..to) {
                        shapes.heights |= !rest.is_empty();
                        shapes.points.push([*x, *y]);
                    }
                }
            }
        }
    }
}
