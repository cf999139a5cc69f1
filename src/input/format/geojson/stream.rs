//! GeoJSON of any length, a window at a time, so that the text need not be in memory as a whole.
//!
//! Only a text that is right to its end is read so. What is wrong, or comes in an unusual order, is left to the reader that sees it whole and
//! says where.

use std::io::Read;

use crate::input::file::bytes::Hashed;
use crate::input::format::geojson::pieces::{End, Separator, Starts, read_pieces, skip_separators};
use crate::input::format::geojson::whole::{Form, Reader, first_value};
use crate::input::layer::read::{Layer, Wanted};
use crate::input::text::json::Json;

/// Bytes of a window.
pub(crate) const WINDOW: usize = 4 << 20;
/// Pieces of a window that are read at once.
const PIECES: usize = 16;

/// Reads the features of a text, in windows of so many bytes; `None` where it has to be seen whole.
pub(crate) fn stream_geojson(file: &mut Hashed<impl Read + Send>, wanted: Wanted, window: usize) -> Option<Layer> {
    let mut text = Vec::new();
    let mut complete = file.append(&mut text, window).ok()?;
    let mut reader = Reader::new(wanted);
    let (mut form, separator, mut at) = opening(&mut reader, &text)?;
    let starts = Starts::like(Json::new(&text).from(at), separator)?;
    let mut following = Vec::new();
    let end = loop {
        let stop = if complete { Some(usize::MAX) } else { starts.last(&text, at) };
        let Some(stop) = stop else {
            // A feature that is longer than the window.
            complete = file.append(&mut text, window).ok()?;
            continue;
        };
        let places = starts.every(window / PIECES, &text, at, stop);
        following.clear();
        following.extend_from_slice(text.get(stop..).unwrap_or_default());
        let (read, appended) = rayon::join(
            || read_pieces(Json::new(&text).from(at), &places, separator, &mut reader.features),
            || if complete { Ok(true) } else { file.append(&mut following, window) },
        );
        let End { json, last } = read.ok()?;
        if complete {
            break json;
        }
        // Without a feature at the stop it was none.
        if last || json.at() != stop {
            return None;
        }
        complete = appended.ok()?;
        at = 0;
        std::mem::swap(&mut text, &mut following);
    };
    let mut json = end;
    if separator == Separator::Comma {
        closing(&mut reader, &mut json, &mut form)?;
        skip_separators(&mut json);
    }
    let all = json.peek().is_none() && (separator == Separator::Line || form.is_collection(json).ok()?);
    all.then(|| reader.finish())
}

/// Reads what stands before the features, or the first of features by line; where the features start and what separates them.
fn opening(reader: &mut Reader, text: &[u8]) -> Option<(Form, Separator, usize)> {
    let start = first_value(text);
    let (mut json, mut form) = (start, Form::default());
    json.need(b'{').ok()?;
    loop {
        let key = json.text().ok()?;
        json.need(b':').ok()?;
        if key == "features" {
            json.need(b'[').ok()?;
            let empty = json.peek() == Some(b']');
            return (!empty).then(|| (form.with_features(), Separator::Comma, json.at()));
        }
        // Members of a feature are read with it.
        reader.member(&mut json, &key, &mut form).ok()?;
        if json.take(b'}') {
            break;
        }
        json.need(b',').ok()?;
    }
    let mut json = start;
    reader.value(&mut json).ok()?;
    skip_separators(&mut json);
    json.peek().map(|_| (form, Separator::Line, json.at()))
}

