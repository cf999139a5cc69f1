//! GeoParquet, read column by column.

pub(crate) mod cell;
pub(crate) mod column;
pub(crate) mod lists;
pub(crate) mod whole;
