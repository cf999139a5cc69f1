//! The days of a survey: what the section and the columns of the frame say, and every way in which they contradict.

use bacino::input::study::source::StudySource;
use bacino::model::survey::fieldwork::{Fieldwork, SentOn};
use bacino::study::open::open_study;
use jiff::civil::{Date, date};

use crate::support::Workspace;

const SECTION: &str = "invited = 2025-01-15\nreminders = [2025-01-29, 2025-02-12]\nclosed = 2025-02-28";
const DAYS: [&str; 6] = ["2025-01-15", "", "29/01/2025", "", "2025-02-28 10:31", ""];

/// Squareland with a section and further columns of its six units, of which A, C, E and H answered.
pub(crate) fn survey(section: &str, titles: &str, rows: [&str; 6]) -> Workspace {
    let squareland = Workspace::squareland();
    let units = squareland.read("units.csv");
    let lines = units.lines().zip([titles].into_iter().chain(rows));
    let units = lines.map(|(line, further)| format!("{line},{further}")).collect::<Vec<_>>().join("\n");
    let section = if section.is_empty() { String::new() } else { format!("\n[fieldwork]\n{section}\n") };
    let study = squareland.read("study.toml") + &section;
    squareland.write("units.csv", units).write("study.toml", study)
}

fn source(workspace: &Workspace) -> StudySource {
    StudySource::Path(workspace.path("study.toml"))
}

fn january(day: i8) -> Date {
    date(2025, 1, day)
}

/// The days of a study, and the warnings about them.
fn read(workspace: &Workspace) -> (Fieldwork, Vec<String>) {
    let opened = open_study(&source(workspace)).unwrap();
    let said = opened.remarks.iter().map(|remark| remark.message.clone()).collect();
    (opened.study.frame.fieldwork().clone(), said)
}

