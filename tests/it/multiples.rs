//! Small multiples: several maps with the same classes, one extent, one scale and one legend.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use roxmltree::Document;

use crate::support::{Workspace, without_name};

/// A table of three waves: the second lacks a region, the third a value.
fn waves() -> String {
    let mut text = "region_code,wave,rate,other\n".to_owned();
    for wave in [2023, 2019, 2021] {
        for region in (1..=20).filter(|region| (wave, *region) != (2021, 5)) {
            let rate = if (wave, region) == (2023, 12) { String::new() } else { (region * 3 + wave % 7).to_string() };
            let _ = writeln!(text, "{region:02},{wave},{rate},{}.5", 70 - region * 2);
        }
    }
    text
}

/// The rows of one wave.
fn wave(text: &str, wave: &str) -> String {
    let kept = text.lines().filter(|line| line.starts_with("region_code") || line.contains(&format!(",{wave},")));
    kept.fold(String::new(), |text, line| text + line + "\n")
}

/// Attributes of the areas of each panel by panel and code.
fn areas(svg: &str) -> BTreeMap<(String, String), BTreeMap<String, String>> {
    let svg = without_name(svg);
    let document = Document::parse(&svg).unwrap();
    let panels = document.descendants().filter(|node| {
        node.tag_name().name() == "g" && node.attribute("id").is_some_and(|id| id.starts_with("panel-"))
    });
    let mut found = BTreeMap::new();
    for panel in panels {
        for area in panel.descendants().filter(|node| node.attribute("data-code").is_some()) {
            let attributes =
                area.attributes().map(|attribute| (attribute.name().to_owned(), attribute.value().to_owned()));
            let key = (panel.attribute("id").unwrap().to_owned(), area.attribute("data-code").unwrap().to_owned());
            assert!(found.insert(key.clone(), attributes.collect()).is_none(), "{key:?} twice");
        }
    }
    found
}

fn record(svg: &str) -> serde_json::Value {
    let document = Document::parse(svg).unwrap();
    let metadata = document.descendants().find(|node| node.tag_name().name() == "metadata").unwrap();
    serde_json::from_str::<serde_json::Value>(metadata.text().unwrap()).unwrap()["bacino"].take()
}

