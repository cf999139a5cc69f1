//! A page: scene, type, SVG, PNG and PDF.

pub mod artifact;
pub(crate) mod font_subset;
pub(crate) mod path;
pub mod pdf;
pub mod raster;
pub mod scene;
pub mod size;
pub mod svg;
pub mod typeface;
