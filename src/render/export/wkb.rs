//! Multipolygons as well-known binary (OGC 06-103r4, part 8), little-endian.

use crate::geometry::topology::arcs::Polygon;
use crate::model::shape::outline::Position;

/// The byte that says little-endian.
const LITTLE_ENDIAN: u8 = 1;
/// The code of a polygon.
const POLYGON: u32 = 3;
/// The code of a multipolygon.
const MULTI_POLYGON: u32 = 6;

/// Adds the polygons as one multipolygon.
pub(crate) fn push_multi_polygon(bytes: &mut Vec<u8>, polygons: &[Polygon]) {
    push_start(bytes, MULTI_POLYGON, polygons.len());
    for polygon in polygons {
        push_start(bytes, POLYGON, 1 + polygon.holes.len());
        push_ring(bytes, &polygon.exterior);
        for hole in &polygon.holes {
            push_ring(bytes, hole);
        }
    }
}

fn push_start(bytes: &mut Vec<u8>, code: u32, count: usize) {
    bytes.push(LITTLE_ENDIAN);
    bytes.extend(code.to_le_bytes());
    push_count(bytes, count);
}

fn push_count(bytes: &mut Vec<u8>, count: usize) {
    bytes.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

fn push_ring(bytes: &mut Vec<u8>, points: &[Position]) {
    push_count(bytes, points.len());
    for point in points {
        bytes.extend(point.iter().flat_map(|coordinate| coordinate.to_le_bytes()));
    }
}
