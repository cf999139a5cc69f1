//! JSON read forwards, without a tree: what large outlines need and no more.

use std::borrow::Cow;

use crate::input::text::decimal::decimal;
use crate::model::base::text::Text;

/// Brackets inside each other beyond which a file is refused.
const DEEPEST: usize = 128;

/// What is not JSON, or not the JSON expected, with the byte where that showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JsonError {
    /// The position in the file.
    pub(crate) at: usize,
    /// What would have been right.
    pub(crate) expected: Cow<'static, str>,
}

/// A place in a text of JSON.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Json<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Json<'a> {
    /// The start of a text.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The same text from another place on.
    pub(crate) fn from(self, at: usize) -> Self {
        Self { at, ..self }
    }

    /// The whole text.
    pub(crate) fn whole(self) -> &'a [u8] {
        self.bytes
    }

    /// Where the reader is.
    pub(crate) fn at(self) -> usize {
        self.at
    }

    /// An error at this place.
    pub(crate) fn error<T>(self, expected: impl Into<Cow<'static, str>>) -> Result<T, JsonError> {
        Err(JsonError { at: self.at, expected: expected.into() })
    }

    /// Nothing to say at this place: whoever asks reads on in another way.
    pub(crate) fn doubt<T>(self) -> Result<T, JsonError> {
        self.error("")
    }

    /// The next byte that is no space.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        while let Some(&byte) = self.bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
        None
    }

    /// Steps over `wanted` if it comes next.
    #[inline]
    pub(crate) fn take(&mut self, wanted: u8) -> bool {
        let next = self.peek() == Some(wanted);
        self.at += usize::from(next);
        next
    }

    /// Steps over `wanted`, which must come next.
    pub(crate) fn expect(&mut self, wanted: u8, expected: &'static str) -> Result<(), JsonError> {
        if self.take(wanted) { Ok(()) } else { self.error(expected) }
    }

    /// Steps over `wanted`, of which nothing is said where it does not come next.
    #[inline]
    pub(crate) fn need(&mut self, wanted: u8) -> Result<(), JsonError> {
        if self.take(wanted) { Ok(()) } else { self.doubt() }
    }

    /// A text, its escapes undone.
    pub(crate) fn text(&mut self) -> Result<Cow<'a, str>, JsonError> {
        let start = self.at_text()?;
        let raw = self.raw_text()?;
        let Ok(text) = std::str::from_utf8(raw) else {
            return self.from(start).error("text in UTF-8");
        };
        if !raw.contains(&b'\\') {
            return Ok(Cow::Borrowed(text));
        }
        match serde_json::from_slice::<String>(&self.bytes[start..self.at]) {
            Ok(text) => Ok(Cow::Owned(text)),
            // Half of a surrogate pair is all that may be wrong here.
            Err(_) => self.from(start).error("text with whole escapes"),
        }
    }

    fn at_text(&mut self) -> Result<usize, JsonError> {
        if self.peek() == Some(b'"') { Ok(self.at) } else { self.error("text in quotes") }
    }

    /// The bytes between quotes, escapes and all.
    fn raw_text(&mut self) -> Result<&'a [u8], JsonError> {
        let start = self.at_text()? + 1;
        let mut at = start;
        while let Some(step) = self.bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
            at += step;
            if self.bytes[at] == b'"' {
                self.at = at + 1;
                return Ok(&self.bytes[start..at]);
            }
            at += 2;
        }
        self.error("a quote that is closed")
    }

    /// A number.
    #[inline]
    pub(crate) fn number(&mut self) -> Result<f64, JsonError> {
        if !self.at_number() {
            return self.error("a number");
        }
        if let Some((number, length)) = decimal(&self.bytes[self.at..]) {
            self.at += length;
            return Ok(number);
        }
        match fast_float2::parse_partial::<f64, _>(&self.bytes[self.at..]) {
            Ok((number, length)) => {
                self.at += length;
                Ok(number)
            }
            Err(_) => self.error("a number"),
        }
    }

    /// The text from here on.
    pub(crate) fn rest(self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    /// Whether a number comes next; `inf` and `nan` are none.
    #[inline]
    pub(crate) fn at_number(&mut self) -> bool {
        match self.peek() {
            Some(b'0'..=b'9') => true,
            Some(b'-') => self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit),
            _ => false,
        }
    }

    /// A whole number.
    pub(crate) fn integer(&mut self) -> Result<i64, JsonError> {
        let start = *self;
        let number = self.number()?;
        let text = &self.bytes[start.at..self.at];
        let whole = std::str::from_utf8(text).ok().and_then(|text| text.trim().parse().ok());
        let lossless = number.fract() == 0.0 && number.abs() < 9.0e15;
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        whole.or_else(|| lossless.then_some(number as i64)).map_or_else(|| start.error("a whole number"), Ok)
    }

    /// The members of an object: `member` reads each value.
    pub(crate) fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, &str) -> Result<(), JsonError>,
    ) -> Result<(), JsonError> {
        self.expect(b'{', "an object in { }")?;
        if self.take(b'}') {
            return Ok(());
        }
        loop {
            let key = self.text()?;
            self.expect(b':', "a colon after the key")?;
            member(self, &key)?;
            if self.take(b'}') {
                return Ok(());
            }
            self.expect(b',', "a comma or } after the value")?;
        }
    }

    /// The items of a list: `item` reads each.
    pub(crate) fn list(&mut self, mut item: impl FnMut(&mut Self) -> Result<(), JsonError>) -> Result<(), JsonError> {
        self.expect(b'[', "a list in [ ]")?;
        if self.take(b']') {
            return Ok(());
        }
        loop {
            item(self)?;
            if self.take(b']') {
                return Ok(());
            }
            self.expect(b',', "a comma or ] after the value")?;
        }
    }

    /// Steps over any value and returns its bytes.
    pub(crate) fn skip(&mut self) -> Result<&'a [u8], JsonError> {
        let Some(first) = self.peek() else { return self.error("a value") };
        let start = self.at;
        match first {
            b'"' => {
                self.raw_text()?;
            }
            b'{' | b'[' => self.skip_nested()?,
            _ => {
                let rest = &self.bytes[start..];
                let end =
                    rest.iter().position(|byte| matches!(byte, b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t'));
                let word = &rest[..end.unwrap_or(rest.len())];
                let known = matches!(word, b"true" | b"false" | b"null")
                    || fast_float2::parse::<f64, _>(word).is_ok_and(f64::is_finite);
                if !known {
                    return self.error("a value");
                }
                self.at = start + word.len();
            }
        }
        Ok(&self.bytes[start..self.at])
    }

    fn skip_nested(&mut self) -> Result<(), JsonError> {
        let mut open: Vec<u8> = Vec::new();
        loop {
            match self.peek() {
                None => return self.error("the end of a list or an object"),
                Some(b'"') => {
                    self.raw_text()?;
                }
                Some(b'{') if open.len() < DEEPEST => {
                    open.push(b'}');
                    self.at += 1;
                }
                Some(b'[') if open.len() < DEEPEST => {
                    open.push(b']');
                    self.at += 1;
                }
                Some(b'{' | b'[') => return self.error("fewer brackets inside each other"),
                Some(close @ (b'}' | b']')) => {
                    if open.pop() != Some(close) {
                        return self.error("brackets that match");
                    }
                    self.at += 1;
                    if open.is_empty() {
                        return Ok(());
                    }
                }
                Some(_) => self.at += 1,
            }
        }
    }

    /// A value as an attribute: text as it is, numbers as written, lists and objects as JSON, nothing for null.
    pub(crate) fn attribute(&mut self) -> Result<Option<Text>, JsonError> {
        if self.peek() == Some(b'"') {
            return Ok(Some(self.text()?.into()));
        }
        let start = *self;
        let raw = self.skip()?;
        if raw == b"null" {
            return Ok(None);
        }
        std::str::from_utf8(raw).map_or_else(|_| start.error("text in UTF-8"), |text| Ok(Some(text.into())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        assert_eq!(Json::new(br#" "a\"\u00e8\n" "#).text().unwrap(), "a\"è\n");
        assert!(Json::new(br#""\ud800""#).text().is_err());
        assert!(Json::new(br#""abc"#).text().is_err());
        assert!(Json::new(b"\"abc\\").text().is_err());
    }

    #[test]
    fn numbers_are_exact_and_words_are_none() {
        assert_eq!(Json::new(b"11.123456789012345,").number().unwrap().to_bits(), 11.123_456_789_012_345_f64.to_bits());
        for word in ["nan", "inf", "-inf", "\"1\"", ""] {
            assert!(Json::new(word.as_bytes()).number().is_err(), "{word}");
        }
    }

    #[test]
    fn values_are_skipped_whatever_they_hold() {
        let text = br#"{"a":[1,{"b":"]}"}],"c":null} x"#;
        let mut json = Json::new(text);
        assert_eq!(json.skip().unwrap().len(), text.len() - 2);
        assert!(Json::new(b"[1,2}").skip().is_err());
        assert!(Json::new("[".repeat(100_000).as_bytes()).skip().is_err());
    }
}
