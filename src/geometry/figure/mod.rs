//! Circles, dots and tiles in place of areas.

pub mod dorling;
pub mod dots;
pub mod tiles;
