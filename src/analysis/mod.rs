//! Numbers about the survey: coverage, response, what chance alone would give, who answered and who did not.

pub mod bias;
pub mod contingency;
pub mod coverage;
pub mod design;
pub mod detectable;
pub mod grouping;
pub mod hypergeometric;
pub mod imbalance;
pub mod linear;
pub mod logistic;
pub mod measure;
pub mod multiplicity;
pub mod null;
pub mod partial;
pub mod permutation;
pub mod propensity;
pub mod quantile;
pub mod random_sum;
pub mod reconciliation;
pub mod representativeness;
pub mod response;
pub mod size;
pub mod unit_area;
pub mod variable;
