//! The areas of a study or a table, with their columns.

pub mod areas;
pub mod choose;
pub(crate) mod column;
pub(crate) mod far;
pub(crate) mod figures;
pub mod land;
pub(crate) mod members;
pub(crate) mod named;
pub(crate) mod opened;
pub(crate) mod order;
pub(crate) mod own_file;
pub(crate) mod part;
pub(crate) mod short_name;
pub(crate) mod table_areas;
