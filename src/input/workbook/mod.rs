//! Workbooks: XLSX, XLSB, XLS and ODS, as sheets of cells.

#![doc = include_str!("README.md")]

pub(crate) mod compound;
pub mod ods;
pub mod part;
pub(crate) mod record;
pub mod sheet_cells;
pub(crate) mod xls;
pub(crate) mod xls_text;
pub(crate) mod xlsb;
pub mod xlsx;
