//! What was answered, as journals print it: several questions in one table, and numbers in another.

use crate::analysis::basis::note::Note;
use crate::analysis::basis::reason::NoModel;
use crate::analysis::outcome::result::{Base, Outcome, Quantity};
use crate::atlas::chart::draw::Numbers;
use crate::model::survey::questionnaire::{Content, Question};
use crate::render::document::cell::{Cell, Kind, Scale};
use crate::render::document::layout::{Columns, Line};
use crate::render::document::table::{Rank, Table, TableName};
use crate::render::report::outcome_text::{Beside, title_of};
use crate::words::catalogue::{plain, say};
use crate::words::letters::capitalised;

/// A question and one of its results.
pub(crate) type Row<'a> = (&'a Question, &'a Outcome);

/// Results of a quantity without weights, each question over the units that it applied to.
pub(crate) fn printed<'a>(of: &Numbers<'a>, quantity: Quantity) -> Vec<Row<'a>> {
    let is_asked = |row: &Outcome| row.base == Base::Asked || row.not_applicable == 0;
    let rows = of.bias.outcomes.iter();
    let rows = rows.filter(|row| row.weights.is_none() && row.quantity == quantity && is_asked(row));
    rows.filter_map(|row| Some((of.study.answers.get(row.question)?, row))).collect()
}

/// A cell of a result, or that it is withheld.
fn shown(row: &Outcome, cell: impl FnOnce() -> Cell) -> Cell {
    if row.notes.contains(&Note::Confidential) { Cell::Withheld } else { cell() }
}

pub(crate) fn scale_of(row: &Outcome) -> Scale {
    if row.option.is_some() { Scale::Percent } else { Scale::Decimals(row.decimals) }
}

/// A question's words, or its name.
pub(crate) fn words_of(question: &Question) -> &str {
    question.text.as_deref().unwrap_or(&question.name)
}

/// Rows by the table that the study puts their questions in, tables in the order of their first questions, at the end those in none.
fn by_table(rows: Vec<Row<'_>>) -> Vec<(Option<&str>, Vec<Row<'_>>)> {
    let mut tables: Vec<(Option<&str>, Vec<Row<'_>>)> = Vec::new();
    for row in rows {
        let title = row.0.table.as_deref();
        match tables.iter_mut().find(|(own, _)| *own == title) {
            Some((_, rows)) => rows.push(row),
            None => tables.push((title, vec![row])),
        }
    }
    tables.sort_by_key(|(title, _)| title.is_none());
    tables
}

/// The title of a table: the study's own, else what stands for questions that are in none.
fn title_of_table(of: &Numbers<'_>, own: Option<&str>, [usual, others]: [&'static str; 2]) -> String {
    let has_own = of.study.answers.iter().any(|question| question.table.is_some());
    own.unwrap_or_else(|| plain(of.language, if has_own { others } else { usual })).to_owned()
}

/// What stands over the options of a question: its words, its base, who was not asked and who left it out.
pub(crate) fn heading(of: &Numbers<'_>, (question, row): Row<'_>) -> String {
    let said = |key: &str, n: usize| say(of.language, key, [("n", n.into())]);
    let mut parts = vec![said("table-answers.base", row.n)];
    if row.not_applicable > 0 {
        parts.push(said("table-answers.not-asked", row.not_applicable));
    }
    if row.missing > 0 {
        parts.push(said("table-answers.missing", row.missing));
    }
    match question.content {
        Content::Multiple { .. } => parts.push(plain(of.language, "table-answers.several").to_owned()),
        Content::Single { .. } | Content::Number { .. } => {}
    }
    format!("{} ({})", words_of(question), parts.join("; "))
}

/// The columns that stand beside a result on request: its interval, its value with each set of weights, and what the silent could change.
fn more<'a>(of: &Numbers<'a>, columns: Columns<'a, Row<'a>>, is_mean: bool) -> Columns<'a, Row<'a>> {
    let (language, bias) = (of.language, of.bias);
    let said = |key: &'static str| plain(language, key).to_owned();
    let interval = |(_, row): &Row<'_>| shown(row, || Cell::interval(row.low, row.high, scale_of(row)));
    let columns = if is_mean {
        columns.and(said("table-interval"), Kind::Interval, interval)
    } else {
        columns.more(said("table-interval"), Kind::Interval, interval)
    };
    let mut columns = columns.under(said("table-weighted"));
    for set in Beside::of(&bias.outcomes).shown {
        let weighted = move |(_, row): &Row<'_>| {
            let of_set = |other: &&Outcome| {
                let key = |row: &Outcome| (row.question, row.option, row.quantity, row.base);
                other.weights == Some(set) && key(other) == key(row)
            };
            let found = bias.outcomes.iter().find(of_set).and_then(|row| row.estimate);
            shown(row, || Cell::number(found, scale_of(row)))
        };
        columns = columns.more(capitalised(plain(language, title_of(set))), Kind::Number, weighted);
    }
    let columns = columns.apart().more(said("table-worst"), Kind::Interval, |(_, row)| {
        let (low, high) = (row.worst.map(|worst| worst.0), row.worst.map(|worst| worst.1));
        shown(row, || Cell::interval(low, high, scale_of(row)))
    });
    columns
        .more(said("table-claim"), Kind::Number, |(_, row)| {
            shown(row, || Cell::number(row.claim.filter(|_| row.tipping_point.is_some()), scale_of(row)))
        })
        .more(said("table-tipping"), Kind::Number, |(_, row)| {
            shown(row, || Cell::number(row.tipping_point, scale_of(row)))
        })
}

