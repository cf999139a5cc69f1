//! Respondents against the others, by every measure.

pub mod chance;
pub mod difference;
pub mod evenness;
pub mod families;
pub mod measures;
pub mod model_rows;
pub mod neighbourhood;
pub mod other_areas;
