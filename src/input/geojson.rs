//! GeoJSON: collections, single features, newline-delimited features and sequences (RFC 7946, RFC 8142).
//!
//! A large file is read in pieces at once. A piece starts where a feature seems to start; it counts only if the piece before it ends
//! exactly there, so a wrong guess costs time and nothing else.

use rayon::prelude::*;

use crate::input::decimal::decimal;
use crate::input::json::{Json, JsonError};
use crate::input::layer::{DeclaredReference, Kind, Layer, Part, Shapes, Wanted};
use crate::model::outline::Position;

/// Bytes of a piece, at least.
const PIECE: usize = 1 << 20;
/// Collections inside collections beyond which a geometry is refused.
const DEEPEST: usize = 16;
/// The record separator of RFC 8142.
const RECORD_SEPARATOR: u8 = 0x1E;

/// Reads the features of a file.
pub(crate) fn read_geojson(bytes: &[u8], wanted: Wanted) -> Result<Layer, JsonError> {
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let mut reader = Reader { features: Part::new(wanted), reference: DeclaredReference::Standard, name: None };
    let mut json = Json::new(bytes);
    skip_separators(&mut json);
    reader.value(&mut json)?;
    skip_separators(&mut json);
    if json.peek().is_some() {
        let (features, end) = in_pieces(json, bytes, wanted, Separator::Line)?;
        reader.features.append(features);
        if end.from(end.at()).peek().is_some() {
            return end.error("the end of the file");
        }
    }
    let (name, reference) = (reader.name.clone(), reader.reference);
    Ok(Layer { name, names: reader.name.into_iter().collect(), part: reader.features, reference })
}

struct Reader {
    features: Part,
    reference: DeclaredReference,
    name: Option<String>,
}

impl Reader {
    /// A collection, a feature or a bare geometry.
    fn value(&mut self, json: &mut Json<'_>) -> Result<(), JsonError> {
        let start = *json;
        let (mut kind, mut collection, mut parts) = (String::new(), false, false);
        let mut whole = start;
        // A first look: what it is. Features are read at once, everything else is skipped.
        whole.object(|json, key| {
            match key {
                "type" => kind = json.text()?.into_owned(),
                "features" => {
                    collection = true;
                    self.collection(json)?;
                }
                "crs" => self.reference = read_crs(json)?,
                "name" if json.peek() == Some(b'"') => self.name = Some(json.text()?.into_owned()),
                "geometry" | "properties" | "coordinates" | "geometries" => {
                    parts = true;
                    json.skip()?;
                }
                _ => {
                    json.skip()?;
                }
            }
            Ok(())
        })?;
        match kind.as_str() {
            "FeatureCollection" if collection => {}
            "FeatureCollection" => return start.error("the member \"features\" of the collection"),
            _ if collection => return start.error("\"type\": \"FeatureCollection\" beside \"features\""),
            "Feature" => {
                let mut again = start;
                self.name = None;
                read_feature(&mut again, &mut self.features)?;
            }
            _ if parts => {
                let mut again = start;
                read_geometry(&mut again, &mut self.features.shapes, 0)?;
                self.features.shapes.end_shape();
            }
            _ => return start.error("a FeatureCollection, a Feature or a geometry"),
        }
        *json = whole;
        Ok(())
    }

    fn collection(&mut self, json: &mut Json<'_>) -> Result<(), JsonError> {
        json.expect(b'[', "a list of features in [ ]")?;
        if json.take(b']') {
            return Ok(());
        }
        let (features, end) = in_pieces(*json, json.whole(), self.features.shapes.wanted(), Separator::Comma)?;
        self.features.append(features);
        *json = end;
        json.expect(b']', "a comma or ] after the feature")
    }
}

