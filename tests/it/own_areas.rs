//! Maps of areas that no study names: of a boundary file of one's own, and of Italy's departments.

use crate::support::{Run, Workspace};

/// Three zones with a rate, a kind and a name each; the code of the last has a zero in front.
const ZONES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"ref":"A1","nom_zone":"Nord","rate":1.234,"kind":"x"},"geometry":{"type":"Polygon","coordinates":[[[2,48],[3,48],[3,49],[2,49],[2,48]]]}},
{"type":"Feature","properties":{"ref":"A2","nom_zone":"Sud","rate":2.5,"kind":"y"},"geometry":{"type":"Polygon","coordinates":[[[2,47],[3,47],[3,48],[2,48],[2,47]]]}},
{"type":"Feature","properties":{"ref":"A3","nom_zone":"Est","rate":null,"kind":"x"},"geometry":{"type":"Polygon","coordinates":[[[3,47],[4,47],[4,48],[3,48],[3,47]]]}}]}"#;

const SCHOOLS: &str = "zone;élèves;note\nNord;120;a\nEst;80;b\nOuest;1;d\n";

fn zones() -> Workspace {
    Workspace::empty().write("zones.geojson", ZONES).write("schools.csv", SCHOOLS)
}

fn map(workspace: &Workspace, typed: &str) -> Run {
    workspace.run(format!("map {typed}").split(' '))
}

/// The value that a picture has for an area.
fn value_of<'a>(picture: &'a str, code: &str) -> &'a str {
    let start = picture.find(&format!("data-code=\"{code}\"")).unwrap_or_else(|| panic!("{picture:.500}"));
    let rest = &picture[start..];
    rest[rest.find("data-value=\"").unwrap() + 12..].split('"').next().unwrap()
}

#[test]
fn a_boundary_file_is_drawn_by_its_own_column() {
    let run = map(&zones(), "zones.geojson --value rate --labels names");
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let values = ["A1", "A2", "A3"].map(|code| value_of(&run.stdout, code));
    // A point marks decimals in what a program wrote.
    assert_eq!(values, ["1.234", "2.5", ""]);
    assert!(run.stdout.contains(">Nord<") && run.stdout.contains(">Rate<") && !run.stdout.contains("by area"));
    assert!(run.stderr.contains("1 area without a value"), "{}", run.stderr);
    // The only column of numbers is found; words are categories.
    let run = map(&zones(), "zones.geojson");
    assert_eq!((run.exit_code, value_of(&run.stdout, "A2")), (0, "2.5"), "{}", run.stderr);
    let run = map(&zones(), "zones.geojson --value kind");
    assert_eq!((run.exit_code, value_of(&run.stdout, "A2")), (0, "y"), "{}", run.stderr);
    let run = map(&zones(), "zones.geojson --value rates");
    assert_eq!(run.exit_code, 1);
    assert!(run.stderr.contains("did you mean \"rate\"?"), "{}", run.stderr);
}

