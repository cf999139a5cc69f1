//! Topology from raw polygons.

pub mod direct;
pub mod far;
pub mod laid_out;
pub mod raw;