/// Reads the old member `crs`: a name, or a link, which is not followed.
pub(crate) fn read_crs(json: &mut Json<'_>) -> Result<DeclaredReference, JsonError> {
    if json.peek() != Some(b'{') {
        json.skip()?;
        return Ok(DeclaredReference::Standard);
    }
    let mut found = None;
    json.object(|json, key| {
        if key != "properties" || json.peek() != Some(b'{') {
            json.skip()?;
            return Ok(());
        }
        json.object(|json, key| {
            if matches!(key, "name" | "code") {
                found = json.attribute()?;
            } else {
                json.skip()?;
            }
            Ok(())
        })
    })?;
    Ok(found.map_or(DeclaredReference::Nothing, DeclaredReference::Text))
}

/// What stands between features.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Comma,
    Line,
}

/// Spaces and record separators.
fn skip_separators(json: &mut Json<'_>) {
    while json.take(RECORD_SEPARATOR) {}
}

/// Reads features from `start` until the last; returns them and the place behind.
fn in_pieces<'a>(
    start: Json<'a>,
    bytes: &'a [u8],
    wanted: Wanted,
    separator: Separator,
) -> Result<(Part, Json<'a>), JsonError> {
    let starts = guess_starts(start, bytes, separator);
    let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
    let pieces: Vec<(usize, usize)> = starts.iter().copied().zip(ends).collect();
    let read: Vec<Piece<'_>> =
        pieces.par_iter().map(|&(at, end)| read_piece(start.from(at), end, Part::new(wanted), separator)).collect();
    let mut features = Part::new(wanted);
    features.shapes.points.reserve(read.iter().map(|piece| piece.features.shapes.points.len()).sum());
    let mut at = start.at();
    let mut end = start;
    for (piece, (begin, limit)) in read.into_iter().zip(pieces) {
        if limit <= at {
            continue;
        }
        // A guess that was wrong: what it read is read again from the right place.
        let piece = if begin == at { piece } else { read_piece(start.from(at), limit, Part::new(wanted), separator) };
        if let Some(error) = piece.error {
            return Err(error);
        }
        features.append(piece.features);
        end = piece.end;
        at = piece.end.at();
        if piece.last {
            break;
        }
    }
    Ok((features, end))
}

/// Places where features seem to start, about one a piece: the same bytes as the first feature starts with, behind a separator.
fn guess_starts(start: Json<'_>, bytes: &[u8], separator: Separator) -> Vec<usize> {
    let mut first = start;
    skip_separators(&mut first);
    first.peek();
    let mut starts = vec![start.at()];
    let at = first.at();
    let length = bytes.len() - at.min(bytes.len());
    let n_pieces = (length / PIECE).min(rayon::current_num_threads() * 8);
    let Some(colon) = bytes.get(at..).and_then(|rest| memchr::memchr(b':', rest)) else { return starts };
    let begin = &bytes[at..at + colon];
    let finder = memchr::memmem::Finder::new(begin);
    for piece in 1..n_pieces {
        let mut from = (at + length / n_pieces * piece).max(starts.last().copied().unwrap_or(0) + 1);
        while let Some(step) = bytes.get(from..).and_then(|rest| finder.find(rest)) {
            let found = from + step;
            let before = bytes[..found].iter().rposition(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
            let separated = match separator {
                Separator::Comma => before.is_some_and(|before| bytes[before] == b','),
                Separator::Line => before.is_some_and(|before| matches!(bytes[before], b'}' | RECORD_SEPARATOR)),
            };
            if separated {
                starts.push(found);
                break;
            }
            from = found + 1;
        }
    }
    starts
}

struct Piece<'a> {
    features: Part,
    error: Option<JsonError>,
    /// Behind the last feature and its separator.
    end: Json<'a>,
    /// Whether no feature follows.
    last: bool,
}

