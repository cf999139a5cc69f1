//! A part of the world: a study limited to an area of its territory is the study of that area alone.

use crate::support::{Workspace, done};

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
    assert!(map.contains("-rest\" inkscape"), "the rest of Italy is land");
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

/// Provinces of one region, and one of another, with a value each.
fn beds(other: &str) -> Workspace {
    let rows: Vec<String> = (33..=40).map(|province| format!("{province:03},{}\n", province * 3)).collect();
    Workspace::empty().write("beds.csv", format!("province_code,beds\n{}{other}", rows.concat()))
}

const DRAWN: [&str; 6] = ["map", "provinces", "--data", "beds.csv", "--value", "beds"];

#[test]
fn the_only_region_with_data_is_drawn_alone() {
    let map = |workspace: &Workspace, more: &[&str]| {
        let run = done(workspace.run(DRAWN.into_iter().chain(more.iter().copied())));
        (run.stdout.matches("data-code=").count(), run.stderr)
    };
    let one = beds("099,\n");
    let (areas, said) = map(&one, &[]);
    assert_eq!(areas, 9);
    assert_eq!(
        said,
        "warning: map: all data lie in Emilia-Romagna, which is drawn alone\nhint: --part all draws the whole territory\n\
         warning: beds.csv: 1 province without a value in the table, drawn as missing\n"
    );
    // It is the map of that part.
    let part = done(one.run(DRAWN.into_iter().chain(["--part", "Emilia-Romagna"]))).stdout;
    let alone = done(one.run(DRAWN)).stdout;
    let without_record = |map: &str| map.split_once("</metadata>").unwrap().1.to_owned();
    assert_eq!(without_record(&part), without_record(&alone));
    for whole in ["all", "Italy", "italia"] {
        let (areas, said) = map(&one, &["--part", whole]);
        assert_eq!(areas, 107, "{whole}");
        assert!(!said.contains("alone"), "{said}");
    }
    let (areas, said) = map(&beds("001,7\n"), &[]);
    assert_eq!((areas, said.contains("alone")), (107, false), "{said}");
}

#[test]
fn municipalities_and_panels_follow_the_same_rule() {
    let workspace = Workspace::empty()
        .write("a.csv", "code,rate\n037006,1\n037001,2\n040012,5\n")
        .write("b.csv", "code,rate\n037006,4\n037001,2\n040012,3\n");
    let of = ["map", "municipalities", "--data", "a.csv", "--value", "rate"];
    let run = done(workspace.run(of));
    assert!(run.stderr.contains("all data lie in Emilia-Romagna"), "{}", run.stderr);
    assert_eq!(run.stdout.matches("data-code=").count(), 330);
    let panels = done(workspace.run(of.into_iter().chain(["--with", "b.csv", "--form", "multiples", "--size", "a4"])));
    assert!(!panels.stderr.contains("alone"), "panels show the whole: {}", panels.stderr);
}

#[test]
fn a_table_is_drawn_on_the_part_of_a_study() {
    let workspace = italian("Emilia-Romagna").write("beds.csv", "province_code,beds\n033,5\n037,9\n001,7\n058,1\n");
    let run = done(workspace.run(["map", "provinces", ".", "--data", "beds.csv", "--value", "beds"]));
    assert_eq!(run.stdout.matches("data-code=").count(), 9);
    assert!(run.stderr.contains("beds.csv: 2 provinces outside of Emilia-Romagna left out"), "{}", run.stderr);
    assert!(run.stderr.contains("7 provinces without a value"), "{}", run.stderr);
    // Layers for other programs are of the part too.
    done(workspace.run(["catchments", ".", "--layer", "provinces", "-o", "p.geojson"]));
    assert_eq!(workspace.read("p.geojson").matches("\"province_code\"").count(), 9);
    let region = done(workspace.run(["map", "regions", ".", "--locator", "extent"]));
    assert!(region.stdout.contains(">Italy<"), "the locator shows what the part is of");
}

