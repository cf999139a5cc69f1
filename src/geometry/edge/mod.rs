//! The sides of all rings at once.

pub(crate) mod labels;
pub(crate) mod loops;
pub(crate) mod noding;
pub(crate) mod pairs;
pub(crate) mod rows;
pub(crate) mod runs;
pub(crate) mod sides;
