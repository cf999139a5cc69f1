//! Values of cells: one rule for each question, the same in answers, characteristics, weights, residents and tables for maps.

use bacino::input::study::source::StudySource;
use bacino::model::survey::frame::CharacteristicValues;
use bacino::model::survey::questionnaire::Content;
use bacino::study::open::{OpenStudy, open_study};

use crate::columns::values;
use crate::support::{Run, Workspace};

const STUDY: &str = "title = \"t\"\n[frame]\nfile = \"units.csv\"\n";

/// A study of eight units, the first five of which answered, with a table of answers and more of its file.
fn answers(table: &str, more: &str) -> Workspace {
    let units: Vec<String> = (1..=8).map(|unit| format!("D0{unit},{},0{unit}\n", u8::from(unit <= 5))).collect();
    Workspace::empty()
        .write("study.toml", format!("{STUDY}[answers]\nfile = \"answers.csv\"\n{more}"))
        .write("units.csv", format!("unit_id,responded,region_code\n{}", units.concat()))
        .write("answers.csv", table)
}

/// Answers of the five to one question, `x`.
fn of_x(cells: [&str; 5], more: &str) -> Workspace {
    let rows: Vec<String> = cells.iter().enumerate().map(|(unit, cell)| format!("D0{};{cell}\n", unit + 1)).collect();
    answers(&format!("unit_id;x\n{}", rows.concat()), more)
}

/// A study of eight units with a characteristic, `x`.
fn characteristic(cells: [&str; 8], more: &str) -> Workspace {
    let row = |(unit, cell): (usize, &str)| format!("D0{};{};0{};{cell}\n", unit + 1, u8::from(unit < 5), unit + 1);
    let rows: Vec<String> = cells.into_iter().enumerate().map(row).collect();
    Workspace::empty()
        .write("study.toml", format!("{STUDY}characteristics = [\"x\"]\n{more}"))
        .write("units.csv", format!("unit_id;responded;region_code;x\n{}", rows.concat()))
}

fn open(workspace: &Workspace) -> Result<OpenStudy, String> {
    open_study(&StudySource::Path(workspace.path("study.toml"))).map_err(|failure| failure.to_string())
}

/// The numbers of a question.
fn numbers(study: &OpenStudy, question: &str) -> Vec<f64> {
    let found = study.study.answers.iter().find(|found| found.name == question).unwrap();
    match &found.content {
        Content::Number { answers, .. } => answers.iter().filter_map(|answer| answer.given().copied()).collect(),
        other @ (Content::Single { .. } | Content::Multiple { .. }) => panic!("{question}: {other:?}"),
    }
}

/// What was said of a column.
fn said(study: &OpenStudy) -> Vec<String> {
    let told = |remark: &bacino::input::problem::remark::Remark| {
        let hint = remark.hint.as_ref().map_or_else(String::new, |hint| format!(" | {hint}"));
        format!("{}{hint}", remark.message)
    };
    study.remarks.iter().map(told).collect()
}

/// A table of values of regions, drawn.
fn map(table: &str, flags: &[&str]) -> Run {
    let workspace = Workspace::empty().write("t.csv", table);
    workspace.run(["map", "regions", "--data", "t.csv", "--value", "v"].iter().chain(flags).copied())
}

/// Rows of regions with these values.
fn regions(cells: &[&str]) -> String {
    let rows: Vec<String> =
        cells.iter().enumerate().map(|(region, cell)| format!("{:02};{cell}\n", region + 1)).collect();
    format!("region_code;v\n{}", rows.concat())
}

#[track_caller]
fn refused(run: &Run, parts: &[&str]) {
    assert_eq!(run.exit_code, 1, "{}", run.stderr);
    for part in parts {
        assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
    }
}

#[test]
fn marks_of_answers_that_nothing_decides_are_an_error_and_declared_they_are_read() {
    let cells = ["1.200", "850", "2.300", "940", "1.150"];
    let declared = "[[question]]\nname = \"x\"\nkind = \"number\"\n";
    for more in ["", declared] {
        let error = open(&of_x(cells, more)).unwrap_err();
        let told = "error: answers.csv:2: column x: \"1.200\" and 2 values like it may be a number of thousands or have decimals, and no value of the column tells\nhint: say what the marks mean with numbers = \"it\" (1.234,5) or \"en\" (1,234.5)\n";
        assert_eq!(error, told);
        let study = open(&of_x(cells, &format!("numbers = \"it\"\n{more}"))).unwrap();
        assert!((numbers(&study, "x").iter().sum::<f64>() / 5.0 - 1_288.0).abs() < 1e-9);
        let study = open(&of_x(cells, &format!("numbers = \"en\"\n{more}"))).unwrap();
        assert!((numbers(&study, "x")[0] - 1.2).abs() < 1e-12);
    }
}

#[test]
fn marks_of_characteristics_and_of_the_frames_figures_are_decided_alike() {
    let cells = ["1.200", "850", "2.300", "940", "1.150", "980", "1.010", "760"];
    assert!(open(&characteristic(cells, "")).unwrap_err().contains("units.csv:2: column x: \"1.200\" and 3 values"));
    let of =
        |cells: [&str; 8], more: &str| match open(&characteristic(cells, more)).unwrap().study.frame.characteristics()
            [0]
        .values
        .clone()
        {
            CharacteristicValues::Numbers(numbers) => numbers.into_iter().map(Option::unwrap).collect::<Vec<f64>>(),
            CharacteristicValues::Categories(words) => panic!("{words:?}"),
        };
    assert_eq!(of(cells, "numbers = \"it\"\n")[..3], [1_200.0, 850.0, 2_300.0]);
    let mut cells = cells;
    cells[7] = "760,5";
    assert_eq!(of(cells, "")[..3], [1_200.0, 850.0, 2_300.0]);
    let units = "unit_id;responded;region_code;population\nA;1;01;1.650.000\nB;1;02;1.200\nC;0;03;950\n";
    let workspace = Workspace::empty().write("study.toml", STUDY).write("units.csv", units);
    let study = open(&workspace).unwrap();
    assert_eq!(study.study.frame.units()[1].population.unwrap().0, 1_200);
    let told = "2 numbers read with marks of thousands, such as \"1.650.000\" as 1650000";
    assert!(said(&study).iter().any(|said| said == told), "{:?}", said(&study));
}

