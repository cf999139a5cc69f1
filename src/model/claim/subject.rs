//! What a claim is about, as it is compared with what others are about.

/// Words as they are compared: letters and digits in small letters, one space between words.
pub fn folded(words: &str) -> String {
    let letters = words.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' });
    let small = letters.flat_map(char::to_lowercase).collect::<String>();
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn words_are_compared_without_marks() {
        assert_eq!(folded("  No formal-Protocols, È "), "no formal protocols è");
    }
}
