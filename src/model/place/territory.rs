//! A territory: ordered levels of areas, from broad to fine, under one coding scheme at one reference date.
//!
//! Italy's regions, provinces and municipalities are one territory; a country of states and counties is another.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::base::index::{AreaIndex, LevelIndex, PlaceIndex};
use crate::model::base::language::Name;
use crate::model::base::text::Text;
use crate::model::place::by_code::ByCode;
use crate::model::place::code::{AreaCode, CodingScheme};

/// One area of a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// The code, unique in its level.
    pub code: AreaCode,
    /// The name, as the source writes it.
    pub name: Text,
    /// A short label, such as a province's two letters, where the source has one.
    pub short_name: Option<String>,
    /// The area of the next broader level that this one lies in; `None` on the broadest level.
    pub parent: Option<AreaCode>,
}

/// A level as given: its name in the singular and its areas in any order.
#[derive(Clone, Debug)]
pub struct LevelAreas {
    /// The name of the level, such as `region`.
    pub name: String,
    /// The areas.
    pub areas: Vec<Area>,
}

/// What is wrong with areas that should form a territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TerritoryProblem {
    /// There is no level at all.
    NoLevel,
    /// A level has no area.
    EmptyLevel {
        /// The level's name.
        level: String,
    },
    /// A code stands twice in a level.
    RepeatedCode {
        /// The level's name.
        level: String,
        /// The code.
        code: AreaCode,
    },
    /// The parent of an area does not exist.
    UnknownParent {
        /// The level of the area.
        level: String,
        /// The area's code.
        code: AreaCode,
        /// The parent that was named, if any.
        parent: Option<AreaCode>,
    },
    /// An area above the finest level has nothing in it.
    Childless {
        /// The level of the area.
        level: String,
        /// The area's code.
        code: AreaCode,
    },
}

#[derive(Clone, Debug)]
struct Level {
    name: String,
    areas: Vec<Area>,
    by_code: ByCode,
    /// The area of this level that each place lies in.
    of_place: Vec<AreaIndex>,
}

impl Level {
    fn find(&self, code: &str) -> Option<AreaIndex> {
        self.by_code.find(self.areas.len(), |area| self.areas[area].code.as_str(), code).map(AreaIndex::at)
    }
}

/// Ordered levels of areas. Every area but the broadest has a parent, and every area holds at least one place.
#[derive(Clone, Debug)]
pub struct Territory {
    name: Name,
    coding: CodingScheme,
    levels: Vec<Level>,
}

impl Territory {
    /// The territory of `levels`, broad to fine. Areas are put in order of code.
    ///
    /// # Errors
    /// Every problem found, not only the first.
    pub fn new(name: Name, coding: CodingScheme, levels: Vec<LevelAreas>) -> Result<Self, Vec<TerritoryProblem>> {
        let mut problems = Vec::new();
        if levels.is_empty() {
            return Err(vec![TerritoryProblem::NoLevel]);
        }
        let mut built: Vec<Level> = Vec::with_capacity(levels.len());
        for LevelAreas { name, mut areas } in levels {
            if areas.is_empty() {
                problems.push(TerritoryProblem::EmptyLevel { level: name.clone() });
            }
            areas.sort_by(|a, b| a.code.cmp(&b.code));
            let mut known: Option<&AreaCode> = None;
            for (index, area) in areas.iter().enumerate() {
                if index > 0 && areas[index - 1].code == area.code {
                    problems.push(TerritoryProblem::RepeatedCode { level: name.clone(), code: area.code.clone() });
                }
                // Areas in the order of their codes often lie in the area of the one before.
                if let Some(broader) = built.last()
                    && (area.parent.is_none() || area.parent.as_ref() != known)
                    && area.parent.as_ref().is_none_or(|parent| broader.find(parent.as_str()).is_none())
                {
                    problems.push(TerritoryProblem::UnknownParent {
                        level: name.clone(),
                        code: area.code.clone(),
                        parent: area.parent.clone(),
                    });
                } else {
                    known = area.parent.as_ref();
                }
            }
            built.push(Level { name, areas, by_code: ByCode::default(), of_place: Vec::new() });
        }
        if problems.is_empty() {
            link_places(&mut built);
            problems = childless(&built);
        }
        if problems.is_empty() { Ok(Self { name, coding, levels: built }) } else { Err(problems) }
    }

