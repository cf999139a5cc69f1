//! The languages in which results are told, and names in several of them.

/// Lists the languages once: the variant and its ISO 639-1 code, the language that others fall back to first. What a language says stands
/// in `words/<code>.ftl`.
macro_rules! languages {
    ($then:ident) => {
        $then! {
            /// `24.1`, `1 January 2023`.
            English = "en",
            /// `24,1`, `1° gennaio 2023`.
            Italian = "it",
        }
    };
}
pub(crate) use languages;

macro_rules! declare {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// The language of maps, tables and sentences. Column titles and file names are English in all.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Language {
            $($(#[$doc])* $name,)*
        }

        impl Language {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The ISO 639-1 code.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// What the language is called in English.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }
        }
    };
}

languages!(declare);

impl Default for Language {
    /// The language that every text has, in which remarks and notes of data files are written.
    fn default() -> Self {
        Self::ALL[0]
    }
}

impl Language {
    /// The language of an ISO 639-1 code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|language| language.code() == code)
    }

    /// What a list of texts by code of the language says in this one, else what it says first.
    pub fn of_codes<T: Copy>(self, texts: &[(&str, T)]) -> Option<T> {
        let own = texts.iter().find(|(code, _)| *code == self.code());
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
        let known = names.iter().filter_map(|(code, name)| Some((Language::from_code(code)?, (*name).to_owned())));
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

    #[test]
    fn codes_are_read_back() {
        for &language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
        assert_eq!(Language::from_code("xx"), None);
    }
}
