//! Kinds of missing from the table to the legend: each is drawn and counted apart, and none is 0.

use crate::columns::values;
use crate::own_boundaries::with_boundaries;
use crate::support::{Run, Workspace};

fn table(text: &str, layer: &str, flags: &[&str]) -> (Workspace, Run) {
    let workspace = Workspace::empty().write("t.csv", text);
    let run = workspace.run(["map", layer, "--data", "t.csv", "--value", "v"].iter().chain(flags).copied());
    (workspace, run)
}

/// Kinds of no data with their counts, as the record of the map has them.
fn nodata(svg: &str) -> String {
    let start = svg.find("\"nodata\":{").unwrap();
    svg[start..].split('}').next().unwrap().replace('"', "").replace("nodata:{", "")
}

#[test]
fn marks_of_a_table_are_suppressed_values() {
    let marked = "code,v\n01,10\n02,c\n03,<5\n04,*\n05,\n06,12\n";
    let (_, run) = table(marked, "regions", &[]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("column v: 3 values marked as suppressed, not known here: \"*\", \"<5\" and \"c\""),
        "{}",
        run.stderr
    );
    assert_eq!(nodata(&run.stdout), "no-row:14,not-known:1,suppressed:3");
    for (code, kind) in [("02", "suppressed"), ("03", "suppressed"), ("05", "not-known"), ("20", "no-row")] {
        assert!(values(&run).contains(&(code.to_owned(), kind.to_owned())), "{code}");
    }
    for (language, label) in [("en", ">suppressed<"), ("it", ">riservato<")] {
        let (_, run) = table(marked, "regions", &["--language", language]);
        assert!(run.stdout.contains(label), "{language}");
    }
}

#[test]
fn marks_that_are_named_replace_the_usual_ones_and_are_recorded() {
    let (_, refused) = table("code,v\n01,10\n02,riservato\n", "regions", &[]);
    assert_eq!(refused.exit_code, 1);
    assert!(refused.stderr.contains("--suppressed names marks of withheld values"), "{}", refused.stderr);
    let (workspace, run) =
        table("code,v\n01,10\n02,riservato\n", "regions", &["--suppressed", "riservato,x", "-o", "map.svg"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let verified = workspace.run(["verify", "map.svg", "t.csv"]);
    assert_eq!(verified.exit_code, 0, "{}{}", verified.stdout, verified.stderr);
    let (_, refused) = table("code,v\n01,10\n02,c\n", "regions", &["--suppressed", "x"]);
    assert_eq!(refused.exit_code, 1, "{}", refused.stderr);
}

#[test]
fn suppressed_residents_are_no_0() {
    let squares = |table: &str, keys: &str| {
        let keys = format!("[population]\n{keys}");
        let workspace = with_boundaries("squares.geojson", "").replace("study.toml", "[population]\n", &keys);
        let residents = workspace.read("population.csv");
        let marked = residents.replace("W1-1,100", "W1-1,*").replace("W1-2,200", "W1-2,");
        let marked = if table == "all" {
            marked.replace("W1-2,", "W1-2,*").replace("W1-3,300", "W1-3,*").replace("W1-4,400", "W1-4,*")
        } else {
            marked
        };
        workspace.write("population.csv", marked)
    };
    let one = squares("one", "");
    let run = one.run(["map", "municipalities", ".", "--value", "residents"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("counts marked as suppressed in 1 municipality: Square W1-1"), "{}", run.stderr);
    assert_eq!(nodata(&run.stdout), "not-known:1,suppressed:1");
    // The region's residents are those that are known.
    let region = one.run(["map", "regions", ".", "--value", "residents", "--source", "census"]);
    assert!(values(&region).contains(&("W1".to_owned(), "700".to_owned())), "{}", region.stderr);
    let all = squares("all", "");
    let region = all.run(["map", "regions", ".", "--value", "residents", "--source", "census"]);
    assert_eq!(nodata(&region.stdout), "suppressed:1", "{}", region.stderr);
    let catchments = all.run(["map", "catchments", ".", "--value", "coverage"]);
    assert_eq!(nodata(&catchments.stdout), "no-response:2,suppressed:1", "{}", catchments.stderr);
    let density = all.run(["map", "regions", ".", "--value", "density"]);
    assert_eq!(nodata(&density.stdout), "suppressed:1", "{}", density.stderr);
    // Marks that are named replace the usual ones.
    let other = squares("one", "suppressed = [\"x\"]\n").run(["map", "municipalities", "."]);
    assert_eq!(other.exit_code, 1);
    assert!(other.stderr.contains("expected a count"), "{}", other.stderr);
}

#[test]
fn land_under_codes_of_another_day_is_drawn_apart() {
    // Amblar and Don became Amblar-Don in 2016; what a merged place's figure is cannot be said.
    let (_, told) = table("code,v\n022004,9\n022076,3\n001001,4\n", "municipalities", &["--codes", "2015-06-01"]);
    assert_eq!(told.exit_code, 0, "{}", told.stderr);
    assert!(told.stderr.contains("became 022237 Amblar-Don on 2016-01-01"), "{}", told.stderr);
    assert_eq!(nodata(&told.stdout), "no-row:7899,vintage:1");
    assert!(values(&told).contains(&("022237".to_owned(), "vintage".to_owned())));
    assert!(told.stdout.contains(">other borders<"));
    // The same where nobody says which day the codes are of.
    let (_, found) = table("code,v\n022004,9\n001001,4\n", "municipalities", &["--language", "it"]);
    assert_eq!(found.exit_code, 0, "{}", found.stderr);
    assert_eq!(nodata(&found.stdout), "no-row:7899,vintage:1");
    assert!(found.stdout.contains(">altri confini<"));
}

#[test]
fn a_share_of_units_has_no_value_where_there_is_no_unit() {
    let run = Workspace::empty().run(["map", "provinces", "--value", "response"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert_eq!(nodata(&run.stdout), "no-response:33,no-unit:32");
    // Where the legend is laid out across its numbers stand behind the words.
    assert!(run.stdout.contains(">no unit here"));
}

#[test]
fn a_table_may_be_about_the_areas_of_a_study() {
    let text = "code,v\nW1,1.5\nW2,*\nE1,2.5\n";
    let squares = with_boundaries("squares.geojson", "")
        .replace(
            "study.toml",
            "title = \"Squareland\"",
            "title = \"Squareland\"\nlanguage = \"it\"\nsource = \"Statistics\"",
        )
        .write("t.csv", text);
    let map = ["map", "regions", ".", "--data", "t.csv", "--value", "v"];
    let run = squares.run(map);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let found = values(&run);
    let found: Vec<(&str, &str)> = found.iter().map(|(code, value)| (code.as_str(), value.as_str())).collect();
    assert_eq!(found, [("E1", "2.5"), ("E2", "no-row"), ("W1", "1.5"), ("W2", "suppressed")]);
    assert!(run.stdout.contains("Fonte: Statistics<") && run.stdout.contains(">riservato"));
    assert_eq!(squares.run(map.into_iter().chain(["-o", "map.svg"])).exit_code, 0);
    let verified = squares.run(["verify", "map.svg", "t.csv", "--study", "."]);
    assert_eq!(verified.exit_code, 0, "{}{}", verified.stdout, verified.stderr);
    let unknown = squares.run(["map", "provinces", ".", "--data", "t.csv", "--value", "v"]);
    assert_eq!(unknown.exit_code, 2);
    assert!(unknown.stderr.contains("layers are regions, municipalities"), "{}", unknown.stderr);
}
