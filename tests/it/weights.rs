//! `bacino weights`: shares of areas in areas, and columns carried over by them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::Workspace;

/// Features of polygons in EPSG:3035, each by its attributes and its rings, corners in metres from a corner.
fn layer(features: &[(&str, &[&[[f64; 2]]])]) -> String {
    let ring = |ring: &[[f64; 2]]| -> String {
        let point = |[x, y]: [f64; 2]| format!("[{},{}]", 4_321_000.0 + x, 3_210_000.0 + y);
        let points: Vec<String> = ring.iter().chain(ring.first()).map(|&corner| point(corner)).collect();
        format!("[{}]", points.join(","))
    };
    let feature = |(attributes, rings): &(&str, &[&[[f64; 2]]])| {
        let rings: Vec<String> = rings.iter().map(|points| ring(points)).collect();
        let geometry = format!(r#"{{"type":"Polygon","coordinates":[{}]}}"#, rings.join(","));
        format!(r#"{{"type":"Feature","properties":{{{attributes}}},"geometry":{geometry}}}"#)
    };
    let features: Vec<String> = features.iter().map(feature).collect();
    let crs = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3035"}}"#;
    format!(r#"{{"type":"FeatureCollection",{crs},"features":[{}]}}"#, features.join(",\n"))
}

/// A rectangle from a lower left corner.
const fn rectangle(x: f64, y: f64, width: f64, height: f64) -> [[f64; 2]; 4] {
    [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]
}

/// Four squares of a kilometre in a row.
fn sources() -> String {
    let squares = [0.0, 1000.0, 2000.0, 3000.0].map(|x| rectangle(x, 0.0, 1000.0, 1000.0));
    layer(&[
        (r#""code":"a","people":100,"rate":"0,5""#, &[&squares[0]]),
        (r#""code":"b","people":40,"rate":"1,5""#, &[&squares[1]]),
        (r#""code":"c","people":7,"rate":"2,5""#, &[&squares[2]]),
        (r#""code":"d","people":null,"rate":"""#, &[&squares[3]]),
    ])
}

/// Two zones: one over the first square and a quarter of the second, one over another quarter of it and half of the third.
fn targets() -> String {
    let (west, east) = (rectangle(0.0, 0.0, 1250.0, 1000.0), rectangle(1750.0, 0.0, 750.0, 1000.0));
    let far = rectangle(9000.0, 0.0, 100.0, 100.0);
    layer(&[(r#""zone":"W""#, &[&west]), (r#""zone":"E""#, &[&east]), (r#""zone":"far""#, &[&far])])
}

fn workspace() -> Workspace {
    Workspace::empty().write("sources.geojson", sources()).write("targets.geojson", targets())
}

const TYPED: [&str; 7] = ["weights", "sources.geojson", "targets.geojson", "--code", "code", "--target-code", "zone"];

#[test]
fn shares_are_those_of_the_source_and_what_lies_in_no_target_has_a_row() {
    let run = workspace().run(TYPED);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    insta::assert_snapshot!(run.stdout, @"
    source,target,share
    a,W,1
    b,W,0.25
    b,E,0.25
    b,,0.5
    c,E,0.5
    c,,0.5
    d,,1
    ");
    insta::assert_snapshot!(run.stderr, @"warning: sources.geojson: 3 of 4 areas in no target, wholly or in part, 50.00 % of all land, target empty: b, c and d");
    let json: Value =
        serde_json::from_str(&workspace().run(TYPED.iter().chain(&["--format", "json"]).copied()).stdout).unwrap();
    assert_eq!(json["weights"][3], serde_json::json!({ "source": "b", "target": null, "share": 0.5 }));
    assert_eq!(json["weights"].as_array().unwrap().len(), 7);
}

#[test]
fn totals_are_shared_out_and_means_are_those_of_the_land() {
    let run = workspace().run(TYPED.into_iter().chain(["--extensive", "people", "--intensive", "rate"]));
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    insta::assert_snapshot!(run.stdout, @"
    target,people,rate
    W,110,0.7
    E,13.5,2.1666666666666665
    far,,
    ,23.5,2
    ");
    insta::assert_snapshot!(run.stderr, @r#"
    warning: sources.geojson: column people: 1 of 4 areas without a value, which add nothing to any target: d
    warning: sources.geojson: column people: 23.5 of 147 (15.99 %) in no target, in the row without one
    warning: sources.geojson: column rate: 1 of 4 areas without a value, which add nothing to any target: d
    warning: targets.geojson: 1 of 3 targets without land that has a value, left empty: far
    "#);
}

#[test]
fn a_table_is_written_and_that_of_another_is_not_overwritten() {
    let workspace = workspace().write("w.csv", "mine\n");
    let typed = || TYPED.into_iter().chain(["-o", "w.csv"]);
    let refused = workspace.run(typed());
    assert_eq!((refused.exit_code, workspace.read("w.csv").as_str()), (1, "mine\n"), "{}", refused.stderr);
    assert_eq!(workspace.run(typed().chain(["--force"])).exit_code, 0);
    assert_eq!(workspace.read("w.csv"), workspace.run(TYPED.into_iter().chain(["-o", "-"])).stdout);
    assert_eq!(workspace.run(typed()).exit_code, 0, "the program's own file is written again");
}

#[test]
fn targets_that_overlap_are_said_and_do_not_hide_what_lies_in_none() {
    // Both have the middle half of the second square.
    let (west, east) = (rectangle(0.0, 0.0, 1750.0, 1000.0), rectangle(1250.0, 0.0, 500.0, 1000.0));
    let over = layer(&[(r#""zone":"W""#, &[&west]), (r#""zone":"E""#, &[&east])]);
    let workspace = workspace().write("targets.geojson", over);
    let run = workspace.run(TYPED);
    insta::assert_snapshot!(run.stdout, @"
    source,target,share
    a,W,1
    b,W,0.75
    b,E,0.5
    b,,0.25
    c,,1
    d,,1
    ");
    insta::assert_snapshot!(run.stderr, @"
    warning: targets.geojson: overlap: 1, 500 000 m² in all: feature 1 (W) and feature 2 (E) at 4322250, 3210000 (500 000 m²)
    hint: each area is taken by itself: land that several claim counts in each
    warning: targets.geojson: unmatched-edge: 1, 3500 m in all: feature 1 (W) and feature 2 (E) at 4322250, 3210000 (3500 m)
    warning: sources.geojson: 3 of 4 areas in no target, wholly or in part, 56.25 % of all land, target empty: b, c and d
    ");
    let run = workspace.run(TYPED.into_iter().chain(["--extensive", "people"]));
    assert_eq!(run.stdout, "target,people\nW,130\nE,20\n,17\n");
    assert!(run.stderr.contains("20 of 147 (13.61 %) counted once more, in targets that overlap"), "{}", run.stderr);
}

#[test]
fn features_of_one_code_are_one_area_on_both_sides() {
    let halves = sources().replace(r#""code":"b""#, r#""code":"a""#);
    let zones = targets().replace(r#""zone":"E""#, r#""zone":"W""#);
    let workspace = Workspace::empty().write("sources.geojson", halves).write("targets.geojson", zones);
    let run = workspace.run(TYPED);
    assert_eq!(run.stdout, "source,target,share\na,W,0.75\na,,0.25\nc,W,0.5\nc,,0.5\nd,,1\n");
    let run = workspace.run(TYPED.into_iter().chain(["--extensive", "people"]));
    assert_eq!(run.stdout, "target,people\nW,123.5\nfar,\n,23.5\n", "columns are carried feature by feature");
}

#[test]
fn an_area_that_crosses_itself_is_named_and_taken_as_the_union_of_its_parts() {
    // Two triangles of a quarter of a square kilometre, one the other way round.
    let bow = [[0.0, 0.0], [1000.0, 1000.0], [1000.0, 0.0], [0.0, 1000.0]];
    let workspace = workspace().write("sources.geojson", layer(&[(r#""code":"bow""#, &[&bow])]));
    let run =
        workspace.run(["weights", "sources.geojson", "targets.geojson", "--code", "code", "--target-code", "zone"]);
    assert_eq!(run.stdout, "source,target,share\nbow,W,1\n");
    insta::assert_snapshot!(run.stderr, @"
    warning: sources.geojson: self-intersection: 1, 1 crossing in all: feature 1 (bow) at 4321500, 3210500 (1 crossing)
    warning: sources.geojson: 1 outline taken as the union of all parts, which cross or overlap: bow
    ");
}

#[test]
fn degrees_are_weighed_in_a_plane_that_keeps_areas() {
    // Along the tenth meridian, which is straight in EPSG:3035. In degrees its southern half would be a half.
    let feature = |code: &str, south: u32, north: u32| {
        let ring = format!("[[9.9,{south}],[10.1,{south}],[10.1,{north}],[9.9,{north}],[9.9,{south}]]");
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{code}"}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#
        )
    };
    let of = |features: &[String]| format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let workspace = Workspace::empty()
        .write("s.geojson", of(&[feature("strip", 40, 60)]))
        .write("t.geojson", of(&[feature("south", 40, 50), feature("north", 50, 60)]));
    let run = workspace.run(["weights", "s.geojson", "t.geojson"]);
    let shares: Vec<f64> =
        run.stdout.lines().skip(1).map(|row| row.rsplit(',').next().unwrap().parse().unwrap()).collect();
    assert!(
        (shares[0] - 0.5516).abs() < 0.002 && (shares[0] + shares[1] - 1.0).abs() < 1e-9,
        "{}{}",
        run.stdout,
        run.stderr
    );
}

#[test]
fn layers_that_the_program_carries_are_taken_on_either_side() {
    let run = Workspace::empty().run(["weights", "provinces", "regions"]);
    assert_eq!((run.exit_code, run.stderr.as_str()), (0, ""));
    let rows: Vec<Vec<&str>> = run.stdout.lines().skip(1).map(|row| row.split(',').collect()).collect();
    assert_eq!(rows.len(), 107);
    assert!(rows.iter().all(|row| row[2].parse::<f64>().unwrap() > 1.0 - 1e-11), "{}", run.stdout);
    assert!(rows.contains(&vec!["058", "12", "1"]));
}

/// Shares as shapely has them, and columns as tobler carries them over, which keeps areas in single precision.
#[test]
fn shares_are_those_of_shapely_and_columns_those_of_tobler() {
    let oracle: Value = serde_json::from_str(include_str!("../oracle/areal/weights.json")).unwrap();
    let workspace = Workspace::empty()
        .write("sources.geojson", include_str!("../oracle/areal/sources.geojson"))
        .write("targets.geojson", include_str!("../oracle/areal/targets.geojson"));
    let run = workspace.run(["weights", "sources.geojson", "targets.geojson"]);
    let found: BTreeMap<(&str, &str), f64> = run
        .stdout
        .lines()
        .skip(1)
        .map(|row| row.split(',').collect::<Vec<_>>())
        .filter(|row| !row[1].is_empty())
        .map(|row| ((row[0], row[1]), row[2].parse().unwrap()))
        .collect();
    let expected = oracle["shares"].as_array().unwrap();
    assert_eq!(found.len(), expected.len());
    for share in expected {
        let share_of = found[&(share[0].as_str().unwrap(), share[1].as_str().unwrap())];
        assert!((share_of - share[2].as_f64().unwrap()).abs() < 1e-12, "{share} {share_of}");
    }
    let run = workspace.run([
        "weights",
        "sources.geojson",
        "targets.geojson",
        "--extensive",
        "residents",
        "--intensive",
        "rate",
    ]);
    let rows: Vec<Vec<&str>> = run.stdout.lines().skip(1).map(|row| row.split(',').collect()).collect();
    let number = |row: usize, column: usize| rows[row][column].parse::<f64>().unwrap();
    for (column, name) in [(1, "residents"), (2, "rate")] {
        for (row, value) in oracle[name].as_array().unwrap().iter().enumerate() {
            assert!((number(row, column) / value.as_f64().unwrap() - 1.0).abs() < 1e-6, "{name} {row}");
        }
    }
    let total: f64 = (0..rows.len()).map(|row| number(row, 1)).sum();
    let residents = include_str!("../oracle/areal/sources.geojson").split("\"residents\":").skip(1);
    let all: f64 = residents.map(|rest| rest.split(',').next().unwrap().parse::<f64>().unwrap()).sum();
    assert!((total / all - 1.0).abs() < 1e-14, "{total} {all}");
}

/// A shapefile is cut part by part, any other file as a whole.
#[test]
fn a_shapefile_has_the_shares_that_any_other_file_has() {
    let workspace = Workspace::empty()
        .write("sources.geojson", include_str!("../oracle/areal/sources.geojson"))
        .write("targets.geojson", include_str!("../oracle/areal/targets.geojson"));
    for (name, system) in [("plane.shp", "EPSG:3035"), ("utm.shp", "EPSG:32632"), ("utm.gpkg", "EPSG:32632")] {
        let run = workspace.run(["boundaries", "sources.geojson", "--repair", "--crs", system, "-o", name]);
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
    }
    let carried = ["--extensive", "residents", "--intensive", "rate"];
    let told = |source: &str, more: &[&str]| {
        let run = workspace.run(["weights", source, "targets.geojson"].iter().chain(more).copied());
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        (run.stdout, run.stderr.replace(source, "sources"))
    };
    let same = |one: &str, other: &str, tolerance: f64| {
        assert_eq!(one.lines().count(), other.lines().count());
        for (one, other) in one.lines().skip(1).zip(other.lines().skip(1)) {
            for (one, other) in one.split(',').zip(other.split(',')) {
                let numbers = one.parse::<f64>().ok().zip(other.parse::<f64>().ok());
                assert!(one == other || numbers.is_some_and(|(a, b)| (a / b - 1.0).abs() < tolerance), "{one} {other}");
            }
        }
    };
    for more in [&[][..], &carried, &carried[..2]] {
        let (whole, parts, plane) = (told("utm.gpkg", more), told("utm.shp", more), told("plane.shp", more));
        assert_eq!(whole.1, parts.1);
        // A shapefile turns rings the other way, which last digits feel; in another system corners lie where their own last digits put them.
        same(&whole.0, &parts.0, 1e-11);
        same(&plane.0, &parts.0, 1e-6);
    }
}

macro_rules! refused {
    ($($name:ident: $change:expr, $more:expr => $code:expr, $expected:expr;)*) => {
        $(#[test]
        fn $name() {
            let workspace: Workspace = $change(workspace());
            let more: &[&str] = &$more;
            let run = workspace.run(TYPED.iter().chain(more).copied());
            assert_eq!((run.exit_code, run.stdout.as_str()), ($code, ""), "{}", run.stderr);
            assert_eq!(run.stderr.trim_end(), $expected);
        })*
    };
}

/// The same with one text in the sources replaced.
fn with(from: &'static str, to: &'static str) -> impl Fn(Workspace) -> Workspace {
    move |workspace| workspace.write("sources.geojson", sources().replace(from, to))
}

refused! {
    a_column_that_is_not_there: |same| same, ["--extensive", "poeple"] => 1, "error: sources.geojson: no column \"poeple\"\nhint: did you mean \"people\"?";
    a_column_named_twice: |same| same, ["--extensive", "people,rate", "--intensive", "rate"] => 2, "error: the column \"rate\" stands twice\nhint: name each column once";
    text_in_a_column_of_numbers: with("\"0,5\"", "\"half\""), ["--intensive", "rate"] => 1, "error: sources.geojson:1: column rate: expected a number, found \"half\"";
    a_feature_without_a_code: with("\"b\"", "null"), [] => 1, "error: sources.geojson: 1 feature without a code: feature 2\nhint: --code COLUMN names a column in which every feature has one";
    a_source_in_a_system_without_a_way: |same| same, ["--crs", "EPSG:27500"] => 1, "error: sources.geojson: EPSG:27500 cannot be brought into EPSG:4326: no documented way leads from its datum to the other\nhint: if the coordinates are in a system of the EPSG registry, say which: --crs EPSG:…";
    a_target_that_is_not_there: |same: Workspace| same.remove("targets.geojson"), [] => 1, "error: targets.geojson: no such file";
    a_target_of_another_code: |same| same, ["--target-layer", "zones"] => 1, "error: targets.geojson: no layer \"zones\"\nhint: the file's layer has no name: leave the layer out";
}
