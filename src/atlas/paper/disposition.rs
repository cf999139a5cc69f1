//! What became of the units that were asked, and the response rates that follow.

use crate::analysis::coverage::response::Disposition;
use crate::atlas::chart::draw::Numbers;
use crate::model::place::scheme::TOTAL;
use crate::render::document::cell::{Cell, Kind, Scale};
use crate::render::document::layout::{Columns, Line};
use crate::render::document::table::{Rank, Table, TableName};
use crate::words::catalogue::plain;

/// A row: its words, its count and its share.
type Row = (String, Option<u64>, Option<f64>);

/// The table; `None` where it would tell who answered.
pub(crate) fn disposition(of: &Numbers<'_>) -> Option<Table> {
    let total = of.findings.response.iter().find(|row| row.scheme == TOTAL)?;
    let counts = total.disposition?;
    let said = |key: &'static str| plain(of.language, key).to_owned();
    let columns = Columns::<Row>::new(said("table-outcome"), |(words, ..)| words.clone())
        .and(said("table-n"), Kind::Count, |(_, count, _)| count.map_or(Cell::Blank, Cell::Count))
        .and("%", Kind::Number, |(.., share)| Cell::number(*share, Scale::Percent));
    let asked = counts.in_scope() + counts.ineligible;
    let share = |count: u64| (asked > 0).then(|| count as f64 / asked as f64);
    let row = |rank: Rank, key: &'static str, count: u64| Line::Of(rank, (said(key), Some(count), share(count)));
    let mut lines = vec![row(Rank::Head, "table-asked", asked)];
    if counts.eligible() < asked {
        lines.push(row(Rank::Head, "table-eligible", counts.eligible()));
    }
    lines.push(row(Rank::Inside, "table-answered", counts.respondent));
    let silent =
        [("table-partial", counts.partial), ("table-refused", counts.refused), ("table-silent", counts.nonrespondent)];
    let known = silent.into_iter().filter(|(_, count)| *count > 0);
    lines.extend(known.map(|(key, count)| row(Rank::Inside, key, count)));
    let others = [("table-unknown", counts.unknown), ("table-ineligible", counts.ineligible)];
    let known = others.into_iter().filter(|(_, count)| *count > 0);
    lines.extend(known.map(|(key, count)| row(Rank::Head, key, count)));
    let rates = rates(&counts);
    if !rates.is_empty() {
        lines.push(Line::Heading(said("table-rates")));
        let of_rate = |(names, rate): (Vec<usize>, f64)| Line::Of(Rank::Inside, (named(&names), None, Some(rate)));
        lines.extend(rates.into_iter().map(of_rate));
    }
    let notes = vec![said("table-disposition.note"), said("table-disposition.rates")];
    columns.table(TableName::Disposition, said("table-disposition"), lines, notes)
}

/// Response rates by their numbers, those of one value together.
fn rates(counts: &Disposition) -> Vec<(Vec<usize>, f64)> {
    let mut rates: Vec<(Vec<usize>, f64)> = Vec::new();
    for (number, rate) in (1..).zip(counts.response_rates()) {
        let Some(rate) = rate else { continue };
        match rates.iter_mut().find(|(_, other)| (*other - rate).abs() < 1e-12) {
            Some((names, _)) => names.push(number),
            None => rates.push((vec![number], rate)),
        }
    }
    rates
}

/// `RR1, RR3`, or `RR1–RR6` where several follow each other.
fn named(numbers: &[usize]) -> String {
    match numbers {
        [first, .., last] if numbers.len() > 2 && last - first + 1 == numbers.len() => format!("RR{first}–RR{last}"),
        _ => numbers.iter().map(|number| format!("RR{number}")).collect::<Vec<_>>().join(", "),
    }
}
