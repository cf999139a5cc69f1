//! A part of the world: a study limited to an area of its territory is the study of that area alone.

use crate::support::{Run, Workspace};

/// Squareland's files for the one region `E1`, as if there were no other.
fn northeast_alone() -> Workspace {
    Workspace::squareland()
        .write(
            "areas.csv",
            "level,code,name,parent\nregion,E1,Northeast,\nmunicipality,E1-1,Square E1-1,E1\n\
             municipality,E1-2,Square E1-2,E1\nmunicipality,E1-3,Square E1-3,E1\nmunicipality,E1-4,Square E1-4,E1\n",
        )
        .write(
            "units.csv",
            "unit_id,name,region_code,kind,responded,population,note\nC,Unit C,E1,territorial,1,600,\n\
             D,Unit D,E1,territorial,0,400,\n",
        )
        .write("population.csv", "municipality_code,population\nE1-1,100\nE1-2,200\nE1-3,300\nE1-4,400\n")
        .write(
            "catchments.csv",
            "unit_id,level,code,share,basis\nC,region,E1,,\nD,municipality,E1-3,1,\n\
             C,municipality,E1-4,0.75,\nD,municipality,E1-4,0.25,\n",
        )
        .replace("study.toml", "name = \"Squareland\"", "name = \"Northeast\"")
        .replace("study.toml", "West = [\"W1\", \"W2\"], East = [\"E1\", \"E2\"]", "East = [\"E1\"]")
}

fn limited(part: &str) -> Workspace {
    let key = format!("levels = [\"region\", \"municipality\"]\npart = {part:?}");
    Workspace::squareland().replace("study.toml", "levels = [\"region\", \"municipality\"]", &key)
}

fn done(run: Run) -> Run {
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    run
}

#[test]
fn a_part_is_the_study_of_it_alone() {
    let alone = northeast_alone();
    let of_alone = done(alone.run(["run", "study.toml", "-o", "out"]));
    for word in ["E1", "Northeast", "northeast", "East"] {
        // The macro-area of the study's own holds a second region.
        if word == "East" {
            continue;
        }
        let part = limited(word);
        let run = done(part.run(["run", "study.toml", "-o", "out"]));
        assert_eq!(run.stdout, of_alone.stdout);
        for name in
            ["coverage.csv", "reconciliation.csv", "response.csv", "bias.csv", "units.csv", "municipalities.csv"]
        {
            assert_eq!(part.read(&format!("out/{name}")), alone.read(&format!("out/{name}")), "{word}: {name}");
        }
        let said: Vec<&str> = run.stderr.lines().filter(|line| line.contains("limited")).collect();
        assert_eq!(
            said,
            [
                "warning: study.toml:8: the study is limited to Northeast; outside of it and left out: 4 units of 6, 3 rules, the residents of 12 municipalities"
            ]
        );
    }
}

#[test]
fn a_macro_area_of_the_study_is_a_part_too() {
    let run = done(limited("East").run(["coverage", "study.toml", "--format", "csv", "--source", "census"]));
    let total = run.stdout.lines().find(|line| line.contains(",total,")).unwrap();
    // 600 of C, 75 % of the 400 and the whole of E2.
    assert!(total.starts_with("total,total,East,census,2,3,"), "{total}");
}

#[test]
fn what_lies_outside_may_be_incomplete() {
    // No unit of the frame is called B or Z, and the shares of W2 do not sum to 1.
    let workspace = limited("Northeast")
        .write(
            "units.csv",
            "unit_id,name,region_code,kind,responded,population,note\nC,Unit C,E1,territorial,1,600,\n\
             D,Unit D,E1,territorial,0,400,\nA,Unit A,W1,territorial,1,1000,\n",
        )
        .write(
            "catchments.csv",
            "unit_id,level,code,share,basis\nB,region,W2,0.5,\nZ,municipality,E2-1,1,\nC,region,E1,,\n\
             D,municipality,E1-3,1,\nC,municipality,E1-4,0.75,\nD,municipality,E1-4,0.25,\n",
        );
    let run = done(workspace.run(["check", "study.toml"]));
    assert!(
        run.stdout.contains("left out: 1 unit of 3, 2 rules, the residents of 12 municipalities"),
        "{}",
        run.stdout
    );
    // Without the part the same files are wrong.
    let whole = workspace.replace("study.toml", "\npart = \"Northeast\"", "");
    assert_eq!(whole.run(["check", "study.toml"]).exit_code, 1);
}

