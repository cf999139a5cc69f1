//! Draws, permutations and exact sums of random response.

pub mod budget;
pub mod draw;
pub mod hypergeometric;
pub mod number;
pub mod permutation;
pub mod random_sum;
pub mod sampling;
pub mod series;
pub mod variate;
pub mod window;
