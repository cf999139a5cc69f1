//! Layers read back by GDAL, GEOS and PROJ: what they found in our files, for exactly these bytes.

use std::path::PathBuf;

use bacino::geometry::build::raw::build_topology;
use bacino::geometry::topology::arcs::Topology;
use bacino::input::file::bytes::fingerprint;
use bacino::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};
use bacino::model::shape::repair::Repair;
use bacino::render::export::layer::{Export, FieldKind, Shapes};
use bacino::render::export::write::ExportFormat;
use bacino::render::page::artifact::Artifact;
use bacino::render::report::sheet::{Cell, Sheet};
use serde_json::Value;

/// What GDAL read; made by `read_back.py` beside it, which names the versions.
fn oracle() -> Value {
    serde_json::from_str(include_str!("../oracle/formats/read_back.json")).unwrap()
}

/// A square of a toy country, in steps of 50 km from its corner.
fn square([x, y]: Position, side: f64) -> Vec<Position> {
    let corner = |dx: f64, dy: f64| [400_000.0 + (x + dx) * 50_000.0, 4_600_000.0 + (y + dy) * 50_000.0];
    vec![corner(0.0, 0.0), corner(side, 0.0), corner(side, side), corner(0.0, side), corner(0.0, 0.0)]
}

/// A country of four areas: one around another and a lake, one of two parts, one inside, one without an outline.
pub(crate) fn country(last: bool) -> Topology {
    let mut outlines = PolygonOutlines::new(ReferenceSystem::epsg(32_632));
    let enclave = square([0.25, 0.25], 0.25);
    outlines.push_shape([vec![square([0.0, 0.0], 1.0), enclave.clone(), square([0.625, 0.625], 0.125)]]);
    outlines.push_shape([vec![square([1.0, 0.0], 1.0)], vec![square([3.0, 0.5], 0.5)]]);
    outlines.push_shape([vec![enclave]]);
    if last {
        outlines.push_shape(std::iter::empty::<Vec<Vec<Position>>>());
    }
    build_topology(&outlines, Repair::Refuse).unwrap().topology
}

/// Figures of every kind, some missing.
fn figures(n_rows: usize) -> Sheet {
    let mut sheet = Sheet::new([
        "unit_id",
        "municipality_code",
        "municipality_name",
        "residents",
        "change",
        "coverage",
        "p_value",
        "none",
    ]);
    let rows = [
        (
            "A",
            "001001",
            Cell::from("Valle d'Aosta/Vallée d’Aoste"),
            Cell::Count(58_997_201),
            Cell::Difference(-12),
            Cell::Number(0.123_456_789_012),
            Cell::Number(2e-16),
        ),
        (
            "B+C",
            "058091",
            Cell::from("L'Aquila, \"città\""),
            Cell::Count(0),
            Cell::Missing,
            Cell::Number(1.0),
            Cell::Missing,
        ),
        (
            "D",
            "100007",
            Cell::Missing,
            Cell::Missing,
            Cell::Difference(4_000_000_000_000),
            Cell::Missing,
            Cell::Number(-1.5),
        ),
        (
            "E",
            "021008",
            Cell::from("Bolzano/Bozen"),
            Cell::Count(7),
            Cell::Difference(0),
            Cell::Number(0.5),
            Cell::Number(0.0),
        ),
    ];
    for (id, code, name, residents, change, coverage, p_value) in rows.into_iter().take(n_rows) {
        sheet.rows.push(vec![
            Cell::from(id),
            Cell::from(code),
            name,
            residents,
            change,
            coverage,
            p_value,
            Cell::Missing,
        ]);
    }
    sheet
}

pub(crate) fn export(layer: &str, topology: Topology) -> Export {
    let sheet = figures(topology.n_shapes());
    Export::new(layer, Shapes::Shared(topology), sheet, &[("none", FieldKind::Integer)])
}

/// Systems that files are written in.
const SYSTEMS: [u32; 13] = [4326, 4258, 3035, 3857, 32_632, 32_633, 25_832, 25_833, 6707, 6708, 6875, 3003, 3004];

/// Every file that is read back: the country in every format, without and with an area that has no outline, and in every system.
fn files() -> Vec<Artifact> {
    let mut files = Vec::new();
    for (layer, topology) in [("country", country(false)), ("outline_missing", country(true))] {
        for format in ExportFormat::read_back() {
            let word = format.word();
            let own = format.prescribed().map_or_else(|| topology.clone(), |system| topology.project(&system).unwrap());
            files.extend(export(layer, own).write(format, &format!("{layer}.{word}")).unwrap().artifacts);
        }
    }
    for code in SYSTEMS {
        let topology = country(false).project(&ReferenceSystem::epsg(code)).unwrap();
        for format in ExportFormat::read_back().filter(|format| format.prescribed().is_none()) {
            let word = format.word();
            let written = export("country", topology.clone()).write(format, &format!("epsg_{code}.{word}")).unwrap();
            files.extend(written.artifacts.into_iter().filter(|_| format != ExportFormat::ZippedShapefile));
        }
    }
    files
}

