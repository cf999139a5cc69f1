//! Charts of measures: weights, unevenness, what makes response uneven, and groupings. What they show is what the tables say.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use bacino::atlas::chart::draw::{StudyCharts, fitting};
use bacino::atlas::chart::request::ChartRequest;
use bacino::command::made::outcome::Outcome;
use bacino::command::run::{Wanted, run};
use bacino::input::study::source::StudySource;
use bacino::model::base::language::Language;
use bacino::render::chart::form::{Chart, ChartName};
use bacino::render::page::scene::TextForm;
use bacino::study::open::{OpenStudy, open_study_for};

use crate::support::{Run, Workspace};

type Row = BTreeMap<String, String>;

/// A name and the units of a study: area, size, and whether each answered.
type Case<'a> = (&'a str, Vec<(&'a str, u32, bool)>);

fn rows(csv: &[u8]) -> Vec<Row> {
    csv::Reader::from_reader(csv).deserialize().collect::<Result<_, _>>().unwrap()
}

/// A chart of the embedded study.
fn reference(name: ChartName, language: Language) -> Chart {
    type Opened = LazyLock<OpenStudy>;
    static STUDIES: [Opened; 2] = [
        LazyLock::new(|| open_study_for(&StudySource::Reference, false, Some(Language::English)).unwrap()),
        LazyLock::new(|| open_study_for(&StudySource::Reference, false, Some(Language::Italian)).unwrap()),
    ];
    static CHARTS: [LazyLock<StudyCharts<'static>>; 2] = [
        LazyLock::new(|| StudyCharts::of(&STUDIES[0]).unwrap()),
        LazyLock::new(|| StudyCharts::of(&STUDIES[1]).unwrap()),
    ];
    CHARTS[usize::from(language == Language::Italian)].chart(&ChartRequest::usual(name)).unwrap()
}

/// A table that a run of the embedded study writes.
fn table(name: &str) -> &'static [u8] {
    static RUN: LazyLock<Outcome> =
        LazyLock::new(|| run(&StudySource::Reference, None, &Wanted::default(), None).unwrap());
    &RUN.artifacts.iter().find(|file| file.name == name).unwrap().bytes
}

fn numbers(chart: &Chart) -> Vec<Row> {
    rows(&chart.numbers().to_csv(None))
}

/// A study of units in areas, each with its residents and what became of it.
fn units<'a>(units: impl IntoIterator<Item = (&'a str, u32, bool)>) -> Workspace {
    let mut frame = String::from("unit_id,area,size,responded\n");
    for (number, (area, size, answered)) in units.into_iter().enumerate() {
        let _ = writeln!(frame, "u{number:03},{area},{size},{}", if answered { "yes" } else { "no" });
    }
    let study = "title = \"t\"\n[frame]\nfile = \"units.csv\"\ncharacteristics = [\"area\", \"size\"]\n[privacy]\nanswers = \"public\"\n";
    Workspace::empty().write("study.toml", study).write("units.csv", frame)
}

fn drawn(workspace: &Workspace, name: &str, size: &str) -> Run {
    workspace.run(["chart", name, "study.toml", "--size", size, "-o", "chart.svg", "--force"])
}

#[test]
fn weights_have_the_numbers_of_the_table_of_measures() {
    let chart = reference(ChartName::Weights, Language::English);
    assert_eq!(chart.words.title, "After weighting, 61 answers are worth 49 to 56");
    assert_eq!(
        reference(ChartName::Weights, Language::Italian).words.title,
        "Dopo la ponderazione 61 risposte valgono come 49–56"
    );
    let measures = rows(table("bias.csv"));
    let mut compared = 0;
    for row in numbers(&chart).iter().filter(|row| row["what"] != "part") {
        let same = |measure: &&Row| measure["measure"] == row["what"] && measure["variable"] == row["weights"];
        assert_eq!(measures.iter().find(same).unwrap()["estimate"], row["value"], "{row:?}");
        compared += 1;
    }
    // Four numbers of each of five sets, and what the sixth costs, which shares a row.
    assert_eq!(compared, 21);
    let svg = fitting(&chart).unwrap().to_svg(TextForm::Named);
    assert!(svg.contains(">Raked, entropy<"), "equal weights share a row");
}

