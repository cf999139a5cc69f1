//! Tables: header, rows, and the place of every cell.

#![doc = include_str!("README.md")]

pub mod choose_sheet;
pub mod delimited;
pub(crate) mod grid_file;
pub mod header;
pub mod joined;
pub mod long;
pub mod needed;
pub mod notes;
pub mod number_reader;
pub mod rows;
pub mod texts;
pub mod titles;
