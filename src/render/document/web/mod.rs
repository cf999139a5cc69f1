//! The page of a report: one file for the browser, which asks for nothing, reads without script and prints on A4.

pub mod audit;
pub(crate) mod figure;
pub(crate) mod opening;
pub(crate) mod page;
pub(crate) mod style;
pub(crate) mod table;
pub(crate) mod text;
