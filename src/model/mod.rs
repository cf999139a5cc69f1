//! What is true without a file format: codes, counts, shares, territory, scheme, frame, catchment, outlines as read.

pub mod outline;
