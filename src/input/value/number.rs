//! One number as people and spreadsheets write it: counts with or without marks, decimals, percentages, shares.

use crate::input::problem::hint::{Hint, Say};
use crate::input::problem::kind::Kind;
use crate::input::value::format::{NumberFormat, say_format};
use crate::model::catchment::served::PlaceShare;

/// Why text is not the number it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotANumber {
    /// What would have been right.
    pub expected: &'static str,
    /// What may help.
    pub hint: Option<Hint>,
    /// Whether the number is ambiguous or none at all.
    pub kind: Kind,
}

/// What a count looks like.
pub(crate) const COUNT: &str = "a count of residents, such as 12345";

/// How a person says what the one mark of a number is, where it may be one of thousands or of decimals.
pub(crate) fn say_marks(text: &str) -> Say {
    let digits: String = text.chars().filter(|mark| !is_gap(*mark)).collect();
    let (whole, rest) = digits.split_once(['.', ',']).unwrap_or((&digits, ""));
    say_format("say which with").because(format!("{text} may be {whole}{rest} or {whole} and a fraction"))
}

/// A count of whole things. Thousands may be marked by spaces or apostrophes, by points or commas where `format` says which.
///
/// # Errors
/// Text, negative numbers, fractions, numbers beyond 10¹⁵, and one mark with three digits after it when no format says what it marks.
pub fn parse_count(text: &str, format: Option<NumberFormat>) -> Result<u64, NotANumber> {
    let wrong = |hint: Option<&str>| NotANumber { expected: COUNT, hint: hint.map(Hint::from), kind: Kind::Value };
    // Nearly all counts are written without marks.
    if (1..=15).contains(&text.len()) && is_digits(text) {
        return text.parse().map_err(|_| wrong(None));
    }
    let compact: String = text.chars().filter(|mark| !is_gap(*mark)).collect();
    if let Some(rest) = compact.strip_prefix('-')
        && rest.starts_with(|c: char| c.is_ascii_digit())
    {
        return Err(wrong(Some("a count cannot be negative")));
    }
    if !compact.starts_with(|c: char| c.is_ascii_digit())
        || !compact.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
    {
        return Err(wrong(None));
    }
    let digits = match (compact.matches(['.', ',']).count(), format) {
        (0, _) => compact,
        (_, Some(format)) => with_marks(&compact, format).ok_or_else(|| {
            let fraction = compact.rsplit_once(format.decimal()).is_some_and(|(_, rest)| !rest.contains(['.', ',']));
            wrong(fraction.then_some("a count has no fraction"))
        })?,
        (1, None) => {
            let (whole, rest) = compact.split_once(['.', ',']).unwrap_or((&compact, ""));
            match rest {
                _ if may_be_thousands(&compact) => {
                    let hint = Some(say_marks(text).into());
                    return Err(NotANumber { expected: COUNT, hint, kind: Kind::AmbiguousNumber });
                }
                _ if !rest.is_empty() && rest.bytes().all(|digit| digit == b'0') => whole.to_owned(),
                _ => return Err(wrong(Some("a count has no fraction"))),
            }
        }
        (_, None) => return Err(wrong(None)),
    };
    match digits.parse::<u64>() {
        Ok(count) if count <= 1_000_000_000_000_000 => Ok(count),
        _ => Err(wrong(Some("the number is too large"))),
    }
}

/// The digits of a whole number with thousands marks and perhaps a fraction of zeros.
fn with_marks(text: &str, format: NumberFormat) -> Option<String> {
    let (whole, fraction) = text.split_once(format.decimal()).unwrap_or((text, ""));
    if !fraction.bytes().all(|digit| digit == b'0') {
        return None;
    }
    without_thousands(whole, format)
}

