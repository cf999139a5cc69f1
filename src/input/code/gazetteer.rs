//! What a text may mean among the areas of a level or a scheme: codes in every usual form, signs, names in every usual spelling.
//!
//! This is the one place that decides what one cell means by itself. What a whole column decides stands in [`super::places`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::input::code::autonomous::{Autonomous, REGIONS21, has_autonomous, whole_region};
use crate::input::code::codes::{FoundCode, find_code};
use crate::input::code::meaning::{Meaning, Way};
use crate::input::code::names::Names;
use crate::input::code::spelling::{joined, without_kind, words};
use crate::input::embedded::other_codes::{ISTAT_WHOLE, NUTS_OF_FIVE, nuts_codes, other_names};
use crate::model::base::index::{AreaIndex, LevelIndex};
use crate::model::place::code::{AreaCode, CodingScheme};
use crate::model::place::scheme::{Scheme, SchemeArea};
use crate::model::place::territory::{Area, Territory};

/// More areas than this are not told apart by the first letters of their names.
const MOST_FOR_INITIALS: usize = 200;

/// The areas that a text may name.
#[derive(Clone, Copy, Debug)]
pub enum Among<'a> {
    /// Those of a level.
    Level(LevelIndex),
    /// Those of a scheme.
    Scheme(&'a Scheme),
}

/// Areas with everything that they are called.
#[derive(Debug)]
pub struct Gazetteer<'a> {
    /// The territory.
    pub territory: &'a Territory,
    /// The areas.
    pub among: Among<'a>,
    names: OnceLock<Names>,
    other_codes: OnceLock<BTreeMap<String, usize>>,
}

impl<'a> Gazetteer<'a> {
    /// The areas of a level or a scheme; a scheme that is a level is the level.
    pub fn new(territory: &'a Territory, among: Among<'a>) -> Self {
        let among = match among {
            Among::Scheme(scheme) => territory.level(scheme.name()).map_or(among, Among::Level),
            Among::Level(_) => among,
        };
        Self { territory, among, names: OnceLock::new(), other_codes: OnceLock::new() }
    }

    /// The areas of a level.
    pub fn of_level(territory: &'a Territory, level: LevelIndex) -> Self {
        Self::new(territory, Among::Level(level))
    }

