//! Charts: what numbers say, as marks on a scale.

#![doc = include_str!("README.md")]

pub mod form;
pub mod page;
