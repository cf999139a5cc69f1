//! Codes of areas and units: text that was checked once against a named coding scheme.

use std::borrow::Borrow;
use std::fmt;

use crate::model::base::text::Text;

/// A set of rules that says what a well-formed area code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodingScheme {
    /// ISTAT's codes of Italian regions (2 digits), provinces (3) and municipalities (6, the first three of the province).
    Istat,
    /// Any text without control characters: the codes of another country, taken as they are.
    Plain,
}

impl CodingScheme {
    /// The scheme's name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Istat => "ISTAT",
            Self::Plain => "plain",
        }
    }

    /// How many digits a code of `level` has, where the scheme fixes it.
    pub fn digits(self, level: &str) -> Option<usize> {
        match (self, level) {
            (Self::Istat, "region") => Some(2),
            (Self::Istat, "province") => Some(3),
            (Self::Istat, "municipality") => Some(6),
            (Self::Istat | Self::Plain, _) => None,
        }
    }

    /// The code in `text`, which must be well formed for `level`. Leading zeros are significant.
    ///
    /// # Errors
    /// When the digits are too many, too few or not digits, or plain text is empty or has control characters.
    pub fn parse(self, level: &str, text: &str) -> Result<AreaCode, ParseCodeError> {
        if let Some(digits) = self.digits(level) {
            if text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()) {
                return Ok(AreaCode(text.into()));
            }
            let example = match digits {
                2 => "01",
                3 => "001",
                _ => "001272",
            };
            return Err(ParseCodeError {
                expected: format!("{} digits, such as {example}", count_word(digits)),
                found: text.to_owned(),
                hint: damaged_digit(text),
            });
        }
        plain(text, "an area code").map(|text| AreaCode(text.into()))
    }
}

/// The code of an area, well formed in its coding scheme. It means something only together with a level and a reference date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode(Text);

impl AreaCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

// A code is hashed and compared as its text.
impl Borrow<str> for AreaCode {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of a unit in its frame: any text without control characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(Box<str>);

impl UnitId {
    /// The identifier in `text`.
    ///
    /// # Errors
    /// When the text is empty or has control characters.
    pub fn parse(text: &str) -> Result<Self, ParseCodeError> {
        plain(text, "a unit identifier").map(|text| Self(text.into()))
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Text that is not the code it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseCodeError {
    /// What would have been right.
    pub expected: String,
    /// The text that was found.
    pub found: String,
    /// What may have happened to it.
    pub hint: Option<String>,
}

impl fmt::Display for ParseCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {:?}", self.expected, self.found)
    }
}

impl std::error::Error for ParseCodeError {}

fn plain<'a>(text: &'a str, what: &str) -> Result<&'a str, ParseCodeError> {
    let is_letters = text.bytes().all(|byte| byte.is_ascii_graphic()) && !text.is_empty();
    if !is_letters && (text.trim().is_empty() || text.chars().any(char::is_control)) {
        return Err(ParseCodeError {
            expected: format!("{what} of one line of text"),
            found: text.to_owned(),
            hint: None,
        });
    }
    Ok(text)
}

/// Names the first character that looks like a digit but is none.
fn damaged_digit(text: &str) -> Option<String> {
    const ORDINALS: [&str; 8] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
    let (place, letter) = text.chars().enumerate().find(|(_, letter)| !letter.is_ascii_digit())?;
    let digit = match letter {
        'l' | 'I' | 'i' | '|' => '1',
        'O' | 'o' | 'Q' => '0',
        'S' | 's' => '5',
        'B' => '8',
        'Z' | 'z' => '2',
        _ => return None,
    };
    let ordinal = ORDINALS.get(place)?;
    Some(format!("the {ordinal} character is the letter {letter}, not the digit {digit}"))
}

fn count_word(count: usize) -> &'static str {
    match count {
        2 => "two",
        3 => "three",
        _ => "six",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_printed_as_it_was_read() {
        for (level, text) in [("region", "01"), ("province", "001"), ("municipality", "001272")] {
            assert_eq!(CodingScheme::Istat.parse(level, text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_letter_among_digits_is_named() {
        let error = CodingScheme::Istat.parse("municipality", "00l272").unwrap_err();
        assert_eq!(error.to_string(), "expected six digits, such as 001272, found \"00l272\"");
        assert_eq!(error.hint.as_deref(), Some("the third character is the letter l, not the digit 1"));
    }

    #[test]
    fn lost_zeros_are_not_guessed_here() {
        assert!(CodingScheme::Istat.parse("municipality", "1272").is_err());
        assert!(CodingScheme::Istat.parse("region", "1").is_err());
    }

    #[test]
    fn plain_codes_are_any_text_of_one_line() {
        assert_eq!(CodingScheme::Plain.parse("county", "E06-x").unwrap().as_str(), "E06-x");
        assert!(CodingScheme::Plain.parse("county", "").is_err());
        assert!(CodingScheme::Plain.parse("county", "a\nb").is_err());
    }
}
