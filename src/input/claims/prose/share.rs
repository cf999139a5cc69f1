//! Shares in sentences: a count, a base and a percentage that stand together, in any order in which authors write them.
//!
//! What pairs two numbers is what stands between them ([`Gap`]): a parenthesis, a comma with words that say the same again, `of the`. A
//! number in doubt pairs with nothing.

use std::collections::BTreeSet;

use crate::input::claims::language::fit::fits;
use crate::input::claims::language::token::{Number, Token};
use crate::input::claims::prose::atoms::{Atom, What};
use crate::input::claims::prose::lead::{Lead, lead};
use crate::input::claims::prose::link::{Gap, is_alone_in_parenthesis};
use crate::input::claims::prose::scene::Scene;
use crate::model::claim::statement::{ShareClaim, Statement, Wording};

/// A share as found: its numbers, and its tokens.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Found {
    /// How many.
    pub(crate) count: Option<Number>,
    /// Of how many.
    pub(crate) base: Option<Number>,
    /// Whether the base stands with it.
    pub(crate) base_is_said: bool,
    /// In per cent.
    pub(crate) percent: Option<Number>,
    /// In words.
    pub(crate) words: Option<Wording>,
    /// Its first token, and the one behind its last.
    pub(crate) tokens: (usize, usize),
    /// The atoms that it took: the first, and the one behind the last.
    pub(crate) atoms: (usize, usize),
}

/// The shares of a sentence. `context` are counts and bases of sentences before, one of which a share may be of.
pub(crate) fn shares(tokens: &[Token], atoms: &[Atom], context: &mut Vec<Number>) -> Vec<Found> {
    let mut leads: Vec<Lead> = Vec::new();
    for at in 0..tokens.len() {
        if at == 0 || tokens[at - 1].is_mark(';') {
            leads.extend(lead(tokens, atoms, at));
        }
    }
    let mut found: Vec<Found> = Vec::new();
    let mut k = 0;
    while k < atoms.len() {
        let share = pair(tokens, atoms, k).or_else(|| alone(tokens, atoms, k, &leads));
        let Some(mut share) = share else {
            k += 1;
            continue;
        };
        k = share.atoms.1;
        complete(&mut share, tokens, atoms, &leads, context);
        with_count(&mut share, tokens, atoms);
        if share.base_is_said {
            context.extend(share.count.iter().chain(&share.base).cloned());
        }
        found.push(share);
        // `34 (55.7%) of the 61`: the base was taken with it.
        k = k.max(found.last().map_or(k, |share| share.atoms.1));
    }
    with_words(tokens, atoms, &mut found);
    found
}

/// The shares of a sentence as claims.
pub(crate) fn claim(scene: &mut Scene<'_>, tokens: &[Token], share: &Found, key: BTreeSet<String>) {
    let statement = ShareClaim {
        count: scene.maybe(share.count.as_ref()),
        base: scene.maybe(share.base.as_ref()),
        base_is_said: share.base_is_said,
        percent: scene.maybe(share.percent.as_ref()),
        words: share.words,
        subject: String::new(),
    };
    let (start, mut end) = share.tokens;
    // A parenthesis that was opened is closed.
    let open = tokens[start..end].iter().filter(|token| token.is_mark('(')).count();
    let closed = tokens[start..end].iter().filter(|token| token.is_mark(')')).count();
    end += usize::from(open > closed && tokens.get(end).is_some_and(|token| token.is_mark(')')));
    scene.add_tokens(&tokens[start..end], Statement::Share(statement), key);
}

/// The only percentage of a sentence, or the only share in words, as a claim that says something where the same is said elsewhere.
pub(crate) fn claim_alone(scene: &mut Scene<'_>, tokens: &[Token], atoms: &[Atom], key: BTreeSet<String>) {
    let found = atoms.iter().enumerate().find_map(|(k, atom)| {
        let share = Found { tokens: (atom.range.start, atom.range.end), atoms: (k, k + 1), ..Found::default() };
        match &atom.what {
            What::Percent(percent) => Some(Found { percent: Some(percent.clone()), ..share }),
            What::Words(words) => Some(Found { words: Some(*words), ..share }),
            What::Ratio { .. } | What::Named { .. } | What::Count(_) | What::Barrier => None,
        }
    });
    if let Some(found) = found {
        claim(scene, tokens, &found, key);
    }
}

fn gap<'a>(tokens: &'a [Token], first: &Atom, second: &Atom) -> Gap<'a> {
    Gap(tokens.get(first.range.end..second.range.start).unwrap_or_default())
}

