//! Words, numbers and marks of a text, each with its place.

use std::ops::Range;

use crate::model::claim::printed::Printed;

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A word in lower case, without accents.
    Word(String),
    /// A number; `None` where its marks can be read in two ways or it has too many digits.
    Number(Option<Printed>),
    /// The sign or the words for per cent.
    Percent,
    /// Any other character that is no space.
    Mark(char),
}

/// What a number is for, where that is not a count or a share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// Anything.
    #[default]
    Free,
    /// Certainly no count and no share: a year, an age, a reference, a number of a table, a p-value, a date, a dose.
    Other,
}

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: Kind,
    /// Where it stands in the publication's text: bytes.
    pub(crate) range: Range<usize>,
    /// Whether space stands before it.
    pub(crate) spaced: bool,
    /// What it is for.
    pub(crate) role: Role,
}

impl Token {
    /// The word.
    pub(crate) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            Kind::Number(_) | Kind::Percent | Kind::Mark(_) => None,
        }
    }

    /// Whether it is one of these words.
    pub(crate) fn is_word(&self, words: &[&str]) -> bool {
        self.word().is_some_and(|word| words.contains(&word))
    }

    /// Whether it is this mark.
    pub(crate) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// Whether it is one of these marks.
    pub(crate) fn is_one_of(&self, marks: &str) -> bool {
        matches!(self.kind, Kind::Mark(mark) if marks.contains(mark))
    }

    /// Whether it is a number in digits.
    pub(crate) fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Number(_))
    }

    /// The number in digits, where it can be read in one way.
    pub(crate) fn printed(&self) -> Option<Printed> {
        match self.kind {
            Kind::Number(printed) => printed,
            Kind::Word(_) | Kind::Percent | Kind::Mark(_) => None,
        }
    }

    /// The number in digits with its place in the text; its spot is found when the claim is made.
    pub(crate) fn number(&self) -> Option<Number> {
        Some(Number { printed: self.printed()?, range: self.range.clone() })
    }

    /// A count in digits or in words, of no other role.
    pub(crate) fn count(&self) -> Option<Number> {
        let printed = match &self.kind {
            Kind::Number(printed) => (*printed)?,
            Kind::Word(word) => Printed::whole(in_words(word)?),
            Kind::Percent | Kind::Mark(_) => return None,
        };
        let number = Number { printed, range: self.range.clone() };
        (self.role == Role::Free && printed.count().is_some()).then_some(number)
    }
}

/// A number and where it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number {
    /// The number.
    pub(crate) printed: Printed,
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
}

/// Numbers in words from two to twenty and full tens, English and Italian. `one` and `uno` are as often no number. `due` is English too,
/// `sei` is a verb: what stands around them decides, as a share needs its base.
const WORDS: [(&str, u32); 49] = [
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("due", 2),
    ("tre", 3),
    ("quattro", 4),
    ("cinque", 5),
    ("sei", 6),
    ("sette", 7),
    ("otto", 8),
    ("nove", 9),
    ("dieci", 10),
    ("undici", 11),
    ("dodici", 12),
    ("tredici", 13),
    ("quattordici", 14),
    ("quindici", 15),
    ("sedici", 16),
    ("diciassette", 17),
    ("diciotto", 18),
    ("diciannove", 19),
    ("venti", 20),
    ("trenta", 30),
    ("quaranta", 40),
    ("cinquanta", 50),
    ("sessanta", 60),
    ("settanta", 70),
    ("ottanta", 80),
    ("novanta", 90),
];

/// The number that a word says.
pub(crate) fn in_words(word: &str) -> Option<u32> {
    // `Twenty-one` is one word of two numbers.
    if let Some((tens, ones)) = word.split_once('-') {
        let (tens, ones) = (in_words(tens)?, if ones == "one" { 1 } else { in_words(ones)? });
        return (tens >= 20 && tens % 10 == 0 && ones < 10).then_some(tens + ones);
    }
    WORDS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn numbers_in_words_are_read_in_both_languages() {
        let words = ["twelve", "dodici", "twenty-one", "sixty-one", "one", "twelve-two", "uno", "zero"];
        let numbers = words.map(in_words);
        assert_eq!(numbers, [Some(12), Some(12), Some(21), Some(61), None, None, None, None]);
    }
}
