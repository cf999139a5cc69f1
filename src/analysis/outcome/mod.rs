//! What the answers say, and how wrong that could be.

pub mod benchmark;
pub mod bounds;
pub mod of_question;
pub mod proxy;
pub mod result;
pub(crate) mod weighted;