/// Features in the form in which Eurostat publishes NUTS: all levels in one layer, of two countries.
fn nuts() -> String {
    let mut features = Vec::new();
    let mut add = |id: &str, level: usize, name: &str, [x, y, width, height]: [usize; 4]| {
        features.push(format!(
            "{{\"type\":\"Feature\",\"id\":\"{id}\",\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[{x},{y}],[{},{y}],[{},{}],[{x},{}],[{x},{y}]]]}},\
             \"properties\":{{\"NUTS_ID\":\"{id}\",\"LEVL_CODE\":{level},\"CNTR_CODE\":\"{}\",\"NAME_LATN\":\"{name}\",\"NUTS_NAME\":\"{name}\",\"MOUNT_TYPE\":0}}}}",
            x + width,
            x + width,
            y + height,
            y + height,
            &id[..2]
        ));
    };
    add("SQ", 0, "Squareland", [0, 40, 4, 2]);
    add("SQ1", 1, "West", [0, 40, 2, 2]);
    add("SQ2", 1, "East", [2, 40, 2, 2]);
    add("SQ11", 2, "Northwest", [0, 41, 2, 1]);
    add("SQ12", 2, "Southwest", [0, 40, 2, 1]);
    add("SQ21", 2, "All of the east", [2, 40, 2, 2]);
    for (number, id) in ["SQ121", "SQ122", "SQ211", "SQ212"].into_iter().enumerate() {
        add(id, 3, &format!("Square {number}"), [number, 40, 1, 1]);
    }
    add("SQ111", 3, "Strip", [0, 41, 2, 1]);
    add("SQ213", 3, "Edge", [2, 41, 2, 1]);
    add("XX", 0, "Elsewhere", [9, 40, 1, 1]);
    add("XX1", 1, "Elsewhere", [9, 40, 1, 1]);
    add("XX11", 2, "Elsewhere", [9, 40, 1, 1]);
    add("XX111", 3, "Elsewhere", [9, 40, 1, 1]);
    format!(
        "{{\"type\":\"FeatureCollection\",\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"urn:ogc:def:crs:EPSG::4326\"}}}},\"features\":[{}]}}",
        features.join(",\n")
    )
}

fn of_nuts(territory: &str) -> Workspace {
    let study = format!(
        "[territory]\n{territory}\n[boundaries]\nfile = \"NUTS_RG.geojson\"\n[frame]\nfile = \"units.csv\"\n\
         [catchments]\nrules = \"rules.csv\"\n[population]\nfile = \"residents.csv\"\n"
    );
    Workspace::empty()
        .write("study.toml", study)
        .write("NUTS_RG.geojson", nuts())
        .write("units.csv", "unit_id,responded\nA,1\nB,0\n")
        .write(
            "rules.csv",
            "unit_id,level,code\nA,nuts2,SQ12\nB,nuts3,SQ111\nB,nuts3,SQ211\nB,nuts3,SQ212\nB,nuts3,SQ213\n",
        )
        .write("residents.csv", "nuts3_code,population\nSQ111,10\nSQ121,20\nSQ122,30\nSQ211,20\nSQ212,10\nSQ213,10\n")
}

