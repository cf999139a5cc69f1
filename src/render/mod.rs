//! How things look: sheets, tables, numbers, classes, palettes, maps, charts.

pub mod classes;

pub mod page;

pub mod colour;

pub mod picture;

pub mod legend;

pub mod layout;

pub mod map;

pub mod lint;

pub mod report;

pub mod document;

pub mod plot;

pub mod form;

pub mod chart;

pub mod export;
