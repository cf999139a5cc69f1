//! The sentences of a report: what each says of a study, of published values alone, and by which rule.

pub(crate) mod sentences;
