//! Names, codes and values on areas.

mod beside;
mod crossing;
mod draw;
mod inside;
mod label;
pub(crate) mod placed;
mod spot;
pub(crate) mod terrain;
mod wording;
