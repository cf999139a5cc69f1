//! Drawn catchments, tracts and points as people give them: files in, coverage out.

use std::fmt::Write as _;

use bacino::geometry::topology::Topology;
use bacino::input::boundaries::embedded_outlines;

use crate::support::Workspace;

/// Italy's regions as GeoJSON, dissolved from the embedded municipalities, each with its code.
fn italian_regions() -> (String, Vec<String>) {
    let territory = bacino::input::embedded::italy().territory;
    let topology = Topology::from_arcs(&embedded_outlines()).unwrap();
    let broadest = territory.broadest();
    let group_of: Vec<Option<usize>> =
        territory.places().map(|place| Some(territory.area_of_place(broadest, place).index())).collect();
    let codes: Vec<String> = territory.areas(broadest).iter().map(|area| area.code.to_string()).collect();
    let regions = topology.dissolve(&group_of, codes.len());
    let ring = |points: &[[f64; 2]]| {
        let points: Vec<String> = points.iter().map(|[x, y]| format!("[{x},{y}]")).collect();
        format!("[{}]", points.join(","))
    };
    let mut text = "{\"type\":\"FeatureCollection\",\"features\":[".to_owned();
    for (number, code) in codes.iter().enumerate() {
        let polygons: Vec<String> = regions
            .polygons(number)
            .iter()
            .map(|polygon| {
                let rings: Vec<String> =
                    std::iter::once(&polygon.exterior).chain(&polygon.holes).map(|points| ring(points)).collect();
                format!("[{}]", rings.join(","))
            })
            .collect();
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(
            text,
            "{comma}{{\"type\":\"Feature\",\"properties\":{{\"id\":\"R{code}\"}},\"geometry\":{{\"type\":\"MultiPolygon\",\"coordinates\":[{}]}}}}",
            polygons.join(",")
        );
    }
    text.push_str("]}");
    (text, codes)
}

#[test]
fn drawn_regions_of_italy_give_the_coverage_of_rules_for_them() {
    let (geojson, codes) = italian_regions();
    let mut units = "unit_id,region_code,responded\n".to_owned();
    let mut rules = "unit_id,level,code\n".to_owned();
    for (number, code) in codes.iter().enumerate() {
        let _ = writeln!(units, "R{code},{code},{}", number % 2);
        let _ = writeln!(rules, "R{code},region,{code}");
    }
    let study = |catchments: &str| format!("[frame]\nfile = \"units.csv\"\n[catchments]\n{catchments}\n");
    let workspace = Workspace::empty()
        .write("units.csv", units)
        .write("catchments.csv", rules)
        .write("regions.geojson", geojson)
        .write("rules.toml", study("rules = \"catchments.csv\""))
        .write("drawn.toml", study("boundaries = \"regions.geojson\"\nid = \"id\""));
    let by_rules = workspace.run(["coverage", "rules.toml", "--format", "csv"]);
    let drawn = workspace.run(["coverage", "drawn.toml", "--format", "csv"]);
    assert_eq!((by_rules.exit_code, drawn.exit_code), (0, 0), "{}", drawn.stderr);
    assert_eq!(by_rules.stdout, drawn.stdout);
    insta::assert_snapshot!(drawn.stderr, @"
    warning: regions.geojson: what the residents of catchments rest on: nested 7901 municipalities, 58840177 residents (100.0 %)
    warning: residents: 3 municipalities without a known number of residents, left out of every total they belong to: 081025 Misiliscemi (Trapani), 099030 Montecopiolo (Rimini) and 099031 Sassofeltrio (Rimini)
    ");
}
