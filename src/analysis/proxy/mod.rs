//! How far a result could be off if nonrespondents differ even among units alike: proxy pattern-mixture models.

pub mod bias;
pub mod measure;
pub mod number;
pub mod posterior;
pub mod predictors;
pub(crate) mod probit;
pub mod share;
