//! Charts of a study: which there are, and what each shows.

pub(crate) mod coverage;
pub mod draw;
pub(crate) mod groups;
pub mod request;
pub(crate) mod response;
pub(crate) mod size;
