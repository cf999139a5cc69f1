//! The regions that the units of a frame count in.

use std::collections::BTreeSet;

use crate::input::code::autonomous::Autonomous;
use crate::input::code::gazetteer::Gazetteer;
use crate::input::code::places::{PlaceReader, Reading};
use crate::input::code::said::Said;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::rows::{Column, Row, Table};
use crate::model::base::index::AreaIndex;
use crate::model::place::territory::Territory;

/// The column of a frame that names areas of the broadest level.
pub struct UnitRegions<'a> {
    reader: PlaceReader<'a>,
    column: Column,
    /// Units whose region is named by one of its two autonomous provinces.
    folded: Vec<Autonomous>,
}

impl<'a> UnitRegions<'a> {
    /// The regions that `column` names.
    pub fn new(territory: &'a Territory, table: &Table, column: Column, problems: &mut Problems) -> Self {
        let gazetteer = Gazetteer::of_level(territory, territory.broadest());
        let title = another(&gazetteer);
        let rows: Vec<Row<'_>> = table.rows().collect();
        let said = Said { column: &title, day: None };
        let reader = PlaceReader::new(gazetteer, (table, &rows), &column, said, problems);
        Self { reader, column, folded: Vec::new() }
    }

    /// The region of a row; `None` for an empty cell or after a problem.
    pub fn read(&mut self, row: Row<'_>, problems: &mut Problems) -> Option<AreaIndex> {
        let text = row.optional(Some(&self.column))?;
        match self.reader.read(row, &self.column) {
            Reading::Area(area) => Some(area),
            Reading::Autonomous(province) => {
                self.folded.push(province);
                self.reader.gazetteer.whole_region()
            }
            Reading::Broader => {
                let message = format!("{text:?} is broader than one {}", self.reader.gazetteer.word());
                problems.push(row.problem(Kind::Code, &self.column, message));
                None
            }
            Reading::Kept => None,
            Reading::Wrong(wrong) => {
                problems.push(wrong.problem(row, &self.column));
                None
            }
        }
    }

    /// What was read otherwise than by code.
    pub fn said(mut self, table: &Table, problems: &mut Problems) -> Vec<Remark> {
        let title = another(&self.reader.gazetteer);
        problems.0.extend(self.reader.of_another_day(Said { column: &title, day: None }));
        let mut said = self.reader.restored(table, &self.column);
        said.extend(self.reader.said(table, &self.column));
        let names: BTreeSet<&str> = self.folded.iter().map(|province| province.name()).collect();
        let names: Vec<&str> = names.into_iter().collect();
        if let Some(region) = self.reader.gazetteer.whole_region().filter(|_| !names.is_empty()) {
            let region = self.reader.gazetteer.told(region);
            let message =
                format!("{} of {} counted in {region}", counted(self.folded.len(), "unit"), first_few(&names));
            said.push(Remark::of(Kind::Changed, Place::file(&table.file).column(&self.column.title), message));
        }
        said
    }
}

/// How another column of a frame is named.
fn another(gazetteer: &Gazetteer<'_>) -> impl Fn(&str) -> String + use<> {
    let level = gazetteer.word().to_owned();
    move |title| format!("columns = {{ {level}_code = {title:?} }} under [frame]")
}
