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

/// Names of failed formulas as Excel and `LibreOffice` write them in English and Italian.
///
/// # Source
/// ECMA-376 part 1, section 18.17.3 (error values); the Italian words are those of Excel's Italian edition.
const FAILURES: &[&str] = &[
    "#N/A", "#N/D", "#REF!", "#RIF!", "#DIV/0!", "#VALUE!", "#VALORE!", "#NAME?", "#NOME?", "#NUM!", "#NULL!",
    "#NULLO!", "#SPILL!", "#CALC!", "Err:502", "Err:504", "Err:508", "Err:522",
];

/// Short names of months, English and Italian, as Excel writes them.
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "gen", "mag", "giu", "lug",
    "ago", "set", "ott", "dic",
];

impl Nature {
    /// Whether the cell is a number of a spreadsheet.
    pub fn is_number(self) -> bool {
        match self {
            Self::Number | Self::Percent => true,
            Self::Text | Self::Date | Self::Failed | Self::Uncomputed | Self::Merged => false,
        }
    }
}

/// Whether text is the name of a failed formula.
pub fn is_failure(text: &str) -> bool {
    FAILURES.iter().any(|failure| failure.eq_ignore_ascii_case(text))
}

/// What may have happened to a cell that is not what it should be.
pub fn damage(nature: Nature, text: &str) -> Option<String> {
    const DATE: &str = "spreadsheets make dates of entries such as 1-3: format the column as text and type it again";
    match nature {
        Nature::Failed => Some("the formula of this cell failed: correct it, or leave the cell empty".to_owned()),
        Nature::Uncomputed => {
            Some("open the workbook in a spreadsheet and save it: that computes its formulas".to_owned())
        }
        Nature::Date => Some(DATE.to_owned()),
        Nature::Merged => Some("the cell is merged with others: split them and fill in each row".to_owned()),
        Nature::Percent => Some("the cell is shown as a percentage".to_owned()),
        Nature::Text if is_failure(text) => {
            Some("a formula failed before the table was saved: correct it, or leave the cell empty".to_owned())
        }
        Nature::Text if is_month_and_number(text) => Some(format!("this may have been a number; {DATE}")),
        Nature::Text | Nature::Number => None,
    }
}

/// `1-mar`, `mar-01`, `1-mar-23`: what a spreadsheet leaves of `1-3` in a text file.
fn is_month_and_number(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '/', ' ']).collect();
    let month = |part: &str| MONTHS.contains(&part.to_lowercase().as_str());
    let number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [one, two] => (month(one) && number(two)) || (number(one) && month(two)),
        [one, two, three] => number(one) && month(two) && number(three),
        _ => false,
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

    #[test]
    fn what_a_spreadsheet_made_of_one_to_three_is_recognised() {
        for text in ["1-mar", "mar-01", "01-Mar-23", "3-gen", "Jan-01"] {
            assert!(damage(Nature::Text, text).is_some(), "{text}");
        }
        for text in ["1-3", "A-01", "market-1", "12345", ""] {
            assert!(damage(Nature::Text, text).is_none(), "{text}");
        }
    }

    #[test]
    fn failed_formulas_are_recognised_in_text_too() {
        assert!(is_failure("#N/A") && is_failure("#rif!") && !is_failure("#1"));
    }
}
