//! The languages in which results are told.

/// The language of maps, tables and sentences. Column titles and file names are English in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// English: `24.1`, `1 January 2023`.
    #[default]
    English,
    /// Italian: `24,1`, `1° gennaio 2023`.
    Italian,
}

impl Language {
    /// The language of an ISO 639-1 code, `en` or `it`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "en" => Some(Self::English),
            "it" => Some(Self::Italian),
            _ => None,
        }
    }

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Italian => "it",
        }
    }
}

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// In English.
    pub english: String,
    /// In Italian.
    pub italian: String,
}

impl Name {
    /// One name that serves both languages.
    pub fn same(name: impl Into<String>) -> Self {
        let name = name.into();
        Self { english: name.clone(), italian: name }
    }

    /// The name in `language`.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::English => &self.english,
            Language::Italian => &self.italian,
        }
    }
}
