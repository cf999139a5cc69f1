//! How things look: sheets, tables, numbers, classes, palettes, maps.
//!
//! A map is a [`map::Picture`] (what it shows), laid out as a [`scene::Scene`] (where everything stands), and written as SVG; PNG and PDF
//! come from that SVG.

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
