//! Outlines as they were read, with their reference system.

pub mod datum;
pub mod feature;
pub mod meridian;
pub mod nowhere;
pub mod outline;
pub mod repair;
