//! Short texts, of which tables of places have millions, and texts as people are shown them.
//!
//! A terminal obeys control characters, wherever they came from: a name in a file can recolour it, retitle its window, or hide what stands
//! behind. Marks of direction turn what follows around. Both are written as what they are, such as `\u{1b}`, and do nothing.

use std::borrow::Cow;
use std::fmt::Display;

/// A text that needs no memory of its own as long as it has at most 24 bytes, such as a code.
pub type Text = compact_str::CompactString;

/// A value as it is displayed.
pub(crate) fn displayed(value: impl Display) -> Text {
    compact_str::format_compact!("{value}")
}

/// Whether a letter commands whatever shows it: control characters, ends of lines and paragraphs.
pub(crate) fn is_command(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')
}

/// Whether a letter is a mark that turns the direction of what follows, or none at all.
pub(crate) fn is_turning(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

/// A text on one line, with what commands or turns written out.
pub fn escaped(text: &str) -> Cow<'_, str> {
    escaped_but(text, |_| false)
}

/// The same of several lines, whose ends stay.
pub fn escaped_lines(text: &str) -> Cow<'_, str> {
    escaped_but(text, |letter| letter == '\n')
}

fn escaped_but(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_escaped = |letter: char| (is_command(letter) || is_turning(letter)) && !stays(letter);
    if !text.contains(is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if !is_escaped(letter) {
            shown.push(letter);
        } else if matches!(letter, '\n' | '\r' | '\t') {
            shown.extend(letter.escape_default());
        } else {
            shown.extend(letter.escape_unicode());
        }
    }
    Cow::Owned(shown)
}

/// The start of a text, of so many bytes or a few less.
pub(crate) fn start_of(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_a_terminal_is_written_out() {
        assert_eq!(escaped("Città d’Este"), Cow::Borrowed("Città d’Este"));
        assert_eq!(escaped("\u{1b}[31mRED\u{7}\u{9b}0m"), "\\u{1b}[31mRED\\u{7}\\u{9b}0m");
        assert_eq!(escaped("a\nb\t\u{202e}c\u{2028}"), "a\\nb\\t\\u{202e}c\\u{2028}");
        assert_eq!(escaped_lines("a\nb\r\u{1b}"), "a\nb\\r\\u{1b}");
    }

    #[test]
    fn a_start_ends_between_letters() {
        assert_eq!([start_of("àèì", 3), start_of("àèì", 0), start_of("ab", 9)], ["à", "", "ab"]);
    }
}
