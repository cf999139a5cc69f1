//! Rows of a table that are of no area of a map, and what is said of them.

use std::collections::BTreeSet;

use crate::input::code::autonomous::{Autonomous, REGIONS21};
use crate::input::code::gazetteer::{Among, Gazetteer};
use crate::input::code::places::Wrong;
use crate::input::problem::english::{counted, first_few, plural};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::input::table::rows::{Column, Row, Table};
use crate::model::base::index::LevelIndex;

/// A table that has nothing of the areas. Where all of it is of another level, that one is named.
pub(crate) fn nothing_known(
    place: &Place,
    gazetteer: &Gazetteer<'_>,
    (rows, column): (&[Row<'_>], &Column),
    unmatched: &[String],
) -> Remark {
    let (name, territory) = (gazetteer.word(), gazetteer.territory);
    let message = format!("no row has the code of a {name}: {}", first_few(unmatched));
    let is_of = |level: &LevelIndex| {
        let other = Gazetteer::of_level(territory, *level);
        !matches!(gazetteer.among, Among::Level(own) if own == *level)
            && rows.iter().all(|row| other.find(row.cell(column)).area().is_some())
    };
    let other = territory.levels().find(is_of).map(|level| territory.level_name(level));
    let digits = territory.coding().digits(name);
    let hint = match (other, digits) {
        (Some(other), _) => Some(format!("they are of the level {other}: draw the layer {}", plural(other))),
        (None, Some(digits)) => Some(format!("codes of the level {name} have {digits} digits")),
        (None, None) => None,
    };
    Remark::of(Kind::Code, place.clone(), message).maybe_hint(hint)
}

/// Rows of no area.
#[derive(Default)]
pub(crate) struct Unmatched {
    /// Each with its line.
    pub(crate) rows: Vec<String>,
    /// Cells with the names near to them.
    near: Vec<(String, Vec<String>)>,
}

impl Unmatched {
    /// Keeps a row.
    pub(crate) fn add(&mut self, table: &Table, row: Row<'_>, text: &str, wrong: Option<Wrong>) {
        self.rows.push(format!("{text:?} on {} {}", table.line_word(), row.line));
        let near = wrong.map(|wrong| wrong.near).filter(|near| !near.is_empty());
        self.near.extend(near.map(|near| (text.to_owned(), near)));
    }

    /// Which rows are left out, and what each of them may have meant.
    pub(crate) fn said(&self, place: &Place, name: &str, by_name: bool) -> Option<Remark> {
        let (rows, known_by) = (counted(self.rows.len(), "row"), if by_name { "name" } else { "code" });
        let message = format!("{rows} with the {known_by} of no {name} left out: {}", first_few(&self.rows));
        let quoted = |near: &[String]| near.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(" or ");
        let hint = match self.near.as_slice() {
            [] => None,
            [(_, near)] => Some(format!("did you mean {}?", quoted(near))),
            several => {
                let each = several.iter().map(|(text, near)| format!("{} for {text:?}", quoted(near)));
                Some(format!("did you mean {}?", each.collect::<Vec<_>>().join(", ")))
            }
        };
        (!self.rows.is_empty()).then(|| Remark::of(Kind::RowsLeftOut, place.clone(), message).maybe_hint(hint))
    }
}

/// That rows of the autonomous provinces are left out, because the layer has their region as one.
pub(crate) fn left_apart(
    place: &Place,
    apart: &[Autonomous],
    gazetteer: &Gazetteer<'_>,
    line_of: &[Option<u64>],
) -> Option<Remark> {
    let whole = gazetteer.whole_region()?;
    let names: BTreeSet<Autonomous> = apart.iter().copied().collect();
    let names: Vec<&str> = names.into_iter().map(Autonomous::name).collect();
    let region = gazetteer.told(whole);
    let what = if line_of[whole.index()].is_some() {
        format!("{region}, which holds them, has a row of its own")
    } else {
        format!("{region}, which holds them, has no row and no value")
    };
    let message = format!("{} of {} left out: {what}", counted(apart.len(), "row"), first_few(&names));
    let hint = format!("the layer {REGIONS21} has Bolzano and Trento apart");
    (!apart.is_empty()).then(|| Remark::of(Kind::RowsLeftOut, place.clone(), message).hint(hint))
}
