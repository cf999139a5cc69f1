//! Rates of groups in one sentence, coverage of areas, and totals that a source is said to have.

use std::collections::BTreeSet;

use crate::input::claims::language::token::{Number, Token};
use crate::input::claims::prose::atoms::{Atom, What};
use crate::input::claims::prose::scene::Scene;
use crate::input::claims::prose::share::Found;
use crate::input::claims::tabular::areas::PEOPLE;
use crate::model::claim::figure::Named;
use crate::model::claim::statement::{Rate, Statement, Total};

/// Words of rates of response.
const RATES: [&str; 16] = [
    "rate",
    "rates",
    "tasso",
    "tassi",
    "answered",
    "responded",
    "replied",
    "risposto",
    "risposta",
    "response",
    "participated",
    "participation",
    "partecipazione",
    "adesione",
    "aderito",
    "returned",
];

/// Words of coverage.
const COVERS: [&str; 10] =
    ["coverage", "covered", "covering", "cover", "covers", "copertura", "coperti", "coperta", "coprono", "copre"];

/// Words for the whole country.
const WHOLE: [&str; 12] = [
    "italy",
    "italia",
    "nationally",
    "national",
    "nazionale",
    "overall",
    "country",
    "paese",
    "nationwide",
    "total",
    "totale",
    "all",
];

/// Sets of groups that are all there are; a group is told by how a word of it begins.
const PARTITIONS: [&[&[&str]]; 12] = [
    &[
        &["north-east", "nord-est", "northeast", "nordest", "north-eastern"],
        &["north-west", "nord-ovest", "northwest", "nordovest", "north-western"],
        &["cent"],
        &["south", "sud", "mezzogiorno"],
        &["island", "isole"],
    ],
    &[
        &["north-east", "nord-est", "northeast", "nordest"],
        &["north-west", "nord-ovest", "northwest", "nordovest"],
        &["cent"],
        &["south", "sud", "mezzogiorno"],
    ],
    &[&["north", "nord", "settentrion"], &["cent"], &["south", "sud", "mezzogiorno", "meridion"], &["island", "isole"]],
    &[&["north", "nord", "settentrion"], &["cent"], &["south", "sud", "mezzogiorno", "meridion"]],
    &[&["public", "pubblic"], &["private", "privat"]],
    &[&["urban"], &["rural"]],
    &[&["women", "female", "donne", "femmin"], &["men", "male", "uomini", "maschi"]],
    &[&["small", "piccol"], &["medium", "medi"], &["large", "grand"]],
    &[&["small", "piccol"], &["large", "grand"]],
    &[&["primary", "primari"], &["secondary", "secondari"]],
    &[&["municipal", "comunal"], &["state", "statal"], &["private", "privat"]],
    &[&["north", "nord"], &["south", "sud"]],
];

/// Whether labels are all groups of a set, each once.
pub(crate) fn is_partition(labels: &[Vec<String>]) -> bool {
    PARTITIONS.iter().any(|partition| {
        let begins = |label: &[String], words: &[&str]| {
            label.iter().any(|word| words.iter().any(|start| word.starts_with(start)))
        };
        partition.len() == labels.len()
            && partition.iter().all(|words| labels.iter().filter(|label| begins(label, words)).count() == 1)
            && labels.iter().all(|label| partition.iter().filter(|words| begins(label, words)).count() == 1)
    })
}

/// What rates in the sentences that follow may add up to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Response {
    total: Option<Found>,
    age: usize,
}

/// How many sentences a rate of all is kept for.
const KEPT: usize = 8;

impl Response {
    /// Looks at the shares of a sentence.
    pub(crate) fn see(&mut self, tokens: &[Token], found: &[Found]) {
        self.age += 1;
        if self.age > KEPT {
            self.total = None;
        }
        let sent =
            ["received", "questionnaires", "questionnaire", "completed", "questionario", "questionari", "compilato"];
        let said = tokens.iter().any(|token| token.is_word(&RATES) || token.is_word(&sent));
        if let [share] = found
            && said
            && share.base_is_said
            && share.count.is_some()
            && share.percent.is_some()
        {
            (self.total, self.age) = (Some(share.clone()), 0);
        }
    }
}

/// A group and its rate.
struct Group {
    label: std::ops::Range<usize>,
    words: Vec<String>,
    percent: Number,
    tokens: (usize, usize),
}

