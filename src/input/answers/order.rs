//! The order of options: as declared, else numbers as numbers, never the alphabet's where a number tells more; and which of them are steps of
//! a scale, stand apart, or say yes.

use std::cmp::Ordering;

use crate::input::answers::definition::{Form, OptionWords, QuestionDefinition, TraitsDefinition};
use crate::input::problem::english::{did_you_mean, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::value::word::spelling;
use crate::model::survey::questionnaire::{OptionOrder, OptionTraits, Sides};

/// Usual words for a box that is ticked.
pub(crate) const USUAL_YES: &[&str] = &["1", "yes", "true", "x", "sì", "si"];

/// Usual words for one that is not.
pub(crate) const USUAL_NO: &[&str] = &["0", "no", "false"];

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

/// Words for what is no answer to what was asked, and for what the options did not foresee, in both languages and in survey tools, in lower
/// case. A word is compared as a whole: an option is never taken for one because it begins or ends so.
const USUALLY_APART: &[&str] = &[
    "-oth-",
    "altra",
    "altra risposta",
    "altre",
    "altri",
    "altro",
    "altro (specificare)",
    "altro, specificare",
    "another",
    "cannot say",
    "can't say",
    "dk",
    "dk/na",
    "do not know",
    "do not know / no answer",
    "do not know/no answer",
    "does not apply",
    "don't know",
    "don't know / no answer",
    "don't know/no answer",
    "dont know",
    "i do not know",
    "i don't know",
    "i dont know",
    "i prefer not to answer",
    "i prefer not to say",
    "incerto",
    "no answer",
    "no opinion",
    "non applicabile",
    "non lo so",
    "non pertinente",
    "non ricordo",
    "non risponde",
    "non sa",
    "non sa / non risponde",
    "non sa, non risponde",
    "non sa/non risponde",
    "non saprei",
    "non so",
    "non so / non rispondo",
    "non so/non rispondo",
    "not applicable",
    "not sure",
    "not known",
    "ns/nr",
    "other",
    "other (please specify)",
    "other (specify)",
    "other answer",
    "other option",
    "other, please specify",
    "other, specify",
    "others",
    "prefer not to answer",
    "prefer not to say",
    "preferisco non rispondere",
    "refused",
    "unknown",
    "unsure",
];

/// What is known of the options of a question: what it declares, else what their words say.
pub(crate) fn option_traits(
    options: &[OptionWords],
    definition: &QuestionDefinition,
    problems: &mut Problems,
) -> OptionTraits {
    let TraitsDefinition { sides, cut, apart } = &definition.traits;
    let apart: Vec<usize> = match apart {
        None => (0..options.len()).filter(|at| says(&options[*at], USUALLY_APART)).collect(),
        Some(declared) => declared.iter().filter_map(|said| position(options, "apart", said, problems)).collect(),
    };
    let cut = cut.as_ref().and_then(|said| {
        let at = position(options, "cut", said, problems)?;
        if apart.contains(&at) {
            let message = format!("question.cut: {:?} is no step of the scale: it stands apart", said.0);
            problems.push(Remark::of(Kind::Key, said.1.clone(), message).hint("apart = [] leaves no option apart"));
        }
        Some(at)
    });
    let (listed, is_single) = match &definition.form {
        Form::Single { options, .. } => (!options.is_empty(), true),
        Form::Delimited { options, .. } => (!options.is_empty(), false),
        Form::Columns { .. } => (true, false),
        Form::Number { .. } => (false, false),
    };
    let order = match (is_single && (sides.is_some() || cut.is_some() || !definition.order.is_empty()), listed) {
        (true, _) => OptionOrder::Ranked,
        (false, true) => OptionOrder::Listed,
        (false, false) => OptionOrder::Found,
    };
    let sides = sides.or_else(|| cut.is_some().then_some(Sides::OneSided));
    let steps = || (0..options.len()).filter(|at| !apart.contains(at));
    let yes = steps().find(|at| says(&options[*at], USUAL_YES));
    let yes = yes.filter(|yes| {
        is_single
            && sides.is_none()
            && steps().all(|at| at == *yes || says(&options[at], USUAL_NO))
            && steps().count() < 3
    });
    OptionTraits { order, sides, cut, apart, yes }
}

/// Whether an option, or a word of the file that stands for it, is one of some words.
fn says(option: &OptionWords, usual: &[&str]) -> bool {
    let is = |word: &str| {
        let word = spelling(word.trim()).replace('’', "'");
        usual.contains(&word.trim_end_matches([':', '.', '…', ' ']))
    };
    is(&option.name) || option.words.iter().any(|word| is(word))
}

/// The position of the option that a word under a key means.
fn position(
    options: &[OptionWords],
    key: &str,
    (word, place): &(String, Place),
    problems: &mut Problems,
) -> Option<usize> {
    let wanted = spelling(word.trim());
    let is = |option: &OptionWords| spelling(&option.name) == wanted || option.words.contains(&wanted);
    let found = options.iter().position(is);
    if found.is_none() {
        let names = || options.iter().map(|option| option.name.as_str());
        let hint = did_you_mean(word, names()).unwrap_or_else(|| {
            format!(
                "its options are {}; order lists those that nobody chose",
                first_few(&names().map(str::to_owned).collect::<Vec<_>>())
            )
        });
        let message = format!("question.{key}: the question has no option {word:?}");
        problems.push(Remark::of(Kind::Key, place.clone(), message).hint(hint));
    }
    found
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
