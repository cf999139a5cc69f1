//! Pages of the documentation as `bacino help` prints them.

pub(crate) mod blocks;
pub(crate) mod plain;
pub(crate) mod topic;
