//! A study's own territory: levels, outlines, schemes, tracts.

#![doc = include_str!("README.md")]

pub mod levels;
pub(crate) mod nested;
pub(crate) mod own_outlines;
pub(crate) mod own_territory;
pub mod part;
pub(crate) mod rule_level;
pub mod rule_places;
pub mod scheme_members;
pub mod schemes;
pub mod tracts;
