//! GeoJSON that the fast reader leaves: the crate `geojson` reads it, or what is wrong with it is told with its place.
//!
//! Of each feature the crate takes the geometry. Properties stay the text that they are in the file, in its order: the crate keeps them sorted
//! by name, and numbers without the digits they were written with, which a code such as `0.10` or `4078.0` would lose.

use geojson::{Geometry, GeometryValue, Position};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::input::format::geojson::explain::explain;
use crate::input::format::geojson::feature::read_geometry;
use crate::input::format::geojson::whole::read_crs;
use crate::input::layer::read::{DeclaredReference, Kind, Layer, Part, Shapes, Wanted};
use crate::input::text::json::Json;

/// What is wrong with a text, and at which of its bytes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// The byte.
    pub(crate) at: usize,
    /// What is wrong.
    pub(crate) what: String,
    /// Whether what stands there is to be shown.
    pub(crate) shows: bool,
    /// Whether the text ends too early.
    pub(crate) is_cut: bool,
    /// Whether the text is of another encoding.
    pub(crate) is_foreign: bool,
}

/// A layer that was read, and whether it was a list of features without a collection around it.
#[derive(Debug)]
pub(crate) struct Complete {
    /// The layer.
    pub(crate) layer: Layer,
    /// Whether the features stood in a list alone.
    pub(crate) is_bare_list: bool,
}

/// The members of a collection, of a feature or of a geometry.
#[derive(Deserialize)]
struct Members<'a> {
    #[serde(rename = "type", borrow)]
    kind: Option<&'a RawValue>,
    #[serde(borrow)]
    features: Option<&'a RawValue>,
    #[serde(borrow)]
    crs: Option<&'a RawValue>,
    #[serde(borrow)]
    name: Option<&'a RawValue>,
    #[serde(borrow)]
    geometry: Option<&'a RawValue>,
    #[serde(borrow)]
    properties: Option<&'a RawValue>,
    #[serde(borrow)]
    id: Option<&'a RawValue>,
}

/// Reads the features of a text: collections, features and geometries, one or several behind each other, or a list of them.
///
/// # Errors
/// What is no JSON, or not the JSON expected.
pub(crate) fn read_completely(bytes: &[u8], wanted: Wanted) -> Result<Complete, Wrong> {
    let text = std::str::from_utf8(bytes).map_err(|error| Wrong {
        at: error.valid_up_to(),
        what: "expected text in UTF-8".to_owned(),
        shows: false,
        is_cut: error.error_len().is_none(),
        is_foreign: error.error_len().is_some(),
    })?;
    let mut reader = Reader {
        text,
        part: Part::new(wanted),
        reference: DeclaredReference::Standard,
        name: None,
        is_bare_list: false,
    };
    let mut n_values = 0;
    for value in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
        reader.value(value.map_err(|error| reader.wrong_json(text, &error))?, n_values)?;
        n_values += 1;
    }
    if n_values == 0 {
        let what = "expected a collection of features".to_owned();
        return Err(Wrong { at: text.len(), what, shows: true, is_cut: true, is_foreign: false });
    }
    let Reader { part, reference, name, is_bare_list, .. } = reader;
    let names = name.iter().cloned().collect();
    Ok(Complete { layer: Layer { name, names, part, reference }, is_bare_list })
}

struct Reader<'a> {
    text: &'a str,
    part: Part,
    reference: DeclaredReference,
    name: Option<String>,
    is_bare_list: bool,
}

impl<'a> Reader<'a> {
    /// A value of the file, of which there were some before.
    fn value(&mut self, value: &'a RawValue, n_before: usize) -> Result<(), Wrong> {
        if value.get().starts_with('[') && n_before == 0 {
            self.is_bare_list = true;
            return self.features(value);
        }
        let members = self.members(value)?;
        if n_before > 0 {
            return self.feature(value, &members);
        }
        match members.crs {
            Some(crs) => {
                let read = read_crs(&mut Json::new(crs.get().as_bytes()));
                self.reference = read.map_err(|error| self.wrong(crs, format!("expected {}", error.expected)))?;
            }
            None => self.reference = DeclaredReference::Standard,
        }
        let kind = self.kind(&members)?;
        if kind.as_deref() != Some("Feature") {
            self.name = members.name.and_then(|name| serde_json::from_str(name.get()).ok());
        }
        match (kind.as_deref(), members.features) {
            (Some("FeatureCollection"), Some(features)) => self.features(features),
            (Some("FeatureCollection"), None) => {
                Err(self.wrong(value, "expected the member \"features\" of the collection"))
            }
            (_, Some(_)) => Err(self.wrong(value, "expected \"type\": \"FeatureCollection\" beside \"features\"")),
            (Some("Feature"), None) => self.feature(value, &members),
            (Some(_), None) => {
                self.geometry(value)?;
                self.part.shapes.end_shape();
                Ok(())
            }
            (None, None) => Err(self.wrong(value, "expected a FeatureCollection, a Feature or a geometry")),
        }
    }

