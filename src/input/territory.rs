//! A territory of the study's own: a table of levels, codes, names and parents.

use crate::input::error::{Kind, Place, Problems, Remark, did_you_mean, first_few};
use crate::input::file::InputFile;
use crate::input::table::Table;
use crate::input::vintage::{changes_of, told_of_another_day};
use crate::model::code::{AreaCode, CodingScheme};
use crate::model::language::Name;
use crate::model::territory::{Area, LevelAreas, Territory, TerritoryProblem};

/// Reads `level,code,name,parent`, one row per area.
///
/// # Errors
/// Unknown levels, repeated codes, unknown parents, areas without places.
pub fn read_territory(file: &InputFile, name: Name, levels: &[String]) -> Result<Territory, Problems> {
    let table = Table::read(file, &[&["level"], &["code"]])?;
    let mut problems = Problems::default();
    let level_column = problems.take(table.require("level"));
    let code_column = problems.take(table.require("code"));
    let (Some(level_column), Some(code_column)) = (level_column, code_column) else { return Err(problems) };
    let name_column = table.find("name");
    let parent_column = table.find("parent");
    let used = [Some(&level_column), Some(&code_column), parent_column.as_ref()];
    table.refuse_damage(&used.into_iter().flatten().collect::<Vec<_>>(), false, &mut problems);
    let mut areas: Vec<LevelAreas> =
        levels.iter().map(|name| LevelAreas { name: name.clone(), areas: Vec::new() }).collect();
    let mut lines: Vec<(String, AreaCode, u64)> = Vec::new();
    for row in table.rows() {
        let level = row.cell(&level_column);
        let Some(target) = areas.iter_mut().find(|candidate| candidate.name == level) else {
            let message = format!("expected one of the levels {}, found {level:?}", levels.join(", "));
            let hint = did_you_mean(level, levels.iter().map(String::as_str));
            problems.push(row.problem(Kind::Word, &level_column, message).maybe_hint(hint));
            continue;
        };
        let code = match CodingScheme::Plain.parse(level, row.cell(&code_column)) {
            Ok(code) => code,
            Err(error) => {
                problems.push(row.problem(Kind::Code, &code_column, error.to_string()).maybe_hint(error.hint));
                continue;
            }
        };
        if let Some((_, _, first)) = lines.iter().find(|(known, other, _)| known == level && *other == code) {
            let message = format!("the {level} {:?} stands on {} {first} already", code.as_str(), table.line_word());
            problems.push(row.problem(Kind::Repeated, &code_column, message));
            continue;
        }
        lines.push((level.to_owned(), code.clone(), row.line));
        target.areas.push(Area {
            name: row.optional(name_column.as_ref()).unwrap_or(code.as_str()).to_owned(),
            short_name: None,
            parent: row
                .optional(parent_column.as_ref())
                .and_then(|parent| CodingScheme::Plain.parse(level, parent).ok()),
            code,
        });
    }
    if !problems.0.is_empty() {
        return Err(problems.one_per_cell());
    }
    Territory::new(name, CodingScheme::Plain, areas)
        .map_err(|found| Problems(found.iter().map(|problem| located(problem, &table, &lines)).collect()))
}

fn located(problem: &TerritoryProblem, table: &Table, lines: &[(String, AreaCode, u64)]) -> Remark {
    let line = |level: &str, code: &AreaCode| {
        let found = lines.iter().find(|(known, other, _)| known == level && other == code);
        found.map_or_else(|| Place::file(&table.file), |(_, _, line)| table.place(*line))
    };
    let file = &table.file;
    match problem {
        TerritoryProblem::NoLevel => Remark::of(Kind::Territory, Place::file(file), "the territory has no level"),
        TerritoryProblem::EmptyLevel { level } => {
            Remark::of(Kind::Territory, Place::file(file), format!("no row has the level {level:?}"))
        }
        TerritoryProblem::RepeatedCode { level, code } => Remark::of(
            Kind::Territory,
            line(level, code).column("code"),
            format!("the {level} {:?} stands twice", code.as_str()),
        ),
        TerritoryProblem::UnknownParent { level, code, parent } => {
            let known: Vec<String> = lines.iter().map(|(_, code, _)| code.to_string()).collect();
            let (message, hint) = match parent {
                None => (format!("the {level} {:?} has no parent", code.as_str()), None),
                Some(parent) => (
                    format!("the parent {:?} is not an area of the level above {level}", parent.as_str()),
                    did_you_mean(parent.as_str(), known.iter().map(String::as_str)),
                ),
            };
            Remark::of(Kind::Territory, line(level, code).column("parent"), message).maybe_hint(hint)
        }
        TerritoryProblem::Childless { level, code } => Remark::of(
            Kind::Territory,
            line(level, code),
            format!("the {level} {:?} holds no area of the next level", code.as_str()),
        ),
    }
}

/// What became of `found` where it is a code of another day, else the first few codes of a level near to it, for a hint.
pub fn near_codes(territory: &Territory, level: crate::model::index::LevelIndex, found: &str) -> Option<String> {
    let other_day = || told_of_another_day(&changes_of(territory)?, found);
    if level == territory.finest()
        && let Some(told) = other_day()
    {
        return Some(told);
    }
    let codes = || territory.areas(level).iter().map(|area| area.code.as_str());
    if let Some(hint) = did_you_mean(found, codes()) {
        return Some(hint);
    }
    let all: Vec<String> = codes().map(str::to_owned).collect();
    Some(format!("codes of the level {} are {}", territory.level_name(level), first_few(&all)))
}
