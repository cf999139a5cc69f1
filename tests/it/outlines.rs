//! Outlines as files have them: geometries beside polygons, rings that are none, and what is said of both.

use std::fmt::Write as _;

use bacino::geometry::build::raw::build_with_empty;
use bacino::geometry::mend::defect::DefectKind;
use bacino::input::file::bytes::Folder;
use bacino::input::layer::request::FeatureRequest;
use bacino::input::shapes::features::read_areas;
use bacino::model::shape::outline::Position;

use crate::own_boundaries::{sample, with_boundaries};
use crate::support::Workspace;

fn feature(code: &str, geometry: &str) -> String {
    format!(r#"{{"type":"Feature","properties":{{"kind":"land","code":"{code}"}},"geometry":{geometry}}}"#)
}

fn collection(features: &[(&str, &str)]) -> String {
    let features: Vec<String> = features.iter().map(|(code, geometry)| feature(code, geometry)).collect();
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

const SQUARE: &str = r#"{"type":"Polygon","coordinates":[[[9,45],[9.1,45],[9.1,45.1],[9,45.1],[9,45]]]}"#;
const BESIDE: &str = r#"{"type":"Polygon","coordinates":[[[9.1,45],[9.2,45],[9.2,45.1],[9.1,45.1],[9.1,45]]]}"#;
const LINE: &str = r#"{"type":"LineString","coordinates":[[9,44.9],[9.1,44.9]]}"#;
const POINT: &str = r#"{"type":"Point","coordinates":[9,44.9]}"#;

/// The lines that `boundaries` writes below `defects:`.
fn defects(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let run = Workspace::empty().write(name, bytes).run(["boundaries", name]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    run.stdout.split_once("defects:").unwrap().1.trim().to_owned()
}

#[test]
fn what_is_no_polygon_is_named_with_its_code_and_with_the_polygon_of_its_area() {
    let found = |features: &[(&str, &str)]| defects("a.geojson", collection(features));
    assert_eq!(found(&[("001", SQUARE), ("002", LINE)]), "not-a-polygon: 1: feature 2 (002)");
    let both = format!(r#"{{"type":"GeometryCollection","geometries":[{BESIDE},{LINE}]}}"#);
    let beside = "not-a-polygon: 1: feature 2 (002), whose points or lines beside its polygon are left out";
    assert_eq!(found(&[("001", SQUARE), ("002", &both)]), beside);
    // Codes that features share still name them.
    assert_eq!(
        found(&[("001", SQUARE), ("002", BESIDE), ("002", LINE), ("003", POINT)]),
        "not-a-polygon: 2: feature 3 (002), whose area has its polygon in feature 2 and feature 4 (003)"
    );
    assert_eq!(
        found(&[("001", "null"), ("001", SQUARE), ("002", BESIDE)]),
        "empty-geometry: 1: feature 1 (001), whose area has its polygon in feature 2"
    );
}

#[test]
fn commands_that_leave_it_out_name_it_too() {
    let areas = collection(&[("001", SQUARE), ("002", LINE), ("001", POINT)]);
    let workspace = Workspace::empty().write("a.geojson", areas).write("p.csv", "lon,lat\n9.05,45.05\n");
    let run = workspace.run(["locate", "p.csv", "--in", "a.geojson"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let told = "warning: a.geojson: 2 features have no polygon: feature 2 (002) and feature 3 (001)\n";
    assert!(run.stderr.contains(told), "{}", run.stderr);
}

/// Squareland's squares with further features.
fn squares_and(features: &[(&str, &str)]) -> Workspace {
    let text = String::from_utf8(sample("squares.geojson")).unwrap();
    let mut more = String::new();
    for (code, geometry) in features {
        let _ =
            write!(more, ",{{\"type\":\"Feature\",\"properties\":{{\"code\":\"{code}\"}},\"geometry\":{geometry}}}");
    }
    let end = text.rfind(']').unwrap();
    with_boundaries("squares.geojson", "code = \"code\"")
        .write("squares.geojson", format!("{}{more}{}", &text[..end], &text[end..]))
}

#[test]
fn a_line_with_the_code_of_a_polygon_costs_a_study_no_area() {
    let run = squares_and(&[("W1-1", LINE), ("E1-1", POINT), ("E1-2", "null")]).run(["check", "."]);
    assert_eq!(run.exit_code, 0, "{}", run.stdout);
    let told = "squares.geojson: column code: 3 features have no polygon and are left out beside another of the same code: feature 17 of \"W1-1\", feature 18 of \"E1-1\" and feature 19 of \"E1-2\"";
    assert!(run.stdout.contains(told), "{}", run.stdout);
    // A line alone is an area that is lost, and two polygons are one too many.
    let alone = collection(&[("W1-1", LINE), ("W1-2", SQUARE)]);
    let run = with_boundaries("squares.geojson", "code = \"code\"").write("squares.geojson", alone).run(["check", "."]);
    assert_eq!(run.exit_code, 1);
    assert!(run.stdout.contains("feature 1: the municipality \"W1-1\" has no polygon"), "{}", run.stdout);
    let run = squares_and(&[("W1-1", SQUARE)]).run(["check", "."]);
    assert!(run.stdout.contains("feature 17: the municipality \"W1-1\" is feature 5 already"), "{}", run.stdout);
}

fn bytes_of(ring: &[Position]) -> Vec<u8> {
    ring.iter().flatten().flat_map(|axis| axis.to_le_bytes()).collect()
}

/// A ring that goes to a second position and back, or stays where it is, in files of every format.
#[test]
fn a_ring_of_two_positions_is_collapsed_in_every_format() {
    let binary = ["utf8.shp", "squares.gpkg", "squares.fgb", "none.parquet"];
    let parts = ["utf8.shx", "utf8.dbf", "utf8.prj"];
    let folder = parts.iter().fold(Workspace::empty(), |folder, part| folder.write(part, sample(part)));
    let read = |folder: &Workspace, name: &str| {
        read_areas(&Folder::Disk(folder.path("")), name, &FeatureRequest::default()).unwrap().features.outlines
    };
    let mut folder = folder;
    for name in binary {
        folder = folder.write(name, sample(name));
        let ring = read(&folder, name).ring(0).to_vec();
        for back in [[0, 1, 0, 0, 0], [0, 0, 0, 0, 0]] {
            let mut bytes = sample(name);
            let whole = bytes_of(&ring);
            let at = bytes.windows(whole.len()).position(|found| found == whole).unwrap();
            bytes[at..at + whole.len()].copy_from_slice(&bytes_of(&back.map(|point| ring[point])));
            folder = folder.write(name, bytes);
            let built = build_with_empty(&read(&folder, name)).unwrap();
            let kinds: Vec<DefectKind> = built.defects.iter().map(|defect| defect.kind).collect();
            assert!(kinds.contains(&DefectKind::CollapsedRing), "{name} {back:?}: {kinds:?}");
            assert_eq!(built.without_area, [0], "{name}");
        }
    }
    for ring in ["[[9.1,45],[9.2,45],[9.1,45]]", "[[9.1,45],[9.2,45]]", "[[9.1,45]]", "[[9,45],[9,45],[9,45],[9,45]]"] {
        let collapsed = format!(r#"{{"type":"Polygon","coordinates":[{ring}]}}"#);
        let found = defects("a.geojson", collection(&[("001", SQUARE), ("002", &collapsed)]));
        assert!(found.contains("collapsed-ring: 1, ") && found.contains("feature 2 (002)"), "{found}");
        assert!(!found.contains("-0 m"), "{found}");
        let topology = format!(
            r#"{{"type":"Topology","arcs":[{ring}],"objects":{{"a":{{"type":"Polygon","arcs":[[0]],"properties":{{"code":"002"}}}}}}}}"#
        );
        let found = defects("a.topojson", topology);
        assert!(found.contains("collapsed-ring: 1, "), "{found}");
    }
}

#[test]
fn a_study_whose_area_has_collapsed_says_so() {
    let text = collection(&[("W1-1", &SQUARE.replace("[9.1,45.1],[9,45.1],", ""))]);
    let run = with_boundaries("squares.geojson", "code = \"code\"").write("squares.geojson", text).run([
        "catchments",
        ".",
        "--layer",
        "municipalities",
        "-o",
        "-",
    ]);
    assert_eq!(run.exit_code, 1);
    assert!(run.stderr.contains("collapsed-ring: W1-1 at 9.000000 45.000000, 15"), "{}", run.stderr);
}
