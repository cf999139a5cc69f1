//! All problems in one go: what is wrong in one file hides nothing in another, and what is alike is summed.

use crate::support::Workspace;

/// What `check` finds, one line a problem.
fn found(workspace: &Workspace) -> Vec<String> {
    let run = workspace.run(["check", ".", "--all"]);
    assert_eq!(run.exit_code, 1, "{}", run.stdout);
    let told = |line: &&str| line.starts_with("  ") && !line.trim_start().starts_with("hint:");
    run.stdout.lines().filter(told).map(|line| line.trim().to_owned()).collect()
}

fn assert_finds(workspace: &Workspace, wanted: &[&str]) {
    let found = found(workspace);
    for text in wanted {
        assert!(found.iter().any(|line| line.contains(text)), "{text:?} is not in {found:#?}");
    }
    assert_eq!(found.len(), wanted.len(), "{found:#?}");
}

#[test]
fn a_word_in_the_frame_hides_no_code_in_the_rules_and_no_answer() {
    let workspace = Workspace::squareland()
        .replace("units.csv", "territorial,0,1000", "territorial,maybe,1000")
        .replace("catchments.csv", "region,E2", "region,E9")
        .replace("population.csv", "E2-4,400", "E2-4,many")
        .replace(
            "study.toml",
            "[frame]",
            "[[question]]\nname = \"q\"\noptions = [\"a\", \"b\"]\n\n[answers]\nfile = \"answers.csv\"\n\n[frame]",
        )
        .write("answers.csv", "unit_id,q\nA,a\nB,c\n");
    assert_finds(
        &workspace,
        &["expected a response", "the question does not list \"c\"", "\"E9\"", "expected a count of residents"],
    );
}

#[test]
fn an_error_in_the_areas_hides_no_error_in_the_rules() {
    for (from, to, told) in [
        ("municipality,E2-4,", "municipalty,E2-4,", "expected one of the levels"),
        ("Square E2-4,E2", "Square E2-4,E7", "the parent \"E7\" is not an area"),
    ] {
        let workspace = Workspace::squareland()
            .replace("areas.csv", from, to)
            .replace("catchments.csv", "region,W1", "region,W9")
            .replace("units.csv", "territorial,0,1000", "territorial,maybe,1000");
        let found = found(&workspace);
        for text in [told, "\"W9\"", "expected a response"] {
            assert!(found.iter().any(|line| line.contains(text)), "{text:?} is not in {found:#?}");
        }
    }
}

#[test]
fn what_only_follows_is_not_told() {
    // The identifier of B is lost, and so are its rules; the code of E2-4 is lost, and so are its residents.
    let unit = Workspace::squareland().replace("units.csv", "B,Unit B", "A,Unit B");
    assert_finds(&unit, &["the unit \"A\" stands on line 2 already"]);
    // More units than are lost are unknown.
    let rules = unit.read("catchments.csv") + "Z,region,E2,0.5,\n";
    let both = unit.write("catchments.csv", rules);
    assert_finds(&both, &["the unit \"A\" stands on line 2 already", "no unit \"B\"", "no unit \"Z\""]);
    let area = Workspace::squareland().replace("areas.csv", "municipality,E2-4,", "municipality,E2-3,");
    assert_finds(&area, &["the municipality \"E2-3\" stands on line"]);
}

#[test]
fn an_unknown_region_hides_no_missing_one() {
    let scheme = "[[scheme]]\nname = \"mine\"\nareas = { A = [\"W1\", \"X1\"], B = [\"E1\"] }\n\n[frame]";
    let workspace = Workspace::squareland().replace("study.toml", "[frame]", scheme);
    let found = found(&workspace);
    for text in ["no region \"X1\"", "the region \"W2\" is in no area", "the region \"E2\" is in no area"] {
        assert!(found.iter().any(|line| line.contains(text)), "{text:?} is not in {found:#?}");
    }
}

