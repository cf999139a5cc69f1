//! What became of a unit, in the words of its table: the columns `responded` and `status`.

use std::collections::BTreeMap;

use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::rows::{Column, Row, Table};
use crate::model::survey::frame::ResponseStatus;

/// Words understood when the study declares none, in English and Italian.
const USUAL_WORDS: &[(&str, ResponseStatus)] = &[
    ("1", ResponseStatus::Respondent),
    ("yes", ResponseStatus::Respondent),
    ("true", ResponseStatus::Respondent),
    ("sì", ResponseStatus::Respondent),
    ("si", ResponseStatus::Respondent),
    ("respondent", ResponseStatus::Respondent),
    ("0", ResponseStatus::Nonrespondent),
    ("no", ResponseStatus::Nonrespondent),
    ("false", ResponseStatus::Nonrespondent),
    ("nonrespondent", ResponseStatus::Nonrespondent),
    ("partial", ResponseStatus::Partial),
    ("parziale", ResponseStatus::Partial),
    ("refused", ResponseStatus::Refused),
    ("rifiuto", ResponseStatus::Refused),
    ("ineligible", ResponseStatus::Ineligible),
    ("non eleggibile", ResponseStatus::Ineligible),
    ("unknown", ResponseStatus::UnknownEligibility),
    ("ignoto", ResponseStatus::UnknownEligibility),
];

/// Words of a study for each status, in lower case; none for the usual ones.
pub type StatusWords = BTreeMap<String, ResponseStatus>;

/// Reads what became of units. Where both columns stand, `status` says more and must not contradict.
pub(crate) struct StatusReader<'a> {
    pub(crate) column: Column,
    further: Option<Column>,
    words: &'a StatusWords,
    /// Where nothing is said.
    pub(crate) blank: Vec<Place>,
}

impl<'a> StatusReader<'a> {
    /// A reader of one or both columns; a remark where the words of the second are none of a status.
    pub(crate) fn new(
        table: &Table,
        column: Column,
        further: Option<Column>,
        words: &'a StatusWords,
        remarks: &mut Vec<Remark>,
    ) -> Self {
        let further = further.filter(|further| {
            let cells = || table.rows().map(|row| row.cell(further)).filter(|word| !word.is_empty());
            let is_empty = cells().next().is_none();
            let is_of_statuses = cells().any(|word| status_of(word, words).is_some());
            if !is_empty && !is_of_statuses {
                let message = format!("no word of this column is a response, so {} alone decides", column.title);
                remarks.push(Remark::of(Kind::Assumed, Place::file(&table.file).column(&further.title), message));
            }
            is_of_statuses
        });
        Self { column, further, words, blank: Vec::new() }
    }

    /// The status of a row, `None` after a word that is not listed. Where nothing is said, the unit did not answer.
    pub(crate) fn read(&mut self, row: Row<'_>, problems: &mut Problems) -> Option<ResponseStatus> {
        let said = row.cell(&self.column);
        let further = self.further.as_ref().filter(|column| !row.cell(column).is_empty());
        let Some(further) = further else {
            if said.is_empty() {
                self.blank.push(row.place(&self.column));
                return Some(ResponseStatus::Nonrespondent);
            }
            return self.listed(row, &self.column, problems);
        };
        let first = if said.is_empty() { None } else { self.listed(row, &self.column, problems) };
        let status = self.listed(row, further, problems);
        if let (Some(first), Some(status)) = (first, status)
            && first.answered() != status.answered()
        {
            let message = format!("{:?} contradicts {said:?} in the column {}", row.cell(further), self.column.title);
            let hint = format!("correct one of them, or leave the cell of {} empty", self.column.title);
            problems.push(row.problem(Kind::Value, further, message).hint(hint));
        }
        status
    }

    fn listed(&self, row: Row<'_>, column: &Column, problems: &mut Problems) -> Option<ResponseStatus> {
        let word = row.cell(column);
        let status = status_of(word, self.words);
        if status.is_none() {
            problems.push(unlisted(row.place(column), word, self.words));
        }
        status
    }
}

fn status_of(word: &str, words: &StatusWords) -> Option<ResponseStatus> {
    let word = word.to_lowercase();
    if words.is_empty() { usual_status(&word) } else { words.get(&word).copied() }
}

/// What a word in lower case means where a study does not say it.
pub(crate) fn usual_status(word: &str) -> Option<ResponseStatus> {
    USUAL_WORDS.iter().find(|(known, _)| *known == word).map(|(_, status)| *status)
}

fn unlisted(place: Place, word: &str, words: &StatusWords) -> Remark {
    let known: Vec<&str> = if words.is_empty() {
        USUAL_WORDS.iter().map(|(word, _)| *word).collect()
    } else {
        words.keys().map(String::as_str).collect()
    };
    let message = format!("expected a response ({}), found {word:?}", known.join(", "));
    // The words that are known stay, and the new one goes where it belongs.
    let lists: Vec<String> = ResponseStatus::ALL
        .into_iter()
        .filter_map(|status| {
            let known = words.iter().filter(|(_, other)| **other == status);
            let words: Vec<String> = known.map(|(word, _)| format!("{word:?}")).collect();
            (!words.is_empty()).then(|| format!("{} = [{}]", status.word(), words.join(", ")))
        })
        .collect();
    let lists = if lists.is_empty() {
        "respondent = [\"1\", \"yes\"], nonrespondent = [\"0\", \"no\"]".to_owned()
    } else {
        lists.join(", ")
    };
    let kinds = ResponseStatus::ALL.map(ResponseStatus::word).join(", ");
    Remark::of(Kind::Word, place, message).hint(format!(
        "add {word:?} to the list of what it means under [frame], of response = {{ {lists} }}; there may be lists for {kinds}"
    ))
}
