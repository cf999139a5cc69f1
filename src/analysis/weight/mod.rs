//! Weights that make respondents stand for the frame.

pub mod adjust;
pub mod balance;
pub mod calibration;
pub mod classes;
pub mod cost;
pub mod entropy;
pub mod plan;
pub(crate) mod usual;
