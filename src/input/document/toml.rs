//! TOML as a tree in which every key knows its line, read key by key: what is not asked for is unknown.

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::input::problem::english::did_you_mean;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::value::text::one_spelling;
use crate::model::base::word::Word;

/// A value with the place where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// The line and key.
    pub place: Place,
}

/// The text of a TOML file.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    file: &'a str,
    text: &'a str,
}

/// A table of a TOML file, with the keys that lead to it.
#[derive(Clone, Debug)]
pub struct Section<'a> {
    document: Document<'a>,
    path: String,
    start: usize,
    table: &'a DeTable<'a>,
}

/// Keys known under a section that this version does not read, and what to do instead.
pub type NotYet = (&'static str, &'static str);

impl<'a> Document<'a> {
    /// A file's name and text.
    pub fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text }
    }

    /// Reads the text as TOML.
    ///
    /// # Errors
    /// Every mistake of syntax, with its line.
    pub fn parse(self) -> Result<Spanned<DeTable<'a>>, Problems> {
        let (tree, errors) = DeTable::parse_recoverable(self.text);
        if errors.is_empty() {
            return Ok(tree);
        }
        let mut problems = Problems::default();
        for error in errors {
            let place = error.span().map_or_else(|| Place::file(self.file), |span| self.place(span.start));
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            let line = error.span().map_or("", |span| self.line(span.start));
            let hint = if line.contains(['“', '”', '‘', '’', '„', '«']) {
                Some("texts stand in straight quotes: \"…\"")
            } else if line.contains('\\') {
                Some("a backslash in quotes begins a special letter: write paths with /, or in single quotes")
            } else {
                None
            };
            let found = Remark::of(Kind::Syntax, place, format!("not valid TOML: {}", message.trim_end_matches('.')));
            let found = found.maybe_hint(hint.map(str::to_owned));
            if !problems.0.contains(&found) {
                problems.push(found);
            }
        }
        Err(problems)
    }

    /// The whole file as a section.
    pub fn root(self, tree: &'a Spanned<DeTable<'a>>) -> Section<'a> {
        Section { document: self, path: String::new(), start: 0, table: tree.get_ref() }
    }

    /// The line that holds the byte at `offset`.
    fn line(self, offset: usize) -> &'a str {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        self.text[start..].lines().next().unwrap_or("")
    }

    fn place(self, offset: usize) -> Place {
        let before = self.text.get(..offset).unwrap_or(self.text);
        Place::line(self.file, 1 + memchr::memchr_iter(b'\n', before.as_bytes()).count() as u64)
    }
}

impl<'a> Section<'a> {
    /// Where the section starts.
    pub fn place(&self) -> Place {
        self.document.place(self.start)
    }

    /// Where something of the section stands, without a value to point at.
    pub fn problem(&self, message: impl Into<String>) -> Remark {
        Remark::of(Kind::Key, self.place(), message)
    }

    /// A key with the keys that lead to it.
    pub fn name_of(&self, key: &str) -> String {
        self.full_name(key)
    }

