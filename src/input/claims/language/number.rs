//! A number in digits, with its marks for thousands and decimals.

use crate::input::claims::language::style::Style;
use crate::model::claim::printed::Printed;

/// The most digits of a number that is read.
const MOST_DIGITS: usize = 18;

/// A number as found.
pub(crate) struct Scanned {
    /// Its bytes.
    pub(crate) length: usize,
    /// The number, where it can be read.
    pub(crate) printed: Option<Printed>,
    /// Whether its mark is that of the text; a decimal mark of the other style is believed before a per cent sign alone.
    pub(crate) sure: bool,
}

/// What may stand between groups of digits besides points and commas: spaces of all widths, apostrophes, what LaTeX writes.
const SPACES: [&str; 10] =
    ["\u{a0}", "\u{2009}", "\u{202f}", "\u{2007}", "\u{2006}", "\\,", "\\ ", "{,}", "'", "\u{2019}"];

/// Reads the number at the start of `text`, which begins with a digit.
pub(crate) fn scan(text: &str, style: Style) -> Scanned {
    let mut groups: Vec<(char, &str)> = Vec::new();
    let mut at = 0;
    let mut mark = '\0';
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let n = digits(rest);
        groups.push((mark, rest.get(..n).unwrap_or_default()));
        at += n;
        let rest = text.get(at..).unwrap_or_default();
        let Some((next, skip)) = separator(rest, &groups) else { break };
        (mark, at) = (next, at + skip);
    }
    let read = if groups.iter().map(|(_, digits)| digits.len()).sum::<usize>() > MOST_DIGITS {
        None
    } else {
        interpreted(&groups, style)
    };
    Scanned { length: at, printed: read.map(|(printed, _)| printed), sure: read.is_none_or(|(_, sure)| sure) }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The mark that leads on to more digits of the same number, and its bytes.
fn separator(rest: &str, groups: &[(char, &str)]) -> Option<(char, usize)> {
    let three = |skip: usize| rest.get(skip..).is_some_and(|rest| digits(rest) == 3);
    let begun = groups.first().is_some_and(|(_, digits)| (1..=3).contains(&digits.len()) && *digits != "0");
    let same = |mark: char| groups.len() == 1 || groups.last().is_some_and(|(last, _)| *last == mark);
    let first = rest.chars().next()?;
    if matches!(first, '.' | ',') {
        return rest.as_bytes().get(1).filter(|byte| byte.is_ascii_digit()).map(|_| (first, 1));
    }
    if let Some(space) = SPACES.iter().find(|space| rest.starts_with(**space)) {
        return (begun && same('_') && three(space.len())).then_some(('_', space.len()));
    }
    // A plain space may also stand between two numbers.
    (first == ' ' && begun && same(' ') && three(1)).then_some((' ', 1))
}

/// The number, and whether it is written in the style of the text.
fn interpreted(groups: &[(char, &str)], style: Style) -> Option<(Printed, bool)> {
    let (whole, part) = match groups {
        [(_, one)] => return Some((printed(one, 0)?, true)),
        [rest @ .., (mark @ ('.' | ','), last)] => {
            let n = rest.len();
            let inner: Vec<char> = rest.iter().skip(1).map(|(mark, _)| *mark).collect();
            let decimal = if style.comma { ',' } else { '.' };
            let alike = inner.iter().all(|other| other == mark);
            let thousands = groups.iter().skip(1).all(|(_, digits)| digits.len() == 3)
                && groups.first().is_some_and(|(_, first)| (1..=3).contains(&first.len()) && *first != "0");
            if n == 1 && *mark == decimal {
                (rest, Some((*last, true)))
            } else if alike && thousands && (n > 1 || *mark != decimal) {
                (groups, None)
            } else if n == 1 {
                (rest, Some((*last, false)))
            } else if !alike && inner.iter().all(|other| *other == inner[0]) && groups_of_three(rest) {
                (rest, Some((*last, true)))
            } else {
                return None;
            }
        }
        _ if groups_of_three(groups) && groups.iter().skip(1).all(|(mark, _)| *mark == groups[1].0) => (groups, None),
        _ => return None,
    };
    // One group behind a plain space may be a number of its own: `of 61 135 were`.
    if part.is_none() && whole.len() == 2 && whole[1].0 == ' ' {
        return None;
    }
    let mut all: String = whole.iter().map(|(_, digits)| *digits).collect();
    let (decimals, sure) = part.map_or((0, true), |(digits, sure)| {
        all.push_str(digits);
        (digits.len(), sure)
    });
    Some((printed(&all, decimals)?, sure))
}

fn groups_of_three(groups: &[(char, &str)]) -> bool {
    groups.iter().skip(1).all(|(_, digits)| digits.len() == 3)
}

fn printed(digits: &str, decimals: usize) -> Option<Printed> {
    Some(Printed { digits: digits.parse().ok()?, decimals: u8::try_from(decimals).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, comma: bool) -> (usize, Option<String>, bool) {
        let found = scan(text, Style { comma, italian: comma });
        (found.length, found.printed.map(|printed| printed.to_string()), found.sure)
    }

    #[test]
    fn thousands_and_decimals_are_told_by_the_style() {
        for (text, point, comma) in [
            ("61,5", "61.5?", "61.5"),
            ("61.5", "61.5", "61.5?"),
            ("1,234", "1234", "1.234"),
            ("1.234", "1.234", "1234"),
            ("1,234,567", "1234567", "1234567"),
            ("1.234.567", "1234567", "1234567"),
            ("1.234,5", "1234.5", "1234.5"),
            ("1,234.50", "1234.50", "1234.50"),
            ("12\u{a0}345", "12345", "12345"),
            ("12\u{2009}345\u{2009}678", "12345678", "12345678"),
            ("12\\,345", "12345", "12345"),
            ("1'234'567", "1234567", "1234567"),
            ("1 234 567", "1234567", "1234567"),
            ("0,05", "0.05?", "0.05"),
        ] {
            for (comma, expected) in [(false, point), (true, comma)] {
                let (length, number, sure) = read(text, comma);
                let mark = if sure { "" } else { "?" };
                assert_eq!((length, number.unwrap_or_default() + mark), (text.len(), expected.to_owned()), "{text}");
            }
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_no_number() {
        for text in ["61 135", "1.2.3", "1,2,3,4", "12.34.56", &"9".repeat(1_000_000)] {
            assert_eq!(read(text, false).1, None, "{}", &text[..6]);
            assert_eq!(read(text, false).0, text.len());
        }
        assert_eq!(read("2020 135 units", false), (4, Some("2020".to_owned()), true));
        assert_eq!(read("34. The", false), (2, Some("34".to_owned()), true));
    }
}
