//! Numbers and JSON out of text.

pub(crate) mod decimal;
pub(crate) mod json;
pub mod marks;
pub mod number;
pub(crate) mod totals;