    fn full_name(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Reports keys that are neither read nor known.
    pub fn refuse_unknown(&self, known: &[&str], not_yet: &[NotYet], problems: &mut Problems) {
        for (key, _) in self.in_order() {
            let name = key.get_ref().as_ref();
            let place = self.document.place(key.span().start);
            let full = self.full_name(name);
            if let Some((_, instead)) = not_yet.iter().find(|(other, _)| *other == name) {
                let message = format!("the key {full:?} is not read by this version");
                problems.push(Remark::of(Kind::Key, place, message).hint(*instead));
            } else if !known.contains(&name) {
                let hint = did_you_mean(name, known.iter().copied())
                    .unwrap_or_else(|| format!("the keys here are {}", known.join(", ")));
                problems.push(Remark::of(Kind::Key, place, format!("unknown key {full:?}")).hint(hint));
            }
        }
    }

    /// Keys and values in the order of the file.
    pub fn in_order(&self) -> Vec<(&'a Spanned<std::borrow::Cow<'a, str>>, &'a Spanned<DeValue<'a>>)> {
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries
    }

    fn find(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table
            .iter()
            .find(|(name, _)| name.get_ref().as_ref() == key || one_spelling(name.get_ref()) == key)
            .map(|(_, value)| value)
    }

    fn located<T>(&self, value: &Spanned<DeValue<'_>>, content: T) -> Located<T> {
        Located { value: content, place: self.document.place(value.span().start) }
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) -> Remark {
        let place = self.document.place(value.span().start);
        let found = value.get_ref().type_str();
        Remark::of(
            Kind::Key,
            place,
            format!("{}: expected {expected}, found {} {found}", self.full_name(key), article(found)),
        )
    }

    /// Text under a key.
    pub fn text(&self, key: &str, problems: &mut Problems) -> Option<Located<String>> {
        let value = self.find(key)?;
        if let Some(text) = value.get_ref().as_str() {
            return Some(self.located(value, text.to_owned()));
        }
        problems.push(self.wrong(key, value, "text in quotes"));
        None
    }

    /// Text that must be a word of a closed list.
    pub fn word<T: Word>(&self, key: &str, problems: &mut Problems) -> Option<T> {
        let words: Vec<(&str, T)> = T::ALL.iter().map(|meaning| (meaning.word(), *meaning)).collect();
        self.one_of(key, &words, problems)
    }

    /// Text that must be one of a few words.
    pub fn one_of<T: Copy>(&self, key: &str, words: &[(&str, T)], problems: &mut Problems) -> Option<T> {
        let found = self.text(key, problems)?;
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == found.value) {
            return Some(*meaning);
        }
        let known: Vec<String> = words.iter().map(|(word, _)| format!("{word:?}")).collect();
        let message = format!("{}: expected {}, found {:?}", self.full_name(key), known.join(" or "), found.value);
        problems.push(
            Remark::of(Kind::Key, found.place, message)
                .maybe_hint(did_you_mean(&found.value, words.iter().map(|(word, _)| *word))),
        );
        None
    }

    /// A date under a key, such as `2023-01-01` without quotes.
    pub fn date(&self, key: &str, problems: &mut Problems) -> Option<Date> {
        self.located_date(key, problems).map(|date| date.value)
    }

    /// The same with its place.
    pub fn located_date(&self, key: &str, problems: &mut Problems) -> Option<Located<Date>> {
        self.date_in(key, self.find(key)?, problems)
    }

    /// A list of dates under a key.
    pub fn dates(&self, key: &str, problems: &mut Problems) -> Option<Vec<Located<Date>>> {
        let value = self.find(key)?;
        let Some(items) = value.get_ref().as_array() else {
            problems.push(self.wrong(key, value, "a list of dates such as [2023-01-01, 2023-01-15], without quotes"));
            return None;
        };
        Some(items.iter().filter_map(|item| self.date_in(key, item, problems)).collect())
    }

