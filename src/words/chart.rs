//! What is said around charts. A finding is said only where it holds after all that was looked at is allowed for.

use crate::model::base::language::Language;
use crate::words::catalogue::{plain, say};
use crate::words::letters::capitalised;

/// Names as a sentence lists them: `A, B and C`.
pub(crate) fn enumerated(names: &[String], language: Language) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            let first = first.join(", ");
            say(language, "chart-and", [("first", first.into()), ("last", last.into())])
        }
    }
}

/// Areas whose coverage chance does not explain, by what is more and what is less.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Beyond {
    /// Names of those covered more.
    pub(crate) more: Vec<String>,
    /// Names of those covered less.
    pub(crate) less: Vec<String>,
}

impl Beyond {
    fn is_empty(&self) -> bool {
        self.more.is_empty() && self.less.is_empty()
    }

    /// What is found of some areas, as parts of a sentence.
    fn parts(&self, language: Language) -> Vec<String> {
        [("chart-covered-more", &self.more), ("chart-covered-less", &self.less)]
            .into_iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(key, names)| say(language, key, [("areas", enumerated(names, language).into())]))
            .collect()
    }
}

/// The title of coverage beside chance: the finding of groups of areas, then of the areas in them, called `level`.
pub(crate) fn chance_title(groups: Option<&Beyond>, areas: &Beyond, level: &str, language: Language) -> String {
    let found = groups.map_or_else(Vec::new, |groups| groups.parts(language));
    if found.is_empty() && areas.is_empty() {
        return plain(language, "chart-coverage-title").to_owned();
    }
    let mut parts = found;
    if areas.is_empty() {
        parts.push(say(language, "chart-no-area-alone", [("level", level.into())]));
    } else {
        parts.extend(areas.parts(language));
    }
    capitalised(&parts.join("; "))
}
