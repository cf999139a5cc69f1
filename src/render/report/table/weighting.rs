//! Tables about weights: balance before and after every set, classes of propensity.

use crate::analysis::compare::measures::Bias;
use crate::analysis::weight::balance::{Balance, BalanceRow};
use crate::analysis::weight::classes::ResponseClass;
use crate::render::report::sheet::{Cell, Columns, Sheet};

/// `balance.csv`: one row per variable and level.
pub fn balance_sheet(balance: &Balance) -> Sheet {
    let mut columns = Columns::<BalanceRow>::new()
        .and("variable", |row| Cell::from(row.variable.as_str()))
        .and("level", |row| Cell::text(row.level.as_deref()))
        .and("n", |row| Cell::count(row.n))
        .and("frame", |row| Cell::Number(row.frame))
        .and("frame_sd", |row| Cell::Number(row.deviation))
        .and("respondents", |row| Cell::number(row.respondents));
    let sets = || balance.sets.iter().map(|set| set.of_outcomes()).enumerate();
    for (at, name) in sets() {
        columns = columns.and(name, move |row| Cell::number(row.weighted[at]));
    }
    columns = columns.and("smd_unweighted", |row| Cell::number(row.difference(row.respondents)));
    for (at, name) in sets() {
        columns = columns.and(format!("smd_{name}"), move |row| Cell::number(row.difference(row.weighted[at])));
    }
    Sheet::of(&columns, &balance.rows)
}

/// `response_classes.csv`: one row per class of propensity; empty where there are no such weights.
pub fn classes_sheet(bias: &Bias) -> Sheet {
    type Row<'a> = (usize, &'a ResponseClass);
    let columns = Columns::<Row<'_>>::new()
        .and("class", |(position, _)| Cell::count(position + 1))
        .and("propensity_low", |(_, class)| Cell::Number(class.low))
        .and("propensity_high", |(_, class)| Cell::Number(class.high))
        .and("units", |(_, class)| Cell::count(class.n))
        .and("respondents", |(_, class)| Cell::count(class.answered))
        .and("response_rate", |(_, class)| Cell::Number(class.answered as f64 / class.n as f64))
        .and("mean_propensity", |(_, class)| Cell::Number(class.mean_propensity))
        .and("weight", |(_, class)| Cell::Number(class.weight));
    Sheet::of(&columns, bias.weights.iter().flat_map(|set| set.classes.iter().enumerate()))
}
