//! Where on the page everything stands.

pub(crate) mod frame;
pub(crate) mod place;
pub(crate) mod plan;
pub(crate) mod room;
pub(crate) mod search;
