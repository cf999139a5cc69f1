//! Boundary formats, one file each.

#![doc = include_str!("README.md")]

pub(crate) mod dbf;
pub(crate) mod flatgeobuf;
pub mod geojson;
pub(crate) mod geopackage;
pub(crate) mod geoparquet;
pub(crate) mod shapefile;
pub(crate) mod topojson;
pub(crate) mod wkb;
