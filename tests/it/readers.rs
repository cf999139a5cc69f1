//! Boundary files of every format, read as they are.

use bacino::geometry::plane::ring::{contains, signed_area};
use bacino::geometry::topology::project::project_points;
use bacino::input::file::bytes::Folder;
use bacino::input::layer::request::{Axes, FeatureRequest};
use bacino::input::shapes::features::{FeaturesRead, read_areas, read_points};
use bacino::model::base::text::Text;
use bacino::model::shape::feature::{Features, find_column};
use bacino::model::shape::outline::{PolygonOutlines, ReferenceSystem};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::support::Workspace;

const SQUARE: &str = r#"{"type":"Feature","properties":{"code":"W1-1"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}}"#;

/// The error of reading areas of a file.
fn refused(name: &str, content: impl AsRef<[u8]>, request: &FeatureRequest<'_>) -> String {
    let workspace = Workspace::empty().write(name, content);
    let read = read_areas(&Folder::Disk(workspace.path("")), name, request);
    read.unwrap_err().to_string().trim_end().to_owned()
}

/// The files that GDAL wrote: `tests/oracle/formats/make_formats.py`.
fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/formats/samples")
}

fn read_sample(name: &str, layer: Option<&str>) -> FeaturesRead<Features> {
    let request = FeatureRequest { layer, ..FeatureRequest::default() };
    read_areas(&Folder::Disk(samples()), name, &request).unwrap_or_else(|problems| panic!("{name}: {problems}"))
}

/// What GEOS says of the squares, by code.
fn expected() -> serde_json::Value {
    serde_json::from_str(include_str!("../oracle/formats/areas.json")).unwrap()
}

fn column<'a>(read: &'a FeaturesRead<Features>, name: &str) -> &'a [Option<Text>] {
    &find_column(&read.features.columns, name).unwrap().values
}

/// The area of a shape: exteriors less holes, whichever way they turn.
fn area(outlines: &PolygonOutlines, shape: usize) -> f64 {
    let ring_area = |ring: usize| signed_area(outlines.ring(ring)).abs();
    outlines
        .polygons_of(shape)
        .map(|polygon| {
            let rings = outlines.rings_of(polygon);
            ring_area(rings.start) - rings.skip(1).map(ring_area).sum::<f64>()
        })
        .sum()
}

/// An index is told from outlines, and curves from damage: no hint to copy the file again.
#[test]
fn a_part_of_a_shapefile_and_a_geometry_of_curves_are_named_as_such() {
    // The type of the first geometry stands behind its header with an envelope, and the order of bytes.
    const TYPE: usize = 41;
    let index = sample("utf8.shx");
    assert_eq!(
        refused("utf8.shx", index, &FeatureRequest::default()),
        "error: utf8.shx: the file is a part of a shapefile\nhint: name the file that ends in .shp"
    );
    let mut bytes = sample("squares.gpkg");
    let curve_polygon = 10_u32.to_le_bytes();
    let starts: Vec<usize> = (0..bytes.len() - TYPE - 4)
        .filter(|&at| bytes[at..].starts_with(b"GP\0\x03") && matches!(bytes[at + TYPE], 3 | 6))
        .collect();
    for at in starts {
        bytes[at + TYPE..at + TYPE + 4].copy_from_slice(&curve_polygon);
    }
    assert_eq!(
        refused("squares.gpkg", bytes, &FeatureRequest::default()),
        "error: squares.gpkg: feature 1: the geometry is curved\nhint: make its lines straight first, as ogr2ogr -nlt CONVERT_TO_LINEAR does"
    );
}

/// A GeoPackage stores Booleans as numbers; they are read as the words that the other formats are read as.
#[test]
fn booleans_of_a_geopackage_are_words() {
    let workspace = Workspace::empty().write("squares.gpkg", sample("squares.gpkg"));
    let database = rusqlite::Connection::open(workspace.path("squares.gpkg")).unwrap();
    let add = "ALTER TABLE squares ADD COLUMN coastal BOOLEAN DEFAULT 1; ALTER TABLE squares ADD COLUMN ports MEDIUMINT DEFAULT 1";
    database.execute_batch(add).unwrap();
    database.close().unwrap();
    let read = read_areas(&Folder::Disk(workspace.path("")), "squares.gpkg", &FeatureRequest::default()).unwrap();
    assert!(column(&read, "coastal").iter().all(|value| value.as_deref() == Some("true")));
    assert!(column(&read, "ports").iter().all(|value| value.as_deref() == Some("1")));
}

