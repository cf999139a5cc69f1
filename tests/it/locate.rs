//! `bacino locate`: points of tables and files, in embedded areas and in areas of a file.

use crate::own_boundaries::sample;
use crate::support::Workspace;

/// Points of which one lies in Rome, one in Milan, one in the Vatican, one nowhere.
const POINTS: &str = "id;lon;lat;name\n1;12,4964;41,9028;a\n2;9,19;45,4642;b\n3;12,4534;41,9029;c\n4;;;d\n";

#[test]
fn points_get_the_code_and_name_of_their_area() {
    let workspace = Workspace::empty().write("points.csv", POINTS);
    let run = workspace.run(["locate", "points.csv", "--in", "municipalities"]);
    assert_eq!(run.exit_code, 0);
    insta::assert_snapshot!(run.stdout, @r#"
    id,lon,lat,name,municipality_code,municipality_name
    1,"12,4964","41,9028",a,058091,Roma
    2,"9,19","45,4642",b,015146,Milano
    3,"12,4534","41,9029",c,,
    4,,,d,,
    "#);
    insta::assert_snapshot!(run.stderr, @"
    warning: points.csv: 1 of 4 points without a position, area empty: line 5
    warning: points.csv: 1 of 4 points in no municipality, area empty: line 4
    ");
}

#[test]
fn points_are_counted_by_area_and_written_to_a_file_that_is_not_another_s() {
    let workspace = Workspace::empty().write("points.csv", POINTS).write("counts.csv", "mine\n");
    let arguments = ["locate", "points.csv", "--in", "regions", "--count", "-o", "counts.csv"];
    let refused = workspace.run(arguments);
    assert_eq!((refused.exit_code, workspace.read("counts.csv").as_str()), (1, "mine\n"), "{}", refused.stderr);
    let run = workspace.run(arguments.into_iter().chain(["--force"]));
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let text = workspace.read("counts.csv");
    let some: Vec<&str> = text.lines().filter(|line| !line.ends_with(",0")).collect();
    assert_eq!(some, ["region_code,name,points", "03,Lombardia,1", "12,Lazio,1"]);
    assert_eq!(text.lines().count(), 21);
    assert_eq!(workspace.run(arguments).exit_code, 0, "the program's own file is written again");
}

/// Two squares of a kilometre side by side in UTM, the code that comes first written last.
const SQUARES: &str = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32632"}},"features":[
{"type":"Feature","properties":{"code":"right","name":"Right"},"geometry":{"type":"Polygon","coordinates":[[[501000,5000000],[502000,5000000],[502000,5001000],[501000,5001000],[501000,5000000]]]}},
{"type":"Feature","properties":{"code":"left","name":"Left"},"geometry":{"type":"Polygon","coordinates":[[[500000,5000000],[501000,5000000],[501000,5001000],[500000,5001000],[500000,5000000]]]}}]}"#;

