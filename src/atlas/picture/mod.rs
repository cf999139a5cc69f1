//! A picture composed for one layer.

pub mod classes;
pub(crate) mod column_map;
pub mod drawn;
pub(crate) mod form;
pub(crate) mod group_map;
pub(crate) mod locator;
pub(crate) mod pair;
pub(crate) mod setting;
pub mod shared;
pub(crate) mod single;
pub(crate) mod study_map;
pub(crate) mod table_map;
pub mod value_map;
pub(crate) mod worded;
