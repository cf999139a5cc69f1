//! What was drawn, with what a reader should know of how it was made.

use crate::input::problem::remark::Remark;

/// What was drawn, with what a reader should know of how it was made.
#[derive(Clone, Debug)]
pub struct Drawn<T> {
    /// A picture, or several on one page.
    pub drawing: T,
    /// What a reader should know.
    pub remarks: Vec<Remark>,
}
