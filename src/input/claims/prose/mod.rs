//! What sentences claim.

pub(crate) mod atoms;
pub(crate) mod lead;
pub(crate) mod link;
pub(crate) mod rates;
pub(crate) mod scene;
pub(crate) mod share;
pub(crate) mod spread;
pub(crate) mod subject;
pub(crate) mod sum;
pub(crate) mod wording;
