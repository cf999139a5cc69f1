//! The conditions under which LimeSurvey shows a question, as far as they are simple: an answer is one of some.

/// What a condition says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relevance {
    /// The question is always shown.
    Always,
    /// It is shown where a variable has a value, any of several: variable and value.
    AnyOf(Vec<(String, String)>),
    /// Anything else.
    Other,
}

/// Reads a condition such as `((Q1.NAOK == "A1" or Q1.NAOK == "A2"))`.
pub fn relevance(expression: &str) -> Relevance {
    let Some(tokens) = tokens(expression) else { return Relevance::Other };
    let mut reader = Reader { tokens: &tokens, at: 0 };
    match reader.any_of(0) {
        Some(found) if reader.at == tokens.len() => found,
        None if tokens.is_empty() => Relevance::Always,
        Some(_) | None => Relevance::Other,
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    Equal,
    Or,
    Variable(String),
    Value(String),
}

/// The words of a condition; `None` where it has others than simple ones have.
fn tokens(expression: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = expression.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '(' => (Token::Open, 1),
            ')' => (Token::Close, 1),
            '=' if rest.starts_with("==") => (Token::Equal, 2),
            '|' if rest.starts_with("||") => (Token::Or, 2),
            '"' | '\'' => {
                let end = rest[1..].find(first)?;
                (Token::Value(rest[1..=end].to_owned()), end + 2)
            }
            _ if first.is_ascii_alphanumeric() || first == '_' => {
                let end = rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || "._".contains(letter)));
                let word = &rest[..end.unwrap_or(rest.len())];
                let token = match word.to_ascii_lowercase().as_str() {
                    "or" => Token::Or,
                    "eq" => Token::Equal,
                    _ if word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => {
                        Token::Value(word.to_owned())
                    }
                    _ => Token::Variable(variable(word)?),
                };
                (token, word.len())
            }
            _ => return None,
        };
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    Some(tokens)
}

/// The name of a variable without what it is asked for; `None` where that is not its value.
fn variable(word: &str) -> Option<String> {
    match word.split_once('.') {
        None => Some(word.to_owned()),
        Some((name, "NAOK" | "value" | "value.NAOK" | "code" | "code.NAOK")) => Some(name.to_owned()),
        Some(_) => None,
    }
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<&Token> {
        let token = self.tokens.get(self.at);
        self.at += 1;
        token
    }

    fn any_of(&mut self, depth: usize) -> Option<Relevance> {
        const DEEPEST: usize = 50;
        let mut found = Vec::new();
        loop {
            match self.term(depth.checked_add(1).filter(|depth| *depth < DEEPEST)?)? {
                // What is always shown is shown, whatever else is asked for.
                Relevance::Always if self.tokens.get(self.at) != Some(&Token::Or) && found.is_empty() => {
                    return Some(Relevance::Always);
                }
                Relevance::AnyOf(values) => found.extend(values),
                Relevance::Always | Relevance::Other => return None,
            }
            if self.tokens.get(self.at) != Some(&Token::Or) {
                return Some(Relevance::AnyOf(found));
            }
            self.at += 1;
        }
    }

    fn term(&mut self, depth: usize) -> Option<Relevance> {
        match self.next()?.clone() {
            Token::Open => {
                let inside = self.any_of(depth)?;
                (self.next() == Some(&Token::Close)).then_some(inside)
            }
            Token::Variable(name) => self.compared(&name),
            Token::Value(value) if value == "1" && self.tokens.get(self.at) != Some(&Token::Equal) => {
                Some(Relevance::Always)
            }
            Token::Value(value) => {
                if self.next() != Some(&Token::Equal) {
                    return None;
                }
                match self.next()?.clone() {
                    Token::Variable(name) => Some(Relevance::AnyOf(vec![(name, value)])),
                    Token::Open | Token::Close | Token::Equal | Token::Or | Token::Value(_) => None,
                }
            }
            Token::Close | Token::Equal | Token::Or => None,
        }
    }

    fn compared(&mut self, name: &str) -> Option<Relevance> {
        if self.next() != Some(&Token::Equal) {
            return None;
        }
        match self.next()?.clone() {
            // A blank value asks for no answer.
            Token::Value(value) if !value.is_empty() => Some(Relevance::AnyOf(vec![(name.to_owned(), value)])),
            Token::Open | Token::Close | Token::Equal | Token::Or | Token::Variable(_) | Token::Value(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn any_of(values: &[(&str, &str)]) -> Relevance {
        Relevance::AnyOf(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn simple_conditions_are_read() {
        for always in ["", "1", " (1) ", "((1))"] {
            assert_eq!(relevance(always), Relevance::Always, "{always}");
        }
        assert_eq!(relevance("((Q1.NAOK == \"A1\"))"), any_of(&[("Q1", "A1")]));
        assert_eq!(relevance("Q1=='A1' or (Q1.NAOK eq \"A2\")"), any_of(&[("Q1", "A1"), ("Q1", "A2")]));
        assert_eq!(
            relevance("\"Y\" == Q3_SQ001.value || Q3_SQ002 == \"Y\""),
            any_of(&[("Q3_SQ001", "Y"), ("Q3_SQ002", "Y")])
        );
        assert_eq!(relevance("Q5 == 2"), any_of(&[("Q5", "2")]));
    }

    #[test]
    fn others_are_told_apart() {
        for other in [
            "Q1 != \"A1\"",
            "!is_empty(Q1.NAOK)",
            "Q1 == \"A1\" and Q2 == \"A1\"",
            "Q1 == \"\"",
            "count(Q3.NAOK) > 2",
            "Q1.question == \"A1\"",
            "(Q1 == \"A1\"",
            "Q1 == \"A1",
            "0",
            "Q1",
            "1 or Q1 == \"A1\"",
        ] {
            assert_eq!(relevance(other), Relevance::Other, "{other}");
        }
        assert_eq!(relevance(&"(".repeat(100_000)), Relevance::Other);
    }
}
