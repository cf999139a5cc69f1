//! Codes of another day: named with what became of them, converted where the study says so, and never guessed.

use std::fmt::Write as _;

use bacino::input::embedded::italy::{italian_changes, italy};

use crate::support::Workspace;

/// Regions but Sardinia, and Sardinia's provinces of 2006 to 2016.
const REGIONS: std::ops::RangeInclusive<u8> = 1..=19;
const OLD_SARDINIA: [&str; 8] = ["090", "091", "092", "095", "104", "105", "106", "107"];

/// A study of Italy: the unit N serves every region but Sardinia, the unit S<province> a province of Sardinia as it was.
fn italian() -> Workspace {
    let mut units = "unit_id,responded\nN,1\n".to_owned();
    let mut rules = "unit_id,level,code\n".to_owned();
    for region in REGIONS {
        let _ = writeln!(rules, "N,region,{region:02}");
    }
    for province in OLD_SARDINIA {
        let _ = writeln!(units, "S{province},{}", u8::from(province == "104"));
        let _ = writeln!(rules, "S{province},province,{province}");
    }
    Workspace::empty()
        .write("study.toml", "title = \"Italy\"\n[frame]\nfile = \"units.csv\"\n[catchments]\nrules = \"rules.csv\"\n")
        .write("units.csv", units)
        .write("rules.csv", rules)
}

/// A table of 100 residents in each municipality of a day.
fn residents_of(day: &str) -> String {
    let italy = italy();
    let codes = italian_changes(&italy.territory).codes_on(day.parse().unwrap());
    codes.iter().fold("municipality_code,population\n".to_owned(), |text, code| text + code + ",100\n")
}

/// What the program says of a study, and whether it read it.
fn told(workspace: &Workspace) -> (i32, String) {
    let run = workspace.run(["check", "."]);
    let lines = run.stdout.lines().filter(|line| !line.contains(" units, ") && !line.is_empty());
    (run.exit_code, lines.collect::<Vec<_>>().join("\n"))
}

fn rewrite(workspace: Workspace, key: &str) -> Workspace {
    let text = workspace.read("study.toml") + key;
    workspace.write("study.toml", text)
}

