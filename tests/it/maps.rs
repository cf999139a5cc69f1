//! Maps read back as XML: well formed, every area once, legend and record true to what is drawn.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};
use serde_json::Value;

use crate::support::{Workspace, without_name};

fn draw(arguments: &[&str]) -> String {
    let run = Workspace::empty().run(["map"].iter().chain(arguments).copied());
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    run.stdout
}

fn areas<'a>(svg: &'a Document<'_>) -> Vec<Node<'a, 'a>> {
    svg.descendants().filter(|node| node.attribute("data-code").is_some()).collect()
}

fn record(svg: &Document<'_>) -> Value {
    let metadata = svg.descendants().find(|node| node.has_tag_name("metadata")).unwrap();
    let record: Value = serde_json::from_str(metadata.text().unwrap()).unwrap();
    record["bacino"].clone()
}

/// Every layer and value of the reference study: name, flags, areas, the most bytes.
const MAPS: [(&str, &[&str], usize, usize); 8] = [
    ("regions", &[], 20, 61_440),
    ("regions", &["--value", "response"], 20, 61_440),
    ("regions", &["--value", "representation"], 20, 61_440),
    ("provinces", &["--value", "residents"], 107, 200_000),
    ("survey", &[], 3, 60_000),
    ("istat5", &["--source", "census_18plus", "--classes", "natural", "-k", "3"], 5, 60_000),
    ("catchments", &[], 136, 200_000),
    ("municipalities", &[], 7_901, 2_000_000),
];

#[test]
fn maps_are_well_formed_with_unique_ids_and_every_area_once() {
    for (layer, flags, n_areas, most_bytes) in MAPS {
        let text = draw(&[&[layer], flags].concat());
        let svg = Document::parse(&text).unwrap();
        let mut ids = BTreeSet::new();
        for id in svg.descendants().filter_map(|node| node.attribute("id")) {
            assert!(ids.insert(id), "{layer}: the id {id} stands twice");
        }
        let codes: BTreeSet<&str> = areas(&svg).iter().filter_map(|area| area.attribute("data-code")).collect();
        assert_eq!((codes.len(), areas(&svg).len()), (n_areas, n_areas), "{layer}");
        assert!(text.len() < most_bytes, "{layer} {flags:?}: {} bytes", text.len());
        assert!(text.contains("Synthetic territories and answers"));
        for word in ["NaN", "inf ", "Infinity"] {
            assert!(!text.contains(word), "{layer}: {word}");
        }
    }
}

#[test]
fn every_area_has_a_title_and_is_drawn_in_the_class_that_the_legend_counts() {
    for (layer, flags, ..) in MAPS {
        let text = draw(&[&[layer], flags].concat());
        let svg = Document::parse(&text).unwrap();
        let record = record(&svg);
        let mut drawn: BTreeMap<&str, u64> = BTreeMap::new();
        let mut fills: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for area in areas(&svg) {
            let class = area.attribute("data-class").unwrap();
            *drawn.entry(class).or_default() += 1;
            fills.entry(class).or_default().insert(area.parent().unwrap().attribute("fill").unwrap());
            let title = area.children().find(|node| node.has_tag_name("title")).unwrap().text().unwrap();
            assert!(title.starts_with(&format!("{}: ", area.attribute("data-name").unwrap())), "{title}");
        }
        assert!(fills.values().all(|fills| fills.len() == 1), "{layer}: {fills:?}");
        let counts = record["counts"].as_array().unwrap();
        for (class, count) in counts.iter().enumerate() {
            let class = (class + 1).to_string();
            assert_eq!(drawn.remove(class.as_str()).unwrap_or(0), count.as_u64().unwrap(), "{layer} {flags:?}");
        }
        for (kind, count) in record["nodata"].as_object().unwrap() {
            assert_eq!(drawn.remove(kind.as_str()), count.as_u64(), "{layer}");
        }
        assert!(drawn.is_empty(), "{layer}: {drawn:?}");
    }
}

#[test]
fn the_record_of_a_map_names_every_input_by_its_fingerprint() {
    let text = draw(&["regions"]);
    let svg = Document::parse(&text).unwrap();
    let record = record(&svg);
    assert_eq!([&record["layer"], &record["value"], &record["crs"]], ["region", "coverage", "EPSG:3035"]);
    let inputs: Vec<&String> = record["inputs"].as_object().unwrap().keys().collect();
    let expected = [
        "answers.csv",
        "catchments.csv",
        "municipalities.arcs (embedded)",
        "municipalities.csv (embedded)",
        "study.toml",
        "units.csv",
    ];
    assert_eq!(inputs, expected);
    assert!(record["inputs"].as_object().unwrap().values().all(|sha256| sha256.as_str().unwrap().len() == 64));
}

#[test]
fn lines_of_common_borders_are_drawn_once() {
    let text = without_name(&draw(&["regions"]));
    let svg = Document::parse(&text).unwrap();
    let borders = svg.descendants().find(|node| node.attribute("id") == Some("borders")).unwrap();
    let [lines, outlines] = [
        borders.attribute("d").unwrap().len(),
        areas(&svg).iter().map(|area| area.attribute("d").unwrap().len()).sum(),
    ];
    assert!(lines < outlines / 2, "{lines} of {outlines}");
}

