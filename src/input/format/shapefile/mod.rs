//! Shapefiles: outlines, their table, and the encoding of its texts.

pub(crate) mod complete;
pub(crate) mod dbf;
pub(crate) mod encoding;
pub(crate) mod polygons;
pub(crate) mod whole;
