//! One cell of a table: its text, and what a spreadsheet says it is.

/// What a cell is, beyond its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nature {
    /// Text, and every cell of a delimited file.
    #[default]
    Text,
    /// A number that a spreadsheet stores as one: its decimal mark is a point whatever the study says.
    Number,
    /// A number that the spreadsheet shows as a percentage; the text is the share itself.
    Percent,
    /// A date.
    Date,
    /// A formula that failed, such as `#N/A`.
    Failed,
    /// A formula that a program wrote and no spreadsheet has computed yet.
    Uncomputed,
    /// A cell that belongs to merged cells and is not the first of them.
    Merged,
}

impl Nature {
    /// Whether the cell is a number of a spreadsheet.
    pub fn is_number(self) -> bool {
        match self {
            Self::Number | Self::Percent => true,
            Self::Text | Self::Date | Self::Failed | Self::Uncomputed | Self::Merged => false,
        }
    }

    /// Whether the cell is text.
    pub fn is_text(self) -> bool {
        self == Self::Text
    }

    /// Whether a spreadsheet left neither a number nor a text in it.
    pub fn is_damaged(self) -> bool {
        match self {
            Self::Date | Self::Failed | Self::Uncomputed | Self::Merged => true,
            Self::Text | Self::Number | Self::Percent => false,
        }
    }
}

/// A number of a spreadsheet as text, with a decimal point; and whether noise of its arithmetic was taken off.
///
/// Spreadsheets show 15 significant digits of the 17 they store, so 0.1 + 0.2 is 0.3. A number nearer to a whole one than a
/// billionth of itself, and than a millionth, is that whole one: 537.0000000001 is 537.
pub fn number_text(value: f64) -> Option<(String, bool)> {
    if !value.is_finite() {
        return None;
    }
    let whole = value.round();
    let distance = (value - whole).abs();
    if whole.abs() < 1e15 && distance <= 1e-6_f64.min(1e-9 * value.abs().max(1.0)) {
        let shown: f64 = format!("{value:.14e}").parse().unwrap_or(value);
        #[expect(clippy::float_cmp, reason = "both are exact whole numbers or not")]
        return Some((format!("{:.0}", whole + 0.0), shown != whole));
    }
    let shown: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    Some((shown.to_string(), false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_the_noise_of_arithmetic_and_nothing_else() {
        for (value, text, noise) in [
            (537.0, "537", false),
            (537.000_000_000_1, "537", true),
            (0.1 + 0.2, "0.3", false),
            (0.375, "0.375", false),
            (1_234.567, "1234.567", false),
            (-3.0, "-3", false),
            (59_000_000.01, "59000000.01", false),
            (-0.0, "0", false),
            (0.000_001_5, "0.0000015", false),
        ] {
            assert_eq!(number_text(value), Some((text.to_owned(), noise)), "{value}");
        }
        assert_eq!(number_text(f64::NAN), None);
    }
}
