//! Respondents against known figures, for people: a table and a sentence for each figure.

use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::compare::measures::Bias;
use crate::analysis::outcome::benchmark::BenchmarkRow;
use crate::model::base::language::Language;
use crate::model::survey::benchmark::BenchmarkKind;
use crate::render::report::balance_text::BalanceBlock;
use crate::render::report::outcome_text::title_of;
use crate::words::catalogue::{plain, say};
use crate::words::number::{decimal, grouped, p_value, percent};
use crate::words::phrase::variable_in;

/// Known figures of a study; `None` without any.
pub fn benchmark_block(bias: &Bias, language: Language) -> Option<BalanceBlock> {
    let unweighted: Vec<&BenchmarkRow> = bias.benchmarks.iter().filter(|row| row.weights.is_none()).collect();
    if unweighted.is_empty() {
        return None;
    }
    let sets: Vec<WeightName> =
        bias.weights.iter().filter(|set| set.same_as.is_none() && set.weights.is_ok()).map(|set| set.name).collect();
    let keys = ["benchmark-name", "benchmark-known", "outcome-unweighted", "benchmark-chance"].into_iter();
    let header = keys.chain(sets.iter().map(|&set| title_of(set))).map(|key| plain(language, key).to_owned());
    let mut table = vec![header.collect::<Vec<String>>()];
    let shown = |row: &BenchmarkRow, value: Option<f64>| {
        value.map_or_else(|| "–".to_owned(), |value| number(row, value, language))
    };
    for row in &unweighted {
        let p = row.p_holm.map_or_else(|| "–".to_owned(), |p| p_value(p, language));
        let mut cells = vec![name(row, language), shown(row, Some(row.benchmark)), shown(row, row.estimate), p];
        cells.extend(sets.iter().map(|&set| {
            let own = bias
                .benchmarks
                .iter()
                .find(|other| other.weights == Some(set) && other.name == row.name && other.origin == row.origin);
            own.map_or_else(|| "–".to_owned(), |own| shown(own, own.estimate))
        }));
        table.push(cells);
    }
    let sentences = benchmark_sentences(&unweighted, language);
    Some(BalanceBlock { title: plain(language, "benchmark-title"), table, sentences })
}

/// A sentence for each known figure.
pub(crate) fn benchmark_sentences(rows: &[&BenchmarkRow], language: Language) -> Vec<String> {
    rows.iter().filter_map(|row| sentence(row, language)).collect()
}

fn name(row: &BenchmarkRow, language: Language) -> String {
    if row.name == row.variable { variable_in(&row.name, language).to_owned() } else { row.name.clone() }
}

/// A share as a percentage; other numbers with the decimals that their size needs.
fn number(row: &BenchmarkRow, value: f64, language: Language) -> String {
    match row.kind {
        BenchmarkKind::Share => percent(value, language),
        BenchmarkKind::Mean | BenchmarkKind::Total if row.benchmark.abs() >= 1_000.0 => grouped(value),
        BenchmarkKind::Mean | BenchmarkKind::Total => decimal(value, 2, language),
    }
}

/// The difference of two shares is in points.
fn difference(row: &BenchmarkRow, value: f64, language: Language) -> String {
    match row.kind {
        BenchmarkKind::Share => {
            say(language, "benchmark.points", [("value", decimal(value * 100.0, 1, language).into())])
        }
        BenchmarkKind::Mean | BenchmarkKind::Total => number(row, value, language),
    }
}

fn sentence(row: &BenchmarkRow, language: Language) -> Option<String> {
    let number = |value: f64| number(row, value, language);
    let source = row.source.as_deref().map(|text| say(language, "benchmark.source", [("text", text.into())]));
    let mut values = vec![
        ("name", name(row, language).into()),
        ("estimate", number(row.estimate?).into()),
        ("value", number(row.benchmark).into()),
        ("source", source.unwrap_or_default().into()),
        ("difference", difference(row, row.difference?, language).into()),
    ];
    let (Some((low, high)), Some(p)) = (row.interval, row.p_holm) else {
        return Some(say(language, "benchmark", values));
    };
    let end = |value: f64| match row.kind {
        BenchmarkKind::Share => decimal(value * 100.0, 1, language),
        BenchmarkKind::Mean | BenchmarkKind::Total => number(value),
    };
    values.extend([("low", end(low).into()), ("high", end(high).into()), ("p", p_value(p, language).into())]);
    Some(say(language, "benchmark.tested", values))
}