/// The problems of a study, with their places.
fn told(section: &str, titles: &str, rows: [&str; 6]) -> String {
    let problems = open_study(&source(&survey(section, titles, rows))).unwrap_err();
    let told =
        problems.0.iter().map(|found| format!("{}: {}", found.place.spot().rsplit('/').next().unwrap(), found.message));
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn days_that_all_units_share_stand_in_the_section() {
    let workspace = survey(SECTION, "answered_on", DAYS);
    let (fieldwork, said) = read(&workspace);
    let expected = Fieldwork {
        invited: Some(SentOn::day(january(15))),
        reminders: vec![SentOn::day(january(29)), SentOn::day(date(2025, 2, 12))],
        closed: Some(date(2025, 2, 28)),
    };
    assert_eq!(fieldwork, expected);
    assert_eq!([14, 29, 31].map(|day| fieldwork.reminders_until(january(day))), [0, 1, 1]);
    assert_eq!(said, ["1 of 4 units that answered have no day"]);
    let opened = open_study(&source(&workspace)).unwrap();
    let days: Vec<Option<Date>> = opened.study.frame.units().iter().map(|unit| unit.answered_on).collect();
    assert_eq!(days, [Some(january(15)), None, Some(january(29)), None, Some(date(2025, 2, 28)), None]);
}

#[test]
fn days_of_each_unit_stand_in_columns_and_may_have_titles_of_their_own() {
    let rows = [
        "2025-01-15,,,2025-01-16",
        "2025-01-16,2025-01-29,,",
        "2025-01-15,2025-01-30,,2025-02-01",
        ",,,",
        ",,,",
        ",,,",
    ];
    let columns = "invited,first,reminder_2,answered_on";
    let workspace = survey("closed = 2025-03-01", columns, rows).replace(
        "study.toml",
        "file = \"units.csv\"",
        "file = \"units.csv\"\ncolumns = { reminder_1 = \"first\" }",
    );
    let (fieldwork, _) = read(&workspace);
    let sent = |first: i8, last: i8| SentOn { first: january(first), last: january(last) };
    assert_eq!(fieldwork.invited, Some(sent(15, 16)));
    assert_eq!(fieldwork.reminders, [sent(29, 30)], "a reminder without a day was not sent");
    assert_eq!(fieldwork.closed, Some(date(2025, 3, 1)));
}

#[test]
fn section_and_columns_that_agree_are_one() {
    let rows = [
        "2025-01-15,,,2025-01-16",
        "2025-01-15,2025-01-29,2025-02-12,",
        "2025-01-15,2025-01-29,,2025-02-01",
        ",,,",
        ",,,",
        ",,,",
    ];
    let (fieldwork, _) = read(&survey(SECTION, "invited,reminder_1,reminder_2,answered_on", rows));
    assert_eq!(fieldwork, read(&survey(SECTION, "answered_on", DAYS)).0);
}

#[test]
fn a_section_without_days_of_answers_is_said() {
    let (_, said) = read(&survey(SECTION, "other", [""; 6]));
    assert_eq!(said, ["units.csv has no column answered_on, so the fieldwork is not known"]);
}

#[test]
fn the_section_has_days_in_order() {
    let of = |section: &str| told(section, "answered_on", [""; 6]);
    insta::assert_snapshot!(of("invited = 2025-02-30"), @"study.toml:26: not valid TOML: invalid date, expected day between 01 and 28");
    insta::assert_snapshot!(of("invited = \"2025-01-15\""), @"study.toml:26: fieldwork.invited: expected a date such as 2023-01-01, without quotes, found a string");
    insta::assert_snapshot!(of("reminders = 2025-01-15"), @"study.toml:26: fieldwork.reminders: expected a list of dates such as [2023-01-01, 2023-01-15], without quotes, found a datetime");
    insta::assert_snapshot!(of("reminders = [2025-01-15, 3]"), @"study.toml:26: fieldwork.reminders: expected a date such as 2023-01-01, without quotes, found an integer");
    insta::assert_snapshot!(of("invited = 2025-01-15\nreminders = [2025-01-29, 2025-01-29, 2025-01-15]\nclosed = 2025-01-01"), @r"
    study.toml:27: fieldwork.reminders: 2025-01-29 does not come after 2025-01-29 of reminders
    study.toml:27: fieldwork.reminders: 2025-01-15 does not come after 2025-01-29 of reminders
    study.toml:28: fieldwork.closed: 2025-01-01 does not come after 2025-01-15 of reminders
    ");
    insta::assert_snapshot!(of("invited = 2025-01-15\nreminder = [2025-01-29]"), @r#"study.toml:27: unknown key "fieldwork.reminder""#);
}

#[test]
fn a_day_of_an_answer_that_cannot_be_is_told_with_its_cell() {
    let of = |rows: [&str; 6]| told(SECTION, "answered_on", rows);
    insta::assert_snapshot!(of(["2025-01-14", "", "2025-03-01", "2025-01-20", "2025-02-30", "soon"]), @r#"
    units.csv:2: answered on 2025-01-14, before the invitation on 2025-01-15
    units.csv:4: answered on 2025-03-01, after the end on 2025-02-28
    units.csv:5: the unit did not answer, found the day 2025-01-20
    units.csv:6: expected a day, found "2025-02-30"
    units.csv:7: expected a day, found "soon"
    "#);
}

#[test]
fn reminders_that_do_not_follow_each_other_are_told_with_their_cells() {
    let rows = [
        "2025-01-15,2025-01-15,,",
        "2025-01-15,2025-01-29,2025-01-28,",
        "2025-01-15,x,2025-02-12,2025-01-10",
        "2025-01-15,,2025-04-01,",
        "2025-02-01,,,2025-01-31",
        "2025-01-15,2025-01-29,2025-02-12,2025-02-12",
    ];
    insta::assert_snapshot!(told("closed = 2025-03-01", "invited,reminder_1,reminder_2,answered_on", rows), @r#"
    units.csv:2: reminder 1 on 2025-01-15 does not come after the invitation on 2025-01-15
    units.csv:3: reminder 2 on 2025-01-28 does not come after reminder 1 on 2025-01-29
    units.csv:4: expected a day, found "x"
    units.csv:4: answered on 2025-01-10, before the invitation on 2025-01-15
    units.csv:5: reminder 2 on 2025-04-01 comes after the end on 2025-03-01
    units.csv:6: answered on 2025-01-31, before the invitation on 2025-02-01
    "#);
}

#[test]
fn columns_and_section_that_differ_are_told() {
    let of = |titles: &str, row: &str| told(SECTION, titles, [row, ",,", ",,", ",,", ",,", ",,"]);
    insta::assert_snapshot!(of("invited,reminder_1,reminder_2", "2025-01-16,2025-01-30,2025-02-12"), @r"
    units.csv:2: the invitation on 2025-01-16, the section [fieldwork] says 2025-01-15
    units.csv:2: reminder 1 on 2025-01-30, the section [fieldwork] says 2025-01-29
    ");
    insta::assert_snapshot!(of("reminder_1,x,y", "2025-01-29,,"), @"study.toml:25: fieldwork.reminders has 2 days, units.csv has 1 column of reminders");
}

#[test]
fn reminders_are_numbered_without_a_gap_and_in_order() {
    let of = |titles: &str, rows: [&str; 6]| told("", titles, rows);
    insta::assert_snapshot!(of("reminder_2,Reminder_03,y", [",,"; 6]), @r"
    units.csv: no column reminder_1 stands before it
    units.csv: no column reminder_1 stands before it
    ");
    insta::assert_snapshot!(of("reminder_1,reminder_2,y", [",2025-02-01,", ",,", ",,", ",,", ",,", ",,"]), @"units.csv: no unit has a day here, but some have one of a later reminder");
    insta::assert_snapshot!(of("reminder_1,reminder_2,y", [",2025-02-01,", "2025-02-02,,", ",,", ",,", ",,", ",,"]), @"units.csv: begins on 2025-02-01, what was sent before it on 2025-02-02");
}
