//! Topology from raw polygons.

pub mod direct;
pub mod exact;
pub mod far;
pub mod laid_out;
pub mod looked;
pub mod mended;
pub(crate) mod network;
pub(crate) mod patch;
pub mod raw;
pub mod residue;
pub(crate) mod sound;
pub(crate) mod turns;
