//! What a share is of, so that the same thing said twice is found: the words of its sentence without those that say nothing.
//!
//! Two sentences speak of the same thing where the words that are left are the same, in any order and any form (`units train staff`, `staff
//! was trained`). In a sentence with more than one
//! share only the clause that a share begins is asked.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::claims::language::token::{Role, Token};
use crate::input::claims::prose::atoms::{Atom, What};
use crate::input::claims::prose::scene::Draft;
use crate::input::claims::prose::share::Found;
use crate::model::claim::statement::{ShareClaim, Statement};

/// Words that say nothing about what is shared. Negations are not among them.
const SILENT: [&str; 176] = [
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
    "answered",
    "responded",
    "responding",
    "respondents",
    "conclusion",
    "many",
    "some",
    "among",
    "according",
    "each",
    "sum",
    "short",
    "indeed",
    "majority",
    "most",
    "few",
    "rispondenti",
    "risposto",
    "conclusione",
    "risulta",
    "tutto",
    "alcuni",
    "alcune",
    "solo",
    "secondo",
    "maggioranza",
    "cioe",
    "quasi",
    "complesso",
    "sintesi",
    "terzo",
    "terzi",
    "quarto",
    "quarti",
    "active",
    "available",
    "could",
    "would",
    "can",
    "attivo",
    "attiva",
    "presente",
    "disponibile",
];

/// For each share of a sentence the words that say what it is of; where none was found, those of the sentence's only percentage or words.
pub(crate) fn keys(tokens: &[Token], atoms: &[Atom], found: &[Found]) -> Vec<BTreeSet<String>> {
    let shares = |atom: &&Atom| matches!(atom.what, What::Percent(_) | What::Words(_) | What::Ratio { .. });
    let unsure = atoms.iter().any(|atom| atom.what == What::Barrier);
    let is_one = match found {
        [] => atoms.iter().filter(shares).count() == 1,
        [share] => {
            let outside = atoms.iter().enumerate().filter(|(at, _)| !(share.atoms.0..share.atoms.1).contains(at));
            !outside.map(|(_, atom)| atom).any(|atom| shares(&atom))
        }
        [_, _, ..] => false,
    };
    if is_one {
        let all = if unsure {
            BTreeSet::new()
        } else {
            of_rate(tokens).unwrap_or_else(|| of_words(tokens, atoms, 0, tokens.len()))
        };
        return vec![all];
    }
    found.iter().map(|share| behind(tokens, atoms, share)).collect()
}

/// A rate of response of all has a name of its own.
fn of_rate(tokens: &[Token]) -> Option<BTreeSet<String>> {
    let has = |words: &[&str]| {
        tokens.windows(words.len()).any(|window| window.iter().zip(words).all(|(token, word)| token.is_word(&[word])))
    };
    let parts = [
        "in",
        "among",
        "north",
        "centre",
        "south",
        "nord",
        "centro",
        "sud",
        "reminder",
        "reminders",
        "first",
        "second",
        "online",
        "paper",
        "by",
        "nel",
        "nella",
        "nelle",
        "tra",
        "fra",
        "sollecito",
        "solleciti",
        "prima",
        "seconda",
        "lower",
        "higher",
        "was-not",
        "previous",
    ];
    let named = has(&["response", "rate"]) || has(&["tasso", "di", "risposta"]);
    let partial = tokens.iter().any(|token| token.is_word(&parts))
        || tokens.iter().any(|token| token.role == Role::Other && token.is_number());
    (named && !partial).then(|| BTreeSet::from(["response".to_owned(), "rate".to_owned()]))
}

/// The words of the clause that a share begins: `34 (55.7%) had peer support, …`.
fn behind(tokens: &[Token], atoms: &[Atom], share: &Found) -> BTreeSet<String> {
    let (start, end) = share.tokens;
    let begins = start.checked_sub(1).and_then(|before| tokens.get(before));
    let begins =
        begins.is_none_or(|before| before.is_one_of(",;:") || before.is_word(&["and", "e", "ed", "while", "mentre"]));
    let from = end + usize::from(tokens.get(end).is_some_and(|token| token.is_mark(')')));
    let next = atoms.iter().map(|atom| atom.range.start).find(|at| *at >= from).unwrap_or(tokens.len());
    let stop = tokens[from.min(next)..next]
        .iter()
        .position(|token| token.word().is_none() || token.is_word(&["and", "e", "ed", "but", "ma"]));
    let last = stop.map_or(next, |stop| from + stop);
    // A number that follows without a mark may change what is said.
    if !begins || stop.is_none() && next < tokens.len() { BTreeSet::new() } else { of_words(tokens, atoms, from, last) }
}

