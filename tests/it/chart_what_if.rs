//! What those who did not answer would have to say to undo a claim, drawn for one claim and for several.

use std::fmt::Write as _;

use bacino::atlas::chart::draw::{StudyCharts, fitting};
use bacino::atlas::chart::request::ChartRequest;
use bacino::input::study::source::StudySource;
use bacino::render::chart::form::{Chart, ChartName};
use bacino::study::open::open_study;

use crate::support::Workspace;

/// A frame of `n` units, of which the first answered questions `q1`, `q2`, …: of each so many said yes.
fn answered(n: usize, answers: usize, yes: &[usize], questions: &str) -> Workspace {
    let mut units = "unit_id,responded\n".to_owned();
    let mut table = "unit_id".to_owned();
    for question in 1..=yes.len() {
        let _ = write!(table, ",q{question}");
    }
    table.push('\n');
    for unit in 0..n {
        let _ = writeln!(units, "U{unit},{}", u8::from(unit < answers));
        if unit < answers {
            let _ = write!(table, "U{unit}");
            for yes in yes {
                let _ = write!(table, ",{}", if unit < *yes { "yes" } else { "no" });
            }
            table.push('\n');
        }
    }
    let study = format!(
        "title = \"Claims\"\n[privacy]\nanswers = \"public\"\n[frame]\nfile = \"units.csv\"\n[answers]\nfile = \"answers.csv\"\n{questions}"
    );
    Workspace::empty().write("units.csv", units).write("answers.csv", table).write("study.toml", study)
}

fn question(name: &str, further: &str) -> String {
    format!("[[question]]\nname = \"{name}\"\noptions = [\"yes\", \"no\"]\n{further}\n")
}

fn chart(workspace: &Workspace, size: &str, questions: &[&str]) -> Option<Chart> {
    let opened = open_study(&StudySource::Path(workspace.path("study.toml"))).unwrap();
    let charts = StudyCharts::of(&opened).unwrap();
    let mut request = ChartRequest::usual(ChartName::WhatIf);
    request.questions = questions.iter().map(|question| (*question).to_owned()).collect();
    request.design.size = size.parse().unwrap();
    charts.chart(&request).ok()
}

/// The column of a chart's table.
fn column(chart: &Chart, name: &str) -> Vec<String> {
    let table = chart.numbers().to_csv(None);
    let mut reader = csv::Reader::from_reader(table.as_slice());
    let at = reader.headers().unwrap().iter().position(|title| title == name).unwrap();
    reader.records().map(|row| row.unwrap()[at].to_owned()).collect()
}

#[test]
fn a_claim_is_told_with_its_margin_in_points_and_in_units() {
    let workspace = answered(135, 61, &[34], &question("q1", "claim = 0.5"));
    let drawn = chart(&workspace, "page", &[]).unwrap();
    assert_eq!(
        drawn.words.title,
        "“More than half: yes” holds unless fewer than 45\u{a0}% of the 74 silent units say so"
    );
    let scene = fitting(&drawn).unwrap();
    let told: Vec<&str> = scene.texts().iter().map(|(text, _)| text.text.as_str()).collect();
    for said in
        ["none of them: 25\u{a0}%", "all of them: 80\u{a0}%", "45\u{a0}% of the silent", "margin: 10 points, 8 units"]
    {
        assert!(told.contains(&said), "{said}: {told:?}");
    }
    assert_eq!(column(&drawn, "margin_units"), ["8"; 4]);
}

#[test]
fn claims_that_are_met_missed_reached_and_never_undone_are_told_apart() {
    let title = |n: usize, answers: usize, yes: usize, claim: &str| {
        let drawn = chart(&answered(n, answers, &[yes], &question("q1", claim)), "page", &[]).unwrap();
        fitting(&drawn).unwrap();
        drawn.words.title
    };
    assert_eq!(
        title(20, 10, 9, "claim = 0.3"),
        "“More than 30\u{a0}%: yes” holds whatever the 10 silent units would have said"
    );
    assert_eq!(
        title(20, 10, 6, "claim = 0.7"),
        "“Less than 70\u{a0}%: yes” holds unless more than 80\u{a0}% of the 10 silent units say so"
    );
    assert_eq!(title(11, 10, 10, ""), "“More than half: yes” holds whatever the silent unit would have said");
    assert_eq!(title(20, 10, 5, "claim = 0.5"), "What the silent units would have to say to undo a claim");
}

