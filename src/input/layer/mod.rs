//! Shapes while they are read: columns, rings, reference systems.

pub mod filter;
pub(crate) mod plausible;
pub(crate) mod read;
pub(crate) mod reference;
pub mod request;
pub(crate) mod rings;
