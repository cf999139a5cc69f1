//! Points and rings.

pub mod measure;
pub(crate) mod point_grid;
pub mod pole;
pub mod position;
pub mod ring;
pub(crate) mod star;
pub(crate) mod turn;
pub(crate) mod vertex;