/// Whole digits without their marks of thousands; `None` where a mark stands elsewhere than before three digits.
fn without_thousands(whole: &str, format: NumberFormat) -> Option<String> {
    let groups: Vec<&str> = whole.split(format.thousands()).collect();
    let (first, rest) = groups.split_first()?;
    let well_formed = (rest.is_empty() || (1..=3).contains(&first.len()) && !first.starts_with('0'))
        && rest.iter().all(|group| group.len() == 3)
        && groups.iter().all(|group| is_digits(group));
    well_formed.then(|| groups.concat())
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether text is a number with one mark that may stand for thousands as well as before decimals, such as `290.000`.
pub fn may_be_thousands(text: &str) -> bool {
    text.split_once(['.', ',']).is_some_and(|(whole, rest)| {
        rest.len() == 3
            && is_digits(rest)
            && (1..=3).contains(&whole.len())
            && !whole.starts_with('0')
            && is_digits(whole)
    })
}

/// Whether a character sets thousands apart and can mean nothing else.
fn is_gap(mark: char) -> bool {
    matches!(mark, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '\'' | '’' | '\u{2bc}' | '\u{b4}')
}

/// A number without the blanks or apostrophes between its thousands and with a plain minus; `None` where they stand elsewhere.
fn without_gaps(text: &str) -> Option<String> {
    let plain = text.replace('\u{2212}', "-");
    if !plain.contains(is_gap) {
        return Some(plain);
    }
    let (whole, fraction) = match plain.find(['.', ',']) {
        Some(mark) => plain.split_at(mark),
        None => (plain.as_str(), ""),
    };
    let mut groups = whole.trim_start_matches('-').split(is_gap);
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()) && digits(group));
    let well_formed = first && groups.all(|group| group.len() == 3 && digits(group)) && !fraction.contains(is_gap);
    well_formed.then(|| plain.replace(is_gap, ""))
}

/// A decimal number in a format; without one its only mark is one of decimals. Thousands may be set apart by blanks or apostrophes. Never
/// NaN or infinite.
pub fn parse_decimal(text: &str, format: Option<NumberFormat>) -> Option<f64> {
    parse_scaled(text, format, 0)
}

/// The share that a percentage is, its sign taken off: the number nearest to 0.305 for `30,5`.
pub(crate) fn parse_percent(text: &str, format: Option<NumberFormat>) -> Option<f64> {
    parse_scaled(text, format, -2)
}

/// A number times a power of ten.
fn parse_scaled(text: &str, format: Option<NumberFormat>, power: i32) -> Option<f64> {
    let text = without_gaps(text)?;
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.parse::<i32>().ok()?)),
        None => (unsigned, None),
    };
    let mark = format.map(NumberFormat::decimal);
    let (whole, fraction) = mantissa
        .split_once(|letter: char| mark.map_or(matches!(letter, '.' | ','), |mark| letter == mark))
        .unwrap_or((mantissa, ""));
    if !is_digits(fraction) || whole.is_empty() && fraction.is_empty() {
        return None;
    }
    // A number with a power of ten has no thousands.
    let whole = match format.filter(|_| exponent.is_none()) {
        Some(format) => without_thousands(whole, format)?,
        None => Some(whole).filter(|whole| is_digits(whole))?.to_owned(),
    };
    let number: f64 = format!("{sign}{whole}.{fraction}e{}", exponent.unwrap_or(0).checked_add(power)?).parse().ok()?;
    number.is_finite().then_some(number)
}

