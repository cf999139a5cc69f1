//! Pictures composed: which areas, which value, which form; and layers as files.

pub mod ask;

pub mod layer;

pub(crate) mod table;

pub mod picture;

pub(crate) mod usual;

pub mod panels;

pub(crate) mod areal;

pub(crate) mod form;

pub mod chart;

pub(crate) mod paper;

pub(crate) mod said;

pub mod report;

pub mod drawing;
pub mod file;
