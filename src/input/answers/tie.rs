//! Answers that name units by another column of the frame than the units' own, such as a token.

use std::collections::BTreeMap;

use crate::input::document::reader::Reader;
use crate::input::document::toml::Section;
use crate::input::problem::remark::Problems;
use crate::input::table::rows::Table;
use crate::model::place::code::UnitId;

/// Units by the cells of a column of the frame; `None` for a cell that several units have.
pub type Tie = BTreeMap<String, Option<UnitId>>;

impl Reader<'_> {
    /// Units by the cells of the frame's column called `title`; none where the frame has no such column or units have their names from it.
    pub(crate) fn tie(&self, root: &Section<'_>, title: &str) -> Tie {
        // What is wrong with the frame is told where it is read.
        let mut elsewhere = Problems::default();
        let Some(section) = root.section("frame", &mut elsewhere) else { return Tie::new() };
        let own =
            section.section("columns", &mut elsewhere).and_then(|columns| columns.text("unit_id", &mut elsewhere));
        let own = own.map_or_else(|| "unit_id".to_owned(), |own| own.value);
        let read = section.text("file", &mut elsewhere).and_then(|file| elsewhere.take(self.folder.read(&file.value)));
        let Some(mut file) = read else { return Tie::new() };
        file.sheet = section.text("sheet", &mut elsewhere).map(|sheet| sheet.value);
        let Some(table) = elsewhere.take(Table::read(&file, &[&[own.as_str()]])) else { return Tie::new() };
        let (Some(units), Some(column)) = (table.find(&own), table.find(title)) else { return Tie::new() };
        let mut tie = Tie::new();
        if units == column {
            return tie;
        }
        for row in table.rows().filter(|row| !row.cell(&column).is_empty()) {
            let Ok(unit) = UnitId::parse(row.cell(&units)) else { continue };
            tie.entry(row.cell(&column).to_owned()).and_modify(|known| *known = None).or_insert(Some(unit));
        }
        tie
    }
}
