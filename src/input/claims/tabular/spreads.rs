//! Means, medians and quartiles in tables: by columns, by rows, or in one cell (`12.4 (3.1)` under `mean (SD)`).

use std::collections::BTreeSet;

use crate::input::claims::language::token::{Number, Token};
use crate::input::claims::prose::scene::Scene;
use crate::input::claims::tabular::cell::Value;
use crate::input::claims::tabular::sheet::{Column, Row};
use crate::model::claim::figure::Figure;
use crate::model::claim::statement::{Spread, Statement};

/// A statistic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Statistic {
    /// How many.
    Count,
    /// The mean.
    Mean,
    /// The standard deviation.
    Deviation,
    /// The sum.
    Sum,
    /// The smallest.
    Minimum,
    /// The lower quartile.
    Lower,
    /// The median.
    Median,
    /// The upper quartile.
    Upper,
    /// The largest.
    Maximum,
    /// Both quartiles.
    Quartiles,
    /// The smallest and the largest.
    Range,
}

const WORDS: [(&str, Statistic); 34] = [
    ("mean", Statistic::Mean),
    ("media", Statistic::Mean),
    ("average", Statistic::Mean),
    ("sd", Statistic::Deviation),
    ("ds", Statistic::Deviation),
    ("deviation", Statistic::Deviation),
    ("deviazione", Statistic::Deviation),
    ("median", Statistic::Median),
    ("mediana", Statistic::Median),
    ("q2", Statistic::Median),
    ("q1", Statistic::Lower),
    ("p25", Statistic::Lower),
    ("lower", Statistic::Lower),
    ("first", Statistic::Lower),
    ("primo", Statistic::Lower),
    ("q3", Statistic::Upper),
    ("p75", Statistic::Upper),
    ("upper", Statistic::Upper),
    ("third", Statistic::Upper),
    ("terzo", Statistic::Upper),
    ("iqr", Statistic::Quartiles),
    ("interquartile", Statistic::Quartiles),
    ("interquartili", Statistic::Quartiles),
    ("min", Statistic::Minimum),
    ("minimum", Statistic::Minimum),
    ("minimo", Statistic::Minimum),
    ("max", Statistic::Maximum),
    ("maximum", Statistic::Maximum),
    ("massimo", Statistic::Maximum),
    ("range", Statistic::Range),
    ("min-max", Statistic::Range),
    ("sum", Statistic::Sum),
    ("total", Statistic::Sum),
    ("totale", Statistic::Sum),
];

/// The statistics that words name, in order; `total` and `n` name one where they stand alone.
pub(crate) fn statistics(tokens: &[Token]) -> Vec<Statistic> {
    let words: Vec<&str> = tokens.iter().filter_map(Token::word).collect();
    if matches!(words.as_slice(), ["n"]) {
        return vec![Statistic::Count];
    }
    let mut found: Vec<Statistic> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let named = WORDS.iter().find(|(name, _)| name == word).map(|(_, statistic)| *statistic);
        // `Lower quartile`, not `lower secondary school`; a total beside other words is another thing.
        let quartile = words.get(at + 1).is_some_and(|next| next.starts_with("quartil"));
        let sure = match named {
            Some(Statistic::Lower | Statistic::Upper) => quartile || word.starts_with(['q', 'p']),
            Some(Statistic::Sum) => words.len() == 1,
            Some(_) | None => true,
        };
        if let Some(statistic) = named.filter(|statistic| sure && !found.contains(statistic)) {
            found.push(statistic);
        }
    }
    found
}

/// Whether statistics say where a variable lies: one of them alone is enough to make a row no answer of a question.
pub(crate) fn says_where(statistics: &[Statistic]) -> bool {
    statistics.iter().any(|statistic| !matches!(statistic, Statistic::Count | Statistic::Sum | Statistic::Range))
}

/// Puts a number where it belongs.
pub(crate) fn set(spread: &mut Spread, statistic: Statistic, figure: Figure) {
    let place = match statistic {
        Statistic::Count => &mut spread.n,
        Statistic::Mean => &mut spread.mean,
        Statistic::Deviation => &mut spread.deviation,
        Statistic::Sum => &mut spread.total,
        Statistic::Minimum => &mut spread.minimum,
        Statistic::Lower => &mut spread.lower,
        Statistic::Median => &mut spread.median,
        Statistic::Upper => &mut spread.upper,
        Statistic::Maximum => &mut spread.maximum,
        Statistic::Quartiles | Statistic::Range => return,
    };
    place.get_or_insert(figure);
}

/// Puts both numbers of a pair of statistics where they belong.
pub(crate) fn set_both(spread: &mut Spread, statistic: Statistic, low: Figure, high: Figure) {
    let (first, second) = match statistic {
        Statistic::Quartiles => (Statistic::Lower, Statistic::Upper),
        Statistic::Range => (Statistic::Minimum, Statistic::Maximum),
        Statistic::Count
        | Statistic::Mean
        | Statistic::Deviation
        | Statistic::Sum
        | Statistic::Minimum
        | Statistic::Lower
        | Statistic::Median
        | Statistic::Upper
        | Statistic::Maximum => return,
    };
    set(spread, first, low);
    set(spread, second, high);
}

