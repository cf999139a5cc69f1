//! What columns of the frame say of a unit: what became of it, its region, its days.

pub mod days;
pub mod fieldwork;
pub mod status;
pub mod unit_regions;
