//! What a study that promised to name nobody publishes, and what stays with the people of the survey.

use std::collections::BTreeSet;

use crate::report::{sheet_of, sheets};
use crate::report_word::parts;
use crate::support::{Workspace, done};

/// Squareland with a promise to its units.
fn promised(answers: &str) -> Workspace {
    Workspace::squareland().replace("study.toml", "answers = \"public\"", &format!("answers = \"{answers}\""))
}

/// The departments of Emilia-Romagna, some of which answered.
fn departments() -> Workspace {
    let workspace = Workspace::empty();
    done(workspace.run(["init", ".", "--quiet"]));
    let units = workspace.read("units.csv");
    let mut lines = units.lines();
    let header = lines.next().unwrap();
    let answer = |(number, line): (usize, &str)| {
        let cells: Vec<&str> = line.split(',').collect();
        let at = cells.len() - 3;
        let responded = if number * number % 7 < 3 { "1" } else { "0" };
        let filled: Vec<&str> =
            cells.iter().enumerate().map(|(column, cell)| if column == at { responded } else { *cell }).collect();
        filled.join(",")
    };
    let filled: Vec<String> = lines.enumerate().map(answer).collect();
    workspace.write("units.csv", format!("{header}\n{}\n", filled.join("\n"))).replace(
        "study.toml",
        "[catchments]",
        "[territory]\npart = \"Emilia-Romagna\"\n\n[catchments]",
    )
}

#[test]
fn what_names_units_stands_apart_unless_the_study_is_public() {
    let names = |answers: &str| -> BTreeSet<String> {
        let workspace = promised(answers);
        done(workspace.run(["run", "study.toml", "-o", "out", "--quiet"]));
        workspace.files().into_iter().filter_map(|file| Some(file.strip_prefix("out/")?.to_owned())).collect()
    };
    let (public, internal) = (names("public"), names("internal"));
    assert!(public.contains("units.csv") && !public.iter().any(|name| name.starts_with("internal/")));
    let apart: BTreeSet<String> =
        internal.iter().filter_map(|name| name.strip_prefix("internal/")).map(str::to_owned).collect();
    assert!(apart.contains("units.csv") && apart.contains("findings.json") && !internal.contains("units.csv"));
    assert!(internal.contains("coverage.csv") && internal.contains("findings.json"));
    // The record of the open folder has no fingerprint of what names units.
    assert!(apart.contains(".bacino"));
}

#[test]
fn an_anonymous_study_publishes_no_count_of_who_answered() {
    let workspace = departments();
    done(workspace.run(["run", ".", "-o", "out", "--quiet"]));
    let coverage = workspace.read("out/coverage.csv");
    let header: Vec<&str> = coverage.lines().next().unwrap().split(',').collect();
    let column = |name: &str| header.iter().position(|title| *title == name).unwrap();
    for line in coverage.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!((cells[column("residents_covered")], cells[column("p_value")]), ("", ""), "{line}");
        let digits = cells[column("coverage")].trim_start_matches("0.");
        assert!(digits.len() <= 3, "{line}");
        assert!(["step", "range", "withheld"].contains(&cells[column("published")]), "{line}");
    }
    // The exact table, units and quartiles stand apart.
    assert!(workspace.read("out/internal/coverage.csv").len() > coverage.len());
    let open = workspace
        .files()
        .into_iter()
        .filter(|file| file.starts_with("out/") && !file.starts_with("out/internal/") && !file.contains(".csv"));
    for file in open.filter(|file| !file.contains(".xlsx")) {
        // A document for Word is an archive of texts and pictures.
        let text = if file.contains(".docx") {
            parts(&workspace.bytes(&file)).values().map(|part| String::from_utf8_lossy(part).into_owned()).collect()
        } else {
            workspace.read(&file)
        };
        assert!(!text.contains("\"units.csv\":\"") || text.contains("\"units.csv\":\"not-published\""), "{file}");
        assert!(!text.contains("DSM ASL"), "{file} names units");
    }
    assert!(!workspace.read("out/.bacino").contains("internal/"));
}

#[test]
fn tables_of_an_anonymous_study_are_as_coarse_as_its_release() {
    let workspace = departments();
    done(workspace.run(["run", ".", "-o", "out", "--quiet"]));
    let sheets = sheets(workspace.bytes("out/tables.xlsx"));
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Contents", "1 Coverage", "2 Outcome", "3 Response", "4 CROSS", "5 STROBE", "6 Files"]);
    // Of residents covered there is no column, and of coverage what the table for scripts has.
    let coverage = sheet_of(&sheets, "Coverage");
    assert_eq!(
        coverage[1][..3].iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["Area", "Residents", "Coverage, %"]
    );
    let published = workspace.read("out/coverage.csv");
    let header: Vec<&str> = published.lines().next().unwrap().split(',').collect();
    let column = |name: &str| header.iter().position(|title| *title == name).unwrap();
    for line in published.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let Some(row) = coverage.iter().find(|row| row[0] == cells[column("area")]) else { continue };
        let share = row[2].to_string();
        match cells[column("published")] {
            "step" => assert_eq!(share, cells[column("coverage")], "{line}"),
            "range" => assert!(share.contains(['–', '≤', '≥']), "{line}: {share}"),
            "withheld" => assert_eq!(share, "withheld", "{line}"),
            other => panic!("{other}"),
        }
    }
    // Of an area the number that answered alone, where the table for scripts has it.
    let response = sheet_of(&sheets, "Response");
    assert!(response[3..].iter().any(|row| row[1].to_string().is_empty() && row[3] == "withheld"));
    // The people of the survey have everything.
    assert_ne!(workspace.bytes("out/tables.xlsx"), workspace.bytes("out/internal/tables.xlsx"));
    let alone = done(workspace.run(["report", ".", "--quiet"])).stdout;
    let internal = done(workspace.run(["report", ".", "--internal", "--quiet"])).stdout;
    assert!(!alone.contains("Residents covered") && internal.contains("Residents covered"));
}

