//! Places as tables write them: codes of every office, names in every spelling, and what is said of them.

use std::path::Path;

use crate::support::{Run, Workspace};

/// A workspace with the files of a case.
fn case(name: &str) -> Workspace {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases").join(name);
    let mut workspace = Workspace::empty();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        #[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
        let bytes = std::fs::read(&path).unwrap();
        workspace = workspace.write(&name, bytes);
    }
    workspace
}

/// Draws a column of a table.
fn map(workspace: &Workspace, layer: &str, table: &str, code: &str, value: &str) -> Run {
    workspace.run(["map", layer, "--data", table, "--code", code, "--value", value])
}

/// The value of each area that has one.
fn values(run: &Run) -> Vec<(String, String)> {
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let attribute = |path: &str, name: &str| {
        let (_, rest) = path.split_once(&format!("{name}=\""))?;
        Some(rest.split('"').next().unwrap_or_default().to_owned())
    };
    let paths = run.stdout.split('<').filter(|element| element.contains("data-value="));
    let values = paths.filter_map(|path| Some((attribute(path, "data-code")?, attribute(path, "data-value")?)));
    let mut values: Vec<(String, String)> = values.filter(|(_, value)| !value.is_empty()).collect();
    values.sort();
    values
}

/// The value of one area.
fn value(run: &Run, code: &str) -> Option<String> {
    values(run).into_iter().find(|(found, _)| found == code).map(|(_, value)| value)
}

fn said(run: &Run, texts: &[&str]) {
    for text in texts {
        assert!(run.stderr.contains(text), "{text:?} is not in\n{}", run.stderr);
    }
}

#[test]
fn codes_of_the_health_ministry_are_recognised_as_a_set() {
    let workspace = case("health-region-codes");
    for table in ["dosi.csv", "dosi_excel.csv"] {
        let run = map(&workspace, "regions", table, "codice_regione", "dosi");
        assert_eq!((run.exit_code, run.stdout.len()), (1, 0), "{}", run.stderr);
        said(&run, &["column codice_regione: the codes are those of the Ministry of Health", "--code regione"]);
        let by_name = map(&workspace, "regions", table, "regione", "dosi");
        assert_eq!((value(&by_name, "01").as_deref(), value(&by_name, "10").as_deref()), (Some("1000"), Some("1370")));
    }
    let run = map(&workspace, "regions", "solo_due.csv", "codice_regione", "dosi");
    assert_eq!(run.exit_code, 1);
    said(&run, &["Ministry of Health (10 Piemonte and 20 Valle d'Aosta), not ISTAT's, as the names beside them say"]);
}

#[test]
fn two_codes_of_both_codings_are_told_apart_by_names_and_doubted_without() {
    let workspace = Workspace::empty()
        .write("alone.csv", "code,value\n10,1\n20,2\n")
        .write("istat.csv", "code,who,value\n10,Umbria,1\n20,Sardegna,2\n")
        .write("cities.csv", "code,who,value\n10,ASL Terni,1\n20,ASL Sassari,2\n")
        .write("health.csv", "code,who,value\n10,ASL Torino 3,1\n20,Aosta,2\n");
    let run = |table| map(&workspace, "regions", table, "code", "value");
    let alone = run("alone.csv");
    assert_eq!(value(&alone, "10").as_deref(), Some("1"));
    said(
        &alone,
        &["the codes are read as ISTAT's; to the Ministry of Health they would be 10 Piemonte and 20 Valle d'Aosta"],
    );
    for table in ["istat.csv", "cities.csv"] {
        let run = run(table);
        assert_eq!(value(&run, "10").as_deref(), Some("1"));
        assert!(!run.stderr.contains("Ministry"), "{}", run.stderr);
    }
    assert_eq!(run("health.csv").exit_code, 1);
}

#[test]
fn a_frame_in_the_coding_of_the_health_ministry_is_said() {
    let run = case("frame-with-health-region-codes").run(["check", "."]);
    assert_eq!(run.exit_code, 1, "{}", run.stdout);
    assert!(run.stdout.contains("Ministry of Health (10 Piemonte and 20 Valle d'Aosta)"), "{}", run.stdout);
    let neutral = case("frame-with-health-region-codes");
    let units = neutral.read("units.csv").replace("Torino", "A").replace("Cuneo", "B").replace("Aosta", "C");
    let run = neutral.write("units.csv", units).run(["check", "."]);
    assert_eq!(run.exit_code, 0, "{}", run.stdout);
    assert!(run.stdout.contains("to the Ministry of Health they would be 10 Piemonte"), "{}", run.stdout);
}

#[test]
fn the_two_autonomous_provinces_leave_their_region_without_a_value() {
    let workspace = case("autonomous-provinces-21-22");
    for (table, code) in [("regioni.csv", "codice_regione"), ("nomi.csv", "denominazione_regione")] {
        let run = map(&workspace, "regions", table, code, "casi");
        assert_eq!((values(&run).len(), value(&run, "04")), (19, None), "{}", run.stderr);
        said(
            &run,
            &[
                "2 rows of Bolzano and Trento left out: 04 Trentino-Alto Adige, which holds them, has no row",
                "regions21",
            ],
        );
    }
    let run = map(&workspace, "regions", "doppio04.csv", "codice_regione", "casi");
    assert_eq!(run.exit_code, 1);
    said(
        &run,
        &[
            "the region \"4\" stands on line 21 already",
            "write 21 for Bolzano, 22 for Trento, and draw the layer regions21",
        ],
    );
}

