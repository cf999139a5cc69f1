//! Topology from raw polygons.

pub mod direct;
pub mod raw;
