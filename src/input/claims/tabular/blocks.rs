//! Answers of questions: sections of a table with counts, percentages or both of one base.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::input::claims::language::fit::{fits, most};
use crate::input::claims::language::token::Number;
use crate::input::claims::prose::scene::Scene;
use crate::input::claims::tabular::cell::Value;
use crate::input::claims::tabular::sheet::{Column, Holds, Named, Row, Section, named};
use crate::model::claim::figure::Named as NamedFigure;
use crate::model::claim::statement::{Block, BlockRow, Statement};

/// Columns that belong together: counts, percentages, or both in one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Group<'a> {
    counts: Option<&'a Column>,
    percents: Option<&'a Column>,
}

/// The groups of columns, from left to right.
pub(crate) fn groups(columns: &[Column]) -> Vec<Group<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < columns.len() {
        let (own, next) = (&columns[at], columns.get(at + 1));
        let (group, n) = match (own.holds, next.map(|next| next.holds)) {
            (Holds::Pairs, _) => (Group { counts: Some(own), percents: Some(own) }, 1),
            (Holds::Counts, Some(Holds::Percents)) => (Group { counts: Some(own), percents: next }, 2),
            (Holds::Percents, Some(Holds::Counts))
                if columns.get(at + 2).is_none_or(|column| column.holds != Holds::Percents) =>
            {
                (Group { counts: next, percents: Some(own) }, 2)
            }
            (Holds::Counts, _) => (Group { counts: Some(own), percents: None }, 1),
            (Holds::Percents, _) => (Group { counts: None, percents: Some(own) }, 1),
            (Holds::Other, _) => (Group { counts: None, percents: None }, 1),
        };
        if group.counts.or(group.percents).is_some() {
            found.push(group);
        }
        at += n;
    }
    found
}

impl Group<'_> {
    fn header(&self) -> Vec<crate::input::claims::language::token::Token> {
        let other = self.percents.filter(|percents| self.counts.is_none_or(|counts| counts.at != percents.at));
        let columns = [self.counts, other];
        columns.into_iter().flatten().flat_map(|column| column.header.clone()).collect()
    }

    /// Count, base and percentage of a row.
    pub(crate) fn numbers(&self, row: &Row) -> (Option<Number>, Option<Number>, Option<Number>) {
        let of = |column: Option<&Column>| column.map_or(&Value::Empty, |column| row.value(column.at));
        if let (Some(one), Some(other)) = (self.counts, self.percents)
            && one.at == other.at
        {
            return match of(self.counts) {
                Value::Pair(count, percent) => (Some(count.clone()), None, Some(percent.clone())),
                Value::Ratio(count, base, percent) => (Some(count.clone()), Some(base.clone()), percent.clone()),
                Value::One(count) if count.printed.decimals == 0 => (Some(count.clone()), None, None),
                Value::Percent(percent) => (None, None, Some(percent.clone())),
                Value::Empty | Value::Label | Value::One(_) | Value::Between(..) => (None, None, None),
            };
        }
        let count = if let Value::One(count) = of(self.counts) { Some(count.clone()) } else { None };
        let percent = match of(self.percents) {
            Value::One(percent) | Value::Percent(percent) => Some(percent.clone()),
            Value::Empty | Value::Label | Value::Pair(..) | Value::Ratio(..) | Value::Between(..) => None,
        };
        (count, None, percent)
    }
}

/// Labels of those who did not answer.
const MISSING: [&str; 10] = [
    "na",
    "missing",
    "mancanti",
    "mancante",
    "unanswered",
    "nr",
    "nonresponse",
    "non-response",
    "dispersi",
    "missings",
];

/// What is said around a table, and how many sections it has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around<'a> {
    /// Of the caption and the notes.
    pub(crate) caption: &'a Named,
    /// The caption's words.
    pub(crate) title: &'a str,
    /// Whether there are several sections or groups of columns.
    pub(crate) several: bool,
}

