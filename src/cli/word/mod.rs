//! Values of flags as typed, and flags that several commands share.

pub(crate) mod layer;
pub(crate) mod picture;
pub(crate) mod study;
pub(crate) mod value;
