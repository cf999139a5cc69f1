//! Geographic coverage and representativeness of surveys of units that serve territories.

pub mod model;
pub mod geometry;