#[test]
fn panels_share_classes_extent_and_scale() {
    let workspace = Workspace::empty().write("t.csv", waves());
    let flags = ["map", "regions", "--data", "t.csv", "--value", "rate", "--wave", "wave", "--form", "multiples"];
    let run = workspace.run(flags);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let areas = areas(&run.stdout);
    assert_eq!(areas.len(), 60);
    // One outline of a region in all panels, and one class for one value.
    let record = record(&run.stdout);
    let breaks: Vec<f64> = record["breaks"].as_array().unwrap().iter().map(|bound| bound.as_f64().unwrap()).collect();
    let mut classes = BTreeSet::new();
    for ((panel, code), area) in &areas {
        assert_eq!(area["d"], areas[&("panel-a".to_owned(), code.clone())]["d"], "{panel} {code}");
        if let Ok(value) = area["data-value"].parse::<f64>() {
            let class = breaks.iter().position(|bound| value <= *bound).unwrap() + 1;
            assert_eq!(area["data-class"], class.to_string(), "{panel} {code}");
            classes.insert(class);
        }
    }
    assert_eq!(classes.len(), 5);
    let of = |panel: &str, code: &str| areas[&(panel.to_owned(), code.to_owned())]["data-class"].clone();
    assert_eq!([of("panel-b", "05"), of("panel-c", "12")], ["no-row", "not-known"]);
    let panels = record["panels"].as_array().unwrap();
    let titles: Vec<&str> = panels.iter().map(|panel| panel["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["2019", "2021", "2023"]);
    let counted = |of: &serde_json::Value| -> u64 { of.as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).sum() };
    assert_eq!((counted(&record["counts"]), counted(&panels[1]["counts"])), (58, 19));
    assert!(run.stderr.contains("1 region without a value in the table for 2021"), "{}", run.stderr);
}

#[test]
fn every_panel_has_a_name_and_every_identifier_is_unique() {
    let run = Workspace::empty().run(["map", "regions,istat5,survey", "--form", "multiples", "--labels", "names"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let svg = without_name(&run.stdout);
    let document = Document::parse(&svg).unwrap();
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    let name = |panel: &str| {
        let node = document.descendants().find(|node| node.attribute("id") == Some(panel)).unwrap();
        assert_eq!(node.attribute("role"), Some("img"));
        node.first_element_child().unwrap().text().unwrap().to_owned()
    };
    assert_eq!(name("panel-a"), "(a) By region · 20 areas");
    assert_eq!(name("panel-c"), "(c) By macro-area (survey) · 3 areas");
    assert_eq!(document.root_element().attribute("role"), Some("group"));
}

#[test]
fn tables_and_words_of_a_column_give_the_same_panels() {
    let table = waves();
    let workspace =
        ["2019", "2021", "2023"].iter().fold(Workspace::empty().write("t.csv", &table), |workspace, year| {
            workspace.write(&format!("{year}.csv"), wave(&table, year))
        });
    let of_words = workspace.run("map regions --data t.csv --value rate --wave wave --form multiples".split(' '));
    let of_tables = workspace
        .run("map regions --data 2019.csv --with 2021.csv --with 2023.csv --value rate --form multiples".split(' '));
    assert_eq!(of_tables.exit_code, 0, "{}", of_tables.stderr);
    let titles = |svg: &str| record(svg)["panels"].to_string();
    assert_eq!(areas(&of_words.stdout), areas(&of_tables.stdout));
    assert_eq!(titles(&of_words.stdout), titles(&of_tables.stdout));
}

#[test]
fn studies_are_panels_aligned_by_code() {
    let workspace = Workspace::squareland();
    let second = workspace.path("second");
    std::fs::create_dir(&second).unwrap();
    for file in ["study.toml", "areas.csv", "units.csv", "population.csv", "catchments.csv"] {
        std::fs::copy(workspace.path(file), second.join(file)).unwrap();
    }
    // Squareland has no outlines, so there is no map, of one or of two studies.
    let run = workspace.run("map region . --with second --form multiples".split(' '));
    assert_eq!(run.exit_code, 2);
    assert!(run.stderr.contains("no outlines are known"), "{}", run.stderr);
    let workspace = Workspace::empty();
    assert_eq!(workspace.run(["init", "second", "--from", "reference"]).exit_code, 0);
    let workspace = workspace.replace("second/study.toml", "title = \"", "title = \"Later: ");
    let workspace = workspace.replace("second/units.csv", ",1,542502,", ",1,142502,");
    let run = workspace.run("map regions --with second --form multiples -o map.svg".split(' '));
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let svg = workspace.read("map.svg");
    let panels = record(&svg)["panels"].clone();
    assert_eq!(panels[1]["title"], "Later: Reference study of 135 synthetic departments");
    assert_eq!(areas(&svg).len(), 40);
    let verified = workspace.run("verify map.svg second second".split(' '));
    assert_eq!(verified.exit_code, 1, "two times the same study: {}", verified.stdout);
}

#[test]
fn panels_that_cannot_be_compared_are_wrong_usage() {
    let workspace = Workspace::empty().write("t.csv", waves());
    for (flags, message) in [
        (
            "regions --values coverage,residents --form multiples",
            "cannot share classes: one shows shares, the other numbers",
        ),
        ("regions --values coverage,representation --form multiples", "cannot share classes"),
        ("regions --form multiples", "nothing says what the panels are"),
        ("regions --values coverage --form multiples", "one panel is no small multiple"),
        ("regions,istat5 --values coverage,response --form multiples", "panels differ in one thing"),
        ("regions,nowhere --form multiples", "no layer \"nowhere\""),
        ("regions --values coverage,response", "--values, --with, --wave and --panel are about several panels"),
        ("regions,istat5 --form multiples --inset Lazio", "--form multiples has no insets"),
        ("regions,istat5 --form multiples --panel one", "1 title for 2 panels"),
        (
            "regions,istat5,istat3,istat2,survey --form multiples --size 60x60mm",
            "5 panels do not fit on --size 60x60mm",
        ),
        ("regions --data - --value rate --wave wave --form multiples", "standard input is read once"),
        ("regions --wave wave --form multiples", "--wave names a column of a table"),
        ("regions,istat5 --form multiples --value2 response", "panels show one value each"),
    ] {
        let run = workspace.run(["map"].into_iter().chain(flags.split(' ')));
        assert_eq!((run.exit_code, run.stdout.len()), (2, 0), "{flags}: {}", run.stderr);
        assert!(run.stderr.contains(message), "{flags}: {}", run.stderr);
    }
    let run = workspace.run("map regions --data t.csv --value rate --wave year --form multiples".split(' '));
    assert_eq!(run.exit_code, 1);
    assert!(run.stderr.contains("\"year\""), "{}", run.stderr);
}

#[test]
fn no_words_stand_over_others_and_lint_looks_at_every_panel() {
    let workspace = Workspace::empty().write("t.csv", waves());
    for (size, theme, language) in [
        ("web", "light", "en"),
        ("column", "grey", "it"),
        ("page", "dark", "it"),
        ("a4", "light", "it"),
        ("slide", "dark", "en"),
        ("300x300", "light", "en"),
    ] {
        let flags = format!(
            "map regions --data t.csv --value rate --wave wave --form multiples --lint --labels values --size {size} --theme {theme} --language {language}"
        );
        let run = workspace.run(flags.split(' '));
        assert_eq!(run.exit_code, 0, "{flags}: {}", run.stdout);
    }
    let run = workspace.run("map regions,total --form multiples --breaks=0.9,1 --lint".split(' '));
    assert!(run.stdout.contains("warning: one-class: panel (a): all 18 areas have one colour"), "{}", run.stdout);
}

#[test]
fn a_pdf_describes_each_panel() {
    let workspace = Workspace::empty();
    let run = workspace.run("map istat3,istat2 --form multiples -o map.pdf".split(' '));
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let pdf = workspace.bytes("map.pdf");
    let count = |mark: &[u8]| pdf.windows(mark.len()).filter(|part| *part == mark).count();
    assert_eq!(count(b"/S/Figure"), 2);
}
