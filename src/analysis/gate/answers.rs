//! The gate of answers: counts of few units, and of all, are withheld, with as many others as hide them.

use std::collections::BTreeSet;

use crate::analysis::basis::note::Note;
use crate::analysis::gate::digits::three_digits;
use crate::analysis::outcome::result::Outcome;
use crate::model::survey::questionnaire::{Content, Question};

/// Results as they are published. Shares, means and what follows from them have three digits.
///
/// # Formula
/// Of `n` respondents to a question a count `c` is withheld where `c < cell` or `n − c < cell`, 0 and `n` too: those tell what each unit
/// answered. Counts of a single-choice question add up to `n`: where less than two are withheld, or withheld ones add up to less than
/// `cell`, the smallest of the others is withheld with them. Numbers of fewer than `cell` respondents have no result.
///
/// # Source
/// Hundepool and others (2012), *Statistical Disclosure Control*, 4.2 and 4.3.
pub(crate) fn published_outcomes(rows: &[Outcome], questions: &[Question], cell: u64) -> Vec<Outcome> {
    let hidden: Vec<BTreeSet<usize>> =
        questions.iter().enumerate().map(|(at, question)| hidden_options(rows, at, question, cell)).collect();
    let publish = |row: &Outcome| {
        let is_hidden = match row.option {
            Some(option) => hidden.get(row.question).is_some_and(|hidden| hidden.contains(&option)),
            None => (row.n as u64) < cell,
        };
        if is_hidden { withheld(row) } else { coarse(row) }
    };
    rows.iter().map(publish).collect()
}

/// Options of a question whose counts are withheld.
fn hidden_options(rows: &[Outcome], at: usize, question: &Question, cell: u64) -> BTreeSet<usize> {
    let mut counts: Vec<(usize, u64, u64)> = Vec::new();
    for row in rows.iter().filter(|row| row.question == at && row.weights.is_none()) {
        if let (Some(option), Some(count)) = (row.option, row.count)
            && !counts.iter().any(|(other, ..)| *other == option)
        {
            counts.push((option, count as u64, (row.n - row.not_applicable.min(row.n)) as u64));
        }
    }
    let is_single = match question.content {
        Content::Single { .. } => true,
        Content::Multiple { .. } | Content::Number { .. } => false,
    };
    hidden_counts(&counts, is_single, cell)
}

/// Options to be withheld, of `(option, count, respondents)`.
fn hidden_counts(counts: &[(usize, u64, u64)], add_up: bool, cell: u64) -> BTreeSet<usize> {
    let tells = |count: u64, n: u64| count < cell || n.saturating_sub(count) < cell;
    let mut hidden: BTreeSet<usize> =
        counts.iter().filter(|(_, count, n)| tells(*count, *n)).map(|(option, ..)| *option).collect();
    let sum = |hidden: &BTreeSet<usize>| -> u64 {
        counts.iter().filter(|(option, ..)| hidden.contains(option)).map(|(_, count, _)| count).sum()
    };
    while add_up && !hidden.is_empty() && (hidden.len() < 2 || sum(&hidden) < cell) {
        let open = counts.iter().filter(|(option, ..)| !hidden.contains(option));
        let Some((next, ..)) = open.min_by_key(|(option, count, _)| (*count, *option)) else { break };
        hidden.insert(*next);
    }
    hidden
}

/// What may be said of a result that is withheld. Every field is named, so that a new one is decided on.
fn withheld(row: &Outcome) -> Outcome {
    Outcome {
        question: row.question,
        option: row.option,
        quantity: row.quantity,
        base: row.base,
        weights: row.weights,
        n: row.n,
        count: None,
        not_applicable: row.not_applicable,
        missing: row.missing,
        estimate: None,
        standard_error: None,
        low: None,
        high: None,
        design_effect: None,
        worst: None,
        partial: None,
        claim: row.claim,
        tipping_point: None,
        proxy_correlation: None,
        proxy_percentile: None,
        proxy_bias: [None; 3],
        proxy_interval: None,
        decimals: row.decimals,
        method: Vec::new(),
        notes: vec![Note::Confidential],
    }
}

/// A result with three digits. Every field is named, so that a new one is decided on.
fn coarse(row: &Outcome) -> Outcome {
    let round = |value: Option<f64>| value.map(three_digits);
    let both = |ends: Option<(f64, f64)>| ends.map(|(low, high)| (three_digits(low), three_digits(high)));
    Outcome {
        question: row.question,
        option: row.option,
        quantity: row.quantity,
        base: row.base,
        weights: row.weights,
        n: row.n,
        count: row.count,
        not_applicable: row.not_applicable,
        missing: row.missing,
        estimate: round(row.estimate),
        standard_error: round(row.standard_error),
        low: round(row.low),
        high: round(row.high),
        design_effect: None,
        worst: both(row.worst),
        partial: both(row.partial),
        claim: row.claim,
        tipping_point: round(row.tipping_point),
        proxy_correlation: round(row.proxy_correlation),
        // Both rest on draws of the answers themselves.
        proxy_percentile: None,
        proxy_bias: row.proxy_bias.map(round),
        proxy_interval: None,
        decimals: row.decimals,
        method: Vec::new(),
        notes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(counts: &[u64], add_up: bool) -> Vec<usize> {
        let n = if add_up { counts.iter().sum() } else { 30 };
        let counts: Vec<(usize, u64, u64)> = counts.iter().enumerate().map(|(at, count)| (at, *count, n)).collect();
        hidden_counts(&counts, add_up, 3).into_iter().collect()
    }

    #[test]
    fn few_and_all_are_withheld_and_single_choices_hide_each_other() {
        assert_eq!(hidden(&[10, 12, 8], true), [0_usize; 0]);
        // One count alone is the total less the others.
        assert_eq!(hidden(&[2, 20, 8], true), [0, 2]);
        assert_eq!(hidden(&[1, 1, 20, 8], true), [0, 1, 3]);
        assert_eq!(hidden(&[0, 30], true), [0, 1]);
        // Each option of a multiple choice stands for itself.
        assert_eq!(hidden(&[2, 28, 15, 30, 0], false), [0, 1, 3, 4]);
    }
}
