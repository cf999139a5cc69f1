//! What is true without a file format: codes, counts, shares, territory, schemes, frame, catchments, outlines as read.
//!
//! Values here are checked once, when they are made, and never again.

pub mod allotment;
pub mod auxiliary;
pub mod catchment;
pub mod code;
pub mod count;
pub mod datum;
pub mod drawn;
pub mod feature;
pub mod formula;
pub mod frame;
pub mod index;
pub mod language;
pub mod outline;
pub mod population;
pub mod questionnaire;
pub mod scheme;
pub mod share;
pub mod study;
pub mod territory;
pub mod tract;
pub mod vintage;
pub mod weighting;
