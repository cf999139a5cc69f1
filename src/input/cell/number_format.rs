//! How a spreadsheet shows a number: as a date, as a percentage, or as it is.

use calamine::{ExcelDateTime, ExcelDateTimeType};

use crate::input::cell::content::{Nature, number_text};
use crate::input::cell::grid::column_letters;

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shown {
    /// As a number.
    #[default]
    Number,
    /// As a percentage.
    Percent,
    /// As a date, a time or a duration.
    Date,
}

impl Shown {
    /// What the formats that every workbook has without saying so make of a number.
    ///
    /// # Source
    /// ECMA-376, part 1, 18.8.30 (`numFmtId`); 27 to 36 and 50 to 58 are dates of East Asian languages.
    pub(crate) fn built_in(format: u16) -> Self {
        match format {
            9 | 10 => Self::Percent,
            14..=22 | 27..=36 | 45..=47 | 50..=58 => Self::Date,
            _ => Self::Number,
        }
    }

    /// What a format's code makes of a number: letters of dates or a `%` outside quotes, brackets and escapes.
    pub(crate) fn by_code(code: &str) -> Self {
        let mut shown = Self::Number;
        let (mut quoted, mut escaped) = (false, false);
        let mut bracket: Option<String> = None;
        // The first section alone: the others are for negative numbers, zero and text.
        for letter in code.chars() {
            if let Some(inside) = &mut bracket {
                if letter == ']' {
                    // [h], [mm] and [ss] count hours, minutes and seconds; other brackets are colours, conditions and languages.
                    if !inside.is_empty()
                        && inside.chars().all(|letter| matches!(letter, 'h' | 'H' | 'm' | 'M' | 's' | 'S'))
                    {
                        return Self::Date;
                    }
                    bracket = None;
                } else {
                    inside.push(letter);
                }
                continue;
            }
            match letter {
                _ if escaped => escaped = false,
                '"' => quoted = !quoted,
                _ if quoted => {}
                '\\' | '_' | '*' => escaped = true,
                '[' => bracket = Some(String::new()),
                ';' => break,
                '%' => shown = Self::Percent,
                'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' if !code.eq_ignore_ascii_case("standard") => {
                    return Self::Date;
                }
                _ => {}
            }
        }
        shown
    }
}

/// The text and nature of a number that is shown in a way, at a zero-based row and column; its noise is noted.
pub(crate) fn shown_number(
    value: f64,
    shown: Shown,
    since_1904: bool,
    place: (u32, u32),
    noise: &mut Vec<(String, String)>,
) -> (String, Nature) {
    match shown {
        Shown::Number | Shown::Percent => number(value, shown == Shown::Percent, place, noise),
        // Before the first and after the last day of a spreadsheet's calendar there are no dates.
        Shown::Date if (1.0..2_958_466.0).contains(&value) => {
            let date = ExcelDateTime::new(value, ExcelDateTimeType::DateTime, since_1904);
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            (format!("{year:04}-{month:02}-{day:02}"), Nature::Date)
        }
        Shown::Date => (value.to_string(), Nature::Date),
    }
}

/// The text and nature of a number, its noise noted.
pub(crate) fn number(
    value: f64,
    is_percent: bool,
    (row, column): (u32, u32),
    noise: &mut Vec<(String, String)>,
) -> (String, Nature) {
    let Some((text, changed)) = number_text(value) else { return ("#NUM!".to_owned(), Nature::Failed) };
    if changed {
        noise
            .push((format!("{}{}", column_letters(column as usize), u64::from(row) + 1), format!("{value} as {text}")));
    }
    (text, if is_percent { Nature::Percent } else { Nature::Number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_dates_and_percentages_are_told_from_numbers() {
        for code in ["d-mmm", "yyyy-mm-dd", "[$-410]d mmmm yyyy", "[h]:mm", "hh:mm:ss", "mmm\\-yy", "[Red]dd/mm/yy"] {
            assert_eq!(Shown::by_code(code), Shown::Date, "{code}");
        }
        for code in ["0%", "0.00\\ %", "[Red]0.0%;-0.0%"] {
            assert_eq!(Shown::by_code(code), Shown::Percent, "{code}");
        }
        for code in [
            "General",
            "0",
            "#,##0.00",
            "0\"%\"",
            "0\\%",
            "[Red]0",
            "0\" mesi\"",
            "0.00E+00",
            "Standard",
            "@",
            "_-* #,##0_-;d",
        ] {
            assert_eq!(Shown::by_code(code), Shown::Number, "{code}");
        }
    }

    #[test]
    fn dates_are_counted_from_either_day() {
        let text = |value, since_1904| shown_number(value, Shown::Date, since_1904, (0, 0), &mut Vec::new()).0;
        assert_eq!(text(44_986.0, false), "2023-03-01");
        assert_eq!(text(43_524.0, true), "2023-03-01");
        assert_eq!(text(-1.0, false), "-1");
    }
}
