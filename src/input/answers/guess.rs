//! Questions told from an export alone: its headings and the words of its cells.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::answers::draft::{Draft, DraftContent, Guessed};
use crate::input::answers::export::{Export, ExportColumn, Role};
use crate::input::answers::order::natural;
use crate::input::table::rows::{Column, Table};

/// Columns of one question.
struct Group<'a> {
    question: &'a str,
    answers: Vec<&'a ExportColumn>,
    typed: Vec<&'a ExportColumn>,
}

/// What the words of a column are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nature {
    Empty,
    Boxes,
    Number,
    FreeText,
    Words,
}

/// Tells the questions of an export. `is_number` says whether a column is one of numbers, `ignored` whether one is no question.
pub fn guess(
    table: &Table,
    export: &Export,
    is_number: &dyn Fn(&Column) -> bool,
    ignored: &dyn Fn(&str) -> bool,
) -> Guessed {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for column in &export.columns {
        if matches!(column.role, Role::Own(_)) || ignored(&column.title) {
            continue;
        }
        let question = column.heading.question.as_str();
        let at = groups.iter().position(|group| group.question == question).unwrap_or_else(|| {
            groups.push(Group { question, answers: Vec::new(), typed: Vec::new() });
            groups.len() - 1
        });
        match column.role {
            Role::Typed => groups[at].typed.push(column),
            Role::Answer | Role::Own(_) => groups[at].answers.push(column),
        }
    }
    let mut found = Guessed::default();
    for group in &groups {
        let natures: Vec<Nature> =
            group.answers.iter().map(|column| nature_of(table, export, &column.title, is_number)).collect();
        let parted = group.answers.iter().all(|column| !column.heading.parts.is_empty());
        let filled = || natures.iter().filter(|nature| **nature != Nature::Empty);
        let is_multiple = parted
            && (group.answers.len() > 1 || !group.typed.is_empty())
            && filled().count() > 0
            && filled().all(|nature| *nature == Nature::Boxes);
        if is_multiple {
            found.questions.push(multiple(group));
            continue;
        }
        let options = shared_options(table, export, group, &natures);
        for (column, nature) in group.answers.iter().zip(&natures) {
            let content = match nature {
                Nature::Empty => {
                    found.empty.push(column.title.clone());
                    continue;
                }
                Nature::FreeText => {
                    found.free_text.push(column.title.clone());
                    continue;
                }
                Nature::Number => DraftContent::Number { column: column.title.clone() },
                Nature::Boxes | Nature::Words => {
                    DraftContent::Single { column: column.title.clone(), options: options.clone() }
                }
            };
            let notes =
                if parted { vec!["one row of an array, or one place of a ranking".to_owned()] } else { Vec::new() };
            let name = if column.heading.coded { in_words(column) } else { column.title.clone() };
            found.questions.push(Draft { name, text: text_of(column), content, asked_if: None, notes });
        }
    }
    found
}

/// `Q7_SQ001`: the question and its part.
fn in_words(column: &ExportColumn) -> String {
    let parts = column.heading.parts.iter().map(|part| format!("_{part}"));
    format!("{}{}", column.heading.question, parts.collect::<String>())
}

fn text_of(column: &ExportColumn) -> Option<String> {
    let text = column.heading.text.as_ref()?;
    let parts = column.heading.part_texts.iter().map(|part| format!(" [{part}]"));
    Some(format!("{text}{}", parts.collect::<String>()))
}

/// One question of several options: a column for each, and one for what was typed as another.
fn multiple(group: &Group<'_>) -> Draft {
    let named = |column: &ExportColumn| {
        let heading = &column.heading;
        let parts = if heading.part_texts.len() == heading.parts.len() { &heading.part_texts } else { &heading.parts };
        parts.join(" / ")
    };
    let comment = |column: &&&ExportColumn| {
        let last = column.heading.parts.last().map(|part| part.to_lowercase()).unwrap_or_default();
        last.contains("comment")
    };
    let mut columns: Vec<(String, String)> = Vec::new();
    let others = group.typed.iter().filter(|column| !comment(column));
    for column in group.answers.iter().chain(others) {
        let name = named(column);
        let taken = columns.iter().any(|(other, _)| *other == name);
        columns.push((if taken { column.title.clone() } else { name }, column.title.clone()));
    }
    Draft {
        name: group.question.to_owned(),
        text: group.answers.first().and_then(|column| column.heading.text.clone()),
        content: DraftContent::Multiple { columns },
        asked_if: None,
        notes: Vec::new(),
    }
}

/// Words of a column as they are first spelt, those that are no answers left out.
fn words_of(table: &Table, export: &Export, title: &str) -> Vec<String> {
    let Some(column) = table.find(title) else { return Vec::new() };
    let cells = table.rows().map(|row| row.cell(&column)).filter(|cell| {
        let lower = cell.to_lowercase();
        !cell.is_empty() && !export.manner.not_shown.contains(&lower.as_str())
    });
    cells.map(str::to_owned).collect()
}

fn nature_of(table: &Table, export: &Export, title: &str, is_number: &dyn Fn(&Column) -> bool) -> Nature {
    let words = words_of(table, export, title);
    if words.is_empty() {
        return Nature::Empty;
    }
    let is_box = |word: &String| {
        let lower = word.to_lowercase();
        [export.manner.yes, export.manner.no].iter().any(|list| list.contains(&lower.as_str()))
            && !lower.bytes().all(|byte| byte.is_ascii_digit())
    };
    if words.iter().all(is_box) {
        return Nature::Boxes;
    }
    if table.find(title).is_some_and(|column| is_number(&column)) {
        return Nature::Number;
    }
    if is_free_text(&words, export.manner.other) { Nature::FreeText } else { Nature::Words }
}

/// Whether words were typed: long ones, or more than half of several that stand only once and are no codes of answers.
fn is_free_text(words: &[String], other: &str) -> bool {
    const LONG: usize = 120;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    let once = counts.values().filter(|count| **count == 1);
    let is_code = |word: &String| {
        let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        let digits = word.bytes().skip(letters).take_while(u8::is_ascii_digit).count();
        word == other || (letters + digits == word.len() && letters <= 3 && (digits > 0 || letters == 1) && digits <= 4)
    };
    words.iter().any(|word| word.chars().count() > LONG)
        || (once.count() * 2 > words.len() && !counts.keys().all(is_code))
}

/// Options of a question, shared by the rows of an array: numbers as numbers, the one for what was typed last.
fn shared_options(table: &Table, export: &Export, group: &Group<'_>, natures: &[Nature]) -> Vec<(String, Vec<String>)> {
    let mut spelt: Vec<String> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for (column, nature) in group.answers.iter().zip(natures) {
        if !matches!(nature, Nature::Boxes | Nature::Words) {
            continue;
        }
        for word in words_of(table, export, &column.title) {
            if seen.insert(word.to_lowercase()) {
                spelt.push(word);
            }
        }
    }
    let typed = export.manner.other;
    spelt.sort_by(|one, other| (one == typed).cmp(&(other == typed)).then_with(|| natural(one, other)));
    let named =
        |word: String| if word == typed { ("other".to_owned(), vec![word]) } else { (word.clone(), vec![word]) };
    spelt.into_iter().map(named).collect()
}
