//! A territory of the study's own: a table of levels, codes, names and parents.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::input::file::bytes::InputFile;
use crate::input::problem::english::did_you_mean;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::rows::Table;
use crate::input::table::titles::Titles;
use crate::model::base::language::Name;
use crate::model::place::code::{AreaCode, CodingScheme};
use crate::model::place::territory::{Area, LevelAreas, Territory, TerritoryProblem};

/// Reads `level,code,name,parent`, one row per area.
///
/// # Errors
/// Unknown levels, repeated codes, unknown parents, areas without places.
pub fn read_territory(file: &InputFile, name: Name, levels: &[String], titles: &Titles) -> Result<Territory, Problems> {
    let table = Table::read(file, &[&[titles.of("level")], &[titles.of("code")]])?;
    let mut problems = Problems::default();
    let level_column = problems.take(table.require("level", titles));
    let code_column = problems.take(table.require("code", titles));
    let (Some(level_column), Some(code_column)) = (level_column, code_column) else { return Err(problems) };
    let name_column = table.optional("name", titles, &mut problems);
    let parent_column = table.optional("parent", titles, &mut problems);
    let used = [Some(&level_column), Some(&code_column), parent_column.as_ref()];
    table.refuse_damage(&used.into_iter().flatten().collect::<Vec<_>>(), false, &mut problems);
    let mut areas: Vec<LevelAreas> =
        levels.iter().map(|name| LevelAreas { name: name.clone(), areas: Vec::new() }).collect();
    let mut lines: Vec<(String, AreaCode, u64)> = Vec::new();
    let mut line_of: FxHashMap<(usize, AreaCode), u64> = FxHashMap::default();
    for row in table.rows() {
        let level = row.cell(&level_column);
        let Some(number) = areas.iter().position(|candidate| candidate.name == level) else {
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
        let first = *line_of.entry((number, code.clone())).or_insert(row.line);
        if first != row.line {
            let message = format!("the {level} {:?} stands on {} {first} already", code.as_str(), table.line_word());
            problems.push(row.problem(Kind::Repeated, &code_column, message));
            continue;
        }
        lines.push((level.to_owned(), code.clone(), row.line));
        areas[number].areas.push(Area {
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
    Territory::new(name, CodingScheme::Plain, areas).map_err(|found| {
        let mut lines = Lines::of(&table, &lines);
        Problems(found.iter().map(|problem| lines.located(problem)).collect())
    })
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

    fn of(table: &'a Table, lines: &'a [(String, AreaCode, u64)]) -> Self {
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
