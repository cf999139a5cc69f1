#![doc = include_str!("README.md")]

pub mod base;
pub mod finding;
pub mod judge;
pub mod kind;
pub mod of_study;
pub mod reference;
pub mod rounding;
pub mod seen;
