//! What a reader wants first: ten sentences, and a short table for each question.

pub mod questions;
pub(crate) mod rows;
pub mod summary;
pub(crate) mod summed;
