//! Files that mean harm, or that a program damaged on its way: each is an error that says where and why, and none takes memory without
//! limit, runs without end, or says anything to a terminal but text.

use std::path::Path;

use crate::broken::zipped;
use crate::own_boundaries::sample;
use crate::support::{Run, Workspace};

/// An area in UTM, its third corner as given.
fn area(corner: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"EPSG:32632"}}}},"features":[
        {{"type":"Feature","properties":{{"code":"07","v":1}},"geometry":{{"type":"Polygon","coordinates":[[[500000,4000000],[600000,4000000],{corner},[500000,4100000],[500000,4000000]]]}}}},
        {{"type":"Feature","properties":{{"code":"08","v":2}},"geometry":{{"type":"Polygon","coordinates":[[[600000,4000000],[700000,4000000],[700000,4100000],[600000,4000000]]]}}}}]}}"#
    )
}

#[expect(clippy::disallowed_methods, reason = "a fixture that is not there fails the test")]
fn hostile(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile").join(name)).unwrap()
}

/// What a run that fails says.
fn error(run: Run) -> String {
    assert_eq!(run.exit_code, 1, "{}{}", run.stdout, run.stderr);
    assert_eq!(run.stdout, "");
    run.stderr
}

#[test]
fn whatever_takes_outlines_as_they_are_refuses_points_that_are_no_places() {
    for (corner, kind) in [
        ("[NaN,4100000]", "not-finite: 1 feature has points that are no numbers: feature 1 (07) at NaN"),
        (
            "[500000,1.5e308]",
            "out-of-bounds: 1 feature has points where EPSG:32632 has no place: feature 1 (07) at 500000.0, 1.5e308",
        ),
        ("[1e11,1e300]", "out-of-bounds: "),
        ("[1e9,1e302]", "out-of-bounds: "),
    ] {
        let workspace = Workspace::empty().write("a.geojson", area(corner)).write("p.csv", "lon,lat\n9.5,36.5\n");
        for arguments in [
            &["locate", "p.csv", "--in", "a.geojson", "-o", "-"][..],
            &["locate", "p.csv", "--in", "a.geojson", "--count", "-o", "-"],
            &["weights", "a.geojson", "regions", "-o", "-"],
            &["weights", "regions", "a.geojson", "-o", "-"],
            &["boundaries", "a.geojson", "-o", "b.geojson"],
            &["boundaries", "a.geojson", "--crs", "EPSG:3035", "-o", "b.fgb"],
        ] {
            let said = error(workspace.run(arguments.iter().copied()));
            assert!(said.contains(&format!("error: a.geojson: {kind}")), "{arguments:?}: {said}");
            assert!(said.contains("--repair"), "{said}");
        }
        // Whoever looks, mends or draws tells it.
        let word = &kind[..kind.find(':').unwrap()];
        let looked = workspace.run(["boundaries", "a.geojson"]);
        assert!(looked.exit_code == 0 && looked.stdout.contains(word), "{}", looked.stdout);
        let drawn = workspace.run(["map", "--on", "a.geojson", "--value", "v", "-o", "a.svg"]);
        assert!(drawn.exit_code == 0 && drawn.stderr.contains(word), "{}", drawn.stderr);
        let mended = workspace.run(["boundaries", "a.geojson", "--repair", "-o", "c.geojson"]);
        assert!(mended.exit_code == 0 && mended.stderr.contains(word), "{}", mended.stderr);
        let located = workspace.run(["locate", "p.csv", "--in", "c.geojson", "-o", "-"]);
        assert_eq!(located.exit_code, 0, "{}", located.stderr);
    }
}

#[test]
fn a_shapefile_with_one_number_that_is_none_is_told_by_every_reader() {
    let mut shp = sample("utf8.shp");
    // The first corner of the first polygon: headers of the file and of the record, then type, bounds, counts and one start.
    let corner = 100 + 8 + 4 + 32 + 8 + 4;
    shp[corner..corner + 8].copy_from_slice(&f64::NAN.to_le_bytes());
    let workspace = ["shx", "dbf", "prj", "cpg"].iter().fold(Workspace::empty(), |workspace, ending| {
        workspace.write(&format!("a.{ending}"), sample(&format!("utf8.{ending}")))
    });
    let workspace = workspace.write("a.shp", shp).write("p.csv", "lon,lat\n9.5,36.5\n");
    for arguments in [&["locate", "p.csv", "--in", "a.shp", "-o", "-"][..], &["weights", "a.shp", "regions", "-o", "-"]]
    {
        let said = error(workspace.run(arguments.iter().copied()));
        assert!(said.contains("not-finite: 1 feature has points that are no numbers: feature 1"), "{said}");
    }
}

