//! Bars and dots of a table of one's own, which needs no study.

use crate::support::{Run, Workspace};

const BEDS: &str =
    "area,part,beds,low,high\nAlpha,North,12.5,10,15\nBeta,South,-3.25,-5,-1\nGamma,North,30,28.5,33\nDelta,South,,,\n";

fn drawn(table: &str, arguments: &[&str]) -> (Workspace, Run) {
    let workspace = Workspace::empty().write("beds.csv", table);
    let usual = ["chart", arguments[0], "--data", "beds.csv", "--label", "area", "--value", "beds", "-o", "c.svg"];
    let run = workspace.run(usual.into_iter().chain(arguments[1..].iter().copied()));
    (workspace, run)
}

/// The rows of the table beside the picture.
fn rows(workspace: &Workspace) -> Vec<String> {
    workspace.read("c.csv").lines().map(str::to_owned).collect()
}

#[test]
fn bars_stand_in_the_order_of_their_values_and_what_is_not_known_is_named() {
    let (workspace, run) =
        drawn(BEDS, &["bars", "--unit", "per 1,000", "--credit", "A ministry", "--note", "A sentence."]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert_eq!(rows(&workspace), ["label,value", "Gamma,30", "Alpha,12.5", "Beta,-3.25", "Delta,"]);
    let svg = workspace.read("c.svg");
    for said in [
        ">Beds<",
        "Not known: Delta.",
        "per 1,000",
        "Source: A ministry",
        "A sentence.",
        ">30.00<",
        ">−3.25<",
        "Gamma: 30.00",
    ] {
        assert!(svg.contains(said), "{said}");
    }
    let (workspace, run) = drawn(BEDS, &["bars", "--keep-order", "--group", "part", "--language", "it"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let expected = ["label,group,value", "Alpha,North,12.5", "Gamma,North,30", "Beta,South,-3.25", "Delta,South,"];
    assert_eq!(rows(&workspace), expected);
    assert!(workspace.read("c.svg").contains(">−3,25<"));
}

#[test]
fn dots_have_an_interval_and_are_verified() {
    let (workspace, run) =
        drawn(BEDS, &["dots", "--low", "low", "--high", "high", "--title", "Beds by area", "--theme", "dark"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert_eq!(rows(&workspace)[1], "Gamma,30,28.5,33");
    assert!(workspace.read("c.svg").contains("low – high"));
    let run = workspace.run(["verify", "c.svg", "beds.csv"]);
    assert_eq!(
        (run.exit_code, run.stdout.as_str()),
        (0, "c.svg: is what it says: the chart dots, from 1 input\n"),
        "{}",
        run.stderr
    );
    let run = workspace.run(["verify", "c.svg"]);
    assert!(run.exit_code == 2 && run.stderr.contains("name the table after the chart"), "{}", run.stderr);
    let changed = workspace.replace("beds.csv", "12.5", "12.6");
    assert_eq!(changed.run(["verify", "c.svg", "beds.csv"]).exit_code, 1);
}

#[test]
fn a_chart_never_overwrites_the_table_that_it_is_of() {
    // Its titles are those of the chart's own table.
    let table = "label,value,other\nAlpha,3,x\nBeta,5,y\n";
    for force in [&[][..], &["--force"]] {
        let workspace = Workspace::empty().write("beds.csv", table);
        let usual = ["chart", "bars", "--data", "beds.csv", "--label", "label", "--value", "value", "-o", "./beds.svg"];
        let run = workspace.run(usual.into_iter().chain(force.iter().copied()));
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        assert_eq!(workspace.read("beds.csv"), table);
        assert!(workspace.read("beds.svg").contains("Alpha: 3"));
    }
}

#[test]
fn a_table_beside_no_picture_is_not_overwritten_though_its_columns_are_the_same() {
    let workspace = Workspace::empty().write("beds.csv", "area,beds\nAlpha,3\nBeta,5\n");
    let usual = "chart bars --data beds.csv --label area --value beds -o";
    let draw = |file: &str| workspace.run(usual.split(' ').chain([file]));
    assert_eq!(draw("one.svg").exit_code, 0);
    // The same chart as another file has the same numbers beside it.
    assert_eq!(draw("one.png").exit_code, 0);
    let table = workspace.read("one.csv");
    let workspace = workspace.write("mine.csv", table.replace('3', "4"));
    let refused = workspace.run(usual.split(' ').chain(["mine.svg"]));
    assert!(refused.exit_code == 1 && refused.stderr.contains("mine.csv: exists"), "{}", refused.stderr);
    assert_eq!(workspace.read("mine.csv"), table.replace('3', "4"));
    assert!(!workspace.files().contains(&"mine.svg".to_owned()));
}

#[test]
fn percentages_are_printed_as_the_table_has_them() {
    let (workspace, run) = drawn("area;beds\nAlpha;12,5 %\nBeta;8 %\n", &["bars"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(workspace.read("c.svg").contains(">12.5<") && workspace.read("c.svg").contains("Alpha: 12.5\u{a0}%"));
    assert_eq!(rows(&workspace)[1], "Alpha,0.125");
}

#[test]
fn what_cannot_be_drawn_is_told_with_its_place() {
    let told = |table: &str, arguments: &[&str]| {
        let (_, run) = drawn(table, arguments);
        assert_ne!(run.exit_code, 0);
        run.stderr
    };
    insta::assert_snapshot!(told("area,beds\nAlpha,many\n,3\n", &["bars"]), @r#"
    error: beds.csv:2: column beds: expected a number, found "many"
    error: beds.csv:3: column area: expected a name, found nothing
    "#);
    insta::assert_snapshot!(told("name,beds\nAlpha,3\n", &["bars"]), @r#"
    error: beds.csv:1: no column "area"
    hint: the columns are name, beds
    "#);
    insta::assert_snapshot!(told("area,beds,low,high\nAlpha,3,4,5\n", &["dots", "--low", "low", "--high", "high"]), @"error: beds.csv:2: column beds: the value 3 lies outside its interval, 4 to 5");
    insta::assert_snapshot!(told("area,beds\nAlpha,\nBeta,c\n", &["bars"]), @"error: beds.csv:1: column beds: no row has a value, so there is nothing to draw");
    insta::assert_snapshot!(told(BEDS, &["bars", "--low", "low", "--high", "high"]), @r"
    error: bars have no interval
    hint: draw dots, or leave out --low and --high
    ");
    insta::assert_snapshot!(told(BEDS, &["response"]), @r#"
    error: the chart "response" is of a study, not of a table
    hint: leave out --data, or draw bars or dots
    "#);
    let run = Workspace::empty().run(["chart", "bars"]);
    insta::assert_snapshot!(run.stderr, @r#"
    error: the chart "bars" is of a table
    hint: name one with --data FILE --label COLUMN --value COLUMN
    "#);
}

#[test]
fn few_many_equal_and_long_rows_are_drawn_or_refused() {
    let rows = |n: usize, value: &dyn Fn(usize) -> String, name: &dyn Fn(usize) -> String| {
        let rows: Vec<String> = (0..n).map(|row| format!("{},{}\n", name(row), value(row))).collect();
        format!("area,beds\n{}", rows.concat())
    };
    let long = |row: usize| format!("Area {row} with a name that is as long as sixty letters are or more");
    let short = |row: usize| format!("Area {row}");
    let equal = |_: usize| "7".to_owned();
    let tables = [
        rows(1, &equal, &short),
        rows(1, &|_| "0".to_owned(), &short),
        rows(5, &equal, &short),
        rows(300, &|row| format!("{}", row * 12_345), &short),
        rows(12, &|row| format!("0.000{row}1"), &long),
        rows(12, &|row| format!("-{row}0000000"), &long),
    ];
    for table in &tables {
        for shape in ["bars", "dots"] {
            for size in ["web", "column", "page"] {
                let (_, run) = drawn(table, &[shape, "--size", size]);
                assert_eq!(run.exit_code, 0, "{shape} {size} {table:.80}: {}", run.stderr);
            }
        }
    }
    let (_, run) = drawn(&tables[3], &["bars", "--size", "85x60mm"]);
    assert!(run.exit_code == 2 && run.stderr.contains("has no room for the chart \"bars\""), "{}", run.stderr);
}
