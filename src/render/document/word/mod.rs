//! A report for Word: its parts, and the archive that holds them.

pub(crate) mod body;
pub(crate) mod package;
pub(crate) mod paragraph;
pub(crate) mod picture;
pub(crate) mod table;
pub(crate) mod widths;
