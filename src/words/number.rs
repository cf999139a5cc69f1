//! Numbers and dates as people read them, each language in its own way.

use jiff::civil::Date;

use crate::model::base::language::Language;
use crate::model::claim::printed::Printed;
use crate::words::catalogue::{plain, say};

/// What stands between groups of three digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// A narrow no-break space, for maps and pages.
    Narrow,
    /// A plain space, for terminals.
    Plain,
}

/// A count with its thousands apart; four digits stay together.
pub fn count(value: u64, grouping: Grouping) -> String {
    in_thousands(&value.to_string(), grouping)
}

/// Digits with their thousands apart.
fn in_thousands(digits: &str, grouping: Grouping) -> String {
    if digits.len() <= 4 {
        return digits.to_owned();
    }
    let mark = match grouping {
        Grouping::Narrow => '\u{202f}',
        Grouping::Plain => ' ',
    };
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// A number with a fixed number of decimals, halves rounded away from zero, with a minus sign that is no hyphen, never on 0.
pub fn decimal(value: f64, decimals: usize, language: Language) -> String {
    let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    // Shares such as 0.1235 are stored a little below the half that they print as.
    let scaled = value * scale;
    let rounded = (scaled + scaled.signum() * scaled.abs() * 4.0 * f64::EPSILON).round() / scale;
    let text = format!("{:.decimals$}", rounded + 0.0);
    let zero = text.trim_start_matches(['-', '0', '.']).is_empty();
    let text = text.replace('-', if zero { "" } else { "−" });
    text.replace('.', decimal_mark(language))
}

/// A number with the decimals that it was printed with.
pub(crate) fn as_printed(printed: Printed, grouping: Grouping, language: Language) -> String {
    let text = printed.to_string();
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, decimals) = text.split_once('.').map_or((text, None), |(whole, decimals)| (whole, Some(decimals)));
    let decimals = decimals.map(|decimals| format!("{}{decimals}", decimal_mark(language)));
    format!("{sign}{}{}", in_thousands(whole, grouping), decimals.unwrap_or_default())
}

/// What stands before decimals.
fn decimal_mark(language: Language) -> &'static str {
    plain(language, "decimal-mark")
}

/// A number with a fixed number of decimals as files of data have it: only the mark is the language's.
pub(crate) fn digits(value: f64, decimals: usize, language: Language) -> String {
    format!("{value:.decimals$}").replace('.', decimal_mark(language))
}

/// A number with as many digits as tell it from all others.
pub(crate) fn shortest(value: f64, language: Language) -> String {
    value.to_string().replace('.', decimal_mark(language))
}

/// A number as `1.23e-4`, with so many decimals.
pub(crate) fn scientific(value: f64, decimals: usize, language: Language) -> String {
    format!("{value:.decimals$e}").replace('.', decimal_mark(language))
}

/// A share as a percentage with one decimal, such as `24.1 %`.
pub fn percent(share: f64, language: Language) -> String {
    format!("{}\u{a0}%", decimal(share * 100.0, 1, language))
}

/// A share as a percentage with the decimals that it has, such as `50 %`, `66.7 %`; three at the most.
pub(crate) fn short_percent(share: f64, language: Language) -> String {
    let is_whole = |value: f64| (value - value.round()).abs() < 1e-6;
    let decimals = [1.0, 10.0, 100.0].iter().position(|scale| is_whole(share * 100.0 * scale)).unwrap_or(3);
    format!("{}\u{a0}%", decimal(share * 100.0, decimals, language))
}

/// A printed share with the article that the language has before it: `il 51,7 %`, `l’8,0 %`.
pub(crate) fn with_article(printed: &str, share: f64, language: Language) -> String {
    say(language, "share-article", [("share", printed.into()), ("whole", whole_percent(share).into())])
}

/// What more or less than a share is: `half`, `51.7 %`; `della metà`, `dell’8 %`.
pub(crate) fn than_share(share: f64, language: Language) -> String {
    let printed = short_percent(share, language);
    let whole = if (share - 0.5).abs() < 1e-9 { "half".into() } else { whole_percent(share).into() };
    say(language, "share-than", [("share", printed.into()), ("whole", whole)])
}

/// The whole number that a percentage is read with.
fn whole_percent(share: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
    let tenths = (share * 1000.0).round() as usize;
    tenths / 10
}

/// Smaller p-values are printed as below this one: three decimals tell no more.
const SMALLEST_P: f64 = 0.001;

