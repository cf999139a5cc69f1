//! Codes of areas, near ones, and those of other days.

pub mod codes;
pub mod names;
pub mod near;
pub mod vintage;
