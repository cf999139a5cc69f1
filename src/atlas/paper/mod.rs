//! The tables of a paper: what each says of a study, of published values alone.

pub(crate) mod answers;
pub(crate) mod areas;
pub(crate) mod balance;
pub(crate) mod by_group;
pub(crate) mod checklist;
pub(crate) mod disposition;
pub(crate) mod files;
pub(crate) mod others;
pub(crate) mod representativeness;
pub(crate) mod tables;
