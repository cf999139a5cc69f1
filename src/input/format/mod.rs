//! Boundary formats, one file each.

#![doc = include_str!("README.md")]

pub(crate) mod flatgeobuf;
pub mod geojson;
#[cfg(feature = "sqlite")]
pub(crate) mod geopackage;
#[cfg(feature = "parquet")]
pub(crate) mod geoparquet;
pub(crate) mod shapefile;
pub(crate) mod topojson;
#[cfg(any(feature = "parquet", feature = "sqlite"))]
pub(crate) mod wkb;
#[cfg(feature = "sqlite")]
pub(crate) mod write_ahead;
