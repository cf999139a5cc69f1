//! Every sentence that a reader of results sees, and numbers and dates as people read them.

pub(crate) mod comparison;
pub(crate) mod model;
pub(crate) mod note;
pub mod number;
pub(crate) mod picture;
pub mod sentence;
