//! What stands between two numbers of a sentence: marks, and words that say that the second is the first said again.

use crate::input::claims::language::token::{Kind, Role, Token};

/// Words among those that lead from a count to its share and back: `34 of 61, or 55.7%`; `a response rate of 45 %`; `pari al 55,7 %`.
const WEAK: [&str; 40] = [
    "e",
    "that",
    "is",
    "to",
    "a",
    "an",
    "the",
    "response",
    "of",
    "for",
    "al",
    "allo",
    "alla",
    "all",
    "il",
    "l",
    "di",
    "risposta",
    "cooperation",
    "participation",
    "partecipazione",
    "adesione",
    "con",
    "del",
    "dell",
    "dal",
    "era",
    "was",
    "stato",
    "un",
    "una",
    "resulting",
    "in",
    "overall",
    "which",
    "complessivo",
    "participating",
    "with",
    "uptake",
    "totale",
];

/// Those of which one is needed, for without it nothing is said again.
const STRONG: [&str; 26] = [
    "or",
    "i",
    "ie",
    "equal",
    "equals",
    "corresponding",
    "equivalent",
    "rate",
    "giving",
    "pari",
    "ovvero",
    "cioe",
    "tasso",
    "corrispondente",
    "corrispondenti",
    "equivalente",
    "ossia",
    "yielding",
    "share",
    "proportion",
    "percentage",
    "quota",
    "percentuale",
    "coverage",
    "copertura",
    "o",
];

fn is_link(token: &Token) -> bool {
    token.is_word(&WEAK) || token.is_word(&STRONG)
}

/// Verbs that say that a count is a share.
const VERBS: [&str; 12] = [
    "represents",
    "represent",
    "representing",
    "rappresentano",
    "rappresenta",
    "corrisponde",
    "corrispondono",
    "equal",
    "pari",
    "costituiscono",
    "constitute",
    "corresponding",
];

/// The tokens between two numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gap<'a>(pub(crate) &'a [Token]);

impl Gap<'_> {
    /// Where the first mark stands; everything before it are words.
    fn first_mark(self) -> Option<usize> {
        self.0.iter().position(|token| token.word().is_none())
    }

    fn all_words(tokens: &[Token], among: &[&str], most: usize) -> bool {
        tokens.len() <= most
            && tokens.iter().all(|token| token.is_word(among) || among.is_empty() && token.word().is_some())
    }

    /// Nothing between.
    pub(crate) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Few words, then a parenthesis that opens, and behind it nothing but links.
    pub(crate) fn opens(self, words: usize, links: usize) -> bool {
        let Some(mark) = self.first_mark() else { return false };
        // `34 [12] (55.7%)` and `34 "yes" (55.7%)` are not read.
        // `(response rate: 45.2%)`.
        let inside = match &self.0[mark + 1..] {
            [inside @ .., last] if last.is_one_of(":=") && !inside.is_empty() => inside,
            inside => inside,
        };
        self.0[mark].is_mark('(') && mark <= words && inside.len() <= links && inside.iter().all(is_link)
    }

    /// One mark alone.
    pub(crate) fn is_one(self, marks: &str) -> bool {
        matches!(self.0, [mark] if mark.is_one_of(marks))
    }

    /// Few words, a comma or a dash, and behind it words that say that the same is said again.
    pub(crate) fn repeats(self, words: usize) -> bool {
        let Some(mark) = self.first_mark() else { return false };
        // `I.e.,`: points and a last comma belong to the words.
        let rest = self.0[mark + 1..].iter().filter(|token| !token.is_one_of(".,"));
        let (links, strong) = rest.fold((0, false), |(n, strong), token| {
            (if is_link(token) { n + 1 } else { usize::MAX / 2 }, strong || token.is_word(&STRONG))
        });
        self.0[mark].is_one_of(",—;") && mark <= words && links <= 8 && strong
    }

    /// Few words, and a comma right before the second number.
    pub(crate) fn ends_in_comma(self, words: usize) -> bool {
        self.first_mark().is_some_and(|mark| mark <= words && self.0[mark].is_one_of(",—") && mark + 1 == self.0.len())
    }

    /// Few words, the last of which say that the first number is the second: `34 of the 61 units represent 55.7%`.
    pub(crate) fn equates(self) -> bool {
        let verb = self.0.iter().position(|token| token.is_word(&VERBS));
        verb.is_some_and(|verb| {
            Self::all_words(&self.0[..verb], &[], 4)
                && Self::all_words(&self.0[verb + 1..], &["to", "al", "il", "l", "allo", "all", "a", "un"], 3)
        })
    }

    /// `of the`, `out of all`, `dei`, `su`: what leads from a share to its base.
    pub(crate) fn leads_to_base(self, words: usize) -> bool {
        let of = self.0.iter().position(|token| token.is_word(&OF) || token.is_word(&OUT));
        let Some(of) = of else { return false };
        let certain = self.0[of..].iter().any(|token| token.is_word(&OUT));
        of <= if certain { words } else { 0 }
            && Self::all_words(&self.0[..of], &[], words)
            && is_base_link(&self.0[of..])
    }
}

/// Words before a base.
const OF: [&str; 9] = ["of", "dei", "delle", "degli", "dell", "among", "tra", "fra", "sui"];
/// Words before a base that hardly mean anything else.
const OUT: [&str; 4] = ["out", "su", "sulle", "sugli"];
/// Words between them and the base.
const ARTICLES: [&str; 24] = [
    "of",
    "the",
    "all",
    "our",
    "these",
    "those",
    "a",
    "total",
    "i",
    "gli",
    "le",
    "un",
    "totale",
    "di",
    "tutti",
    "tutte",
    "eligible",
    "invited",
    "responding",
    "complessivi",
    "complessive",
    "remaining",
    "restanti",
    "an",
];

/// Whether these tokens, the first of which is such a word, lead to a base.
pub(crate) fn is_base_link(tokens: &[Token]) -> bool {
    tokens.first().is_some_and(|token| token.is_word(&OF) || token.is_word(&OUT))
        && tokens.len() <= 5
        && tokens.iter().skip(1).all(|token| token.is_word(&ARTICLES))
}

/// Whether the parenthesis that is open at `at` holds no other percentage behind it.
pub(crate) fn is_alone_in_parenthesis(tokens: &[Token], at: usize) -> bool {
    let rest = tokens.get(at..).unwrap_or_default();
    let end = rest.iter().position(|token| token.is_one_of(")]")).unwrap_or(rest.len());
    !rest[..end]
        .windows(2)
        .any(|pair| pair[0].is_number() && pair[0].role == Role::Free && pair[1].kind == Kind::Percent)
}
