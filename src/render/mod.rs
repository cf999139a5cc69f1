//! How things look: sheets, tables, numbers, classes, palettes, maps.

pub mod artifact;
pub mod bias;
mod breaks;
mod brewer;
pub mod classify;
pub mod colour;
pub mod findings;
pub(crate) mod legend;
pub mod map;
pub mod number;
pub mod palette;
pub(crate) mod scale_bar;
pub mod sheet;
pub mod svg;
pub mod table;
