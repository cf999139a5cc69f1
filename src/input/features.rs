//! Boundary files and files of points, in every format: what a reader asks for, what it gets, and how a format is recognised.

use crate::input::error::{Place, Problems, Remark, counted, did_you_mean, first_few};
use crate::input::file::{Folder, InputFile};
use crate::input::geojson::read_geojson;
use crate::input::json::JsonError;
use crate::input::layer::{Kind, Layer, Wanted};
use crate::input::reference::{refuse_impossible, settle_reference};
use crate::model::feature::{Features, PointFeatures};
use crate::model::outline::{PolygonOutlines, Position};
use crate::model::study::Source;

/// The order in which a file has the two coordinates of a position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Axes {
    /// As the format's standard says: longitude or easting first.
    #[default]
    Standard,
    /// Latitude or northing first, against the standard.
    LatLon,
}

/// What to read of a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct FeatureRequest<'a> {
    /// The layer, needed only where a file has several.
    pub layer: Option<&'a str>,
    /// The reference system, such as `EPSG:32632`; it decides over what the file says.
    pub crs: Option<&'a str>,
    /// The order of coordinates in the file.
    pub axes: Axes,
}

/// What was read of a file.
#[derive(Clone, Debug)]
pub struct FeaturesRead<F> {
    /// The features.
    pub features: F,
    /// The layer that was read, where the format names layers.
    pub layer: Option<String>,
    /// All layers of the file that could have been read.
    pub layers: Vec<String>,
    /// The file, and the files beside it that belong to it.
    pub sources: Vec<Source>,
    /// What was assumed or left out.
    pub remarks: Vec<Remark>,
}

/// Reads areas: the polygons of a layer.
///
/// # Errors
/// Files that cannot be read or are damaged, layers without polygons, systems that are unknown, coordinates that cannot be.
pub fn read_areas(
    folder: &Folder,
    name: &str,
    request: &FeatureRequest<'_>,
) -> Result<FeaturesRead<Features>, Problems> {
    let LayerRead { layer, sources, mut remarks } = read_layer(folder, name, request, Wanted::Areas)?;
    let (reference, shapes) = (layer.reference, layer.shapes);
    if shapes.len() > 0 && shapes.kinds.iter().all(|kind| !matches!(kind, Kind::Area | Kind::Mixed)) {
        let message = format!("the file has no polygons: {}", kinds_found(&shapes.kinds));
        return Err(Problems::one(Remark::new(Place::file(name), message).hint("name a file of areas")));
    }
    let place = || Place::file(name);
    remarks.extend(tell(place(), &shapes.kinds, &[Kind::Point, Kind::Points, Kind::Line], "no polygon"));
    remarks.extend(tell(place(), &shapes.kinds, &[Kind::Mixed], "points or lines beside polygons, which are left out"));
    remarks.extend(tell(place(), &shapes.kinds, &[Kind::Missing, Kind::Empty], "no geometry"));
    let n_features = shapes.len();
    let outlines = PolygonOutlines {
        reference,
        points: shapes.points,
        ring_starts: shapes.ring_starts,
        polygon_starts: shapes.polygon_starts,
        shape_starts: shapes.shape_starts,
    };
    let features = Features { outlines, columns: layer.columns.finish(n_features) };
    Ok(FeaturesRead { features, layer: layer.name, layers: layer.names, sources, remarks })
}

/// Reads points.
///
/// # Errors
/// As [`read_areas`], for points.
pub fn read_points(
    folder: &Folder,
    name: &str,
    request: &FeatureRequest<'_>,
) -> Result<FeaturesRead<PointFeatures>, Problems> {
    let LayerRead { layer, sources, mut remarks } = read_layer(folder, name, request, Wanted::Points)?;
    let (reference, shapes) = (layer.reference, layer.shapes);
    if shapes.len() > 0 && shapes.kinds.iter().all(|kind| *kind != Kind::Point) {
        let message = format!("the file has no points: {}", kinds_found(&shapes.kinds));
        return Err(Problems::one(Remark::new(Place::file(name), message).hint("name a file of points")));
    }
    let other = [Kind::Points, Kind::Line, Kind::Area, Kind::Mixed];
    remarks.extend(tell(Place::file(name), &shapes.kinds, &other, "not a single point"));
    remarks.extend(tell(Place::file(name), &shapes.kinds, &[Kind::Missing, Kind::Empty], "no geometry"));
    let mut at = 0;
    let points: Vec<Option<Position>> = shapes
        .kinds
        .iter()
        .map(|kind| {
            let point = (*kind == Kind::Point).then(|| shapes.points.get(at).copied())?;
            at += 1;
            point
        })
        .collect();
    let n_features = points.len();
    let features = PointFeatures { reference, points, columns: layer.columns.finish(n_features) };
    Ok(FeaturesRead { features, layer: layer.name, layers: layer.names, sources, remarks })
}

