//! Texts that an editor of web pages wrote, as plain text.

/// Names of letters as web pages write them: those of European languages and of usual marks.
const LETTERS: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("agrave", "à"),
    ("aacute", "á"),
    ("acirc", "â"),
    ("atilde", "ã"),
    ("auml", "ä"),
    ("aring", "å"),
    ("aelig", "æ"),
    ("egrave", "è"),
    ("eacute", "é"),
    ("ecirc", "ê"),
    ("euml", "ë"),
    ("igrave", "ì"),
    ("iacute", "í"),
    ("icirc", "î"),
    ("iuml", "ï"),
    ("ograve", "ò"),
    ("oacute", "ó"),
    ("ocirc", "ô"),
    ("otilde", "õ"),
    ("ouml", "ö"),
    ("oslash", "ø"),
    ("ugrave", "ù"),
    ("uacute", "ú"),
    ("ucirc", "û"),
    ("uuml", "ü"),
    ("Agrave", "À"),
    ("Egrave", "È"),
    ("Eacute", "É"),
    ("Igrave", "Ì"),
    ("Ograve", "Ò"),
    ("Ugrave", "Ù"),
    ("Auml", "Ä"),
    ("Ouml", "Ö"),
    ("Uuml", "Ü"),
    ("ntilde", "ñ"),
    ("ccedil", "ç"),
    ("szlig", "ß"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("rdquo", "”"),
    ("ldquo", "“"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("euro", "€"),
    ("deg", "°"),
    ("middot", "·"),
    ("bull", "•"),
    ("le", "≤"),
    ("ge", "≥"),
    ("times", "×"),
];

/// Bytes of the longest name of a letter, with its marks.
const LONGEST: usize = 12;

/// Marks that stand between words.
const BLOCKS: [&str; 14] = ["br", "p", "div", "li", "ul", "ol", "tr", "td", "th", "table", "h1", "h2", "h3", "hr"];

/// Marks and scripts taken out, letters by name put in, blanks made single.
pub fn plain(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let inside = &rest[open..];
        let is_mark = inside[1..].starts_with(|first: char| first.is_ascii_alphabetic() || "/!".contains(first));
        let Some(close) = inside.find('>') else {
            rest = inside;
            break;
        };
        if !is_mark {
            text.push('<');
            rest = &inside[1..];
            continue;
        }
        let marked = inside[1..close].trim_start_matches('/');
        let name: String = marked.chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        rest = &inside[close + 1..];
        if (name == "script" || name == "style") && !inside.starts_with("</") {
            rest = closed(rest, &name);
        }
        if BLOCKS.contains(&name.as_str()) {
            text.push(' ');
        }
    }
    text.push_str(rest);
    let words: Vec<String> = text.split_whitespace().map(letters).collect();
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What follows from the mark that closes `name`; nothing where none does.
fn closed<'a>(text: &'a str, name: &str) -> &'a str {
    let mut marks = text.match_indices("</").map(|(at, _)| &text[at..]);
    let closes = |rest: &&str| rest[2..].get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name));
    marks.find(closes).unwrap_or_default()
}

/// `&egrave;`, `&#232;` and `&#xE8;` as letters.
fn letters(word: &str) -> String {
    let mut found = String::new();
    let mut rest = word;
    while let Some(at) = rest.find('&') {
        found.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(LONGEST).position(|byte| byte == b';');
        let named = end.and_then(|end| Some((letter(&rest[1..end])?, end)));
        if let Some((letter, end)) = named {
            found.push_str(&letter);
            rest = &rest[end + 1..];
        } else {
            found.push('&');
            rest = &rest[1..];
        }
    }
    found.push_str(rest);
    found
}

fn letter(name: &str) -> Option<String> {
    let number = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => number.parse().ok(),
        },
        None => return LETTERS.iter().find(|(known, _)| *known == name).map(|(_, letter)| (*letter).to_owned()),
    };
    let found = char::from_u32(number?)?;
    Some(if found.is_control() || found == '\u{a0}' { " ".to_owned() } else { found.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_plain_text() {
        assert_eq!(
            plain("<p>Quali <b>attivit&agrave;</b>?<br />\n&nbsp;Anche pi&#249;</p>"),
            "Quali attività? Anche più"
        );
        assert_eq!(plain("<script>var a = '<b>';</script>Only this"), "Only this");
        assert_eq!(plain("a < b & c &unknown; d"), "a < b & c &unknown; d");
        assert_eq!(plain("fewer than <5"), "fewer than <5");
        assert_eq!(plain("<p unclosed"), "<p unclosed");
    }
}