#[test]
fn parts_of_weights_are_no_weights_of_a_unit_alone() {
    let chart = reference(ChartName::Weights, Language::English);
    let units = rows(table("units.csv"));
    for set in ["weight_poststratified", "weight_raked"] {
        let mut weights: Vec<f64> = units.iter().filter_map(|unit| unit[set].parse().ok()).collect();
        weights.sort_by(f64::total_cmp);
        let parts: Vec<f64> = numbers(&chart)
            .iter()
            .filter(|row| row["weights"] == set && row["what"] == "part")
            .map(|row| row["value"].parse().unwrap())
            .collect();
        assert_eq!((weights.len(), parts.len()), (61, 10));
        // Type 7 at the middle of the first of ten parts: 60 × 0.05 = the fourth of 61 weights.
        assert!((parts[0] - weights[3]).abs() < 1e-9 && (parts[9] - weights[57]).abs() < 1e-9, "{set} {parts:?}");
    }
}

#[test]
fn a_set_of_weights_that_failed_keeps_its_row_with_the_reason() {
    let answered = |unit: u32| unit.is_multiple_of(3) && unit < 40;
    let workspace = units((0..60).map(|unit| (if unit % 2 == 0 { "a" } else { "b" }, unit, answered(unit))));
    // Only small units answered: weights between these bounds meet no total of sizes.
    let weights = "[weights]\ncalibrate = [\"size\"]\ndistance = \"linear\"\nbounds = [0.99, 1.01]\n[privacy]";
    let workspace = workspace.replace("study.toml", "[privacy]", weights);
    let run = drawn(&workspace, "weights", "page");
    assert_eq!(run.exit_code, 0, "{run:?}");
    let table = rows(&workspace.bytes("chart.csv"));
    let failed: Vec<&Row> = table.iter().filter(|row| row["value"].is_empty()).collect();
    let [row] = failed.as_slice() else { panic!("{table:?}") };
    assert_eq!(row["weights"], "weight_calibrated");
    assert_eq!(row["note"], "The respondents are too alike to meet all totals");
    let svg = workspace.read("chart.svg");
    assert!(svg.contains(">Calibrated<") && svg.contains(&format!(">{}<", row["note"])), "{svg}");
}

#[test]
fn weights_of_nobody_everybody_and_few_are_no_chart() {
    for answered in [0, 4, 30] {
        let workspace = units((0..30).map(|unit| (if unit % 2 == 0 { "a" } else { "b" }, unit, unit < answered)));
        let run = drawn(&workspace, "weights", "page");
        assert_eq!(run.exit_code, 2, "{answered}: {run:?}");
        assert!(run.stderr.contains("has not what the chart \"weights\" shows"), "{run:?}");
    }
}

#[test]
fn a_study_that_is_not_public_shows_no_smallest_and_no_largest_weight() {
    let workspace = units((0..60).map(|unit| (if unit % 2 == 0 { "a" } else { "b" }, unit, unit % 5 < 2)));
    let workspace = workspace.replace("study.toml", "\"public\"", "\"internal\"");
    let run = drawn(&workspace, "weights", "page");
    assert_eq!(run.exit_code, 0, "{run:?}");
    let csv = workspace.read("chart.csv");
    assert!(csv.contains(",part,") && csv.contains(",effective_n,"), "{csv}");
    assert!(!csv.contains("weight_minimum") && !csv.contains("weight_maximum"), "{csv}");
    let workspace = workspace.replace("study.toml", "\"internal\"", "\"anonymous\"");
    for name in ["weights", "lorenz", "partial"] {
        assert_eq!(drawn(&workspace, name, "page").exit_code, 2, "{name} would tell who answered");
    }
}

