//! What each chart of a study shows, one file each.

pub(crate) mod answered;
pub(crate) mod choices;
pub(crate) mod coverage;
pub(crate) mod fieldwork;
pub(crate) mod groups;
pub(crate) mod lorenz;
pub(crate) mod partial;
pub(crate) mod response;
pub(crate) mod scale;
pub(crate) mod schemes;
pub(crate) mod size;
pub(crate) mod weights;
pub(crate) mod what_if;
pub(crate) mod yes_no;
