//! What a cell of a table holds.

use std::ops::Range;

use crate::input::claims::language::lexer::tokens;
use crate::input::claims::language::style::Style;
use crate::input::claims::language::token::{Kind, Number, Token};

/// A cell as understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Value {
    /// Nothing, or a sign that there is nothing.
    #[default]
    Empty,
    /// Words, a range, a bound.
    Label,
    /// One number.
    One(Number),
    /// One number with a per cent sign.
    Percent(Number),
    /// `34 (55.7)`, `34 (55.7%)`, `34; 55.7%`, `55.7% (34)`: the count or mean, then the other.
    Pair(Number, Number),
    /// `34/61`, `34/61 (55.7%)`.
    Ratio(Number, Number, Option<Number>),
    /// `12 (8–15)`, `12 [8, 15]`.
    Between(Number, Number, Number),
}

impl Value {
    /// Whether it has a number.
    pub(crate) fn is_number(&self) -> bool {
        match self {
            Self::Empty | Self::Label => false,
            Self::One(_) | Self::Percent(_) | Self::Pair(..) | Self::Ratio(..) | Self::Between(..) => true,
        }
    }
}

/// Words for nothing.
const NOTHING: [&str; 6] = ["na", "nd", "n", "a", "d", "nr"];

/// The tokens of a range, numbers also in the other style where they can be read so alone.
pub(crate) fn cell_tokens(text: &str, range: Range<usize>, style: Style) -> Vec<Token> {
    let own = tokens(text, range.clone(), style);
    if own.iter().all(|token| token.kind != Kind::Number(None)) {
        return own;
    }
    let other = tokens(text, range, Style { comma: !style.comma, ..style });
    if other.iter().all(|token| token.kind != Kind::Number(None)) { other } else { own }
}

/// What a cell holds.
pub(crate) fn value(tokens: &[Token]) -> Value {
    let number = |token: &Token| token.number();
    let is = |token: &Token, marks: &str| token.is_one_of(marks);
    let percent = |token: &Token| token.kind == Kind::Percent;
    // A sign of equality or of approximation is no number of the table.
    let read = || -> Option<Value> {
        Some(match tokens {
            [] => Value::Empty,
            [one] if one.is_one_of("-—.…–") => Value::Empty,
            [one, rest @ ..]
                if one.is_word(&NOTHING)
                    && rest.iter().all(|token| token.is_one_of("./") || token.is_word(&NOTHING)) =>
            {
                Value::Empty
            }
            [one] => Value::One(number(one)?),
            [one, sign] if percent(sign) => Value::Percent(number(one)?),
            [one, open, two, close] if is(open, "([") && is(close, ")]") => Value::Pair(number(one)?, number(two)?),
            [one, open, two, sign, close] if is(open, "([") && percent(sign) && is(close, ")]") => {
                Value::Pair(number(one)?, number(two)?)
            }
            [one, sign, open, two, close] if percent(sign) && is(open, "([") && is(close, ")]") => {
                Value::Pair(number(two)?, number(one)?)
            }
            [one, mark, two, sign] if is(mark, ",;") && percent(sign) => Value::Pair(number(one)?, number(two)?),
            [one, slash, two] if is(slash, "/") => Value::Ratio(number(one)?, number(two)?, None),
            [one, of, two] if of.is_word(&["of", "su", "di"]) => Value::Ratio(number(one)?, number(two)?, None),
            [one, slash, two, open, three, rest @ ..] if is(slash, "/") && is(open, "([") && rest.len() <= 2 => {
                Value::Ratio(number(one)?, number(two)?, Some(number(three)?))
            }
            [one, open, two, mark, three, close]
                if is(open, "([") && (is(mark, "-,;") || mark.is_word(&["to", "a"])) && is(close, ")]") =>
            {
                Value::Between(number(one)?, number(two)?, number(three)?)
            }
            // A decimal comma of a list is a mark: `12 (8, 15)`.
            _ => return None,
        })
    };
    read().unwrap_or(Value::Label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let show = |number: &Number| number.printed.to_string();
        match value(&cell_tokens(text, 0..text.len(), Style::default())) {
            Value::Empty => "-".to_owned(),
            Value::Label => "label".to_owned(),
            Value::One(one) => show(&one),
            Value::Percent(one) => show(&one) + "%",
            Value::Pair(one, two) => format!("{} & {}", show(&one), show(&two)),
            Value::Ratio(one, two, three) => {
                format!("{}/{} {}", show(&one), show(&two), three.map_or_else(String::new, |three| show(&three)))
            }
            Value::Between(one, two, three) => format!("{} in {}..{}", show(&one), show(&two), show(&three)),
        }
    }

    #[test]
    fn cells_hold_numbers_pairs_and_words() {
        for (text, expected) in [
            ("", "-"),
            ("–", "-"),
            ("NA", "-"),
            ("n.d.", "-"),
            ("34", "34"),
            ("**34** †", "34"),
            ("34a", "34"),
            ("55,7", "55.7"),
            ("55.7 %", "55.7%"),
            ("34 (55.7)", "34 & 55.7"),
            ("34 (55.7%)", "34 & 55.7"),
            ("55.7% (34)", "34 & 55.7"),
            ("34/61 (55.7%)", "34/61 55.7"),
            ("34/61", "34/61 "),
            ("413,020 (322,879–609,562)", "413020 in 322879..609562"),
            ("12 [8 to 15]", "12 in 8..15"),
            ("1-3 years", "label"),
            (">6", "label"),
            ("18-34", "label"),
            ("1,234,567", "1234567"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
