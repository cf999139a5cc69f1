//! Maps: areas, labels, insets, furniture.

#![doc = include_str!("README.md")]

pub(crate) mod areas;
pub(crate) mod arrange;
pub(crate) mod compass;
pub(crate) mod crowd;
pub(crate) mod far;
pub mod forms;
pub(crate) mod grid;
pub(crate) mod insets;
pub(crate) mod labels;
pub(crate) mod land;
pub mod locator;
pub mod multiples;
pub(crate) mod scale_bar;
pub(crate) mod side_by_side;
