//! Schemes: partitions of a territory's areas into groups that results are given for.
//!
//! Areas keep the order of the scheme for printing and compare in no other way: "Sud" of five areas and "Mezzogiorno" of three are not ordered.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::base::index::{AreaIndex, LevelIndex, PlaceIndex};
use crate::model::base::language::Name;
use crate::model::place::code::AreaCode;
use crate::model::place::territory::Territory;

/// One area of a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemeArea {
    /// The code, unique in the scheme.
    pub code: String,
    /// The name.
    pub name: Name,
}

/// A group of areas, before it is known to be part of a partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// The code, unique in the scheme.
    pub code: String,
    /// The name.
    pub name: Name,
    /// The areas of the scheme's level that belong to it.
    pub members: Vec<AreaCode>,
}

/// What is wrong with groups that should form a partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeProblem {
    /// An area of the level is in no group.
    Unassigned {
        /// The area's code.
        code: AreaCode,
    },
    /// An area is in more than one group, or twice in one.
    Repeated {
        /// The area's code.
        code: AreaCode,
        /// The groups, in the order of the scheme.
        groups: Vec<String>,
    },
    /// A group names an area that the level does not have.
    Unknown {
        /// The code that was named.
        code: AreaCode,
        /// The group.
        group: String,
    },
    /// A group has no areas.
    Empty {
        /// The group.
        group: String,
    },
}

/// The name of the scheme with the whole territory as its one area, and that area's code.
pub const TOTAL: &str = "total";

/// A partition of the territory: every place is in exactly one area.
#[derive(Clone, Debug)]
pub struct Scheme {
    name: String,
    areas: Vec<SchemeArea>,
    of_place: Vec<AreaIndex>,
}

impl Scheme {
    /// The scheme with the whole territory as its one area, code `total`.
    pub fn total(territory: &Territory) -> Self {
        Self {
            name: TOTAL.to_owned(),
            areas: vec![SchemeArea { code: TOTAL.to_owned(), name: territory.name().clone() }],
            of_place: vec![AreaIndex::at(0); territory.n_places()],
        }
    }

    /// The scheme whose areas are those of a level.
    pub fn of_level(territory: &Territory, level: LevelIndex) -> Self {
        Self {
            name: territory.level_name(level).to_owned(),
            areas: territory
                .areas(level)
                .iter()
                .map(|area| SchemeArea { code: area.code.to_string(), name: Name::same(area.name.clone()) })
                .collect(),
            of_place: territory.places().map(|place| territory.area_of_place(level, place)).collect(),
        }
    }

    /// The scheme that groups the areas of `level`.
    ///
    /// # Errors
    /// Every reason why the groups are no partition.
    pub fn new(
        name: impl Into<String>,
        territory: &Territory,
        level: LevelIndex,
        groups: Vec<Grouping>,
    ) -> Result<Self, Vec<SchemeProblem>> {
        let mut problems = Vec::new();
        let mut group_of: BTreeMap<AreaIndex, Vec<usize>> = BTreeMap::new();
        for (number, group) in groups.iter().enumerate() {
            if group.members.is_empty() {
                problems.push(SchemeProblem::Empty { group: group.code.clone() });
            }
            for code in &group.members {
                match territory.find(level, code) {
                    Some(area) => group_of.entry(area).or_default().push(number),
                    None => {
                        problems.push(SchemeProblem::Unknown { code: code.clone(), group: group.code.clone() });
                    }
                }
            }
        }
        let mut group_of_area = Vec::new();
        for (index, area) in territory.areas(level).iter().enumerate() {
            match group_of.get(&AreaIndex::at(index)).map(Vec::as_slice) {
                None => problems.push(SchemeProblem::Unassigned { code: area.code.clone() }),
                Some([one]) => group_of_area.push(AreaIndex::at(*one)),
                Some(several) => problems.push(SchemeProblem::Repeated {
                    code: area.code.clone(),
                    groups: several.iter().map(|&number| groups[number].code.clone()).collect(),
                }),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self {
            name: name.into(),
            of_place: territory
                .places()
                .map(|place| group_of_area[territory.area_of_place(level, place).index()])
                .collect(),
            areas: groups.into_iter().map(|group| SchemeArea { code: group.code, name: group.name }).collect(),
        })
    }

    /// The same of some of the places: the areas that hold one of them.
    #[must_use]
    pub fn part(&self, places: &[PlaceIndex]) -> Self {
        let held: BTreeSet<AreaIndex> = places.iter().map(|&place| self.area_of_place(place)).collect();
        let position: BTreeMap<AreaIndex, usize> =
            held.iter().enumerate().map(|(position, area)| (*area, position)).collect();
        Self {
            name: self.name.clone(),
            areas: held.iter().map(|area| self.areas[area.index()].clone()).collect(),
            of_place: places.iter().map(|&place| AreaIndex::at(position[&self.area_of_place(place)])).collect(),
        }
    }

    /// The scheme's name, such as `istat5`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The areas, in the scheme's order.
    pub fn areas(&self) -> &[SchemeArea] {
        &self.areas
    }

    /// The area that a place is in.
    pub fn area_of_place(&self, place: PlaceIndex) -> AreaIndex {
        self.of_place[place.index()]
    }

    /// The area of each place, in order of place.
    pub fn by_place(&self) -> &[AreaIndex] {
        &self.of_place
    }

    /// For each area of `level`, the one area of this scheme that holds all of it, or `None` when it is cut.
    pub fn areas_of_level(&self, territory: &Territory, level: LevelIndex) -> Vec<Option<AreaIndex>> {
        let mut found: Vec<Option<Option<AreaIndex>>> = vec![None; territory.areas(level).len()];
        for place in territory.places() {
            let here = self.area_of_place(place);
            let slot = &mut found[territory.area_of_place(level, place).index()];
            *slot = Some(match *slot {
                None => Some(here),
                Some(known) => known.filter(|&area| area == here),
            });
        }
        found.into_iter().map(Option::flatten).collect()
    }
}
