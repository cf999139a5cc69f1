//! Boundary files and points, opened whatever their format.

#![doc = include_str!("README.md")]

pub mod features;
pub(crate) mod json_files;
pub(crate) mod labels;
pub mod long_points;
pub(crate) mod misplaced;
pub(crate) mod nowhere;
pub(crate) mod numbers;
pub mod records;
pub mod shapefile_parts;
pub(crate) mod zipped;
