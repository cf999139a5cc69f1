//! Parts and their total in sentences: `61 respondents and 74 nonrespondents, of 135`; `15 in the North and 46 in the South, for a total of 61`.
//!
//! Parts are believed to be all parts only where words say so: two that exclude each other, or a total that is named as one.

use std::collections::BTreeSet;

use crate::input::claims::language::token::{Kind, Number, Token};
use crate::input::claims::prose::atoms::{Atom, What};
use crate::input::claims::prose::scene::Scene;
use crate::model::claim::figure::Named;
use crate::model::claim::statement::Statement;

/// Words that exclude each other, and together are all.
const OPPOSITES: [(&[&str], &[&str]); 16] = [
    (
        &["respondents", "respondent", "responding"],
        &["nonrespondents", "non-respondents", "nonrespondent", "non-responding"],
    ),
    (&["rispondenti"], &["non"]),
    (&["answered", "responded", "replied", "participated"], &["not", "declined", "refused"]),
    (&["risposto", "aderito", "partecipato"], &["no", "non"]),
    (&["covered"], &["uncovered", "not"]),
    (&["coperti", "coperte"], &["non", "scoperti", "scoperte"]),
    (&["men"], &["women"]),
    (&["women"], &["men"]),
    (&["males", "male"], &["females", "female"]),
    (&["females", "female"], &["males", "male"]),
    (&["uomini", "maschi"], &["donne", "femmine"]),
    (&["donne", "femmine"], &["uomini", "maschi"]),
    (&["public"], &["private"]),
    (&["pubblici", "pubbliche", "pubblica"], &["privati", "private", "privata"]),
    (&["urban"], &["rural"]),
    (&["urbani", "urbane"], &["rurali"]),
];

/// Words that name a total, where they stand before or behind its number.
const BEFORE: [&[&str]; 9] = [
    &["for", "a", "total", "of"],
    &["totalling"],
    &["giving", "a", "total", "of"],
    &["making", "a", "total", "of"],
    &["total"],
    &["per", "un", "totale", "di"],
    &["totale"],
    &["for", "an", "overall", "total", "of"],
    &["totale", "di"],
];
const BEHIND: [&[&str]; 5] =
    [&["in", "total"], &["in", "all"], &["altogether"], &["in", "tutto"], &["complessivamente"]];

/// How many tokens from a count its word may stand.
const NEAR: usize = 7;

/// Claims of a sentence about parts and their total.
pub(crate) fn read_sums(scene: &mut Scene<'_>, tokens: &[Token], atoms: &[Atom]) {
    if atoms.iter().any(|atom| atom.what == What::Barrier) {
        return;
    }
    let counts: Vec<(usize, Number)> = atoms
        .iter()
        .filter_map(|atom| match &atom.what {
            What::Count(number) => Some((atom.range.start, number.clone())),
            What::Percent(_) | What::Ratio { .. } | What::Named { .. } | What::Words(_) | What::Barrier => None,
        })
        .collect();
    with_ratio(scene, tokens, atoms, &counts);
    let ratios = atoms.iter().any(|atom| matches!(atom.what, What::Ratio { .. } | What::Named { .. }));
    if ratios || counts.len() < 3 {
        return;
    }
    let found = counts.windows(3).find_map(|three| opposites(tokens, [&three[0], &three[1], &three[2]]));
    let found = found.or_else(|| with_unknown(tokens, &counts)).or_else(|| listed(tokens, &counts));
    let Some((parts, total)) = found else { return };
    let named = |scene: &Scene<'_>, (at, number): &(usize, Number)| {
        let behind = tokens
            .get(behind_share(tokens, *at)..)
            .unwrap_or_default()
            .iter()
            .take_while(|token| token.word().is_some())
            .take(4);
        let words: Vec<&Token> = behind.collect();
        let label = words
            .first()
            .zip(words.last())
            .map_or_else(String::new, |(first, last)| scene.words(first.range.start..last.range.end));
        Named { label, figure: scene.figure(number) }
    };
    let statement =
        Statement::Sum { parts: parts.iter().map(|part| named(scene, part)).collect(), total: named(scene, &total) };
    let places = || parts.iter().chain([&total]).map(|(at, _)| *at);
    let (Some(first), Some(last)) = (places().min(), places().max()) else { return };
    scene.add_tokens(&tokens[first..=last], statement, BTreeSet::new());
}

type Counted = (usize, Number);

