//! Splits text into words, numbers and marks; undoes what typesetting put between them: soft hyphens, words broken at the end of a line,
//! signs of emphasis, tags, commands of `LaTeX`, markers of footnotes.
//!
//! Every step moves forward and looks ahead a bounded way, so the work grows with the text.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::input::claims::language::number::scan;
use crate::input::claims::language::style::Style;
use crate::input::claims::language::token::{Kind, Role, Token};

/// How far a tag, an address or a command is looked for, in bytes.
const FAR: usize = 300;

/// Signs that are not read: emphasis, code, formulas, footnotes, characters without width.
const SILENT: &str = "*`${}†‡\u{ad}\u{200b}\u{2060}\u{feff}\u{200c}\u{200d}";

/// The tokens of a range of a text.
pub(crate) fn tokens(text: &str, range: Range<usize>, style: Style) -> Vec<Token> {
    let text = text.get(..range.end).unwrap_or_default();
    let mut lexer = Lexer { text, at: range.start, style, spaced: true, tokens: Vec::new() };
    while lexer.step() {}
    lexer.tokens
}

/// Lower case without accents.
pub(crate) fn folded(word: &str) -> String {
    if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        word.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    style: Style,
    spaced: bool,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The start of the rest, as far as anything is looked for.
    fn ahead(&self) -> &str {
        let rest = self.rest();
        let mut far = rest.len().min(FAR);
        while !rest.is_char_boundary(far) {
            far -= 1;
        }
        rest.get(..far).unwrap_or_default()
    }

    fn push(&mut self, kind: Kind, start: usize, role: Role) {
        self.tokens.push(Token { kind, range: start..self.at, spaced: self.spaced, role });
        self.spaced = false;
    }

    /// Leaves `n` bytes out.
    fn skip(&mut self, n: usize) {
        self.at += n;
    }

    fn step(&mut self) -> bool {
        let Some(first) = self.rest().chars().next() else { return false };
        match first {
            '0'..='9' => self.number(),
            '.' if self.spaced_or_open() && self.rest().as_bytes().get(1).is_some_and(u8::is_ascii_digit) => {
                let n = self.rest().bytes().skip(1).take_while(u8::is_ascii_digit).count();
                let start = self.at;
                self.skip(n + 1);
                self.push(Kind::Number(None), start, Role::Other);
            }
            '\\' => self.command(),
            '<' => self.tag(),
            '&' => self.entity(),
            ']' if self.rest().starts_with("](") => self.link(),
            '^' | '_' => self.script(first),
            _ if SILENT.contains(first) => self.skip(first.len_utf8()),
            _ if first.is_whitespace() || first == '~' => {
                self.skip(first.len_utf8());
                self.spaced = true;
            }
            _ if is_superscript(first) => self.skip(first.len_utf8()),
            _ if first.is_alphabetic() => self.word(),
            _ => {
                let start = self.at;
                self.skip(first.len_utf8());
                match first {
                    '\'' | '’' => {}
                    '%' | '٪' | '％' => self.push(Kind::Percent, start, Role::Free),
                    '–' | '‐' | '‑' | '−' | '‒' => self.push(Kind::Mark('-'), start, Role::Free),
                    '≤' | '≥' => self.push(Kind::Mark(if first == '≤' { '<' } else { '>' }), start, Role::Free),
                    '⁄' | '∕' => self.push(Kind::Mark('/'), start, Role::Free),
                    _ => self.push(Kind::Mark(first), start, Role::Free),
                }
            }
        }
        true
    }

    fn spaced_or_open(&self) -> bool {
        self.spaced || self.tokens.last().is_some_and(|token| token.is_one_of("([=<>"))
    }

    fn number(&mut self) {
        let (start, found) = (self.at, scan(self.rest(), self.style));
        // `10.1186/s12913-025`: what identifies a document on the web.
        if self.rest().starts_with("10.")
            && self.ahead().split_whitespace().next().is_some_and(|word| word.contains('/') && word.len() > 8)
        {
            return self.address();
        }
        self.skip(found.length);
        let mut role = Role::Free;
        let mut letters = self.rest().chars();
        if let Some(letter) =
            letters.next().filter(|letter| letter.is_alphabetic() || matches!(letter, '°' | 'º' | 'ª'))
        {
            let alone = !letters.next().is_some_and(|next| next.is_alphanumeric() || next == '\'' || next == '’');
            if alone && ('a'..='h').contains(&letter) {
                // A footnote's letter, which stands high in print.
                self.push(Kind::Number(found.printed), start, role);
                if let Some(token) = self.tokens.last_mut() {
                    token.range.end = start + found.length;
                }
                return self.skip(1);
            }
            role = Role::Other;
        }
        let printed = if found.sure || self.before_percent() { found.printed } else { None };
        self.push(Kind::Number(printed), start, role);
    }

    fn before_percent(&self) -> bool {
        let ahead = self.ahead().trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}', '\\', '~']);
        ahead.starts_with('%') || ahead.starts_with("per cent") || ahead.starts_with("percent")
    }

    fn word(&mut self) {
        let start = self.at;
        let mut word = String::new();
        loop {
            let mut letters = self.rest().chars();
            let Some(letter) = letters.next() else { break };
            match letter {
                _ if letter.is_alphanumeric() && !is_superscript(letter) => {
                    word.push(letter);
                    self.skip(letter.len_utf8());
                }
                '\u{ad}' | '\u{200b}' | '\u{2060}' => {
                    self.skip(letter.len_utf8());
                    if letter == '\u{ad}' && self.rest().starts_with('\n') {
                        self.skip(self.line_start());
                    }
                }
                '-' | '‐' | '‑' => {
                    let next = letters.next();
                    if next.is_some_and(char::is_alphabetic) {
                        word.push('-');
                        self.skip(letter.len_utf8());
                    } else if next == Some('\n') {
                        // A word broken at the end of a line goes on in lower case.
                        let before = self.at;
                        self.skip(letter.len_utf8());
                        self.skip(self.line_start());
                        if !self.rest().starts_with(char::is_lowercase) {
                            self.at = before;
                            break;
                        }
                    } else {
                        break;
                    }
                }
                _ if is_combining_mark(letter) => {
                    word.push(letter);
                    self.skip(letter.len_utf8());
                }
                _ => break,
            }
        }
        let word = folded(&word);
        if matches!(word.as_str(), "http" | "https" | "www" | "doi") && self.rest().starts_with([':', '.'])
            || self.rest().starts_with('@')
        {
            return self.address();
        }
        let is_percent = matches!(word.as_str(), "percent" | "percento" | "pct")
            && self.tokens.last().is_some_and(Token::is_number)
            || matches!(word.as_str(), "cent" | "cento") && self.take_per();
        let kind = if is_percent { Kind::Percent } else { Kind::Word(word) };
        self.push(kind, start, Role::Free);
    }

    /// Takes back the word `per` before `cent`, where a number stands before it.
    fn take_per(&mut self) -> bool {
        let [.., number, per] = self.tokens.as_slice() else { return false };
        let found = number.is_number() && per.is_word(&["per"]);
        if found {
            self.tokens.pop();
        }
        found
    }

    /// The bytes of a line's end and of the blanks of the next line.
    fn line_start(&self) -> usize {
        let rest = self.rest();
        rest.len() - rest.trim_start_matches(['\n', '\r', ' ', '\t']).len()
    }

    /// An address on the web or of a person: not read.
    fn address(&mut self) {
        let n = self.rest().find(char::is_whitespace).unwrap_or(self.rest().len());
        self.skip(n);
    }

    /// `[words](address)`: the address is not read.
    fn link(&mut self) {
        let end = self.ahead().find(')').filter(|end| self.ahead().get(..*end).is_some_and(|link| !link.contains(' ')));
        let (start, n) = (self.at, end.map_or(1, |end| end + 1));
        self.skip(n);
        self.push(Kind::Mark(']'), start, Role::Free);
    }

    /// `<sup>a</sup>` is a marker; other tags are left out; else it is less than.
    fn tag(&mut self) {
        let ahead = self.ahead();
        let is_tag =
            ahead.as_bytes().get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!'));
        let marker = ["<sup>", "<sub>"].iter().any(|tag| ahead.starts_with(tag));
        let end = if marker { ahead.find("</").filter(|end| *end <= 12) } else { None };
        let from = end.unwrap_or(0);
        let close = ahead.get(from..).filter(|_| is_tag).and_then(|rest| rest.find('>'));
        if let Some(close) = close {
            self.spaced |= ahead.starts_with("<br");
            self.skip(from + close + 1);
        } else {
            let start = self.at;
            self.skip(1);
            self.push(Kind::Mark('<'), start, Role::Free);
        }
    }

    /// What stands for a character in web pages and Markdown.
    fn entity(&mut self) {
        let start = self.at;
        let end = self.ahead().find(';').filter(|end| *end <= 10);
        let name = end.and_then(|end| self.ahead().get(1..end)).unwrap_or_default().to_owned();
        let n = end.map_or(1, |end| end + 1);
        match name.as_str() {
            "nbsp" | "thinsp" | "#160" | "#8239" | "#8201" | "#x202F" | "#xA0" | "ensp" | "emsp" => {
                self.skip(n);
                self.spaced = true;
            }
            "shy" | "zwnj" | "zwj" | "dagger" => self.skip(n),
            "percnt" | "#37" => {
                self.skip(n);
                self.push(Kind::Percent, start, Role::Free);
            }
            "ndash" | "minus" => {
                self.skip(n);
                self.push(Kind::Mark('-'), start, Role::Free);
            }
            "lt" | "le" | "gt" | "ge" => {
                self.skip(n);
                self.push(Kind::Mark(if name.starts_with('l') { '<' } else { '>' }), start, Role::Free);
            }
            _ => {
                self.skip(1);
                self.push(Kind::Mark('&'), start, Role::Free);
            }
        }
    }

    /// A command of `LaTeX`.
    fn command(&mut self) {
        let (start, rest) = (self.at, self.ahead());
        let name = rest.bytes().skip(1).take_while(u8::is_ascii_alphabetic).count();
        let word = rest.get(1..=name).unwrap_or_default();
        let is_reference =
            word.starts_with("cite") || matches!(word, "ref" | "label" | "url" | "href" | "footnotemark");
        let end = is_reference.then(|| rest.find('}')).flatten();
        let is_between = matches!(word, "times" | "pm" | "cdot");
        if rest.starts_with("\\%") {
            self.skip(2);
            return self.push(Kind::Percent, start, Role::Free);
        }
        let n = end.map_or((name + 1).max(1), |end| end + 1);
        let spaced = name == 0;
        self.skip(n);
        // A second sign is what stands behind the first: `\,`, `\&`.
        if spaced && self.rest().starts_with([',', ';', ':', ' ', '!', '\\', '&', '_', '#']) {
            self.skip(1);
        }
        self.spaced |= spaced;
        if is_between {
            self.push(Kind::Mark('*'), start, Role::Free);
        }
    }

    /// What stands high or low behind a word or number: the marker of a footnote, an index. A power makes the number another one.
    fn script(&mut self, mark: char) {
        let behind = self.tokens.last().is_some_and(|token| token.range.end == self.at) && !self.spaced;
        self.skip(1);
        if !behind {
            return;
        }
        let ahead = self.ahead();
        let n = if ahead.starts_with('{') {
            ahead.find('}').filter(|end| *end <= 12).map_or(0, |end| end + 1)
        } else {
            let n = ahead.bytes().take_while(u8::is_ascii_alphanumeric).count();
            if n <= 3 { n } else { 0 }
        };
        let power = mark == '^'
            && ahead.trim_start_matches('{').starts_with(|letter: char| letter.is_ascii_digit() || letter == '-');
        if power && let Some(token) = self.tokens.last_mut().filter(|token| token.is_number()) {
            token.kind = Kind::Number(None);
        }
        self.skip(n);
        if mark == '^' && self.rest().starts_with('^') {
            self.skip(1);
        }
    }
}

