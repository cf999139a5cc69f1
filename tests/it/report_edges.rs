//! Reports of studies that lack something: no sentence, note or cell speaks of what is not there.

use std::path::Path;

use crate::support::{Workspace, done};

const ANSWERS: &str = "\n[answers]\nfile = \"answers.csv\"\n\n[frame]\n";

fn page(workspace: &Workspace, more: &[&str]) -> String {
    done(workspace.run(["report", ".", "--quiet"].into_iter().chain(more.iter().copied()))).stdout
}

/// Units alone, with what became of each.
fn units(statuses: &[&str]) -> Workspace {
    let rows: Vec<String> = statuses.iter().enumerate().map(|(at, status)| format!("u{at},{status}\n")).collect();
    Workspace::empty()
        .write("study.toml", "[frame]\nfile = \"units.csv\"\n")
        .write("units.csv", "unit_id,responded\n".to_owned() + &rows.concat())
}

/// Squareland where the units that are named answered, and what.
fn squareland(answered: &[&str], answers: &str) -> Workspace {
    let workspace = Workspace::squareland().replace("study.toml", "[frame]\n", ANSWERS).write("answers.csv", answers);
    let line = |line: &str| {
        let mut cells: Vec<&str> = line.split(',').collect();
        if cells[0] != "unit_id" {
            cells[4] = if answered.contains(&cells[0]) { "1" } else { "0" };
        }
        cells.join(",") + "\n"
    };
    let units: String = workspace.read("units.csv").lines().map(line).collect();
    workspace.write("units.csv", units)
}

#[test]
fn a_note_speaks_of_columns_that_its_table_has() {
    let some = page(&Workspace::squareland(), &[]);
    for note in ["Range by chance: ", "Standardised difference: ", "p: Mann", "p of a level: "] {
        assert!(some.contains(note), "{note} in {some}");
    }
    for (from, to) in [(",1,", ",0,"), (",0,", ",1,")] {
        let workspace = Workspace::squareland();
        let all = workspace.read("units.csv").replace(from, to);
        let page = page(&workspace.write("units.csv", all), &[]);
        for note in ["Range by chance: ", "Standardised difference: ", "p: Mann", "p of a level: "] {
            assert!(!page.contains(note), "{note} in {page}");
        }
        assert!(page.contains("\nQuartiles of type 7.\n") && page.contains("\nPer cent of each group.\n"), "{page}");
    }
}

#[test]
fn one_unit_is_not_several() {
    for (status, headline, response) in [
        ("1", "**The one unit answered.**", "The one unit that should have answered did (100.0\u{a0}%)."),
        ("0", "**The one unit did not answer.**", "The one unit that should have answered did not (0.0\u{a0}%)."),
    ] {
        let page = page(&units(&[status]), &[]);
        assert!(page.starts_with("# Report\n") && page.contains(headline) && page.contains(response), "{page}");
        assert!(!page.contains("1 units"), "{page}");
        // Fingerprints of an internal study are withheld, in words.
        assert!(page.contains("| units.csv | withheld |"), "{page}");
    }
    assert!(page(&units(&["1"]), &[]).contains("Internal: the one unit could be told"));
    let italian = page(&units(&["0"]), &["--language", "it"]);
    assert!(italian.starts_with("# Rapporto\n"), "{italian}");
    assert!(italian.contains("L’unica unità che doveva rispondere non ha risposto (0,0\u{a0}%)."), "{italian}");
    assert!(italian.contains("| units.csv | non pubblicato |"), "{italian}");
    // The only one that answered is no group beside others.
    let alone = page(&squareland(&["A"], "unit_id,peer\nA,yes\n"), &["--all"]);
    assert!(alone.contains("There is one question, put to the one unit that answered."), "{alone}");
    assert!(
        alone.contains("\nAnswers of the one unit that answered.\n") && !alone.contains("Answers by group"),
        "{alone}"
    );
}

#[test]
fn a_study_without_any_unit_that_should_have_answered_says_so() {
    let workspace = units(&["ineligible", "ineligible"]);
    let english = page(&workspace, &[]);
    assert!(english.contains("\n**No unit that was asked should have answered.**\n"), "{english}");
    let italian = page(&workspace, &["--language", "it"]);
    assert!(italian.contains("\n**Nessuna delle unità interpellate doveva rispondere.**\n"), "{italian}");
    done(workspace.run(["report", ".", "-o", "all"]));
}

#[test]
fn a_section_that_a_study_has_nothing_for_is_no_empty_file() {
    let workspace = Workspace::squareland();
    let run = workspace.run(["report", ".", "--section", "answers", "-o", "answers.md"]);
    assert_eq!(run.exit_code, 2, "{}", run.stderr);
    assert!(run.stderr.starts_with("error: --section answers: this study has nothing for it\nhint: [answers] "));
    assert!(!Path::exists(&workspace.path("answers.md")));
}

#[test]
fn what_is_withheld_is_neither_missing_nor_a_dash_in_a_sentence() {
    let answers = "unit_id,peer\nA,yes\nC,no\nE,yes\nH,yes\n";
    let workspace = squareland(&["A", "C", "E", "H"], answers).replace("study.toml", "\"public\"", "\"anonymous\"");
    let page = page(&workspace, &[]);
    assert!(page.contains("any share of units is known to within 33.3 percentage points."), "{page}");
    assert!(!page.contains("no table of answers"), "{page}");
    assert!(page.contains("\nResidents as the survey counted them, 1 January 2023.\n"), "{page}");
    assert!(!page.contains(": –/5 answered"), "{page}");
    assert!(page.contains("Range by chance: ") && !page.contains("p: two-sided"), "{page}");
}

#[test]
fn a_question_without_words_has_its_name() {
    let question = "\n[answers]\nfile = \"answers.csv\"\n\n[[question]]\nname = \"peer\"\ntext = \" \"\n\n[frame]\n";
    let workspace = Workspace::squareland()
        .replace("study.toml", "[frame]\n", question)
        .write("answers.csv", "unit_id,peer\nA,yes\nC,no\nE,\nH,yes\n");
    let page = page(&workspace, &[]);
    assert!(page.contains("“Peer” was left out most often") && !page.contains("“”"), "{page}");
}

#[test]
fn weights_that_change_no_share_are_not_said_to_change_one() {
    let all = "unit_id,peer\nB,yes\nC,yes\nD,yes\nE,yes\nH,yes\n";
    let page = page(&squareland(&["B", "C", "D", "E", "H"], all), &[]);
    assert!(page.contains("sets of weights were made") && !page.contains("changes by 0.0"), "{page}");
}

#[test]
fn a_file_where_a_folder_is_meant_is_told_from_files_in_it() {
    let workspace =
        Workspace::squareland().write("mine", "mine").folder("other", "report.html").write("other/report.md", "x");
    for (output, force) in [("mine", "--quiet"), ("mine", "--force"), ("mine/report.html", "--quiet")] {
        let run = workspace.run(["report", ".", "-o", output, force]);
        assert!(run.stderr.starts_with("error: mine: is a file, not a folder\n"), "{}", run.stderr);
        assert_eq!((run.exit_code, workspace.read("mine").as_str()), (1, "mine"));
    }
    let run = workspace.run(["report", ".", "-o", "other"]);
    let told = "error: other/report.html: exists and was not written by this program, or was changed since";
    assert!(run.stderr.starts_with(told), "{}", run.stderr);
}
