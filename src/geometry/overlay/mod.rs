//! Shares of areas in areas, and areas that hold points.

pub mod across;
pub mod areal;
pub mod carry;
pub(crate) mod edge_grid;
pub(crate) mod grid_edge;
pub mod locate;