#[test]
fn codes_of_nuts_are_codes() {
    let run = map(&case("nuts-codes"), "regions", "eu.csv", "REF_AREA", "OBS_VALUE");
    assert_eq!((values(&run).len(), value(&run, "01").as_deref()), (20, Some("10.5")), "{}", run.stderr);
    assert_eq!(value(&run, "04").as_deref(), Some("51"));
    said(
        &run,
        &[
            "codes of NUTS read in 20 rows, such as \"ITC1\" as 01 Piemonte",
            "has a row of its own",
            "\"IT\" on line 24",
        ],
    );
    let provinces = Workspace::empty().write("t.csv", "geo,v\nITC11,1\nITG2H,2\nITH10,3\nITD20,4\nITI43,5\n");
    let run = map(&provinces, "provinces", "t.csv", "geo", "v");
    let codes: Vec<String> = values(&run).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["001", "021", "022", "058", "111"]);
}

#[test]
fn names_as_offices_write_them_are_read() {
    let workspace = case("names-of-areas");
    let run = map(&workspace, "regions", "regioni.csv", "Regione", "valore");
    assert_eq!(values(&run).len(), 20, "{}", run.stderr);
    assert_eq!((value(&run, "04").as_deref(), value(&run, "06").as_deref()), (Some("3"), Some("5")));
    said(&run, &["the cells are read as names in 20 rows, such as"]);
    let run = map(&workspace, "provinces", "province.csv", "Provincia", "valore");
    let read: Vec<String> = values(&run).into_iter().map(|(code, value)| format!("{code} {value}")).collect();
    assert_eq!(
        read,
        ["001 11", "007 9", "021 4", "035 1", "040 5", "041 7", "045 6", "080 2", "103 10", "108 3", "110 8"],
        "{}",
        run.stderr
    );
}

#[test]
fn each_wrong_name_has_its_own_hint() {
    let table = "area,value\nLombradia,1\nTosacna,2\nFriuli,3\nPiemonte,4\nAtlantide,5\n";
    let workspace = Workspace::empty().write("t.csv", table);
    let run = map(&workspace, "regions", "t.csv", "area", "value");
    assert_eq!(values(&run).len(), 1);
    let hint = "did you mean \"Lombardia\" for \"Lombradia\", \"Toscana\" for \"Tosacna\", \"Friuli-Venezia Giulia\" for \"Friuli\"?";
    said(&run, &["4 rows with the name of no region left out: \"Lombradia\" on line 2", hint]);
}

#[test]
fn codes_newer_than_what_is_known_are_said_as_a_whole() {
    let workspace = case("sardinia-2026");
    let run = map(&workspace, "municipalities", "popolazione.csv", "municipality_code", "population");
    assert_eq!(values(&run).len(), 265, "{}", run.stderr);
    said(&run, &["112 codes newer than 1 January 2023: 113001 Aggius, 113006 Arzachena, 113047 Olbia and 109 more"]);
    said(&run, &["--code name"]);
    let run = map(&workspace, "municipalities", "popolazione.csv", "name", "population");
    assert_eq!(run.exit_code, 1, "San Teodoro is in Sicilia too: {}", run.stderr);
    said(
        &run,
        &["more than one municipality is called \"San Teodoro\": 083090 San Teodoro (ME) and 090092 San Teodoro (SS)"],
    );
}

#[test]
fn a_column_of_provinces_tells_municipalities_of_one_name_apart() {
    for (title, cells) in
        [("provincia", ["TO", "Trento"]), ("Sigla automobilistica", ["TO", "TN"]), ("cod_reg", ["1", "4"])]
    {
        let table = format!("comune,{title},v\nSamone,{},1\nSamone,{},2\nRoma,,3\n", cells[0], cells[1]);
        let run = map(&Workspace::empty().write("t.csv", table), "municipalities", "t.csv", "comune", "v");
        let read: Vec<String> = values(&run).into_iter().map(|(code, _)| code).collect();
        assert_eq!(read, ["001235", "022165", "058091"], "{title}");
    }
    let alone = Workspace::empty().write("t.csv", "comune,v\nSamone,1\nSamone (TN),2\n");
    let run = map(&alone, "municipalities", "t.csv", "comune", "v");
    assert_eq!(run.exit_code, 1);
    said(&run, &["001235 Samone (TO) and 022165 Samone (TN)", "add a column province"]);
    let elsewhere = Workspace::empty().write("t.csv", "comune,provincia,v\nRoma,TO,1\nMilano,MI,2\n");
    let run = map(&elsewhere, "municipalities", "t.csv", "comune", "v");
    assert_eq!(values(&run).len(), 1, "{}", run.stderr);
}

#[test]
fn municipalities_of_metropolitan_cities_are_those_of_provinces() {
    let workspace = Workspace::empty().write("t.csv", "code,v\n201001,1\n258091,2\n001003,3\n");
    let run = map(&workspace, "municipalities", "t.csv", "code", "v");
    let read: Vec<String> = values(&run).into_iter().map(|(code, _)| code).collect();
    assert_eq!(read, ["001001", "001003", "058091"]);
    said(&run, &["codes of metropolitan cities read as those of their provinces in 2 rows, such as 001001 for 201001"]);
}

#[test]
fn a_frame_may_name_its_regions() {
    let units = "unit_id,responded,region_code\nA,1,Friuli V. G.\nB,0,P.A. Trento\nC,1,21\nD,1,ITC4\nE,0,8\n";
    let workspace = Workspace::empty().write("units.csv", units).write("study.toml", "[frame]\nfile = \"units.csv\"\n");
    let run = workspace.run(["check", "."]);
    assert_eq!(run.exit_code, 0, "{}", run.stdout);
    for text in [
        "names read in 1 row, such as \"Friuli V. G.\" as 06 Friuli-Venezia Giulia",
        "2 units of Bolzano and Trento counted in 04 Trentino-Alto Adige",
        "codes of NUTS read in 1 row",
    ] {
        assert!(run.stdout.contains(text), "{}", run.stdout);
    }
}
