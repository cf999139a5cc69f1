//! Values and the classes they fall into: one file a method.

pub(crate) mod box_plot;
pub mod classify;
pub(crate) mod deviation;
pub(crate) mod equal;
pub(crate) mod gaps;
pub(crate) mod head_tail;
pub(crate) mod method;
pub(crate) mod natural;
pub(crate) mod parting;
pub(crate) mod pretty;
pub mod printed;
pub(crate) mod quantile;
pub(crate) mod unclassed;
pub mod value;