/// A p-value with its sign, `=` or `<` where it is too small to be told.
pub(crate) fn signed_p(p: f64, language: Language) -> (char, String) {
    (if p < SMALLEST_P { '<' } else { '=' }, decimal(p.max(SMALLEST_P), 3, language))
}

/// A p-value with the digits it deserves, such as `.024` or `< .001`.
pub fn p_value(p: f64, language: Language) -> String {
    let (sign, value) = signed_p(p, language);
    if sign == '<' { format!("<{value}") } else { value }
}

/// A date in words.
pub fn date(date: Date, language: Language) -> String {
    say(language, "date", [("day", date.day().into()), ("month", date.month().into()), ("year", date.year().into())])
}

/// A number rounded to a whole one, with its thousands apart.
pub fn grouped(value: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the absolute value of a count")]
    let whole = count(value.abs().round() as u64, Grouping::Narrow);
    if value < -0.5 { format!("−{whole}") } else { whole }
}

/// A number with a fixed number of decimals and its thousands apart; four digits stay together.
pub fn grouped_decimal(value: f64, decimals: usize, language: Language) -> String {
    let text = decimal(value, decimals, language);
    let whole = text.find(decimal_mark(language)).unwrap_or(text.len());
    let (whole, fraction) = text.split_at(whole);
    let digits = whole.trim_start_matches('−');
    let sign = &whole[..whole.len() - digits.len()];
    format!("{sign}{}{fraction}", in_thousands(digits, Grouping::Narrow))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_has_the_article_that_it_is_read_with() {
        let the = |share: f64| with_article(&percent(share, Language::Italian), share, Language::Italian);
        let told = [0.517, 0.08, 0.11, 0.115, 0.012, 0.0, 0.8, 0.899, 0.9, 0.18].map(the);
        let expected = [
            "il 51,7 %",
            "l’8,0 %",
            "l’11,0 %",
            "l’11,5 %",
            "l’1,2 %",
            "lo 0,0 %",
            "l’80,0 %",
            "l’89,9 %",
            "il 90,0 %",
            "il 18,0 %",
        ];
        assert_eq!(told, expected.map(|text| text.replace(" %", "\u{a0}%")));
        assert_eq!(with_article("8.0 %", 0.08, Language::English), "8.0 %");
        assert_eq!(than_share(0.5, Language::Italian), "della metà");
        assert_eq!(than_share(0.8, Language::Italian), "dell’80\u{a0}%");
    }

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(percent(0.649_033, Language::English), "64.9\u{a0}%");
        assert_eq!(percent(0.649_033, Language::Italian), "64,9\u{a0}%");
        assert_eq!(count(59_813_887, Grouping::Plain), "59 813 887");
        assert_eq!(count(9_999, Grouping::Plain), "9999");
    }

    #[test]
    fn halves_are_rounded_up_and_zero_has_no_sign() {
        assert_eq!(decimal(100.0 * 0.1235, 1, Language::English), "12.4");
        assert_eq!(decimal(0.0005, 3, Language::English), "0.001");
        assert_eq!(decimal(-0.04, 1, Language::English), "0.0");
        assert_eq!(decimal(-0.354, 2, Language::Italian), "−0,35");
    }

    #[test]
    fn a_round_share_has_no_decimals() {
        assert_eq!(
            [0.5, 0.55, 0.7, 0.675].map(|share| short_percent(share, Language::Italian)).join(" "),
            "50\u{a0}% 55\u{a0}% 70\u{a0}% 67,5\u{a0}%"
        );
        assert_eq!(short_percent(2.0 / 3.0, Language::English), "66.667\u{a0}%");
    }

    #[test]
    fn decimals_of_large_numbers_stay() {
        assert_eq!(grouped_decimal(12.6, 0, Language::English), "13");
        assert_eq!(grouped_decimal(12.6, 1, Language::Italian), "12,6");
        assert_eq!(grouped_decimal(-65_432.5, 1, Language::English), "−65\u{202f}432.5");
        assert_eq!(grouped_decimal(0.96, 1, Language::English), "1.0");
    }

    #[test]
    fn dates_are_written_in_words() {
        let day = jiff::civil::date(2023, 1, 1);
        assert_eq!(date(day, Language::English), "1 January 2023");
        assert_eq!(date(day, Language::Italian), "1° gennaio 2023");
    }
}
