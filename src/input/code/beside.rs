//! What other columns say of a place: the province or region that it lies in, and its name.

use crate::input::code::autonomous::Autonomous;
use crate::input::code::coding::HealthRegion;
use crate::input::code::gazetteer::{Among, Gazetteer};
use crate::input::code::meaning::{Meaning, Way};
use crate::input::code::spelling::words;
use crate::input::table::rows::{Column, Row, Table};
use crate::model::base::index::{AreaIndex, LevelIndex, PlaceIndex};
use crate::model::place::territory::Territory;

/// Words of titles of columns that name an area of an Italian level, beside the level's own name.
const TITLES: [(&str, &[&str]); 2] =
    [("region", &["regione", "reg"]), ("province", &["provincia", "prov", "sigla", "uts", "sovracomunale"])];

/// Columns that name broader areas, the finest level first.
pub struct Beside<'a> {
    broader: Vec<(Gazetteer<'a>, LevelIndex, Vec<Column>)>,
    columns: Vec<Column>,
}

impl<'a> Beside<'a> {
    /// The columns of a table beside one of places.
    pub fn of(gazetteer: &Gazetteer<'a>, table: &Table, column: &Column) -> Self {
        let others = || table.columns().filter(|other| other != column);
        let broader = match gazetteer.among {
            Among::Level(level) => gazetteer.territory.levels().filter(|other| *other < level).rev().collect(),
            Among::Scheme(_) => Vec::new(),
        };
        let broader = broader.into_iter().map(|level| {
            let columns = others().filter(|other| names_level(&other.title, gazetteer.territory.level_name(level)));
            (Gazetteer::of_level(gazetteer.territory, level), level, columns.collect::<Vec<_>>())
        });
        Self { broader: broader.filter(|(_, _, columns)| !columns.is_empty()).collect(), columns: others().collect() }
    }

