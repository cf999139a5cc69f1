//! The answers of the reference study give every count of the survey's questionnaire: `tests/fixtures/lasalvia-2025.toml`, facts as printed.

use std::collections::BTreeMap;

use bacino::command::run::{Wanted, run};
use bacino::input::study::source::StudySource;
use serde::Deserialize;
use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

use crate::support::Workspace;

#[derive(Deserialize)]
struct Facts {
    table: Vec<Table>,
    text_percentages: Percentages,
}

#[derive(Deserialize)]
struct Table {
    id: String,
    base: usize,
    rows: Vec<(String, usize, String)>,
}

#[derive(Deserialize)]
struct Percentages {
    rows: Vec<(String, String, usize)>,
}

fn facts() -> Facts {
    fn object(table: &DeTable<'_>) -> Value {
        Value::Object(
            table.iter().map(|(key, value)| (key.get_ref().to_string(), json(value.get_ref()))).collect::<Map<_, _>>(),
        )
    }
    fn json(value: &DeValue<'_>) -> Value {
        match value {
            DeValue::String(text) => Value::from(text.as_ref()),
            DeValue::Integer(number) => Value::from(number.as_str().replace('_', "").parse::<u64>().unwrap()),
            DeValue::Array(values) => values.iter().map(|value| json(value.get_ref())).collect(),
            DeValue::Table(table) => object(table),
            DeValue::Boolean(_) | DeValue::Float(_) | DeValue::Datetime(_) => Value::Null,
        }
    }
    let parsed = DeTable::parse(include_str!("../fixtures/lasalvia-2025.toml")).unwrap();
    serde_json::from_value(object(parsed.get_ref())).unwrap()
}

/// Tables of the survey by question of the study.
const QUESTIONS: [(&str, &str); 19] = [
    ("1a", "peer_support"),
    ("1b", "active_for"),
    ("1c", "workers"),
    ("1d", "services"),
    ("1e", "training"),
    ("1f", "compensation"),
    ("1g", "protocols"),
    ("1h", "difficulties"),
    ("2a", "effective"),
    ("2b", "stigma"),
    ("2c", "satisfaction"),
    ("3a", "planning"),
    ("3b", "co_design"),
    ("3c", "co_production"),
    ("3d", "co_production_areas"),
    ("3e", "participation"),
    ("4a", "recovery_strategies"),
    ("4b", "recovery_actions"),
    ("4c", "recovery_contribution"),
];

/// Options of single questions that the survey's tables write otherwise; those of several options stand in the same order.
const WRITTEN: [(&str, &str); 5] = [
    ("<1 year", "less than 1 year"),
    ("1-3 years", "1 to 3 years"),
    ("4-6 years", "4 to 6 years"),
    (">6 years", "more than 6 years"),
    (">6", "more than 6"),
];
/// The same of one table, which a spreadsheet took for dates.
const WORKERS: [(&str, &str); 3] = [("0", "none"), ("3-Jan", "1 to 3"), ("6-Apr", "4 to 6")];

/// What the study calls an option that a table of the survey writes.
fn option_of<'a>(table: &str, written: &'a str) -> &'a str {
    let own = WRITTEN.iter().chain(WORKERS.iter().filter(|_| table == "1c")).find(|(other, _)| *other == written);
    own.map_or(written, |(_, option)| option)
}

/// Percentages of the text by question and the options that they count.
const OF_TEXT: [(&str, &str, &[&str]); 23] = [
    ("at least one peer support worker", "workers", &["1 to 3", "4 to 6", "more than 6"]),
    ("four or more", "workers", &["4 to 6", "more than 6"]),
    ("training internal", "trained_by", &["the department itself"]),
    ("training by regional authorities", "trained_by", &["regional authorities"]),
    ("training by user associations", "trained_by", &["user associations"]),
    ("training by cooperatives", "trained_by", &["cooperatives"]),
    ("paid through social cooperatives", "paid_by", &["social cooperatives"]),
    ("paid from MHD funds", "paid_by", &["the department"]),
    ("paid by user associations", "paid_by", &["user associations"]),
    ("paid by the local health authority", "paid_by", &["the local health authority"]),
    ("no formal protocols", "protocols", &["no"]),
    ("supporting individual recovery", "tasks", &["supporting individual recovery"]),
    ("facilitating groups", "tasks", &["facilitating groups"]),
    ("leading peer groups", "tasks", &["leading peer groups"]),
    ("sharing lived experience", "against_stigma", &["sharing lived experience"]),
    ("public awareness", "against_stigma", &["public awareness"]),
    ("cultural and recreational activities", "against_stigma", &["cultural and recreational activities"]),
    ("reduced stigma", "benefits", &["less stigma"]),
    ("better relationships", "benefits", &["better relationships"]),
    ("more individualized pathways", "benefits", &["more individual pathways"]),
    ("professional resistance", "barriers", &["resistance of professionals"]),
    ("lack of guidelines", "barriers", &["lack of guidelines"]),
    ("limited user engagement", "barriers", &["little engagement of users"]),
];

