//! What the answers say, for people: each question as a small table, and a sentence on how wrong it would have to be.

use crate::analysis::basis::decimals::own_decimals;
use crate::analysis::basis::note::Note;
use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::outcome::result::{Base, Outcome, Quantity};
use crate::analysis::outcome::sensitivity::{Assumption, Sensitivity};
use crate::analysis::proxy::posterior::DRAWS;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::questionnaire::Question;
use crate::words::catalogue::{plain, say};
use crate::words::number::{Grouping, count, decimal, grouped_decimal, percent};

/// A question over one base, ready to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeBlock {
    /// The question, with its base and the number of respondents.
    pub title: String,
    /// The header and a row for each option or number.
    pub table: Vec<Vec<String>>,
    /// Sets of weights that have no column: those that are the same as another.
    pub same: Vec<String>,
    /// One sentence for each option or number.
    pub sentences: Vec<String>,
}

/// The sets of weights that stand beside the unweighted result, each once; and those that are the same as another.
pub(crate) struct Beside {
    pub(crate) shown: Vec<WeightName>,
    same: Vec<(WeightName, WeightName)>,
}

impl Beside {
    pub(crate) fn of(rows: &[Outcome]) -> Self {
        let mut beside = Self { shown: Vec::new(), same: Vec::new() };
        for row in rows {
            let Some(name) = row.weights else { continue };
            if beside.shown.contains(&name) || beside.same.iter().any(|(same, _)| *same == name) {
                continue;
            }
            match row.notes.iter().find_map(Note::same_weights) {
                Some(other) => beside.same.push((name, other)),
                None if row.estimate.is_some() => beside.shown.push(name),
                None => {}
            }
        }
        beside.shown.sort_unstable();
        beside
    }

    pub(crate) fn told(&self, language: Language) -> Vec<String> {
        let name = |weights: WeightName| plain(language, title_of(weights)).into();
        let told = |&(own, other)| say(language, "outcome-same", [("weights", name(own)), ("other", name(other))]);
        self.same.iter().map(told).collect()
    }
}

/// The key of the title of a set's column.
pub(crate) fn title_of(weights: WeightName) -> &'static str {
    match weights {
        WeightName::Poststratified => "outcome-poststratified",
        WeightName::Raked => "outcome-raked",
        WeightName::Calibrated => "outcome-calibrated",
        WeightName::InversePropensity => "outcome-inverse-propensity",
        WeightName::Entropy => "outcome-entropy",
        WeightName::Classes => "outcome-classes",
    }
}

/// Shares of units and means, question by question.
pub fn outcome_blocks(study: &Study, rows: &[Outcome], sensitivity: &[Sensitivity]) -> Vec<OutcomeBlock> {
    let language = study.heading.language;
    let mut blocks: Vec<((usize, Base), OutcomeBlock)> = Vec::new();
    let beside = Beside::of(rows);
    let printed = |row: &&Outcome| row.weights.is_none() && matches!(row.quantity, Quantity::Share | Quantity::Mean);
    for row in rows.iter().filter(printed) {
        let Some(question) = study.answers.get(row.question) else { continue };
        let key = (row.question, row.base);
        let position = blocks.iter().position(|(other, _)| *other == key).unwrap_or_else(|| {
            let title = title(question, row, language);
            let (table, same) = (vec![header(&beside, language)], beside.told(language));
            blocks.push((key, OutcomeBlock { title, table, same, sentences: Vec::new() }));
            blocks.len() - 1
        });
        let block = &mut blocks[position].1;
        block.table.push(cells(question, row, rows, &beside, language));
        block.sentences.extend(
            sentence(question, row, language).map(|told| format!("{told}{}", assumed(row, sensitivity, language))),
        );
    }
    blocks.into_iter().map(|(_, block)| block).collect()
}

fn header(beside: &Beside, language: Language) -> Vec<String> {
    let first = ["outcome-answer", "outcome-unweighted", "outcome-interval"].into_iter();
    let keys = first.chain(beside.shown.iter().map(|&name| title_of(name))).chain(["outcome-worst"]);
    keys.map(|key| plain(language, key).to_owned()).collect()
}

fn title(question: &Question, row: &Outcome, language: Language) -> String {
    let words = question.text.as_deref().map_or_else(String::new, |text| format!(" – {text}"));
    let key = match row.base {
        Base::All => "outcome-all",
        Base::Asked => "outcome-asked",
    };
    format!("{}{words} ({})", question.name, say(language, key, [("n", row.n.into())]))
}

fn number(row: &Outcome, value: f64, language: Language) -> String {
    if row.option.is_some() { percent(value, language) } else { grouped_decimal(value, row.decimals, language) }
}

/// An estimate without weights: a share of units with what it is out of, such as `12/34 (35.3 %)`.
fn estimated(row: &Outcome, value: f64, language: Language) -> String {
    let share = number(row, value, language);
    match (row.count, row.quantity) {
        (Some(count), Quantity::Share) => format!("{count}/{} ({share})", row.n),
        (Some(_) | None, _) => share,
    }
}

fn range(row: &Outcome, low: Option<f64>, high: Option<f64>, language: Language) -> String {
    match (low, high) {
        (Some(low), Some(high)) => format!("{}–{}", number(row, low, language), number(row, high, language)),
        (Some(_) | None, None) | (None, Some(_)) => "–".to_owned(),
    }
}

