//! JSON as programs write it that have numbers JSON does not have: `NaN`, `Infinity` and their kin.
//!
//! Python writes them, and C libraries write `nan` and `-inf`. They are replaced by what readers of JSON take.

use std::borrow::Cow;

use crate::model::base::text::Text;

/// What stands for such a token inside a list, where a coordinate may be meant: a number that no coordinate is.
pub(crate) const NO_NUMBER: f64 = f64::MAX;
/// The number as it is written, which no program writes so.
const NO_NUMBER_TEXT: &str = "17976931348623157e292";
/// What stands for such a token as a member of an object.
const MISSING: &str = "null";

/// A text without such tokens.
pub(crate) struct Tokens<'a> {
    /// The text.
    pub(crate) text: Cow<'a, [u8]>,
    /// For each token where it stood, where it stands, and how long it was and is.
    replaced: Vec<Replaced>,
}

struct Replaced {
    was: usize,
    at: usize,
    was_long: usize,
    long: usize,
    is_missing: bool,
}

impl<'a> Tokens<'a> {
    /// Replaces all tokens of a text that are no numbers of JSON, and record separators by blanks.
    pub(crate) fn replaced(bytes: &'a [u8]) -> Self {
        let mut found = Self { text: Cow::Borrowed(bytes), replaced: Vec::new() };
        let (mut open, mut at, mut kept) = (Vec::new(), 0, 0);
        let mut text = Vec::new();
        while let Some(&byte) = bytes.get(at) {
            let (length, instead) = match byte {
                b'"' => (text_length(&bytes[at..]), None),
                b'{' | b'[' => {
                    open.push(byte);
                    (1, None)
                }
                b'}' | b']' => {
                    open.pop();
                    (1, None)
                }
                0x1E => (1, Some(" ")),
                b'n' | b'N' | b'i' | b'I' | b'-' | b'+' => {
                    let word = word(&bytes[at..]);
                    let in_list = open.last() == Some(&b'[');
                    let instead = if in_list { NO_NUMBER_TEXT } else { MISSING };
                    (word.len().max(1), is_no_number(word).then_some(instead))
                }
                _ => (1, None),
            };
            if let Some(instead) = instead {
                text.extend_from_slice(&bytes[kept..at]);
                if byte != 0x1E {
                    let is_missing = instead == MISSING;
                    let (was_long, long) = (length, instead.len());
                    found.replaced.push(Replaced { was: at, at: text.len(), was_long, long, is_missing });
                }
                text.extend_from_slice(instead.as_bytes());
                kept = at + length;
            }
            at += length;
        }
        if kept > 0 {
            text.extend_from_slice(&bytes[kept..]);
            found.text = Cow::Owned(text);
        }
        found
    }

    /// Whether anything was replaced by something else than a blank.
    pub(crate) fn any(&self) -> bool {
        !self.replaced.is_empty()
    }

    /// How many values of objects became missing, and where the first stood.
    pub(crate) fn missing(&self) -> Option<(usize, usize)> {
        let mut missing = self.replaced.iter().filter(|replaced| replaced.is_missing);
        let first = missing.next()?;
        Some((1 + missing.count(), first.was))
    }

    /// Where a place of the new text was in the old one.
    pub(crate) fn was_at(&self, at: usize) -> usize {
        let before = self.replaced.partition_point(|replaced| replaced.at <= at);
        match before.checked_sub(1).map(|last| &self.replaced[last]) {
            Some(last) if at < last.at + last.long => last.was,
            Some(last) => last.was + last.was_long + (at - last.at - last.long),
            None => at,
        }
    }
}

/// An attribute that is a list or an object without the number that stands for no number.
pub(crate) fn without_no_number(text: Text) -> Text {
    if text.contains(NO_NUMBER_TEXT) { text.replace(NO_NUMBER_TEXT, MISSING).into() } else { text }
}

/// Puts back that a coordinate is no number.
pub(crate) fn restore_no_number(coordinate: &mut f64) {
    if coordinate.to_bits() == NO_NUMBER.to_bits() {
        *coordinate = f64::NAN;
    }
}

/// The bytes of a text in quotes, which are counted.
fn text_length(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(step) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += step;
        if bytes[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    bytes.len()
}

/// What stands there up to a mark of JSON.
fn word(bytes: &[u8]) -> &[u8] {
    let is_end =
        |byte: &u8| matches!(byte, b',' | b':' | b'"' | b'[' | b']' | b'{' | b'}' | b' ' | b'\t' | b'\r' | b'\n');
    &bytes[..bytes.iter().position(is_end).unwrap_or(bytes.len())]
}

fn is_no_number(word: &[u8]) -> bool {
    let word = word.strip_prefix(b"-").or_else(|| word.strip_prefix(b"+")).unwrap_or(word);
    [&b"nan"[..], b"inf", b"infinity"].iter().any(|token| word.eq_ignore_ascii_case(token))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_replaced_outside_quotes_and_places_are_found_again() {
        let text = br#"{"a":NaN,"NaN \" NaN":[1,-Infinity],"b":"inf","c":{"d":-nan,"e":null,"f":-1}} x"#;
        let tokens = Tokens::replaced(text);
        let expected =
            r#"{"a":null,"NaN \" NaN":[1,17976931348623157e292],"b":"inf","c":{"d":null,"e":null,"f":-1}} x"#;
        assert_eq!(std::str::from_utf8(&tokens.text).unwrap(), expected);
        assert_eq!(tokens.missing(), Some((2, 5)));
        for word in ["\"NaN", "\"inf", "\"d", "\"e", "-1", "x"] {
            let place = |text: &[u8]| memchr::memmem::find(text, word.as_bytes()).unwrap();
            assert_eq!(tokens.was_at(place(&tokens.text)), place(text), "{word}");
        }
        assert_eq!(tokens.was_at(0), 0);
        assert_eq!(NO_NUMBER_TEXT.parse(), Ok(NO_NUMBER));
    }

    #[test]
    fn a_text_without_tokens_is_kept() {
        for text in [&br#"{"a":null,"b":[-1,2.5e3],"c":"\\"}"#[..], b"", b"\"", b"nanny", b"-", b"{\"a\\"] {
            let tokens = Tokens::replaced(text);
            assert!(matches!(tokens.text, Cow::Borrowed(_)) && !tokens.any(), "{text:?}");
        }
        assert_eq!(&*Tokens::replaced(b"\x1e{}\n\x1e{}").text, b" {}\n {}");
    }
}
