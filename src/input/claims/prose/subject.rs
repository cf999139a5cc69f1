//! What a share is of, so that the same thing said twice is found: the words of its sentence without those that say nothing.
//!
//! Two sentences speak of the same thing where the words that are left are the same, in any order and any form (`units train staff`, `staff
//! was trained`). A sentence with more than one share is not asked: which words belong to which share is not sure.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::claims::language::token::{Role, Token};
use crate::input::claims::prose::atoms::{Atom, What};
use crate::input::claims::prose::scene::Draft;
use crate::input::claims::prose::share::Found;
use crate::model::claim::statement::{ShareClaim, Statement};

/// Words that say nothing about what is shared. Negations are not among them.
const SILENT: [&str; 134] = [
    "the",
    "a",
    "an",
    "of",
    "in",
    "on",
    "at",
    "to",
    "for",
    "from",
    "by",
    "with",
    "and",
    "or",
    "as",
    "that",
    "this",
    "these",
    "those",
    "which",
    "who",
    "it",
    "its",
    "their",
    "they",
    "we",
    "our",
    "had",
    "has",
    "have",
    "having",
    "was",
    "were",
    "is",
    "are",
    "be",
    "been",
    "being",
    "did",
    "does",
    "do",
    "there",
    "out",
    "total",
    "overall",
    "reported",
    "said",
    "stated",
    "declared",
    "about",
    "than",
    "more",
    "less",
    "just",
    "over",
    "under",
    "half",
    "third",
    "thirds",
    "two",
    "quarter",
    "quarters",
    "three",
    "percent",
    "n",
    "corresponding",
    "equal",
    "existed",
    "found",
    "present",
    "only",
    "all",
    "also",
    "however",
    "finally",
    "il",
    "lo",
    "la",
    "i",
    "gli",
    "le",
    "l",
    "un",
    "una",
    "uno",
    "di",
    "del",
    "dello",
    "della",
    "dei",
    "degli",
    "delle",
    "dell",
    "al",
    "alla",
    "ai",
    "alle",
    "da",
    "dal",
    "dalla",
    "dai",
    "nel",
    "nella",
    "nei",
    "nelle",
    "su",
    "sul",
    "sulla",
    "per",
    "con",
    "tra",
    "fra",
    "e",
    "ed",
    "o",
    "che",
    "ha",
    "hanno",
    "e",
    "era",
    "erano",
    "sono",
    "stato",
    "stata",
    "stati",
    "pari",
    "totale",
    "dichiarato",
    "riferito",
    "piu",
    "meno",
    "meta",
    "oltre",
    "circa",
];

/// The words of a sentence that say what its only share is of; nothing where there are several or none.
pub(crate) fn key(tokens: &[Token], atoms: &[Atom], found: &[Found]) -> BTreeSet<String> {
    let shares =
        atoms.iter().filter(|atom| matches!(atom.what, What::Percent(_) | What::Words(_) | What::Ratio { .. })).count();
    let unsure = atoms.iter().any(|atom| atom.what == What::Barrier);
    let (one, most) = match found {
        [] => (shares == 1, 1),
        [share] => (true, share.atoms.1 - share.atoms.0),
        [_, _, ..] => (false, 0),
    };
    if !one || unsure || shares > most {
        return BTreeSet::new();
    }
    // The units: the noun behind a count, a base or a percentage.
    let units: BTreeSet<&str> = atoms.iter().filter_map(|atom| unit(tokens, atom.range.end)).collect();
    let words = tokens.iter().enumerate().filter_map(|(at, token)| {
        let taken = atoms.iter().any(|atom| atom.range.contains(&at));
        let word = token.word().filter(|word| !taken && !SILENT.contains(word) && !units.contains(word));
        // Years and ages tell two claims apart.
        let number = token.is_number() && (token.role == Role::Other || !taken);
        word.map(stem)
            .or_else(|| number.then(|| token.printed().map_or_else(String::new, |printed| printed.to_string())))
    });
    let key: BTreeSet<String> = words.collect();
    if (2..=8).contains(&key.len()) { key } else { BTreeSet::new() }
}

/// The noun that is counted, behind a number.
fn unit(tokens: &[Token], at: usize) -> Option<&str> {
    let mut behind = tokens.get(at..)?.iter().take(4).filter_map(Token::word);
    behind.find(|word| !SILENT.contains(word))
}

/// A word without its ending, as far as plurals and participles go.
fn stem(word: &str) -> String {
    let endings = ["ments", "ment", "ings", "ing", "ed", "es", "s", "e", "i", "a", "o"];
    let stem = endings.iter().filter_map(|ending| word.strip_suffix(ending)).find(|stem| stem.len() >= 4);
    stem.unwrap_or(word).to_owned()
}

/// Gives shares of the same thing the same subject. What says something only beside another claim, and has none, is left out.
pub(crate) fn named(mut drafts: Vec<Draft>) -> Vec<Draft> {
    let mut alike: BTreeMap<BTreeSet<String>, Vec<usize>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.key.is_empty()) {
        alike.entry(draft.key.clone()).or_default().push(at);
    }
    for (key, places) in alike.into_iter().filter(|(_, places)| places.len() > 1) {
        let bases: BTreeSet<i64> = places.iter().filter_map(|at| base(&drafts[*at])).collect();
        if bases.len() > 1 {
            continue;
        }
        let subject = key.into_iter().collect::<Vec<_>>().join(" ");
        for at in places {
            if let Statement::Share(share) = &mut drafts[at].claim.statement {
                share.subject.clone_from(&subject);
            }
        }
    }
    drafts.retain(|draft| if let Statement::Share(share) = &draft.claim.statement { says(share) } else { true });
    drafts
}

fn base(draft: &Draft) -> Option<i64> {
    let Statement::Share(share) = &draft.claim.statement else { return None };
    share.base.as_ref().map(|base| base.printed.digits)
}

/// Whether a share says something: two numbers, or one that is said elsewhere too.
fn says(share: &ShareClaim) -> bool {
    let numbers = [share.count.is_some(), share.base.is_some(), share.percent.is_some(), share.words.is_some()];
    numbers.iter().filter(|number| **number).count() > 1 || !share.subject.is_empty()
}
