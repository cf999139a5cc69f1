//! Tests and measures that know no survey.

#![doc = include_str!("README.md")]

pub mod aggregate;
pub mod contingency;
pub mod detectable;
pub mod estimate;
pub mod inequality;
pub mod kolmogorov;
pub mod moments;
pub mod multiplicity;
pub mod quantile;
pub mod rank_sum;
pub mod shift;
pub mod standardised;
pub mod two_groups;
pub mod welch;
