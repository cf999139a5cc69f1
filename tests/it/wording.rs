//! Words around maps that are given instead of made, and the language of all of them.

use crate::support::Workspace;

const TABLE: &str = "region;beds\n01;1,5\n03;2\n12;4\n";

/// The text of a picture that a reader sees.
fn texts(picture: &str) -> Vec<String> {
    let texts = picture.split("<text").skip(1).filter_map(|rest| {
        let start = rest.find('>')? + 1;
        rest[start..].split('<').next()
    });
    texts.map(str::to_owned).collect()
}

/// The texts of a map of the table.
fn of_table(flags: &[&str]) -> Vec<String> {
    let workspace = Workspace::empty().write("t.csv", TABLE);
    let table = ["map", "regions", "--data", "t.csv", "--code", "region", "--value", "beds"];
    let run = workspace.run([&table[..], flags].concat());
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    texts(&run.stdout)
}

fn has(texts: &[String], text: &str) -> bool {
    texts.iter().any(|own| own == text)
}

/// Every word that a map may be given.
const GIVEN: [&str; 12] = [
    "--title",
    "Beds are few",
    "--subtitle",
    "In hospitals",
    "--legend-title",
    "Beds",
    "--unit",
    "per 1,000",
    "--credit",
    "Ministry of health",
    "--note",
    "Provisional.",
];

#[test]
fn given_words_stand_in_place_of_those_that_are_made() {
    let shown = of_table(&GIVEN);
    for text in ["Beds are few", "In hospitals", "Beds, per 1,000", "Provisional."] {
        assert!(has(&shown, text), "{text}: {shown:?}");
    }
    assert!(shown.iter().any(|text| text.starts_with("Source: Ministry of health; residents and boundaries: ISTAT")));
    let run = Workspace::empty().run([&["map", "regions"][..], &GIVEN].concat());
    let shown = texts(&run.stdout);
    assert!(has(&shown, "Beds are few") && has(&shown, "In hospitals") && has(&shown, "Provisional."), "{shown:?}");
}

#[test]
fn an_empty_text_leaves_a_line_out() {
    let run = Workspace::empty().run(["map", "regions"]);
    assert!(texts(&run.stdout).iter().any(|text| text.starts_with("Share of all residents")));
    let run = Workspace::empty().run(["map", "regions", "--subtitle", ""]);
    assert!(!texts(&run.stdout).iter().any(|text| text.starts_with("Share of all residents")));
}

#[test]
fn a_unit_stands_over_the_legend_and_beside_the_value_that_a_pointer_shows() {
    let workspace = Workspace::empty().write("t.csv", TABLE);
    let table = ["map", "regions", "--data", "t.csv", "--code", "region", "--value", "beds", "--unit", "per 1,000"];
    let run = workspace.run(table);
    assert!(run.stdout.contains("Piemonte: 1.5\u{a0}per 1,000, class"), "{}", run.stdout);
}

#[test]
fn no_file_is_named_in_a_picture() {
    let shown = of_table(&[]);
    assert!(!shown.iter().any(|text| text.contains("t.csv")), "{shown:?}");
    let absolute = Workspace::empty().write("t.csv", TABLE);
    let path = absolute.path("t.csv").display().to_string();
    let run = absolute.run(["map", "regions", "--data", &path, "--code", "region", "--value", "beds"]);
    let folder = absolute.path("").display().to_string();
    assert!(run.exit_code == 0 && !run.stdout.contains(&folder));
}

#[test]
fn a_map_with_given_words_is_verified_also_of_several_panels() {
    let workspace = Workspace::empty().write("t.csv", "region;beds;more\n01;1,5;3\n03;2;4\n12;4;9\n");
    let one = ["map", "regions", "--data", "t.csv", "--code", "region", "--value", "beds", "-o", "one.svg"];
    let two = [
        "map",
        "regions",
        "--data",
        "t.csv",
        "--code",
        "region",
        "--values",
        "beds,more",
        "--form",
        "multiples",
        "-o",
        "two.svg",
    ];
    let words = [&GIVEN[..], &["--language", "it"]].concat();
    for (typed, file) in [(&one[..], "one.svg"), (&two[..], "two.svg")] {
        let run = workspace.run([typed, &words].concat());
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        let run = workspace.run(["verify", file, "t.csv"]);
        assert_eq!(run.exit_code, 0, "{}{}", run.stdout, run.stderr);
    }
}

#[test]
fn a_study_is_told_in_the_language_that_is_asked_for() {
    let workspace = Workspace::empty();
    let run = workspace.run(["map", "istat5", "--language", "it", "--labels", "names", "-o", "it.svg"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let shown = texts(&workspace.read("it.svg"));
    assert!(
        has(&shown, "Residenti coperti, %") && has(&shown, "Nord-ovest") && !has(&shown, "North-west"),
        "{shown:?}"
    );
    assert!(shown.iter().any(|text| text.contains("1°\u{a0}gennaio\u{a0}2023")), "{shown:?}");
    assert!(shown.iter().any(|text| text.starts_with("Fonte: Residenti e confini")), "{shown:?}");
    let run = workspace.run(["verify", "it.svg"]);
    assert_eq!(run.exit_code, 0, "{}{}", run.stdout, run.stderr);
    // The same as a study that says it.
    workspace.run(["init", "study", "--from", "reference"]);
    let study = workspace.read("study/study.toml").replace("language = \"en\"", "language = \"it\"");
    let workspace = workspace.write("study/study.toml", study);
    for command in [&["map", "regions"][..], &["coverage"], &["bias", "--permutations", "9"]] {
        let [own, asked] =
            [&[][..], &["--language", "it"]].map(|flags| workspace.run([command, &["study"], flags].concat()));
        let asked = if command[0] == "map" {
            asked.stdout.replace("\"--language=it\",", "").replace("&quot;--language=it&quot;,", "")
        } else {
            asked.stdout
        };
        assert_eq!(own.stdout, asked, "{command:?}");
        let english = workspace.run([command, &["study"], &["--language", "en"]].concat());
        assert_ne!(own.stdout, english.stdout, "{command:?}");
    }
}

#[test]
fn a_run_is_told_in_the_language_that_is_asked_for() {
    let workspace = Workspace::empty();
    workspace.run(["init", "study", "--from", "empty"]);
    let run = workspace.run(["run", "study", "-o", "out", "--language", "it"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(has(&texts(&workspace.read("out/maps/coverage-by-region.svg")), "Residenti coperti, %"));
    let run = workspace.run(["verify", "out/maps/coverage-by-region.svg", "study"]);
    assert_eq!(run.exit_code, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_command_without_words_refuses_a_language() {
    for command in [
        &["check"][..],
        &["areas"],
        &["locate", "p.csv", "--in", "regions"],
        &["weights", "provinces", "regions"],
        &["verify", "m.svg"],
        &["boundaries", "b.shp"],
    ] {
        let run = Workspace::empty().run([command, &["--language", "it"]].concat());
        assert_eq!(run.exit_code, 2, "{command:?}");
        assert!(run.stderr.contains("unexpected argument '--language'"), "{}", run.stderr);
    }
}
