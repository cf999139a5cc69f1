//! The program as typed: exit codes, files, the same bytes every time.

use crate::support::Workspace;

#[test]
fn squareland_is_covered_as_counted_in_the_head() {
    let run =
        Workspace::squareland().run(["coverage", ".", "--format", "csv", "--scheme", "region", "--source", "census"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let covered: Vec<[&str; 4]> = run
        .stdout
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>())
        .map(|cells| [cells[1], cells[7], cells[8], cells[10]])
        .collect();
    let expected = [
        ["E1", "600", "1000", "0.6"],
        ["E2", "1000", "1000", "1"],
        ["W1", "1000", "1000", "1"],
        ["W2", "0", "1000", "0"],
    ];
    assert_eq!(covered, expected);
}

#[test]
fn run_without_arguments_works_in_an_empty_folder() {
    let workspace = Workspace::empty();
    let run = workspace.run(["run"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    // The finding stands at its end, with where to read on.
    assert!(run.stdout.contains("\n\n61 of 135 units answered. They serve 51.7\u{a0}% of residents"), "{}", run.stdout);
    assert!(run.stdout.ends_with("\nThe report: output/report.html\n"), "{}", run.stdout);
    let n_files = workspace.files().len() - 1;
    assert!(run.stderr.ends_with(&format!("\nwrote {n_files} files to output\n")), "{}", run.stderr);
    let expected = [
        "output/.bacino",
        "output/answers_by_group.csv",
        "output/balance.csv",
        "output/benchmarks.csv",
        "output/bias.csv",
        "output/coverage.csv",
        "output/findings.json",
        "output/maps/coverage-by-macro-area.svg",
        "output/maps/coverage-by-region.svg",
        "output/maps/representation-ratio.svg",
        "output/maps/responding-catchments.svg",
        "output/municipalities.csv",
        "output/outcomes.csv",
        "output/reconciliation.csv",
        "output/report.docx",
        "output/report.html",
        "output/response.csv",
        "output/response_classes.csv",
        "output/schemes.csv",
        "output/sensitivity.csv",
        "output/tables.xlsx",
        "output/units.csv",
        "output/waves.csv",
    ];
    // A picture with its table for each chart, and one for each question of several options.
    let expected_charts = [
        "coverage-by-chance",
        "fieldwork",
        "lorenz",
        "partial",
        "response",
        "scale",
        "schemes",
        "size",
        "weights",
        "what-if",
        "yes-no",
    ];
    let files = workspace.files();
    let (charts, others): (Vec<&str>, Vec<&str>) =
        files.iter().map(String::as_str).partition(|name| name.starts_with("output/charts/"));
    assert_eq!(others, expected);
    let charts: Vec<&str> = charts.iter().filter_map(|name| name.strip_prefix("output/charts/")).collect();
    let (of_questions, of_study): (Vec<&str>, Vec<&str>) = charts.iter().partition(|name| name.starts_with("choices-"));
    assert_eq!(of_study, expected_charts.map(|name| [format!("{name}.csv"), format!("{name}.svg")]).as_flattened());
    assert_eq!(of_questions.len(), 2 * 13, "{of_questions:?}");
    // Tests of documents look into those that are no text.
    let is_text = |name: &&String| *name != "output/.bacino" && !name.contains(".xlsx") && !name.contains(".docx");
    for name in files.iter().filter(is_text) {
        assert!(workspace.read(name).contains("Synthetic territories and answers"), "no notice in {name}");
    }
}

#[test]
fn two_runs_give_the_same_bytes_on_any_number_of_threads() {
    let workspace = Workspace::empty();
    for (folder, threads) in [("one", "1"), ("many", "7")] {
        assert_eq!(workspace.run_with(["run", "-o", folder], &[("RAYON_NUM_THREADS", threads)]).exit_code, 0);
    }
    let files = workspace.files();
    for name in files.iter().filter_map(|name| name.strip_prefix("one/")) {
        assert!(workspace.bytes(&format!("one/{name}")) == workspace.bytes(&format!("many/{name}")), "{name} differs");
    }
}

#[test]
fn the_departments_template_runs_with_nobody_answered() {
    let workspace = Workspace::empty();
    assert_eq!(workspace.run(["init", "study"]).exit_code, 0);
    let run = workspace.run(["run", "study", "-o", "results"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("no unit has an answer yet: all 135 are counted as not having answered"),
        "{}",
        run.stderr
    );
    let total = workspace.read("results/coverage.csv").lines().nth(1).unwrap().to_owned();
    // Nobody answered, so what is published is withheld: it would tell of every unit that it did not.
    assert!(total.starts_with("total,total,Italy,census,") && total.ends_with(",withheld"), "{total}");
    assert!(total.contains("nobody-answered"));
    let exact = workspace.read("results/internal/coverage.csv").lines().nth(1).unwrap().to_owned();
    assert!(exact.starts_with("total,total,Italy,census,0,131,0,0,58840177,0,0,"), "{exact}");
}

#[test]
fn every_template_passes_its_own_check() {
    for template in ["mhd", "reference", "empty"] {
        let workspace = Workspace::empty();
        assert_eq!(workspace.run(["init", "study", "--from", template]).exit_code, 0);
        let run = workspace.run(["check", "study"]);
        assert_eq!(run.exit_code, 0, "{template}: {}{}", run.stdout, run.stderr);
    }
}

#[test]
fn files_of_others_are_not_overwritten() {
    let workspace = Workspace::squareland();
    assert_eq!(workspace.run(["run", ".", "-o", "results"]).exit_code, 0);
    assert_eq!(workspace.run(["run", ".", "-o", "results"]).exit_code, 0, "its own files may be replaced");
    let workspace = workspace.write("results/units.csv", "edited by hand");
    let run = workspace.run(["run", ".", "-o", "results"]);
    assert_eq!(run.exit_code, 1);
    assert!(
        run.stderr.contains("results/units.csv: exists and was not written by this program, or was changed since"),
        "{}",
        run.stderr
    );
    assert_eq!(workspace.read("results/units.csv"), "edited by hand");
    assert_eq!(workspace.run(["run", ".", "-o", "results", "--force"]).exit_code, 0);
}

#[test]
fn what_is_typed_wrong_exits_with_2() {
    let workspace = Workspace::squareland();
    for arguments in [
        &["coverage", ".", "--scheme", "halfs"][..],
        &["coverage", ".", "--source", "census_18plus"],
        &["map", "regoins"],
        &["map", "regions", "--value", "coverge"],
        &["map", "regions", "-o", "map.bmp"],
        &["map", "regions", "-k", "0"],
        &["nonsense"],
    ] {
        let run = workspace.run(arguments.iter().copied());
        assert_eq!((run.exit_code, run.stdout.as_str()), (2, ""), "{arguments:?}: {}", run.stderr);
    }
    assert!(workspace.run(["coverage", ".", "--scheme", "halfs"]).stderr.contains("did you mean \"halves\"?"));
}

#[test]
fn the_worked_example_of_the_readme_is_what_the_program_prints() {
    let readme = include_str!("../../README.md");
    let (_, example) = readme.split_once("$ bacino coverage --scheme survey\n").unwrap();
    let (printed, _) = example.split_once("```").unwrap();
    let run = Workspace::empty().run(["coverage", "--scheme", "survey"]);
    assert_eq!(run.stdout.replace('\u{a0}', " "), printed);
}

/// Every picture in the README stands there with the command that made it.
#[test]
fn the_pictures_of_the_readme_are_what_the_program_draws() {
    let readme = include_str!("../../README.md");
    let drawn = ["map", "chart"].into_iter().flat_map(|command| {
        let named = format!("`bacino {command} ");
        let after = readme.split(named.as_str()).skip(1);
        after.filter_map(|rest| rest.split('`').next()).map(|flags| (command, flags)).collect::<Vec<_>>()
    });
    let mut compared = 0;
    for (command, typed) in drawn {
        let Some((flags, file)) = typed.split_once(" -o tests/pictures/") else { continue };
        let run = Workspace::empty().run([command].into_iter().chain(flags.split(' ')));
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures").join(file);
        assert!(readme.contains(&format!("](tests/pictures/{file})")), "{file} is not shown");
        let kept = read_picture(&path);
        assert!(run.stdout == kept, "draw it again with `bacino {command} {typed} --force`");
        compared += 1;
    }
    assert!(compared >= 10);
}

#[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
fn read_picture(path: &std::path::Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn coverage_of_figures_in_the_frame_needs_neither_catchments_nor_regions() {
    let workspace = Workspace::empty()
        .write("study.toml", "[frame]\nfile = \"units.csv\"\n")
        .write("units.csv", "unit_id,responded,population\nA,1,1000\nB,0,2000\nC,1,500\n");
    for command in [&["coverage", "."][..], &["run", ".", "-o", "out"]] {
        let run = workspace.run(command.iter().copied());
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        assert!(run.stdout.contains("42.9") && run.stdout.contains("3500"), "{}", run.stdout);
        assert!(!run.stdout.contains("istat5"), "{}", run.stdout);
    }
}
