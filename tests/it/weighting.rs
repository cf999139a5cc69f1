//! Weights, balance and response classes against Python (statsmodels, scipy, pandas, the package balance). The script, versions and results
//! stand in `tests/oracle/weighting`.

use std::fmt::Write as _;

use bacino::analysis::algebra::logistic::Estimator;
use bacino::analysis::propensity::estimated::logistic_propensities;
use bacino::analysis::propensity::standard_error::EstimatedPropensities;
use bacino::analysis::statistic::estimate::WeightedRespondents;
use bacino::analysis::weight::adjust::{Units, inverse_propensity, kish};
use bacino::analysis::weight::classes::response_classes;
use bacino::analysis::weight::entropy::entropy_balance;

use crate::oracle::{Frame, assert_near, value_at};
use crate::support::{Run, Workspace};

const WEIGHTING: &str = include_str!("../oracle/weighting/weighting.json");
const BENCHMARKS: &str = include_str!("../oracle/weighting/benchmarks.json");
const LARGE: &str = include_str!("../oracle/bias/large.csv");

fn compare(key: &str, weights: &[Option<f64>], tolerance: f64) {
    let known: Vec<f64> = weights.iter().copied().flatten().collect();
    for (position, weight) in known.iter().take(5).enumerate() {
        assert_near(key, *weight, value_at(WEIGHTING, &[key, "first", &position.to_string()]), tolerance);
    }
    let (low, high) = known.iter().fold((f64::MAX, f64::MIN), |(low, high), &w| (low.min(w), high.max(w)));
    for (name, found) in [
        ("smallest", low),
        ("largest", high),
        ("sum", known.iter().sum()),
        ("design_effect", kish(weights).unwrap().design_effect),
    ] {
        assert_near(&format!("{key}: {name}"), found, value_at(WEIGHTING, &[key, name]), tolerance);
    }
}

fn numbers(frame: &Frame, column: &str) -> Vec<f64> {
    frame.column(column).iter().map(|cell| cell.parse().unwrap()).collect()
}

/// 1 in a level, 0 outside, for each level.
fn indicators(frame: &Frame, column: &str) -> Vec<Vec<f64>> {
    let words = frame.column(column);
    let mut levels = words.clone();
    levels.sort_unstable();
    levels.dedup();
    levels.iter().map(|level| words.iter().map(|word| f64::from(u8::from(word == level))).collect()).collect()
}

/// Both iterate to the end, so all digits but the last few agree: 1e-8. The error in Python is by differences of 1e-4: 1e-5.
#[test]
fn inverse_propensities_in_hajek_form_meet_statsmodels_and_computing_all_again() {
    let frame = Frame::parse(LARGE);
    let design = frame.design("area + ward + beds");
    let tally = design.tally(&frame.answered, None);
    let fitted = logistic_propensities(&design, &tally, Estimator::Likelihood).unwrap();
    let propensity: Vec<Option<f64>> =
        design.pattern_of.iter().map(|pattern| pattern.map(|pattern| fitted.of_pattern[pattern as usize])).collect();
    let units = Units { answered: &frame.answered, design: None };
    let weights = inverse_propensity(&propensity, units, None).unwrap();
    compare("inverse propensity", &weights, 1e-8);
    let (beds, ward) = (numbers(&frame, "beds"), frame.column("ward"));
    let respondents: Vec<usize> = (0..weights.len()).filter(|&unit| frame.answered[unit]).collect();
    let answer = |&unit: &usize| beds[unit] / 100.0 + 2.0 * f64::from(u8::from(ward[unit] == "y")) - (unit % 5) as f64;
    let y: Vec<f64> = respondents.iter().map(answer).collect();
    let sample = WeightedRespondents::new(weights.iter().copied().flatten().collect(), weights.len(), &[]).scaled();
    let (total, influence) = sample.influence_of_total(&y, &vec![1.0; y.len()]);
    let model = EstimatedPropensities {
        design: &design,
        tally: &tally,
        propensities: &fitted,
        answered: &frame.answered,
        weights: None,
    };
    let scale = model.scale().unwrap();
    let influence: Vec<f64> = influence.into_iter().map(|e| e * scale).collect();
    let expected = |name: &str| value_at(WEIGHTING, &["inverse propensity, total", name]);
    assert_near("total", total, expected("estimate"), 1e-8);
    assert_near("its error", model.standard_error(&respondents, &influence).unwrap(), expected("standard_error"), 1e-5);
}

