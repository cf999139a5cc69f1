//! Codes and names of areas, near ones, and those of other days.

pub mod autonomous;
pub mod beside;
pub mod codes;
pub mod coding;
pub mod gazetteer;
pub mod meaning;
pub mod names;
pub mod near;
pub mod newer;
pub mod places;
pub mod said;
pub mod spelling;
pub mod vintage;
