#![doc = include_str!("README.md")]

pub mod facts;
pub(crate) mod language;
pub(crate) mod prose;
pub(crate) mod publication;
pub mod read;
pub(crate) mod source;
pub(crate) mod statements;
pub(crate) mod tabular;
pub(crate) mod typed;
