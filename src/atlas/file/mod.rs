//! Boundary files described, joined and written.

pub(crate) mod defects;
pub(crate) mod describe;
pub(crate) mod feature;
pub(crate) mod joined;
pub mod opened;
pub mod write;