/// A share above 0 and at most 1, with a decimal point or comma and up to nine decimals, or a percentage such as `37 %`.
///
/// # Errors
/// When it is no number or outside (0, 1].
pub fn parse_share(text: &str) -> Result<PlaceShare, NotANumber> {
    let wrong = |hint: Option<&str>| NotANumber {
        expected: "a share above 0 and at most 1, such as 0.25",
        hint: hint.map(Hint::from),
        kind: Kind::Share,
    };
    let (number, decimals) = match text.strip_suffix('%') {
        Some(percent) => (percent.trim_end(), 7),
        None => (text, 9),
    };
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return Err(wrong(None));
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > decimals {
        return Err(wrong(Some("a share has at most nine decimals")));
    }
    let scale = 10_u64.pow(u32::try_from(decimals).unwrap_or(9));
    let fraction: u64 = format!("{fraction:0<decimals$}").parse().map_err(|_| wrong(None))?;
    let whole: u64 = whole.parse().map_err(|_| wrong(None))?;
    let billionths =
        whole.checked_mul(scale).and_then(|whole| whole.checked_add(fraction)).ok_or_else(|| wrong(None))?;
    PlaceShare::from_billionths(billionths).ok_or_else(|| {
        wrong((whole > 1 && whole <= 100 && decimals == 9).then_some("write a percentage as 37 % or as 0.37"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_spreadsheets_write_them() {
        for (text, count) in [("12345", 12_345), ("537.0", 537), ("1 234 567", 1_234_567), ("12'345", 12_345), ("0", 0)]
        {
            assert_eq!(parse_count(text, None), Ok(count), "{text}");
        }
        assert_eq!(parse_count("1.234.567", Some(NumberFormat::Italian)), Ok(1_234_567));
        assert_eq!(parse_count("1,234.0", Some(NumberFormat::English)), Ok(1_234));
    }

    #[test]
    fn one_mark_before_three_digits_is_not_guessed() {
        for text in ["1.234", "1,234", "12.345"] {
            assert!(parse_count(text, None).unwrap_err().hint.unwrap().to_string().contains("numbers ="), "{text}");
        }
    }

    #[test]
    fn text_negatives_and_fractions_are_no_counts() {
        for text in ["", "abc", "-5", "12.5", "1e3", "99999999999999999999", "1.23.4", "."] {
            assert!(parse_count(text, None).is_err(), "{text}");
        }
        assert!(parse_count("1.2345", Some(NumberFormat::Italian)).is_err());
    }

    #[test]
    fn decimals_may_have_their_thousands_set_apart() {
        let numbers = [
            ("4'256'350", 4_256_350.0),
            ("4\u{a0}256,5", 4_256.5),
            ("-1\u{202f}234.5", -1_234.5),
            ("\u{2212}0.5", -0.5),
            ("12 345", 12_345.0),
            ("1\u{2007}234\u{2bc}567", 1_234_567.0),
        ];
        for (text, number) in numbers {
            assert_eq!(parse_decimal(text, None), Some(number), "{text}");
        }
        for text in ["12 34", "1234 567", " 123", "1 234 ", "12.3 456", "1  234", "'5"] {
            assert_eq!(parse_decimal(text, None), None, "{text}");
        }
    }

    #[test]
    fn marks_that_stand_elsewhere_than_a_format_has_them_make_no_number() {
        use NumberFormat::{English, Italian};
        for (text, format, number) in [
            ("1.234,5", Italian, Some(1_234.5)),
            ("1.5", Italian, None),
            ("0.123", Italian, None),
            ("12.34.567", Italian, None),
            ("1,234.5", English, Some(1_234.5)),
            ("987,5", English, None),
            ("1.5e3", English, Some(1_500.0)),
            ("-1,234,567", English, Some(-1_234_567.0)),
            (".5", English, Some(0.5)),
            (".", English, None),
            ("", English, None),
            ("inf", English, None),
            ("1e999", English, None),
        ] {
            assert_eq!(parse_decimal(text, Some(format)), number, "{text}");
        }
        assert_eq!(parse_percent("30,1", Some(Italian)), Some(0.301));
    }

    #[test]
    fn shares_are_exact_decimals() {
        for (text, billionths) in
            [("1", 1_000_000_000), ("0.2500", 250_000_000), ("0,37", 370_000_000), ("37 %", 370_000_000)]
        {
            assert_eq!(parse_share(text).unwrap().billionths(), billionths, "{text}");
        }
        for text in ["0", "1.2", "-0.5", "x", "", "0.1234567891", "37"] {
            assert!(parse_share(text).is_err(), "{text}");
        }
    }
}
