//! For whom pictures of a whole study are drawn, as their records say it.

use crate::model::base::language::Language;

/// For whom pictures of a whole study are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// The language, where it is not the study's own.
    pub language: Option<Language>,
    /// Whether they may see exact values, whatever was promised to the units.
    pub internal: bool,
}
