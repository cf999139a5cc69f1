//! Where a problem is, what it is, and what may help.

pub mod english;
pub mod hint;
pub mod kind;
pub(crate) mod limit;
pub mod list;
pub mod remark;
pub(crate) mod shown;