/// How many numbers a spread has.
pub(crate) fn known(spread: &Spread) -> usize {
    let all = [
        &spread.n,
        &spread.mean,
        &spread.deviation,
        &spread.total,
        &spread.minimum,
        &spread.lower,
        &spread.median,
        &spread.upper,
        &spread.maximum,
    ];
    all.into_iter().flatten().count()
}

/// What a cell under such statistics adds.
fn add(scene: &Scene<'_>, spread: &mut Spread, statistics: &[Statistic], value: &Value, tokens: &[Token]) {
    let figure = |number: &Number| scene.figure(number);
    match (statistics, value) {
        ([one], Value::One(number)) => set(spread, *one, figure(number)),
        ([one, rest @ ..], Value::Pair(first, second)) => {
            set(spread, *one, figure(first));
            if let [Statistic::Deviation] = rest {
                set(spread, Statistic::Deviation, figure(second));
            }
        }
        ([one, rest @ ..], Value::Between(first, low, high)) => {
            set(spread, *one, figure(first));
            let pair = match rest {
                [both] => Some(*both),
                [Statistic::Lower, Statistic::Upper] => Some(Statistic::Quartiles),
                [Statistic::Minimum, Statistic::Maximum] => Some(Statistic::Range),
                _ => None,
            };
            if let Some(pair) = pair {
                set_both(spread, pair, figure(low), figure(high));
            }
        }
        ([both @ (Statistic::Quartiles | Statistic::Range)], Value::Label) => {
            if let [low, mark, high] = tokens
                && (mark.is_one_of("-,;") || mark.is_word(&["to", "a"]))
                && let (Some(low), Some(high)) = (low.number(), high.number())
            {
                set_both(spread, *both, figure(&low), figure(&high));
            }
        }
        _ => {}
    }
}

fn finish(scene: &mut Scene<'_>, spread: Spread, row: &Row, end: usize) {
    let said =
        [&spread.mean, &spread.median, &spread.lower, &spread.minimum, &spread.maximum].into_iter().flatten().count();
    if said > 0 && known(&spread) > 1 {
        scene.add(row.label.start..end, Statement::Spread(Box::new(spread)), BTreeSet::new());
    }
}

/// Spreads of the rows, where columns are statistics.
pub(crate) fn by_columns(scene: &mut Scene<'_>, columns: &[Column], rows: &[&Row]) -> bool {
    let named: Vec<(usize, Vec<Statistic>)> =
        columns.iter().map(|column| (column.at, statistics(&column.header))).collect();
    let several = named.iter().filter(|(_, statistics)| says_where(statistics)).count();
    let once =
        |statistic: Statistic| named.iter().filter(|(_, statistics)| statistics.contains(&statistic)).count() <= 1;
    if several == 0 || ![Statistic::Mean, Statistic::Median].into_iter().all(once) {
        return false;
    }
    for row in rows {
        let mut spread = Spread { label: scene.words(row.label.clone()), ..Spread::default() };
        for (at, statistics) in &named {
            if let Some(cell) = row.cells.get(*at) {
                add(scene, &mut spread, statistics, &cell.value, &cell.tokens);
            }
        }
        let end = row.cells.iter().map(|cell| cell.range.end).max().unwrap_or(row.label.end);
        finish(scene, spread, row, end);
    }
    true
}

/// Spreads of the columns, where rows are statistics of one variable, or one row holds several.
pub(crate) fn by_rows(scene: &mut Scene<'_>, columns: &[Column], rows: &[&Row]) {
    let named: Vec<(&Row, Vec<Statistic>)> = rows.iter().map(|row| (*row, statistics(&row.words))).collect();
    // Rows of one variable stand together; a statistic that comes again begins another.
    let mut runs: Vec<Vec<&(&Row, Vec<Statistic>)>> = Vec::new();
    let mut open = false;
    for entry in &named {
        let (row, statistics) = entry;
        let plain =
            |word: &str| WORDS.iter().any(|(name, _)| *name == word) || ["standard", "quartile", "n"].contains(&word);
        let alone = statistics.len() > 1 || row.words.iter().filter_map(Token::word).any(|word| !plain(word));
        if statistics.is_empty() {
            open = false;
            continue;
        }
        let again = runs
            .last()
            .is_some_and(|run| run.iter().any(|(_, other)| other.iter().any(|one| statistics.contains(one))));
        if open && !again && !alone {
            if let Some(run) = runs.last_mut() {
                run.push(entry);
            }
        } else {
            runs.push(vec![entry]);
        }
        open = !alone;
    }
    for run in runs.iter().filter(|run| run.iter().any(|(_, statistics)| says_where(statistics))) {
        for column in columns {
            let mut spread = Spread { label: scene.words(run[0].0.label.clone()), ..Spread::default() };
            let mut end = run[0].0.label.end;
            for (row, statistics) in run {
                if let Some(cell) = row.cells.get(column.at) {
                    add(scene, &mut spread, statistics, &cell.value, &cell.tokens);
                    end = end.max(cell.range.end);
                }
            }
            finish(scene, spread, run[0].0, end);
        }
    }
}
