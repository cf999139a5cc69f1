//! Files on disk, pages on a terminal, and signs that work goes on.

pub(crate) mod files;
pub(crate) mod pager;
pub(crate) mod progress;
