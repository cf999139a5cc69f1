//! Defects and their repair.

pub mod defect;
pub(crate) mod faces;
pub mod failure;
pub(crate) mod gaps;
pub mod overlap;
pub(crate) mod plain_ring;
pub(crate) mod ring_defects;
pub(crate) mod settle;
pub(crate) mod untangle;
