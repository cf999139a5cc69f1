//! Areas by code: territory, schemes, residents, tracts, and the codes of other days.

pub(crate) mod by_code;
pub mod code;
pub mod population;
pub mod scheme;
pub mod territory;
pub mod tract;
pub mod vintage;
