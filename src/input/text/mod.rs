//! Numbers, dates and JSON out of large texts, and words of totals.

pub(crate) mod date;
pub(crate) mod decimal;
pub(crate) mod encoding;
pub(crate) mod json;
pub(crate) mod tokens;
pub(crate) mod totals;