/// What the survey prints and no counts give: 23 of 61 are 37.7 %, 23 of 34 are 67.6 %, 24 of 34 are 71 %.
const CANNOT_BE_TRUE: [(&str, &str); 3] = [("1a no", "37.1"), ("four or more", "67.7"), ("no formal protocols", "70")];

/// The percentage with as many decimals as were printed, rounded half up; a last zero may be left out.
fn is_printed(part: usize, whole: usize, printed: &str) -> bool {
    let rounded = |decimals: usize| {
        let scale = 10_usize.pow(u32::try_from(decimals).unwrap());
        let units = (part * 200 * scale + whole) / (2 * whole);
        if decimals == 0 { units.to_string() } else { format!("{}.{:0decimals$}", units / scale, units % scale) }
    };
    let decimals = printed.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let one = rounded(1);
    rounded(decimals) == printed || one.strip_suffix(".0") == Some(printed)
}

/// Unweighted shares of the study's questions: question and option to count, base and all that the question was not put to.
fn counted() -> BTreeMap<(String, String), (usize, usize, usize)> {
    #[derive(Deserialize)]
    struct Row {
        question: String,
        option: String,
        quantity: String,
        base: String,
        weights: String,
        n: usize,
        count: Option<usize>,
        not_applicable: usize,
    }
    let made = run(&StudySource::Reference, None, &Wanted::default(), None).unwrap();
    let table = &made.artifacts.iter().find(|file| file.name == "outcomes.csv").unwrap().bytes;
    let rows: Vec<Row> = csv::Reader::from_reader(table.as_slice()).deserialize().collect::<Result<_, _>>().unwrap();
    let mut found = BTreeMap::new();
    for row in rows.into_iter().filter(|row| row.weights == "none" && row.quantity == "share") {
        // Where everybody was asked there is one base.
        if row.base == "asked" || row.not_applicable == 0 {
            found.insert((row.question, row.option), (row.count.unwrap(), row.n, row.not_applicable));
        }
    }
    found
}

#[test]
fn every_count_of_the_survey_is_that_of_the_study() {
    let facts = facts();
    let counted = counted();
    let count = |question: &str, option: &str| {
        let key = (question.to_owned(), option.to_owned());
        *counted.get(&key).unwrap_or_else(|| panic!("no {option:?} of {question}"))
    };
    let mut untrue = Vec::new();
    assert_eq!(facts.table.len(), QUESTIONS.len());
    for (table, (id, question)) in facts.table.iter().zip(QUESTIONS) {
        assert_eq!(table.id, id);
        let mut given: Vec<usize> = Vec::new();
        for (written, n, printed) in &table.rows {
            let option = option_of(id, written);
            let is_named = counted.contains_key(&(question.to_owned(), option.to_owned()));
            // What is written otherwise is one of the options with that count.
            let found = if is_named { count(question, option) } else { (*n, table.base, 61 - table.base) };
            assert_eq!(found, (*n, table.base, 61 - table.base), "{id} {written}");
            given.push(*n);
            if !is_printed(*n, table.base, printed) {
                untrue.push((format!("{id} {written}"), printed.clone()));
            }
        }
        let mut all: Vec<usize> =
            counted.iter().filter(|((other, _), _)| other == question).map(|(_, (count, ..))| *count).collect();
        given.sort_unstable();
        all.sort_unstable();
        // Steps of a scale that nobody chose are not printed.
        all.drain(..all.len() - given.len());
        assert_eq!(given, all, "{id}");
    }
    assert_eq!(facts.text_percentages.rows.len(), OF_TEXT.len());
    for ((claim, printed, base), (told, question, options)) in facts.text_percentages.rows.iter().zip(OF_TEXT) {
        assert_eq!(claim, told);
        let found: Vec<_> = options.iter().map(|option| count(question, option)).collect();
        assert!(found.iter().all(|(_, n, _)| n == base), "{claim}");
        if !is_printed(found.iter().map(|(count, ..)| count).sum(), *base, printed) {
            untrue.push((claim.clone(), printed.clone()));
        }
    }
    let untrue: Vec<(&str, &str)> = untrue.iter().map(|(what, printed)| (what.as_str(), printed.as_str())).collect();
    assert_eq!(untrue, CANNOT_BE_TRUE);
}

