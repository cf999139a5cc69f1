//! Files on disk, and signs that work goes on.

pub(crate) mod files;
pub(crate) mod progress;
