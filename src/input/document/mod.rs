//! TOML with the line of every value.

pub mod reader;
pub mod toml;
