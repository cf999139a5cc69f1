//! Numbers as spreadsheets write them: counts with or without marks, decimals, shares.

use crate::input::problem::hint::{Hint, Key, Say};
use crate::input::problem::kind::Kind;
use crate::model::base::word::words;
use crate::model::catchment::served::PlaceShare;

words! {
    /// Which character marks thousands and which decimals.
    pub enum NumberFormat {
        /// 1,234.5
        English = "en",
        /// 1.234,5
        Italian = "it",
    }
}

impl NumberFormat {
    fn decimal(self) -> char {
        match self {
            Self::Italian => ',',
            Self::English => '.',
        }
    }
}

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

const COUNT: &str = "a count of residents, such as 12345";

/// The format that a column's own values decide: `1.234.567` can only be Italian, `1,234,567` only English.
pub fn format_of_column<'a>(values: impl Iterator<Item = &'a str>) -> Option<NumberFormat> {
    // Marks of values that are not known, such as `..`, tell nothing.
    for value in values.filter(|value| value.contains(|c: char| c.is_ascii_digit())) {
        let (dots, commas) = (value.matches('.').count(), value.matches(',').count());
        match (dots, commas) {
            (2.., 0 | 1) => return Some(NumberFormat::Italian),
            (0 | 1, 2..) => return Some(NumberFormat::English),
            (1, 1) => {
                let italian = value.find('.') < value.find(',');
                return Some(if italian { NumberFormat::Italian } else { NumberFormat::English });
            }
            _ => {}
        }
    }
    None
}

/// How a person says what the one mark of a number is, where it may be one of thousands or of decimals.
pub(crate) fn say_marks(text: &str) -> Say {
    let digits: String = text.chars().filter(|mark| !is_gap(*mark)).collect();
    let (whole, rest) = digits.split_once(['.', ',']).unwrap_or((&digits, ""));
    Say::among("say which with", Key::Numbers, &[("it", "1.234,5"), ("en", "1,234.5")])
        .because(format!("{text} may be {whole}{rest} or {whole} and a fraction"))
}

/// A count of whole things. Thousands may be marked by spaces or apostrophes, by points or commas where `format` says which.
///
/// # Errors
/// Text, negative numbers, fractions, numbers beyond 10¹⁵, and one mark with three digits after it when no format says what it marks.
pub fn parse_count(text: &str, format: Option<NumberFormat>) -> Result<u64, NotANumber> {
    let wrong = |hint: Option<&str>| NotANumber { expected: COUNT, hint: hint.map(Hint::from), kind: Kind::Value };
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
    let mark = if format == NumberFormat::Italian { '.' } else { ',' };
    let groups: Vec<&str> = whole.split(mark).collect();
    let (first, rest) = groups.split_first()?;
    let well_formed = (rest.is_empty() || (1..=3).contains(&first.len()))
        && rest.iter().all(|group| group.len() == 3)
        && groups.iter().all(|group| group.bytes().all(|digit| digit.is_ascii_digit()));
    well_formed.then(|| groups.concat())
}

/// Whether text is a number with one mark that may stand for thousands as well as before decimals, such as `290.000`.
pub fn may_be_thousands(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once(['.', ',']).is_some_and(|(whole, rest)| {
        rest.len() == 3 && digits(rest) && (1..=3).contains(&whole.len()) && whole != "0" && digits(whole)
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

/// A decimal number with a point, or a comma where `format` does not forbid it; thousands may be set apart by blanks or apostrophes. Never
/// NaN or infinite.
pub fn parse_decimal(text: &str, format: Option<NumberFormat>) -> Option<f64> {
    let text = without_gaps(text)?;
    let plain = match format {
        Some(NumberFormat::Italian) => text.replace('.', "").replace(',', "."),
        Some(NumberFormat::English) => text.replace(',', ""),
        None if text.matches(',').count() == 1 && !text.contains('.') => text.replace(',', "."),
        None => text,
    };
    if !plain.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E')) {
        return None;
    }
    plain.parse::<f64>().ok().filter(|value| value.is_finite())
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
    fn a_column_may_decide_what_its_marks_mean() {
        assert_eq!(format_of_column(["1.234", "1.234.567"].into_iter()), Some(NumberFormat::Italian));
        assert_eq!(format_of_column(["1,234,567"].into_iter()), Some(NumberFormat::English));
        assert_eq!(format_of_column(["1.234", ".."].into_iter()), None);
        assert_eq!(format_of_column(["1.234"].into_iter()), None);
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
