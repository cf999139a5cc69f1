//! Where on the page everything stands.

pub(crate) mod frame;
pub(crate) mod place;
pub(crate) mod room;