#[test]
fn equal_weights_stand_on_one_place() {
    let workspace = units((0..40).map(|unit| (if unit < 20 { "a" } else { "b" }, 7, unit % 2 == 0)));
    let run = drawn(&workspace, "weights", "85x60mm");
    assert_eq!(run.exit_code, 0, "{run:?}");
    for row in rows(&workspace.bytes("chart.csv")).iter().filter(|row| row["what"] == "part") {
        assert!((row["value"].parse::<f64>().unwrap() - 2.0).abs() < 1e-9, "{row:?}");
    }
}

#[test]
fn the_curve_of_coverage_has_the_numbers_of_the_findings() {
    let chart = reference(ChartName::Lorenz, Language::English);
    assert_eq!(chart.words.title, "Coverage is no more uneven than a draw");
    let found: serde_json::Value = serde_json::from_slice(table("findings.json")).unwrap();
    let of = |sheet: &str| -> Vec<&serde_json::Value> {
        found[sheet].as_array().unwrap().iter().filter(|row| row["scheme"] == "region").collect()
    };
    let (points, chance) = (of("lorenz"), of("lorenz_by_chance"));
    let number = |value: &serde_json::Value| value.as_f64().unwrap();
    let cell = |row: &Row, column: &str| -> f64 { row[column].parse().unwrap() };
    let rows = numbers(&chart);
    let (areas, ranges): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row["what"] == "area");
    assert_eq!((areas.len(), ranges.len()), (points.len() - 1, chance.len()));
    for (row, point) in areas.iter().zip(&points[1..]) {
        assert!((cell(row, "residents") - number(&point["residents"])).abs() < 1e-12);
        assert!((cell(row, "covered_residents") - number(&point["covered_residents"])).abs() < 1e-12);
    }
    for (row, range) in ranges.iter().zip(&chance) {
        for column in ["residents", "null_low", "null_high"] {
            assert!((cell(row, column) - number(&range[column])).abs() < 1e-12);
        }
    }
    let measures = self::rows(table("bias.csv"));
    let gini = measures.iter().find(|row| row["measure"] == "gini" && row["variable"] == "region").unwrap();
    let svg = fitting(&chart).unwrap().to_svg(TextForm::Named);
    let three = |column: &str| format!("{:.3}", gini[column].parse::<f64>().unwrap());
    assert!(svg.contains(&format!("Gini {}", three("estimate"))), "{gini:?}");
    assert!(svg.contains(&format!("by chance {}–{}", three("null_low"), three("null_high"))), "{gini:?}");
}

#[test]
fn areas_of_the_curve_stand_in_the_order_of_their_coverage() {
    let coverage = rows(table("coverage.csv"));
    let of = |code: &str| -> f64 {
        let same = |row: &&Row| row["scheme"] == "region" && row["area_code"] == code && row["source"] == "frame";
        coverage.iter().find(same).unwrap()["coverage"].parse().unwrap()
    };
    let shares: Vec<f64> = numbers(&reference(ChartName::Lorenz, Language::Italian))
        .iter()
        .filter(|row| row["what"] == "area")
        .map(|row| of(&row["area_code"]))
        .collect();
    assert!(shares.len() == 20 && shares.is_sorted(), "{shares:?}");
}

#[test]
fn what_makes_response_uneven_has_the_numbers_of_the_table_of_measures() {
    let chart = reference(ChartName::Partial, Language::English);
    assert_eq!(chart.words.title, "What makes response uneven", "two variables of like weight are no finding");
    let measures = rows(table("bias.csv"));
    let shown = numbers(&chart);
    for row in &shown {
        let same =
            |measure: &&Row| ["measure", "variable", "level"].iter().all(|column| measure[*column] == row[*column]);
        let measure = measures.iter().find(same).unwrap();
        for column in ["estimate", "standard_error"] {
            assert_eq!(measure[column], row[column], "{column} of {row:?}");
        }
    }
    // Two variables with two numbers each, three and four levels.
    assert_eq!(shown.len(), 2 * 2 + 3 + 4);
}

