//! A picture composed for one layer.

pub(crate) mod column_map;
pub(crate) mod form;
pub(crate) mod pair;
pub(crate) mod setting;
pub mod study_map;
