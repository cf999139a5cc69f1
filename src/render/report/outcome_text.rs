//! What the answers say, for people: each question as a small table, and a sentence on how wrong it would have to be.

use crate::analysis::outcome::result::{Base, Outcome, Quantity};
use crate::analysis::weight::plan::WeightName;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::questionnaire::Question;
use crate::words::catalogue::{plain, say};
use crate::words::number::{decimal, percent};

/// A question over one base, ready to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeBlock {
    /// The question, with its base and the number of respondents.
    pub title: String,
    /// The header and a row for each option or number.
    pub table: Vec<[String; 7]>,
    /// One sentence for each option or number.
    pub sentences: Vec<String>,
}

/// The weights that stand beside the unweighted result.
const BESIDE: [WeightName; 3] = [WeightName::Poststratified, WeightName::Raked, WeightName::Calibrated];

/// Shares of units and means, question by question.
pub fn outcome_blocks(study: &Study, rows: &[Outcome]) -> Vec<OutcomeBlock> {
    let language = study.heading.language;
    let mut blocks: Vec<((usize, Base), OutcomeBlock)> = Vec::new();
    let printed = |row: &&Outcome| row.weights.is_none() && matches!(row.quantity, Quantity::Share | Quantity::Mean);
    for row in rows.iter().filter(printed) {
        let Some(question) = study.answers.get(row.question) else { continue };
        let key = (row.question, row.base);
        let position = blocks.iter().position(|(other, _)| *other == key).unwrap_or_else(|| {
            let title = title(question, row, language);
            blocks.push((key, OutcomeBlock { title, table: vec![header(language)], sentences: Vec::new() }));
            blocks.len() - 1
        });
        let block = &mut blocks[position].1;
        block.table.push(cells(question, row, rows, language));
        block.sentences.extend(sentence(question, row, language));
    }
    blocks.into_iter().map(|(_, block)| block).collect()
}

fn header(language: Language) -> [String; 7] {
    let keys = [
        "outcome-answer",
        "outcome-unweighted",
        "outcome-interval",
        "outcome-poststratified",
        "outcome-raked",
        "outcome-calibrated",
        "outcome-worst",
    ];
    keys.map(|key| plain(language, key).to_owned())
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
    if row.option.is_some() { percent(value, language) } else { decimal(value, 2, language) }
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

fn cells(question: &Question, row: &Outcome, rows: &[Outcome], language: Language) -> [String; 7] {
    let nothing = || "–".to_owned();
    let value = |row: &Outcome| row.estimate.map_or_else(nothing, |value| number(row, value, language));
    let beside = BESIDE.map(|name| {
        let key = |row: &Outcome| (row.question, row.option, row.quantity, row.base);
        let weighted = rows.iter().find(|other| other.weights == Some(name) && key(other) == key(row));
        weighted.map_or_else(nothing, value)
    });
    let [poststratified, raked, calibrated] = beside;
    let name = match option(question, row) {
        "" => plain(language, "outcome-mean"),
        option => option,
    };
    [
        name.to_owned(),
        value(row),
        range(row, row.low, row.high, language),
        poststratified,
        raked,
        calibrated,
        range(row, row.worst.map(|worst| worst.0), row.worst.map(|worst| worst.1), language),
    ]
}

/// Estimand, size, uncertainty and limit in one sentence; `None` without an estimate.
fn sentence(question: &Question, row: &Outcome, language: Language) -> Option<String> {
    let estimate = number(row, row.estimate?, language);
    let name = option(question, row);
    let of = |key: &'static str| {
        let values =
            [("question", question.name.as_str().into()), ("option", name.into()), ("estimate", estimate.into())];
        say(language, key, values)
    };
    let subject = of(if name.is_empty() { "outcome-average" } else { "outcome-share" });
    let sampled = say(language, "outcome-sampled", [("range", range(row, row.low, row.high, language).into())]);
    let worst = row.worst.map(|(low, high)| {
        say(language, "outcome-whatever", [("range", range(row, Some(low), Some(high), language).into())])
    });
    Some(format!("{subject}; {sampled}{}{}.", worst.unwrap_or_default(), tipping(row, language).unwrap_or_default()))
}

/// How wrong a conclusion about the claim would have to be.
fn tipping(row: &Outcome, language: Language) -> Option<String> {
    let (claim, point) = (row.claim?, row.tipping_point?);
    let threshold = ("threshold", number(row, claim, language).into());
    let is_possible = row.option.is_none() || (0.0..=1.0).contains(&point);
    Some(if is_possible {
        say(language, "outcome-tipping", [threshold, ("at", number(row, point, language).into())])
    } else {
        say(language, "outcome-unmoved", [threshold])
    })
}
