//! Defects and their repair.

pub mod defect;
pub(crate) mod faces;
pub(crate) mod facing;
pub mod failure;
pub(crate) mod gaps;
pub(crate) mod holes;
pub(crate) mod lids;
pub(crate) mod mouths;
pub mod overlap;
pub(crate) mod plain_ring;
pub(crate) mod ring_defects;
pub(crate) mod settle;
pub(crate) mod untangle;
pub(crate) mod usual_edge;
