//! Any column of a study on a map: characteristics, categories, answers, weights, residents; every value checked in the head.

use roxmltree::Document;

use crate::forms::{extent, paths};
use crate::own_boundaries::with_boundaries;
use crate::support::{Run, Workspace};

const UNITS: &str = "unit_id,name,region_code,kind,responded,population,note,beds,rate,ward
A,Unit A,W1,territorial,1,1000,,10,0.5,acute
B,Unit B,W2,territorial,0,1000,,20,0.25,day
C,Unit C,E1,territorial,1,600,,30,0.1,acute
D,Unit D,E1,territorial,0,400,,50,0.6,day
E,Unit E,E2,territorial,1,1000,,,0.3,
H,Hospital H,E2,hospital,1,,,5,0.9,acute
";

const QUESTIONS: &str = r#"
[answers]
file = "answers.csv"

[[question]]
name = "peer"
text = "Are there peer workers?"
options = { yes = ["1"], no = ["0"] }

[[question]]
name = "tasks"
kind = "multiple"
delimiter = ";"
options = ["groups", "visits"]
asked_if = { peer = ["yes"] }

[[question]]
name = "staff"
kind = "number"

[frame]
characteristics = ["beds", "rate", "ward"]
"#;

const ANSWERS: &str = "unit_id,peer,tasks,staff\nA,1,groups;visits,40\nC,0,,10\nE,1,visits,\nH,0,,30\n";

fn squareland() -> Workspace {
    with_boundaries("squares.geojson", "")
        .replace("study.toml", "[frame]\n", QUESTIONS)
        .write("units.csv", UNITS)
        .write("answers.csv", ANSWERS)
}

fn draw(workspace: &Workspace, layer: &str, flags: &[&str]) -> Run {
    workspace.run(["map", layer, "."].iter().chain(flags).copied())
}

/// `data-value` of each area, or its kind of no data.
pub(crate) fn values(run: &Run) -> Vec<(String, String)> {
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let svg = Document::parse(&run.stdout).unwrap();
    let mut values: Vec<(String, String)> = svg
        .descendants()
        .filter_map(|node| {
            let text = |name: &str| node.attribute(name).unwrap_or_default().to_owned();
            let value = if text("data-value").is_empty() { text("data-class") } else { text("data-value") };
            node.attribute("data-code").map(|code| (code.to_owned(), value))
        })
        .collect();
    values.sort();
    values
}

fn assert_values(run: &Run, expected: &[(&str, &str)]) {
    let found = values(run);
    let found: Vec<(&str, &str)> = found.iter().map(|(code, value)| (code.as_str(), value.as_str())).collect();
    assert_eq!(found, expected, "{}", run.stderr);
}

#[test]
fn numbers_of_units_are_drawn_on_catchments() {
    let run = draw(&squareland(), "catchments", &["--value", "beds"]);
    // C has 300 and D 100 of the residents of the square that they share: (30 · 300 + 50 · 100) / 400.
    assert_values(&run, &[("A", "10"), ("B", "20"), ("C", "30"), ("C+D", "35"), ("D", "50"), ("E", "not-known")]);
    assert!(run.stderr.contains("1 unit without a known value of \"beds\", left out of means: E"), "{}", run.stderr);
}

#[test]
fn how_numbers_of_several_units_become_one_is_stated() {
    let squareland = squareland();
    let unsaid = draw(&squareland, "regions", &["--value", "beds"]);
    assert_eq!((unsaid.exit_code, unsaid.stdout.as_str()), (2, ""));
    assert!(unsaid.stderr.contains("say how they become one: --aggregate sum for counts"), "{}", unsaid.stderr);
    let sum = draw(&squareland, "regions", &["--value", "beds", "--aggregate", "sum"]);
    assert_values(&sum, &[("E1", "80"), ("E2", "not-known"), ("W1", "10"), ("W2", "20")]);
    assert!(sum.stdout.contains("Sum over units"));
    let mean = draw(&squareland, "regions", &["--value", "rate", "--aggregate", "mean"]);
    // (0.1 · 600 + 0.6 · 400) / 1000; a hospital serves no residents and weighs nothing.
    assert_values(&mean, &[("E1", "0.3"), ("E2", "0.3"), ("W1", "0.5"), ("W2", "0.25")]);
    let units = draw(&squareland, "halves", &["--value", "beds", "--aggregate", "unit-mean"]);
    // (30 + 50 + 5) / 3
    assert_values(&units, &[("East", "28.3333333333"), ("West", "15")]);
    let refused = draw(&squareland, "regions", &["--value", "coverage", "--aggregate", "sum"]);
    assert_eq!(refused.exit_code, 2, "{}", refused.stderr);
}

#[test]
fn categories_have_colours_of_their_own_or_are_drawn_as_shares() {
    let squareland = squareland();
    let run = draw(&squareland, "catchments", &["--value", "ward"]);
    let expected = [("A", "acute"), ("B", "day"), ("C", "acute"), ("C+D", "several"), ("D", "day"), ("E", "not-known")];
    assert_values(&run, &expected);
    assert!(run.stdout.contains("units that differ"));
    let unsaid = draw(&squareland, "regions", &["--value", "ward"]);
    assert_eq!(unsaid.exit_code, 2);
    assert!(unsaid.stderr.contains("--value \"ward=acute\""), "{}", unsaid.stderr);
    let share = draw(&squareland, "regions", &["--value", "ward=acute"]);
    assert_values(&share, &[("E1", "0.5"), ("E2", "1"), ("W1", "1"), ("W2", "0")]);
    let unknown = draw(&squareland, "regions", &["--value", "ward=acut"]);
    assert!(unknown.exit_code == 2 && unknown.stderr.contains("did you mean \"acute\"?"), "{}", unknown.stderr);
    let status = draw(&squareland, "catchments", &["--value", "status"]);
    assert!(status.stdout.contains("did not answer") && status.stdout.contains("data-value=\"nonrespondent\""));
}

