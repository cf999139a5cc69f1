//! What tables claim.

pub(crate) mod areas;
pub(crate) mod blocks;
pub(crate) mod by_row;
pub(crate) mod cell;
pub(crate) mod damage;
pub(crate) mod sheet;
pub(crate) mod spreads;
pub(crate) mod whole;
