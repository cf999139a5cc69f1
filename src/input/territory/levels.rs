//! A territory of the study's own: a table of levels, codes, names and parents.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::input::code::spelling::{joined, words};
use crate::input::file::bytes::InputFile;
use crate::input::problem::english::{did_you_mean, nearest};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Partly, Place, Problems, Remark};
use crate::input::table::rows::{Column, Table};
use crate::input::table::titles::Titles;
use crate::model::base::language::Name;
use crate::model::place::code::{AreaCode, CodingScheme};
use crate::model::place::territory::{Area, LevelAreas, Territory, TerritoryProblem};

/// Reads `level,code,name,parent`, one row per area. Without a column of codes the names are the codes, which is said. A parent is named by
/// its code or, where that is of one area alone, by its name.
///
/// Problems are unknown levels, repeated codes, unknown parents, areas without places. Where there are some, the territory has every code
/// of the table, those without a known level or parent at a place of their own.
pub fn read_territory(file: &InputFile, name: Name, levels: &[String], titles: &Titles) -> Partly<Territory> {
    match Table::read(file, &[&[titles.of("level")], &[titles.of("code"), titles.of("name")]]) {
        Ok(table) => territory_of(&table, name, levels, titles),
        Err(problems) => problems.into(),
    }
}

fn territory_of(table: &Table, name: Name, levels: &[String], titles: &Titles) -> Partly<Territory> {
    let mut problems = Problems::default();
    let level = problems.take(table.require("level", titles));
    let name_column = table.optional("name", titles, &mut problems);
    let own_codes = table.optional("code", titles, &mut problems);
    let parent = table.optional("parent", titles, &mut problems);
    let without_codes = own_codes.is_none();
    let names_as_codes = name_column.clone().filter(|names| are_parents(table, names, parent.as_ref()));
    let code = own_codes.or(names_as_codes).or_else(|| problems.take(table.require("code", titles)));
    let (Some(level), Some(code)) = (level, code) else { return problems.into() };
    let mut warnings = Vec::new();
    if without_codes {
        let message = format!("no column of codes: the names in {:?} are the codes", code.title);
        warnings.push(Remark::of(Kind::Assumed, Place::file(&table.file), message));
    }
    let columns = Columns { level, code, name: name_column, parent };
    let used = [Some(&columns.level), Some(&columns.code), columns.parent.as_ref()];
    table.refuse_damage(&used.into_iter().flatten().collect::<Vec<_>>(), false, &mut problems);
    let (areas, lines) = columns.areas(table, levels, &mut problems);
    let value = match Territory::new(name.clone(), CodingScheme::Plain, areas) {
        Ok(territory) => Some(territory),
        Err(found) => {
            // What follows from a row that is told already is not told again.
            if problems.0.is_empty() {
                let mut lines = Lines::of(table, &lines);
                problems.0.extend(found.iter().map(|problem| lines.located(problem)));
            }
            let (again, _) = columns.areas(table, levels, &mut Problems::default());
            Territory::new(name, CodingScheme::Plain, with_some_parent(again)).ok()
        }
    };
    Partly { value, problems: problems.one_per_cell(), warnings }
}

/// Whether areas are named by their names as the parents of others, as in a table without codes; codes under another title are not.
fn are_parents(table: &Table, names: &Column, parent: Option<&Column>) -> bool {
    let Some(parent) = parent else { return true };
    let known: BTreeSet<&str> = table.rows().map(|row| row.cell(names)).collect();
    let parents = || table.rows().map(|row| row.cell(parent)).filter(|parent| !parent.is_empty());
    parents().next().is_none() || parents().any(|parent| known.contains(parent))
}

/// The columns of a table of areas.
struct Columns {
    level: Column,
    code: Column,
    name: Option<Column>,
    parent: Option<Column>,
}

/// An area's level and code, and its line.
type AreaLine = (String, AreaCode, u64);

impl Columns {
    /// The areas of each level, one of an unknown level under the name that is nearest, and their lines.
    fn areas(&self, table: &Table, levels: &[String], problems: &mut Problems) -> (Vec<LevelAreas>, Vec<AreaLine>) {
        let mut areas: Vec<LevelAreas> =
            levels.iter().map(|name| LevelAreas { name: name.clone(), areas: Vec::new() }).collect();
        let mut lines: Vec<AreaLine> = Vec::new();
        let mut line_of: FxHashMap<(usize, AreaCode), u64> = FxHashMap::default();
        for row in table.rows() {
            let word = row.cell(&self.level);
            let number = levels.iter().position(|level| level == word).unwrap_or_else(|| {
                let message = format!("expected one of the levels {}, found {word:?}", levels.join(", "));
                let near = nearest(word, levels.iter().map(String::as_str));
                let hint = near.map(|near| format!("did you mean {near:?}?"));
                problems.push(row.problem(Kind::Word, &self.level, message).maybe_hint(hint));
                levels.iter().position(|level| Some(level.as_str()) == near).unwrap_or(levels.len() - 1)
            });
            let level = &levels[number];
            let code = match CodingScheme::Plain.parse(level, row.cell(&self.code)) {
                Ok(code) => code,
                Err(error) => {
                    problems.push(row.problem(Kind::Code, &self.code, error.to_string()).maybe_hint(error.hint));
                    continue;
                }
            };
            let first = *line_of.entry((number, code.clone())).or_insert(row.line);
            if first != row.line {
                let message =
                    format!("the {level} {:?} stands on {} {first} already", code.as_str(), table.line_word());
                problems.push(row.problem(Kind::Repeated, &self.code, message));
                continue;
            }
            lines.push((level.clone(), code.clone(), row.line));
            let parent = row.optional(self.parent.as_ref());
            areas[number].areas.push(Area {
                name: row.optional(self.name.as_ref()).unwrap_or(code.as_str()).into(),
                short_name: None,
                parent: parent.and_then(|parent| CodingScheme::Plain.parse(level, parent).ok()),
                code,
            });
        }
        name_parents_by_code(&mut areas);
        (areas, lines)
    }
}

