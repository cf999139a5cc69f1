//! What may help: words, or what a study says by a key and a command by a flag.

use std::fmt;

use crate::input::problem::shown::shown;
use crate::model::base::word::words;

/// What may help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Words that are true for everybody.
    Text(String),
    /// Something to be said about a file, of which a study knows the key and a command the flag.
    Say(Say),
}

words! {
    /// What a study says about a file by a key of its own. A command says it by a flag, where it has one.
    pub enum Key {
        /// The order of coordinates.
        Axes = "axes",
        /// The reference system.
        Crs = "crs",
        /// The layer of a file that has several.
        Layer = "layer",
        /// Words for what is not known.
        Missing = "missing",
        /// What marks thousands and decimals.
        Numbers = "numbers",
        /// The sheet of a workbook.
        Sheet = "sheet",
        /// Edits of a GeoPackage that are still in the log beside it.
        Wal = "wal",
    }
}

/// The flag by which a command says about a file what a key says in a study; `None` where it has none.
pub type Flags = fn(Key) -> Option<&'static str>;

/// What to say, how to write it, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Say {
    because: Option<String>,
    how: &'static str,
    key: Key,
    value: Value,
    under: Option<&'static str>,
}

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    /// Nothing: the key or flag is too much.
    Nothing,
    /// A value.
    One(String),
    /// A list of texts.
    List(Vec<String>),
    /// One of some words, each with what it looks like.
    Among(&'static [(&'static str, &'static str)]),
}

impl Say {
    /// A value, after words such as `write`.
    pub fn value(how: &'static str, key: Key, value: impl Into<String>) -> Self {
        Self { because: None, how, key, value: Value::One(value.into()), under: None }
    }

    /// A list of texts, after words such as `write`.
    pub fn list(how: &'static str, key: Key, texts: Vec<String>) -> Self {
        Self { because: None, how, key, value: Value::List(texts), under: None }
    }

    /// One of some words, each with what it looks like.
    pub fn among(how: &'static str, key: Key, words: &'static [(&'static str, &'static str)]) -> Self {
        Self { because: None, how, key, value: Value::Among(words), under: None }
    }

    /// That a key or flag is too much.
    pub fn nothing(key: Key) -> Self {
        Self { because: None, how: "leave out", key, value: Value::Nothing, under: None }
    }

    /// The same with what was found, which is worth knowing even where nothing can be said.
    #[must_use]
    pub fn because(mut self, found: impl Into<String>) -> Self {
        self.because = Some(found.into());
        self
    }

    /// The same with the section of a study in which the key stands, where that is not plain.
    #[must_use]
    pub fn under(mut self, section: &'static str) -> Self {
        self.under = Some(section);
        self
    }

    fn in_study(&self) -> String {
        let key = self.key.word();
        let said = match &self.value {
            Value::Nothing => format!("the key {key}"),
            Value::One(value) => format!("{key} = {value:?}"),
            Value::List(texts) => format!("{key} = {texts:?}"),
            Value::Among(words) => {
                let words = words.iter().map(|(word, example)| format!("{word:?} ({example})"));
                format!("{key} = {}", words.collect::<Vec<_>>().join(" or "))
            }
        };
        let under = self.under.map_or_else(String::new, |section| format!(" under {section}"));
        format!("{}{} {said}{under}", self.reason(), self.how)
    }

    fn in_command(&self, flags: Flags) -> Option<String> {
        let Some(flag) = flags(self.key) else { return self.because.clone() };
        let said = match &self.value {
            Value::Nothing => flag.to_owned(),
            Value::One(value) if value.contains(|mark: char| mark.is_whitespace() || "\"'\\".contains(mark)) => {
                format!("{flag} {value:?}")
            }
            Value::One(value) => format!("{flag} {value}"),
            Value::List(texts) => format!("{flag} '{}'", texts.join(",")),
            Value::Among(words) => {
                let words = words.iter().map(|(word, example)| format!("{word} ({example})"));
                format!("{flag} {}", words.collect::<Vec<_>>().join(" or "))
            }
        };
        Some(format!("{}{} {said}", self.reason(), self.how))
    }

    fn reason(&self) -> String {
        self.because.as_ref().map_or_else(String::new, |found| format!("{found}: "))
    }
}

impl Hint {
    /// The hint of a command that has these flags; `None` where nothing is left to be said.
    pub fn by_flags(self, flags: Flags) -> Option<Self> {
        match self {
            Self::Text(text) => Some(Self::Text(text)),
            Self::Say(say) => say.in_command(flags).map(Self::Text),
        }
    }
}

impl fmt::Display for Hint {
    /// As a study says it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&shown(text.clone())),
            Self::Say(say) => f.write_str(&shown(say.in_study())),
        }
    }
}

impl From<String> for Hint {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Hint {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Say> for Hint {
    fn from(say: Say) -> Self {
        Self::Say(say)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(hint: impl Into<Hint>) -> [Option<String>; 3] {
        let hint = hint.into();
        let own: Flags = |key| Some(if key == Key::Crs { "--in-crs" } else { "--own" });
        let told = |hint: Option<Hint>| hint.map(|hint| hint.to_string());
        [Some(hint.to_string()), told(hint.clone().by_flags(own)), told(hint.by_flags(|_| None))]
    }

    #[test]
    fn a_study_names_the_key_and_a_command_its_flag() {
        let system =
            Say::value("write", Key::Crs, "EPSG:4326").because("they seem to be degrees").under("[boundaries]");
        let expected = [
            "they seem to be degrees: write crs = \"EPSG:4326\" under [boundaries]",
            "they seem to be degrees: write --in-crs EPSG:4326",
            "they seem to be degrees",
        ];
        assert_eq!(told(system), expected.map(|text| Some(text.to_owned())));
        let layer = Say::value("say which with", Key::Layer, "my places");
        let [study, command, neither] = told(layer);
        assert_eq!(study.as_deref(), Some("say which with layer = \"my places\""));
        assert_eq!(command.as_deref(), Some("say which with --own \"my places\""));
        assert_eq!(neither, None);
        let [study, command, _] = told(Say::among("say which with", Key::Numbers, &[("it", "1,5"), ("en", "1.5")]));
        assert_eq!(study.as_deref(), Some("say which with numbers = \"it\" (1,5) or \"en\" (1.5)"));
        assert_eq!(command.as_deref(), Some("say which with --own it (1,5) or en (1.5)"));
        let [study, command, _] = told(Say::nothing(Key::Sheet));
        assert_eq!([study.as_deref(), command.as_deref()], [Some("leave out the key sheet"), Some("leave out --own")]);
    }
}