/// What kinds of geometry there are, for a message.
fn kinds_found(kinds: &[Kind]) -> String {
    let words = [
        (Kind::Point, "point"),
        (Kind::Points, "multipoint"),
        (Kind::Line, "line"),
        (Kind::Area, "polygon"),
        (Kind::Mixed, "mixed geometry"),
        (Kind::Missing, "feature without geometry"),
        (Kind::Empty, "empty geometry"),
    ];
    let counts = words.map(|(kind, word)| (kinds.iter().filter(|found| **found == kind).count(), word));
    let found: Vec<String> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| counted(count, word)).collect();
    found.join(", ")
}

/// A remark that names the features of some kinds.
fn tell(place: Place, kinds: &[Kind], which: &[Kind], what: &str) -> Option<Remark> {
    let found: Vec<String> = kinds
        .iter()
        .enumerate()
        .filter(|(_, kind)| which.contains(kind))
        .map(|(index, _)| (index + 1).to_string())
        .collect();
    let verb = if found.len() == 1 { "has" } else { "have" };
    let what = if let Some(rest) = what.strip_prefix("not ") {
        format!("{} {rest}", if found.len() == 1 { "is not" } else { "are not" })
    } else {
        format!("{verb} {what}")
    };
    let message =
        format!("{} {what}: in the order of the file, {}", counted(found.len(), "feature"), first_few(&found));
    (!found.is_empty()).then(|| Remark::new(place, message))
}

struct LayerRead {
    layer: Settled,
    sources: Vec<Source>,
    remarks: Vec<Remark>,
}

/// A layer whose reference system is known.
struct Settled {
    name: Option<String>,
    names: Vec<String>,
    shapes: crate::input::layer::Shapes,
    columns: crate::input::layer::Columns,
    reference: crate::model::outline::ReferenceSystem,
}

fn read_layer(
    folder: &Folder,
    name: &str,
    request: &FeatureRequest<'_>,
    wanted: Wanted,
) -> Result<LayerRead, Problems> {
    let file = folder.read(name)?;
    let format = Format::of_content(&file.bytes).ok_or_else(|| unknown_format(&file))?;
    let mut remarks = Vec::new();
    remarks.extend(format.other_ending(name));
    let sources = vec![file.source.clone()];
    let layer = match format {
        Format::GeoJson => read_geojson(&file.bytes, wanted).map_err(|error| json_problem(&file, &error))?,
        Format::TopoJson
        | Format::Shapefile
        | Format::Zip
        | Format::GeoPackage
        | Format::FlatGeobuf
        | Format::GeoParquet => {
            let message = format!("{} is not read by this version", format.name());
            return Err(Problems::one(Remark::new(Place::file(name), message).hint("convert it to GeoJSON")));
        }
    };
    let Layer { name: layer_name, names, mut shapes, columns, reference } = layer;
    let (reference, found) = settle_reference(name, request.crs, &reference)?;
    remarks.extend(found);
    if shapes.is_too_large() {
        let message = "the file has more positions than can be counted";
        return Err(Problems::one(Remark::new(Place::file(name), message)));
    }
    if request.axes == Axes::LatLon {
        for point in &mut shapes.points {
            point.reverse();
        }
    }
    refuse_impossible(name, &shapes.points, &reference, request.axes)?;
    if shapes.heights {
        remarks.push(Remark::new(Place::file(name), "heights and measures of positions are left out"));
    }
    if let Some(wanted) = request.layer
        && !names.iter().any(|known| known == wanted)
    {
        let message = format!("no layer {wanted:?}");
        let hint = if names.is_empty() {
            "the file has one layer without a name: leave the layer out".to_owned()
        } else {
            did_you_mean(wanted, names.iter().map(String::as_str))
                .unwrap_or_else(|| format!("the layers are {}", names.join(", ")))
        };
        return Err(Problems::one(Remark::new(Place::file(name), message).hint(hint)));
    }
    Ok(LayerRead { layer: Settled { name: layer_name, names, shapes, columns, reference }, sources, remarks })
}

