//! Tables of results: each is a list of columns.

pub mod areas;
pub mod benchmarks;
pub mod bias;
pub mod catchments;
pub mod contrasts;
pub mod outcomes;
pub mod schemes;
pub mod sensitivity;
pub mod units;
pub mod weighting;
