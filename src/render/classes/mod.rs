//! Values and the classes they fall into.

pub(crate) mod breaks;
pub mod classify;
pub mod value;