#[test]
fn tables_that_are_not_there_hide_nothing_of_the_others() {
    let workspace = Workspace::squareland().remove("units.csv").replace("catchments.csv", "region,W1", "region,W9");
    let told = found(&workspace);
    assert!(told.iter().any(|line| line.contains("units.csv")), "{told:#?}");
    assert!(told.iter().any(|line| line.contains("\"W9\"")), "{told:#?}");
    assert!(!told.iter().any(|line| line.contains("has no unit")), "{told:#?}");
    let workspace = Workspace::squareland().remove("areas.csv").replace(
        "units.csv",
        "territorial,0,1000",
        "territorial,maybe,1000",
    );
    let told = found(&workspace);
    assert!(told.iter().any(|line| line.contains("expected a response")), "{told:#?}");
}

#[test]
fn a_wrong_key_is_told_before_any_work() {
    let workspace = Workspace::squareland()
        .replace("study.toml", "[frame]", "[frame]\nfiles = 3")
        .replace("study.toml", "[population]", "[population]\nperiods = \"2023\"")
        .replace("units.csv", "territorial,0,1000", "territorial,maybe,1000")
        .remove("areas.csv");
    let run = workspace.run(["run", ".", "-o", "out"]);
    assert_eq!(run.exit_code, 1);
    assert!(run.stderr.contains("frame.files") && run.stderr.contains("population.periods"), "{}", run.stderr);
    assert!(!run.stderr.contains("areas.csv") && !run.stderr.contains("units.csv"), "{}", run.stderr);
    // The list of everything goes on.
    let told = found(&workspace);
    for text in ["frame.files", "population.periods", "areas.csv", "expected a response"] {
        assert!(told.iter().any(|line| line.contains(text)), "{text:?} is not in {told:#?}");
    }
}

#[test]
fn what_is_alike_is_summed_unless_all_is_asked_for() {
    let rows: Vec<String> = (0..5_000).map(|n| format!("U{n},{}\n", if n < 4_900 { "forse" } else { "1" })).collect();
    let rows = rows.concat();
    let workspace = Workspace::empty()
        .write("study.toml", "[frame]\nfile = \"units.csv\"\n")
        .write("units.csv", format!("unit_id,responded\n{rows}"));
    let run = workspace.run(["run", ".", "-o", "out"]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.lines().count() <= 6, "{}", run.stderr);
    assert!(run.stderr.contains("error: and 4,897 more like this, first at units.csv:5\n"), "{}", run.stderr);
    let run = workspace.run(["run", ".", "-o", "out", "--all"]);
    assert_eq!(run.stderr.lines().filter(|line| line.starts_with("error:")).count(), 4_900);
    let run = workspace.run(["check", "."]);
    assert!(run.stdout.lines().count() < 20, "{}", run.stdout);
}