#[test]
fn one_value_decides_its_column_and_the_next_column_may_be_of_the_other_kind() {
    let table = "unit_id;it;en\nD01;1.200;1,200\nD02;12,5;12.5\nD03;2.300;2,300\nD04;940;940\nD05;1.150;1,150\n";
    let study = open(&answers(table, "")).unwrap();
    for question in ["it", "en"] {
        assert!((numbers(&study, question).iter().sum::<f64>() / 5.0 - 1_120.5).abs() < 1e-9, "{question}");
    }
    let told = "3 numbers read with marks of thousands, such as \"1.200\" as 1200, as \"12,5\" on line 3 decides";
    assert_eq!(said(&study)[0], told);
}

#[test]
fn any_value_decides_the_values_of_a_map() {
    let first = |table: &str| values(&map(table, &[]))[0].1.clone();
    for (cells, value) in [
        (["1.234", "987,5", "450"], "1234"),
        (["1,234", "987.5", "450"], "1234"),
        (["1.234", "0,125", "450"], "1234"),
        (["-1.234", "12.345.678", "450"], "-1234"),
        (["1.234", "1 234,5", "450"], "1234"),
        (["1.234", "1234.567", "450"], "1.234"),
        (["1.234", "12.5", "450"], "1.234"),
    ] {
        assert_eq!(first(&regions(&cells)), value, "{cells:?}");
    }
}

#[test]
fn values_that_contradict_each_other_are_named_both() {
    let run = map(&regions(&["1.234", "987,5", "12.5"]), &[]);
    refused(&run, &["t.csv:4: column v: \"12.5\" and \"987,5\" on line 3 contradict each other"]);
    refused(
        &map(&regions(&["1,234,567", "1.234.567"]), &[]),
        &["t.csv:3: column v: \"1.234.567\" and \"1,234,567\" on line 2"],
    );
    let error = open(&of_x(["1,5", "2.5", "3", "4", "5"], "")).unwrap_err();
    assert!(error.contains("answers.csv:3: column x: \"2.5\" and \"1,5\" on line 2 contradict each other"), "{error}");
    let error = open(&characteristic(["1,5", "2.5", "3", "4", "5", "6", "7", "8"], "")).unwrap_err();
    assert!(error.contains("units.csv:3: column x"), "{error}");
}

#[test]
fn a_value_that_cannot_be_in_the_declared_format_is_an_error() {
    refused(
        &map(&regions(&["1.234", "12.5"]), &["--numbers", "it"]),
        &["t.csv:3: column v: expected a number, found \"12.5\""],
    );
    refused(
        &map(&regions(&["0.123", "450"]), &["--numbers", "it"]),
        &["t.csv:2: column v: expected a number, found \"0.123\""],
    );
    let error =
        open(&of_x(["1,5", "2", "3", "4", "5"], "numbers = \"en\"\n[[question]]\nname = \"x\"\nkind = \"number\"\n"));
    assert!(error.unwrap_err().contains("answers.csv:2: column x: expected a number, found \"1,5\""));
}

#[test]
fn design_weights_and_the_limits_of_a_codebook_are_read_by_the_same_rule() {
    let workspace = |cells: [&str; 3]| {
        let units = "unit_id;responded;region_code\nA;1;01\nB;1;02\nC;0;03\n";
        let weights: Vec<String> =
            ["A", "B", "C"].iter().zip(cells).map(|(unit, cell)| format!("{unit};{cell}\n")).collect();
        Workspace::empty()
            .write("study.toml", STUDY)
            .write("units.csv", units)
            .write("w.csv", format!("unit_id;weight\n{}", weights.concat()))
    };
    let bias = |cells, more: &[&str]| {
        workspace(cells).run(["bias", ".", "--weights", "w.csv", "--permutations", "0"].iter().chain(more).copied())
    };
    refused(
        &bias(["1.200", "2.500", "3"], &[]),
        &["w.csv:2: column weight: \"1.200\" and 1 value like it", "--numbers it"],
    );
    assert_eq!(bias(["1.200", "2.500", "3"], &["--numbers", "en"]).exit_code, 0);
    let run = bias(["1.200", "2,5", "3"], &[]);
    assert!(run.stderr.contains("1 number read with marks of thousands, such as \"1.200\" as 1200"), "{}", run.stderr);
    let book = "question;kind;minimum;maximum\nx;number;0;1.000\n";
    let answers = |numbers: &str| {
        of_x(["1200", "5", "6", "7", "8"], &format!("{numbers}dictionary = \"book.csv\"\n")).write("book.csv", book)
    };
    assert!(open(&answers("")).unwrap_err().contains("book.csv:2: column maximum: \"1.000\" may be"));
    assert!(open(&answers("numbers = \"it\"\n")).unwrap_err().contains("expected at most 1000, found \"1200\""));
}