fn read_piece(mut json: Json<'_>, limit: usize, mut features: Part, separator: Separator) -> Piece<'_> {
    loop {
        if let Err(error) = read_feature(&mut json, &mut features) {
            return Piece { features, error: Some(error), end: json, last: true };
        }
        let more = match separator {
            Separator::Comma => json.take(b','),
            Separator::Line => {
                skip_separators(&mut json);
                json.peek().is_some()
            }
        };
        if more {
            json.peek();
        }
        if !more || json.at() >= limit {
            return Piece { features, error: None, end: json, last: !more };
        }
    }
}

fn read_feature(json: &mut Json<'_>, part: &mut Part) -> Result<(), JsonError> {
    let start = *json;
    let (mut kind, mut geometries, mut id) = (false, 0, None);
    let number = part.shapes.len();
    json.object(|json, key| {
        match key {
            "type" => {
                let here = *json;
                kind = true;
                if json.text()? != "Feature" {
                    return here.error("\"Feature\"");
                }
            }
            "geometry" => {
                geometries += 1;
                if geometries > 1 {
                    return json.error("one geometry in a feature");
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
        return start.error("\"type\": \"Feature\"");
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
        return if json.skip()? == b"null" { Ok(()) } else { here.error("a geometry or null") };
    }
    read_geometry(json, shapes, 0)
}

fn read_geometry(json: &mut Json<'_>, shapes: &mut Shapes, depth: usize) -> Result<(), JsonError> {
    if depth > DEEPEST {
        return json.error("fewer collections inside each other");
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
                    _ => return here.error("the type of a geometry, such as \"Polygon\""),
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
        (Some((0, _)), _) => start.error("\"geometries\" in the collection"),
        (Some((levels, _)), Some(nested)) => {
            start.error(format!("coordinates in {levels} levels of [ ] for this type, found {nested}"))
        }
        (Some(_), None) => start.error("\"coordinates\" in the geometry"),
        (None, _) => start.error("\"type\" in the geometry"),
    }
}

/// Reads nested lists of positions and returns how many levels there are, 0 where there is no position.
///
/// Lists of positions end rings, lists of those end polygons.
pub(crate) fn coordinates(json: &mut Json<'_>, shapes: &mut Shapes) -> Result<usize, JsonError> {
    const MOST: usize = 4;
    if json.peek() == Some(b'n') {
        let here = *json;
        return if json.skip()? == b"null" { Ok(0) } else { here.error("a list of coordinates") };
    }
    let (mut open, mut levels) = (0, 0);
    loop {
        if open == MOST + 1 {
            return json.error("coordinates in at most four levels of [ ]");
        }
        if open > 0 && json.at_number() {
            if levels == 0 {
                levels = open;
            } else if levels != open {
                return json.error("positions that are all equally deep in [ ]");
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
            return json.error("a list of coordinates");
        }
        // Behind a value: a comma, or the ends of lists.
        loop {
            if open == 0 {
                return Ok(levels);
            }
            if json.take(b',') {
                break;
            }
            json.expect(b']', "a comma or ] after the coordinates")?;
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
    json.expect(b',', "a comma between the two coordinates of a position")?;
    let y = json.number()?;
    shapes.points.push([x, y]);
    while json.take(b',') {
        json.number()?;
        shapes.heights = true;
    }
    json.expect(b']', "] after the position")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Layer {
        read_geojson(text.as_bytes(), Wanted::Areas).unwrap()
    }

    const SQUARE: &str =
        r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]],[[0.1,0.1],[0.2,0.1],[0.2,0.2],[0.1,0.1]]]}"#;

    fn collection(n: usize, pad: &str) -> String {
        let feature = |number: usize| {
            format!(
                r#"{{"type":"Feature","properties":{{"n":{number},"t":"a,{{\"type\":\"{pad}"}},"geometry":{SQUARE}}}"#
            )
        };
        (0..n).map(feature).collect::<Vec<_>>().join(",")
    }

    #[test]
    fn a_collection_keeps_shapes_holes_and_attributes() {
        let layer = read(&format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, collection(2, "x")));
        assert_eq!(layer.part.shapes.shape_starts, [0, 1, 2]);
        assert_eq!(layer.part.shapes.polygon_starts, [0, 2, 4]);
        assert_eq!(layer.part.shapes.ring_starts, [0, 4, 8, 12, 16]);
        let columns = layer.part.columns.finish(2);
        assert_eq!(columns[0].values, [Some("0".to_owned()), Some("1".to_owned())]);
        assert_eq!(columns[1].values[1].as_deref(), Some("a,{\"type\":\"x"));
    }

    #[test]
    fn pieces_read_at_once_are_the_whole() {
        // Texts that look like the start of a feature, so that some guesses are wrong.
        let pad = r#",{\"type\":\"Feature\"}"#.repeat(60);
        let n = 20_000;
        let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, collection(n, &pad));
        assert!(text.len() > 8 * PIECE);
        let layer = read(&text);
        assert_eq!(layer.part.shapes.len(), n);
        assert_eq!(layer.part.shapes.points.len(), 8 * n);
        let numbers = &layer.part.columns.finish(n)[0].values;
        assert!(numbers.iter().enumerate().all(|(index, value)| *value == Some(index.to_string())));
        let lines = collection(n, &pad).replace("}},{\"type\":\"Feature\",", "}}\n{\"type\":\"Feature\",");
        let by_line = read(&lines);
        assert_eq!(by_line.part.shapes.points, layer.part.shapes.points);
        assert_eq!(by_line.part.shapes.len(), n);
    }

    #[test]
    fn members_come_in_any_order() {
        let text = r#"{"features":[{"geometry":{"coordinates":[[[[1,2,9],[3,4,9],[5,6,9]]],[]],"type":"MultiPolygon"},"id":7,"type":"Feature"}],"type":"FeatureCollection"}"#;
        let layer = read(text);
        assert_eq!(layer.part.shapes.points, [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]);
        assert_eq!(layer.part.shapes.polygon_starts, [0, 1]);
        assert!(layer.part.shapes.heights);
        assert_eq!(layer.part.columns.finish(1)[0].values, [Some("7".to_owned())]);
    }

    #[test]
    fn sequences_single_features_and_geometries_are_read() {
        let feature = format!(r#"{{"type":"Feature","properties":null,"geometry":{SQUARE}}}"#);
        assert_eq!(read(&feature).part.shapes.len(), 1);
        assert_eq!(read(SQUARE).part.shapes.len(), 1);
        assert_eq!(read(&format!("{feature}\n{feature}\n")).part.shapes.len(), 2);
        assert_eq!(read(&format!("\x1e{feature}\n\x1e{feature}\n\x1e{feature}")).part.shapes.len(), 3);
        let collection = format!(
            r#"{{"type":"GeometryCollection","geometries":[{SQUARE},{{"type":"Point","coordinates":[1,2]}}]}}"#
        );
        assert_eq!(read(&collection).part.shapes.kinds, [Kind::Mixed]);
    }

    #[test]
    fn what_is_no_feature_is_an_error() {
        let expected = |text: &str| read_geojson(text.as_bytes(), Wanted::Areas).unwrap_err().expected.into_owned();
        assert_eq!(expected(r#"{"type":"FeatureCollection"}"#), "the member \"features\" of the collection");
        let wrap = |geometry: &str| format!(r#"{{"type":"Feature","geometry":{geometry}}}"#);
        assert_eq!(
            expected(&wrap(r#"{"type":"Polygon","coordinates":[[1,2]]}"#)),
            "coordinates in 3 levels of [ ] for this type, found 2"
        );
        assert_eq!(
            expected(&wrap(r#"{"type":"Polygon","coordinates":[[[1,2],3]]}"#)),
            "positions that are all equally deep in [ ]"
        );
        assert_eq!(expected(&wrap(r#"{"type":"Polygon","coordinates":[[[1,NaN]]]}"#)), "a number");
        assert_eq!(
            expected(&wrap(r#"{"type":"Polygon","coordinates":[[[[[[[[]]]]]]]]}"#)),
            "coordinates in at most four levels of [ ]"
        );
    }
}