#[test]
fn what_a_study_draws_its_catchments_by_is_looked_at_too() {
    let drawn = area("[NaN,4100000]")
        .replace("\"code\":\"07\"", "\"unit_id\":\"A\"")
        .replace("\"code\":\"08\"", "\"unit_id\":\"B\"");
    let workspace = crate::own_boundaries::with_boundaries("squares.geojson", "code = \"code\"")
        .write("drawn.geojson", drawn)
        .replace("study.toml", "rules = \"catchments.csv\"", "boundaries = \"drawn.geojson\"\nid = \"unit_id\"");
    let run = workspace.run(["coverage", "."]);
    assert_eq!(run.exit_code, 1);
    assert!(run.stderr.contains("drawn.geojson: not-finite: 1 feature has points"), "{}", run.stderr);
}

/// A GeoPackage of one layer `l`, which is made by `layer`.
fn geopackage(workspace: &Workspace, name: &str, layer: &str) {
    let database = rusqlite::Connection::open(workspace.path(name)).unwrap();
    let all = format!(
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
         INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, '');
         CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, identifier TEXT, srs_id INTEGER);
         INSERT INTO gpkg_contents VALUES ('l', 'features', 'l', 4326);
         CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
         INSERT INTO gpkg_geometry_columns VALUES ('l', 'geom', 'POLYGON', 4326);
         {layer}"
    );
    database.execute_batch(&all).unwrap();
}

#[test]
fn a_database_runs_no_program_of_its_own() {
    let endless = "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x)";
    for (layer, told) in [
        (format!("CREATE VIEW l AS {endless} SELECT n, NULL AS geom FROM x;"), "\"l\" is a view of the database"),
        (
            "CREATE TABLE l (a INTEGER, geom BLOB, b AS (hex(zeroblob(400000000)))); INSERT INTO l (a) VALUES (1);"
                .to_owned(),
            "\"l\" has the column \"b\" that is worked out",
        ),
        (
            format!(
                "CREATE TABLE l (geom BLOB); DROP TABLE gpkg_contents; CREATE VIEW gpkg_contents AS {endless} SELECT 'l' AS table_name, 'features' AS data_type, n FROM x;"
            ),
            "\"gpkg_contents\" is a view of the database",
        ),
    ] {
        let workspace = Workspace::empty();
        geopackage(&workspace, "a.gpkg", &layer);
        let said = error(workspace.run(["boundaries", "a.gpkg"]));
        assert!(
            said.contains(&format!("error: a.gpkg: {told}")) && said.contains("hint: write the layer as a table"),
            "{said}"
        );
    }
    let workspace = Workspace::empty();
    geopackage(&workspace, "a.gpkg", "CREATE TABLE l (geom BLOB, v); INSERT INTO l VALUES (NULL, 1);");
    let run = workspace.run(["boundaries", "a.gpkg"]);
    assert!(!run.stderr.contains("view"), "a table is read: {}", run.stderr);
}

/// An archive that says of its parts that each unpacks to so many bytes.
fn claiming(archive: &[u8], bytes: u32) -> Vec<u8> {
    let mut archive = archive.to_vec();
    for (mark, at) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
        let starts: Vec<usize> = (0..archive.len() - 4).filter(|start| &archive[*start..start + 4] == mark).collect();
        for start in starts {
            archive[start + at..start + at + 4].copy_from_slice(&bytes.to_le_bytes());
        }
    }
    archive
}

#[test]
fn what_unpacks_to_too_much_is_refused_before_it_is_unpacked() {
    let table = zipped(&[("a.csv", b"code,v\n01,5\n")]);
    let book = zipped(&[("xl/workbook.xml", b"<x/>")]);
    let shapes = zipped(&[("a.shp", &sample("utf8.shp")), ("a.dbf", &sample("utf8.dbf"))]);
    let workspace = Workspace::empty()
        .write("t.zip", claiming(&table, 2_000_000_000))
        .write("t.xlsx", claiming(&book, 2_000_000_000))
        .write("s.zip", claiming(&shapes, 3_000_000_000));
    for (arguments, told) in [
        (
            &["map", "regions", "--data", "t.zip", "--code", "code", "--value", "v", "-o", "-"][..],
            "t.zip: the table in the archive cannot be unpacked: the part a.csv unpacks to more than 1 GB",
        ),
        (
            &["map", "regions", "--data", "t.xlsx", "--code", "code", "--value", "v", "-o", "-"],
            "t.xlsx: the workbook cannot be read: it unpacks to more than 1 GB",
        ),
        (&["boundaries", "s.zip"], "s.zip: the archive cannot be read: the part a.shp unpacks to more than 2 GB"),
    ] {
        let said = error(workspace.run(arguments.iter().copied()));
        assert!(said.contains(told), "{said}");
    }
}

