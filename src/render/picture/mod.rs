//! What a map shows, before it is laid out.

pub(crate) mod certainty;
pub mod design;
pub(crate) mod fill;
pub(crate) mod numbers;
pub(crate) mod record;
pub mod shown;
pub(crate) mod titles;
