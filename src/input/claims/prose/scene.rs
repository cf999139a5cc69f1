//! What is at hand while claims are made: the text, the places, the claims so far.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::input::claims::language::token::{Number, Token};
use crate::input::claims::source::document::Places;
use crate::model::claim::figure::Figure;
use crate::model::claim::statement::{Claim, Statement};

/// The most claims of one publication.
pub(crate) const MOST_CLAIMS: usize = 10_000;

/// A claim, and the words of its sentence where it alone stands in it.
#[derive(Debug)]
pub(crate) struct Draft {
    /// The claim.
    pub(crate) claim: Claim,
    /// Folded words that say what the share is of; empty where that is not sure.
    pub(crate) key: BTreeSet<String>,
}

/// The claims of a publication while they are found.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    /// The publication's text.
    pub(crate) text: &'a str,
    /// Where it stands in the file.
    pub(crate) places: &'a Places,
    /// What was found.
    pub(crate) drafts: Vec<Draft>,
}

impl<'a> Scene<'a> {
    /// Nothing found yet.
    pub(crate) fn new(text: &'a str, places: &'a Places) -> Self {
        Self { text, places, drafts: Vec::new() }
    }

    /// A number with its spot.
    pub(crate) fn figure(&self, number: &Number) -> Figure {
        let Range { start, end } = number.range;
        Figure { printed: number.printed, spot: self.places.spot(start), range: (start, end) }
    }

    /// The same of a number that may be missing.
    pub(crate) fn maybe(&self, number: Option<&Number>) -> Option<Figure> {
        number.map(|number| self.figure(number))
    }

    /// Words as printed, lines joined, signs of bold type left out.
    pub(crate) fn words(&self, range: Range<usize>) -> String {
        let words = self.text.get(range).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        if words.contains("**") { words.replace("**", "") } else { words }
    }

    /// Adds a claim that stands in a range of the text; one of too many is left out.
    pub(crate) fn add(&mut self, range: Range<usize>, statement: Statement, key: BTreeSet<String>) {
        if self.drafts.len() > MOST_CLAIMS {
            return;
        }
        let claim = Claim {
            spot: self.places.spot(range.start),
            text: self.words(range.clone()),
            range: (range.start, range.end),
            statement,
        };
        self.drafts.push(Draft { claim, key });
    }

    /// Adds a claim made of tokens.
    pub(crate) fn add_tokens(&mut self, tokens: &[Token], statement: Statement, key: BTreeSet<String>) {
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            self.add(first.range.start..last.range.end, statement, key);
        }
    }
}
