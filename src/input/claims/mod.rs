#![doc = include_str!("README.md")]

pub(crate) mod language;
pub(crate) mod prose;
pub(crate) mod publication;
pub mod read;
pub(crate) mod source;
pub(crate) mod tabular;
