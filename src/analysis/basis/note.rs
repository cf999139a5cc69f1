//! What a row of results adds in words.

/// `1 unit`, `2 units`.
pub(crate) fn counted(n: usize) -> String {
    if n == 1 { "1 unit".to_owned() } else { format!("{n} units") }
}
