//! Balance before and after weights, for people: a table of standardised differences and a sentence.

use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::compare::measures::Bias;
use crate::analysis::weight::balance::{Balance, BalanceRow, BalanceSummary};
use crate::model::base::language::Language;
use crate::render::report::outcome_text::title_of;
use crate::words::catalogue::{plain, say};
use crate::words::number::decimal;
use crate::words::phrase::{category_in, variable_in};

/// One number of a summary.
type Of = fn(&BalanceSummary) -> f64;

/// The table, ready to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalanceBlock {
    /// What it shows.
    pub title: &'static str,
    /// The header and a row for each level or number, then the largest and the mean difference.
    pub table: Vec<Vec<String>>,
    /// What it comes to.
    pub sentences: Vec<String>,
}

/// The balance of a study; `None` where nothing is known of all units, or nobody answered.
pub fn balance_block(bias: &Bias, language: Language) -> Option<BalanceBlock> {
    let balance = &bias.balance;
    let before = balance.summary(None)?;
    let sets: Vec<WeightName> =
        bias.weights.iter().filter(|set| set.same_as.is_none() && set.weights.is_ok()).map(|set| set.name).collect();
    let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| decimal(value, 3, language));
    let header =
        ["bias-variable", "bias-level", "outcome-unweighted"].into_iter().chain(sets.iter().map(|&set| title_of(set)));
    let mut table = vec![header.map(|key| plain(language, key).to_owned()).collect::<Vec<String>>()];
    for row in &balance.rows {
        let level = row.level.as_deref().map_or("", |level| category_in(level, language));
        let mut cells = vec![variable_in(&row.variable, language).to_owned(), level.to_owned()];
        cells.push(number(row.difference(row.respondents)));
        cells.extend(sets.iter().map(|&set| number(row.difference(with_set(balance, row, set)))));
        table.push(cells);
    }
    let after: Vec<Option<BalanceSummary>> = sets.iter().map(|&set| balance.summary(Some(set))).collect();
    let ends: [(&'static str, Of); 2] = [("balance-largest", |all| all.maximum), ("balance-mean", |all| all.mean)];
    for (key, of) in ends {
        let mut cells = vec![plain(language, key).to_owned(), String::new(), number(Some(of(&before)))];
        cells.extend(after.iter().map(|all| number(all.as_ref().map(of))));
        table.push(cells);
    }
    let place = place(&before, language);
    let values = [("value", number(Some(before.maximum)).into()), ("where", place.into())];
    let mut sentences = vec![say(language, "balance-before", values)];
    let known = sets.iter().zip(&after).filter_map(|(set, all)| Some((*set, all.as_ref()?)));
    if let Some((set, all)) = known.min_by(|one, other| one.1.maximum.total_cmp(&other.1.maximum)) {
        let values = [("weights", plain(language, title_of(set)).into()), ("value", number(Some(all.maximum)).into())];
        sentences.push(say(language, "balance-after", values));
    }
    Some(BalanceBlock { title: plain(language, "balance-title"), table, sentences })
}

fn with_set(balance: &Balance, row: &BalanceRow, set: WeightName) -> Option<f64> {
    let position = balance.sets.iter().position(|own| *own == set)?;
    row.weighted[position]
}

/// `residents`, or `macro-area, South`.
fn place(all: &BalanceSummary, language: Language) -> String {
    let variable = variable_in(&all.variable, language);
    all.level
        .as_deref()
        .map_or_else(|| variable.to_owned(), |level| format!("{variable}, {}", category_in(level, language)))
}
