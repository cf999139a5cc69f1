//! What charts are drawn with: scales, rows, signs, and plotters writing into our scene.

pub(crate) mod axis;
pub(crate) mod backend;
pub mod body;
pub(crate) mod clear;
pub(crate) mod key;
pub(crate) mod rows;
pub(crate) mod stack;
