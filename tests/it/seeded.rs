//! Papers about surveys of seven fields, in two languages and five forms: true ones, in which the audit must find nothing, and the same with
//! one wrong number each, most of which it must find.

mod forms;
mod text;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bacino::analysis::audit::finding::{Finding, Verdict};
use bacino::analysis::audit::judge::audit;
use bacino::input::claims::read::read_publication;
use bacino::input::file::bytes::InputFile;
use bacino::model::study::Source;
use text::{Fault, paper};

/// The forms of a paper.
const FORMS: [&str; 5] = ["bars.md", "aligned.txt", "page.html", "paper.docx", "tables.xlsx"];

/// What fails in a paper of one form.
fn failing(seed: u64, language: usize, form: usize, fault: Option<Fault>) -> Vec<Finding> {
    let parts = paper(seed, language, fault);
    let bytes = match form {
        0 => forms::text(&parts, false).into_bytes(),
        1 => forms::text(&parts, true).into_bytes(),
        2 => forms::page(&parts).into_bytes(),
        3 => forms::document(&parts),
        _ => forms::workbook(&parts, language == 1),
    };
    let name = FORMS[form].to_owned();
    let source = Source { name: name.clone(), sha256: String::new() };
    let publication = read_publication(&InputFile { name, bytes, source, sheet: None }).unwrap().value;
    audit(&publication, None).into_iter().filter(|finding| finding.verdict == Verdict::Fails).collect()
}

/// Faults that a workbook of the tables alone shows.
const OF_TABLES: [Fault; 9] = [
    Fault::SingleCount,
    Fault::SinglePercent,
    Fault::Asked,
    Fault::Several,
    Fault::SeveralBase,
    Fault::Total,
    Fault::Area,
    Fault::Coverage,
    Fault::Date,
];

#[test]
fn true_papers_have_nothing_that_fails() {
    let mut false_alarms = Vec::new();
    for (language, form) in (0..2).flat_map(|language| (0..FORMS.len()).map(move |form| (language, form))) {
        for seed in 0..12 {
            let failing = failing(seed, language, form, None);
            let told =
                failing.iter().map(|finding| format!("{} of paper {seed} ({language}): {}", FORMS[form], finding.text));
            false_alarms.extend(told);
        }
    }
    assert!(false_alarms.is_empty(), "{}", false_alarms.join("\n"));
}

#[test]
fn most_wrong_numbers_are_found() {
    let mut found: BTreeMap<Fault, (usize, usize)> = BTreeMap::new();
    for fault in Fault::ALL {
        for (language, form) in (0..2).flat_map(|language| (0..FORMS.len()).map(move |form| (language, form))) {
            if form == 4 && !OF_TABLES.contains(&fault) {
                continue;
            }
            for seed in 0..4 {
                let (hit, all) = found.entry(fault).or_default();
                *hit += usize::from(!failing(seed, language, form, Some(fault)).is_empty());
                *all += 1;
            }
        }
    }
    let all: usize = found.values().map(|(_, all)| all).sum();
    let hits: usize = found.values().map(|(hit, _)| hit).sum();
    let mut table = format!("| all | {all} | {hits} |\n");
    for (fault, (hit, all)) in &found {
        writeln!(table, "| {} | {all} | {hit} |", fault.words()).unwrap();
    }
    assert!(all >= 200 && hits * 100 >= all * 80, "{table}");
    // The page says how many are found: no fewer are.
    let page = include_str!("../../src/input/claims/README.md");
    for row in table.lines() {
        let parts = |row: &str| -> (String, Vec<usize>) {
            let cells: Vec<&str> = row.trim_matches(['|', ' ']).split(" | ").collect();
            (cells[0].to_owned(), cells[1..].iter().filter_map(|cell| cell.parse().ok()).collect())
        };
        let (words, numbers) = parts(row);
        let said = page.lines().filter(|line| line.starts_with("| ")).map(parts).find(|(said, _)| *said == words);
        let said = said.map(|(_, numbers)| numbers).unwrap_or_default();
        assert!(
            matches!((said.as_slice(), numbers.as_slice()), ([all, said], [own, hit]) if all == own && said <= hit),
            "the page should have these rows:\n{table}"
        );
    }
}
