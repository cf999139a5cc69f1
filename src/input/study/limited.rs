//! A study that is limited to a part of its territory: the keys that say so, and rules of the units that serve the part.

use std::collections::BTreeSet;

use crate::input::document::reader::Reader;
use crate::input::document::toml::Section;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::Remark;
use crate::input::territory::own_outlines::{BoundaryFile, read_boundary_file};
use crate::input::territory::part::{Limit, Side, TerritoryPart, declared_areas};
use crate::model::base::index::{LevelIndex, PlaceIndex, UnitIndex};
use crate::model::base::language::Name;
use crate::model::catchment::rule::{Rule, RuleProblem, ShareRules, build_catchments};
use crate::model::catchment::served::Catchments;
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::place::tract::Tracts;
use crate::model::survey::frame::Frame;

/// Whether a section `[territory]` names a part and no territory of its own, so that it is a part of Italy.
pub(crate) fn is_part_alone(section: &Section<'_>) -> bool {
    (has(section, "part") || has(section, "where"))
        && !["file", "levels", "columns"].iter().any(|key| has(section, key))
}

fn has(section: &Section<'_>, key: &str) -> bool {
    section.keys().iter().any(|found| found.value == key)
}

impl Reader<'_> {
    /// The boundary file, with the features that the section about it and the one about the territory want.
    pub(crate) fn boundaries(
        &mut self,
        section: &Section<'_>,
        territory: Option<&Section<'_>>,
    ) -> Option<BoundaryFile> {
        let file = read_boundary_file(section, territory, self.folder, &mut self.problems, &mut self.warnings)?;
        self.sources.extend(file.sources.clone());
        Some(file)
    }

    /// The part that the section `[territory]` limits the study to: the area that it names, else the places whose features it wants. A name
    /// that the section gives is the part's.
    pub(crate) fn limit(
        &mut self,
        section: &Section<'_>,
        root: &Section<'_>,
        territory: &Territory,
        schemes: &[Scheme],
        boundaries: Option<&BoundaryFile>,
    ) -> Option<Limit> {
        let place = section.keys().into_iter().find(|key| key.value == "where").map(|key| key.place);
        let mut part = if has(section, "part") {
            let word = section.text("part", &mut self.problems)?;
            let own = declared_areas(root, territory);
            self.problems.take(TerritoryPart::find(&word, territory, schemes, &own))?
        } else {
            // The features of another country's file are its territory.
            let place = place.clone().filter(|_| is_part_alone(section))?;
            let places = self.problems.take(boundaries?.places_of(territory))?;
            TerritoryPart::of(place, name_of(territory, &places), places, territory)
        };
        if is_part_alone(section)
            && let Some(name) = section.text("name", &mut self.problems)
        {
            part.territory = territory.part(Name::same(name.value), &part.places);
        }
        Some(Limit::to(part, territory))
    }

    /// Refuses `where` where there are no features of places to choose from.
    pub(crate) fn refuse_where(&mut self, section: &Section<'_>, boundaries: Option<&Section<'_>>) {
        let Some(key) = section.keys().into_iter().find(|key| key.value == "where") else { return };
        let (message, hint) = if boundaries.is_none() {
            (
                "the study names no boundary file whose features could be chosen",
                "name one by file = \"…\" under [boundaries]",
            )
        } else if has(section, "file") {
            (
                "the territory is a table of areas, which has no features to choose from",
                "limit it to an area of it, as in part = \"…\"; where under [boundaries] draws fewer places",
            )
        } else {
            return;
        };
        let message = format!("territory.where: {message}");
        self.problems.push(Remark::of(Kind::Key, key.place, message).hint(hint));
    }
}

/// What places are called together: the name of the area that they are, else that of the territory.
fn name_of(territory: &Territory, places: &[PlaceIndex]) -> Name {
    let whole = |level: LevelIndex| {
        let area = territory.area_of_place(level, *places.first()?);
        let members: Vec<PlaceIndex> =
            territory.places().filter(|&place| territory.area_of_place(level, place) == area).collect();
        (members == places).then(|| Name::same(territory.areas(level)[area.index()].name.clone()))
    };
    territory.levels().find_map(whole).unwrap_or_else(|| territory.name().clone())
}

/// What rules are resolved with.
pub(crate) struct Resolver<'a> {
    pub(crate) territory: &'a Territory,
    pub(crate) tracts: Option<&'a Tracts>,
    pub(crate) frame: &'a Frame,
    pub(crate) declared: ShareRules,
}

impl Resolver<'_> {
    /// The catchments of rules. A unit outside of the part that a study is limited to needs none.
    pub(crate) fn catchments(&self, rules: &[Rule], limit: Option<&Limit>) -> Result<Catchments, Vec<RuleProblem>> {
        let Self { territory, tracts, frame, declared } = *self;
        let named: BTreeSet<UnitIndex> = rules.iter().map(|rule| rule.unit).collect();
        let counts = |unit, member| {
            named.contains(&unit) || limit.is_none_or(|limit| limit.side_of(unit, member) != Side::Outside)
        };
        let kept: Vec<UnitIndex> =
            frame.indexed().filter(|(unit, member)| counts(*unit, member)).map(|(unit, _)| unit).collect();
        if kept.len() == frame.units().len() {
            return build_catchments(territory, tracts, frame, rules, declared);
        }
        let number = |unit: UnitIndex| UnitIndex::at(kept.binary_search(&unit).unwrap_or_default());
        let rules: Vec<Rule> = rules.iter().map(|rule| Rule { unit: number(rule.unit), ..*rule }).collect();
        let places: Vec<_> = territory.places().collect();
        let back = |unit: UnitIndex| kept[unit.index()];
        build_catchments(territory, tracts, &frame.part(&kept), &rules, declared)
            .map(|catchments| catchments.part(&places, back))
            .map_err(|problems| problems.into_iter().map(|problem| renumbered(problem, &back)).collect())
    }
}

/// A problem with its unit under another number.
fn renumbered(problem: RuleProblem, number: &dyn Fn(UnitIndex) -> UnitIndex) -> RuleProblem {
    match problem {
        RuleProblem::UnitWithoutRule { unit } => RuleProblem::UnitWithoutRule { unit: number(unit) },
        RuleProblem::UnitWithoutPlace { unit, rules } => RuleProblem::UnitWithoutPlace { unit: number(unit), rules },
        other @ (RuleProblem::Repeated { .. }
        | RuleProblem::Hospital { .. }
        | RuleProblem::MissingShare { .. }
        | RuleProblem::SumBelowOne { .. }
        | RuleProblem::SumAboveOne { .. }
        | RuleProblem::TractsWithoutResidents { .. }) => other,
    }
}