/// Rates of groups in a sentence that speaks of rates; whether there are some.
pub(crate) fn read_rates(scene: &mut Scene<'_>, tokens: &[Token], atoms: &[Atom], response: &Response) -> bool {
    let alone = atoms.iter().all(|atom| matches!(atom.what, What::Percent(_) | What::Count(_)));
    if !alone || !tokens.iter().any(|token| token.is_word(&RATES)) {
        return false;
    }
    let mut groups: Vec<Group> = atoms.iter().filter_map(|atom| group(tokens, atom)).collect();
    let n_percents = atoms.iter().filter(|atom| matches!(atom.what, What::Percent(_))).count();
    if groups.len() < 2 || groups.len() + 1 < n_percents {
        return false;
    }
    let whole = |group: &Group| group.words.iter().any(|word| WHOLE.contains(&word.as_str()));
    let all = groups.iter().position(whole).map(|at| groups.remove(at));
    let labels: Vec<Vec<String>> = groups.iter().map(|group| group.words.clone()).collect();
    let total = response.total.as_ref().filter(|_| is_partition(&labels)).map(|total| Total {
        count: scene.maybe(total.count.as_ref()),
        base: scene.maybe(total.base.as_ref()),
        percent: scene.maybe(total.percent.as_ref()),
    });
    let total =
        total.or_else(|| all.map(|all| Total { percent: Some(scene.figure(&all.percent)), ..Total::default() }));
    let places = groups.iter().map(|group| group.tokens);
    let (Some(start), Some(end)) = (places.clone().map(|(start, _)| start).min(), places.map(|(_, end)| end).max())
    else {
        return false;
    };
    let rate = |group: &Group| Rate {
        label: scene.words(group.label.clone()),
        percent: scene.figure(&group.percent),
        count: None,
        base: None,
    };
    let groups: Vec<Rate> = groups.iter().map(rate).collect();
    scene.add_tokens(&tokens[start..end], Statement::Rates { groups, total }, BTreeSet::new());
    true
}

/// `63% in the North-East`, `North-East (63%)`.
fn group(tokens: &[Token], atom: &Atom) -> Option<Group> {
    let What::Percent(percent) = &atom.what else { return None };
    let (start, end) = (atom.range.start, atom.range.end);
    let names = |from: usize, to: usize| -> Option<Vec<String>> {
        let words: Vec<String> =
            tokens.get(from..to)?.iter().filter_map(|token| token.word().map(str::to_owned)).collect();
        (!words.is_empty()).then_some(words)
    };
    let into = ["in", "among", "for", "nel", "nella", "nell", "nelle", "nei", "al", "tra", "fra", "per", "at", "negli"];
    if tokens.get(end).is_some_and(|token| token.is_word(&into)) {
        let behind = tokens[end + 1..].iter().take_while(|token| {
            token.word().is_some_and(|word| !["and", "e", "ed", "but", "to", "ma", "with", "while"].contains(&word))
        });
        let last = end + 1 + behind.take(6).count();
        let words = names(end + 1, last)?;
        let label = tokens.get(end + 1)?.range.start..tokens.get(last - 1)?.range.end;
        return Some(Group { label, words, percent: percent.clone(), tokens: (start, last) });
    }
    let closed = tokens.get(end).is_some_and(|token| token.is_mark(')')) && start > 0 && tokens[start - 1].is_mark('(');
    if closed {
        let before = tokens[..start - 1].iter().rev().take_while(|token| {
            token.word().is_some_and(|word| {
                !["and", "e", "ed", "in", "nel", "nella", "the", "was", "nelle", "al", "were"].contains(&word)
            })
        });
        let first = start - 1 - before.take(4).count();
        let words = names(first, start - 1)?;
        let label = tokens.get(first)?.range.start..tokens.get(start - 2)?.range.end;
        return Some(Group { label, words, percent: percent.clone(), tokens: (first, end + 1) });
    }
    None
}

/// A share of residents as coverage of an area; `None` where the sentence does not speak of it.
pub(crate) fn coverage(scene: &Scene<'_>, tokens: &[Token], share: &Found) -> Option<(Statement, Vec<String>)> {
    let covers = tokens.iter().any(|token| token.is_word(&COVERS));
    let people = tokens.iter().any(|token| token.is_word(&PEOPLE));
    let (count, base) = (share.count.as_ref()?, share.base.as_ref().filter(|_| share.base_is_said)?);
    // So many are people, whatever they are called.
    let people = people && base.printed.digits >= 1_000 || base.printed.digits >= 100_000;
    if !covers || !people {
        return None;
    }
    let (label, words) = area(scene, tokens, share)?;
    let statement = Statement::Coverage {
        area: label,
        percent: scene.maybe(share.percent.as_ref()),
        covered: Some(scene.figure(count)),
        residents: Some(scene.figure(base)),
    };
    Some((statement, words))
}

