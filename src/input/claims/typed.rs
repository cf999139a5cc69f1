//! Values of a claims file with their places: numbers as they are printed, texts, rows.

use toml::Spanned;
use toml::de::DeValue;

use crate::input::document::toml::Section;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::claim::figure::{Figure, Named, Spot};
use crate::model::claim::printed::Printed;
use crate::model::claim::statement::{Claim, Statement};

/// Values of a claims file, and the claims that they make.
pub(crate) struct FactsReader<'a> {
    file: &'a str,
    text: &'a str,
    /// Where lines begin.
    lines: Vec<usize>,
    pub(crate) problems: Problems,
    pub(crate) claims: Vec<Claim>,
}

/// A value with its key.
pub(crate) type Entry<'a> = (String, &'a Spanned<DeValue<'a>>);

impl<'a> FactsReader<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        Self { file, text, lines, problems: Problems::default(), claims: Vec::new() }
    }

    /// The line and column of a byte.
    fn spot(&self, at: usize) -> Spot {
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let column = 1 + self.text.get(start..at).map_or(0, |before| before.chars().count());
        Spot::Text { line, column }
    }

    /// Reports a value that is not what is expected.
    pub(crate) fn wrong(&mut self, value: &Spanned<DeValue<'_>>, key: &str, expected: &str) {
        let Spot::Text { line, .. } = self.spot(value.span().start) else { return };
        let found = value.get_ref().type_str();
        let message = format!("{key}: expected {expected}, found {found}");
        self.problems.push(Remark::of(Kind::Key, Place::line(self.file, line as u64), message));
    }

    /// A claim over a range of the file.
    pub(crate) fn claim(&mut self, range: (usize, usize), text: impl Into<String>, statement: Statement) {
        self.claims.push(Claim { spot: self.spot(range.0), text: text.into(), range, statement });
    }

    /// A number, in quotes or not.
    pub(crate) fn figure(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Figure> {
        let printed = printed(value.get_ref());
        if printed.is_none() {
            self.wrong(value, key, "a number such as 23 or \"37.7\", with at most 18 digits");
        }
        let span = value.span();
        // Quotes are no part of the number.
        let quote = usize::from(value.get_ref().as_str().is_some());
        let range = (span.start + quote, span.end.saturating_sub(quote).max(span.start + quote));
        printed.map(|printed| Figure { printed, spot: self.spot(range.0), range })
    }

    /// A number, or nothing where an empty text stands for it.
    pub(crate) fn figure_or_nothing(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Figure> {
        if value.get_ref().as_str().is_some_and(|text| text.trim().is_empty()) {
            return None;
        }
        self.figure(key, value)
    }

    /// A text.
    pub(crate) fn text(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str().map(|text| text.trim().to_owned());
        if text.is_none() {
            self.wrong(value, key, "text in quotes");
        }
        text
    }

    /// Yes or no.
    pub(crate) fn truth(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<bool> {
        let truth = value.get_ref().as_bool();
        if truth.is_none() {
            self.wrong(value, key, "true or false");
        }
        truth
    }

    /// A list of rows, each a list of as many values as are expected.
    pub(crate) fn rows<'v>(
        &mut self,
        key: &str,
        value: &'v Spanned<DeValue<'v>>,
        (least, most): (usize, usize),
        expected: &str,
    ) -> Vec<&'v [Spanned<DeValue<'v>>]> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, key, expected);
            return Vec::new();
        };
        let mut rows = Vec::new();
        for item in items {
            match item.get_ref().as_array() {
                Some(row) if (least..=most).contains(&row.len()) => rows.push(&**row),
                _ => self.wrong(item, key, expected),
            }
        }
        rows
    }

    /// A label with a number, such as `["North", 61]`.
    pub(crate) fn named(&mut self, key: &str, row: &[Spanned<DeValue<'_>>]) -> Option<Named> {
        let [label, number, ..] = row else { return None };
        let label = self.text(key, label)?;
        Some(Named { label, figure: self.figure(key, number)? })
    }
}

fn printed(value: &DeValue<'_>) -> Option<Printed> {
    let text = match value {
        DeValue::String(text) => text.trim().trim_end_matches('%').trim_end().to_owned(),
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Integer(_) | DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
            return None;
        }
    };
    let text = text.replace(['_', '\u{202f}', '\u{a0}'], "");
    text.strip_prefix('+').unwrap_or(&text).parse().ok()
}

/// Keys and values of a section, in the order of the file; keys that are not known are reported.
pub(crate) fn entries<'a>(section: &Section<'a>, known: &[&str], reader: &mut FactsReader<'_>) -> Vec<Entry<'a>> {
    section.refuse_unknown(known, &[], &mut reader.problems);
    all_entries(section)
}

/// The same where keys are names.
pub(crate) fn all_entries<'a>(section: &Section<'a>) -> Vec<Entry<'a>> {
    section.in_order().into_iter().map(|(key, value)| (key.get_ref().to_string(), value)).collect()
}

/// The range of the file that a section takes, from its first value to its last.
pub(crate) fn range(entries: &[Entry<'_>]) -> (usize, usize) {
    let start = entries.iter().map(|(_, value)| value.span().start).min().unwrap_or(0);
    (start, entries.iter().map(|(_, value)| value.span().end).max().unwrap_or(start))
}