#[test]
fn a_point_on_a_border_is_in_the_area_whose_code_comes_first() {
    let workspace = Workspace::empty()
        .write("squares.geojson", SQUARES)
        .write("points.csv", "x,y\n500500,5000500\n501000,5000500\n501500,5000500\n501000,5001000.5\n");
    let run = workspace.run(["locate", "points.csv", "--in", "squares.geojson", "--crs", "EPSG:32632"]);
    insta::assert_snapshot!(run.stdout, @"
    x,y,area_code,name
    500500,5000500,left,Left
    501000,5000500,left,Left
    501500,5000500,right,Right
    501000,5001000.5,,
    ");
    insta::assert_snapshot!(run.stderr, @"
    warning: squares.geojson: codes of areas taken from the column code
    hint: --code COLUMN names another
    warning: points.csv: 1 of 4 points in no area, area empty: line 5
    warning: points.csv: 1 of 4 points on a border or in several areas, taken to the one whose code comes first: line 3
    ");
}

#[test]
fn a_column_of_coordinates_tells_the_marks_of_the_other() {
    let workspace = Workspace::empty().write("points.csv", "id;x;y\nRoma;290.000;4.640.000\n");
    let run = workspace.run(["locate", "points.csv", "--in", "regions", "--crs", "EPSG:32633"]);
    assert_eq!(run.stdout, "id,x,y,region_code,name\nRoma,290.000,4.640.000,12,Lazio\n", "{}", run.stderr);
}

/// Como, and Bern in EPSG:21781 at 7.438632, 46.951083 by PROJ 9.5.1, which takes EPSG:1766, good to 1.5 m; EPSG:1753 is good to 1 m.
#[test]
fn points_across_the_border_are_not_moved_by_a_deprecated_way() {
    let workspace = Workspace::empty().write("points.csv", "name,x,y\nComo,727984.1,74491.8\n");
    let run = workspace.run(["locate", "points.csv", "--in", "municipalities", "--crs", "EPSG:21781"]);
    assert_eq!(run.stdout.lines().last(), Some("Como,727984.1,74491.8,013075,Como"), "{}", run.stderr);
    let square =
        r#"{"type":"Polygon","coordinates":[[[600000,200000],[601000,200000],[601000,201000],[600000,200000]]]}"#;
    let bern = Workspace::empty().write("bern.geojson", square);
    let run = bern.run(["boundaries", "bern.geojson", "--from-crs", "EPSG:21781", "--crs", "EPSG:4326", "-o", "-"]);
    assert!(run.stdout.contains("[7.43863") && run.stdout.contains(",46.95108"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn points_with_latitude_first_are_told_with_the_flags_that_mend_them() {
    let workspace = Workspace::empty().write("points.csv", "id,lon,lat\n1,41.9028,12.4964\n2,45.4642,9.19\n");
    let run = workspace.run(["locate", "points.csv", "--in", "regions", "--count"]);
    assert_eq!(run.exit_code, 0);
    insta::assert_snapshot!(run.stderr, @"
    warning: points.csv: 2 of 2 points in no region, area empty: line 2 and line 3
    warning: points.csv: no point lies in any region, and each does with its two coordinates swapped
    hint: --x lat --y lon takes them the other way round
    ");
    let run = workspace.run(["locate", "points.csv", "--in", "regions", "--x", "lat", "--y", "lon"]);
    assert_eq!(run.stderr, "");
    assert!(run.stdout.contains("\n1,41.9028,12.4964,12,Lazio\n"), "{}", run.stdout);
}

macro_rules! refused {
    ($($name:ident: $files:expr, $arguments:expr => $code:expr, $expected:expr;)*) => {
        $(#[test]
        fn $name() {
            let files: &[(&str, &str)] = &$files;
            let workspace = files.iter().fold(Workspace::empty(), |workspace, (name, text)| workspace.write(name, text));
            let run = workspace.run($arguments);
            assert_eq!((run.exit_code, run.stdout.as_str()), ($code, ""), "{}", run.stderr);
            assert_eq!(run.stderr.trim_end(), $expected);
        })*
    };
}

refused! {
    points_in_a_layer_that_does_not_exist: [("p.csv", POINTS)], ["locate", "p.csv", "--in", "municipality_"] => 2, "error: no layer and no file \"municipality_\"\nhint: did you mean \"municipalities\"?";
    points_without_coordinates: [("p.csv", "id,east\n1,2\n")], ["locate", "p.csv", "--in", "regions"] => 1, "error: p.csv: no columns of coordinates: the columns are id, east\nhint: call them lon and lat, or x and y with --crs EPSG:…, or name them with --x COLUMN --y COLUMN";
    points_without_the_named_column: [("p.csv", "id,la,lo\n1,45,9\n")], ["locate", "p.csv", "--in", "regions", "--x", "lon", "--y", "la"] => 1, "error: p.csv:1: no column \"lon\"\nhint: the columns are id, la, lo";
    points_without_a_reference_system: [("p.csv", "x,y\n500000,5000000\n")], ["locate", "p.csv", "--in", "regions"] => 1, "error: p.csv: the file does not say its reference system\nhint: say which it is with --crs EPSG:…";
    text_for_a_coordinate: [("p.csv", "lon,lat\n12.5,north\n")], ["locate", "p.csv", "--in", "regions"] => 1, "error: p.csv:2: column lat: expected a coordinate, such as 12.4964, found \"north\"";
    a_coordinate_with_one_mark: [("p.csv", "x;y\n290.000;464123\n")], ["locate", "p.csv", "--in", "regions", "--crs", "EPSG:32633"] => 1, "error: p.csv:2: column x: expected a coordinate, such as 12.4964, found \"290.000\"\nhint: 290.000 may be 290000 or 290 and a fraction: say which with --numbers it (1.234,5) or en (1,234.5)";
    points_in_a_system_without_a_way: [("p.csv", "x,y\n600000,2400000\n")], ["locate", "p.csv", "--in", "regions", "--crs", "EPSG:27500"] => 1, "error: p.csv: EPSG:27500 cannot be brought into EPSG:4326: no documented way leads from its datum to the other\nhint: if the coordinates are in a system of the EPSG registry, say which: --crs EPSG:…";
    areas_in_a_system_without_a_way: [("p.csv", POINTS), ("squares.geojson", SQUARES)], ["locate", "p.csv", "--in", "squares.geojson", "--in-crs", "EPSG:27500"] => 1, "error: squares.geojson: EPSG:27500 cannot be brought into EPSG:4326: no documented way leads from its datum to the other\nhint: if the coordinates are in a system of the EPSG registry, say which: --in-crs EPSG:…";
    areas_for_points: [("p.geojson", SQUARES)], ["locate", "p.geojson", "--in", "regions"] => 1, "error: p.geojson: the file holds areas, expected points";
    areas_in_several_layers: [("p.csv", POINTS), ("a.topojson", "{\"type\":\"Topology\",\"objects\":{\"a\":{\"type\":\"GeometryCollection\",\"geometries\":[]},\"b\":{\"type\":\"GeometryCollection\",\"geometries\":[]}},\"arcs\":[]}")], ["locate", "p.csv", "--in", "a.topojson"] => 1, "error: a.topojson: the file has 2 layers: \"a\", \"b\"\nhint: say which with --in-layer a";
    areas_with_swapped_axes: [("p.csv", POINTS), ("a.geojson", r#"{"type":"Polygon","coordinates":[[[9,95],[10,95],[10,96],[9,95]]]}"#)], ["locate", "p.csv", "--in", "a.geojson"] => 1, "error: a.geojson: latitudes beyond 90 degrees: x is 9 to 10, y is 95 to 96\nhint: latitude or northing seems to stand first";
    areas_without_attributes: [("p.csv", POINTS), ("a.geojson", r#"{"type":"Polygon","coordinates":[[[9,45],[10,45],[10,46],[9,45]]]}"#)], ["locate", "p.csv", "--in", "a.geojson"] => 1, "error: a.geojson: no column of codes: the file has no attributes\nhint: name a file that has";
    areas_without_the_column_of_codes: [("p.csv", POINTS), ("a.geojson", SQUARES)], ["locate", "p.csv", "--in", "a.geojson", "--code", "cod"] => 1, "error: a.geojson: no column \"cod\"\nhint: did you mean \"code\"?";
}

/// Flags of the file of areas are named by their own names, and what lacks beside a shapefile is said.
#[test]
fn a_shapefile_of_areas_that_lacks_a_part_says_what_to_do() {
    let lacking = |part: &str| {
        ["shp", "shx", "dbf", "prj"].into_iter().filter(|ending| *ending != part).fold(
            Workspace::empty().write("p.csv", POINTS),
            |workspace, ending| {
                let name = format!("utf8.{ending}");
                workspace.write(&name, sample(&name))
            },
        )
    };
    let run = lacking("prj").run(["locate", "p.csv", "--in", "utf8.shp"]);
    assert_eq!(run.exit_code, 1);
    assert!(run.stderr.ends_with("hint: say which it is with --in-crs EPSG:…\n"), "{}", run.stderr);
    for flags in [&[][..], &["--code", "code"]] {
        let run = lacking("dbf").run(["locate", "p.csv", "--in", "utf8.shp"].iter().chain(flags).copied());
        assert_eq!(run.exit_code, 1);
        let said = "error: utf8.shp: no column of codes: there is no .dbf beside the .shp\n\
                    hint: copy all files of the shapefile together\n";
        assert!(run.stderr.ends_with(said), "{}", run.stderr);
    }
}
