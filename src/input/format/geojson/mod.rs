//! GeoJSON, whole or in pieces of a large file.

pub(crate) mod feature;
pub(crate) mod pieces;
pub(crate) mod stream;
pub(crate) mod whole;
