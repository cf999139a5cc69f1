//! What an outsider can infer about who answered, and what may be published so that nobody is told.

#![doc = include_str!("README.md")]

pub mod outsider;

pub mod printed;

mod profile;

mod partition;

mod listed;

mod leaf;

mod branch;

mod messages;

mod number;

pub mod release;

pub mod subsets;
