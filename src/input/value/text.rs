//! What a cell's text is, once its file is undone: one spelling of each letter, no marks that only keep a spreadsheet from reading it.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// What was taken off a text that a reader should know of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TakenOff {
    /// `="001001"` or `'001001`, which keep the zeros of a code in a spreadsheet.
    Guard,
    /// Characters that are not seen, such as U+200B.
    Invisible,
}

/// The text of a cell: letters with their accents as one (NFC), any blank a plain one, nothing invisible, no guard of a code; and what was
/// taken off.
pub fn cell_text(text: &str) -> (Cow<'_, str>, Option<TakenOff>) {
    if text.is_ascii() {
        return match unguarded(text) {
            Some(inner) => (inner, Some(TakenOff::Guard)),
            None => (Cow::Borrowed(text), None),
        };
    }
    let seen: String = text.chars().filter(|letter| !is_invisible(*letter)).collect();
    let taken_off = (seen.len() < text.len()).then_some(TakenOff::Invisible);
    let plain = one_spelling(&seen).replace(is_blank, " ");
    match unguarded(plain.trim()) {
        Some(inner) => (Cow::Owned(inner.into_owned()), Some(TakenOff::Guard)),
        None => (Cow::Owned(plain), taken_off),
    }
}

/// Text with each accented letter as one (NFC), however it was typed.
pub fn one_spelling(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// What stands inside `="…"`, its quotes single again, or behind the apostrophe before a code, a number or a formula.
fn unguarded(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        let is_one_text = !inner.replace("\"\"", "").contains('"');
        let has_quotes = inner.contains('"');
        return is_one_text.then(|| if has_quotes { inner.replace("\"\"", "\"").into() } else { inner.into() });
    }
    let inner = text.strip_prefix('\'')?;
    if inner.starts_with(['=', '@']) {
        return Some(inner.into());
    }
    let is_of_number = |letter: char| letter.is_ascii_digit() || " .,+-/%".contains(letter);
    (inner.contains(|letter: char| letter.is_ascii_digit()) && inner.chars().all(is_of_number)).then(|| inner.into())
}

/// Whether a character has neither form nor meaning in a cell: zero width, soft hyphen, marks of direction and of byte order.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}'
    )
}

/// Whether a character is a blank of its own width or one that does not break.
fn is_blank(letter: char) -> bool {
    matches!(letter, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_guards_a_code_is_taken_off() {
        for (text, inner) in [("=\"001001\"", "001001"), ("'001001", "001001"), ("'1-3", "1-3"), (" '007", "007")] {
            assert_eq!(cell_text(text), (Cow::Borrowed(inner), Some(TakenOff::Guard)), "{text}");
        }
        assert_eq!(cell_text("=\"a \"\"b\"\"\"").0, "a \"b\"");
        assert_eq!(cell_text("'=1+1").0, "=1+1");
        for text in ["'Ndrangheta", "'", "=1+1", "=\"a\"&\"b\"", "l'Aquila", "5'"] {
            assert_eq!(cell_text(text), (Cow::Borrowed(text), None), "{text}");
        }
    }

    #[test]
    fn letters_have_one_spelling_and_blanks_are_plain() {
        assert_eq!(cell_text("si\u{300}"), (Cow::Borrowed("sì"), None));
        assert_eq!(cell_text("Reggio\u{a0}Emilia"), (Cow::Borrowed("Reggio Emilia"), None));
        assert_eq!(cell_text("001\u{200b}001"), (Cow::Borrowed("001001"), Some(TakenOff::Invisible)));
    }
}
