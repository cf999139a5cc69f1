//! A cell, and how a program shows it.

pub mod content;
pub mod grid;
pub(crate) mod number_format;
pub mod record;
