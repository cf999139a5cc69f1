//! How things look: sheets, tables, numbers, words, maps.

pub mod artifact;
pub mod findings;
pub mod number;
pub mod sheet;
pub mod table;
