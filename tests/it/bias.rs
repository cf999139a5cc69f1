//! `bacino bias` on small frames: models as stated, weights as asked for, and frames on which nothing can be computed.

use std::fmt::Write as _;

use crate::support::{Run, Workspace};

const STUDY: &str =
    "title = \"Libraries\"\n[frame]\nfile = \"units.csv\"\ncharacteristics = [\"area\", \"ward\", \"beds\"]\n";

/// A frame of units: area, ward, beds, answered.
fn frame(units: &[(&str, &str, &str, &str)]) -> Workspace {
    let mut table = "unit_id,area,ward,beds,responded\n".to_owned();
    for (position, (area, ward, beds, answered)) in units.iter().enumerate() {
        let _ = writeln!(table, "U{position:03},{area},{ward},{beds},{answered}");
    }
    Workspace::empty().write("study.toml", STUDY).write("units.csv", table)
}

/// Forty units of two areas and two wards, most of which answered.
fn forty(answers: impl Fn(usize) -> bool) -> Workspace {
    let beds: Vec<String> = (0..40).map(|unit| (10 + 7 * unit % 31).to_string()).collect();
    let units: Vec<(&str, &str, &str, &str)> = (0..40)
        .map(|unit| {
            let area = if unit % 2 == 0 { "north" } else { "south" };
            let ward = if unit % 5 < 3 { "open" } else { "closed" };
            (area, ward, beds[unit].as_str(), if answers(unit) { "1" } else { "0" })
        })
        .collect();
    frame(&units)
}

fn usual() -> Workspace {
    forty(|unit| unit % 3 != 0)
}

fn csv(workspace: &Workspace, more: &[&str]) -> Run {
    let run = workspace.run(
        ["bias", "study.toml", "--format", "csv", "--permutations", "200"].into_iter().chain(more.iter().copied()),
    );
    for word in ["NaN", "nan", "inf"] {
        assert!(!run.stdout.split([',', '\n']).any(|cell| cell == word), "{word}: {}", run.stdout);
    }
    run
}

/// The cells of the first row that starts so, by column title.
fn row(run: &Run, start: &str) -> std::collections::BTreeMap<String, String> {
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let titles = reader.headers().unwrap().clone();
    let found = reader.records().map(Result::unwrap).find(|record| {
        let line = record.iter().collect::<Vec<_>>().join(",");
        line.starts_with(start)
    });
    let found = found.unwrap_or_else(|| panic!("no row {start} in {}{}", run.stdout, run.stderr));
    titles.iter().zip(&found).map(|(title, cell)| (title.to_owned(), cell.to_owned())).collect()
}

fn refused(workspace: &Workspace, model: &str) -> String {
    let run = workspace.run(["bias", "study.toml", "--model", model]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (2, ""), "{model}");
    run.stderr
}

