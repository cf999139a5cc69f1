//! Words that say that a value is not known.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::problem::english::{counted, first_few};
use crate::input::problem::hint::{Key, Say};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::Remark;
use crate::input::value::cells::Cells;
use crate::input::value::withheld::starts_with_digit;
use crate::input::value::word::spelling;
use crate::input::value::written::is_flags;

/// Words that programs and offices write for a value that is not known, in lower case.
///
/// # Source
/// R and pandas write `NA`, `NaN` and `<NA>`, databases `NULL`, SAS and Stata a point; ISTAT prints four points for what is not known, two
/// for what is below half of the unit and a dash for what does not occur, Italian offices `n.d.` (*non disponibile*).
const USUAL: [&str; 20] = [
    "na", "n/a", "n.a.", "<na>", "nan", "null", "n.d.", "n.d", "nd", "n/d", ".", "..", "...", "....", "…", "-", "--",
    "–", "—", ":",
];

/// What only a column of numbers says so; as an answer it is a word.
const USUAL_OF_NUMBERS: [&str; 2] = ["none", "nil"];

/// The words of a table for what is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// The table's own, in lower case; without them the usual ones.
    own: Option<Vec<String>>,
}

impl Missing {
    /// The words that were declared, instead of the usual ones; none at all where the list is empty.
    pub fn declared(words: Vec<String>) -> Self {
        Self { own: Some(words) }
    }

    /// Whether words were declared.
    pub fn is_declared(&self) -> bool {
        self.own.is_some()
    }

    /// The words of a column that say so: those declared, or the usual ones that it has.
    pub(crate) fn words_in(&self, cells: &Cells<'_>) -> Vec<String> {
        let found =
            || cells.cells.iter().map(|cell| cell.text).filter(|text| !text.is_empty() && self.says_of_number(text));
        let found = || found().map(str::to_owned).collect::<BTreeSet<String>>().into_iter().collect();
        self.own.clone().unwrap_or_else(found)
    }

    /// Whether a word was declared.
    pub fn declares(&self, text: &str) -> bool {
        self.own.as_ref().is_some_and(|own| own.contains(&spelling(text)))
    }

    /// Whether a cell of words says that nothing is known.
    pub fn says(&self, text: &str) -> bool {
        text.is_empty() || if self.is_declared() { self.declares(text) } else { is_usual(text) }
    }

    /// Whether a cell of numbers says so. Flags may stand behind Eurostat's colon: `: u`.
    pub fn says_of_number(&self, text: &str) -> bool {
        // No usual word begins with a digit, as nearly every cell does.
        if !self.is_declared() && starts_with_digit(text) {
            return false;
        }
        self.says(text)
            || !self.is_declared()
                && (USUAL_OF_NUMBERS.contains(&text.to_lowercase().as_str())
                    || text.strip_prefix(':').is_some_and(|rest| is_flags(rest.trim_start())))
    }
}

/// What the words of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordsOf {
    /// Answers to a question, whose options a study may declare.
    Answers,
    /// Categories of units.
    Categories,
}

impl WordsOf {
    fn noun(self) -> &'static str {
        match self {
            Self::Answers => "answer",
            Self::Categories => "value",
        }
    }
}

/// That cells of words were taken for missing by words that nobody declared, and how they are declared. `is_word` says which cells are
/// words for something else.
pub fn taken_for_missing(
    cells: &Cells<'_>,
    missing: &Missing,
    of: WordsOf,
    is_word: impl Fn(&str) -> bool,
) -> Option<Remark> {
    if missing.is_declared() {
        return taken_for_words(cells, missing, of, is_word);
    }
    let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
    let filled = || cells.cells.iter().map(|cell| cell.text).filter(|text| !text.is_empty());
    for text in filled().filter(|text| missing.says(text) && !is_word(text)) {
        *taken.entry(text).or_default() += 1;
    }
    let n_taken: usize = taken.values().sum();
    let how = match of {
        WordsOf::Answers => {
            "where that is an answer, declare it under options, or name other words for missing, such as"
        }
        WordsOf::Categories => "where that is a category, name other words for missing, such as",
    };
    let noun = of.noun();
    let other = ["-", "n.d."].into_iter().find(|word| !taken.contains_key(word));
    let say = Say::list(how, Key::Missing, other.into_iter().map(str::to_owned).collect());
    (n_taken > 0).then(|| {
        let words: Vec<String> = taken.keys().map(|word| format!("{word:?}")).collect();
        let message =
            format!("{n_taken} of {} taken for missing: {}", counted(filled().count(), noun), first_few(&words));
        Remark::of(Kind::Assumed, cells.whole.clone(), message).hint(say)
    })
}

/// That usual words for missing stand in a column and are none by what was declared, so that they count as others do.
fn taken_for_words(
    cells: &Cells<'_>,
    missing: &Missing,
    of: WordsOf,
    is_word: impl Fn(&str) -> bool,
) -> Option<Remark> {
    // An empty list says that there are none.
    let own = missing.own.as_ref().filter(|own| !own.is_empty())?;
    let filled = || cells.cells.iter().map(|cell| cell.text).filter(|text| !text.is_empty());
    let found: Vec<&str> = filled().filter(|text| is_usual(text) && !missing.says(text) && !is_word(text)).collect();
    let different: BTreeSet<&str> = found.iter().copied().collect();
    let words: Vec<String> = different.iter().map(|word| format!("{word:?}")).collect();
    (!found.is_empty()).then(|| {
        let message = format!(
            "{} of {} usually mean that nothing is known, and count as words, for missing does not list them: {}",
            found.len(),
            counted(filled().count(), of.noun()),
            first_few(&words)
        );
        let all = own.iter().cloned().chain(different.into_iter().map(str::to_owned)).collect();
        let say = Say::list("if they mean that here too, write", Key::Missing, all);
        Remark::of(Kind::Assumed, cells.whole.clone(), message).hint(say)
    })
}

fn is_usual(text: &str) -> bool {
    USUAL.contains(&spelling(text).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declared_word_stands_instead_of_the_usual_ones() {
        let (usual, own) = (Missing::default(), Missing::declared(vec!["99".to_owned()]));
        assert!(usual.says("NA") && usual.says("N.d.") && usual.says("") && usual.says("....") && !usual.says("99"));
        assert!(own.says("99") && own.says("") && !own.says("NA"));
        assert!(!Missing::declared(Vec::new()).says("NA"));
        assert!(usual.says_of_number(": u") && usual.says_of_number("None") && !usual.says("None"));
    }
}
