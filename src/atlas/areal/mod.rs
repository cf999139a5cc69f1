//! Areas of one layer cut with those of another.

pub(crate) mod cut;
pub(crate) mod side;
