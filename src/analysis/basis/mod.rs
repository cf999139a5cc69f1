//! The units that are compared, and one row of results.

pub mod auxiliary;
pub mod decimals;
pub mod family;
pub mod input;
pub mod measure;
pub mod members;
pub mod method;
pub mod note;
pub mod reason;
pub mod tested;
pub mod weight_name;
