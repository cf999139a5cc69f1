//! A study opened: read, completed with its shapes, once.

pub(crate) mod complete;
pub(crate) mod defects;
pub(crate) mod drawn;
pub(crate) mod located;
pub mod open;
pub mod outlines;