#[test]
fn every_command_prints_the_one_release() {
    let workspace = departments();
    done(workspace.run(["run", ".", "-o", "out", "--quiet"]));
    let alone = done(workspace.run(["coverage", ".", "--format", "csv", "--quiet"])).stdout;
    assert_eq!(alone, workspace.read("out/coverage.csv"));
    let map = done(workspace.run(["map", "provinces", ".", "--quiet"])).stdout;
    assert_eq!(map, workspace.read("out/maps/coverage-by-province.svg"));
    let exact = done(workspace.run(["coverage", ".", "--format", "csv", "--internal", "--quiet"])).stdout;
    assert_eq!(exact, workspace.read("out/internal/coverage.csv"));
}

#[test]
fn what_was_not_declared_is_refused_to_all_but_the_people_of_the_survey() {
    let workspace = departments();
    let refused: [&[&str]; 9] = [
        &["coverage", ".", "--scheme", "region"],
        &["coverage", ".", "--ages", "18+"],
        &["bias", ".", "--by", "province"],
        &["bias", ".", "--model", "macro_area"],
        &["map", "municipalities", "."],
        &["map", "catchments", "."],
        &["map", "provinces", ".", "--value", "propensity"],
        &["map", "provinces", ".", "--part", "Modena"],
        &["catchments", ".", "--layer", "catchments", "-o", "c.geojson"],
    ];
    for arguments in refused {
        let run = workspace.run(arguments.iter().copied());
        assert_eq!(run.exit_code, 2, "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("--internal shows it to the people of the survey"), "{}", run.stderr);
        assert!(run.stdout.is_empty());
    }
    done(workspace.run(["coverage", ".", "--scheme", "region", "--internal"]));
    done(workspace.run(["map", "municipalities", ".", "--internal", "-o", "m.svg"]));
    // Residents of municipalities say nothing of who answered.
    done(workspace.run(["map", "municipalities", ".", "--value", "residents", "-o", "residents.svg"]));
}

#[test]
fn a_second_release_beside_the_first_is_refused() {
    let workspace = departments();
    let run = || workspace.run(["run", ".", "-o", "out", "--quiet"]);
    done(run());
    // The same again is no other release.
    done(run());
    let units = workspace.read("units.csv");
    let changed = units.replacen(",territorial,0,", ",territorial,1,", 200);
    std::fs::write(workspace.path("units.csv"), changed).unwrap();
    let before = workspace.read("out/coverage.csv");
    let second = run();
    assert_eq!(second.exit_code, 1, "{}", second.stderr);
    assert!(second.stderr.contains("internal/released.json: the folder holds another release"), "{}", second.stderr);
    assert_eq!(workspace.read("out/coverage.csv"), before);
}

#[test]
fn an_internal_study_says_how_many_could_be_told() {
    let workspace = departments().replace("study.toml", "\"anonymous\" ", "\"internal\"  ");
    let check = workspace.run(["check", "."]);
    assert!(check.stdout.contains("privacy (internal): exact tables would tell of "), "{}", check.stdout);
    assert!(check.stdout.contains("  coverage.csv, census: "), "{}", check.stdout);
    assert!(check.stdout.contains("  what tells nobody: coverage of "), "{}", check.stdout);
    let coverage = done(workspace.run(["coverage", "."]));
    assert!(coverage.stdout.contains("Internal: ") && coverage.stderr.contains("internal: exact results could tell"));
    let map = done(workspace.run(["map", "provinces", "."])).stdout;
    assert!(map.contains("Internal: "));
    // The catchments' sizes are those of a few: their sums tell nearly everybody.
    let told: usize =
        check.stdout.split("exact tables would tell of ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    assert!(told >= 5, "{}", check.stdout);
}

#[test]
fn wrong_words_of_the_section_are_told_with_their_place() {
    for (keys, told) in [
        ("answers = \"secret\"", "privacy.answers: expected \"anonymous\" or \"internal\" or \"public\""),
        ("certainty = 0.4", "privacy.certainty: expected a number above 0.5 and below 1"),
        ("cell = 2.5", "privacy.cell: expected a whole number of at least 1"),
        ("insiders = 2", "privacy.insiders: expected 0 or 1"),
        ("known = [\"beds\"]", "privacy.known: expected \"residents\" or \"population\""),
        ("answer = \"public\"", "unknown key \"privacy.answer\""),
    ] {
        let workspace = Workspace::squareland().replace("study.toml", "answers = \"public\"", keys);
        let run = workspace.run(["coverage", "study.toml"]);
        assert_eq!(run.exit_code, 1, "{keys}");
        assert!(run.stderr.contains(told) && run.stderr.contains("study.toml:"), "{}", run.stderr);
    }
}
