//! How far respondents are from the frame, before and after each set of weights.

use crate::analysis::basis::measure::MeasureName as Name;
use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::weight::balance::{BalanceRow, BalanceSummary};
use crate::atlas::chart::draw::Numbers;
use crate::atlas::paper::others::{level_title, scale_of, variable_title};
use crate::render::document::cell::{Cell, Kind, Scale};
use crate::render::document::layout::{Columns, Line};
use crate::render::document::table::{Rank, Table, TableName};
use crate::render::report::outcome_text::title_of;
use crate::words::catalogue::plain;
use crate::words::letters::capitalised;

/// A row: a variable over its levels, a level or number, or what all come to.
enum Of<'a> {
    Variable(&'a str),
    Row(&'a BalanceRow),
    All(&'static str, fn(&BalanceSummary) -> f64),
}

/// The table; `None` where nothing is known of all units, or nobody answered.
pub(crate) fn balance(of: &Numbers<'_>) -> Option<Table> {
    let balance = &of.bias.balance;
    balance.summary(None)?;
    let said = |key: &'static str| plain(of.language, key).to_owned();
    let made = of.bias.weights.iter().filter(|set| set.same_as.is_none() && set.weights.is_ok());
    let sets: Vec<WeightName> = made.map(|set| set.name).collect();
    let mut lines = Vec::new();
    let mut before = None;
    for row in &balance.rows {
        if row.level.is_some() && before != Some(row.variable.as_str()) {
            lines.push(Line::Of(Rank::Head, Of::Variable(&row.variable)));
        }
        before = Some(row.variable.as_str());
        let rank = if row.level.is_some() { Rank::Inside } else { Rank::Head };
        lines.push(Line::Of(rank, Of::Row(row)));
    }
    lines.push(Line::Of(Rank::Head, Of::All("table-balance.largest", |all| all.maximum)));
    lines.push(Line::Of(Rank::Head, Of::All("table-balance.mean", |all| all.mean)));
    let name = |row: &Of<'_>| match row {
        Of::Variable(variable) => variable_title(of, variable),
        Of::Row(row) => {
            row.level.as_ref().map_or_else(|| variable_title(of, &row.variable), |level| level_title(level, of))
        }
        Of::All(key, _) => plain(of.language, key).to_owned(),
    };
    let value = |number: fn(&BalanceRow) -> Option<f64>| {
        move |row: &Of<'_>| match row {
            Of::Variable(_) | Of::All(..) => Cell::Blank,
            Of::Row(row) => {
                // As exactly as the numbers of units are told.
                let own = of.bias.rows.iter().find(|own| own.measure == Name::Mean && own.variable == row.variable);
                let is_large = row.frame.abs() >= 1_000.0;
                let scale = own.map_or(Scale::Decimals(if is_large { 0 } else { 2 }), scale_of);
                Cell::number(number(row), if row.level.is_some() { Scale::Percent } else { scale })
            }
        }
    };
    let difference = |set: Option<WeightName>| {
        move |row: &Of<'_>| match row {
            Of::Variable(_) => Cell::Blank,
            Of::Row(row) => {
                let with = match set {
                    None => row.respondents,
                    Some(set) => {
                        let position = balance.sets.iter().position(|own| *own == set);
                        position.and_then(|position| row.weighted[position])
                    }
                };
                Cell::number(row.difference(with), Scale::Decimals(3))
            }
            Of::All(_, of) => Cell::number(balance.summary(set).as_ref().map(of), Scale::Decimals(3)),
        }
    };
    let mut columns = Columns::<Of<'_>>::new(said("table-characteristic"), name)
        .and(said("table-frame"), Kind::Number, value(|row| Some(row.frame)))
        .and(said("table-respondents-alone"), Kind::Number, value(|row| row.respondents))
        .under(said("table-balance.group"))
        .and(capitalised(plain(of.language, "outcome-unweighted")), Kind::Number, difference(None));
    for set in sets {
        columns = columns.and(capitalised(plain(of.language, title_of(set))), Kind::Number, difference(Some(set)));
    }
    let notes = vec![said("table-balance.base"), said("table-balance.method")];
    columns.table(TableName::Balance, said("table-balance"), lines, notes)
}
