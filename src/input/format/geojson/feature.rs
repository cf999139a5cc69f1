//! Features and geometries of GeoJSON, read forwards into flat arrays. What is in doubt is left to the complete reader.

use crate::input::layer::read::{Kind, Part, Shapes};
use crate::input::text::decimal::decimal;
use crate::input::text::json::{Json, JsonError};
use crate::model::shape::outline::Position;

/// Collections inside collections beyond which a geometry is left to the complete reader.
const DEEPEST: usize = 16;

/// Reads a feature as the next of a part.
pub(crate) fn read_feature(json: &mut Json<'_>, part: &mut Part) -> Result<(), JsonError> {
    let start = *json;
    let (mut kind, mut geometries, mut id) = (false, 0, None);
    let number = part.shapes.len();
    json.object(|json, key| {
        match key {
            "type" => {
                let here = *json;
                kind = true;
                if json.text()? != "Feature" {
                    return here.doubt();
                }
            }
            "geometry" => {
                geometries += 1;
                if geometries > 1 {
                    return json.doubt();
                }
                geometry_or_null(json, &mut part.shapes)?;
            }
            "properties" if json.peek() == Some(b'{') => json.object(|json, key| {
                let text = json.peek() == Some(b'"');
                let value = json.attribute()?;
                let column = part.columns.set_named(key, number, value);
                part.columns.mark_text(column, text);
                Ok(())
            })?,
            "id" => id = json.attribute()?,
            _ => {
                json.skip()?;
            }
        }
        Ok(())
    })?;
    if !kind {
        return start.doubt();
    }
    if id.is_some() {
        part.columns.set_missing("id", number, id);
    }
    part.shapes.end_shape();
    Ok(())
}

fn geometry_or_null(json: &mut Json<'_>, shapes: &mut Shapes) -> Result<(), JsonError> {
    if json.peek() == Some(b'n') {
        let here = *json;
        return if json.skip()? == b"null" { Ok(()) } else { here.doubt() };
    }
    read_geometry(json, shapes, 0)
}

/// Reads a geometry as a part of the next shape, `depth` collections down.
pub(crate) fn read_geometry(json: &mut Json<'_>, shapes: &mut Shapes, depth: usize) -> Result<(), JsonError> {
    if depth > DEEPEST {
        return json.doubt();
    }
    let start = *json;
    let mark = shapes.mark();
    let (mut kind, mut nested, mut members) = (None, None, false);
    json.object(|json, key| {
        match key {
            "type" => {
                let here = *json;
                kind = Some(match json.text()?.as_ref() {
                    "Point" => (1, Kind::Point),
                    "MultiPoint" => (2, Kind::Points),
                    "LineString" => (2, Kind::Line),
                    "MultiLineString" => (3, Kind::Line),
                    "Polygon" => (3, Kind::Area),
                    "MultiPolygon" => (4, Kind::Area),
                    "GeometryCollection" => (0, Kind::Missing),
                    _ => return here.doubt(),
                });
            }
            "coordinates" => nested = Some(coordinates(json, shapes)?),
            "geometries" => {
                members = true;
                json.list(|json| read_geometry(json, shapes, depth + 1))?;
            }
            _ => {
                json.skip()?;
            }
        }
        Ok(())
    })?;
    match (kind, nested) {
        (Some((0, _)), None) if members => Ok(()),
        (Some((levels, kind)), Some(nested)) if !members && (nested == levels || nested == 0) => {
            shapes.end_geometry(kind, mark);
            Ok(())
        }
        (Some(_) | None, _) => start.doubt(),
    }
}

/// Reads nested lists of positions and returns how many levels there are, 0 where there is no position.
///
/// Lists of positions end rings, lists of those end polygons.
fn coordinates(json: &mut Json<'_>, shapes: &mut Shapes) -> Result<usize, JsonError> {
    const MOST: usize = 4;
    if json.peek() == Some(b'n') {
        let here = *json;
        return if json.skip()? == b"null" { Ok(0) } else { here.doubt() };
    }
    let (mut open, mut levels) = (0, 0);
    loop {
        if open == MOST + 1 {
            return json.doubt();
        }
        if open > 0 && json.at_number() {
            if levels == 0 {
                levels = open;
            } else if levels != open {
                return json.doubt();
            }
            position(json, shapes)?;
            if levels > 1 {
                *json = plain_positions(*json, shapes);
            }
            open -= 1;
        } else if json.take(b'[') {
            open += 1;
            if !json.take(b']') {
                continue;
            }
            open -= 1;
        } else {
            return json.doubt();
        }
        // Behind a value: a comma, or the ends of lists.
        loop {
            if open == 0 {
                return Ok(levels);
            }
            if json.take(b',') {
                break;
            }
            json.need(b']')?;
            if open + 1 == levels {
                shapes.end_ring();
            } else if open + 2 == levels {
                shapes.end_polygon();
            }
            open -= 1;
        }
    }
}

/// Reads the positions that follow another one in a list as long as they are two plain numbers, with a space here and there at the most.
fn plain_positions<'a>(json: Json<'a>, shapes: &mut Shapes) -> Json<'a> {
    let text = json.rest();
    let mut read = 0;
    while let Some((position, length)) = plain_position(&text[read..]) {
        shapes.points.push(position);
        read += length;
    }
    json.from(json.at() + read)
}

/// A comma and a position of two plain numbers, and their length.
#[inline]
fn plain_position(text: &[u8]) -> Option<(Position, usize)> {
    let after = |at: usize, byte: u8| {
        let at = at + usize::from(text.get(at) == Some(&b' '));
        (text.get(at) == Some(&byte)).then_some(at + 1)
    };
    let number = |at: usize| {
        let at = at + usize::from(text.get(at) == Some(&b' '));
        decimal(text.get(at..)?).map(|(number, length)| (number, at + length))
    };
    let (x, at) = number(after(after(0, b',')?, b'[')?)?;
    let (y, at) = number(after(at, b',')?)?;
    Some(([x, y], after(at, b']')?))
}

/// A position whose bracket is open already, and its closing bracket.
#[inline]
fn position(json: &mut Json<'_>, shapes: &mut Shapes) -> Result<(), JsonError> {
    let x = json.number()?;
    json.need(b',')?;
    let y = json.number()?;
    shapes.points.push([x, y]);
    while json.take(b',') {
        json.number()?;
        shapes.heights = true;
    }
    json.need(b']')
}
