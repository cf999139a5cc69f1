//! Areas joined by a column of a table: districts of municipalities, drawn without a study.

use std::fmt::Write as _;

use bacino::input::embedded::italy::italy;

use crate::support::{Run, Workspace};

const DISTRICTS: &str = "\
Distretti sanitari,,
Comune,Distretto,letti
Bologna,Città,10
Casalecchio di Reno,Città,2
Imola,Imola,4
Forlì,Romagna,6
Cesena,romagna,7
Rimini,,8
Fonte: la Regione,,
";

fn map(workspace: &Workspace, more: &[&str]) -> Run {
    let flags = ["map", "municipalities", "--data", "t.csv", "--code", "Comune", "--groups", "distretto"];
    workspace.run([&flags[..], more].concat())
}

fn drawn(workspace: &Workspace, more: &[&str]) -> String {
    let run = map(workspace, more);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    run.stdout
}

/// An attribute of the area with a code.
fn attribute<'a>(picture: &'a str, code: &str, name: &str) -> &'a str {
    let start = picture.find(&format!("data-code=\"{code}\"")).unwrap_or_else(|| panic!("{code}: {picture:.300}"));
    let start = picture[..start].rfind('<').unwrap();
    let rest = &picture[start..];
    rest[rest.find(&format!("{name}=\"")).unwrap() + name.len() + 2..].split('"').next().unwrap()
}

