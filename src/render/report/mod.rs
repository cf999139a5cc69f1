//! Results as tables, sentences and data.

#![doc = include_str!("README.md")]

pub mod form;

pub mod table;

pub mod brief;

pub mod aligned;
pub mod audit;
pub mod balance_text;
pub mod benchmark_text;
pub mod bias_text;
pub mod contrast_text;
pub mod coverage_text;
pub mod findings;
pub mod long_sheet;
pub mod outcome_text;
pub(crate) mod promise_text;
pub mod reviewer;
pub mod sheet;
