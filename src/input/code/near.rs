//! What an unknown code or name may have meant: a code of another day, or what differs by a slip.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::input::code::gazetteer::{Among, Gazetteer};
use crate::input::code::spelling::{joined, words};
use crate::input::code::vintage::{changes_of, told_of_another_day};
use crate::input::problem::english::{did_you_mean, first_few, nearest};
use crate::model::base::index::LevelIndex;
use crate::model::place::territory::Territory;
use crate::model::place::vintage::Changes;

/// For how many different codes of a table a near one is looked for. A table with more of them has codes of another kind, not slips.
const MOST_SEARCHES: usize = 50;

/// Hints for unknown codes of one table.
pub struct NearCodes<'a> {
    territory: &'a Territory,
    changes: OnceCell<Option<Changes>>,
    told: BTreeMap<(LevelIndex, String), String>,
    n_searches: usize,
}

impl<'a> NearCodes<'a> {
    /// Hints about codes of a territory.
    pub fn new(territory: &'a Territory) -> Self {
        Self { territory, changes: OnceCell::new(), told: BTreeMap::new(), n_searches: 0 }
    }

    /// What became of `found` where it is a code of another day, else a code of the level near to it, else what codes look like.
    pub fn hint(&mut self, level: LevelIndex, found: &str) -> String {
        if level == self.territory.finest()
            && let Some(changes) = self.changes.get_or_init(|| changes_of(self.territory))
            && let Some(told) = told_of_another_day(changes, found)
        {
            return told;
        }
        // A table by age has each of its codes in many rows.
        let asked = (level, found.to_owned());
        if let Some(told) = self.told.get(&asked) {
            return told.clone();
        }
        let areas = self.territory.areas(level);
        if self.n_searches < MOST_SEARCHES {
            self.n_searches += 1;
            if let Some(near) = did_you_mean(found, areas.iter().map(|area| area.code.as_str())) {
                self.told.insert(asked, near.clone());
                return near;
            }
        }
        let codes: Vec<&str> = areas.iter().map(|area| area.code.as_str()).collect();
        let codes = first_few(&codes);
        format!("codes of the level {} are {codes}", self.territory.level_name(level))
    }
}

/// What is near to unknown codes and names of one column of places.
#[derive(Default)]
pub struct NearAreas<'a> {
    codes: Option<NearCodes<'a>>,
    found: BTreeMap<String, Vec<String>>,
    n_searches: usize,
}

impl<'a> NearAreas<'a> {
    /// What helps with an unknown code: what became of it, or a near one, or what codes look like.
    pub fn hint(&mut self, gazetteer: &Gazetteer<'a>, code: &str) -> String {
        let codes = || first_few(&gazetteer.codes());
        match gazetteer.among {
            Among::Level(level) if code.bytes().any(|byte| byte.is_ascii_digit()) => {
                self.codes.get_or_insert_with(|| NearCodes::new(gazetteer.territory)).hint(level, code)
            }
            Among::Level(_) => format!("codes of the level {} are {}", gazetteer.word(), codes()),
            Among::Scheme(scheme) => format!("codes of the areas of {} are {}", scheme.name(), codes()),
        }
    }

    /// What helps with an unknown code or name.
    pub fn told(&mut self, gazetteer: &Gazetteer<'a>, text: &str) -> String {
        let names =
            if text.bytes().any(|byte| byte.is_ascii_digit()) { Vec::new() } else { self.names(gazetteer, text) };
        let quoted: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
        if quoted.is_empty() { self.hint(gazetteer, text) } else { format!("did you mean {}?", quoted.join(" or ")) }
    }

    /// The name or code that differs from a text by a slip, else the few names that begin with it.
    pub fn names(&mut self, gazetteer: &Gazetteer<'a>, text: &str) -> Vec<String> {
        if let Some(found) = self.found.get(text) {
            return found.clone();
        }
        if self.n_searches >= MOST_SEARCHES {
            return Vec::new();
        }
        self.n_searches += 1;
        let found = near_names(gazetteer, text);
        self.found.insert(text.to_owned(), found.clone());
        found
    }
}

fn near_names(gazetteer: &Gazetteer<'_>, text: &str) -> Vec<String> {
    /// More names than this that begin so tell nothing.
    const MOST_NAMES: usize = 3;
    if let Some(near) = nearest(text, gazetteer.all_names().chain(gazetteer.codes())) {
        return vec![near.to_owned()];
    }
    let start = joined(&words(text)) + " ";
    let begins = |name: &&str| start.len() > 3 && joined(&words(name)).starts_with(&start);
    let longer: Vec<String> = gazetteer.all_names().filter(begins).map(str::to_owned).collect();
    if longer.len() > MOST_NAMES { Vec::new() } else { longer }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::embedded::italy::italy;

    #[test]
    fn thousands_of_unknown_codes_cost_as_many_searches_as_are_read() {
        let territory = italy().territory;
        let mut near = NearCodes::new(&territory);
        let finest = territory.finest();
        for number in 0..20_000 {
            // Of each code there are two rows.
            let hint = near.hint(finest, &format!("9{:05}", number / 2));
            assert!(!hint.is_empty());
        }
        assert_eq!(near.n_searches, MOST_SEARCHES);
    }

    #[test]
    fn a_slip_gets_the_code_that_was_meant_and_a_code_of_another_day_its_story() {
        let territory = italy().territory;
        let mut near = NearCodes::new(&territory);
        let finest = territory.finest();
        assert_eq!(near.hint(finest, "O01272"), "did you mean \"001272\"?");
        assert_eq!(
            near.hint(finest, "xyz"),
            "codes of the level municipality are 001001, 001002, 001003 and 7898 more"
        );
        assert!(near.hint(finest, "018056").contains(" is 018192 "), "{}", near.hint(finest, "018056"));
    }
}
