//! The areas of a study or a table, with their columns.

pub mod areas;
pub(crate) mod column;
pub(crate) mod members;