#[test]
fn a_model_as_stated_has_the_columns_of_its_terms() {
    let run = csv(&usual(), &["--model", "ref(area, south) + cut(beds, quantiles = 3) + ward:beds"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let columns: Vec<&str> = run.stdout.lines().filter(|line| line.starts_with("coefficient,")).collect();
    assert_eq!(columns.len(), 6, "{columns:?}");
    assert!(columns[1].contains("\"ref(area, south)=north\""), "{columns:?}");
    assert!(columns[4].contains("ward=closed:beds") && columns[5].contains("ward=open:beds"), "{columns:?}");
}

#[test]
fn a_slip_in_a_model_is_wrong_usage_with_a_suggestion() {
    let workspace = usual();
    assert_eq!(
        refused(&workspace, "aera + ward"),
        "error: --model: the study has no variable \"aera\"\nhint: did you mean \"area\"?\n"
    );
    assert!(refused(&workspace, "area + area").starts_with("error: --model: the term area stands twice"));
    assert!(refused(&workspace, " ").starts_with("error: --model: expected at least one term, found none"));
    assert!(refused(&workspace, "area + ").starts_with("error: --model: expected a variable on both sides"));
    assert!(
        refused(&workspace, "cut(area, 3)").starts_with("error: --model: cut(area, 3): the variable is a category")
    );
    assert_eq!(
        refused(&workspace, "ref(area, nroth)"),
        "error: --model: ref(area, nroth): no unit has the level \"nroth\"\nhint: did you mean \"north\"?\n"
    );
}

#[test]
fn r_its_adjustment_and_its_null_stand_together() {
    let run = csv(&usual(), &["--seed", "7"]);
    for name in ["r,", "r_adjusted,", "cv,", "imbalance,"] {
        let row = row(&run, name);
        for column in ["null_low", "null_high", "null_percentile", "p_value"] {
            assert!(row[column].parse::<f64>().is_ok(), "{name} {column}: {row:?}");
        }
        // Estimation alone explains all variation here, so what is adjusted for it has a limit and no estimate.
        let value = if ["r_adjusted,", "cv,"].contains(&name) { ["", "no estimate"] } else { ["0.", ""] };
        assert!(row["estimate"].starts_with(value[0]) && row["note"].contains(value[1]), "{name} {row:?}");
        assert!(row["method"].contains("200 permutations") && row["note"].contains("Monte Carlo error"), "{row:?}");
    }
    assert_eq!(run.stdout, csv(&usual(), &["--seed", "7"]).stdout, "the same seed gives the same bytes");
    assert_ne!(run.stdout, csv(&usual(), &["--seed", "8"]).stdout);
}

#[test]
fn where_nobody_or_everybody_answered_every_measure_says_so() {
    for (answers, reason) in [(false, "nobody answered"), (true, "everybody answered")] {
        let run = csv(&forty(|_| answers), &[]);
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        for name in ["r,", "r_adjusted,", "cv,", "maximal_bias,", "imbalance,", "distance,"] {
            let row = row(&run, name);
            assert_eq!((row["estimate"].as_str(), row["note"].as_str()), ("", reason), "{name}");
        }
        let weights = row(&run, "design_effect,weight_poststratified");
        assert_eq!(weights["estimate"], if answers { "1" } else { "" }, "{weights:?}");
    }
}

#[test]
fn one_unit_and_one_category_have_nothing_to_compare() {
    let one = csv(&frame(&[("north", "open", "10", "1")]), &["--model", "area"]);
    assert_eq!(row(&one, "r,")["note"], "everybody answered");
    let units: Vec<_> = (0..10).map(|unit| ("north", "open", "10", if unit < 6 { "1" } else { "0" })).collect();
    let constant = csv(&frame(&units), &["--model", "area + beds + cut(beds, 3)"]);
    let r = row(&constant, "r_adjusted,");
    assert_eq!((r["estimate"].as_str(), r["standard_error"].as_str()), ("1", ""), "{r:?}");
    assert!(
        r["note"].contains("all propensities are equal") && r["note"].contains("left out as depending on others: beds")
    );
    assert_eq!(row(&csv(&frame(&units), &[]), "r,")["note"], "no variable is known for the units");
}

#[test]
fn zero_residents_are_a_number_and_leave_no_hole() {
    let mut table = "unit_id,kind,population,responded\n".to_owned();
    for unit in 0..12 {
        let _ = writeln!(table, "U{unit:02},territorial,0,{}", u8::from(unit % 3 == 0));
    }
    let study = "[frame]\nfile = \"units.csv\"\n[weights]\ncalibrate = [\"population\"]\n";
    let workspace = Workspace::empty().write("study.toml", study).write("units.csv", table);
    let run = csv(&workspace, &["--model", "population"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(row(&run, "r,")["note"].contains("left out as depending on others: population"));
    assert_eq!(row(&run, "weight_minimum,weight_calibrated")["estimate"], "3");
    let message = refused(&workspace, "log(population)");
    assert!(message.starts_with("error: --model: log(population): a value is 0 or less"), "{message}");
}

#[test]
fn separation_is_named_and_answered_by_firth() {
    let separated = forty(|unit| unit % 2 == 0 && unit % 3 != 0);
    let run = csv(&separated, &["--model", "area"]);
    let r = row(&run, "r_adjusted,");
    assert!(r["method"].starts_with("logistic, Firth's penalty"), "{r:?}");
    assert!(r["note"].contains("separation: area=south (0 of 20 answered)"), "{r:?}");
    let perfect = csv(&forty(|unit| unit % 2 == 0), &["--model", "area"]);
    assert!(row(&perfect, "r,")["note"].contains("area=north (20 of 20 answered), area=south (0 of 20 answered)"));
    assert!(row(&perfect, "r,")["estimate"].parse::<f64>().unwrap() < 0.1);
}

#[test]
fn collinear_columns_are_dropped_and_named() {
    let run = csv(&usual(), &["--model", "area + beds + category(beds)"]);
    assert!(row(&run, "r,")["note"].contains("left out as depending on others: category(beds)="));
    let dropped = run.stdout.lines().filter(|line| line.contains("depends on the columns before it")).count();
    assert_eq!(dropped, 1);
}

#[test]
fn an_unknown_category_is_a_level_and_an_unknown_number_leaves_the_unit_out() {
    let mut units: Vec<_> = (0..20)
        .map(|unit| (if unit % 2 == 0 { "a" } else { "b" }, "open", "5", if unit % 3 == 0 { "1" } else { "0" }))
        .collect();
    units[0].0 = "";
    units[1].2 = "";
    units[2].2 = "6";
    let run = csv(&frame(&units), &["--model", "area + beds"]);
    assert_eq!(row(&run, "partial_unconditional,area,(not known)")["n"], "1");
    let r = row(&run, "r,");
    assert_eq!(r["n"], "19");
    assert!(r["note"].contains("1 unit left out: a number is not known"), "{r:?}");
}

#[test]
fn an_empty_stratum_leaves_no_set_of_weights_is_named_once_and_may_be_joined() {
    let empty = forty(|unit| unit % 5 < 3 && unit % 7 != 0);
    let plan = "[weights]\npoststratify = \"ward\"\nrake = [\"area\", \"ward\"]\ncalibrate = [\"area\", \"beds\"]\n";
    let study = |more: &str| format!("{STUDY}{plan}{more}");
    let empty = empty.write("study.toml", study(""));
    let run = csv(&empty, &[]);
    assert_eq!(run.exit_code, 0);
    let row_of = row(&run, "design_effect,weight_poststratified");
    assert_eq!((row_of["estimate"].as_str(), row_of["note"].as_str()), ("", "no unit answered in ward: closed (0/16)"));
    // Sets that do not use the ward have as little to say of it.
    for set in ["weight_raked", "weight_calibrated", "weight_inverse_propensity", "weight_entropy", "weight_classes"] {
        let row_of = row(&run, &format!("design_effect,{set}"));
        assert_eq!(
            (row_of["estimate"].as_str(), row_of["note"].as_str()),
            ("", "no unit answered in ward: closed (0/16)")
        );
    }
    let warning = "weights: none of the sets is computed: no unit answered in ward: closed (0/16)\nhint: join it with a neighbour: [weights] collapse = [[\"closed\", \"…\"]]";
    assert!(run.stderr.contains(warning), "{}", run.stderr);
    assert_eq!(run.stderr.matches("no unit answered").count(), 1, "{}", run.stderr);
    let output = empty.run(["run", "study.toml", "-o", "out", "--quiet"]);
    assert_eq!(output.exit_code, 0, "{}", output.stderr);
    let units = empty.read("out/internal/units.csv");
    let header = units.lines().next().unwrap();
    assert!(
        header.ends_with(
            "propensity,weight_poststratified,weight_raked,weight_calibrated,weight_inverse_propensity,weight_entropy,weight_classes"
        ),
        "{header}"
    );
    assert!(!empty.read("out/findings.json").contains("NaN"));
    let joined = empty.write("study.toml", study("collapse = [[\"open\", \"closed\"]]\n"));
    let row_of = row(&csv(&joined, &[]), "design_effect,weight_poststratified");
    assert_eq!(row_of["method"], "post-stratified by ward; joined: open + closed");
    assert_eq!(row_of["estimate"], "1");
}

#[test]
fn the_section_of_weights_is_checked_with_place_and_hint() {
    let wrong = usual().write(
        "study.toml",
        format!("{STUDY}[weights]\npoststratify = \"wrad\"\ndistance = \"exponential\"\nbounds = [0.5, 2]\ncollapse = [[\"norht\", \"South\"]]\ntrim = 0.5\n"),
    );
    let run = wrong.run(["bias", "study.toml"]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (1, ""));
    insta::assert_snapshot!(run.stderr, @r#"
    error: study.toml:6: weights: the study has no variable "wrad"
    hint: did you mean "ward"?
    error: study.toml:8: weights.bounds: the exponential distance has no bounds: take "logit" or "linear"
    error: study.toml:9: weights.collapse: no area or category is called "norht"
    hint: did you mean "North"?
    error: study.toml:10: weights.trim: expected a number above 1, so many times the median weight
    "#);
}

#[test]
fn design_weights_make_the_frame_a_sample() {
    let workspace = usual();
    let mut table = "unit_id,weight\n".to_owned();
    for unit in 0..40 {
        let _ = writeln!(table, "U{unit:03},{}", if unit % 2 == 0 { 3.0 } else { 1.5 });
    }
    let workspace = workspace.write("weights.csv", &table);
    let run = csv(&workspace, &["--weights", "weights.csv", "--model", "area + ward"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let r = row(&run, "r_adjusted,");
    assert!(r["method"].starts_with("logistic, maximum likelihood, design weights"), "{r:?}");
    // Areas answer alike to the last unit, so their indicator has no error; wards do not.
    assert_eq!(row(&run, "partial_unconditional,area,")["standard_error"], "");
    for start in ["partial_unconditional,ward,,", "partial_unconditional,ward,open,", "partial_conditional,ward,open,"]
    {
        let error: f64 = row(&run, start)["standard_error"].parse().unwrap();
        assert!((0.001..0.5).contains(&error), "{start} {error}");
    }
    let broken = workspace.write("weights.csv", table.replace("U003,1.5", "U003,0").replace("U004", "U999"));
    let run = broken.run(["bias", "study.toml", "--weights", "weights.csv"]);
    assert_eq!(run.exit_code, 1);
    insta::assert_snapshot!(run.stderr, @r#"
    error: weights.csv:5: column weight: expected a number above 0, found "0"
    error: weights.csv:6: column unit_id: the frame has no unit "U999"
    "#);
}

/// Without residents the frame's first category is all that the usual weights use; a second one is asked for.
#[test]
fn weights_that_are_the_same_are_shown_once() {
    let mut answers = "unit_id,visits\n".to_owned();
    for unit in (0..40).filter(|unit| unit % 3 != 0) {
        let _ = writeln!(answers, "U{unit:03},{}", unit % 7 + 3 * usize::from(unit % 5 < 3));
    }
    let study = STUDY.replace("[frame]", "[answers]\nfile = \"answers.csv\"\n[frame]");
    let study = format!("{study}[weights]\ncalibrate = [\"area\", \"ward\"]\n");
    let workspace = usual().write("answers.csv", answers).write("study.toml", study);
    let run = csv(&workspace, &["--model", "area"]);
    for set in ["weight_raked", "weight_inverse_propensity"] {
        let effect = row(&run, &format!("design_effect,{set}"));
        assert_eq!(effect["note"], "the same weights as weight_poststratified");
        assert!(!effect["estimate"].is_empty() && !run.stdout.contains(&format!("\neffective_n,{set}")));
    }
    let text = workspace.run(["bias", ".", "--model", "area", "--permutations", "99", "--all"]).stdout;
    assert!(text.contains("answer  unweighted  95 % interval  post-stratified  calibrated"), "{text}");
    assert!(text.contains("- raked: as post-stratified\n- propensity: as post-stratified\n"), "{text}");
    assert!(
        text.contains("The weights of weight_raked (raked to area) are the same as weight_poststratified."),
        "{text}"
    );
    assert_eq!(workspace.run(["run", ".", "-o", "results"]).exit_code, 0);
    let units = workspace.read("results/internal/units.csv");
    let columns = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<String>>();
    let header = columns(units.lines().next().unwrap());
    let at = |title: &str| header.iter().position(|own| own == title).unwrap();
    let (one, other) = (at("weight_poststratified"), at("weight_raked"));
    assert!(units.lines().skip(1).map(columns).all(|row| row[one] == row[other]), "{units}");
    let outcomes = workspace.read("results/outcomes.csv");
    let raked = outcomes.lines().find(|line| line.contains(",mean,all,raked,")).unwrap();
    assert!(raked.contains(",,,,") && raked.ends_with("the same weights as weight_poststratified"), "{raked}");
}

/// The largest unit answered among many small ones: linear calibration to residents turns a weight negative.
#[test]
fn negative_weights_are_warned_of_and_bounds_keep_them_positive() {
    let mut table = "unit_id,population,responded\n".to_owned();
    for unit in 0..100 {
        let (residents, answered) = match unit {
            0..10 => (10 + unit, 1),
            10..14 => (100, 1),
            14 => (400, 1),
            _ => (12, 0),
        };
        let _ = writeln!(table, "U{unit:02},{residents},{answered}");
    }
    let study = "[frame]\nfile = \"units.csv\"\n[weights]\ncalibrate = [\"population\"]\n";
    let workspace = Workspace::empty().write("study.toml", study).write("units.csv", &table);
    let run = csv(&workspace, &[]);
    let smallest = row(&run, "weight_minimum,weight_calibrated");
    assert!(smallest["estimate"].starts_with('-'), "{smallest:?}");
    assert!(
        smallest["note"].starts_with("1 respondent has a weight below 0: bounds or another distance"),
        "{smallest:?}"
    );
    assert!(
        run.stderr.contains(
            "weights: weight_calibrated (calibrated to population (linear)): 1 weight is below 0, the smallest −"
        ),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("hint: keep them positive: [weights] bounds = [0.3, 3.0], or distance = \"exponential\""),
        "{}",
        run.stderr
    );
    let text = workspace.run(["bias", ".", "--permutations", "99", "--quiet", "--all"]).stdout;
    assert!(!text.contains("stands for at least −"), "{text}");
    let bounded = workspace.write("study.toml", format!("{study}distance = \"exponential\"\n"));
    let run = csv(&bounded, &[]);
    assert!(!row(&run, "weight_minimum,weight_calibrated")["estimate"].starts_with('-'));
    assert!(!run.stderr.contains("below 0"), "{}", run.stderr);
}

/// Areas of the first declared scheme by thirds of size where every cell has two respondents, else areas alone.
#[test]
fn the_usual_weights_use_areas_and_size() {
    let write = |answers: &dyn Fn(usize) -> bool| {
        let mut table = "unit_id,region_code,population,responded\n".to_owned();
        for unit in 0..36 {
            let region = ["01", "15"][unit % 2];
            let _ = writeln!(table, "U{unit:02},{region},{},{}", 100 + 10 * unit, u8::from(answers(unit)));
        }
        let scheme = "[[scheme]]\nname = \"halves\"\nareas = { North = [\"01\", \"02\", \"03\", \"04\", \"05\", \"06\", \"07\", \"08\"], Rest = [\"09\", \"10\", \"11\", \"12\", \"13\", \"14\", \"15\", \"16\", \"17\", \"18\", \"19\", \"20\"] }\n";
        Workspace::empty()
            .write("study.toml", format!("[frame]\nfile = \"units.csv\"\n{scheme}"))
            .write("units.csv", table)
    };
    let method = |run: &Run, set: &str| row(run, &format!("design_effect,{set}"))["method"].clone();
    let run = csv(&write(&|unit| unit % 3 != 0), &[]);
    assert_eq!(method(&run, "weight_poststratified"), "post-stratified by macro_area:size_class");
    assert_eq!(method(&run, "weight_raked"), "raked to macro_area, size_class");
    assert_eq!(method(&run, "weight_calibrated"), "calibrated to macro_area, population (linear)");
    // Of the twelve smallest, in the north one answered.
    let run = csv(&write(&|unit| unit % 3 != 0 && (unit > 11 || unit % 2 == 1 || unit == 2)), &[]);
    assert_eq!(method(&run, "weight_poststratified"), "post-stratified by macro_area");
    assert_eq!(method(&run, "weight_raked"), "raked to macro_area, size_class");
}

/// Weights of estimated propensities take away what the model explains of an answer, as calibration to the same columns does.
#[test]
fn inverse_propensities_are_about_as_exact_as_calibration() {
    let mut answers = "unit_id,visits\n".to_owned();
    for unit in (0..40).filter(|unit| unit % 3 != 0) {
        let _ = writeln!(answers, "U{unit:03},{}", unit % 7 + 3 * usize::from(unit % 5 < 3));
    }
    // The usual model has both categories; so has calibration here.
    let study = STUDY.replace("[frame]", "[answers]\nfile = \"answers.csv\"\n[frame]");
    let study = format!("{study}[weights]\ncalibrate = [\"area\", \"ward\"]\n");
    let workspace = usual().write("answers.csv", answers).write("study.toml", study);
    assert_eq!(workspace.run(["run", ".", "-o", "results"]).exit_code, 0);
    let outcomes = workspace.read("results/outcomes.csv");
    let row = |weights: &str| -> Vec<String> {
        let mut reader = csv::Reader::from_reader(outcomes.as_bytes());
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<String>>());
        rows.into_iter().find(|row| row[4] == "mean" && row[6] == weights).unwrap_or_else(|| panic!("{outcomes}"))
    };
    let (calibrated, inverse) = (row("calibrated"), row("inverse_propensity"));
    let error = |row: &[String]| row[12].parse::<f64>().unwrap();
    assert!((error(&inverse) / error(&calibrated) - 1.0).abs() < 0.05, "{inverse:?} {calibrated:?}");
    assert!(inverse.iter().any(|cell| cell.contains("; linearised, propensities estimated; ")), "{inverse:?}");
    assert!(inverse.last().unwrap().starts_with("with weights taken as fixed the standard error would be "));
}

#[test]
fn the_reference_study_is_told_in_both_languages() {
    let workspace = Workspace::empty();
    let text = workspace.run(["bias", "--permutations", "300", "--quiet"]);
    assert_eq!(text.exit_code, 0, "{}", text.stderr);
    for part in
        ["61 of 135 units answered (45.2", "What a sharp reviewer asks", "12. Which items", "Molise (0/2, region)"]
    {
        assert!(text.stdout.contains(part), "{part}");
    }
    let markdown = workspace.run(["bias", "--permutations", "300", "--quiet", "--format", "md", "--all"]);
    assert!(markdown.stdout.contains("## Representativeness\n\n| measure | variable |"), "{}", markdown.stdout);
    // Its tables are those of the report.
    for part in ["## Tables of the report\n", "\n| North | 37/64 (57.8) | 36/63 (57.1) |\n", "## What do weights cost?"]
    {
        assert!(markdown.stdout.contains(part), "{part}: {}", markdown.stdout);
    }
    let json = workspace.run(["bias", "--permutations", "300", "--quiet", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["reviewer"].as_array().unwrap().len(), 12);
    assert!(json["bias"].as_array().unwrap().iter().all(|row| !row["sentence"].as_str().unwrap().is_empty()));
    let italian = workspace.run(["init", "studio", "--from", "reference", "--quiet"]);
    assert_eq!(italian.exit_code, 0);
    let italian = workspace.replace("studio/study.toml", "language = \"en\"", "language = \"it\"").run([
        "bias",
        "studio",
        "--permutations",
        "300",
        "--quiet",
        "--all",
    ]);
    for part in
        ["Hanno risposto 61 unità su 135", "Rappresentatività", "Che cosa chiede un revisore attento", "piccola"]
    {
        assert!(italian.stdout.contains(part), "{part}: {}", italian.stdout);
    }
}
