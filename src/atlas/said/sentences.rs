//! What was found, in sentences: what a reader sees first, then paragraphs, part by part.
//!
//! A rule decides whether a fact is said, and a fact that is not known has no sentence. What is called a difference rests on an adjusted
//! p-value of at most 0.05.

use crate::atlas::chart::draw::Numbers;
use crate::atlas::said::facts::Facts;
use crate::render::document::content::{Block, Opening, Paragraph, PartName};
use crate::words::catalogue::plain;

/// What a reader sees first, without figures; `None` where there is no unit.
pub(crate) fn opening(of: &Numbers<'_>) -> Option<Opening> {
    let facts = Facts::of(of)?;
    Some(Opening {
        headline: facts.headline().join(" "),
        lead: Some(facts.lead()),
        numbers: facts.key_numbers(),
        figures: Vec::new(),
        said: Vec::new(),
        unsaid: Vec::new(),
    })
}

/// The paragraphs of a part, with what is listed in it.
pub(crate) fn paragraphs(of: &Numbers<'_>, part: PartName) -> Vec<Block> {
    let Some(facts) = Facts::of(of) else { return Vec::new() };
    let paragraph = |title: &'static str, sentences: Vec<String>| {
        let text = sentences.join(" ");
        let title = Some(plain(of.language, title).to_owned());
        (!text.is_empty()).then_some(Block::Paragraph(Paragraph { title, text }))
    };
    let all = match part {
        PartName::Coverage => vec![paragraph("said-coverage", facts.coverage())],
        PartName::Response => {
            vec![paragraph("said-response", facts.response()), paragraph("said-size", facts.size())]
        }
        PartName::Error | PartName::Answers | PartName::Methods | PartName::Files => Vec::new(),
    };
    all.into_iter().flatten().collect()
}
