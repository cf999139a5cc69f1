//! Means, medians, quartiles and extremes in sentences: `a median of 413,020 (IQR 322,879–609,562)`.
//!
//! A mean or median takes the number behind it, and what its parenthesis or the same clause says of deviation, quartiles and range. Two means
//! in a sentence are two variables or two groups, and never share what was said of one of them.

use std::collections::BTreeSet;

use crate::input::claims::language::token::{Kind, Number, Token};
use crate::input::claims::prose::scene::Scene;
use crate::input::claims::tabular::spreads::{Statistic, known, set, set_both};
use crate::model::claim::statement::{Spread, Statement};

const MEAN: [&str; 4] = ["mean", "media", "average", "averaged"];
const MEDIAN: [&str; 2] = ["median", "mediana"];
const DEVIATION: [&str; 4] = ["sd", "ds", "deviation", "deviazione"];
const QUARTILES: [&str; 6] = ["iqr", "interquartile", "interquartili", "quartiles", "quartili", "q1-q3"];
const RANGE: [&str; 7] = ["range", "ranging", "min-max", "intervallo", "campo", "estremi", "range:"];
/// What may stand between a statistic and its number.
const BETWEEN: [&str; 40] = [
    "of",
    "was",
    "is",
    "were",
    "equal",
    "to",
    "at",
    "the",
    "age",
    "size",
    "score",
    "number",
    "di",
    "del",
    "della",
    "era",
    "e",
    "pari",
    "a",
    "standard",
    "range",
    "eta",
    "dimensione",
    "numero",
    "punteggio",
    "value",
    "valore",
    "from",
    "between",
    "da",
    "tra",
    "fra",
    "stata",
    "stato",
    "catchment",
    "duration",
    "durata",
    "population",
    "per",
    "mean",
];

/// How far a number may stand behind its statistic.
const NEAR: usize = 9;

/// Claims of a sentence about where variables lie.
pub(crate) fn read_spreads(scene: &mut Scene<'_>, tokens: &[Token]) {
    let centres: Vec<usize> =
        (0..tokens.len()).filter(|at| tokens[*at].is_word(&MEAN) || tokens[*at].is_word(&MEDIAN)).collect();
    let mut before: Option<Spread> = None;
    for (n, at) in centres.iter().copied().enumerate() {
        let end = centres.get(n + 1).copied().unwrap_or(tokens.len());
        let adverb = at.checked_sub(1).is_some_and(|before| tokens[before].is_word(&["on", "in"]));
        let place = if adverb { number_on_average(tokens, at, end) } else { number_behind(tokens, at + 1, end) };
        let Some(number_at) = place else { continue };
        let Some(number) = tokens[number_at].number() else { continue };
        let statistic = if tokens[at].is_word(&MEAN) { Statistic::Mean } else { Statistic::Median };
        let mut spread =
            Spread { label: scene.words(tokens[at].range.start..tokens[number_at].range.start), ..Spread::default() };
        set(&mut spread, statistic, scene.figure(&number));
        let last = around(scene, &mut spread, tokens, number_at + 1, end);
        // `(mean = 515,549; median = 413,020; IQR = …)` is one variable.
        let mean = before.take().and_then(|before| before.mean).filter(|_| statistic == Statistic::Median);
        if let Some(mean) = mean {
            set(&mut spread, Statistic::Mean, mean);
        }
        let next = tokens.get(number_at + 1..end).unwrap_or_default();
        let same = end < tokens.len()
            && next.len() <= 3
            && next.iter().all(|token| token.is_one_of(";,") || token.is_word(&["and", "e"]));
        before = same.then(|| spread.clone());
        if let [_] = centres.as_slice() {
            total(scene, &mut spread, tokens, number_at);
            range_before(scene, &mut spread, tokens, at);
        }
        if known(&spread) > 1 {
            let last = last.max(number_at + 1);
            let close = usize::from(tokens.get(last).is_some_and(|token| token.is_one_of(")]")));
            scene.add_tokens(&tokens[at..last + close], Statement::Spread(Box::new(spread)), BTreeSet::new());
        }
    }
}

