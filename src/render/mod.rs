//! How things look: sheets, tables, numbers, classes, palettes, maps.
//!
//! A map is a [`map::Picture`] (what it shows), laid out as a [`scene::Scene`] (where everything stands), and written as SVG; PNG and PDF
//! come from that SVG.

pub(crate) mod areas;
pub mod artifact;
pub mod bias;
pub mod bias_text;
mod breaks;
mod brewer;
pub(crate) mod certainty;
pub mod classify;
pub mod colour;
pub(crate) mod compass;
pub mod design;
pub mod export;
pub(crate) mod export_dbf;
pub(crate) mod export_flatgeobuf;
pub(crate) mod export_geojson;
pub(crate) mod export_geopackage;
pub(crate) mod export_geoparquet;
pub(crate) mod export_json;
pub(crate) mod export_reference;
pub(crate) mod export_shapefile;
pub(crate) mod export_topojson;
pub(crate) mod export_wkb;
pub mod findings;
pub mod forms;
pub(crate) mod insets;
pub(crate) mod labels;
pub(crate) mod layout;
pub(crate) mod legend;
mod legend_classes;
mod legend_sizes;
pub mod lint;
pub mod map;
pub mod map_area;
pub mod number;
pub mod outcome_text;
pub mod outcomes;
pub mod palette;
pub(crate) mod path;
pub mod pdf;
pub mod raster;
mod record;
pub mod reviewer;
pub(crate) mod scale_bar;
pub mod scene;
pub mod sheet;
pub mod size;
pub(crate) mod space;
pub mod svg;
pub mod table;
pub mod theme;
pub mod typeface;
pub mod words;
mod words_measures;
mod words_model;
