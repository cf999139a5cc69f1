//! Pages of the documentation as `bacino help` prints them, manual pages, and what shells complete.

pub(crate) mod blocks;
pub(crate) mod completions;
pub(crate) mod manual;
pub(crate) mod plain;
pub(crate) mod topic;
