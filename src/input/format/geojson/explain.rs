//! What is wrong with a geometry of GeoJSON that its crate does not read: in our words where they say what would be right.

use serde_json::Value;

/// The types of geometries, and in how many levels of lists their coordinates stand.
const TYPES: [(&str, usize); 6] =
    [("Point", 1), ("MultiPoint", 2), ("LineString", 2), ("MultiLineString", 3), ("Polygon", 3), ("MultiPolygon", 4)];

/// What a geometry should have been; what the crate says where nothing else is found.
pub(crate) fn explain(text: &str, error: &geojson::Error) -> String {
    let found = serde_json::from_str(text).ok().and_then(|geometry| wrong_in(&geometry));
    found.map_or_else(|| format!("no geometry: {error}"), |expected| format!("expected {expected}"))
}

fn wrong_in(geometry: &Value) -> Option<String> {
    let Value::Object(members) = geometry else { return Some("a geometry or null".to_owned()) };
    let Some(kind) = members.get("type") else { return Some("\"type\" in the geometry".to_owned()) };
    let kind = kind.as_str().unwrap_or_default();
    if kind == "GeometryCollection" {
        let Some(Value::Array(geometries)) = members.get("geometries") else {
            return Some("\"geometries\" in the collection".to_owned());
        };
        return geometries.iter().find_map(wrong_in);
    }
    let Some((_, levels)) = TYPES.iter().find(|(known, _)| *known == kind) else {
        return Some(format!("the type of a geometry, such as \"Polygon\", found {kind:?}"));
    };
    let Some(coordinates) = members.get("coordinates") else {
        return Some("\"coordinates\" in the geometry".to_owned());
    };
    match levels_of(coordinates) {
        Ok(Some(0)) => Some("a list of coordinates".to_owned()),
        Ok(Some(found)) if found != *levels => {
            Some(format!("coordinates in {levels} levels of [ ] for a {kind}, found {found}"))
        }
        Ok(_) => None,
        Err(expected) => Some(expected.to_owned()),
    }
}

/// In how many levels of lists numbers stand; nothing where there is none.
fn levels_of(value: &Value) -> Result<Option<usize>, &'static str> {
    match value {
        Value::Number(_) => Ok(Some(0)),
        Value::Array(items) => {
            let mut found = None;
            for item in items {
                let levels = levels_of(item)?;
                if levels.is_some() && found.is_some() && levels != found {
                    return Err("positions of numbers that are all equally deep in [ ]");
                }
                found = found.or(levels);
            }
            Ok(found.map(|levels| levels + 1))
        }
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Object(_) => Err("numbers as coordinates"),
    }
}
