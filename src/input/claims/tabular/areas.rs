//! Tables whose rows are groups or areas, each with how many, of how many, and their percentage: response rates, coverage.
//!
//! Which column is the count and which the base is found by the rows: the pair of columns whose quotient is the percentage in most of them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::input::claims::language::fit::{fits, most};
use crate::input::claims::language::token::{Number, Token};
use crate::input::claims::prose::scene::Scene;
use crate::input::claims::tabular::blocks::is_flat;
use crate::input::claims::tabular::cell::Value;
use crate::input::claims::tabular::sheet::{Column, Holds, Row, Section};
use crate::model::claim::figure::Named;
use crate::model::claim::statement::{Rate, Statement, Total};

/// Columns of counts among which pairs are tried.
const MOST_COLUMNS: usize = 12;

/// Words for people who live somewhere.
pub(crate) const PEOPLE: [&str; 14] = [
    "residents",
    "resident",
    "population",
    "inhabitants",
    "people",
    "persons",
    "residenti",
    "popolazione",
    "abitanti",
    "persone",
    "citizens",
    "cittadini",
    "utenti",
    "users",
];

/// Words for rates.
const RATES: [&str; 14] = [
    "rate",
    "rates",
    "tasso",
    "tassi",
    "coverage",
    "copertura",
    "response",
    "risposta",
    "participation",
    "partecipazione",
    "adesione",
    "uptake",
    "covered",
    "coperti",
];

/// Words over the number of all units of a group.
const ALL: [&str; 18] = [
    "invited",
    "eligible",
    "asked",
    "total",
    "all",
    "frame",
    "invitati",
    "invitate",
    "totale",
    "totali",
    "tutti",
    "existing",
    "esistenti",
    "listed",
    "contacted",
    "contattati",
    "contattate",
    "attivi",
];

/// The columns of a count, its base and its percentage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Triple<'a> {
    count: &'a Column,
    base: &'a Column,
    percent: &'a Column,
}

fn one(row: &Row, column: &Column) -> Option<Number> {
    match row.value(column.at) {
        Value::One(number) | Value::Percent(number) => Some(number.clone()),
        Value::Empty | Value::Label | Value::Pair(..) | Value::Ratio(..) | Value::Between(..) => None,
    }
}

/// The triples of a table, each percentage in one of them.
pub(crate) fn triples<'a>(columns: &'a [Column], rows: &[&Row]) -> Vec<Triple<'a>> {
    let counts: Vec<&Column> =
        columns.iter().filter(|column| column.holds == Holds::Counts).take(MOST_COLUMNS).collect();
    let percents =
        columns.iter().filter(|column| matches!(column.holds, Holds::Percents | Holds::Other)).take(MOST_COLUMNS);
    let found = percents.filter_map(|percent| {
        let pairs = counts.iter().flat_map(|count| counts.iter().map(move |base| (*count, *base)));
        let fitting = |(count, base): &(&Column, &Column)| {
            let tests =
                rows.iter().take(500).filter_map(|row| Some((one(row, count)?, one(row, base)?, one(row, percent)?)));
            // A column all of whose rows are the other's tells nothing.
            let tests: Vec<_> = tests.collect();
            let differ = tests.iter().any(|(count, base, _)| count.printed != base.printed);
            differ && most(tests.iter().map(|(count, base, percent)| fits(count, base, percent)))
        };
        let (count, base) = pairs.filter(|(count, base)| count.at != base.at).find(fitting)?;
        Some(Triple { count, base, percent })
    });
    found.collect()
}

/// Where rows stand in the text.
fn range_of(rows: &[&Row]) -> Option<Range<usize>> {
    let end = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.range.end).max()?;
    Some(rows.first()?.label.start..end)
}

