//! What the program carries with it.

pub mod italy;
pub mod other_codes;
pub mod outlines;