/// A new version of a writer is read back before it is kept: `read_back.py` asks for the files by this variable.
#[test]
fn files_are_those_that_were_read_back() {
    let files = files();
    if let Some(folder) = std::env::var_os("BACINO_READ_BACK").map(PathBuf::from) {
        for file in &files {
            std::fs::write(folder.join(&file.name), &file.bytes).unwrap();
        }
        return;
    }
    let known = oracle()["sha256"].clone();
    assert_eq!(known.as_object().unwrap().len(), files.len());
    for file in &files {
        let sha256 = fingerprint(&file.name, &file.bytes).sha256;
        assert_eq!(
            known[&file.name], sha256,
            "{} changed: read it back with tests/oracle/formats/read_back.py",
            file.name
        );
    }
}

/// Areas agree to 1e-9 of their size, and to 1e-6 after a change of reference system: coordinates of GeoJSON are whole centimetres.
#[test]
fn shapes_are_those_that_geos_measures() {
    let oracle = oracle();
    for (layer, topology) in [("country", country(false)), ("outline_missing", country(true))] {
        for format in ExportFormat::read_back() {
            let word = format.word();
            let tolerance = if format.prescribed().is_some() { 1e-6 } else { 1e-9 };
            let read = &oracle["layers"][&format!("{layer}.{word}")];
            let rows = read["rows"].as_array().unwrap();
            assert_eq!(rows.len(), topology.n_shapes(), "{layer}.{word}");
            for (shape, row) in rows.iter().enumerate() {
                let polygons = topology.polygons(shape);
                assert_eq!(row["polygons"].as_u64().unwrap(), polygons.len() as u64, "{layer}.{word}");
                if polygons.is_empty() {
                    continue;
                }
                let area = row["area"].as_f64().unwrap();
                assert!((area / topology.area(shape) - 1.0).abs() < tolerance, "{layer}.{word} {shape}: {area}");
                assert_eq!(row["valid"], true);
            }
        }
    }
}

/// Every figure comes back as it went: text, whole numbers, numbers, missing.
#[test]
fn figures_are_those_that_went_in() {
    let oracle = oracle();
    for word in ExportFormat::read_back().map(ExportFormat::word) {
        let read = &oracle["layers"][&format!("outline_missing.{word}")];
        assert_eq!(read["layer"], if word == "shp" { "outline_missing" } else { read["layer"].as_str().unwrap() });
        let sheet = figures(4);
        for (number, row) in sheet.rows.iter().enumerate() {
            for (title, cell) in sheet.columns.iter().zip(row) {
                let short = &title[..title.len().min(10)];
                let short = if title == "municipality_name" { "municipa_1" } else { short };
                let title = if matches!(word, "shp" | "zip") { short } else { title };
                let found = &read["rows"][number]["figures"][title];
                let same = match cell {
                    Cell::Missing => found.is_null(),
                    Cell::Text(text) => found == text.as_str(),
                    Cell::Count(count) => found.as_f64() == Some(*count as f64),
                    Cell::Difference(difference) => found.as_f64() == Some(*difference as f64),
                    Cell::Number(value) => found.as_f64() == Some(*value),
                };
                assert!(same, "{word}: {title} of row {number} is {found}, not {cell:?}");
            }
        }
    }
}

#[test]
fn reference_systems_are_those_that_proj_knows() {
    let oracle = oracle();
    for code in SYSTEMS {
        for word in ["gpkg", "fgb", "shp", "parquet"] {
            assert_eq!(oracle["systems"][&format!("epsg_{code}.{word}")], code, "{word}");
        }
    }
    for (layer, read) in oracle["layers"].as_object().unwrap() {
        assert_eq!(read["epsg"], if layer.ends_with("json") { 4326 } else { 32_632 }, "{layer}");
        assert!(read["warnings"].as_array().unwrap().is_empty(), "{layer}: {}", read["warnings"]);
    }
}

/// QGIS shows a layer of one type only where the file says so.
#[test]
fn every_geometry_is_a_multipolygon() {
    for (layer, read) in oracle()["layers"].as_object().unwrap() {
        let is_shapefile = layer.ends_with("shp") || layer.ends_with("zip");
        let expected = if is_shapefile { "Polygon" } else { "MultiPolygon" };
        assert_eq!(read["geometry_type"], expected, "{layer}");
    }
}

/// An index finds what lies in a window and nothing else.
#[test]
fn indexes_find_what_lies_in_a_window() {
    let oracle = oracle();
    for word in ["gpkg", "fgb", "shp", "zip"] {
        assert_eq!(oracle["windows"][&format!("country.{word}")], serde_json::json!(["A"]), "{word}");
    }
}

/// Neither an older GDAL nor its validator of `.gpkg` has anything to say.
#[test]
fn an_older_gdal_opens_every_file_without_a_word() {
    let older = &oracle()["older_gdal"];
    assert!(older["version"].as_str().unwrap().starts_with("GDAL "));
    assert_eq!(older["said"], serde_json::json!([]));
}