#[test]
fn any_table_by_code_can_be_drawn() {
    let workspace = Workspace::empty().write("income.csv", "regione;reddito\n1;21,5\n2;23\n3;24,1\n5;\n");
    let run = workspace.run(["map", "regions", "--data", "income.csv", "--code", "regione", "--value", "reddito"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("leading zeros restored in 4 rows"), "{}", run.stderr);
    let svg = Document::parse(&run.stdout).unwrap();
    let of = |code: &str| areas(&svg).into_iter().find(|area| area.attribute("data-code") == Some(code)).unwrap();
    assert_eq!(of("03").attribute("data-value"), Some("24.1"));
    assert_eq!(of("05").attribute("data-class"), Some("not-known"));
    assert_eq!(of("20").attribute("data-class"), Some("no-row"));
    assert!(!run.stdout.contains("Synthetic"));
}

#[test]
fn marks_that_may_be_thousands_or_decimals_are_not_guessed() {
    let table = "code;value\n01;4.350\n03;9.976\n05;850\n07;..\n";
    let workspace =
        Workspace::empty().write("t.csv", table).write("apart.csv", table.replace("4.", "4'").replace("9.", "9'"));
    let draw = |table: &str, more: &[&str]| {
        let arguments = ["map", "regions", "--data", table, "--code", "code", "--value", "value"];
        workspace.run(arguments.iter().chain(more).copied())
    };
    let run = draw("t.csv", &[]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (1, ""));
    let told = "error: t.csv:2: column value: \"4.350\" and 1 value like it may be a number of thousands or have decimals, and no value of the column tells\nhint: say what the marks mean with --numbers it (1.234,5) or en (1,234.5)\n";
    assert_eq!(run.stderr, told);
    for (file, more, value) in [
        ("t.csv", &["--numbers", "it"][..], "4350"),
        ("t.csv", &["--numbers", "en"], "4.35"),
        ("apart.csv", &[], "4350"),
    ] {
        let run = draw(file, more);
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        let svg = Document::parse(&run.stdout).unwrap();
        let piedmont = areas(&svg).into_iter().find(|area| area.attribute("data-code") == Some("01")).unwrap();
        assert_eq!(piedmont.attribute("data-value"), Some(value), "{file} {more:?}");
    }
    // A map says what it was made with, so that it can be drawn again.
    let arguments =
        ["map", "regions", "--data", "t.csv", "--code", "code", "--value", "value", "--numbers", "it", "-o", "m.svg"];
    assert_eq!(workspace.run(arguments).exit_code, 0);
    let run = workspace.run(["verify", "m.svg", "t.csv"]);
    assert_eq!(run.exit_code, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_frame_figure_of_a_unit_in_two_areas_is_not_drawn_in_one() {
    let run = Workspace::empty().run(["map", "provinces", "--source", "frame"]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("some units serve several of these areas"), "{}", run.stderr);
    assert!(draw(&["provinces"]).contains("residents by the census"));
}

#[test]
fn a_map_in_italian() {
    let workspace = Workspace::empty();
    assert_eq!(workspace.run(["init", "study", "--from", "reference"]).exit_code, 0);
    let study = workspace.read("study/study.toml").replace("language = \"en\"", "language = \"it\"");
    let run = workspace.write("study/study.toml", study).run(["map", "regions", "study"]);
    assert!(run.stdout.contains("xml:lang=\"it\""), "{}", run.stderr);
    assert!(run.stdout.contains("Residenti nei bacini delle unità rispondenti"));
    assert!(run.stdout.contains("Residenti e confini: ISTAT"));
    assert!(run.stdout.contains("Piemonte: 67,1\u{a0}%"));
}

#[test]
fn a_table_by_names_is_read_as_by_codes_and_said() {
    let by_code = "area,value\n01,1\n02,2\n04,3\n06,4\n";
    let by_name = "area,value\nPIEMONTE,1\nValle d’Aosta,2\nTrentino Alto Adige / Südtirol,3\nFriuli Venezia Giulia,4\nLombradia,5\nItalia,6\n";
    let workspace = Workspace::empty().write("codes.csv", by_code).write("names.csv", by_name);
    let values = |table: &str| {
        let run = workspace.run(["map", "regions", "--data", table, "--code", "area", "--value", "value"]);
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        let ids: Vec<String> = without_name(&run.stdout)
            .split("<path ")
            .filter(|path| path.contains("data-value="))
            .map(|path| path.split('>').next().unwrap_or_default().split(" d=").next().unwrap_or_default().to_owned())
            .collect();
        (ids, run.stderr)
    };
    let (codes, _) = values("codes.csv");
    let (names, said) = values("names.csv");
    assert!(!codes.is_empty());
    assert_eq!(codes, names);
    assert!(said.contains("column area: no row has the code of a region: the cells are read as names"), "{said}");
    assert!(said.contains("2 rows with the name of no region left out: \"Lombradia\" on line 6"), "{said}");
    assert!(said.contains("did you mean \"Lombardia\"?"), "{said}");
    let twice = workspace.write("places.csv", "area,value\nSamone,1\nRoma,2\n");
    let run = twice.run(["map", "municipalities", "--data", "places.csv", "--code", "area", "--value", "value"]);
    assert_eq!(run.exit_code, 1);
    assert!(run.stderr.contains("more than one municipality is called \"Samone\""), "{}", run.stderr);
}
