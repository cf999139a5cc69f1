//! How a table of places says what may help: as a study, by a key, or as a command, by a flag.

use jiff::civil::Date;

/// How a table says things.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    /// How another column is named, such as `--code name`.
    pub column: &'a dyn Fn(&str) -> String,
    /// How the day of the codes is said, where that converts them.
    pub day: Option<fn(Date) -> String>,
}