    fn features(&mut self, list: &'a RawValue) -> Result<(), Wrong> {
        let features: Vec<&RawValue> =
            serde_json::from_str(list.get()).map_err(|_| self.wrong(list, "expected a list of features in [ ]"))?;
        for feature in features {
            let members = self.members(feature)?;
            self.feature(feature, &members)?;
        }
        Ok(())
    }

    fn feature(&mut self, value: &'a RawValue, members: &Members<'a>) -> Result<(), Wrong> {
        if self.kind(members)?.as_deref() != Some("Feature") {
            return Err(self.wrong(members.kind.unwrap_or(value), "expected \"type\": \"Feature\""));
        }
        let number = self.part.shapes.len();
        if let Some(geometry) = members.geometry {
            self.geometry(geometry)?;
        }
        if let Some(properties) = members.properties.filter(|properties| properties.get().starts_with('{')) {
            let columns = &mut self.part.columns;
            let read = Json::new(properties.get().as_bytes()).object(|json, key| {
                let text = json.peek() == Some(b'"');
                let value = json.attribute()?;
                let column = columns.set_named(key, number, value);
                columns.mark_text(column, text);
                Ok(())
            });
            read.map_err(|error| self.wrong(value, format!("expected {}", error.expected)))?;
        }
        if let Some(id) = members.id {
            let read = Json::new(id.get().as_bytes()).attribute();
            let id = read.map_err(|error| self.wrong(id, format!("expected {}", error.expected)))?;
            if id.is_some() {
                self.part.columns.set_missing("id", number, id);
            }
        }
        self.part.shapes.end_shape();
        Ok(())
    }

    fn geometry(&mut self, value: &'a RawValue) -> Result<(), Wrong> {
        let error = match value.get().parse::<Geometry>() {
            Ok(geometry) => {
                return push(&geometry.value, &mut self.part.shapes).map_err(|what| self.wrong(value, what));
            }
            Err(error) => error,
        };
        // Lists of which the first is empty, and coordinates that are null, are not for the crate.
        let mark = self.part.shapes.mark();
        let mut json = Json::new(value.get().as_bytes());
        if read_geometry(&mut json, &mut self.part.shapes, 0).is_err() {
            self.part.shapes.undo(mark);
            return Err(Wrong { shows: false, ..self.wrong(value, explain(value.get(), &error)) });
        }
        Ok(())
    }

    fn members(&self, value: &'a RawValue) -> Result<Members<'a>, Wrong> {
        if !value.get().starts_with('{') {
            return Err(self.wrong(value, "expected an object in { }"));
        }
        serde_json::from_str(value.get()).map_err(|error| self.wrong_json(value.get(), &error))
    }

    /// The word of the member `type`.
    fn kind(&self, members: &Members<'a>) -> Result<Option<String>, Wrong> {
        let read = |kind: &'a RawValue| {
            serde_json::from_str(kind.get()).map_err(|_| self.wrong(kind, "expected a text as \"type\""))
        };
        members.kind.map(read).transpose()
    }

    fn wrong(&self, value: &RawValue, what: impl Into<String>) -> Wrong {
        Wrong { at: self.place_of(value.get()), what: what.into(), shows: true, is_cut: false, is_foreign: false }
    }

    /// What the reader of JSON says of a part of the text.
    fn wrong_json(&self, part: &str, error: &serde_json::Error) -> Wrong {
        let place = format!(" at line {} column {}", error.line(), error.column());
        let said = error.to_string();
        let said = said.strip_suffix(&place).unwrap_or(&said);
        let lines = part.split_inclusive('\n').take(error.line().saturating_sub(1));
        let at = lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
        let is_cut = error.is_eof();
        let at = if is_cut { part.len() } else { at.min(part.len()) };
        let what =
            if is_cut { "the file ends before its JSON does".to_owned() } else { format!("no valid JSON: {said}") };
        Wrong { at: self.place_of(part) + at, what, shows: !is_cut, is_cut, is_foreign: false }
    }

    /// Where a part of the text begins.
    fn place_of(&self, part: &str) -> usize {
        part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr())
    }
}

