//! The forms of charts, one file each: what its marks stand for, and how they are drawn.

pub mod coverage_by_chance;
pub mod fieldwork;
pub mod lorenz;
pub mod own_rows;
pub mod partial;
pub mod response;
pub mod scales;
pub mod schemes;
pub mod share_bars;
pub mod size;
pub mod weights;
pub mod what_if;
pub mod what_if_line;
