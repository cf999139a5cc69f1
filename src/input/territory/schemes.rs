//! Schemes that a study declares.

use crate::input::code::gazetteer::Gazetteer;
use crate::input::document::toml::{Located, Section};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Problems, Remark};
use crate::input::territory::part::{Side, TerritoryPart};
use crate::input::territory::scheme_members::SchemeMembers;
use crate::model::base::index::LevelIndex;
use crate::model::base::language::Name;
use crate::model::place::code::AreaCode;
use crate::model::place::scheme::{Grouping, Scheme, SchemeProblem};
use crate::model::place::territory::Territory;

/// Reads one `[[scheme]]`: `name`, `areas = { title = [codes or names] }` and, unless it is the broadest, the `level` of these. Of a study
/// that is limited to a part it is a scheme of the part: what lies outside may be named or not.
pub fn read_scheme(
    section: &Section<'_>,
    territory: &Territory,
    part: Option<&TerritoryPart>,
    taken: &[String],
    warnings: &mut Vec<Remark>,
    problems: &mut Problems,
) -> Option<Scheme> {
    let name = section.text("name", problems);
    if name.is_none() && !section.keys().iter().any(|key| key.value == "name") {
        problems.push(section.problem("scheme: the key \"name\" is missing"));
    }
    let levels: Vec<(&str, _)> = territory.levels().map(|level| (territory.level_name(level), level)).collect();
    let level = section.one_of("level", &levels, problems).unwrap_or(territory.broadest());
    let areas = section.section("areas", problems);
    if areas.is_none() && !section.keys().iter().any(|key| key.value == "areas") {
        problems.push(
            section
                .problem("scheme: the key \"areas\" is missing")
                .hint("write areas = { North = [\"01\", \"02\"], South = [\"15\"] }"),
        );
    }
    let (name, areas) = (name?, areas?);
    if taken.contains(&name.value) {
        let message = format!("scheme.name: the name {:?} is taken", name.value);
        problems.push(
            Remark::of(Kind::Territory, name.place, message).hint(format!("names in use are {}", taken.join(", "))),
        );
        return None;
    }
    let mut groups = Vec::new();
    let before = problems.0.len();
    let titles: Vec<Located<String>> = areas.keys();
    let texts = titles.iter().map(|title| areas.list(&title.value, problems).unwrap_or_default());
    let texts: Vec<Vec<Located<String>>> = texts.collect();
    let members = SchemeMembers { gazetteer: Gazetteer::of_level(territory, level), scheme: &name.value };
    for (title, members) in titles.iter().zip(members.read(&texts, warnings, problems)) {
        groups.push(Grouping { code: title.value.clone(), name: Name::same(title.value.clone()), members });
    }
    let all_known = problems.0.len() == before;
    if let Some(part) = part {
        groups = groups_inside(groups, territory, level, part);
    }
    let of = part.map_or(territory, |part| &part.territory);
    match Scheme::new(name.value.clone(), of, level, groups) {
        Ok(scheme) => Some(scheme).filter(|_| all_known),
        Err(found) => {
            // An area may be empty only because none of its members is known.
            let told_already = |problem: &SchemeProblem| !all_known && matches!(problem, SchemeProblem::Empty { .. });
            for problem in found.iter().filter(|problem| !told_already(problem)) {
                problems.push(told(problem, &name.value, territory.level_name(level), &titles, section));
            }
            None
        }
    }
}

/// The groups without what lies outside a part.
fn groups_inside(groups: Vec<Grouping>, whole: &Territory, level: LevelIndex, part: &TerritoryPart) -> Vec<Grouping> {
    let is_outside =
        |code: &AreaCode| whole.find(level, code).is_some_and(|area| part.side_of(level, area) == Side::Outside);
    let kept = groups.into_iter().filter_map(|group| {
        let before = group.members.len();
        let members: Vec<AreaCode> = group.members.into_iter().filter(|code| !is_outside(code)).collect();
        (before == 0 || !members.is_empty()).then_some(Grouping { members, ..group })
    });
    kept.collect()
}

fn told(
    problem: &SchemeProblem,
    scheme: &str,
    level: &str,
    titles: &[Located<String>],
    section: &Section<'_>,
) -> Remark {
    let place = |group: Option<&String>| {
        let title = group.and_then(|group| titles.iter().find(|title| title.value == *group));
        title.map_or_else(|| section.place(), |title| title.place.clone())
    };
    match problem {
        SchemeProblem::Unassigned { code } => Remark::of(
            Kind::Territory,
            place(None),
            format!("scheme {scheme}: the {level} {:?} is in no area", code.as_str()),
        ),
        SchemeProblem::Repeated { code, groups } => Remark::of(
            Kind::Territory,
            place(groups.last()),
            format!("scheme {scheme}: the {level} {:?} is in {}", code.as_str(), groups.join(" and in ")),
        ),
        SchemeProblem::Unknown { code, group } => {
            Remark::of(Kind::Territory, place(Some(group)), format!("scheme {scheme}: no {level} {:?}", code.as_str()))
        }
        SchemeProblem::Empty { group } => {
            Remark::of(Kind::Territory, place(Some(group)), format!("scheme {scheme}: the area {group:?} is empty"))
        }
    }
}