/// A share of the atoms `k` and `k + 1`.
fn pair(tokens: &[Token], atoms: &[Atom], k: usize) -> Option<Found> {
    let (first, second) = (atoms.get(k)?, atoms.get(k + 1)?);
    let gap = gap(tokens, first, second);
    let behind = tokens.get(second.range.end);
    let closes =
        behind.is_none_or(|token| token.is_one_of("),;].")) || behind.is_some_and(|token| token.is_word(&["e", "and"]));
    let ends = behind.is_some_and(|token| token.is_one_of("),;]"));
    let single = is_alone_in_parenthesis(tokens, second.range.end);
    let opened = first.range.start.checked_sub(1).is_some_and(|before| tokens[before].is_mark('('));
    let found = Found { tokens: (first.range.start, second.range.end), atoms: (k, k + 2), ..Found::default() };
    let found = match (&first.what, &second.what) {
        (What::Ratio { count, base }, What::Percent(percent)) => {
            let joined = gap.opens(9, 4) && single
                || gap.repeats(9)
                || gap.ends_in_comma(9) && closes
                || gap.is_one(",;:=") && (closes || opened)
                || gap.equates()
                || gap.is_empty();
            let (count, base, percent) = (Some(count.clone()), Some(base.clone()), Some(percent.clone()));
            joined.then_some(Found { count, base, percent, base_is_said: true, ..found })?
        }
        (What::Percent(percent), What::Ratio { count, base }) => {
            // `45.2% (61 of 135 hospitals)`.
            let ends = ends || closes_behind_words(tokens, second.range.end);
            let joined = gap.opens(9, 2) && ends || gap.is_one(",;:=") && (ends || opened) || gap.repeats(1);
            let (count, base, percent) = (Some(count.clone()), Some(base.clone()), Some(percent.clone()));
            joined.then_some(Found { count, base, percent, base_is_said: true, ..found })?
        }
        (What::Count(count), What::Percent(percent)) => {
            // `All 135 departments (response rate 45.2%, 61/135)`: the percentage is that of the numbers behind it.
            let is_ratio = atoms.get(k + 2).is_some_and(|next| {
                let between = tokens.get(second.range.end..next.range.start).unwrap_or_default();
                matches!(next.what, What::Ratio { .. }) && Gap(between).is_one(",;:=")
            });
            if is_ratio {
                return None;
            }
            // `34 hospitals (55.7% of the 61 respondents)`.
            let of_base = atoms.get(k + 2).is_some_and(|next| {
                let between = tokens.get(second.range.end..next.range.start).unwrap_or_default();
                matches!(next.what, What::Count(_)) && Gap(between).leads_to_base(0)
            });
            let ends = ends || of_base && opens_before(tokens, second.range.start);
            let joined =
                gap.opens(8, 3) && ends && single || gap.is_one(",;") && opened && ends && single || gap.repeats(4);
            joined.then_some(Found { count: Some(count.clone()), percent: Some(percent.clone()), ..found })?
        }
        (What::Named { number, capital: false }, What::Percent(percent)) => {
            let joined = gap.is_one(",;:=/") && ends && single || gap.opens(0, 0) && ends;
            joined.then_some(Found { count: Some(number.clone()), percent: Some(percent.clone()), ..found })?
        }
        (What::Percent(percent), What::Named { number, capital: false }) => {
            let joined = (gap.is_one(",;:=") || gap.opens(9, 0)) && ends;
            joined.then_some(Found { count: Some(number.clone()), percent: Some(percent.clone()), ..found })?
        }
        (What::Percent(percent), What::Count(count)) => {
            // `(55.7%, 34)`, `55.7% (34 departments)`; a number alone in parentheses may be a reference.
            let counted = behind.is_some_and(|token| token.word().is_some())
                && tokens.iter().skip(second.range.end).take(4).any(|token| token.is_mark(')'));
            if gap.is_one(",;") && opened && ends || gap.opens(6, 0) && counted {
                Found { count: Some(count.clone()), percent: Some(percent.clone()), ..found }
            } else {
                let follows = atoms.get(k + 2).is_some_and(|next| {
                    matches!(next.what, What::Percent(_))
                        && Gap(&tokens[second.range.end..next.range.start]).opens(8, 3)
                });
                let base = gap.leads_to_base(0) && !follows;
                base.then_some(Found {
                    base: Some(count.clone()),
                    base_is_said: true,
                    percent: Some(percent.clone()),
                    ..found
                })?
            }
        }
        (
            What::Percent(_)
            | What::Ratio { .. }
            | What::Named { .. }
            | What::Count(_)
            | What::Words(_)
            | What::Barrier,
            What::Percent(_)
            | What::Ratio { .. }
            | What::Named { .. }
            | What::Count(_)
            | What::Words(_)
            | What::Barrier,
        ) => return None,
    };
    Some(found)
}

