//! Shapes that are left to the crate `shapefile`: points, several points, and multipatches, of which the rings are taken.

use std::io::Cursor;

use shapefile::record::traits::HasXY;
use shapefile::{Error, Patch, ReadableShape, Shape};

use crate::input::file::guard::guarded;
use crate::input::format::shapefile::polygons::{CUT, Record, is_multipatch, kind_of, read_few};
use crate::input::layer::read::{Kind, Shapes, Wanted};
use crate::input::layer::rings::group_rings;
use crate::model::shape::outline::Position;

/// Reads the shapes of all records, one after the other.
///
/// # Errors
/// The number of the first record that cannot be read, and why.
pub(crate) fn read_completely(records: &[Record<'_>], wanted: Wanted) -> Result<Shapes, (usize, &'static str)> {
    let mut shapes = Shapes::new(wanted);
    for record in records {
        let fail = |message| (record.number, message);
        let kind = if is_multipatch(record) { Kind::Area } else { kind_of(record)?.0 };
        match (wanted, kind) {
            (Wanted::Areas, Kind::Area) if !is_multipatch(record) => {
                shapes.append(&read_few(std::slice::from_ref(record), Vec::new()).ok_or_else(|| fail(CUT))?);
                continue;
            }
            (Wanted::Areas, Kind::Area) | (Wanted::Points, Kind::Point | Kind::Points) => {
                push(read(record.content).map_err(fail)?, &mut shapes).map_err(fail)?;
            }
            (
                Wanted::Areas | Wanted::Points,
                Kind::Missing | Kind::Empty | Kind::Point | Kind::Points | Kind::Line | Kind::Area | Kind::Mixed,
            ) => shapes.note(kind),
        }
        shapes.end_shape();
    }
    Ok(shapes)
}

/// What the crate makes of a record.
fn read(content: &[u8]) -> Result<Shape, &'static str> {
    let length = i32::try_from(content.len()).map_err(|_| CUT)?;
    let read = guarded(|| Shape::read_from(&mut Cursor::new(content), length)).ok_or(CUT)?;
    read.map_err(|error| match error {
        Error::InvalidShapeType(_) | Error::InvalidPatchType(_) => "it has a part of an unknown type",
        Error::IoError(_)
        | Error::InvalidFileCode(_)
        | Error::MismatchShapeType { .. }
        | Error::InvalidShapeRecordSize
        | Error::AllocationLimitExceeded { .. }
        | Error::DbaseError(_)
        | Error::MissingDbf
        | Error::MissingIndexFile => CUT,
    })
}

/// Adds a shape to the next of the layer.
fn push(shape: Shape, shapes: &mut Shapes) -> Result<(), &'static str> {
    match shape {
        Shape::Point(point) => push_points(&[point], Kind::Point, false, shapes),
        Shape::PointM(point) => push_points(&[point], Kind::Point, true, shapes),
        Shape::PointZ(point) => push_points(&[point], Kind::Point, true, shapes),
        Shape::Multipoint(points) => push_points(points.points(), Kind::Points, false, shapes),
        Shape::MultipointM(points) => push_points(points.points(), Kind::Points, true, shapes),
        Shape::MultipointZ(points) => push_points(points.points(), Kind::Points, true, shapes),
        Shape::Multipatch(patches) => push_rings(patches.patches(), shapes)?,
        Shape::NullShape
        | Shape::Polyline(_)
        | Shape::PolylineM(_)
        | Shape::PolylineZ(_)
        | Shape::Polygon(_)
        | Shape::PolygonM(_)
        | Shape::PolygonZ(_) => {}
    }
    Ok(())
}

/// Adds a point; several points are none.
fn push_points(points: &[impl HasXY], kind: Kind, heights: bool, shapes: &mut Shapes) {
    let [point] = points else {
        shapes.note(kind);
        return;
    };
    let mark = shapes.mark();
    shapes.points.push([point.x(), point.y()]);
    shapes.heights |= heights;
    shapes.end_geometry(kind, mark);
}

/// Adds the rings of a multipatch, seen from above.
fn push_rings(patches: &[Patch], shapes: &mut Shapes) -> Result<(), &'static str> {
    let mut rings: Vec<Vec<Position>> = Vec::with_capacity(patches.len());
    for patch in patches {
        match patch {
            Patch::OuterRing(points) | Patch::InnerRing(points) | Patch::FirstRing(points) | Patch::Ring(points) => {
                rings.push(points.iter().map(|point| [point.x, point.y]).collect());
            }
            Patch::TriangleStrip(_) | Patch::TriangleFan(_) => {
                return Err("it is a multipatch of triangles, expected polygons or a multipatch of rings");
            }
        }
    }
    let mark = shapes.mark();
    let of_rings: Vec<&[Position]> = rings.iter().map(Vec::as_slice).collect();
    for polygon in group_rings(&of_rings) {
        for ring in polygon {
            shapes.points.extend_from_slice(&rings[ring]);
            shapes.end_ring();
        }
        shapes.end_polygon();
    }
    shapes.heights |= !rings.is_empty();
    shapes.end_geometry(Kind::Area, mark);
    Ok(())
}
