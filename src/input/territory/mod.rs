//! A study's own territory: levels, outlines, schemes, tracts.

pub mod levels;
pub(crate) mod own_outlines;
pub(crate) mod own_territory;
pub mod part;
pub mod schemes;
pub mod tracts;
