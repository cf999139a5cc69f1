//! Publications read as claims: texts and tables in which numbers that belong together are found.

pub(crate) mod language;
pub(crate) mod prose;
pub(crate) mod publication;
pub mod read;
pub(crate) mod source;
pub(crate) mod tabular;