/// Claims of a section: its answers, and its total.
pub(crate) fn read_section(scene: &mut Scene<'_>, section: &Section, group: &Group<'_>, around: Around<'_>) {
    let own = named(&section.words, scene.text);
    let header = named(&group.header(), scene.text);
    let (totals, rows): (Vec<&Row>, Vec<&Row>) = section.rows.iter().partition(|row| row.is_total());
    let total = if let [total] = totals.as_slice() { Some(*total) } else { None };
    let is_missing = |row: &&&Row| row.words.iter().any(|token| token.is_word(&MISSING)) && row.words.len() <= 4;
    let numbers: Vec<(&Row, _)> = rows.iter().map(|row| (*row, group.numbers(row))).collect();
    let shares = numbers.iter().any(|(_, (_, _, percent))| percent.is_some());
    let total_numbers = total.map(|total| group.numbers(total)).unwrap_or_default();
    let range = |rows: &[&Row]| -> Option<Range<usize>> {
        let first = rows.first()?.label.start;
        let cells = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.range.end);
        Some(first..cells.max()?)
    };
    let all: Vec<&Row> = section.rows.iter().collect();
    let Some(range) = range(&all) else { return };
    ratios(scene, &numbers);
    if shares {
        let agrees = |base: &Number| {
            let both = numbers.iter().filter_map(|(_, (count, _, percent))| Some((count.as_ref()?, percent.as_ref()?)));
            let tests: Vec<bool> = both.map(|(count, percent)| fits(count, base, percent)).collect();
            tests == [true] || most(tests.into_iter())
        };
        // What stands above all sections may not be the base of each.
        let stated = own.base.clone().or_else(|| header.base.clone().filter(|base| !around.several || agrees(base)));
        let of_total = total_numbers.0.clone().filter(|_| is_hundred(total_numbers.2.as_ref()));
        let caption = around.caption.base.clone().filter(|base| !around.several || agrees(base));
        let base = stated.or(of_total).or(caption);
        let missing = rows.iter().find(is_missing).filter(|row| group.numbers(row).2.is_none());
        let not_answered = own.not_answered.clone().or_else(|| missing.and_then(|row| group.numbers(row).0));
        let answers: Vec<&(&Row, _)> = numbers
            .iter()
            .filter(|(row, (count, ratio, percent))| {
                ratio.is_none()
                    && (count.is_some() || percent.is_some())
                    && missing.is_none_or(|missing| missing.label != row.label)
            })
            .collect();
        // What is said of a table with several questions may be meant of some of them.
        let all = around.caption.single.filter(|_| !around.several);
        let single = own.single.or(header.single).or(all);
        let single = single.or_else(|| adds_up(&answers, base.as_ref(), total_numbers.2.as_ref()).then_some(true));
        let single = single.or(around.caption.single);
        let block = Block {
            title: if section.title.is_empty() { around.title.to_owned() } else { scene.words(section.title.clone()) },
            base: scene.maybe(base.as_ref()),
            asked: scene.maybe(own.asked.as_ref()),
            not_answered: scene.maybe(not_answered.as_ref()),
            single,
            rows: answers
                .iter()
                .map(|(row, (count, _, percent))| BlockRow {
                    label: scene.words(row.label.clone()),
                    count: scene.maybe(count.as_ref()),
                    percent: scene.maybe(percent.as_ref()),
                })
                .collect(),
        };
        let sum_of_percents: f64 =
            answers.iter().filter_map(|(_, (.., percent))| percent.as_ref()).map(|p| p.printed.value()).sum();
        if !block.rows.is_empty() {
            scene.add(range.clone(), Statement::Block(block), BTreeSet::new());
        }
        if single == Some(false) || sum_of_percents > 105.0 {
            return;
        }
    }
    if let (Some(total), Some(sum)) = (total, &total_numbers.0) {
        let parts: Vec<(&Row, Number)> =
            numbers.iter().filter_map(|(row, (count, ..))| Some((*row, count.clone()?))).collect();
        if is_flat(&rows) && parts.len() >= 2 {
            let named = |scene: &Scene<'_>, row: &Row, number: &Number| NamedFigure {
                label: scene.words(row.label.clone()),
                figure: scene.figure(number),
            };
            let statement = Statement::Sum {
                parts: parts.iter().map(|(row, number)| named(scene, row, number)).collect(),
                total: named(scene, total, sum),
            };
            scene.add(range, statement, BTreeSet::new());
        }
    }
}

/// Rows whose cells say count and base themselves.
fn ratios(scene: &mut Scene<'_>, numbers: &[(&Row, Numbers)]) {
    for (row, (count, base, percent)) in numbers {
        if let (Some(count), Some(base), Some(percent)) = (count, base, percent) {
            let share = crate::model::claim::statement::ShareClaim {
                count: Some(scene.figure(count)),
                base: Some(scene.figure(base)),
                base_is_said: true,
                percent: Some(scene.figure(percent)),
                ..Default::default()
            };
            let end = row.cells.iter().map(|cell| cell.range.end).filter(|end| *end >= percent.range.end).min();
            scene.add(row.label.start..end.unwrap_or(percent.range.end), Statement::Share(share), BTreeSet::new());
        }
    }
}

fn is_hundred(percent: Option<&Number>) -> bool {
    percent.is_none_or(|percent| percent.printed.digits == 100 * percent.printed.scale())
}

/// Count, base and percentage of a row.
type Numbers = (Option<Number>, Option<Number>, Option<Number>);

/// Whether answers exclude each other: counts are the base together, or percentages are a hundred, or the table says that they are.
fn adds_up(answers: &[&(&Row, Numbers)], base: Option<&Number>, total: Option<&Number>) -> bool {
    if total.is_some_and(|total| total.printed.digits == 100 * total.printed.scale()) {
        return true;
    }
    if answers.len() < 2 {
        return false;
    }
    let counts: Option<i64> =
        answers.iter().try_fold(0_i64, |sum, (_, (count, ..))| sum.checked_add(count.as_ref()?.printed.digits));
    let percents: Option<f64> =
        answers.iter().try_fold(0.0, |sum, (_, (.., percent))| Some(sum + percent.as_ref()?.printed.value()));
    base.is_some_and(|base| counts == Some(base.printed.digits))
        || percents.is_some_and(|sum| (sum - 100.0).abs() <= 0.35)
}

/// Whether no row is a part of another: no indents, no `of which`, no label that another begins with.
pub(crate) fn is_flat(rows: &[&Row]) -> bool {
    let words =
        |row: &Row| -> Vec<String> { row.words.iter().filter_map(|token| token.word().map(str::to_owned)).collect() };
    let labels: Vec<Vec<String>> = rows.iter().take(200).map(|row| words(row)).collect();
    let part = |label: &Vec<String>| {
        matches!(
            label.first().map(String::as_str),
            Some("of" | "di" | "including" | "incl" | "inclusi" | "cui" | "subtotal" | "subtotale")
        )
    };
    let nested = |label: &Vec<String>| {
        labels.iter().any(|other| {
            !label.is_empty() && other.len() > label.len() && other.starts_with(label)
                || label.len() == 1
                    && other.len() == 1
                    && other[0] != label[0]
                    && other[0].starts_with(&(label[0].clone() + "-"))
        })
    };
    !labels.iter().any(|label| part(label) || nested(label))
}
