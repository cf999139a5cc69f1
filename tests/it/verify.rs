//! Maps drawn again from what they record of themselves.

use crate::support::{Run, Workspace, done};

fn drawn(flags: &[&str]) -> Workspace {
    let workspace = Workspace::empty();
    let run = workspace.run(["map", "-o", "map.svg"].iter().chain(flags).copied());
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    workspace
}

fn verify(workspace: &Workspace) -> Run {
    workspace.run(["verify", "map.svg"])
}

#[test]
fn a_map_is_what_it_says_whatever_its_flags() {
    for flags in [
        &["regions"][..],
        &["survey", "--value", "representation", "--source", "census"],
        &["provinces", "--classes", "natural", "-k", "4", "--palette", "Blues", "--theme", "dark"],
        &["regions", "--breaks=0.1,0.5,1", "--title=A \"title\" <of> one's own", "--size", "120x150mm"],
        &["regions", "--form", "symbols", "--value", "residents", "--outline-text"],
        &["regions", "--form", "dots", "--dot", "50000", "--seed", "3"],
        &["provinces", "--form", "dorling", "--classes", "unclassed", "--histogram"],
        &["regions", "--labels", "values", "--hatch-below", "3units", "--uncertainty", "null-width", "--north-arrow"],
        &["provinces", "--value2", "residents", "--form", "symbols"],
        &["catchments", "--attributes", "none", "--graticule"],
        &["provinces", "--part", "Sicilia", "--locator", "extent", "--inset", "Catania", "--classes", "natural"],
        &[
            "regions,istat3,total",
            "--form",
            "multiples",
            "--title=Three, side by side",
            "--panel=x",
            "--panel=y",
            "--panel=z",
        ],
        &["regions", "--values", "coverage,response", "--form", "multiples", "--size", "slide", "--source", "census"],
    ] {
        let run = verify(&drawn(flags));
        assert_eq!(run.exit_code, 0, "{flags:?}: {}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains("is what it says"), "{flags:?}: {}", run.stdout);
    }
}

#[test]
fn every_map_of_a_run_is_what_it_says() {
    let workspace = Workspace::empty();
    assert_eq!(workspace.run(["run", "-o", "out"]).exit_code, 0);
    let maps: Vec<String> = workspace.files().into_iter().filter(|name| name.starts_with("out/maps/")).collect();
    assert_eq!(maps.len(), 4);
    for map in maps {
        let run = workspace.run(["verify", &map]);
        assert_eq!(run.exit_code, 0, "{map}: {}{}", run.stdout, run.stderr);
    }
}

#[test]
fn tampering_is_told() {
    let mut workspace = drawn(&["regions"]);
    let text = workspace.read("map.svg");
    let lombardia = "data-code=\"03\" data-name=\"Lombardia\" data-value=\"0.";
    for (from, to, told) in [
        (lombardia, "data-code=\"03\" data-name=\"Lombardia\" data-value=\"0.9", "area-03 Lombardia: data-value is"),
        ("class 4 of 5", "class 5 of 5", ": title is"),
        ("fill=\"#253494\"", "fill=\"#2c7fb8\"", "fill is \"#2c7fb8\", should be \"#253494\""),
        (">8.4\u{a0}%<", ">9.4\u{a0}%<", "the legend: says \"9.4\u{a0}%\", should say \"8.4\u{a0}%\""),
        ("\"counts\":[0,6", "\"counts\":[1,5", "record: counts is"),
        ("Synthetic territories and answers: no real", "True territories and answers: a real", "the description: says"),
        ("by region</text>", "by territory</text>", "the heading: says"),
    ] {
        assert!(text.contains(from), "{from}");
        workspace = workspace.write("map.svg", text.replacen(from, to, 1));
        let run = verify(&workspace);
        assert_eq!(run.exit_code, 1, "{to}: {}", run.stdout);
        assert!(run.stdout.contains(told), "{to}: {}", run.stdout);
        assert!(run.stdout.contains("is not what it says"), "{to}: {}", run.stdout);
    }
}

#[test]
fn what_stands_around_the_picture_or_is_not_drawn_is_told() {
    let workspace = drawn(&["regions"]);
    let text = workspace.read("map.svg");
    let sheet = "<?xml-stylesheet type=\"text/css\" href=\"data:text/css,path{fill:red!important}\"?>";
    let mut workspace = workspace;
    for (edited, told) in [
        (format!("{sheet}{text}"), "line 1, column 2: is \"<?xml-stylesheet type="),
        (format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{text}"), "line 1, column 2: is \"<?xml version"),
        (format!("<!-- true -->{text}"), "line 1, column 2: is \"<!-- true"),
        (format!("{text}<!-- true -->"), "is \"<!-- true -->\", should be \"\""),
        (format!("{text}\n"), "is \"\", should be \"\""),
        (text.replacen("<title", "<?x y?><title", 1), "is \"<?x y?><title"),
        (text.replacen("<g", " <g", 1), "should be \"<g"),
        (text.replacen("role=\"img\"", "role=\"img\" data-x=\"\"", 1), "data-x"),
    ] {
        workspace = workspace.write("map.svg", &edited);
        let run = verify(&workspace);
        assert_eq!(run.exit_code, 1, "{told}: {}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains(told), "{told}: {}", run.stdout);
    }
    // What version control does to the ends of lines changes nothing that anybody reads.
    let run = verify(&workspace.write("map.svg", text.replace('\n', "\r\n")));
    assert_eq!(run.exit_code, 0, "{}", run.stdout);
}

#[test]
fn a_record_makes_nobody_read_a_file_that_they_did_not_name() {
    let table = "code,value\n01,5.5\n02,7\n03,1.25\n";
    let workspace = Workspace::empty().folder("in", "kept").write("t.csv", table).write("in/t.csv", table);
    let flags = "map regions --data t.csv --code code --value value -o in/map.svg";
    done(workspace.run(flags.split(' ')));
    let text = workspace.read("in/map.svg");
    let (before, rest) = text.split_once("\"made_with\":[").unwrap();
    let (_, after) = rest.split_once(']').unwrap();
    let naming = |flags: &str| format!("{before}\"made_with\":[{flags}]{after}");
    let mut workspace = workspace;
    for (file, is_read) in
        [("t.csv", false), ("/etc/hostname", false), ("-", false), ("in/../t.csv", false), ("in/t.csv", true)]
    {
        workspace = workspace.write("in/map.svg", naming(&format!("\"regions\",\"--data={file}\",\"--value=value\"")));
        for (flag, is_read) in [("--quiet", is_read), ("--trust", true)] {
            let run = workspace.run(["verify", "in/map.svg", flag]);
            assert_eq!(run.exit_code, 1, "{file}: {}", run.stderr);
            let is_refused = run.stderr.contains("names a file outside the picture's folder");
            assert_eq!(is_refused, !is_read, "{file}: {}{}", run.stdout, run.stderr);
            // What standard input holds was read.
            if file == "-" {
                break;
            }
        }
    }
    // A study and a boundary file, in whatever place.
    for flags in [
        r#""regions","/etc""#,
        r#""x.geojson","--id=a""#,
        r#""regions","--with=/etc""#,
        r#""--on=/etc/x.gpkg","--id=a""#,
    ] {
        workspace = workspace.write("in/map.svg", naming(flags));
        let run = workspace.run(["verify", "in/map.svg"]);
        let is_refused = run.stderr.contains("names a file outside") || run.stderr.contains("name the file after");
        assert!(run.exit_code != 0 && is_refused, "{flags}: {}", run.stderr);
    }
}

#[test]
fn a_study_that_changed_since_is_told() {
    let workspace = Workspace::empty();
    assert_eq!(workspace.run(["init", "study", "--from", "reference"]).exit_code, 0);
    assert_eq!(workspace.run(["map", "regions", "study", "-o", "map.svg"]).exit_code, 0);
    assert_eq!(workspace.run(["verify", "map.svg", "study"]).exit_code, 0);
    let units = workspace.read("study/units.csv");
    let workspace = workspace.write("study/units.csv", format!("{units}\n"));
    let run = workspace.run(["verify", "map.svg", "study"]);
    assert_eq!(run.exit_code, 1);
    assert!(run.stdout.contains("input units.csv: its content is no longer the one"), "{}", run.stdout);
}

#[test]
fn a_map_of_a_table_is_verified_with_the_table() {
    let table = "code,value\n01,5.5\n02,7\n03,1.25\n";
    let workspace = Workspace::empty().write("t.csv", table).write("moved.csv", table);
    let drawn =
        workspace.run(["map", "regions", "--data", "t.csv", "--code", "code", "--value", "value", "-o", "map.svg"]);
    assert_eq!(drawn.exit_code, 0, "{}", drawn.stderr);
    let run = workspace.run(["verify", "map.svg", "t.csv"]);
    assert_eq!(run.exit_code, 0, "{}{}", run.stdout, run.stderr);
    let run = workspace.run(["verify", "map.svg"]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("the map was made from a table"), "{}", run.stderr);
}

#[test]
fn what_is_no_map_is_an_error() {
    for (content, told) in [
        ("", "the file is no SVG"),
        ("<svg", "the file is no SVG"),
        ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "the picture has no record of how it was made"),
        ("<svg><metadata>{\"bacino\":3}</metadata></svg>", "the picture has no record of how it was made"),
        ("<svg><metadata>{\"bacino\":{}}</metadata></svg>", "the record does not say with which flags"),
    ] {
        let run = verify(&Workspace::empty().write("map.svg", content));
        assert_eq!((run.exit_code, run.stdout.as_str()), (1, ""), "{content}");
        assert!(run.stderr.contains(told) && run.stderr.contains("map.svg"), "{content}: {}", run.stderr);
    }
    let run = verify(&Workspace::empty().write("map.svg", [0xFF, 0xFE]));
    assert!(run.exit_code == 1 && run.stderr.contains("hint: only maps written as SVG"), "{}", run.stderr);
    let flags = "<svg><metadata>{\"bacino\":{\"made_with\":[\"regions\",\"--globe\"]}}</metadata></svg>";
    let run = verify(&Workspace::empty().write("map.svg", flags));
    assert!(run.exit_code == 2 && run.stderr.contains("flags that this version does not know"), "{}", run.stderr);
}
