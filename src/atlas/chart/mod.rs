//! Charts of a study: which there are, and what each shows.

pub(crate) mod coverage;
pub mod draw;
pub mod request;
