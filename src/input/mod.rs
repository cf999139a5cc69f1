//! The border: every file in, typed once, every problem with file, line, column and a hint.

pub mod problem;

pub mod text;

pub mod cell;

pub mod value;

pub mod file;

pub mod workbook;

pub mod table;

pub mod embedded;

pub mod code;

pub mod layer;

pub mod format;

pub mod shapes;

pub mod document;

pub mod figures;

pub mod territory;

pub mod answers;

pub mod claims;

pub mod frame;

pub mod study;
