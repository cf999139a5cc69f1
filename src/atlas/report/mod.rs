//! The report of a study: sentences, figures and tables, part by part.

pub mod document;
pub(crate) mod figures;
