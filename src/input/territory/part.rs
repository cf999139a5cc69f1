//! A part of the territory that a study is limited to: found by its name, and what of the study's files lies outside.

use std::collections::BTreeSet;

use crate::input::code::codes::{FoundCode, find_code};
use crate::input::code::gazetteer::Gazetteer;
use crate::input::code::meaning::Meaning;
use crate::input::document::toml::{Located, Section};
use crate::input::problem::english::{did_you_mean, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::base::index::{AreaIndex, LevelIndex, PlaceIndex, UnitIndex};
use crate::model::base::language::{Language, Name};
use crate::model::place::population::Population;
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::survey::frame::Unit;

/// A part of a territory.
#[derive(Clone, Debug)]
pub struct TerritoryPart {
    /// Where the study names it.
    pub place: Place,
    /// Its places, as places of the whole territory.
    pub places: Vec<PlaceIndex>,
    /// The territory that has only the part.
    pub territory: Territory,
    /// For each level of the whole territory, how much of each area lies inside.
    sides: Vec<Vec<Side>>,
}

/// How much of an area lies inside a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// All of it.
    Inside,
    /// Nothing of it.
    Outside,
    /// Some of its places.
    Across,
}

impl TerritoryPart {
    /// The part that `word` names: an area of a level by code or name, the broadest level first, else one of a scheme by name. `own` are
    /// macro-areas that the study declares: titles, and the places of each.
    ///
    /// # Errors
    /// No such area, or a name that several areas have.
    pub fn find(
        word: &Located<String>,
        territory: &Territory,
        schemes: &[Scheme],
        own: &[(String, Vec<PlaceIndex>)],
    ) -> Result<Self, Problems> {
        let text = word.value.trim();
        let refuse = |message: String, hint: String| {
            let remark = Remark::of(Kind::Territory, word.place.clone(), format!("territory.part: {message}"));
            Err(Problems::one(remark.hint(hint)))
        };
        let held = |level: LevelIndex, area: AreaIndex| {
            let name = Name::same(territory.areas(level)[area.index()].name.clone());
            let here = territory.places().filter(|&place| territory.area_of_place(level, place) == area);
            Ok(Self::of(word.place.clone(), name, here.collect(), territory))
        };
        for level in territory.levels() {
            match find_code(territory, level, text) {
                FoundCode::Exact(area) | FoundCode::Restored(area, _) => return held(level, area),
                FoundCode::Unknown | FoundCode::Malformed(_) => {}
            }
        }
        for level in territory.levels() {
            let gazetteer = Gazetteer::of_level(territory, level);
            match gazetteer.find(text) {
                Meaning::One(area, _) => return held(level, area),
                Meaning::Autonomous(province) => {
                    if let Some((level, area)) = province.area(territory) {
                        return held(level, area);
                    }
                }
                Meaning::Several(areas) => {
                    let told: Vec<String> = areas.into_iter().map(|area| gazetteer.told(area)).collect();
                    let message = format!("more than one {} is called {text:?}", territory.level_name(level));
                    return refuse(message, format!("write the code of one: {}", first_few(&told)));
                }
                Meaning::Broader | Meaning::Unknown | Meaning::Malformed(_) => {}
            }
        }
        let is_named = |name: &str| name.to_lowercase() == text.to_lowercase();
        for scheme in schemes {
            let found = scheme.areas().iter().position(|area| area.name.all().any(is_named));
            if let Some(found) = found {
                let here = territory.places().filter(|&place| scheme.area_of_place(place).index() == found);
                let name = scheme.areas()[found].name.clone();
                return Ok(Self::of(word.place.clone(), name, here.collect(), territory));
            }
        }
        if let Some((title, places)) = own.iter().find(|(title, places)| is_named(title) && !places.is_empty()) {
            return Ok(Self::of(word.place.clone(), Name::same(title.clone()), places.clone(), territory));
        }
        let of_levels = territory.levels().flat_map(|level| territory.areas(level)).map(|area| area.name.as_str());
        let of_schemes = schemes.iter().flat_map(Scheme::areas).flat_map(|area| area.name.all());
        let names = of_levels.chain(of_schemes).chain(own.iter().map(|(title, _)| title.as_str()));
        let hint = did_you_mean(text, names).unwrap_or_else(|| {
            let broad: Vec<&str> =
                territory.areas(territory.broadest()).iter().map(|area| area.name.as_str()).collect();
            format!("name an area of a level or of a scheme, by name or code, such as {}", first_few(&broad))
        });
        refuse(format!("no area of {} is called {text:?}", territory.name().in_language(Language::default())), hint)
    }