/// The area that a share is of: behind `in` inside of it or before it, or a word for the whole country.
fn area(scene: &Scene<'_>, tokens: &[Token], share: &Found) -> Option<(String, Vec<String>)> {
    let (start, end) = share.tokens;
    let into = ["in", "nel", "nella", "nell", "nelle", "nei", "al", "of"];
    let clause = tokens[..start].iter().rposition(|token| token.is_one_of(",;")).map_or(0, |at| at + 1);
    let last =
        end + tokens[end..].iter().take(6).take_while(|token| token.word().is_some() || token.is_mark(')')).count();
    let named = |at: usize| {
        let is_capital = |token: &Token| {
            scene.text.get(token.range.clone()).is_some_and(|word| word.starts_with(char::is_uppercase))
        };
        // `South and Islands` is one area.
        let names = tokens.get(at + 1..)?.iter().enumerate().take_while(|(n, token)| {
            let joins = token.is_word(&["and", "e"]) && tokens.get(at + n + 2).is_some_and(is_capital);
            token.word().is_some_and(|word| joins || !["was", "and", "e", "with", "has", "era", "of"].contains(&word))
        });
        let range = at + 1..at + 1 + names.take(4).count();
        let first = tokens.get(range.start).filter(|_| range.start < range.end)?;
        let capital = tokens.get(range.clone())?.iter().any(is_capital);
        let words = tokens.get(range.clone())?.iter().filter_map(|token| token.word().map(str::to_owned)).collect();
        let label = scene.words(first.range.start..tokens[range.end - 1].range.end);
        capital.then_some((label, words))
    };
    let inside = (start..last).filter(|at| tokens[*at].is_word(&into)).find_map(named);
    let before = || (clause..start).rev().filter(|at| tokens[*at].is_word(&into)).find_map(named);
    let whole = || {
        let word = tokens[clause..last].iter().find(|token| token.is_word(&WHOLE))?;
        Some((scene.words(word.range.clone()), vec!["italy".to_owned()]))
    };
    inside.or_else(before).or_else(whole)
}

/// Residents of areas of one paragraph that together are all of them.
#[derive(Debug, Default)]
pub(crate) struct AreasSeen {
    seen: Vec<(Named, Vec<String>)>,
    place: Option<(usize, usize)>,
}

impl AreasSeen {
    /// Keeps an area's residents.
    pub(crate) fn see(&mut self, statement: &Statement, words: Vec<String>, range: (usize, usize)) {
        if let Statement::Coverage { area, residents: Some(residents), .. } = statement {
            self.seen.push((Named { label: area.clone(), figure: residents.clone() }, words));
            let (start, end) = self.place.unwrap_or(range);
            self.place = Some((start.min(range.0), end.max(range.1)));
        }
    }

    /// The claim that they make.
    pub(crate) fn claim(self, scene: &mut Scene<'_>) {
        let is_whole = |words: &[String]| words.iter().any(|word| WHOLE.contains(&word.as_str()));
        let (whole, parts): (Vec<_>, Vec<_>) = self.seen.into_iter().partition(|(_, words)| is_whole(words));
        let labels: Vec<Vec<String>> = parts.iter().map(|(_, words)| words.clone()).collect();
        if let Some((start, end)) = self.place.filter(|_| is_partition(&labels)) {
            let total = if let [(total, _)] = whole.as_slice() { Some(total.clone()) } else { None };
            let denominators = parts.into_iter().map(|(named, _)| named).collect();
            scene.add(start..end, Statement::Areas { denominators, total }, BTreeSet::new());
        }
    }
}

/// How many people a source is said to have: `ISTAT counted 58,971,230 residents on 1 January 2024`.
pub(crate) fn read_source(scene: &mut Scene<'_>, tokens: &[Token], atoms: &[Atom]) {
    let named = tokens
        .iter()
        .any(|token| token.is_word(&["istat", "census", "censimento", "population", "popolazione", "anagrafe"]));
    let [atom] = atoms else { return };
    let What::Count(number) = &atom.what else { return };
    let people = tokens[atom.range.end..].iter().take(3).any(|token| token.is_word(&PEOPLE))
        || tokens[..atom.range.start].iter().rev().take(5).any(|token| token.is_word(&["population", "popolazione"]));
    if named && people && number.printed.digits >= 100_000 {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return };
        let label = scene.words(first.range.start..last.range.end);
        let statement = Statement::SourceTotal(Named { label, figure: scene.figure(number) });
        scene.add_tokens(tokens, statement, BTreeSet::new());
    }
}
