//! Formats of boundary files, recognised by their first bytes; the ending of a name only has to fit.

use crate::input::file::bytes::InputFile;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::text::json::Json;
use crate::model::base::word::words;

/// What stands behind the last dot of a name.
pub(crate) fn ending_of(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

words! {
    /// The formats that are known, by their names in a sentence.
    pub enum Format {
        /// A shapefile, known by its `.shp`.
        Shapefile = "a shapefile" => &["shp"],
        /// An archive.
        Zip = "a zipped file" => &["zip", "shz"],
        /// GeoJSON, also with one feature a line.
        GeoJson = "GeoJSON" => &["geojson", "json", "geojsonl", "geojsons", "geojsonseq", "ndjson", "jsonl", "ndgeojson"],
        /// TopoJSON.
        TopoJson = "TopoJSON" => &["topojson", "json"],
        /// A GeoPackage.
        GeoPackage = "a GeoPackage" => &["gpkg", "sqlite", "db"],
        /// FlatGeobuf.
        FlatGeobuf = "FlatGeobuf" => &["fgb"],
        /// GeoParquet.
        GeoParquet = "GeoParquet" => &["parquet", "geoparquet", "pq"],
    }
    /// How names of its files end.
    fn endings(self) -> &'static [&'static str];
}

impl Format {
    /// The format by the first bytes.
    pub(crate) fn of_content(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0, 0, 0x27, 0x0A, ..] => Some(Self::Shapefile),
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Self::Zip),
            [b'P', b'A', b'R', b'1', ..] => Some(Self::GeoParquet),
            [b'f', b'g', b'b', _, b'f', b'g', b'b', ..] => Some(Self::FlatGeobuf),
            _ if bytes.starts_with(b"SQLite format 3\0") => Some(Self::GeoPackage),
            _ => {
                let text = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
                let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0x1E);
                let text = &text[text.iter().position(|byte| !is_blank(byte))?..];
                match text {
                    [b'{', ..] if is_topology(text) => Some(Self::TopoJson),
                    [b'{', ..] => Some(Self::GeoJson),
                    // Features in a list, with no collection around it.
                    [b'[', rest @ ..] => {
                        rest.iter().find(|byte| !is_blank(byte)).filter(|byte| **byte == b'{').map(|_| Self::GeoJson)
                    }
                    _ => None,
                }
            }
        }
    }

    /// Whether files of some format end so.
    pub(crate) fn is_ending(ending: &str) -> bool {
        Self::ALL.iter().any(|format| format.endings().contains(&ending.to_lowercase().as_str()))
    }

    /// Says so when a name ends as files of another format do.
    pub(crate) fn other_ending(self, name: &str) -> Option<Remark> {
        let ending = ending_of(name).to_lowercase();
        let message = format!("the file is {} by its content and was read as such", self.word());
        (name != "-" && !self.endings().contains(&ending.as_str()))
            .then(|| Remark::of(Kind::Assumed, Place::file(name), message))
    }
}

/// Whether the type of a JSON object is `Topology`, as far as its start tells.
fn is_topology(text: &[u8]) -> bool {
    let mut json = Json::new(text);
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

/// A file that belongs to a shapefile and is not its outlines.
pub(crate) fn part_of_shapefile(name: &str) -> Problems {
    let message = "the file is a part of a shapefile";
    Problems::one(Remark::of(Kind::Format, Place::file(name), message).hint("name the file that ends in .shp"))
}

/// Why a file of a format that the program was built without cannot be read.
#[cfg(not(all(feature = "parquet", feature = "sqlite")))]
pub(crate) fn left_out(file: &str, format: Format, feature: &str) -> Problems {
    let message = format!("the file is {}, which the program was built without", format.word());
    let hint = format!("build it with the feature {feature:?}, or convert the file to GeoJSON or FlatGeobuf");
    Problems::one(Remark::of(Kind::Format, Place::file(file), message).hint(hint))
}

/// Why a file of no known format cannot be read.
pub(crate) fn unknown_format(file: &InputFile) -> Problems {
    let start = &file.bytes[..file.bytes.len().min(512)];
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let ending = ending_of(&file.name).to_lowercase();
    let (message, hint) = match ending.as_str() {
        _ if file.bytes.is_empty() => ("the file is empty", None),
        "dbf" | "shx" | "prj" | "cpg" | "sbn" | "qix" => {
            return part_of_shapefile(&file.name);
        }
        _ if text.starts_with('<') => {
            ("the file is XML (KML, GML or a web page), which is not read", Some("convert it to GeoPackage or GeoJSON"))
        }
        "csv" | "tsv" | "txt" | "xlsx" | "xls" | "xlsb" | "ods" => {
            ("the file is a table, expected boundaries", Some("name a shapefile, GeoPackage or GeoJSON file"))
        }
        _ => (
            "the file has no known format of boundaries",
            Some("shapefile (also zipped), GeoJSON, TopoJSON, GeoPackage, FlatGeobuf and GeoParquet are read"),
        ),
    };
    Problems::one(Remark::of(Kind::Format, Place::file(&file.name), message).maybe_hint(hint.map(str::to_owned)))
}