#[test]
fn a_unit_of_another_region_that_serves_the_part_stays() {
    let workspace =
        limited("E1").replace("catchments.csv", "D,municipality,E1-3,1,one square", "E,municipality,E1-3,1,");
    let run = done(workspace.run(["coverage", "study.toml", "--source", "census", "--format", "csv"]));
    let total = run.stdout.lines().find(|line| line.starts_with("total,total")).unwrap();
    // C serves 100 + 200 + 300, D 100 and E of the region E2 the 300 of E1-3.
    assert!(total.starts_with("total,total,Northeast,census,2,3,0.666666666667,900,1000,0,"), "{total}");
    assert!(
        run.stderr.contains("1 unit of other regions kept, for places of Northeast are in their catchments: \"E\""),
        "{}",
        run.stderr
    );
}

#[test]
fn a_part_that_is_none_is_told_with_what_is_near() {
    let run = limited("Northeats").run(["run", "study.toml"]);
    assert_eq!(run.exit_code, 1);
    assert!(
        run.stderr.contains(
            "error: study.toml:8: territory.part: no area of Squareland is called \"Northeats\"\nhint: did you mean \"Northeast\"?\n"
        ),
        "{}",
        run.stderr
    );
}

/// The reference study with a part of Italy.
fn italian(part: &str) -> Workspace {
    let workspace = Workspace::empty();
    done(workspace.run(["init", ".", "--from", "reference", "--force"]));
    let text = workspace.read("study.toml");
    workspace.write("study.toml", text.replace("[frame] ", &format!("[territory]\npart = {part:?}\n\n[frame] ")))
}

#[test]
fn a_part_of_italy_needs_no_territory_of_its_own() {
    let workspace = italian("Emilia-Romagna");
    let whole = done(Workspace::empty().run(["coverage", "--format", "csv", "--scheme", "region"]));
    let region =
        whole.stdout.lines().find(|line| line.starts_with("region,08,Emilia-Romagna,census,")).unwrap().to_owned();
    let part = done(workspace.run(["coverage", "--format", "csv", "."]));
    let total =
        part.stdout.lines().find(|line| line.starts_with("total,total,Emilia-Romagna,census,")).unwrap().to_owned();
    // Units, residents and coverage are those of the region in the whole study.
    let figures = |line: &str| line.split(',').skip(4).take(7).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(figures(&total), figures(&region));
    assert!(!part.stdout.contains("istat"), "{}", part.stdout);
    let run = done(workspace.run(["run", ".", "-o", "out"]));
    assert!(run.stdout.contains("Emilia-Romagna") && run.stdout.contains("Bologna"), "{}", run.stdout);
    let maps: Vec<String> = workspace.files().into_iter().filter(|name| name.starts_with("out/maps/")).collect();
    assert_eq!(
        maps,
        [
            "out/maps/coverage-by-province.svg",
            "out/maps/representation-ratio.svg",
            "out/maps/responding-catchments.svg"
        ]
    );
    let map = workspace.read("out/maps/coverage-by-province.svg");
    assert_eq!(map.matches("data-code=").count(), 9);
    assert!(map.contains("id=\"rest\"") || map.contains("class=\"rest\""), "the rest of Italy is land");
    assert!(!run.stderr.contains("not drawn"), "{}", run.stderr);
}

/// A file of areas in the form of Eurostat's: counties of two states.
const COUNTIES: &str = r#"{"type":"FeatureCollection","name":"counties","features":[
{"type":"Feature","properties":{"STATE":"47","GEOID":"47001","NAME":"Anderson"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}},
{"type":"Feature","properties":{"STATE":"47","GEOID":"47003","NAME":"Bedford"},"geometry":{"type":"Polygon","coordinates":[[[1,0],[2,0],[2,1],[1,1],[1,0]]]}},
{"type":"Feature","properties":{"STATE":"21","GEOID":"21001","NAME":"Adair"},"geometry":{"type":"Polygon","coordinates":[[[0,1],[1,1],[1,2],[0,2],[0,1]]]}},
{"type":"Feature","properties":{"STATE":"21","GEOID":"21003","NAME":"Allen"},"geometry":null}]}"#;