/// scipy solves to 1e-12 of a standard deviation, the program to 1e-10 of a total; weights follow to about 1e-8.
#[test]
fn entropy_balancing_meets_scipy() {
    let frame = Frame::parse(LARGE);
    let beds = numbers(&frame, "beds");
    let square: Vec<f64> = beds.iter().map(|beds| beds * beds).collect();
    let (area, ward) = (indicators(&frame, "area"), indicators(&frame, "ward"));
    let units = Units { answered: &frame.answered, design: None };
    let means = [area, ward.clone(), vec![beds.clone()]].concat();
    compare("entropy without squares", &entropy_balance(&means, units).unwrap(), 1e-7);
    let all = [means, vec![square.clone()]].concat();
    compare("entropy area, ward, beds", &entropy_balance(&all, units).unwrap(), 1e-7);
    let weights = numbers(&frame, "weight");
    let sample = Units { answered: &frame.answered, design: Some(&weights) };
    let weighted = entropy_balance(&[ward, vec![beds, square]].concat(), sample).unwrap();
    compare("entropy ward, beds, weighted", &weighted, 1e-7);
}

#[test]
fn response_classes_meet_pandas() {
    let frame = Frame::parse(LARGE);
    let design = frame.design("area + ward + beds");
    let fitted = logistic_propensities(&design, &design.tally(&frame.answered, None), Estimator::Likelihood).unwrap();
    let propensity: Vec<Option<f64>> =
        design.pattern_of.iter().map(|pattern| pattern.map(|pattern| fitted.of_pattern[pattern as usize])).collect();
    let found = response_classes(&propensity, Units { answered: &frame.answered, design: None }, 5).unwrap();
    compare("classes", &found.weights, 1e-12);
    for (position, class) in found.classes.iter().enumerate() {
        let expected = |name: &str| value_at(WEIGHTING, &["class table", &format!("class {}", position + 1), name]);
        assert_near("units", class.n as f64, expected("n"), 0.0);
        assert_near("respondents", class.answered as f64, expected("answered"), 0.0);
        for (name, value) in [("mean", class.mean_propensity), ("low", class.low), ("high", class.high)] {
            assert_near(name, value, expected(name), 1e-9);
        }
    }
}

/// The large frame as a study.
fn large() -> Workspace {
    let mut table = "unit_id,area,ward,beds,rate,responded\n".to_owned();
    for line in LARGE.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        table.push_str(&[&cells[..5], &cells[6..]].concat().join(","));
        table.push('\n');
    }
    let study = "[frame]\nfile = \"units.csv\"\ncharacteristics = [\"area\", \"ward\", \"beds\", \"rate\"]\n\
                 [weights]\npoststratify = \"area\"\nentropy = [\"area\", \"ward\", \"beds\"]\n";
    Workspace::empty().write("study.toml", study).write("units.csv", table)
}

/// The package balance gives absolute differences; numbers are known to about 1e-10 where weights are found by iteration.
#[test]
fn balance_meets_the_package_balance() {
    let workspace = large();
    let run = workspace.run(["run", "study.toml", "-o", "out", "--quiet"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let text = workspace.read("out/balance.csv");
    let header = "variable,level,n,frame,frame_sd,respondents,poststratified,raked,calibrated,inverse_propensity,entropy,classes,\
                  smd_unweighted,smd_poststratified,smd_raked,smd_calibrated,smd_inverse_propensity,smd_entropy,smd_classes";
    assert_eq!(text.lines().next(), Some(header));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut compared = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let name = if record[1].is_empty() { record[0].to_owned() } else { format!("{}[{}]", &record[0], &record[1]) };
        for (column, key) in [(12, "unweighted"), (13, "poststratified"), (17, "entropy")] {
            let found: f64 = record[column].parse().unwrap();
            let expected = value_at(WEIGHTING, &[&format!("balance {key}"), &name]);
            assert!((found.abs() - expected).abs() < 1e-9, "{name} {key}: {found} {expected}");
            compared += 1;
        }
    }
    assert_eq!(compared, 39);
    let bias = workspace.read("out/bias.csv");
    for (set, key) in
        [("unweighted", "unweighted"), ("weight_poststratified", "poststratified"), ("weight_entropy", "entropy")]
    {
        let line = bias.lines().find(|line| line.starts_with(&format!("balance_mean,{set},"))).unwrap();
        let found: f64 = line.split(',').nth(3).unwrap().parse().unwrap();
        assert!((found - value_at(WEIGHTING, &[&format!("balance {key}"), "mean(asmd)"])).abs() < 1e-9, "{line}");
    }
    let classes = workspace.read("out/response_classes.csv");
    assert_eq!(
        classes.lines().next(),
        Some("class,propensity_low,propensity_high,units,respondents,response_rate,mean_propensity,weight")
    );
    assert!(bias.contains("\nresponse_class,weight_classes,1,"), "{bias}");
    let text = workspace.run(["bias", "study.toml", "--permutations", "99", "--quiet", "--all"]).stdout;
    assert!(text.contains("Balance: respondents less the frame, in standard deviations of the frame"), "{text}");
    assert!(
        text.contains("- Before weighting the largest difference from the frame is 0.338 standard deviations (beds)."),
        "{text}"
    );
    let findings: serde_json::Value = serde_json::from_str(&workspace.read("out/findings.json")).unwrap();
    assert_eq!(findings["balance"].as_array().unwrap().len(), 13);
    assert_eq!(findings["response_classes"][0]["class"], 1);
}

/// The rows of a table by their titles.
fn rows(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let named = |row: csv::StringRecord| header.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|row| named(row.unwrap())).collect()
}