    /// The area that a row says on a level, with its cell.
    fn said<'r>(&self, row: Row<'r>) -> impl Iterator<Item = (LevelIndex, AreaIndex, &'r str)> {
        self.broader.iter().flat_map(move |(gazetteer, level, columns)| {
            columns.iter().filter_map(move |column| {
                let cell = row.cell(column);
                let Meaning::One(area, _) = gazetteer.find(cell) else { return None };
                Some((*level, area, cell))
            })
        })
    }

    /// The one of several areas that lies where the row says; all that are left otherwise.
    pub fn choose(&self, gazetteer: &Gazetteer<'_>, areas: Vec<AreaIndex>, row: Row<'_>) -> Meaning {
        let Among::Level(level) = gazetteer.among else { return Meaning::Several(areas) };
        let mut left = areas.clone();
        for (broader, wanted, _) in self.said(row) {
            left.retain(|area| above(gazetteer.territory, level, *area, broader) == Some(wanted));
        }
        match left.as_slice() {
            [area] => Meaning::One(*area, Way::Name),
            [] => Meaning::Several(areas),
            _ => Meaning::Several(left),
        }
    }

    /// What a row says of a place read by its name that lies elsewhere: another area of the broadest level.
    pub fn contradicts<'r>(&self, gazetteer: &Gazetteer<'_>, area: AreaIndex, row: Row<'r>) -> Option<&'r str> {
        let Among::Level(level) = gazetteer.among else { return None };
        let territory = gazetteer.territory;
        let broadest = territory.broadest();
        let own = above(territory, level, area, broadest);
        // Provinces change; regions do not.
        let mut said = self.said(row).map(|(level, area, cell)| (above(territory, level, area, broadest), cell));
        said.find(|(said, _)| *said != own).map(|(_, cell)| cell)
    }

    /// What tells several areas of one name apart.
    pub fn hint(&self, gazetteer: &Gazetteer<'_>) -> String {
        let Among::Level(level) = gazetteer.among else { return "give its code instead of its name".to_owned() };
        match level.index().checked_sub(1) {
            Some(above) if self.broader.is_empty() => {
                let above = gazetteer.territory.level_name(LevelIndex::at(above));
                format!("give its code instead of its name, or add a column {above}")
            }
            Some(_) | None => "give its code instead of its name".to_owned(),
        }
    }

    /// The regions that other cells of a row name: by the region's own name, or by words that are the name of a province.
    pub fn regions_named(&self, regions: &Gazetteer<'a>, row: Row<'_>, column: &Column) -> Vec<HealthRegion> {
        let territory = regions.territory;
        let provinces = territory.level("province").map(|level| (level, Gazetteer::of_level(territory, level)));
        let mut named = Vec::new();
        for other in self.columns.iter().filter(|other| *other != column) {
            let cell = row.cell(other);
            match regions.find_name(cell) {
                Some(Meaning::One(area, _)) => named.push(HealthRegion::Region(regions.code(area).to_owned())),
                Some(Meaning::Autonomous(province)) => named.push(HealthRegion::Autonomous(province)),
                _ => {
                    let Some((level, provinces)) = &provinces else { continue };
                    named.extend(province_in(provinces, cell).and_then(|area| {
                        let region = territory.areas(*level)[area.index()].parent.as_ref()?;
                        Some(HealthRegion::Region(region.to_string()))
                    }));
                }
            }
        }
        named
    }

    /// The name of an area of the level in another cell of the row.
    pub fn name_of<'r>(&self, gazetteer: &Gazetteer<'_>, row: Row<'r>) -> Option<(&Column, &'r str)> {
        self.columns
            .iter()
            .map(|column| (column, row.cell(column)))
            .find(|(_, cell)| gazetteer.find_name(cell).is_some())
    }

    /// The autonomous province that a cell of a row names.
    pub fn autonomous_in(&self, gazetteer: &Gazetteer<'_>, row: Row<'_>) -> Option<Autonomous> {
        self.columns.iter().find_map(|column| match gazetteer.find_name(row.cell(column)) {
            Some(Meaning::Autonomous(province)) => Some(province),
            _ => None,
        })
    }

    /// That another cell of a row names an area, with its code.
    pub fn told(&self, gazetteer: &Gazetteer<'_>, row: Row<'_>) -> Option<String> {
        let (_, name) = self.name_of(gazetteer, row)?;
        let area = gazetteer.find_name(name)?.area()?;
        Some(format!("the row says {name:?}, which is {}", gazetteer.told(area)))
    }

    /// The title of a column in which every filled cell names an area of the level.
    pub fn column_of_names(&self, gazetteer: &Gazetteer<'_>, rows: &[Row<'_>], column: &Column) -> Option<String> {
        let is_named = |other: &&Column| {
            let mut cells = rows.iter().map(|row| row.cell(other)).filter(|cell| !cell.is_empty()).peekable();
            *other != column && cells.peek().is_some() && cells.all(|cell| gazetteer.find_name(cell).is_some())
        };
        self.columns.iter().find(is_named).map(|column| column.title.clone())
    }
}

/// The area of a broader level that an area lies in.
fn above(territory: &Territory, level: LevelIndex, area: AreaIndex, broader: LevelIndex) -> Option<AreaIndex> {
    let mut place = territory.places().find(|place| territory.area_of_place(level, *place) == area);
    if level == territory.finest() {
        place = Some(PlaceIndex::at(area.index()));
    }
    place.map(|place| territory.area_of_place(broader, place))
}

/// Whether a title names a column of areas of a level.
fn names_level(title: &str, level: &str) -> bool {
    let further = TITLES.iter().find(|(name, _)| *name == level).map_or(&[][..], |(_, further)| *further);
    words(title).iter().any(|word| word.text == level || further.contains(&word.text.as_str()))
}

/// The one province whose name stands among the words of a text, such as that of a unit.
fn province_in(provinces: &Gazetteer<'_>, text: &str) -> Option<AreaIndex> {
    let words = words(text);
    let mut found: Vec<AreaIndex> = Vec::new();
    for length in (1..=3.min(words.len())).rev() {
        for part in words.windows(length) {
            let name = part.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
            // Short words are signs and small words.
            if name.chars().count() > 3
                && let Some(Meaning::One(area, Way::Name)) = provinces.find_name(&name)
                && !found.contains(&area)
            {
                found.push(area);
            }
        }
    }
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}
