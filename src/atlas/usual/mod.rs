//! The maps of a whole study, as a run and a report have them.

pub(crate) mod maps;
