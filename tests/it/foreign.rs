//! Boundary files as other programs leave them: encodings that are named wrongly, edits in a log, UTF-16, days that no calendar has.

use std::path::{Path, PathBuf};

use bacino::input::file::bytes::Folder;
use bacino::input::layer::request::{FeatureRequest, Wal};
use bacino::input::shapes::features::{FeaturesRead, read_areas};
use bacino::model::shape::feature::{Features, find_column};
use rusqlite::Connection;

use crate::support::Workspace;

fn fixture(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases").join(case)
}

#[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

/// The files of a case in a scratch folder.
fn case(name: &str) -> Workspace {
    std::fs::read_dir(fixture(name)).unwrap().fold(Workspace::empty(), |workspace, entry| {
        let path = entry.unwrap().path();
        workspace.write(path.file_name().unwrap().to_str().unwrap(), bytes(&path))
    })
}

fn sample(name: &str) -> Vec<u8> {
    bytes(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/formats/samples").join(name))
}

fn read(workspace: &Workspace, name: &str) -> FeaturesRead<Features> {
    let read = read_areas(&Folder::Disk(workspace.path("")), name, &FeatureRequest::default());
    read.unwrap_or_else(|problems| panic!("{name}: {problems}"))
}

fn refused(workspace: &Workspace, name: &str) -> String {
    let read = read_areas(&Folder::Disk(workspace.path("")), name, &FeatureRequest::default());
    read.unwrap_err().to_string().trim_end().to_owned()
}

fn texts(read: &FeaturesRead<Features>, column: &str) -> Vec<String> {
    let values = &find_column(&read.features.columns, column).unwrap().values;
    values.iter().map(|value| value.clone().unwrap_or_default().into()).collect()
}

fn messages(read: &FeaturesRead<Features>) -> Vec<&str> {
    read.remarks.iter().map(|remark| remark.message.as_str()).collect()
}

/// What a `.cpg` says is believed only where the texts can be that.
#[test]
fn an_encoding_that_is_named_wrongly_is_seen_and_told() {
    let names = ["Agliè", "Forlì", "Cefalù", "Viù"];
    let workspace = case("lying-cpg");
    let found = read(&workspace, "comuni.shp");
    assert_eq!(texts(&found, "COMUNE"), names);
    let lying = ["the texts are not 1252, which the .cpg names, and were read as UTF-8"];
    assert_eq!(messages(&found), lying);
    assert_eq!(found.remarks[0].place.to_string(), "comuni.dbf");
    // An archive of the same files, and the way that dissolves part by part.
    let files = ["shp", "shx", "dbf", "prj", "cpg"].map(|ending| {
        let name = format!("comuni.{ending}");
        let bytes = workspace.bytes(&name);
        (name, bytes)
    });
    let files = files.each_ref().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    let workspace = workspace.write("comuni.zip", crate::broken::zipped(&files));
    assert_eq!(texts(&read(&workspace, "comuni.zip"), "COMUNE"), names);
    let run = workspace.run(["boundaries", "comuni.shp", "--dissolve", "COMUNE", "-o", "one.geojson"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(workspace.read("one.geojson").contains("Cefalù"));
    assert!(run.stderr.contains(lying[0]), "{}", run.stderr);
    // The other way round: UTF-8 is named, and the letters are western.
    let mut western = workspace.bytes("comuni.dbf");
    while let Some(at) = western.windows(2).position(|pair| pair[0] == 0xC3) {
        western[at] = western[at + 1] + 0x40;
        western.copy_within(at + 2..at + 10, at + 1);
    }
    let workspace = workspace.write("comuni.dbf", western).write("comuni.cpg", "UTF-8");
    let found = read(&workspace, "comuni.shp");
    assert_eq!(texts(&found, "COMUNE"), names);
    assert_eq!(
        messages(&found),
        ["the texts are not UTF-8, which the .cpg names, and were read as Windows-1252 (Latin-1)"]
    );
    // An encoding that is named rightly is not spoken of.
    assert_eq!(messages(&read(&workspace.write("comuni.cpg", "1252"), "comuni.shp")), [""; 0]);
}

const IN_LOG: &str = "the last edits are in dsm.gpkg-wal (2 pages of the database)";

/// Edits that are still in a log make the file an error, in a study and for commands, unless they are left out on purpose.
#[test]
fn edits_in_the_log_of_a_geopackage_are_an_error_or_left_out_by_name() {
    let workspace = case("gpkg-wal");
    let error = format!("error: dsm.gpkg: {IN_LOG} and not in the file yet");
    let hint = "hint: close the program that has the file open, which writes them into it: or leave them out with";
    for command in [&["check", "."][..], &["run", ".", "-o", "results"], &["coverage", "."]] {
        let run = workspace.run(command.iter().copied());
        let told = run.stdout.clone() + &run.stderr;
        assert_eq!(run.exit_code, 1, "{command:?}: {told}");
        assert!(told.contains(IN_LOG) && told.contains("wal = \"ignore\""), "{command:?}: {told}");
    }
    let run = workspace.run(["boundaries", "dsm.gpkg"]);
    assert_eq!((run.exit_code, run.stderr.trim_end()), (1, format!("{error}\n{hint} --wal ignore").as_str()));
    let run = workspace.run(["boundaries", "dsm.gpkg", "--wal", "ignore"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(run.stderr.contains(&format!("dsm.gpkg: {IN_LOG} and were left out")), "{}", run.stderr);
    let workspace = workspace.write("points.csv", "lon,lat\n7.55,45.05\n");
    let locate = ["locate", "points.csv", "--in", "dsm.gpkg"];
    let run = workspace.run(locate);
    assert_eq!((run.exit_code, run.stderr.trim_end()), (1, format!("{error}\n{hint} --wal ignore").as_str()));
    let run = workspace.run(locate.into_iter().chain(["--wal", "ignore"]));
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let workspace = workspace.replace("study.toml", "id = \"unit_id\"", "id = \"unit_id\"\nwal = \"ignore\"");
    let run = workspace.run(["coverage", "."]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(run.stderr.contains(&format!("{IN_LOG} and were left out")), "{}", run.stderr);
}

/// Opens the database of squares to change it, without the triggers of its index, which need functions of GDAL.
fn opened(path: PathBuf) -> Connection {
    let database = Connection::open(path).unwrap();
    let mut query = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").unwrap();
    let triggers: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    drop(query);
    for name in triggers {
        database.execute_batch(&format!("DROP TRIGGER \"{name}\"")).unwrap();
    }
    database
}

/// A database of squares with a log beside it, in which one is renamed; what was done to it before it was copied.
fn edited(name: &str, before: &str) -> Workspace {
    let workspace = Workspace::empty().write("open.gpkg", sample("squares.gpkg"));
    let database = opened(workspace.path("open.gpkg"));
    database.execute_batch("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;").unwrap();
    database.execute_batch("UPDATE squares SET name = 'Altrove' WHERE code = 'W1-1';").unwrap();
    database.execute_batch(before).unwrap();
    let (file, log) = (workspace.bytes("open.gpkg"), workspace.bytes("open.gpkg-wal"));
    drop(database);
    workspace.write(name, file).write(&format!("{name}-wal"), log)
}

#[test]
fn a_log_says_something_only_where_the_file_lacks_it() {
    let of = |name: &str, before: &str| {
        let workspace = edited(name, before);
        let request = FeatureRequest { wal: Wal::Ignore, ..FeatureRequest::default() };
        let left_out = read_areas(&Folder::Disk(workspace.path("")), name, &request).unwrap();
        let strict = read_areas(&Folder::Disk(workspace.path("")), name, &FeatureRequest::default());
        let renamed = texts(&left_out, "name").contains(&"Altrove".to_owned());
        assert_eq!(strict.is_err(), left_out.remarks.iter().any(|remark| remark.message.contains("left out")));
        (strict.is_ok(), renamed)
    };
    assert_eq!(of("a.gpkg", ""), (false, false));
    // Any name of a database.
    assert_eq!(of("a.sqlite", ""), (false, false));
    // Written back, with the log as it was or emptied; and written back before a change that was never finished.
    assert_eq!(of("b.gpkg", "PRAGMA wal_checkpoint(FULL);"), (true, true));
    assert_eq!(of("c.gpkg", "PRAGMA wal_checkpoint(TRUNCATE);"), (true, true));
    // A new use of the log, which begins again at its start.
    let again = "PRAGMA wal_checkpoint(RESTART); UPDATE squares SET residents = 1;";
    assert_eq!(of("d.gpkg", again), (false, true));
    // A log that is none, or of a program that was killed before it wrote anything.
    let workspace = Workspace::empty().write("a.gpkg", sample("squares.gpkg"));
    for log in [&b""[..], b"\0\0\0\0", &[0; 5_000], b"\x37\x7f\x06\x82\x00\x2d\xe2\x18"] {
        let found = std::fs::write(workspace.path("a.gpkg-wal"), log);
        assert!(found.is_ok() && messages(&read(&workspace, "a.gpkg")).is_empty());
    }
}

#[test]
fn a_change_that_was_broken_off_is_an_error() {
    let journal = [&[0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7, 0, 0, 0, 1][..], &[0; 600]].concat();
    let workspace = Workspace::empty().write("a.gpkg", sample("squares.gpkg")).write("a.gpkg-journal", journal);
    assert_eq!(
        refused(&workspace, "a.gpkg"),
        "error: a.gpkg: a change of the file was never finished: a.gpkg-journal holds what it was before\nhint: open it once in the program that changed it, which finishes or undoes the change"
    );
    // The header of a journal that is kept is emptied once the change is finished.
    assert!(messages(&read(&workspace.write("a.gpkg-journal", [0; 612]), "a.gpkg")).is_empty());
}

/// The bytes of a text in UTF-16.
fn utf_16(text: &str, mark: bool, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF);
    mark.into_iter().chain(text.encode_utf16()).flat_map(bytes_of).collect()
}

#[test]
fn json_in_utf_16_is_read() {
    let text = String::from_utf8(sample("squares.geojson")).unwrap();
    let topology = String::from_utf8(sample("plain.topojson")).unwrap();
    let plain = Workspace::empty().write("a.geojson", &text);
    let expected = read(&plain, "a.geojson");
    for bytes_of in [u16::to_le_bytes, u16::to_be_bytes] {
        for mark in [true, false] {
            let workspace = Workspace::empty()
                .write("a.geojson", utf_16(&text, mark, bytes_of))
                .write("a.topojson", utf_16(&topology, mark, bytes_of));
            let found = read(&workspace, "a.geojson");
            assert_eq!(found.features.outlines, expected.features.outlines);
            assert_eq!(texts(&found, "name"), texts(&expected, "name"));
            let request = FeatureRequest { layer: Some("squares"), ..FeatureRequest::default() };
            let found = read_areas(&Folder::Disk(workspace.path("")), "a.topojson", &request).unwrap();
            assert_eq!(texts(&found, "name"), texts(&expected, "name"));
        }
    }
    let mut cut = utf_16(&text, true, u16::to_le_bytes);
    cut.truncate(cut.len() - 1);
    assert_eq!(
        refused(&Workspace::empty().write("a.geojson", cut), "a.geojson"),
        "error: a.geojson: the text in UTF-16 ends or breaks inside a letter\nhint: the file was cut off or changed: copy or download it again"
    );
}

/// A day that no calendar has is an error in every format that has a type for days.
#[test]
fn days_that_do_not_exist_are_refused_with_their_feature() {
    let workspace = Workspace::empty().write("a.gpkg", sample("squares.gpkg"));
    let database = opened(workspace.path("a.gpkg"));
    let days = "ALTER TABLE squares ADD COLUMN since DATE; ALTER TABLE squares ADD COLUMN seen DATETIME;
                UPDATE squares SET since = '2024-02-29', seen = '2024-02-29T10:00:00Z';";
    database.execute_batch(days).unwrap();
    assert!(texts(&read(&workspace, "a.gpkg"), "since").iter().all(|day| day == "2024-02-29"));
    database.execute_batch("UPDATE squares SET since = '2023-02-29' WHERE rowid > 12").unwrap();
    database.execute_batch("UPDATE squares SET seen = '1900-02-29T10:00:00Z' WHERE rowid = 2").unwrap();
    database.close().unwrap();
    assert_eq!(
        refused(&workspace, "a.gpkg"),
        "error: a.gpkg: column since: expected days that exist, such as 2024-02-29, found \"2023-02-29\" (feature 13), \"2023-02-29\" (feature 14), \"2023-02-29\" (feature 15) and 1 more\nhint: correct the date, or leave the cell empty\nerror: a.gpkg: column seen: expected days that exist, such as 2024-02-29, found \"1900-02-29T10:00:00Z\" (feature 2)\nhint: correct the date, or leave the cell empty"
    );
    // The day of a study and the day of codes.
    let run = Workspace::squareland().replace("study.toml", "2023-01-01", "2023-02-29").run(["check", "."]);
    assert!(run.stdout.contains("study.toml:2: not valid TOML: invalid date"), "{}", run.stdout);
    let map = ["map", "municipalities", "--data", "a.csv", "--code", "a", "--value", "b", "--codes", "2023-02-29"];
    let run = Workspace::empty().write("a.csv", "a,b\n001001,1\n").run(map);
    assert_eq!(run.exit_code, 2, "{}", run.stderr);
}

/// Numbers that JSON does not have: missing where they are values, no positions where they are coordinates.
#[test]
fn nan_in_json_is_missing_or_not_finite() {
    let workspace = case("nan-token");
    let plain = read(&workspace, "bom.geojson");
    let found = read(&workspace, "nan.geojson");
    for column in ["PRO_COM", "v", "id"] {
        assert_eq!(texts(&found, column), texts(&plain, column), "{column}");
    }
    assert_eq!(texts(&found, "v"), ["1.5", "", "3"]);
    assert_eq!(texts(&found, "PRO_COM"), ["1001", "1272", "4078.0"]);
    assert_eq!(found.features.outlines, plain.features.outlines);
    let told = "1 value is NaN or Infinity, which JSON does not have, and was read as missing: first at character 272";
    assert_eq!(messages(&found)[0], told);
    assert!(messages(&found).ends_with(&messages(&plain)));
    // As C writes them, in lists, in quotes, by line, and in TopoJSON.
    let text = workspace.read("nan.geojson");
    let many = text.replace("\"v\":1.5", "\"v\":-inf,\"w\":\"NaN\",\"x\":[nan,1]");
    let lines =
        many.replace("{\"type\":\"FeatureCollection\",\"features\":[", "").replace("},{\"type\"", "}\n{\"type\"");
    let lines = lines.trim_end().trim_end_matches("]}").to_owned();
    for text in [many, lines] {
        let found = read(&Workspace::empty().write("a.geojson", text), "a.geojson");
        assert_eq!(texts(&found, "v"), ["", "", "3"]);
        assert_eq!(texts(&found, "w")[0], "NaN");
        assert_eq!(texts(&found, "x")[0], "[null,1]");
        assert!(messages(&found)[0].starts_with("2 values are NaN or Infinity"), "{:?}", messages(&found));
    }
    let topology = String::from_utf8(sample("plain.topojson")).unwrap();
    let topology = topology.replacen("\"residents\": 100", "\"residents\": NaN", 1);
    let workspace = Workspace::empty().write("a.topojson", topology);
    let request = FeatureRequest { layer: Some("squares"), ..FeatureRequest::default() };
    let found = read_areas(&Folder::Disk(workspace.path("")), "a.topojson", &request).unwrap();
    assert_eq!(texts(&found, "residents").iter().filter(|value| value.is_empty()).count(), 1);
    // Coordinates.
    let workspace = Workspace::empty().write("a.geojson", text.replace("[7.5, 45.1]", "[NaN, 45.1]"));
    let run = workspace.run(["boundaries", "a.geojson"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("not-finite"), "{}", run.stdout);
    let points = r#"{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[NaN,45]}}"#;
    let run = Workspace::empty().write("p.geojson", points).run(["locate", "p.geojson", "--in", "regions"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("without a position"), "{}", run.stderr);
}

/// Features in a list, with no collection around it.
#[test]
fn a_bare_list_of_features_is_read_and_told() {
    let text = String::from_utf8(sample("squares.geojson")).unwrap();
    let list = &text[text.find("\"features\"").unwrap()..];
    let list = &list[list.find('[').unwrap()..=list.rfind(']').unwrap()];
    let workspace = Workspace::empty().write("a.geojson", list).write("b.geojson", &text);
    let (found, plain) = (read(&workspace, "a.geojson"), read(&workspace, "b.geojson"));
    assert_eq!(found.features.outlines, plain.features.outlines);
    let told = "the file is a list of features without a collection around it and was read as one";
    assert_eq!(messages(&found), [told]);
}

/// A sheet of units whose column `since` holds these days as dates.
fn units_since(days: [&str; 2]) -> Vec<u8> {
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let date = |day: &str| format!("<table:table-cell office:value-type=\"date\" office:date-value=\"{day}\"/>");
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let rows = [
        row(&["unit_id", "responded", "region_code", "since"].map(text)),
        row(&[text("A"), text("1"), text("W1"), date(days[0])]),
        row(&[text("B"), text("0"), text("W2"), date(days[1])]),
    ];
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"S\">{}</table:table></office:spreadsheet></office:body></office:document-content>",
        rows.concat()
    );
    let mimetype = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
    crate::malformed::archive_of(&[("mimetype".to_owned(), mimetype), ("content.xml".to_owned(), content.into_bytes())])
}

/// A column wholly of dates is dates, which the calendar must have.
#[test]
fn days_of_a_spreadsheet_that_do_not_exist_are_refused_with_their_cell() {
    let study = "title = \"t\"\n[frame]\nfile = \"units.ods\"\ncharacteristics = [\"since\"]\n";
    let checked =
        |days| Workspace::empty().write("study.toml", study).write("units.ods", units_since(days)).run(["check", "."]);
    let run = checked(["2024-02-29", "2023-02-28"]);
    assert!(!run.stdout.contains("2024-02-29"), "{}", run.stdout);
    let run = checked(["2024-02-29", "2023-02-29"]);
    assert_eq!(run.exit_code, 1, "{}", run.stdout);
    let told = "units.ods:S!D3: column since: the cell holds the date 2023-02-29, which no calendar has";
    assert!(run.stdout.contains(told) && !run.stdout.contains("2024-02-29"), "{}", run.stdout);
}
