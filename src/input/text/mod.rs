//! Numbers, dates and JSON out of text.

pub(crate) mod date;
pub(crate) mod decimal;
pub(crate) mod encoding;
pub(crate) mod json;
pub mod marks;
pub mod number;
pub(crate) mod totals;
