//! Numbers and colours of maps as a reader sees them: where classes part, which colours they have, how numbers are written.

use std::fmt::Write as _;

use roxmltree::Document;
use serde_json::Value;

use crate::support::{Run, Workspace};

/// A table of values of Italy's regions from 01 on.
fn table(values: &[&str]) -> String {
    let mut rows = String::from("region_code,v\n");
    for (number, value) in values.iter().enumerate() {
        let _ = writeln!(rows, "{:02},\"{value}\"", number + 1);
    }
    rows
}

/// A map of those values.
fn run(values: &[&str], flags: &[&str]) -> Run {
    let of_table = ["map", "regions", "--data", "t.csv", "--code", "region_code", "--value", "v"];
    Workspace::empty().write("t.csv", table(values)).run(of_table.into_iter().chain(flags.iter().copied()))
}

fn draw(values: &[&str], flags: &[&str]) -> String {
    let run = run(values, flags);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    run.stdout
}

fn record(svg: &str) -> Value {
    let svg = Document::parse(svg).unwrap();
    let metadata = svg.descendants().find(|node| node.has_tag_name("metadata")).unwrap();
    serde_json::from_str::<Value>(metadata.text().unwrap()).unwrap()["bacino"].clone()
}

/// The class of each area with a value, by its value.
fn classes(svg: &str) -> Vec<(f64, String)> {
    let svg = Document::parse(svg).unwrap();
    let areas = svg.descendants().filter(|node| node.attribute("data-code").is_some());
    areas
        .filter_map(|area| {
            Some((area.attribute("data-value")?.parse().ok()?, area.attribute("data-class")?.to_owned()))
        })
        .collect()
}

const CHANGES: [&str; 9] = ["-8", "-5", "-2", "-1", "1", "2", "4", "7", "20"];

#[test]
fn values_of_both_signs_part_at_zero() {
    let svg = draw(&CHANGES, &[]);
    let record = record(&svg);
    assert_eq!((&record["palette"], &record["breaks"][2]), (&Value::from("PuOr"), &Value::from(0.0)));
    for (value, class) in classes(&svg) {
        assert_eq!(value > 0.0, class.parse::<usize>().unwrap() > 3, "{value} {class}");
    }
    // One sign, or colours that go one way, part nowhere.
    for (values, flags) in [(&CHANGES[4..], &[][..]), (&CHANGES[..], &["--palette", "blues"])] {
        let svg = draw(values, flags);
        let breaks = self::record(&svg)["breaks"].clone();
        assert!(!breaks.as_array().unwrap().contains(&Value::from(0.0)), "{breaks}");
    }
}

#[test]
fn a_middle_of_ones_own_is_a_bound_and_no_breach() {
    let values = ["5.4", "8.1", "9.7", "12.3", "14.6", "31.2"];
    let svg = draw(&values, &["--middle", "10", "--palette", "RDBU"]);
    assert!(record(&svg)["breaks"].as_array().unwrap().contains(&Value::from(10.0)));
    let lint = run(&values, &["--middle", "10", "--palette", "RDBU", "--lint"]).stdout;
    assert!(!lint.contains("diverging-without-middle"), "{lint}");
    for flags in [&["--middle", "10", "--palette", "Greens"][..], &["--middle", "1", "--form", "symbols"]] {
        let refused = run(&["3", "8", "9"], flags);
        assert_eq!(refused.exit_code, 2, "{}", refused.stderr);
        assert!(refused.stderr.contains("middle"), "{}", refused.stderr);
    }
}

#[test]
fn own_colours_go_from_the_lowest_class_to_the_highest() {
    let values = ["1", "2", "3", "4", "5", "6"];
    let svg = draw(&values, &["--palette", "#f7fbff,#08306b", "-k", "3"]);
    for colour in ["#f7fbff", "#08306b"] {
        assert!(svg.contains(colour), "{colour}");
    }
    assert_eq!(record(&svg)["palette"], "#f7fbff,#08306b");
    let lint = run(&values, &["--palette", "#ffffff,#fefefe", "--lint"]);
    assert!(lint.stdout.contains("classes-look-alike"), "{}", lint.stdout);
}
