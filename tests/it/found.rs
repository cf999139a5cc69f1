//! Maps of a table in one command: layer and columns found where only one fits, said, and listed where several do.

use crate::support::{Run, Workspace};

/// A map of a table, with what is said of it.
fn map(table: &str, flags: &[&str]) -> Run {
    Workspace::empty().write("t.csv", table).run([&["map"][..], flags, &["--data", "t.csv"]].concat())
}

/// The value that a picture has for an area.
fn value_of<'a>(picture: &'a str, code: &str) -> &'a str {
    let start = picture.find(&format!("data-code=\"{code}\"")).unwrap_or_else(|| panic!("{picture:.500}"));
    let rest = &picture[start..];
    rest[rest.find("data-value=\"").unwrap() + 12..].split('"').next().unwrap()
}

const BEDS: &str = "region;beds;year\nLazio;3,5;2023\nMolise;4;2023\nPuglia;5,5;2023\n";

#[test]
fn layer_codes_and_values_are_found_where_only_one_fits_and_said() {
    let run = map(BEDS, &[]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert_eq!((value_of(&run.stdout, "12"), value_of(&run.stdout, "14")), ("3.5", "4"));
    let said = "warning: t.csv: found: layer regions, areas in the column \"region\", values in \"beds\"\n";
    assert!(run.stderr.starts_with(said), "{}", run.stderr);
    // What is said needs not be found.
    let run = map(BEDS, &["regions", "--code", "region", "--value", "beds"]);
    assert!(run.exit_code == 0 && !run.stderr.contains("found:"), "{}", run.stderr);
    // Standard input is looked at and read.
    let run = Workspace::empty().run_reading(BEDS.as_bytes(), ["map", "--data", "-"]);
    assert_eq!((run.exit_code, value_of(&run.stdout, "12")), (0, "3.5"), "{}", run.stderr);
    let run = map(BEDS, &["provinces"]);
    assert_eq!(run.exit_code, 2);
    assert!(run.stderr.contains("no column names provinces"), "{}", run.stderr);
    assert!(run.stderr.contains("\"region\" (words: Lazio, Molise, Puglia)"), "{}", run.stderr);
}

#[test]
fn a_map_whose_columns_were_found_is_verified() {
    let workspace = Workspace::empty().write("t.csv", BEDS);
    assert_eq!(workspace.run(["map", "--data", "t.csv", "-o", "m.svg"]).exit_code, 0);
    let run = workspace.run(["verify", "m.svg", "t.csv"]);
    assert_eq!(run.exit_code, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn columns_are_listed_where_several_fit() {
    let run = map("sigla;men;women;name\nRM;1;2;Roma\nMI;3;4;Milano\nTO;5;7;Torino\n", &[]);
    assert_eq!(run.exit_code, 2);
    assert_eq!(
        run.stderr,
        "error: t.csv: several columns could be drawn: \"men\" (numbers: 1, 3, 5), \"women\" (numbers: 2, 4, 7)\nhint: name the one with --value COLUMN\n"
    );
    // Numbers that may be codes of regions, and may be anything.
    let run = map("a,b\n1,10\n2,20\n3,15\n", &[]);
    assert_eq!(run.exit_code, 2);
    assert!(
        run.stderr.contains("the areas could be regions by \"a\" (numbers: 1, 2, 3), regions by \"b\""),
        "{}",
        run.stderr
    );
    let run = map("a,b\n1,10\n2,20\n3,15\n", &["--code", "a"]);
    assert_eq!((run.exit_code, value_of(&run.stdout, "01")), (0, "10"), "{}", run.stderr);
    let run = map("a,b\nx,y\nz,w\n", &[]);
    assert_eq!(run.exit_code, 2);
    assert!(
        run.stderr.contains("no column names areas") && run.stderr.contains("\"a\" (words: x, z)"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_column_of_codes_is_told_from_names_and_from_broader_areas() {
    let cities =
        "Codice;Comune;Provincia;Regione;Addetti\n058091;Roma;Roma;Lazio;100\n015146;Milano;Milano;Lombardia;80\n";
    let run = map(cities, &[]);
    assert!(
        run.stderr.starts_with("warning: t.csv: found: layer municipalities, areas in the column \"Codice\""),
        "{}",
        run.stderr
    );
    // Names that are of provinces and of municipalities are of those that the title names, else of the broader ones.
    for (title, layer) in [("Comune", "municipalities"), ("Provincia", "provinces"), ("Where", "provinces")] {
        let run = map(&format!("{title},v\nRoma,1\nMilano,2\nTorino,3\n"), &[]);
        assert!(run.stderr.starts_with(&format!("warning: t.csv: found: layer {layer},")), "{}", run.stderr);
    }
    // Each area in one row: a column that repeats them is not that of the codes.
    let run = map("Regione;Provincia;v\nLazio;Roma;1\nLazio;Latina;2\nLazio;Rieti;3\n", &[]);
    assert!(
        run.stderr.starts_with("warning: t.csv: found: layer provinces, areas in the column \"Provincia\""),
        "{}",
        run.stderr
    );
    let apart = "regione,v\nLombardia,1\nP.A. Bolzano,2\nP.A. Trento,3\nVeneto,4\n";
    assert!(map(apart, &[]).stderr.starts_with("warning: t.csv: found: layer regions21,"));
    // A column of codes with a code twice is neither that of the areas nor that of the values.
    let run = map("codice_regione,regione,casi\n1,Piemonte,7\n4,P.A. Bolzano,2\n4,P.A. Trento,3\n", &[]);
    assert!(
        run.stderr.contains("layer regions21, areas in the column \"regione\", values in \"casi\""),
        "{}",
        run.stderr
    );
}

#[test]
fn words_are_drawn_as_categories_with_a_legend() {
    let kinds = "region;kind\nLazio;port\nMolise;farm\nPuglia;port\nSicilia;\n";
    let run = map(kinds, &[]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert_eq!(
        [value_of(&run.stdout, "12"), value_of(&run.stdout, "14"), value_of(&run.stdout, "19")],
        ["port", "farm", ""]
    );
    assert!(run.stdout.contains(">farm<") && run.stdout.contains(r#""classes":"categories""#));
    let workspace = Workspace::empty().write("t.csv", kinds);
    assert_eq!(workspace.run(["map", "--data", "t.csv", "-o", "m.svg"]).exit_code, 0);
    let run = workspace.run(["verify", "m.svg", "t.csv"]);
    assert_eq!(run.exit_code, 0, "{}{}", run.stdout, run.stderr);
    let many = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    let rows: Vec<String> = many.iter().enumerate().map(|(n, word)| format!("{:02};kind {word}\n", n + 1)).collect();
    let run = map(&format!("region;kind\n{}", rows.concat()), &["--value", "kind"]);
    assert_eq!(run.exit_code, 2);
    assert!(run.stderr.contains("9 categories of \"kind\" cannot be told apart, at the most 8"), "{}", run.stderr);
    // A slip among numbers is a slip.
    let run = map("region;v\nLazio;1\nMolise;x\n", &["--value", "v"]);
    assert_eq!(run.exit_code, 1);
    assert!(run.stderr.contains("expected a number, found \"x\""), "{}", run.stderr);
}

#[test]
fn layers_are_named_in_italian_and_in_any_case() {
    for (typed, layer) in
        [("regioni", "regions"), ("Regions", "regions"), ("province", "provinces"), ("comuni", "municipalities")]
    {
        let table = match layer {
            "regions" => "code,v\n12,1\n",
            "provinces" => "code,v\n058,1\n",
            _ => "code,v\n058091,1\n",
        };
        let run = map(table, &[typed, "--value", "v"]);
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        assert!(run.stdout.contains(&format!("\"layer\":\"{layer}\"")), "{typed}");
    }
    let workspace = Workspace::empty().write("p.csv", "lon,lat\n12.5,41.9\n");
    for command in ["areas", "map", "catchments --layer", "locate p.csv --in"] {
        for [italian, english] in [["regioni", "regions"], ["ripartizioni", "istat5"], ["regioni21", "regions21"]] {
            let run = |layer: &str| {
                let typed = format!("{command} {layer}");
                let more: &[&str] = if command.starts_with("catchments") { &["-o", "-"] } else { &[] };
                workspace.run(typed.split(' ').chain(more.iter().copied()))
            };
            let (own, other) = (run(italian), run(english));
            assert_eq!((own.exit_code, &own.stdout), (0, &other.stdout), "{command} {italian}: {}", own.stderr);
        }
    }
    let run = workspace.run(["map", "regionen"]);
    assert_eq!(run.exit_code, 2);
    let run = workspace.run(["map", "zones"]);
    assert!(run.stderr.contains("regions21") && run.stderr.contains("catchments"), "{}", run.stderr);
    let run = workspace.run(["map"]);
    assert_eq!(run.exit_code, 2);
    assert!(run.stderr.contains("a map needs a layer"), "{}", run.stderr);
}

#[test]
fn a_level_that_a_study_calls_by_an_italian_word_is_its_own() {
    let workspace = Workspace::empty()
        .write(
            "study.toml",
            "[frame]\nfile = \"u.csv\"\n[territory]\nfile = \"a.csv\"\nlevels = [\"comuni\", \"zone\"]\n",
        )
        .write("u.csv", "unit_id,responded\n1,1\n2,0\n")
        .write("a.csv", "level,code,name,parent\ncomuni,a,A,\ncomuni,b,B,\nzone,a1,A1,a\nzone,b1,B1,b\n");
    let run = workspace.run(["areas", "comuni", "."]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(run.stdout.contains('A'), "{}", run.stdout);
}

#[test]
fn the_only_region_with_values_is_drawn_alone() {
    let run = map("Comune,v\nBologna,1\nRavenna,2\nRimini,3\n", &["province"]);
    assert!(run.stderr.contains("all data lie in Emilia-Romagna, which is drawn alone"), "{}", run.stderr);
}
