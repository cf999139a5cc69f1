//! GeoParquet: a column of geometries as well-known binary or as native lists of coordinates, with metadata that says which.
//!
//! Source: GeoParquet specification 1.1.0; native encodings as in `GeoArrow` 0.2.

use std::ops::Range;

use bytes::Bytes;
use parquet::basic::Type as PhysicalType;
use parquet::column::reader::ColumnReader;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, RowGroupReader};
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::schema::types::{SchemaDescriptor, Type};
use rayon::prelude::*;

use crate::input::file::guard::guarded;
use crate::input::format::geoparquet::cell::Cell;
use crate::input::format::geoparquet::column::{all_rows, each_value, within};
use crate::input::format::geoparquet::lists::Native;
use crate::input::format::wkb::read_wkb;
use crate::input::layer::read::{
    BadGeometry, Columns, DeclaredReference, Kind, Layer, Part, Shapes, Wanted, bad_geometry, damaged, join_parts,
};
use crate::input::problem::kind;
use crate::input::problem::remark::{Place, Problems, Remark};

/// Where the geometries are and what they are.
struct Geometry {
    /// Its place among the columns of the table.
    column: usize,
    /// The columns of values that it is stored as.
    leaves: Range<usize>,
    encoding: Encoding,
    reference: DeclaredReference,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    WellKnown,
    /// Lists of coordinates: what they are, and how many lists a coordinate is in.
    Native(Kind, usize),
}

/// A column of attributes.
struct Attribute {
    name: String,
    leaf: usize,
    cell: Cell,
}

/// Why a group of rows cannot be read.
enum Failure {
    Damaged(ParquetError),
    /// What is wrong with the geometry of which row.
    Row(usize, BadGeometry),
}

impl From<ParquetError> for Failure {
    fn from(error: ParquetError) -> Self {
        Self::Damaged(error)
    }
}

/// Reads the layer of a file.
///
/// # Errors
/// Damaged files, files without a column of geometries.
pub(crate) fn read_geoparquet(file: &str, bytes: Vec<u8>, wanted: Wanted) -> Result<Layer, Problems> {
    let fail = |error: &dyn std::fmt::Display| damaged(file, format!("the file cannot be read: {error}"));
    let reader = guarded(|| SerializedFileReader::new(Bytes::from(bytes)))
        .ok_or_else(|| damaged(file, "the metadata of the file are damaged"))?
        .map_err(|error| fail(&error))?;
    let metadata = reader.metadata().file_metadata();
    let pairs = metadata.key_value_metadata();
    let geo = pairs.into_iter().flatten().find(|pair| pair.key == "geo").and_then(|pair| pair.value.as_deref());
    let geometry = find_geometry(file, geo, metadata.schema_descr())?;
    let attributes = attributes_of(metadata.schema_descr(), geometry.column);
    let parts: Vec<Result<Part, Problems>> = (0..reader.num_row_groups())
        .into_par_iter()
        .map(|group| {
            let names = attributes.iter().map(|attribute| attribute.name.clone());
            let mut part = Part { shapes: Shapes::new(wanted), columns: Columns::named(names) };
            let mut read = || read_group(&*reader.get_row_group(group)?, &geometry, &attributes, &mut part);
            guarded(&mut read).ok_or_else(|| damaged(file, format!("row group {} is damaged", group + 1)))?.map_err(
                |failure| match failure {
                    Failure::Damaged(error) => fail(&error),
                    Failure::Row(row, found) => {
                        bad_geometry(file, &format!("feature {} of row group {}", row + 1, group + 1), found)
                    }
                },
            )?;
            Ok(part)
        })
        .collect();
    let part = join_parts(wanted, parts)?;
    Ok(Layer { name: None, names: Vec::new(), part, reference: geometry.reference })
}

/// The columns of values that a column of the table is stored as.
fn leaves_of(schema: &SchemaDescriptor, column: usize) -> Range<usize> {
    let mut leaves = (0..schema.num_columns()).filter(|&leaf| schema.get_column_root_idx(leaf) == column);
    let first = leaves.next();
    first.map_or(0..0, |first| first..first + 1 + leaves.count())
}