#[test]
fn a_file_with_all_levels_in_one_layer_is_used_as_it_is() {
    for (territory, schemes) in [
        ("levels = [\"nuts1\", \"nuts2\", \"nuts3\"]\nwhere = { CNTR_CODE = \"SQ\", LEVL_CODE = 3 }", 2),
        ("levels = [\"nuts2\", \"nuts3\"]\nwhere = { CNTR_CODE = \"SQ\", LEVL_CODE = 3 }", 1),
        ("levels = [\"nuts0\", \"nuts2\", \"nuts3\"]\nwhere = { CNTR_CODE = \"SQ\" }", 2),
        ("levels = [\"country\", \"group\", \"nuts2\", \"nuts3\"]\nwhere = { CNTR_CODE = \"SQ\" }", 3),
    ] {
        let workspace = of_nuts(&format!("name = \"Squareland\"\n{territory}"));
        let run = done(workspace.run(["coverage", "study.toml", "--source", "census", "--format", "csv"]));
        assert!(run.stdout.contains("total,total,Squareland,census,1,2,0.5,50,100,0,0.5,"), "{}", run.stdout);
        assert!(run.stdout.contains("nuts2,SQ12,Southwest,census,1,1,1,50,50,"), "{}", run.stdout);
        let named: std::collections::BTreeSet<&str> =
            run.stdout.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        assert_eq!(named.len(), schemes + 1, "{named:?}");
        assert!(run.stderr.contains("all levels are in one layer: LEVL_CODE"), "{}", run.stderr);
        let maps = done(workspace.run(["map", "nuts3", "study.toml"]));
        assert_eq!(maps.stdout.matches("data-code=").count(), 6);
    }
}

#[test]
fn levels_that_a_layer_does_not_have_are_told() {
    for (territory, message) in [
        (
            "levels = [\"a\", \"b\", \"c\", \"d\", \"e\"]\nwhere = { CNTR_CODE = \"SQ\" }",
            "territory.levels names 5 levels, and the file has 0, 1, 2, 3",
        ),
        (
            "levels = [\"nuts2\", \"nuts3\"]\nwhere = { CNTR_CODE = \"SQ\", LEVL_CODE = 2 }",
            "the finest level is \"nuts3\", which where leaves out",
        ),
        (
            "levels = [\"nuts2\", \"nuts3\"]\nwhere = { NUTS_ID = [\"SQ111\", \"SQ12\"] }",
            "no nuts2 has a code that \"SQ111\" begins with",
        ),
        ("levels = [\"nuts3\"]\nwhere = { LEVL_CODE = 4 }", "no feature has \"4\" in the column \"LEVL_CODE\""),
    ] {
        let run = of_nuts(territory).run(["check", "study.toml"]);
        assert_eq!(run.exit_code, 1);
        assert!(run.stdout.contains(message), "{message}: {}", run.stdout);
    }
}

#[test]
fn rows_named_after_the_territory_are_totals() {
    for name in ["Squareland", "SQUARELAND", "Totale Squareland", "Total:"] {
        let total = format!("{name},4000\n");
        let residents = Workspace::squareland().read("population.csv") + &total;
        let units = Workspace::squareland().read("units.csv") + &format!("{name},,,,1,,\n");
        let workspace = Workspace::squareland().write("population.csv", residents).write("units.csv", units);
        let run = done(workspace.run(["check", "study.toml"]));
        assert!(run.stdout.contains("population.csv: 1 row of totals skipped: line 18"), "{name}: {}", run.stdout);
        assert!(run.stdout.contains("units.csv: 1 row of totals skipped: line 8"), "{name}: {}", run.stdout);
    }
    for name in ["Italia", "Italy", "IT"] {
        let workspace = Workspace::empty().write("beds.csv", format!("region_code,beds\n08,5\n09,7\n{name},12\n"));
        let run = done(workspace.run(["map", "regions", "--data", "beds.csv", "--value", "beds"]));
        assert!(run.stderr.contains("line 4"), "{name}: {}", run.stderr);
    }
}

