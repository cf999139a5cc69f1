//! TOML as it is written: texts, keys and comments that stay what they are, whatever stands in them.

use std::fmt::Write as _;

/// A text in quotes.
pub fn text(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            _ if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
            }
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A key, in quotes where it needs them.
pub fn key(key: &str) -> String {
    let is_bare = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    if !key.is_empty() && key.chars().all(is_bare) { key.to_owned() } else { text(key) }
}

/// A list of texts.
pub fn list<T: AsRef<str>>(texts: &[T]) -> String {
    let texts: Vec<String> = texts.iter().map(|word| text(word.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// A line that is not read.
pub fn comment(words: &str) -> String {
    let words: Vec<&str> = words.split(|letter: char| letter.is_control() || letter.is_whitespace()).collect();
    format!("# {}\n", words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::document::toml::Document;
    use crate::input::problem::remark::Problems;

    #[test]
    fn what_is_written_is_read_back() {
        for words in
            ["", "plain", "a \"b\" c", "back\\slash", "two\nlines\tand\r\u{1}\u{7f}\u{85}", "è # ] = '", "€ 😀"]
        {
            let written = format!("{}{} = {}\nl = {}\n", comment(words), key(words), text(words), list(&[words, "x"]));
            let document = Document::new("study.toml", &written);
            let tree = document.parse().unwrap();
            let root = document.root(&tree);
            let mut problems = Problems::default();
            if words != "l" {
                assert_eq!(
                    root.text(words, &mut problems).map(|found| found.value).as_deref(),
                    Some(words),
                    "{written}"
                );
            }
            let list = root.list("l", &mut problems).unwrap();
            assert_eq!(list[0].value, words);
            assert!(problems.0.is_empty());
        }
    }
}
