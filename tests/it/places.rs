//! Places as tables write them: codes of every office, names in every spelling, and what is said of them.

use std::path::Path;

use bacino::input::code::autonomous::regions21;
use bacino::input::code::gazetteer::{Among, Gazetteer};
use bacino::input::code::meaning::Meaning;
use bacino::input::embedded::italy::{istat_schemes, italy};
use bacino::input::problem::english::plural;
use bacino::model::base::index::AreaIndex;
use bacino::model::place::scheme::Scheme;

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

/// A study of two departments, with rules and residents of its own.
fn study(rules: &str, residents: &str, more: &str) -> Workspace {
    let toml =
        format!("[frame]\nfile = \"units.csv\"\n[catchments]\nrules = \"rules.csv\"\npartial = \"allowed\"\n{more}");
    Workspace::empty()
        .write("units.csv", "unit_id,responded,region_code\nA,1,\nB,0,\n")
        .write("rules.csv", rules)
        .write("residents.csv", residents)
        .write("study.toml", toml)
}

fn checked(workspace: &Workspace, texts: &[&str]) -> Run {
    let run = workspace.run(["check", "."]);
    for text in texts {
        assert!(run.stdout.contains(text), "{text:?} is not in\n{}", run.stdout);
    }
    run
}

#[test]
fn rules_may_name_their_places() {
    let rules = "unit_id,level,code\nA,region,Friuli V.G.\nA,province,Reggio Emilia\nA,region,21\nB,province,TO\nB,municipality,208001\n";
    let rules = rules.replace("208001", "Città di Nessuno");
    let run = checked(&study(&rules, "", ""), &["no municipality is called \"Città di Nessuno\""]);
    assert_eq!(run.exit_code, 1);
    let rules = rules.replace("Città di Nessuno", "215146");
    let said = [
        "names read in 1 row, such as \"Friuli V.G.\" as 06 Friuli-Venezia Giulia",
        "no row has the code of a province: the cells are read as names in 2 rows, such as \"Reggio Emilia\" as 035",
        "1 rule for regions read as for the provinces Bolzano",
        "codes of metropolitan cities read as those of their provinces in 1 row, such as 015146 for 215146",
    ];
    let run = checked(&study(&rules, "", ""), &said[1..]);
    assert_eq!(run.exit_code, 0, "{}", run.stdout);
}

#[test]
fn rules_in_the_coding_of_the_health_ministry_are_refused() {
    let rules = "unit_id,level,code\nA,region,30\nB,region,050\nB,province,010\n";
    let run = checked(
        &study(rules, "", ""),
        &["the codes are those of the Ministry of Health (050 Veneto and 30 Lombardia)"],
    );
    assert_eq!(run.exit_code, 1);
}

#[test]
fn residents_may_be_listed_by_name() {
    let rules = "unit_id,level,code\nA,region,Valle d'Aosta\nB,province,Torino\n";
    let residents =
        "comune,provincia,population\nAgliè,TO,2500\nAosta,AO,33000\nSamone,TO,1600\nPiemonte,,4000000\nTotale,,9\n";
    let more = "[population]\nfile = \"residents.csv\"\ncolumns = { municipality_code = \"comune\" }\n";
    let run = checked(
        &study(rules, residents, more),
        &["the cells are read as names in 3 rows", "totals of 1 broader area skipped"],
    );
    assert_eq!(run.exit_code, 0, "{}", run.stdout);
    let run = checked(
        &study(rules, &residents.replace(",TO,1600", ",,1600"), more),
        &["001235 Samone (TO) and 022165 Samone (TN)"],
    );
    assert_eq!(run.exit_code, 1);
}

#[test]
fn residents_under_codes_newer_than_known_are_one_problem() {
    let rules = "unit_id,level,code\nA,region,20\nB,region,19\n";
    let more = "[population]\nfile = \"residents.csv\"\n";
    let residents = case("sardinia-2026").read("popolazione.csv");
    let run = checked(&study(rules, &residents, more), &["112 codes newer than 1 January 2023: 113001 Aggius"]);
    assert_eq!(run.exit_code, 1);
    assert!(!run.stdout.contains("did you mean"), "{}", run.stdout);
}

