//! Residents in the catchments of units that answered, and what chance would give.

pub mod all_areas;
pub mod allocation;
pub mod area;
pub mod fieldwork;
pub mod findings;
pub mod headline;
pub mod indicator;
pub mod null;
pub mod reconciliation;
pub mod response;
pub mod size;
pub mod unit_area;
