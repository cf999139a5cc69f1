//! Maps of areas anywhere on the globe: on both sides of the antimeridian, and all around it.

use roxmltree::Document;

use crate::support::Workspace;

/// An area: code, name, and the rings of its polygons in longitudes and latitudes.
pub(crate) type Area<'a> = (&'a str, &'a str, Vec<Vec<[f64; 2]>>);

/// A study of areas.
pub(crate) fn study(areas: &[Area<'_>]) -> Workspace {
    let feature = |(code, name, polygons): &Area<'_>| {
        let polygons: Vec<String> = polygons
            .iter()
            .map(|ring| {
                let points: Vec<String> = ring.iter().chain(ring.first()).map(|[x, y]| format!("[{x},{y}]")).collect();
                format!("[[{}]]", points.join(","))
            })
            .collect();
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{code}","name":"{name}"}},"geometry":{{"type":"MultiPolygon","coordinates":[{}]}}}}"#,
            polygons.join(",")
        )
    };
    let features: Vec<String> = areas.iter().map(feature).collect();
    let rows: Vec<String> = areas.iter().map(|(code, name, _)| format!("area,{code},{name},N")).collect();
    let values: Vec<String> =
        areas.iter().enumerate().map(|(number, (code, ..))| format!("{code},{}", number + 1)).collect();
    Workspace::empty()
        .write("areas.geojson", format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",")))
        .write("areas.csv", format!("level,code,name,parent\nnation,N,Nation,\n{}\n", rows.join("\n")))
        .write("units.csv", "unit_id,responded,region_code\nu,1,N\nv,0,N\n")
        .write("t.csv", format!("code,rate\n{}\n", values.join("\n")))
        .write(
            "study.toml",
            "title = \"Globe\"\n[territory]\nname = \"Nation\"\nlevels = [\"nation\", \"area\"]\nfile = \"areas.csv\"\n\
             [boundaries]\nfile = \"areas.geojson\"\ncode = \"code\"\n[frame]\nfile = \"units.csv\"\n[privacy]\nanswers = \"public\"\n",
        )
}

/// The rectangle from west to east with a point every five degrees.
pub(crate) fn land([west, south, east, north]: [f64; 4]) -> Vec<[f64; 2]> {
    let n = ((east - west) / 5.0).ceil().max(1.0);
    let steps = || std::iter::successors(Some(0.0), |step| Some(step + 1.0)).take_while(move |step| *step <= n);
    let along = |y: f64| steps().map(move |step| [west + (east - west) * step / n, y]).collect::<Vec<_>>();
    let back: Vec<[f64; 2]> = along(north).into_iter().rev().collect();
    along(south).into_iter().chain(back).collect()
}

pub(crate) fn drawn(workspace: &Workspace, flags: &str) -> String {
    let arguments = "map areas . --data t.csv --code code --value rate".split(' ').chain(flags.split_whitespace());
    let run = workspace.run(arguments);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    run.stdout
}

/// The record of a picture, and how many areas it has.
fn form(picture: &str) -> (String, usize) {
    let svg = Document::parse(picture).unwrap();
    let record =
        svg.descendants().find(|node| node.tag_name().name() == "metadata").unwrap().text().unwrap().to_owned();
    (record, svg.descendants().filter(|node| node.attribute("data-code").is_some()).count())
}

#[test]
fn islands_beyond_the_antimeridian_lie_with_their_country() {
    // A file that cuts at 180, and one that jumps over it.
    let cut = study(&[
        ("1", "West", vec![land([177.0, -18.5, 178.5, -17.5])]),
        ("2", "East", vec![land([178.8, -17.0, 180.0, -16.0]), land([-180.0, -17.0, -179.7, -16.0])]),
    ]);
    let jumping = study(&[
        ("1", "West", vec![land([177.0, -18.5, 178.5, -17.5])]),
        ("2", "East", vec![vec![[178.8, -17.0], [-179.7, -17.0], [-179.7, -16.0], [178.8, -16.0]]]),
    ]);
    for workspace in [cut, jumping] {
        let picture = drawn(&workspace, "--labels names");
        let (record, n) = form(&picture);
        assert!(record.contains("Lambert azimuthal equal area around 179 E -17 N"), "{record}");
        assert_eq!(n, 2);
        // One ring, without a line where the file cut it.
        let area = picture.split("data-code=\"2\"").nth(1).unwrap();
        let path = area.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(path.matches('m').count() + path.matches('M').count(), 1, "{path}");
        assert_eq!(workspace.run("map areas . --data t.csv --code code --value rate --lint".split(' ')).exit_code, 0);
    }
}

#[test]
fn the_world_is_drawn_in_equal_earth_and_keeps_areas() {
    let workspace = study(&[
        ("1", "Old world", vec![land([-10.0, 0.0, 180.0, 70.0]), land([-180.0, 65.0, -172.0, 70.0])]),
        ("2", "New world", vec![land([-120.0, -50.0, -40.0, 60.0])]),
        ("3", "Ice", vec![land([-180.0, -90.0, 180.0, -75.0])]),
    ]);
    let (record, n) = form(&drawn(&workspace, ""));
    assert!(record.contains("Equal Earth, equal area") && n == 3, "{record}");
    let lint = workspace.run("map areas . --data t.csv --code code --value rate --lint".split(' '));
    assert!(!lint.stdout.contains("unequal-area"), "{}", lint.stdout);
}

/// A main body with an island off its coast, and two parts far away.
fn far_away() -> Workspace {
    study(&[
        ("1", "Main", vec![land([-9.0, 37.0, 3.0, 43.0])]),
        ("2", "Near", vec![land([3.5, 39.0, 4.5, 40.0])]),
        ("3", "Canary", vec![land([-17.0, 28.0, -15.5, 28.6]), land([-14.2, 28.1, -13.8, 29.0])]),
        ("4", "Guiana", vec![land([-54.0, 2.5, -52.0, 5.5])]),
    ])
}

#[test]
fn far_parts_stand_in_frames_beside_the_main_body() {
    let workspace = far_away();
    let picture = drawn(&workspace, "--labels codes");
    let svg = Document::parse(&picture).unwrap();
    let far = svg
        .descendants()
        .find(|node| node.attribute("id").is_some_and(|id| id.ends_with("far-parts")))
        .expect("frames");
    let names: Vec<&str> = far
        .descendants()
        .filter(|node| node.tag_name().name() == "text")
        .filter_map(|node| node.text())
        .filter(|text| text.chars().all(char::is_alphabetic))
        .collect();
    assert_eq!(names, ["Guiana", "Canary"]);
    // Areas are those of the map: each once, with code, title and class.
    let areas: Vec<&str> = svg.descendants().filter_map(|node| node.attribute("data-code")).collect();
    assert_eq!(areas.len(), 4, "{areas:?}");
    let lint = workspace.run("map areas . --data t.csv --code code --value rate --lint".split(' '));
    assert_eq!(lint.exit_code, 0, "{}", lint.stdout);
}

/// Frames are larger or smaller than the map; areas in square kilometres are not.
#[test]
fn land_is_measured_as_it_is_and_not_as_it_is_drawn() {
    let workspace = far_away();
    let run = workspace.run(["map", "areas", ".", "--value", "area_km2"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let svg = Document::parse(&run.stdout).unwrap();
    let area = svg.descendants().find(|node| node.attribute("data-code") == Some("4")).unwrap();
    let value: f64 = area.attribute("data-value").unwrap().parse().unwrap();
    // Two degrees by three near the equator.
    assert!((value / (222.2 * 331.7) - 1.0).abs() < 0.01, "{value}");
}
