//! The forms of a report: parts before they have one, and one writer a form.

pub mod block;
pub mod latex;
