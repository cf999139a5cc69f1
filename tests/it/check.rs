//! `bacino check`: all problems grouped by kind and file, the worst first, for people and for programs.

use crate::own_boundaries::with_boundaries;
use crate::support::Workspace;

/// Squareland with problems of several kinds in several files.
fn troubled() -> Workspace {
    Workspace::squareland()
        .replace("population.csv", "W1-1,100\nW1-2,200\nW1-3,300\nW1-4,400", "W9-1,100\nW9-2,200\nW9-3,300\nW9-4,x")
        .replace("population.csv", "E2-4,400", "E2-4,1.400")
        .replace("population.csv", "E2-3,300", "E2-4,300")
        .replace("units.csv", "territorial,0,1000", "territorial,,1000")
        .replace("units.csv", "1,600,", "1,,")
}

#[test]
fn problems_are_grouped_by_kind_and_file() {
    let run = troubled().run(["check", "."]);
    assert_eq!((run.exit_code, run.stderr.as_str()), (1, ""));
    insta::assert_snapshot!(run.stdout, @r#"
    error: ambiguous numbers: 1 in population.csv
      population.csv:17: column population: expected a count of residents, such as 12345, found "1.400"
        hint: 1.400 may be 1400 or 1 and a fraction: say which with numbers = "it" (1.234,5) or "en" (1,234.5)

    error: values: 1 in population.csv
      population.csv:5: column population: expected a count of residents, such as 12345, found "x"

    error: codes of no area: 4 in population.csv
      population.csv:2: column municipality_code: no municipality has the code "W9-1"
        hint: did you mean "W1-1"?
      population.csv:3: column municipality_code: no municipality has the code "W9-2"
        hint: did you mean "W1-2"?
      population.csv:4: column municipality_code: no municipality has the code "W9-3"
        hint: did you mean "W1-3"?
      and 1 more: line 5

    error: what stands twice: 1 in population.csv
      population.csv:17: column municipality_code: the municipality "E2-4" stands on line 16 already

    warning: counts that are not known: 1 in units.csv
      units.csv: column population: 1 of 5 territorial units have no figure and are in no total of the source "frame": C

    warning: blank answers: 1 in units.csv
      units.csv:3: column responded: 1 of 6 units are blank and counted as not having answered

    7 errors, 2 warnings, nothing was computed
    "#);
}

#[test]
fn problems_for_programs() {
    let run = troubled()
        .replace("population.csv", "W9-1,100\nW9-2,200\nW9-3,300\nW9-4,x", "W1-1,100")
        .run(["check", ".", "--format", "json"]);
    assert_eq!((run.exit_code, run.stderr.as_str()), (1, ""));
    insta::assert_snapshot!(run.stdout, @r#"
    {
      "errors": 2,
      "groups": [
        {
          "count": 1,
          "file": "population.csv",
          "kind": "ambiguous-number",
          "problems": [
            {
              "cell": null,
              "column": "population",
              "hint": "1.400 may be 1400 or 1 and a fraction: say which with numbers = \"it\" (1.234,5) or \"en\" (1,234.5)",
              "line": 14,
              "message": "expected a count of residents, such as 12345, found \"1.400\""
            }
          ],
          "severity": "error"
        },
        {
          "count": 1,
          "file": "population.csv",
          "kind": "repeated",
          "problems": [
            {
              "cell": null,
              "column": "municipality_code",
              "hint": null,
              "line": 14,
              "message": "the municipality \"E2-4\" stands on line 13 already"
            }
          ],
          "severity": "error"
        },
        {
          "count": 1,
          "file": "units.csv",
          "kind": "missing-count",
          "problems": [
            {
              "cell": null,
              "column": "population",
              "hint": null,
              "line": null,
              "message": "1 of 5 territorial units have no figure and are in no total of the source \"frame\": C"
            }
          ],
          "severity": "warning"
        },
        {
          "count": 1,
          "file": "units.csv",
          "kind": "blank-answer",
          "problems": [
            {
              "cell": null,
              "column": "responded",
              "hint": null,
              "line": 3,
              "message": "1 of 6 units are blank and counted as not having answered"
            }
          ],
          "severity": "warning"
        }
      ],
      "maps": [],
      "notes": 0,
      "privacy": null,
      "study": null,
      "warnings": 2
    }
    "#);
}

#[test]
fn a_study_without_errors_is_told_with_its_warnings() {
    let workspace = Workspace::squareland().replace("population.csv", "W1-4,400\n", "");
    let run = workspace.run(["check", "."]);
    assert_eq!((run.exit_code, run.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(run.stdout, @"
    warning: counts that are not known: 1 in population.csv
      population.csv: 1 municipality of the territory not in the table, residents not known: W1-4 Square W1-4

    warning: counts that are not known: 1 in residents
      residents: 1 municipality without a known number of residents, left out of every total they belong to: W1-4 Square W1-4 (Northwest)

    6 units, 4 answered; areas: 4 of the level region, 16 of the level municipality; schemes: total, halves, region
    0 errors, 2 warnings
    ");
    let run = workspace.run(["check", ".", "--format", "json"]);
    assert_eq!(run.exit_code, 0);
    let read: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((read["errors"].as_u64(), read["warnings"].as_u64()), (Some(0), Some(2)), "{}", run.stdout);
    assert_eq!(read["study"]["units"], 6);
}

#[test]
fn what_is_no_fault_of_outlines_is_a_note_and_no_warning() {
    let squares = with_boundaries("squares.geojson", "code = \"code\"");
    let run = squares.run(["check", "."]);
    assert_eq!(run.exit_code, 0, "{}", run.stdout);
    assert!(run.stdout.starts_with("note: rings in the wrong direction: 2 in squares.geojson\n"), "{}", run.stdout);
    assert!(run.stdout.contains("\n0 errors, 0 warnings, 2 notes\n"), "{}", run.stdout);
    let run = squares.run(["check", ".", "--format", "json"]);
    let read: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((read["warnings"].as_u64(), read["notes"].as_u64()), (Some(0), Some(2)));
    let group = read["groups"].as_array().unwrap().last().unwrap();
    assert_eq!((group["severity"].as_str(), group["kind"].as_str()), (Some("note"), Some("reversed-ring")));
}

#[test]
fn maps_of_a_run_are_looked_at_by_the_rules_of_cartography() {
    let squares = with_boundaries("squares.geojson", "code = \"code\"");
    let run = squares.run(["check", "."]);
    assert_eq!((run.exit_code, run.stderr.as_str()), (0, ""));
    let told = run.stdout.split_once("\n\nmaps ").unwrap().1;
    insta::assert_snapshot!(told, @"
    of a run, by the rules of cartography
      maps/coverage-by-region.svg: warning: no-source: the picture names nobody as the source of its data
      maps/coverage-by-region.svg: note: empty-class: no area is in classes 1, 2, 4
      maps/coverage-by-macro-area.svg: warning: no-source: the picture names nobody as the source of its data
      maps/coverage-by-macro-area.svg: note: empty-class: no area is in classes 1, 2, 5
      maps/responding-catchments.svg: warning: no-source: the picture names nobody as the source of its data
      maps/representation-ratio.svg: warning: no-source: the picture names nobody as the source of its data
      maps/representation-ratio.svg: note: empty-class: no area is in classes 1, 2, 3, 4, 6, 7, 8
      maps/representation-ratio.svg: warning: one-class: all 4 areas have one colour; choose other --classes
    ");
    // Who made the data can be said.
    let named = squares.replace(
        "study.toml",
        "title = \"Squareland\"",
        "title = \"Squareland\"\nsource = \"Squareland Statistics\"",
    );
    let run = named.run(["check", ".", "--format", "json"]);
    let read: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let maps = read["maps"].as_array().unwrap();
    let kinds: Vec<&str> = maps.iter().map(|finding| finding["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"empty-class") && !kinds.contains(&"no-source"), "{maps:?}");
    assert_eq!([&maps[0]["map"], &maps[0]["severity"]], ["maps/coverage-by-region.svg", "note"]);
    assert!(named.run(["map", "regions", "."]).stdout.contains("Source: Squareland Statistics<"));
    // However long a word is, it stands in as many lines as it needs and leaves no page.
    let long = format!("title = \"{}\"", "Squareland".repeat(30));
    let run = named.replace("study.toml", "title = \"Squareland\"", &long).run(["check", "."]);
    assert_eq!(run.exit_code, 0, "{}", run.stdout);
    assert!(!run.stdout.contains("error: text-outside: "), "{}", run.stdout);
}