#[test]
fn answers_are_shares_of_those_who_gave_one() {
    let squareland = squareland();
    let run = draw(&squareland, "regions", &["--value", "peer"]);
    assert_values(&run, &[("E1", "0"), ("E2", "0.5"), ("W1", "1"), ("W2", "no-answer")]);
    for words in
        ["Are there peer workers? yes, by region", "Share of units that answered the question", "no unit answered"]
    {
        assert!(run.stdout.contains(words), "{words}");
    }
    // Shares of one or two units are hatched by rule, unless the rule is put aside.
    assert!(run.stdout.contains("hatch-small") && run.stdout.contains("fewer than 5 units"));
    let plain = draw(&squareland, "regions", &["--value", "peer", "--hatch-below", "0units"]);
    assert!(!plain.stdout.contains("hatch-small") && !plain.stdout.contains("fewer than"));
    // The question was put to A and E; C and H answered others.
    let visits = draw(&squareland, "regions", &["--value", "tasks=visits"]);
    assert_values(&visits, &[("E1", "out-of-scope"), ("E2", "1"), ("W1", "1"), ("W2", "no-answer")]);
    let staff = draw(&squareland, "regions", &["--value", "staff", "--aggregate", "unit-mean"]);
    assert_values(&staff, &[("E1", "10"), ("E2", "30"), ("W1", "40"), ("W2", "no-answer")]);
    let of_units = draw(&squareland, "catchments", &["--value", "peer"]);
    assert_values(
        &of_units,
        &[("A", "yes"), ("B", "no-answer"), ("C", "no"), ("C+D", "no"), ("D", "no-answer"), ("E", "yes")],
    );
}

#[test]
fn weights_and_residents_are_columns_too() {
    let workspace = Workspace::empty();
    let weights = workspace.run(["map", "regions", "--value", "weight_poststratified"]);
    let found = values(&weights);
    assert!(found.iter().any(|(_, value)| value.parse::<f64>().is_ok_and(|weight| weight > 1.0)), "{found:?}");
    let propensity = workspace.run(["map", "catchments", "--value", "propensity"]);
    assert!(values(&propensity).iter().filter(|(_, value)| value.parse::<f64>().is_ok()).count() >= 135);
    let share = workspace.run(["map", "regions", "--value", "share_18plus"]);
    let found = values(&share);
    assert!(
        found.iter().all(|(_, value)| value.parse::<f64>().is_ok_and(|share| share > 0.7 && share < 0.95)),
        "{found:?}"
    );
    let density = workspace.run(["map", "provinces", "--value", "density"]);
    assert_eq!(values(&density).len(), 107);
}

#[test]
fn an_unknown_name_is_told_what_there_is() {
    let squareland = squareland();
    let run = draw(&squareland, "regions", &["--value", "turnover"]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (2, ""));
    let list = "columns of the study are beds, rate, ward, halves, region, macro_area, size_class, kind, population, area_km2, density, peer, tasks, staff, status, propensity, weight_poststratified";
    assert!(run.stderr.contains("no value \"turnover\"") && run.stderr.contains(list), "{}", run.stderr);
    let near = draw(&squareland, "regions", &["--value", "bed"]);
    assert!(near.stderr.contains("did you mean \"beds\"?"), "{}", near.stderr);
}

#[test]
fn a_map_of_a_column_is_verified_like_any_other() {
    let squareland = squareland();
    let flags = ["--value", "beds", "--aggregate", "sum", "--form", "symbols", "-o", "beds.svg"];
    let run = draw(&squareland, "regions", &flags);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let verified = squareland.run(["verify", "beds.svg", "."]);
    assert_eq!(verified.exit_code, 0, "{}{}", verified.stdout, verified.stderr);
    let changed = squareland.replace("units.csv", ",30,0.1,acute", ",31,0.1,acute");
    assert_eq!(changed.run(["verify", "beds.svg", "."]).exit_code, 1);
}

#[test]
fn circles_of_a_count_are_as_large_as_the_count() {
    let flags = ["--value", "beds", "--aggregate", "sum", "--form", "symbols"];
    let beds = draw(&squareland(), "regions", &flags);
    let paths = paths(&beds.stdout);
    let [small, large] = ["W2", "E1"].map(|code| extent(&paths[code])[0]);
    // 80 beds and 20: twice as wide.
    assert!((large / small - 2.0).abs() < 0.05, "{large} {small}");
    let svg = Document::parse(&beds.stdout).unwrap();
    let fill = |node: roxmltree::Node<'_, '_>| {
        node.attribute("data-class")
            .filter(|class| *class == "1")
            .and_then(|_| node.attribute("fill"))
            .map(str::to_owned)
    };
    let fills: std::collections::BTreeSet<String> = svg.descendants().filter_map(fill).collect();
    assert_eq!(fills.len(), 1, "{fills:?}");
}

#[test]
fn bounds_of_counts_are_printed_so_that_they_class_as_drawn() {
    let run = draw(&squareland(), "catchments", &["--value=beds", "--breaks=9.6,19.6,50"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    // With 10 and 20 a catchment of 10 beds would be in the first class.
    assert!(run.stdout.contains(">9.6<") && run.stdout.contains(">19.6<"), "{}", run.stdout);
}
