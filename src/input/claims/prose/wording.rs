//! Shares in words: `more than half of`, `due terzi dei`, `nearly a quarter (`.

use crate::input::claims::language::token::Token;
use crate::model::claim::statement::{Bound, Wording};

/// Fractions as words, with what they are. English ones below a half are ordinals too, so `of` must follow.
const FRACTIONS: [(&[&str], u32, u32); 34] = [
    (&["one", "half"], 1, 2),
    (&["half"], 1, 2),
    (&["two-thirds"], 2, 3),
    (&["two", "thirds"], 2, 3),
    (&["one-third"], 1, 3),
    (&["one", "third"], 1, 3),
    (&["a", "third"], 1, 3),
    (&["one-quarter"], 1, 4),
    (&["one", "quarter"], 1, 4),
    (&["a", "quarter"], 1, 4),
    (&["three-quarters"], 3, 4),
    (&["three", "quarters"], 3, 4),
    (&["one", "fifth"], 1, 5),
    (&["one-fifth"], 1, 5),
    (&["a", "fifth"], 1, 5),
    (&["two", "fifths"], 2, 5),
    (&["two-fifths"], 2, 5),
    (&["three", "fifths"], 3, 5),
    (&["three-fifths"], 3, 5),
    (&["four", "fifths"], 4, 5),
    (&["four-fifths"], 4, 5),
    (&["a", "tenth"], 1, 10),
    (&["one", "tenth"], 1, 10),
    (&["meta"], 1, 2),
    (&["due", "terzi"], 2, 3),
    (&["un", "terzo"], 1, 3),
    (&["un", "quarto"], 1, 4),
    (&["tre", "quarti"], 3, 4),
    (&["un", "quinto"], 1, 5),
    (&["due", "quinti"], 2, 5),
    (&["tre", "quinti"], 3, 5),
    (&["quattro", "quinti"], 4, 5),
    (&["un", "decimo"], 1, 10),
    (&["nove", "decimi"], 9, 10),
];

/// What follows a fraction of units.
const OF: [&str; 10] = ["of", "the", "all", "dei", "delle", "degli", "del", "della", "dell", "di"];

/// Words before a fraction, and how they bound it; the longer ones first.
const BOUNDS: [(&[&str], Bound); 27] = [
    (&["just", "under"], Bound::Nearly),
    (&["slightly", "less", "than"], Bound::Nearly),
    (&["just", "over"], Bound::Above),
    (&["close", "to"], Bound::About),
    (&["poco", "meno", "di"], Bound::Nearly),
    (&["poco", "meno", "della"], Bound::Nearly),
    (&["more", "than"], Bound::Above),
    (&["greater", "than"], Bound::Above),
    (&["piu", "di"], Bound::Above),
    (&["piu", "della"], Bound::Above),
    (&["piu", "dei"], Bound::Above),
    (&["oltre", "la"], Bound::Above),
    (&["oltre", "i"], Bound::Above),
    (&["oltre"], Bound::Above),
    (&["over"], Bound::Above),
    (&["less", "than"], Bound::Below),
    (&["fewer", "than"], Bound::Below),
    (&["meno", "di"], Bound::Below),
    (&["meno", "della"], Bound::Below),
    (&["meno", "dei"], Bound::Below),
    (&["under"], Bound::Below),
    (&["nearly"], Bound::Nearly),
    (&["almost"], Bound::Nearly),
    (&["quasi", "la"], Bound::Nearly),
    (&["quasi", "i"], Bound::Nearly),
    (&["quasi"], Bound::Nearly),
    (&["about"], Bound::About),
];

/// Words before a fraction that make it something else: half of a period, at least a third.
const NOT_AFTER: [&str; 14] = [
    "first", "second", "latter", "other", "prima", "seconda", "altra", "least", "most", "almeno", "better", "a", "and",
    "half",
];

/// A share in words at `at`: what it says, where it begins, where it ends.
pub(crate) fn wording_at(tokens: &[Token], at: usize) -> Option<(Wording, usize, usize)> {
    let is = |from: usize, words: &[&str]| {
        words.iter().enumerate().all(|(n, word)| tokens.get(from + n).is_some_and(|token| token.is_word(&[word])))
    };
    let (words, part, whole) = FRACTIONS.iter().find(|(words, ..)| is(at, words))?;
    let end = at + words.len();
    let follows = tokens.get(end).is_some_and(|token| token.is_word(&OF) || token.is_mark('('));
    // `Half of 2021`, `la metà degli anni ottanta`.
    let period = (1..=2).filter_map(|n| tokens.get(end + n)).any(|token| {
        token.is_word(&["anni", "anno", "mese", "year", "years", "month", "time"])
            || token.printed().is_some_and(|year| (1800..2100).contains(&year.digits))
    });
    let before = |n: usize| at.checked_sub(n).and_then(|at| tokens.get(at));
    if !follows || period || before(1).is_some_and(|token| token.is_word(&NOT_AFTER)) {
        return None;
    }
    let bound = BOUNDS.iter().find(|(words, _)| at.checked_sub(words.len()).is_some_and(|from| is(from, words)));
    let (bound, start) = bound.map_or((Bound::About, at), |(words, bound)| (*bound, at - words.len()));
    // What stands before the bound may turn it round: `not more than half`, `no less than a third`.
    let turned = start.checked_sub(1).and_then(|at| tokens.get(at));
    let turned = turned.is_some_and(|token| {
        token.is_word(&["no", "not", "non", "least", "almeno", "between", "from", "below", "above"])
    });
    (!turned).then_some((Wording { bound, part: *part, whole: *whole }, start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::claims::language::lexer::tokens;
    use crate::input::claims::language::style::Style;

    fn read(text: &str) -> Vec<(Bound, u32, u32)> {
        let tokens = tokens(text, 0..text.len(), Style::of(text));
        let found = (0..tokens.len()).filter_map(|at| wording_at(&tokens, at));
        found.map(|(wording, ..)| (wording.bound, wording.part, wording.whole)).collect()
    }

    #[test]
    fn shares_in_words_are_read_with_their_bound() {
        for (text, expected) in [
            ("More than half of the units", (Bound::Above, 1, 2)),
            ("Più della metà dei dipartimenti", (Bound::Above, 1, 2)),
            ("two thirds of them", (Bound::About, 2, 3)),
            ("Two-thirds (66.7%)", (Bound::About, 2, 3)),
            ("circa due terzi delle scuole", (Bound::About, 2, 3)),
            ("nearly a quarter of libraries", (Bound::Nearly, 1, 4)),
            ("quasi la metà degli ospedali", (Bound::Nearly, 1, 2)),
            ("meno di un terzo dei musei", (Bound::Below, 1, 3)),
            ("less than a third of the courts", (Bound::Below, 1, 3)),
            ("oltre tre quarti delle unità", (Bound::Above, 3, 4)),
        ] {
            assert_eq!(read(text), [expected], "{text}");
        }
    }

    #[test]
    fn other_halves_and_thirds_are_no_shares() {
        for text in [
            "the second half of 2020",
            "in the third quarter",
            "half of 2021",
            "a third party",
            "at least half of the units",
            "a metà strada",
            "la seconda metà degli anni ottanta",
            "half-time posts",
            "no less than a third of them",
            "due to the",
            "un terzo soggetto",
            "two third parties",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