    /// The part of `territory` that holds some places, under a name.
    pub fn of(place: Place, name: Name, places: Vec<PlaceIndex>, territory: &Territory) -> Self {
        let mut inside = vec![false; territory.n_places()];
        for place in &places {
            inside[place.index()] = true;
        }
        let sides = territory.levels().map(|level| {
            let mut sides: Vec<Option<Side>> = vec![None; territory.areas(level).len()];
            for place in territory.places() {
                let side = &mut sides[territory.area_of_place(level, place).index()];
                let here = if inside[place.index()] { Side::Inside } else { Side::Outside };
                *side = Some(if side.is_none_or(|side| side == here) { here } else { Side::Across });
            }
            sides.into_iter().map(|side| side.unwrap_or(Side::Outside)).collect()
        });
        Self { place, territory: territory.part(name, &places), sides: sides.collect(), places }
    }

    /// How much of an area of the whole territory lies inside.
    pub fn side_of(&self, level: LevelIndex, area: AreaIndex) -> Side {
        self.sides[level.index()][area.index()]
    }
}

/// A part that a study is limited to, and what was found to lie outside while the study was read.
#[derive(Clone, Debug)]
pub struct Limit {
    /// The part.
    pub part: TerritoryPart,
    /// The broadest level of the whole territory, whose areas units report under.
    pub broadest: LevelIndex,
    /// Places outside of which the study's own file knows the residents.
    pub n_counts: usize,
    /// How many rules are about places outside.
    pub n_rules: usize,
    /// Units that such rules name.
    pub elsewhere: BTreeSet<UnitIndex>,
}

impl Limit {
    /// A limit to a part of `whole`.
    pub fn to(part: TerritoryPart, whole: &Territory) -> Self {
        Self { part, broadest: whole.broadest(), n_counts: 0, n_rules: 0, elsewhere: BTreeSet::new() }
    }

    /// Counts the places outside of which a file knows the residents.
    pub fn leave_out_residents(&mut self, residents: &Population) {
        let known = residents.all.iter().filter(|count| count.is_some()).count();
        let inside = self.part.places.iter().filter(|place| residents.all[place.index()].is_some()).count();
        self.n_counts = known - inside;
    }

    /// Whether a rule is about an area outside, which is then counted.
    pub fn leaves_out_rule(&mut self, area: Option<(LevelIndex, AreaIndex)>, unit: Option<UnitIndex>) -> bool {
        let is_outside = area.is_some_and(|(level, area)| self.part.side_of(level, area) == Side::Outside);
        if is_outside {
            self.n_rules += 1;
            self.elsewhere.extend(unit);
        }
        is_outside
    }

    /// On which side a unit is by its region, else by the rules that were left out; [`Side::Across`] where nothing tells.
    pub fn side_of(&self, unit: UnitIndex, member: &Unit) -> Side {
        let side = member.region.map_or(Side::Across, |region| self.part.side_of(self.broadest, region));
        if side == Side::Across && self.elsewhere.contains(&unit) { Side::Outside } else { side }
    }
}

/// The macro-areas that a study declares, each with its places, as far as their codes are known: parts that may be named before it is
/// known whether they are a partition.
pub(crate) fn declared_areas(root: &Section<'_>, territory: &Territory) -> Vec<(String, Vec<PlaceIndex>)> {
    let mut unheard = Problems::default();
    let mut found = Vec::new();
    for section in root.sections("scheme", &mut unheard) {
        let level = section.text("level", &mut unheard).and_then(|level| territory.level(&level.value));
        let level = level.unwrap_or(territory.broadest());
        let Some(areas) = section.section("areas", &mut unheard) else { continue };
        for title in areas.keys() {
            let codes = areas.list(&title.value, &mut unheard).unwrap_or_default();
            let members: BTreeSet<AreaIndex> = codes
                .iter()
                .filter_map(|code| match find_code(territory, level, &code.value) {
                    FoundCode::Exact(area) | FoundCode::Restored(area, _) => Some(area),
                    FoundCode::Unknown | FoundCode::Malformed(_) => None,
                })
                .collect();
            let places = territory.places().filter(|&place| members.contains(&territory.area_of_place(level, place)));
            found.push((title.value, places.collect()));
        }
    }
    found
}
