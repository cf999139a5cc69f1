//! Workbooks: XLSX, XLSB, XLS and ODS, as sheets of cells.

pub(crate) mod compound;
pub mod ods;
pub(crate) mod xls;
pub(crate) mod xls_text;
pub(crate) mod xlsb;
pub mod xlsx;
