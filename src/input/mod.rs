//! The border: every file in, typed once, every problem with file, line, column and a hint.

pub mod boundaries;
pub mod column;
pub mod document;
pub mod embedded;
pub mod error;
pub mod features;
pub mod file;
pub mod frame;
mod gaps;
mod geojson;
mod json;
mod layer;
pub mod number;
pub mod population;
pub mod reference;
pub mod rules;
pub mod schemes;
pub mod study;
pub mod table;
pub mod template;
pub mod territory;
