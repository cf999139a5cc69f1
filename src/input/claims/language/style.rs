//! How a text writes numbers: which mark stands before decimals, and whether it is Italian.
//!
//! A mark that can mean one thing alone votes: `61,5 %`, `0,05`, `1.234.567`. Without votes the language decides.

use std::cmp::Ordering;

/// How numbers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    /// Whether a comma stands before decimals.
    pub(crate) comma: bool,
    /// Whether the text is Italian.
    pub(crate) italian: bool,
}

/// Frequent words that the other language does not have.
const ENGLISH: [&str; 14] =
    ["the", "of", "and", "were", "was", "with", "that", "for", "from", "which", "by", "is", "are", "table"];
const ITALIAN: [&str; 22] = [
    "il", "di", "che", "della", "dei", "delle", "del", "sono", "con", "gli", "nel", "alla", "è", "una", "per", "tra",
    "hanno", "dai", "sul", "le", "totale", "tabella",
];

impl Style {
    /// The style of a text.
    pub(crate) fn of(text: &str) -> Self {
        let (mut english, mut italian) = (0_usize, 0_usize);
        for word in text.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.len() < 8) {
            let word = word.to_lowercase();
            english += usize::from(ENGLISH.contains(&word.as_str()));
            italian += usize::from(ITALIAN.contains(&word.as_str()));
        }
        let is_italian = italian > english;
        let votes = votes(text.as_bytes());
        let comma = match (votes.points.cmp(&votes.commas), votes.weak_points.cmp(&votes.weak_commas)) {
            (Ordering::Equal, Ordering::Equal) => is_italian,
            (Ordering::Equal, weak) => weak == Ordering::Less,
            (sure, _) => sure == Ordering::Less,
        };
        Self { comma, italian: is_italian }
    }
}

/// Numbers by their decimal mark: those that can be read in one way only, and those that hardly can be read in another.
#[derive(Default)]
struct Votes {
    points: usize,
    commas: usize,
    weak_points: usize,
    weak_commas: usize,
}

fn votes(bytes: &[u8]) -> Votes {
    let (mut votes, mut at) = (Votes::default(), 0);
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len()
            && (bytes[at].is_ascii_digit()
                || matches!(bytes[at], b'.' | b',') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
        {
            at += 1;
        }
        let number = &bytes[start..at];
        let blank = |byte: &&u8| matches!(**byte, b' ' | 0xC2 | 0xA0 | 0xE2 | 0x80 | 0xAF | b'\\');
        let percent = bytes[at..].iter().take(6).find(|byte| !blank(byte)) == Some(&b'%');
        match decimal_of(number, percent) {
            Some(b'.') => votes.points += 1,
            Some(_) => votes.commas += 1,
            None => {
                let listed =
                    start.checked_sub(1).is_some_and(|before| bytes[before] == b'[') || bytes.get(at) == Some(&b']');
                let mark =
                    number.iter().rposition(|byte| !byte.is_ascii_digit()).filter(|mark| number.len() - mark <= 3);
                match mark.filter(|_| !listed).and_then(|mark| number.get(mark)) {
                    Some(b'.') => votes.weak_points += 1,
                    Some(_) => votes.weak_commas += 1,
                    None => {}
                }
            }
        }
    }
    votes
}

/// The decimal mark of a number that can be read in one way only.
fn decimal_of(number: &[u8], percent: bool) -> Option<u8> {
    let marks: Vec<usize> = (0..number.len()).filter(|at| !number[*at].is_ascii_digit()).collect();
    let other = |mark: u8| if mark == b'.' { b',' } else { b'.' };
    let (first, last) = (*marks.first()?, *marks.last()?);
    let decimals = number.len() - last - 1;
    if number[first] != number[last] {
        return Some(number[last]);
    }
    if marks.len() > 1 {
        let thousands = marks
            .iter()
            .all(|at| at + 4 == number.len() || number.get(at + 4).is_some_and(|byte| !byte.is_ascii_digit()));
        return (thousands && first <= 3).then(|| other(number[last]));
    }
    let sure = decimals <= 2 && percent || number[0] == b'0' && first == 1;
    sure.then_some(number[last])
}

#[cfg(test)]
mod tests {
    use super::Style;

    #[test]
    fn marks_are_told_by_what_can_be_read_in_one_way() {
        for (text, comma, italian) in [
            ("The share of units was 61.5%, of 1,234 in all.", false, false),
            ("La quota delle unità era del 61,5%, su 1.234 in tutto.", true, true),
            ("La quota delle unità era del 61.5 %, p = 0.03.", false, true),
            ("Il totale degli abitanti è di 1.234.567.", true, true),
            ("The total is 1.234.567,8 of them", true, false),
            ("34 of the 61", false, false),
            ("label;share\nx;55,7", true, false),
            ("as shown [12,13] by the", false, false),
            ("34 dei 61 che sono", true, true),
        ] {
            assert_eq!(Style::of(text), Style { comma, italian }, "{text}");
        }
    }
}