/// A scheme of two areas, the second of which holds every region that the first does not.
fn with_scheme(first: &str, second: &str) -> Workspace {
    let toml = format!(
        "[frame]\nfile = \"units.csv\"\n[[scheme]]\nname = \"own\"\nareas = {{ One = [{first}], Two = [{second}] }}\n"
    );
    Workspace::empty().write("units.csv", "unit_id,responded\nA,1\nB,0\n").write("study.toml", toml)
}

#[test]
fn schemes_may_name_their_areas() {
    let south = r#""ABRUZZO", "ITF2", "15", "16", "17", "18", "Sicilia", "Regione Autonoma della Sardegna""#;
    let north = r#""Piemonte", "Valle d'Aosta", "Lombardia", "P.A. Bolzano", "22", "Veneto", "Friuli V.G.", "Liguria", "Emilia Romagna""#;
    let centre = r#", "9", "Umbria", "Marche", "Lazio""#;
    let run = checked(
        &with_scheme(&format!("{north}{centre}"), south),
        &[
            "scheme own: Bolzano and Trento together read as 04 Trentino-Alto Adige",
            "scheme own: 1 code of NUTS read, such as \"ITF2\" as 14 Molise",
            "scheme own: 1 code without its zeros read",
            "scheme own: 13 names read, such as \"Piemonte\" as 01 Piemonte",
        ],
    );
    assert_eq!(run.exit_code, 0, "{}", run.stdout);
    let run = checked(
        &with_scheme(r#""21", "Lombradia""#, r#""22", "01""#),
        &[
            "04 Trentino-Alto Adige together, which is in one area",
            "no region \"Lombradia\"",
            "did you mean \"Lombardia\"?",
        ],
    );
    assert_eq!(run.exit_code, 1);
    checked(
        &with_scheme(r#""010", "030""#, r#""120""#),
        &["scheme own: the codes are those of the Ministry of Health"],
    );
}

#[test]
fn areas_to_collapse_are_named_as_anywhere() {
    let names = |list: &str| {
        let toml = format!("[frame]\nfile = \"units.csv\"\n[weights]\nrake = [\"region\"]\ncollapse = [[{list}]]\n");
        Workspace::empty()
            .write("units.csv", "unit_id,responded,region_code\nA,1,06\nB,0,06\nC,1,05\nD,1,05\n")
            .write("study.toml", toml)
    };
    assert_eq!(checked(&names(r#""Friuli V. G.", "05""#), &[]).exit_code, 0);
    let run = checked(&names(r#""Friuli V. G.", "Friuli-Venezia Giulia""#), &["stands twice"]);
    assert_eq!(run.exit_code, 1);
}

#[test]
fn parts_and_insets_are_named_as_anywhere() {
    let workspace = Workspace::empty().write("t.csv", "code,v\n035,1\n036,2\n037,3\n");
    let draw = |more: &[&'static str]| {
        let map = ["map", "provinces", "--data", "t.csv", "--value", "v"];
        workspace.run(map.into_iter().chain(more.iter().copied()))
    };
    let own = draw(&["--part", "Emilia-Romagna"]);
    for part in ["Emilia Romagna", "ITH5", "8", "Regione Emilia-Romagna"] {
        let run = draw(&["--part", part]);
        assert_eq!(values(&run), values(&own), "{part}");
    }
    let own = draw(&["--inset", "Reggio nell'Emilia"]);
    let count = |run: &Run| run.stdout.matches("<path").count();
    for inset in ["Reggio Emilia", "RE", "ITH53"] {
        let run = draw(&["--inset", inset]);
        assert_eq!((run.exit_code, count(&run)), (0, count(&own)), "{inset}: {}", run.stderr);
    }
}

#[test]
fn the_layer_of_twenty_one_has_bolzano_and_trento_apart() {
    let workspace = case("autonomous-provinces-21-22");
    for (table, code) in [("regioni.csv", "codice_regione"), ("nomi.csv", "denominazione_regione")] {
        let run = map(&workspace, "regions21", table, code, "casi");
        assert_eq!(values(&run).len(), 21, "{}", run.stderr);
        assert_eq!((value(&run, "21").as_deref(), value(&run, "22").as_deref()), (Some("321"), Some("322")));
    }
    let nuts = map(&case("nuts-codes"), "regions21", "eu.csv", "REF_AREA", "OBS_VALUE");
    assert_eq!(value(&nuts, "21").as_deref(), Some("50.5"));
    let health = map(&case("health-region-codes"), "regions21", "dosi.csv", "regione", "dosi");
    assert_eq!((values(&health).len(), value(&health, "22").as_deref()), (21, Some("1148")));
    let of_study = workspace.run(["map", "regions21", "--value", "residents"]);
    assert_eq!(values(&of_study).len(), 21, "{}", of_study.stderr);
    assert!(of_study.stdout.contains("with Bolzano and Trento apart"));
    let run = workspace.run(["coverage", "--format", "csv"]);
    assert!(!run.stdout.contains("regions21"), "no table of results has it");
}

#[test]
fn a_table_may_be_of_the_areas_of_a_scheme() {
    let workspace = Workspace::empty().write("t.csv", "geo,v\nITC,1\nNord-est,2\n3,3\nSUD,4\nITG,5\n");
    let run = map(&workspace, "istat5", "t.csv", "geo", "v");
    let read: Vec<String> = values(&run).into_iter().map(|(code, value)| format!("{code}{value}")).collect();
    assert_eq!(read, ["11", "22", "33", "44", "55"], "{}", run.stderr);
}

#[test]
fn what_areas_lists_can_be_written_in_a_table() {
    let workspace = Workspace::empty();
    let territory = italy().territory;
    let schemes: Vec<Scheme> = istat_schemes(&territory).into_iter().chain(regions21(&territory)).collect();
    for (layer, n_areas) in
        [("regions", 20), ("regions21", 21), ("provinces", 107), ("municipalities", 7_901), ("istat5", 5)]
    {
        let run = workspace.run(["areas", layer, "--format", "csv"]);
        assert_eq!((run.exit_code, run.stderr.as_str()), (0, ""), "{layer}");
        let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
        let titles = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), n_areas, "{layer}");
        let code = |row: &csv::StringRecord| row[0].to_owned();
        let gazetteer = match territory.levels().find(|level| layer == plural(territory.level_name(*level))) {
            Some(level) => Gazetteer::of_level(&territory, level),
            None => {
                Gazetteer::new(&territory, Among::Scheme(schemes.iter().find(|scheme| scheme.name() == layer).unwrap()))
            }
        };
        for title in ["name", "nuts", "sign", "also"] {
            let Some(column) = titles.iter().position(|found| found == title) else { continue };
            let cells = rows.iter().flat_map(|row| row[column].split(" | ").map(move |cell| (row, cell)));
            for (row, cell) in cells.filter(|(_, cell)| !cell.is_empty()) {
                let found = gazetteer.find(cell);
                let is_meant = |area: &AreaIndex| gazetteer.code(*area) == code(row);
                let is_one_of = matches!(&found, Meaning::Several(areas) if areas.iter().any(is_meant));
                assert!(is_one_of || found.area().is_some_and(|area| is_meant(&area)), "{layer}: {cell} is {found:?}");
            }
        }
    }
}

#[test]
fn areas_are_listed_for_people_and_programs() {
    let workspace = Workspace::squareland();
    let run = workspace.run(["areas", "regions21"]);
    insta::assert_snapshot!(run.stdout.lines().take(5).collect::<Vec<_>>().join("\n"), @"
    region_code  name                            nuts  provinces                                        also
    01           Piemonte                        ITC1  001 002 003 004 005 006 096 103                  Piedmont
    02           Valle d'Aosta                   ITC2  007                                              Vallée d'Aoste | Valle d'Aosta/Vallée d'Aoste | Aosta Valley
    03           Lombardia                       ITC4  012 013 014 015 016 017 018 019 020 097 098 108  Lombardy
    05           Veneto                          ITH3  023 024 025 026 027 028 029                      ITD3
    ");
    let run = workspace.run(["areas", "provinces", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(json["areas"][0]["nuts"], "ITC11");
    assert_eq!(json["areas"][0]["sign"], "TO");
    let own = workspace.run(["areas", "municipalities", "."]);
    assert_eq!(own.exit_code, 0, "{}", own.stderr);
    assert!(own.stdout.starts_with("municipality_code"), "{}", own.stdout);
    let wrong = workspace.run(["areas", "regoins"]);
    assert_eq!(wrong.exit_code, 2);
    assert!(wrong.stderr.contains("did you mean \"regions\"?"), "{}", wrong.stderr);
}

#[test]
fn a_country_may_be_described_by_names_alone() {
    let toml = r#"
[territory]
name = "Talland"
file = "areas.csv"
levels = ["canton", "commune"]
[frame]
file = "units.csv"
[catchments]
rules = "rules.csv"
[population]
file = "residents.csv"
[[scheme]]
name = "sides"
areas = { Left = ["aarmatt"], Right = ["Canton Bergtal", "St. Johann"] }
"#;
    let workspace = Workspace::empty()
        .write("areas.csv", "level,name,parent\ncanton,Aarmatt,\ncanton,Bergtal,\ncanton,Sankt Johann,\ncommune,Dorf,Aarmatt\ncommune,Mühlen,AARMATT\ncommune,Oberau,Bergtal\ncommune,St. Anna,Sankt-Johann\n")
        .write("units.csv", "unit_id,responded,canton_code\nA,1,AARMATT\nB,0,Bergtal\nC,1,sankt johann\n")
        .write("rules.csv", "unit_id,level,code\nA,canton,Aarmatt\nB,commune,OBERAU\nC,canton,Sankt Johann\n")
        .write("residents.csv", "code,population\nDorf,100\nMuhlen,200\nOberau,300\nSt Anna,400\n")
        .write("study.toml", toml);
    let run = checked(&workspace, &["no column of codes: the names in \"name\" are the codes"]);
    assert_eq!(run.exit_code, 0, "{}", run.stdout);
    let coverage = workspace.run(["coverage", ".", "--scheme", "total", "--source", "census", "--format", "csv"]);
    assert_eq!((coverage.exit_code, coverage.stdout.contains(",700,1000,")), (0, true), "{}", coverage.stdout);
}

#[test]
fn points_may_be_located_in_the_twenty_one() {
    let workspace =
        Workspace::empty().write("points.csv", "who,lon,lat\na,11.35,46.50\nb,11.12,46.07\nc,12.49,41.89\n");
    let run = workspace.run(["locate", "points.csv", "--in", "regions21"]);
    let codes: Vec<&str> = run.stdout.lines().skip(1).filter_map(|line| line.split(',').nth(3)).collect();
    assert_eq!(codes, ["21", "22", "12"], "{}", run.stdout);
}

#[test]
fn the_sign_of_napoli_is_a_province() {
    let workspace = Workspace::empty().write("t.csv", "prov,v\nNA,1\nto,2\nRM,3\n");
    let run = map(&workspace, "provinces", "t.csv", "prov", "v");
    let read: Vec<String> = values(&run).into_iter().map(|(code, value)| format!("{code} {value}")).collect();
    assert_eq!(read, ["001 2", "058 3", "063 1"], "{}", run.stderr);
}

#[test]
fn a_table_of_another_level_is_told_its_layer() {
    let workspace = Workspace::empty()
        .write("codes.csv", "code,v\n001,1\n103,2\n")
        .write("names.csv", "code,v\nTorino,1\nReggio Emilia,2\n");
    for table in ["codes.csv", "names.csv"] {
        let run = map(&workspace, "regions", table, "code", "v");
        assert_eq!(run.exit_code, 1);
        said(&run, &["they are of the level province: draw the layer provinces"]);
    }
}

#[test]
fn a_wrong_code_beside_a_name_is_told_the_right_one() {
    let rules = "unit_id,level,code\nA,region,01\nB,region,02\n";
    let more = "[population]\nfile = \"residents.csv\"\n";
    let residents = "municipality_code,comune,population\n001001,Agliè,2500\n001999,Airasca,3600\n";
    let run = checked(&study(rules, residents, more), &["the row says \"Airasca\", which is 001002 Airasca (TO)"]);
    assert_eq!(run.exit_code, 1);
}

#[test]
fn names_and_metropolitan_codes_are_read_on_other_days_too() {
    let rules = "unit_id,level,code\nA,region,Valle d'Aosta\nB,province,Asti\nB,municipality,201001\n";
    let rules = study(rules, "", "codes = 2021-01-01\n");
    let run = rules.run(["check", "."]);
    assert_eq!(run.exit_code, 0, "{}", run.stdout);
}
