//! Columns of places read, the same way wherever they stand: frame, rules, residents, tables for maps.
//!
//! A reader sees the whole column first, where that decides: which coding its codes are in, and which columns beside it tell places of
//! one name apart. It then reads cell by cell, and says once what was read otherwise than by code.

use std::collections::BTreeSet;

use crate::input::code::autonomous::{Autonomous, REGIONS21, has_autonomous};
use crate::input::code::beside::Beside;
use crate::input::code::codes::{FoundCode, Restored, restored};
use crate::input::code::coding::{Coding, HealthRegion, coding_of, health_region};
use crate::input::code::gazetteer::{Among, Gazetteer};
use crate::input::code::meaning::{Meaning, Way};
use crate::input::code::near::NearAreas;
use crate::input::code::newer::Newer;
use crate::input::code::said::Said;
use crate::input::code::vintage::Strangers;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::rows::{Column, Row, Table};
use crate::model::base::index::AreaIndex;

/// What a cell of a column is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// An area.
    Area(AreaIndex),
    /// One of the two autonomous provinces, among regions that have them as one.
    Autonomous(Autonomous),
    /// The territory, or an area of a broader level.
    Broader,
    /// A code of another day, kept to be told with the others of its kind; or one of a column that was refused as a whole.
    Kept,
    /// None of these, with what is to be said.
    Wrong(Wrong),
}

/// Why a cell is no area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong.
    pub message: String,
    /// What may help.
    pub hint: Option<String>,
    /// Names near to the cell's.
    pub near: Vec<String>,
    /// Whether the cell names several areas, so that it may not be left out either.
    pub is_ambiguous: bool,
}

impl Wrong {
    /// The problem of a cell in a row.
    pub fn problem(self, row: Row<'_>, column: &Column) -> Remark {
        row.problem(Kind::Code, column, self.message).maybe_hint(self.hint)
    }
}

/// A column of places.
pub struct PlaceReader<'a> {
    /// What a cell may mean.
    pub gazetteer: Gazetteer<'a>,
    beside: Beside<'a>,
    near: NearAreas<'a>,
    strangers: Strangers,
    newer: Newer,
    is_refused: bool,
    n_codes: usize,
    restored: Vec<Restored>,
    by_nuts: Vec<(String, AreaIndex)>,
    by_name: Vec<(String, AreaIndex)>,
    warnings: Vec<Remark>,
}

