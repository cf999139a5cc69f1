//! Drawn catchments, tracts, residents and units as points: files in, coverage out.

use std::fmt::Write as _;

use bacino::geometry::topology::arcs::Topology;
use bacino::input::embedded::outlines::embedded_outlines;

use crate::support::Workspace;

/// Italy's regions as GeoJSON, dissolved from the embedded municipalities, each with its code.
fn italian_regions() -> (String, Vec<String>) {
    let territory = bacino::input::embedded::italy::italy().territory;
    let topology = Topology::from_arcs(embedded_outlines()).unwrap();
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
    let study = |catchments: &str| {
        format!("[privacy]\nanswers = \"public\"\n[frame]\nfile = \"units.csv\"\n[catchments]\n{catchments}\n")
    };
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

/// The lower left corner of Squareland in EPSG:3035, and the side of a square, in metres.
const CORNER: [f64; 2] = [4_400_000.0, 2_500_000.0];
const SIDE: f64 = 1_000.0;

/// A feature with attributes, whose polygon has these corners, in sides of a square.
fn feature(properties: &str, corners: &[[f64; 2]]) -> String {
    let point = |[x, y]: &[f64; 2]| format!("[{},{}]", CORNER[0] + x * SIDE, CORNER[1] + y * SIDE);
    let ring: Vec<String> = corners.iter().chain(&corners[..1]).map(point).collect();
    format!(
        "{{\"type\":\"Feature\",\"properties\":{{{properties}}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}}}",
        ring.join(",")
    )
}

fn point(properties: &str, [x, y]: [f64; 2]) -> String {
    let (x, y) = (CORNER[0] + x * SIDE, CORNER[1] + y * SIDE);
    format!(
        "{{\"type\":\"Feature\",\"properties\":{{{properties}}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{x},{y}]}}}}"
    )
}

fn collection(features: &[String]) -> String {
    format!(
        "{{\"type\":\"FeatureCollection\",\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"urn:ogc:def:crs:EPSG::3035\"}}}},\"features\":[\n{}\n]}}\n",
        features.join(",\n")
    )
}

fn rectangle([x0, y0, x1, y1]: [f64; 4]) -> [[f64; 2]; 4] {
    [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]
}

/// The sixteen squares: regions as their names say, the squares of a region from the upper left to the lower right.
fn squares() -> Vec<String> {
    let mut squares = Vec::new();
    for (region, [x, y]) in [("W1", [0.0, 2.0]), ("W2", [0.0, 0.0]), ("E1", [2.0, 2.0]), ("E2", [2.0, 0.0])] {
        for (number, [dx, dy]) in [[0.0, 1.0], [1.0, 1.0], [0.0, 0.0], [1.0, 0.0]].into_iter().enumerate() {
            let properties = format!("\"municipality_code\":\"{region}-{}\"", number + 1);
            squares.push(feature(&properties, &rectangle([x + dx, y + dy, x + dx + 1.0, y + dy + 1.0])));
        }
    }
    squares
}

fn unit(id: &str, corners: &[[f64; 2]]) -> String {
    feature(&format!("\"unit_id\":\"{id}\""), corners)
}

/// The outlines of Squareland's own rules: D has a square and a quarter of the next.
fn outlines_of_rules() -> Vec<String> {
    vec![
        unit("A", &rectangle([0.0, 2.0, 2.0, 4.0])),
        unit("B", &rectangle([0.0, 0.0, 2.0, 2.0])),
        unit("C", &[[2.0, 3.0], [3.25, 3.0], [3.25, 2.0], [4.0, 2.0], [4.0, 4.0], [2.0, 4.0]]),
        unit("D", &rectangle([2.0, 2.0, 3.25, 3.0])),
        unit("E", &rectangle([2.0, 0.0, 4.0, 2.0])),
    ]
}

/// Squareland with the outlines of its squares and these catchments.
fn squareland(catchments: &[String]) -> Workspace {
    Workspace::squareland()
        .replace(
            "study.toml",
            "[catchments]\nrules = \"catchments.csv\"",
            "[boundaries]\nfile = \"squares.geojson\"\n\n[catchments]\nboundaries = \"drawn.geojson\"",
        )
        .write("squares.geojson", collection(&squares()))
        .write("drawn.geojson", collection(catchments))
}

/// With the catchment of a unit in another outline.
fn with_unit(id: &str, corners: &[[f64; 2]]) -> Vec<String> {
    let mut outlines = outlines_of_rules();
    let number = outlines.iter().position(|outline| outline.contains(&format!("\"unit_id\":\"{id}\""))).unwrap();
    outlines[number] = unit(id, corners);
    outlines
}

fn results(workspace: &Workspace, file: &str) -> String {
    // One run writes all files.
    if !workspace.path("results").exists() {
        let run = workspace.run(["run", ".", "-o", "results"]);
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
    }
    workspace.read(&format!("results/{file}"))
}

/// The rows of `municipalities.csv` for some codes, from the unit on.
fn shares(workspace: &Workspace, codes: &[&str]) -> Vec<String> {
    let text = results(workspace, "municipalities.csv");
    let rows = text.lines().filter(|line| codes.iter().any(|code| line.starts_with(&format!("{code},"))));
    rows.map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        [&cells[..1], &cells[3..6], &cells[7..]].concat().join(" ")
    })
    .collect()
}