/// The words of a part of a sentence that say something.
fn of_words(tokens: &[Token], atoms: &[Atom], from: usize, to: usize) -> BTreeSet<String> {
    // The units: the noun behind a count, a base or a percentage.
    let units: Vec<&str> = atoms.iter().filter_map(|atom| unit(tokens, atom.range.end)).collect();
    let words = tokens.iter().enumerate().take(to).skip(from).filter_map(|(at, token)| {
        let taken = atoms.iter().any(|atom| atom.range.contains(&at));
        let word = token.word().filter(|word| !taken && !SILENT.contains(word) && !units.contains(word));
        // Years and ages tell two claims apart.
        let number = token.is_number() && (token.role == Role::Other || !taken);
        word.map(stem)
            .or_else(|| number.then(|| token.printed().map_or_else(String::new, |printed| printed.to_string())))
    });
    let mut key: BTreeSet<String> = words.collect();
    if !(2..=8).contains(&key.len()) {
        return BTreeSet::new();
    }
    key.extend(units.first().map(|unit| format!("{UNIT}{}", stem(unit))));
    key
}

/// What marks the units among the words of a share.
const UNIT: char = '~';

/// The noun that is counted, right behind a number.
fn unit(tokens: &[Token], at: usize) -> Option<&str> {
    let mut behind =
        tokens.get(at..)?.iter().take(4).take_while(|token| token.word().is_some()).filter_map(Token::word);
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
    // What is a unit in one sentence is one where it stands in another place: `the schools that …`.
    let units: BTreeSet<String> = drafts
        .iter()
        .flat_map(|draft| &draft.key)
        .filter_map(|word| word.strip_prefix(UNIT).map(str::to_owned))
        .collect();
    let mut alike: BTreeMap<BTreeSet<String>, Vec<(usize, BTreeSet<String>)>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.key.is_empty()) {
        let (own, words): (BTreeSet<String>, BTreeSet<String>) =
            draft.key.iter().cloned().partition(|word| word.starts_with(UNIT) || units.contains(word));
        let own = own.into_iter().map(|unit| unit.trim_start_matches(UNIT).to_owned()).collect();
        alike.entry(words).or_default().push((at, own));
    }
    for (key, places) in alike.into_iter().filter(|(key, places)| places.len() > 1 && !key.is_empty()) {
        // The same said of other units is another thing.
        let named: BTreeSet<&String> = places.iter().flat_map(|(_, units)| units).collect();
        if named.len() > 1 {
            continue;
        }
        let places: Vec<usize> = places.iter().map(|(at, _)| *at).collect();
        let bases: BTreeSet<i64> = places.iter().filter_map(|at| base(&drafts[*at])).collect();
        let subject = key.into_iter().collect::<Vec<_>>().join(" ");
        // Of several bases, what names none may mean any of them.
        let sure: Vec<usize> =
            places.into_iter().filter(|at| bases.len() <= 1 || base(&drafts[*at]).is_some()).collect();
        in_numbers(&mut drafts, &sure);
        for at in sure {
            if let Statement::Share(share) = &mut drafts[at].claim.statement {
                share.subject.clone_from(&subject);
            }
        }
    }
    drafts.retain(|draft| if let Statement::Share(share) = &draft.claim.statement { says(share) } else { true });
    drafts
}

/// Puts beside words the numbers with which the same is said elsewhere.
fn in_numbers(drafts: &mut [Draft], places: &[usize]) {
    let share =
        |draft: &Draft| if let Statement::Share(share) = &draft.claim.statement { Some(share.clone()) } else { None };
    let numbers = places.iter().filter_map(|at| share(&drafts[*at])).find(|share| share.percent.is_some());
    let Some(numbers) = numbers else { return };
    for at in places {
        if let Statement::Share(share) = &mut drafts[*at].claim.statement
            && share.words.is_some()
            && share.percent.is_none()
            && share.count.is_none()
        {
            *share = ShareClaim { words: share.words, ..numbers.clone() };
        }
    }
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
