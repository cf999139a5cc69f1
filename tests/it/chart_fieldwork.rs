//! What each reminder brought, drawn by day of a public study and by wave of others.

use std::fmt::Write as _;

use bacino::atlas::chart::draw::{StudyCharts, fitting};
use bacino::atlas::chart::request::ChartRequest;
use bacino::input::study::source::StudySource;
use bacino::render::chart::form::{Chart, ChartName};
use bacino::study::open::open_study;

use crate::support::Workspace;

const SECTION: &str = "invited = 2025-01-15\nreminders = [2025-01-29, 2025-02-12]\nclosed = 2025-02-28\n";

/// Twelve units in Squareland's first municipality, of which those with a day answered.
fn survey(privacy: &str, section: &str, days: [&str; 12]) -> Workspace {
    let mut units = "unit_id,region_code,responded,population,answered_on\n".to_owned();
    for (number, day) in days.iter().enumerate() {
        let answered = u8::from(!day.is_empty());
        let day = day.replace("none", "");
        let _ = writeln!(units, "U{number},W1,{answered},{},{day}", 100 * (number + 1));
    }
    let study = Workspace::squareland().read("study.toml");
    let study = study.replace("answers = \"public\"", &format!("answers = \"{privacy}\""));
    let catchments: Vec<String> = (0..12)
        .map(|unit| format!("U{unit},municipality,W1-1,{},\n", if unit < 11 { "0.08" } else { "0.12" }))
        .collect();
    Workspace::squareland()
        .write("units.csv", units)
        .write("catchments.csv", format!("unit_id,level,code,share,basis\n{}", catchments.concat()))
        .write("study.toml", format!("{study}\n[fieldwork]\n{section}"))
}

const DAYS: [&str; 12] = [
    "2025-01-15",
    "2025-01-16",
    "2025-01-16",
    "2025-01-30",
    "2025-02-12",
    "2025-02-13",
    "2025-02-14",
    "2025-02-28",
    "",
    "",
    "",
    "",
];

fn chart(workspace: &Workspace, size: &str) -> Option<Chart> {
    let opened = open_study(&StudySource::Path(workspace.path("study.toml"))).unwrap();
    let mut request = ChartRequest::usual(ChartName::Fieldwork);
    request.design.size = size.parse().unwrap();
    StudyCharts::of(&opened).unwrap().chart(&request).ok()
}

/// Rows of the chart's table: what is counted, the day, how many.
fn rows(chart: &Chart, counted: &str) -> Vec<(String, String)> {
    let table = chart.numbers().to_csv(None);
    let mut reader = csv::Reader::from_reader(table.as_slice());
    let rows = reader.records().map(Result::unwrap).filter(|row| &row[0] == counted);
    rows.map(|row| (row[1].to_owned(), format!("{}/{}", &row[3], &row[4]))).collect()
}

#[test]
fn steps_of_a_public_study_are_days_and_end_at_response_and_coverage() {
    let workspace = survey("public", SECTION, DAYS);
    let drawn = chart(&workspace, "page").unwrap();
    let (units, residents) = (rows(&drawn, "units"), rows(&drawn, "residents"));
    assert_eq!(units.len(), 7);
    assert_eq!(units[1], ("2025-01-16".to_owned(), "3/12".to_owned()));
    assert_eq!(residents[1], ("2025-01-16".to_owned(), "600/7800".to_owned()));
    assert_eq!(units[6].1, "8/12");
    let run = workspace.run(["coverage", ".", "--format", "csv"]);
    assert!(run.stdout.contains(",frame,8,12,") && run.stdout.contains(",3600,7800,"), "{}", run.stdout);
    assert_eq!(residents[6].1, "3600/7800");
    let told = fitting(&drawn).unwrap();
    let told: Vec<&str> = told.texts().iter().map(|(text, _)| text.text.as_str()).collect();
    for said in [
        "46.2\u{a0}% of residents",
        "66.7\u{a0}% of units",
        "invitation",
        "1st reminder",
        "2nd reminder",
        "15 Jan",
        "28 Feb",
    ] {
        assert!(told.contains(&said), "{said}: {told:?}");
    }
}

#[test]
fn other_studies_show_waves_and_none_of_few_answers() {
    let workspace = survey("internal", SECTION, DAYS);
    let drawn = chart(&workspace, "page").unwrap();
    let expected = [("2025-01-15", "3/12"), ("2025-01-29", "8/12")].map(|(day, of)| (day.to_owned(), of.to_owned()));
    assert_eq!(rows(&drawn, "units"), expected, "the wave of one answer is joined with the next");
    assert_eq!(rows(&drawn, "residents")[1].1, "3600/7800");
    let table = String::from_utf8(drawn.numbers().to_csv(None)).unwrap();
    let svg = fitting(&drawn).unwrap().to_svg(bacino::render::page::scene::TextForm::Named);
    for day in ["2025-01-16", "2025-01-30", "2025-02-14", "30 January", "14 February"] {
        assert!(!table.contains(day) && !svg.contains(day), "{day}");
    }
    // Residents of an anonymous study would be those of one set of units.
    let drawn = chart(&survey("anonymous", SECTION, DAYS), "page").unwrap();
    assert_eq!(rows(&drawn, "units"), expected);
    assert!(rows(&drawn, "residents").is_empty());
    // Where nothing says when units were written to there are no waves.
    assert!(chart(&survey("internal", "", DAYS), "page").is_none());
}

#[test]
fn answers_without_a_day_stand_at_the_end() {
    let mut days = DAYS;
    days[9] = "none";
    let drawn = chart(&survey("public", SECTION, days), "page").unwrap();
    let units = rows(&drawn, "units");
    assert_eq!(units[7], (String::new(), "9/12".to_owned()));
    assert!(drawn.words.notes.iter().any(|note| note.starts_with("1 unit answered on a day that is not known")));
    fitting(&drawn).unwrap();
}

#[test]
fn the_chart_is_drawn_in_every_size_and_left_out_where_days_are_few() {
    for days in [DAYS, ["2025-01-15"; 12], ["2025-02-28"; 12]] {
        for section in
            [SECTION, "invited = 2025-01-15\n", "reminders = [2025-01-16, 2025-01-17, 2025-01-18, 2025-02-28]\n", ""]
        {
            let workspace = survey("public", section, days);
            if section.starts_with("reminders") && days[0] == "2025-01-15" && days[3] == days[0] {
                // Before the first reminder.
                assert!(chart(&workspace, "page").is_some());
            }
            for size in ["85x60mm", "column", "page", "web", "slide"] {
                let drawn = chart(&workspace, size).unwrap();
                if let Err(failure) = fitting(&drawn) {
                    panic!("{section} {size}: {failure:?}");
                }
            }
        }
    }
    let few = ["2025-01-15", "2025-01-16", "2025-01-17", "2025-01-18", "", "", "", "", "", "", "", ""];
    assert!(chart(&survey("public", SECTION, few), "page").is_none());
    assert!(chart(&survey("public", SECTION, [""; 12]), "page").is_none());
    assert!(chart(&survey("public", SECTION, ["none"; 12]), "page").is_none());
}
