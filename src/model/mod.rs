//! What is true without a file format: codes, counts, shares, territory, schemes, frame, catchments, outlines as read,
//! claims of publications.
//!
//! Values here are checked once, when they are made, and never again.

pub mod base;

pub mod place;

pub mod shape;

pub mod survey;

pub mod catchment;

pub mod claim;

pub mod study;