#[test]
fn a_variable_that_explains_more_is_named_where_nothing_else_can_be() {
    // The North answered, the others did not, with one in eleven otherwise; sizes have nothing to do with it.
    let answered = |unit: u32| (unit % 20 < 8) != unit.is_multiple_of(11);
    let workspace = in_regions((0..200).map(|unit| (1 + unit % 20, 1000 + (unit * 37) % 101, answered(unit))));
    let run = drawn(&workspace, "partial", "180x80mm");
    assert_eq!(run.exit_code, 0, "{run:?}");
    assert!(
        workspace.read("chart.svg").contains("Macro-area explains more than size class"),
        "{}",
        workspace.read("chart.csv")
    );
}

#[test]
fn groupings_have_the_numbers_of_the_tables_of_coverage_and_of_schemes() {
    let chart = reference(ChartName::Schemes, Language::English);
    let (coverage, schemes) = (rows(table("coverage.csv")), rows(table("schemes.csv")));
    let shown = numbers(&chart);
    for row in &shown {
        let same = |other: &&Row| {
            other["scheme"] == row["scheme"] && other["area_code"] == row["area_code"] && other["source"] == "frame"
        };
        let found = coverage.iter().find(same).unwrap();
        for column in
            ["coverage", "residents", "residents_covered", "units", "units_responded", "null_low", "null_high"]
        {
            assert_eq!(found[column], row[column], "{column} of {row:?}");
        }
    }
    let value = |row: &Row, column: &str| row[column].parse::<f64>().unwrap();
    for scheme in ["istat5", "istat3", "istat2", "survey", "region"] {
        let shares: Vec<f64> =
            shown.iter().filter(|row| row["scheme"] == scheme).map(|row| value(row, "coverage")).collect();
        let row = schemes.iter().find(|row| row["scheme"] == scheme).unwrap();
        assert_eq!(shares.len().to_string(), row["areas"]);
        let [low, high] = [f64::min, f64::max].map(|end| shares.iter().copied().reduce(end).unwrap());
        assert!(
            (low - value(row, "lowest_coverage")).abs() < 1e-12
                && (high - value(row, "highest_coverage")).abs() < 1e-12
        );
    }
    assert!(!shown.iter().any(|row| row["scheme"] == "province"), "more than fifty areas cannot be told apart");
}

#[test]
fn groupings_of_an_anonymous_study_show_what_is_published() {
    let frame = (0..40).map(|unit| (1 + unit % 20, 1000 + 37 * unit, unit % 3 == 0 && unit % 20 != 7));
    let workspace = in_regions(frame).replace("study.toml", "\"public\"", "\"anonymous\"");
    let run = drawn(&workspace, "schemes", "page");
    assert_eq!(run.exit_code, 0, "{run:?}");
    let published = rows(workspace.run(["coverage", "study.toml", "--format", "csv"]).stdout.as_bytes());
    for row in rows(&workspace.bytes("chart.csv")) {
        let same = |other: &&Row| other["scheme"] == row["scheme"] && other["area_code"] == row["area_code"];
        let found = published.iter().find(same).unwrap();
        for column in ["coverage", "residents_covered", "units_responded"] {
            assert_eq!(found[column], row[column], "{column} of {row:?}");
        }
        assert_eq!(row["residents_covered"], "", "{row:?}");
    }
}

