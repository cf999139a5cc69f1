//! Headers of several rows with merged cells, in every format of tables.

use crate::support::Workspace;
use crate::workbooks::Sheet;

/// A table of regions below a title, with merged titles: `<` is merged with the cell to the left, `^` with the one above.
const MERGED: &str = "\
Tavola 2 - Popolazione e famiglie|||||
|||||
Codice|Regione|Popolazione|<|Famiglie|<
^|^|Italiani|Totale|Numerose|Totale
01|Piemonte|11|210|5|90
12|Lazio|12|220|6|95
20|Sardegna|13|230|7|99
Fonte: anagrafi|||||";

/// What is said of the header of the fixture.
const JOINED: &str = "warning: tavola.xlsx: the header has 2 rows, 3 to 4, whose titles were joined: \"Popolazione Maschi\", \
                      \"Popolazione Femmine\" and \"Popolazione Totale\"\n";

/// The sheet in every format, by the file's name.
fn in_every_format(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let sheet = Sheet::of(text);
    vec![
        ("t.xlsx", sheet.xlsx()),
        ("t.xls", sheet.xls()),
        ("t.xlsb", sheet.xlsb()),
        ("t.ods", sheet.ods()),
        ("t.csv", sheet.csv()),
    ]
}

/// The sheet as a workbook and as a text.
fn in_two_formats(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let sheet = Sheet::of(text);
    vec![("t.xlsx", sheet.xlsx()), ("t.csv", sheet.csv())]
}

/// What a map of regions prints and says.
fn map(workspace: &Workspace, table: &str, more: &[&str]) -> (String, String) {
    let run = workspace.run([&["map", "regions", "--data", table][..], more].concat());
    (if run.exit_code == 0 { run.stdout } else { format!("exit code {}: {}", run.exit_code, run.stderr) }, run.stderr)
}

/// The value that a picture has for an area.
fn value_of<'a>(picture: &'a str, code: &str) -> &'a str {
    let start = picture.find(&format!("data-code=\"{code}\"")).unwrap_or_else(|| panic!("{picture:.500}"));
    let rest = &picture[start..];
    rest[rest.find("data-value=\"").unwrap() + 12..].split('"').next().unwrap()
}

#[test]
fn merged_titles_over_two_rows_are_joined() {
    let workspace =
        Workspace::empty().write("tavola.xlsx", include_bytes!("../fixtures/cases/two-header-rows/tavola.xlsx"));
    for value in ["Totale", "Popolazione Totale", "popolazione totale"] {
        let (picture, said) = map(&workspace, "tavola.xlsx", &["--code", "Codice regione", "--value", value]);
        assert_eq!([value_of(&picture, "01"), value_of(&picture, "20")], ["210000", "210057"], "{said}");
        assert!(picture.contains("Popolazione Totale"));
    }
    let (_, said) = map(&workspace, "tavola.xlsx", &["--code", "Codice regione", "--value", "Maschi"]);
    assert!(said.starts_with(JOINED), "{said}");
}

#[test]
fn the_same_header_from_every_format() {
    for (name, bytes) in in_every_format(MERGED) {
        let workspace = Workspace::empty().write(name, bytes);
        for (value, expected) in
            [("Popolazione Totale", "210"), ("Famiglie Totale", "90"), ("Italiani", "11"), ("famiglie numerose", "5")]
        {
            let (picture, said) = map(&workspace, name, &["--code", "Codice", "--value", value]);
            assert_eq!(value_of(&picture, "01"), expected, "{name}: {said}");
            assert!(said.contains("the header has 2 rows, 3 to 4, whose titles were joined"), "{name}: {said}");
        }
    }
}