    /// What one area is called in remarks.
    pub fn word(&self) -> &'a str {
        match self.among {
            Among::Level(level) => self.territory.level_name(level),
            Among::Scheme(scheme) if scheme.name() == REGIONS21 => "region",
            Among::Scheme(_) => "area",
        }
    }

    /// Whether the areas are the places of the territory.
    pub fn is_of_places(&self) -> bool {
        matches!(self.among, Among::Level(level) if level == self.territory.finest())
    }

    /// The region that the two autonomous provinces are, where the areas have it as one.
    pub fn whole_region(&self) -> Option<AreaIndex> {
        match self.among {
            Among::Level(level) => whole_region(self.territory, level),
            Among::Scheme(_) => None,
        }
    }

    /// How many areas there are.
    pub fn len(&self) -> usize {
        match self.among {
            Among::Level(level) => self.territory.areas(level).len(),
            Among::Scheme(scheme) => scheme.areas().len(),
        }
    }

    /// Whether there is no area.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code of an area.
    pub fn code(&self, area: AreaIndex) -> &str {
        match self.among {
            Among::Level(level) => self.territory.areas(level)[area.index()].code.as_str(),
            Among::Scheme(scheme) => &scheme.areas()[area.index()].code,
        }
    }

    /// The code of an area of a level; a scheme's codes are of no coding.
    pub fn area_code(&self, area: AreaIndex) -> Option<AreaCode> {
        match self.among {
            Among::Level(level) => Some(self.territory.areas(level)[area.index()].code.clone()),
            Among::Scheme(_) => None,
        }
    }

    /// The name of an area.
    pub fn name(&self, area: AreaIndex) -> &str {
        match self.among {
            Among::Level(level) => &self.territory.areas(level)[area.index()].name,
            Among::Scheme(scheme) => scheme.areas()[area.index()].name.all().next().unwrap_or_default(),
        }
    }

    /// The names of an area, in every language.
    pub fn names(&self, area: AreaIndex) -> Vec<String> {
        match self.among {
            Among::Level(level) => vec![self.territory.areas(level)[area.index()].name.to_string()],
            Among::Scheme(scheme) => scheme.areas()[area.index()].name.all().map(str::to_owned).collect(),
        }
    }

    /// The short sign of an area, where it has one.
    pub fn sign(&self, area: AreaIndex) -> Option<&str> {
        match self.among {
            Among::Level(level) => self.territory.areas(level)[area.index()].short_name.as_deref(),
            Among::Scheme(_) => None,
        }
    }

    /// The codes of NUTS of an area, that in force first.
    pub fn nuts(&self, area: AreaIndex) -> Vec<String> {
        let codes = self.other_codes.get_or_init(|| self.read_other_codes());
        let is_nuts = |code: &str| code.starts_with("IT") && code != ISTAT_WHOLE;
        let own = codes.iter().filter(|(code, own)| **own == area.index() && is_nuts(code));
        let mut codes: Vec<String> = own.map(|(code, _)| code.clone()).collect();
        // ITH and ITI are later than ITD and ITE.
        codes.sort_by(|a, b| b.cmp(a));
        codes
    }

    /// Further names of an area.
    pub fn other_names(&self, area: AreaIndex) -> Vec<String> {
        let mut names: Vec<String> = self.names(area).into_iter().skip(1).collect();
        if let Some(level) = self.italian_level() {
            let code = self.code(area);
            names.extend(other_names(level).into_iter().filter(|(_, own)| own == code).map(|(name, _)| name));
            names
                .extend(Some(ISTAT_WHOLE.to_owned()).filter(|_| self.by_other_code(ISTAT_WHOLE) == Some(area.index())));
        }
        names
    }

    /// The level of Italy whose further codes and names the areas have.
    fn italian_level(&self) -> Option<&'a str> {
        let level = match self.among {
            Among::Level(level) => Some(self.territory.level_name(level)),
            Among::Scheme(scheme) if scheme.name() == REGIONS21 => Some("region"),
            Among::Scheme(_) => None,
        };
        level.filter(|_| self.territory.coding() == CodingScheme::Istat)
    }

    /// The codes, in order.
    pub fn codes(&self) -> Vec<&str> {
        (0..self.len()).map(|area| self.code(AreaIndex::at(area))).collect()
    }

    /// Code and name, for a message.
    pub fn told(&self, area: AreaIndex) -> String {
        let parent = match self.among {
            Among::Level(level) if level != self.territory.broadest() => {
                let parent = self.territory.areas(level)[area.index()].parent.as_ref();
                parent.and_then(|code| Self::above(self.territory, level, code.as_str()))
            }
            Among::Level(_) | Among::Scheme(_) => None,
        };
        let parent = parent.map_or_else(String::new, |parent| format!(" ({parent})"));
        format!("{} {}{parent}", self.code(area), self.name(area))
    }

    /// The name of the area with a code on the level above one.
    fn above(territory: &Territory, level: LevelIndex, code: &str) -> Option<String> {
        let above = LevelIndex::at(level.index().checked_sub(1)?);
        let found = territory.areas(above).iter().find(|area| area.code.as_str() == code)?;
        Some(found.short_name.clone().unwrap_or_else(|| found.name.to_string()))
    }

    /// What a text means by itself.
    pub fn find(&self, text: &str) -> Meaning {
        let text = text.trim();
        let by_code = self.by_code(text);
        if let FoundCode::Exact(area) = by_code {
            return Meaning::One(area, Way::Code);
        }
        if let FoundCode::Restored(area, _) = by_code {
            return Meaning::One(area, Way::Restored);
        }
        if let Some(area) = self.by_other_code(text) {
            return self.meaning(area, Way::Nuts);
        }
        if let Some(meaning) = self.by_name(text) {
            return meaning;
        }
        match by_code {
            _ if self.is_broader(text) => Meaning::Broader,
            FoundCode::Malformed(error) => Meaning::Malformed(error),
            FoundCode::Exact(_) | FoundCode::Restored(..) | FoundCode::Unknown => Meaning::Unknown,
        }
    }

    /// What a text means as a code.
    pub fn by_code(&self, text: &str) -> FoundCode {
        let scheme = match self.among {
            Among::Level(level) => return find_code(self.territory, level, text),
            Among::Scheme(scheme) => scheme,
        };
        let position = |code: &str| scheme.areas().iter().position(|area| area.code == code).map(AreaIndex::at);
        if let Some(area) = position(text) {
            return FoundCode::Exact(area);
        }
        let digits = text.strip_suffix(".0").unwrap_or(text);
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let width = scheme.areas().first().map_or(0, |area| area.code.len());
        let all_digits = scheme.areas().iter().all(|area| is_digits(&area.code) && area.code.len() == width);
        if all_digits && is_digits(digits) && digits.len() <= width {
            let padded = format!("{digits:0>width$}");
            if let Some(area) = position(&padded) {
                return FoundCode::Restored(area, padded);
            }
        }
        FoundCode::Unknown
    }

    /// The area with a code of another office, or of an autonomous province.
    fn by_other_code(&self, text: &str) -> Option<usize> {
        let codes = self.other_codes.get_or_init(|| self.read_other_codes());
        codes.get(text.to_uppercase().as_str()).or_else(|| codes.get(text.strip_suffix(".0")?)).copied()
    }

    fn read_other_codes(&self) -> BTreeMap<String, usize> {
        let mut codes = BTreeMap::new();
        let position = |code: &str| (0..self.len()).find(|area| self.code(AreaIndex::at(*area)) == code);
        match (self.italian_level(), self.among) {
            (Some(level), _) => {
                for (nuts, code) in nuts_codes(self.territory, level) {
                    codes.extend(position(&code).map(|area| (nuts, area)));
                }
            }
            (None, Among::Scheme(scheme))
                if scheme.name() == "istat5" && self.territory.coding() == CodingScheme::Istat =>
            {
                let known = NUTS_OF_FIVE.iter().filter_map(|(nuts, code)| Some(((*nuts).to_owned(), position(code)?)));
                codes.extend(known);
            }
            (None, Among::Scheme(_) | Among::Level(_)) => {}
        }
        for (province, area) in self.autonomous() {
            codes.extend(province.nuts().map(|nuts| (nuts.to_owned(), area)));
            // In a list that has both as areas their code is the area's own.
            codes.entry(province.code().to_owned()).or_insert(area);
        }
        codes
    }

    /// The two autonomous provinces where they may be written, with the position that stands for each: its area in `regions21`, else one
    /// beyond the last area.
    fn autonomous(&self) -> Vec<(Autonomous, usize)> {
        let both = Autonomous::BOTH.into_iter();
        match self.among {
            Among::Level(level) if has_autonomous(self.territory, level) => both.zip(self.len()..).collect(),
            Among::Scheme(scheme) if scheme.name() == REGIONS21 => {
                let position =
                    |province: Autonomous| scheme.areas().iter().position(|area| area.code == province.code());
                both.filter_map(|province| Some((province, position(province)?))).collect()
            }
            Among::Level(_) | Among::Scheme(_) => Vec::new(),
        }
    }

    fn meaning(&self, area: usize, way: Way) -> Meaning {
        match area.checked_sub(self.len()) {
            None => Meaning::One(AreaIndex::at(area), way),
            Some(0) => Meaning::Autonomous(Autonomous::Bolzano),
            Some(_) => Meaning::Autonomous(Autonomous::Trento),
        }
    }

    fn meaning_of(&self, areas: &BTreeSet<usize>, way: Way) -> Option<Meaning> {
        let mut all = areas.iter().copied();
        match (all.next(), all.next()) {
            (None, _) => None,
            (Some(area), None) => Some(self.meaning(area, way)),
            (Some(_), Some(_)) => {
                let known = areas.iter().filter(|area| **area < self.len());
                Some(Meaning::Several(known.map(|area| AreaIndex::at(*area)).collect()))
            }
        }
    }

    /// What a text means as a name.
    fn by_name(&self, text: &str) -> Option<Meaning> {
        let names = self.names.get_or_init(|| self.read_names());
        let all = words(text);
        if all.is_empty() {
            return None;
        }
        if let Some(found) = names.of_sign(&all).and_then(|areas| self.meaning_of(areas, Way::Sign)) {
            return Some(found);
        }
        let by_name = |areas: BTreeSet<usize>| self.meaning_of(&areas, Way::Name);
        by_name(names.of_text(text, &all))
            .or_else(|| self.with_sign(text))
            .or_else(|| without_kind(&all, self.word()).and_then(|rest| by_name(names.of_words(rest))))
            .or_else(|| by_name(names.of_languages(text)))
            .or_else(|| by_name(names.of_short(&all, self.len() <= MOST_FOR_INITIALS)))
            .or_else(|| by_name(names.of_short(without_kind(&all, self.word())?, self.len() <= MOST_FOR_INITIALS)))
    }

    /// A name with the sign of what it lies in behind it: `Samone (TO)`.
    fn with_sign(&self, text: &str) -> Option<Meaning> {
        let Among::Level(level) = self.among else { return None };
        let (name, sign) = text.strip_suffix([')', ']'])?.rsplit_once(['(', '['])?;
        let above = LevelIndex::at(level.index().checked_sub(1)?);
        let Meaning::One(parent, _) = Gazetteer::of_level(self.territory, above).find(sign) else { return None };
        let parent = &self.territory.areas(above)[parent.index()].code;
        let areas = self.territory.areas(level);
        let inside = |area: &AreaIndex| areas[area.index()].parent.as_ref() == Some(parent);
        match self.by_name(name.trim())? {
            Meaning::One(area, way) => inside(&area).then_some(Meaning::One(area, way)),
            Meaning::Several(found) => {
                let found: BTreeSet<usize> =
                    found.iter().filter(|area| inside(area)).map(|area| area.index()).collect();
                self.meaning_of(&found, Way::Name)
            }
            Meaning::Autonomous(_) | Meaning::Broader | Meaning::Unknown | Meaning::Malformed(_) => None,
        }
    }

    /// Whether a text is the code or the name of something broader: the territory, an area of a level above, a group of NUTS.
    fn is_broader(&self, text: &str) -> bool {
        if self.territory.name().all().any(|name| name.eq_ignore_ascii_case(text)) {
            return true;
        }
        if self.territory.coding() != CodingScheme::Istat {
            return false;
        }
        let Among::Level(own) = self.among else { return false };
        let levels =
            || self.territory.levels().filter(|level| *level < own).map(|level| self.territory.level_name(level));
        let is_nuts = |text: &str| {
            text == "IT"
                || NUTS_OF_FIVE.iter().any(|(nuts, _)| *nuts == text)
                || Autonomous::BOTH.iter().any(|province| province.nuts().contains(&text))
                || levels().any(|level| nuts_codes(self.territory, level).iter().any(|(nuts, _)| nuts == text))
        };
        text.starts_with("IT") && is_nuts(text) || MACRO_AREAS.contains(&joined(&words(text)).as_str())
    }

    fn read_names(&self) -> Names {
        let mut names = Names::default();
        let mut add = |area: usize, name: &str| names.add(area, name);
        match self.among {
            Among::Level(level) => {
                for (number, area) in self.territory.areas(level).iter().enumerate() {
                    add_area(number, area, &mut add);
                }
            }
            Among::Scheme(scheme) => {
                for (number, area) in scheme.areas().iter().enumerate() {
                    add_scheme_area(number, area, &mut add);
                }
            }
        }
        for (province, position) in self.autonomous() {
            add(position, province.name());
            for (name, _) in other_names("province").iter().filter(|(_, code)| code == province.province()) {
                add(position, name);
            }
        }
        if let Some(level) = self.italian_level() {
            for (name, code) in other_names(level) {
                if let Some(area) = (0..self.len()).find(|area| self.code(AreaIndex::at(*area)) == code) {
                    names.add_whole(area, &name);
                }
            }
        }
        if let Among::Level(level) = self.among {
            for (number, area) in self.territory.areas(level).iter().enumerate() {
                if let Some(sign) = &area.short_name {
                    names.add_sign(number, sign);
                }
            }
        }
        names
    }

    /// What a text means as a name; a code is none.
    pub fn find_name(&self, text: &str) -> Option<Meaning> {
        let is_name = |meaning: &Meaning| !matches!(meaning, Meaning::One(_, Way::Sign));
        self.by_name(text.trim()).filter(is_name)
    }

    /// The names of all areas, for a near one.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|area| self.name(AreaIndex::at(area)))
    }
}

/// Names of groups of regions, in tables of regions.
const MACRO_AREAS: [&str; 14] = [
    "nord",
    "nord ovest",
    "nord est",
    "centro",
    "centro nord",
    "sud",
    "isole",
    "mezzogiorno",
    "sud e isole",
    "north",
    "south",
    "north west",
    "north east",
    "centre",
];

fn add_area(number: usize, area: &Area, add: &mut impl FnMut(usize, &str)) {
    add(number, &area.name);
}

fn add_scheme_area(number: usize, area: &SchemeArea, add: &mut impl FnMut(usize, &str)) {
    for name in area.name.all() {
        add(number, name);
    }
}
