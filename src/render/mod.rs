//! How things look: sheets, tables, numbers, classes, palettes, maps.

pub mod artifact;
pub mod bias;
mod breaks;
mod brewer;
pub mod classify;
pub mod colour;
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
pub(crate) mod legend;
pub mod map;
pub mod number;
pub mod palette;
pub(crate) mod scale_bar;
pub mod sheet;
pub mod svg;
pub mod table;
