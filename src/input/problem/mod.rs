//! Where a problem is, what it is, and what may help.

pub mod english;
pub mod hint;
pub mod kind;
pub mod list;
pub mod remark;
