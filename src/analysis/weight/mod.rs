//! Weights that make respondents stand for the frame.

pub mod adjust;
pub mod calibration;
pub mod cost;
pub mod plan;
pub(crate) mod usual;
