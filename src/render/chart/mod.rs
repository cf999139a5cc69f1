//! Charts: what numbers say, as marks on a scale.

#![doc = include_str!("README.md")]

pub(crate) mod axis;
pub mod body;
pub mod coverage_by_chance;
pub mod form;
pub(crate) mod key;
pub mod page;
pub mod response;
pub(crate) mod rows;
pub mod size;
