//! Broken studies: each gives a clear error with file, line, column and hint, exit code 1, and nothing is written.

use crate::support::Workspace;

/// Runs a broken study; its errors must be exactly these lines, and nothing may be written.
fn refuses(workspace: &Workspace, expected: &str) {
    let before = workspace.files();
    let run = workspace.run(["run", ".", "-o", "results"]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (1, ""), "{}", run.stderr);
    assert_eq!(run.stderr.trim_end(), expected.trim());
    assert_eq!(workspace.files(), before);
}

/// An archive of these files.
pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_table_called_a_study() {
    let run = Workspace::squareland().run(["check", "units.csv"]);
    assert_eq!(run.exit_code, 1);
    assert!(run.stdout.contains("units.csv: the file is a table, expected a study file"), "{}", run.stdout);
}

macro_rules! broken {
    ($($name:ident: [$($change:tt)*] => $expected:expr;)*) => {
        $(#[test]
        fn $name() {
            refuses(&Workspace::squareland()$($change)*, $expected);
        })*
    };
}

broken! {
    a_missing_study_file: [.remove("study.toml")] => r"error: ./study.toml: no such file
hint: a study is a study.toml or its folder; bacino init FOLDER writes one to start from";
    a_missing_frame_file: [.remove("units.csv")] => r"error: units.csv: no such file";
    a_misspelt_file_name: [.replace("study.toml", "\"units.csv\"", "\"unit.csv\"")] => r#"error: unit.csv: no such file
hint: did you mean "units.csv"?"#;
    an_unclosed_text_in_toml: [.replace("study.toml", "\"units.csv\"", "\"units.csv")] => r#"error: study.toml:10: not valid TOML: invalid basic string, expected `"`"#;
    an_unknown_key: [.replace("study.toml", "title =", "titel =")] => r#"error: study.toml:1: unknown key "titel"
hint: did you mean "title"?"#;
    an_unknown_key_of_a_section: [.replace("study.toml", "rules =", "rule =")] => r#"error: study.toml:16: unknown key "catchments.rule"
hint: did you mean "rules"?"#;
    a_name_of_no_region: [.replace("units.csv", "A,Unit A,W1", "A,Unit A,Nortwest")] => r#"error: units.csv:2: column region_code: no region is called "Nortwest"
hint: did you mean "Northwest"?"#;
    an_unknown_column: [.replace("study.toml", "\"units.csv\"", "\"units.csv\"\ncolumns = { popolation = \"population\" }")] => r#"error: study.toml:11: unknown key "frame.columns.popolation"
hint: did you mean "population"?"#;
    more_adults_than_residents: [.write("population.csv", "municipality_code,population,population_18plus\nW1-1,100,120\nW1-2,200,150\n")] => "error: population.csv:2: column municipality_code: 120 residents aged 18 and over of 100 residents\nhint: the two columns may have been mixed up";
    a_missing_answers_file: [.replace("study.toml", "[population]", "[answers]\nfile = \"a.csv\"\n[population]")] => "error: a.csv: no such file";
    text_without_quotes_for_a_date: [.replace("study.toml", "2023-01-01", "\"1 January\"")] => r"error: study.toml:2: reference_date: expected a date such as 2023-01-01, without quotes, found a string";
    a_date_that_does_not_exist: [.replace("study.toml", "2023-01-01", "2023-02-30")] => r"error: study.toml:2: not valid TOML: invalid date, expected day between 01 and 28";
    an_unknown_language: [.replace("study.toml", "title =", "language = \"fr\"\ntitle =")] => r#"error: study.toml:1: language: expected "en" or "it", found "fr""#;
    a_number_for_a_file: [.replace("study.toml", "\"units.csv\"", "7")] => r"error: study.toml:10: frame.file: expected text in quotes, found an integer";
    no_frame_at_all: [.replace("study.toml", "[frame]\nfile = \"units.csv\"", "")] => r#"error: study.toml:1: the section [frame] is missing
hint: write [frame] and below it file = "units.csv""#;
    an_unknown_word_for_overlap: [.replace("study.toml", "rules =", "overlap = \"yes\"\nrules =")] => r#"error: study.toml:16: catchments.overlap: expected "error" or "allowed", found "yes""#;
    a_scheme_that_forgets_a_region: [.replace("study.toml", ", \"E2\"]", "]")] => r#"error: study.toml:18: scheme halves: the region "E2" is in no area"#;
    a_scheme_with_a_region_twice: [.replace("study.toml", ", \"E2\"]", ", \"E2\", \"W1\"]")] => r#"error: study.toml:20: scheme halves: the region "W1" is in West and in East"#;
    a_scheme_with_an_unknown_region: [.replace("study.toml", "\"E2\"]", "\"E3\"]")] => r#"error: study.toml:20: scheme halves: no region "E3"
hint: codes of the level region are E1, E2, W1 and 1 more
error: study.toml:18: scheme halves: the region "E2" is in no area"#;
    a_scheme_with_a_name_that_is_taken: [.replace("study.toml", "\"halves\"", "\"region\"")] => r#"error: study.toml:19: scheme.name: the name "region" is taken
hint: names in use are total, region, municipality"#;
    a_scheme_with_an_empty_area: [.replace("study.toml", "areas = {", "areas = { South = [],")] => r#"error: study.toml:20: scheme halves: the area "South" is empty"#;
    an_empty_frame_file: [.write("units.csv", "")] => r"error: units.csv: the file is empty
hint: the first line must name the columns";
    a_frame_with_a_header_alone: [.write("units.csv", "unit_id,responded\n")] => r"error: units.csv: there is no row below the header";
    a_frame_without_its_identifier: [.replace("units.csv", "unit_id,", "unit,")] => r#"error: units.csv:1: no column "unit_id"
hint: the columns are unit, name, region_code, kind, responded, population, note; another title is mapped by columns = { unit_id = "…" }"#;
    a_frame_without_answers: [.replace("units.csv", ",responded,", ",answer,")] => r#"error: units.csv:1: no column "responded"
hint: the columns are unit_id, name, region_code, kind, answer, population, note; another title is mapped by columns = { responded = "…" }"#;
    a_repeated_column: [.replace("units.csv", "kind,", "name,")] => r#"error: units.csv:1: the column "name" stands twice"#;
    a_ragged_row: [.replace("units.csv", "territorial,0,1000,\n", "territorial,0\n")] => r"error: units.csv:3: expected 7 cells as in the header, found 5 cells
hint: write empty cells too, so that every row has all delimiters";
    a_comma_inside_a_name: [.replace("units.csv", "Unit B", "Unit B, south")] => r"error: units.csv:3: expected 7 cells as in the header, found 8 cells
hint: a comma inside a name must stand in quotes, as must a decimal comma";
    an_unclosed_quote: [.replace("units.csv", "Unit B", "\"Unit B")] => r#"error: units.csv:3: a quote opens here and is never closed
hint: a quote inside a quoted cell is written twice: """#;
    a_repeated_unit: [.replace("units.csv", "B,Unit B", "A,Unit B")] => r#"error: units.csv:3: column unit_id: the unit "A" stands on line 2 already
hint: give each unit one row"#;
    an_empty_unit_identifier: [.replace("units.csv", "B,Unit B", ",Unit B")] => r#"error: units.csv:3: column unit_id: expected a unit identifier of one line of text, found """#;
    an_unknown_response_word: [.replace("units.csv", "territorial,0,1000", "territorial,maybe,1000")] => r#"error: units.csv:3: column responded: expected a response (1, yes, true, sì, si, respondent, 0, no, false, nonrespondent, partial, parziale, refused, rifiuto, ineligible, non eleggibile, unknown, ignoto), found "maybe"
hint: add "maybe" to the list of what it means under [frame], of response = { respondent = ["1", "yes"], nonrespondent = ["0", "no"] }; there may be lists for respondent, partial, refused, nonrespondent, ineligible, unknown"#;
    an_unknown_kind: [.replace("units.csv", "W1,territorial", "W1,teritorial")] => r#"error: units.csv:2: column kind: expected "territorial" or "hospital", found "teritorial"
hint: did you mean "territorial"?"#;
    an_unknown_region: [.replace("units.csv", "A,W1", "A,W9")] => r#"error: units.csv:2: column region_code: no region has the code "W9"
hint: codes of the level region are E1, E2, W1 and 1 more"#;
    text_for_a_figure: [.replace("units.csv", "1,600,", "1,six hundred,")] => r#"error: units.csv:4: column population: expected a count of residents, such as 12345, found "six hundred""#;
    a_negative_figure: [.replace("units.csv", "1,600,", "1,-600,")] => r#"error: units.csv:4: column population: expected a count of residents, such as 12345, found "-600"
hint: a count cannot be negative"#;
    a_fraction_for_a_figure: [.replace("units.csv", "1,600,", "1,600.5,")] => r#"error: units.csv:4: column population: expected a count of residents, such as 12345, found "600.5"
hint: a count has no fraction"#;
    an_ambiguous_figure: [.replace("units.csv", "1,600,", "1,1.600,")] => r#"error: units.csv:4: column population: expected a count of residents, such as 12345, found "1.600"
hint: 1.600 may be 1600 or 1 and a fraction: say which with numbers = "it" (1.234,5) or "en" (1,234.5)"#;
    a_figure_too_large: [.replace("units.csv", "1,600,", "1,99999999999999999999,")] => r#"error: units.csv:4: column population: expected a count of residents, such as 12345, found "99999999999999999999"
hint: the number is too large"#;
    a_missing_characteristic: [.replace("study.toml", "file = \"units.csv\"", "file = \"units.csv\"\ncharacteristics = [\"notes\"]")] => r#"error: study.toml:11: frame.characteristics: units.csv has no column "notes"
hint: did you mean "note"?"#;
    a_word_with_two_meanings: [.replace("study.toml", "file = \"units.csv\"", "file = \"units.csv\"\nresponse = { respondent = [\"1\"], refused = [\"1\"] }")] => r#"error: study.toml:11: frame.response: "1" means both respondent and refused
error: units.csv:3: column responded: expected a response (1), found "0"
hint: add "0" to the list of what it means under [frame], of response = { refused = ["1"] }; there may be lists for respondent, partial, refused, nonrespondent, ineligible, unknown
error: units.csv:5: column responded: expected a response (1), found "0""#;
    a_status_that_does_not_exist: [.replace("study.toml", "file = \"units.csv\"", "file = \"units.csv\"\nresponse = { responded = [\"1\"] }")] => r#"error: study.toml:11: unknown key "frame.response.responded"
hint: did you mean "respondent"?"#;
    residents_of_an_unknown_place: [.replace("population.csv", "W1-2,200", "W1-9,200")] => r#"error: population.csv:3: column municipality_code: no municipality has the code "W1-9"
hint: did you mean "W1-1"?"#;
    residents_given_twice: [.replace("population.csv", "W1-2,200", "W1-1,200")] => r#"error: population.csv:3: column municipality_code: the municipality "W1-1" stands on line 2 already"#;
    a_negative_count: [.replace("population.csv", "W1-2,200", "W1-2,-200")] => r#"error: population.csv:3: column population: expected a count of residents, such as 12345, found "-200"
hint: a count cannot be negative"#;
    text_for_a_count: [.replace("population.csv", "W1-2,200", "W1-2,many")] => r#"error: population.csv:3: column population: expected a count of residents, such as 12345, found "many""#;
    residents_without_a_count_column: [.replace("population.csv", ",population", ",people")] => r#"error: population.csv:1: no column "population"
hint: the columns are municipality_code, people; another title is mapped by columns = { population = "…" }"#;
    adults_that_are_not_in_the_table: [.replace("study.toml", "file = \"population.csv\"", "file = \"population.csv\"\nages = \"18+\"")] => r#"error: study.toml:12: population.ages: the table has no residents aged 18 and over
hint: add a column population_18plus, or write ages = "all""#;
    no_residents_for_a_territory: [.replace("study.toml", "[population]\nfile = \"population.csv\"", "")] => r#"error: study.toml:1: the territory has no residents
hint: name a table of residents under [population], such as file = "residents.csv""#;
    a_rule_for_an_unknown_unit: [.replace("catchments.csv", "E,region", "F,region")] => r#"error: catchments.csv:8: column unit_id: units.csv has no unit "F""#;
    a_rule_at_an_unknown_level: [.replace("catchments.csv", "E,region", "E,regoin")] => r#"error: catchments.csv:8: column level: expected one of the levels region, municipality, found "regoin"
hint: did you mean "region"?"#;
    a_rule_for_an_unknown_place: [.replace("catchments.csv", "E1-3", "E1-7")] => r#"error: catchments.csv:5: column code: no municipality has the code "E1-7"
hint: did you mean "E1-1"?"#;
    a_rule_for_a_hospital: [.replace("catchments.csv", "E,region,E2", "H,region,E2")] => r#"error: catchments.csv:8: column unit_id: the unit "H" is of kind hospital and has no catchment
hint: remove the rule, or make the unit territorial in units.csv
error: catchments.csv: no rule names the territorial unit "E"
hint: give it a catchment, or kind hospital in units.csv"#;
    a_rule_twice: [.replace("catchments.csv", "B,region,W2", "A,region,W1")] => r#"error: catchments.csv:3: the rule for unit "A" and region W1 stands on line 2 already
error: catchments.csv: no rule names the territorial unit "B"
hint: give it a catchment, or kind hospital in units.csv"#;
    a_share_above_one: [.replace("catchments.csv", "0.75", "1.75")] => r#"error: catchments.csv:6: column share: expected a share above 0 and at most 1, such as 0.25, found "1.75""#;
    a_share_of_nothing: [.replace("catchments.csv", "0.75", "0")] => r#"error: catchments.csv:6: column share: expected a share above 0 and at most 1, such as 0.25, found "0""#;
    text_for_a_share: [.replace("catchments.csv", "0.75", "most")] => r#"error: catchments.csv:6: column share: expected a share above 0 and at most 1, such as 0.25, found "most""#;
    a_percentage_without_its_sign: [.replace("catchments.csv", "0.75", "75")] => r#"error: catchments.csv:6: column share: expected a share above 0 and at most 1, such as 0.25, found "75"
hint: write a percentage as 37 % or as 0.37"#;
    shares_that_sum_to_less: [.replace("catchments.csv", "0.75", "0.65")] => r#"error: catchments.csv:6: column share: the shares of municipality E1-4 sum to 0.9 (lines 6 and 7)
hint: they must sum to 1; partial = "allowed" under [catchments] leaves the rest in no catchment"#;
    shares_that_sum_to_more: [.replace("catchments.csv", "0.75", "0.85")] => r#"error: catchments.csv:6: column share: the shares of municipality E1-4 sum to 1.1 (lines 6 and 7)
hint: they must sum to 1; overlap = "allowed" under [catchments] counts nobody twice in the union"#;
    a_missing_share_among_several: [.replace("catchments.csv", "0.75", "")] => r"error: catchments.csv:6: column share: the municipality E1-4 has 2 rules, so each needs a share";
    a_unit_without_a_rule: [.replace("catchments.csv", "B,region,W2", "A,region,W2")] => r#"error: catchments.csv: no rule names the territorial unit "B"
hint: give it a catchment, or kind hospital in units.csv"#;
    a_unit_left_without_a_place: [.write("catchments.csv", "unit_id,level,code,share\nA,region,W1,1\nB,region,W2,1\nC,region,E1,1\nD,region,E2,1\nE,municipality,E2-1,1\nE,municipality,E2-2,1\nE,municipality,E2-3,1\nE,municipality,E2-4,1\n")] => r#"error: catchments.csv:5: the unit "D" is left without any place: more specific rules of others take all of its region E2"#;
    an_area_with_an_unknown_parent: [.replace("areas.csv", "W1-1,W1", "W1-1,W7")] => r#"error: areas.csv:6: column parent: the parent "W7" is not an area of the level above municipality"#;
    an_area_of_an_unknown_level: [.replace("areas.csv", "municipality,W1-1", "town,W1-1")] => r#"error: areas.csv:6: column level: expected one of the levels region, municipality, found "town""#;
    an_area_twice: [.replace("areas.csv", "municipality,W1-2", "municipality,W1-1")] => r#"error: areas.csv:7: column code: the municipality "W1-1" stands on line 6 already"#;
    a_workbook_cut_off: [.write("units.csv", b"PK\x03\x04rest")] => r"error: units.csv: the workbook cannot be read: it is damaged or cut off
hint: open it and save it again as XLSX, or as CSV (UTF-8)";
    a_table_in_utf_16_cut_off: [.write("units.csv", b"\xff\xfeu\0n\0i")] => r"error: units.csv: the file is text in UTF-16 that is damaged or cut off
hint: save it as CSV (UTF-8)";
    a_pdf_for_a_table: [.write("units.csv", b"%PDF-1.7")] => r"error: units.csv: the file is a PDF, expected a table: CSV, TSV, XLSX, XLS or ODS
hint: open it and save it as XLSX or CSV (UTF-8)";
    an_old_workbook_cut_off: [.write("units.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")] => r"error: units.csv: the workbook cannot be read: it is damaged or cut off
hint: open it and save it again as XLSX, or as CSV (UTF-8)";
    a_web_page_called_a_workbook: [.write("units.csv", "\n<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>unit_id")] => r"error: units.csv: the file is a web page (HTML), expected a table: CSV, TSV, XLSX, XLS or ODS
hint: open it and save it as XLSX or CSV (UTF-8)";
    xml_called_a_workbook: [.write("units.csv", "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook>")] => r"error: units.csv: the file is XML, expected a table: CSV, TSV, XLSX, XLS or ODS
hint: open it and save it as XLSX or CSV (UTF-8)";
    json_for_a_table: [.write("units.csv", "[{\"unit_id\": \"A\"}]")] => r"error: units.csv: the file is JSON, expected a table: CSV, TSV, XLSX, XLS or ODS
hint: open it and save it as XLSX or CSV (UTF-8)";
    a_compressed_table: [.write("units.csv", b"\x1f\x8b\x08\0\0\0\0\0")] => r"error: units.csv: the file is compressed (gzip), expected a table: CSV, TSV, XLSX, XLS or ODS
hint: unpack it first";
    a_document_called_a_workbook: [.write("units.csv", zipped(&[("[Content_Types].xml", b"<a/>"), ("word/document.xml", b"<a/>")]))] => r"error: units.csv: the workbook cannot be read: it is a document, and no workbook
hint: open it and save it again as XLSX, or as CSV (UTF-8)";
    an_archive_of_several_tables: [.write("units.csv", zipped(&[("a.csv", b"a,b\n1,2\n"), ("b.csv", b"a,b\n1,2\n")]))] => r"error: units.csv: the archive has 2 tables: a.csv and b.csv
hint: unpack it and name the one that is meant";
    an_archive_without_a_table: [.write("units.csv", zipped(&[("a.doc", b"x")]))] => r"error: units.csv: the archive has no table
hint: unpack it and name the file that is meant";
    curly_quotes: [.replace("study.toml", "\"Squareland\"\nref", "“Squareland”\nref")] => r#"error: study.toml:1: not valid TOML: string values must be quoted, expected literal string
hint: texts stand in straight quotes: "…""#;
    a_path_with_backslashes: [.replace("study.toml", "\"units.csv\"", "\"data\\units.csv\"")] => r"error: study.toml:10: not valid TOML: too few unicode value digits, expected unicode hexadecimal value
hint: a backslash in quotes begins a special letter: write paths with /, or in single quotes";
    a_folder_for_a_table: [.remove("units.csv").folder("units.csv", "asked.csv")] => r"error: units.csv: is a folder, expected a file
hint: name one of its files: asked.csv";
    a_column_with_another_title: [.replace("units.csv", "unit_id,", "\"Unit \nID\",")] => r#"error: units.csv:1: no column "unit_id"
hint: did you mean "Unit ID"? then write columns = { unit_id = "Unit ID" }"#;
    a_study_file_in_latin_1: [.write("study.toml", b"title = \"x\"\nnotice = \"citt\xe0\"\n")] => r"error: study.toml:2: the file is not UTF-8 text
hint: save it as UTF-8";
    a_sheet_of_a_text: [.replace("study.toml", "\"units.csv\"", "\"units.csv\"\nsheet = \"Units\"")] => r#"error: units.csv: the file is text and has no sheet "Units"
hint: leave out the key sheet"#;
    a_nul_character: [.replace("units.csv", "Unit B", "Unit\0B")] => r"error: units.csv:3: the file holds a NUL character and is no table of text
hint: save it as CSV (UTF-8)";
    a_study_file_that_is_no_text: [.write("study.toml", b"\xff\xfe\xfd")] => r"error: study.toml:1: the file is not UTF-8 text
hint: save it as UTF-8";
    two_problems_of_two_files: [.replace("units.csv", "1,600,", "1,x,").replace("population.csv", "W1-2,200", "W1-2,y")] => r#"error: units.csv:4: column population: expected a count of residents, such as 12345, found "x"
error: population.csv:3: column population: expected a count of residents, such as 12345, found "y""#;
}
