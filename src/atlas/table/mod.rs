//! What a request about a table leaves open, found in the table.

pub(crate) mod left_open;