#[test]
fn municipalities_are_joined_to_districts_and_their_region_is_drawn_alone() {
    let workspace = Workspace::empty().write("t.csv", DISTRICTS);
    let run = map(&workspace, &["--language", "it"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    insta::assert_snapshot!(run.stderr, @r#"
    warning: t.csv: the header was found on line 2; 1 row above it left out: "Distretti sanitari"
    warning: t.csv: 1 row of notes below the table left out: "Fonte: la Regione"
    warning: t.csv: column Distretto: 1 cell with other capitals or blanks read as the same word: "romagna" as "Romagna"
    warning: t.csv: column Comune: no row has the code of a municipality: the cells are read as names in 6 rows, such as "Bologna" as 037006 Bologna
    warning: t.csv: 325 municipalities in no group of the column "Distretto", 1 of them with an empty cell, drawn as missing
    warning: t.csv: all groups lie in Emilia-Romagna, which is drawn alone
    hint: --part all draws the whole territory
    warning: t.csv: the map has from rows around the table its title "Distretti sanitari" and its source "la Regione"
    hint: --title TEXT says another title
    "#);
    let picture = run.stdout;
    assert_eq!(picture.matches("data-code=").count(), 5, "three districts, land without a row and with an empty cell");
    for code in ["Città", "Imola", "Romagna"] {
        assert_eq!([attribute(&picture, code, "data-name"), attribute(&picture, code, "data-value")], [code, code]);
        assert!(picture.contains(&format!(">{code}</text>")), "{code} is named");
    }
    assert_eq!(attribute(&picture, "no-row 08", "data-class"), "no-row");
    assert_eq!(attribute(&picture, "not-known 08", "data-class"), "not-known");
    for text in [">Distretti sanitari<", "Comuni riuniti per Distretto", "Fonte: la Regione; "] {
        assert!(picture.contains(text), "{text}");
    }
}

#[test]
fn values_of_areas_become_those_of_their_group() {
    let workspace = Workspace::empty().write("t.csv", DISTRICTS);
    let value = |how: &str, code: &str| -> String {
        let picture = drawn(&workspace, &["--value", "letti", "--aggregate", how]);
        attribute(&picture, code, "data-value").to_owned()
    };
    assert_eq!([value("sum", "Città"), value("sum", "Romagna")], ["12", "13"]);
    assert_eq!([value("unit-mean", "Città"), value("unit-mean", "Romagna")], ["6", "6.5"]);
    // Bologna has more than ten times the residents of Casalecchio.
    assert!((9.0..10.0).contains(&value("mean", "Città").parse::<f64>().unwrap()));
    let run = map(
        &workspace.replace("t.csv", "Forlì,Romagna,6", "Forlì,Romagna,"),
        &["--value", "letti", "--aggregate", "sum"],
    );
    assert_eq!(attribute(&run.stdout, "Romagna", "data-class"), "not-known");
    assert!(
        run.stderr.contains("1 group with a value that is not known, drawn as missing: \"Romagna\""),
        "{}",
        run.stderr
    );
}

#[test]
fn neighbours_of_many_groups_differ() {
    let territory = italy().territory;
    let [region, province] = ["region", "province"].map(|level| territory.level(level).unwrap());
    let mut text = "code,distretto\n".to_owned();
    for area in territory.areas(province) {
        let parent = territory.find(region, area.parent.as_ref().unwrap()).unwrap();
        let region = &territory.areas(region)[parent.index()].name;
        let _ = writeln!(text, "{},{region}", area.code);
    }
    let workspace = Workspace::empty().write("t.csv", text);
    let run = workspace.run(["map", "provinces", "--data", "t.csv", "--groups", "distretto", "-o", "m.svg"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let picture = workspace.read("m.svg");
    let colour = |name: &str| attribute(&picture, name, "data-class").to_owned();
    for (one, other) in [
        ("Piemonte", "Lombardia"),
        ("Piemonte", "Liguria"),
        ("Lombardia", "Veneto"),
        ("Lombardia", "Emilia-Romagna"),
        ("Veneto", "Emilia-Romagna"),
        ("Emilia-Romagna", "Toscana"),
        ("Toscana", "Lazio"),
        ("Toscana", "Umbria"),
        ("Umbria", "Marche"),
        ("Lazio", "Campania"),
        ("Campania", "Puglia"),
        ("Molise", "Abruzzo"),
        ("Basilicata", "Calabria"),
    ] {
        assert_ne!(colour(one), colour(other), "{one}, {other}");
    }
    let lint = workspace.run(["map", "provinces", "--data", "t.csv", "--groups", "distretto", "--lint"]);
    assert_eq!(lint.exit_code, 0, "{}", lint.stdout);
    let verified = workspace.run(["verify", "m.svg", "t.csv"]);
    assert_eq!(verified.exit_code, 0, "{}{}", verified.stdout, verified.stderr);
}

#[test]
fn what_groups_cannot_be_is_said() {
    let workspace = Workspace::empty().write("t.csv", DISTRICTS);
    let said = |more: &[&str]| {
        let run = map(&workspace, more);
        format!("{} {}", run.exit_code, run.stderr.trim_end())
    };
    insta::assert_snapshot!(said(&["--value", "letti"]), @"
    2 error: a group has several values
    hint: say how they become one: --aggregate sum for counts, mean for rates of residents, unit-mean for the plain mean
    ");
    insta::assert_snapshot!(said(&["--aggregate", "sum"]), @"
    2 error: there are no values to become one
    hint: name their column with --value, or leave --aggregate out
    ");
    insta::assert_snapshot!(said(&["--form", "symbols"]), @"
    2 error: groups without a value are filled areas
    hint: leave --form out, or name a column with --value
    ");
    insta::assert_snapshot!(said(&["--form", "multiples", "--values", "letti,letti"]), @"
    2 error: groups are drawn on one map
    hint: leave out --groups or --form
    ");
    let run = workspace.run([
        "map",
        "municipalities",
        "--data",
        "t.csv",
        "--code",
        "Comune",
        "--value",
        "letti",
        "--aggregate",
        "sum",
    ]);
    insta::assert_snapshot!(format!("{} {}", run.exit_code, run.stderr.trim_end()), @"
    2 error: an area of a table has one value
    hint: leave --aggregate out, or join areas with --groups COLUMN
    ");
    let run = workspace.run(["map", "municipalities", "--data", "t.csv", "--code", "Comune", "--groups", "distreto"]);
    insta::assert_snapshot!(format!("{} {}", run.exit_code, run.stderr.trim_end()), @r#"
    1 error: t.csv:2: no column "distreto"
    hint: did you mean "Distretto"?
    "#);
}
