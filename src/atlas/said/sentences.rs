//! What was found, in sentences: what a reader sees first, then paragraphs, part by part.
//!
//! A rule decides whether a fact is said, and a fact that is not known has no sentence. What is called a difference rests on an adjusted
//! p-value of at most 0.05.

use crate::atlas::chart::draw::Numbers;
use crate::atlas::said::facts::Facts;
use crate::render::document::content::{Block, Opening, Paragraph, PartName};
use crate::words::catalogue::plain;

/// What a reader sees first, without figures.
pub(crate) fn opening(of: &Numbers<'_>) -> Opening {
    let Some(facts) = Facts::of(of) else {
        let headline = plain(of.language, "said-headline.no-unit").to_owned();
        return Opening { headline, ..Opening::default() };
    };
    Opening {
        headline: facts.headline().join(" "),
        lead: Some(facts.lead()),
        numbers: facts.key_numbers(),
        figures: Vec::new(),
        said: facts.may_be_said(),
        unsaid: facts.may_not_be_said(),
    }
}

/// The paragraphs of a part, with what is listed in it.
pub(crate) fn paragraphs(of: &Numbers<'_>, part: PartName) -> Vec<Block> {
    let Some(facts) = Facts::of(of) else { return Vec::new() };
    let paragraph = |title: &'static str, sentences: Vec<String>| {
        let title = Some(plain(of.language, title).to_owned());
        let text = sentences.join(" ");
        (!text.is_empty()).then_some(Block::Paragraph(Paragraph { title, text }))
    };
    let all = match part {
        PartName::Coverage => vec![paragraph("said-coverage", facts.coverage())],
        PartName::Response => vec![
            paragraph("said-response", facts.response()),
            paragraph("said-size", facts.size()),
            paragraph("said-r", facts.representativeness()),
        ],
        PartName::Error => vec![
            paragraph("said-bounds", facts.open_shares()),
            paragraph("said-weights.title", facts.weights()),
            paragraph("benchmark-title", facts.benchmarks()),
            paragraph("waves.title", facts.waves()),
        ],
        PartName::Answers => vec![paragraph("said-questions.title", facts.answers())],
        PartName::Methods => {
            let (methods, references) = facts.methods();
            vec![
                paragraph("said-limits", facts.limits()),
                paragraph("said-methods", methods),
                (!references.is_empty()).then_some(Block::List(references)),
            ]
        }
        PartName::Files => vec![paragraph("said-data", facts.data())],
    };
    all.into_iter().flatten().collect()
}
