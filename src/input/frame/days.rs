//! The days of a unit: when it was invited, reminded, and when it answered.

use jiff::civil::Date;

use crate::input::document::toml::Located;
use crate::input::frame::fieldwork::SaidDays;
use crate::input::problem::english::counted;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::rows::{Column, Row, Table};
use crate::input::table::titles::Titles;
use crate::input::text::date::day;
use crate::model::survey::fieldwork::{Fieldwork, SentOn};
use crate::model::survey::frame::ResponseStatus;

const REMINDER: &str = "reminder_";

/// How many reminders a frame may have columns for.
const MOST: usize = 20;

/// The names of all columns of days.
pub(crate) fn names_of_days() -> Vec<String> {
    let reminders = (1..=MOST).map(|number| format!("{REMINDER}{number}"));
    ["invited", "answered_on"].map(str::to_owned).into_iter().chain(reminders).collect()
}

/// Days on which units were written to.
struct Sent {
    column: Column,
    /// What was sent, in words.
    what: String,
    /// The day that the section says.
    said: Option<Date>,
    /// The days found so far.
    found: Option<SentOn>,
}

/// Reads the days of each row, and holds them against each other and against what the section says.
pub(crate) struct DaysReader<'a> {
    invitation: Option<Sent>,
    reminders: Vec<Sent>,
    answered_on: Option<Column>,
    said: Option<&'a SaidDays>,
    /// Units that answered, and how many of them on a known day.
    answered: [usize; 2],
}

impl<'a> DaysReader<'a> {
    /// A reader of the columns that the table has.
    pub(crate) fn new(
        table: &Table,
        titles: &Titles,
        said: Option<&'a SaidDays>,
        warnings: &mut Vec<Remark>,
        problems: &mut Problems,
    ) -> Self {
        let [invited, answered_on] = ["invited", "answered_on"].map(|name| table.optional(name, titles, problems));
        let days = said.and_then(|said| said.reminders.as_deref());
        let invitation = invited.map(|column| Sent {
            column,
            what: "the invitation".to_owned(),
            said: said.and_then(|said| Some(said.invited.as_ref()?.value)),
            found: None,
        });
        let reminders: Vec<Sent> = reminder_columns(table, titles, problems)
            .into_iter()
            .enumerate()
            .map(|(number, column)| Sent {
                column,
                what: format!("reminder {}", number + 1),
                said: days.and_then(|days| Some(days.get(number)?.value)),
                found: None,
            })
            .collect();
        if let Some(said) = said {
            if let Some(days) = days.filter(|days| days.len() != reminders.len() && !reminders.is_empty()) {
                let (days, columns) = (counted(days.len(), "day"), counted(reminders.len(), "column"));
                let message = format!("fieldwork.reminders has {days}, {} has {columns} of reminders", table.file);
                let hint = "leave one of them out: columns say when each unit was reminded";
                problems.push(Remark::of(Kind::Key, said.place.clone(), message).hint(hint));
            }
            if answered_on.is_none() {
                let message = format!("{} has no column answered_on, so the fieldwork is not known", table.file);
                let hint = "add the day of each answer, such as 2025-01-29";
                warnings.push(Remark::of(Kind::Column, said.place.clone(), message).hint(hint));
            }
        }
        Self { invitation, reminders, answered_on, said, answered: [0, 0] }
    }

    /// The columns that are read.
    pub(crate) fn columns(&self) -> Vec<&Column> {
        let sent = self.invitation.iter().chain(&self.reminders).map(|sent| &sent.column);
        sent.chain(&self.answered_on).collect()
    }

    /// The day on which the unit of a row answered.
    pub(crate) fn read(
        &mut self,
        row: Row<'_>,
        status: Option<ResponseStatus>,
        problems: &mut Problems,
    ) -> Option<Date> {
        let closed = self.said.and_then(|said| Some(said.closed.as_ref()?.value));
        let mut invited = self.said.and_then(|said| Some(said.invited.as_ref()?.value));
        let mut before = invited.map(|day| ("the invitation".to_owned(), day));
        if let Some(sent) = &mut self.invitation {
            let own = sent.read(row, None, closed, problems);
            invited = own.or(invited);
            before = own.map(|day| (sent.what.clone(), day)).or(before);
        }
        for sent in &mut self.reminders {
            let day = sent.read(row, before.as_ref(), closed, problems);
            before = day.map(|day| (sent.what.clone(), day)).or(before);
        }
        let answered = status.map(ResponseStatus::answered);
        let day = day_of(row, self.answered_on.as_ref(), problems);
        self.answered[0] += usize::from(answered == Some(true));
        let (column, day) = (self.answered_on.as_ref()?, day?);
        self.answered[1] += usize::from(answered == Some(true));
        let (wrong, hint) = if answered == Some(false) {
            (format!("the unit did not answer, found the day {day}"), "clear the day, or say that the unit answered")
        } else if let Some(invited) = invited.filter(|invited| *invited > day) {
            (format!("answered on {day}, before the invitation on {invited}"), "correct one of the days")
        } else if let Some(closed) = closed.filter(|closed| *closed < day) {
            (format!("answered on {day}, after the end on {closed}"), "correct the day, or closed under [fieldwork]")
        } else {
            return Some(day);
        };
        problems.push(Remark::of(Kind::Value, row.place(column), wrong).hint(hint));
        None
    }