#[test]
fn an_archive_with_a_name_twice_is_not_read_one_way_or_the_other() {
    let shapes = hostile("twice.zip");
    let workspace = Workspace::empty().write("a.zip", &shapes);
    let said =
        error(workspace.run(["map", "regions", "--data", "a.zip", "--code", "code", "--value", "v", "-o", "x.svg"]));
    assert!(
        said.contains("a.zip: the workbook cannot be read: it has \"a.csv\" twice, and cannot be read both ways"),
        "{said}"
    );
    assert_eq!(workspace.files(), ["a.zip"]);
}

#[test]
fn values_of_a_spreadsheet_that_are_no_numbers_are_told_with_their_cell() {
    let workspace = Workspace::empty().write("e1.ods", hostile("entity.ods")).write("e2.ods", hostile("no-number.ods"));
    for (file, told) in [
        ("e1.ods", r#"e1.ods:a!C3: column v: expected a number, found "5&j;""#),
        ("e2.ods", r#"e2.ods:a!C3: column v: expected a number, found "500.0.0""#),
    ] {
        let said =
            error(workspace.run(["map", "regions", "--data", file, "--code", "code", "--value", "v", "-o", "x.svg"]));
        assert!(said.contains(told), "{said}");
    }
}

/// Whether a text holds nothing that a terminal, a browser or a typesetter would obey: no control character but the ends of lines.
fn is_text(text: &str) -> bool {
    text.chars().all(|letter| {
        letter == '\n' || !(letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    })
}

#[test]
fn nothing_that_comes_from_a_file_or_a_name_commands_a_terminal() {
    let workspace = ["study.toml", "units.csv", "catchments.csv", "answers.csv"]
        .iter()
        .fold(Workspace::empty(), |workspace, name| workspace.write(name, hostile(name)));
    for arguments in [
        &["coverage", "."][..],
        &["coverage", ".", "--scheme", "=s<i>|&"],
        &["coverage", ".", "--scheme", "=s<i>|&", "--format", "md"],
        &["coverage", ".", "--scheme", "=s<i>|&", "--format", "tex"],
        &["bias", ".", "--permutations", "10"],
        &["areas", "=s<i>|&", "."],
        &["check", "."],
        &["chart", "."],
        &["run", ".", "-o", "results"],
    ] {
        let run = workspace.run(arguments.iter().copied());
        assert_eq!(run.exit_code, 0, "{arguments:?}: {}", run.stderr);
        assert!(is_text(&run.stdout), "{arguments:?}: {:?}", run.stdout);
        assert!(is_text(&run.stderr), "{arguments:?}: {:?}", run.stderr);
    }
    let terminal = workspace.run(["coverage", ".", "--scheme", "=s<i>|&"]).stdout;
    assert!(terminal.contains("\\u{1b}[31mRED\\u{1b}]0;pwn\\u{7}") && terminal.contains("line1\\nline2"), "{terminal}");
    let written: Vec<String> = workspace.files();
    let documents: Vec<&String> = written
        .iter()
        .filter(|name| [".html", ".svg", ".md", ".tex"].iter().any(|ending| name.ends_with(ending)))
        .collect();
    assert!(documents.len() > 5, "{written:?}");
    for name in documents {
        let text = workspace.read(name);
        assert!(is_text(&text), "{name}: {:?}", text.chars().find(|letter| !is_text(&letter.to_string())));
        assert!(!text.contains("<script>alert") && !text.contains("\" onload=\""), "{name}");
        if name.rsplit('.').next() == Some("svg") {
            let read = roxmltree::Document::parse(&text).map(|_| ());
            assert_eq!(read, Ok(()), "{name}");
        }
    }
}

#[test]
fn names_of_files_and_layers_are_shown_and_not_obeyed() {
    let escape = "\u{1b}[31m";
    let area =
        area("[600000,4100000]").replace("\"07\"", "\"\\u001b]0;pwn\\u0007\"").replace("\"code\"", "\"co\\u001bde\"");
    let workspace = Workspace::empty()
        .write(&format!("a{escape}.geojson"), area)
        .write("study.toml", "[frame]\nfile = \"b\\u001b[31m.csv\"\n");
    for arguments in [
        &["boundaries", "a\u{1b}[31m.geojson"][..],
        &["check", "."],
        &["run", "."],
        &["boundaries", "no\u{1b}[31m.shp"],
        &["areas", "no\u{1b}[31m"],
    ] {
        let run = workspace.run(arguments.iter().copied());
        assert!(is_text(&run.stdout) && is_text(&run.stderr), "{arguments:?}: {:?} {:?}", run.stdout, run.stderr);
        assert!(
            format!("{}{}", run.stdout, run.stderr).contains("\\u{1b}"),
            "{arguments:?}: {} {}",
            run.stdout,
            run.stderr
        );
    }
}

#[test]
fn documents_escape_what_they_must() {
    let workspace = ["study.toml", "units.csv", "catchments.csv", "answers.csv"]
        .iter()
        .fold(Workspace::empty(), |workspace, name| workspace.write(name, hostile(name)));
    let of = |format: &str| workspace.run(["coverage", ".", "--scheme", "=s<i>|&", "--format", format]).stdout;
    let markdown = of("md");
    for expected in [
        "| \\<script>alert(1)\\</script> |",
        "| \\[click](javascript:alert(1)) |",
        "| !\\[x](http://evil/x.png) |",
        "| \\<img src=x onerror=alert(1)> |",
        "| line1 line2 |",
        "| a\\|b\\`c\\*d_e |",
    ] {
        assert!(markdown.contains(expected), "{expected}: {markdown}");
    }
    let latex = of("tex");
    for expected in [
        "{[}click{]}(javascript:alert(1)) &",
        "\\textbackslash{}end\\{tabular\\}",
        "\\textbackslash{}input\\{/etc/passwd\\}",
        "line1 line2 &",
    ] {
        assert!(latex.contains(expected), "{expected}: {latex}");
    }
    assert!(!latex.contains("\\\\\n["), "a name in brackets is no argument of the end of a row");
    let excel = workspace.run(["coverage", ".", "--scheme", "=s<i>|&", "--format", "csv", "--csv", "excel"]).stdout;
    let starts = |cell: &str| ["=", "+", "-", "@", "\t"].iter().any(|mark| cell.starts_with(mark));
    let mut rows = csv::ReaderBuilder::new().from_reader(excel.trim_start_matches('\u{feff}').as_bytes());
    for cell in rows.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<String>>()) {
        let is_number = cell.parse::<f64>().is_ok();
        assert!(!starts(&cell) || is_number || cell.starts_with("=\""), "{cell}");
    }
}

#[test]
fn a_value_in_a_message_is_cut() {
    let long = format!("code,v\n01,5\n02,{}\n", "x".repeat(2_000_000));
    let titles = format!("code,{}\n01,5{}\n", "y".repeat(3_000_000), ",");
    let many: Vec<String> = (0..60_000).map(|number| format!("column {number},")).collect();
    let many = many.concat();
    let many = format!("{many}code\n{}01\n", ",".repeat(60_000));
    let workspace = Workspace::empty().write("f.csv", long).write("g.csv", titles).write("h.csv", many);
    for file in ["f.csv", "g.csv", "h.csv"] {
        let said =
            error(workspace.run(["map", "regions", "--data", file, "--code", "code", "--value", "v", "-o", "-"]));
        assert!(said.len() < 9_000, "{file}: {}", said.len());
    }
    let said = error(workspace.run(["map", "regions", "--data", "f.csv", "--code", "code", "--value", "v", "-o", "-"]));
    assert!(
        said.contains("f.csv:3: column v: expected a number, found \"xxxx") && said.contains("x…\" (2000000 bytes)"),
        "{said}"
    );
}

#[test]
fn a_table_has_no_more_columns_than_are_read() {
    let table = |columns: usize| format!("code{}\n01{}\n", ",".repeat(columns - 1), ",".repeat(columns - 1));
    let workspace = Workspace::empty().write("a.csv", table(65_537)).write("b.csv", table(65_536));
    let map = |file: &'static str| ["map", "regions", "--data", file, "--code", "code", "--value", "v", "-o", "-"];
    let said = error(workspace.run(map("a.csv")));
    assert!(said.contains("a.csv:1: the row has 65537 cells, more than the 65536 that are read"), "{said}");
    assert!(error(workspace.run(map("b.csv"))).contains("no column \"v\""));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_waited_for() {
    let workspace = Workspace::empty();
    assert!(std::process::Command::new("mkfifo").arg(workspace.path("pipe.csv")).status().unwrap().success());
    std::os::unix::fs::symlink("/dev/zero", workspace.path("zero.csv")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", workspace.path("zero.shp")).unwrap();
    std::fs::create_dir(workspace.path("folder.csv")).unwrap();
    let map =
        |file: &'static str| ["map", "regions", "--data", file, "--code", "code", "--value", "v", "-o", "-"].to_vec();
    for (arguments, told) in [
        (map("pipe.csv"), "pipe.csv: it is a named pipe, expected a file"),
        (map("zero.csv"), "zero.csv: it is a device, expected a file"),
        (vec!["boundaries", "zero.shp"], "zero.shp: it is a device, expected a file"),
        (vec!["locate", "pipe.csv", "--in", "regions", "-o", "-"], "pipe.csv: it is a named pipe, expected a file"),
        (map("folder.csv"), "folder.csv: "),
    ] {
        let said = error(workspace.run(arguments.iter().copied()));
        assert!(said.contains(told), "{arguments:?}: {said}");
    }
}

#[test]
fn a_question_has_no_more_options_than_are_read() {
    let answers = |options: usize| {
        let rows: Vec<String> =
            (0..4).map(|row| format!("{},o{}\n", ["A", "C", "E", "H"][row], row % options)).collect();
        format!("unit_id,q\n{}", rows.concat())
    };
    let units: Vec<String> = (0..1_001).map(|unit| format!("U{unit},1,01,10\n")).collect();
    let rows: Vec<String> = (0..1_001).map(|unit| format!("U{unit},o{unit}\n")).collect();
    let workspace = Workspace::empty()
        .write("units.csv", format!("unit_id,responded,region_code,population\n{}", units.concat()))
        .write("answers.csv", format!("unit_id,q\n{}", rows.concat()))
        .write(
            "few.csv",
            answers(2).replace("A,", "U0,").replace("C,", "U1,").replace("E,", "U2,").replace("H,", "U3,"),
        )
        .write(
            "study.toml",
            "[frame]\nfile = \"units.csv\"\n[answers]\nfile = \"answers.csv\"\n[[question]]\nname = \"q\"\n",
        );
    let said = workspace.run(["check", "."]);
    assert_eq!(said.exit_code, 1);
    let told =
        "answers.csv: column q: the question has 1001 different answers, more than the 1000 options that are read";
    assert!(said.stdout.contains(told), "{}", said.stdout);
    let few = workspace.replace("study.toml", "answers.csv", "few.csv").run(["check", "."]);
    assert_eq!(few.exit_code, 0, "{}", few.stdout);
}

/// Rings apart from each other in a square, as parts of an area or as its holes.
fn rings(count: u32, holes: bool) -> String {
    let side = f64::from(count).sqrt().ceil();
    let ring = |number: u32| {
        let (x, y) = (f64::from(number) % side, (f64::from(number) / side).floor());
        let corner = |dx: f64, dy: f64| format!("[{},{}]", 5e5 + 100.0 * (x + dx), 4e6 + 100.0 * (y + dy));
        let around = [(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75), (0.25, 0.25)];
        format!("[{}]", around.map(|(dx, dy)| corner(dx, dy)).join(","))
    };
    let rings: Vec<String> = (0..count).map(ring).collect();
    let (kind, coordinates) = if holes {
        let outer = [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side), (0.0, 0.0)];
        let outer = outer.map(|(x, y)| format!("[{},{}]", 5e5 + 100.0 * x, 4e6 + 100.0 * y)).join(",");
        ("Polygon", format!("[[{outer}],{}]", rings.join(",")))
    } else {
        ("MultiPolygon", format!("[[{}]]", rings.join("],[")))
    };
    format!(
        r#"{{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"EPSG:32632"}}}},"features":[{{"type":"Feature","properties":{{"code":"1"}},"geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}]}}"#
    )
}

#[test]
fn many_holes_and_many_parts_are_read_and_measured() {
    let count = 10_000;
    for (holes, area) in [(true, "75 km²"), (false, "25 km²")] {
        let workspace = Workspace::empty().write("a.geojson", rings(count, holes));
        let run = workspace.run(["boundaries", "a.geojson"]);
        assert!(run.stdout.contains(&format!("area:             {area}")), "{}", run.stdout);
        assert!(run.stdout.contains("defects:          none"), "{}", run.stdout);
    }
}

#[test]
fn a_table_of_nothing_but_commas_is_told_to_be_empty() {
    let areas = include_bytes!("../oracle/formats/samples/squares.geojson");
    for text in [",", ",\n,,\n", " , \n"] {
        let workspace = Workspace::empty().write("p.csv", text).write("a.geojson", areas);
        for command in ["locate p.csv --in a.geojson", "map regions --data p.csv", "map --data p.csv"] {
            let run = workspace.run(command.split(' '));
            assert!(run.exit_code == 1 || run.exit_code == 2, "{command}: {} {}", run.exit_code, run.stderr);
            assert!(run.stderr.starts_with("error: "), "{command}: {}", run.stderr);
        }
    }
}