    fn date_in(&self, key: &str, value: &Spanned<DeValue<'_>>, problems: &mut Problems) -> Option<Located<Date>> {
        let date = value.get_ref().as_datetime().filter(|found| found.time.is_none()).and_then(|found| found.date);
        let date = date.and_then(|date| {
            let (year, month, day) =
                (i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
            Date::new(year, month, day).ok()
        });
        if date.is_none() {
            problems.push(self.wrong(key, value, "a date such as 2023-01-01, without quotes"));
        }
        date.map(|date| self.located(value, date))
    }

    /// A list of texts under a key; numbers count as their text.
    pub fn list(&self, key: &str, problems: &mut Problems) -> Option<Vec<Located<String>>> {
        let value = self.find(key)?;
        let Some(items) = value.get_ref().as_array() else {
            problems.push(self.wrong(key, value, "a list such as [\"a\", \"b\"]"));
            return None;
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) => texts.push(self.located(item, one_spelling(text).into_owned())),
                DeValue::Integer(number) => texts.push(self.located(item, number.as_str().to_owned())),
                DeValue::Float(_)
                | DeValue::Boolean(_)
                | DeValue::Datetime(_)
                | DeValue::Array(_)
                | DeValue::Table(_) => {
                    problems.push(self.wrong(key, item, "texts in quotes"));
                }
            }
        }
        Some(texts)
    }

    /// A number under a key.
    pub fn number(&self, key: &str, problems: &mut Problems) -> Option<Located<f64>> {
        let value = self.find(key)?;
        let number = number_of(value.get_ref());
        if number.is_none() {
            problems.push(self.wrong(key, value, "a number such as 0.5"));
        }
        number.map(|number| self.located(value, number))
    }

    /// Words by name, in the order of the file: `{ yes = ["1", "sì"], no = "0" }`, or a list of words that are their own names.
    pub fn words_by_key(&self, key: &str, problems: &mut Problems) -> Option<Vec<(String, Vec<String>)>> {
        let value = self.find(key)?;
        let Some(table) = value.get_ref().as_table() else {
            let words = self.list(key, problems)?;
            return Some(words.into_iter().map(|word| (word.value.clone(), vec![word.value])).collect());
        };
        let section = self.below(key, value, table);
        let mut found = Vec::new();
        for name in section.keys() {
            let word = section.find(&name.value).and_then(|value| match value.get_ref() {
                DeValue::String(text) => Some(one_spelling(text).into_owned()),
                DeValue::Integer(number) => Some(number.as_str().to_owned()),
                DeValue::Float(_)
                | DeValue::Boolean(_)
                | DeValue::Datetime(_)
                | DeValue::Array(_)
                | DeValue::Table(_) => None,
            });
            let words = match word {
                Some(word) => vec![word],
                None => section.list(&name.value, problems)?.into_iter().map(|word| word.value).collect(),
            };
            found.push((name.value, words));
        }
        Some(found)
    }

    /// A list of numbers under a key.
    pub fn numbers(&self, key: &str, problems: &mut Problems) -> Option<Located<Vec<f64>>> {
        let value = self.find(key)?;
        let items = value.get_ref().as_array();
        let numbers: Option<Vec<f64>> =
            items.and_then(|items| items.iter().map(|item| number_of(item.get_ref())).collect());
        if numbers.is_none() {
            problems.push(self.wrong(key, value, "a list of numbers"));
        }
        numbers.map(|numbers| self.located(value, numbers))
    }

    /// Lists of texts under a key, such as `[["a", "b"], ["c", "d"]]`.
    pub fn lists(&self, key: &str, problems: &mut Problems) -> Option<Vec<Vec<Located<String>>>> {
        let value = self.find(key)?;
        let expected = "lists of texts such as [[\"a\", \"b\"]]";
        let Some(items) = value.get_ref().as_array() else {
            problems.push(self.wrong(key, value, expected));
            return None;
        };
        let mut lists = Vec::new();
        for item in items {
            let texts = item.get_ref().as_array().and_then(|texts| {
                texts
                    .iter()
                    .map(|text| Some(self.located(text, one_spelling(text.get_ref().as_str()?).into_owned())))
                    .collect()
            });
            match texts {
                Some(texts) => lists.push(texts),
                None => problems.push(self.wrong(key, item, expected)),
            }
        }
        Some(lists)
    }

    /// The section under a key.
    pub fn section(&self, key: &str, problems: &mut Problems) -> Option<Section<'a>> {
        let value = self.find(key)?;
        let found = value.get_ref().as_table().map(|table| self.below(key, value, table));
        if found.is_none() {
            problems.push(self.wrong(key, value, &format!("a section [{}]", self.full_name(key))));
        }
        found
    }

    /// A value of this section as a section; `None` where it is none.
    pub fn section_of(&self, key: &str, value: &'a Spanned<DeValue<'a>>) -> Option<Section<'a>> {
        value.get_ref().as_table().map(|table| self.below(key, value, table))
    }

    /// The sections of a list, `[[key]]`.
    pub fn sections(&self, key: &str, problems: &mut Problems) -> Vec<Section<'a>> {
        let Some(value) = self.find(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            problems.push(self.wrong(key, value, &format!("sections [[{}]]", self.full_name(key))));
            return Vec::new();
        };
        let mut sections = Vec::new();
        for item in items {
            match item.get_ref().as_table() {
                Some(table) => sections.push(self.below(key, item, table)),
                None => problems.push(self.wrong(key, item, &format!("sections [[{}]]", self.full_name(key)))),
            }
        }
        sections
    }

    fn below(&self, key: &str, value: &Spanned<DeValue<'_>>, table: &'a DeTable<'a>) -> Section<'a> {
        Section { document: self.document, path: self.full_name(key), start: value.span().start, table }
    }

    /// The keys of the section, in the order of the file.
    pub fn keys(&self) -> Vec<Located<String>> {
        self.in_order()
            .into_iter()
            .map(|(key, _)| Located {
                value: one_spelling(key.get_ref()).into_owned(),
                place: self.document.place(key.span().start),
            })
            .collect()
    }
}

/// A finite number, whole or not.
fn number_of(value: &DeValue<'_>) -> Option<f64> {
    let whole = value.as_integer().map(|number| number.as_str().to_owned());
    let text = whole.or_else(|| value.as_float().map(|number| number.as_str().to_owned()))?;
    text.replace('_', "").parse::<f64>().ok().filter(|number| number.is_finite())
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