/// Whether a parenthesis opens right before a token.
fn opens_before(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|token| token.is_mark('('))
}

/// Whether few words follow, and then a parenthesis closes.
fn closes_behind_words(tokens: &[Token], at: usize) -> bool {
    let rest = tokens.get(at..).unwrap_or_default();
    let words = rest.iter().take_while(|token| token.word().is_some()).count();
    words <= 3 && rest.get(words).is_some_and(|token| token.is_mark(')'))
}

/// A percentage without a count, of the base that its sentence opens with: `Of the 34 departments, 97.1% had …`.
fn alone(tokens: &[Token], atoms: &[Atom], k: usize, leads: &[Lead]) -> Option<Found> {
    let atom = atoms.get(k)?;
    let What::Percent(percent) = &atom.what else { return None };
    let lead = holding(leads, (atom.range.start, atom.range.end))?;
    let before = |n: usize| atom.range.start.checked_sub(n).and_then(|at| tokens.get(at));
    let article = before(1).is_some_and(|token| token.is_word(&["the", "il", "l", "lo"]));
    let before = if article { before(2) } else { before(1) };
    let subject = before.is_some_and(|token| token.is_mark(',') || token.is_word(&["and", "e", "ed", "only", "solo"]));
    let verb = tokens.get(atom.range.end).is_some_and(|token| token.word().is_some() && !token.is_word(&PARTS));
    // `, nearly all (97.1%) had one`.
    let back = tokens.get(atom.range.start.saturating_sub(5)..atom.range.start).unwrap_or_default();
    let all = back.last().is_some_and(|token| token.is_mark('('))
        && back
            .iter()
            .rev()
            .skip(1)
            .take(2)
            .any(|token| token.is_word(&["all", "majority", "most", "tutti", "tutte", "maggioranza"]))
        && back.iter().any(|token| token.is_mark(','))
        && tokens.get(atom.range.end).is_some_and(|token| token.is_mark(')'));
    let (subject, verb) = (subject || all, verb || all);
    let found = Found { tokens: (atom.range.start, atom.range.end), atoms: (k, k + 1), ..Found::default() };
    (subject && verb).then(|| Found {
        base: Some(lead.base.clone()),
        base_is_said: true,
        percent: Some(percent.clone()),
        ..found
    })
}

fn holding(leads: &[Lead], (start, end): (usize, usize)) -> Option<&Lead> {
    leads.iter().rev().find(|lead| lead.from <= start).filter(|lead| end <= lead.until)
}

/// Words behind a share that may make it one of a part of the base.
const PARTS: [&str; 14] =
    ["in", "nel", "nella", "nelle", "nei", "negli", "nell", "al", "of", "dei", "delle", "degli", "di", "del"];

/// Finds the base of a count with its percentage.
fn complete(share: &mut Found, tokens: &[Token], atoms: &[Atom], leads: &[Lead], context: &[Number]) {
    if share.base.is_some() {
        return;
    }
    let end = share.tokens.1;
    // An interval of confidence may stand before the parenthesis closes.
    let rest = tokens.get(end..tokens.len().min(end + 16)).unwrap_or_default();
    let closes = rest.iter().position(|token| token.is_mark(')') || token.is_mark('('));
    let closing = closes.filter(|at| rest[*at].is_mark(')')).map_or(0, |at| at + 1);
    // `34 (55.7%) of the 61 departments`, `34 (55,7%) dipartimenti su 61`.
    if let Some(next) = atoms.get(share.atoms.1)
        && let What::Count(base) = &next.what
        && (Gap(tokens.get(end + closing..next.range.start).unwrap_or_default()).leads_to_base(3)
            || Gap(tokens.get(end..next.range.start).unwrap_or_default()).leads_to_base(0))
    {
        share.base = Some(base.clone());
        share.base_is_said = true;
        share.tokens.1 = next.range.end;
        share.atoms.1 += 1;
        return;
    }
    // A base that is named in the sentence: `In all departments (N = 61), 34 (55.7%)`.
    let named = atoms[..share.atoms.0].iter().rev().find_map(|atom| match &atom.what {
        What::Named { number, capital: true } => Some(number),
        What::Percent(_)
        | What::Ratio { .. }
        | What::Named { .. }
        | What::Count(_)
        | What::Words(_)
        | What::Barrier => None,
    });
    if let Some(lead) = holding(leads, share.tokens) {
        let part = tokens.get(end + closing).is_some_and(|token| token.is_word(&PARTS));
        share.base = Some(lead.base.clone());
        share.base_is_said = !part;
    } else {
        // A number of the sentences before is meant where the share is true of it; it is not said.
        let counts = atoms[..share.atoms.0]
            .iter()
            .filter_map(|atom| if let What::Count(number) = &atom.what { Some(number) } else { None });
        let implied = context.iter().rev().take(6).chain(counts).find(|base| {
            share.count.as_ref().zip(share.percent.as_ref()).is_some_and(|(count, percent)| fits(count, base, percent))
        });
        share.base = named.or(implied).cloned();
    }
}

