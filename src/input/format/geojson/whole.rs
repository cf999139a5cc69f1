//! GeoJSON in memory: collections, single features, newline-delimited features and sequences (RFC 7946, RFC 8142).

use crate::input::format::geojson::feature::{read_feature, read_geometry};
use crate::input::format::geojson::pieces::{Separator, read_all, skip_separators};
use crate::input::layer::read::{DeclaredReference, Layer, Part, Wanted};
use crate::input::text::encoding::BYTE_ORDER_MARK;
use crate::input::text::json::{Json, JsonError};

/// Reads the features of a file; `None` where anything is in doubt, which the complete reader reads or explains.
pub(crate) fn read_geojson(bytes: &[u8], wanted: Wanted) -> Option<Layer> {
    let mut reader = Reader::new(wanted);
    let mut json = first_value(bytes);
    reader.value(&mut json).ok()?;
    skip_separators(&mut json);
    if json.peek().is_some() {
        let end = read_all(json, Separator::Line, &mut reader.features).ok()?;
        if end.from(end.at()).peek().is_some() {
            return None;
        }
    }
    Some(reader.finish())
}

/// The first value of a text.
pub(crate) fn first_value(bytes: &[u8]) -> Json<'_> {
    let mark = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let mut json = Json::new(bytes).from(mark);
    skip_separators(&mut json);
    json
}

/// What was read of a file so far.
pub(crate) struct Reader {
    /// The features.
    pub(crate) features: Part,
    reference: DeclaredReference,
    name: Option<String>,
}

/// What the members of an object say it is.
#[derive(Default)]
pub(crate) struct Form {
    kind: String,
    collection: bool,
    parts: bool,
}

impl Reader {
    /// Nothing yet.
    pub(crate) fn new(wanted: Wanted) -> Self {
        Self { features: Part::new(wanted), reference: DeclaredReference::Standard, name: None }
    }

    /// The layer.
    pub(crate) fn finish(self) -> Layer {
        let names = self.name.clone().into_iter().collect();
        Layer { name: self.name, names, part: self.features, reference: self.reference }
    }

    /// A collection, a feature or a bare geometry.
    pub(crate) fn value(&mut self, json: &mut Json<'_>) -> Result<(), JsonError> {
        let start = *json;
        let mut form = Form::default();
        let mut whole = start;
        // A first look: what it is. Features of a collection are read at once, everything else is skipped.
        whole.object(|json, key| {
            if key == "features" {
                form.collection = true;
                self.collection(json)
            } else {
                self.member(json, key, &mut form)
            }
        })?;
        if !form.is_collection(start)? {
            let mut again = start;
            if form.kind == "Feature" {
                self.name = None;
                read_feature(&mut again, &mut self.features)?;
            } else if form.parts {
                read_geometry(&mut again, &mut self.features.shapes, 0)?;
                self.features.shapes.end_shape();
            } else {
                return start.doubt();
            }
        }
        *json = whole;
        Ok(())
    }

    /// A member of an object, other than the features of a collection.
    pub(crate) fn member(&mut self, json: &mut Json<'_>, key: &str, form: &mut Form) -> Result<(), JsonError> {
        match key {
            "type" => form.kind = json.text()?.into_owned(),
            "crs" => self.reference = read_crs(json)?,
            "name" if json.peek() == Some(b'"') => self.name = Some(json.text()?.into_owned()),
            _ => {
                form.parts |= matches!(key, "geometry" | "properties" | "coordinates" | "geometries");
                json.skip()?;
            }
        }
        Ok(())
    }

    fn collection(&mut self, json: &mut Json<'_>) -> Result<(), JsonError> {
        json.need(b'[')?;
        if json.take(b']') {
            return Ok(());
        }
        *json = read_all(*json, Separator::Comma, &mut self.features)?;
        json.need(b']')
    }
}

impl Form {
    /// The form of an object that has features.
    pub(crate) fn with_features(self) -> Self {
        Self { collection: true, ..self }
    }

    /// Whether it is a collection; an error at `start` where it is one in part.
    pub(crate) fn is_collection(&self, start: Json<'_>) -> Result<bool, JsonError> {
        match (self.kind.as_str(), self.collection) {
            ("FeatureCollection", true) => Ok(true),
            ("FeatureCollection", false) | (_, true) => start.doubt(),
            (_, false) => Ok(false),
        }
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
    Ok(found.map_or(DeclaredReference::Nothing, |text| DeclaredReference::Text(text.into())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::layer::read::Kind;

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
        assert_eq!(columns[0].values, [Some("0".into()), Some("1".into())]);
        assert_eq!(columns[1].values[1].as_deref(), Some("a,{\"type\":\"x"));
    }

    #[test]
    fn pieces_read_at_once_are_the_whole() {
        // Texts that look like the start of a feature, so that some guesses are wrong.
        let pad = r#",{\"type\":\"Feature\"}"#.repeat(60);
        let n = 20_000;
        let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, collection(n, &pad));
        assert!(text.len() > 8 << 20, "many pieces");
        let layer = read(&text);
        assert_eq!(layer.part.shapes.len(), n);
        assert_eq!(layer.part.shapes.points.len(), 8 * n);
        let numbers = &layer.part.columns.finish(n)[0].values;
        assert!(numbers.iter().enumerate().all(|(index, value)| *value == Some(index.to_string().into())));
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
        assert_eq!(layer.part.columns.finish(1)[0].values, [Some("7".into())]);
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
}
