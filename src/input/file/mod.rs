//! Bytes, archives, and formats told by content.

pub mod archive;
pub(crate) mod binary;
pub mod bytes;
pub mod ending;
pub mod format;
pub(crate) mod guard;
