//! Days of the calendar: the one place that says whether a date exists.

use jiff::civil::Date;

/// Whether a text that begins as a date of ISO 8601 does (`2023-02-28`, `2023-02-28T10:00:00Z`) names a day that the calendar has.
///
/// Text of another form is no date and not refused; nor is one whose month or day is 00, which stands for one that is not known.
pub(crate) fn may_be_day(text: &str) -> bool {
    let digits = |range: std::ops::Range<usize>| -> Option<i16> {
        let digits = text.get(range).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse().ok()
    };
    let mark = |at: usize| matches!(text.as_bytes().get(at), Some(b'-' | b'/'));
    let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(5..7), digits(8..10)) else { return true };
    let is_date = mark(4) && mark(7) && !text.as_bytes().get(10).is_some_and(u8::is_ascii_digit);
    let exists = || {
        let (month, day) = (i8::try_from(month.max(1)).ok()?, i8::try_from(day.max(1)).ok()?);
        jiff::civil::Date::new(year, month, day).ok()
    };
    !is_date || exists().is_some()
}

/// The day that a text names: ISO 8601 with or without a time, or the day, the month and the year in this order.
pub(crate) fn day(text: &str) -> Option<Date> {
    let day = text.split([' ', 'T']).next()?;
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let is_number = |part: &&str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    if ![first, second, third].into_iter().all(is_number) {
        return None;
    }
    let (year, day) = if first.len() == 4 { (first, third) } else { (third, first) };
    if year.len() != 4 || day.len() > 2 || second.len() > 2 {
        return None;
    }
    Date::new(year.parse().ok()?, second.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_exists_or_does_not() {
        for text in ["2024-02-29", "2023-02-28", "2000-02-29T23:59:59Z", "2023/12/31", "2018-00-00", "2018-07-00"] {
            assert!(may_be_day(text), "{text}");
        }
        for text in ["2023-02-29", "1900-02-29", "2100-02-29 10:00", "2023/02/29", "2023-04-31", "2023-13-01"] {
            assert!(!may_be_day(text), "{text}");
        }
        for text in ["", "2023", "Wed 29 Feb", "1234-56-7890", "29/02/2023", "à023-02-29"] {
            assert!(may_be_day(text), "{text}");
        }
    }

    #[test]
    fn days_are_read_with_the_year_or_the_day_first() {
        let expected = Date::new(2025, 1, 29).ok();
        for text in ["2025-01-29", "2025-01-29 10:31:02", "2025-01-29T10:31:02", "29/01/2025", "29.1.2025", "2025/1/29"]
        {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in ["2025-02-30", "01/29/2025", "29/01/25", "January", "2025", "20250129", "1-2-3-4"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
