//! Schemes that a study declares.

use crate::input::code::near::NearCodes;
use crate::input::document::toml::{Located, Section};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Problems, Remark};
use crate::model::base::language::Name;
use crate::model::place::scheme::{Grouping, Scheme, SchemeProblem};
use crate::model::place::territory::Territory;

/// Reads one `[[scheme]]`: `name`, `areas = { title = [codes] }` and, unless it is the broadest, the `level` of the codes.
pub fn read_scheme(
    section: &Section<'_>,
    territory: &Territory,
    taken: &[String],
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
    let mut near = NearCodes::new(territory);
    for title in &titles {
        let mut members = Vec::new();
        for code in areas.list(&title.value, problems).unwrap_or_default() {
            match territory.coding().parse(territory.level_name(level), &code.value) {
                Ok(parsed) if territory.find(level, &parsed).is_some() => members.push(parsed),
                Ok(_) => {
                    let message = format!("scheme {}: no {} {:?}", name.value, territory.level_name(level), code.value);
                    problems.push(Remark::of(Kind::Territory, code.place, message).hint(near.hint(level, &code.value)));
                }
                Err(error) => {
                    let message = format!("scheme {}: {error}", name.value);
                    problems.push(Remark::of(Kind::Territory, code.place, message).maybe_hint(error.hint));
                }
            }
        }
        groups.push(Grouping { code: title.value.clone(), name: Name::same(title.value.clone()), members });
    }
    let all_known = problems.0.len() == before;
    match Scheme::new(name.value.clone(), territory, level, groups) {
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
