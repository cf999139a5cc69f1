//! Questions, and what was answered.

pub mod dictionary;
pub mod questions;
pub mod rows;
