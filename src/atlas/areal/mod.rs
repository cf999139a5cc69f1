//! Areas of one layer cut with those of another.

pub(crate) mod both;
pub(crate) mod cut;
pub(crate) mod parts;
pub(crate) mod side;
pub(crate) mod target;
pub(crate) mod zones;
