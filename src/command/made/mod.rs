//! What a command made.

pub mod outcome;