/// What the survey's tables print and the counts do not give.
const MISPRINTED: [(&str, &str, &str); 1] = [("1a", "no", "37.1")];

/// The questions of the reference study with their words and the titles of their tables.
fn declared() -> BTreeMap<String, (String, Option<String>)> {
    let mut found: BTreeMap<String, (String, Option<String>)> = BTreeMap::new();
    for section in include_str!("../../geodata/reference/study.toml").split("[[question]]").skip(1) {
        let value = |key: &str| {
            let line = section.lines().find_map(|line| line.strip_prefix(&format!("{key} = \"")))?;
            Some(line.split('"').next().unwrap().to_owned())
        };
        found.insert(value("name").unwrap(), (value("text").unwrap(), value("table")));
    }
    found
}

/// The rows of a page below each heading of a question: option, count and percentage.
fn printed(page: &str) -> BTreeMap<String, (String, Vec<(String, String)>)> {
    let mut found = BTreeMap::new();
    let mut table = String::new();
    let mut question = String::new();
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("### ") {
            title.split_once(". ").unwrap().1.clone_into(&mut table);
        } else if let Some(heading) = line.strip_prefix("| **") {
            heading.split("** |").next().unwrap().clone_into(&mut question);
            found.insert(question.clone(), (table.clone(), Vec::new()));
        } else if let (Some(row), Some((_, rows))) = (line.strip_prefix("| \u{2003}"), found.get_mut(&question)) {
            let (option, value) = row.strip_suffix(" |").unwrap().split_once(" | ").unwrap();
            rows.push((option.to_owned(), value.to_owned()));
        }
    }
    found
}

#[test]
fn the_tables_of_the_survey_come_out_as_it_printed_them() {
    let made = Workspace::empty().run(["report", "--quiet", "--section", "answers"]);
    let page = made.stdout.split("Answers by group").next().unwrap();
    let (declared, printed) = (declared(), printed(page));
    let mut misprinted = Vec::new();
    for (table, (id, question)) in facts().table.iter().zip(QUESTIONS) {
        let (text, title) = &declared[question];
        let base = table.base;
        let (heading, (own, rows)) =
            printed.iter().find(|(heading, _)| heading.starts_with(&format!("{text} (n = {base}"))).unwrap();
        // One table for each of the survey's four, in their order.
        assert_eq!(Some(own), title.as_ref(), "{id}");
        assert_eq!(heading.contains("not asked"), base < 61, "{heading}");
        // Steps of a scale that nobody chose are printed here, and some of them were not there.
        let mut rows: Vec<&(String, String)> = rows.iter().collect();
        let n_more = rows.len() - table.rows.len();
        let mut left_out = 0;
        rows.retain(|(_, value)| {
            let is_more = value == "0 (0.0)" && left_out < n_more;
            left_out += usize::from(is_more);
            !is_more
        });
        let written: Vec<(&str, usize, &str)> =
            table.rows.iter().map(|(option, n, share)| (option.as_str(), *n, share.as_str())).collect();
        for (option, n, share) in written {
            let share = if share.contains('.') { share.to_owned() } else { format!("{share}.0") };
            let cell = format!("{n} ({share})");
            // What is written otherwise is one of the options with that count.
            let own = option_of(id, option);
            let named = rows.iter().position(|(name, _)| name == own);
            let found = named.or_else(|| rows.iter().position(|(_, value)| *value == cell));
            match found.filter(|at| rows[*at].1 == cell) {
                Some(at) => drop(rows.remove(at)),
                None => misprinted.push((id, option.to_owned(), share)),
            }
        }
    }
    let misprinted: Vec<(&str, &str, &str)> =
        misprinted.iter().map(|(id, option, share)| (*id, option.as_str(), share.as_str())).collect();
    assert_eq!(misprinted, MISPRINTED);
    let order = |title: &str| page.find(&format!(". {title}\n")).unwrap();
    let titles: Vec<usize> = ["peer_support", "effective", "planning", "recovery_strategies"]
        .iter()
        .map(|name| order(declared[*name].1.as_ref().unwrap()))
        .collect();
    assert!(titles.is_sorted(), "{titles:?}");
}
