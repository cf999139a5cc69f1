//! The study file and its sections.

#![doc = include_str!("README.md")]

pub(crate) mod doubts;
pub mod draft;
pub mod drawn;
pub mod frame;
pub mod gaps;
pub(crate) mod keys;
pub(crate) mod limited;
pub mod pending;
pub mod rules;
pub(crate) mod serving;
pub mod source;
pub mod template;
pub mod vintage_rules;
pub mod whole;
