//! Pages of the documentation as `bacino help` prints them.

pub(crate) mod blocks;
pub(crate) mod inline;
pub(crate) mod plain;
pub(crate) mod topic;