/// What an option is called; a number has none.
fn option<'a>(question: &'a Question, row: &Outcome) -> &'a str {
    row.option.and_then(|option| question.content.options().get(option)).map_or("", String::as_str)
}

fn cells(question: &Question, row: &Outcome, rows: &[Outcome], beside: &Beside, language: Language) -> Vec<String> {
    let value = |row: &Outcome| row.estimate.map_or_else(|| "–".to_owned(), |value| number(row, value, language));
    let key = |row: &Outcome| (row.question, row.option, row.quantity, row.base);
    let weighted = |name: WeightName| {
        let same = rows.iter().find(|other| other.weights == Some(name) && key(other) == key(row));
        same.map_or_else(|| "–".to_owned(), value)
    };
    let name = match option(question, row) {
        "" => plain(language, "outcome-mean"),
        option => option,
    };
    let mut cells = vec![
        name.to_owned(),
        row.estimate.map_or_else(|| "–".to_owned(), |value| estimated(row, value, language)),
        range(row, row.low, row.high, language),
    ];
    cells.extend(beside.shown.iter().map(|&name| weighted(name)));
    cells.push(range(row, row.worst.map(|worst| worst.0), row.worst.map(|worst| worst.1), language));
    cells
}

/// Estimand, size, uncertainty and limit in one sentence; `None` without an estimate.
fn sentence(question: &Question, row: &Outcome, language: Language) -> Option<String> {
    let estimate = estimated(row, row.estimate?, language);
    let name = option(question, row);
    let of = |key: &'static str| {
        let values =
            [("question", question.name.as_str().into()), ("option", name.into()), ("estimate", estimate.into())];
        say(language, key, values)
    };
    let (subject, sampled) = match (name.is_empty(), row.base) {
        (true, _) => ("outcome-average", "outcome-sampled"),
        (false, Base::All) => ("outcome-share", "outcome-sampled"),
        (false, Base::Asked) => ("outcome-share-asked", "outcome-sampled-asked"),
    };
    let over = |key: &'static str, ends: Option<(f64, f64)>| {
        ends.map_or_else(String::new, |(low, high)| {
            say(language, key, [("range", range(row, Some(low), Some(high), language).into())])
        })
    };
    let subject = of(subject);
    let mut sampled = over(sampled, row.low.zip(row.high));
    for note in &row.notes {
        if let Note::MeasuredCoverage(share) = note {
            sampled.push_str(&say(language, "outcome-few", [("share", percent(*share, language).into())]));
        }
    }
    let worst = over("outcome-whatever", row.worst);
    let partial = over("outcome-partial", row.partial);
    Some(format!("{subject}{sampled}{worst}{partial}{}.", tipping(row, language).unwrap_or_default()))
}

/// What the frame would be under other assumptions about nonrespondents, sentence by sentence.
fn assumed(row: &Outcome, sensitivity: &[Sensitivity], language: Language) -> String {
    let mut told = String::new();
    let key = |other: &&Sensitivity| {
        row.base == Base::All
            && (other.question, other.option, other.quantity) == (row.question, row.option, row.quantity)
    };
    let own: Vec<&Sensitivity> = sensitivity.iter().filter(key).collect();
    let bounds = |assumption: Assumption| own.iter().find(|other| other.assumption == assumption);
    let curve: Vec<f64> = own
        .iter()
        .filter(|other| other.assumption == Assumption::OddsRatio)
        .filter_map(|other| other.estimate)
        .collect();
    let most = bounds(Assumption::NoMore).and_then(|other| other.high);
    let least = bounds(Assumption::NoLess).and_then(|other| other.low);
    if let (Some(low), Some(high), Some(most), Some(least)) = (curve.first(), curve.last(), most, least) {
        let values = [
            ("range", range(row, Some(*low), Some(*high), language).into()),
            ("most", number(row, most, language).into()),
            ("least", number(row, least, language).into()),
        ];
        told = format!(" {}", say(language, "outcome-odds", values));
    }
    if let (Some((low, high)), Some(correlation)) = (row.proxy_interval, row.proxy_correlation) {
        let unit = if row.option.is_some() { "outcome-points" } else { "outcome-deviations" };
        let end = |value: f64| {
            if row.option.is_some() { decimal(100.0 * value, 1, language) } else { decimal(value, 2, language) }
        };
        let values = [
            ("correlation", decimal(correlation, 2, language).into()),
            ("range", say(language, unit, [("low", end(low).into()), ("high", end(high).into())]).into()),
            ("draws", count(DRAWS as u64, Grouping::Plain).into()),
        ];
        told = format!("{told} {}", say(language, "outcome-proxy", values));
    }
    told
}

/// How wrong a conclusion about the claim would have to be.
fn tipping(row: &Outcome, language: Language) -> Option<String> {
    let (claim, point) = (row.claim?, row.tipping_point?);
    let exact = row.decimals.max(own_decimals(claim));
    let told = if row.option.is_some() { percent(claim, language) } else { grouped_decimal(claim, exact, language) };
    let threshold = ("threshold", told.into());
    let is_possible = row.option.is_none() || (0.0..=1.0).contains(&point);
    Some(if is_possible {
        say(language, "outcome-tipping", [threshold, ("at", number(row, point, language).into())])
    } else {
        say(language, "outcome-unmoved", [threshold])
    })
}