/// Every format that GDAL writes holds the same squares: codes, names with accents, counts, areas.
#[test]
fn the_squares_are_the_same_in_every_format() {
    let files = [
        ("utf8.shp", None),
        ("latin1.shp", None),
        ("heights.shp", None),
        ("squares.zip", None),
        ("several.zip", Some("utf8")),
        ("squares.geojson", None),
        ("old.geojson", None),
        ("squares.geojsonl", None),
        ("sequence.geojsons", None),
        ("plain.topojson", Some("squares")),
        ("quantised.topojson", Some("squares")),
        ("squares.gpkg", None),
        ("several.gpkg", Some("squares")),
        ("heights.gpkg", None),
        ("squares.fgb", None),
        ("snappy.parquet", None),
        ("zstd.parquet", None),
        ("gzip.parquet", None),
        ("brotli.parquet", None),
        ("lz4.parquet", None),
        ("none.parquet", None),
        ("nocrs.parquet", None),
        ("native.parquet", None),
        ("plain.fgb", None),
    ];
    let expected = expected();
    for (name, layer) in files {
        let read = read_sample(name, layer);
        let outlines = &read.features.outlines;
        let degrees = outlines.reference.name() == "EPSG:4326";
        assert!(degrees || outlines.reference.name() == "EPSG:32632", "{name}: {:?}", outlines.reference);
        let metres = ReferenceSystem::epsg(32632);
        let points = project_points(&outlines.points, &outlines.reference, &metres).unwrap();
        let outlines = PolygonOutlines { points, ..outlines.clone() };
        assert_eq!(outlines.n_shapes(), 16, "{name}");
        for shape in 0..16 {
            let code = column(&read, "code")[shape].as_deref().unwrap();
            let known = &expected[code];
            assert_eq!(column(&read, "name")[shape].as_deref(), known["name"].as_str(), "{name} {code}");
            let residents = column(&read, "residents")[shape].as_ref().unwrap();
            assert_eq!(residents, &known["residents"].to_string(), "{name} {code}");
            // Files in degrees went through two changes of reference system; the others have the very numbers.
            let tolerance = if degrees { 1e-6 } else { 1e-9 };
            let difference = (area(&outlines, shape) / known["area"].as_f64().unwrap() - 1.0).abs();
            assert!(difference <= tolerance, "{name} {code}: {difference}");
        }
    }
}

/// Numbers, texts, dates and times of Parquet are what Python wrote, in pages of every kind.
#[test]
fn cells_of_parquet_are_told_by_their_type() {
    let read = read_sample("cells.parquet", None);
    let texts: BTreeMap<String, Vec<Option<String>>> =
        serde_json::from_str(include_str!("../oracle/formats/cells.json")).unwrap();
    for (name, texts) in texts {
        let read: Vec<Option<&str>> = column(&read, &name).iter().map(Option::as_deref).collect();
        assert_eq!(read, texts.iter().map(Option::as_deref).collect::<Vec<_>>(), "{name}");
    }
}

/// An area that is missing or empty moves no other one, wherever the pages of its lists end.
#[test]
fn gaps_in_lists_of_parquet_move_no_area() {
    let (gaps, squares) = (read_sample("gaps.parquet", None), read_sample("squares.geojson", None));
    let metres = |read: &FeaturesRead<Features>| {
        let outlines = read.features.outlines.clone();
        let points = project_points(&outlines.points, &outlines.reference, &ReferenceSystem::epsg(32632)).unwrap();
        PolygonOutlines { points, ..outlines }
    };
    let (with, without) = (metres(&gaps), metres(&squares));
    assert_eq!(with.n_shapes(), 15);
    for (shape, code) in column(&gaps, "code").iter().enumerate() {
        let known = column(&squares, "code").iter().position(|known| known == code).unwrap();
        let expected = if [2, 4].contains(&shape) { 0.0 } else { area(&without, known) };
        assert!((area(&with, shape) - expected).abs() <= 1e-6 * expected, "{code:?}");
    }
}

/// Points of every format lie in the squares with their codes.
#[test]
fn the_points_are_the_same_in_every_format() {
    let files = [
        ("points.shp", None),
        ("points.geojson", None),
        ("points.gpkg", None),
        ("several.gpkg", Some("points")),
        ("points.fgb", None),
        ("points.parquet", None),
        ("several.zip", Some("points")),
    ];
    let squares = read_sample("utf8.shp", None);
    for (name, layer) in files {
        let request = FeatureRequest { layer, ..FeatureRequest::default() };
        let read = read_points(&Folder::Disk(samples()), name, &request)
            .unwrap_or_else(|problems| panic!("{name}: {problems}"));
        let codes = &find_column(&read.features.columns, "code").unwrap().values;
        let points: Vec<[f64; 2]> = read.features.points.into_iter().map(Option::unwrap).collect();
        let points = project_points(&points, &read.features.reference, &ReferenceSystem::epsg(32632)).unwrap();
        assert_eq!((points.len(), codes.len()), (16, 16), "{name}");
        for (point, code) in points.iter().zip(codes) {
            let shape = column(&squares, "code").iter().position(|known| known == code).unwrap();
            let outlines = &squares.features.outlines;
            let exterior = outlines.ring(outlines.rings_of(outlines.polygons_of(shape).start).start);
            assert!(contains(exterior, *point), "{name}: {code:?}");
        }
    }
}

