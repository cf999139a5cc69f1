//! A picture composed for one layer.

pub mod classes;
pub(crate) mod column_map;
pub(crate) mod form;
pub(crate) mod locator;
pub(crate) mod pair;
pub(crate) mod setting;
pub mod shared;
pub mod study_map;
pub mod table_map;
