//! The areas that rules of catchments name, each on the level that its row says.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::input::code::autonomous::Autonomous;
use crate::input::code::gazetteer::Gazetteer;
use crate::input::code::places::{PlaceReader, Reading};
use crate::input::code::said::Said;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::rows::{Column, Row, Table};
use crate::model::base::index::LevelIndex;
use crate::model::catchment::rule::RuleArea;
use crate::model::place::territory::Territory;

/// Areas of all levels in one column, a reader for each level that a row names.
pub struct RulePlaces<'a> {
    territory: &'a Territory,
    table: &'a Table,
    level_column: Option<&'a Column>,
    column: &'a Column,
    readers: BTreeMap<LevelIndex, PlaceReader<'a>>,
    /// Rules for one of the two autonomous provinces as if it were a region.
    autonomous: Vec<Autonomous>,
}

impl<'a> RulePlaces<'a> {
    /// The areas in `column`, whose level stands in `level_column`.
    pub fn new(
        territory: &'a Territory,
        table: &'a Table,
        level_column: Option<&'a Column>,
        column: &'a Column,
    ) -> Self {
        Self { territory, table, level_column, column, readers: BTreeMap::new(), autonomous: Vec::new() }
    }

    /// The reader of a level. Adds a problem where the rules of the level are in another coding.
    fn reader(&mut self, level: LevelIndex, problems: &mut Problems) -> &mut PlaceReader<'a> {
        let (territory, table, column, level_column) = (self.territory, self.table, self.column, self.level_column);
        self.readers.entry(level).or_insert_with(|| {
            let is_of_level =
                |row: &Row<'_>| level_column.is_none_or(|column| row.cell(column) == territory.level_name(level));
            let rows: Vec<Row<'_>> = table.rows().filter(is_of_level).collect();
            PlaceReader::new(Gazetteer::of_level(territory, level), (table, &rows), column, said(), problems)
        })
    }

    /// The area of a row; `None` after a problem.
    pub fn read(&mut self, level: LevelIndex, row: Row<'_>, text: &str, problems: &mut Problems) -> Option<RuleArea> {
        let (territory, column) = (self.territory, self.column);
        let reader = self.reader(level, problems);
        let meaning = reader.find(text, Some(row));
        match reader.settle(meaning, text, Some(row), || row.place(column)) {
            Reading::Area(area) => Some(RuleArea::Area(level, area)),
            Reading::Autonomous(province) => {
                self.autonomous.push(province);
                let (level, area) = province.area(territory)?;
                Some(RuleArea::Area(level, area))
            }
            Reading::Broader => {
                let message = format!("{text:?} is broader than one {}", territory.level_name(level));
                problems.push(row.problem(Kind::Code, column, message));
                None
            }
            Reading::Kept => None,
            Reading::Wrong(wrong) => {
                problems.push(wrong.problem(row, column));
                None
            }
        }
    }

    /// What was read otherwise than by code. Codes of another day become problems.
    pub fn said(self, problems: &mut Problems) -> Vec<Remark> {
        let mut remarks = Vec::new();
        for mut reader in self.readers.into_values() {
            problems.0.extend(reader.of_another_day(said()));
            remarks.extend(reader.restored(self.table, self.column));
            remarks.extend(reader.said(self.table, self.column));
        }
        let names: BTreeSet<&str> = self.autonomous.iter().map(|province| province.name()).collect();
        let names: Vec<&str> = names.into_iter().collect();
        if !names.is_empty() {
            let rules = counted(self.autonomous.len(), "rule");
            let message = format!("{rules} for regions read as for the provinces {}", first_few(&names));
            remarks.push(Remark::of(Kind::Changed, Place::file(&self.table.file).column(&self.column.title), message));
        }
        remarks
    }
}

/// How a table of rules says things.
fn said() -> Said<'static> {
    const DAY: fn(Date) -> String = |day| format!("codes = {day} under [catchments]");
    Said { column: &|title| format!("columns = {{ code = {title:?} }} under [catchments]"), day: Some(DAY) }
}