#[test]
fn responded_and_status_do_not_contradict() {
    let study = "[frame]\nfile = \"units.csv\"\n";
    let units = "unit_id,responded,status\nA,1,partial\nB,0,refused\nC,0,ineligible\nD,1,\nE,,respondent\nF,0,no\n";
    let workspace = Workspace::empty().write("study.toml", study).write("units.csv", units);
    let run = workspace.run(["run", ".", "-o", "out"]);
    assert_eq!((run.exit_code, run.stderr.contains("blank")), (0, false), "{}", run.stderr);
    let response = workspace.read("out/response.csv");
    // respondent, partial, refused, nonrespondent, ineligible, unknown
    assert!(response.lines().any(|line| line.starts_with("total,") && line.contains(",2,1,1,1,1,0,")), "{response}");
    for (row, told) in [
        ("A,1,refused", "\"refused\" contradicts \"1\" in the column responded"),
        ("A,no,respondent", "\"respondent\" contradicts \"no\" in the column responded"),
    ] {
        let workspace = Workspace::empty()
            .write("study.toml", study)
            .write("units.csv", format!("unit_id,responded,status\nB,1,\n{row}\n"));
        let run = workspace.run(["run", ".", "-o", "out"]);
        assert_eq!(run.exit_code, 1);
        assert!(run.stderr.contains("units.csv:3: column status") && run.stderr.contains(told), "{}", run.stderr);
    }
    // A column of that title that is about something else is left alone, and said.
    let workspace = Workspace::empty()
        .write("study.toml", study)
        .write("units.csv", "unit_id,responded,status\nA,1,open\nB,0,closed\n");
    let run = workspace.run(["run", ".", "-o", "out"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("column status: no word of this column is a response"), "{}", run.stderr);
}

#[test]
fn blank_answers_have_their_place() {
    let units = "unit_id,responded\nA,1\nB,\nC,0\nD,\nE,1\n";
    let workspace = Workspace::empty().write("study.toml", "[frame]\nfile = \"units.csv\"\n").write("units.csv", units);
    let run = workspace.run(["run", ".", "-o", "out"]);
    let told =
        "units.csv:3: column responded: 2 of 5 units are blank and counted as not having answered: lines 3 and 5";
    assert!(run.stderr.contains(told), "{}", run.stderr);
}

#[test]
fn bounds_that_do_not_ascend_are_wrong_usage() {
    let table = "region_code,v\n01,1\n02,2\n03,3\n";
    for breaks in ["5,3,9", "1,1,2", "3,2"] {
        let run = Workspace::empty()
            .write("t.csv", table)
            .run(["map", "regions", "--data", "t.csv", "--value", "v", "--breaks", breaks, "-o", "x.svg"]);
        assert_eq!(run.exit_code, 2, "{}", run.stderr);
        assert!(run.stderr.contains("the bounds ascend"), "{}", run.stderr);
    }
}

/// The bounds that a legend prints, from the highest down, and the largest and smallest value.
fn legend_ends(values: &[f64], extra: &[&str]) -> (Vec<f64>, f64, f64) {
    let rows: Vec<String> = values.iter().enumerate().map(|(n, value)| format!("{:02},{value}\n", n + 1)).collect();
    let rows = rows.concat();
    let workspace = Workspace::empty().write("t.csv", format!("region_code,v\n{rows}"));
    let mut flags = vec!["map", "regions", "--data", "t.csv", "--value", "v", "-o", "x.svg"];
    flags.extend(extra);
    let run = workspace.run(flags);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let svg = workspace.read("x.svg");
    // Bounds begin at the boxes; counts and shares end at their column.
    let texts = svg.split("<text").skip(1).filter(|text| !text.contains("text-anchor"));
    let texts = texts.filter_map(|text| text.split_once('>')?.1.split_once('<').map(|(text, _)| text));
    let numbers = texts.filter_map(|text| text.replace('\u{2212}', "-").replace(['\u{202f}', ','], "").parse().ok());
    let fold = |start: f64, pick: fn(f64, f64) -> f64| values.iter().copied().fold(start, pick);
    (numbers.collect(), fold(f64::INFINITY, f64::min), fold(f64::NEG_INFINITY, f64::max))
}

#[test]
fn the_printed_ends_hold_all_values() {
    let spread = |low: f64, step: f64| (0..20).map(|n| low + step * f64::from(n)).collect::<Vec<f64>>();
    let mut largest = spread(5.4, 1.9);
    largest[19] = 43.3;
    for values in [largest, spread(0.000_101, 0.000_001), spread(1_000_000.01, 0.01), spread(-50.55, 5.5)] {
        for classes in ["quantile", "equal", "natural"] {
            let (bounds, least, most) = legend_ends(&values, &["--classes", classes, "-k", "5"]);
            let low = bounds.iter().copied().fold(f64::INFINITY, f64::min);
            let high = bounds.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let noise = 1e-12 * most.abs();
            assert!(low <= least + noise && high >= most - noise, "{classes} {bounds:?} {least} {most}");
            // Five classes have six bounds; classes of equal width on both sides of 0 are as many below as above.
            let parted = usize::from(least < 0.0 && most > 0.0 && classes == "equal");
            assert_eq!(bounds.len(), 6 + parted, "{classes} {bounds:?}");
        }
    }
}

#[test]
fn keys_that_say_nothing_that_can_be_are_refused() {
    let study = "[frame]\nfile = \"units.csv\"\ncharacteristics = [\"ward\"]\n[answers]\nfile = \"answers.csv\"\n";
    let told = |more: &str| {
        let run = Workspace::empty()
            .write("study.toml", format!("{study}{more}"))
            .write("units.csv", "unit_id,responded,ward\nA,1,open\nB,1,closed\nC,0,open\n")
            .write("answers.csv", "unit_id,q\nA,5\nB,50\n")
            .run(["run", ".", "-o", "out"]);
        assert_eq!(run.exit_code, 1, "{more}");
        run.stderr
    };
    let question = "[[question]]\nname = \"q\"\n";
    for (more, expected) in [
        (format!("{question}claim = 1.5\n"), "question.claim: expected a share from 0 to 1, found 1.5"),
        (format!("{question}minimum = 1\n"), "only a question of numbers has a minimum and a maximum"),
        ("[weights]\ncollapse = [[\"open\"]]\n".to_owned(), "\"open\" stands alone, so it is joined with nothing"),
    ] {
        let stderr = told(&more);
        assert!(stderr.contains(expected), "{stderr}");
    }
    // Limits that contradict each other judge no answer.
    let stderr = told(&format!("{question}kind = \"number\"\nminimum = 10\nmaximum = 7\n"));
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
}

#[test]
fn a_word_that_differs_by_its_accent_alone_is_said_to() {
    let study = "[frame]\nfile = \"units.csv\"\n[answers]\nfile = \"answers.csv\"\n";
    let question = "[[question]]\nname = \"q\"\noptions = { yes = [\"si\"], no = [\"no\", \"No\"] }\n";
    let run = Workspace::empty()
        .write("study.toml", format!("{study}{question}"))
        .write("units.csv", "unit_id,responded\nA,1\nB,1\n")
        .write("answers.csv", "unit_id,q\nA,Sì\nB,A10\n")
        .run(["run", ".", "-o", "out"]);
    let told = |text: &str| assert!(run.stderr.contains(text), "{}", run.stderr);
    told("does not list \"Sì\"");
    told("\"si\" differs by its accent alone");
    told("does not list \"A10\"");
    told("the words are si, no;");
}

#[test]
fn weights_that_fail_for_one_reason_are_said_once() {
    let run = Workspace::squareland()
        .replace("units.csv", "W1,territorial,1,", "W1,territorial,0,")
        .run(["run", ".", "-o", "out"]);
    let n_warnings = run.stderr.lines().filter(|line| line.starts_with("warning: weights:")).count();
    assert_eq!(n_warnings, 1, "{}", run.stderr);
}

#[test]
fn usual_words_for_missing_that_a_list_leaves_out_are_said_to_count() {
    let study = "[frame]\nfile = \"units.csv\"\n[answers]\nfile = \"answers.csv\"\n";
    let workspace = |missing: &str| {
        Workspace::empty()
            .write("study.toml", format!("{study}{missing}"))
            .write("units.csv", "unit_id,responded\nA,1\nB,1\nC,1\nD,1\n")
            .write("answers.csv", "unit_id,kind,age\nA,NA,34\nB,a,99\nC,b,40\nD,NA,38\n")
    };
    let told = |missing: &str| workspace(missing).run(["run", ".", "-o", "out"]).stderr;
    let stderr = told("missing = [\"99\"]\n");
    assert!(stderr.contains("column kind: 2 of 4 answers usually mean that nothing is known"), "{stderr}");
    assert!(stderr.contains("missing = [\"99\", \"NA\"]"), "{stderr}");
    for all_said in ["missing = [\"99\", \"NA\"]\n", "missing = []\n"] {
        assert!(!told(all_said).contains("usually mean"), "{all_said}");
    }
}

#[test]
fn a_title_over_several_columns_is_no_column_of_its_own() {
    let header = "unit_id,responded,population,\n,,Totale,18+\n";
    let run = Workspace::empty()
        .write("study.toml", "[frame]\nfile = \"units.csv\"\n")
        .write("units.csv", format!("{header}A,1,1000,800\nB,0,2000,1500\n"))
        .run(["run", ".", "-o", "out"]);
    assert_eq!(run.exit_code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("2 columns have the title \"population\" among theirs"), "{}", run.stderr);
    assert!(run.stderr.contains("columns = { population = \"population Totale\" }"), "{}", run.stderr);
}
