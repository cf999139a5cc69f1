//! The section `[fieldwork]` of a study: days that all units share.

use jiff::civil::Date;

use crate::input::document::toml::{Located, Section};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};

/// What the section says.
#[derive(Clone, Debug)]
pub struct SaidDays {
    pub(crate) place: Place,
    pub(crate) invited: Option<Located<Date>>,
    /// `None` where the section does not say whether there were any.
    pub(crate) reminders: Option<Vec<Located<Date>>>,
    pub(crate) closed: Option<Located<Date>>,
}

/// Reads `[fieldwork]`. Problems are what is no day, and days that do not follow each other.
pub fn read_fieldwork(root: &Section<'_>, problems: &mut Problems) -> Option<SaidDays> {
    let section = root.section("fieldwork", problems)?;
    let said = SaidDays {
        place: section.place(),
        invited: section.located_date("invited", problems),
        reminders: section.dates("reminders", problems),
        closed: section.located_date("closed", problems),
    };
    let reminders = said.reminders.iter().flatten().map(|day| ("reminders", day));
    let days = said.invited.iter().map(|day| ("invited", day)).chain(reminders);
    let mut before: Option<(&str, Date)> = None;
    for (key, Located { value: day, place }) in days.chain(said.closed.iter().map(|day| ("closed", day))) {
        // Answers may come until the end of the day of the last reminder.
        let is_early = |last: Date| if key == "closed" { *day < last } else { *day <= last };
        if let Some((key_before, last)) = before.filter(|(_, last)| is_early(*last)) {
            let message = format!("fieldwork.{key}: {day} does not come after {last} of {key_before}");
            let hint = "days follow each other: invited, then reminders, then closed";
            problems.push(Remark::of(Kind::Value, place.clone(), message).hint(hint));
        }
        before = Some((key, *day));
    }
    Some(said)
}
