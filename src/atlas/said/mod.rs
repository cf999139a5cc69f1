//! The sentences of a report: what each says of a study, of published values alone, and by which rule.

pub(crate) mod coverage;
pub(crate) mod facts;
pub(crate) mod headline;
pub(crate) mod numbers;
pub(crate) mod response;
pub(crate) mod sentences;
