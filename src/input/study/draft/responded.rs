//! How a frame says who answered; where it does not, who sent answers did.

use std::collections::{BTreeMap, BTreeSet};

use csv::Writer;

use crate::input::answers::export::{Export, Own};
use crate::input::frame::status::usual_status;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Problems, Remark};
use crate::input::study::draft::pairing::Pair;
use crate::input::table::rows::{Column, Table};
use crate::model::survey::frame::ResponseStatus;

/// Titles of columns that say who answered, in lower case.
const TITLES: [&str; 12] = [
    "responded",
    "status",
    "response",
    "answered",
    "risposto",
    "ha risposto",
    "rispondente",
    "risposta",
    "stato",
    "esito",
    "stato risposta",
    "esito risposta",
];

/// Where it stands who answered.
#[derive(Clone, Debug)]
pub(super) enum Responded {
    /// In a column of the frame, with the words of each status as they are first spelt.
    Column(Column, Vec<(ResponseStatus, Vec<String>)>),
    /// Nowhere: units with answers did.
    ByAnswers,
}

/// The column of the frame that says who answered: one with a usual title, all of whose words are known.
///
/// # Errors
/// A column called `responded` or `status` with words that are not known.
pub(super) fn responded(frame: &Table) -> Result<Responded, Problems> {
    for title in TITLES {
        let Some(column) = frame.find(title) else { continue };
        let mut words: BTreeMap<ResponseStatus, Vec<String>> = BTreeMap::new();
        let mut unknown = None;
        for row in frame.rows().filter(|row| !row.cell(&column).is_empty()) {
            let word = row.cell(&column);
            match usual_status(&word.to_lowercase()) {
                Some(status) => {
                    let known = words.entry(status).or_default();
                    if !known.iter().any(|known| known.to_lowercase() == word.to_lowercase()) {
                        known.push(word.to_owned());
                    }
                }
                None => unknown = unknown.or(Some(row)),
            }
        }
        match unknown {
            None => return Ok(Responded::Column(column, words.into_iter().collect())),
            Some(row) if ["responded", "status"].contains(&title) => {
                let message = format!("{:?} is no word for whether a unit answered", row.cell(&column));
                let hint = "write 1 and 0, yes and no, or respondent and nonrespondent";
                return Err(Problems::one(row.problem(Kind::Word, &column, message).hint(hint)));
            }
            Some(_) => {}
        }
    }
    Ok(Responded::ByAnswers)
}

/// The frame as CSV with a column `responded`: 1 for units with answers, finished where the export tells it, else 0.
pub(super) fn frame_by_answers(
    frame: &Table,
    answers: &Table,
    export: &Export,
    pair: &Pair,
) -> Result<Vec<u8>, Problems> {
    let submitted = export.own(answers, Own::Submitted);
    let finished = answers.rows().filter(|row| {
        submitted.as_ref().is_none_or(|column| {
            let cell = row.cell(column).to_lowercase();
            !cell.is_empty() && !export.manner.not_shown.contains(&cell.as_str())
        })
    });
    let answered: BTreeSet<&str> = finished.map(|row| row.cell(&pair.answers)).collect();
    let columns: Vec<Column> = frame.columns().filter(|column| !column.title.is_empty()).collect();
    let mut writer = Writer::from_writer(Vec::new());
    let failed = |error: &dyn std::fmt::Display| {
        let message = format!("the frame cannot be written again: {error}");
        Problems::one(Remark::of(Kind::Format, frame.place(1), message))
    };
    let titles = columns.iter().map(|column| column.title.as_str()).chain(["responded"]);
    writer.write_record(titles).map_err(|error| failed(&error))?;
    for row in frame.rows() {
        let has = if answered.contains(row.cell(pair.through.as_ref().unwrap_or(&pair.frame))) { "1" } else { "0" };
        let cells = columns.iter().map(|column| row.cell(column)).chain([has]);
        writer.write_record(cells).map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error))
}
