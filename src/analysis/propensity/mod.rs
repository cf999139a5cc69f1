//! How evenly units were moved to respond.

pub mod estimated;
pub mod imbalance;
pub mod limit;
pub mod noncentral;
pub mod partial;
pub(crate) mod partial_error;
pub mod partial_groups;
pub mod representativeness;
pub mod response_model;
pub mod standard_error;