/// A problem of JSON, with its line.
fn json_problem(file: &InputFile, error: &JsonError) -> Problems {
    const SHOWN: usize = 24;
    let at = error.at.min(file.bytes.len());
    let line = 1 + memchr::memchr_iter(b'\n', &file.bytes[..at]).count() as u64;
    let found = String::from_utf8_lossy(&file.bytes[at..file.bytes.len().min(at + SHOWN)]);
    let found = found.split('\n').next().unwrap_or("").trim_end_matches('\u{fffd}').trim_end();
    let message = if at == file.bytes.len() {
        format!("expected {}, found the end of the file", error.expected)
    } else {
        format!("expected {}, found {found:?}", error.expected)
    };
    let hint = (at == file.bytes.len()).then(|| "the file was cut off: copy or download it again".to_owned());
    Problems::one(Remark::new(Place::line(&file.name, line), message).maybe_hint(hint))
}

/// The formats that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Shapefile,
    Zip,
    GeoJson,
    TopoJson,
    GeoPackage,
    FlatGeobuf,
    GeoParquet,
}

impl Format {
    /// The format by the first bytes.
    fn of_content(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0, 0, 0x27, 0x0A, ..] => Some(Self::Shapefile),
            [b'P', b'K', 3, 4, ..] => Some(Self::Zip),
            [b'P', b'A', b'R', b'1', ..] => Some(Self::GeoParquet),
            [b'f', b'g', b'b', _, b'f', b'g', b'b', ..] => Some(Self::FlatGeobuf),
            _ if bytes.starts_with(b"SQLite format 3\0") => Some(Self::GeoPackage),
            _ => {
                let text = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
                let first = text.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0x1E))?;
                (text[first] == b'{').then(|| if is_topology(&text[first..]) { Self::TopoJson } else { Self::GeoJson })
            }
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Shapefile => "a shapefile",
            Self::Zip => "a zipped file",
            Self::GeoJson => "GeoJSON",
            Self::TopoJson => "TopoJSON",
            Self::GeoPackage => "a GeoPackage",
            Self::FlatGeobuf => "FlatGeobuf",
            Self::GeoParquet => "GeoParquet",
        }
    }

    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Shapefile => &["shp"],
            Self::Zip => &["zip", "shz"],
            Self::GeoJson => &["geojson", "json", "geojsonl", "geojsons", "geojsonseq", "ndjson", "jsonl", "ndgeojson"],
            Self::TopoJson => &["topojson", "json"],
            Self::GeoPackage => &["gpkg", "sqlite", "db"],
            Self::FlatGeobuf => &["fgb"],
            Self::GeoParquet => &["parquet", "geoparquet", "pq"],
        }
    }

    /// Says so when a name ends as files of another format do.
    fn other_ending(self, name: &str) -> Option<Remark> {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
        let message = format!("the file is {} by its content and was read as such", self.name());
        (!self.endings().contains(&ending.as_str())).then(|| Remark::new(Place::file(name), message))
    }
}

/// Whether the type of a JSON object is `Topology`, as far as its start tells.
fn is_topology(text: &[u8]) -> bool {
    let mut json = crate::input::json::Json::new(text);
    let mut topology = false;
    // A file that is damaged further on is reported by its reader.
    let _ = json.object(|json, key| {
        if key == "type" {
            topology = json.text()? == "Topology";
            // The type is known: the rest is not looked at.
            return json.error("");
        }
        if matches!(key, "features" | "coordinates" | "geometry" | "geometries" | "properties") {
            return json.error("");
        }
        json.skip()?;
        Ok(())
    });
    topology
}

fn unknown_format(file: &InputFile) -> Problems {
    let start = &file.bytes[..file.bytes.len().min(512)];
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let ending = file.name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    let (message, hint) = match ending.as_str() {
        _ if file.bytes.is_empty() => ("the file is empty", None),
        "dbf" | "shx" | "prj" | "cpg" | "sbn" | "qix" => {
            ("the file is a part of a shapefile", Some("name the file that ends in .shp"))
        }
        _ if text.starts_with('<') => {
            ("the file is XML (KML, GML or a web page), which is not read", Some("convert it to GeoPackage or GeoJSON"))
        }
        "csv" | "tsv" | "txt" | "xlsx" | "ods" => {
            ("the file is a table, expected boundaries", Some("name a shapefile, GeoPackage or GeoJSON file"))
        }
        _ => (
            "the file has no known format of boundaries",
            Some("shapefile (also zipped), GeoJSON, TopoJSON, GeoPackage, FlatGeobuf and GeoParquet are read"),
        ),
    };
    Problems::one(Remark::new(Place::file(&file.name), message).maybe_hint(hint.map(str::to_owned)))
}
