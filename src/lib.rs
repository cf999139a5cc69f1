//! Geographic coverage and representativeness of surveys of units that serve territories.

pub mod analysis;
pub mod command;
pub mod geometry;
pub mod input;
pub mod model;
pub mod render;
