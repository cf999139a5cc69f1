//! The rules of cartography.

pub mod check;
pub mod rule;