fn tennessee(condition: &str) -> Workspace {
    let study = format!(
        "[territory]\nname = \"Tennessee\"\nlevels = [\"state\", \"county\"]\n\
         columns = {{ state_code = \"STATE\", county_code = \"GEOID\", county_name = \"NAME\" }}\nwhere = {{ {condition} }}\n\
         [boundaries]\nfile = \"counties.geojson\"\n[frame]\nfile = \"units.csv\"\n[catchments]\nrules = \"rules.csv\"\n\
         [population]\nfile = \"residents.csv\"\n"
    );
    Workspace::empty()
        .write("study.toml", study)
        .write("counties.geojson", COUNTIES)
        .write("units.csv", "unit_id,responded\nA,1\nB,0\n")
        .write("rules.csv", "unit_id,level,code\nA,county,47001\nB,county,47003\n")
        .write("residents.csv", "county_code,population\n47001,30\n47003,70\n")
}

#[test]
fn a_territory_is_the_features_that_are_wanted() {
    for condition in ["STATE = \"47\"", "STATE = 47", "state = [\"47\"]", "GEOID = [\"47001\", 47003]"] {
        let run = done(tennessee(condition).run(["coverage", "study.toml", "--source", "census", "--format", "csv"]));
        assert!(run.stdout.contains("total,total,Tennessee,census,1,2,0.5,30,100,0,0.3,"), "{}", run.stdout);
        assert!(run.stderr.contains("counties.geojson: 2 of 4 features taken, by"), "{}", run.stderr);
        assert!(!run.stderr.contains("geometry"), "what is left out has no defects: {}", run.stderr);
    }
}

#[test]
fn a_condition_that_nothing_meets_is_told_with_what_is_near() {
    for (condition, message) in [
        (
            "STATES = \"47\"",
            "territory.where.STATES: counties.geojson: no column \"STATES\"\nhint: did you mean \"STATE\"?",
        ),
        (
            "STATE = \"48\"",
            "territory.where.STATE: counties.geojson: no feature has \"48\" in the column \"STATE\"\nhint: its values are \"21\" and \"47\"",
        ),
        (
            "STATE = \"047\"",
            "territory.where.STATE: counties.geojson: no feature has \"047\" in the column \"STATE\"\nhint: did you mean \"47\"?",
        ),
        ("STATE = []", "territory.where.STATE: expected a value or a list of values, found none"),
        ("STATE = \"47\", NAME = \"Adair\"", "no feature meets all conditions: STATE \"47\" and NAME \"Adair\""),
    ] {
        let run = tennessee(condition).run(["run", "study.toml"]);
        assert_eq!(run.exit_code, 1);
        assert!(
            run.stderr.contains(&format!("study.toml:5: {message}")) || run.stderr.contains(message),
            "{}",
            run.stderr
        );
    }
    let run = Workspace::squareland()
        .replace("study.toml", "levels = [", "where = { a = 1 }\nlevels = [")
        .run(["check", "study.toml"]);
    assert!(run.stdout.contains("territory.where: the study names no boundary file"), "{}", run.stdout);
}

#[test]
fn a_layer_is_filtered() {
    let workspace = Workspace::empty().write("counties.geojson", COUNTIES);
    let run = done(workspace.run(["boundaries", "counties.geojson", "--where", "STATE=47", "-o", "t.geojson"]));
    assert!(run.stderr.contains("2 of 4 features taken, by STATE \"47\""), "{}", run.stderr);
    assert_eq!(workspace.read("t.geojson").matches("\"GEOID\"").count(), 2);
    let both = ["--where", "GEOID=47001", "--where", "GEOID=21001", "--where", "STATE=21"];
    let told = done(workspace.run(["boundaries", "counties.geojson"].into_iter().chain(both)));
    assert!(
        told.stderr.contains("1 of 4 features taken, by GEOID \"47001\" or \"21001\" and STATE \"21\""),
        "{}",
        told.stderr
    );
    let joined = ["--where", "STATE=47", "--dissolve", "STATE", "-o", "one.geojson"];
    done(workspace.run(["boundaries", "counties.geojson"].into_iter().chain(joined)));
    assert_eq!(workspace.read("one.geojson").matches("\"STATE\"").count(), 1);
    let wrong = workspace.run(["boundaries", "counties.geojson", "--where", "STATE=99"]);
    assert_eq!(
        (wrong.exit_code, wrong.stderr.as_str()),
        (
            1,
            "error: counties.geojson: no feature has \"99\" in the column \"STATE\"\nhint: its values are \"21\" and \"47\"\n"
        )
    );
    assert_eq!(workspace.run(["boundaries", "counties.geojson", "--where", "STATE"]).exit_code, 2);
}
