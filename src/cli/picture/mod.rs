//! Flags of commands that draw: maps, charts, and maps drawn again.

pub(crate) mod chart;
pub(crate) mod map;
pub(crate) mod verify;