#[test]
fn a_table_is_joined_to_a_boundary_file_by_codes_or_names() {
    let run = map(&zones(), "--data schools.csv --on zones.geojson");
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert_eq!(["Nord", "Sud", "Est"].map(|name| value_of(&run.stdout, name)), ["120", "", "80"]);
    for said in [
        "its column \"nom_zone\" is that of the table's column \"zone\"",
        "found: values in \"élèves\"",
        "1 row with the code of no area left out: \"Ouest\"",
        "1 area without a value in the table",
    ] {
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
    let by_code = zones().write("t.csv", "ref,v\nA1,3\nA3,4\n");
    for typed in [
        "--data t.csv --on zones.geojson",
        "zones.geojson --data t.csv --code ref",
        "zones.geojson --data t.csv --id ref",
    ] {
        let run = map(&by_code, typed);
        assert_eq!((run.exit_code, value_of(&run.stdout, "A3")), (0, "4"), "{typed}: {}", run.stderr);
        assert!(run.stdout.contains("data-name=\"Est\""), "{typed}");
    }
    let strange = zones().write("t.csv", "k,v\nx1,3\nx2,4\n");
    let run = map(&strange, "--data t.csv --on zones.geojson");
    assert_eq!(run.exit_code, 2);
    assert!(
        run.stderr.contains("no column of t.csv names areas of zones.geojson")
            && run.stderr.contains("\"ref\" (A1, A2, A3)"),
        "{}",
        run.stderr
    );
}

#[test]
fn maps_of_a_boundary_file_are_verified() {
    let workspace = zones();
    for (typed, verified) in [
        ("zones.geojson --value rate --language it -o m.svg", "m.svg zones.geojson"),
        ("zones.geojson --id= --value kind -o m.svg", "m.svg zones.geojson"),
        ("--data schools.csv --on zones.geojson -o m.svg", "m.svg schools.csv --on zones.geojson"),
    ] {
        let run = map(&workspace, typed);
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        let run = workspace.run(format!("verify {verified}").split(' '));
        assert_eq!(run.exit_code, 0, "{typed}: {}{}", run.stdout, run.stderr);
    }
    let run = workspace.run(["verify", "m.svg", "schools.csv"]);
    assert_eq!(run.exit_code, 2);
    assert!(run.stderr.contains("name it with --on FILE"), "{}", run.stderr);
}

#[test]
fn a_file_without_identifiers_is_numbered_and_parts_of_one_code_are_one_area() {
    let bare =
        ZONES.replace("\"ref\":\"A1\",\"nom_zone\":\"Nord\",", "").replace("\"ref\":\"A2\",\"nom_zone\":\"Sud\",", "");
    let bare = bare.replace("\"ref\":\"A3\",\"nom_zone\":\"Est\",", "");
    let run = map(&Workspace::empty().write("b.geojson", bare), "b.geojson --value rate");
    assert_eq!((run.exit_code, value_of(&run.stdout, "2")), (0, "2.5"), "{}", run.stderr);
    let parts = ZONES.replace("\"A3\"", "\"A1\"");
    let workspace = Workspace::empty().write("p.geojson", parts).write("t.csv", "ref,v\nA1,3\nA2,4\n");
    let run = map(&workspace, "--data t.csv --on p.geojson --id ref");
    assert_eq!((run.exit_code, value_of(&run.stdout, "A1")), (0, "3"), "{}", run.stderr);
    assert_eq!(run.stdout.matches("data-code=").count(), 2);
}

#[test]
fn departments_of_italy_are_a_layer_for_a_table() {
    let units = include_str!("../../geodata/italy-mhd/units.csv");
    let named = units.lines().skip(1).take(100).map(|line| line.split(',').nth(1).unwrap()).enumerate();
    let rows: Vec<String> = named.map(|(number, name)| format!("{name};{}\n", 20 + number)).collect();
    let workspace = Workspace::empty().write("d.csv", format!("dsm;staff\n{}", rows.concat()));
    let run = map(&workspace, "bacini --data d.csv --language it -o d.svg");
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let picture = workspace.read("d.svg");
    assert_eq!(value_of(&picture, "010-203"), "20");
    assert!(picture.contains(">non in tabella<") && picture.contains(">Staff<"));
    assert!(run.stderr.contains("catchments without a value in the table"), "{}", run.stderr);
    let run = workspace.run(["verify", "d.svg", "d.csv"]);
    assert_eq!(run.exit_code, 0, "{}{}", run.stdout, run.stderr);
    // By code, and words as categories.
    let workspace = workspace.write("k.csv", "codice,kind\n010-203,a\n010-204,b\n");
    let run = map(&workspace, "catchments --data k.csv");
    assert_eq!((run.exit_code, value_of(&run.stdout, "010-204")), (0, "b"), "{}", run.stderr);
}

#[test]
fn a_studys_own_catchments_are_a_layer_for_a_table() {
    let workspace = Workspace::empty();
    workspace.run(["init", "s", "--from", "empty"]);
    let first = workspace.read("s/units.csv").lines().nth(1).unwrap().split(',').next().unwrap().to_owned();
    let workspace = workspace.write("t.csv", format!("unit_id,v\n{first},7\n"));
    let run = map(&workspace, "catchments s --data t.csv -o m.svg");
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert_eq!(value_of(&workspace.read("m.svg"), &first), "7");
    let run = workspace.run(["verify", "m.svg", "t.csv", "--study", "s"]);
    assert_eq!(run.exit_code, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn titles_are_words_that_people_use() {
    let title = |typed: &str| {
        let run = map(&Workspace::empty().write("t.csv", "region,beds_per_1000\n12,3\n13,4\n"), typed);
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        let start = run.stdout.find("<title").unwrap();
        run.stdout[start..].split(['<', '>']).nth(2).unwrap().to_owned()
    };
    for (typed, expected) in [
        ("survey", "Residents in the catchments of units that answered, by macro-area (survey)"),
        ("survey --language it", "Residenti nei bacini delle unità rispondenti, per macroarea (survey)"),
        ("istat5", "Residents in the catchments of units that answered, by ISTAT's five areas"),
        ("istat5 --language it", "Residenti nei bacini delle unità rispondenti nelle cinque ripartizioni ISTAT"),
        ("regions21 --value density --language it", "Residenti per km², per regione e provincia autonoma"),
        ("regions --data t.csv", "Beds per 1000, by region"),
        ("regions --data t.csv --language it", "Beds per 1000, per regione"),
    ] {
        assert_eq!(title(typed), expected, "{typed}");
    }
}
