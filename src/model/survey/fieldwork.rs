//! When units were written to, and until when they could answer.

use jiff::civil::Date;

/// The days on which units were invited or reminded: one day, or the first and the last of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentOn {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl SentOn {
    /// All on one day.
    pub fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// The days with one more.
    #[must_use]
    pub fn with(self, day: Date) -> Self {
        Self { first: self.first.min(day), last: self.last.max(day) }
    }
}

/// The days of a survey, as far as its study says them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fieldwork {
    /// When units were invited.
    pub invited: Option<SentOn>,
    /// When they were reminded, each later than the one before.
    pub reminders: Vec<SentOn>,
    /// The last day on which they could answer.
    pub closed: Option<Date>,
}

impl Fieldwork {
    /// How many reminders began on or before a day.
    pub fn reminders_until(&self, day: Date) -> usize {
        self.reminders.iter().filter(|sent| sent.first <= day).count()
    }
}