/// Tables have twelve digits, so 1e-9; R's errors agree to all of them.
#[test]
fn benchmarks_meet_survey() {
    let workspace = large();
    let study = workspace.read("study.toml");
    let stated = "[[benchmark]]\nvariable = \"ward\"\nlevel = \"y\"\nvalue = 0.31\nstandard_error = 0.01\nsource = \"census of wards\"\n\
                  [[benchmark]]\nname = \"wards of kind y\"\nvariable = \"ward\"\nlevel = \"y\"\nkind = \"total\"\nvalue = 380\n";
    let workspace = workspace.write("study.toml", format!("{study}{stated}"));
    let run = workspace.run(["run", "study.toml", "-o", "out", "--quiet"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let table = rows(&workspace.read("out/benchmarks.csv"));
    for (benchmark, key) in
        [("beds", "beds"), ("rate", "rate"), ("ward, y", "share of y"), ("wards of kind y", "number of y")]
    {
        for weights in ["none", "poststratified"] {
            let row = table.iter().find(|row| row["benchmark"] == benchmark && row["weights"] == weights).unwrap();
            let key = format!("{key} {weights}");
            for (title, name) in [
                ("estimate", "estimate"),
                ("standard_error", "standard_error"),
                ("t", "t"),
                ("p_value", "p"),
                ("low", "low"),
                ("high", "high"),
                ("degrees", "degrees"),
            ] {
                let expected = value_at(BENCHMARKS, &[&key, name]);
                assert_near(&format!("{key}: {title}"), row[title].parse().unwrap(), expected, 1e-9);
            }
        }
    }
    let of = |benchmark: &str, weights: &str| {
        table.iter().find(|row| row["benchmark"] == benchmark && row["weights"] == weights).unwrap().clone()
    };
    // What weights were made to meet is met, and no test.
    let met = of("beds", "entropy");
    assert_eq!((met["difference"].as_str(), met["p_value"].as_str()), ("0", ""));
    assert_eq!(met["note"], "the weights were made to meet it, so there is no test");
    // Two figures of the study, two of the frame: Holm's factor is 2 at the most.
    let (one, other) = (of("ward, y", "none"), of("wards of kind y", "none"));
    let p = |row: &std::collections::BTreeMap<String, String>, title: &str| row[title].parse::<f64>().unwrap();
    let smaller = if p(&one, "p_value") < p(&other, "p_value") { &one } else { &other };
    assert_near("Holm", p(smaller, "p_holm"), (2.0 * p(smaller, "p_value")).min(1.0), 1e-9);
    assert!(one["method"].ends_with("two-sided; p by Holm over the 2 known figures with the same weights"), "{one:?}");
    let text = workspace.run(["bias", "study.toml", "--permutations", "99", "--quiet"]).stdout;
    for part in ["Respondents against known figures", "(census of wards)", "ward, y: without weights respondents give"]
    {
        assert!(text.contains(part), "{text}");
    }
}

/// A question's figure is the one of its own table of results.
#[test]
fn a_benchmark_of_a_question_has_the_estimates_of_its_results() {
    let mut answers = "unit_id,visits,opens\n".to_owned();
    for (position, line) in LARGE.lines().skip(1).enumerate().filter(|(_, line)| line.ends_with(",1")) {
        let id = line.split(',').next().unwrap();
        let _ = writeln!(answers, "{id},{},{}", position % 9, ["yes", "no"][position % 2]);
    }
    let workspace = large();
    let study = workspace.read("study.toml").replace("[weights]", "[answers]\nfile = \"answers.csv\"\n[weights]");
    let stated = "[[benchmark]]\nvariable = \"opens\"\noption = \"yes\"\nvalue = 0.6\n\
                  [[benchmark]]\nvariable = \"visits\"\nvalue = 4\n[[benchmark]]\nname = \"all\"\nvariable = \"visits\"\nkind = \"total\"\nvalue = 4800\n";
    let workspace = workspace.write("answers.csv", answers).write("study.toml", format!("{study}{stated}"));
    assert_eq!(workspace.run(["run", "study.toml", "-o", "out", "--quiet"]).exit_code, 0);
    let (benchmarks, outcomes) =
        (rows(&workspace.read("out/benchmarks.csv")), rows(&workspace.read("out/outcomes.csv")));
    for (name, question, option, quantity) in
        [("opens, yes", "opens", "yes", "share"), ("visits", "visits", "", "mean"), ("all", "visits", "", "total")]
    {
        for weights in ["none", "poststratified", "inverse_propensity", "entropy"] {
            let own = benchmarks.iter().find(|row| row["benchmark"] == name && row["weights"] == weights).unwrap();
            let result = outcomes
                .iter()
                .find(|row| {
                    row["question"] == question
                        && row["option"] == option
                        && row["quantity"] == quantity
                        && row["weights"] == weights
                })
                .unwrap();
            assert_eq!((&own["estimate"], &own["n"]), (&result["estimate"], &result["n"]), "{name} {weights}");
            // An unweighted total divides by the respondents' number, a mean with an error of its own.
            if (name, weights) != ("all", "none") {
                assert_eq!(own["standard_error"], result["standard_error"], "{name} {weights}");
            }
        }
    }
}

#[test]
fn benchmarks_are_checked_with_place_and_hint() {
    let refused = |stated: &str| -> Run {
        let study = large().read("study.toml");
        let run = large().write("study.toml", format!("{study}[[benchmark]]\n{stated}")).run(["bias", "study.toml"]);
        assert_eq!((run.exit_code, run.stdout.as_str()), (1, ""), "{stated}");
        run
    };
    for (stated, told) in [
        (
            "value = 1\n",
            "error: study.toml:7: benchmark: the key \"variable\" is missing\nhint: name a question or a characteristic: variable = \"beds\"",
        ),
        (
            "variable = \"beds\"\n",
            "error: study.toml:7: benchmark: the key \"value\" is missing\nhint: name the known figure: value = 0.42",
        ),
        (
            "variable = \"bed\"\nvalue = 1\n",
            "error: study.toml:8: benchmark: the study has no question or variable \"bed\"\nhint: did you mean \"beds\"?",
        ),
        (
            "variable = \"ward\"\nvalue = 1\n",
            "error: study.toml:7: benchmark: \"ward\" is a category, and no level is named\nhint: name one, such as level = \"x\"",
        ),
        (
            "variable = \"ward\"\nlevel = \"w\"\nvalue = 1\n",
            "error: study.toml:9: benchmark: \"ward\" has no level \"w\"\nhint: it has x, y and z",
        ),
        (
            "variable = \"beds\"\nlevel = \"w\"\nvalue = 1\n",
            "error: study.toml:9: benchmark: \"beds\" is a number and has no level \"w\"\nhint: leave the level out",
        ),
        (
            "variable = \"ward\"\nlevel = \"x\"\nvalue = 42\n",
            "error: study.toml:10: benchmark.value: expected a share from 0 to 1, found 42\nhint: 42 % is 0.42",
        ),
        (
            "variable = \"ward\"\nlevel = \"x\"\nkind = \"mean\"\nvalue = 0.2\n",
            "benchmark.kind: \"ward\": a level has no mean: take \"share\" or \"total\"",
        ),
        (
            "variable = \"ward\"\nlevel = \"x\"\noption = \"x\"\nvalue = 0.2\n",
            "benchmark: \"level\" and \"option\" mean the same, and both are there",
        ),
        ("variable = \"beds\"\nvalue = 1\nvalues = 2\n", "error: study.toml:10: unknown key \"benchmark.values\""),
        (
            "variable = \"beds\"\nvalue = 1\n[[benchmark]]\nvariable = \"beds\"\nvalue = 2\n",
            "benchmark: \"beds\" stands twice",
        ),
    ] {
        let run = refused(stated);
        assert!(run.stderr.contains(told), "{stated}\n{}", run.stderr);
    }
}
