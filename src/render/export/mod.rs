//! Layers written for other programs.

#![doc = include_str!("README.md")]

pub(crate) mod dbf;
pub(crate) mod flatgeobuf;
pub(crate) mod geojson;
#[cfg(feature = "sqlite")]
pub(crate) mod geopackage;
#[cfg(feature = "parquet")]
pub(crate) mod geoparquet;
pub(crate) mod json;
pub mod layer;
#[cfg(not(all(feature = "parquet", feature = "sqlite")))]
pub(crate) mod left_out;
#[cfg(feature = "parquet")]
pub(crate) mod projjson;
pub(crate) mod reference;
pub(crate) mod shapefile;
pub(crate) mod svg;
pub(crate) mod topojson;
#[cfg(any(feature = "parquet", feature = "sqlite"))]
pub(crate) mod wkb;
pub mod write;