    /// The days of the survey, by the columns, else by the section.
    pub(crate) fn fieldwork(self, table: &Table, warnings: &mut Vec<Remark>, problems: &mut Problems) -> Fieldwork {
        let said = |day: Option<&Located<Date>>| day.map(|day| SentOn::day(day.value));
        let of_section = self.said.and_then(|said| said.reminders.as_deref()).unwrap_or_default();
        let invited = self.invitation.as_ref().and_then(|sent| sent.found);
        let invited = invited.or(said(self.said.and_then(|said| said.invited.as_ref())));
        let mut reminders: Vec<SentOn> = Vec::new();
        if self.reminders.is_empty() {
            reminders.extend(of_section.iter().filter_map(|day| said(Some(day))));
        }
        let n_sent = self.reminders.iter().rposition(|sent| sent.found.is_some()).map_or(0, |last| last + 1);
        for (number, sent) in self.reminders.iter().take(n_sent).enumerate() {
            let before = reminders.last().copied().or(invited);
            let found = sent.found.or(said(of_section.get(number)));
            let wrong = match (found, before) {
                (None, _) => "no unit has a day here, but some have one of a later reminder".to_owned(),
                (Some(found), Some(before)) if found.first <= before.first => {
                    format!("begins on {}, what was sent before it on {}", found.first, before.first)
                }
                (Some(found), _) => {
                    reminders.push(found);
                    continue;
                }
            };
            let place = Place::file(&table.file).column(&sent.column.title);
            problems
                .push(Remark::of(Kind::Value, place, wrong).hint("reminders are numbered in the order of their days"));
        }
        let [answered, known] = self.answered;
        if let Some(column) = self.answered_on.filter(|_| known > 0 && known < answered) {
            let message = format!("{} of {answered} units that answered have no day", answered - known);
            warnings.push(Remark::of(Kind::BlankAnswer, Place::file(&table.file).column(&column.title), message));
        }
        Fieldwork { invited, reminders, closed: self.said.and_then(|said| Some(said.closed.as_ref()?.value)) }
    }
}

impl Sent {
    /// The day in a row, which comes after another one.
    fn read(
        &mut self,
        row: Row<'_>,
        before: Option<&(String, Date)>,
        closed: Option<Date>,
        problems: &mut Problems,
    ) -> Option<Date> {
        let day = day_of(row, Some(&self.column), problems)?;
        let what = &self.what;
        let (wrong, hint) = if let Some(said) = self.said.filter(|said| *said != day) {
            (format!("{what} on {day}, the section [fieldwork] says {said}"), "leave one of them out")
        } else if let Some((other, last)) = before.filter(|(_, last)| day <= *last) {
            (format!("{what} on {day} does not come after {other} on {last}"), "correct one of the days")
        } else if let Some(closed) = closed.filter(|closed| day > *closed) {
            (format!("{what} on {day} comes after the end on {closed}"), "correct the day, or closed under [fieldwork]")
        } else {
            self.found = Some(self.found.map_or(SentOn::day(day), |found| found.with(day)));
            return Some(day);
        };
        problems.push(Remark::of(Kind::Value, row.place(&self.column), wrong).hint(hint));
        None
    }
}

/// The columns of reminders, in order. One without all before it is a problem.
fn reminder_columns(table: &Table, titles: &Titles, problems: &mut Problems) -> Vec<Column> {
    let found: Vec<Option<Column>> =
        (1..=MOST).map(|number| table.optional(&format!("{REMINDER}{number}"), titles, problems)).collect();
    let used: Vec<Column> = found.iter().map_while(Clone::clone).collect();
    for column in table.columns().filter(|column| !used.contains(column)) {
        let title = column.title.to_ascii_lowercase();
        let is_numbered = title.strip_prefix(REMINDER).is_some_and(|number| number.parse::<u32>().is_ok());
        if is_numbered || found.contains(&Some(column.clone())) {
            let message = match used.len() {
                MOST => format!("{MOST} columns of reminders are read, not more"),
                before => format!("no column {REMINDER}{} stands before it", before + 1),
            };
            let place = Place::file(&table.file).column(&column.title);
            let hint = "reminders are numbered from 1 on: reminder_1, reminder_2";
            problems.push(Remark::of(Kind::Column, place, message).hint(hint));
        }
    }
    used
}

/// The day in a cell; `None` of a blank one, and of one that is a problem.
fn day_of(row: Row<'_>, column: Option<&Column>, problems: &mut Problems) -> Option<Date> {
    let column = column?;
    let text = row.optional(Some(column))?;
    let found = day(text);
    if found.is_none() {
        let message = format!("expected a day, found {text:?}");
        let hint = "write days as 2025-01-29, or as 29/01/2025 with the day first";
        problems.push(Remark::of(Kind::Value, row.place(column), message).hint(hint));
    }
    found
}