/// `30,932,942 residents out of 59,813,887 were covered and 28,880,945 were not`.
fn with_ratio(scene: &mut Scene<'_>, tokens: &[Token], atoms: &[Atom], counts: &[Counted]) {
    let mut ratios = atoms.iter().filter_map(|atom| match &atom.what {
        What::Ratio { count, base } => Some((atom.range.clone(), count, base)),
        What::Percent(_) | What::Named { .. } | What::Count(_) | What::Words(_) | What::Barrier => None,
    });
    let (Some((range, count, base)), None) = (ratios.next(), ratios.next()) else { return };
    let [(at, other)] = counts else { return };
    let words = |from: usize, to: usize| {
        tokens.get(from..to).unwrap_or_default().iter().filter_map(Token::word).collect::<Vec<_>>()
    };
    let (before, behind) = (words(0, *at), words(*at, tokens.len().min(at + NEAR)));
    let stated = ["nonrespondents", "non-respondents", "non-responding", "uncovered", "scoperti", "scoperte"];
    let negated = [["not", "covered"], ["non", "coperti"], ["non", "coperte"], ["non", "rispondenti"]];
    let opposed = !before.iter().any(|word| stated.contains(word))
        && (behind.iter().any(|word| stated.contains(word))
            || behind.windows(2).any(|pair| negated.iter().any(|known| known == pair))
            || before.contains(&"covered") && behind.windows(2).any(|pair| pair == ["were", "not"]));
    // `5 of the others` is a part of them.
    let whole = !behind.iter().any(|word| ["of", "dei", "delle", "degli"].contains(word));
    if *at < range.end || !opposed || !whole {
        return;
    }
    let named = |scene: &Scene<'_>, label: &[&str], number: &Number| Named {
        label: label.join(" "),
        figure: scene.figure(number),
    };
    let statement = Statement::Sum {
        parts: vec![
            named(scene, &[], count),
            named(scene, behind.get(..4.min(behind.len())).unwrap_or_default(), other),
        ],
        total: named(scene, &[], base),
    };
    scene.add_tokens(&tokens[range.start..=*at], statement, BTreeSet::new());
}

/// Two counts with words that exclude each other, and a third that is all of them.
fn opposites(tokens: &[Token], [a, b, c]: [&Counted; 3]) -> Option<(Vec<Counted>, Counted)> {
    let pair = |one: &Counted, other: &Counted| {
        let words = |from: usize, to: usize| -> Vec<&str> {
            tokens.get(from + 1..to.min(from + 1 + NEAR)).unwrap_or_default().iter().filter_map(Token::word).collect()
        };
        let (mine, theirs) = (words(one.0, other.0), words(other.0, tokens.len()));
        OPPOSITES.iter().any(|(first, second)| {
            // The second word is the first negated, so the first count must stand beside no negation.
            mine.iter().any(|word| first.contains(word))
                && !mine.iter().any(|word| second.contains(word))
                && theirs.iter().any(|word| second.contains(word))
                && is_short(tokens, other.0)
        })
    };
    // `Of the 135 departments, 61 answered and 74 did not`: the first opens the sentence or is followed by a colon.
    let opens = a.0 <= 5
        && tokens[..a.0].iter().all(|token| token.word().is_some() || token.is_mark(','))
        && tokens[..a.0]
            .iter()
            .any(|token| token.is_word(&["of", "out", "dei", "delle", "degli", "su", "tra", "among"]));
    if opens && is_negated_alone(tokens, c.0) && !is_negated(tokens, b.0, c.0) {
        return Some((vec![b.clone(), c.clone()], a.clone()));
    }
    let colon = tokens.get(a.0 + 1..b.0).unwrap_or_default().iter().any(|token| token.is_mark(':'));
    if (opens || colon) && pair(b, c) {
        return Some((vec![b.clone(), c.clone()], a.clone()));
    }
    let is_last = tokens
        .get(b.0 + 1..c.0)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(4)
        .any(|token| token.is_word(&["of", "total", "totale", "su", "out"]));
    let others = ["in", "from", "during", "after", "since", "within", "nel", "nei", "dopo"];
    let elsewhere = c.0.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| token.is_word(&others));
    (is_last && !elsewhere && pair(a, b)).then(|| (vec![a.clone(), b.clone()], c.clone()))
}

const NOT: [&str; 6] = ["not", "no", "non", "neither", "nessuno", "none"];

/// Whether little follows a count: `74 did not respond`, and not `12 did not answer question 5`.
fn is_short(tokens: &[Token], at: usize) -> bool {
    let rest = tokens.get(behind_share(tokens, at)..).unwrap_or_default();
    let words = rest.iter().take_while(|token| token.word().is_some()).count();
    let nouns = rest.iter().take(words).any(|token| token.is_word(&["rispondenti"]));
    (words <= 3 || nouns) && rest.get(words).is_none_or(|token| token.is_one_of(".;,)"))
}

