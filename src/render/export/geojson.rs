//! GeoJSON (RFC 7946): longitude and latitude, the right-hand rule, a bounding box.

use rayon::prelude::*;

use crate::geometry::topology::arcs::Polygon;
use crate::model::shape::outline::Position;
use crate::render::export::json::{push_degrees, push_id, push_properties, push_text, steps};
use crate::render::export::layer::{Export, Exported, Format, extent};

/// GeoJSON as a format of layers.
pub(crate) const GEOJSON: Format = Format {
    endings: &[".geojson", ".json"],
    is_in_degrees: true,
    is_read_back: true,
    write: |export, name| Ok(Exported::one(name, geojson(export))),
};

/// The layer as one feature collection. Every geometry is a `MultiPolygon`, or null where a shape has no outline.
fn geojson(export: &Export) -> Vec<u8> {
    let polygons = export.polygons();
    let mut json = String::from("{\"type\":\"FeatureCollection\",\"name\":");
    push_text(&mut json, &export.layer);
    if let Some(bounds) = extent(polygons.iter().flatten()) {
        json.push_str(",\"bbox\":[");
        for (position, coordinate) in bounds.into_iter().enumerate() {
            if position > 0 {
                json.push(',');
            }
            push_degrees(&mut json, steps(coordinate));
        }
        json.push(']');
    }
    json.push_str(",\"features\":[\n");
    let id = export.identifier();
    let features: Vec<String> =
        polygons.par_iter().enumerate().map(|(row, shape)| feature(export, (row, id), shape)).collect();
    json.push_str(&features.join(",\n"));
    json.push_str("\n]}\n");
    json.into_bytes()
}

fn feature(export: &Export, (row, id): (usize, Option<usize>), polygons: &[Polygon]) -> String {
    let mut json = String::from("{\"type\":\"Feature\",");
    push_id(&mut json, export, row, id);
    json.push_str("\"properties\":");
    push_properties(&mut json, export, row);
    json.push_str(",\"geometry\":");
    if polygons.is_empty() {
        json.push_str("null}");
        return json;
    }
    json.push_str("{\"type\":\"MultiPolygon\",\"coordinates\":[");
    for (number, polygon) in polygons.iter().enumerate() {
        json.push_str(if number > 0 { ",[" } else { "[" });
        push_ring(&mut json, &polygon.exterior);
        for hole in &polygon.holes {
            json.push(',');
            push_ring(&mut json, hole);
        }
        json.push(']');
    }
    json.push_str("]}}");
    json
}

/// A ring; points that fall on the one before are left out where a ring remains.
fn push_ring(json: &mut String, points: &[Position]) {
    let all: Vec<[i64; 2]> = points.iter().map(|point| point.map(steps)).collect();
    let mut apart = all.clone();
    apart.dedup();
    let ring = if apart.len() < 4 { all } else { apart };
    for (number, [x, y]) in ring.into_iter().enumerate() {
        json.push_str(if number > 0 { ",[" } else { "[[" });
        push_degrees(json, x);
        json.push(',');
        push_degrees(json, y);
        json.push(']');
    }
    json.push(']');
}
