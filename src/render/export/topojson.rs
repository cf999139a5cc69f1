//! TopoJSON: every border once, as an arc of whole steps that both neighbours name.

use std::fmt::Write as _;

use crate::geometry::topology::arcs::Topology;
use crate::render::export::json::{STEPS, push_degrees, push_id, push_properties, push_text, steps};
use crate::render::export::layer::{Export, ExportError, Exported, Format, Shapes};

/// The file's beginning. GDAL knows the reference system by this member, which GeoJSON once had; other readers pass over it.
const OPENING: &str = "{\"type\":\"Topology\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},\"bbox\":[";

/// TopoJSON as a format of layers.
pub(crate) const TOPOJSON: Format = Format {
    endings: &[".topojson"],
    is_in_degrees: true,
    is_read_back: true,
    write: |export, name| Ok(Exported::one(name, topojson(export)?)),
};

/// The layer as a topology with one object. Steps are those of GeoJSON, so both formats hold the same points.
///
/// # Errors
/// Shapes without shared arcs.
fn topojson(export: &Export) -> Result<Vec<u8>, ExportError> {
    let Shapes::Shared(topology) = &export.shapes else {
        return Err(ExportError::new("TopoJSON needs outlines that fit together").hint("repair them with --repair"));
    };
    let bounds = topology.points().iter().fold(None, |bounds: Option<[i64; 4]>, point| {
        let [x, y] = point.map(steps);
        Some(bounds.map_or([x, y, x, y], |[a, b, c, d]| [a.min(x), b.min(y), c.max(x), d.max(y)]))
    });
    let [low_x, low_y, high_x, high_y] = bounds.unwrap_or_default();
    let mut json = String::from(OPENING);
    for (position, coordinate) in [low_x, low_y, high_x, high_y].into_iter().enumerate() {
        if position > 0 {
            json.push(',');
        }
        push_degrees(&mut json, coordinate);
    }
    let _ = write!(json, "],\"transform\":{{\"scale\":[{0},{0}],\"translate\":[", 1.0 / STEPS);
    push_degrees(&mut json, low_x);
    json.push(',');
    push_degrees(&mut json, low_y);
    json.push_str("]},\"objects\":{");
    push_text(&mut json, &export.layer);
    json.push_str(":{\"type\":\"GeometryCollection\",\"geometries\":[\n");
    let id = export.identifier();
    for shape in 0..topology.n_shapes() {
        if shape > 0 {
            json.push_str(",\n");
        }
        push_geometry(&mut json, export, topology, (shape, id));
    }
    json.push_str("\n]}},\"arcs\":[\n");
    for arc in 0..topology.n_arcs() {
        if arc > 0 {
            json.push_str(",\n");
        }
        push_arc(&mut json, topology, arc, [low_x, low_y]);
    }
    json.push_str("\n]}\n");
    Ok(json.into_bytes())
}

/// An arc: its first point, then each step from the one before. Points that fall on the one before are left out, the ends stay.
fn push_arc(json: &mut String, topology: &Topology, arc: usize, corner: [i64; 2]) {
    let mut points: Vec<[i64; 2]> = topology.arc(arc).iter().map(|point| point.map(steps)).collect();
    let ends = [points.first().copied(), points.last().copied()];
    points.dedup();
    if points.len() < 2 {
        points = ends.into_iter().flatten().collect();
    }
    let mut before = corner;
    for (number, point) in points.into_iter().enumerate() {
        let separator = if number > 0 { ',' } else { '[' };
        let _ = write!(json, "{separator}[{},{}]", point[0] - before[0], point[1] - before[1]);
        before = point;
    }
    json.push(']');
}

fn push_geometry(json: &mut String, export: &Export, topology: &Topology, (shape, id): (usize, Option<usize>)) {
    json.push('{');
    // A shape without an outline is a multipolygon of nothing: GDAL passes over features whose geometry is null.
    json.push_str("\"type\":\"MultiPolygon\",\"arcs\":[");
    for (number, rings) in topology.polygon_rings(shape).iter().enumerate() {
        json.push_str(if number > 0 { ",[" } else { "[" });
        for (number, &ring) in rings.iter().enumerate() {
            json.push_str(if number > 0 { ",[" } else { "[" });
            for (number, arc) in topology.ring_arcs_of(ring).iter().enumerate() {
                let separator = if number > 0 { "," } else { "" };
                let _ = write!(json, "{separator}{arc}");
            }
            json.push(']');
        }
        json.push(']');
    }
    json.push_str("],");
    push_id(json, export, shape, id);
    json.push_str("\"properties\":");
    push_properties(json, export, shape);
    json.push('}');
}
