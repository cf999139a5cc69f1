//! Charts of a study: which there are, and the one that is asked for.

pub mod draw;
pub mod request;
pub mod table;