#[test]
fn the_outlines_of_rules_give_the_coverage_of_the_rules() {
    let by_rules =
        squareland(&[]).replace("study.toml", "boundaries = \"drawn.geojson\"", "rules = \"catchments.csv\"");
    let drawn = squareland(&outlines_of_rules());
    assert_eq!(results(&by_rules, "coverage.csv"), results(&drawn, "coverage.csv"));
    let run = drawn.run(["coverage", "."]);
    insta::assert_snapshot!(run.stderr, @r#"
    warning: squares.geojson: the column "municipality_code" was taken for the codes of the level municipality
    hint: code = "municipality_code" under [boundaries] says so
    warning: drawn.geojson: what the residents of catchments rest on: nested 15 municipalities, 3600 residents (90.0 %); area 1 municipality, 400 residents (10.0 %)
    "#);
    let findings: serde_json::Value = serde_json::from_str(&drawn.read("results/findings.json")).unwrap();
    insta::assert_snapshot!(findings["allocation"].to_string(), @r#"
    [{"all_residents":4000,"basis":"nested","places":15,"residents":3600,"share":0.9},{"all_residents":4000,"basis":"area","places":1,"residents":400,"share":0.1}]
    "#);
}

#[test]
fn the_order_of_features_changes_nothing() {
    let forwards = squareland(&outlines_of_rules());
    let backwards: Vec<String> = outlines_of_rules().into_iter().rev().collect();
    let backwards = squareland(&backwards);
    for file in ["coverage.csv", "municipalities.csv"] {
        assert_eq!(results(&forwards, file), results(&backwards, file));
    }
}

#[test]
fn squares_are_cut_into_halves_thirds_and_gaps() {
    // E leaves a third of E2-1 to nobody, and a half of E2-2; the other squares are its own.
    let third = 2.0 + 1.0 / 3.0;
    let workspace = squareland(&with_unit(
        "E",
        &[[2.0, 0.0], [4.0, 0.0], [4.0, 1.0], [3.5, 1.0], [3.5, 2.0], [third, 2.0], [third, 1.0], [2.0, 1.0]],
    ));
    insta::assert_snapshot!(shares(&workspace, &["E2-1", "E2-2", "E2-3", "E2-4"]).join("\n"), @r#"
    E2-1 E 0.666666667 67 area
    E2-2 E 0.5 100 area
    E2-3 E 1 300 nested
    E2-4 E 1 400 nested
    "#);
}

#[test]
fn a_catchment_in_several_features_is_one() {
    let mut outlines = with_unit("E", &rectangle([2.0, 0.0, 4.0, 1.0]));
    // The second overlaps the first: nobody counts twice.
    outlines.push(unit("E", &rectangle([2.0, 0.5, 4.0, 2.0])));
    let workspace = squareland(&outlines);
    assert_eq!(results(&workspace, "coverage.csv"), results(&squareland(&outlines_of_rules()), "coverage.csv"));
    let run = workspace.run(["coverage", "."]);
    assert!(
        run.stderr.contains(
            "drawn.geojson: column unit_id: 1 catchment drawn in several features, taken together: \"E\" of 2"
        ),
        "{}",
        run.stderr
    );
}

#[test]
fn catchments_that_overlap_are_refused_or_kept_in_both() {
    // A reaches half a square into W2: over half of W2-1 and half of W2-2.
    let outlines = with_unit("A", &rectangle([0.0, 1.5, 2.0, 4.0]));
    let refused = squareland(&outlines).run(["coverage", "."]);
    assert_eq!(refused.exit_code, 1);
    insta::assert_snapshot!(refused.stderr, @r#"
    error: drawn.geojson: the catchments of "A" and "B" overlap in 50.00 % of municipality W2-1 Square W2-1
    hint: draw them apart; overlap = "allowed" under [catchments] keeps both and counts nobody twice
    error: drawn.geojson: the catchments of "A" and "B" overlap in 50.00 % of municipality W2-2 Square W2-2
    "#);
    let allowed = squareland(&outlines).replace(
        "study.toml",
        "boundaries = \"drawn",
        "overlap = \"allowed\"\nboundaries = \"drawn",
    );
    insta::assert_snapshot!(shares(&allowed, &["W2-1", "W2-2"]).join("\n"), @r#"
    W2-1 A 0.5 50 area
    W2-1 B 1 100 area
    W2-2 A 0.5 100 area
    W2-2 B 1 200 area
    "#);
    let coverage = results(&allowed, "coverage.csv");
    let rows: Vec<&str> = coverage.lines().filter(|line| line.contains(",W2,") && line.contains(",census,")).collect();
    // B did not answer: of W2 only the halves that A reaches are covered.
    assert!(rows.len() == 1 && rows[0].contains(",150,1000,0,0.15,"), "{rows:?}");
}

/// Two tracts of E1-4, whose west quarter holds three quarters of its residents, and one tract of each other square.
fn tracts() -> Vec<String> {
    let tract = |code: &str, place: &str, residents: u32, corners: [f64; 4]| {
        let properties = format!("\"code\":\"{code}\",\"municipality_code\":\"{place}\",\"population\":{residents}");
        feature(&properties, &rectangle(corners))
    };
    vec![
        tract("E1-4-west", "E1-4", 300, [3.0, 2.0, 3.25, 3.0]),
        tract("E1-4-east", "E1-4", 100, [3.25, 2.0, 4.0, 3.0]),
        tract("E1-3", "E1-3", 300, [2.0, 2.0, 3.0, 3.0]),
    ]
}

#[test]
fn tracts_say_how_many_live_where() {
    let study = |tracts: &[String]| {
        squareland(&outlines_of_rules())
            .replace("study.toml", "[catchments]", "[tracts]\nfile = \"tracts.geojson\"\n\n[catchments]")
            .write("tracts.geojson", collection(tracts))
    };
    let by_areas = study(&tracts());
    insta::assert_snapshot!(shares(&by_areas, &["E1-3", "E1-4"]).join("\n"), @r#"
    E1-3 D 1 300 nested
    E1-4 C 0.25 100 tracts
    E1-4 D 0.75 300 tracts
    "#);
    // The same without the place of each tract, and as points.
    let without: Vec<String> = tracts()
        .iter()
        .map(|tract| {
            ["E1-4", "E1-3"]
                .iter()
                .fold(tract.clone(), |tract, place| tract.replace(&format!(",\"municipality_code\":\"{place}\""), ""))
        })
        .collect();
    assert_eq!(results(&study(&without), "municipalities.csv"), results(&by_areas, "municipalities.csv"));
    let addresses: Vec<String> = [([3.1, 2.5], 300), ([3.6, 2.2], 60), ([3.9, 2.9], 40), ([2.5, 2.5], 300)]
        .map(|(at, residents)| point(&format!("\"population\":{residents}"), at))
        .to_vec();
    assert_eq!(results(&study(&addresses), "municipalities.csv"), results(&by_areas, "municipalities.csv"));
}

#[test]
fn rules_may_name_tracts_of_a_table() {
    let workspace = Workspace::squareland()
        .replace("study.toml", "[catchments]", "[tracts]\nfile = \"tracts.csv\"\n\n[catchments]")
        .write("tracts.csv", "code,municipality_code,population\nwest,E1-4,298\neast,E1-4,100\nE1-3,E1-3,300\n")
        .replace(
            "catchments.csv",
            "C,municipality,E1-4,0.75,three quarters\nD,municipality,E1-4,0.25,a quarter\n",
            "D,tract,west,,\nC,tract,east,,\n",
        );
    insta::assert_snapshot!(shares(&workspace, &["E1-3", "E1-4"]).join("\n"), @r#"
    E1-3 D 1 300 rule
    E1-4 C 0.251256281 101 rule
    E1-4 D 0.748743719 299 rule
    "#);
    insta::assert_snapshot!(workspace.run(["coverage", "."]).stderr, @r#"
    warning: tracts.csv: the residents of tracts do not add up to those of 1 municipality, which stand; tracts only say what share lives where: E1-4 Square E1-4 (398 in tracts, 400 in the municipality)
    "#);
}

#[test]
fn residents_may_be_points() {
    let residents: Vec<String> = (0..4)
        .flat_map(|x| (0..4).map(move |y| (x, y)))
        .map(|(x, y)| point(&format!("\"population\":{}", 10 * (x + 1) + y), [f64::from(x) + 0.5, f64::from(y) + 0.5]))
        .chain([point("\"population\":7", [9.0, 9.0])])
        .collect();
    let workspace = squareland(&outlines_of_rules())
        .replace("study.toml", "population.csv", "residents.geojson")
        .write("residents.geojson", collection(&residents));
    insta::assert_snapshot!(shares(&workspace, &["W1-1", "E1-4", "E2-4"]).join("\n"), @r#"
    E1-4 C 0.75 32 area
    E1-4 D 0.25 10 area
    E2-4 E 1 40 nested
    W1-1 A 1 13 nested
    "#);
    insta::assert_snapshot!(workspace.run(["coverage", "."]).stderr, @r#"
    warning: squares.geojson: the column "municipality_code" was taken for the codes of the level municipality
    hint: code = "municipality_code" under [boundaries] says so
    warning: residents.geojson: 1 point with 7 residents in no municipality, left out: in the order of the file, 17
    warning: drawn.geojson: what the residents of catchments rest on: nested 15 municipalities, 382 residents (90.1 %); area 1 municipality, 42 residents (9.9 %)
    "#);
}

#[test]
fn units_with_coordinates_get_their_region() {
    let mut rows = "unit_id,responded,population,x,y\n".to_owned();
    for (id, answered, residents, [x, y]) in [
        ("A", 1, 1000, [0.5, 3.5]),
        ("B", 0, 1000, [0.5, 0.5]),
        ("C", 1, 600, [2.5, 3.5]),
        ("D", 0, 400, [2.5, 2.5]),
        ("E", 1, 1000, [9.0, 9.0]),
    ] {
        let _ = writeln!(rows, "{id},{answered},{residents},{},{}", CORNER[0] + x * SIDE, CORNER[1] + y * SIDE);
    }
    let workspace = squareland(&outlines_of_rules())
        .replace("study.toml", "file = \"units.csv\"", "file = \"units.csv\"\ncrs = \"EPSG:3035\"")
        .write("units.csv", rows);
    insta::assert_snapshot!(workspace.run(["coverage", "."]).stderr, @r#"
    warning: squares.geojson: the column "municipality_code" was taken for the codes of the level municipality
    hint: code = "municipality_code" under [boundaries] says so
    warning: units: the region of 4 units found by coordinates: A in W1, B in W2, C in E1 and 1 more
    warning: units: 1 unit without region: no coordinates, or none in the territory: E
    warning: drawn.geojson: what the residents of catchments rest on: nested 15 municipalities, 3600 residents (90.0 %); area 1 municipality, 400 residents (10.0 %)
    "#);
    let regions: Vec<String> = results(&workspace, "units.csv")
        .lines()
        .map(|line| line.split(',').step_by(2).take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(regions, ["unit_id region_code", "A W1", "B W2", "C E1", "D E1", "E "]);
}

#[test]
fn nothing_is_a_sliver_where_the_study_says_so() {
    let part = |slivers: &str| {
        let drawn = squareland(&with_unit("E", &rectangle([2.0, 0.02, 4.0, 2.0])));
        let keys = format!("slivers = \"{slivers}\"\nboundaries = \"drawn");
        let workspace = drawn.replace("study.toml", "boundaries = \"drawn", &keys);
        results(&workspace, "municipalities.csv")
    };
    let counted = part("0");
    assert_eq!([part("0 %"), part("0,0%")], [counted.clone(), counted.clone()]);
    assert_ne!(part("3 %"), counted);
}

macro_rules! broken {
    ($($name:ident: $workspace:expr => $expected:expr;)*) => {
        $(#[test]
        fn $name() {
            let workspace: Workspace = $workspace;
            let before = workspace.files();
            let run = workspace.run(["run", ".", "-o", "results"]);
            assert_eq!((run.exit_code, run.stdout.as_str()), (1, ""), "{}", run.stderr);
            assert_eq!(run.stderr.trim_end(), $expected);
            assert_eq!(workspace.files(), before);
        })*
    };
}

fn with_tracts(text: &str) -> Workspace {
    Workspace::squareland()
        .replace("study.toml", "[catchments]", "[tracts]\nfile = \"tracts.csv\"\n\n[catchments]")
        .write("tracts.csv", text)
}

broken! {
    an_outline_of_an_unknown_unit: squareland(&[&outlines_of_rules()[..4], &[unit("F", &rectangle([2.0, 0.0, 4.0, 2.0]))]].concat()) => "error: drawn.geojson: column unit_id: units.csv has no unit \"F\", which feature 5 belongs to";
    an_outline_without_a_unit: squareland(&[outlines_of_rules(), vec![unit("", &rectangle([2.0, 0.0, 4.0, 2.0]))]].concat()) => "error: drawn.geojson: column unit_id: feature 6 has no unit identifier";
    a_unit_without_an_outline: squareland(&outlines_of_rules()[..4]) => "error: drawn.geojson: no outline has the unit_id of the territorial unit \"E\"\nhint: draw its catchment, or give it kind hospital in units.csv";
    an_outline_of_a_hospital: squareland(&[outlines_of_rules(), vec![unit("H", &rectangle([2.0, 0.0, 4.0, 2.0]))]].concat()) => "error: drawn.geojson: column unit_id: the unit \"H\" of feature 6 is of kind hospital and has no catchment\nhint: remove the outline, or make the unit territorial in units.csv";
    an_outline_beside_the_territory: squareland(&with_unit("E", &rectangle([8.0, 8.0, 9.0, 9.0]))) => "error: drawn.geojson: the outline of the unit \"E\" holds no part of any municipality\nhint: check the reference system of the file, or crs = \"EPSG:…\" under [catchments]";
    outlines_without_the_column_of_units: squareland(&outlines_of_rules()).replace("study.toml", "boundaries = \"drawn", "id = \"unit\"\nboundaries = \"drawn") => "error: drawn.geojson: no column \"unit\"\nhint: the columns are unit_id; name yours with id = \"…\" under [catchments]";
    outlines_and_rules_together: squareland(&outlines_of_rules()).replace("study.toml", "boundaries = \"drawn", "rules = \"catchments.csv\"\nboundaries = \"drawn") => "error: study.toml:20: catchments: both \"rules\" and \"boundaries\" are given\nhint: keep one of them";
    slivers_as_large_as_a_place: squareland(&outlines_of_rules()).replace("study.toml", "boundaries = \"drawn", "slivers = \"60 %\"\nboundaries = \"drawn") => "error: study.toml:19: catchments.slivers: expected a share below a half, such as \"1 %\", found \"60 %\"";
    shares_for_outlines: squareland(&outlines_of_rules()).replace("study.toml", "boundaries = \"drawn", "partial = \"allowed\"\nboundaries = \"drawn") => "error: study.toml:19: the key \"catchments.partial\" belongs to catchments by rules\nhint: leave it out, or name a table under rules instead of boundaries";
    a_file_of_outlines_that_is_not_there: squareland(&outlines_of_rules()).remove("drawn.geojson") => "error: drawn.geojson: no such file";
    outlines_for_a_territory_without_outlines: squareland(&outlines_of_rules()).replace("study.toml", "[boundaries]\nfile = \"squares.geojson\"\n", "") => "error: drawn.geojson: no outlines are known for the study's own territory, so it cannot be said what lies where\nhint: name a boundary file of its places, such as file = \"….gpkg\" under [boundaries]";
    a_tract_of_an_unknown_place: with_tracts("code,municipality_code,population\na,E1-9,1\n") => "error: tracts.csv:2: column municipality_code: no municipality has the code \"E1-9\"\nhint: did you mean \"E1-1\"?";
    a_tract_twice: with_tracts("code,municipality_code,population\na,E1-4,1\na,E1-4,2\n") => "error: tracts.csv:3: column code: the tract \"a\" stands twice\nhint: give each tract one row";
    tracts_without_residents: with_tracts("code,municipality_code\na,E1-4\n") => "error: tracts.csv: no column \"population\"\nhint: the columns are code, municipality_code; name yours with columns = { population = \"…\" } under [tracts]";
    a_rule_for_an_unknown_tract: with_tracts("code,municipality_code,population\neast,E1-4,1\n").replace("catchments.csv", "D,municipality,E1-4,0.25,", "D,tract,eats,,") => "error: catchments.csv:7: column code: no tract has the code \"eats\"\nhint: did you mean \"east\"?";
    rules_of_tracts_where_nobody_lives: with_tracts("code,municipality_code,population\neast,E1-4,0\n").replace("catchments.csv", "D,municipality,E1-4,0.25,", "D,tract,east,,").replace("catchments.csv", "E1-4,0.75", "E1-4,1") => "error: catchments.csv:7: no residents are known of the tracts of municipality E1-4, so their rules have no weight (line 7)";
    tracts_of_a_table_for_outlines: squareland(&outlines_of_rules()).replace("study.toml", "[catchments]", "[tracts]\nfile = \"tracts.csv\"\n\n[catchments]").write("tracts.csv", "code,municipality_code,population\na,E1-4,1\n") => "error: tracts.csv: the tracts have no shapes, so it cannot be said which drawn catchment they lie in\nhint: name a boundary file of tracts or a file of points, or leave [tracts] out";
    residents_as_areas: squareland(&outlines_of_rules()).replace("study.toml", "population.csv", "squares.geojson") => "error: squares.geojson: residents are read from a table by code or from points, and the file holds areas\nhint: areas with residents are tracts: name the file under [tracts]";
}