#[test]
fn a_chart_is_drawn_or_refused_whatever_the_study_is() {
    let long = "An area whose name is as long as sixty characters are or more";
    let many: Vec<String> = (0..300).map(|area| format!("{long} {area}")).collect();
    let studies: [Case<'_>; 2] = [
        ("300 areas", (0..600).map(|unit| (many[unit as usize / 2].as_str(), unit, unit % 2 == 0)).collect()),
        ("long names", (0..60).map(|unit| (many[unit as usize % 3].as_str(), unit, unit % 4 == 0)).collect()),
    ];
    for (case, frame) in studies {
        let workspace = units(frame);
        for name in ["weights", "partial"] {
            let run = drawn(&workspace, name, "85x95mm");
            let is_refused = run.stderr.contains("no room") || run.stderr.contains("has not what");
            assert!(run.exit_code == 0 || (run.exit_code == 2 && is_refused), "{case} {name}: {run:?}");
        }
    }
}

/// A study of units in Italy's regions, each with its residents and what became of it.
fn in_regions(units: impl IntoIterator<Item = (u32, u32, bool)>) -> Workspace {
    let mut frame = String::from("unit_id,region_code,population,responded\n");
    for (number, (region, residents, answered)) in units.into_iter().enumerate() {
        let _ = writeln!(frame, "u{number:03},{region:02},{residents},{}", if answered { "yes" } else { "no" });
    }
    let study = "title = \"t\"\n[frame]\nfile = \"units.csv\"\n[privacy]\nanswers = \"public\"\n";
    Workspace::empty().write("study.toml", study).write("units.csv", frame)
}

#[test]
fn an_even_and_an_uneven_coverage_are_findings() {
    let even = in_regions((0..40).map(|unit| (1 + unit % 20, 1000, unit < 20)));
    assert_eq!(drawn(&even, "lorenz", "85x95mm").exit_code, 0);
    assert!(even.read("chart.svg").contains("Coverage is less uneven than a draw"), "half of each region answered");
    let uneven = in_regions((0..60).map(|unit| (1 + unit % 20, 1000, unit % 20 < 8)));
    assert_eq!(drawn(&uneven, "lorenz", "column").exit_code, 0);
    assert!(uneven.read("chart.svg").contains("Coverage is more uneven than a draw"), "eight regions have all answers");
}

#[test]
fn the_notes_of_a_study_that_is_not_public_have_sizes_of_two_digits() {
    let frame: String = (0..40).fold("unit_id,responded,population\n".to_owned(), |frame, unit| {
        frame + &format!("u{unit:02},{},{}\n", if unit % 2 == 0 { "yes" } else { "no" }, 123_456 + 7_891 * unit)
    });
    let study = "title = \"t\"\n[frame]\nfile = \"units.csv\"\n[privacy]\nanswers = \"internal\"\n";
    let workspace = Workspace::empty().write("study.toml", study).write("units.csv", frame);
    let run = drawn(&workspace, "size", "page");
    assert_eq!(run.exit_code, 0, "{run:?}");
    let sizes: Vec<String> = rows(&workspace.bytes("chart.csv")).iter().map(|row| row["residents"].clone()).collect();
    assert!(sizes.len() > 12, "{sizes:?}");
    let is_rounded = |digits: &str| digits.trim_end_matches('0').len() <= 2;
    assert!(sizes.iter().all(|size| is_rounded(size)), "{sizes:?}");
    // Every number of a sentence that is as large as a size, of the picture and of what is said to who cannot see it.
    let svg = workspace.read("chart.svg").replace('\u{202f}', "");
    let texts = roxmltree::Document::parse(&svg).unwrap();
    let told: Vec<String> = texts
        .descendants()
        .filter(|node| ["text", "tspan", "title", "desc"].iter().any(|name| node.has_tag_name(*name)))
        .filter_map(|node| node.text().map(str::to_owned))
        .collect();
    let numbers: Vec<&str> = told
        .iter()
        .flat_map(|text| text.split(|letter: char| !letter.is_ascii_digit()))
        .filter(|digits| digits.len() >= 4)
        .collect();
    assert!(told.iter().any(|text| text.contains("Typical difference")), "{told:?}");
    assert!(numbers.len() > 12 && numbers.iter().all(|digits| is_rounded(digits)), "{numbers:?}");
}
