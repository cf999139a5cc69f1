//! Messages as they are shown: on one line, nothing in them that a terminal would obey, and no value of a file longer than tells which it is.
//!
//! A message quotes what it found, which may be anything that a file can hold: twenty million letters in one cell, or the codes that turn
//! a terminal red. It is made fit once, where a remark is made, so that no printer of remarks can forget it.

use std::fmt::Write as _;

use crate::input::problem::limit::{MESSAGE, QUOTED};
use crate::model::base::text::{escaped, start_of};

/// A message or hint as it is shown.
pub(crate) fn shown(message: String) -> String {
    let message = match escaped(&message) {
        std::borrow::Cow::Borrowed(_) => message,
        std::borrow::Cow::Owned(escaped) => escaped,
    };
    if message.len() <= QUOTED.0 {
        return message;
    }
    let message = with_short_quotes(&message);
    if message.len() <= MESSAGE { message } else { format!("{}…", start_of(&message, MESSAGE)) }
}

/// A name, such as that of a file, a column or a cell, as it is shown.
pub(crate) fn shown_name(name: &str) -> String {
    let name = escaped(name);
    if name.len() <= QUOTED.0 { name.into_owned() } else { format!("{}…", start_of(&name, QUOTED.1)) }
}

/// A message whose long quotations are cut, with how long they were.
fn with_short_quotes(message: &str) -> String {
    let (most, kept) = QUOTED;
    let mut short = String::new();
    let mut rest = message;
    while let Some((before, quoted)) = rest.split_once('"') {
        let Some(end) = end_of_quote(quoted) else { break };
        let (inner, after) = quoted.split_at(end);
        short.push_str(before);
        short.push('"');
        if inner.len() <= most {
            short.push_str(inner);
            short.push('"');
        } else {
            let start = start_of(inner, kept);
            // An escape is shown whole or not at all.
            let whole = start.rfind('\\').filter(|at| start.len() - at < 10 && !start[*at..].ends_with('}'));
            short.push_str(&start[..whole.unwrap_or(start.len())]);
            let _ = write!(short, "…\" ({} bytes)", inner.len());
        }
        rest = after.strip_prefix('"').unwrap_or(after);
    }
    short + rest
}

/// Where a quotation ends, by its first quote that no backslash stands before.
fn end_of_quote(quoted: &str) -> Option<usize> {
    let mut bytes = quoted.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => return Some(at),
            b'\\' => {
                bytes.next();
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_cut_and_short_messages_are_as_they_were() {
        let as_it_is = "expected a number, found \"1 \\\" 2\"".to_owned();
        assert_eq!(shown(as_it_is.clone()), as_it_is);
        let long = format!("found {:?} and {:?} here", "x".repeat(20_000_000), "y");
        assert_eq!(shown(long), format!("found \"{}…\" (20000000 bytes) and \"y\" here", "x".repeat(80)));
        let escapes = format!("found {:?}", "\u{1b}".repeat(500));
        assert!(shown(escapes).starts_with("found \"\\u{1b}\\u{1b}"));
        let titles = "the columns are ".to_owned() + &"title, ".repeat(100_000);
        assert!(shown(titles).len() < 9_000);
        let unpaired = "5\" ".repeat(300);
        assert!(shown(unpaired.clone()).len() <= unpaired.len() + 20);
        assert_eq!(shown_name("a\u{1b}[31mb.csv"), "a\\u{1b}[31mb.csv");
        assert_eq!(shown_name(&"è".repeat(200)).chars().count(), 41);
    }

    #[test]
    fn no_text_breaks_the_cutting() {
        for text in ["\"", "\\", "\\\"", "é", "\u{1b}", "\"\""] {
            for many in [1, 100, 1_000] {
                let _ = shown(text.repeat(many));
            }
        }
    }
}