#[test]
fn several_claims_stand_in_rows_the_narrowest_first() {
    let questions = ["q1", "q2", "q3"].map(|name| question(name, "claim = 0.5")).concat();
    let workspace = answered(100, 60, &[55, 33, 20], &questions);
    let drawn = chart(&workspace, "85x70mm", &[]).unwrap();
    assert_eq!(drawn.words.title, "The narrowest of 3 claims falls if 5 of 40 silent units answer otherwise");
    assert_eq!(column(&drawn, "question").iter().step_by(4).collect::<Vec<_>>(), ["q2", "q3", "q1"]);
    assert_eq!(column(&drawn, "margin_units").iter().step_by(4).collect::<Vec<_>>(), ["5", "17", ""]);
    fitting(&drawn).unwrap();
    // Those that are named, else those that declare a claim, else all.
    let names = |questions: &str, named: &[&str]| {
        let drawn = chart(&answered(100, 60, &[55, 33, 20], questions), "page", named).unwrap();
        let mut names = column(&drawn, "question");
        names.dedup();
        names.join(" ")
    };
    assert_eq!(names(&questions, &["q3"]), "q3");
    assert_eq!(names(&(question("q1", "") + &question("q2", "claim = 0.4") + &question("q3", "")), &[]), "q2");
    assert_eq!(names(&["q1", "q2", "q3"].map(|name| question(name, "")).concat(), &[]), "q2 q3 q1");
}

#[test]
fn a_question_put_to_some_is_about_those() {
    let filtered = question("q1", "claim = 0.5") + &question("q2", "claim = 0.5\nasked_if = { q1 = [\"yes\"] }");
    let workspace = answered(40, 20, &[15, 9], &filtered);
    let table = workspace.read("answers.csv").lines().enumerate().fold(String::new(), |all, (row, line)| {
        let line = if row > 15 { line.replace(",no,no", ",no,") } else { line.to_owned() };
        all + &line + "\n"
    });
    let drawn = chart(&workspace.write("answers.csv", table), "page", &["q2"]).unwrap();
    assert_eq!(column(&drawn, "base"), ["asked"; 4]);
    assert_eq!(
        [column(&drawn, "count"), column(&drawn, "n"), column(&drawn, "silent")].map(|all| all[0].clone()),
        ["9", "15", "20"]
    );
}

#[test]
fn few_answers_all_answers_and_none_are_no_claim() {
    let one = question("q1", "claim = 0.5");
    assert!(chart(&answered(20, 4, &[3], &one), "page", &[]).is_none());
    assert!(chart(&answered(20, 20, &[13], &one), "page", &[]).is_none());
    assert!(chart(&answered(1, 1, &[1], &one), "page", &[]).is_none());
}

#[test]
fn every_place_of_ring_and_dot_is_drawn_in_every_size() {
    for (n, answers, yes) in
        [(100, 50, 26), (100, 50, 49), (100, 90, 45), (100, 90, 52), (100, 5, 3), (100, 50, 12), (1000, 999, 500)]
    {
        for claim in ["claim = 0.5", "claim = 0.05", "claim = 0.95"] {
            let workspace = answered(n, answers, &[yes], &question("q1", claim));
            for size in ["85x70mm", "column", "page", "web"] {
                let drawn = chart(&workspace, size, &[]).unwrap();
                if let Err(failure) = fitting(&drawn) {
                    panic!("{yes} of {answers} of {n}, {claim}, {size}: {failure:?}");
                }
            }
        }
    }
}

#[test]
fn sixty_options_and_long_names_have_rows() {
    let options: Vec<String> =
        (0..60).map(|option| format!("option {option} with a name that is as long as sixty letters are")).collect();
    let columns: Vec<String> =
        options.iter().enumerate().map(|(number, option)| format!("\"{option}\" = \"c{number}\"")).collect();
    let many = format!(
        "[[question]]\nname = \"many\"\nkind = \"multiple\"\nclaim = 0.2\ncolumns = {{ {} }}\n",
        columns.join(", ")
    );
    let workspace = answered(100, 40, &[], &many);
    let mut table = "unit_id".to_owned();
    for number in 0..60 {
        let _ = write!(table, ",c{number}");
    }
    for unit in 0..40 {
        let _ = write!(table, "\nU{unit}");
        for number in 0..60 {
            let _ = write!(table, ",{}", if unit < 10 + number % 20 { "yes" } else { "no" });
        }
    }
    let drawn = chart(&workspace.write("answers.csv", table), "page", &[]).unwrap();
    fitting(&drawn).unwrap();
    assert_eq!(column(&drawn, "option").len(), 240);
}