/// The number that a statistic at `at - 1` has.
fn number_behind(tokens: &[Token], at: usize, end: usize) -> Option<usize> {
    for (n, token) in tokens.get(at..end)?.iter().enumerate().take(NEAR) {
        let place = at + n;
        if token.is_number() {
            let percent = tokens.get(place + 1).is_some_and(|next| next.kind == Kind::Percent);
            return token.printed().filter(|_| !percent).map(|_| place);
        }
        // Units of what is measured may stand between, other statistics and clauses may not.
        let stops = token.is_one_of(".;,?)")
            || token.is_word(&DEVIATION)
            || token.is_word(&QUARTILES)
            || token.is_word(&["and", "who", "che"]) && n > 2;
        if stops {
            return None;
        }
    }
    None
}

/// The number that is so on average: right behind the word, or the only one with decimals in its clause.
fn number_on_average(tokens: &[Token], at: usize, end: usize) -> Option<usize> {
    let percent = |place: usize| tokens.get(place + 1).is_some_and(|next| next.kind == Kind::Percent);
    let behind = (at + 1..end.min(at + 2)).find(|place| tokens[*place].printed().is_some());
    let mut decimals = (0..end).filter(|place| tokens[*place].printed().is_some_and(|printed| printed.decimals > 0));
    let only = decimals.next().filter(|_| decimals.next().is_none());
    behind.or(only).filter(|place| !percent(*place))
}

/// Reads what stands behind the number: in the parenthesis that opens there, or, inside of a parenthesis, up to its end.
fn around(scene: &Scene<'_>, spread: &mut Spread, tokens: &[Token], from: usize, end: usize) -> usize {
    let mut last = from;
    let mut at = from;
    let mut depth = 0_i32;
    while at < end {
        let token = &tokens[at];
        let closes = token.is_one_of(")]");
        depth += i32::from(token.is_one_of("(["));
        depth -= i32::from(closes);
        if token.is_mark(';') && depth <= 0 && at > from + 1 && !has_statistic(tokens, at, end)
            || token.is_word(&["while", "whereas", "versus", "vs", "mentre"])
        {
            break;
        }
        let keyed = if token.is_word(&DEVIATION) || token.is_mark('±') {
            one(scene, spread, Statistic::Deviation, tokens, at, end)
        } else if token.is_word(&QUARTILES) {
            both(scene, spread, Statistic::Quartiles, tokens, at, end)
        } else if token.is_word(&RANGE) && !tokens[..at].last().is_some_and(|before| before.is_word(&["interquartile"]))
        {
            both(scene, spread, Statistic::Range, tokens, at, end)
        } else {
            None
        };
        if let Some(place) = keyed {
            last = place + 1;
            at = place;
        }
        // What follows the parenthesis speaks of something else.
        if closes && depth <= 0 {
            break;
        }
        // Without a parenthesis only what follows at once belongs to the number.
        if depth <= 0 && keyed.is_none() && at > from + 8 {
            break;
        }
        at += 1;
    }
    last
}

fn has_statistic(tokens: &[Token], at: usize, end: usize) -> bool {
    tokens
        .get(at + 1..end.min(at + 3))
        .unwrap_or_default()
        .iter()
        .any(|token| token.is_word(&DEVIATION) || token.is_word(&QUARTILES) || token.is_word(&RANGE))
}

/// The number behind a word at `at`, as far as only such words stand between.
fn near(tokens: &[Token], at: usize, end: usize) -> Option<usize> {
    let rest = tokens.get(at + 1..end)?;
    let n = rest.iter().take(6).position(Token::is_number)?;
    let plain =
        |token: &Token| token.is_word(&BETWEEN) || token.is_one_of("=:,([") || token.is_word(&["q1", "q3", "iqr"]);
    rest[..n].iter().all(plain).then_some(at + 1 + n)
}

