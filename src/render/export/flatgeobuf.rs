//! FlatGeobuf 3: features one after the other along a Hilbert curve, and before them an index of their boxes.

use flatbuffers::{FlatBufferBuilder, WIPOffset};
use flatgeobuf::packed_r_tree::{NodeItem, PackedRTree, calc_extent, hilbert_sort};
use flatgeobuf::{
    Column, ColumnArgs, ColumnType, Crs, CrsArgs, Feature, FeatureArgs, Geometry, GeometryArgs, GeometryType, Header,
    HeaderArgs,
};
use rayon::prelude::*;

use crate::geometry::topology::arcs::Polygon;
use crate::render::export::layer::{Export, ExportError, Exported, FieldKind, Format, Value, extent};
use crate::render::export::reference::definition_of;

/// The file's first bytes: version 3, patch 0.
const MAGIC: &[u8] = b"fgb\x03fgb\x00";

/// FlatGeobuf as a format of layers.
pub(crate) const FLATGEOBUF: Format = Format {
    endings: &[".fgb"],
    is_in_degrees: false,
    is_read_back: true,
    write: |export, name| Ok(Exported::one(name, flatgeobuf(export)?)),
};

/// The layer as a FlatGeobuf. Features stand in the order of the index, not of the layer; where a shape has no outline there is no
/// index, for an index holds boxes.
///
/// # Errors
/// Reference systems without a definition.
fn flatgeobuf(export: &Export) -> Result<Vec<u8>, ExportError> {
    let polygons = export.polygons();
    let features: Vec<Vec<u8>> =
        polygons.par_iter().enumerate().map(|(row, shape)| feature(export, row, shape)).collect();
    let boxes: Option<Vec<NodeItem>> = polygons
        .iter()
        .enumerate()
        .map(|(row, shape)| {
            let [min_x, min_y, max_x, max_y] = extent(shape)?;
            // Until they are sorted, boxes hold the number of their feature.
            Some(NodeItem { offset: row as u64, ..NodeItem::bounds(min_x, min_y, max_x, max_y) })
        })
        .collect();
    let mut boxes = boxes.filter(|boxes| !boxes.is_empty());
    let envelope = extent(polygons.iter().flatten());
    let mut bytes = MAGIC.to_vec();
    bytes.extend(header(export, envelope, boxes.is_some())?);
    let mut order: Vec<usize> = (0..features.len()).collect();
    if let Some(boxes) = &mut boxes {
        let whole = calc_extent(boxes);
        hilbert_sort(boxes, &whole);
        let mut offset = 0;
        for (place, node) in order.iter_mut().zip(boxes.iter_mut()) {
            *place = usize::try_from(node.offset).unwrap_or(0);
            node.offset = offset;
            offset += features[*place].len() as u64;
        }
        let failed = |error: String| ExportError::new(format!("the index cannot be made: {error}"));
        let index = PackedRTree::build(boxes, &whole, PackedRTree::DEFAULT_NODE_SIZE);
        index
            .map_err(|error| failed(error.to_string()))?
            .stream_write(&mut bytes)
            .map_err(|error| failed(error.to_string()))?;
    }
    bytes.extend(order.into_iter().flat_map(|row| &features[row]));
    Ok(bytes)
}

fn header(export: &Export, envelope: Option<[f64; 4]>, indexed: bool) -> Result<Vec<u8>, ExportError> {
    let system = definition_of(export.shapes.reference())?;
    let wkt = system.wkt()?;
    let mut builder = FlatBufferBuilder::new();
    let crs = CrsArgs {
        org: system.epsg.map(|_| builder.create_string("EPSG")),
        code: system.epsg.unwrap_or(0),
        name: Some(builder.create_string(&system.name)),
        wkt: Some(builder.create_string(&wkt)),
        ..CrsArgs::default()
    };
    let crs = Crs::create(&mut builder, &crs);
    let columns: Vec<WIPOffset<Column<'_>>> = export
        .sheet
        .columns
        .iter()
        .zip(&export.kinds)
        .map(|(title, kind)| {
            let type_ = match kind {
                FieldKind::Text => ColumnType::String,
                FieldKind::Integer => ColumnType::Long,
                FieldKind::Number => ColumnType::Double,
                FieldKind::Boolean => ColumnType::Bool,
            };
            let column = ColumnArgs { name: Some(builder.create_string(title)), type_, ..ColumnArgs::default() };
            Column::create(&mut builder, &column)
        })
        .collect();
    let arguments = HeaderArgs {
        name: Some(builder.create_string(&export.layer)),
        envelope: envelope.map(|bounds| builder.create_vector(&bounds)),
        geometry_type: GeometryType::MultiPolygon,
        columns: Some(builder.create_vector(&columns)),
        features_count: export.sheet.rows.len() as u64,
        index_node_size: if indexed { PackedRTree::DEFAULT_NODE_SIZE } else { 0 },
        crs: Some(crs),
        ..HeaderArgs::default()
    };
    let header = Header::create(&mut builder, &arguments);
    builder.finish_size_prefixed(header, None);
    Ok(builder.finished_data().to_vec())
}

fn feature(export: &Export, row: usize, polygons: &[Polygon]) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let parts: Vec<WIPOffset<Geometry<'_>>> = polygons.iter().map(|polygon| part(&mut builder, polygon)).collect();
    let geometry = (!parts.is_empty()).then(|| {
        let parts = Some(builder.create_vector(&parts));
        Geometry::create(
            &mut builder,
            &GeometryArgs { type_: GeometryType::MultiPolygon, parts, ..GeometryArgs::default() },
        )
    });
    let properties = Some(builder.create_vector(&properties(export, row)));
    let feature = Feature::create(&mut builder, &FeatureArgs { geometry, properties, columns: None });
    builder.finish_size_prefixed(feature, None);
    builder.finished_data().to_vec()
}

fn part<'a>(builder: &mut FlatBufferBuilder<'a>, polygon: &Polygon) -> WIPOffset<Geometry<'a>> {
    let rings = || std::iter::once(&polygon.exterior).chain(&polygon.holes);
    let flat: Vec<f64> = rings().flatten().flatten().copied().collect();
    let ends: Vec<u32> = rings()
        .scan(0, |end, ring| {
            *end += u32::try_from(ring.len()).unwrap_or(u32::MAX);
            Some(*end)
        })
        .collect();
    let ends = (ends.len() > 1).then(|| builder.create_vector(&ends));
    let xy = Some(builder.create_vector(&flat));
    Geometry::create(builder, &GeometryArgs { ends, xy, type_: GeometryType::Polygon, ..GeometryArgs::default() })
}

/// The figures of a row: each the number of its column and its bytes. Missing ones are left out.
fn properties(export: &Export, row: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    for column in 0..export.sheet.columns.len() {
        let Some(value) = export.value(row, column) else { continue };
        bytes.extend(u16::try_from(column).unwrap_or(u16::MAX).to_le_bytes());
        match value {
            Value::Text(text) => {
                bytes.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
                bytes.extend(text.as_bytes());
            }
            Value::Integer(integer) => bytes.extend(integer.to_le_bytes()),
            Value::Number(number) => bytes.extend(number.to_le_bytes()),
            Value::Boolean(truth) => bytes.push(u8::from(truth)),
        }
    }
    bytes
}
