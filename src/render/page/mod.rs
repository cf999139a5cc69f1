//! A page: scene, type, SVG, PNG and PDF.

#![doc = include_str!("README.md")]

pub mod artifact;
pub(crate) mod font_subset;
pub mod furniture;
pub mod lettering;
pub mod name;
#[cfg(not(feature = "pdf"))]
pub mod no_pdf;
pub(crate) mod paint;
pub(crate) mod path;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod raster;
pub mod scene;
pub mod size;
pub mod svg;
pub mod typeface;
