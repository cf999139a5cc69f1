//! What the answers say, and how wrong that could be.

pub mod benchmark;
pub mod bounds;
pub mod margin;
pub mod of_question;
pub mod result;
pub mod sensitivity;
pub(crate) mod weighted;
