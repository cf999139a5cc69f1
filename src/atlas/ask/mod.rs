//! What is asked of a picture: request, style, flags, refusals.

pub(crate) mod flags;
pub mod reader;
pub mod refuse;
pub mod request;
pub mod style;
