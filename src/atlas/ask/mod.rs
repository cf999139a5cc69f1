//! What is asked of a picture: request, style, flags, refusals.

pub(crate) mod flags;