impl<'a> PlaceReader<'a> {
    /// A reader of the areas that `column` names in some rows. Adds a problem where they as a whole are written in another coding.
    pub fn new(
        gazetteer: Gazetteer<'a>,
        (table, rows): (&Table, &[Row<'_>]),
        column: &Column,
        said: Said<'_>,
        problems: &mut Problems,
    ) -> Self {
        let mut reader = Self {
            beside: Beside::of(&gazetteer, table, column),
            near: NearAreas::default(),
            strangers: Strangers::new(),
            newer: Newer::default(),
            is_refused: false,
            n_codes: 0,
            restored: Vec::new(),
            by_nuts: Vec::new(),
            by_name: Vec::new(),
            warnings: Vec::new(),
            gazetteer,
        };
        reader.decide_coding((table, rows), column, said, problems);
        reader
    }

    /// What a cell means in its row, without keeping anything.
    pub fn find(&self, text: &str, row: Option<Row<'_>>) -> Meaning {
        match (self.gazetteer.find(text), row) {
            (Meaning::Several(areas), Some(row)) => self.beside.choose(&self.gazetteer, areas, row),
            (meaning, _) => meaning,
        }
    }

    /// Reads the cell of a row.
    pub fn read(&mut self, row: Row<'_>, column: &Column) -> Reading {
        let text = row.cell(column);
        let meaning = self.find(text, Some(row));
        self.settle(meaning, text, Some(row), || row.place(column))
    }

    /// Keeps what was found about a cell, which stands at `place`, and says what it is.
    pub fn settle(&mut self, meaning: Meaning, text: &str, row: Option<Row<'_>>, place: impl Fn() -> Place) -> Reading {
        if self.is_refused {
            return Reading::Kept;
        }
        let wrong = |message: String, hint: Option<String>| {
            Reading::Wrong(Wrong { message, hint, near: Vec::new(), is_ambiguous: false })
        };
        let word = self.gazetteer.word();
        match meaning {
            Meaning::One(area, way) => {
                match way {
                    Way::Code => self.n_codes += 1,
                    Way::Restored => {
                        self.n_codes += 1;
                        self.restored.push((text.to_owned(), self.gazetteer.code(area).to_owned()));
                    }
                    Way::Nuts => self.by_nuts.push((text.to_owned(), area)),
                    Way::Sign | Way::Name => {
                        if let Some(other) = row.and_then(|row| self.beside.contradicts(&self.gazetteer, area, row)) {
                            let told = self.gazetteer.told(area);
                            return wrong(format!("{text:?} is {told}, and the row says {other:?}"), None);
                        }
                        self.by_name.push((text.to_owned(), area));
                    }
                }
                Reading::Area(area)
            }
            Meaning::Several(areas) => {
                let told: Vec<String> = areas.iter().map(|area| self.gazetteer.told(*area)).collect();
                let message = format!("more than one {word} is called {text:?}: {}", first_few(&told));
                let hint = self.beside.hint(&self.gazetteer);
                Reading::Wrong(Wrong { message, hint: Some(hint), near: Vec::new(), is_ambiguous: true })
            }
            Meaning::Autonomous(province) => Reading::Autonomous(province),
            Meaning::Broader => Reading::Broader,
            Meaning::Unknown | Meaning::Malformed(_) if self.is_of_another_day(text, row, &place()) => Reading::Kept,
            Meaning::Malformed(error) if text.bytes().any(|byte| byte.is_ascii_digit()) => {
                wrong(error.to_string(), error.hint)
            }
            Meaning::Unknown | Meaning::Malformed(_) if is_code(text) => {
                let beside = row.and_then(|row| self.beside.told(&self.gazetteer, row));
                let hint = beside.unwrap_or_else(|| self.near.hint(&self.gazetteer, text));
                wrong(format!("no {word} has the code {text:?}"), Some(hint))
            }
            Meaning::Unknown | Meaning::Malformed(_) => {
                let near = self.near.names(&self.gazetteer, text);
                let hint = self.near.told(&self.gazetteer, text);
                let message = format!("no {word} is called {text:?}");
                Reading::Wrong(Wrong { message, hint: Some(hint), near, is_ambiguous: false })
            }
        }
    }

    /// Whether a text is a code of another day; if so it is kept.
    fn is_of_another_day(&mut self, text: &str, row: Option<Row<'_>>, place: &Place) -> bool {
        let Among::Level(level) = self.gazetteer.among else { return false };
        self.strangers.take(self.gazetteer.territory, level, place, text)
            || self.newer.take(&self.gazetteer, &self.beside, place, text, row)
    }

    /// The autonomous province that another cell of a row names.
    pub fn autonomous_in(&self, row: Row<'_>) -> Option<Autonomous> {
        self.beside.autonomous_in(&self.gazetteer, row)
    }

    /// Whether every area so far was read by its name.
    pub fn is_by_name(&self) -> bool {
        self.n_codes == 0 && self.by_nuts.is_empty() && !self.by_name.is_empty()
    }

    /// The territory's own codes of what a code of another day stood for.
    pub fn own_codes(&self, text: &str) -> BTreeSet<String> {
        self.strangers.own_codes(text)
    }

    /// That codes got their zeros back, or were those of metropolitan cities.
    pub fn restored(&self, table: &Table, column: &Column) -> Vec<Remark> {
        restored(&table.file, &column.title, &self.restored)
    }

    /// What was read otherwise than by code, each kind once.
    pub fn said(&self, table: &Table, column: &Column) -> Vec<Remark> {
        let mut said = self.warnings.clone();
        let place = || Place::file(&table.file).column(&column.title);
        let example = |read: &[(String, AreaIndex)]| {
            let differs = |(text, area): &&(String, AreaIndex)| text != self.gazetteer.name(*area);
            let (text, area) = read.iter().find(differs).or(read.first())?;
            let rows = counted(read.len(), "row");
            Some((rows, format!("{text:?} as {} {}", self.gazetteer.code(*area), self.gazetteer.name(*area))))
        };
        if let Some((rows, example)) = example(&self.by_nuts) {
            let message = format!("codes of NUTS read in {rows}, such as {example}");
            said.push(Remark::of(Kind::Assumed, place(), message));
        }
        if let Some((rows, example)) = example(&self.by_name) {
            let message = if self.is_by_name() {
                let word = self.gazetteer.word();
                format!("no row has the code of a {word}: the cells are read as names in {rows}, such as {example}")
            } else {
                format!("names read in {rows}, such as {example}")
            };
            said.push(Remark::of(Kind::Assumed, place(), message));
        }
        said
    }

    /// One problem for each code of another day, with what converts those of a day, where something does; and one for all codes that
    /// are newer than what is known.
    pub fn of_another_day(&mut self, said: Said<'_>) -> Vec<Remark> {
        let mut problems = std::mem::take(&mut self.strangers).problems(said.day);
        problems.extend(std::mem::take(&mut self.newer).problem(said));
        problems
    }

    /// What the set of codes of a column of regions says about the coding that it is in.
    fn decide_coding(
        &mut self,
        (table, rows): (&Table, &[Row<'_>]),
        column: &Column,
        said: Said<'_>,
        problems: &mut Problems,
    ) {
        let is_of_regions = match self.gazetteer.among {
            Among::Level(level) => has_autonomous(self.gazetteer.territory, level),
            Among::Scheme(scheme) => scheme.name() == REGIONS21,
        };
        if !is_of_regions {
            return;
        }
        let coding = coding_of(rows.iter().map(|row| row.cell(column)));
        let (mut istat, mut health) = (0_usize, 0_usize);
        if coding == Coding::Both {
            for &row in rows {
                let text = row.cell(column);
                for named in self.beside.regions_named(&self.gazetteer, row, column) {
                    istat += usize::from(self.is_istat(text, &named));
                    health += usize::from(health_region(text).as_ref() == Some(&named));
                }
            }
        }
        let examples: BTreeSet<(&str, String)> =
            rows.iter().map(|row| row.cell(column)).filter_map(|text| Some((text, self.told_health(text)?))).collect();
        let examples: Vec<String> = examples.into_iter().map(|(text, name)| format!("{text} {name}")).collect();
        let place = || Place::file(&table.file).column(&column.title);
        let names = self.beside.column_of_names(&self.gazetteer, rows, column);
        let by_name = names.map(|names| (said.column)(&names));
        match coding {
            Coding::Istat => {}
            Coding::Both if istat > 0 && health == 0 => {}
            Coding::Both if health == 0 || istat > 0 => {
                let message = format!(
                    "the codes are read as ISTAT's; to the Ministry of Health they would be {}",
                    first_few(&examples)
                );
                let hint = "names beside the codes would tell";
                self.warnings.push(Remark::of(Kind::Assumed, place(), message).hint(hint));
            }
            Coding::Both | Coding::Health => {
                self.is_refused = true;
                let why = if coding == Coding::Both { ", as the names beside them say" } else { "" };
                let message = format!(
                    "the codes are those of the Ministry of Health ({}), not ISTAT's{why}",
                    first_few(&examples)
                );
                let hint = by_name.map_or_else(
                    || "write ISTAT's codes: 01 for 010, 20 for 200, 21 and 22 for 041 and 042".to_owned(),
                    |by_name| {
                        format!("read the names instead with {by_name}, or write ISTAT's codes: 01 for 010, 20 for 200")
                    },
                );
                problems.push(Remark::of(Kind::Code, place(), message).hint(hint));
            }
        }
    }

    fn is_istat(&self, text: &str, named: &HealthRegion) -> bool {
        match (self.gazetteer.by_code(text), named) {
            (FoundCode::Exact(area) | FoundCode::Restored(area, _), HealthRegion::Region(code)) => {
                self.gazetteer.code(area) == code
            }
            _ => false,
        }
    }

    /// The name of what a text is in the coding of the Ministry of Health.
    fn told_health(&self, text: &str) -> Option<String> {
        match health_region(text)? {
            HealthRegion::Autonomous(province) => Some(province.name().to_owned()),
            HealthRegion::Region(code) => match self.gazetteer.by_code(&code) {
                FoundCode::Exact(area) => Some(self.gazetteer.name(area).to_owned()),
                FoundCode::Restored(..) | FoundCode::Unknown | FoundCode::Malformed(_) => None,
            },
        }
    }
}

/// Whether a text looks like a code rather than a name.
pub fn is_code(text: &str) -> bool {
    text.is_empty() || text.bytes().any(|byte| byte.is_ascii_digit())
}