fn one(
    scene: &Scene<'_>,
    spread: &mut Spread,
    statistic: Statistic,
    tokens: &[Token],
    at: usize,
    end: usize,
) -> Option<usize> {
    let place = near(tokens, at, end)?;
    set(spread, statistic, scene.figure(&tokens[place].number()?));
    Some(place)
}

fn both(
    scene: &Scene<'_>,
    spread: &mut Spread,
    statistic: Statistic,
    tokens: &[Token],
    at: usize,
    end: usize,
) -> Option<usize> {
    let low = near(tokens, at, end)?;
    let (mark, high) = (tokens.get(low + 1)?, tokens.get(low + 2).filter(|_| low + 2 < end)?);
    let joined = mark.is_one_of("-,;–—") || mark.is_word(&["to", "a", "and", "e", "ad"]);
    let (low_number, high_number) = (tokens[low].number()?, high.number().filter(|_| joined)?);
    set_both(spread, statistic, scene.figure(&low_number), scene.figure(&high_number));
    Some(low + 2)
}

/// `Ranged from 3 to 12, with a mean of 15`.
fn range_before(scene: &Scene<'_>, spread: &mut Spread, tokens: &[Token], centre: usize) {
    let verbs = [
        "ranged",
        "ranging",
        "varied",
        "variava",
        "variavano",
        "varia",
        "variano",
        "compreso",
        "compresi",
        "comprese",
        "compresa",
    ];
    let Some(at) = tokens[..centre].iter().rposition(|token| token.is_word(&verbs)) else { return };
    let spread_before = spread.clone();
    let found = both(scene, spread, Statistic::Range, tokens, at, centre);
    // Percentages and years are ranges of something else.
    let wrong = found.is_none_or(|place| tokens.get(place + 1).is_some_and(|next| next.kind == Kind::Percent));
    if wrong {
        *spread = spread_before;
    }
}

/// The total and the number of values beside a mean: `the 61 libraries held a total of 756,400 volumes, a mean of 12,400 each`.
fn total(scene: &Scene<'_>, spread: &mut Spread, tokens: &[Token], mean: usize) {
    let numbers: Vec<usize> = (0..tokens.len()).filter(|at| *at != mean && tokens[*at].count().is_some()).collect();
    let others = tokens.iter().filter(|token| token.is_number()).count();
    let [first, second] = numbers[..] else { return };
    if others > 3 || spread.mean.is_none() || known(spread) > 1 {
        return;
    }
    let is_total = |at: usize| {
        let before = tokens[at.saturating_sub(3)..at].iter();
        let behind = tokens[at + 1..tokens.len().min(at + 5)].iter();
        before.clone().any(|token| token.is_word(&["total", "totale", "totalled", "complessivamente", "complessivi"]))
            && before.last().is_some_and(|token| token.is_word(&["of", "di", "totalled", "complessivamente", "totale"]))
            || tokens[at.saturating_sub(4)..at]
                .iter()
                .any(|token| token.is_word(&["altogether", "overall", "complessivamente"]))
            || behind
                .take_while(|token| token.word().is_some())
                .any(|token| token.is_word(&["altogether", "tutto", "complessivamente", "complessivi"]))
            || tokens[at + 1..]
                .windows(2)
                .take(4)
                .any(|pair| pair[0].is_word(&["in"]) && pair[1].is_word(&["total", "all", "totale"]))
    };
    let (total, n) = match (is_total(first), is_total(second)) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ => return,
    };
    let number = |at: usize| tokens[at].count();
    let (Some(total), Some(n)): (Option<Number>, Option<Number>) = (number(total), number(n)) else { return };
    spread.total = Some(scene.figure(&total));
    spread.n = Some(scene.figure(&n));
}