fn is_superscript(letter: char) -> bool {
    matches!(letter, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '₀'..='₉')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let told = |token: Token| match token.kind {
            Kind::Word(word) => word,
            Kind::Number(Some(printed)) => printed.to_string() + if token.role == Role::Other { "!" } else { "" },
            Kind::Number(None) => "?".to_owned(),
            Kind::Percent => "%".to_owned(),
            Kind::Mark(mark) => mark.to_string(),
        };
        let style = Style::of(text);
        tokens(text, 0..text.len(), style).into_iter().map(told).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_typesetting_put_between_is_undone() {
        for (text, expected) in [
            ("34 of 61 depart-\n  ments (55.7%)", "34 of 61 departments ( 55.7 % )"),
            ("de\u{ad}part\u{ad}\nments North-East well-\nKnown", "departments north-east well - known"),
            ("$55.7\\%$ and \\textbf{34}~of~61", "55.7 % and 34 of 61"),
            ("**34** of _61_ (*n* = 34)", "34 of 61 ( n = 34 )"),
            ("34a 34* 55.7† 34^a^ 34<sup>b</sup> 34² $34^{a}$", "34 34 55.7 34 34 34 34"),
            ("61st 10mg 3D 10^6 p < .05", "61! st 10! mg 3! d ? p < ?"),
            ("l'80,5 per cento dell'area è 45 percent", "l 80.5 % dell area e 45 %"),
            ("see https://a.b/12,34 doi:10.1186/s12913-025-13407-z and 10.1186/s12913 or a.b@c.it", "see and or a ."),
            ("n_1 = 34; 12&nbsp;345 &lt; 5", "n = 34 ; 12 345 < 5"),
            ("[34 units](https://x.y/61)", "[ 34 units ]"),
            ("a\\cite{x2020} 12\\,345", "a 12345"),
            ("55.7\u{202f}% of 1\u{202f}234", "55.7 % of 1234"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "è **34**, 34a di 61";
        let found = tokens(text, 0..text.len(), Style::of(text));
        let places: Vec<&str> = found.iter().filter_map(|token| text.get(token.range.clone())).collect();
        assert_eq!(places, ["è", "34", ",", "34", "di", "61"]);
    }

    #[test]
    fn hostile_text_is_read_to_its_end() {
        for piece in
            ["<", "&", "\\", "^{", "_", "](", "-\n", "\u{ad}\n", "9.", ".9", "'", "a^", "10.", "é\\", "per cent "]
        {
            let text = piece.repeat(2_000);
            tokens(&text, 0..text.len(), Style::default());
        }
    }
}
