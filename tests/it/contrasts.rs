//! Answers by group against R: `tests/oracle/contrasts/make_contrasts.R`.

use std::collections::BTreeMap;

use crate::support::Workspace;

/// Numbers in files have twelve digits.
const DIGITS: f64 = 1e-11;

const STUDY: &str = r#"title = "Wards"
[frame]
file = "units.csv"
characteristics = ["ward"]
[answers]
file = "answers.csv"
[[question]]
name = "peer"
options = ["yes", "no"]
[[question]]
name = "mood"
options = ["good", "fair", "poor"]
[[question]]
name = "staff"
kind = "number"
"#;

/// The rows of a table by the titles of its columns; families and notes, which hold commas, are cut.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = text.lines();
    let titles: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines
        .map(|line| titles.iter().map(|title| (*title).to_owned()).zip(line.split(',').map(str::to_owned)).collect())
        .collect()
}

/// The column of `waves.csv` for a quantity of the oracle.
fn of_waves(quantity: &str) -> Option<&'static str> {
    match quantity {
        "late_count" => Some("late_count"),
        "early_count" => Some("early_count"),
        "late_p" => Some("p_value"),
        "silent_as_late" => Some("silent_as_late"),
        "silent_by_trend" => Some("silent_by_trend"),
        _ => None,
    }
}

#[test]
fn answers_by_group_agree_with_r() {
    let workspace = Workspace::empty()
        .write("study.toml", STUDY)
        .write("units.csv", include_str!("../oracle/contrasts/units.csv"))
        .write("answers.csv", include_str!("../oracle/contrasts/answers.csv"));
    let run = workspace.run(["run", ".", "-o", "out"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let found = rows(&workspace.read("out/answers_by_group.csv"));
    let by_ward: Vec<_> = found.iter().filter(|row| row["variable"] == "ward").collect();
    let mut compared = 0;
    let waves = rows(&workspace.read("out/waves.csv"));
    for oracle in rows(include_str!("../oracle/contrasts/results.csv")).iter().skip(1) {
        let [question, option, level] = ["question", "option", "level"].map(|title| oracle[title].as_str());
        let is_it = |row: &&&BTreeMap<String, String>| {
            row["question"] == question && row["option"] == option && row["level"] == level
        };
        let expected: f64 = oracle["value"].parse().unwrap();
        if let Some(title) = of_waves(&oracle["quantity"]) {
            let row = waves.iter().find(|row| row["question"] == question && row["option"] == option).unwrap();
            let value: f64 = row[title].parse().unwrap();
            assert!((value - expected).abs() <= DIGITS * expected.abs(), "{oracle:?}: {value}");
            compared += 1;
            continue;
        }
        let row = by_ward.iter().find(is_it).unwrap_or_else(|| panic!("{oracle:?}"));
        let drawn = (question == "mood" && option.is_empty()) || question == "staff";
        let (title, tolerance): (&str, f64) = match oracle["quantity"].as_str() {
            // R's network sums in single steps of 1e-7; tables drawn 10,000 times have their Monte Carlo error.
            "fisher" | "kruskal" => ("p_value", if drawn { 0.02 } else { 1e-9 }),
            "p" => ("p_value", if drawn { 0.02 } else { 1e-12 }),
            "holm" => ("p_adjusted", 1e-12),
            "bh" => ("p_bh", 1e-12),
            "low" => ("low", 1e-9),
            "high" => ("high", 1e-9),
            "difference" => ("difference", 1e-12),
            // statrs inverts the beta distribution to ten digits.
            "difference_low" => ("difference_low", 1e-9),
            "difference_high" => ("difference_high", 1e-9),
            other => panic!("{other}"),
        };
        let value: f64 = row[title].parse().unwrap_or_else(|_| panic!("{title} of {row:?}"));
        assert!((value - expected).abs() <= tolerance.max(DIGITS * expected.abs()), "{oracle:?}: {value}");
        compared += 1;
    }
    assert!(compared > 70, "{compared}");
}

#[test]
fn the_second_of_two_options_is_the_first_in_another_dress() {
    let workspace = Workspace::empty()
        .write("study.toml", STUDY)
        .write("units.csv", include_str!("../oracle/contrasts/units.csv"))
        .write("answers.csv", include_str!("../oracle/contrasts/answers.csv"));
    workspace.run(["run", ".", "-o", "out"]);
    let found = rows(&workspace.read("out/answers_by_group.csv"));
    let of = |option: &str| -> Vec<(String, String)> {
        let wanted = found.iter().filter(|row| row["question"] == "peer" && row["option"] == option);
        wanted.map(|row| (row["level"].clone(), row["p_adjusted"].clone())).collect()
    };
    assert_eq!(of("yes"), of("no"));
    let text = workspace.run(["bias", "."]).stdout;
    assert!(text.contains("Answers by group"), "{text}");
}
