//! Reports: sentences, figures and tables, and the documents that hold them, one writer a type.

#![doc = include_str!("README.md")]

pub mod cell;
pub mod content;
pub mod latex;
pub mod layout;
pub mod markdown;
pub mod table;
pub(crate) mod terminal;
pub mod web;
pub(crate) mod width;
pub(crate) mod word;
pub mod workbook;
pub mod write;