/// Runs a section of the page of territories: writes the files that it shows, runs its commands, and compares what the last of them prints
/// with the text below.
fn worked(title: &str) -> Workspace {
    let page = include_str!("../../src/input/territory/README.md");
    let (_, section) = page.split_once(&format!("\n## {title}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let mut workspace = Workspace::empty();
    let (mut printed, mut n_texts, mut name) = (String::new(), 0, None);
    for (number, piece) in section.split("```").enumerate() {
        if number % 2 == 0 {
            let last = piece.trim_end().lines().last().unwrap_or("");
            name = last.strip_prefix('`').and_then(|rest| rest.split('`').next()).map(str::to_owned);
            continue;
        }
        let (language, text) = piece.split_once('\n').unwrap();
        match (language, name.take()) {
            ("sh", _) => {
                for command in text.lines() {
                    let words = crate::help::typed(command.strip_prefix("bacino ").unwrap());
                    printed = done(workspace.run(words.iter().map(String::as_str))).stdout;
                }
            }
            ("text", _) => {
                assert_eq!(printed, text, "{title}");
                n_texts += 1;
            }
            (_, Some(name)) => workspace = workspace.write(&name, text),
            (language, None) => panic!("a fence of {language} without the name of its file"),
        }
    }
    assert_eq!(n_texts, 1, "{title} shows what it prints");
    workspace
}

#[test]
fn a_country_of_names_is_worked_through() {
    let workspace = worked("A country of names");
    assert!(workspace.files().iter().any(|file| file == "results/maps/coverage-by-region.svg"));
    // 12000 + 8000 of North, 20000 + 15000 of East, for Fona has its own library.
    let coverage = workspace.run(["coverage", ".", "--format", "csv", "--source", "census"]);
    assert!(coverage.stdout.contains("total,total,Lowmark,census,2,4,0.5,55000,70000,0,"), "{}", coverage.stdout);
}

#[test]
fn a_regional_study_is_worked_through() {
    let workspace = worked("A regional study");
    for map in ["coverage-by-province", "responding-catchments", "representation-ratio"] {
        assert!(workspace.files().contains(&format!("results/maps/{map}.svg")), "{map}");
    }
    let run = workspace.run(["check", "."]);
    assert!(
        run.stdout.contains("the study is limited to Emilia-Romagna; outside of it and left out: 1 unit of 11, 1 rule"),
        "{}",
        run.stdout
    );
}

#[test]
fn rules_without_a_level_are_of_the_level_of_their_codes() {
    let expected = done(Workspace::squareland().write("catchments.csv", RULES).run(["coverage", "study.toml"])).stdout;
    let without = RULES.replace(",municipality,", ",").replace(",level,", ",");
    let blank = RULES.replace(",municipality,", ",,");
    for rules in [without, blank] {
        let run = done(Workspace::squareland().write("catchments.csv", rules).run(["coverage", "study.toml"]));
        assert_eq!(run.stdout, expected);
        assert!(
            run.stderr.contains("16 rules without a level: the codes are those of the level municipality"),
            "{}",
            run.stderr
        );
    }
    let mixed = "unit_id,code\nA,W1\nB,W2-1\nC,E1\nD,E2\nE,E2-1\n";
    let run = Workspace::squareland().write("catchments.csv", mixed).run(["check", "study.toml"]);
    assert!(run.stdout.contains("no region has the code \"W2-1\""), "{}", run.stdout);
    // A code that several levels have decides nothing.
    let run = Workspace::empty()
        .write("study.toml", "[frame]\nfile = \"u.csv\"\n[catchments]\nrules = \"c.csv\"\n")
        .write("u.csv", "unit_id,responded\nA,1\n")
        .write("c.csv", "unit_id,code\nA,1\n")
        .run(["check", "study.toml"]);
    assert!(run.stdout.contains("whose codes may be of the levels region and province"), "{}", run.stdout);
}

/// Squareland's rules by municipality alone.
const RULES: &str = "unit_id,level,code\nA,municipality,W1-1\nA,municipality,W1-2\nA,municipality,W1-3\nA,municipality,W1-4\n\
    B,municipality,W2-1\nB,municipality,W2-2\nB,municipality,W2-3\nB,municipality,W2-4\nC,municipality,E1-1\n\
    C,municipality,E1-2\nD,municipality,E1-3\nD,municipality,E1-4\nE,municipality,E2-1\nE,municipality,E2-2\n\
    E,municipality,E2-3\nE,municipality,E2-4\n";

#[test]
fn rules_may_stand_in_the_frame() {
    let expected = done(Workspace::squareland().write("catchments.csv", RULES).run(["coverage", "study.toml"])).stdout;
    let units = "unit_id,region_code,kind,responded,population,municipality_code\n\
        A,W1,territorial,1,1000,W1-1; W1-2;W1-3;W1-4\nB,W2,territorial,0,1000,W2-1;W2-2;W2-3;W2-4\n\
        C,E1,territorial,1,600,E1-1;E1-2\nD,E1,territorial,0,400,E1-3;E1-4\nE,E2,territorial,1,1000,E2-1;E2-2;E2-3;E2-4\n\
        H,E2,hospital,1,,\nTotale,,,3,,\n";
    let frame = Workspace::squareland()
        .replace("study.toml", "rules = \"catchments.csv\"", "rules = \"frame\"")
        .write("units.csv", units);
    let run = done(frame.run(["coverage", "study.toml"]));
    assert_eq!(run.stdout, expected);
    let titled = frame.replace("units.csv", "municipality_code", "Comuni serviti").replace(
        "study.toml",
        "file = \"units.csv\"",
        "file = \"units.csv\"\ncolumns = { municipality_code = \"Comuni serviti\" }",
    );
    assert_eq!(done(titled.run(["coverage", "study.toml"])).stdout, expected);
    let regions = Workspace::squareland()
        .replace("study.toml", "rules = \"catchments.csv\"", "rules = \"frame\"")
        .replace("units.csv", "D,Unit D,E1,territorial,0,400,\n", "");
    assert!(done(regions.run(["coverage", "study.toml"])).stdout.contains("Northeast"));
    let wrong = Workspace::squareland()
        .replace("study.toml", "rules = \"catchments.csv\"", "rules = \"frame\"\nlevel = \"municipality\"")
        .run(["check", "study.toml"]);
    assert!(wrong.exit_code == 1 && wrong.stdout.contains("municipality_code"), "{}", wrong.stdout);
}

#[test]
fn figures_of_the_frame_alone_give_coverage() {
    let study = "[territory]\nfile = \"areas.csv\"\nlevels = [\"region\", \"municipality\"]\nname = \"Squareland\"\n[frame]\nfile = \"units.csv\"\n";
    let workspace = Workspace::squareland().write("study.toml", study);
    let run = done(workspace.run(["coverage", "study.toml", "--format", "csv"]));
    assert!(run.stdout.contains("total,total,Squareland,frame,3,5,0.6,2600,4000,"), "{}", run.stdout);
    assert!(run.stdout.contains("region,E1,Northeast,frame,1,2,0.5,600,1000,"), "{}", run.stdout);
    let text = done(workspace.run(["coverage", "study.toml"]));
    assert!(text.stdout.contains("Northeast"), "{}", text.stdout);
    assert!(done(workspace.run(["run", "study.toml", "-o", "out"])).stdout.contains("Squareland"));
    assert!(workspace.files().contains(&"out/coverage.csv".to_owned()));
}

#[test]
fn design_weights_of_units_outside_are_left_out() {
    let workspace = limited("East").write("w.csv", "unit_id,weight\nA,1\nB,2\nC,1.5\nD,1\nE,2\nH,1\n").replace(
        "study.toml",
        "[[scheme]]",
        "[[scheme]] # of the study",
    );
    let run = done(workspace.run(["bias", "study.toml", "--weights", "w.csv"]));
    assert!(run.stderr.contains("w.csv: 2 rows of units outside of the part left out"), "{}", run.stderr);
    let slip = workspace.write("w.csv", "unit_id,weight\nC,1\nD,1\nE,1\nH,1\nX,1\n");
    assert_eq!(slip.run(["bias", "study.toml", "--weights", "w.csv"]).exit_code, 1, "a unit of no frame is a slip");
}
