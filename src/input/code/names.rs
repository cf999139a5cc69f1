//! Areas by their names, as offices' tables have them: in any case, with or without accents and hyphens, in one or both languages.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::input::problem::english::did_you_mean;
use crate::model::base::index::{AreaIndex, LevelIndex};
use crate::model::place::territory::Territory;

/// The areas of a level by name and, where they have one, by short label.
pub struct AreaNames {
    /// `None` where several areas share a name.
    by_name: BTreeMap<String, Option<AreaIndex>>,
    names: Vec<String>,
}

/// What became of text that should be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundName {
    /// One area has this name.
    One(AreaIndex),
    /// Several areas have it.
    Several,
    /// No area has it.
    Unknown,
}

impl AreaNames {
    /// The names of a level.
    pub fn of(territory: &Territory, level: LevelIndex) -> Self {
        let mut by_name: BTreeMap<String, Option<AreaIndex>> = BTreeMap::new();
        let areas = territory.areas(level);
        for (index, area) in areas.iter().enumerate() {
            let area_index = AreaIndex::at(index);
            for key in keys(&area.name).into_iter().chain(area.short_name.as_deref().map(key)) {
                by_name
                    .entry(key)
                    .and_modify(|other| *other = other.filter(|&other| other == area_index))
                    .or_insert(Some(area_index));
            }
        }
        Self { by_name, names: areas.iter().map(|area| area.name.clone()).collect() }
    }

    /// The area with this name: by the whole of it, else by the one area that its languages name.
    pub fn find(&self, text: &str) -> FoundName {
        let found = |key: &String| self.by_name.get(key).copied();
        let keys = keys(text);
        let several = |areas: &[Option<AreaIndex>]| match areas {
            [] => FoundName::Unknown,
            [Some(first), rest @ ..] if rest.iter().all(|area| area == &Some(*first)) => FoundName::One(*first),
            _ => FoundName::Several,
        };
        match keys.first().and_then(found) {
            Some(area) => several(&[area]),
            None => several(&keys.iter().filter_map(found).collect::<Vec<_>>()),
        }
    }

    /// `did you mean "…"?`, where a name is near.
    pub fn near(&self, text: &str) -> Option<String> {
        did_you_mean(text, self.names.iter().map(String::as_str))
    }
}

/// The whole of a name and, where a bar parts its languages, each of them.
fn keys(name: &str) -> Vec<String> {
    let mut keys = vec![key(name)];
    if name.contains('/') {
        keys.extend(name.split('/').map(key));
    }
    keys.retain(|key| !key.is_empty());
    keys
}

/// Letters and digits in lower case without accents; what stands between them is one space.
fn key(name: &str) -> String {
    let plain: String = name.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect();
    let words: Vec<&str> =
        plain.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::embedded::italy::italy;

    fn found(level: &str, text: &str) -> Option<String> {
        let territory = italy().territory;
        let level = territory.level(level).unwrap();
        match AreaNames::of(&territory, level).find(text) {
            FoundName::One(area) => Some(territory.areas(level)[area.index()].code.as_str().to_owned()),
            FoundName::Several => Some("several".to_owned()),
            FoundName::Unknown => None,
        }
    }

    #[test]
    fn names_as_offices_write_them() {
        for (text, code) in [
            ("Piemonte", "01"),
            ("VALLE D'AOSTA/VALLÉE D'AOSTE", "02"),
            ("Valle d’Aosta", "02"),
            ("Trentino Alto Adige / Südtirol", "04"),
            ("friuli venezia giulia", "06"),
        ] {
            assert_eq!(found("region", text).as_deref(), Some(code), "{text}");
        }
        assert_eq!(found("province", "TO").as_deref(), Some("001"));
        assert_eq!(found("province", "Forli-Cesena").as_deref(), Some("040"));
        assert_eq!(found("region", "Italia"), None);
        assert_eq!(found("region", ""), None);
    }

    #[test]
    fn a_name_of_several_places_is_none_of_them() {
        assert_eq!(found("municipality", "Samone").as_deref(), Some("several"));
        assert_eq!(found("municipality", "Roma").as_deref(), Some("058091"));
    }
}
