//! The languages in which results are told, and names in several of them.

use crate::model::base::word::words;

/// Lists the languages once: the variant and its ISO 639-1 code. The default is the language that others fall back to, in which remarks
/// and notes of data files are written. What a language says stands in `words/<code>.ftl`.
macro_rules! languages {
    ($then:ident) => {
        $then! {
            /// English
            #[default]
            English = "en",
            /// Italian
            Italian = "it",
        }
    };
}
pub(crate) use languages;

macro_rules! declare {
    ($($listed:tt)*) => {
        words! {
            /// The language of maps, tables and sentences. Column titles and file names are English in all.
            #[derive(Default, PartialOrd, Ord)]
            pub enum Language {
                $($listed)*
            }
        }
    };
}

languages!(declare);

impl Language {
    /// What a list of texts by code of the language says in this one, else what it says first.
    pub fn of_codes<T: Copy>(self, texts: &[(&str, T)]) -> Option<T> {
        let own = texts.iter().find(|(code, _)| *code == self.word());
        own.or(texts.first()).map(|(_, text)| *text)
    }
}

/// A name, in one language for all or in several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// For languages without a name of their own.
    usual: String,
    by_language: Vec<(Language, String)>,
}

impl Name {
    /// One name that serves all languages.
    pub fn same(name: impl Into<String>) -> Self {
        Self { usual: name.into(), by_language: Vec::new() }
    }

    /// Names by the code of their language; the first serves all others.
    pub fn by_code(names: &[(&str, &str)]) -> Self {
        let known = names.iter().filter_map(|(code, name)| Some((Language::from_word(code)?, (*name).to_owned())));
        Self { usual: Language::default().of_codes(names).unwrap_or_default().to_owned(), by_language: known.collect() }
    }

    /// The name in `language`.
    pub fn in_language(&self, language: Language) -> &str {
        self.by_language.iter().find(|(own, _)| *own == language).map_or(&self.usual, |(_, name)| name)
    }

    /// Every name there is, of equal ones the first.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let own = self.by_language.iter().map(|(_, name)| name.as_str());
        own.chain(Some(self.usual.as_str()).filter(|usual| self.by_language.iter().all(|(_, name)| name != usual)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_without_a_name_of_its_own_takes_the_first() {
        let name = Name::by_code(&[("en", "Islands"), ("xx", "?")]);
        assert!(Language::ALL.iter().all(|&language| name.in_language(language) == "Islands"));
        let name = Name::by_code(&[("en", "Islands"), ("it", "Isole")]);
        assert_eq!(name.in_language(Language::Italian), "Isole");
        assert_eq!(name.all().collect::<Vec<_>>(), ["Islands", "Isole"]);
    }
}