/// Over whom answers are.
fn base(of: &Numbers<'_>) -> String {
    say(of.language, "table-answers.note", [("n", of.findings.n_answered.into())])
}

/// What is said of the columns on request: weights that are the same as others, and what the silent could change.
fn on_request(of: &Numbers<'_>) -> Vec<String> {
    let same = Beside::of(&of.bias.outcomes).told(of.language);
    let same = same.into_iter().map(|same| capitalised(&same) + ".");
    std::iter::once(plain(of.language, "table-answers.method").to_owned()).chain(same).collect()
}

/// Questions with options, each under its words, in the order of the questionnaire: a table for those of each title that the study gives.
pub(crate) fn answers(of: &Numbers<'_>) -> Vec<Table> {
    let tables = by_table(printed(of, Quantity::Share)).into_iter();
    tables.filter_map(|(title, rows)| answers_in(of, title, rows)).collect()
}

fn answers_in(of: &Numbers<'_>, title: Option<&str>, rows: Vec<Row<'_>>) -> Option<Table> {
    let mut lines = Vec::new();
    let mut before = None;
    for found in rows {
        if before != Some(found.1.question) {
            before = Some(found.1.question);
            lines.push(Line::Heading(heading(of, found)));
        }
        lines.push(Line::Of(Rank::Inside, found));
    }
    let option = |(question, row): &Row<'_>| {
        let option = row.option.and_then(|option| question.content.options().get(option));
        option.cloned().unwrap_or_default()
    };
    let columns =
        Columns::<Row<'_>>::new(plain(of.language, "table-answer"), option).and("", Kind::Choice, |(_, row)| {
            shown(row, || row.count.map_or(Cell::Missing, |count| Cell::part(count, row.n)))
        });
    let columns = more(of, columns, false);
    let mut notes = vec![base(of), plain(of.language, "table-answers.percent").to_owned()];
    if matches!(of.bias.model, Err(NoModel::Confidential)) {
        notes.push(plain(of.language, "table-answers.groups-withheld").to_owned());
    }
    let title = title_of_table(of, title, ["table-answers", "table-answers.others"]);
    let table = columns.table(TableName::Answers, title, lines, notes)?;
    let interval = plain(of.language, "table-answers.interval").to_owned();
    Some(table.explained(std::iter::once(interval).chain(on_request(of)).collect()))
}

/// Questions for numbers, in tables as those with options.
pub(crate) fn means(of: &Numbers<'_>) -> Vec<Table> {
    let tables = by_table(printed(of, Quantity::Mean)).into_iter();
    tables.filter_map(|(title, rows)| means_in(of, title, rows)).collect()
}

fn means_in(of: &Numbers<'_>, title: Option<&str>, rows: Vec<Row<'_>>) -> Option<Table> {
    let lines = rows.into_iter().map(|found| Line::Of(Rank::Head, found)).collect();
    let said = |key: &'static str| plain(of.language, key).to_owned();
    let count = |n: usize| if n > 0 { Cell::Count(n as u64) } else { Cell::Missing };
    let columns = Columns::<Row<'_>>::new(said("table-question"), |(question, _)| words_of(question).to_owned())
        .and(said("table-n"), Kind::Count, |(_, row)| Cell::Count(row.n as u64))
        .and(said("table-not-asked"), Kind::Count, move |(_, row)| count(row.not_applicable))
        .and(said("table-missing"), Kind::Count, move |(_, row)| count(row.missing))
        .and(said("table-mean"), Kind::Number, |(_, row)| shown(row, || Cell::number(row.estimate, scale_of(row))));
    let columns = more(of, columns, true);
    let notes = vec![base(of), said("table-answers.interval")];
    let title = title_of_table(of, title, ["table-means", "table-means.others"]);
    Some(columns.table(TableName::Means, title, lines, notes)?.explained(on_request(of)))
}
