//! Several pictures on one page.

pub mod multiples;
pub mod titles;
pub mod wanted;
