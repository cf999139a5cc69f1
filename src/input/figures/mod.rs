//! Residents, ages, weights and columns of figures.

pub mod age;
pub mod area_cells;
pub(crate) mod benchmarks;
pub mod by_age;
pub mod choices;
pub mod column;
pub mod converted;
pub mod counts;
pub mod labelled;
pub mod layout;
pub mod population;
pub mod survey;
pub(crate) mod unmatched;
pub mod weights;
