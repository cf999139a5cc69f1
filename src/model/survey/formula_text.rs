//! Formulas as text: read, and written as they would be typed.

use std::fmt;
use std::iter::Peekable;
use std::str::CharIndices;

use crate::model::survey::formula::{Cuts, Factor, Form, Formula, FormulaError, Term};

impl Formula {
    /// Reads a model.
    ///
    /// # Errors
    /// What is wrong with the text.
    ///
    /// # Examples
    /// ```
    /// use bacino::model::survey::formula::Formula;
    /// let model = Formula::parse("kind + cut(population, quantiles = 3) + kind:area")?;
    /// assert_eq!(model.terms().len(), 3);
    /// assert_eq!(model.to_string(), "kind + cut(population, quantiles = 3) + kind:area");
    /// # Ok::<(), bacino::model::survey::formula::FormulaError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        if text.trim().is_empty() {
            return Err(FormulaError::Empty);
        }
        let mut reader = Reader { tokens: tokens(text)?, at: 0 };
        let mut terms = vec![reader.term()?];
        while reader.take(&Token::Mark('+')) {
            terms.push(reader.term()?);
        }
        match reader.next() {
            None => Self::new(terms),
            Some(found) => Err(unexpected("+ or the end", Some(&found))),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A word, and whether it stood in quotes.
    Word(String, bool),
    Mark(char),
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word, _) => write!(f, "{word}"),
            Self::Mark(mark) => write!(f, "{mark}"),
        }
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, FormulaError> {
    let mut letters = text.char_indices().peekable();
    let mut found = Vec::new();
    while let Some((start, letter)) = letters.next() {
        match letter {
            _ if letter.is_whitespace() => {}
            '`' | '"' | '\'' => {
                let end = letters.by_ref().find(|(_, other)| *other == letter).map(|(end, _)| end);
                let Some(end) = end else {
                    let found = text[start..].to_owned();
                    return Err(FormulaError::Unexpected { expected: "a closing quote", found });
                };
                found.push(Token::Word(text[start + 1..end].to_owned(), true));
            }
            _ if in_word(letter) => found.push(Token::Word(word(text, start, &mut letters), false)),
            _ => found.push(Token::Mark(letter)),
        }
    }
    Ok(found)
}

fn in_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.' | '-')
}

pub(crate) fn word(text: &str, start: usize, letters: &mut Peekable<CharIndices<'_>>) -> String {
    while letters.next_if(|(_, letter)| in_word(*letter)).is_some() {}
    let end = letters.peek().map_or(text.len(), |(end, _)| *end);
    text[start..end].to_owned()
}

fn unexpected(expected: &'static str, found: Option<&Token>) -> FormulaError {
    FormulaError::Unexpected { expected, found: found.map_or_else(|| "the end".to_owned(), Token::to_string) }
}

pub(crate) struct Reader {
    tokens: Vec<Token>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<Token> {
        self.at += 1;
        self.tokens.get(self.at - 1).cloned()
    }

    fn take(&mut self, wanted: &Token) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn mark(&mut self, mark: char, expected: &'static str) -> Result<(), FormulaError> {
        if self.take(&Token::Mark(mark)) { Ok(()) } else { Err(unexpected(expected, self.peek())) }
    }

    fn term(&mut self) -> Result<Term, FormulaError> {
        let mut factors = vec![self.factor()?];
        while self.take(&Token::Mark(':')) {
            let factor = self.factor()?;
            if factors.contains(&factor) {
                return Err(FormulaError::Repeated { term: factor.to_string() });
            }
            factors.push(factor);
        }
        Ok(Term { factors })
    }

