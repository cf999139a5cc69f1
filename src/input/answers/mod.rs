//! Questions, and what was answered.

pub mod content;
pub mod definition;
pub mod dictionary;
pub mod questions;
pub mod rows;
pub mod whole;