#[test]
fn provinces_that_are_gone_are_named_and_carried_over() {
    let (exit_code, text) = told(&italian());
    assert_eq!(exit_code, 1);
    insta::assert_snapshot!(text, @r#"
    error: codes of another date: 4 in rules.csv
      rules.csv:25: column code: no province has the code "104" since 2017-01-01; its municipalities went to 090
        hint: if the table is of 2016-01-01, codes = 2016-01-01 under [catchments] converts it
      rules.csv:26: column code: no province has the code "105" since 2017-01-01; its municipalities went to 091 and 111
      rules.csv:27: column code: no province has the code "106" since 2017-01-01; its municipalities went to 111
      and 1 more: line 28
    4 errors, 0 warnings, nothing was computed
    "#);
    let workspace = rewrite(italian(), "codes = 2016-06-01\n");
    assert_eq!(workspace.run(["run", ".", "-o", "results"]).exit_code, 0);
    let served = workspace.read("results/internal/municipalities.csv");
    for (code, unit) in
        [("090047", "S104"), ("091003", "S091"), ("091095", "S105"), ("111001", "S106"), ("092009", "S092")]
    {
        assert!(
            served.lines().any(|line| line.starts_with(code) && line.contains(&format!(",{unit},"))),
            "{code} {unit}"
        );
    }
    // Montecopiolo went to another region in 2021 and stays with the unit that served it.
    assert!(served.lines().any(|line| line.starts_with("099030") && line.contains(",N,")));
}

#[test]
fn residents_of_another_day_are_named_and_added_up() {
    let study = |day: &str, key: &str| {
        let workspace = rewrite(italian(), "codes = 2016-06-01\n").write("residents.csv", residents_of(day));
        rewrite(workspace, &format!("[population]\nfile = \"residents.csv\"\n{key}"))
    };
    let (exit_code, text) = told(&study("2022-01-01", ""));
    assert_eq!(exit_code, 1);
    insta::assert_snapshot!(text.split("warning").next().unwrap(), @r#"
    error: codes of another date: 5 in residents.csv
      residents.csv:806: column municipality_code: "005079" Moransengo is 005122 Moransengo-Tonengo since 2023-01-01
        hint: if the table is of 2022-01-01, codes = 2022-01-01 under [population] converts it
      residents.csv:836: column municipality_code: "005110" Tonengo is 005122 Moransengo-Tonengo since 2023-01-01
      residents.csv:1351: column municipality_code: "012009" Bardello is 012144 Bardello con Malgesso e Bregano since 2023-01-01
      and 2 more: lines 1360, 1435
    "#);
    let workspace = study("2022-01-01", "codes = 2022-01-01\n");
    let (exit_code, text) = told(&workspace);
    assert_eq!(exit_code, 0, "{text}");
    let said: Vec<&str> = text.lines().filter(|line| line.contains("added up")).collect();
    insta::assert_snapshot!(said.join("\n"), @"
    residents.csv:806: column municipality_code: 005079 Moransengo and 005110 Tonengo added up as 005122 Moransengo-Tonengo (2023-01-01)
    residents.csv:1351: column municipality_code: 012009 Bardello, 012018 Bregano and 012095 Malgesso added up as 012144 Bardello con Malgesso e Bregano (2023-01-01)
    ");
    let run = workspace.run(["coverage", ".", "--scheme", "total", "--source", "census", "--format", "csv"]);
    // 7,904 municipalities of 100 residents each.
    assert!(run.stdout.contains(",790400,"), "{}", run.stdout);
    let (exit_code, text) = told(&study("2021-01-01", "codes = 2021-01-01\n"));
    assert_eq!(exit_code, 1);
    insta::assert_snapshot!(text.split("warning").next().unwrap(), @"
    error: codes of another date: 1 in residents.csv
      residents.csv:6550: column municipality_code: 081021 Trapani became 081021 Trapani and 081025 Misiliscemi on 2021-02-20: its residents cannot be divided
        hint: give each of the new places its own row
    ");
    let (exit_code, text) = told(&study("2024-06-01", "codes = 2024-06-01\n"));
    assert_eq!(exit_code, 1);
    insta::assert_snapshot!(text.split("warning").next().unwrap(), @"
    error: codes of another date: 5 in residents.csv
      residents.csv:3436: column municipality_code: 028108 Santa Caterina d'Este became 028022 Carceri and 028098 Vighizzolo d'Este on 2024-01-22: its residents cannot be divided
        hint: give each of the new places its own row
      residents.csv:3197: column municipality_code: 025075 Setteville became 025002 Alano di Piave and 025070 Quero Vas on 2024-01-22: its residents cannot be divided
      residents.csv:3137: column municipality_code: 024128 Sovizzo became 024044 Gambugliano and 024103 Sovizzo on 2024-01-22: its residents cannot be divided
      and 2 more: lines 1624, 2306
    ");
}

#[test]
fn a_part_of_a_merged_place_is_not_the_whole() {
    let workspace = rewrite(italian(), "codes = 2016-06-01\n")
        .write("residents.csv", residents_of("2022-01-01").replace("005079,100\n", "").replace("012009", "012999"));
    let (exit_code, text) = told(&rewrite(workspace, "[population]\nfile = \"residents.csv\"\ncodes = 2022-01-01\n"));
    assert_eq!(exit_code, 1);
    insta::assert_snapshot!(text.split("warning").next().unwrap(), @r#"
    error: codes of another date: 3 in residents.csv
      residents.csv:1350: column municipality_code: no municipality had the code "012999" on 2022-01-01
      residents.csv:835: column municipality_code: 005122 Moransengo-Tonengo is made of 005079 Moransengo and 005110 Tonengo on 2023-01-01, and the table lacks 005079 Moransengo
      residents.csv:1359: column municipality_code: 012144 Bardello con Malgesso e Bregano is made of 012009 Bardello, 012018 Bregano and 012095 Malgesso on 2023-01-01, and the table lacks 012009 Bardello
    "#);
    let workspace = rewrite(italian(), "codes = 2016-06-01\n");
    let rules = workspace.read("rules.csv") + "S104,municipality,022035\nS105,municipality,001028\n";
    let (exit_code, text) = told(&workspace.write("rules.csv", rules));
    assert_eq!(exit_code, 1);
    insta::assert_snapshot!(text.split("warning").next().unwrap(), @"
    error: codes of another date: 1 in rules.csv
      rules.csv:2: 001028 Borgaro Torinese, 001063 Caselle Torinese, 001130 Leini and 1 more became 001028 Borgaro Torinese, 001063 Caselle Torinese, 001130 Leini and 2 more on 2017-04-18, and different rules hold for its parts
        hint: give 001028 Borgaro Torinese, 001063 Caselle Torinese, 001130 Leini and 2 more its own rule, with a code of 2023-01-01
    1 error, 0
    ");
}

#[test]
fn codes_of_metropolitan_cities_are_their_provinces() {
    let workspace = rewrite(italian(), "codes = 2016-06-01\n");
    let rules = workspace.read("rules.csv").replace("N,region,01\n", "N,province,201\nN,province,2\nN,province,003\nN,province,004\nN,province,005\nN,province,006\nN,province,096\nN,province,103\n");
    assert_eq!(told(&workspace.write("rules.csv", rules)).0, 0);
    let workspace = Workspace::empty().write("data.csv", "code,value\n201,5\n2,6\n015,7\n104,8\n");
    let run = workspace.run(["map", "provinces", "--data", "data.csv", "--value", "value", "-o", "map.svg"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    insta::assert_snapshot!(run.stderr, @r#"
    wrote map.svg
    warning: data.csv: column code: 1 row with the code of no province left out: "104" on line 5
    warning: data.csv:5: column code: no province has the code "104" since 2017-01-01; its municipalities went to 090
    warning: data.csv: column code: leading zeros restored in 1 row, such as 002 for 2
    warning: data.csv: column code: codes of metropolitan cities read as those of their provinces in 1 row, such as 001 for 201
    warning: data.csv: 104 provinces without a value in the table, drawn as missing
    "#);
}

#[test]
fn figures_of_another_day_are_drawn_where_one_place_is_one_place() {
    let data = "code,value\n104017,5\n097080,6\n041033,7\n015146,8\n";
    let workspace = Workspace::empty().write("data.csv", data);
    let map = ["map", "municipalities", "--data", "data.csv", "--value", "value", "-o", "map.svg", "--codes"];
    let run = workspace.run(map.into_iter().chain(["2016-01-01"]));
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    insta::assert_snapshot!(run.stderr, @"
    wrote map.svg
    warning: data.csv: column code: codes of another day read: 104017 as 090047, 097080 as 016215 and 041033 as 099030
    warning: data.csv: 7897 municipalities without a value in the table, drawn as missing
    ");
    let workspace = workspace.write("data.csv", format!("{data}022004,9\n"));
    let run = workspace.run(map.into_iter().chain(["2015-06-01"]));
    assert_eq!(run.exit_code, 0);
    insta::assert_snapshot!(run.stderr, @"
    wrote map.svg
    warning: data.csv:6: column code: 022004 Amblar and 022076 Don became 022237 Amblar-Don on 2016-01-01
    hint: a figure may be a rate, so it is not added up or divided: give the new place its own row
    warning: data.csv: column code: codes of another day read: 104017 as 090047, 097080 as 016215 and 041033 as 099030
    warning: data.csv: 7897 municipalities without a value in the table, drawn as missing
    ");
}

#[test]
fn a_boundary_file_of_another_day_is_told_with_what_became_of_its_codes() {
    let square = |x: u8| format!("[[[{x},45],[{x},46],[{},46],[{},45],[{x},45]]]", x + 1, x + 1);
    let feature = |code: &str, x: u8| {
        let geometry = format!("{{\"type\":\"Polygon\",\"coordinates\":{}}}", square(x));
        format!("{{\"type\":\"Feature\",\"properties\":{{\"PRO_COM_T\":\"{code}\"}},\"geometry\":{geometry}}}")
    };
    let features = [feature("001001", 7), feature("005079", 9)].join(",");
    let workspace = rewrite(italian(), "codes = 2016-06-01\n[boundaries]\nfile = \"b.geojson\"\n")
        .write("b.geojson", format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}"));
    let (exit_code, text) = told(&workspace);
    assert_eq!(exit_code, 1);
    let hint = "hint: \"005079\" Moransengo is 005122 Moransengo-Tonengo since 2023-01-01";
    assert!(text.contains(hint), "{text}");
}

#[test]
fn a_study_of_another_day_is_told() {
    let workspace = rewrite(italian(), "codes = 2016-06-01\n").replace(
        "study.toml",
        "[frame]",
        "reference_date = 2019-01-01\n[frame]",
    );
    let (exit_code, text) = told(&workspace);
    assert_eq!(exit_code, 0);
    let said: Vec<&str> = text.lines().skip_while(|line| !line.contains("reference_date")).take(2).collect();
    insta::assert_snapshot!(said.join("\n"), @"
    study.toml:1: reference_date: the study is of 2019-01-01, its municipalities are those of 2023-01-01; 20 changes lie between
      hint: a table with codes of that day is converted by codes = 2019-01-01 in its section
    ");
}

#[test]
fn a_territory_of_the_studys_own_has_no_known_changes() {
    let workspace = Workspace::squareland().replace(
        "study.toml",
        "file = \"population.csv\"",
        "file = \"population.csv\"\ncodes = 2020-01-01",
    );
    let run = workspace.run(["check", "."]);
    assert_eq!(run.exit_code, 1);
    insta::assert_snapshot!(run.stdout, @"
    error: keys of the study file: 1 in study.toml
      study.toml:12: codes: no changes of codes are known for the study's own territory
        hint: leave out the key codes

    1 error, 0 warnings, nothing was computed
    ");
}
