//! Legends.

pub(crate) mod axis;
pub(crate) mod block;
pub(crate) mod classes;
pub(crate) mod sheet;
pub(crate) mod sizes;
pub(crate) mod strip;
