//! A study opened: read, completed with its shapes, once.

pub mod choice;
pub(crate) mod complete;
pub(crate) mod defects;
pub(crate) mod drawn;
pub mod failure;
pub(crate) mod limited;
pub(crate) mod located;
pub mod measures;
pub mod mosaic;
pub mod open;
pub mod outlines;
pub(crate) mod places;
pub(crate) mod promise;
pub mod released;
pub(crate) mod tracts;
