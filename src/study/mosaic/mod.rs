//! The places of a territory as shapes, no finer than is asked for.

pub(crate) mod blocks;
pub mod whole;