/// Adds a geometry to the next shape.
fn push(geometry: &GeometryValue, shapes: &mut Shapes) -> Result<(), &'static str> {
    let mark = shapes.mark();
    let kind = match geometry {
        GeometryValue::GeometryCollection { geometries } => {
            return geometries.iter().try_for_each(|geometry| push(&geometry.value, shapes));
        }
        GeometryValue::Point { coordinates } => {
            push_positions(std::slice::from_ref(coordinates), shapes)?;
            Kind::Point
        }
        GeometryValue::MultiPoint { coordinates } => {
            push_positions(coordinates, shapes)?;
            Kind::Points
        }
        GeometryValue::LineString { coordinates } => {
            push_positions(coordinates, shapes)?;
            Kind::Line
        }
        GeometryValue::MultiLineString { coordinates } => {
            push_rings(coordinates, shapes)?;
            Kind::Line
        }
        GeometryValue::Polygon { coordinates } => {
            push_rings(coordinates, shapes)?;
            Kind::Area
        }
        GeometryValue::MultiPolygon { coordinates } => {
            coordinates.iter().try_for_each(|rings| push_rings(rings, shapes))?;
            Kind::Area
        }
    };
    shapes.end_geometry(kind, mark);
    Ok(())
}

fn push_rings(rings: &[Vec<Position>], shapes: &mut Shapes) -> Result<(), &'static str> {
    for ring in rings {
        push_positions(ring, shapes)?;
        shapes.end_ring();
    }
    shapes.end_polygon();
    Ok(())
}

/// Adds positions; the crate lets through those of fewer than two numbers.
fn push_positions(positions: &[Position], shapes: &mut Shapes) -> Result<(), &'static str> {
    for position in positions {
        let [x, y, rest @ ..] = position.as_slice() else { return Err("expected positions of two numbers or more") };
        shapes.points.push([*x, *y]);
        shapes.heights |= !rest.is_empty();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (usize, String) {
        let wrong = read_completely(text.as_bytes(), Wanted::Areas).unwrap_err();
        (wrong.at, wrong.what)
    }

    #[test]
    fn what_is_no_feature_is_told_with_its_place() {
        assert_eq!(
            told("\n {\"type\":\"FeatureCollection\"}"),
            (2, "expected the member \"features\" of the collection".to_owned())
        );
        let of = |geometry: &str| {
            let before = "{\"type\":\"Feature\",\"geometry\":";
            let (at, what) = told(&format!("{before}{geometry}}}"));
            assert_eq!(at, before.len());
            what
        };
        assert_eq!(
            of(r#"{"type":"Polygon","coordinates":[[1,2]]}"#),
            "expected coordinates in 3 levels of [ ] for a Polygon, found 2"
        );
        assert_eq!(
            of(r#"{"type":"Polygon","coordinates":[[[1,2],3]]}"#),
            "expected positions of numbers that are all equally deep in [ ]"
        );
        assert_eq!(of(r#"{"type":"Polygon","coordinates":[[[1,"2"]]]}"#), "expected numbers as coordinates");
        assert_eq!(of(r#"{"type":"Polygon","coordinates":[[[1]]]}"#), "expected positions of two numbers or more");
        assert_eq!(
            of(r#"{"type":"Polygon","coordinates":[[[[[[1]]]]]]}"#),
            "expected coordinates in 3 levels of [ ] for a Polygon, found 6"
        );
        assert_eq!(
            of(r#"{"type":"Curve","coordinates":[]}"#),
            "expected the type of a geometry, such as \"Polygon\", found \"Curve\""
        );
        assert_eq!(of(r#"{"type":"Polygon"}"#), "expected \"coordinates\" in the geometry");
        assert_eq!(of("7"), "expected a geometry or null");
        assert_eq!(told("{\"type\":\"Feature\",\"a\":[1,]}").0, 25);
        assert_eq!(told("[{\"type\":\"Polygon\"}]"), (9, "expected \"type\": \"Feature\"".to_owned()));
        assert_eq!(told("7"), (0, "expected an object in { }".to_owned()));
        assert_eq!(told("{}"), (0, "expected a FeatureCollection, a Feature or a geometry".to_owned()));
        let wrong = read_completely(b"{\"type\":\"\xE0\"}", Wanted::Areas).unwrap_err();
        assert_eq!((wrong.at, wrong.what.as_str(), wrong.is_cut), (9, "expected text in UTF-8", false));
    }

    #[test]
    fn a_list_of_features_is_read_as_a_collection() {
        let feature = r#"{"type":"Feature","properties":{"b":0.10,"a":4078.0},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]],[]]}}"#;
        let read = read_completely(format!("[{feature},{feature}]").as_bytes(), Wanted::Areas).unwrap();
        assert!(read.is_bare_list);
        let columns = read.layer.part.columns.finish(2);
        assert_eq!(columns[0].values, [Some("0.10".into()), Some("0.10".into())]);
        assert_eq!((columns[1].name.as_str(), columns[1].values[1].as_deref()), ("a", Some("4078.0")));
        assert_eq!(read.layer.part.shapes.points.len(), 8);
    }
}
