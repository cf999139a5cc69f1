//! How things look: sheets, tables, numbers, classes, palettes, maps.

pub mod classes;

pub mod page;

pub mod colour;

pub mod picture;

pub mod legend;

pub mod layout;

pub mod map;

pub mod lint;

pub mod report;

pub mod export;