#[test]
fn what_is_left_out_or_unusual_is_said() {
    let said = |name: &str| -> Vec<String> {
        read_sample(name, None).remarks.into_iter().map(|remark| remark.message).collect()
    };
    assert_eq!(said("heights.gpkg"), ["heights and measures of positions are left out"]);
    assert_eq!(said("heights.shp"), ["heights and measures of positions are left out"]);
    assert_eq!(said("squares.gpkg"), [""; 0]);
    let workspace = Workspace::empty().write("a.shp", sample("squares.gpkg"));
    let read = read_areas(&Folder::Disk(workspace.path("")), "a.shp", &FeatureRequest::default()).unwrap();
    assert_eq!(read.remarks[0].message, "the file is a GeoPackage by its content and was read as such");
    // The index of another shapefile is not used.
    let parts = [("a.shp", "utf8.shp"), ("a.shx", "points.shx"), ("a.dbf", "utf8.dbf"), ("a.prj", "utf8.prj")];
    let workspace = parts.iter().fold(Workspace::empty(), |workspace, (to, from)| workspace.write(to, sample(from)));
    let read = read_areas(&Folder::Disk(workspace.path("")), "a.shp", &FeatureRequest::default()).unwrap();
    assert_eq!(read.features.outlines, read_sample("utf8.shp", None).features.outlines);
    assert_eq!(read.remarks[0].message, "the .shx does not fit the .shp and was not used");
    assert_eq!(read.remarks[1].message, "the table does not say its encoding and was read as UTF-8");
}

#[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
fn sample(name: &str) -> Vec<u8> {
    std::fs::read(samples().join(name)).unwrap()
}

#[test]
fn geojson_is_read_with_its_old_reference_system() {
    let crs = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32632"}},"#;
    let text = format!(r#"{{"type":"FeatureCollection",{crs}"features":[{SQUARE}]}}"#).replace("1]", "5000000]");
    let workspace = Workspace::empty().write("a.geojson", text);
    let read = read_areas(&Folder::Disk(workspace.path("")), "a.geojson", &FeatureRequest::default()).unwrap();
    assert_eq!(read.features.outlines.reference.name(), "EPSG:32632");
    assert_eq!(read.features.columns[0].values, [Some("W1-1".into())]);
    assert_eq!(read.remarks, []);
}

#[test]
fn swapped_axes_are_read_when_they_are_named() {
    let point = r#"{"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[45.5,9.25]}}"#;
    let workspace = Workspace::empty().write("a.json", point);
    let request = FeatureRequest { axes: Axes::LatLon, ..FeatureRequest::default() };
    let read = read_points(&Folder::Disk(workspace.path("")), "a.json", &request).unwrap();
    assert_eq!(read.features.points, [Some([9.25, 45.5])]);
}

#[test]
fn files_that_are_no_boundaries_say_what_they_are() {
    let request = FeatureRequest::default();
    assert_eq!(refused("a.geojson", "", &request), "error: a.geojson: the file is empty");
    assert_eq!(
        refused("a.dbf", b"\x03\x01\x02\x03", &request),
        "error: a.dbf: the file is a part of a shapefile\nhint: name the file that ends in .shp"
    );
    assert_eq!(
        refused("a.geojson", &SQUARE[..100], &request),
        "error: a.geojson:1: the file ends before its JSON does (character 101)\nhint: the file was cut off: copy or download it again"
    );
    assert_eq!(
        refused("a.geojson", SQUARE.replace("[0,0],[1,0]", "[0,0],[1;0]"), &request),
        "error: a.geojson:1: no valid JSON: expected `,` or `]`, found \";0],[1,1],[0,1],[0,0]]]}\" (character 101)"
    );
}

#[test]
fn coordinates_that_cannot_be_are_refused() {
    let moved = |x: &str, y: &str| SQUARE.replace("[0,0],[1,0]", &format!("[0,0],[{x},{y}]"));
    assert_eq!(
        refused("a.geojson", moved("12", "120"), &FeatureRequest::default()),
        "error: a.geojson: latitudes beyond 90 degrees: x is 0 to 12, y is 0 to 120\nhint: latitude or northing seems to stand first: write axes = \"lat,lon\""
    );
    assert_eq!(
        refused("a.geojson", moved("500000", "5000000"), &FeatureRequest::default()),
        "error: a.geojson: the coordinates are no degrees of EPSG:4326: x is 0 to 500000, y is 0 to 5000000\nhint: they seem to be metres of another reference system: say which it is with crs = \"EPSG:…\" under the section that names the file"
    );
    let request = FeatureRequest { crs: Some("EPSG:32632"), ..FeatureRequest::default() };
    assert_eq!(
        refused("a.geojson", SQUARE, &request),
        "error: a.geojson: the coordinates are no metres of EPSG:32632: x is 0 to 1, y is 0 to 1\nhint: they seem to be degrees: write crs = \"EPSG:4326\""
    );
    let request = FeatureRequest { crs: Some("EPSG:99999"), ..FeatureRequest::default() };
    assert_eq!(
        refused("a.geojson", SQUARE, &request),
        "error: a.geojson: the reference system \"EPSG:99999\" is not known\nhint: write a code of the EPSG registry, such as EPSG:4326 or EPSG:32632"
    );
}
