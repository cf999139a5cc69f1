//! Counts, shares, positions, languages: what every other room counts and names with.

pub mod count;
pub mod index;
pub(crate) mod kept;
pub mod language;
pub mod remainder;
pub mod share;
pub mod text;
pub mod word;