    /// The territory of some of the places, at least one, under a name of its own. Every level stays, with the areas that hold one of them.
    #[must_use]
    pub fn part(&self, name: Name, places: &[PlaceIndex]) -> Self {
        let levels = self.levels.iter().map(|level| {
            let area_of = |place: &PlaceIndex| level.of_place[place.index()];
            let held: BTreeSet<AreaIndex> = places.iter().map(area_of).collect();
            let position: BTreeMap<AreaIndex, AreaIndex> =
                held.iter().enumerate().map(|(position, area)| (*area, AreaIndex::at(position))).collect();
            let areas: Vec<Area> = held.iter().map(|area| level.areas[area.index()].clone()).collect();
            let of_place = places.iter().map(|place| position[&area_of(place)]);
            Level { name: level.name.clone(), by_code: ByCode::default(), of_place: of_place.collect(), areas }
        });
        Self { name, coding: self.coding, levels: levels.collect() }
    }

    /// The territory's own name, such as Italy.
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// The coding scheme of all codes.
    pub fn coding(&self) -> CodingScheme {
        self.coding
    }

    /// The levels, broad to fine.
    pub fn levels(&self) -> impl ExactSizeIterator<Item = LevelIndex> + DoubleEndedIterator + use<> {
        (0..self.levels.len()).map(LevelIndex::at)
    }

    /// The level called `name`.
    pub fn level(&self, name: &str) -> Option<LevelIndex> {
        self.levels.iter().position(|level| level.name == name).map(LevelIndex::at)
    }

    /// The name of a level.
    pub fn level_name(&self, level: LevelIndex) -> &str {
        &self.levels[level.index()].name
    }

    /// The broadest level.
    pub fn broadest(&self) -> LevelIndex {
        LevelIndex::at(0)
    }

    /// The broadest level with several areas, else the finest: what results are told by where nothing else is said.
    pub fn broadest_divided(&self) -> LevelIndex {
        let divided = self.levels.iter().position(|level| level.areas.len() > 1);
        divided.map_or(self.finest(), LevelIndex::at)
    }

    /// The finest level, whose areas are the places.
    pub fn finest(&self) -> LevelIndex {
        LevelIndex::at(self.levels.len() - 1)
    }

    /// The areas of a level, in order of code.
    pub fn areas(&self, level: LevelIndex) -> &[Area] {
        &self.levels[level.index()].areas
    }

    /// The area of `level` with this code.
    pub fn find(&self, level: LevelIndex, code: &AreaCode) -> Option<AreaIndex> {
        self.find_text(level, code.as_str())
    }

    /// The area of `level` whose code is this text to the letter.
    pub fn find_text(&self, level: LevelIndex, code: &str) -> Option<AreaIndex> {
        self.levels[level.index()].find(code)
    }

    /// How many places there are.
    pub fn n_places(&self) -> usize {
        self.levels[self.finest().index()].areas.len()
    }

    /// All places, in order of code.
    pub fn places(&self) -> impl ExactSizeIterator<Item = PlaceIndex> + use<> {
        (0..self.n_places()).map(PlaceIndex::at)
    }

    /// The area that a place is.
    pub fn place(&self, place: PlaceIndex) -> &Area {
        &self.levels[self.finest().index()].areas[place.index()]
    }

    /// The place with this code.
    pub fn find_place(&self, code: &AreaCode) -> Option<PlaceIndex> {
        self.find(self.finest(), code).map(|area| PlaceIndex::at(area.index()))
    }

    /// The area of `level` that a place lies in.
    pub fn area_of_place(&self, level: LevelIndex, place: PlaceIndex) -> AreaIndex {
        self.levels[level.index()].of_place[place.index()]
    }
}

fn link_places(levels: &mut [Level]) {
    let finest = levels.len() - 1;
    levels[finest].of_place = (0..levels[finest].areas.len()).map(AreaIndex::at).collect();
    for index in (0..finest).rev() {
        let (broader, finer) = levels.split_at_mut(index + 1);
        let (broader, finer) = (&mut broader[index], &finer[0]);
        let mut last = None;
        let parents: Vec<AreaIndex> = finer
            .areas
            .iter()
            .map(|area| {
                let Some(parent) = &area.parent else { return AreaIndex::at(0) };
                match last {
                    Some((same, found)) if same == parent => found,
                    _ => {
                        let found = broader.find(parent.as_str()).expect("every parent was found before");
                        last = Some((parent, found));
                        found
                    }
                }
            })
            .collect();
        broader.of_place = finer.of_place.iter().map(|area| parents[area.index()]).collect();
    }
}

fn childless(levels: &[Level]) -> Vec<TerritoryProblem> {
    let mut problems = Vec::new();
    for level in levels {
        let mut inhabited = vec![false; level.areas.len()];
        for area in &level.of_place {
            inhabited[area.index()] = true;
        }
        for (area, _) in level.areas.iter().zip(inhabited).filter(|(_, inhabited)| !inhabited) {
            problems.push(TerritoryProblem::Childless { level: level.name.clone(), code: area.code.clone() });
        }
    }
    problems
}
