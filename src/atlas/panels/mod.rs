//! Several pictures on one page.

pub mod multiples;
