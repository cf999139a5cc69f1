//! TopoJSON: shapes as lists of shared arcs, quantised or not; each object is a layer.
//!
//! Source: the TopoJSON format specification 1.0.

use crate::input::layer::read::{Columns, DeclaredReference, Kind, Layer, Part, Shapes, Wanted};
use crate::input::layer::request::choose_layer;
use crate::input::problem::remark::Problems;
use crate::input::text::json::{Json, JsonError};
use crate::model::shape::outline::Position;

/// Collections inside collections beyond which a geometry is refused.
const DEEPEST: usize = 16;

/// Why a file cannot be read.
pub(crate) enum TopologyFailure {
    /// What is not JSON, or not the JSON expected.
    Json(JsonError),
    /// A layer that is not there, or has to be chosen.
    Layer(Problems),
}

impl From<JsonError> for TopologyFailure {
    fn from(error: JsonError) -> Self {
        Self::Json(error)
    }
}

/// Reads a layer of a file.
///
/// # Errors
/// Text that is no TopoJSON; several objects of which none is asked for.
pub(crate) fn read_topojson(
    file: &str,
    bytes: &[u8],
    asked: Option<&str>,
    wanted: Wanted,
) -> Result<Layer, TopologyFailure> {
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let mut json = Json::new(bytes);
    let (mut objects, mut arcs, mut transform, mut reference) = (None, None, None, DeclaredReference::Standard);
    json.object(|json, key| {
        match key {
            "objects" => objects = Some(*json),
            "arcs" => arcs = Some(*json),
            "transform" => {
                transform = Some(read_transform(json)?);
                return Ok(());
            }
            "crs" => {
                reference = crate::input::format::geojson::whole::read_crs(json)?;
                return Ok(());
            }
            _ => {}
        }
        json.skip().map(|_| ())
    })?;
    if json.peek().is_some() {
        json.error("the end of the file")?;
    }
    let (Some(mut objects), Some(mut arcs)) = (objects, arcs) else {
        return Ok(json.from(0).error("the members \"objects\" and \"arcs\" of the topology")?);
    };
    let arcs = Arcs::read(&mut arcs, transform)?;
    let mut found: Vec<(String, Json<'_>)> = Vec::new();
    objects.object(|json, name| {
        found.push((name.to_owned(), *json));
        json.skip().map(|_| ())
    })?;
    let names: Vec<String> = found.iter().map(|(name, _)| name.clone()).collect();
    let chosen = choose_layer(file, &names, asked).map_err(TopologyFailure::Layer)?;
    let (name, mut object) = found.swap_remove(chosen);
    let mut reader = Reader { arcs: &arcs, part: Part::new(wanted), transform, left: bytes.len() };
    reader.object(&mut object)?;
    Ok(Layer { name: Some(name), names, part: reader.part, reference })
}

/// How whole numbers become coordinates: times a scale, plus a position.
#[derive(Clone, Copy)]
struct Quantised {
    scale: [f64; 2],
    translate: [f64; 2],
}

impl Quantised {
    fn position(&self, [x, y]: Position) -> Position {
        [x * self.scale[0] + self.translate[0], y * self.scale[1] + self.translate[1]]
    }
}

fn read_transform(json: &mut Json<'_>) -> Result<Quantised, JsonError> {
    let start = *json;
    let (mut scale, mut translate) = (None, None);
    json.object(|json, key| {
        match key {
            "scale" => scale = Some(pair(json)?),
            "translate" => translate = Some(pair(json)?),
            _ => {
                json.skip()?;
            }
        }
        Ok(())
    })?;
    match (scale, translate) {
        (Some(scale), Some(translate)) => Ok(Quantised { scale, translate }),
        _ => start.error("\"scale\" and \"translate\" in the transform"),
    }
}

/// Two numbers in brackets; further ones are skipped.
fn pair(json: &mut Json<'_>) -> Result<Position, JsonError> {
    let start = *json;
    let mut numbers = [None, None];
    let mut count = 0;
    json.list(|json| {
        let number = json.number()?;
        if let Some(slot) = numbers.get_mut(count) {
            *slot = Some(number);
        }
        count += 1;
        Ok(())
    })?;
    match numbers {
        [Some(x), Some(y)] => Ok([x, y]),
        _ => start.error("two numbers in [ ]"),
    }
}

/// All arcs, one behind the other.
struct Arcs {
    points: Vec<Position>,
    starts: Vec<usize>,
}

impl Arcs {
    fn read(json: &mut Json<'_>, transform: Option<Quantised>) -> Result<Self, JsonError> {
        let mut arcs = Self { points: Vec::new(), starts: vec![0] };
        json.list(|json| {
            // Quantised positions are steps from the one before.
            let mut at = [0.0, 0.0];
            json.list(|json| {
                let point = pair(json)?;
                match transform {
                    Some(transform) => {
                        at = [at[0] + point[0], at[1] + point[1]];
                        arcs.points.push(transform.position(at));
                    }
                    None => arcs.points.push(point),
                }
                Ok(())
            })?;
            arcs.starts.push(arcs.points.len());
            Ok(())
        })?;
        Ok(arcs)
    }

    /// The points of an arc; `!a` is arc `a` backwards.
    fn get(&self, signed: i64) -> Option<(&[Position], bool)> {
        let backwards = signed < 0;
        let index = usize::try_from(if backwards { !signed } else { signed }).ok()?;
        let points = &self.points[*self.starts.get(index)?..*self.starts.get(index + 1)?];
        Some((points, backwards))
    }
}

struct Reader<'a> {
    arcs: &'a Arcs,
    part: Part,
    transform: Option<Quantised>,
    /// How many more positions there may be: arcs are shared, but not so often that shapes outgrow the file.
    left: usize,
}

