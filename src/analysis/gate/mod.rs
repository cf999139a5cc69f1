//! What leaves the analysis for a reader, as far as it may be published.

pub mod answers;
pub mod chain;
pub mod digits;
pub mod exact;
pub mod exposure;
pub mod fieldwork;
pub mod findings;
pub mod measures;
pub mod published;
pub mod view;
