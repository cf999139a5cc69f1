//! Palettes, themes, and colours as eyes see them.

pub(crate) mod brewer;
pub mod colours;
pub mod meaning;
pub mod neighbours;
pub mod palette;
pub mod steps;
pub mod theme;
pub mod vision;