    fn factor(&mut self) -> Result<Factor, FormulaError> {
        let (name, quoted) = match self.next() {
            Some(Token::Word(word, quoted)) => (word, quoted),
            None | Some(Token::Mark('+' | ':')) => return Err(FormulaError::EmptyTerm),
            Some(found @ Token::Mark(_)) => return Err(unexpected("a variable", Some(&found))),
        };
        if quoted || !self.take(&Token::Mark('(')) {
            return Ok(Factor::plain(name));
        }
        let factor = match name.as_str() {
            "log" => Factor { form: Form::Log, ..Factor::plain(self.name()?) },
            "category" => Factor { form: Form::Category, ..Factor::plain(self.name()?) },
            "cut" => {
                let variable = self.name()?;
                self.mark(',', "a comma and the number of classes")?;
                Factor { form: Form::Cut(self.cuts()?), ..Factor::plain(variable) }
            }
            "ref" => {
                let inner = self.factor()?;
                self.mark(',', "a comma and a level")?;
                Factor { reference: Some(self.name()?), ..inner }
            }
            _ => {
                let expected = "cut(…), log(…), category(…) or ref(…)";
                return Err(FormulaError::Unexpected { expected, found: format!("{name}(") });
            }
        };
        self.mark(')', "a closing parenthesis")?;
        Ok(factor)
    }

    fn name(&mut self) -> Result<String, FormulaError> {
        match self.next() {
            Some(Token::Word(word, _)) => Ok(word),
            found => Err(unexpected("a name", found.as_ref())),
        }
    }

    fn cuts(&mut self) -> Result<Cuts, FormulaError> {
        const EXPECTED: &str = "a number of classes, quantiles = 3 or breaks = [100, 200]";
        let first = self.next();
        match &first {
            Some(Token::Word(word, false)) if word == "quantiles" => {
                self.mark('=', "quantiles = and a number")?;
                Ok(Cuts::Quantiles(self.classes()?))
            }
            Some(Token::Word(word, false)) if word == "breaks" => {
                self.mark('=', "breaks = and a list")?;
                self.mark('[', "a list such as [100, 200]")?;
                let mut breaks = vec![self.number()?];
                while self.take(&Token::Mark(',')) {
                    breaks.push(self.number()?);
                }
                self.mark(']', "a closing bracket")?;
                if breaks.windows(2).any(|pair| pair[0] >= pair[1]) {
                    return Err(unexpected("breaks in ascending order", Some(&Token::Word(list(&breaks), false))));
                }
                Ok(Cuts::Breaks(breaks))
            }
            Some(Token::Word(_, false)) => {
                self.at -= 1;
                Ok(Cuts::Width(self.classes()?))
            }
            found => Err(unexpected(EXPECTED, found.as_ref())),
        }
    }

    fn classes(&mut self) -> Result<usize, FormulaError> {
        let found = self.next();
        let number = match &found {
            Some(Token::Word(word, false)) => word.parse::<usize>().ok(),
            _ => None,
        };
        number.filter(|number| (2..=100).contains(number)).ok_or_else(|| unexpected("2 to 100 classes", found.as_ref()))
    }

    fn number(&mut self) -> Result<f64, FormulaError> {
        let found = self.next();
        let number = match &found {
            Some(Token::Word(word, false)) => word.parse::<f64>().ok(),
            _ => None,
        };
        number.filter(|number| number.is_finite()).ok_or_else(|| unexpected("a number", found.as_ref()))
    }
}

pub(crate) fn list(numbers: &[f64]) -> String {
    let texts: Vec<String> = numbers.iter().map(f64::to_string).collect();
    texts.join(", ")
}

/// A name as it must be written: in backticks unless it is one word.
pub(crate) fn written(name: &str) -> String {
    if !name.is_empty() && name.chars().all(in_word) { name.to_owned() } else { format!("`{name}`") }
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = written(&self.variable);
        let inner = match &self.form {
            Form::Plain => name,
            Form::Log => format!("log({name})"),
            Form::Category => format!("category({name})"),
            Form::Cut(Cuts::Width(classes)) => format!("cut({name}, {classes})"),
            Form::Cut(Cuts::Quantiles(classes)) => format!("cut({name}, quantiles = {classes})"),
            Form::Cut(Cuts::Breaks(breaks)) => format!("cut({name}, breaks = [{}])", list(breaks)),
        };
        match &self.reference {
            None => write!(f, "{inner}"),
            Some(level) => write!(f, "ref({inner}, {})", written(level)),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let factors: Vec<String> = self.factors.iter().map(Factor::to_string).collect();
        write!(f, "{}", factors.join(":"))
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let terms: Vec<String> = self.terms.iter().map(Term::to_string).collect();
        write!(f, "{}", terms.join(" + "))
    }
}