fn attributes_of(schema: &SchemaDescriptor, geometry: usize) -> Vec<Attribute> {
    let fields = schema.root_schema().get_fields().iter().enumerate();
    let others = fields.filter(|(column, field)| *column != geometry && !field.name().starts_with("__index_level_"));
    others
        .filter_map(|(column, field)| {
            let cell = Cell::of(field)?;
            Some(Attribute { name: field.name().to_owned(), leaf: leaves_of(schema, column).start, cell })
        })
        .collect()
}

/// The column of geometries: the primary one of the metadata, else the one with a usual name.
fn find_geometry(file: &str, geo: Option<&str>, schema: &SchemaDescriptor) -> Result<Geometry, Problems> {
    let fields = schema.root_schema().get_fields();
    let find = |name: &str| fields.iter().position(|field| field.name() == name);
    let Some(geo) = geo else {
        let usual = ["geometry", "geom", "wkb_geometry", "shape"].iter().find_map(|name| find(name));
        let binary = usual.filter(|&column| is_binary(&fields[column]));
        return binary
            .map(|column| Geometry {
                column,
                leaves: leaves_of(schema, column),
                encoding: Encoding::WellKnown,
                reference: DeclaredReference::Nothing,
            })
            .ok_or_else(|| {
                let hint = "name a GeoParquet file, or a table of codes under the section that takes one";
                let message = "the Parquet file has no geometries: the metadata \"geo\" is missing";
                Problems::one(Remark::of(kind::Kind::Format, Place::file(file), message).hint(hint))
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
            return Err(Problems::one(Remark::of(kind::Kind::Format, Place::file(file), message)));
        }
    };
    let reference = match described.get("crs") {
        None => DeclaredReference::Standard,
        Some(serde_json::Value::String(text)) => DeclaredReference::Text(text.clone()),
        Some(crs @ serde_json::Value::Object(_)) => DeclaredReference::Text(crs.to_string()),
        Some(_) => DeclaredReference::Nothing,
    };
    Ok(Geometry { column, leaves: leaves_of(schema, column), encoding, reference })
}

fn is_binary(field: &Type) -> bool {
    field.is_primitive() && field.get_physical_type() == PhysicalType::BYTE_ARRAY && Cell::of(field).is_none()
}

fn read_group(
    group: &dyn RowGroupReader,
    geometry: &Geometry,
    attributes: &[Attribute],
    part: &mut Part,
) -> Result<(), Failure> {
    let n_rows = usize::try_from(group.metadata().num_rows()).map_err(ParquetError::from)?;
    for (index, attribute) in attributes.iter().enumerate() {
        part.columns.mark_text(index, attribute.cell.is_text());
        let column = group.get_column_reader(attribute.leaf)?;
        attribute.cell.each_text(column, n_rows, |row, text| part.columns.set(index, row, text))?;
    }
    match geometry.encoding {
        Encoding::WellKnown => read_well_known(group, &geometry.leaves, n_rows, &mut part.shapes),
        Encoding::Native(kind, lists) => {
            let mut native = Native::of(group, geometry.leaves.clone(), lists)?
                .ok_or(Failure::Row(0, "the column is not of the encoding that the metadata names".into()))?;
            while let Some(rows) = native.next()? {
                let rows = rows.map_err(|message| Failure::Row(part.shapes.len(), message.into()))?;
                within(part.shapes.len() + rows.len(), n_rows)?;
                rows.read(kind, &mut part.shapes);
            }
            Ok(all_rows(part.shapes.len(), n_rows)?)
        }
    }
}

fn read_well_known(
    group: &dyn RowGroupReader,
    leaves: &Range<usize>,
    n_rows: usize,
    shapes: &mut Shapes,
) -> Result<(), Failure> {
    let column = if leaves.len() == 1 { Some(group.get_column_reader(leaves.start)?) } else { None };
    let Some(ColumnReader::ByteArrayColumnReader(column)) = column else {
        return Err(Failure::Row(0, "the column of geometries is not binary".into()));
    };
    each_value(column, n_rows, |row, bytes| {
        if let Some(bytes) = bytes {
            read_wkb(bytes.data(), shapes).map_err(|found| Failure::Row(row, found))?;
        }
        shapes.end_shape();
        Ok(())
    })
}
