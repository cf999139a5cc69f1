//! A cell, and how a program shows it.

pub(crate) mod arrow_text;
pub mod content;
pub mod grid;
pub(crate) mod number_format;
