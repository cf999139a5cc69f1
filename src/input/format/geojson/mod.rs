//! GeoJSON: fast, whole or in pieces of a large file; and complete, where the fast reader is in doubt.

pub(crate) mod complete;
pub(crate) mod explain;
pub(crate) mod feature;
pub(crate) mod pieces;
pub(crate) mod stream;
pub(crate) mod whole;
