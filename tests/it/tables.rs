//! Workbooks: the same study from every format, and what goes wrong in offices told with the cell's place.

use crate::broken::zipped;
use crate::support::Workspace;

/// Squareland with all its tables in one workbook.
fn from_workbook(name: &str) -> Workspace {
    Workspace::squareland()
        .copy(name)
        .replace("study.toml", "file = \"areas.csv\"", &format!("file = \"{name}\"\nsheet = \"Areas\""))
        .replace("study.toml", "file = \"units.csv\"", &format!("file = \"{name}\"\nsheet = \"Units\""))
        .replace("study.toml", "file = \"population.csv\"", &format!("file = \"{name}\"\nsheet = \"Residents\""))
        .replace("study.toml", "rules = \"catchments.csv\"", &format!("rules = \"{name}\"\nsheet = \"Rules\""))
}

fn coverage(workspace: &Workspace) -> String {
    let run = workspace.run(["coverage", ".", "--format", "csv"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    run.stdout
}

#[test]
fn the_same_study_from_every_format_of_tables() {
    let plain = coverage(&Workspace::squareland());
    let in_form = |change: &dyn Fn(&str) -> Vec<u8>| {
        ["units.csv", "areas.csv", "population.csv", "catchments.csv"].into_iter().fold(
            Workspace::squareland(),
            |workspace, name| {
                let text = workspace.read(name);
                workspace.write(name, change(&text))
            },
        )
    };
    assert_eq!(coverage(&from_workbook("squareland.xlsx")), plain);
    assert_eq!(coverage(&from_workbook("squareland.ods")), plain);
    assert_eq!(coverage(&from_workbook("squareland.xls")), plain);
    assert_eq!(coverage(&from_workbook("squareland.xlsb")), plain);
    assert_eq!(coverage(&in_form(&|text| text.replace(',', "\t").into_bytes())), plain);
    let latin = |text: &str| -> Vec<u8> {
        let text = text.replace(',', ";").replace("0.75", "0,75").replace("0.25", "0,25").replace("whole", "metà");
        text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect()
    };
    assert_eq!(coverage(&in_form(&latin)), plain);
    let utf_16 = |text: &str| -> Vec<u8> {
        let text = format!("\u{feff}{}", text.replace(',', "\t").replace('\n', "\r\n"));
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    assert_eq!(coverage(&in_form(&utf_16)), plain);
}

#[test]
fn a_table_alone_in_an_archive_is_read_from_it() {
    let plain = Workspace::squareland();
    let table = plain.bytes("population.csv");
    let readme: &[u8] = b"read me first";
    let workspace = Workspace::squareland()
        .write(
            "residents.zip",
            zipped(&[("a/residents.csv", &table), ("a/README.txt", readme), ("__MACOSX/a.csv", b"")]),
        )
        .replace("study.toml", "\"population.csv\"", "\"residents.zip\"");
    assert_eq!(coverage(&workspace), coverage(&plain));
    let text = plain.read("population.csv").replace("W1-2,200", "W1-2,many");
    let workspace = workspace.write("residents.zip", zipped(&[("residents.csv", text.as_bytes())]));
    let run = workspace.run(["coverage", "."]);
    assert!(run.stderr.starts_with("error: residents.zip/residents.csv:3: column population: "), "{}", run.stderr);
}

/// What `check` says of Squareland with its residents from a workbook.
fn residents(name: &str, sheet: Option<&str>) -> String {
    let sheet = sheet.map_or_else(String::new, |sheet| format!("\nsheet = \"{sheet}\""));
    let workspace = Workspace::squareland().copy(name).replace(
        "study.toml",
        "file = \"population.csv\"",
        &format!("file = \"{name}\"{sheet}"),
    );
    assert_eq!(coverage(&workspace), coverage(&Workspace::squareland()));
    workspace.run(["coverage", "."]).stderr
}

#[test]
fn titles_notes_filters_and_noise_are_read_past_and_said() {
    insta::assert_snapshot!(residents("office.xlsx", None), @r#"
    warning: office.xlsx: 1 hidden row read too: row 6
    hint: remove them from the sheet if they are not meant
    warning: office.xlsx: noise of arithmetic taken off 1 number: C5 (100.0000000001 as 100)
    warning: office.xlsx: the header was found on row 4; 2 rows above it left out: "Residents of Squareland, 1 January 2023"
    warning: office.xlsx: 1 row of notes below the table left out: "Source: the registry of Squareland"
    "#);
    insta::assert_snapshot!(residents("office.xls", None), @r#"
    warning: office.xls: 1 hidden row read too: row 6
    hint: remove them from the sheet if they are not meant
    warning: office.xls: noise of arithmetic taken off 1 number: C5 (100.0000000001 as 100)
    warning: office.xls: the header was found on row 4; 2 rows above it left out: "Residents of Squareland, 1 January 2023"
    warning: office.xls: 1 row of notes below the table left out: "Source: the registry of Squareland"
    "#);
    insta::assert_snapshot!(residents("office.xls", Some("Residents 2022")), @r#"warning: office.xls: the sheet "Residents 2022" is hidden and was read"#);
    insta::assert_snapshot!(from_workbook("squareland.xlsb").run(["coverage", "."]).stderr, @"
    warning: squareland.xlsb: 1 hidden row read too: row 6
    hint: remove them from the sheet if they are not meant
    ");
    insta::assert_snapshot!(residents("office.ods", Some("residents")), @r#"
    warning: office.ods: 1 hidden row read too: row 6
    hint: remove them from the sheet if they are not meant
    warning: office.ods: noise of arithmetic taken off 1 number: B4 (100.0000000001 as 100)
    warning: office.ods: the header was found on row 3; 1 row above it left out: "Residents of Squareland & its islands"
    warning: office.ods: 1 row of notes below the table left out: "Fonte: registry"
    "#);
    insta::assert_snapshot!(residents("office.ods", Some("Old")), @r#"warning: office.ods: the sheet "Old" is hidden and was read"#);
}

#[test]
fn one_sheet_with_the_columns_is_found_among_several() {
    insta::assert_snapshot!(residents("squareland.xlsx", None), @r#"
    warning: squareland.xlsx: the sheet "Residents" was read: of 4 sheets it alone has the columns
    hint: to decide, write sheet = "Residents"
    "#);
}

/// The errors of Squareland with its units from a sheet of a workbook.
fn units(name: &str, sheet: &str) -> String {
    let workspace = Workspace::squareland().copy(name).replace(
        "study.toml",
        "file = \"units.csv\"",
        &format!("file = \"{name}\"{sheet}"),
    );
    let run = workspace.run(["run", ".", "-o", "results"]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (1, ""), "{}", run.stderr);
    run.stderr
}

/// A sum below the units is no unit, wherever it stands; the residents' total may leave its code blank.
#[test]
fn rows_of_totals_are_no_units_and_no_places() {
    let plain = Workspace::squareland();
    let answers = |workspace: &Workspace| {
        let run = workspace.run(["run", ".", "-o", "results", "--all"]);
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        let (response, bias) = (workspace.read("results/response.csv"), workspace.read("results/coverage.csv"));
        (response, bias, run.stderr)
    };
    let (response, coverage, _) = answers(&plain);
    let population = plain.read("population.csv");
    let summed = Workspace::squareland()
        .replace("units.csv", "D,Unit D", "Totale Northwest,,W1,,1,1000,\nD,Unit D")
        .replace("units.csv", "H,Hospital", "TOTALE,,,,1,4000,\nH,Hospital")
        .write("population.csv", format!("{}TOTALE ITALIA,4000\n", population.replace("municipality_code", "code")));
    let (with_sums, covered, said) = answers(&summed);
    assert_eq!((with_sums, covered), (response.clone(), coverage.clone()));
    assert!(said.contains("warning: units.csv: 2 rows of totals skipped: line 5 and line 8"), "{said}");
    assert!(said.contains("warning: population.csv: 1 row of totals skipped: line 18"), "{said}");
    let named: String = population
        .lines()
        .enumerate()
        .fold(String::new(), |text, (line, row)| text + row + if line == 0 { ",name\n" } else { ",here\n" });
    let blank = Workspace::squareland().write("population.csv", named + ",4000,Totale\n");
    assert_eq!(answers(&blank).1, coverage);
}

#[test]
fn damaged_cells_are_named_as_the_sheet_names_them() {
    insta::assert_snapshot!(units("damaged.xlsx", "\nsheet = \"Dates\""), @"
    error: damaged.xlsx:Dates!A3: column unit_id: the cell holds the date 2026-03-01
    hint: spreadsheets make dates of entries such as 1-3: format the column as text and type it again
    ");
    insta::assert_snapshot!(units("damaged.xlsx", "\nsheet = \"Failed\""), @"
    error: damaged.xlsx:Failed!F4: column population: the cell holds the failed formula #N/A
    hint: the formula of this cell failed: correct it, or leave the cell empty
    error: damaged.xlsx:Failed!F5: column population: the cell holds the failed formula #REF!
    hint: the formula of this cell failed: correct it, or leave the cell empty
    error: damaged.xlsx:Failed!E6: column responded: the cell holds the failed formula #DIV/0!
    hint: the formula of this cell failed: correct it, or leave the cell empty
    ");
    insta::assert_snapshot!(units("uncomputed.xlsx", ""), @"
    error: uncomputed.xlsx:Units!F4: column population: the cell holds a formula without its value
    hint: open the workbook in a spreadsheet and save it: that computes its formulas
    ");
    insta::assert_snapshot!(units("damaged.xlsx", "\nsheet = \"Merged\""), @"
    error: damaged.xlsx:Merged!C3: column region_code: the cell has no value of its own
    hint: the cell is merged with others: split them and fill in each row
    ");
    insta::assert_snapshot!(units("damaged.xlsx", "\nsheet = \"Percent\""), @r#"
    error: damaged.xlsx:Percent!F4: column population: expected a count of residents, such as 12345, found "0.6"
    hint: the cell is shown as a percentage
    "#);
    insta::assert_snapshot!(units("damaged.xlsx", "\nsheet = \"Fraction\""), @r#"
    error: damaged.xlsx:Fraction!F4: column population: expected a count of residents, such as 12345, found "600.5"
    hint: a count has no fraction
    "#);
    insta::assert_snapshot!(units("damaged.xlsx", "\nsheet = \"Text\""), @r#"
    error: damaged.xlsx:Text!F4: column population: expected a count of residents, such as 12345, found "1.600"
    hint: 1.600 may be 1600 or 1 and a fraction: say which with numbers = "it" (1.234,5) or "en" (1,234.5)
    "#);
    insta::assert_snapshot!(units("office.ods", "\nsheet = \"Damaged\""), @r#"
    error: office.ods:Damaged!A2: column unit_id: the cell holds the date 2026-03-01
    hint: spreadsheets make dates of entries such as 1-3: format the column as text and type it again
    error: office.ods:Damaged!F3: column population: the cell holds the failed formula #DIV/0!
    hint: the formula of this cell failed: correct it, or leave the cell empty
    error: catchments.csv:2: column unit_id: office.ods has no unit "A"
    error: catchments.csv:3: column unit_id: office.ods has no unit "B"
    error: catchments.csv:5: column unit_id: office.ods has no unit "D"
    error: and 2 more like this, first at catchments.csv:7
    "#);
}

#[test]
fn damaged_cells_of_binary_workbooks_are_those_of_xlsx() {
    let errors = |name: &str, sheet: &str| {
        let errors = units(name, &format!("\nsheet = \"{sheet}\""));
        errors.replace(name, "damaged.xlsx")
    };
    for sheet in ["Dates", "Failed", "Merged", "Percent", "Fraction", "Empty"] {
        assert_eq!(errors("damaged.xls", sheet), errors("damaged.xlsx", sheet), "{sheet}");
    }
    assert_eq!(errors("damaged.xlsb", "Dates"), errors("damaged.xlsx", "Dates"));
    insta::assert_snapshot!(errors("damaged.xlsb", "Units"), @"
    error: damaged.xlsx:Units!C3: column region_code: the cell has no value of its own
    hint: the cell is merged with others: split them and fill in each row
    error: damaged.xlsx:Units!F4: column population: the cell holds the failed formula #N/A
    hint: the formula of this cell failed: correct it, or leave the cell empty
    ");
}

/// Texts that span records, letters beyond Latin-1, and every cell as another program reads it.
#[test]
fn cells_of_xls_workbooks_are_those_that_another_reader_finds() {
    use bacino::input::file::bytes::{InputFile, fingerprint};
    use bacino::input::table::rows::Table;
    use calamine::{Data, Reader as _, Xls};
    for (name, sheet, first_row, first_column) in
        [("office.xls", "Residents 2023", 3, 1), ("squareland.xls", "Units", 0, 0), ("squareland.xls", "Rules", 0, 0)]
    {
        let bytes = Workspace::empty().copy(name).bytes(name);
        let mut other = Xls::new(std::io::Cursor::new(&bytes)).unwrap();
        let range = other.worksheet_range(sheet).unwrap();
        let source = fingerprint(name, &[]);
        let file = InputFile { name: name.to_owned(), bytes: bytes.clone(), source, sheet: Some(sheet.to_owned()) };
        let table = Table::parse(&file).unwrap();
        let columns: Vec<_> = table.columns().filter(|column| !column.title.is_empty()).collect();
        let mut compared = 0;
        for (at, row) in table.rows().enumerate() {
            for (column, title) in columns.iter().enumerate() {
                let place = (first_row + 1 + u32::try_from(at).unwrap(), first_column + u32::try_from(column).unwrap());
                let expected = match range.get_value(place) {
                    Some(Data::Float(value)) => (value * 1e6).round() / 1e6,
                    Some(Data::Int(value)) => *value as f64,
                    Some(Data::String(text)) => {
                        assert_eq!(row.cell(title), text.trim(), "{name} {place:?}");
                        compared += 1;
                        continue;
                    }
                    other => {
                        assert!(matches!(other, None | Some(Data::Empty)), "{other:?}");
                        assert_eq!(row.cell(title), "");
                        continue;
                    }
                };
                assert_eq!(row.cell(title), expected.to_string(), "{name} {place:?}");
                compared += 1;
            }
        }
        assert!(compared > 25, "{name}: {compared}");
    }
}

#[test]
fn a_sheet_that_cannot_be_told_is_asked_for() {
    insta::assert_snapshot!(units("damaged.xlsx", ""), @r#"
    error: damaged.xlsx: 8 sheets have content: "Dates", "Failed", "Merged", "Percent", "Fraction", "Text", "Ragged", "Header"
    hint: say which one, such as sheet = "Dates"
    "#);
    insta::assert_snapshot!(units("damaged.xlsx", "\nsheet = \"Unit\""), @r#"
    error: damaged.xlsx: no sheet "Unit"
    hint: the sheets are Dates, Failed, Merged, Percent, Fraction, Text, Ragged, Empty, Header
    "#);
    insta::assert_snapshot!(units("damaged.xlsx", "\nsheet = \"Empty\""), @r#"error: damaged.xlsx: the sheet "Empty" is empty"#);
    insta::assert_snapshot!(units("damaged.xlsx", "\nsheet = \"Header\""), @"error: damaged.xlsx: there is no row below the header");
}

#[test]
fn workbooks_cut_off_or_with_flipped_bits_are_refused_or_read_and_never_stop_the_program() {
    use bacino::input::file::bytes::{InputFile, fingerprint};
    use bacino::input::table::rows::Table;
    for name in ["squareland.xlsx", "squareland.ods", "office.ods", "damaged.xlsx", "squareland.xls", "squareland.xlsb"]
    {
        let workspace = Workspace::empty().copy(name);
        let bytes = workspace.bytes(name);
        let read = |bytes: Vec<u8>| {
            let source = fingerprint(name, &[]);
            let file = InputFile { name: name.to_owned(), bytes, source, sheet: Some("Units".to_owned()) };
            Table::parse(&file).is_ok()
        };
        for length in (0..bytes.len()).step_by(97) {
            assert!(!read(bytes[..length].to_vec()), "{name} cut to {length}");
        }
        for at in (0..bytes.len()).step_by(11) {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (at % 8);
            let _ = read(flipped);
        }
    }
}
