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

/// Why a study cannot be read.
#[track_caller]
fn failure(workspace: &Workspace) -> String {
    match open(workspace) {
        Ok(_) => panic!("the study was read"),
        Err(failure) => failure,
    }
}

/// The numbers of a question.
fn numbers(study: &OpenStudy, question: &str) -> Vec<f64> {
    let found = study.study.answers.iter().find(|found| found.name == question).unwrap();
    match &found.content {
        Content::Number { answers, .. } => answers.iter().filter_map(|answer| answer.given().copied()).collect(),
        other @ (Content::Single { .. } | Content::Multiple { .. }) => panic!("{question}: {other:?}"),
    }
}

/// The options of a question that were chosen.
fn chosen(study: &OpenStudy, question: &str) -> Vec<String> {
    let found = study.study.answers.iter().find(|found| found.name == question).unwrap();
    match &found.content {
        Content::Single { options, answers } => {
            answers.iter().filter_map(|answer| Some(options[*answer.given()?].clone())).collect()
        }
        other @ (Content::Multiple { .. } | Content::Number { .. }) => panic!("{question}: {other:?}"),
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
        let error = failure(&of_x(cells, more));
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
    assert!(failure(&characteristic(cells, "")).contains("units.csv:2: column x: \"1.200\" and 3 values"));
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
    let error = failure(&of_x(["1,5", "2.5", "3", "4", "5"], ""));
    assert!(error.contains("answers.csv:3: column x: \"2.5\" and \"1,5\" on line 2 contradict each other"), "{error}");
    let error = failure(&characteristic(["1,5", "2.5", "3", "4", "5", "6", "7", "8"], ""));
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
    let declared = "numbers = \"en\"\n[[question]]\nname = \"x\"\nkind = \"number\"\n";
    let error = failure(&of_x(["1,5", "2", "3", "4", "5"], declared));
    assert!(error.contains("answers.csv:2: column x: expected a number, found \"1,5\""), "{error}");
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
    assert!(failure(&answers("")).contains("book.csv:2: column maximum: \"1.000\" may be"));
    assert!(failure(&answers("numbers = \"it\"\n")).contains("expected at most 1000, found \"1200\""));
}

#[test]
fn percentages_are_shares_where_all_are_and_an_error_beside_plain_numbers() {
    let draw = |file: &str| {
        let workspace = Workspace::empty().copy_case("percent-cells/misto.xlsx").copy_case("percent-cells/tutti.xlsx");
        workspace.run(["map", "regions", "--data", file, "--code", "region_code", "--value", "quota"])
    };
    refused(
        &draw("misto.xlsx"),
        &["10 percentages and 10 plain numbers", "0.3 shown as a percentage in Sheet!B2 beside 40 in Sheet!B12"],
    );
    let run = draw("tutti.xlsx");
    assert_eq!(values(&run)[0].1, "0.3");
    assert!(run.stdout.contains("30\u{a0}%, class") && run.stdout.contains(">Quota, %<"), "shown as a percentage");
    let run = map(&regions(&["30,5%", "31,5 %", "0", "12%"]), &[]);
    assert_eq!(values(&run)[0].1, "0.305");
    assert!(run.stderr.contains("3 percentages read as shares, such as 30,5% as 0.305"), "{}", run.stderr);
    refused(
        &map(&regions(&["30,5%", "31,5"]), &[]),
        &["1 percentage and 1 plain number stand in one column: 30,5% on line 2 beside 31,5 on line 3"],
    );
    let study = open(&of_x(["30%", "12,5%", "99%", "0%", "1%"], "")).unwrap();
    assert!((numbers(&study, "x")[1] - 0.125).abs() < 1e-12);
    assert!(failure(&of_x(["30%", "12,5", "99", "1", "2"], "")).contains("1 percentage and 4 plain numbers"));
    let workspace = Workspace::empty()
        .write("study.toml", STUDY)
        .write("units.csv", "unit_id;responded;region_code;population\nA;1;01;60%\nB;0;02;5\n");
    assert!(failure(&workspace).contains("expected a count of residents, such as 12345, found \"60%\""));
}

#[test]
fn ranges_that_a_spreadsheet_made_dates_are_damaged_cells() {
    for cells in [
        ["01-mar", "04-giu", "7+", "01-mar", "7+"],
        ["3-Jan", "6-Apr", "7+", "3-Jan", "7+"],
        ["2025-03-01", "2025-06-04", "7+", "7+", "7+"],
        ["Jan-03", "other", "other", "other", "other"],
        ["01/03/2025", "12", "15", "9", "10"],
    ] {
        let error = failure(&of_x(cells, ""));
        let told = format!("answers.csv:2: column x: the cell holds the date {} in a column of other words", cells[0]);
        assert!(error.contains(&told) && error.contains("entries such as 1-3"), "{error}");
    }
    let workspace = of_x(["", "", "", "", ""], "").copy_case("options-turned-to-dates/answers.xlsx");
    let workspace = workspace.replace("study.toml", "answers.csv", "answers.xlsx");
    assert!(failure(&workspace).contains("answers.xlsx:Sheet!B2: column workers: the cell holds the date 2025-03-01"));
    let eight = ["01-mar", "04-giu", "7+", "01-mar", "04-giu", "7+", "7+", "01-mar"];
    assert!(failure(&characteristic(eight, "")).contains("units.csv:2: column x: the cell holds the date 01-mar"));
    let several = "[[question]]\nname = \"x\"\nkind = \"multiple\"\ndelimiter = \"|\"\n";
    assert!(failure(&of_x(["7+|01-mar", "7+", "7+", "7+", "7+"], several)).contains("holds the date 01-mar"));
    let declared = "[[question]]\nname = \"x\"\noptions = [\"1-3\", \"7+\"]\n";
    let error = failure(&of_x(["01-mar", "7+", "7+", "7+", "7+"], declared));
    assert!(
        error.contains("the question does not list \"01-mar\"") && error.contains("entries such as 1-3"),
        "{error}"
    );
    for failed in ["#N/A", "#RIF!"] {
        let error = failure(&of_x([failed, "a", "b", "a", "b"], ""));
        assert!(error.contains(&format!("the cell holds the failed formula {failed}")), "{error}");
    }
}

#[test]
fn a_column_wholly_of_dates_and_a_declared_date_are_no_damage() {
    let dates = ["2025-03-01", "2025-03-02", "", "n.d.", "2025-03-01"];
    let study = open(&of_x(dates, "")).unwrap();
    assert_eq!(chosen(&study, "x"), ["2025-03-01", "2025-03-02", "2025-03-01"]);
    let declared = "[[question]]\nname = \"x\"\noptions = [\"2025-03-01\", \"later\"]\n";
    let study = open(&of_x(["2025-03-01", "later", "later", "", ""], declared)).unwrap();
    assert_eq!(chosen(&study, "x"), ["2025-03-01", "later", "later"]);
}

#[test]
fn a_word_that_is_an_answer_is_none_for_missing() {
    let cells = ["NA", "NA", "SA", "NA", "CE"];
    let study = open(&of_x(cells, "")).unwrap();
    assert_eq!(chosen(&study, "x"), ["SA", "CE"]);
    let told = "3 of 5 answers taken for missing: \"NA\" | where that is an answer, declare it under options, or name other words for missing, such as missing = [\"-\"]";
    assert_eq!(said(&study), [told]);
    let options =
        "[[question]]\nname = \"x\"\noptions = { Napoli = [\"NA\"], Salerno = [\"SA\"], Caserta = [\"CE\"] }\n";
    for more in [options, &format!("missing = [\"-\"]\n{options}"), &format!("missing = [\"na\"]\n{options}")] {
        let study = open(&of_x(cells, more)).unwrap();
        assert_eq!(chosen(&study, "x").iter().filter(|option| *option == "Napoli").count(), 3, "{more}");
        assert_eq!(said(&study), Vec::<String>::new());
    }
    for more in ["missing = [\"-\"]\n", "missing = []\n"] {
        assert_eq!(chosen(&open(&of_x(cells, more)).unwrap(), "x").len(), 5);
    }
    let study =
        open(&of_x(["N/A", "n.d.", "a", "b", "-"], "[[question]]\nname = \"x\"\noptions = [\"a\", \"b\", \"-\"]\n"))
            .unwrap();
    assert_eq!(chosen(&study, "x"), ["a", "b", "-"]);
    let eight = ["NA", "NA", "SA", "NA", "CE", "SA", "CE", "SA"];
    let study = open(&characteristic(eight, "")).unwrap();
    assert!(
        said(&study)[0].starts_with("3 of 8 values taken for missing: \"NA\" | where that is a category"),
        "{:?}",
        said(&study)
    );
    let words = |more: &str| match &open(&characteristic(eight, more)).unwrap().study.frame.characteristics()[0].values
    {
        CharacteristicValues::Categories(words) => words.iter().flatten().count(),
        CharacteristicValues::Numbers(numbers) => panic!("{numbers:?}"),
    };
    assert_eq!((words(""), words("missing = [\"-\"]\n")), (5, 8));
}

#[test]
fn usual_words_for_missing_and_flags_are_known_in_tables_for_maps() {
    for words in [["NA", "NaN", "nan"], ["n.d.", "-", "...."], [": u", ":", "None"], ["\u{2013}", "null", "<NA>"]] {
        let run = map(&regions(&["1,5", words[0], words[1], words[2], "2"]), &[]);
        assert_eq!(values(&run)[..5].iter().filter(|(_, value)| value == "not-known").count(), 3, "{words:?}");
        assert!(run.stderr.contains("column v: 3 values read as not known"), "{}", run.stderr);
    }
    let run = map(&regions(&["45.3 p", "12.1 b", ": u", "33.0", "21.4 e", "8 (ep)"]), &[]);
    assert_eq!(values(&run)[0].1, "45.3");
    assert!(
        run.stderr.contains("4 numbers with flags read without them: b (1), e (1), ep (1) and 1 more"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("1 value read as not known: \": u\""), "{}", run.stderr);
    let run = map(&regions(&["45,3", "-", "....", "33,0", "n.d."]), &["--suppressed", "-,....,n.d."]);
    assert!(
        run.stderr.contains("3 values marked as suppressed, not known here: \"-\", \"....\" and \"n.d.\""),
        "{}",
        run.stderr
    );
    for wrong in ["inf", "-Infinity", "1e300", "45.3 x"] {
        refused(
            &map(&regions(&["1.5", wrong]), &[]),
            &[&format!("t.csv:3: column v: expected a number, found {wrong:?}")],
        );
    }
    refused(&map(&regions(&["1,5", "#N/D"]), &[]), &["t.csv:3: column v: the cell holds the failed formula #N/D"]);
    let study = open(&of_x(["12 p", "30", "22 e", "18", "5"], "")).unwrap();
    assert_eq!(numbers(&study, "x").len(), 5);
    assert!(
        failure(&of_x(["12", "30", "inf", "18", "5"], ""))
            .contains("answers.csv:4: column x: expected a number, found \"inf\"")
    );
}

#[test]
fn few_words_make_no_categories_of_numbers_and_words_with_digits_do() {
    let study = open(&of_x(["12", "30", "non so", "22", "18"], "")).unwrap();
    assert_eq!(numbers(&study, "x"), [12.0, 30.0, 22.0, 18.0]);
    assert_eq!(said(&study), ["1 value read as not known: \"non so\""]);
    let values =
        |cells: [&str; 8]| open(&characteristic(cells, "")).unwrap().study.frame.characteristics()[0].values.clone();
    for word in ["n.d.", "NA", "boh"] {
        let cells = ["12", "15", word, "22", "18", "30", "25", "11"];
        match values(cells) {
            CharacteristicValues::Numbers(numbers) => assert_eq!(numbers.iter().flatten().count(), 7),
            CharacteristicValues::Categories(words) => panic!("{words:?}"),
        }
    }
    for cells in [
        ["12", "15", "circa 20", "22", "18", "30", "25", "11"],
        ["1", "2", "3", "4 or more", "1", "2", "3", "1"],
        ["12", "15", "boh", "mah", "chi lo sa", "30", "25", "11"],
    ] {
        assert!(matches!(values(cells), CharacteristicValues::Categories(_)), "{cells:?}");
    }
    let study = open(&characteristic(["12", "15", "circa 20", "22", "18", "30", "25", "11"], "")).unwrap();
    assert!(said(&study)[0].starts_with("read as words, not as numbers: \"circa 20\" on line 4"), "{:?}", said(&study));
    assert_eq!(numbers(&open(&of_x(["0", "1", "1.234.567", "1", "0"], "")).unwrap(), "x").len(), 5);
    let study = open(&of_x(["0", "1", "non so", "1", "1"], "")).unwrap();
    assert_eq!(chosen(&study, "x").len(), 5);
}

#[test]
fn one_word_has_one_spelling_and_words_that_differ_by_accents_are_said() {
    let study = open(&of_x(["s\u{ec}", "si\u{300}", "no", "s\u{ec}", "si\u{300}"], "")).unwrap();
    assert_eq!(chosen(&study, "x").iter().filter(|option| *option == "s\u{ec}").count(), 4);
    let declared = "[[question]]\nname = \"x\"\noptions = { yes = [\"si\u{300}\"], no = [\"no\"] }\n";
    assert_eq!(
        chosen(&open(&of_x(["s\u{ec}", "si\u{300}", "no", "", ""], declared)).unwrap(), "x"),
        ["yes", "yes", "no"]
    );
    let study = open(&of_x(["si", "s\u{ec}", "Si\u{a0}", "S\u{cc}", "no"], "")).unwrap();
    assert_eq!(chosen(&study, "x"), ["si", "s\u{ec}", "si", "s\u{ec}", "no"]);
    assert!(
        said(&study)[0].starts_with("2 cells with other capitals or blanks read as the same word"),
        "{:?}",
        said(&study)
    );
    assert!(said(&study)[1].starts_with("\"si\" and \"s\u{ec}\" differ only by their accents"), "{:?}", said(&study));
    let eight = ["Nord", "nord", "Sud", "Sud", "citt\u{e0}", "citta", "Nord", "Sud"];
    let study = open(&characteristic(eight, "")).unwrap();
    assert_eq!(said(&study).len(), 2, "{:?}", said(&study));
    let workspace = characteristic(eight, "").replace(
        "units.csv",
        "unit_id;responded;region_code;x",
        "unit_id;responded;region_code;citta\u{300}",
    );
    let workspace = workspace.replace("study.toml", "\"x\"", "\"citt\u{e0}\"");
    assert!(open(&workspace).is_ok());
}

#[test]
fn codes_for_no_answer_on_a_scale_are_said() {
    let study = open(&of_x(["4", "99", "5", "3", "NA"], "")).unwrap();
    let told = "99 (once) stands among numbers from 3 to 5, is counted as a number and may be a code for what is not known | if so, write missing = [\"NA\", \"99\"]";
    assert!(said(&study).contains(&told.to_owned()), "{:?}", said(&study));
    let study = open(&of_x(["4", "99", "5", "3", "NA"], "missing = [\"NA\", \"99\"]\n")).unwrap();
    assert_eq!((numbers(&study, "x"), said(&study).len()), (vec![4.0, 5.0, 3.0], 0));
    for cells in [["1", "0", "9", "1", "1"], ["12", "30", "-9", "0", "4"]] {
        assert!(said(&open(&of_x(cells, "")).unwrap())[0].contains("may be a code"), "{cells:?}");
    }
    for cells in [["7", "8", "9", "10", "6"], ["91", "99", "70", "64", "88"]] {
        assert_eq!(said(&open(&of_x(cells, "")).unwrap()), Vec::<String>::new(), "{cells:?}");
    }
    let limits = "[[question]]\nname = \"x\"\nkind = \"number\"\nmaximum = 100\n";
    assert_eq!(said(&open(&of_x(["4", "99", "5", "3", "4"], limits)).unwrap()), Vec::<String>::new());
    let study = open(&characteristic(["4", "5", "3", "-99", "4", "4", "4", "4"], "")).unwrap();
    assert!(said(&study)[0].starts_with("-99 (once)"), "{:?}", said(&study));
    let run = map(&regions(&["4.5", "3.2", "2.8", "999"]), &[]);
    assert!(run.stderr.contains("if so, write --suppressed '999'"), "{}", run.stderr);
}

#[test]
fn guards_of_codes_and_what_is_not_seen_are_taken_off() {
    for cell in ["=\"01\"", "'01", "01\u{200b}", "\u{a0}01"] {
        let run = map(&format!("region_code;v\n{cell};5\n02;6\n03;7\n"), &[]);
        assert_eq!(values(&run)[0], ("01".to_owned(), "5".to_owned()), "{cell}");
    }
    let run = map("region_code;v\n=\"01\";=\"5\"\n'02;6\n03;7\n", &[]);
    assert!(
        run.stderr
            .contains("3 cells read without the marks that keep a spreadsheet from reading them: =\"01\" as \"01\""),
        "{}",
        run.stderr
    );
    let units = "unit_id;responded;region_code;population\n=\"001\";1;\"=\"\"01\"\"\";'5\nB;0;'02;6\n";
    let workspace = Workspace::empty().write("study.toml", STUDY).write("units.csv", units);
    let study = open(&workspace).unwrap();
    assert_eq!(study.study.frame.units()[0].id.as_str(), "001");
}

#[test]
fn values_of_opendocument_that_are_no_numbers_are_errors_with_their_cell() {
    for (file, value) in [("e1.ods", "5&j;"), ("e2.ods", "500.0.0")] {
        let workspace = Workspace::empty().copy_case(&format!("opendocument-values/{file}"));
        let run = workspace.run(["map", "regions", "--data", file, "--code", "code", "--value", "v"]);
        refused(&run, &[&format!("{file}:a!C3: column v: expected a number, found {value:?}")]);
    }
}

#[test]
fn words_of_boxes_that_are_taken_for_missing_are_said() {
    let table = "unit_id;a;b\nD01;1;-\nD02;-;-\nD03;0;1\nD04;1;1\nD05;0;0\n";
    let question = "[[question]]\nname = \"x\"\nkind = \"multiple\"\ncolumns = { A = \"a\", B = \"b\" }\n";
    let told = said(&open(&answers(table, question)).unwrap());
    assert!(told[0].starts_with("3 of 10 answers taken for missing: \"-\""), "{told:?}");
    let told = said(&open(&answers(table, &format!("{question}no = [\"-\", \"0\"]\n"))).unwrap());
    assert_eq!(told, Vec::<String>::new());
}