#[test]
fn a_lower_title_of_several_columns_is_named_whole() {
    let workspace = in_two_formats(MERGED)
        .into_iter()
        .fold(Workspace::empty(), |workspace, (name, bytes)| workspace.write(name, bytes));
    let said = |name: &str, value: &str| map(&workspace, name, &["--code", "Codice", "--value", value]).1;
    insta::assert_snapshot!(said("t.xlsx", "Totale"), @r#"
    error: t.xlsx:T!3: 2 columns have the title "Totale" among theirs
    hint: name one of them whole: Popolazione Totale and Famiglie Totale
    "#);
    insta::assert_snapshot!(said("t.csv", "Popolazione"), @r#"
    error: t.csv:3: 2 columns have the title "Popolazione" among theirs
    hint: name one of them whole: Popolazione Italiani and Popolazione Totale
    "#);
}

#[test]
fn years_ages_and_three_rows() {
    let years = "Code|Residents|<|<\n^|2021|2022|2023\n01|1|2|3\n12|4|5|6";
    let three =
        "Code|Residents|<|<|<|Area\n^|Italian|<|Foreign|<|^\n^|men|women|men|women|^\n01|1|2|3|4|9\n12|4|5|6|7|9";
    let upper = "|Residents|<|Households|<\nCode|men|women|one person|other\n01|1|2|3|4\n12|4|5|6|7";
    let spaced = "Codice|Maschi|<|<||Femmine|<|<\n^|0-17|18-64|65+||0-17|18-64|65+\n01|1|2|3||4|5|6\n12|4|5|6||7|8|9";
    for (text, value, expected) in [
        (years, "Residents 2022", "2"),
        (years, "2023", "3"),
        (three, "Residents Foreign women", "4"),
        (three, "Italian men", "1"),
        (three, "Area", "9"),
        (upper, "Households other", "4"),
        (upper, "women", "2"),
        (spaced, "Femmine 18-64", "5"),
    ] {
        for (name, bytes) in in_two_formats(text) {
            let code = text.split('|').next().filter(|title| !title.is_empty()).unwrap_or("Code");
            let (picture, said) =
                map(&Workspace::empty().write(name, bytes), name, &["--code", code, "--value", value]);
            assert_eq!(value_of(&picture, "01"), expected, "{name}: {value}: {said}");
        }
    }
}

#[test]
fn a_table_with_one_header_row_is_read_as_before() {
    for text in [
        "code|value|note|\n01|5|x|y\n12|6|x|y",
        "Residents of regions||\ncode|value|note\n01|5|x\n12|6|x",
        "|made on Monday\ncode|value\n01|5\n12|6",
        "code|value|answers|<\n01|5|yes|no\n12|6|no|no",
    ] {
        for (name, bytes) in in_two_formats(text) {
            let (picture, said) = map(&Workspace::empty().write(name, bytes), name, &["--value", "value"]);
            assert_eq!(value_of(&picture, "01"), "5", "{name}: {said}");
            assert!(!said.contains("joined"), "{name}: {said}");
        }
    }
}

#[test]
fn residents_of_a_study_below_merged_titles() {
    let plain = Workspace::squareland();
    let rows: String = plain.read("population.csv").lines().skip(1).fold(String::new(), |rows, line| {
        let (code, count) = line.split_once(',').unwrap();
        let count: u32 = count.parse().unwrap();
        rows + &format!("{code}|{}|{}|{count}\n", count / 4, count - count / 4)
    });
    let text = format!("Codice comune|Popolazione residente|<|<\n^|Maschi|Femmine|Totale\n{rows}");
    let coverage = |workspace: &Workspace| {
        let run = workspace.run(["coverage", ".", "--format", "csv"]);
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        run.stdout
    };
    for (name, bytes) in in_every_format(text.trim_end()) {
        let workspace = Workspace::squareland().write(name, bytes).replace(
            "study.toml",
            "\"population.csv\"",
            &format!("{name:?}"),
        );
        assert_eq!(coverage(&workspace), coverage(&plain), "{name}");
    }
}

/// The text of a picture that a reader sees.
fn texts(picture: &str) -> String {
    let texts = picture.split("<text").skip(1).filter_map(|rest| {
        let start = rest.find('>')? + 1;
        rest[start..].split('<').next()
    });
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn title_and_source_of_a_sheet_are_those_of_its_map() {
    for (name, bytes) in in_two_formats(MERGED) {
        let workspace = Workspace::empty().write(name, bytes);
        let flags = ["--code", "Codice", "--value", "Famiglie Totale", "--language", "it"];
        let (picture, said) = map(&workspace, name, &flags);
        let shown = texts(&picture);
        assert!(shown.contains("Popolazione e famiglie\n") && !shown.contains("Tavola"), "{shown}");
        assert!(shown.contains("Famiglie Totale, per regione") && shown.contains("Fonte: anagrafi; "), "{shown}");
        assert!(!shown.contains(name), "{shown}");
        let taken = format!(
            "warning: {name}: the map has from rows around the table its title \"Popolazione e famiglie\" and its source \"anagrafi\"\nhint: --title TEXT says another title\n"
        );
        assert!(said.contains(&taken), "{said}");
        let (picture, said) = map(&workspace, name, &[&flags[..], &["--title", "Famiglie"]].concat());
        assert!(!texts(&picture).contains("Popolazione e famiglie") && texts(&picture).contains("Fonte: anagrafi; "));
        assert!(said.contains("around the table its source \"anagrafi\"\n"), "{said}");
    }
}

#[test]
fn a_map_of_a_table_with_a_title_is_verified() {
    let workspace = Workspace::empty().write("t.csv", Sheet::of(MERGED).csv());
    let run =
        workspace.run(["map", "regions", "--data", "t.csv", "--code", "Codice", "--value", "Numerose", "-o", "m.svg"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let run = workspace.run(["verify", "m.svg", "t.csv"]);
    assert_eq!(run.exit_code, 0, "{}{}", run.stdout, run.stderr);
}
