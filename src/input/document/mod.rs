//! TOML with the line of every value.

pub(crate) mod feature_keys;
pub(crate) mod privacy;
pub mod reader;
pub mod toml;
pub mod written;
