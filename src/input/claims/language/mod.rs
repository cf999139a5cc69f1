//! A text as words, numbers and sentences.

pub(crate) mod fit;
pub(crate) mod lexer;
pub(crate) mod number;
pub(crate) mod role;
pub(crate) mod sentence;
pub(crate) mod style;
pub(crate) mod token;
pub(crate) mod weighted;
