//! The order of options: as declared, else numbers as numbers, never the alphabet's where a number tells more.

use std::cmp::Ordering;

use crate::input::answers::definition::{OptionWords, QuestionDefinition};
use crate::input::problem::english::did_you_mean;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};

/// Orders words that were not declared: numbers by their value, before other words; numbers inside of words by their value too, so that
/// `A2` stands before `A10` and `4-6` before `10-12`.
pub fn natural(one: &str, other: &str) -> Ordering {
    match (number(one), number(other)) {
        (Some(one), Some(other)) => one.total_cmp(&other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => pieces(one).cmp(&pieces(other)),
    }
    .then_with(|| one.cmp(other))
}

fn number(word: &str) -> Option<f64> {
    word.replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite())
}

/// A piece of a word: digits by their value, before letters.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    /// Digits: how many without zeros before them, and which.
    Digits(usize, String),
    /// What stands between.
    Letters(String),
}

fn pieces(word: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let lower = word.to_lowercase();
    let mut rest = lower.as_str();
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|letter: char| letter.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        pieces.push(if digits {
            let value = piece.trim_start_matches('0');
            Piece::Digits(value.len(), value.to_owned())
        } else {
            Piece::Letters(piece.to_owned())
        });
        rest = after;
    }
    pieces
}

/// The options in the order that the question declares. Undeclared options that the file does not have are added; others that the order
/// leaves out follow, and are a problem where one that it names seems to be meant.
pub(crate) fn in_order(
    options: Vec<OptionWords>,
    definition: &QuestionDefinition,
    declared: bool,
    problems: &mut Problems,
) -> Vec<OptionWords> {
    let order = &definition.order;
    if order.is_empty() {
        return options;
    }
    let is = |option: &OptionWords, word: &str| {
        option.name.to_lowercase() == word || option.words.iter().any(|known| known == word)
    };
    let mut left = options;
    let mut ordered: Vec<OptionWords> = Vec::new();
    let mut unseen: Vec<&str> = Vec::new();
    for name in order {
        let word = name.to_lowercase();
        if let Some(at) = left.iter().position(|option| is(option, &word)) {
            ordered.push(left.remove(at));
            continue;
        }
        unseen.push(name);
        if !declared {
            ordered.push(OptionWords { name: name.clone(), words: vec![word] });
        }
    }
    let place = || Place { column: None, ..definition.place.clone() };
    if declared && let Some(unknown) = unseen.first() {
        let names: Vec<&str> = left.iter().chain(&ordered).map(|option| option.name.as_str()).collect();
        let message = format!("question {:?}: order: no option {unknown:?}", definition.name);
        let hint = did_you_mean(unknown, names.iter().copied())
            .unwrap_or_else(|| format!("the options are {}", names.join(", ")));
        problems.push(Remark::of(Kind::Key, place(), message).hint(hint));
    }
    for option in left.iter().filter(|_| !declared) {
        if let Some(hint) = did_you_mean(&option.name, unseen.iter().copied()) {
            let message = format!("question {:?}: order does not list {:?}", definition.name, option.name);
            problems.push(Remark::of(Kind::Word, place(), message).hint(hint));
        }
    }
    ordered.extend(left);
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(words: &[&str]) -> Vec<String> {
        let mut words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        words.sort_by(|one, other| natural(one, other));
        words
    }

    #[test]
    fn numbers_stand_by_their_value() {
        assert_eq!(sorted(&["10", "9", "-1", "0", "1,5", "1"]), ["-1", "0", "1", "1,5", "9", "10"]);
        assert_eq!(sorted(&["A10", "A2", "A1"]), ["A1", "A2", "A10"]);
        assert_eq!(sorted(&["10-12", "1-3", "more than 12", "4-6"]), ["1-3", "4-6", "10-12", "more than 12"]);
        assert_eq!(sorted(&["small", "big", "3"]), ["3", "big", "small"]);
        assert_eq!(sorted(&["1 = never", "10 = always", "2 = seldom"]), ["1 = never", "2 = seldom", "10 = always"]);
    }
}
