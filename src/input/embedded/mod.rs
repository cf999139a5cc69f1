//! What the program carries with it.

pub mod italy;
pub mod outlines;