/// Gives parents that are named by the name of one area of the level above that area's code.
fn name_parents_by_code(areas: &mut [LevelAreas]) {
    for finer in 1..areas.len() {
        let [above, level] = &mut areas[finer - 1..=finer] else { continue };
        let mut by_name: BTreeMap<String, Option<AreaCode>> = BTreeMap::new();
        for area in &above.areas {
            let code = Some(area.code.clone());
            by_name.entry(joined(&words(&area.name))).and_modify(|known| *known = None).or_insert(code);
        }
        let codes: BTreeSet<&AreaCode> = above.areas.iter().map(|area| &area.code).collect();
        for parent in level.areas.iter_mut().filter_map(|area| area.parent.as_mut()) {
            if !codes.contains(parent)
                && let Some(Some(code)) = by_name.get(&joined(&words(parent.as_str())))
            {
                parent.clone_from(code);
            }
        }
    }
}

/// The same areas, those without a known parent in the first area above, and those that hold nothing with something in them.
fn with_some_parent(mut levels: Vec<LevelAreas>) -> Vec<LevelAreas> {
    for finer in 1..levels.len() {
        let (above, here) = levels.split_at_mut(finer);
        let (Some(above), Some(here)) = (above.last(), here.first_mut()) else { continue };
        let known: BTreeSet<&AreaCode> = above.areas.iter().map(|area| &area.code).collect();
        let first = above.areas.first().map(|area| area.code.clone());
        for area in &mut here.areas {
            if area.parent.as_ref().is_none_or(|parent| !known.contains(parent)) {
                area.parent.clone_from(&first);
            }
        }
        let held: BTreeSet<&AreaCode> = here.areas.iter().filter_map(|area| area.parent.as_ref()).collect();
        let childless: Vec<Area> = above
            .areas
            .iter()
            .filter(|area| !held.contains(&area.code))
            .map(|area| Area { parent: Some(area.code.clone()), ..area.clone() })
            .collect();
        let taken: BTreeSet<AreaCode> = here.areas.iter().map(|area| area.code.clone()).collect();
        here.areas.extend(childless.into_iter().filter(|area| !taken.contains(&area.code)));
    }
    levels
}

/// Where the areas of a table stand.
struct Lines<'a> {
    table: &'a Table,
    line_of: BTreeMap<(&'a str, &'a str), u64>,
    codes: Vec<&'a str>,
    n_searches: usize,
}

impl<'a> Lines<'a> {
    /// For how many parents a near code is looked for: a table with more wrong ones has codes of another kind, not slips.
    const MOST_SEARCHES: usize = 50;

    fn of(table: &'a Table, lines: &'a [AreaLine]) -> Self {
        let mut line_of = BTreeMap::new();
        for (level, code, line) in lines {
            line_of.entry((level.as_str(), code.as_str())).or_insert(*line);
        }
        Self { table, line_of, codes: lines.iter().map(|(_, code, _)| code.as_str()).collect(), n_searches: 0 }
    }

    fn place(&self, level: &str, code: &AreaCode) -> Place {
        let line = self.line_of.get(&(level, code.as_str()));
        line.map_or_else(|| Place::file(&self.table.file), |line| self.table.place(*line))
    }

    fn near(&mut self, code: &str) -> Option<String> {
        self.n_searches += 1;
        (self.n_searches <= Self::MOST_SEARCHES).then(|| did_you_mean(code, self.codes.iter().copied()))?
    }

    fn located(&mut self, problem: &TerritoryProblem) -> Remark {
        let remark = |place: Place, message: String| Remark::of(Kind::Territory, place, message);
        let file = || Place::file(&self.table.file);
        match problem {
            TerritoryProblem::NoLevel => remark(file(), "the territory has no level".to_owned()),
            TerritoryProblem::EmptyLevel { level } => remark(file(), format!("no row has the level {level:?}")),
            TerritoryProblem::RepeatedCode { level, code } => {
                remark(self.place(level, code).column("code"), format!("the {level} {:?} stands twice", code.as_str()))
            }
            TerritoryProblem::UnknownParent { level, code, parent } => {
                let place = self.place(level, code).column("parent");
                let (message, hint) = match parent {
                    None => (format!("the {level} {:?} has no parent", code.as_str()), None),
                    Some(parent) => (
                        format!("the parent {:?} is not an area of the level above {level}", parent.as_str()),
                        self.near(parent.as_str()),
                    ),
                };
                remark(place, message).maybe_hint(hint)
            }
            TerritoryProblem::Childless { level, code } => remark(
                self.place(level, code),
                format!("the {level} {:?} holds no area of the next level", code.as_str()),
            ),
        }
    }
}
