//! Layers written for other programs.

#![doc = include_str!("README.md")]

pub(crate) mod dbf;
pub(crate) mod flatgeobuf;
pub(crate) mod geojson;
pub(crate) mod geopackage;
pub(crate) mod geoparquet;
pub(crate) mod json;
pub mod layer;
pub(crate) mod reference;
pub(crate) mod shapefile;
pub(crate) mod svg;
pub(crate) mod topojson;
pub(crate) mod wkb;
pub mod write;