impl Reader<'_> {
    /// The features of an object: the geometries of a collection, or the object itself.
    fn object(&mut self, json: &mut Json<'_>) -> Result<(), JsonError> {
        let mut members = None;
        let mut look = *json;
        look.object(|json, key| {
            if key == "geometries" {
                members = Some(*json);
            }
            json.skip().map(|_| ())
        })?;
        match members {
            Some(mut members) => members.list(|json| self.feature(json)),
            None => self.feature(json),
        }
    }

    fn feature(&mut self, json: &mut Json<'_>) -> Result<(), JsonError> {
        let feature = self.part.shapes.len();
        let mut id = None;
        let mut look = *json;
        let columns: &mut Columns = &mut self.part.columns;
        look.object(|json, key| match key {
            "properties" if json.peek() == Some(b'{') => json.object(|json, key| {
                let text = json.peek() == Some(b'"');
                let value = json.attribute()?;
                let column = columns.set_named(key, feature, value);
                columns.mark_text(column, text);
                Ok(())
            }),
            "id" => {
                id = json.attribute()?;
                Ok(())
            }
            _ => json.skip().map(|_| ()),
        })?;
        if id.is_some() {
            columns.set_missing("id", feature, id);
        }
        self.geometry(json, 0)?;
        self.part.shapes.end_shape();
        Ok(())
    }

    fn geometry(&mut self, json: &mut Json<'_>, depth: usize) -> Result<(), JsonError> {
        if depth > DEEPEST {
            return json.error("fewer collections inside each other");
        }
        let start = *json;
        let (mut kind, mut content) = (String::new(), None);
        json.object(|json, key| {
            match key {
                "type" if json.peek() == Some(b'"') => {
                    kind = json.text()?.into_owned();
                    return Ok(());
                }
                "arcs" | "coordinates" | "geometries" => content = Some(*json),
                _ => {}
            }
            json.skip().map(|_| ())
        })?;
        let mark = self.part.shapes.mark();
        let kind = match (kind.as_str(), content) {
            // A geometry that is null has no type.
            ("", None) => Kind::Missing,
            ("GeometryCollection", Some(mut json)) => return json.list(|json| self.geometry(json, depth + 1)),
            ("Polygon", Some(mut json)) => {
                self.polygon(&mut json)?;
                Kind::Area
            }
            ("MultiPolygon", Some(mut json)) => {
                json.list(|json| self.polygon(json))?;
                Kind::Area
            }
            ("Point" | "MultiPoint", Some(mut json)) => {
                let many = kind == "MultiPoint";
                let mut points = Vec::new();
                if many {
                    json.list(|json| {
                        points.push(pair(json)?);
                        Ok(())
                    })?;
                } else {
                    points.push(pair(&mut json)?);
                }
                let positions = points.into_iter().map(|point| self.transform.map_or(point, |t| t.position(point)));
                self.part.shapes.points.extend(positions);
                if many { Kind::Points } else { Kind::Point }
            }
            ("LineString" | "MultiLineString", Some(_)) => Kind::Line,
            (_, _) => return start.error("a geometry with its type and arcs"),
        };
        let shapes: &mut Shapes = &mut self.part.shapes;
        if kind == Kind::Line {
            shapes.note(Kind::Line);
        } else {
            shapes.end_geometry(kind, mark);
        }
        Ok(())
    }

    fn polygon(&mut self, json: &mut Json<'_>) -> Result<(), JsonError> {
        json.list(|json| self.ring(json))?;
        self.part.shapes.end_polygon();
        Ok(())
    }

    fn ring(&mut self, json: &mut Json<'_>) -> Result<(), JsonError> {
        let mut first = true;
        json.list(|json| {
            let here = *json;
            let signed = json.integer()?;
            let Some((points, backwards)) = self.arcs.get(signed) else {
                return here.error("the number of an arc");
            };
            // The last position of an arc is the first of the next.
            let skipped = usize::from(!first);
            let Some(left) = self.left.checked_sub(points.len()) else {
                return here.error("arcs that are not used more often than areas can share them");
            };
            self.left = left;
            let target = &mut self.part.shapes.points;
            if backwards {
                target.extend(points.iter().rev().skip(skipped));
            } else {
                target.extend(points.iter().skip(skipped));
            }
            first = false;
            Ok(())
        })?;
        self.part.shapes.end_ring();
        Ok(())
    }
}
