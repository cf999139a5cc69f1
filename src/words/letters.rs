//! First letters.

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

#[cfg(test)]
mod tests {
    use super::titled;

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
