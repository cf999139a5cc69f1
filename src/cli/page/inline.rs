//! The marks inside a paragraph: emphasis and links become plain words, pictures nothing, what stands between backticks stays.

/// Words without marks. `linked` says what stands in brackets behind the words of a link, if anything.
pub(crate) fn words(text: &str, linked: &dyn Fn(&str) -> Option<String>) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(['`', '*', '[', '!']) {
        plain.push_str(&rest[..start]);
        rest = &rest[start..];
        if let Some((code, after)) = code(rest) {
            plain.push_str(code);
            rest = after;
        } else if let Some((_, _, after)) = rest.strip_prefix('!').and_then(link) {
            rest = after;
        } else if let Some((name, target, after)) = link(rest) {
            plain.push_str(&words(name, linked));
            if let Some(note) = linked(target) {
                plain.extend([" (", &note, ")"]);
            }
            rest = after;
        } else {
            let mark = rest.chars().next().unwrap_or_default();
            rest = &rest[mark.len_utf8()..];
            if mark != '*' {
                plain.push(mark);
            }
        }
    }
    plain + rest
}

/// What stands between backticks at the start of a text, with them, and what comes after. Between two or more on each side the inner ones
/// are what is meant.
fn code(text: &str) -> Option<(&str, &str)> {
    let marks = text.len() - text.trim_start_matches('`').len();
    if marks == 0 {
        return None;
    }
    let end = marks + text[marks..].find(&text[..marks])?;
    let (inside, after) = (&text[marks..end], &text[end + marks..]);
    if marks == 1 { Some((&text[..=end], after)) } else { Some((inside.trim(), after)) }
}

/// The words and the target of a link at the start of a text, and what comes after.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (target, after) = rest.split_once(')')?;
    (!name.contains(']')).then_some((name, target, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        let linked = |target: &str| (target == "a.md").then(|| "see a".to_owned());
        for (text, expected) in [
            ("**Bold** and *slanted*, `*` and `[code](x)`.", "Bold and slanted, `*` and `[code](x)`."),
            ("[A page](a.md), [a file](b.csv)! ![picture](c.svg)", "A page (see a), a file! "),
            ("`` `type of ward` `` in [0, 1]", "`type of ward` in [0, 1]"),
        ] {
            assert_eq!(words(text, &linked), expected);
        }
    }
}