/// Whether the clause from a count on has a negation.
fn is_negated(tokens: &[Token], from: usize, to: usize) -> bool {
    tokens.get(from + 1..to).unwrap_or_default().iter().any(|token| token.is_word(&NOT))
}

/// Where a count and its percentage end.
fn behind_share(tokens: &[Token], at: usize) -> usize {
    let open = tokens.get(at + 1).is_some_and(|token| token.is_mark('('));
    let close = tokens.iter().skip(at + 1).take(12).position(|token| token.is_mark(')'));
    if let Some(close) = close.filter(|_| open) { at + 2 + close } else { at + 1 }
}

/// `43 (41.3%) did not`, and nothing behind: the negation of what was said before.
fn is_negated_alone(tokens: &[Token], at: usize) -> bool {
    let rest = tokens.get(behind_share(tokens, at)..).unwrap_or_default();
    let words: Vec<&Token> = rest.iter().take_while(|token| token.word().is_some()).take(5).collect();
    let ends = rest.get(words.len()).is_none_or(|token| token.is_one_of(".;,)"));
    ends && words.len() <= 2 && words.last().is_some_and(|token| token.is_word(&NOT))
}

/// `34 had it, 23 had not and 4 did not know`: what opens the sentence is all of them.
fn with_unknown(tokens: &[Token], counts: &[Counted]) -> Option<(Vec<Counted>, Counted)> {
    let (total, parts) = counts.split_first()?;
    let opens = total.0 <= 5
        && tokens[..total.0].iter().any(|token| token.is_word(&["of", "dei", "delle", "degli", "su", "among", "tra"]));
    let end = |n: usize| parts.get(n + 1).map_or(tokens.len(), |next| next.0);
    let unknown = |n: usize| {
        let words: Vec<&str> =
            tokens.get(parts[n].0..end(n)).unwrap_or_default().iter().filter_map(Token::word).collect();
        let pairs = [
            ["not", "know"],
            ["non", "sa"],
            ["non", "sapeva"],
            ["non", "sapevano"],
            ["non", "sanno"],
            ["not", "answer"],
            ["were", "unsure"],
            ["non", "so"],
        ];
        words.windows(2).any(|pair| pairs.iter().any(|known| known == pair))
    };
    let last = parts.len().checked_sub(1)?;
    let negated = (1..last).any(|n| is_negated(tokens, parts[n].0, end(n)));
    (opens && parts.len() == 3 && unknown(last) && negated && !is_negated(tokens, parts[0].0, end(0)))
        .then(|| (parts.to_vec(), total.clone()))
}

/// A list of counts, all of them, and a total that is named as one before or behind it.
fn listed(tokens: &[Token], counts: &[Counted]) -> Option<(Vec<Counted>, Counted)> {
    let is = |from: Option<usize>, words: &[&str]| {
        from.is_some_and(|from| {
            words.iter().enumerate().all(|(n, word)| tokens.get(from + n).is_some_and(|token| token.is_word(&[word])))
        })
    };
    let (total, parts) = counts.split_last()?;
    let at = total.0;
    let before = BEFORE.iter().any(|words| is(at.checked_sub(words.len()), words));
    let behind = BEHIND.iter().any(|words| (1..=3).any(|n| is(Some(at + n), words)));
    let follows = tokens.get(parts.last()?.0 + 1..at)?.iter().any(|token| token.is_one_of(",;(—"));
    if !(before || behind) || !follows || parts.len() < 2 {
        return None;
    }
    // Parts follow each other as a list does: few words, no verb of another clause, a comma or an `and` between.
    let joined = parts.windows(2).all(|pair| {
        let between = &tokens[pair[0].0 + 1..pair[1].0];
        let list = between.iter().any(|token| token.is_one_of(",;") || token.is_word(&["and", "e", "ed"]));
        let percent = between.iter().filter(|token| token.kind == Kind::Percent).count() <= 1;
        let clause = between.iter().any(|token| {
            token.is_word(&[
                "of", "which", "who", "that", "whom", "che", "cui", "dei", "delle", "with", "con", "per", "out",
            ])
        });
        between.len() <= 10 && list && percent && !clause
    });
    // `In 3 areas, 15 schools and 46 libraries`: what stands before the first is no part.
    let first = parts.first()?.0;
    let placed = first
        .checked_sub(1)
        .and_then(|at| tokens.get(at))
        .is_some_and(|token| token.is_word(&["in", "of", "from", "nelle", "nei", "dei", "delle", "for", "per", "the"]));
    (joined && !placed).then(|| (parts.to_vec(), total.clone()))
}
