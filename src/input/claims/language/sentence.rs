//! Sentences: ranges of tokens.

use std::ops::Range;

use crate::input::claims::language::token::{Kind, Token};

/// The most tokens of a sentence; a longer one is cut, so that work inside of one is bounded.
const MOST_TOKENS: usize = 600;

/// Words whose point ends no sentence.
const SHORT: [&str; 32] = [
    "vs", "fig", "figs", "tab", "ca", "approx", "art", "al", "dr", "dott", "prof", "cf", "eg", "ie", "etc", "sec",
    "eq", "ref", "refs", "vol", "ed", "eds", "pp", "cap", "par", "pag", "resp", "incl", "st", "sd", "circ", "num",
];

/// The sentences of a paragraph.
pub(crate) fn sentences(tokens: &[Token], text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..tokens.len() {
        if ends(tokens, at, text) || at + 1 - start >= MOST_TOKENS {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

fn ends(tokens: &[Token], at: usize, text: &str) -> bool {
    let token = &tokens[at];
    if token.is_one_of("?!") {
        return true;
    }
    if !token.is_mark('.') {
        return false;
    }
    let Some(next) = tokens.get(at + 1) else { return true };
    let before = at.checked_sub(1).and_then(|before| tokens[before].word());
    let short = before.is_some_and(|word| word.chars().count() == 1 || SHORT.contains(&word));
    // `No. 34` goes on; `and 23 no. The others` ends.
    let number = before.is_some_and(|word| matches!(word, "no" | "nr")) && matches!(next.kind, Kind::Number(_));
    let short = short || number;
    let first = text.get(next.range.clone()).and_then(|word| word.chars().next());
    let begins = match next.kind {
        Kind::Word(_) => first.is_some_and(char::is_uppercase),
        Kind::Number(_) => true,
        Kind::Percent => false,
        Kind::Mark(_) => next.is_one_of("([\"“«-•"),
    };
    next.spaced && begins && !short
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::input::claims::language::lexer::tokens;
    use crate::input::claims::language::style::Style;

    #[test]
    fn sentences_end_at_points_that_end_sentences() {
        let text = "Smith et al. (2020) had 3.5 units vs. 4. See Fig. 2. Of 61, 34 did? Yes. 12 more";
        let tokens = tokens(text, 0..text.len(), Style::default());
        let found = sentences(&tokens, text).into_iter();
        let found: Vec<&str> = found
            .filter_map(|range| text.get(tokens[range.start].range.start..tokens[range.end - 1].range.end))
            .collect();
        let expected = ["Smith et al. (2020) had 3.5 units vs. 4.", "See Fig. 2.", "Of 61, 34 did?", "Yes.", "12 more"];
        assert_eq!(found, expected);
    }
}