/// The count behind a percentage of a base: `45.2% of the 135 hospitals took part (n = 61)`.
fn with_count(share: &mut Found, tokens: &[Token], atoms: &[Atom]) {
    if share.count.is_some() || share.percent.is_none() || !share.base_is_said {
        return;
    }
    if let Some(next) = atoms.get(share.atoms.1)
        && let What::Named { number, capital: false } = &next.what
        && Gap(tokens.get(share.tokens.1..next.range.start).unwrap_or_default()).opens(6, 0)
        && tokens.get(next.range.end).is_some_and(|token| token.is_mark(')'))
    {
        share.count = Some(number.clone());
        share.tokens.1 = next.range.end;
        share.atoms.1 += 1;
    }
}

/// Puts words to the share in the parenthesis behind them: `More than half of the departments (34 of 61)`.
fn with_words(tokens: &[Token], atoms: &[Atom], found: &mut Vec<Found>) {
    for (k, atom) in atoms.iter().enumerate() {
        let What::Words(words) = &atom.what else { continue };
        let Some(next) = atoms.get(k + 1) else { continue };
        // `Two thirds of the 61 departments (41; 67.2%)`: the base stands between.
        let (base, next_at) = match (&next.what, atoms.get(k + 2)) {
            (What::Count(base), Some(_)) if Gap(&tokens[atom.range.end..next.range.start]).leads_to_base(0) => {
                (Some(base), k + 2)
            }
            _ => (None, k + 1),
        };
        let Some(next) = atoms.get(next_at) else { continue };
        let start = if base.is_some() { atoms[k + 1].range.end } else { atom.range.end };
        if !Gap(tokens.get(start..next.range.start).unwrap_or_default()).opens(9, 1) {
            continue;
        }
        let at = found.iter().position(|share| share.atoms.0 == next_at && share.tokens.0 == next.range.start);
        let at = at.or_else(|| {
            let share = behind_words(tokens, atoms, (k, next_at), base.is_some())?;
            found.push(share);
            Some(found.len() - 1)
        });
        let Some(share) = at.and_then(|at| found.get_mut(at)) else { continue };
        share.words = Some(*words);
        share.tokens.0 = share.tokens.0.min(atom.range.start);
        if let Some(base) = base.filter(|_| !share.base_is_said) {
            share.base = Some(base.clone());
            share.base_is_said = true;
        }
    }
    found.sort_by_key(|share| share.tokens);
}

/// A share whose words, at `k`, stand before a parenthesis with one number of it, at `at`.
fn behind_words(tokens: &[Token], atoms: &[Atom], (k, at): (usize, usize), based: bool) -> Option<Found> {
    let (first, next) = (atoms.get(k)?, atoms.get(at)?);
    let mut share = Found { tokens: (first.range.start, next.range.end), atoms: (k, at + 1), ..Found::default() };
    match &next.what {
        What::Percent(percent) => share.percent = Some(percent.clone()),
        What::Ratio { count, base } => {
            (share.count, share.base) = (Some(count.clone()), Some(base.clone()));
            share.base_is_said = true;
        }
        What::Named { number, capital: false } if based => share.count = Some(number.clone()),
        What::Named { .. } | What::Count(_) | What::Words(_) | What::Barrier => return None,
    }
    let closes = tokens.get(next.range.end).is_some_and(|token| token.is_one_of("),;"));
    (closes && is_alone_in_parenthesis(tokens, next.range.end)).then_some(share)
}
