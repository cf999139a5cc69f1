//! First letters, and letters that no reader sees.

use std::borrow::Cow;

use crate::model::base::text::{is_command, is_turning};

pub(crate) fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The title of a column as a reader sees it: words apart, the first with a capital, unless its own letters say otherwise.
pub(crate) fn titled(column: &str) -> String {
    let words = spaced(column);
    let first = words.split(' ').next().unwrap_or_default();
    if first.chars().any(char::is_uppercase) { words } else { capitalised(&words) }
}

/// The title of a column with its words apart.
pub(crate) fn spaced(column: &str) -> String {
    column.replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as a document may hold it: on one line, without control characters and without marks that turn the direction of what follows.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(|letter: char| is_turning(letter) || is_command(letter)) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter(|letter| !is_turning(*letter));
    Cow::Owned(kept.map(|letter| if is_command(letter) { ' ' } else { letter }).collect())
}

/// A word of a command as it is typed: in quotes where a shell would take it apart.
pub(crate) fn typed(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | '=');
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::{titled, visible};

    #[test]
    fn what_no_reader_sees_stays_out_of_documents() {
        assert_eq!(visible("a\u{202e}b\nc\u{0}d\u{2067}"), "ab c d");
        assert_eq!(visible("Valle d’Aosta / Vallée d’Aoste"), "Valle d’Aosta / Vallée d’Aoste");
    }

    #[test]
    fn titles_of_columns_are_read_as_words() {
        for (column, title) in [
            ("beds_per_1000", "Beds per 1000"),
            ("élèves", "Élèves"),
            ("pH", "pH"),
            ("Tasso  grezzo", "Tasso grezzo"),
            ("", ""),
        ] {
            assert_eq!(titled(column), title);
        }
    }
}
