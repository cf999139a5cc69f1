//! `run --only`: parts of a run are those of the whole run, byte for byte, and nothing else.

use crate::own_boundaries::with_boundaries;
use crate::support::Workspace;

const PARTS: [&str; 4] = ["tables", "maps", "charts", "report"];

fn part_of(name: &str) -> &'static str {
    let name = name.strip_prefix("internal/").unwrap_or(name);
    match name.split_once('/') {
        Some(("maps", _)) => "maps",
        Some(("charts", _)) => "charts",
        _ if name == "released.json" => "every",
        _ if name.starts_with("report.") || name == "tables.xlsx" => "report",
        _ => "tables",
    }
}

/// The files of a folder but its records, without the folder's name.
fn files_in(workspace: &Workspace, folder: &str) -> Vec<String> {
    let files = workspace.files();
    let own = files.iter().filter_map(|name| name.strip_prefix(folder)?.strip_prefix('/'));
    own.filter(|name| !name.ends_with(".bacino")).map(str::to_owned).collect()
}

fn compare_parts(workspace: &Workspace, wanted: &[&str]) {
    assert_eq!(workspace.run(["run", ".", "-o", "whole", "--quiet"]).exit_code, 0);
    let whole = files_in(workspace, "whole");
    for only in wanted {
        let run = workspace.run(["run", ".", "-o", only, "--only", only]);
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        assert!(!run.stderr.contains("an earlier run"), "{}", run.stderr);
        let parts: Vec<&str> = only.split(',').chain(["every"]).collect();
        let expected: Vec<&String> = whole.iter().filter(|name| parts.contains(&part_of(name))).collect();
        let found = files_in(workspace, only);
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{only}");
        for name in expected {
            let [part, whole] = [*only, "whole"].map(|folder| workspace.bytes(&format!("{folder}/{name}")));
            assert!(part == whole, "{only}: {name} differs");
        }
        assert_eq!(run.stdout.ends_with("report/report.html\n"), parts.contains(&"report"), "{}", run.stdout);
    }
}

fn squares(privacy: &str) -> Workspace {
    let workspace = with_boundaries("squares.geojson", "");
    workspace.replace("study.toml", "answers = \"public\"", &format!("answers = \"{privacy}\""))
}

#[test]
fn each_part_of_a_run_is_that_of_the_whole_run() {
    compare_parts(&squares("public"), &["tables", "maps", "charts", "report", "tables,maps"]);
}

#[test]
fn parts_for_the_people_of_the_survey_are_those_of_the_whole_run() {
    compare_parts(&squares("anonymous"), &["maps", "tables", "charts,report"]);
    compare_parts(&squares("internal"), &["maps,tables"]);
}

#[test]
fn every_file_belongs_to_a_part_that_can_be_asked_for() {
    let workspace = Workspace::squareland();
    assert_eq!(workspace.run(["run", ".", "-o", "whole"]).exit_code, 0);
    assert_eq!(workspace.run(["run", ".", "-o", "all", "--only", &PARTS.join(",")]).exit_code, 0);
    assert_eq!(files_in(&workspace, "all"), files_in(&workspace, "whole"));
}

#[test]
fn what_an_earlier_run_left_is_told() {
    let workspace = Workspace::squareland();
    let run = |only: &str| workspace.run(["run", ".", "-o", "out", "--only", only]);
    let first = run("charts");
    assert_eq!(first.exit_code, 0, "{}", first.stderr);
    assert!(!first.stderr.contains("earlier run"), "{}", first.stderr);
    let kept = files_in(&workspace, "out");
    let told = format!(
        "warning: out: {} files of an earlier run stay as they are and may rest on other inputs \
         (without --only all files are written anew)\n",
        kept.len()
    );
    let second = run("tables");
    assert!(second.stderr.contains(&told), "{}", second.stderr);
    assert!(files_in(&workspace, "out").len() > kept.len());
}

#[test]
fn a_wrong_part_is_wrong_usage() {
    let run = Workspace::squareland().run(["run", ".", "--only", "tables,map"]);
    assert_eq!(run.exit_code, 2);
    assert!(run.stderr.contains("'map'") && run.stderr.contains("'maps'"), "{}", run.stderr);
}
