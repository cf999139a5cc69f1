//! Every sentence that a reader of results sees, and numbers and dates as people read them.

pub mod audit;
pub mod catalogue;
pub(crate) mod chart;
pub(crate) mod family;
pub mod letters;
pub(crate) mod method;
pub(crate) mod note;
pub mod number;
pub(crate) mod phrase;
pub(crate) mod picture;
pub(crate) mod published;
pub(crate) mod reason;
pub(crate) mod section;
pub mod sentence;
pub(crate) mod told;
