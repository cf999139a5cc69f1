//! Which column of the frame and which of the answers name units: those whose cells agree.

use std::collections::BTreeSet;

use crate::input::answers::export::{Export, Own, Role};
use crate::input::table::rows::{Column, Table};
use crate::model::place::code::UnitId;

/// Titles of columns that name units, in lower case.
const NAMES: [&str; 8] = ["unit_id", "codice", "code", "id", "unit", "unità", "codice unità", "unit code"];

/// The two columns that tie answers to units.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    /// In the frame: the units' own names.
    pub(super) frame: Column,
    /// Another column of the frame through which the answers name units, of the same title as theirs.
    pub(super) through: Option<Column>,
    /// In the answers.
    pub(super) answers: Column,
    /// Rows of answers that name a unit.
    pub(super) matched: usize,
    /// Rows of answers whose cell is not blank.
    pub(super) filled: usize,
}

/// The pair of columns with most agreement. Of equal ones a column called `unit_id` goes first, then questions before what a survey tool
/// notes about persons, then what stands on the left. At least half of the answers must name a unit, and no two rows of the frame the same.
pub(super) fn pair(frame: &Table, answers: &Table, export: &Export) -> Option<Pair> {
    let mut best: Option<((usize, bool, bool), Pair)> = None;
    for column in frame.columns().filter(|column| !column.title.is_empty()) {
        let Some(units) = units(frame, &column) else { continue };
        for other in answers.columns().filter(|column| !column.title.is_empty()) {
            let by_person = match export.role(&other) {
                Role::Answer => false,
                Role::Own(Own::Person) => true,
                Role::Typed | Role::Own(_) => continue,
            };
            let cells = || answers.rows().map(|row| row.cell(&other)).filter(|cell| !cell.is_empty());
            let matched = cells().filter(|cell| units.contains(*cell)).count();
            let filled = cells().count();
            if matched == 0 || matched * 2 < filled {
                continue;
            }
            let rank = (matched, column.title.eq_ignore_ascii_case("unit_id"), !by_person);
            if best.as_ref().is_none_or(|(known, _)| rank > *known) {
                best = Some((rank, Pair { frame: column.clone(), through: None, answers: other, matched, filled }));
            }
        }
    }
    let ((.., by_question), found) = best?;
    if by_question || !found.frame.title.eq_ignore_ascii_case(&found.answers.title) {
        return Some(found);
    }
    // Results show the names of units, which should not be tokens.
    let own = NAMES.iter().find_map(|title| frame.find(title).filter(|column| units(frame, column).is_some()));
    match own.filter(|own| *own != found.frame) {
        Some(own) => Some(Pair { through: Some(found.frame), frame: own, ..found }),
        None => Some(found),
    }
}

/// The cells of a column that could name units: none blank, none twice.
fn units<'a>(frame: &'a Table, column: &Column) -> Option<BTreeSet<&'a str>> {
    let mut units = BTreeSet::new();
    for row in frame.rows() {
        let cell = row.cell(column);
        let is_unit = UnitId::parse(cell).is_ok() && units.insert(cell);
        if !is_unit {
            return None;
        }
    }
    Some(units)
}
