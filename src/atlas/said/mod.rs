//! The sentences of a report: what each says of a study, of published values alone, and by which rule.

pub(crate) mod answers;
pub(crate) mod coverage;
pub(crate) mod facts;
pub(crate) mod headline;
pub(crate) mod limits;
pub(crate) mod methods;
pub(crate) mod numbers;
pub(crate) mod references;
pub(crate) mod representativeness;
pub(crate) mod response;
pub(crate) mod sentences;
pub(crate) mod verdicts;
pub(crate) mod weights;
