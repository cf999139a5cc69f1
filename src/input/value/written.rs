//! What stands in a cell beside its number: a percent sign, and flags that offices put behind a value.

/// A cell of a number, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written<'a> {
    /// The number.
    pub number: &'a str,
    /// Whether a percent sign follows.
    pub is_percent: bool,
    /// The flags behind it, without space and parentheses; empty where there are none.
    pub flags: &'a str,
}

/// Flags of values.
///
/// # Source
/// Eurostat's statistical flags: b break in the series, d definition differs, e estimated, f forecast, i see metadata, n not significant,
/// p provisional, r revised, s Eurostat's estimate, u low reliability, z not applicable; ISTAT's data warehouse uses b, e, p, r and u
/// alike. An asterisk is the mark of a footnote.
const FLAGS: &str = "bdefinprsuz";

/// The most flags of one value.
const MOST_FLAGS: usize = 3;

/// Takes a cell apart. Flags stand after a space, in parentheses, or are asterisks; where the column must hold numbers, letters may also
/// stand right behind the digits.
pub fn taken_apart(text: &str, must_be_number: bool) -> Written<'_> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Written { number: text, is_percent: false, flags: "" };
    }
    let whole = |number: &'_ str| number.trim_end().len();
    let (number, flags) = match flags_behind(text, must_be_number) {
        Some(at) => (&text[..whole(&text[..at])], text[at..].trim_matches(['(', ')', ' '])),
        None => (text, ""),
    };
    match number.strip_suffix('%') {
        Some(percent) => Written { number: percent.trim_end(), is_percent: true, flags },
        None => Written { number, is_percent: false, flags },
    }
}

/// Where the flags behind a number begin.
fn flags_behind(text: &str, must_be_number: bool) -> Option<usize> {
    if !text.starts_with(|first: char| first.is_ascii_digit() || "+-\u{2212}.,".contains(first)) {
        return None;
    }
    let ends_number = |last: char| last.is_ascii_digit() || last == '%' || last == '.' || last == ',';
    let end = text.rfind(ends_number)?;
    let at = end + 1;
    let behind = &text[at..];
    let trimmed = behind.trim_start();
    let inner = trimmed.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    let apart = inner.is_some() || trimmed.len() < behind.len() || must_be_number;
    let stars = !trimmed.is_empty() && trimmed.bytes().all(|mark| mark == b'*');
    (is_flags(inner.unwrap_or(trimmed)) && apart || stars && trimmed.len() <= MOST_FLAGS).then_some(at)
}

/// Whether text is flags and nothing else.
pub(crate) fn is_flags(text: &str) -> bool {
    (1..=MOST_FLAGS).contains(&text.len()) && text.chars().all(|letter| FLAGS.contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_and_percent_signs_are_taken_off() {
        let parts = |text| {
            let written = taken_apart(text, true);
            (written.number, written.is_percent, written.flags)
        };
        assert_eq!(parts("45.3 p"), ("45.3", false, "p"));
        assert_eq!(parts("45.3bep"), ("45.3", false, "bep"));
        assert_eq!(parts("1.234,5 (p)"), ("1.234,5", false, "p"));
        assert_eq!(parts("30,5 %"), ("30,5", true, ""));
        assert_eq!(parts("30,5% e"), ("30,5", true, "e"));
        assert_eq!(parts("12*"), ("12", false, "*"));
        for text in ["45.3", "1e5", "12 mesi", "x", "", "5 bedrooms", "3 P", "7 (a)", "10 km"] {
            assert_eq!(parts(text), (text, false, ""), "{text}");
        }
        assert_eq!(taken_apart("3b", false).number, "3b");
        assert_eq!(taken_apart("3 b", false).number, "3");
    }
}