/// Reads what stands behind the features of a collection.
fn closing(reader: &mut Reader, json: &mut Json<'_>, form: &mut Form) -> Option<()> {
    json.need(b']').ok()?;
    while !json.take(b'}') {
        json.need(b',').ok()?;
        let key = json.text().ok()?;
        json.need(b':').ok()?;
        if key == "features" {
            return None;
        }
        reader.member(json, &key, form).ok()?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    use super::*;
    use crate::input::file::bytes::fingerprint;
    use crate::input::format::geojson::complete::read_completely;
    use crate::input::format::geojson::whole::read_geojson;
    use crate::input::text::tokens::Tokens;
    use crate::model::base::text::Text;
    use crate::model::shape::outline::Position;

    /// Windows of so many bytes.
    fn streamed(text: &[u8], window: usize) -> Option<Layer> {
        stream_geojson(&mut Hashed::new(text), Wanted::Areas, window)
    }

    /// Everything that was read, as text.
    fn shown(layer: Layer) -> String {
        let Layer { name, names, part, reference } = layer;
        let n = part.shapes.len();
        format!("{name:?} {names:?} {reference:?} {:?} {:?}", part.shapes, part.columns.finish(n))
    }

    /// Positions and attributes by a tree of JSON.
    fn by_tree(features: &[Value]) -> (Vec<Position>, Vec<(String, Option<Text>)>) {
        fn positions(value: &Value, found: &mut Vec<Position>) {
            match value.as_array().map(Vec::as_slice) {
                Some([Value::Number(x), Value::Number(y)]) => found.push([x.as_f64().unwrap(), y.as_f64().unwrap()]),
                Some(list) => list.iter().for_each(|value| positions(value, found)),
                None => {}
            }
        }
        let (mut points, mut attributes) = (Vec::new(), Vec::new());
        for feature in features {
            positions(&feature["geometry"]["coordinates"], &mut points);
            for (key, value) in feature["properties"].as_object().into_iter().flatten() {
                let text = match value {
                    Value::Null => None,
                    Value::String(text) => Some(text.into()),
                    Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                        Some(value.to_string().into())
                    }
                };
                attributes.push((key.clone(), text.map(without_spaces)));
            }
        }
        (points, attributes)
    }

    /// Lists and objects as JSON without spaces, other text as it is.
    fn without_spaces(text: Text) -> Text {
        match serde_json::from_str(&text) {
            Ok(value @ (Value::Array(_) | Value::Object(_))) => value.to_string().into(),
            Ok(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | Err(_) => text,
        }
    }

    fn of_layer(layer: Layer) -> (Vec<Position>, Vec<(String, Option<Text>)>) {
        let n = layer.part.shapes.len();
        let columns = layer.part.columns.finish(n);
        let attributes = (0..n).flat_map(|feature| {
            let mut of_feature: Vec<_> = columns
                .iter()
                .map(|column| (column.name.clone(), column.values[feature].clone().map(without_spaces)))
                .collect();
            of_feature.sort_unstable();
            of_feature
        });
        (layer.part.shapes.points, attributes.collect())
    }

    /// Spaces of all kinds between the parts of a text, but for those inside quotes.
    fn spread(text: &str, spaces: &[u8]) -> Vec<u8> {
        let (mut spread, mut quoted, mut escaped, mut count) = (Vec::new(), false, false, 0);
        for &byte in text.as_bytes() {
            spread.push(byte);
            if byte == b'"' && !escaped {
                quoted = !quoted;
            }
            escaped = byte == b'\\' && !escaped;
            if !quoted && matches!(byte, b'{' | b'[' | b'}' | b']' | b',' | b':') && !spaces.is_empty() {
                let space =
                    [&b""[..], b"", b" ", b"\n  ", b"\t", b"\r\n"][usize::from(spaces[count % spaces.len()] % 6)];
                spread.extend(space);
                count += 1;
            }
        }
        spread
    }

    /// Characters beyond ASCII written as escapes, those beyond the basic plane as two.
    fn escaped(text: &str) -> String {
        let escape = |unit: &u16| format!("\\u{unit:04x}");
        text.chars()
            .map(|character| {
                let mut units = [0; 2];
                match character {
                    '\0'..='\x7f' => character.to_string(),
                    _ => character.encode_utf16(&mut units).iter().map(escape).collect(),
                }
            })
            .collect()
    }

    fn any_feature() -> impl Strategy<Value = Value> {
        let position = [-180.0..180.0_f64, -90.0..90.0_f64];
        let polygon = prop::collection::vec(prop::collection::vec(position, 3..6), 1..3);
        let geometry = prop_oneof![
            4 => polygon.clone().prop_map(|polygon| json!({ "type": "Polygon", "coordinates": polygon })),
            2 => prop::collection::vec(polygon, 1..3)
                .prop_map(|polygons| json!({ "coordinates": polygons, "type": "MultiPolygon" })),
            1 => Just(Value::Null),
        ];
        let value = prop_oneof![
            any::<i32>().prop_map(Value::from),
            (-1e6..1e6_f64).prop_map(Value::from),
            any::<String>().prop_map(Value::from),
            Just(json!({ "deep": [1, { "type": "Feature" }, "}],{\"type\":\"Feature\"" ]})),
            Just(json!(true)),
            Just(json!(null)),
        ];
        (geometry, [value.clone(), value.clone(), value], "[a-zà-ü\"\\\\]{0,4}").prop_map(
            |(geometry, [a, b, c], key)| {
                let mut properties = Map::new();
                properties.insert("a".to_owned(), a);
                properties.insert("b\n".to_owned(), b);
                properties.insert(format!("z{key}"), c);
                json!({ "type": "Feature", "properties": properties, "geometry": geometry })
            },
        )
    }

    /// A file of one collection, of features by line, or a sequence; and its features.
    fn any_file() -> impl Strategy<Value = (Vec<u8>, Vec<Value>)> {
        let spaces = prop::collection::vec(any::<u8>(), 0..20);
        (prop::collection::vec(any_feature(), 1..12), 0..4_usize, any::<bool>(), spaces).prop_map(
            |(features, form, escapes, spaces)| {
                let written: Vec<String> = features.iter().map(Value::to_string).collect();
                let text = match form {
                    0 => format!(r#"{{"type":"FeatureCollection","name":"é","features":[{}]}}"#, written.join(",")),
                    1 => format!(
                        r#"{{"crs":null,"features":[{}],"bbox":[0,{{"features":1}}],"type":"FeatureCollection"}}"#,
                        written.join(",")
                    ),
                    2 => written.join("\n") + "\n",
                    _ => format!("\u{1e}{}\n", written.join("\n\u{1e}")),
                };
                let text = if escapes { escaped(&text) } else { text };
                (spread(&text, &spaces), features)
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

        /// However a file is written and whatever the windows: what is read is what a tree of JSON holds, and the same by all ways.
        #[test]
        fn a_file_is_read_as_its_tree(file in any_file(), window in 16..3_000_usize) {
            let (text, features) = file;
            let whole = read_geojson(&text, Wanted::Areas).unwrap();
            if let Some(layer) = streamed(&text, window) {
                prop_assert_eq!(shown(layer), shown(whole.clone()));
            }
            // The complete reader reads the same as the fast one.
            let tidy = Tokens::replaced(&text);
            prop_assert_eq!(shown(read_completely(&tidy.text, Wanted::Areas).unwrap().layer), shown(whole.clone()));
            // A window that holds all of it is enough.
            let at_once = streamed(&text, text.len() + 1);
            prop_assert!(at_once.is_some() || features.len() == 1);
            let (points, attributes) = by_tree(&features);
            let (read_points, read_attributes) = of_layer(whole);
            prop_assert_eq!(read_points, points);
            let all = |attributes: &[(String, Option<Text>)]| {
                attributes.iter().filter(|(_, value)| value.is_some()).cloned().collect::<Vec<_>>()
            };
            let mut expected = all(&attributes);
            let mut found = all(&read_attributes);
            expected.sort_unstable();
            found.sort_unstable();
            prop_assert_eq!(found, expected);
        }

        /// A changed bit or a lost end: the windows read what the whole reads, or leave it to it; and what a tree of JSON also takes for a
        /// collection has the tree's positions.
        #[test]
        fn damage_is_seen_by_the_windows_as_by_the_whole(
            file in any_file(),
            window in 16..3_000_usize,
            at in any::<prop::sample::Index>(),
            bit in 0..9_u32,
        ) {
            let mut text = file.0;
            let at = at.index(text.len());
            if bit == 8 {
                text.truncate(at);
            } else {
                text[at] ^= 1 << bit;
            }
            let whole = read_geojson(&text, Wanted::Areas);
            if let Some(layer) = streamed(&text, window) {
                prop_assert_eq!(shown(layer), shown(whole.clone().unwrap()));
            }
            // What the fast reader reads the complete one reads as well, but for members that stand twice and JSON that is none.
            if let Some(layer) = &whole
                && let Ok(complete) = read_completely(&Tokens::replaced(&text).text, Wanted::Areas)
            {
                prop_assert_eq!(shown(complete.layer), shown(layer.clone()));
            }
            let tree: Option<Value> = serde_json::from_slice(&text).ok();
            if let (Some(Value::Array(features)), Some(layer)) = (tree.map(|tree| tree["features"].clone()), whole)
                && layer.part.shapes.kinds.len() == features.len()
                && !layer.part.shapes.heights
            {
                // The tree's numbers are a last bit off now and then.
                let (found, expected) = (of_layer(layer).0, by_tree(&features).0);
                prop_assert_eq!(found.len(), expected.len());
                for (found, expected) in found.iter().flatten().zip(expected.iter().flatten()) {
                    prop_assert!((found - expected).abs() <= expected.abs() * 1e-15, "{found} {expected}");
                }
            }
        }
    }

    #[test]
    fn large_files_are_read_in_windows() {
        let feature = r#"{"type":"Feature","properties":{"n":1},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}"#;
        let features = vec![feature; 500];
        let collection = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",\n"));
        for text in [collection, features.join("\n")] {
            let mut file = Hashed::new(text.as_bytes());
            let layer = stream_geojson(&mut file, Wanted::Areas, 1_000).unwrap();
            assert_eq!(file.source("a"), Some(fingerprint("a", text.as_bytes())));
            assert_eq!(shown(layer), shown(read_geojson(text.as_bytes(), Wanted::Areas).unwrap()));
            for cut in [1, 2, 3, 50, 120] {
                let cut = &text.as_bytes()[..text.len() - cut];
                assert_eq!(streamed(cut, 1_000).is_some(), read_geojson(cut, Wanted::Areas).is_some());
            }
        }
    }
}