/// Claims of the rows of a section: coverage where people are counted, else rates; and the totals of both columns.
pub(crate) fn read_triple(scene: &mut Scene<'_>, triple: &Triple<'_>, section: &Section, caption: &[Token]) {
    let rows: Vec<&Row> = section.rows.iter().collect();
    let Some(range) = range_of(&rows) else { return };
    let says = |words: &[&str]| triple.base.header.iter().chain(&triple.count.header).any(|token| token.is_word(words));
    let numbers = |row: &Row| Some((one(row, triple.count)?, one(row, triple.base)?, one(row, triple.percent)?));
    let covers = caption.iter().chain(&triple.percent.header).chain(&triple.count.header);
    let covers = says(&PEOPLE)
        && covers.into_iter().any(|token| token.is_word(&["coverage", "covered", "copertura", "coperti", "coperta"]));
    if covers {
        for row in &rows {
            let Some((count, base, percent)) = numbers(row) else { continue };
            let statement = Statement::Coverage {
                area: scene.words(row.label.clone()),
                percent: Some(scene.figure(&percent)),
                covered: Some(scene.figure(&count)),
                residents: Some(scene.figure(&base)),
            };
            let end = [&count, &base, &percent].iter().map(|number| number.range.end).max().unwrap_or(row.label.end);
            scene.add(row.label.start..end, statement, BTreeSet::new());
        }
    } else {
        let rate = |scene: &Scene<'_>, row: &Row| {
            let (count, base, percent) = numbers(row)?;
            Some(Rate {
                label: scene.words(row.label.clone()),
                percent: scene.figure(&percent),
                count: Some(scene.figure(&count)),
                base: Some(scene.figure(&base)),
            })
        };
        let groups: Vec<Rate> = rows.iter().filter(|row| !row.is_total()).filter_map(|row| rate(scene, row)).collect();
        let total = only_total(&rows).and_then(numbers);
        let total = total.filter(|_| is_flat(&parts(&rows))).map(|(count, base, percent)| Total {
            count: Some(scene.figure(&count)),
            base: Some(scene.figure(&base)),
            percent: Some(scene.figure(&percent)),
        });
        scene.add(range.clone(), Statement::Rates { groups, total }, BTreeSet::new());
    }
    total_of(scene, triple.count, &rows);
    if covers && is_flat(&parts(&rows)) {
        let named = |scene: &Scene<'_>, row: &Row| {
            let base = one(row, triple.base)?;
            Some(Named { label: scene.words(row.label.clone()), figure: scene.figure(&base) })
        };
        let denominators: Vec<Named> = parts(&rows).iter().filter_map(|row| named(scene, row)).collect();
        let total = only_total(&rows).and_then(|row| named(scene, row));
        if denominators.len() > 1 {
            scene.add(range, Statement::Areas { denominators, total }, BTreeSet::new());
        }
    } else {
        total_of(scene, triple.base, &rows);
    }
}

fn only_total<'a>(rows: &[&'a Row]) -> Option<&'a Row> {
    let mut totals = rows.iter().filter(|row| row.is_total());
    totals.next().filter(|_| totals.next().is_none()).copied()
}

fn parts<'a>(rows: &[&'a Row]) -> Vec<&'a Row> {
    rows.iter().copied().filter(|row| !row.is_total()).collect()
}

/// The total of a column with its parts.
pub(crate) fn total_of(scene: &mut Scene<'_>, column: &Column, rows: &[&Row]) {
    let (Some(total), Some(range)) = (only_total(rows), range_of(rows)) else { return };
    let named = |scene: &Scene<'_>, row: &Row| {
        let number = one(row, column)?;
        Some(Named { label: scene.words(row.label.clone()), figure: scene.figure(&number) })
    };
    let own: Vec<Named> = parts(rows).iter().filter_map(|row| named(scene, row)).collect();
    if let Some(total) = named(scene, total)
        && own.len() > 1
        && is_flat(&parts(rows))
    {
        scene.add(range, Statement::Sum { parts: own, total }, BTreeSet::new());
    }
}

/// Rates of groups of which counts are not printed, or counts alone, or bases alone.
pub(crate) fn read_rates(scene: &mut Scene<'_>, columns: &[Column], section: &Section, caption: &[Token]) -> bool {
    let rows: Vec<&Row> = section.rows.iter().collect();
    let [percent] = columns.iter().filter(|column| column.holds == Holds::Percents).collect::<Vec<_>>()[..] else {
        return false;
    };
    let rate = percent.header.iter().chain(caption).any(|token| token.is_word(&RATES));
    let counts: Vec<&Column> = columns.iter().filter(|column| column.holds == Holds::Counts).collect();
    let sum: f64 = parts(&rows).iter().filter_map(|row| one(row, percent)).map(|percent| percent.printed.value()).sum();
    let total = only_total(&rows);
    let hundred = total
        .and_then(|total| one(total, percent))
        .is_some_and(|percent| percent.printed.digits == 100 * percent.printed.scale());
    if !rate || counts.len() > 1 || (sum - 100.0).abs() < 2.0 || hundred || rows.len() < 2 || !is_flat(&parts(&rows)) {
        return false;
    }
    let is =
        |words: &[&str]| counts.first().is_some_and(|column| column.header.iter().any(|token| token.is_word(words)));
    let bases = is(&ALL);
    if !counts.is_empty()
        && !bases
        && !is(&["respondents", "responded", "answered", "respondent", "rispondenti", "risposto"])
    {
        return false;
    }
    let numbers = |scene: &Scene<'_>, row: &Row| {
        let number = counts.first().and_then(|column| one(row, column)).map(|number| scene.figure(&number));
        let percent = scene.figure(&one(row, percent)?);
        Some(if bases { (percent, None, number) } else { (percent, number, None) })
    };
    let groups: Vec<Rate> = parts(&rows)
        .iter()
        .filter_map(|row| {
            let (percent, count, base) = numbers(scene, row)?;
            Some(Rate { label: scene.words(row.label.clone()), percent, count, base })
        })
        .collect();
    let total = total.and_then(|row| numbers(scene, row)).map(|(percent, count, base)| Total {
        percent: Some(percent),
        count,
        base,
    });
    if let Some(range) = range_of(&rows).filter(|_| groups.len() > 1) {
        scene.add(range, Statement::Rates { groups, total }, BTreeSet::new());
    }
    if let Some(column) = counts.first() {
        total_of(scene, column, &rows);
    }
    true
}
