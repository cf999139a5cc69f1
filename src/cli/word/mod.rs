//! Values of flags as typed.

pub(crate) mod closed;
